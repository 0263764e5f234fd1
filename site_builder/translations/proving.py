"""Check that written translations are read back as they were accepted.

A file of the site is replaced only after its new bytes have passed the site's own reader and
checks: every accepted text must be there, word for word, and every other text unchanged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.checking.engine import Examined
from site_builder.checking.examine import examine
from site_builder.checking.rules import find_problems
from site_builder.model.locale import LocaleId
from site_builder.model.message import told
from site_builder.reading.document import KeyPath
from site_builder.translations.review import Accepted, RefusedTranslation
from site_builder.translations.texts import translatables
from site_builder.translations.writing import Written, written

_REFUSED = told("This text cannot be written to its file safely. Add it to the file by hand.")
_Texts = Mapping[tuple[str, KeyPath], Mapping[LocaleId, str]]


@dataclass(frozen=True, slots=True)
class Proven:
    """The files to write, the site with them, and the translations that could not be written."""

    files: Mapping[str, bytes]
    after: Examined
    accepted: tuple[Accepted, ...]
    refused: tuple[RefusedTranslation, ...]


def prove(root: Path, before: Examined, accepted: Iterable[Accepted], locale: LocaleId) -> Proven:
    """Return the files with all accepted translations that can be written. Raises OSError."""
    left = list(accepted)
    quoted: set[str] = set()
    refused: list[RefusedTranslation] = []
    while left:
        made = written(root, left, locale, quoted)
        after = examine(root, before.at, made.files)
        wrong = _wrong(before, after, left, locale, made)
        if not wrong:
            return Proven(made.files, after, tuple(left), tuple(refused))
        # Quotes help if a text looks like something else in YAML: `? So`, `12`, `no`.
        hopeless = wrong & quoted
        quoted |= wrong
        refused += [
            RefusedTranslation(item.text.id, _REFUSED) for item in left if item.text.id in hopeless
        ]
        left = [item for item in left if item.text.id not in hopeless]
    return Proven({}, before, (), tuple(refused))


def _wrong(
    before: Examined, after: Examined, left: Sequence[Accepted], locale: LocaleId, made: Written
) -> set[str]:
    """Return the ids of the texts that were lost or broke others; all of them if in doubt."""
    every = {item.text.id for item in left}
    wrong = every - made.at.keys()
    now = _texts(after)
    targets = {(item.text.entry, item.text.path): item for item in left}
    for key, texts in _texts(before).items():
        item = targets.get(key)
        want = {**texts, locale: item.target} if item else texts
        if now.get(key) == want:
            continue
        wrong |= {item.text.id} if item else {i.text.id for i in left if i.text.entry == key[0]}
        wrong = wrong or every
    for (file, _, _), count in (_errors(after) - _errors(before)).items():
        if count:
            wrong |= {id for id, name in made.at.items() if name == file} or every
    return wrong


def _texts(examined: Examined) -> _Texts:
    return {(t.entry, t.path): t.text.by_locale for t in translatables(examined)}


def _errors(examined: Examined) -> Counter[tuple[str, str, str]]:
    return Counter(
        (problem.place.file, problem.code, problem.message)
        for problem in find_problems(examined)
        if problem.is_error
    )

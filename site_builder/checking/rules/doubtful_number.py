"""A number is ambiguous, or uses the digit grouping of one country.

A computer reads `146.000` as 146; readers in many countries read 146,000. `1,200` and `146 000`
are not numbers in YAML, so they would look the same in every language. Write facts without
grouping and with a point before decimals; the builder then formats them for each language.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/facts.yml
    affected: 146.000

Fails:

    # content/countries/lu.yml
    locales: [fr]
    facts:
      affected: 1,200

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/facts.yml
    affected: 146000
    litres: 1200.5
    metres: +1.234
    wording: "146 000"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place
from site_builder.reading.document import Document, KeyPath

_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPED = re.compile(
    r"[+-]?[1-9]\d{0,2}(?P<mark>[.,'’_\s\u202f\u2009])\d{3}((?P=mark)\d{3})*([.,]\d+)?", re.ASCII
)
_DECIMAL = re.compile(r"[+-]?\d+\.\d+", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_PERCENT = re.compile(r"\s*%$")


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("facts", "country"):
        document = shaped.document
        path: KeyPath = () if document.kind == "facts" else ("facts",)
        facts: Any = document.value if not path else document.value.get("facts")
        if isinstance(facts, Mapping):
            for id, fact in facts.items():
                for place in _values((*path, id), fact):
                    yield from _doubts(document, place)


def _values(path: KeyPath, fact: Any) -> Iterator[KeyPath]:
    if not isinstance(fact, Mapping):
        yield path
    elif isinstance(values := fact.get("values"), list):
        yield from ((*path, "values", i, "value") for i in range(len(values)))
    elif "value" in fact:
        yield (*path, "value")


def _doubts(document: Document, path: KeyPath) -> Iterator[Finding]:
    span = document.positions.values.get(path)
    if span is None:
        return
    # As written in the file: a parsed number has lost its plus sign, a parsed text its quotes.
    whole = document.sources[span.place.file][span.start : span.end].strip()
    percent = match[0] if (match := _PERCENT.search(whole)) else ""
    written = whole.removesuffix(percent)
    number = re.sub(r"[^\d+-]", "", written) + percent
    decimal = re.sub(r",", ".", written)
    if _EITHER.fullmatch(written):
        yield Finding(
            span.place,
            told(
                "“%(whole)s” can mean %(number)s or, with three decimals, %(decimal)s%(percent)s.",
                whole=whole,
                number=number,
                decimal=decimal,
                percent=percent,
            ),
            told(
                "Write `%(number)s`. If you mean three decimals, write `+%(decimal)s%(percent)s`.",
                number=number,
                decimal=decimal,
                percent=percent,
            ),
        )
    elif _DECIMAL.fullmatch(written):
        return
    elif match := _GROUPED.fullmatch(written):
        wholes, _, decimals = written.rpartition(match[3][0]) if match[3] else (written, "", "")
        figure = re.sub(r"[^\d+-]", "", wholes) + (f".{decimals}" if decimals else "") + percent
        yield _as_text(span.place, whole, figure)
    elif _COMMA.fullmatch(written):
        yield _as_text(span.place, whole, decimal + percent)


def _as_text(place: Place, written: str, figure: str) -> Finding:
    return Finding(
        place,
        told(
            "“%(written)s” is read as text, not as a number, so it looks the same in "
            "every language.",
            written=written,
        ),
        told(
            "Write `%(figure)s`; each language formats it in its own way. If it is "
            'meant as text, put it in quotes: `"%(written)s"`.',
            figure=figure,
            written=written,
        ),
    )


CHECK = Check("doubtful-number", "warning", find)

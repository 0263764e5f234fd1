"""How complete and current each edition is, as a table."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from site_builder.catalogue.catalogue import Catalogue
from site_builder.model.message import told
from site_builder.translations.texts import Translatable, TranslationState

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """The texts of one edition. `percent` is the part that is current, rounded down."""

    edition: str
    locale: str
    fresh: int
    stale: int
    missing: int
    percent: int


def table(texts: Iterable[Translatable], catalogue: Catalogue) -> tuple[StatusRow, ...]:
    """Return a row for each edition, in the order shown."""
    every = tuple(texts)
    rows = []
    for country in catalogue.countries.values():
        own = [text for text in every if country.id in text.countries]
        for locale in country.locales:
            count = Counter(text.state(locale) for text in own)
            fresh, total = count[TranslationState.fresh], len(own)
            percent = 100 * fresh // total if total else 100
            address = f"{country.id}/{locale}"
            stale, missing = count[TranslationState.stale], count[TranslationState.missing]
            rows.append(
                StatusRow(
                    edition=address,
                    locale=locale,
                    fresh=fresh,
                    stale=stale,
                    missing=missing,
                    percent=percent,
                )
            )
    return tuple(rows)


_HEADS = (told("Edition"), told("Fresh"), told("Stale"), told("Missing"), told("Current"))


def as_text(rows: Sequence[StatusRow], say: Say) -> str:
    """Return the table in columns, for a terminal."""
    lines = [tuple(map(say, _HEADS)), *map(_cells, rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(_HEADS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def as_markdown_table(rows: Sequence[StatusRow], say: Say) -> str:
    """Return the table for an issue or a page of a wiki."""
    lines = [tuple(map(say, _HEADS)), ("---", *["---:"] * (len(_HEADS) - 1)), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def as_json(rows: Sequence[StatusRow], _: Say) -> str:
    """Return the rows for programs."""
    return json.dumps([asdict(row) for row in rows], indent=2)


def _cells(row: StatusRow) -> tuple[str, ...]:
    counts = (str(row.fresh), str(row.stale), str(row.missing), f"{row.percent} %")
    return (row.edition, *counts)

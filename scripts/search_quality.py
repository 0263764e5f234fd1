"""How well the search finds: `make search-quality` prints it for each language.

The queries and what they must find are in tests/search_quality/queries.yml.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
FIRST = 3
"""An entry counts as found if it is one of so many results."""
_QUALITY = ROOT / "tests/search_quality"
_SEARCH = ROOT / "scripts/find_in_index.js"


@dataclass(frozen=True, slots=True)
class Answer:
    """`found` are the places in the order of the results."""

    site: str
    edition: str
    query: str
    wanted: str
    found: Sequence[str]

    @property
    def is_right(self) -> bool:
        return self.wanted in self.found[:FIRST]

    @property
    def language(self) -> str:
        return self.edition.partition("/")[2].partition("-")[0]


def clinic() -> str:
    """Return the files of the small site in many languages, in the form of tests/sites.py."""
    return (_QUALITY / "clinic.txt").read_text("utf-8")


def answers(sites: Mapping[str, Path]) -> list[Answer]:
    """Return what each query finds in built sites, given by their names."""
    queries = yaml.safe_load((_QUALITY / "queries.yml").read_text("utf-8"))
    editions = [(*name.split(), wanted) for name, wanted in queries.items()]
    asked = [
        {
            "index": str(sites[site] / edition / "search.json"),
            "language": edition.partition("/")[2],
            "queries": list(wanted),
        }
        for site, edition, wanted in editions
    ]
    done = subprocess.run(
        ["node", str(_SEARCH)], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return [
        Answer(site, edition, query, place, found)
        for (site, edition, wanted), results in zip(editions, json.loads(done.stdout), strict=True)
        for (query, place), found in zip(wanted.items(), results, strict=True)
    ]


def table(given: Sequence[Answer]) -> str:
    """Return the share of right answers by language, and every wrong one."""
    by_language: dict[str, list[Answer]] = defaultdict(list)
    for answer in given:
        by_language[answer.language].append(answer)
    lines = [_line(language, of) for language, of in sorted(by_language.items())]
    lines.append(_line("all", given))
    for answer in given:
        if not answer.is_right:
            found = ", ".join(answer.found[:FIRST]) or "nothing"
            lines.append(f"{answer.site} {answer.edition}: {answer.query!r} finds {found}")
    return "\n".join(lines)


def _line(name: str, given: Sequence[Answer]) -> str:
    right = sum(answer.is_right for answer in given)
    first = sum(answer.found[:1] == [answer.wanted] for answer in given)
    share = 100 * right / len(given)
    return f"{name:4} {right:3} of {len(given):3} found ({share:5.1f} %), {first:3} of them first"


def _built(folder: Path) -> Mapping[str, Path]:
    # Tests know how to write and build the sites.
    from tests.conftest import CASE_AT, EXAMPLE_AT, copy_example, copy_shipped
    from tests.sites import build_site, write_site

    case, example, small = (folder / name for name in ("case", "nordlicht", "clinic"))
    for root in (case, small):
        root.mkdir()
    copy_shipped(case)
    copy_example(example)
    write_site(small, clinic())
    return {
        "case": build_site(case, CASE_AT),
        "nordlicht": build_site(example, EXAMPLE_AT),
        "clinic": build_site(small, CASE_AT),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(table(answers(_built(Path(folder)))))

"""What anxious people type in a hurry finds what they mean: tests/search_quality/queries.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from scripts.search_quality import Answer, answers, clinic, table
from tests.sites import build_site, write_site

GOAL = 95
"""Percent of the queries that find their entry among the first three, in all languages together."""


@pytest.fixture(scope="module")
def sites(
    shipped: Path, example: Path, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Path]:
    small = build_site(write_site(tmp_path_factory.mktemp("clinic"), clinic()))
    return {"case": shipped, "nordlicht": example, "clinic": small}


@pytest.fixture(scope="module")
def given(sites: Mapping[str, Path]) -> Sequence[Answer]:
    return answers(sites)


def test_the_search_finds_what_people_mean(given: Sequence[Answer]) -> None:
    right = sum(answer.is_right for answer in given)
    assert 100 * right / len(given) >= GOAL, table(given)


def test_no_language_is_left_behind(given: Sequence[Answer]) -> None:
    for language in {answer.language for answer in given}:
        of = [answer for answer in given if answer.language == language]
        assert sum(answer.is_right for answer in of) / len(of) >= 0.8, table(of)


def test_many_queries_in_many_languages_are_tried(given: Sequence[Answer]) -> None:
    assert len(given) >= 200
    assert len({answer.language for answer in given}) >= 12


def test_every_wanted_entry_exists(sites: Mapping[str, Path], given: Sequence[Answer]) -> None:
    for answer in given:
        index = sites[answer.site] / answer.edition / "search.json"
        assert f'"location":"{answer.wanted}"' in index.read_text("utf-8"), answer

"""Addresses that last: anchors of questions and corrections, and the ids in feeds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lxml.html import fromstring

from site_builder.editions.anchors import OF_PAGES
from tests.sites import build_site, page, problems_of, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr, de]
# content/countries/group.yml
locales: [en]
# content/faq/categories.yml
data: Data
bills: Bills
# content/faq/data/which.yml
question: Which data?
answer: Names. See [when](faq/when).
updated: 2022-07-01
# content/faq/bills/when.yml
question: When?
answer: In May. See [which](faq/data/which) and [which](faq/which).
updated: 2022-07-01
# status/one/incident.yml
title: One
started: 2022-07-01
# status/one/2022-07-02.yml
status: investigating
published: 2022-07-02
text: See [which](faq/which).
"""
SECOND = (
    "# content/faq/bills/which.yml\nquestion: Which bills?\nanswer: All.\nupdated: 2022-08-01\n"
)


def _ids(site: Path, address: str) -> list[str]:
    return [str(id) for id in fromstring(page(site, address)).xpath("//@id")]


def _lands_in(site: Path, address: str, anchor: str) -> str:
    """The heading of the entry in which an anchor stands."""
    (target,) = fromstring(page(site, address)).xpath("//*[@id=$id]", id=anchor)
    section = next(e for e in (target, *target.iterancestors()) if e.tag == "article")
    return str(section.xpath("string(.//a[@class='entry__link'])"))


def _items(site: Path, feed: str = "lu/fr/feed.json") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads((site / feed).read_text())["items"]
    return items


def test_a_questions_anchor_is_its_id_everywhere_and_the_old_form_leads_there_too(
    tmp_path: Path,
) -> None:
    site = build_site(write_site(tmp_path, SITE))
    assert _lands_in(site, "lu/fr/faq", "which") == "Which data?"
    assert _lands_in(site, "lu/fr/faq", "data/which") == "Which data?"
    for edition in ("lu/fr", "lu/de", "group/en"):
        for path in site.glob(f"{edition}/**/*"):
            if path.is_file() and path.suffix != ".ics":
                assert b"#data/which" not in path.read_bytes(), path
        update = page(site, f"{edition}/incidents/one")
        assert 'href="../../faq/#which">which</a>' in update
    assert page(site, "lu/fr/faq").count('<a href="../faq/#which">which</a>') == 2


def test_an_id_held_twice_gets_its_category_and_the_short_form_stays_with_the_first(
    tmp_path: Path,
) -> None:
    site = build_site(
        write_site(tmp_path, SITE.replace("(faq/which)", "(faq/data/which)") + SECOND)
    )
    ids = _ids(site, "lu/fr/faq")
    assert {"data/which", "bills/which", "which"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert _lands_in(site, "lu/fr/faq", "which") == "Which data?"
    assert 'href="../../faq/#data/which"' in page(site, "lu/fr/incidents/one")


def test_a_question_named_like_its_category_or_a_part_of_the_page_keeps_both_apart(
    tmp_path: Path,
) -> None:
    text = SITE.replace("faq/bills/when.yml", "faq/bills/data.yml").replace("(faq/when)", "(faq)")
    content = SECOND.replace("which.yml", "content.yml")
    site = build_site(write_site(tmp_path, text + content))
    ids = _ids(site, "lu/fr/faq")
    assert len(ids) == len(set(ids))
    assert {"bills/data", "bills/content"} <= set(ids)
    own = {id for id in ids if not id.startswith("__") and "/" not in id}
    assert own - OF_PAGES == {"data", "bills", "which"}


def test_a_question_that_moves_to_another_category_keeps_its_anchor(tmp_path: Path) -> None:
    moved = SITE.replace("faq/data/which.yml", "faq/bills/which.yml")
    site = build_site(write_site(tmp_path, moved.replace("(faq/data/which)", "(faq/which)")))
    assert _lands_in(site, "lu/fr/faq", "which") == "Which data?"


def test_former_keeps_the_old_anchor_and_the_id_in_feeds_of_a_moved_question(
    tmp_path: Path,
) -> None:
    (tmp_path / "before").mkdir()
    before = build_site(write_site(tmp_path / "before", SITE))
    moved = SITE.replace("faq/data/which.yml\n", "faq/bills/which-ones.yml\nformer: [data/which]\n")
    (tmp_path / "after").mkdir()
    after = build_site(write_site(tmp_path / "after", moved))
    for anchor in ("which-ones", "bills/which-ones", "data/which", "which"):
        assert _lands_in(after, "lu/fr/faq", anchor) == "Which data?"
    assert {item["id"] for item in _items(before)} == {item["id"] for item in _items(after)}
    assert 'href="../../faq/#which-ones"' in page(after, "lu/fr/incidents/one")


def test_a_link_by_an_id_that_two_questions_hold_asks_which(tmp_path: Path) -> None:
    found = problems_of(tmp_path, SITE + SECOND)
    problem = next(problem for problem in found if problem.code == "unknown-link")
    assert problem.message == "“faq/which” is the id of several questions."
    assert problem.hint == "Write `faq/bills/which` or `faq/data/which`."


def test_updates_of_one_day_in_two_incidents_have_places_of_their_own(tmp_path: Path) -> None:
    other = SITE[SITE.index("# status/one/incident.yml") :].replace("/one/", "/two/")
    site = build_site(write_site(tmp_path, SITE + other))
    for address in ("lu/fr", "lu/fr/lite", "lu/fr/history"):
        ids = _ids(site, address)
        assert len(ids) == len(set(ids)), address
    assert {"one/2022-07-02", "two/2022-07-02"} <= set(_ids(site, "lu/fr"))
    assert "2022-07-02" in _ids(site, "lu/fr/incidents/two")


CORRECTED = """\
# content/countries/lu.yml
locales: [fr]
time_zone: Europe/Luxembourg
# content/faq/categories.yml
data: Data
# content/faq/data/which.yml
question: Which data?
answer: Names.
updated: 2022-07-01
corrections:
{question}
overrides:
  lu: {{answer: Noms., updated: 2022-07-03, corrections: [{{at: 2022-07-04, note: Ici.}}]}}
# status/one/incident.yml
title: One
started: 2022-07-01
# status/one/2022-07-02.yml
status: investigating
published: 2022-07-02
text: Text.
corrections:
{update}
"""
FIRST = '  - {at: "2022-07-05 09:00", note: First.}'
LATER = '  - {at: "2022-07-06 09:00", note: Later.}'
FUTURE = '  - {at: "2023-07-06 09:00", note: Future.}'


def _corrections(root: Path, *update: str) -> dict[str, tuple[str, str]]:
    """The feed's id and address of each correction of the update, by its note."""
    root.mkdir()
    text = CORRECTED.format(question=FIRST, update="\n".join(update))
    site = build_site(write_site(root, text))
    html = page(site, "lu/fr/incidents/one")
    found = {}
    for item in _items(site, "lu/fr/history.json"):
        anchor = item["url"].partition("#")[2]
        if "correction" in anchor:
            (target,) = fromstring(html).xpath("//*[@id=$id]", id=anchor)
            note = " ".join(target.itertext()).split()[-1]
            assert note in item["content_html"]
            found[note] = (item["id"], anchor)
    return found


def test_a_correction_keeps_its_id_and_anchor_wherever_it_stands_in_the_list(
    tmp_path: Path,
) -> None:
    alone = _corrections(tmp_path / "alone", FIRST)
    assert alone["First."][1] == "2022-07-02/correction-2022-07-05-0900"
    for name, lines in {
        "appended": (FIRST, LATER),
        "above": (LATER, FIRST),
        "hidden": (FUTURE, FIRST),
        "three": (FUTURE, LATER, FIRST),
    }.items():
        found = _corrections(tmp_path / name, *lines)
        assert found["First."] == alone["First."], name
        assert "Future." not in found
    later = _corrections(tmp_path / "deleted", LATER)
    assert later["Later."] == _corrections(tmp_path / "both", LATER, FIRST)["Later."]


def test_anchors_of_corrections_by_their_place_in_time_still_lead_there(tmp_path: Path) -> None:
    _corrections(tmp_path / "site", LATER, FIRST)
    html = page(tmp_path / "site/site", "lu/fr/incidents/one")
    for number, note in ((1, "First."), (2, "Later.")):
        (old,) = fromstring(html).xpath(f"//*[@id='2022-07-02/correction-{number}']")
        assert note in old.getparent().text_content()


def test_corrections_of_one_moment_are_told_apart(tmp_path: Path) -> None:
    other = FIRST.replace("First.", "Second.")
    found = _corrections(tmp_path / "site", FIRST, other)
    assert found["First."][1] == "2022-07-02/correction-2022-07-05-0900"
    assert found["Second."][1] == "2022-07-02/correction-2022-07-05-0900_2"


def test_equal_dates_are_counted_from_the_oldest_in_either_order(tmp_path: Path) -> None:
    """A list that has the newest first says so by its other dates."""
    oldest = '  - {at: "2022-07-04 09:00", note: Oldest.}'
    second = FIRST.replace("First.", "Second.")
    before = _corrections(tmp_path / "before", oldest, FIRST)
    for name, lines in {
        "appended": (oldest, FIRST, second),
        "newest first": (second, FIRST, oldest),
        "later": (LATER, second, FIRST, oldest),
    }.items():
        found = _corrections(tmp_path / name, *lines)
        assert {note: found[note] for note in before} == before, name
        assert found["Second."][1].endswith("-0900_2"), name


def test_a_countrys_own_answer_has_corrections_of_its_own(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, CORRECTED.format(question=FIRST, update=FIRST)))
    ids = _ids(site, "lu/fr/faq")
    assert "which/correction-2022-07-04" in ids
    assert "which/correction-2022-07-05-0900" not in ids

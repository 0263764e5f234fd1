"""Links of texts to whatever else an edition publishes."""

from __future__ import annotations

from pathlib import Path

from lxml.html import fromstring

from tests.sites import build_site, page, problems_of, write_site

SITE = """\
# content/countries/lu.yml
locales: [en]
# content/faq/categories.yml
data: Data
# content/faq/data/which.yml
question: Which?
answer: None.
updated: 2022-07-01
# content/services.yml
mail: {name: Mail}
# status/outage/incident.yml
title: Outage
started: 2022-07-01
services: {mail: major_outage}
# status/outage/2022-07-02.yml
status: investigating
as_of: 2022-07-02
text: Seen.
# content/pages/links.yml
title: Links
text: |
"""


def _links(site: Path) -> dict[str, str]:
    document = fromstring(page(site, "lu/en/links"))
    found = document.xpath("//*[@class='text']//a")
    return {link.text_content(): link.get("href") for link in found}


def test_a_text_can_link_to_every_page_and_file_of_its_edition(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE + "  None.\n"))
    folder = site / "lu/en"
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
    # The index of the search is for the script alone, and servers send the page of missing ones.
    own = ("index.html", "search.json", "404.html")
    people = [file for file in files if file not in own]
    targets = [file.removesuffix("index.html").strip("/") for file in people]
    assert {"lite", "feeds", "maintenance.ics", "services/mail/feed.rss"} <= set(targets)
    site = build_site(
        write_site(tmp_path, SITE + "".join(f"  - [{target}]({target})\n" for target in targets))
    )
    links = _links(site)
    assert sorted(links) == sorted(targets)
    for href in links.values():
        # A category of the questions is a part of their page.
        address = href.partition("#")[0]
        there = (folder / "links" / address).resolve()
        assert (there / "index.html" if address.endswith("/") else there).is_file()


def test_what_is_not_published_stays_words(tmp_path: Path) -> None:
    write_site(tmp_path, SITE + "  [small](lite)\n")
    config = tmp_path / "mkdocs.yml"
    plain = config.read_text("utf-8").replace(
        "  - site_builder\n", "  - site_builder:\n      outputs: [pages]\n"
    )
    config.write_text(plain, "utf-8")
    assert _links(build_site(tmp_path)) == {}


def test_a_mistyped_output_is_told_with_the_nearest(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, SITE + "  [small](lit) and [feed](feed.rs)\n")[:1]
    assert (problem.code, problem.hint) == ("unknown-link", "Did you mean `lite`?")

"""What is written arrives: Markdown texts from the files to every output."""

from __future__ import annotations

import gzip
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.sites import build_site, everything, page, problems_of, words, write_site

_SITE = """
# content/countries/lu.yml
locales: [fr]
# status/outage/incident.yml
title: Panne
started: 2022-07-25
# status/outage/2022-07-29.yml
status: investigating
published: 2022-07-29 10:00
"""


def _built(root: Path, text: str, more: str = "") -> str:
    """The HTML of the incident's page, whose update has this text."""
    lines = "".join(f"    {line}\n" for line in text.split("\n"))
    write_site(root, f"{_SITE}text:\n  fr: |\n{lines}{more}")
    return page(build_site(root), "lu/fr/incidents/outage")


def _articles(root: Path, texts: list[str], site: str) -> dict[str, str]:
    """The HTML of each text, each in an incident of its own, by one build."""
    incident = site[site.index("# status/") :]
    files = site[: site.index("# status/")]
    for i, text in enumerate(texts):
        lines = "".join(f"    {line}\n" for line in text.split("\n"))
        files += incident.replace("status/outage", f"status/t{i}")
        files += f"text:\n  {'he' if '[he]' in site else 'fr'}: |\n{lines}"
    write_site(root, files)
    built = build_site(root)
    edition = next(path for path in built.glob("*/*") if path.parent.name in ("lu", "il"))
    return {
        text: _text_of((edition / f"incidents/t{i}/index.html").read_text("utf-8"))
        for i, text in enumerate(texts)
    }


def _text_of(html: str) -> str:
    found = re.search(r'<div class="text">(.*?)</div>\s*</article>', html, re.DOTALL)
    assert found is not None
    return found[1].strip()


def _messages(root: Path, text: str) -> list[str]:
    lines = "".join(f"    {line}\n" for line in text.split("\n"))
    problems = problems_of(root, f"{_SITE}text:\n  fr: |\n{lines}")
    return [f"{p.code} {p.place.line}:{p.place.column} {p.message} {p.hint}" for p in problems]


# Comments

_CANARIES = """
# content/site.yml
name: {fr: "Nom <!-- CANARY -->", de: "Name"}
notice: {fr: "Avis <!-- CANARY -->", de: "Hinweis <!-- CANARY -->"}
audiences: {all: {fr: "Tous <!-- CANARY -->"}}
# content/countries/lu.yml
locales: [fr, de]
name: {fr: "Luxembourg <!-- CANARY -->"}
contacts:
  - email: info@example.org
    purposes: [{fr: "Aide <!-- CANARY -->"}]
    subject: {fr: "Objet <!-- CANARY -->"}
    note: {fr: "Note <!-- CANARY -->"}
    hours: Mo-Fr 08:00-17:00
  - phone: "8002 1234 <!-- CANARY -->"
  - post: {fr: "Par lettre <!-- CANARY -->"}
  - post: {name: "ista <!-- CANARY -->", street: "Rue 1 <!-- CANARY -->", city: Luxembourg}
links: [{title: {fr: "Mentions <!-- CANARY -->"}, url: "https://example.org/"}]
facts: {own: {value: {fr: "propre <!-- CANARY -->"}}}
# content/facts.yml
who: {value: "nous <!-- CANARY -->"}
what: {value: {fr: "cela <!-- CANARY -->", de: "das <!-- CANARY -->"}}
# content/services.yml
portal: {name: {fr: "Portail <!-- CANARY -->"}, group: {fr: "Web <!-- CANARY -->"}}
# content/faq/categories.yml
data: {fr: "Données <!-- CANARY -->"}
# content/faq/data/which.yml
question: {fr: "Quoi <!-- CANARY --> ?"}
answer: {fr: "<!-- CANARY -->{who}, {what}, {own}", de: "Text<!-- CANARY\\n\\nCANARY -->"}
updated: 2022-08-01
audiences: [all]
overrides: {lu: {answer: {fr: "Ici <!-- CANARY -->{own}"}, updated: 2022-08-02}}
# content/pages/about.fr.md
<!-- CANARY -->
---
title: "Qui <!-- CANARY -->"
---
<!-- CANARY
several lines

CANARY -->
# Nous <!-- CANARY -->

- un <!-- CANARY -->
- <!-- CANARY -->
- trois

| a <!-- CANARY --> | b |
|---|---|
<!-- CANARY -->
| <!-- CANARY --> x | y |

> citation
> <!-- CANARY -->

Fin[^1] `code` <!-- CANARY ` -->

[^1]: Note <!-- CANARY -->

    <!-- CANARY

    CANARY -->
    suite
# status/outage/incident.yml
title: {fr: "Panne <!-- CANARY -->"}
started: 2022-07-25
services: {portal: major_outage}
summary: {fr: "Résumé <!-- CANARY -->"}
what_to_do: {fr: "<!-- CANARY -->Attendre"}
# status/outage/2022-07-29.yml
status: investigating
published: 2022-07-29
title: {fr: "Un titre <!-- CANARY -->"}
text: {fr: "Texte <!-- CANARY -->"}
supersedes: [{entry: faq/data/which, about: {fr: "partie <!-- CANARY -->"}}]
next_update: 2022-12-30
corrections: [{at: 2022-07-30, note: {fr: "Corrigé <!-- CANARY -->"}}]
# status/outage/2022-07-30.fr.md
---
status: investigating
published: 2022-07-30
---
Texte
<!-- CANARY
# status/works/maintenance.yml
title: {fr: "Travaux <!-- CANARY -->"}
starts: 2023-01-10 10:00
ends: 2023-01-10 12:00
services: [portal]
text: {fr: "Texte <!-- CANARY -->"}
"""


def test_no_comment_is_anywhere_in_the_output(tmp_path: Path) -> None:
    closed = _CANARIES.replace("Texte\n<!-- CANARY\n", "Texte\n<!-- CANARY -->\n")
    write_site(tmp_path, closed)
    (tmp_path / "mkdocs.yml").write_text(
        (tmp_path / "mkdocs.yml")
        .read_text()
        .replace("site_name: Example", 'site_name: "Example <!-- CANARY -->"')
        .replace("  - site_builder", "  - site_builder: {precompress: true}"),
        "utf-8",
    )
    site = build_site(tmp_path)
    assert b"CANARY" not in everything(site)
    assert b"<!--" not in everything(site)
    for path in site.rglob("*.gz"):
        assert b"CANARY" not in gzip.decompress(path.read_bytes())
    assert "Fin" in words(page(site, "lu/fr/about"))
    assert "suite" in words(page(site, "lu/fr/about"))


_WITH_COMMENTS = [
    ("a <!-- x --> b", "<p>a b</p>"),
    ("a\n<!-- x\n\ny -->\nb", "<p>a\nb</p>"),
    ("a <!-- x\n\ny --> b", "<p>a b</p>"),
    ("`<!-- x -->`", "<p><code>&lt;!-- x --&gt;</code></p>"),
    ("```\n<!-- x -->\n```", "<pre><code>&lt;!-- x --&gt;\n</code></pre>"),
    ("a\n\n    <!-- x -->", "<p>a</p>\n<pre><code>&lt;!-- x --&gt;\n</code></pre>"),
    ("\\<!-- x", "<p>&lt;!-- x</p>"),
    ("Don`t <!-- don`t say -->", "<p>Don`t</p>"),
    ("- a\n- <!-- x -->\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
]


def test_a_comment_is_left_out_and_code_stays(tmp_path: Path) -> None:
    assert _articles(tmp_path, [text for text, _ in _WITH_COMMENTS], _SITE) == dict(_WITH_COMMENTS)


@pytest.mark.parametrize(
    ("text", "place"),
    [("Bonjour. <!-- pas encore\n\nMerci.", "5:14"), ("a\n\n  b <!-- x", "7:9")],
)
def test_a_comment_without_an_end_is_an_error(tmp_path: Path, text: str, place: str) -> None:
    assert _messages(tmp_path, text) == [
        f"open-comment {place} This comment is never closed. "
        "Write `-->` where it ends. To show `<!--` itself, write `\\<!--`."
    ]


def test_a_fact_or_link_in_a_comment_is_none(tmp_path: Path) -> None:
    assert _messages(tmp_path, "a <!-- {nothing} } [x](javascript:y) <b> -->") == []


def test_a_place_after_a_comment_is_exact(tmp_path: Path) -> None:
    (found,) = _messages(tmp_path, "a <!-- {nothing}\n\n-->\nb {nothing}")
    assert found.startswith("unknown-fact 8:7 ")


# HTML and bullets


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a <b>x</b>", "5:7", "Write `**x**`."),
        ('é <a href="https://e.org/">t</a>', "5:7", "Write `[t](https://e.org/)`."),
        ('<p class="MsoNormal">Texte</p>', "5:5", "Write `Texte`."),
        (
            "<ul><li>a</li><li>b</li></ul>",
            "5:5",
            "Write it in Markdown, on separate lines: `- a`, `- b`.",
        ),
        ('<a href="javascript:x">t</a>', "5:5", "Write `t`."),
        ('<a href="https://me:pw-e.org:x/">t <b>u</b></a>', "5:5", "Write `t **u**`."),
        ('<img src="https://e.org/Plan.png" alt="">', "5:5", "`![What it shows](files/plan.png)`."),
        ('<img alt="Plan" src="files/plan.png">', "5:5", "Write `![Plan](files/plan.png)`."),
        ("a </p>", "5:7", "Delete “</p>”. To show it to readers, put it in backticks."),
        ("a\n\n  <div>\n  b", "7:7", "Delete “<div>”. To show it to readers, put it in backticks."),
    ],
)
def test_html_is_named_with_the_markdown_to_write(
    tmp_path: Path, text: str, place: str, hint: str
) -> None:
    (found,) = _messages(tmp_path, text)
    assert found.startswith(f"raw-html {place} ")
    assert found.endswith(hint)


@pytest.mark.parametrize("text", ["a<br>b", "`<b>`", "<votre nom>", "<https://e.org/>", "\\<b>"])
def test_what_is_no_html_is_no_problem(tmp_path: Path, text: str) -> None:
    assert _messages(tmp_path, text) == []


def test_entities_and_tags_in_a_title_are_named(tmp_path: Path) -> None:
    site = _SITE.replace("title: Panne", 'title: "Panne&nbsp;! <b>R&amp;D</b>"')
    problems = problems_of(tmp_path, f"{site}text: x\n")
    assert [(p.code, p.hint) for p in problems] == [
        ("raw-html", "Write “ ” instead."),
        ("raw-html", "Write `R&D`."),
        ("raw-html", "Write “&” instead."),
    ]


def test_bullets_of_a_word_processor_are_named_once_a_list(tmp_path: Path) -> None:
    assert _messages(tmp_path, "a\n\n• un\n• deux\n\nb\n\n\uf0b7 trois") == [
        "pasted-bullet 7:5 “•” does not start a list item. Start each line of "
        "the list with a hyphen: `- un`.",
        "pasted-bullet 12:5 “\uf0b7” does not start a list item. Start each line of "
        "the list with a hyphen: `- trois`.",
    ]


# Marks


_MARKS = [
    ("~~17:00~~ 18:00", "<p><s>17:00</s> 18:00</p>"),
    ("www.e.org.", '<p><a href="https://www.e.org">www.e.org</a>.</p>'),
    ("a@b.org", '<p><a href="mailto:a@b.org">a@b.org</a></p>'),
    ("a@b.bank", '<p><a href="mailto:a@b.bank">a@b.bank</a></p>'),
    ("Mail:a@b.org", '<p>Mail:<a href="mailto:a@b.org">a@b.org</a></p>'),
    ("ftp://e.org README.md 10:30", "<p>ftp://e.org README.md 10:30</p>"),
    ("`https://e.org`", "<p><code>https://e.org</code></p>"),
    ("- [x] a\n- [ ] b", '<ul>\n<li class="task">☑ a</li>\n<li class="task">☐ b</li>\n</ul>'),
    ("a<br>b", "<p>a<br />\nb</p>"),
    (
        "# A\n\n### B\n\n## B\n\n# Title",
        '<h4 id="2022-07-29/a">A</h4>\n<h5 id="2022-07-29/b">B</h5>\n'
        '<h5 id="2022-07-29/b-2">B</h5>\n<h4 id="2022-07-29/section-title">Title</h4>',
    ),
    ("# हिन्दी में", '<h4 id="2022-07-29/हिन्दी-में">हिन्दी में</h4>'),
    ("**「重要」**です。\n続き", "<p><strong>「重要」</strong>です。続き</p>"),
    ("**이 용어(a)**를\n강조", "<p><strong>이 용어(a)</strong>를\n강조</p>"),
    ("中文”\n中文\nABC\n中", "<p>中文”中文\nABC\n中</p>"),
    (
        "詳細はhttps://e.org/を",
        '<p>詳細は<a href="https://e.org/">https://e.org/</a>を</p>',
    ),
]


def test_marks_arrive(tmp_path: Path) -> None:
    assert _articles(tmp_path, [text for text, _ in _MARKS], _SITE) == dict(_MARKS)


@pytest.mark.parametrize(
    ("yaml", "html"),
    [
        (">\n    障害は\n    復旧しました。\n    山田 太郎", "障害は復旧しました。山田 太郎"),
        ("障害は\n    復旧", "障害は復旧"),
        ('"障害は\n    復旧"', "障害は復旧"),
        (">\n    장애가\n    복구", "장애가 복구"),
    ],
)
def test_lines_that_yaml_folds_leave_no_gap(tmp_path: Path, yaml: str, html: str) -> None:
    write_site(tmp_path, f"{_SITE}text:\n  fr: {yaml}\n")
    assert f"<p>{html}</p>" in page(build_site(tmp_path), "lu/fr/incidents/outage")


def test_a_bare_address_that_leads_to_a_fact_is_filled(tmp_path: Path) -> None:
    html = _built(tmp_path, "https://{site}/a_b", '# content/facts.yml\nsite: {value: "e.org"}\n')
    assert '<a href="https://e.org/a_b">https://e.org/a_b</a>' in html


def test_footnotes_have_ids_of_their_entry_that_last(tmp_path: Path) -> None:
    html = _built(
        tmp_path,
        "a[^law]\n\n[^law]: See www.e.org",
        'corrections:\n  - {at: 2022-08-01, note: {fr: "b[^law]\\n\\n[^law]: c"}}\n',
    )
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    for href in re.findall(r'href="#([^"]*)"', html):
        assert href in ids or href.startswith("__")
    assert "2022-07-29/note.law" in ids
    assert "2022-07-29/correction-2022-08-01/note.law" in ids


def test_all_ids_of_all_pages_are_unique_and_headings_nest(shipped: Path) -> None:
    for path in shipped.rglob("index.html"):
        html = path.read_text("utf-8")
        ids = re.findall(r' id="([^"]*)"', html)
        assert len(ids) == len(set(ids)), path
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        assert all(b <= a + 1 for a, b in pairwise(levels)), (path, levels)


def test_twins_feeds_and_search_say_the_same(tmp_path: Path) -> None:
    _built(tmp_path, "a[^law] ~~17:00~~ 18:00\n\n- [x] b\n\n[^law]: c")
    edition = tmp_path / "site/lu/fr"
    twin = (edition / "incidents/outage/index.md").read_text("utf-8")
    assert "a[^2022-07-29/note.law] ~~17:00~~ 18:00" in twin
    assert "\n- [x] b\n" in twin
    assert "\n[^2022-07-29/note.law]: c" in twin
    search = (edition / "search.json").read_text("utf-8")
    assert "a[1] ~17:00~ 18:00 ☑ b [1] c" in search
    feed = json.loads((edition / "feed.json").read_text("utf-8"))["items"][0]["content_html"]
    assert "a<sup>[1]</sup> <s>17:00</s> 18:00" in feed
    assert 'href="#' not in feed
    api = (edition / "api/v2/incidents.json").read_text("utf-8")
    assert "~17:00~ 18:00" in api
    assert "↩" not in api


def test_code_in_a_twin_is_as_it_was_written(tmp_path: Path) -> None:
    _built(tmp_path, "Run `a < b` if 1 < 2:\n\n```\n<x>\n```")
    twin = (tmp_path / "site/lu/fr/incidents/outage/index.md").read_text("utf-8")
    assert "`a < b` if 1 &lt; 2" in twin
    assert "\n<x>\n" in twin


def test_words_of_a_name_make_no_link_in_a_twin(tmp_path: Path) -> None:
    name = '# content/services.yml\nportal: {name: "[x](javascript:alert(1))"}\n'
    use = "services: {portal: major_outage}\n"
    _built(
        tmp_path,
        "Down.",
        name + "# status/outage/2022-07-30.yml\nstatus: monitoring\n"
        f"published: 2022-07-30\ntext: {{fr: Down.}}\n{use}",
    )
    twins = [path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.md")]
    assert any(" \\[x\\](javascript:" in twin for twin in twins)
    assert not any(re.search(r"(?<!\\)\[x\]\(javascript:", twin) for twin in twins)


# Right to left

_HEBREW = """
# content/countries/il.yml
locales: [he]
time_zone: Asia/Jerusalem
# content/services.yml
cpp: {name: "C++"}
# content/facts.yml
dial: {value: "+972 3 000 1234"}
firm: {value: "ACME Inc."}
count: {value: 146000}
# status/outage/incident.yml
title: {he: "תקלה ב-C++ אצלנו"}
started: 2022-07-25
services: {cpp: major_outage}
# status/outage/2022-07-29.yml
status: investigating
published: 2022-07-29
"""


_ORDERED = [
    ("א `ls -la /` ב", 'א <code dir="ltr">ls -la /</code> ב'),
    ("א C++ ב", 'א <bdi dir="ltr">C++</bdi> ב'),
    ("חברת ACME Inc. הודיעה", 'חברת <bdi dir="ltr">ACME Inc.</bdi> הודיעה'),
    ("של ACME.", "של ACME."),
    ("מכשירי Home Box, 97% מחוברים", 'מכשירי <bdi dir="ltr">Home Box</bdi>, 97% מחוברים'),
    ("חייגו +972 3 000 1234.", 'חייגו <bdi dir="ltr">+972 3 000 1234</bdi>.'),
    ("בין 10:00-12:00", "בין 10:00-12:00"),
    ("א {dial} ב", 'א <bdi dir="ltr">+972 3 000 1234</bdi> ב'),
    ("א {firm} ב", 'א <bdi dir="ltr">ACME Inc.</bdi> ב'),
    ("א {count} ב", "א 146,000 ב"),
    ("א a@b.org", 'א <a href="mailto:a@b.org" dir="ltr">a@b.org</a>'),
]


def test_names_and_numbers_keep_their_order(tmp_path: Path) -> None:
    expected = {text: f"<p>{html}</p>" for text, html in _ORDERED}
    assert _articles(tmp_path, list(expected), _HEBREW) == expected


def test_names_and_titles_keep_their_order(tmp_path: Path) -> None:
    write_site(tmp_path, f"{_HEBREW}text: {{he: א}}\n")
    site = build_site(tmp_path)
    html = page(site, "il/he/incidents/outage")
    assert '<h1>תקלה ב-<bdi dir="ltr">C++</bdi> אצלנו</h1>' in html
    assert '<span class="service__name" dir="ltr">C++</span>' in html
    assert "<title>תקלה ב-C++ אצלנו" in html
    feed = (site / "il/he/feed.json").read_text("utf-8")
    assert '<div lang="he" dir="rtl">' in json.loads(feed)["items"][0]["content_html"]
    assert "\u2066" not in feed

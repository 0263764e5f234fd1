"""Texts: CommonMark in, safe HTML out, facts and links filled."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.markdown.render import (
    render_inline_text,
    render_markdown,
)
from site_builder.markdown.scan import scan_text
from site_builder.model.url import is_link

FACTS = {"site": "www.example.org", "evil": "javascript:alert(1)", "html": "<b>"}


def _render(text: str, top: int = 4, *, anchor: str | None = None, is_rtl: bool = False) -> str:
    rendered = render_markdown(text, is_rtl)
    return rendered.fill(
        lambda name: FACTS.get(name, name), lambda target: f"../{target}", top, anchor
    ).strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a {html} b", "<p>a &lt;b&gt; b</p>"),
        ("{a_b_c} and {{x}}", "<p>a_b_c and {x}</p>"),
        ("`{site}`", "<p><code>www.example.org</code></p>"),
        ("[x](faq/data/y)", '<p><a href="../faq/data/y">x</a></p>'),
        ("[x](https://{site}/p)", '<p><a href="https://www.example.org/p">x</a></p>'),
        ("[x]({evil})", "<p>x</p>"),
        ("[x](javascript:y)", "<p>x</p>"),
        ("[x](//example.org)", "<p>x</p>"),
        ("[x](../secret)", "<p>x</p>"),
        (
            "![plan](https://example.org/a.png)",
            '<p><a href="https://example.org/a.png">plan</a></p>',
        ),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("## A\n\n### B", "<h4>A</h4>\n<h5>B</h5>"),
        ("{x-_a} and {b_-c}", "<p>x-_a and b_-c</p>"),
        ("_{a_}_", "<p><em>a_</em></p>"),
        ("![**a** `b`](https://e.org/a.png)", '<p><a href="https://e.org/a.png">a b</a></p>'),
        ("[![a](https://e.org/a.png)](https://e.org/)", '<p><a href="https://e.org/">a</a></p>'),
        ("&#xE004;a&#57348;", "<p>a</p>"),
        ("[x](&#xE001;y)", '<p><a href="../y">x</a></p>'),
        ("```&#xE004;\na\n```", "<pre><code>a\n</code></pre>"),
    ],
)
def test_a_text_becomes(text: str, html: str) -> None:
    assert _render(text) == html


def test_a_table_can_scroll() -> None:
    assert '<div class="table-scroll"><table>' in _render("|a|b|\n|-|-|\n|1|2|")


def test_plain_texts_have_facts_and_no_markdown() -> None:
    assert render_inline_text("*{site}* {{", lambda name: FACTS[name]) == "*www.example.org* {"


def test_a_scan_tells_where_things_stand() -> None:
    text = "{a} } [x](y) ![z](w.png)"
    scan = scan_text(text)
    assert scan.facts == (("a", 0),)
    assert scan.bad_braces == (4,)
    assert [text[offset:] for _, offset in scan.links] == ["y) ![z](w.png)"]
    assert [text[offset:] for _, offset in scan.images] == ["w.png)"]


@pytest.mark.parametrize(
    ("text", "rests"),
    [
        ("[x](x) [x](x)", ["x) [x](x)", "x)"]),
        ("[a][d] [b](q)\n\n[d]: faq/a", ["faq/a", "q)\n\n[d]: faq/a"]),
        ("[a](faq/ab) [b](faq/a)", ["faq/ab) [b](faq/a)", "faq/a)"]),
        ("[x]({a-_b})", ["{a-_b})"]),
    ],
)
def test_each_link_is_found_at_its_own_target(text: str, rests: list[str]) -> None:
    assert [text[offset:] for _, offset in scan_text(text).links] == rests


_PIECES = st.sampled_from(
    [
        *"ab <>&\"'`*_[]()!{}|#-\n:/.\ue000\ue002\ue004",
        *("&#xE001;", "&#xE002;", "&#xE003;", "&#57348;", "&#x&#xE004;E004;", "](", "![", "\n```"),
        *("{a_b}", "{a-_b}", "{evil}", "<script>", "javascript:", "https://a.b/", "\n|-|-|\n"),
    ]
)
_MARKED = st.lists(_PIECES | st.characters(), max_size=40).map("".join)


_TAGS = (
    *("p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "br", "hr"),
    *("h4", "h5", "h6", "div", "table", "thead", "tbody", "tr", "th", "td"),
)


@given(_MARKED)
def test_no_text_brings_html_of_its_own(text: str) -> None:
    html = _render(text)
    assert not re.search("[\ue000-\ue004]", html)
    for tag in re.findall(r"<(/?[a-zA-Z][a-zA-Z0-9]*)", html):
        assert tag.lstrip("/") in _TAGS
    for href in re.findall(r'href="([^"]*)"', html):
        assert is_link(href.removeprefix("../").replace("&amp;", "&").replace("&#x27;", "'"))
    assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", html))


@given(_MARKED)
def test_links_never_stand_in_links(text: str) -> None:
    depth = 0
    for tag in re.findall(r"</?a\b", _render(text)):
        depth += 1 if tag == "<a" else -1
        assert depth in (0, 1)


@given(_MARKED)
def test_any_text_can_be_scanned(text: str) -> None:
    scan = scan_text(text)
    for name, offset in scan.facts:
        assert text.startswith(f"{{{name}}}", offset)
    for offset in scan.bad_braces:
        assert text[offset] in "{}"
    assert all(0 <= offset <= len(text) for _, offset in (*scan.links, *scan.images))


def test_alignment_of_a_table_needs_no_style_attribute() -> None:
    html = _render("|a|b|c|\n|:-:|--:|:--|\n|1|2|3|")
    assert '<td class="center">1</td>' in html
    assert '<td class="end">2</td>' in html
    assert "style=" not in html

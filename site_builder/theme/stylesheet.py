"""One stylesheet for all pages: the parts of Material's that they use, then our own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import tinycss2

from site_builder.model.artefact import Artefact
from site_builder.system.cache import Cache

_ASSETS = Path(__file__).parent.parent / "assets"
_CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
_ATTRIBUTE = re.compile(r"\[([\w-]+)(?:[~|^$*]?=[\"']?([^\"'\]]*)[\"']?)?(?:\s+[is])?\]")
_PSEUDO = re.compile(r"::?[\w-]+")
_BRANCHES = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
_TAG = re.compile(r"[a-zA-Z][\w-]*")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
# The elements of Markdown, our templates and Material's shell.
_TAGS = frozenset(
    [
        "html",
        "body",
        "a",
        "p",
        "em",
        "s",
        "sup",
        "bdi",
        "strong",
        "b",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "br",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "nav",
        "header",
        "main",
        "article",
        "section",
        "aside",
        "footer",
        "small",
        "span",
        "svg",
        "img",
        "figure",
        "form",
        "input",
        "button",
        "label",
        "template",
        "mark",
        "dl",
        "dt",
        "dd",
        "rect",
        "path",
        "circle",
        "time",
        "from",
        "to",
    ]
)


@dataclass(frozen=True, slots=True)
class Used:
    """The classes, and attributes with their values, in the shell of the pages."""

    classes: frozenset[str]
    attributes: frozenset[tuple[str, str]]

    @classmethod
    def by(cls, html: str) -> Used:
        classes = {c for value in re.findall(r'class="([^"]*)"', html) for c in value.split()}
        attributes = re.findall(r'\b(data-[\w-]+|dir|hidden)="([^"]*)"', html)
        return cls(frozenset(classes), frozenset(attributes))


def stylesheet(theme_sheets: Iterable[str], used: Used | None, look: str, cache: Cache) -> Artefact:
    """Return all styles in one file whose name changes with its content.

    `theme_sheets` are Material's, `look` are the site's own rules. Without `used` they are included
    completely, because a site with its own templates may use anything.
    """
    sheets = tuple(theme_sheets)
    ours = "\n".join(path.read_text("utf-8") for path in sorted(_ASSETS.glob("*.css")))
    if used is None:
        theirs = "\n".join(sheets)
    else:
        key = (Path(__file__).read_text("utf-8"), *sheets, *sorted(used.classes))
        attributes = (f"{name}={value}" for name, value in sorted(used.attributes))
        theirs = cache.text((*key, *attributes), lambda: prune("\n".join(sheets), used))
    content = f"{theirs}\n{minify(ours)}\n{look}".strip().encode()
    name = hashlib.sha256(content).hexdigest()[:10]
    return Artefact(f"assets/stylesheets/site.{name}.css", content)


@cache
def sheet_apart(name: str) -> Artefact:
    """Return a stylesheet that only some views need, such as `print`, from assets/apart/."""
    content = minify((_ASSETS / "apart" / f"{name}.css").read_text("utf-8")).encode()
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Artefact(f"assets/stylesheets/{name}.{digest}.css", content)


def minify(css: str) -> str:
    """Return the same styles without comments and spaces that mean nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    parts = re.split(r"(\"[^\"]*\"|'[^']*')", css)
    # A space before a colon can be part of a selector (CSS Selectors 4, 14.1), one after it cannot.
    parts[::2] = [
        re.sub(r"([:,])\s+", r"\1", re.sub(r";?\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", part)))
        for part in parts[::2]
    ]
    return "".join(parts).strip()


@lru_cache(maxsize=4)
def prune(css: str, used: Used) -> str:
    """Return the rules of a stylesheet that can apply to a page, and the variables that they use.

    A selector is removed only if it needs a class, attribute, id or element that no page has.
    """
    rules = _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), used)
    while True:
        text = "".join(rules)
        variables = set(_VARIABLE.findall(text))
        smaller = [_without_unused(rule, variables) for rule in rules]
        if smaller == rules:
            return text
        rules = smaller


def _rules(nodes: Iterable[Any], used: Used) -> list[str]:
    result = []
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [s for s in _selectors(node.prelude) if _can_match(s, used)]
            body = tinycss2.serialize(node.content).strip()
            if selectors and body:
                result.append(f"{','.join(selectors)}{{{body}}}")
        elif node.type == "at-rule" and node.lower_at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(
                node.content or [], skip_comments=True, skip_whitespace=True
            )
            body = "".join(_rules(inner, used))
            if body:
                prelude = tinycss2.serialize(node.prelude).strip()
                result.append(f"@{node.lower_at_keyword} {prelude}{{{body}}}")
    return result


def _selectors(prelude: list[Any]) -> list[str]:
    """Return the selectors of a list, split at its own commas only."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]


def _can_match(selector: str, used: Used) -> bool:
    if "#" in selector:
        return False
    # Parts in :not(), or in one of several branches, need not exist.
    bare = _BRANCHES.sub("", selector)
    if any(name not in used.classes for name in _CLASS.findall(bare)):
        return False
    for name, value in _ATTRIBUTE.findall(bare):
        known = {v for n, v in used.attributes if n == name}
        is_direction = name == "dir" and value in ("ltr", "rtl")
        if not is_direction and (not known or (value and value not in known)):
            return False
    rest = _PSEUDO.sub("", _CLASS.sub("", _ATTRIBUTE.sub("", bare)))
    return all(tag in _TAGS for tag in _TAG.findall(rest))


_STRING = r"\"[^\"]*\"|'[^']*'"
_VALUE = rf"(?:[^;{{}}\"'()]|{_STRING}|\((?:[^()\"']|{_STRING}|\([^()]*\))*\))*"
_DECLARATION = re.compile(rf"(?<=[{{;])(--[\w-]+):{_VALUE};?")


def _without_unused(rule: str, variables: set[str]) -> str:
    """Return a rule without unused custom properties."""
    slim = _DECLARATION.sub(lambda m: m[0] if m[1] in variables else "", rule)
    return "" if re.fullmatch(r"[^{}]*\{\s*\}", slim) else slim

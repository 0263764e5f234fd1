"""What checks need to know about a text: its facts, links and outline, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from site_builder.markdown.comments import masked, without_comments
from site_builder.markdown.dialect import OPEN_COMMENT
from site_builder.markdown.slots import BRACES
from site_builder.markdown.tokens import description, parse_markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class TextScan:
    """The contents of a text, with offsets into it; comments are ignored.

    `facts` are names and the offsets of their `{`; `bad_braces` are braces without a meaning;
    `links` and `images` are targets and their offsets; `wordless` are the places of images without
    a description. `has_open_comment` is true if a comment is never closed.
    """

    facts: tuple[tuple[str, int], ...]
    bad_braces: tuple[int, ...]
    links: tuple[tuple[str, int], ...]
    images: tuple[tuple[str, int], ...]
    wordless: frozenset[int] = frozenset()
    has_open_comment: bool = False


def outline(text: str) -> tuple[str, ...]:
    """Return the blocks of a Markdown text in order, by markdown-it's names; a translation must
    keep them.
    """
    return tuple(
        t.type
        for t in parse_markdown(without_comments(text))
        if t.nesting >= 0 and t.type != "inline"
    )


def facts_named(text: str) -> frozenset[str]:
    """Return the names of the facts in a text; comments are ignored."""
    seen = masked(text, "comment", "open")
    return frozenset(match[1] for match in BRACES.finditer(seen) if match[1] is not None)


def scan_text(text: str) -> TextScan:
    """Find the facts, stray braces and links of a Markdown text."""
    seen = masked(text, "comment", "open")
    facts, bad = [], []
    for match in BRACES.finditer(seen):
        if match[1] is not None:
            facts.append((match[1], match.start()))
        elif len(match[0]) == 1:
            bad.append(match.start())
    links: list[tuple[str, int]] = []
    images: list[tuple[str, int]] = []
    wordless: set[int] = set()
    env: dict[str, object] = {}
    if _MAY_HAVE_LINKS.search(seen):
        position, standing = 0, _standing_targets(seen)
        for token in parse_markdown(without_comments(text), env):
            children = token.children or []
            for i, child in enumerate(children):
                if child.type not in ("link_open", "image"):
                    continue
                is_bare = child.info == "auto"
                target = str(child.attrs["href" if child.type == "link_open" else "src"])
                written = children[i + 1].content if is_bare else target
                if is_bare:
                    found = max(seen.find(written, position), 0)
                else:
                    found = _find_target(seen, written, position, standing)
                position = found + len(written)
                (links if child.type == "link_open" else images).append((target, found))
                if child.type == "image" and not description(child).strip():
                    wordless.add(found)
    return TextScan(
        facts=tuple(facts),
        bad_braces=tuple(bad),
        links=tuple(links),
        images=tuple(images),
        wordless=frozenset(wordless),
        has_open_comment=OPEN_COMMENT in env,
    )


_MAY_HAVE_LINKS = re.compile(r"\]\(|<|\]:|://|@|www\.")


# The characters before a target. A target ends at a space or bracket, unless it contains one.
_STANDING = re.compile(r"(?:\(\s*<?|\]:\s*<?|<)(?=([^\s)>]*))")


def _standing_targets(text: str) -> dict[str, list[int]]:
    """Return the possible targets in a text, with their offsets in order."""
    places: dict[str, list[int]] = {}
    for match in _STANDING.finditer(text):
        places.setdefault(match[1], []).append(match.end())
    return places


def _find_target(text: str, target: str, position: int, standing: dict[str, list[int]]) -> int:
    """Return the offset of a target, not of the same word in the text; a definition may be
    anywhere.
    """
    places = standing.get(target)
    if places is None and re.search(r"[\s)>]", target):
        pattern = re.compile(rf"(?:\(\s*<?|\]:\s*<?|<){re.escape(target)}(?=[\s)>]|$)")
        found = pattern.search(text, position) or pattern.search(text)
        places = [found.end() - len(target)] if found else None
    if places is None:
        return max(text.find(target), 0)
    next_one = bisect_left(places, position)
    return places[next_one] if next_one < len(places) else places[0]

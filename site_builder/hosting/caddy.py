"""A site in a Caddyfile.

Caddy sorts directives by its own rules, so everything is in a `route`, which keeps their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from site_builder.hosting.served import (
    ASCII,
    Served,
    edition_pattern,
    escaped,
)
from site_builder.outputs.media_types import (
    BINARY_TYPES,
    SPECIAL_TYPES,
    TEXT_TYPES,
    type_groups,
    with_charset,
)
from site_builder.outputs.pages.missing import MISSING

# Go's expressions cannot look ahead (RE2), so what is hidden has an exception of its own.
_HIDDEN = r"/\.|^/_(?:headers|redirects)$|\x00"
_WELL_KNOWN = r"^/\.well-known(?:/[^/.][^/]*)*/?$"
# Caddy replaces `{$NAME}` before it reads anything. A brace is the default of a name nobody sets.
_BRACE = "{$SITE_BRACE:{}"


def quoted(text: str) -> str:
    """Return a value in which nothing is a placeholder."""
    return _in_quotes(text.replace("{", "\\{").replace("}", "\\}"))


def _in_quotes(text: str) -> str:
    """Return a word. Between backquotes, backslashes stay as they are."""
    in_others = '"' + text.replace('"', '\\"') + '"'
    return (in_others if "`" in text else f"`{text}`").replace("{$", f"{_BRACE}$")


def configuration(served: Served) -> str:
    """Return the configuration."""
    base = served.place.base
    inner = [*_routes(served)]
    if base == "/":
        site = _block("route", inner)
    else:
        bare = f"^{escaped(base.rstrip('/'))}$"
        # Caddy compares bytes, so letters of several bytes must be in percents.
        stripped = quoted(quote(base.rstrip("/"), safe=ASCII.replace("%", "")))
        site = [
            f"@bare path_regexp {_in_quotes(bare)}",
            f"redir @bare {quoted(served.place.path)} 301",
            f"@site path_regexp {_in_quotes(f'^{escaped(base)}')}",
            *_block("handle @site", _block("route", [f"uri strip_prefix {stripped}", *inner])),
            *_block("handle", ["error 404"]),
        ]
    lines = _block(_address(served), [*_listening(served), *site, *_errors(served)])
    return "\n".join([*lines, ""])


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"\t{line}" if line else "" for line in lines]


def _block(head: str, lines: Sequence[str]) -> list[str]:
    return [f"{head} {{", *_indented(lines), "}"]


def _address(served: Served) -> str:
    if served.listen is not None:
        return f"http://:{served.listen.port}"
    place = served.place
    port = f":{place.port}" if place.port else ""
    return f"{'https' if place.is_encrypted else 'http'}://{place.authority}{port}"


def _listening(served: Served) -> Iterator[str]:
    if served.listen is not None:
        yield f"bind {served.listen.host}"
    # A backslash at its end would take the quote for its own.
    yield f"root * {quoted(served.folder.rstrip('/') + '/')}"


def _routes(served: Served) -> Iterator[str]:
    """Yield what happens to a path below the root of the site."""
    headers = served.headers("/")
    for header in headers:
        if header.usual:
            yield f"header {header.name} {quoted(header.usual)}"
    for i, header in enumerate(headers):
        for j, (pattern, value) in enumerate(header.others):
            yield from _matched(f"header{i}_{j}", pattern, f"header {{}} {header.name} ", value)
    yield ""
    yield from _types()
    yield ""
    yield from _block("@hidden", [f"path_regexp {_in_quotes(_HIDDEN)}", _except_well_known()])
    yield "error @hidden 404"
    yield "@writing not method GET HEAD OPTIONS"
    yield "error @writing 405"
    for i, moved in enumerate(served.moved):
        start = edition_pattern("/", moved.addresses)
        pattern = f"{start}{escaped(moved.former.rstrip('/'))}/?$"
        yield f"@moved{i} path_regexp moved{i} {_in_quotes(pattern)}"
        base = quoted(served.place.path.removesuffix("/"))[:-1]
        yield f"redir @moved{i} {base}{{re.moved{i}.1}}{moved.present}` 301"
    yield ""
    if not served.has_copies:
        yield "encode zstd gzip"
    yield from _file_server(served)


def _except_well_known() -> str:
    return f"not path_regexp {_in_quotes(_WELL_KNOWN)}"


def _matched(name: str, pattern: str, directive: str, value: str) -> Iterator[str]:
    yield f"@{name} path_regexp {_in_quotes(pattern)}"
    yield directive.format(f"@{name}") + quoted(value)


def _types() -> Iterator[str]:
    known = type_groups({**TEXT_TYPES, **BINARY_TYPES})
    for i, (type_, endings) in enumerate(known):
        value = with_charset(type_) if endings[0] in TEXT_TYPES else type_
        paths = [f"*.{ending}" for ending in endings]
        if "html" in endings:
            paths.append("*/")
        yield f"@type{i} path {' '.join(paths)}"
        yield f"header @type{i} Content-Type {quoted(value)}"
    for i, (pattern, type_) in enumerate(SPECIAL_TYPES.items()):
        yield from _matched(f"special{i}", pattern, "header {} Content-Type ", with_charset(type_))


def _file_server(served: Served) -> list[str]:
    return _block("file_server", ["precompressed br gzip"] if served.has_copies else [])


def _errors(served: Served) -> Iterator[str]:
    """Yield the answers to what does not exist, with the headers of a page."""
    base = served.place.base
    headers = [h for h in served.headers("/") if h.usual]
    root = [f"header {header.name} {quoted(header.usual)}" for header in headers]
    inner = [
        *root,
        f"header Content-Type {quoted(with_charset(TEXT_TYPES['html']))}",
        "header -X-Robots-Tag",
        "@missing `{err.status_code} == 404`",
        *_block("handle @missing", ["route {", *_indented(_missing(served, base)), "}"]),
    ]
    yield from _block("handle_errors", inner)


def _missing(served: Served, base: str) -> Iterator[str]:
    pattern = edition_pattern(base, served.addresses)
    yield f"@edition path_regexp edition {_in_quotes(pattern)}"
    yield f"vars missing /{MISSING}"
    yield f"vars @edition missing {{re.edition.2}}{MISSING}"
    yield "rewrite * {vars.missing}"
    yield from _file_server(served)

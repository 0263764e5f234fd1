"""A site of nginx: what belongs in `conf.d/`, inside of `http`.

`add_header` in a `location` removes all headers from outside of it. So there is one list, whose
values depend on the path by `map`, and no inner `location` has headers of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from site_builder.hosting.served import (
    HIDDEN,
    Header,
    Listen,
    Say,
    Served,
    edition_pattern,
    escaped,
)
from site_builder.model.message import told
from site_builder.outputs.media_types import (
    BINARY_TYPES,
    SPECIAL_TYPES,
    TEXT_TYPES,
    UNKNOWN_TYPE,
    type_groups,
)
from site_builder.outputs.pages.missing import MISSING

# `$` begins a variable in most values, and no escape keeps it from doing so.
_DOLLAR = "${site_dollar}"
_VARIABLE = re.compile(r"\$(\{?)site_")
# The lexer of nginx takes a backslash before these for its own.
_OWN_ESCAPES = re.compile(r"\\(?=[\\\"'trn]|$)")
_CERTIFICATE = told("Where certbot puts certificates. Change this if yours is somewhere else.")
_WITHOUT_BROTLI = told("Use `--brotli` if nginx has the module.")


def quoted(text: str) -> str:
    """Return a value in which nothing is a variable."""
    return _in_quotes(text).replace("$", _DOLLAR)


def _in_quotes(text: str) -> str:
    """Return a word, in which a value of `map` or a pattern may have variables and groups."""
    return '"' + _OWN_ESCAPES.sub(r"\\\\", text).replace('"', '\\"') + '"'


def configuration(served: Served, say: Say, with_brotli: bool = False) -> str:
    """Return the configuration; `with_brotli` if nginx has the module for `.br` files."""
    place, base = served.place, served.place.base
    headers = served.headers(base)
    inner = [*_location(served, headers, with_brotli, say)]
    site = [
        "absolute_redirect off;",
        "server_tokens off;",
        "",
        *_block(f"location {_in_quotes(base) if base != '/' else '/'}", inner),
    ]
    if base != "/":
        bare = base.rstrip("/")
        site += ["", f"location = {_in_quotes(bare)} {{ return 301 {quoted(place.path)}; }}"]
    lines = [
        *_maps(served, headers),
        *_block("server", [*_listening(served, say), *site]),
    ]
    if served.listen is None and place.is_encrypted and place.port is None:
        lines += ["", *_block("server", _to_encryption(served))]
    if any(_DOLLAR in line for line in lines):
        lines = ['geo $site_dollar { default "$"; }', *lines]
    # Several sites may be in one nginx, which has one space for all names, and keeps them short.
    own = blake2b(f"{place.host}{base}".encode(), digest_size=3).hexdigest()
    return _VARIABLE.sub(rf"$\1site_{own}_", "\n".join([*lines, ""]))


def _block(head: str, lines: Sequence[str]) -> list[str]:
    return [f"{head} {{", *(f"    {line}" if line else "" for line in lines), "}"]


def _maps(served: Served, headers: Sequence[Header]) -> Iterator[str]:
    for header in headers:
        if header.others:
            # The first pattern that matches counts, and the last rule.
            values = [
                f"{_in_quotes('~' + pattern)} {quoted(value)};"
                for pattern, value in reversed(header.others)
            ]
            usual = f"default {quoted(header.usual)};"
            yield from _block(f"map $uri {_variable(header)}", [usual, *values])
    base, path = served.place.base, served.place.path
    editions = f"{_in_quotes('~' + edition_pattern(base, served.addresses))}"
    # A group is decoded, as `error_page` wants it.
    missing = [f"default {quoted(base + MISSING)};", f'{editions} "$1{MISSING}";']
    yield from _block("map $uri $site_missing", missing)
    moved = ['default "";']
    for page in served.moved:
        old = f"{edition_pattern(base, page.addresses)}{escaped(page.former.rstrip('/'))}/?$"
        moved.append(f'{_in_quotes("~" + old)} "{quoted(path)[1:-1]}$2{page.present}";')
    yield from _block("map $uri $site_moved", moved)
    yield ""


def _variable(header: Header) -> str:
    return f"$site_{header.name.lower().replace('-', '_')}"


def _listening(served: Served, say: Say) -> Iterator[str]:
    place = served.place
    if isinstance(served.listen, Listen):
        yield f"listen {served.listen};"
        yield "server_name _;"
    else:
        port = place.port or (443 if place.is_encrypted else 80)
        kind = " ssl http2" if place.is_encrypted else ""
        yield f"listen {port}{kind};"
        yield f"listen [::]:{port}{kind};"
        yield f"server_name {_in_quotes(place.authority)};"
        if place.is_encrypted:
            yield f"# {say(_CERTIFICATE)}"
            folder = f"/etc/letsencrypt/live/{place.host}"
            yield f"ssl_certificate {quoted(f'{folder}/fullchain.pem')};"
            yield f"ssl_certificate_key {quoted(f'{folder}/privkey.pem')};"
    yield ""


def _to_encryption(served: Served) -> list[str]:
    host = _in_quotes(served.place.authority)
    challenge = "/.well-known/acme-challenge/"
    return [
        "listen 80;",
        "listen [::]:80;",
        f"server_name {host};",
        f"location {challenge} {{ alias {quoted(served.folder + challenge)}; }}",
        f'location / {{ return 301 "https://{served.place.authority}$request_uri"; }}',
    ]


def _location(
    served: Served, headers: Sequence[Header], with_brotli: bool, say: Say
) -> Iterator[str]:
    base = served.place.base
    yield (
        f"root {quoted(served.folder)};"
        if base == "/"
        else f"alias {quoted(served.folder.rstrip('/') + '/')};"
    )
    yield "index index.html;"
    yield "error_page 404 $site_missing;"
    yield 'if ($site_moved != "") { return 301 $site_moved$is_args$args; }'
    yield ""
    for header in headers:
        value = _variable(header) if header.others else quoted(header.usual)
        yield f"add_header {header.name} {value} always;"
    yield ""
    known = type_groups({**TEXT_TYPES, **BINARY_TYPES})
    yield from _block("types", [f"{type_} {' '.join(names)};" for type_, names in known])
    yield f"default_type {UNKNOWN_TYPE};"
    texts = list(dict.fromkeys((*TEXT_TYPES.values(), *SPECIAL_TYPES.values())))
    not_html = [type_ for type_ in texts if type_ != TEXT_TYPES["html"]]
    yield "charset utf-8;"
    yield f"charset_types {' '.join(not_html)};"
    if served.has_copies:
        yield "gzip_static on;"
        yield "gzip_vary on;"
        if with_brotli:
            yield "brotli_static on;"
        else:
            yield f"# brotli_static on;  {say(_WITHOUT_BROTLI)}"
    else:
        yield "gzip on;"
        yield "gzip_vary on;"
        yield f"gzip_types {' '.join(not_html)};"
    yield ""
    yield f"location ~ {_in_quotes(HIDDEN)} {{ return 404; }}"
    for pattern, type_ in SPECIAL_TYPES.items():
        below = pattern if not pattern.startswith("^/") else f"^{escaped(base)}{pattern[2:]}"
        yield f"location ~ {_in_quotes(below)} {{ types {{ }} default_type {type_}; }}"

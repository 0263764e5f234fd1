"""A virtual host of Apache's httpd 2.4.

`Header always` puts values where answers to errors have them too. A later line replaces an earlier
one, and an expression sees the path of the file that is sent, also for the page of an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from site_builder.hosting.served import (
    HIDDEN,
    Header,
    Served,
    any_of,
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
from site_builder.record.stored import RECORD

# RFC 9110, 12.5.3: a weight of zero refuses a coding.
_NOT_REFUSED = r"(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))"
# The path that an expression sees is that of a compressed copy, if one is sent.
_END = r"(?:\.br|\.gz)?$"
_HASH = r"\x23"
_COPIES = ((".br", "br"), (".gz", "gzip"))
# Apache replaces `${NAME}` by what is defined, in every line.
_DOLLAR = "${SITE_DOLLAR}"
# In quotes, a backslash before these is an escape, and stays a backslash before all others.
_OWN_ESCAPES = re.compile(r"\\(?=[\\\"]|$)")


def quoted(text: str) -> str:
    """Return a word, in which `$1` and `%{NAME}` still have the meaning that a directive gives."""
    text = _OWN_ESCAPES.sub(r"\\\\", text).replace('"', '\\"')
    return '"' + text.replace("${", _DOLLAR + "{") + '"'


def configuration(served: Served) -> str:
    """Return the configuration."""
    place = served.place
    lines = [f"Listen {served.listen}"] if served.listen is not None else []
    lines += _section("VirtualHost", _virtual_host(served), [*_host(served)])
    if served.listen is None and place.is_encrypted and place.port is None:
        lines += _section("VirtualHost", "*:80", _to_encryption(served))
    if any(_DOLLAR in line for line in lines):
        lines = ["Define SITE_DOLLAR $", *lines]
    return "\n".join([*lines, ""])


def _section(kind: str, of: str, lines: Sequence[str]) -> list[str]:
    return [f"<{kind} {of}>", *(f"    {line}" if line else "" for line in lines), f"</{kind}>"]


def _virtual_host(served: Served) -> str:
    place = served.place
    if served.listen is not None:
        return str(served.listen)
    return f"*:{place.port or (443 if place.is_encrypted else 80)}"


def _host(served: Served) -> Iterator[str]:
    place = served.place
    port = f":{place.port}" if place.port else ""
    # Redirects name the host, and keep to encryption behind a proxy.
    yield f"ServerName {'https' if place.is_encrypted else 'http'}://{place.authority}{port}"
    yield "UseCanonicalName On"
    if served.listen is None and place.is_encrypted:
        folder = f"/etc/letsencrypt/live/{place.host}"
        yield "Protocols h2 http/1.1"
        yield "SSLEngine on"
        yield f"SSLCertificateFile {quoted(f'{folder}/fullchain.pem')}"
        yield f"SSLCertificateKeyFile {quoted(f'{folder}/privkey.pem')}"
    if place.base == "/":
        yield f"DocumentRoot {quoted(served.folder)}"
    else:
        yield f"Alias {quoted(place.base)} {quoted(served.folder.rstrip('/') + '/')}"
    if not served.has_copies:
        # Otherwise a browser that has a compressed answer always gets it again.
        yield "DeflateAlterETag NoChange"
    yield ""
    yield from _headers(served.headers(place.base, _END))
    yield ""
    yield f"ErrorDocument 404 {quoted(place.path + MISSING)}"
    for address in served.addresses:
        page = quoted(f"{place.path}{address}/{MISSING}")
        start = quoted(f"{place.base}{address}/")
        yield from _section("Location", start, [f"ErrorDocument 404 {page}"])
    yield ""
    yield from _rewrites(served)
    yield ""
    yield from _section("Directory", quoted(served.folder), [*_folder(served)])


def _headers(headers: Sequence[Header]) -> Iterator[str]:
    for header in headers:
        if header.usual:
            yield f"Header always set {header.name} {_value(header.usual)}"
        for pattern, value in header.others:
            condition = quoted(f"expr=%{{REQUEST_URI}} =~ m#{pattern.replace('#', _HASH)}#")
            yield f"Header always set {header.name} {_value(value)} {condition}"


def _value(text: str) -> str:
    return quoted(text.replace("%", "%%"))


def _bare(text: str) -> str:
    """Return a word for mod_rewrite, in whose quotes nothing can be escaped."""
    return text.replace(" ", "\\ ").replace("${", _DOLLAR + "{")


def _literal(text: str) -> str:
    """Return a part of a rewritten path in which nothing is a group or a variable."""
    return re.sub(r"([\\$%])", r"\\\1", text)


def _rewrites(served: Served) -> Iterator[str]:
    place, base = served.place, escaped(served.place.base)
    own, folder = _literal(place.base), _literal(served.folder.rstrip("/") + "/")
    path = _literal(place.path)
    yield "RewriteEngine On"
    yield "RewriteCond %{REQUEST_METHOD} !^(?:GET|HEAD|OPTIONS)$"
    yield "RewriteRule ^ - [R=405,L]"
    yield f"RewriteRule {_bare(HIDDEN)} - [R=404,L]"
    for moved in served.moved:
        start = edition_pattern(place.base, moved.addresses)
        old = f"{start}{escaped(moved.former.rstrip('/'))}/?$"
        yield f"RewriteRule {_bare(old)} {_bare(f'{path}$2{moved.present}')} [R=301,NE,L]"
    if place.base != "/":
        bare = _bare(f"^{base.removesuffix('/')}$")
        yield f"RewriteRule {bare} {_bare(path)} [R=301,NE,L]"
    yield f"RewriteRule {_bare(f'^{base}((?:.*/)?)$')} {_bare(f'{own}$1index.html')}"
    if served.has_copies:
        pattern = _bare(f"^{base}(.+\\.{any_of(TEXT_TYPES)})$")
        for ending, coding in _COPIES:
            yield f"RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b{_NOT_REFUSED}"
            yield f"RewriteCond {_bare(f'{folder}$1{ending}')} -f"
            yield f"RewriteRule {pattern} {_bare(f'{own}$1{ending}')} [PT,L]"
    yield "RewriteRule ^ - [PT]"


def _folder(served: Served) -> Iterator[str]:
    yield "Require all granted"
    yield "AllowOverride None"
    yield "Options None"
    yield "FileETag MTime Size"
    # Of compressed copies, the ending before decides.
    binary = {ending: type_ for ending, type_ in BINARY_TYPES.items() if ending != "gz"}
    for type_, endings in type_groups({**TEXT_TYPES, **binary}):
        names = " ".join(f".{ending}" for ending in endings)
        value = with_charset(type_) if endings[0] in TEXT_TYPES else type_
        yield f"AddType {quoted(value)} {names}"
    for pattern, type_ in SPECIAL_TYPES.items():
        name = pattern.rpartition("/")[2].removesuffix("$")
        lines = [f"ForceType {quoted(with_charset(type_))}"]
        yield from _section("FilesMatch", quoted(f"^{name}{_END}"), lines)
    if served.has_copies:
        yield "RemoveType .br .gz"
        yield "AddEncoding br .br"
        yield "AddEncoding gzip .gz"
        yield "Header always merge Vary Accept-Encoding"
    # Compressed by itself, and no copy of another file.
    lines = [f"ForceType {BINARY_TYPES['gz']}", "RemoveEncoding .gz"]
    yield from _section("FilesMatch", quoted(f"^{escaped(RECORD)}$"), lines)
    if not served.has_copies:
        types = dict.fromkeys((*TEXT_TYPES.values(), *SPECIAL_TYPES.values()))
        yield f"AddOutputFilterByType DEFLATE {' '.join(types)}"


def _to_encryption(served: Served) -> list[str]:
    challenge = "/.well-known/acme-challenge/"
    host = served.place.authority
    return [
        f"ServerName {host}",
        f"Alias {challenge} {quoted(served.folder + challenge)}",
        *_section("Directory", quoted(served.folder + challenge), ["Require all granted"]),
        "RewriteEngine On",
        f'RewriteCond "%{{REQUEST_URI}}" "!^{escaped(challenge)}"',
        f'RewriteRule "^(.*)$" "https://{host}$1" [R=301,NE,L]',
    ]

"""Read a translator's PO file strictly: damaged parts are refused with their place.

Lenient readers accept a truncated file as complete. Source of the format: GNU gettext manual, “The
Format of PO Files”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from site_builder.model.message import told
from site_builder.translations.exchange import Answer, NotRead, Returned

COUNT = "X-Texts"
"""The line of the header with the number of exported texts."""
_ENTRY = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[([0-9]+)\])?)?\s*"(.*)"\s*', re.DOTALL)
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|.|\Z)", re.DOTALL)
_ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v",
    '"': '"', "\\": "\\",
}  # fmt: skip
_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_DATE = "%Y-%m-%d %H:%M%z"


@dataclass(slots=True)
class _Entry:
    line: int
    parts: dict[str, str] = field(default_factory=dict)
    last: str = ""
    is_fuzzy: bool = False


def read_po(content: bytes) -> Returned:
    """Return the translations in a PO file. Raises NotRead."""
    text = _decoded(content)
    entries = _entries(text)
    header: dict[str, str] = {}
    answers = []
    for entry in entries:
        if "msgid" not in entry.parts or "msgstr" not in entry.parts:
            what = "msgstr" if "msgid" in entry.parts else "msgid"
            raise NotRead(
                told(
                    "This entry has no `%(keyword)s`. The file is incomplete or was changed by "
                    "hand. Ask for the complete file.",
                    keyword=what,
                ),
                entry.line,
            )
        id, target = entry.parts["msgid"], entry.parts["msgstr"]
        if not id and "msgctxt" not in entry.parts:
            header = _header(target, entry.line)
        elif "msgctxt" in entry.parts and id:
            is_final = not entry.is_fuzzy
            answers.append(Answer(entry.parts["msgctxt"], id, target, is_final))
    if not entries:
        raise NotRead(told("The file is empty."))
    sent = header.get(COUNT.lower(), "")
    if not answers and sent != "0":
        raise NotRead(told("The file contains no texts of the site."))
    # Tools keep unused entries as comments.
    there = len(answers) + len(re.findall(r"^#~ msgid ", text, re.MULTILINE))
    if sent.isascii() and sent.isdigit() and there < int(sent[:9]):
        last = entries[-1].line
        raise NotRead(
            told(
                "The file contains only %(there)s of the %(exported)s exported texts. Ask for the "
                "complete file. If the others were left out on purpose, delete the line “%(line)s” "
                "in the header.",
                there=there,
                exported=int(sent[:9]),
                line=f"{COUNT}: {sent}",
            ),
            last,
        )
    return Returned(header.get("language", ""), tuple(answers))


def _decoded(content: bytes) -> str:
    for bom, name in _BOMS.items():
        if content.startswith(bom):
            raise NotRead(told("This file is %(encoding)s. Save it as UTF-8.", encoding=name))
    data = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode(errors="replace")) + 1
        raise NotRead(
            told("This byte is not valid UTF-8. Save the file as UTF-8."),
            data.count(b"\n", 0, error.start) + 1,
            column,
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        said = told("This line contains a NUL character. Save the file as UTF-8.")
        raise NotRead(said, line)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _entries(text: str) -> list[_Entry]:
    entries: list[_Entry] = []
    current: _Entry | None = None
    is_fuzzy = False
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            # Flags come before their entry; `#~` marks an unused entry.
            is_fuzzy = is_fuzzy or (line.startswith("#,") and "fuzzy" in re.split(r"[,\s]+", line))
        if line.startswith("#") or not line.strip():
            # Between two entries as a rule; some tools put one inside.
            if current is not None and "msgstr" in current.parts:
                current = None
            continue
        # A whole file ends with a line end, and so with an empty line here.
        keyword, value = _parsed(line, number, is_cut=number == len(lines))
        if keyword is None:
            if current is None:
                raise NotRead(told("This text does not belong to an entry."), number)
            current.parts[current.last] += value
            continue
        begins = keyword in ("msgctxt", "msgid")
        if current is None or (begins and ("msgid" in current.parts or keyword == "msgctxt")):
            current = _Entry(number, is_fuzzy=is_fuzzy)
            entries.append(current)
            is_fuzzy = False
        if keyword in current.parts:
            raise NotRead(told("This entry has a second “%(keyword)s”.", keyword=keyword), number)
        current.parts[keyword] = value
        current.last = keyword
    return entries


def _parsed(line: str, number: int, is_cut: bool) -> tuple[str | None, str]:
    match = _ENTRY.fullmatch(line)
    if match is None:
        column = len(line) if line.count('"') == 1 else 1
        if is_cut:
            raise NotRead(
                told("The file ends in the middle of this line. Ask for the complete file."),
                number,
                column,
            )
        raise NotRead(
            told(
                "This line is not valid in a PO file. Write a keyword and a text in quotes, such "
                'as `msgstr "…"`.'
            ),
            number,
            column,
        )
    keyword, index, quoted = match[1], match[2], match[3]
    if keyword == "msgid_plural" or index is not None:
        said = told("Texts of the site have no plural forms. Write `msgstr` only.")
        raise NotRead(said, number)

    def plain(escape: re.Match[str]) -> str:
        sign = escape[1]
        if sign[:1] == "x" and len(sign) == 3:
            return chr(int(sign[1:], 16))
        if sign[:1].isascii() and sign[:1].isdigit():
            return chr(int(sign, 8) & 0xFF) if sign[0] in "01234567" else sign
        if sign not in _ESCAPES:
            raise NotRead(
                told("“%(sign)s” is not valid. Write `\\\\` for a backslash.", sign=f"\\{sign}"),
                number,
                match.start(3) + escape.start() + 1,
            )
        return _ESCAPES[sign]

    bare = re.sub(r"\\.", "", quoted)
    if '"' in bare:
        raise NotRead(
            told('This quotation mark would end the text. Write `\\"`.'),
            number,
            match.start(3) + 1,
        )
    return keyword, _ESCAPE.sub(plain, quoted)


def _header(text: str, line: int) -> dict[str, str]:
    """Return the header's fields. Raises NotRead if they contradict the file."""
    fields: dict[str, str] = {}
    for offset, part in enumerate(text.split("\n"), 1):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        fields[name] = value
        where = line + offset
        if name == "content-type":
            charset = re.search(r"charset=\s*([\w.:-]+)", value)
            if charset and charset[1].lower() not in (
                "utf-8",
                "utf8",
                "us-ascii",
                "ascii",
                "charset",
            ):
                raise NotRead(
                    told(
                        "The file declares the encoding %(encoding)s. Save it as UTF-8, and write "
                        "`charset=UTF-8` here.",
                        encoding=charset[1],
                    ),
                    where,
                )
        if name.endswith("-date") and value and not _is_date(value):
            raise NotRead(
                told(
                    "“%(value)s” is not a valid date. Write a date such as "
                    "`2026-11-26 10:00+0000`, or delete this line.",
                    value=value[:40],
                ),
                where,
            )
    return fields


def _is_date(value: str) -> bool:
    # The placeholder of gettext for an unknown date.
    if value == "YEAR-MO-DA HO:MI+ZONE":
        return True
    try:
        datetime.strptime(value, _DATE)
    except ValueError:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            return False
    return True

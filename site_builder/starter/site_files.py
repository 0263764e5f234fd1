"""The files of a new site, from what is known about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from site_builder.language.interface import load_interface
from site_builder.model.country import GROUP
from site_builder.model.locale import LocaleId
from site_builder.starter.answers import Answers, NewContact, NewCountry
from site_builder.starter.packs import pack_files, source_of

HOSTS: Mapping[str, str] = {"github": "GitHub Pages", "gitlab": "GitLab Pages"}
"""The services for which there is a recipe, by name."""
_FOLDER = Path(__file__).parent
# Under their own names, these would act on our repository.
_NAMES = {"gitignore": ".gitignore"}


def site_files(answers: Answers, at: datetime) -> Iterator[tuple[str, str]]:
    """The path and content of each file of a new site that is made at a moment."""
    now = at.astimezone(UTC)
    values = {
        "__NAME__": quoted(answers.name),
        "__TITLE__": answers.name,
        "__ADDRESS__": _address(answers.address),
        "__DAY__": now.date().isoformat(),
        # With the offset, it stays the same if the time zone of the site changes.
        "__MOMENT__": f"{now:%Y-%m-%d %H:%M} +00:00",
    }
    for path, text in _files(answers):
        for mark, value in values.items():
            path, text = path.replace(mark, value), text.replace(mark, value)
        yield path, text


def _files(answers: Answers) -> Iterator[tuple[str, str]]:
    yield from _template(_FOLDER / "template")
    if answers.host:
        yield from _template(_FOLDER / "hosts" / answers.host)
    yield "content/site.yml", _site(answers)
    for country in answers.countries:
        yield f"content/countries/{country.id}.yml", country_file(country, answers.contacts)
    yield "content/services.yml", _SERVICES
    yield "content/facts.yml", _FACTS
    yield from pack_files(answers.pack, answers.locales)


def _template(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            yield _NAMES.get(name, name), path.read_text("utf-8")


def _address(address: str | None) -> str:
    if address is not None:
        return f"site_url: {address}"
    return (
        "# The address at which the site will be published. Feeds need it for their links.\n"
        "# site_url: https://status.yourcompany.com/"
    )


def _site(answers: Answers) -> str:
    return (
        "# The time zone of entries for several countries.\n"
        f"time_zone: {answers.zone}\n"
        "# The language in which texts are written first; the others are translations of it.\n"
        f"source: {source_of(answers.locales)}\n"
        "# Published texts do not change unless readers are told, and no address vanishes.\n"
        "record: true\n"
    )


def country_file(country: NewCountry, contacts: Iterable[NewContact]) -> str:
    """The file of a country, with those contacts that are its own."""
    lines = [
        "# The languages of this country; readers see the first one unless they choose another.",
        f"locales: [{', '.join(country.locales)}]",
    ]
    if country.zone is not None:
        lines.append(f"time_zone: {country.zone}")
    own = [contact for contact in contacts if contact.country in (None, country.id)]
    if own:
        lines.append("contacts:")
        for contact in own:
            channel = "email" if "@" in contact.value else "phone"
            lines.append(f"  - {channel}: {quoted(contact.value)}")
            lines.append(f"    purposes: [{_questions(country.locales)}]")
    else:
        lines += _CONTACTS
    if country.id == GROUP:
        lines.insert(0, "# The international edition.")
    return "\n".join(lines) + "\n"


def _questions(locales: tuple[LocaleId, ...]) -> str:
    """The purpose of a contact that is for everything, in the words of the interface."""
    known = {locale: load_interface(locale) for locale in locales}
    texts = {
        locale: interface.gettext("Questions")
        for locale, interface in known.items()
        if interface.locale == locale
    }
    if locales[0] not in texts:
        return "Questions"
    return f"{{{', '.join(f'{locale}: {quoted(text)}' for locale, text in texts.items())}}}"


def quoted(text: str) -> str:
    """One line of text in double quotes, for YAML and JSON (YAML 1.2, 7.3.1)."""
    return json.dumps(text, ensure_ascii=False)


_CONTACTS = (
    "# How customers reach you. Remove the signs “# ” and write your own.",
    "# contacts:",
    "#   - phone: +352 ...",
    "#     purposes: [All questions]",
    "#     hours: Mo-Fr 08:00-17:00",
)
_SERVICES = """\
# The services that your customers use, in the order shown. Statements name their states.
# Remove the signs “# ” and write your own. Example:
# portal:
#   name: {en: Customer portal, fr: Espace client}
"""
_FACTS = """\
# Figures and dates that several texts name. {affected_customers} in a text shows the value, so that
# a new figure is written in one place. Remove the signs “# ” and write your own. Example:
# affected_customers: 1200
"""

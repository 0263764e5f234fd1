"""`site-builder new`."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from site_builder.commands.asking import Asker, is_terminal
from site_builder.commands.options import moment_of
from site_builder.commands.terminal import tell
from site_builder.model.message import told
from site_builder.starter.answers import (
    Answers,
    BadAnswer,
    read_address,
    read_contact,
    read_countries,
    read_zones,
)
from site_builder.starter.packs import PACKS
from site_builder.starter.site_files import HOSTS

T = TypeVar("T")


class _Refused(click.ClickException):
    """The command cannot be carried out as given; it ends as with a wrong option."""

    exit_code = 2


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="The name of your company or service, as customers know it.")
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CODE=LANGUAGES",
    help="A country and its languages, the default one first. Repeat it for each country.",
)
@click.option(
    "--time-zone",
    "zones",
    multiple=True,
    metavar="CODE=ZONE",
    help="The time zone of a country that has several, such as es=Europe/Madrid.",
)
@click.option("--address", help="Where the site will be published.")
@click.option(
    "--contact",
    "contacts",
    multiple=True,
    metavar="[CODE=]CONTACT",
    help="An e-mail address or telephone number for customers, of all countries or one.",
)
@click.option(
    "--pack",
    type=click.Choice(list(PACKS)),
    help="Add drafts of questions and of a first statement for this kind of incident.",
)
@click.option("--host", type=click.Choice(list(HOSTS)), help="Add a recipe that publishes there.")
def new(
    folder: Path,
    name: str | None,
    countries: tuple[str, ...],
    zones: tuple[str, ...],
    address: str | None,
    contacts: tuple[str, ...],
    pack: str | None,
    host: str | None,
) -> None:
    """Create a new site in FOLDER, which must be empty or not exist yet.

    On a terminal, the command asks for what the options leave open. The new site is complete and
    says nothing yet: legal notice, privacy and accessibility pages, and the texts of a pack, are
    drafts whose gaps you fill in. `site-builder ready` lists what is still missing.

    \b
    Examples:
      site-builder new status-site
      site-builder new status-site --name "Aqua Works" --country lu=fr,de --country be=fr,nl
      site-builder new status-site --name "Aqua Works" --country es=es \\
        --time-zone es=Europe/Madrid --contact help@aqua.es --pack cyber-attack --host github
    """
    from site_builder.starter.new_site import NotStartable, refuse_taken, start_site
    from site_builder.starter.site_files import site_files

    ask = Asker() if is_terminal() else None
    try:
        refuse_taken(folder)
        answers = Answers(
            name=name or _needed(ask.name if ask else None, '--name "Aqua Works"'),
            countries=read_countries(countries, read_zones(zones))
            if countries
            else _needed(ask.countries if ask else None, "--country lu=fr,de"),
            address=read_address(address) if address else ask.address() if ask else None,
            contacts=tuple(map(read_contact, contacts)) or (ask.contacts() if ask else ()),
            pack=pack or (ask.pack() if ask else None),
            host=host or (ask.host() if ask else None),
        )
        written = start_site(folder, site_files(answers, moment_of()))
    except (NotStartable, BadAnswer) as error:
        raise _Refused(str(error)) from None
    for path in written:
        tell(f"  {path}", sys.stdout)
    command = f"cd {shlex.quote(str(folder))} && site-builder ready"
    tell(told("Next: %(command)s", command=command), sys.stdout)


def _needed(ask: Callable[[], T] | None, option: str) -> T:
    if ask is None:
        raise BadAnswer(
            told(
                "The new site needs more. Write `%(option)s`, or run this on a terminal.",
                option=option,
            )
        )
    return ask()

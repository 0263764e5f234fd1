"""New files of entries: statements, updates, questions, maintenance, countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from site_builder.adding import sentences
from site_builder.adding.addition import (
    Addition,
    Desk,
    NotAddable,
    text_block,
    text_lines,
    written_moment,
)
from site_builder.editions.statuses import last_written
from site_builder.model.date import WrittenDate
from site_builder.model.entry_id import as_id
from site_builder.model.incident import CLOSED, Incident
from site_builder.model.message import in_turn, told
from site_builder.shapes.fields import did_you_mean
from site_builder.starter.answers import BadAnswer, read_countries, read_zones
from site_builder.starter.packs import statement_files
from site_builder.starter.site_files import country_file


def new_statement(desk: Desk, pack: str | None, id: str | None) -> Addition:
    """A new incident with its first statement, a draft with the six parts of a first message."""
    folder = _free(id or pack or "incident", _incident_ids(desk), given=id is not None)
    moment = written_moment(desk.at, desk.zone)
    files = dict(statement_files(pack, desk.languages()))
    named = {
        path.replace("__INCIDENT__", folder).replace("__DAY__", moment[:10]): text.replace(
            "__MOMENT__", moment
        ).replace("__DAY__", moment[:10])
        for path, text in files.items()
    }
    for comment in sentences.IN_PACKS:
        said = f"# {desk.speech.say(comment)}\n"
        named = {path: text.replace(f"# {comment}\n", said) for path, text in named.items()}
    if pack is None:
        title = text_lines(desk, desk.languages(), sentences.title_in)
        named[f"status/{folder}/incident.yml"] = (
            f"draft: true\n# {desk.speech.say(sentences.BEGAN)}\nstarted: {moment}\ntitle:\n{title}"
        )
    return Addition(named, f"status/{folder}/{moment[:10]}.yml")


def new_update(desk: Desk, id: str | None) -> Addition:
    """The next update of an incident or maintenance, as a draft.

    It starts from the one before it: the status, the states of services, the languages.
    """
    incident = _incident(desk, id)
    zone = desk.zone_of(incident.countries)
    moment = written_moment(desk.at, zone)
    day = moment[:10]
    name = _free_update(desk, incident, day)
    before = next((u for u in reversed(incident.updates) if u.services), None)
    services = before.services if before else incident.services
    lines = [
        "draft: true",
        f"status: {last_written(incident.updates) or _first_status(incident)}",
        f"published: {moment}",
        f"# {desk.speech.say(sentences.NEXT_UPDATE)}",
        f"# next_update: {day} 18:00",
    ]
    if services:
        lines += [f"# {desk.speech.say(sentences.AS_BEFORE)}", "services:"]
        lines += [f"  {change.service}: {change.state.name}" for change in services]
    text = text_block(
        desk, desk.languages(incident.countries, incident.title.source), sentences.text_in
    )
    return _new(desk, f"status/{incident.id}/{name}.yml", "\n".join(lines) + f"\ntext:\n{text}")


def _first_status(incident: Incident) -> str:
    return "scheduled" if incident.is_maintenance else "investigating"


def new_question(desk: Desk, place: str, is_rumour: bool = False) -> Addition:
    """A question or a rumour in a category, `data/what-now`, as a draft."""
    category, _, name = place.removeprefix("faq/").partition("/")
    known = list(desk.examined.catalogue.categories)
    if category not in known:
        hint = did_you_mean(
            category,
            known,
            told("They are: %(names)s.", names=", ".join(known) or told("none")),
        )
        raise NotAddable(
            in_turn(
                told(
                    "%(file)s has no category “%(category)s”.", file=_CATEGORIES, category=category
                ),
                hint,
            )
        )
    id = _id(name, f"{category}/what-now")
    languages = desk.languages()
    kind = "kind: rumour\n" if is_rumour else ""
    said, true = (
        (sentences.rumour_in, sentences.truth_in)
        if is_rumour
        else (sentences.question_in, sentences.answer_in)
    )
    text = (
        f"draft: true\n{kind}updated: {written_moment(desk.at, desk.zone)[:10]}\n"
        f"question:\n{text_lines(desk, languages, said)}"
        f"answer:\n{text_block(desk, languages, true)}"
    )
    return _new(desk, f"content/faq/{category}/{id}.yml", text)


_CATEGORIES = "content/faq/categories.yml"


def new_maintenance(
    desk: Desk, name: str, starts: WrittenDate, ends: WrittenDate, services: Sequence[str]
) -> Addition:
    """Planned maintenance, as a draft."""
    id = _id(name, "network-upgrade")
    known = list(desk.examined.catalogue.services)
    for service in services:
        if service not in known:
            hint = did_you_mean(
                service,
                known,
                told("The services are: %(names)s.", names=", ".join(known)),
            )
            raise NotAddable(in_turn(told("Unknown service “%(id)s”.", id=service), hint))
    window = [date.within(desk.zone) for date in (starts, ends)]
    if window[0].start >= window[1].start:
        raise NotAddable(
            told("The maintenance must end after it starts. Change `--starts` or `--ends`.")
        )
    languages = desk.languages()
    first, last = (written_moment(date.start, desk.zone) for date in window)
    text = (
        f"draft: true\nstarts: {first}\nends: {last}\n"
        f"published: {written_moment(desk.at, desk.zone)}\nservices: [{', '.join(services)}]\n"
        f"title:\n{text_lines(desk, languages, sentences.title_in)}"
        f"text:\n{text_block(desk, languages, sentences.text_in)}"
    )
    return _new(desk, f"status/{id}/maintenance.yml", text)


def new_country(desk: Desk, written: str, zone: str | None) -> Addition:
    """A country with its languages, `be=fr,nl`."""
    name = written.partition("=")[0]
    try:
        # `new` wants `pt=Europe/Lisbon`, so that may be written here too.
        zones = read_zones([f"{name}={zone.rpartition('=')[2]}"]) if zone else {}
        (country,) = read_countries([written], zones)
    except BadAnswer as error:
        raise NotAddable(str(error)) from None
    return _new(desk, f"content/countries/{country.id}.yml", country_file(country, ()))


def _incident(desk: Desk, id: str | None) -> Incident:
    """The incident with an id, otherwise the only open one."""
    incidents = {incident.id: incident for incident in desk.examined.catalogue.incidents}
    if id is not None:
        if id not in incidents:
            hint = did_you_mean(
                id,
                list(incidents),
                told("They are: %(names)s.", names=", ".join(incidents) or told("none")),
            )
            raise NotAddable(in_turn(told("Unknown incident “%(id)s”.", id=id), hint))
        return incidents[id]
    is_open = [i for i in incidents.values() if last_written(i.updates) not in CLOSED]
    # An incident that is only prepared is not the one of which there is news.
    is_open = [i for i in is_open if not i.is_draft] or is_open
    if len(is_open) == 1:
        return is_open[0]
    if not is_open:
        raise NotAddable(
            told("No incident is open. Run `site-builder add statement` for a new one.")
        )
    names = ", ".join(incident.id for incident in is_open)
    raise NotAddable(
        told("Several incidents are open: %(names)s. Name the one that you mean.", names=names)
    )


def _incident_ids(desk: Desk) -> set[str]:
    folder = desk.root / "status"
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def _free(name: str, taken: Iterable[str], *, given: bool) -> str:
    """A name that is not taken; one that somebody chose must be free as it is."""
    name, taken = _id(name, "mail-outage"), set(taken)
    if name not in taken:
        return name
    if given:
        raise NotAddable(
            told("status/%(name)s/ exists. Choose another name with `--id`.", name=name)
        )
    return next(free for i in range(2, len(taken) + 3) if (free := f"{name}-{i}") not in taken)


def _free_update(desk: Desk, incident: Incident, day: str) -> str:
    """The day, with a number if the incident has updates of that day: `2026-11-25-3`."""
    folder = desk.root / "status" / incident.id
    names = {path.name.partition(".")[0] for path in folder.iterdir()}
    numbers = [
        int(match[1] or 1)
        for name in names
        if (match := re.fullmatch(rf"{day}(?:-(\d+)|-[a-z].*)?", name))
    ]
    return f"{day}-{max(numbers) + 1}" if numbers else day


def _id(name: str, example: str) -> str:
    """The id for a name: `que-paso` for `qué pasó`."""
    id = as_id(name)
    if not id:
        raise NotAddable(
            told(
                "“%(name)s” is not a valid name. Use small letters, digits and hyphens, "
                "such as `%(example)s`.",
                name=name,
                example=example,
            )
        )
    return id


def _new(desk: Desk, path: str, text: str) -> Addition:
    if (desk.root / path).exists():
        raise NotAddable(
            told("%(path)s exists already. Choose another name, or edit it.", path=path)
        )
    return Addition({path: text}, path)

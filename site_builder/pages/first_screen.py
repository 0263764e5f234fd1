"""What the first screen of an edition answers: what works, what to do, whom to reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from markupsafe import Markup

from site_builder.editions.edition import Selection, ShownQuestion
from site_builder.language.numbers import format_list
from site_builder.markdown.blocks import beginning
from site_builder.model.service import State
from site_builder.pages.addresses import Linker, entry_path
from site_builder.pages.contact_views import ContactView
from site_builder.pages.titles import question_title
from site_builder.pages.views import StateView
from site_builder.pages.voice import Body, Voice

_CONTACTS_BELOW = "#contact"
_MOST_AFFECTED = 6
_MOST_WORKING = 3
_MOST_WORKING_CHARACTERS = 48
_MOST_ACTIONS = 3
_MOST_CHARACTERS = 220
_MOST_POINTS = 8
_MOST_OF_A_STATEMENT = 600


@dataclass(frozen=True, slots=True)
class Tally:
    """The services in one state; `sentence` ends with the number of those it does not name."""

    code: str
    sentence: Markup


@dataclass(frozen=True, slots=True)
class Button:
    """A link that looks like a button. `kind` is `lead`, `phone` or `write`."""

    kind: str
    href: str
    label: Markup


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with the part that there is room for, and the rest."""

    body: Body
    rest: Markup


def tallies(voice: Voice, states: Iterable[StateView]) -> tuple[Tally, ...]:
    """Return the services by state, worst first."""
    return tuple(
        Tally(views[0].code, _sentence(voice, views, _room_for(views)))
        for views in _by_state(states)
    )


def all_tallies(voice: Voice, states: Iterable[StateView]) -> tuple[Tally, ...]:
    """Return the same with every name."""
    return tuple(
        Tally(views[0].code, _sentence(voice, views, len(views))) for views in _by_state(states)
    )


def _by_state(states: Iterable[StateView]) -> Iterator[list[StateView]]:
    worst_first = sorted(states, key=lambda view: -State[view.code])
    for _, views in groupby(worst_first, key=lambda view: view.code):
        yield list(views)


def _sentence(voice: Voice, views: Sequence[StateView], most: int) -> Markup:
    shown = views[:most]
    names = [str(view.name.span) for view in shown]
    left_out = len(views) - len(shown)
    if left_out:
        names.append(voice.plural("%(count)s more", "%(count)s more", left_out))
    label = Markup("<b>{}</b>").format(views[0].label)
    listed = Markup(format_list(names, voice.locale))
    return voice.phrase("%(label)s: %(text)s", label=label, text=listed)


def _room_for(views: Sequence[StateView]) -> int:
    """Return how many names the first screen has room for, at least one."""
    if views[0].code != State.operational.name:
        return _MOST_AFFECTED
    lengths = accumulate(len(view.name.text) for view in views)
    fitting = sum(length <= _MOST_WORKING_CHARACTERS for length in lengths)
    return max(1, min(fitting, _MOST_WORKING))


def advice(body: Body) -> Folded:
    """Return a text about what to do with the part that the first screen has room for."""
    return _folded(body, _MOST_ACTIONS, _MOST_CHARACTERS)


def statement(body: Body) -> Folded:
    """Return the text of a statement with the part that home has room for."""
    return _folded(body, _MOST_POINTS, _MOST_OF_A_STATEMENT)


def _folded(body: Body, items: int, characters: int) -> Folded:
    first, rest = beginning(body.html, items, characters)
    if body.current is not None or not rest:
        return Folded(body, Markup(""))
    return Folded(replace(body, html=first), rest)


def lead_question(selection: Selection) -> ShownQuestion | None:
    """Return the question that the team wants to be read first."""
    return next((q for q in selection.questions if q.question.is_lead), None)


def buttons(voice: Voice, contacts: Sequence[ContactView], link: Linker) -> tuple[Button, ...]:
    """Return the links to the lead question, to a call and to a message.

    A call or message goes directly to the only number or address. If there are several, each for
    its own purposes, the link leads to the list, since only the reader can choose.
    """
    found = []
    lead = lead_question(voice.edition.selection)
    if lead is not None:
        short = lead.question.short
        title = voice.text(short, voice.edition.at) if short else question_title(voice, lead)
        found.append(Button("lead", link(entry_path(lead)), title.span))
    phones = [view for view in contacts if view.channel == "phone"]
    written = [view for view in contacts if view.channel in ("email", "form")]
    if phones:
        href = _only_address(phones)
        label = Markup(voice.say("Call us")) if href is None else _called(voice, phones[0])
        found.append(Button("phone", href or _CONTACTS_BELOW, label))
    if written:
        label = Markup(voice.say("Write to us"))
        found.append(Button("write", _only_address(written) or _CONTACTS_BELOW, label))
    return tuple(found)


def _only_address(contacts: Sequence[ContactView]) -> str | None:
    return contacts[0].href if len(contacts) == 1 else None


def _called(voice: Voice, phone: ContactView) -> Markup:
    shown = Markup('<bdi dir="ltr">{}</bdi>').format(phone.address)
    return voice.phrase("Call %(number)s", number=shown)

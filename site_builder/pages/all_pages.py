"""The article of each page of an edition: what is inside the shell."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_builder.editions.claims import claims_in
from site_builder.editions.course import histories_of
from site_builder.editions.events import events_of
from site_builder.pages.addresses import (
    CONTACT,
    FEEDS,
    HISTORY,
    NOWHERE,
    SERVICES,
    incident_path,
    page_path,
)
from site_builder.pages.article import ArticlePlan
from site_builder.pages.changes import changes_plan
from site_builder.pages.closed_days import days_off
from site_builder.pages.contact import contact, hand_written
from site_builder.pages.corrections import corrections_plan
from site_builder.pages.faq import faq_plans
from site_builder.pages.history import history
from site_builder.pages.home import home_plan, told
from site_builder.pages.incident import incident
from site_builder.pages.known import STYLES, claims_of_incident, known_key
from site_builder.pages.replaced_words import replaced_of
from site_builder.pages.retired import retired_plans, retired_updates
from site_builder.pages.services import services
from site_builder.pages.voice import Voice


def articles_of(
    voice: Voice, paged: frozenset[str], *, has_feeds: bool, has_log: bool
) -> Iterator[ArticlePlan]:
    """Yield every page of an edition but that of feeds, which is there if it `has_feeds`; `paged`
    are the questions with a page of their own. If the site `has_log`, it is linked.
    """
    voice = voice.on_page()
    plans = list(_articles(voice, paged, has_feeds=has_feeds, has_log=has_log))
    yield from plans
    feeds = [FEEDS] if has_feeds else []
    yield from retired_plans(voice, {*(plan.path for plan in plans), *feeds})


def _articles(
    voice: Voice, paged: frozenset[str], *, has_feeds: bool, has_log: bool
) -> Iterator[ArticlePlan]:
    selection = voice.edition.selection
    yield home_plan(voice, has_feeds=has_feeds)
    yield from faq_plans(voice, paged)
    states = told(selection.services)
    abroad = tuple((id, told(there)) for id, there in selection.states_abroad.items())
    today = selection.at.astimezone(selection.country.zone).date()
    # The bars depend on every incident so far; the key covers their content.
    days = tuple((h.service.id, h.days) for h in histories_of(selection))
    on_services = (states, abroad, days, today)
    yield ArticlePlan(
        path=SERVICES,
        section=SERVICES,
        made_of=(),
        make=partial(services, voice),
        rest=on_services,
        styles=("chart",),
    )
    yield ArticlePlan(
        path=CONTACT,
        section=CONTACT,
        made_of=(),
        make=partial(contact, voice),
        rest=(days_off(selection), states),
    )
    yield from history(voice)
    events = events_of(voice.edition)
    yield changes_plan(voice, events, has_log=has_log)
    corrections = corrections_plan(voice, events, has_log=has_log)
    if corrections is not None:
        yield corrections
    stated = claims_in(selection)
    for shown in selection.incidents:
        claims = claims_of_incident(stated, shown)
        for id in (shown.incident.id, *shown.incident.former):
            yield ArticlePlan(
                path=incident_path(id),
                section=HISTORY,
                made_of=(shown,),
                make=partial(incident, voice, shown, id, claims),
                rest=(
                    *known_key(claims),
                    retired_updates(selection, id),
                    [replaced_of(voice, update.update.key) for update in shown.updates],
                ),
                styles=("chart", *([STYLES] if claims else [])),
            )
    for page in selection.pages:
        make = partial(hand_written, voice, page)
        yield ArticlePlan(
            path=page_path(page.id),
            section=NOWHERE,
            made_of=(page,),
            make=make,
            rest=(replaced_of(voice, f"pages/{page.id}"),),
        )

"""The keys of incidents, maintenance, updates, questions and pages, after docs/formats.md."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag

from site_builder.model.incident import CORRECTION_KINDS, INCIDENT_STATUSES, MAINTENANCE_STATUSES
from site_builder.model.message import told
from site_builder.model.question import QUESTION_KINDS
from site_builder.model.service import State
from site_builder.shapes.base import Shape
from site_builder.shapes.fields import (
    DateShape,
    EntryKey,
    Flag,
    LocaleKey,
    MomentShape,
    Number,
    PlainText,
    TextShape,
    Word,
    _scalar_or_list,
    _scalar_or_map,
    one_of,
)
from site_builder.shapes.forms import choice, form
from site_builder.shapes.lists import (
    Audiences,
    Countries,
    FormerIds,
    Minor,
    QuestionIds,
    Rules,
    ServiceIds,
    list_of,
)

_STATES = tuple(State.__members__)
_STATUSES = (*INCIDENT_STATUSES, *MAINTENANCE_STATUSES)
StateName = Annotated[
    str, PlainValidator(one_of(_STATES, told("state"), told("A state"))), choice("state", _STATES)
]
Status = Annotated[
    str,
    PlainValidator(one_of(_STATUSES, told("status"), told("A status"))),
    choice("status", _STATUSES),
]
QuestionKindName = Annotated[
    str,
    PlainValidator(one_of(QUESTION_KINDS, told("kind"), told("A kind"))),
    choice("kind", QUESTION_KINDS),
]

CorrectionKindName = Annotated[
    str,
    PlainValidator(one_of(CORRECTION_KINDS, told("kind"), told("A kind"))),
    choice("correction-kind", CORRECTION_KINDS),
]

# The same keys of several kinds of entry, with the same meaning.
Source = Annotated[
    LocaleKey | None,
    Field(
        description="The language in which the texts were written first. Default: the first of "
        "the only country, otherwise that of the incident or the site, otherwise the first one "
        "written."
    ),
]
Draft = Annotated[Flag, Field(description="`true` hides the entry until you delete this line.")]
Former = Annotated[
    FormerIds,
    Field(
        description="Earlier names of the file or folder, oldest first. Their addresses lead here."
    ),
]


class StateShape(Shape):
    state: StateName = Field(description="How well the service works.")
    since: DateShape | None = Field(
        default=None, description="The date from which the service has been in this state."
    )


ServiceStates = dict[
    Annotated[str, form("service")],
    Annotated[
        Annotated[StateName, Tag("one")] | Annotated[StateShape, Tag("map")],
        Discriminator(_scalar_or_map),
    ],
]


Stated = Annotated[
    dict[Annotated[str, form("claim")], Annotated[Word, form("claim-value")]], form("claims")
]
_STATED = (
    "What the text states, so that no other text can contradict it unnoticed: "
    "`{data-taken: some}`, with claims and values of content/claims.yml."
)


class CorrectionShape(Shape):
    kind: CorrectionKindName = Field(
        default="correction",
        description="`correction`: the text was wrong. `change`: it was right, and things have "
        "changed since.",
    )
    at: DateShape = Field(description="The date of the correction or change. Each one has its own.")
    note: TextShape = Field(
        description="What was wrong or has changed, and what the text says now."
    )
    claims: Stated = Field(
        default={},
        description="What the text states since the correction: `{data-taken: some}`.",
    )


Corrections = Annotated[
    tuple[CorrectionShape, ...],
    BeforeValidator(list_of),
    Field(
        description="Notes of what was wrong or has changed in the published text: a list such "
        "as `{at: date, note: text}`, with `claims` if the text states something else since."
    ),
]


class ApprovalShape(Shape):
    by: PlainText = Field(description="Who has approved the text.")
    at: DateShape = Field(description="The date of the approval.")
    digest: PlainText = Field(description="A digest of what the text said then.")


Approvals = Annotated[
    tuple[ApprovalShape, ...],
    BeforeValidator(list_of),
    Field(
        description="Who has approved the text, written by `site-builder approve`. Never published."
    ),
]


class EntryRefShape(Shape):
    entry: EntryKey = Field(description="The update or question that is replaced in part.")
    about: TextShape | None = Field(default=None, description="The part that is replaced.")


OneRef = Annotated[
    Annotated[EntryKey, Tag("one")] | Annotated[EntryRefShape, Tag("map")],
    Discriminator(_scalar_or_map),
]
Refs = Annotated[
    Annotated[OneRef, Tag("one")] | Annotated[tuple[OneRef, ...], Tag("list")],
    Discriminator(_scalar_or_list),
]
Supersedes = Annotated[
    Refs | None,
    Field(
        description="What this text replaces, one or a list: an update (`2022-09-28`, or "
        "`<incident>/<update>` of another incident), a question "
        "(`faq/<category>/<question>`), or `{entry: ..., about: text}` if only a part is "
        "replaced."
    ),
]


class IncidentShape(Shape):
    title: TextShape = Field(description="What happened, in a few words.")
    started: DateShape = Field(description="The date on which it began. No update may be earlier.")
    countries: Countries | None = Field(
        default=None,
        description="The countries that are affected: `all` or a list. Default: every country "
        "and the group.",
    )
    services: ServiceStates = Field(
        default={}, description="The states of services at the start: `{portal: major_outage}`."
    )
    source: Source = None
    draft: Draft = False
    approvals: Approvals = ()
    former: Former = ()
    claims: Stated = Field(default={}, description=_STATED)
    minor: Minor = ()
    summary: TextShape | None = Field(default=None, description="A text above the updates.")
    what_to_do: TextShape | None = Field(
        default=None,
        description="What readers should do, on the home page while the incident is open.",
    )


class MaintenanceShape(Shape):
    title: TextShape = Field(description="What the team will work on, in a few words.")
    starts: MomentShape = Field(description="The planned start.")
    ends: MomentShape = Field(description="The planned end.")
    services: ServiceIds = Field(
        description="The services that are under maintenance from `starts` to `ends`."
    )
    countries: Countries | None = Field(
        default=None,
        description="The countries that are affected: `all` or a list. Default: every country "
        "and the group.",
    )
    text: TextShape | None = Field(default=None, description="What readers should know about it.")
    minor: Minor = ()
    published: DateShape | None = Field(default=None, description="The date of the announcement.")
    claims: Stated = Field(default={}, description=_STATED)
    source: Source = None
    draft: Draft = False
    approvals: Approvals = ()
    former: Former = ()


class UpdateShape(Shape):
    status: Status | None = Field(
        default=None,
        description="How far the work is. Default: the status of the update before it in the "
        "same country, so the first one needs it.",
    )
    as_of: DateShape | None = Field(
        default=None,
        description="The date that the statement describes. Write this, `published` or both.",
    )
    published: DateShape | None = Field(
        default=None, description="The date on which the statement goes out, or went out."
    )
    title: TextShape | None = Field(
        default=None, description="A title of its own. Default: “Situation as of …”."
    )
    text: TextShape = Field(description="The statement.")
    countries: Countries | None = Field(
        default=None,
        description="The countries that the statement is for: `all` or a list. Default: those "
        "of the incident.",
    )
    services: ServiceStates = Field(
        default={},
        description="The states of services as of this update: `{portal: operational}` or "
        "`{portal: {state: operational, since: 2022-08}}`.",
    )
    supersedes: Supersedes = None
    corrections: Corrections = ()
    minor: Minor = ()
    claims: Stated = Field(default={}, description=_STATED)
    next_update: DateShape | None = Field(
        default=None, description="The date by which you promise the next update."
    )
    draft: Draft = False
    approvals: Approvals = ()
    source: Source = None
    former: Former = ()


class OverrideShape(Shape):
    question: TextShape | None = Field(default=None, description="The question in this country.")
    answer: TextShape | None = Field(default=None, description="The answer in this country.")
    updated: DateShape | None = Field(
        default=None, description="The date on which the meaning last changed here."
    )
    published: DateShape | None = Field(
        default=None, description="The date on which this answer goes out, or went out."
    )
    corrections: Corrections | None = None
    minor: Minor | None = None
    claims: Stated | None = Field(
        default=None, description="What the answer of this country states: `{data-taken: none}`."
    )
    supersedes: Supersedes = None
    answer_by: DateShape | None = Field(
        default=None, description="The date by which you promise a fuller answer here."
    )


class QuestionShape(Shape):
    kind: QuestionKindName = Field(
        default="question",
        description="`rumour`: the question is what people say, and its title says everywhere "
        "that it is a rumour.",
    )
    question: TextShape = Field(description="The question, as readers would ask it.")
    answer: TextShape = Field(description="The answer.")
    updated: DateShape = Field(description="The date on which the meaning last changed.")
    published: DateShape | None = Field(
        default=None,
        description="The date on which the answer goes out, or went out. Default: `updated`.",
    )
    short: TextShape | None = Field(
        default=None,
        description="The question in a few words, for the button on the home page.",
    )
    lead: Flag = Field(
        default=False,
        description="`true` for the question that most readers ask first, such as “Is my data "
        "affected?”: the home page shows it as a button.",
    )
    most_asked: Flag = Field(
        default=False,
        description="`true` for a question that many readers ask: it is one of the links at the "
        "top of all questions, in their order.",
    )
    related: QuestionIds = Field(
        default=(),
        description="Other questions that help the same readers, linked below the answer where "
        "they are public: `which`, or `<category>/<question>` if several categories have the id.",
    )
    order: Number | None = Field(
        default=None,
        description="The place in the category: lower numbers come first. Questions without one "
        "follow, by file name.",
    )
    audiences: Audiences = Field(
        default=(),
        description="The readers that the question is for: ids of content/site.yml. Default: "
        "everyone.",
    )
    countries: Countries | None = Field(
        default=None,
        description="The countries that the question is for: `all` or a list. Default: every "
        "country and the group.",
    )
    source: Source = None
    draft: Draft = False
    approvals: Approvals = ()
    supersedes: Supersedes = None
    corrections: Corrections = ()
    minor: Minor = ()
    claims: Stated = Field(default={}, description=_STATED)
    answer_by: DateShape | None = Field(
        default=None, description="The date by which you promise a fuller answer."
    )
    covers: Rules = Field(default=(), description="The legal rules that the answer meets.")
    overrides: dict[Annotated[str, form("country")], OverrideShape] = Field(
        default={},
        description="What a country says instead: `{no: {answer: {nb: ...}, updated: 2022}}`. "
        "Each key replaces the whole field there.",
    )
    former: Former = ()


class PageShape(Shape):
    title: TextShape = Field(description="The title of the page.")
    text: TextShape = Field(description="The page.")
    countries: Countries | None = Field(
        default=None,
        description="The countries that have the page: `all` or a list. Default: every country "
        "and the group.",
    )
    published: DateShape | None = Field(
        default=None, description="The date from which the page is public."
    )
    corrections: Corrections = ()
    minor: Minor = ()
    claims: Stated = Field(default={}, description=_STATED)
    draft: Draft = False
    approvals: Approvals = ()
    source: Source = None

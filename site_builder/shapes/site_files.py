"""The keys of content/services.yml, facts.yml, site.yml and of countries, after docs/formats.md."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    RootModel,
    Tag,
)

from site_builder.model.approval import APPROVED_KINDS
from site_builder.model.incident import OPEN_STATUSES
from site_builder.model.locale import is_locale
from site_builder.model.message import told
from site_builder.shapes.base import Shape
from site_builder.shapes.contacts import ContactShape, HolidayItem, LinkShape
from site_builder.shapes.fields import (
    DateShape,
    EditionName,
    EntryId,
    FactScalar,
    FactValueShape,
    Flag,
    LocaleKey,
    TextByLocale,
    TextShape,
    Zone,
    one_of,
)
from site_builder.shapes.forms import choice, form
from site_builder.shapes.lengths import Length
from site_builder.shapes.lists import Countries, CountryOrder, Minor, list_of

ApprovedKindName = Annotated[
    str,
    PlainValidator(one_of(APPROVED_KINDS, told("kind of entry"), told("A kind of entry"))),
    choice("approved-kind", APPROVED_KINDS),
]
_STALE = ("note", "source")
Stale = Annotated[
    str, PlainValidator(one_of(_STALE, told("value"), told("A value"))), choice("stale", _STALE)
]
_OpenStatus = Annotated[
    str,
    PlainValidator(one_of(OPEN_STATUSES, told("status"), told("A status"))),
    form("open-status"),
]
# Keys of maps that people name themselves.
_NewId = Annotated[str, form("new-id")]
RetiredKey = Annotated[EntryId, form("retired")]
_FactName = Annotated[str, form("fact")]


class FactVersionShape(Shape):
    since: DateShape = Field(alias="from", description="The date from which this value holds.")
    value: FactValueShape = Field(description="The value from that date on.")


class FactShape(Shape):
    value: FactValueShape | None = Field(
        default=None,
        description="A number, a percentage such as `12 %`, a date, or a text in quotes.",
    )
    as_of: DateShape | None = Field(
        default=None, description="The date on which the value was counted or found."
    )
    values: Annotated[tuple[FactVersionShape, ...], BeforeValidator(list_of)] | None = Field(
        default=None,
        description="The history of the value, instead of `value`: a list such as "
        "`{from: 2022-08-01, value: 100}`. A statement keeps the value of its time.",
    )


def _fact_form(value: object) -> str:
    """A map is a fact with keys, or (in a country's file) a text by language."""
    if not isinstance(value, dict):
        return "one"
    is_text = bool(value) and all(isinstance(key, str) and is_locale(key) for key in value)
    return "map" if is_text else "fact"


FactEntry = Annotated[
    Annotated[FactScalar, Tag("one")]
    | Annotated[TextByLocale, Tag("map")]
    | Annotated[FactShape, Tag("fact")],
    Discriminator(_fact_form),
]


class RequiredApprovalsShape(Shape):
    kinds: Annotated[tuple[ApprovedKindName, ...], BeforeValidator(list_of)] = Field(
        default=APPROVED_KINDS,
        description="The kinds of entries that need one: `incident`, `update`, `maintenance`, "
        "`question`, `page`. Default: all of them.",
    )
    countries: Countries = Field(
        default=("all",),
        description="The countries whose entries need one: `all` or a list. Default: `all`.",
    )
    since: DateShape | None = Field(
        default=None, description="Entries published earlier need none."
    )


class SiteShape(Shape):
    name: TextShape | None = Field(
        default=None, description="The name of the site. Default: `site_name` of mkdocs.yml."
    )
    notice: TextShape | None = Field(default=None, description="A text at the top of every page.")
    time_zone: Zone | None = Field(
        default=None,
        description="The time zone of the group, and of times in files for several countries. "
        "Default: UTC.",
    )
    source: LocaleKey | None = Field(
        default=None, description="The language in which texts are written first."
    )
    audiences: dict[_NewId, TextShape] = Field(
        default={},
        description="The groups of readers that a question can be for: `{tenants: {en: Tenants}}`.",
    )
    countries: CountryOrder = Field(
        default=(), description="The countries in the order in which the site lists them."
    )
    cadence: dict[_OpenStatus, Length] = Field(
        default={},
        description="How soon after an update you promise the next one, by its status: "
        "`{investigating: 4 h, monitoring: 2 d}`. An update with `next_update` keeps its own date.",
    )
    record: Flag = Field(
        default=False,
        description="`true` keeps a record of what was public: a published text that changes "
        "must tell its readers, and no address vanishes.",
    )
    stale: Stale = Field(
        default="note",
        description="What readers see if a translation is older than its source. Default: `note`.",
    )
    root: EditionName | None = Field(
        default=None,
        description="The edition, such as `lu/fr`, whose API and main feeds are also at the "
        "root of the domain. Default: the only edition, otherwise none.",
    )
    approvals: RequiredApprovalsShape | None = Field(
        default=None, description="Which entries need an approval before they are published."
    )


class ServiceShape(Shape):
    name: TextShape = Field(description="What customers call the service.")
    group: TextShape | None = Field(
        default=None, description="The heading under which the service is listed."
    )
    countries: Countries | None = Field(
        default=None, description="The countries that have the service. Default: all."
    )


class ServicesShape(RootModel[dict[_NewId, ServiceShape]]):
    model_config = ConfigDict(frozen=True)


class FactsShape(RootModel[dict[_FactName, FactEntry]]):
    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)


class ClaimShape(Shape):
    question: TextShape = Field(description="The question that the claim answers.")
    values: dict[_NewId, TextShape] = Field(
        description="What texts can state, by id: `{unknown: {en: Not known yet}}`. `unknown` "
        "means that the answer is not known yet.",
    )
    countries: Countries | None = Field(
        default=None, description="The countries that the claim concerns. Default: all."
    )


class ClaimsShape(RootModel[dict[_NewId, ClaimShape]]):
    model_config = ConfigDict(frozen=True)


class RetiredShape(Shape):
    at: DateShape = Field(description="The date from which the text is no longer shown.")
    note: TextShape | None = Field(
        default=None, description="What readers should know about it: why it is gone."
    )
    to: RetiredKey | None = Field(
        default=None,
        description="What they should read instead: an incident, an update, "
        "`faq/<category>/<question>`, `pages/<page>`, or an edition such as `lu/fr`.",
    )
    countries: Countries | None = Field(
        default=None, description="The countries that no longer show it. Default: all."
    )


class RetiredEntriesShape(RootModel[dict[Annotated[str, form("retired")], RetiredShape]]):
    model_config = ConfigDict(frozen=True)


class CategoriesShape(RootModel[dict[_NewId, TextShape]]):
    model_config = ConfigDict(frozen=True)


class CountryShape(Shape):
    locales: Annotated[tuple[LocaleKey, ...], BeforeValidator(list_of)] = Field(
        min_length=1, description="The languages of the country. The first is the default."
    )
    time_zone: Zone | None = Field(
        default=None,
        description="The time zone of the country, such as `Europe/Luxembourg`. Default: the one "
        "that the whole country has. A country with several must name one. For `group`: the "
        "site's.",
    )
    name: TextShape | None = Field(
        default=None, description="The name of the country. Default: the usual one (CLDR's)."
    )
    contacts: Annotated[tuple[ContactShape, ...], BeforeValidator(list_of)] = Field(
        default=(), description="The ways to reach the team in this country."
    )
    minor: Minor = ()
    facts: dict[_FactName, FactEntry] = Field(
        default={},
        description="Facts of this country, which replace those of content/facts.yml here.",
    )
    links: Annotated[tuple[LinkShape, ...], BeforeValidator(list_of)] = Field(
        default=(), description="Links in the footer: a list such as `{title: text, url: text}`."
    )
    subscribe: Annotated[tuple[LinkShape, ...], BeforeValidator(list_of)] = Field(
        default=(),
        description="Your own lists for news by mail or messenger, first on the page “Get "
        "updates”: a list such as `{title: text, url: text}`.",
    )
    holidays: Annotated[tuple[HolidayItem, ...], BeforeValidator(list_of)] = Field(
        default=(), description="The days on which contacts with `hours` are closed."
    )

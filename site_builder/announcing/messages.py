"""Messages with the news of an edition: email and short texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from site_builder.announcing.gsm import in_alphabet, is_in_alphabet, sms_parts
from site_builder.announcing.news import News
from site_builder.language.dates import format_moment
from site_builder.language.interface import mark
from site_builder.markdown.plain_text import plain_text
from site_builder.model.locale import direction
from site_builder.outputs.feeds.feed_entries import FeedEntry
from site_builder.outputs.site_name import Named, site_name
from site_builder.pages.addresses import HOME, absolute_linker
from site_builder.pages.labels import headline
from site_builder.pages.templates import render
from site_builder.pages.voice import Voice

LONGEST = 280
_MOST_PARTS = 2
"""A text that the link and the title alone need may have more; the rest does not."""
_RULE = "-" * 40
_CURRENT = mark("As of %(date)s. The latest version is always here: %(url)s")


@dataclass(frozen=True, slots=True)
class ShortText:
    """One entry in a line; `length` is in characters, `sms` in parts of a text message."""

    entry: str
    text: str
    sms: int

    @property
    def length(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The news of one edition. `text` is plain: neither Markdown nor HTML."""

    edition: str
    language: str
    subject: str
    text: str
    html: str
    short: tuple[ShortText, ...]
    entries: tuple[FeedEntry, ...]


def message_of(news: News, site: Named, site_url: str, longest: int = LONGEST) -> Message:
    """Return the message of an edition; short texts have at most `longest` characters."""
    voice = news.voice
    name = site_name(voice, site)
    home = absolute_linker(site_url, voice.edition)(HOME)
    subject = _subject(voice, name, news)
    situation = voice.say("Current situation: %(headline)s", headline=headline(voice).text)
    now = format_moment(voice.edition.at, voice.locale, voice.edition.country.zone)
    html = render(
        "articles/mail.html",
        language=voice.locale,
        direction=direction(voice.locale),
        subject=subject,
        name=name,
        situation=situation,
        entries=news.entries,
        current=voice.phrase(_CURRENT, date=now, url=_anchor(home)),
    )
    parts = []
    for entry in news.entries:
        more = voice.say("Read more: %(url)s", url=entry.link)
        parts += [entry.title.text, plain_text(entry.html), more, _RULE]
    parts += [name, situation, voice.say(_CURRENT, date=now, url=home)]
    return Message(
        edition=voice.edition.address,
        language=voice.edition.language_tag,
        subject=subject,
        text="\n\n".join(parts) + "\n",
        html=f"{html}\n",
        short=tuple(_short(voice, name, entry, longest) for entry in news.entries),
        entries=news.entries,
    )


def _subject(voice: Voice, name: str, news: News) -> str:
    """Return what a list of messages shows: the title of the only entry, or how many there are."""
    if len(news.entries) == 1:
        return news.entries[0].title.text
    count = voice.plural("%(count)s new update", "%(count)s new updates", len(news.entries))
    return voice.say("%(label)s: %(text)s", label=name, text=count)


def _anchor(url: str) -> Markup:
    return Markup('<a href="{0}">{0}</a>').format(url)


def _short(voice: Voice, name: str, entry: FeedEntry, longest: int) -> ShortText:
    """Return the news in one line: site name, title, gist and link.

    If the text is too long, the gist is dropped first, then the title is cut. The link is never
    cut.
    """
    # The team's own title says what happened, and `incident` names the incident.
    titles = [entry.incident, entry.title.text] if entry.incident else [entry.title.text]
    room = longest - len(entry.link) - 1
    said = in_alphabet(f"{name} – {_sentences(titles)}")
    if entry.gist:
        whole = in_alphabet(f"{name} – {_sentences([*titles, entry.gist])}")
        # A character outside the alphabet more than doubles the number of parts.
        if len(whole) <= room and sms_parts(f"{whole} {entry.link}") <= _MOST_PARTS:
            said = whole
    if len(said) > room:
        end = "..." if is_in_alphabet(said) else "…"
        said = said[: max(room - len(end), 0)].rstrip() + end
    text = f"{said} {entry.link}"
    return ShortText(entry.id, text, sms_parts(text))


_ENDS = tuple(".!?…。！？؟۔।:;")


def _sentences(texts: Iterable[str]) -> str:
    """Join short texts, each with a full stop unless it already ends with a mark."""
    *first, last = texts
    return " ".join([*(text if text.endswith(_ENDS) else f"{text}." for text in first), last])

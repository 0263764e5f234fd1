"""An incident or question for search engines: schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from site_builder.editions.edition import ShownIncident, ShownQuestion
from site_builder.pages.addresses import entry_path, relative_linker
from site_builder.pages.titles import title_elsewhere
from site_builder.pages.views import EntryView
from site_builder.pages.voice import Voice

_MOST_UPDATES = 10


def incident_data(voice: Voice, shown: ShownIncident, path: str) -> Markup | None:
    """Return a `LiveBlogPosting` with its newest updates; None for maintenance and before the first
    update.

    Dates are those written: an unknown time is not made up.
    """
    if shown.incident.is_maintenance or not shown.updates:
        return None
    link, zone = relative_linker(path), voice.edition.country.zone
    title = voice.text(shown.incident.title, voice.edition.at).text
    content: dict[str, object] = {
        "@type": "LiveBlogPosting",
        "headline": title,
        "inLanguage": voice.edition.language_tag,
        "coverageStartTime": shown.incident.started.iso_in(zone),
        "datePublished": shown.updates[-1].update.released.iso_in(zone),
        "dateModified": shown.updates[0].update.released.iso_in(zone),
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "headline": title_elsewhere(voice, update).text,
                "datePublished": update.update.released.iso_in(zone),
                "url": link(entry_path(update)),
            }
            for update in shown.updates[:_MOST_UPDATES]
        ],
    }
    if shown.lasted is not None:
        content["coverageEndTime"] = shown.lasted.end.iso_in(zone)
    return _script(content)


def question_data(voice: Voice, question: ShownQuestion, view: EntryView, answer: str) -> Markup:
    """Return a `Question` with its accepted answer, which is also at the address `answer`.

    The page with all answers is the `FAQPage`. Source: Google Search Central, “FAQ structured
    data”: of repeated questions only one place is marked as a FAQ.
    """
    zone = voice.edition.country.zone
    changed = max(
        (question.updated, *(correction.at for correction in question.corrections)),
        key=lambda date: date.end,
    )
    return _script(
        {
            "@type": "Question",
            "name": view.title.text,
            "inLanguage": view.body.language or voice.edition.language_tag,
            "datePublished": question.published.iso_in(zone),
            "dateModified": changed.iso_in(zone),
            "answerCount": 1,
            "acceptedAnswer": {"@type": "Answer", "text": view.body.plain, "url": answer},
        }
    )


def _script(content: Mapping[str, object]) -> Markup:
    text = json.dumps(
        {"@context": "https://schema.org", **content}, ensure_ascii=False, separators=(",", ":")
    )
    # Nothing in a text may end the element.
    safe = text.replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{safe}</script>')

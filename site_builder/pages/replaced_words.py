"""What changed in a text with its last correction: the words of both versions, marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup, escape

from site_builder.language.word_marks import Words, marked_words
from site_builder.markdown.plain_text import plain_text
from site_builder.markdown.render import render_markdown
from site_builder.model.incident import Correction
from site_builder.model.locale import LocaleId, direction
from site_builder.model.seen import Replaced, Version
from site_builder.pages.correction_views import CorrectionView
from site_builder.pages.voice import Voice


def replaced_of(voice: Voice, key: str) -> Replaced | None:
    """Return what an entry said before its last correction, if the site's record has it."""
    seen = voice.record.entries.get(key) if voice.record is not None else None
    return seen.replaced if seen is not None else None


def replaced_words(voice: Voice, key: str, correction: Correction) -> Markup | None:
    """Return the text of an entry with what a correction removed and added; None if it is not
    known.
    """
    replaced = replaced_of(voice, key)
    if replaced is None or replaced.note != f"{correction.kind} {correction.id}":
        return None
    assert voice.record is not None
    seen = voice.record.entries[key]
    locale = LocaleId(seen.locale) if seen.locale else voice.edition.locale
    before, after = (_plain(version, locale) for version in (replaced.before, replaced.after))
    html = Markup("").join(_marked(voice, words) for words in marked_words(before, after))
    # Words that replace others would stick to them.
    html = html.replace(Markup("</del><ins>"), Markup("</del> <ins>"))
    return Markup("<div{}>{}</div>").format(voice.attributes(locale), html)


def with_replaced_words(
    voice: Voice, key: str, corrections: Iterable[Correction], views: Iterable[CorrectionView]
) -> tuple[CorrectionView, ...]:
    """Return the views of an entry's corrections with the words that the last one changed."""
    return tuple(
        replace(view, words=replaced_words(voice, key, correction))
        for correction, view in zip(corrections, views, strict=True)
    )


def _plain(version: Version, locale: LocaleId) -> str:
    """Return the words without Markdown; facts in them are filled in already."""

    def written(name: str) -> str:
        return f"{{{name}}}"

    rendered = render_markdown(version.text, direction(locale) == "rtl")
    text = plain_text(Markup(rendered.fill(written, lambda target: None, 2)), only_words=True)
    return "\n\n".join(part for part in (version.title, text) if part)


def _marked(voice: Voice, words: Words) -> Markup:
    html = Markup("<br>").join(escape(line) for line in words.text.split("\n"))
    if words.mark == "same" or not words.text.strip():
        return html
    tag, label = ("ins", "added") if words.mark == "new" else ("del", "removed")
    spoken = Markup('<span class="unseen">{}</span>').format(f"{voice.words[label]} ")
    return Markup("<{0}>{1}{2}</{0}>").format(Markup(tag), spoken, html)

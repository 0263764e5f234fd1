"""HTML of ours as Markdown."""

from __future__ import annotations


def as_markdown(html: str) -> str:
    """The text of some HTML as Markdown, without its pictures.

    Angle brackets of a text stay entities: whoever renders the Markdown again must not get them as
    HTML.
    """
    # Only who makes Markdown waits for the converter to load.
    from html_to_markdown import ConversionOptions, convert

    # Markup would escape what it puts in once more.
    plain = str(html)
    options = ConversionOptions(strip_tags=["svg"], extract_metadata=False)
    text = convert(plain.replace("&lt;", "&amp;lt;"), options).content or ""
    return text.strip()

"""Pictures and downloads in texts."""

from __future__ import annotations

from markupsafe import Markup

from site_builder.language.sizes import format_size
from site_builder.markdown.render import Files
from site_builder.model.locale import LocaleId
from site_builder.pages.addresses import Linker, Targets


def file_views(targets: Targets, locale: LocaleId, link: Linker, with_pictures: bool) -> Files:
    """Return how texts show files in a language; without pictures, as links with descriptions."""

    def picture(target: str, words: str) -> str | None:
        file, path = targets.file(target), targets.find(target)
        if file is None or path is None or not file.is_picture:
            return None
        if not with_pictures:
            return Markup('<a href="{}">{}</a>').format(link(path), words)
        # Width and height reserve the space, so the page does not jump when the picture arrives.
        return Markup(
            '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">'
        ).format(link(path), words, file.width, file.height)

    def after(target: str) -> str:
        file = targets.file(target)
        if file is None:
            return ""
        size = format_size(file.size, locale)
        # Isolated, so neither reverses the other in a right-to-left text.
        return Markup(" (<bdi>{}</bdi>, <bdi>{}</bdi>)").format(file.kind.upper(), size)

    return Files(picture, after)

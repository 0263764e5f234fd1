"""The shell of pages: Material's header, tabs and footer around a place for the article.

A shell is rendered once for each edition, section and depth; joining it with an article is string
work. MkDocs' own environment renders it, so a site's `custom_dir` can change it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from types import SimpleNamespace
from typing import Any, Protocol

from markupsafe import Markup, escape

from site_builder.pages.rendered_shell import Shell
from site_builder.pages.voice import Said
from site_builder.theme.policy import MARK_SCRIPTS

SLOTS = ("head", "title", "switch", "article")


class Shells(Protocol):
    """The source of shells."""

    def render(self, view: ShellView) -> Shell: ...


class ThemeEnvironment(Protocol):
    """The parts of MkDocs' Jinja environment that the shell needs."""

    def get_template(self, name: str) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """`url` is relative to the root of the site."""

    title: str
    url: str
    is_active: bool = False
    current: str = "true"
    attributes: Markup = field(default_factory=Markup)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellView:
    """The data of a shell; `page_url` is relative to the root and gives the depth of links.

    `own_styles` are those that only pages of this kind need. `search` is the page that answers
    without a script. `terms` are the shell's own phrases, `words` those of the script. `preview` is
    the mark of an unpublished page.
    """

    page_url: str
    home: str
    language: str
    direction: str
    site_name: str
    notice: Said | None
    stylesheet: str
    print_styles: str = ""
    own_styles: tuple[str, ...] = ()
    sections: tuple[Tab, ...]
    footer: tuple[Tab, ...]
    script: str = ""
    engine: str | None = None
    search: str = ""
    policy: str | None = None
    logo: str | None = None
    words: tuple[tuple[str, object], ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    name_attributes: Markup = field(default_factory=Markup)
    preview: str | None = None


class _Overlay:
    """An object or mapping with some names replaced: one edition's view of the configuration."""

    def __init__(self, base: Any, **replaced: Any) -> None:
        self._base = base
        self._replaced = replaced

    def __getattr__(self, name: str) -> Any:
        if name in self._replaced:
            return self._replaced[name]
        return getattr(self._base, name)

    def __getitem__(self, name: str) -> Any:
        return self._replaced[name] if name in self._replaced else self._base[name]

    def __contains__(self, name: object) -> bool:
        return name in self._replaced or name in self._base


class ShellRenderer:
    """Renders shells with a theme's environment and configuration."""

    def __init__(self, environment: ThemeEnvironment, config: Any) -> None:
        self._template = environment.get_template("site_builder/page.html")
        self._config = config

    def render(self, view: ShellView) -> Shell:
        marks = {slot: Markup(f"\ue020{slot}\ue021") for slot in SLOTS}
        shell = SimpleNamespace(
            home=view.home,
            language=view.language,
            direction=view.direction,
            notice=view.notice,
            preview=view.preview,
            stylesheet=view.stylesheet,
            print_styles=view.print_styles,
            own_styles=view.own_styles,
            sections=view.sections,
            footer=view.footer,
            script=view.script,
            engine=view.engine,
            search=view.search,
            policy=view.policy,
            mark_scripts=MARK_SCRIPTS,
            logo=view.logo,
            words=dict(view.words),
            terms=dict(view.terms),
            name_attributes=view.name_attributes,
            **marks,
        )
        config = _Overlay(self._config, site_name=view.site_name)
        page = SimpleNamespace(
            url=view.page_url,
            toc=[SimpleNamespace(url="#content")],
            meta={},
            title="",
            canonical_url=None,
            is_homepage=False,
        )
        html = self._template.render(
            config=config, page=page, nav=None, base_url=_up(view.page_url), shell=shell
        )
        return _split(_directed(_without_script_parts(html), view.direction))

    def sample(self) -> str:
        """Return the HTML of a shell that has every part a page can have."""
        tab = Tab(title="x", url="", is_active=True)
        notice = Said(text="x", attributes=Markup(""), notice=None)
        view = ShellView(
            page_url="",
            home="",
            language="en",
            direction="ltr",
            site_name="x",
            notice=notice,
            stylesheet="",
            sections=(tab,),
            footer=(tab,),
            script="x",
            engine="x",
        )
        shell = self.render(view)
        return shell.join(dict.fromkeys(SLOTS, ""))


def _up(url: str) -> str:
    return "/".join([".."] * url.count("/")) or "."


def _without_script_parts(html: str) -> str:
    """Material's toggles, overlay and dialog, which only its script would bring to life."""
    html = re.sub(r'<input class="md-toggle"[^>]*>\s*', "", html)
    html = re.sub(r'<label class="md-overlay"[^>]*></label>\s*', "", html)
    html = re.sub(r'<div class="md-dialog".*?</div>\s*</div>\s*', "", html, flags=re.DOTALL)
    html = re.sub(r'<meta name="generator"[^>]*>\s*', "", html)
    return re.sub(r"\n\s*\n+", "\n", html)


def _directed(html: str, direction: str) -> str:
    """Return the page with its direction on the `html` element too; Material only sets it on
    `body`.

    HTML 3.2.6.4: parts outside `body`, such as the page's title, inherit it from there.
    """
    return html.replace("<html ", f'<html dir="{direction}" ', 1)


def _split(html: str) -> Shell:
    pieces = re.split("\ue020(\\w+)\ue021", html)
    digest = blake2b(html.encode(), digest_size=16).digest()
    return Shell(tuple(pieces[::2]), tuple(pieces[1::2]), digest)


def escape_title(title: str, site_name: str) -> str:
    """Return the text of the title element."""
    return str(escape(f"{title} – {site_name}" if title else site_name))

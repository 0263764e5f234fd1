"""What mkdocs.yml and the command say of a build."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What mkdocs.yml says. `outputs` are names of OUTPUTS, `security` addresses of contacts.

    The command says the rest: a preview shows what is not public, and each page says so; what is
    served goes through the dev server, which puts a script of its own into the pages.
    """

    site_name: str
    site_url: str | None
    outputs: frozenset[str]
    with_drafts: bool = False
    security: tuple[str, ...] = ()
    is_preview: bool = False
    is_served: bool = False

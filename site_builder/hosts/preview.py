"""MkDocs' live reload server over the site, with drafts."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from site_builder.agenda.lines import brief_lines
from site_builder.build.configured import configure
from site_builder.build.driver import without_collector
from site_builder.build.failures import explanation
from site_builder.build.memory import NOTHING
from site_builder.build.moment import build_moment
from site_builder.build.preparation import BuildJob, prepare, remembered
from site_builder.build.request import BuildRequest, NeedsMkDocs
from site_builder.changes.inventory import ReadTexts
from site_builder.hosts.configuration.load import load_configuration
from site_builder.hosts.mkdocs_build import build_with_mkdocs
from site_builder.hosts.preview_server import PreviewServer, url_of
from site_builder.hosts.problem_panel import failure_panel, problem_panel
from site_builder.hosts.site_build import load_host
from site_builder.language.speech import Speech
from site_builder.model.agenda import Agenda, AgendaItem
from site_builder.model.message import told
from site_builder.model.problem import Problem
from site_builder.publish.making import no_report
from site_builder.publish.stage import update
from site_builder.theme.settings import NotConfigured

Show = Callable[[Problem, Path], None]


class Preview:
    """A folder that follows the files of a site. It remembers between two changes."""

    def __init__(
        self, config_file: Path, folder: Path, address: str, at: datetime | None, speech: Speech
    ) -> None:
        self._config_file = config_file
        self._folder = folder
        self._address = address
        self._at = at
        self._speech = speech
        self._memory = NOTHING
        self._texts: ReadTexts | None = None
        self._told: tuple[AgendaItem, ...] = ()
        self._problems: tuple[Problem, ...] = ()
        self.panel = ""
        """The problems of the site as HTML, shown on each page."""

    def rebuild(self, show: Show) -> None:
        """Bring the folder up to date; while a file is broken, it stays unchanged.

        Raises settings.NotConfigured and the errors of MkDocs.
        """
        root = self._config_file.resolve().parent
        at = self._at or build_moment(os.environ)
        try:
            configured = configure(self._config_file, None, load_host, self._memory)
        except NeedsMkDocs:
            self._rebuild_with_mkdocs(at, root, show)
            return
        host = configured.host
        site_url = served_url(self._address, host.settings.site_url)
        settings = replace(host.settings, site_url=site_url, with_drafts=True, is_served=True)
        with without_collector():
            memory = self._memory
            job = BuildJob(
                root=root,
                at=at,
                configured=configured,
                settings=settings,
                memory=memory,
                load_texts=lambda: self._texts,
                intact=memory.made,
            )
            prepared = prepare(job)
            self._show(prepared.problems, root, show)
            self._tell(prepared.agenda)
            made = memory.made
            if prepared.plan is not None:
                made = update(prepared.plan, self._folder, made)
        if prepared.texts is not None:
            self._texts = prepared.texts
        if prepared.has_errors:
            self._memory = replace(memory, known=prepared.known)
        else:
            self._memory = remembered(job, prepared, made)

    def fail(self, message: str) -> None:
        """Show in the browser why the site cannot be built."""
        self.panel = failure_panel(message, self._speech)

    def _show(self, problems: tuple[Problem, ...], root: Path, show: Show) -> None:
        """Show problems on the terminal, unless they are the same as before, and in the browser."""
        if problems != self._problems:
            for problem in problems:
                show(problem, root)
            if not problems:
                click.echo(self._speech.say(told("No problems found.")), err=True)
        self._problems = problems
        self.panel = problem_panel(problems, root, self._speech)

    def _tell(self, agenda: Agenda | None) -> None:
        """Say what is ahead, unless nothing of it has changed since the last time."""
        if agenda is not None and agenda.items != self._told:
            for line in brief_lines(agenda, self._speech):
                click.echo(line, err=True)
            self._told = agenda.items

    def _rebuild_with_mkdocs(self, at: datetime, root: Path, show: Show) -> None:
        config, _ = load_configuration(self._config_file)
        site_url = served_url(self._address, config.site_url)
        staged = Path(tempfile.mkdtemp(prefix="build-", dir=self._folder.parent))
        try:
            order = BuildRequest(at, staged, with_drafts=True)
            built = build_with_mkdocs(self._config_file, order, no_report, site_url)
            self._show(built.problems, root, show)
            self._tell(built.agenda)
            if built.count is not None:
                shutil.copytree(staged, self._folder, dirs_exist_ok=True)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def served_url(address: str, site_url: str | None) -> str:
    """Return the site's own sub-path at the address of the preview."""
    mount = urlsplit(site_url or "/").path.strip("/")
    return f"{address}{mount}/" if mount else address


def serve_site(
    config_file: Path, host: str, port: int, at: datetime | None, show: Show, speech: Speech
) -> None:
    """Serve until interrupted; after each change the site is built again.

    Raises settings.NotConfigured and serving_http.NotServable.
    """
    address = url_of(host, port)
    root = config_file.resolve().parent
    config, _ = load_configuration(config_file)
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="site-builder-", ignore_cleanup_errors=True) as made:
        folder = Path(made).resolve()
        preview = Preview(config_file, folder, address, at, speech)

        def rebuild() -> None:
            server.watch_site(root, ("content", "status", config_file.name))
            try:
                preview.rebuild(show)
            except Exception as error:
                is_said = isinstance(error, (click.ClickException, NotConfigured))
                message = str(error) if is_said else explanation(error)
                click.echo(speech.say(message), err=True)
                preview.fail(message)

        mount = urlsplit(config.site_url or "/").path or "/"
        server = PreviewServer(
            rebuild, host, port, str(folder), mount, lambda: preview.panel, speech
        )
        try:
            rebuild()
            message = told(
                "Serving %(address)s (drafts are shown; stop with Ctrl-C)",
                address=served_url(address, config.site_url),
            )
            click.echo(speech.say(message))
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()

"""The MkDocs plugin.

MkDocs supplies configuration, the theme and the dev server, and receives the artefacts as
generated files. It builds into a folder next to the published one, and the two are then swapped.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from site_builder.agenda.lines import brief_lines
from site_builder.build.configured import Configured
from site_builder.build.driver import without_collector
from site_builder.build.host import RememberedShells
from site_builder.build.memory import NOTHING
from site_builder.build.moment import build_moment, clock
from site_builder.build.notary import notary_of
from site_builder.build.preparation import BuildJob, prepare
from site_builder.build.request import BuildRequest
from site_builder.checking.problem_text import counted_errors, render_problem, source_line
from site_builder.hosts.configuration.load import refuse_other_theme
from site_builder.hosts.configuration.problems import refuse_bad_configuration
from site_builder.hosts.material import host_of, prepare_theme, site_root, used_files
from site_builder.language.speech import ENGLISH, Speech, speech_of
from site_builder.model.agenda import Agenda
from site_builder.model.message import told
from site_builder.model.problem import Problem
from site_builder.outputs.all_outputs import OUTPUTS
from site_builder.outputs.media_types import FORMATS
from site_builder.pages.shell import ShellRenderer
from site_builder.publish.build_lock import build_lock, target_lock
from site_builder.publish.compress import compress_folder
from site_builder.publish.making import Report, no_report
from site_builder.publish.mark import (
    NotPublishable,
    refuse_sources,
    refuse_unpublishable,
    refuse_unsigned,
)
from site_builder.publish.swap import publish, staging_folder
from site_builder.publish.tree import files_in
from site_builder.record.stored import (
    NO_RECORDS,
    StoredRecords,
    UnreadableRecord,
    damaged_record,
)
from site_builder.theme.settings import MKDOCS_YML, NotConfigured, read_notary

if TYPE_CHECKING:
    from site_builder.publish.attesting import Attested, Notary

_log = logging.getLogger("mkdocs.plugins.site_builder")


class SiteBuilderConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's settings in mkdocs.yml. The rules are in docs/formats.md."""

    outputs = config_options.Optional(
        config_options.ListOfItems(config_options.Choice([output.name for output in OUTPUTS]))
    )
    precompress = config_options.Type(bool, default=False)
    theme = config_options.Type(dict, default={})
    notary = config_options.Type(dict, default={})
    security = config_options.ListOfItems(config_options.Type(str), default=[])


class SiteBuilderPlugin(BasePlugin[SiteBuilderConfig]):  # type: ignore[no-untyped-call]
    """Builds the editions with MkDocs' hooks. The commands set `order`, `report` and `show`."""

    order: BuildRequest | None = None
    is_served = False
    report: Report = staticmethod(no_report)
    show: Callable[[Problem, Path], None] | None = None
    speech: Speech = ENGLISH
    count = 0
    agenda: Agenda | None = None
    attested: Attested | None = None

    def __init__(self) -> None:
        self._published: Path | None = None
        self._notary: Notary | None = None
        self._editions: frozenset[str] = frozenset()
        self._held = ExitStack()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.is_served = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if self.show is None:
            # MkDocs itself runs the build, so no command has been asked for a language.
            self.speech = speech_of(os.environ)
        try:
            refuse_other_theme(config.theme.name)
            if config.config_file_path:
                refuse_bad_configuration(Path(config.config_file_path))
        except NotConfigured as error:
            raise PluginError(self.speech.say(str(error))) from None
        prepare_theme(config.theme)
        if self.order is None:
            self.order = self._ordered()
        if not self.is_served:
            self._stage(config)
        return config

    def _ordered(self) -> BuildRequest:
        """Return the request for a build by `mkdocs` itself, without options for time or drafts."""
        try:
            at, now = build_moment(os.environ), clock(os.environ)
        except ValueError as error:
            raise PluginError(f"{error}.") from None
        if at > now and not self.is_served:
            raise PluginError(
                "SOURCE_DATE_EPOCH is in the future. Use `site-builder build`, which writes such a "
                "site to preview/ and marks its pages."
            )
        return BuildRequest(at, with_drafts=self.is_served)

    def _stage(self, config: MkDocsConfig) -> None:
        published = Path(config.site_dir)
        try:
            refuse_sources(published, site_root(config))
            self._notary = self._signing(config)
            refuse_unpublishable(published, self._notary is not None)
            if self._notary is None:
                refuse_unsigned(published)
        except (NotConfigured, NotPublishable) as error:
            raise PluginError(str(error)) from None
        self._held.enter_context(build_lock(site_root(config) / ".cache"))
        self._held.enter_context(target_lock(published))
        self._published = published
        config.site_dir = str(staging_folder(published))

    def _signing(self, config: MkDocsConfig) -> Notary | None:
        """Return who enters the site in its log; previews and copies are in none."""
        assert self.order is not None
        if self.order.is_preview or self.order.is_copy:
            return None
        options = read_notary(self.config.notary)
        file = site_root(config) / Path(config.config_file_path or MKDOCS_YML).name
        is_new = self.order.new_log
        look = [config.theme.custom_dir] if config.theme.custom_dir else []
        return notary_of(options, config.site_url, file, os.environ, is_new, look)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep only the theme's files that pages use; no source file is ever copied."""
        return Files(used_files(files, config))

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        with without_collector():
            self._build(env, config, files)

    def _build(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        root = site_root(config)
        assert self.order is not None
        shells = ShellRenderer(env, config)
        host = host_of(config, self.config, shells, ())
        settings = replace(
            host.settings,
            with_drafts=self.order.with_drafts,
            is_preview=self.order.is_preview,
            is_served=self.is_served,
            has_log=self._notary is not None or self.order.has_log,
        )
        configured = Configured(
            host=host,
            shells=RememberedShells({}, lambda: shells),
            digest=b"",
            content=b"",
            is_whole=False,
        )
        job = BuildJob(
            root=root,
            at=self.order.at,
            configured=configured,
            settings=settings,
            memory=NOTHING,
            load_texts=lambda: None,
            intact={},
            records=NO_RECORDS
            if self._published is None or self.order.is_preview
            else StoredRecords(self._published),
        )
        try:
            prepared = prepare(job)
        except UnreadableRecord as error:
            message = damaged_record(self._published or Path(), error)
            raise PluginError(self.speech.say(message)) from None
        for problem in prepared.problems:
            self._tell(problem, root)
        if prepared.plan is None or prepared.has_errors:
            errors = sum(problem.is_error for problem in prepared.problems)
            raise PluginError(
                self.speech.say(
                    told(
                        "Nothing was published: the site's files have %(errors)s.",
                        errors=counted_errors(errors),
                    )
                )
            )
        if not config.site_url and not FORMATS.keys().isdisjoint(settings.outputs):
            message = told("%(file)s has no `site_url`, so there are no feeds.", file=MKDOCS_YML)
            _log.warning("%s", self.speech.say(message))
        plans = prepared.plan.plans
        self.count = len(plans)
        self._editions = frozenset(prepared.plan.outcomes)
        self.agenda = prepared.agenda
        if self.show is None:
            for line in brief_lines(self.agenda, self.speech):
                _log.info(line)
        for done, plan in enumerate(plans):
            self.report(done, len(plans))
            content = plan.make()
            # MkDocs would render a file whose name ends in `.md` as a page.
            file = File.generated(
                config, f"{plan.path}_", content=content, inclusion=InclusionLevel.INCLUDED
            )
            file.dest_uri = plan.path
            files.append(file)

    def _tell(self, problem: Problem, root: Path) -> None:
        if self.show is not None:
            self.show(problem, root)
            return
        text = render_problem(problem, source_line(root, problem.place), self.speech)
        _log.log(logging.ERROR if problem.is_error else logging.WARNING, "%s", text)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self._published is not None:
            staged = Path(config.site_dir)
            if self.config.precompress:
                compress_folder(staged, self._published)
            paths = files_in(staged)
            try:
                if self._notary is not None:
                    self.attested = self._attest(self._notary, staged, self._published, paths)
                    paths |= self.attested.paths
                    if self.show is None:
                        for warning in self.attested.warnings:
                            _log.warning("%s", self.speech.say(warning))
                publish(staged, self._published, paths)
            except NotPublishable as error:
                raise PluginError(str(error)) from None
            if self._notary is not None and self.attested is not None:
                self._notary.remember(self.attested)
            config.site_dir = str(self._published)
            self._release()

    def _attest(
        self, notary: Notary, staged: Path, published: Path, paths: frozenset[str]
    ) -> Attested:
        assert self.order is not None
        from site_builder.publish.attesting import Finished

        return notary.attest(Finished(staged, paths, self._editions), published, self.order.at)

    def on_build_error(self, *, error: Exception) -> None:
        if self._published is not None:
            shutil.rmtree(staging_folder(self._published), ignore_errors=True)
            self._release()

    def _release(self) -> None:
        self._published = None
        self._held.close()

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        server.watch(str(site_root(config) / "status"))
        return server

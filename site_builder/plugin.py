"""The adapter: the only module that knows MkDocs or ProperDocs.

MkDocs supplies configuration, the theme and the dev server, and receives the artefacts as
generated files. It builds into a folder beside the published one, which is then swapped in.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from site_builder.cache import Cache
from site_builder.checks import find_problems
from site_builder.compressing import compress_folder
from site_builder.examining import examine
from site_builder.model.problem import Problem
from site_builder.moment import Moment, build_moment
from site_builder.outputs import OUTPUTS, Artefact
from site_builder.pipeline import Report, Settings, build_artefacts, no_report
from site_builder.problems import render_problem, source_line
from site_builder.publishing import (
    NotPublishable,
    build_lock,
    publish,
    refuse_unpublishable,
    staging_folder,
)
from site_builder.rendering.shell import ShellRenderer
from site_builder.styles import Used, stylesheet

_log = logging.getLogger("mkdocs.plugins.site_builder")
_THEME = Path(__file__).parent / "templates" / "theme"
_THEME_FILES = ("assets/images/favicon",)


class SiteBuilderConfig(Config):  # type: ignore[no-untyped-call]
    """The settings in mkdocs.yml, after docs/formats.md."""

    outputs = config_options.ListOfItems(
        config_options.Choice([output.name for output in OUTPUTS]),
        default=[output.name for output in OUTPUTS],
    )
    precompress = config_options.Type(bool, default=False)


class SiteBuilderPlugin(BasePlugin[SiteBuilderConfig]):  # type: ignore[no-untyped-call]
    """Builds the editions with MkDocs' hooks. The commands set `at`, `report` and `show`."""

    at: Moment | None = None
    with_drafts = False
    report: Report = staticmethod(no_report)
    show: Callable[[Problem, Path], None] | None = None
    count = 0

    def __init__(self) -> None:
        self._published: Path | None = None
        self._held = ExitStack()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.with_drafts = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if config.theme.name != "material":
            raise PluginError(
                "site_builder needs `theme: {name: material}` in mkdocs.yml; "
                f"it says `{config.theme.name}`."
            )
        config.theme["font"] = False
        if config.theme.get("palette") is None:
            config.theme["palette"] = {"scheme": "default", "primary": "indigo"}
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
        if str(_THEME) not in config.theme.dirs:
            # A site's own `custom_dir` comes first in the list and stays there.
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
        if not self.with_drafts:
            self._stage(config)
        return config

    def _stage(self, config: MkDocsConfig) -> None:
        published = Path(config.site_dir)
        try:
            refuse_unpublishable(published)
        except NotPublishable as error:
            raise PluginError(str(error)) from None
        self._held.enter_context(build_lock(_root(config) / ".cache"))
        self._published = published
        config.site_dir = str(staging_folder(published))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Of all files only what the pages use of the theme; no source file is ever copied."""
        return Files(
            [
                file
                for file in files
                if Path(file.src_dir or ".").resolve() != Path(config.docs_dir).resolve()
                and (
                    (
                        file.dest_uri.startswith(_THEME_FILES)
                        and file.dest_uri.endswith((".png", ".svg"))
                    )
                    or _is_custom(file, config)
                )
            ]
        )

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        # The builder makes many values and no circles: looking for them takes a fifth of a build.
        gc.disable()
        try:
            self._build(env, config, files)
        finally:
            gc.enable()

    def _build(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        examined = examine(_root(config), self.at or build_moment(os.environ))
        problems = find_problems(examined)
        for problem in problems:
            self._tell(problem, _root(config))
        errors = sum(problem.is_error for problem in problems)
        if errors:
            raise PluginError(f"Nothing was published: {errors} error(s) in the site's files.")
        if not config.site_url and "rss" in self.config.outputs:
            _log.warning("mkdocs.yml has no `site_url`, so there are no feeds.")
        settings = Settings(
            config.site_name, config.site_url, frozenset(self.config.outputs), self.with_drafts
        )
        self.count = 0
        shells = ShellRenderer(env, config)
        styles = _styles(config, shells)
        for artefact in build_artefacts(examined, settings, shells, styles, self.report):
            file = File.generated(
                config,
                artefact.path,
                content=artefact.content,
                inclusion=InclusionLevel.INCLUDED,
            )
            files.append(file)
            self.count += 1

    def _tell(self, problem: Problem, root: Path) -> None:
        if self.show is not None:
            self.show(problem, root)
            return
        text = render_problem(problem, source_line(root, problem.place))
        _log.log(logging.ERROR if problem.is_error else logging.WARNING, "%s", text)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self._published is not None:
            if self.config.precompress:
                compress_folder(Path(config.site_dir), self._published)
            try:
                publish(Path(config.site_dir), self._published)
            except NotPublishable as error:
                raise PluginError(str(error)) from None
            config.site_dir = str(self._published)
            self._release()

    def on_build_error(self, *, error: Exception) -> None:
        if self._published is not None:
            shutil.rmtree(staging_folder(self._published), ignore_errors=True)
            self._release()

    def _release(self) -> None:
        self._published = None
        self._held.close()

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        server.watch(str(_root(config) / "status"))
        return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def _styles(config: MkDocsConfig, shells: ShellRenderer) -> Artefact:
    """The pages' stylesheet, from Material's and our own."""
    folders = [Path(folder) / "assets" / "stylesheets" for folder in config.theme.dirs]
    sheets = [
        path.read_text("utf-8")
        for name in ("main.*.min.css", "palette.*.min.css")
        for path in sorted(match for folder in folders for match in folder.glob(name))
    ]
    used = None if config.theme.custom_dir else Used.by(shells.sample())
    return stylesheet(sheets, used, Cache(_root(config) / ".cache" / "styles"))


def _is_custom(file: File, config: MkDocsConfig) -> bool:
    return bool(config.theme.custom_dir) and file.src_dir == config.theme.custom_dir

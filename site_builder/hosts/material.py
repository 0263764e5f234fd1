"""What a build needs from MkDocs' configuration and Material's theme."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

from site_builder.build.host import Host
from site_builder.hosts.configuration.load import load_configuration
from site_builder.language.lines import in_one_line
from site_builder.markdown.comments import without_comments
from site_builder.model.artefact import Artefact
from site_builder.model.parts import digest_of
from site_builder.outputs.all_outputs import OUTPUTS
from site_builder.pages.shell import ShellRenderer
from site_builder.pages.templates import compiled_templates
from site_builder.publish.tree import files_in
from site_builder.system.cache import Cache
from site_builder.theme.look import Look, read_look
from site_builder.theme.settings import Settings, read_notary, read_security
from site_builder.theme.stylesheet import Used, stylesheet

_THEME = Path(__file__).parent.parent / "templates" / "theme"
_THEME_FILES = ("assets/images/favicon",)


def prepare_theme(theme: Any) -> None:
    """Adapt Material to the pages: no web font, no script, our templates first."""
    theme["font"] = False
    if theme.get("palette") is None:
        theme["palette"] = {"scheme": "default", "primary": "indigo"}
    theme.static_templates -= {"404.html", "sitemap.xml"}
    if str(_THEME) not in theme.dirs:
        # A site's own `custom_dir` stays first in the list.
        theme.dirs.insert(1 if theme.custom_dir else 0, str(_THEME))


def used_files(files: Iterable[Any], config: Any) -> list[Any]:
    """Return MkDocs' files that pages use from the theme; no source file is ever copied."""
    documents = Path(config.docs_dir).resolve()
    return [
        file
        for file in files
        if Path(file.src_dir or ".").resolve() != documents
        and (_is_used_picture(file) or _is_custom(file, config))
    ]


def _is_used_picture(file: Any) -> bool:
    uri: str = file.dest_uri
    return uri.startswith(_THEME_FILES) and uri.endswith((".png", ".svg"))


def _used_pictures(config: Any) -> list[Any]:
    return [
        File(path.relative_to(folder).as_posix(), str(folder), config.site_dir, False)
        for folder in map(Path, reversed(config.theme.dirs))
        for start in _THEME_FILES
        for path in sorted(folder.glob(f"{start}*"))
        if path.suffix in (".png", ".svg")
    ]


def _is_custom(file: Any, config: Any) -> bool:
    return bool(config.theme.custom_dir) and file.src_dir == config.theme.custom_dir


def host_of(config: Any, options: Any, shells: ShellRenderer, files: Iterable[Any]) -> Host:
    """Return the host of a build; `options` are the plugin's, `files` the theme's used files."""
    look = read_look(options.theme, site_root(config))
    return Host(
        settings=settings_of(config, options),
        site_dir=config.site_dir,
        precompress=options.precompress,
        custom_dir=config.theme.custom_dir,
        stylesheet=_styles(config, shells, look),
        look=look,
        files=tuple(
            Artefact(file.dest_uri, Path(file.abs_src_path).read_bytes()) for file in files
        ),
        templates=_digest_folder(config.theme.custom_dir),
        notary=read_notary(options.notary),
    )


def settings_of(config: Any, options: Any) -> Settings:
    """Return the settings of a build; `options` are the plugin's. Raises NotConfigured."""
    return Settings(
        site_name=in_one_line(without_comments(config.site_name)),
        site_url=config.site_url,
        outputs=frozenset(
            (output.name for output in OUTPUTS) if options.outputs is None else options.outputs
        ),
        has_chosen_outputs=options.outputs is not None,
        security=read_security(options.security),
    )


def _digest_folder(folder: str | None) -> bytes:
    """Return a digest of the names and bytes of all files below a folder."""
    if not folder:
        return b""
    root = Path(folder)
    return digest_of(sorted((name, (root / name).read_bytes()) for name in files_in(root)))


def site_root(config: Any) -> Path:
    """Return the folder of mkdocs.yml."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def _styles(config: Any, shells: ShellRenderer, look: Look) -> Artefact:
    """Return the pages' stylesheet, from Material's and our own."""
    folders = [Path(folder) / "assets" / "stylesheets" for folder in config.theme.dirs]
    sheets = [
        path.read_text("utf-8")
        for name in ("main.*.min.css", "palette.*.min.css")
        for path in sorted(match for folder in folders for match in folder.glob(name))
    ]
    used = None if config.theme.custom_dir else Used.by(shells.sample())
    return stylesheet(sheets, used, look.styles, Cache(site_root(config) / ".cache" / "styles"))


def load_host(config_file: Path, site_dir: Path | None = None) -> tuple[Host, ShellRenderer] | None:
    """Return the host and its shells from mkdocs.yml, without a build by MkDocs.

    None if other plugins or hooks take part in the build, so MkDocs must run it. Raises
    NotConfigured.
    """
    config, plugin = load_configuration(config_file, site_dir)
    if len(config.plugins) > 1 or config.hooks:
        return None
    prepare_theme(config.theme)
    environment = config.theme.get_env()
    environment.bytecode_cache = compiled_templates()
    files = Files([])
    if config.theme.custom_dir:
        files.add_files_from_theme(environment, config)
        used = used_files(files, config)
    else:
        # Looking at every icon of Material's takes longer than a small site.
        used = _used_pictures(config)
    shells = ShellRenderer(environment, config)
    return host_of(config, plugin.config, shells, used), shells

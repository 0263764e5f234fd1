"""MkDocs' live reload server over the site, with drafts."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from site_builder.model.problem import Problem
from site_builder.moment import Moment


def serve_site(
    config_file: Path,
    host: str,
    port: int,
    at: Moment | None,
    show: Callable[[Problem, Path], None],
) -> None:
    """Serve until interrupted; after each change the site is built anew.

    While a file is broken, its problems are shown and the last good build is served.
    """
    folder = Path(tempfile.mkdtemp(prefix="site-builder-")).resolve()
    site_url = f"http://{host}:{port}/"

    def rebuild() -> None:
        staged = Path(tempfile.mkdtemp(prefix="build-", dir=folder.parent))
        try:
            config: Any = load_config(str(config_file), site_dir=str(staged))
            mount = urlsplit(config.site_url or "/").path.strip("/")
            config.site_url = f"{site_url}{mount}/" if mount else site_url
            plugin = config.plugins["site_builder"]
            plugin.at, plugin.show = at, show
            config.plugins.on_startup(command="serve", dirty=False)
            build(config, serve_url=config.site_url)
            shutil.copytree(staged, folder, dirs_exist_ok=True)
        except click.ClickException as error:
            click.echo(str(error.__cause__ or error.__context__ or error), err=True)
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def not_found(code: int) -> bytes | None:
        page = folder / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    root = config_file.resolve().parent
    mount = urlsplit(load_config(str(config_file)).site_url or "/").path or "/"
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    server = LiveReloadServer(
        builder=rebuild, host=host, port=port, root=str(folder), mount_path=mount
    )
    server.error_handler = not_found
    try:
        rebuild()
        for name in ("content", "status", config_file.name):
            if (root / name).exists():
                server.watch(str(root / name))
        click.echo(f"Serving {site_url}{mount.strip('/')} (drafts are shown; stop with Ctrl-C)")
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        shutil.rmtree(folder, ignore_errors=True)

"""`site-builder hosting`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from site_builder.checking.problem_text import counted_errors
from site_builder.commands.options import config_option, moment_of, site_root
from site_builder.commands.spoken import speech
from site_builder.commands.terminal import explained, progress, show, tell
from site_builder.hosting import apache, caddy, netlify, nginx
from site_builder.hosting.served import Listen, NotServable, Say, Served, served
from site_builder.model.characters import visible
from site_builder.model.message import told

_ADDRESS = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+)):([0-9]{1,5})")


class _ListenType(click.ParamType[Listen]):
    """An address with its port: `127.0.0.1:8080`, `[::1]:8080`."""

    name = "address"

    def convert(self, value: Any, param: Any, ctx: Any) -> Listen:
        if isinstance(value, Listen):
            return value
        match = _ADDRESS.fullmatch(value)
        if match is None or not 1 <= int(match[3]) <= 65535:
            self.fail(
                told(
                    "“%(value)s” is not an address with a port; write `127.0.0.1:8080`",
                    value=str(value),
                ),
                param,
            )
        return Listen(match[1] or match[2], int(match[3]))


_SERVERS: Mapping[str, Callable[[Served, Say, bool], str]] = {
    "nginx": nginx.configuration,
    "caddy": lambda served, say, with_brotli: caddy.configuration(served),
    "apache": lambda served, say, with_brotli: apache.configuration(served),
    "netlify": lambda served, say, with_brotli: netlify.configuration(served),
}


@click.command()
@click.argument("server", type=click.Choice(list(_SERVERS)))
@config_option
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the configuration to this file instead of printing it.",
)
@click.option(
    "--folder",
    metavar="FOLDER",
    help="The published folder on the server. Default: that of mkdocs.yml on this machine.",
)
@click.option(
    "--listen",
    type=_ListenType(),
    metavar="HOST:PORT",
    help="Serve without TLS on this address, behind a proxy that has the certificate.",
)
@click.option("--brotli", is_flag=True, help="Let nginx send .br files; it needs a module for it.")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if FILE is out of date.")
def hosting(
    server: str,
    config_file: Path,
    target: Path | None,
    folder: str | None,
    listen: Listen | None,
    brotli: bool,
    check: bool,
) -> None:
    """Print the configuration of a web server for the published folder.

    It has the headers of the file _headers, media types, caching, compressed copies, a page for
    missing addresses in each language, and redirects from former addresses. Make it again after
    an update of site-builder, a new country or language, or a new `former`.

    \b
    Examples:
      site-builder hosting nginx --folder /srv/www/status -o /etc/nginx/conf.d/status.conf
      site-builder hosting nginx --brotli          with the module for .br files
      site-builder hosting caddy -o Caddyfile
      site-builder hosting apache --listen 127.0.0.1:8080
      site-builder hosting netlify -o netlify.toml
      site-builder hosting netlify -o netlify.toml --check    in CI
    """
    root = site_root(config_file)
    if check and target is None:
        raise click.UsageError(told("`--check` needs the file: `-o FILE`."))
    with progress(told("Reading")), explained():
        found = _served(config_file, root, folder, is_relative=server == "netlify")
        text = _SERVERS[server](replace(found, listen=listen), speech().say, brotli)
    # All of them have comments like this.
    text = f"# site-builder hosting {server}\n{text}"
    if target is None:
        click.echo(text, nl=False)
    elif check:
        _check(target, text)
    else:
        with explained():
            _write(target, text)
        tell(told("Wrote %(path)s", path=visible(str(target))), sys.stderr, fg="green")


def _served(config_file: Path, root: Path, folder: str | None, *, is_relative: bool) -> Served:
    # Imported late, because importing MkDocs takes as long as a small build.
    from site_builder.changes.inventory import take_inventory
    from site_builder.changes.survey import survey
    from site_builder.hosts.configuration.load import load_configuration
    from site_builder.hosts.material import settings_of
    from site_builder.system.parallel import core_count

    config, plugin = load_configuration(config_file)
    settings = settings_of(config, plugin.config)
    if settings.site_url is None or not settings.site_url.strip():
        raise click.UsageError(
            told(
                "%(file)s has no `site_url`, which says the name of the server. Add "
                "`site_url: https://status.example.org/`.",
                file=str(config_file),
            )
        )
    found = survey(take_inventory(root), moment_of(), cores=core_count())
    if found.has_errors:
        errors = [problem for problem in found.problems if problem.is_error]
        for problem in errors:
            show(problem, root)
        raise click.ClickException(
            told(
                "There is no configuration: the site's files have %(errors)s.",
                errors=counted_errors(len(errors)),
            )
        )
    if folder is None:
        folder = os.path.relpath(config.site_dir, root) if is_relative else config.site_dir
    elif not is_relative:
        folder = os.path.abspath(folder)
    try:
        return served(found.catalogue, found.at, settings, folder, plugin.config.precompress)
    except NotServable as error:
        raise click.UsageError(str(error)) from None


def _check(target: Path, text: str) -> None:
    with explained():
        old = target.read_bytes() if target.exists() else None
    if old != text.encode():
        message = told(
            "%(path)s is out of date. Run the same command without `--check`.",
            path=visible(str(target)),
        )
        tell(message, sys.stdout, fg="red")
        raise SystemExit(1)
    tell(told("%(path)s is up to date.", path=visible(str(target))), sys.stdout)


def _write(target: Path, text: str) -> None:
    from site_builder.editing.plain_files import save_files

    # A link stays a link: what it leads to is replaced.
    save_files({target.resolve(): text.encode()})

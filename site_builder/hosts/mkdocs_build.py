"""A build by MkDocs itself, for sites in which other plugins or hooks have a part."""

from __future__ import annotations

import logging
from pathlib import Path

import click
from mkdocs.commands.build import build

from site_builder.build.request import BuildRequest, Built
from site_builder.hosts.configuration.load import load_configuration
from site_builder.model.problem import Problem
from site_builder.publish.making import Report


def build_with_mkdocs(
    config_file: Path, order: BuildRequest, report: Report, served_url: str | None = None
) -> Built:
    """Build the site with all of its plugins; `served_url` is its address on the dev server.

    Raises settings.NotConfigured, publishing.NotPublishable and click.ClickException.
    """
    root = config_file.resolve().parent
    config, plugin = load_configuration(config_file, order.folder(root))
    if served_url is not None:
        config.site_url = served_url
    published = config.site_dir
    problems: list[Problem] = []
    plugin.order, plugin.report = order, report
    plugin.show = lambda problem, root: problems.append(problem)
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    config.plugins.on_startup(command="serve" if served_url else "build", dirty=False)
    try:
        build(config, serve_url=served_url)
    except click.ClickException as error:
        if any(problem.is_error for problem in problems):
            return Built(
                site_url=config.site_url, site_dir=published, problems=tuple(problems), count=None
            )
        raise click.ClickException(str(error.__cause__ or error.__context__ or error)) from None
    finally:
        config.plugins.on_shutdown()
    return Built(
        site_url=config.site_url,
        site_dir=published,
        problems=tuple(problems),
        count=plugin.count,
        agenda=plugin.agenda,
        attested=plugin.attested,
    )

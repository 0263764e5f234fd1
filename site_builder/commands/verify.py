"""`site-builder verify`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from site_builder.commands.log_key import key_option, needs_package, verifier_of
from site_builder.commands.terminal import explained, tell
from site_builder.model.message import told, told_of_many
from site_builder.notary.leaves import REST
from site_builder.publish.verifying import Verified, verify_site


@click.command()
@click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's mkdocs.yml, which names the key if --key does not.",
)
@key_option
@click.option(
    "--since",
    metavar="CHECKPOINT_FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Also prove that the log extends an earlier checkpoint.",
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(config_file: Path, key: str | None, since: Path | None, folder: Path) -> None:
    """Verify a published site with the log in it.

    The checkpoint must have a valid signature, the log must lead to it, and the files of each
    edition must be those of its newest entry. Every file that is not is named.

    The exit code is 0 if everything is as published, 1 if not, and 2 if the command itself is
    wrong.

    \b
    Examples:
      site-builder verify site
      site-builder verify site --since checkpoint.2026-11-25
      site-builder verify copy --key "status.example.org+b8e4aff8+AQMEhb..."
    """
    with explained():
        verifier = verifier_of(key, config_file)
        earlier = since.read_text("utf-8", "replace") if since is not None else None
        try:
            verified = verify_site(folder, verifier, earlier)
        except ImportError:
            raise needs_package() from None
    for finding in verified.findings:
        tell(finding, sys.stdout, fg="red")
    if verified.findings:
        raise SystemExit(1)
    _conclude(verified, since)


def _conclude(verified: Verified, since: Path | None) -> None:
    for leaf in verified.newest:
        if leaf.edition == REST:
            message = told("Everything else: as published %(built)s", built=leaf.built)
        else:
            message = told(
                "%(edition)s: as published %(built)s", edition=leaf.edition, built=leaf.built
            )
        tell(message, sys.stdout)
    if since is not None:
        tell(told("The log extends the checkpoint in %(file)s.", file=str(since)), sys.stdout)
    message = told_of_many(
        "The log of %(count)s entry is intact, and all files are as they were published.",
        "The log of %(count)s entries is intact, and all files are as they were published.",
        verified.size,
    )
    tell(message, sys.stdout, fg="green")

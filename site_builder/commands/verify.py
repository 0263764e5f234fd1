"""`site-builder verify`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.commands.log_key import (
    configured_witnesses,
    key_option,
    needs_package,
    verifier_of,
    witness_of,
)
from site_builder.commands.terminal import explained, progress, tell
from site_builder.model.characters import visible
from site_builder.model.message import told, told_of_many
from site_builder.notary.leaves import REST

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from site_builder.publish.verifying import Site, Verified


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
@click.option("--edition", metavar="EDITION", help="Check the files of one edition only: lu/fr.")
@click.option(
    "--since",
    metavar="CHECKPOINT_FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Also prove that the log extends an earlier checkpoint.",
)
@click.option(
    "--authority",
    metavar="PEM_FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Also prove when the checkpoint was stamped, with the root certificate of who did.",
)
@click.option(
    "--witness",
    "witnesses",
    metavar="KEY|FILE",
    multiple=True,
    help="Also require the signature of a witness: its public key, or a file with it.",
)
@click.argument("site", metavar="FOLDER|URL")
def verify(
    config_file: Path,
    key: str | None,
    edition: str | None,
    since: Path | None,
    authority: Path | None,
    witnesses: Sequence[str],
    site: str,
) -> None:
    """Verify a published site with the log in it.

    FOLDER is the published folder or a copy; with a URL, every file is read from the web server,
    and nothing from any other. The checkpoint must have a valid signature, the log must lead to it,
    and the files of each edition must be those of its newest entry. Every file that is not is
    named.

    The exit code is 0 if everything is as published, 1 if not, and 2 if the command itself is
    wrong.

    \b
    Examples:
      site-builder verify site
      site-builder verify site --since checkpoint.2026-11-25
      site-builder verify https://status.example.org/ --edition lu/fr
      site-builder verify site --authority root.pem
      site-builder verify copy --key "status.example.org+b8e4aff8+AQMEhb..."
    """
    from site_builder.publish.answers import Unreachable
    from site_builder.publish.verifying import Wanted, verify_site

    with explained():
        published = _site(site)
        verifier = verifier_of(key, config_file)
        earlier = since.read_text("utf-8", "replace") if since is not None else None
        try:
            trusted = _certificates(authority) if authority is not None else ()
            required = [witness_of(named) for named in witnesses]
            # Whoever names the key verifies a site of others, not the one here.
            known = configured_witnesses(config_file) if key is None else ()
            wanted = Wanted(
                edition=edition,
                since=earlier,
                authority=trusted,
                witnesses=required,
                others=[witness for witness in known if witness not in required],
            )
            with progress(told("Verifying")) as report:
                verified = verify_site(published, verifier, wanted, report)
        except Unreachable as error:
            raise click.ClickException(error.message) from None
        except ImportError:
            raise needs_package() from None
    for finding in verified.findings:
        tell(finding, sys.stdout, fg="red")
    if verified.findings:
        raise SystemExit(1)
    _conclude(verified, edition, since)


def _certificates(file: Path) -> Sequence[Certificate]:
    from site_builder.notary.stamps import certificates_of

    try:
        found = certificates_of(file.read_bytes())
    except ValueError:
        raise click.UsageError(
            told("%(file)s has no certificate that can be read (PEM).", file=str(file))
        ) from None
    if not any(each.issuer == each.subject for each in found):
        raise click.UsageError(
            told(
                "%(file)s has no root certificate, which is one that is signed with its own key.",
                file=str(file),
            )
        )
    return found


def _site(named: str) -> Site:
    from site_builder.publish.remote import RemoteSite
    from site_builder.publish.verifying import Site

    if "://" in named:
        remote = RemoteSite.at(named)
        if remote is None:
            raise click.UsageError(
                told(
                    "“%(url)s” is not the address of a site. Write `https://status.example.org/`; "
                    "`http` works for a server on this machine only.",
                    url=visible(named),
                )
            )
        return Site.on_server(remote)
    folder = Path(named)
    if not folder.is_dir():
        raise click.UsageError(told("The folder “%(name)s” does not exist.", name=visible(named)))
    return Site.in_folder(folder)


def _conclude(verified: Verified, edition: str | None, since: Path | None) -> None:
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
    for name, moment in verified.cosigned.items():
        message = told(
            "The witness %(witness)s has signed the checkpoint at %(moment)s.",
            witness=name,
            moment=f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        )
        tell(message, sys.stdout)
    if verified.stamped is not None:
        message = told(
            "The checkpoint, and everything in it, existed at %(moment)s: the authority has "
            "stamped it.",
            moment=f"{verified.stamped:%Y-%m-%dT%H:%M:%SZ}",
        )
        tell(message, sys.stdout)
    if edition is not None:
        message = told_of_many(
            "The log of %(count)s entry is intact, and all files of %(edition)s are as they were "
            "published.",
            "The log of %(count)s entries is intact, and all files of %(edition)s are as they were "
            "published.",
            verified.size,
            edition=edition,
        )
        tell(message, sys.stdout, fg="green")
        return
    message = told_of_many(
        "The log of %(count)s entry is intact, and all files are as they were published.",
        "The log of %(count)s entries is intact, and all files are as they were published.",
        verified.size,
    )
    tell(message, sys.stdout, fg="green")

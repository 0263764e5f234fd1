"""The public key that a command checks a log with."""

from __future__ import annotations

import os
from pathlib import Path

import click

from site_builder.build.notary import signer_of
from site_builder.commands.terminal import Unconfigured
from site_builder.hosts.configuration.shown_settings import notary_settings
from site_builder.model.message import in_turn, told
from site_builder.notary.notes import BadKey, Verifier
from site_builder.notary.witnesses import Witness

_LONGEST = 300

key_option = click.option(
    "--key", metavar="KEY|FILE", help="The public key of the log, or a file with it."
)


def needs_package() -> Unconfigured:
    """Return the error for a missing extra `notary`."""
    return Unconfigured(
        in_turn(
            told("The log of what was published needs one more package."),
            told("Run `pip install 'site-builder[notary]'`."),
        )
    )


def verifier_of(key: str | None, config_file: Path) -> Verifier:
    """Return the key that a command names, otherwise that of the site. Raises UsageError."""
    return _given(key) if key is not None else _configured(config_file)


def witness_of(key: str) -> Witness:
    """Return the public key of a witness that a command names. Raises UsageError."""
    try:
        return Witness.parse(_line(key))
    except BadKey:
        raise click.UsageError(
            told("“%(key)s” is not the public key of a witness.", key=key)
        ) from None


def configured_witnesses(config_file: Path) -> tuple[Witness, ...]:
    """Return the witnesses that mkdocs.yml names, if there is one. Raises NotConfigured."""
    if not config_file.is_file():
        return ()
    options, _ = notary_settings(config_file)
    return tuple(Witness.parse(each.key) for each in options.witnesses)


def _line(key: str) -> str:
    """Return a key, or the content of the file with it."""
    # A key is always longer than the names of most files.
    path = Path(key)
    return path.read_text("utf-8", "replace") if len(key) < _LONGEST and path.is_file() else key


def _given(key: str) -> Verifier:
    try:
        return Verifier.parse(_line(key))
    except BadKey:
        raise click.UsageError(
            told(
                "“%(key)s” is not a public key. Copy the line that the first build with the key "
                "has printed: `name+hash+key`.",
                key=key,
            )
        ) from None


def _configured(config_file: Path) -> Verifier:
    signer = None
    if config_file.is_file():
        options, site_url = notary_settings(config_file)
        signer = signer_of(options, site_url, config_file.resolve().parent, os.environ)
    if signer is None:
        raise click.UsageError(
            told(
                "There is no key to verify with. Give the public key with `--key`, or name the "
                "site's mkdocs.yml with `--config-file`."
            )
        )
    return signer.verifier

"""`site-builder proof`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from site_builder.checking.examine import examine
from site_builder.commands.options import at_option, config_option, moment_of, site_root
from site_builder.commands.spoken import speech
from site_builder.commands.terminal import explained, tell
from site_builder.hosts.configuration.shown_settings import shown_settings
from site_builder.language.moment_words import moment_in_words
from site_builder.model.date import WrittenDate
from site_builder.model.git_failure import git_failure
from site_builder.model.message import in_turn, told, told_of_many
from site_builder.system.git import GitFailed, NoGit


@click.command()
@config_option
@at_option
@click.option(
    "--since",
    metavar="REVISION",
    help="Compare with this git revision. Default: the last commit.",
)
@click.option("--all", "everything", is_flag=True, help="Every text, with nothing marked.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("proof.html"),
    show_default=True,
    help="The file to write, ending in .html or .docx.",
)
def proof(
    config_file: Path, at: WrittenDate | None, since: str | None, everything: bool, output: Path
) -> None:
    """Write what somebody has to approve: each new or changed text in all its languages.

    Changes are marked, missing languages are named, and each entry says where and when it will
    appear, with a place to sign. The page prints well. `site-builder approve` records the approval.

    \b
    Examples:
      site-builder proof                               what has changed since the last commit
      site-builder proof --since v1 -o proof.docx      the same since a revision, for Word
      site-builder proof --all
    """
    from site_builder.editing.plain_files import save_output
    from site_builder.proofs.page import proof_as_html
    from site_builder.proofs.proof import documents_at, proof_of
    from site_builder.proofs.word import NoWord, proof_as_word

    if output.suffix not in (".html", ".docx"):
        raise click.UsageError(told("“%(file)s” must end in .html or .docx.", file=output.name))
    root = site_root(config_file)
    revision = None if everything else since or "HEAD"
    try:
        with explained():
            examined = examine(root, moment_of(at, root))
            before = documents_at(root, revision) if revision else {}
            made = proof_of(shown_settings(config_file).name, examined, before, revision)
            when = moment_in_words(examined.at, examined.catalogue.site.zone)
            is_html = output.suffix == ".html"
            content = (proof_as_html if is_html else proof_as_word)(made, when, speech())
            save_output(output, content)
    except GitFailed as error:
        none = told("There is no revision “%(revision)s” here.", revision=str(revision))
        said = git_failure(error) if str(error) or isinstance(error, NoGit) else none
        hint = told("Use `--all` for every text, without a comparison.")
        raise click.ClickException(in_turn(said, hint)) from None
    except NoWord as error:
        raise click.ClickException(str(error)) from None
    count = len(made.entries)
    text = told_of_many(
        "Wrote %(path)s: %(count)s entry.",
        "Wrote %(path)s: %(count)s entries.",
        count,
        path=str(output),
    )
    tell(text, sys.stdout)

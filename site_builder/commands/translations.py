"""`site-builder translations`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from site_builder.cache import write_whole
from site_builder.checks.check import Examined
from site_builder.commands.options import config_option, moment_of, site_root
from site_builder.commands.terminal import explained, show, tell
from site_builder.examining.whole import examine
from site_builder.model.locale import LocaleId, english_name, is_locale
from site_builder.model.lock import LOCK, Lock
from site_builder.model.problem import Problem
from site_builder.reading.lock import write_lock
from site_builder.translations.texts import State, new_lock, still_stale, translatables


@click.group(invoke_without_command=True)
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How the table is printed.",
)
@click.pass_context
def translations(context: click.Context, config_file: Path, form: str) -> None:
    """Show how current each edition is, and exchange texts with translators.

    \b
    Examples:
      site-builder translations                       a table of all editions
      site-builder translations --format markdown     the same for an issue
      site-builder translations lock                  note what has been translated
      site-builder translations export --to de        what German lacks, as site.de.po
      site-builder translations import site.de.po     a translator's work, into the files
    """
    context.obj = config_file
    if context.invoked_subcommand is not None:
        return
    from site_builder.translations import table

    examined = _examined(site_root(config_file))
    rows = table.table(translatables(examined), examined.catalogue)
    written = {"text": table.as_text, "json": table.as_json, "markdown": table.as_markdown_table}
    click.echo(written[form](rows))


@translations.command()
@click.option(
    "--accept",
    multiple=True,
    metavar="ID",
    help="This translation still says what its source says, though that was changed; `all`: each.",
)
@click.pass_obj
def lock(config_file: Path, accept: tuple[str, ...]) -> None:
    """Note for which source text each translation was made, in content/translations.lock.

    A translation that is new, or was changed since the last time, counts as current. One that was
    left as it was while its source changed stays stale. Commit the file with the texts.

    \b
    Examples:
      site-builder translations lock
      site-builder translations lock --accept "content/faq/data/which-data#answer"
    """
    root = site_root(config_file)
    examined = _examined(root)
    texts = translatables(examined)
    known = {text.id for text in texts}
    for id in accept:
        if id != "all" and id not in known:
            raise click.UsageError(f"There is no text “{id}”; `export` names them.")
    made = new_lock(texts, examined.reading.lock, known if "all" in accept else accept)
    with explained():
        _save_lock(root, made)
    stale = still_stale(texts, made)
    count = sum(len(marks) for locked in made.entries.values() for marks in locked.values())
    tell(f"{LOCK} knows {count} translations.", sys.stdout)
    for text, locale in stale:
        tell(f"  stale in {english_name(locale)}: {text.id}", sys.stdout)


@translations.command()
@click.option("--to", "to", required=True, metavar="LOCALE", help="The language to translate to.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["po", "xliff"]),
    default="po",
    show_default=True,
    help="gettext PO or XLIFF 1.2.",
)
@click.option("--all", "everything", is_flag=True, help="Also what is current.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="By default site.<locale>.po or .xlf."
)
@click.pass_obj
def export(config_file: Path, to: str, form: str, everything: bool, output: Path | None) -> None:
    """Write the texts that a language lacks, or has of an older source, for a translator.

    \b
    Examples:
      site-builder translations export --to de
      site-builder translations export --to pt-BR --format xliff -o brazil.xlf
    """
    from site_builder.translations import po, xliff
    from site_builder.translations.exchange import jobs_for

    locale = _locale(to)
    examined = _examined(site_root(config_file))
    countries = examined.catalogue.countries.values()
    jobs = jobs_for(translatables(examined), locale, countries, everything)
    path = output or Path(f"site.{locale}.{'po' if form == 'po' else 'xlf'}")
    content = (po if form == "po" else xliff).write_jobs(jobs, locale)
    with explained():
        path.write_bytes(content)
    missing = sum(job.state is State.missing for job in jobs)
    stale = sum(job.state is State.stale for job in jobs)
    tell(f"{path}: {len(jobs)} texts ({missing} missing, {stale} stale).", sys.stdout)


@translations.command("import")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--to", "to", metavar="LOCALE", help="By default from the file's name.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.pass_obj
def import_(config_file: Path, file: Path, to: str | None, dry_run: bool) -> None:
    """Write a translator's work into the site's files, which keep their comments and order.

    A translation of a source that has changed since is refused, and so is one that lost a figure
    in braces, a link or the structure of its Markdown; the others are written. Exits with 1 if
    any was refused.

    \b
    Examples:
      site-builder translations import site.de.po
      site-builder translations import work.xlf --to pt-BR --dry-run
    """
    from site_builder.translations import po, xliff
    from site_builder.translations.review import review
    from site_builder.translations.writing import written

    locale = _locale(to or file.stem.rpartition(".")[2])
    root = site_root(config_file)
    texts = translatables(_examined(root))
    reader = po.read_answers if file.suffix == ".po" else xliff.read_answers
    try:
        answers = reader(file.read_bytes())
    except (po.NotPo, xliff.NotXliff) as error:
        raise click.UsageError(f"{file} cannot be read: {error}") from None
    result = review(answers, texts, locale)
    with explained():
        files = written(root, result.accepted, locale)
        if not dry_run:
            for name, text in files.items():
                write_whole(root / name, text.encode())
            ids = {item.text.id for item in result.accepted}
            _accept(root, ids, locale)
    for refused in result.refused:
        tell(click.style(f"refused  {refused.id}", fg="red"), sys.stdout)
        tell(f"         {refused.reason}", sys.stdout)
    for name in sorted(files):
        tell(f"{'would change' if dry_run else 'changed'}  {name}", sys.stdout)
    tell(
        f"{len(result.accepted)} written, {len(result.refused)} refused, "
        f"{result.unchanged} as before, {result.open} not done.",
        sys.stdout,
    )
    if result.refused:
        raise SystemExit(1)


def _examined(root: Path) -> Examined:
    """The site, which must have no broken file: what is not read could not be kept."""
    examined = examine(root, moment_of())
    broken: Sequence[Problem] = [
        problem
        for code in ("yaml-syntax", "duplicate-key", "wrong-type", "file-name")
        for problem in _problems(examined, code)
    ]
    for problem in broken:
        show(problem, root)
    if broken:
        raise click.ClickException(f"{len(broken)} error(s) in the site's files; mend them first.")
    return examined


def _problems(examined: Examined, code: str) -> Sequence[Problem]:
    from site_builder.checks import CHECKS

    return [p for check in CHECKS if check.code == code for p in check.problems(examined)]


def _accept(root: Path, ids: set[str], locale: LocaleId) -> None:
    """Note the imported translations as made for the source as it is now; leave the others."""
    examined = _examined(root)
    old, made = examined.reading.lock, new_lock(translatables(examined), Lock(), ())
    entries = {
        entry: {key: dict(marks) for key, marks in locked.items()}
        for entry, locked in old.entries.items()
    }
    for id in ids:
        entry, _, key = id.partition("#")
        mark = made.entries.get(entry, {}).get(key, {}).get(locale)
        if mark is not None:
            entries.setdefault(entry, {}).setdefault(key, {})[locale] = mark
    _save_lock(root, Lock(entries))


def _save_lock(root: Path, made: Lock) -> None:
    write_whole(root / LOCK, write_lock(made).encode())


def _locale(written: str) -> LocaleId:
    if not is_locale(written):
        raise click.UsageError(f"“{written}” is no language; write `de`, `pt-BR` or the like.")
    return LocaleId(written)

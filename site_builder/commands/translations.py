"""`site-builder translations`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from site_builder.checking.engine import Examined
from site_builder.checking.examine import examine
from site_builder.checking.problem_text import counted_errors
from site_builder.commands.options import config_option, moment_of, site_root
from site_builder.commands.spoken import speech
from site_builder.commands.terminal import show, tell
from site_builder.model.characters import visible
from site_builder.model.locale import LocaleId, is_locale, language_in_words
from site_builder.model.message import Value, in_turn, told, told_of_many
from site_builder.model.problem import Problem
from site_builder.model.translations_lock import LOCK, Lock
from site_builder.reading.lock_file import write_lock
from site_builder.translations.exchange import Answer, Returned
from site_builder.translations.texts import TranslationState, new_lock, still_stale, translatables


@click.group(invoke_without_command=True)
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@click.pass_context
def translations(context: click.Context, config_file: Path, form: str) -> None:
    """Show the translation status, export and import texts.

    Translators get PO or XLIFF files. Their work is checked before it is written.

    \b
    Examples:
      site-builder translations                       a table of all editions
      site-builder translations --format markdown     the same for an issue
      site-builder translations lock                  record what has been translated
      site-builder translations export --to de        missing German texts, as site.de.po
      site-builder translations import site.de.po     write a translator's work into the files
    """
    context.obj = config_file
    if context.invoked_subcommand is not None:
        return
    from site_builder.translations import table

    examined = _examined(site_root(config_file))
    rows = table.table(translatables(examined), examined.catalogue)
    written = {"text": table.as_text, "json": table.as_json, "markdown": table.as_markdown_table}
    programs = speech() if form == "text" else speech().for_programs
    click.echo(written[form](rows, programs.say))


@translations.command()
@click.option(
    "--accept",
    multiple=True,
    metavar="ID",
    help="Mark this translation as up to date although its source has changed. `all` marks all.",
)
@click.pass_obj
def lock(config_file: Path, accept: tuple[str, ...]) -> None:
    """Record the source text that each translation is based on.

    The record is content/translations.lock. A translation that is new or has changed since the
    last run is up to date. An unchanged translation of a changed source stays stale. Commit the
    file together with the texts.

    \b
    Examples:
      site-builder translations lock
      site-builder translations lock --accept "content/faq/data/which-data#answer"
    """
    from site_builder.editing.plain_files import save_files

    root = site_root(config_file)
    examined = _examined(root)
    texts = translatables(examined)
    known = {text.id for text in texts}
    for id in accept:
        if id != "all" and id not in known:
            raise click.UsageError(told("Unknown text “%(id)s”. `export` lists their ids.", id=id))
    made = new_lock(texts, examined.reading.lock, known if "all" in accept else accept)
    save_files({root / LOCK: write_lock(made).encode()})
    stale = still_stale(texts, made)
    count = sum(len(marks) for locked in made.entries.values() for marks in locked.values())
    recorded = told_of_many(
        "%(file)s records %(count)s translation.",
        "%(file)s records %(count)s translations.",
        count,
        file=LOCK,
    )
    tell(recorded, sys.stdout)
    for text, locale in stale:
        line = told("stale in %(language)s: %(id)s", language=language_in_words(locale), id=text.id)
        tell(in_turn("  ", line, between=""), sys.stdout)


@translations.command()
@click.option("--to", "to", required=True, metavar="LOCALE", help="The language to translate into.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["po", "xliff"]),
    default="po",
    show_default=True,
    help="gettext PO or XLIFF 1.2.",
)
@click.option("--all", "everything", is_flag=True, help="Include texts that are up to date.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write. Default: site.<locale>.po or .xlf.",
)
@click.pass_obj
def export(config_file: Path, to: str, form: str, everything: bool, output: Path | None) -> None:
    """Write missing and stale texts to a file for a translator.

    \b
    Examples:
      site-builder translations export --to de
      site-builder translations export --to pt-BR --format xliff -o brazil.xlf
    """
    from site_builder.editing.plain_files import save_output
    from site_builder.translations import po, xliff
    from site_builder.translations.exchange import carry_over, jobs_for

    locale = _locale(to)
    examined = _examined(site_root(config_file))
    countries = examined.catalogue.countries.values()
    texts = translatables(examined)
    jobs = jobs_for(texts, locale, countries, everything)
    missing = sum(job.state is TranslationState.missing for job in jobs)
    stale = sum(job.state is TranslationState.stale for job in jobs)
    path = output or Path(f"site.{locale}.{'po' if form == 'po' else 'xlf'}")
    earlier = _earlier(path, form, locale)
    made, lost = carry_over(jobs, earlier, texts, locale)
    if lost:
        raise click.ClickException(
            told_of_many(
                "%(path)s has a translation of %(count)s text that is neither on the site nor in "
                "the new file: %(id)s. Import the file first, or choose another name with `-o`.",
                "%(path)s has translations of %(count)s texts that are neither on the site nor in "
                "the new file, such as %(id)s. Import the file first, or choose another name with "
                "`-o`.",
                len(lost),
                path=str(path),
                id=visible(lost[0]),
            )
        )
    save_output(path, (po if form == "po" else xliff).write_jobs(made, locale))
    kept = sum(new is not old for new, old in zip(made, jobs, strict=True))
    named: Mapping[str, Value] = {"path": str(path), "missing": missing, "stale": stale}
    exported = told_of_many(
        "%(path)s: %(count)s text (%(missing)s missing, %(stale)s stale).",
        "%(path)s: %(count)s texts (%(missing)s missing, %(stale)s stale).",
        len(jobs),
        **named,
    )
    if kept:
        exported = told_of_many(
            "%(path)s: %(count)s text (%(missing)s missing, %(stale)s stale, %(kept)s with "
            "translations from the earlier file).",
            "%(path)s: %(count)s texts (%(missing)s missing, %(stale)s stale, %(kept)s with "
            "translations from the earlier file).",
            len(jobs),
            kept=kept,
            **named,
        )
    tell(exported, sys.stdout)


def _earlier(path: Path, form: str, locale: LocaleId) -> tuple[Answer, ...]:
    """Return the translations in the file that is about to be replaced."""
    from site_builder.editing.plain_files import is_device

    if not path.is_file() or is_device(path):
        return ()
    try:
        returned = _read_returned(path, form == "po")
    except click.ClickException as error:
        raise click.ClickException(
            in_turn(
                error.message,
                told(
                    "The file was not replaced, because it may contain a translator's work. Move "
                    "it away, or choose another name with `-o`."
                ),
            )
        ) from None
    _refuse_other_language(path, returned, locale)
    return returned.answers


def _read_returned(path: Path, is_po: bool) -> Returned:
    from site_builder.editing.plain_files import read_plain
    from site_builder.translations.exchange import NotRead
    from site_builder.translations.po_reading import read_po
    from site_builder.translations.xliff import read_xliff

    try:
        return (read_po if is_po else read_xliff)(read_plain(path))
    except NotRead as error:
        place = f"{visible(str(path))}:{error.line}:{error.column}"
        message = told("%(place)s: the file cannot be read.", place=place)
        raise _Misuse(in_turn(message, str(error))) from None


def _refuse_other_language(path: Path, returned: Returned, locale: LocaleId) -> None:
    said = returned.language.replace("_", "-")
    if is_locale(said) and said.partition("-")[0] != locale.partition("-")[0]:
        raise _Misuse(
            told(
                "%(path)s says that it is in %(said)s, not in %(wanted)s. Use `--to %(id)s`, or "
                "fix the language in the file.",
                path=str(path),
                said=language_in_words(LocaleId(said)),
                wanted=language_in_words(locale),
                id=said,
            )
        )


class _Misuse(click.ClickException):
    exit_code = 2


@translations.command("import")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option(
    "--to", "to", metavar="LOCALE", help="The language of the file. Default: from its name."
)
@click.option("--dry-run", is_flag=True, help="Show what would happen without changing anything.")
@click.pass_obj
def import_(config_file: Path, file: Path, to: str | None, dry_run: bool) -> None:
    """Write a translator's work into the site's files.

    Comments and the order of keys are kept. A translation is refused if its source has changed
    since the export, or if it has lost a fact in braces, a link or its Markdown structure. All
    others are written. The exit code is 1 if any was refused.

    \b
    Examples:
      site-builder translations import site.de.po
      site-builder translations import work.xlf --to pt-BR --dry-run
    """
    from site_builder.editing.plain_files import save_files
    from site_builder.translations.proving import prove
    from site_builder.translations.review import review

    returned = _read_returned(file, file.suffix.lower() == ".po")
    named = to or file.stem.rpartition(".")[2]
    said = returned.language.replace("_", "-")
    locale = _locale(said if to is None and not is_locale(named) and is_locale(said) else named)
    _refuse_other_language(file, returned, locale)
    root = site_root(config_file)
    examined = _examined(root)
    result = review(returned.answers, translatables(examined), locale)
    proven = prove(root, examined, result.accepted, locale)
    files = proven.files
    if files and not dry_run:
        ids = {item.text.id for item in proven.accepted}
        lock = _with_marks(proven.after, ids, locale)
        new = {**files, LOCK: write_lock(lock).encode()}
        save_files({root / name: data for name, data in new.items()})
    all_refused = (*result.refused, *proven.refused)
    for refused in all_refused:
        head = in_turn(told("refused"), "  ", visible(refused.id), between="")
        tell(head, sys.stdout, fg="red")
        tell(f"         {visible(speech().say(refused.reason))}", sys.stdout)
    for name in sorted(files):
        state = told("would change") if dry_run else told("changed")
        tell(in_turn(state, "  ", name, between=""), sys.stdout)
    counts = told(
        "%(written)s written, %(refused)s refused, %(unchanged)s unchanged, %(open)s not "
        "translated.",
        written=len(proven.accepted),
        refused=len(all_refused),
        unchanged=result.unchanged,
        open=result.open,
    )
    tell(counts, sys.stdout)
    if all_refused:
        raise SystemExit(1)


def _examined(root: Path) -> Examined:
    """Return the examined site. Stop if a file is broken: its content could get lost."""
    examined = examine(root, moment_of())
    broken: Sequence[Problem] = [
        problem
        for code in ("yaml-syntax", "duplicate-key", "wrong-type", "file-name")
        for problem in _problems(examined, code)
    ]
    for problem in broken:
        show(problem, root)
    if broken:
        raise click.ClickException(
            told(
                "Nothing was done: the site's files have %(errors)s.",
                errors=counted_errors(len(broken)),
            )
        )
    return examined


def _problems(examined: Examined, code: str) -> Sequence[Problem]:
    from site_builder.checking.rules import CHECKS

    return [p for check in CHECKS if check.code == code for p in check.problems(examined)]


def _with_marks(after: Examined, ids: set[str], locale: LocaleId) -> Lock:
    """Return the lock with the imported translations marked as up to date."""
    old, made = after.reading.lock, new_lock(translatables(after), Lock(), ())
    entries = {
        entry: {key: dict(marks) for key, marks in locked.items()}
        for entry, locked in old.entries.items()
    }
    for id in ids:
        entry, _, key = id.partition("#")
        mark = made.entries.get(entry, {}).get(key, {}).get(locale)
        if mark is not None:
            entries.setdefault(entry, {}).setdefault(key, {})[locale] = mark
    return Lock(entries)


def _locale(written: str) -> LocaleId:
    if not is_locale(written):
        raise click.UsageError(
            told(
                "“%(text)s” is not a valid language code. Write a code such as `de` or `pt-BR`.",
                text=written,
            )
        )
    return LocaleId(written)

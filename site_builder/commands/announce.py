"""`site-builder announce`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click

from site_builder.announcing.gsm import PLAIN_SIGNS
from site_builder.announcing.ledger import LEDGER, BrokenLedger, read_ledger
from site_builder.announcing.messages import LONGEST, Message, message_of
from site_builder.announcing.news import News, news_since
from site_builder.announcing.past import NoRevision, survey_revision
from site_builder.announcing.sending import (
    Address,
    Form,
    NoAddress,
    NotInstalled,
    Unclear,
    due,
    open_address,
    parcels,
    send,
)
from site_builder.changes.inventory import take_inventory
from site_builder.changes.survey import Survey, survey
from site_builder.checking.problem_text import counted_errors
from site_builder.commands.options import at_option, config_option, moment_of, site_root, time_now
from site_builder.commands.terminal import explained, progress, show, tell, tell_json
from site_builder.hosts.configuration.load import load_configuration
from site_builder.language.moment_words import moment_in_words
from site_builder.markdown.comments import without_comments
from site_builder.model.date import ImpossibleDate, NotADate, WrittenDate, parse_date
from site_builder.model.message import in_turn, told, told_of_many
from site_builder.publish.build_lock import build_lock
from site_builder.system.parallel import core_count
from site_builder.theme.settings import Settings


@click.command()
@config_option
@at_option
@click.option(
    "--since",
    required=True,
    metavar="MOMENT|REV",
    help="Compare with a time (these files as they were public then) or with a git revision "
    "(its files, at the time of its commit).",
)
@click.option("--edition", "only", multiple=True, metavar="lu/fr", help="Only this edition.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "short", "json"]),
    default="text",
    show_default=True,
    help="A mail as text or HTML, one short text per entry, or JSON for programs.",
)
@click.option(
    "--length",
    type=click.IntRange(min=100),
    default=LONGEST,
    show_default=True,
    help="Maximum length of a short text, in characters.",
)
@click.option(
    "--send",
    "urls",
    multiple=True,
    metavar="URL",
    envvar="SITE_BUILDER_SEND",
    help="Send to an Apprise address. Nothing is sent without --yes.",
)
@click.option("--yes", is_flag=True, help="Send the messages.")
@click.option(
    "--again", is_flag=True, help="Also send what an interrupted run may already have sent."
)
def announce(
    config_file: Path,
    at: WrittenDate | None,
    since: str,
    only: tuple[str, ...],
    form: str,
    length: int,
    urls: tuple[str, ...],
    yes: bool,
    again: bool,
) -> None:
    """List what has become public since a given time.

    The output is messages to paste, pipe or send. The command records what it has sent in
    announced.jsonl, next to mkdocs.yml, and sends nothing twice. Commit that file.

    \b
    Examples:
      site-builder announce --since "2022-09-28 10:00"
      site-builder announce --since HEAD~1 --edition lu/fr --format html > mail.html
      site-builder announce --since v12 --format short
      SITE_BUILDER_SEND="mailtos://user:password@example.org?to=list@example.org" \\
        site-builder announce --since v12 --edition lu/fr --yes
    """
    root = site_root(config_file)
    moment = moment_of(at, root)
    if urls and moment > time_now():
        raise click.UsageError(
            told(
                "%(time)s is in the future, and messages cannot be taken back. Omit `--send` to "
                "see what will be new by then, and send it once it is public.",
                time=moment_in_words(moment, UTC),
            )
        )
    with progress(told("Comparing")), explained():
        settings = _settings(config_file)
        now = _survey(root, moment)
        news = _news(root, now, since, settings)
    known = {f"{c.id}/{locale}" for c in now.catalogue.countries.values() for locale in c.locales}
    news = _only(news, only, known)
    if urls:
        if form == "json":
            raise click.UsageError(
                told("Messages cannot be sent as `json`. Use `text`, `html` or `short`.")
            )
        as_sent = cast(Form, form)
        how = _Sending(
            settings=settings,
            form=as_sent,
            length=length,
            ledger=root / LEDGER,
            yes=yes,
            again=again,
        )
        _send_all(news, urls, how, root)
        return
    messages = [message_of(item, settings, _url(settings), length) for item in news]
    _print(messages, form)


def _settings(config_file: Path) -> Settings:
    config, _ = load_configuration(config_file)
    if not config.site_url:
        raise click.UsageError(
            told(
                "%(file)s has no `site_url`, so messages cannot link to the site. Add "
                "`site_url: https://status.example.org/`.",
                file=str(config_file),
            )
        )
    return Settings(
        site_name=without_comments(config.site_name), site_url=config.site_url, outputs=frozenset()
    )


def _url(settings: Settings) -> str:
    assert settings.site_url is not None
    return settings.site_url


def _survey(root: Path, at: datetime) -> Survey:
    found = survey(take_inventory(root), at, cores=core_count())
    if found.has_errors:
        for problem in found.problems:
            if problem.is_error:
                show(problem, root)
        errors = sum(problem.is_error for problem in found.problems)
        raise click.ClickException(
            told(
                "Nothing was announced: the site's files have %(errors)s.",
                errors=counted_errors(errors),
            )
        )
    return found


def _news(root: Path, now: Survey, since: str, settings: Settings) -> tuple[News, ...]:
    try:
        then = _survey(root, moment_of(parse_date(since), root))
    except (NotADate, ImpossibleDate):
        try:
            then = survey_revision(root, since)
        except NoRevision as error:
            raise click.UsageError(in_turn(f"--since {since}:", str(error))) from None
    return news_since((now.catalogue, now.at), (then.catalogue, then.at), _url(settings))


def _only(news: Sequence[News], wanted: tuple[str, ...], known: set[str]) -> tuple[News, ...]:
    for edition in wanted:
        if edition not in known:
            raise click.UsageError(
                told(
                    "Unknown edition “%(edition)s”. The editions are: %(editions)s.",
                    edition=edition,
                    editions=", ".join(sorted(known)),
                )
            )
    return tuple(item for item in news if not wanted or item.voice.edition.address in wanted)


def _print(messages: Sequence[Message], form: str) -> None:
    if form == "json":
        tell_json([_as_json(m) for m in messages])
        return
    if not messages:
        tell(told("Nothing has become public since then."), sys.stderr, fg="green")
    if form == "html" and len(messages) > 1:
        raise click.UsageError(
            told(
                "An HTML mail is for a single edition. Choose one with `--edition`: %(editions)s.",
                editions=", ".join(message.edition for message in messages),
            )
        )
    _refuse_unwritable(messages, form)
    for message in messages:
        tell(click.style(f"{message.edition}", bold=True), sys.stderr)
        if form == "short":
            for short in message.short:
                click.echo(short.text)
                size = told_of_many(
                    "%(count)s character, %(sms)s SMS",
                    "%(count)s characters, %(sms)s SMS",
                    short.length,
                    sms=short.sms,
                )
                tell(in_turn("  ", size, between=""), sys.stderr, dim=True)
        else:
            click.echo(message.html if form == "html" else message.text)


def _refuse_unwritable(messages: Sequence[Message], form: str) -> None:
    """Raise an error if the terminal's encoding cannot show a message completely."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    for message in messages:
        shown = {"html": message.html, "text": message.text}
        text = shown.get(form) or "\n".join(short.text for short in message.short)
        try:
            text.translate(PLAIN_SIGNS).encode(encoding)
        except UnicodeEncodeError as error:
            lacking = error.object[error.start]
            raise click.ClickException(
                told(
                    "The message of %(edition)s cannot be printed in %(encoding)s, which has no "
                    "“%(sign)s”. Set `PYTHONIOENCODING=utf-8`, or use `--format json`.",
                    edition=message.edition,
                    encoding=encoding,
                    sign=lacking,
                )
            ) from None


def _as_json(message: Message) -> Mapping[str, object]:
    return {
        "edition": message.edition,
        "language": message.language,
        "subject": message.subject,
        "text": message.text,
        "html": message.html,
        "short": [
            {"entry": s.entry, "text": s.text, "length": s.length, "sms": s.sms}
            for s in message.short
        ],
        "entries": [
            {
                "id": entry.id,
                "title": entry.title.text,
                "url": entry.link,
                "published": entry.published.isoformat(),
            }
            for entry in message.entries
        ],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sending:
    """How messages are sent; nothing leaves this machine without `yes`."""

    settings: Settings
    form: Form
    length: int
    ledger: Path
    yes: bool
    again: bool


def _send_all(news: Sequence[News], urls: tuple[str, ...], how: _Sending, root: Path) -> None:
    try:
        addresses = [open_address(url) for url in urls]
        with build_lock(root / ".cache"):
            # A broken record must stop the command before the first message.
            read_ledger(how.ledger)
            results = [_send_to(address, news, how) for address in addresses]
    except NoAddress as error:
        raise click.UsageError(str(error)) from None
    except (BrokenLedger, NotInstalled, Unclear) as error:
        raise click.ClickException(str(error)) from None
    if not how.yes:
        tell(told("Nothing was sent. Add `--yes` to send."), sys.stderr)
    if not all(results):
        raise SystemExit(1)


def _send_to(address: Address, news: Sequence[News], how: _Sending) -> bool:
    """Send what an address has not received; False if something failed or is unclear."""
    left = due(news, address.url, how.ledger, how.again)
    is_clear = not left.unknown or how.again
    if not is_clear:
        message = told_of_many(
            "%(address)s: an earlier run was interrupted, and %(count)s entry may or may not have "
            "been sent. Check whether it arrived. If it did not, add `--again`. If it did, change "
            "`sending` to `sent` in %(file)s.",
            "%(address)s: an earlier run was interrupted, and %(count)s entries may or may not "
            "have been sent. Check whether they arrived. If they did not, add `--again`. If they "
            "did, change `sending` to `sent` in %(file)s.",
            left.unknown,
            address=address.shown,
            file=LEDGER,
        )
        tell(message, sys.stderr, fg="yellow")
    all_done = True
    for parcel in parcels(left.news, how.settings, _url(how.settings), how.form, how.length):
        what = {
            "address": address.shown,
            "edition": parcel.edition,
            "title": parcel.title or parcel.body,
        }
        if not how.yes:
            tell(told("Would send to %(address)s: %(edition)s “%(title)s”", **what), sys.stdout)
            continue
        done = send(parcel, address, how.form, how.ledger, datetime.now(UTC))
        if done:
            said = told("Sent to %(address)s: %(edition)s “%(title)s”", **what)
        else:
            said = told("Refused by %(address)s: %(edition)s “%(title)s”", **what)
        tell(said, sys.stdout, fg="green" if done else "red")
        all_done = all_done and done
    if not left.news and is_clear:
        tell(told("%(address)s is up to date.", address=address.shown), sys.stdout)
    return all_done and is_clear

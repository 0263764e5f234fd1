"""`announce`: what became public, as messages; each is sent once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fromstring

from site_builder.announcing.gsm import sms_parts
from tests.sites import run_command, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr, ar]
# status/outage/incident.yml
title: {fr: Panne, ar: عطل}
started: 2022-07-01
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02 10:00
title: {fr: Premier, ar: أول}
text: {fr: Texte un., ar: نص}
# status/outage/2022-07-03.yml
status: monitoring
published: 2022-07-03 10:00
title: {fr: "Deuxième </h2>", ar: ثان}
text: {fr: "Voir [l’état](services).", ar: نص}
corrections: [{at: 2022-07-04, note: {fr: Une erreur., ar: خطأ}}]
# status/outage/2022-07-09.yml
status: monitoring
published: 2022-07-09
title: {fr: Embargo, ar: سر}
text: {fr: Secret, ar: سر}
"""


STATED = "Panne\u00a0: Surveillance en cours"


def _announce(root: Path, *arguments: str, at: str = "2022-07-05") -> Result:
    return run_command("announce", "-f", str(root / "mkdocs.yml"), "--at", at, *arguments)


def _messages(root: Path, *arguments: str, at: str = "2022-07-05") -> dict[str, Any]:
    result = _announce(root, "--format", "json", *arguments, at=at)
    assert result.exit_code == 0, result.output
    return {message["edition"]: message for message in json.loads(result.stdout)}


def test_a_message_has_what_became_public_since_a_moment(tmp_path: Path) -> None:
    messages = _messages(write_site(tmp_path, SITE), "--since", "2022-07-02 12:00")
    assert set(messages) == {"lu/fr", "lu/ar"}
    titles = [entry["title"] for entry in messages["lu/fr"]["entries"]]
    assert titles == ["Rectificatif à «\u00a0Deuxième </h2>\u00a0»", "Deuxième </h2>"]
    assert messages["lu/fr"]["subject"] == "Example\u00a0: 2 nouvelles mises à jour"
    assert "Embargo" not in json.dumps(messages, ensure_ascii=False)


def test_nothing_new_is_no_message(tmp_path: Path) -> None:
    result = _announce(write_site(tmp_path, SITE), "--since", "2022-07-05")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing has become public since then." in result.stderr


def test_a_mail_as_text_reads_well_and_links_to_the_site(tmp_path: Path) -> None:
    since = ("--since", "2022-07-03 07:00", "--edition", "lu/fr")
    result = _announce(write_site(tmp_path, SITE), *since, at="2022-07-03 11:00")
    line = "-" * 40
    assert result.stdout == (
        "Deuxième </h2>\n\n"
        f"{STATED}\n\n"
        "Publié\u00a0: 3 juillet 2022, 10:00 heure d’été d’Europe centrale\n\n"
        "Voir l’état (https://status.example.org/info/lu/fr/services/).\n\n"
        "En savoir plus\u00a0: "
        "https://status.example.org/info/lu/fr/incidents/outage/#2022-07-03\n\n"
        f"{line}\n\n"
        "Example\n\n"
        "Situation actuelle\u00a0: Nous traitons un incident.\n\n"
        "Situation\u00a0: 3 juillet 2022, 13:00 heure d’été d’Europe centrale. "
        "Le texte actuel se trouve toujours ici\u00a0: https://status.example.org/info/lu/fr/\n\n"
    )


def test_a_mail_as_html_escapes_and_runs_in_its_direction(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    since = ("--since", "2022-07-02 12:00", "--format", "html")
    html = fromstring(_announce(root, *since, "--edition", "lu/fr").stdout)
    assert html.xpath("//h1/a/text()")[1] == "Deuxième </h2>"
    arabic = fromstring(_announce(root, *since, "--edition", "lu/ar").stdout)
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    refused = _announce(root, *since)
    assert refused.exit_code == 2
    assert "Choose one with `--edition`: lu/fr, lu/ar." in refused.stderr


def test_a_short_text_keeps_its_link_and_tells_its_length(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("title: {fr: Premier", f"title: {{fr: {'a' * 300}"))
    options = ("--since", "2022-07-01", "--edition", "lu/fr", "--format", "short")
    result = _announce(root, *options, "--length", "120", at="2022-07-02 12:00")
    link = "https://status.example.org/info/lu/fr/incidents/outage/#2022-07-02"
    assert result.stdout.endswith(f"aaa... {link}\n")
    assert len(result.stdout.strip()) == 120
    assert "120 characters, 1 SMS" in result.stderr


@given(st.text(alphabet="abcé €{", max_size=400))
def test_the_parts_of_an_sms_hold_its_text(text: str) -> None:
    places = sum(2 if c in "€{" else 1 for c in text)
    parts = sms_parts(text)
    if places <= 160:
        assert parts == 1
    else:
        # A part may end one place early, before a character that takes two.
        assert -(-places // 153) <= parts <= -(-places // 152)


def test_one_letter_outside_the_alphabet_makes_parts_short() -> None:
    assert (sms_parts("a" * 160), sms_parts("a" * 160 + "ą"), sms_parts("ą" * 70)) == (1, 3, 1)


def _git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def test_news_since_a_revision_are_what_its_files_did_not_show(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    _git(root, "init", "--quiet")
    _git(root, "add", ".")
    _git(root, "commit", "--quiet", "-m", "one")
    # Dated back, so that no moment would find it.
    update = "status: monitoring\npublished: 2022-07-02 11:00\ntitle: Tard\ntext: {fr: Texte}\n"
    write_site(root, f"# status/outage/2022-07-02-late.yml\n{update}")
    renamed = root / "status/outage/2022-07-03-new.yml"
    (root / "status/outage/2022-07-03.yml").rename(renamed)
    renamed.write_text(renamed.read_text("utf-8") + "former: ['2022-07-03']\n", "utf-8")
    messages = _messages(root, "--since", "HEAD")
    assert [entry["title"] for entry in messages["lu/fr"]["entries"]] == ["Tard"]


@pytest.mark.parametrize("since", ["nowhere", "--help", "HEAD"])
def test_what_is_neither_a_moment_nor_a_revision_is_refused(since: str, tmp_path: Path) -> None:
    result = _announce(write_site(tmp_path, SITE), f"--since={since}")
    assert result.exit_code == 2
    assert "neither a time (`2022-09-28 10:00`) nor a git revision" in result.stderr


class _Receiver(HTTPServer):
    """A service that takes messages as JSON, and refuses them while `answer` says so."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[dict[str, Any]] = []
        self.answer = 200


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, _Receiver)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.answer == 200:
            self.server.got.append(body)
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _receiver() -> Iterator[tuple[_Receiver, str]]:
    with _Receiver() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server, f"json://user:secret@127.0.0.1:{server.server_port}/in"
        server.shutdown()


def _announce_without_apprise(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a Python of its own that cannot import apprise, as without the extra."""
    start = "import sys; sys.modules['apprise'] = None; from site_builder.cli import main; main()"
    config = str(root / "mkdocs.yml")
    options = ("-f", config, "--at", "2022-07-05", "--since", "2022-07-02 12:00", *arguments)
    return subprocess.run(
        [sys.executable, "-c", start, "announce", *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )


def test_without_the_extra_sending_says_in_one_line_what_to_install(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    done = _announce_without_apprise(root, "--send", "json://user:secret@127.0.0.1/in", "--yes")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: Sending needs the package Apprise. Install it with "
        "`pip install 'site-builder[send]'`.\n"
    )
    assert not (root / "announced.jsonl").exists()


@pytest.mark.parametrize("form", ["text", "short", "json", "html"])
def test_without_the_extra_messages_are_written_as_with_it(form: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    options = ("--edition", "lu/fr", "--format", form)
    done = _announce_without_apprise(root, *options)
    assert done.returncode == 0, done.stderr
    assert done.stdout == _announce(root, "--since", "2022-07-02 12:00", *options).stdout


def test_nothing_goes_out_without_yes(tmp_path: Path) -> None:
    with _receiver() as (receiver, url):
        result = _announce(write_site(tmp_path, SITE), "--since", "2022-07-02 12:00", "--send", url)
    assert result.exit_code == 0
    assert "Would send to json://user:****@127.0.0.1" in result.stdout
    assert "secret" not in result.output
    assert "Nothing was sent. Add `--yes` to send." in result.stderr
    assert receiver.got == []
    assert not (tmp_path / "announced.jsonl").exists()


def test_each_message_is_sent_once(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    with _receiver() as (receiver, url):
        send = ("--since", "2022-07-02 12:00", "--edition", "lu/fr", "--send", url, "--yes")
        assert _announce(root, *send).exit_code == 0
        again = _announce(root, *send)
        assert again.exit_code == 0
        assert "is up to date" in again.stdout
        later = _announce(root, *send, at="2022-07-10")
        assert later.exit_code == 0
    assert [message["title"] for message in receiver.got] == [
        "Example\u00a0: 2 nouvelles mises à jour",
        "Embargo",
    ]
    ledger = (root / "announced.jsonl").read_text("utf-8")
    assert [json.loads(line)["state"] for line in ledger.splitlines()] == ["sending", "sent"] * 2
    assert "secret" not in ledger


def test_what_a_service_refused_is_sent_by_the_next_try(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    with _receiver() as (receiver, url):
        send = ("--since", "2022-07-02 12:00", "--edition", "lu/fr", "--send", url, "--yes")
        receiver.answer = 500
        refused = _announce(root, *send)
        assert refused.exit_code == 1
        assert "Refused by json://" in refused.stdout
        receiver.answer = 200
        assert _announce(root, *send).exit_code == 0
    assert len(receiver.got) == 1


def test_after_a_crash_nobody_is_told_twice_unasked(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    with _receiver() as (receiver, url):
        send = ("--since", "2022-07-02 12:00", "--edition", "lu/fr", "--send", url, "--yes")
        _announce(root, *send)
        ledger = root / "announced.jsonl"
        # As if the power had failed between sending and writing down that it was sent.
        ledger.write_text(ledger.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
        unclear = _announce(root, *send)
        assert unclear.exit_code == 1
        assert "2 entries may or may not have been sent" in unclear.stderr
        assert len(receiver.got) == 1
        assert _announce(root, *send, "--again").exit_code == 0
    assert len(receiver.got) == 2


GOOD = (
    b'{"at": "2022-07-05T00:00:00+00:00", "to": "x", "edition": "lu/fr", '
    b'"entries": ["a"], "state": "sent"}'
)
KEEP = "keep it: without it, its entries would be sent again"


@pytest.mark.parametrize(
    ("ledger", "place", "said"),
    [
        (
            b'{"at": "2022',
            "1:8",
            "This last line is incomplete, because writing it was interrupted. Delete it:",
        ),
        (
            GOOD + b'\n{"at": "2022',
            "2:8",
            "This last line is incomplete, because writing it was interrupted.",
        ),
        # What may have said that something was sent is never to be deleted.
        (GOOD[:-3], "1:95", f"This is not valid JSON. Fix the line by hand, but {KEEP}"),
        (b'{"at": "2022\n' + GOOD, "1:8", "This is not valid JSON."),
        (b"hello\n", "1:1", f"This is not valid JSON. Fix the line by hand, but {KEEP}"),
        (GOOD + GOOD + b"\n", "1:102", "This line has two records. Start a new line before"),
        (GOOD + GOOD, "1:102", "This line has two records. Start a new line before"),
        (b"<<<<<<< HEAD\n" + GOOD, "1:1", "Git left a merge conflict here. Keep the lines of both"),
        (GOOD.replace(b'"sent"', b'"done"'), "1:86", '"done" is not a valid state. Write `sent`'),
        (GOOD.replace(b'"sent"', b"true"), "1:86", "“state” is true; it must be a text"),
        (GOOD.replace(b'["a"]', b'"a"'), "1:68", '“entries” is "a"; it must be a list of texts'),
        (GOOD.replace(b'["a"]', b"[1]"), "1:68", "“entries” is [1]; it must be a list of texts"),
        (GOOD.replace(b'["a"]', b'{"a": 1}'), "1:68", "it must be a list of texts"),
        (GOOD.replace(b'"x"', b"null"), "1:37", "“to” is null; it must be a text in quotes."),
        (GOOD.replace(b'"x"', b'["x"]'), "1:37", "it must be a text in quotes."),
        (GOOD.replace(b'"lu/fr"', b"7"), "1:48", "“edition” is 7; it must be a text in quotes."),
        (GOOD.replace(b'"to": "x", ', b""), "1:1", "“to” is missing."),
        (
            GOOD.replace(b'{"at"', b'{"state": "failed", "at"'),
            "1:105",
            "This line has “state” twice",
        ),
        (b"[]\n", "1:1", "Each line must be one record in braces."),
        (b"7\n", "1:1", "Each line must be one record in braces."),
        (GOOD + b"\n" + "é".encode() * 3 + b"\xe9\n", "2:4", "This is not UTF-8 text."),
        (GOOD.decode().encode("utf-16"), "1:1", "This is not UTF-8 text."),
        (b"[" * 100_000, "1:", ""),
        (b'{"entries": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "1:", ""),
        (b"1" * 10_000, "1:1", ""),
    ],
)
def test_a_ledger_that_cannot_be_read_is_said_before_anything_goes_out(
    ledger: bytes, place: str, said: str, tmp_path: Path
) -> None:
    root = write_site(tmp_path, SITE)
    (root / "announced.jsonl").write_bytes(ledger)
    with _receiver() as (receiver, url):
        result = _announce(root, "--since", "2022-07-02", "--send", url, "--yes")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: announced.jsonl:{place}")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert receiver.got == []
    assert (root / "announced.jsonl").read_bytes() == ledger


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "dangling", "device"])
def test_a_ledger_that_is_no_file_is_said_before_anything_goes_out(
    kind: str, tmp_path: Path
) -> None:
    root = write_site(tmp_path, SITE)
    ledger, other = root / "announced.jsonl", root / "other.jsonl"
    other.write_bytes(GOOD + b"\n")
    make: dict[str, Callable[[], None]] = {
        "folder": ledger.mkdir,
        "pipe": lambda: os.mkfifo(ledger),
        "link": lambda: ledger.symlink_to(other),
        "dangling": lambda: ledger.symlink_to(root / "nowhere"),
        "device": lambda: ledger.symlink_to("/dev/zero"),
    }
    make[kind]()
    with _receiver() as (receiver, url):
        for options in (("--yes",), ()):
            result = _announce(root, "--since", "2022-07-02", "--send", url, *options)
            assert result.exit_code == 1
            assert result.stderr.startswith("Error: announced.jsonl is ")
            assert result.stderr.count("\n") == 1
    assert receiver.got == []
    assert other.read_bytes() == GOOD + b"\n"


@pytest.mark.parametrize("change", ["no end", "bom", "crlf", "blank lines"])
def test_what_editors_do_to_a_ledger_sends_nothing_twice(change: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    ledger = root / "announced.jsonl"
    with _receiver() as (receiver, url):
        send = ("--since", "2022-07-02 12:00", "--edition", "lu/fr", "--send", url, "--yes")
        assert _announce(root, *send).exit_code == 0
        data = ledger.read_bytes()
        changed = {
            "no end": data.rstrip(),
            "bom": b"\xef\xbb\xbf" + data,
            "crlf": data.replace(b"\n", b"\r\n"),
            "blank lines": b"\n\n" + data + b" \n\n",
        }
        ledger.write_bytes(changed[change])
        assert _announce(root, *send).exit_code == 0
        # A record that is added begins a line of its own.
        assert _announce(root, *send, at="2022-07-10").exit_code == 0
        assert _announce(root, *send, at="2022-07-10").exit_code == 0
    assert len(receiver.got) == 2
    lines = ledger.read_text("utf-8-sig").split("\n")
    assert [json.loads(line)["state"] for line in lines if line.strip()] == ["sending", "sent"] * 2


def test_ledgers_of_two_machines_that_were_merged_send_nothing_twice(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    ledger = root / "announced.jsonl"
    with _receiver() as (receiver, url):
        send = ("--since", "2022-07-02 12:00", "--edition", "lu/fr", "--send", url, "--yes")
        assert _announce(root, *send).exit_code == 0
        sending, sent = ledger.read_text("utf-8").splitlines()
        failed = sent.replace('"sent"', '"failed"')
        # The other machine tried too, and was refused.
        ledger.write_text("\n".join((sending, sent, sending, failed, "")), "utf-8")
        assert "is up to date" in _announce(root, *send).stdout
        # One machine crashed, another one was refused: the crashed one may have sent it.
        ledger.write_text("\n".join((sending, sending, failed, "")), "utf-8")
        assert _announce(root, *send).exit_code == 1
    assert len(receiver.got) == 1


def test_a_full_disk_under_the_ledger_sends_nothing(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    (root / ".cache").mkdir()
    with _receiver() as (receiver, url):
        command = [sys.executable, "-m", "site_builder", "announce", "--at", "2022-07-05"]
        options = ["--since", "2022-07-02", "--send", url, "--yes"]
        done = subprocess.run(
            ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *command, *options],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.endswith("File too large.\n")
    assert "Traceback" not in done.stderr
    assert receiver.got == []
    assert (root / "announced.jsonl").read_bytes() == b""


@pytest.mark.parametrize("options", [("--yes",), ()])
def test_what_is_still_to_come_is_never_sent(options: tuple[str, ...], tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    with _receiver() as (receiver, url):
        send = ("--since", "2022-07-02", "--send", url, *options)
        result = _announce(root, *send, at="2030-01-01 00:01")
        assert result.exit_code == 2
        assert "Tue 1 Jan 2030, 00:01 UTC is in the future" in result.stderr
        assert _announce(root, "--since", "2022-07-02", at="2030-01-01 00:01").exit_code == 0
    assert receiver.got == []
    assert not (root / "announced.jsonl").exists()


def test_a_correction_is_sent_once_wherever_the_next_one_is_written(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    update = root / "status/outage/2022-07-03.yml"
    text = update.read_text("utf-8")
    first = "{at: 2022-07-04, note: {fr: Une erreur., ar: خطأ}}"
    second = "{at: 2022-07-05 09:00, note: {fr: Une autre., ar: آخر}}"
    with _receiver() as (receiver, url):
        send = ("--since", "2022-07-03 12:00", "--edition", "lu/fr", "--send", url, "--yes")
        assert _announce(root, *send, at="2022-07-04 12:00").exit_code == 0
        for lines in (f"{second}, {first}", f"{first}, {second}", second):
            update.write_text(text.replace(first, lines), "utf-8")
            assert _announce(root, *send, at="2022-07-06").exit_code == 0
    assert len(receiver.got) == 2
    assert "Une erreur." in receiver.got[0]["message"]
    assert "Une autre." in receiver.got[1]["message"]


SHORT = """\
# content/countries/group.yml
locales: [en, pl]
# status/outage/incident.yml
title: {en: Outage, pl: Awaria}
started: 2022-07-01
# status/outage/2022-07-02.yml
status: identified
published: 2022-07-02 10:00
text:
  en: TEXT
  pl: Znamy przyczynę.
"""


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("We **found** the [cause](contact).", ". We found the cause."),
        ('"Dear customers,\\n\\nwe found it.\\n\\nMore."', ". we found it."),
        # A paragraph that leads on to something else says nothing alone.
        ('"We know:\\n\\n- the cause"', ""),
        # The sign of a degree is not in the alphabet: it would make three parts of one.
        (f"It is 5 °C. {'Word ' * 16}more.", ""),
        (f"{'Word ' * 60}more.", ""),
    ],
)
def test_a_short_text_says_what_happened_as_far_as_it_is_cheap(
    text: str, gist: str, tmp_path: Path
) -> None:
    root = write_site(tmp_path, SHORT.replace("TEXT", text))
    said = _messages(root, "--since", "2022-07-01")["group/en"]["short"][0]
    link = "https://status.example.org/info/group/en/incidents/outage/#2022-07-02"
    assert said["text"] == f"Example - Outage: Cause identified{gist} {link}"
    assert said["sms"] <= 2

"""The same content, deterministic and of any size, as a site of ours and of each peer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

_STATUSES = ("investigating", "monitoring", "resolved")
_SENTENCE = "The team is working on problem {n} and will restore the service as soon as it can. "
_SERVICES = 8


@dataclass(frozen=True, slots=True)
class Update:
    day: date
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Incident:
    number: int
    updates: tuple[Update, ...]

    @property
    def id(self) -> str:
        return f"incident-{self.number:05}"


def incidents(count: int) -> Iterator[Incident]:
    """Incidents with three updates of six sentences and a list each."""
    for number in range(count):
        first = date(2012, 1, 1) + timedelta(days=number % 3650)
        yield Incident(
            number,
            tuple(
                Update(
                    first + timedelta(days=i),
                    status,
                    _SENTENCE.format(n=number) * 6
                    + f"\n\n- one thing about {number}\n- another **thing** of day {i}\n",
                )
                for i, status in enumerate(_STATUSES)
            ),
        )


def write_ours(root: Path, count: int, outputs: str = "") -> None:
    """A site of one country and language; `outputs` as in mkdocs.yml, by default all."""
    put(root / "content/countries/group.yml", "locales: [en]\n")
    _write_ours(root, count, outputs)


def write_editions(root: Path, count: int) -> None:
    """A site of 44 editions that share every text: 22 countries in two of 20 languages each."""
    codes, spoken = country_codes(), languages()
    for i, code in enumerate(codes):
        locales = f"{spoken[i % 20]}, {spoken[(i + 7) % 20]}"
        # Some countries have several time zones, and must name one.
        text = f"locales: [{locales}]\ntime_zone: Europe/Brussels\n"
        put(root / f"content/countries/{code}.yml", text)
    _write_ours(root, count, "")


def write_recorded(root: Path, count: int) -> None:
    """The same with a record of what was public."""
    put(root / "content/site.yml", "record: true\n")
    write_ours(root, count)


def edit_ours(root: Path, count: int, *, is_minor: bool = False) -> None:
    """Change the text of the newest update, as a team does dozens of times a day."""
    newest = max(incidents(count), key=lambda incident: incident.updates[-1].day)
    path = root / f"status/{newest.id}/{newest.updates[-1].day}.yml"
    text = path.read_text("utf-8") + "  One sentence more.\n"
    if is_minor:
        # A change that readers are not told of would be refused.
        lines = [line for line in text.splitlines() if not line.startswith("minor:")]
        days = [int(line[-2:]) for line in text.splitlines() if line.startswith("minor:")]
        text = "\n".join((f"minor: 2026-01-{sum(days) + 1:02}", *lines, ""))
    path.write_text(text, "utf-8")


def _write_ours(root: Path, count: int, outputs: str) -> None:
    services = "".join(f"service-{i}: {{name: Service {i}}}\n" for i in range(_SERVICES))
    put(root / "content/services.yml", services)
    put(
        root / "mkdocs.yml",
        "site_name: Benchmark\nsite_url: https://example.org/\ndocs_dir: content\n"
        f"theme: {{name: material}}\nplugins: [{{site_builder: {{{outputs}}}}}]\n",
    )
    for incident in incidents(count):
        service = f"service-{incident.number % _SERVICES}"
        folder = root / "status" / incident.id
        put(
            folder / "incident.yml",
            f"title: Incident number {incident.number}\nstarted: {incident.updates[0].day}\n"
            f"services: {{{service}: partial_outage}}\n",
        )
        for update in incident.updates:
            state = f"services: {{{service}: operational}}\n" if update.status == "resolved" else ""
            text = "".join(f"  {line}\n" for line in update.text.splitlines())
            put(
                folder / f"{update.day}.yml",
                f"status: {update.status}\npublished: {update.day}\n{state}text: |\n{text}",
            )


def write_hugo(root: Path, count: int) -> None:
    """Hugo with a bare theme: a page for each incident, a paginated list, RSS."""
    put(
        root / "hugo.toml",
        'baseURL = "https://example.org/"\ntitle = "Benchmark"\n'
        'disableKinds = ["taxonomy", "term"]\n[pagination]\npagerSize = 60\n',
    )
    head = "<!doctype html><html lang=en><head><title>{{ .Title }}</title></head><body>"
    put(
        root / "layouts/_default/single.html",
        head + "<h1>{{ .Title }}</h1>{{ .Content }}</body></html>",
    )
    put(
        root / "layouts/_default/list.html",
        head + "{{ range .Paginator.Pages }}<p><a href={{ .Permalink }}>{{ .Title }}</a></p>"
        "{{ end }}</body></html>",
    )
    _write_markdown(root / "content/incidents", count)


def write_mkdocs(root: Path, count: int) -> None:
    """MkDocs with Material's blog and mkdocs-rss-plugin."""
    put(
        root / "mkdocs.yml",
        "site_name: Benchmark\nsite_url: https://example.org/\ntheme: {name: material}\n"
        "plugins:\n  - blog\n  - rss: {match_path: 'blog/posts/.*', use_git: false}\n",
    )
    put(root / "docs/index.md", "# Benchmark\n")
    put(root / "docs/blog/index.md", "# Incidents\n")
    _write_markdown(root / "docs/blog/posts", count)


def _write_markdown(folder: Path, count: int) -> None:
    for incident in incidents(count):
        body = "".join(
            f"## {update.day}: {update.status}\n\n{update.text}\n"
            for update in reversed(incident.updates)
        )
        put(
            folder / f"{incident.id}.md",
            f"---\ntitle: Incident number {incident.number}\ndate: {incident.updates[0].day}\n"
            f"---\n\n{body}",
        )


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def country_codes() -> list[str]:
    codes = """at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt"""
    return codes.split()


def languages() -> list[str]:
    spoken = """en fr de nl nb bg hr cs da et fi el hu ga it lv lt pl pt sk"""
    return spoken.split()

"""The load of a real crisis: 44 editions of 22 countries in 20 languages, in which every text is.

300 questions, 60 updates of six incidents, eight services and a dozen facts, deterministic. Hugo
gets the same texts as a page for each question and incident of each edition.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from benchmarks.sites import country_codes, languages, put

QUESTIONS = 300
INCIDENTS = 6
UPDATES = 10
_CATEGORIES = ("data", "services", "payments", "contact", "security")
_STATUSES = ("investigating", "identified", "monitoring", "resolved")
_SERVICES = 8
_FACTS = 12
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
]


@dataclass(frozen=True, slots=True)
class Question:
    category: str
    id: str
    day: date
    number: int


@dataclass(frozen=True, slots=True)
class Update:
    incident: int
    number: int
    day: date


def questions(count: int) -> Iterator[Question]:
    for i in range(count):
        category = _CATEGORIES[i % len(_CATEGORIES)]
        yield Question(category, f"question-{i:03}", date(2025, 9, 1) + timedelta(days=i % 60), i)


def updates() -> Iterator[Update]:
    for incident in range(INCIDENTS):
        for number in range(UPDATES):
            day = date(2025, 9, 1) + timedelta(days=incident * 12 + number)
            yield Update(incident, number, day)


def words(seed: str, count: int) -> str:
    """Words of an invented language, always the same for a seed."""
    source = random.Random(seed)
    made = ("".join(source.choices(_SYLLABLES, k=source.randint(1, 4))) for _ in range(count))
    return " ".join(made)


def answer(language: str, number: int, more: str = "") -> str:
    """An answer of some 90 words with a list, a link and now and then a fact."""
    seed = f"{language} answer {number}"
    fact = f" {{fact-{number % _FACTS}}}" if number % 5 == 0 else ""
    return (
        f"{words(seed, 45).capitalize()}{fact}.{more}\n\n"
        f"- {words(seed + 'a', 8)}\n- **{words(seed + 'b', 6)}**\n\n"
        f"{words(seed + 'c', 25).capitalize()}, [{words(seed + 'd', 3)}](contact).\n"
    )


def statement(language: str, update: Update, more: str = "") -> str:
    """An update of some 80 words."""
    seed = f"{language} update {update.incident} {update.number}"
    return f"{words(seed, 40).capitalize()}.{more}\n\n{words(seed + 'a', 40).capitalize()}.\n"


def write_crisis(root: Path, count: int) -> None:
    """A site of ours."""
    spoken = languages()
    for i, code in enumerate(country_codes()):
        put(
            root / f"content/countries/{code}.yml",
            f"locales: [{spoken[i % 20]}, {spoken[(i + 7) % 20]}]\ntime_zone: Europe/Brussels\n"
            "contacts:\n  - {email: help@example.org, purposes: [all]}\n",
        )
    put(root / "content/site.yml", "source: en\ntime_zone: Europe/Brussels\n")
    services = (f"service-{i}:\n  name: {_texts(f'service {i}', 2)}\n" for i in range(_SERVICES))
    put(root / "content/services.yml", "".join(services))
    put(root / "content/facts.yml", "".join(f"fact-{i}: {1000 + i}\n" for i in range(_FACTS)))
    categories = (f"{id}: {_texts(id, 1)}\n" for id in _CATEGORIES)
    put(root / "content/faq/categories.yml", "".join(categories))
    put(
        root / "mkdocs.yml",
        "site_name: Benchmark\nsite_url: https://example.org/\ndocs_dir: content\n"
        "theme: {name: material}\nplugins: [site_builder]\n",
    )
    for question in questions(count):
        put(
            root / f"content/faq/{question.category}/{question.id}.yml",
            f"updated: {question.day}\nquestion: {_texts(f'question {question.number}', 8)}\n"
            f"answer:\n{_blocks(partial(answer, number=question.number))}",
        )
    for incident in range(INCIDENTS):
        put(
            root / f"status/{_incident(incident)}/incident.yml",
            f"title: {_texts(f'incident {incident}', 4)}\n"
            f"started: {date(2025, 9, 1) + timedelta(days=incident * 12)}\n"
            f"services: {{service-{incident}: partial_outage}}\n",
        )
    for update in updates():
        put(_update_file(root, update), _update_text(update))


def _update_file(root: Path, update: Update) -> Path:
    return root / f"status/{_incident(update.incident)}/{update.day}.yml"


def _update_text(update: Update, more: str = "") -> str:
    is_last = update.number == UPDATES - 1 and update.incident < INCIDENTS - 1
    status = "resolved" if is_last else _STATUSES[update.number % 3]
    state = f"services: {{service-{update.incident}: operational}}\n" if is_last else ""
    return (
        f"status: {status}\npublished: {update.day} 10:00\n{state}"
        f"text:\n{_blocks(partial(statement, update=update, more=more))}"
    )


def _incident(number: int) -> str:
    return f"incident-{number}"


def _texts(seed: str, count: int) -> str:
    """A short text in every language."""
    texts = (f'{language}: "{words(f"{language} {seed}", count)}"' for language in languages())
    return f"{{{', '.join(texts)}}}"


def _blocks(of: Callable[[str], str]) -> str:
    return "".join(
        f"  {language}: |\n" + "".join(f"    {line}\n" for line in of(language).splitlines())
        for language in languages()
    )


def change_answer(root: Path, run: int) -> None:
    """One answer in one language."""
    question = list(questions(7))[-1]
    path = root / f"content/faq/{question.category}/{question.id}.yml"
    before = words(f"de answer {question.number}", 45).capitalize()
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before + ".", f"{before}. {words(f'more {run}', 4)}."), "utf-8")


def change_update(root: Path, run: int) -> None:
    """The newest update in all languages."""
    update = list(updates())[-1]
    put(_update_file(root, update), _update_text(update, f" {words(f'more {run}', 5)}."))


def change_fact(root: Path, run: int) -> None:
    """A fact that 5 answers in every language name."""
    facts = (f"fact-{i}: {1000 + i + (run + 1 if i == 0 else 0)}\n" for i in range(_FACTS))
    put(root / "content/facts.yml", "".join(facts))


def change_nothing(root: Path, run: int) -> None:
    """The same files again."""


def write_hugo(root: Path, count: int) -> None:
    """Hugo with a bare theme: pages of incidents and questions, lists and RSS of each edition."""
    spoken = languages()
    editions = [
        f"{code}-{spoken[(i + shift) % 20]}"
        for i, code in enumerate(country_codes())
        for shift in (0, 7)
    ]
    put(
        root / "hugo.toml",
        'baseURL = "https://example.org/"\ntitle = "Benchmark"\n'
        'disableKinds = ["taxonomy", "term"]\n[pagination]\npagerSize = 60\n',
    )
    head = "<!doctype html><html><head><title>{{ .Title }}</title></head><body>"
    put(
        root / "layouts/_default/single.html",
        head + "<h1>{{ .Title }}</h1>{{ .Content }}</body></html>",
    )
    put(
        root / "layouts/_default/list.html",
        head + "{{ range .Paginator.Pages }}<p><a href={{ .Permalink }}>{{ .Title }}</a></p>"
        "{{ end }}</body></html>",
    )
    for edition in editions:
        language = edition.partition("-")[2]
        folder = root / "content" / edition
        for question in questions(count):
            put(
                folder / f"faq/{question.id}.md",
                _page(
                    words(f"{language} question {question.number}", 8),
                    question.day,
                    answer(language, question.number),
                ),
            )
        _write_incidents(folder, language, list(updates()))


def _write_incidents(folder: Path, language: str, all: Sequence[Update]) -> None:
    for incident in range(INCIDENTS):
        own = [update for update in all if update.incident == incident]
        body = "".join(f"## {u.day}\n\n{statement(language, u)}\n" for u in reversed(own))
        title = words(f"{language} incident {incident}", 4)
        put(folder / f"incidents/{_incident(incident)}.md", _page(title, own[0].day, body))


def _page(title: str, day: date, body: str) -> str:
    return f'---\ntitle: "{title}"\ndate: {day}\n---\n\n{body}'

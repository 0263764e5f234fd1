"""What people at night get wrong: one message each, with a repair that passes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from site_builder.checking.examine import examine
from site_builder.checking.rules import find_problems
from site_builder.model.problem import Problem
from tests.sites import MKDOCS

LU = "content/countries/lu.yml"
UPDATE = "status/outage/2026-11-25.yml"
MARKDOWN = "content/faq/data/long.fr.md"
SITE = {
    LU: "locales: [fr, es]\ncontacts:\n"
    "  - {email: a@b.lu, purposes: [Questions], hours: Mo-Fr 08:00-17:00}\n",
    "content/services.yml": "portal: {name: {fr: Portail}}\n",
    "content/faq/categories.yml": "data: {fr: Vos données}\n",
    MARKDOWN: "---\nquestion: Quelles données ?\nupdated: 2026-11-25\n---\n\nAucune.\n",
    "status/outage/incident.yml": "title: {fr: Panne}\nstarted: 2026-11-01\n",
    UPDATE: "status: investigating\npublished: 2026-11-25 10:00\n"
    "services: {portal: partial_outage}\ncountries: [lu]\ntext:\n  fr: Texte\n  es: Texto\n",
}
HOURS = "hours: Mo-Fr 08:00-17:00"
DATE = "2026-11-25 10:00"

# File, what is right, what was written, the check, and what its hint says to write.
MISTAKES = [
    # Dates.
    (UPDATE, DATE, "25/11/2026", "impossible-date", "2026-11-25"),
    (UPDATE, DATE, "25.11.2026 9:00", "impossible-date", "2026-11-25 09:00"),
    (UPDATE, DATE, "2026-11-25 18h", "impossible-date", "2026-11-25 18:00"),
    (UPDATE, DATE, "2026-11-25 18h30", "impossible-date", "2026-11-25 18:30"),
    (UPDATE, DATE, "2026-11-25 3pm", "impossible-date", "2026-11-25 15:00"),
    (UPDATE, DATE, "2026-11-25 um 9 Uhr", "impossible-date", "2026-11-25 09:00"),
    (UPDATE, DATE, "2026-11-25 9:00 CET", "impossible-date", "2026-11-25 09:00 +01:00"),
    (UPDATE, DATE, "2026-11-25\u00a010:00", "impossible-date", "2026-11-25 10:00"),
    (UPDATE, DATE, "2026-11-25 24:00", "impossible-date", "2026-11-26 00:00"),
    (UPDATE, DATE, "2026/11/25", "impossible-date", "2026-11-25"),
    (UPDATE, DATE, "25 novembre 2026", "impossible-date", "2026-11-25"),
    (UPDATE, DATE, "mercredi 25 novembre 2026", "impossible-date", "2026-11-25"),
    (UPDATE, DATE, "25 de noviembre de 2026", "impossible-date", "2026-11-25"),
    (UPDATE, DATE, "25. November 2026", "impossible-date", "2026-11-25"),
    (UPDATE, DATE, "25 listopada 2026", "impossible-date", "2026-11-25"),
    (UPDATE, DATE, "November 25, 2026", "impossible-date", "2026-11-25"),
    (UPDATE, DATE, "2026-11-5", "impossible-date", "2026-11-05"),
    # Words of the files, in other forms and languages.
    (UPDATE, "status: investigating", "status: Investigating", "unknown-value", "investigating"),
    (UPDATE, "status: investigating", "status: “investigating”", "unknown-value", "investigating"),
    (UPDATE, "status: investigating", "status: résolu", "unknown-value", "resolved"),
    (UPDATE, "status: investigating", "status: resuelto", "unknown-value", "resolved"),
    (UPDATE, "status: investigating", "status: behoben", "unknown-value", "resolved"),
    (UPDATE, "status: investigating", "status: opgelost", "unknown-value", "resolved"),
    (UPDATE, "status: investigating", "status: fixed", "unknown-value", "resolved"),
    (UPDATE, "status: investigating", "status: Untersuchung", "unknown-value", "investigating"),
    (
        UPDATE,
        "status: investigating",
        "status: investi\u200bgating",
        "unknown-value",
        "investigating",
    ),
    (UPDATE, "portal: partial_outage", "portal: Partial outage", "unknown-value", "partial_outage"),
    (UPDATE, "portal: partial_outage", "portal: down", "unknown-value", "major_outage"),
    (UPDATE, "portal: partial_outage", "portal: en panne", "unknown-value", "major_outage"),
    (UPDATE, "portal: partial_outage", "portal: caído", "unknown-value", "major_outage"),
    (
        UPDATE,
        "portal: partial_outage",
        "portal: eingeschränkt",
        "unknown-value",
        "degraded_performance",
    ),
    (UPDATE, "portal: partial_outage", "portal: ok", "unknown-value", "operational"),
    (UPDATE, "status:", "estado:", "unknown-key", "status"),
    (UPDATE, "published:", "publishd:", "unknown-key", "published"),
    (UPDATE, "published:", "veröffentlicht:", "unknown-key", "published"),
    (UPDATE, "text:", "Text:", "unknown-key", "text"),
    (UPDATE, "text:", "texto:", "unknown-key", "text"),
    (UPDATE, "countries: [lu]", "countries: [Luxemburg]", "unknown-country", "lu"),
    (UPDATE, "countries: [lu]", "countries: [LU]", "unknown-country", "lu"),
    (UPDATE, "  es:", "  español:", "unknown-locale", "es"),
    (UPDATE, "  es:", "  ES:", "unknown-locale", "es"),
    (LU, "[fr, es]", "[french, es]", "unknown-locale", "fr"),
    (LU, "[fr, es]", "[fr_FR, es]", "unknown-locale", "fr-FR"),
    # Opening hours.
    (LU, HOURS, "hours: 24/7", "contact-hours", "Mo-Su 00:00-24:00"),
    (LU, HOURS, "hours: 8-17", "contact-hours", "Mo-Fr 08:00-17:00"),
    (LU, HOURS, "hours: Mo-Fr 8-17", "contact-hours", "Mo-Fr 08:00-17:00"),
    (LU, HOURS, "hours: lun-ven 8h-17h30", "contact-hours", "Mo-Fr 08:00-17:30"),
    (LU, HOURS, "hours: du lundi au vendredi de 9h à 17h", "contact-hours", "Mo-Fr 09:00-17:00"),
    (LU, HOURS, "hours: Montag bis Freitag 8 bis 17 Uhr", "contact-hours", "Mo-Fr 08:00-17:00"),
    (LU, HOURS, "hours: maandag t/m vrijdag 9-17 uur", "contact-hours", "Mo-Fr 09:00-17:00"),
    (LU, HOURS, "hours: lunes a viernes 9:00 a 14:00", "contact-hours", "Mo-Fr 09:00-14:00"),
    (LU, HOURS, "hours: weekdays 9am-5pm", "contact-hours", "Mo-Fr 09:00-17:00"),
    (LU, HOURS, "hours: tous les jours 8h-20h", "contact-hours", "Mo-Su 08:00-20:00"),
    # YAML.
    (UPDATE, "  es: Texto", "  es: - Texto", "yaml-syntax", "es: '- Texto'"),
    (UPDATE, "  es: Texto", "  es: Atención: agua", "yaml-syntax", "es: 'Atención: agua'"),
    (UPDATE, "  es: Texto", "  es: @todos", "yaml-syntax", "es: '@todos'"),
    (UPDATE, "  es: Texto", "  es: %20", "yaml-syntax", "es: '%20'"),
    (UPDATE, "  es: Texto", "  es: *Importante*", "yaml-syntax", "es: '*Importante*'"),
    (UPDATE, "  es: Texto", "  es: #AguaSegura", "lost-text", "es: '#AguaSegura'"),
    (UPDATE, "  es: Texto", "\tes: Texto", "yaml-syntax", "es: Texto"),
    (UPDATE, "  fr: Texte", "  fr: 'L'eau'", "yaml-syntax", "fr: 'L''eau'"),
    (UPDATE, "  fr: Texte", '  fr: "Texte', "yaml-syntax", 'fr: "Texte"'),
    (
        UPDATE,
        "status: investigating",
        "status:investigating",
        "yaml-syntax",
        "status: investigating",
    ),
    (
        UPDATE,
        "status: investigating",
        "status investigating",
        "yaml-syntax",
        "status: investigating",
    ),
    # Markdown and links.
    (UPDATE, "fr: Texte", "fr: '[site](www.aqua.lu/x)'", "unknown-link", "https://www.aqua.lu/x"),
    (UPDATE, "fr: Texte", "fr: '[mail](aide@aqua.lu)'", "unknown-link", "mailto:aide@aqua.lu"),
    (UPDATE, "fr: Texte", "fr: '[tel](+35227123456)'", "unknown-link", "tel:+35227123456"),
    (MARKDOWN, "---\nquestion", "———\nquestion", "yaml-syntax", "---"),
    (MARKDOWN, "---\nquestion", "--\nquestion", "yaml-syntax", "---"),
]


def _problems(root: Path, file: str, right: str, written: str) -> tuple[Problem, ...]:
    assert right in SITE[file]
    return _problems_of(root, {**SITE, file: SITE[file].replace(right, written)})


def _problems_of(root: Path, site: Mapping[str, str]) -> tuple[Problem, ...]:
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    for name, text in site.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return find_problems(examine(root, datetime(2026, 11, 27, tzinfo=UTC)))


@pytest.mark.parametrize(("file", "right", "written", "code", "repair"), MISTAKES)
def test_a_mistake_has_one_message_with_its_repair(
    file: str, right: str, written: str, code: str, repair: str, tmp_path: Path
) -> None:
    problems = _problems(tmp_path, file, right, written)
    assert [problem.code for problem in problems] == [code]
    assert f"`{repair}`" in problems[0].hint


@pytest.mark.parametrize(("file", "right", "written", "code", "repair"), MISTAKES)
def test_the_repair_passes(
    file: str, right: str, written: str, code: str, repair: str, tmp_path: Path
) -> None:
    (problem,) = _problems(tmp_path, file, right, written)
    path = tmp_path / file
    lines = path.read_text("utf-8").split("\n")
    place, line = problem.place, lines[problem.place.line - 1]
    key = repair.partition(":")[0]
    if line.strip().startswith(key) and ": " in repair:
        # The repair is the whole line.
        lines[place.line - 1] = line[: len(line) - len(line.lstrip(" \t"))].expandtabs(2) + repair
    else:
        start = place.column - 1
        lines[place.line - 1] = line[:start] + repair + line[start + place.length :]
    path.write_text("\n".join(lines), "utf-8")
    after = find_problems(examine(tmp_path, datetime(2026, 11, 27, tzinfo=UTC)))
    assert [p for p in after if p.is_error] == []


# A file in which one line is broken: what stands there, and all that is said of the file.
BROKEN = {
    "other mistakes are found before and after a colon in a text": (
        "status: investigatin\npublished: 2026-11-31\ntitle: Panne: le portail\n"
        "servces: {portal: operational}\ntext: {fr: Texte}\n",
        [(1, "unknown-value"), (2, "impossible-date"), (3, "yaml-syntax"), (4, "unknown-key")],
    ),
    "two colons in texts are two mistakes": (
        "status: investigating\ntitle: Panne: le portail\ntext: Bon: jour\n"
        "published: 2026-11-25 10:00\n",
        [(2, "yaml-syntax"), (3, "yaml-syntax")],
    ),
    "nothing is missing because of a broken line": (
        "status: investigating\npublished 2026-11-25 10:00\ntext: {fr: Texte}\n",
        [(2, "yaml-syntax")],
    ),
    "a word of a text is no unknown key if a quotation mark is never closed": (
        "status: investigating\ntitle: 'Panne\nBonjour: à tous\npublished: 2026-11-31\n",
        [(2, "yaml-syntax"), (4, "impossible-date")],
    ),
    "a key with a typing error is found below an open quotation mark": (
        "status: investigating\ntitle: 'Panne\npublishd: 2026-11-25\ntext: {fr: Texte}\n",
        [(2, "yaml-syntax"), (3, "unknown-key")],
    ),
    "an open bracket": (
        "status: resolvd\ncountries: [lu\npublished: 2026-11-31\ntext: {fr: Texte}\n",
        [(1, "unknown-value"), (2, "yaml-syntax"), (3, "impossible-date")],
    ),
    "a missing colon in the first line": (
        "status investigating\npublished: 2026-11-31\ntext: {fr: Texte}\n",
        [(1, "yaml-syntax"), (2, "impossible-date")],
    ),
    "a tab": (
        "status: investigating\ntext:\n\tfr: Texte\npublished: 2026-11-31\n",
        [(3, "yaml-syntax"), (4, "impossible-date")],
    ),
    "an alias is not unknown because its anchor is in another key": (
        "published: &day 2026-11-25 10:00\ntitle: Panne: le portail\nas_of: *day\n",
        [(2, "yaml-syntax")],
    ),
}


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_line_does_not_hide_the_other_mistakes_of_its_file(
    text: str, said: list[tuple[int, str]], tmp_path: Path
) -> None:
    problems = _problems_of(tmp_path, {**SITE, UPDATE: text})
    assert [(p.place.line, p.code) for p in problems] == said
    assert {p.place.file for p in problems} == {UPDATE}


def test_the_keys_of_a_markdown_file_are_checked_in_spite_of_a_broken_one(tmp_path: Path) -> None:
    text = "---\nquestion: Quelles: données ?\nupdated: 2026-11-31\n---\n\nAucune.\n"
    problems = _problems_of(tmp_path, {**SITE, MARKDOWN: text})
    assert [(p.place.line, p.place.column, p.code) for p in problems] == [
        (2, 18, "yaml-syntax"),
        (3, 10, "impossible-date"),
    ]


def test_a_service_is_not_made_of_the_words_of_a_broken_text(tmp_path: Path) -> None:
    text = "portal: {name: 'Portail}\nNote: à tous\nmail: {nam: {fr: Courriel}}\n"
    problems = _problems_of(tmp_path, {**SITE, "content/services.yml": text})
    assert [(p.place.line, p.code) for p in problems] == [(1, "yaml-syntax")]

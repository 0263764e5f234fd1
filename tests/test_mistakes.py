"""What people at night get wrong: one message each, with a repair that passes."""

from __future__ import annotations

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
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    for name, text in SITE.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == file:
            assert right in text
            text = text.replace(right, written)
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

"""Claims: contradictions between texts are found, and pages say what is known and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml.html import HtmlElement, fromstring

from site_builder.checking.examine import examine
from site_builder.checking.problem_text import render_problem, source_line
from site_builder.checking.rules import find_problems
from site_builder.model.problem import Problem
from tests.conftest import ROOT, copy_example, copy_shipped
from tests.sites import (
    AT,
    build_site,
    everything,
    page,
    problems_of,
    run_command,
    words,
    write_site,
)

CODES = {
    "contradiction",
    "contradiction-ahead",
    "unclear-correction",
    "unknown-claim",
    "unused-claim",
    "hedge",
}
CLAIMS = """\
# content/countries/lu.yml
locales: [fr, de]
# content/countries/de.yml
locales: [de]
# content/claims.yml
data-taken:
  question: {fr: Des données ont-elles été prises ?, de: Wurden Daten entwendet?}
  values:
    unknown: {fr: On ne le sait pas encore, de: Noch nicht bekannt}
    none: {fr: Aucune, de: Keine}
    some: {fr: Des e-mails ont été pris, de: E-Mails wurden entwendet}
# content/faq/categories.yml
data: {fr: Données, de: Daten}
# status/attack/incident.yml
title: {fr: Attaque, de: Angriff}
started: 2022-07-25
source: fr
# status/attack/2022-07-29.yml
status: investigating
as_of: 2022-07-29
text: {fr: Un, de: Eins}
claims: {data-taken: unknown}
"""
LATER = """\
# status/attack/2022-09-28.yml
as_of: 2022-09-28
text: {fr: Deux, de: Zwei}
claims: {data-taken: some}
"""
ANSWER = """\
# content/faq/data/taken.yml
question: {fr: Prises ?, de: Entwendet?}
answer: {fr: Réponse, de: Antwort}
source: fr
updated: 2022-08-22
claims: {data-taken: none}
supersedes: attack/2022-07-29
"""


def found(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.code in CODES]


def test_a_contradiction_names_both_places_their_dates_and_the_command(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, CLAIMS + LATER)
    assert render_problem(problem, source_line(tmp_path, problem.place)) == (
        "error[contradiction]: This text states “data-taken: unknown” (2022-07-29), but "
        "status/attack/2022-09-28.yml:3:22 states “data-taken: some” (2022-09-28). Readers see "
        "both in de, lu.\n"
        " --> status/attack/2022-07-29.yml:4:22\n"
        "  |\n"
        "4 | claims: {data-taken: unknown}\n"
        "  |                      ^^^^^^^\n"
        "  = hint: Run `site-builder add correction status/attack/2022-07-29.yml --claim "
        "data-taken=some`, or write `supersedes: 2022-07-29` in status/attack/2022-09-28.yml."
    )


@pytest.mark.parametrize(
    "more",
    [
        # The newer text replaces the older one.
        LATER + "supersedes: 2022-07-29\n",
        # The older one has been corrected.
        LATER.replace(
            "# status",
            "corrections:\n- {at: 2022-08, note: {fr: Faux}, claims: {data-taken: some}}\n# status",
        ),
        # A text of another country.
        LATER.replace("as_of", "countries: [de]\nas_of") + "supersedes: 2022-07-29\n"
        "# status/attack/2022-10-01.yml\nas_of: 2022-10-01\ncountries: [lu]\ntext: {fr: T}\n"
        "claims: {data-taken: unknown}\n",
        # Both say the same.
        LATER.replace("some", "unknown"),
    ],
)
def test_a_text_that_no_longer_stands_contradicts_nothing(more: str, tmp_path: Path) -> None:
    assert found(problems_of(tmp_path, CLAIMS + more)) == []


@pytest.mark.parametrize(
    "correction",
    [
        # Older than the text that it would have to take into account.
        "{at: 2022-08-01, note: {fr: Faute de frappe}}",
        # About the claim, but it states something else.
        "{at: 2022-10-01, note: {fr: Autre}, claims: {data-taken: none}}",
    ],
)
def test_a_correction_must_be_about_it(correction: str, tmp_path: Path) -> None:
    later = LATER.replace("# status", f"corrections:\n- {correction}\n# status")
    (problem,) = found(problems_of(tmp_path, CLAIMS + later))
    assert problem.code == "contradiction"


def test_a_correction_that_names_no_claim_is_asked_what_it_is_about(tmp_path: Path) -> None:
    correction = "corrections:\n- {at: 2022-10-01, note: {fr: Faux}}\n# status"
    (problem,) = found(problems_of(tmp_path, CLAIMS + LATER.replace("# status", correction)))
    assert (problem.code, problem.severity) == ("unclear-correction", "warning")
    assert (problem.place.file, problem.place.line) == ("status/attack/2022-07-29.yml", 6)
    assert "status/attack/2022-09-28.yml:3:22 contradicts: “data-taken: some”" in problem.message
    assert problem.hint.startswith("Add `claims: {data-taken: some}` to it, ")


@pytest.mark.parametrize("country", [None, "lu"])
def test_the_command_in_the_hint_settles_it(country: str | None, tmp_path: Path) -> None:
    own = "overrides:\n  lu: {answer: {fr: Non}, updated: 2022-08-01, claims: {data-taken: none}}\n"
    answer = ANSWER if country is None else ANSWER.replace("none", "some") + own
    root = write_site(tmp_path, CLAIMS + answer + LATER)
    before = found(find_problems(examine(root, AT)))
    commands = [p.hint.split("`")[1] for p in before if p.place.file.startswith("content")]
    assert commands == [
        "site-builder add correction content/faq/data/taken.yml "
        f"{'--country lu ' if country else ''}--claim data-taken=some"
    ]
    _, _, kind, *arguments = commands[0].split()
    config = str(root / "mkdocs.yml")
    result = run_command("add", "-f", config, kind, *arguments, "--note", "Si", "--no-edit")
    assert result.exit_code == 0, result.output
    after = find_problems(examine(root, datetime(2031, 1, 1, tzinfo=UTC)))
    assert not [p for p in found(after) if p.place.file.startswith("content")]


def test_two_texts_of_one_day_contradict_each_other(tmp_path: Path) -> None:
    same_day = ANSWER.replace("2022-08-22", "2022-09-28")
    (problem,) = problems_of(tmp_path, CLAIMS + LATER + "supersedes: 2022-07-29\n" + same_day)
    assert problem.code == "contradiction"
    assert {"taken.yml", "2022-09-28.yml"} <= {
        part.rpartition("/")[2].partition(":")[0]
        for part in (problem.place.file, *problem.message.split())
    }


def test_a_part_that_is_replaced_counts_if_the_newer_text_states_the_claim(tmp_path: Path) -> None:
    part = "supersedes: {entry: 2022-07-29, about: {fr: les données}}\n"
    assert found(problems_of(tmp_path, CLAIMS + LATER + part)) == []
    other = (
        CLAIMS + LATER + "# status/attack/2022-10-01.yml\nas_of: 2022-10-01\ntext: {fr: T}\n" + part
    )
    assert [p.code for p in found(problems_of(tmp_path, other))] == ["contradiction"]


def test_a_country_that_does_not_show_the_old_text_has_no_contradiction(tmp_path: Path) -> None:
    old = CLAIMS.replace("as_of: 2022-07-29\n", "as_of: 2022-07-29\ncountries: [lu]\n")
    assert "see both in lu." in found(problems_of(tmp_path, old + LATER))[0].message
    new = LATER.replace("as_of: 2022-09-28\n", "as_of: 2022-09-28\ncountries: [de]\n")
    assert found(problems_of(tmp_path, old + new)) == []


def test_an_answer_of_a_country_states_what_it_states_there(tmp_path: Path) -> None:
    own = "overrides:\n  lu: {answer: {fr: Non}, updated: 2022-12-01, claims: {data-taken: none}}\n"
    answer = ANSWER.replace("claims: {data-taken: none}", "claims: {data-taken: some}") + own
    later = LATER + "supersedes: 2022-07-29\n"
    (problem,) = found(problems_of(tmp_path, CLAIMS + later + answer))
    assert problem.place.file == "status/attack/2022-09-28.yml"
    assert "content/faq/data/taken.yml:8:" in problem.message
    assert "both in lu." in problem.message
    # Where the answer is another one, what the general answer states does not count.
    silent = answer.replace(", claims: {data-taken: none}}", "}").replace("some", "none")
    (problem,) = found(problems_of(tmp_path, CLAIMS + later + silent))
    assert "both in de." in problem.message


def test_a_standing_text_says_what_is_true_now(tmp_path: Path) -> None:
    summary = CLAIMS.replace("source: fr\n", "source: fr\nclaims: {data-taken: none}\n")
    (problem,) = found(problems_of(tmp_path, summary))
    assert problem.place.file == "status/attack/incident.yml"
    assert problem.hint == "Change the text and its `claims` to what is true now."


@pytest.mark.parametrize("line", ["draft: true", "published: 2023-05-01 09:00"])
def test_what_is_not_public_yet_is_a_warning(line: str, tmp_path: Path) -> None:
    ahead = LATER.replace("as_of: 2022-09-28", f"as_of: 2022-09-28\n{line}")
    (problem,) = found(problems_of(tmp_path, CLAIMS + ahead))
    assert (problem.code, problem.severity) == ("contradiction-ahead", "warning")
    assert problem.place.file == "status/attack/2022-09-28.yml"
    assert "status/attack/2022-07-29.yml:4:22 states “data-taken: unknown”" in problem.message
    assert found(problems_of(tmp_path, CLAIMS + ahead + "supersedes: 2022-07-29\n")) == []


def test_unknown_claims_and_values_are_errors_with_what_was_meant(tmp_path: Path) -> None:
    wrong = LATER.replace("data-taken: some", "data-take: some") + (
        "corrections:\n- {at: 2022-10, note: {fr: Faux}, claims: {data-taken: sme}}\n"
    )
    problems = found(problems_of(tmp_path, CLAIMS + wrong))
    assert [(p.code, p.message, p.hint) for p in problems] == [
        ("unknown-claim", "Unknown claim “data-take”.", "Did you mean `data-taken`?"),
        (
            "unknown-claim",
            "“sme” is not a value of the claim “data-taken”.",
            "Did you mean `some`?",
        ),
    ]


@pytest.mark.parametrize(
    ("site", "code"),
    [
        (CLAIMS.replace("{data-taken: unknown}", "[data-taken]"), "wrong-type"),
        (CLAIMS.replace("{data-taken: unknown}", "{data-taken: true}"), "wrong-type"),
        (CLAIMS.replace("{data-taken: unknown}", "{data-taken: {a: b}}"), "wrong-type"),
        (CLAIMS + "# content/claims.yml\ndata-taken: some\n", "wrong-type"),
        (CLAIMS + "# content/claims.yml\ndata-taken: {question: {fr: Q ?}}\n", "missing-key"),
        (CLAIMS + "# content/claims.yml\na: [b\n", "yaml-syntax"),
        (CLAIMS + "# content/claims.yml\n\n", "unknown-claim"),
    ],
)
def test_a_mistake_in_a_claim_gives_one_message(site: str, code: str, tmp_path: Path) -> None:
    assert [problem.code for problem in problems_of(tmp_path, site)] == [code]


@dataclass(frozen=True, kw_only=True)
class Planted:
    """What is written into a copy of a site: by file, the text to replace and what to write.

    `old` and `new` are the files whose statements of the claim contradict each other there.
    """

    files: dict[str, tuple[str, str]]
    claim: str
    old: str
    new: str
    countries: str


DATA, FAQ = "status/2026-10-27-data-incident", "content/faq/data"
REST = "group, de, at, lu, be, nl, fr, it, es, pt, br, pl, fi, il, ae"
SOME = {"content/claims.yml": ("    none:\n", "    some: {en: Both}\n    none:\n")}
EXAMPLE = [
    Planted(
        files={f"{DATA}/2026-11-18.yml": ("status:", "claims: {whose-data: unknown}\nstatus:")},
        claim="whose-data",
        old=f"{DATA}/2026-11-11.yml",
        new=f"{DATA}/2026-11-18.yml",
        countries="group, de, at, ch, lu, be, nl, fr, it, es, pt, br, pl, fi, il, ae",
    ),
    Planted(
        files={f"{FAQ}/am-i-affected.yml": ("covers:", "claims: {whose-data: unknown}\ncovers:")},
        claim="whose-data",
        old=f"{FAQ}/which-data.yml",
        new=f"{FAQ}/am-i-affected.yml",
        countries=REST,
    ),
    Planted(
        files=SOME | {f"{DATA}/2026-11-18.yml": ("status:", "claims: {passwords: some}\nstatus:")},
        claim="passwords",
        old=f"{FAQ}/which-data.yml",
        new=f"{DATA}/2026-11-18.yml",
        countries="ch",
    ),
    Planted(
        files=SOME | {f"{DATA}/incident.yml": ("started:", "claims: {passwords: some}\nstarted:")},
        claim="passwords",
        old=f"{DATA}/incident.yml",
        new=f"{FAQ}/which-data.yml",
        countries=REST,
    ),
    Planted(
        files=SOME | {"content/pages/about.en.md": ("title:", "claims: {passwords: some}\ntitle:")},
        claim="passwords",
        old="content/pages/about.en.md",
        new=f"{FAQ}/which-data.yml",
        countries=REST,
    ),
    Planted(
        files=SOME | {f"{FAQ}/what-to-do.yml": ("11-18\n", "10-29\nclaims: {passwords: some}\n")},
        claim="passwords",
        old=f"{FAQ}/what-to-do.yml",
        new=f"{FAQ}/which-data.yml",
        countries=REST,
    ),
    Planted(
        files={
            f"{DATA}/2026-11-13-switzerland.yml": (
                "status:",
                "claims: {whose-data: unknown}\nstatus:",
            )
        },
        claim="whose-data",
        old=f"{FAQ}/which-data.yml",
        new=f"{DATA}/2026-11-13-switzerland.yml",
        countries="ch",
    ),
    Planted(
        files={f"{DATA}/2026-11-11.yml": ("  - 2026-11-04-estimate\n", "")},
        claim="whose-data",
        old=f"{DATA}/2026-11-04-estimate.yml",
        new=f"{FAQ}/which-data.yml",
        countries="group",
    ),
]
CASE_CLAIMS = """\
data-taken:
  question: {en: Was data taken?}
  values: {unknown: {en: Not known yet}, none: {en: None}, some: {en: Some}}
lost:
  question: {en: Was data lost?}
  values: {none: {en: None}, mail: {en: Emails}}
"""
ATTACK = "status/2022-07-25-cyber-attack"
CASE = [
    Planted(
        files={
            f"{ATTACK}/2022-07-29.en.md": ("as_of:", "claims: {data-taken: unknown}\nas_of:"),
            f"{ATTACK}/2022-09-13-netherlands.yml": (
                "status:",
                "claims: {data-taken: some}\nstatus:",
            ),
        },
        claim="data-taken",
        old=f"{ATTACK}/2022-07-29.en.md",
        new=f"{ATTACK}/2022-09-13-netherlands.yml",
        countries="nl",
    ),
    # As the company's page had it: “no data was lost” beside “emails are lost”.
    Planted(
        files={
            "content/faq/what-happened/cause.yml": (
                "corrections:\n  - at: 2022-09-28",
                "claims: {lost: none}\ncorrections:\n  - at: 2022-08-23",
            ),
            f"{ATTACK}/2022-09-28.fr.md": ("as_of:", "claims: {lost: mail}\nas_of:"),
        },
        claim="lost",
        old="content/faq/what-happened/cause.yml",
        new=f"{ATTACK}/2022-09-28.fr.md",
        countries="lu",
    ),
    Planted(
        files={
            f"{FAQ}/which-data.yml": (
                "    updated: 2022-08-17",
                "    updated: 2022-08-17\n    claims: {data-taken: unknown}",
            ),
            f"{ATTACK}/2022-08-22.yml": ("status:", "claims: {data-taken: some}\nstatus:"),
        },
        claim="data-taken",
        old=f"{FAQ}/which-data.yml",
        new=f"{ATTACK}/2022-08-22.yml",
        countries="be",
    ),
    Planted(
        files={
            f"{ATTACK}/2022-08-11.yml": ("status:", "claims: {data-taken: some}\nstatus:"),
            f"{ATTACK}/2022-norway.yml": ("status:", "claims: {data-taken: none}\nstatus:"),
        },
        claim="data-taken",
        old=f"{ATTACK}/2022-08-11.yml",
        new=f"{ATTACK}/2022-norway.yml",
        countries="no",
    ),
]


def _problems_with(root: Path, planted: Planted) -> list[Problem]:
    for name, (old, new) in planted.files.items():
        text = (root / name).read_text("utf-8")
        assert old in text, name
        (root / name).write_text(text.replace(old, new, 1), "utf-8")
    return found(find_problems(examine(root, datetime(2026, 11, 30, tzinfo=UTC))))


def _is_told(problems: list[Problem], planted: Planted) -> bool:
    return any(
        problem.code == "contradiction"
        and problem.place.file == planted.old
        and f"but {planted.new}:" in problem.message
        and f"“{planted.claim}: " in problem.message
        and problem.message.endswith(f"both in {planted.countries}.")
        for problem in problems
    )


@pytest.mark.parametrize("planted", EXAMPLE)
def test_a_contradiction_planted_in_the_example_is_found(planted: Planted, tmp_path: Path) -> None:
    root = tmp_path / "nordlicht"
    copy_example(root)
    problems = _problems_with(root, planted)
    assert _is_told(problems, planted), [p.message for p in problems]


@pytest.mark.parametrize("planted", CASE)
def test_a_contradiction_planted_in_the_case_is_found(planted: Planted, tmp_path: Path) -> None:
    copy_shipped(tmp_path)
    (tmp_path / "content/claims.yml").write_text(CASE_CLAIMS, "utf-8")
    problems = _problems_with(tmp_path, planted)
    assert _is_told(problems, planted), [p.message for p in problems]


@pytest.mark.parametrize("site", [".", "examples/nordlicht", "examples/postwherry"])
def test_the_shipped_sites_have_no_false_alarm(site: str) -> None:
    problems = find_problems(examine(ROOT / site, datetime(2026, 11, 30, tzinfo=UTC)))
    assert found(problems) == []


def _board(site: Path, address: str) -> HtmlElement:
    (board,) = fromstring(page(site, address)).xpath("//section[@class='board']")
    return board


HISTORY = CLAIMS + ANSWER + LATER + "supersedes: faq/data/taken\n"


@pytest.mark.parametrize(
    ("edition", "says"),
    [
        (
            "lu/fr",
            "Ce que nous savons Des données ont-elles été prises ? Des e-mails ont été pris "
            "Établi depuis : 28 sept. 2022 Avant : Aucune (situation au 22 août 2022) "
            "Avant : On ne le sait pas encore (situation au 29 juil. 2022)",
        ),
        (
            "de/de",
            "Was wir wissen Wurden Daten entwendet? E-Mails wurden entwendet Bekannt seit: "
            "28. Sept. 2022 Zuvor: Keine (Stand: 22. Aug. 2022) Zuvor: Noch nicht bekannt "
            "(Stand: 29. Juli 2022)",
        ),
    ],
)
def test_pages_say_since_when_and_what_was_said_before(
    edition: str, says: str, tmp_path: Path
) -> None:
    site = build_site(write_site(tmp_path, HISTORY))
    for address in (edition, f"{edition}/incidents/attack"):
        board = _board(site, address)
        assert " ".join(board.text_content().split()) == says
        links = [str(href) for href in board.xpath(".//a/@href")]
        assert [href.rpartition("/")[2] for href in links] == [
            "#2022-09-28",
            "#taken",
            "#2022-07-29",
        ]


def test_a_correction_changes_what_a_text_states_from_its_date_on(tmp_path: Path) -> None:
    correction = "corrections:\n- {at: 2022-10-05, note: {fr: Si}, claims: {data-taken: some}}\n"
    answer = ANSWER + correction
    site = build_site(write_site(tmp_path, CLAIMS + answer))
    said = " ".join(_board(site, "lu/fr").text_content().split())
    assert "Des e-mails ont été pris Établi depuis : 5 oct. 2022 Avant : Aucune" in said
    assert "situation au 22 août 2022" in said


def test_the_board_has_what_is_known_what_is_not_and_what_happens_next(tmp_path: Path) -> None:
    more = """\
    # content/claims.yml
    data-taken:
      question: {fr: Des données ?}
      values: {unknown: {fr: Pas encore connu}, some: {fr: Oui}}
    who:
      question: {fr: Par qui ?}
      values: {group: {fr: Un groupe}}
    billing:
      question: {fr: Et les factures ?}
      values: {late: {fr: En retard}}
      countries: [de]
    # status/attack/2022-07-30.yml
    as_of: 2022-07-30
    text: {fr: Deux}
    next_update: 2023-02-02
    countries: [lu]
    # status/attack/2022-07-31.yml
    as_of: 2022-07-31
    text: {de: Drei}
    countries: [de]
    claims: {billing: late, who: group}
    # content/faq/data/when.yml
    question: {fr: Quand ?}
    answer: {fr: Bientôt}
    updated: 2022-07-30
    answer_by: 2023-01-15
    """
    site = build_site(write_site(tmp_path, CLAIMS + _dedented(more)))
    parts = [" ".join(part.text_content().split()) for part in _board(site, "lu/fr").xpath("./div")]
    assert parts == [
        "Ce que nous ne savons pas encore Des données ? Pas encore connu situation au "
        "29 juil. 2022 Par qui ?",
        "Les prochaines étapes Prochaine mise à jour annoncée (au plus tard : 2 févr. 2023). "
        "Quand ? Nous publierons une réponse plus complète (au plus tard : 15 janv. 2023).",
    ]
    assert "Et les factures ?" in words(page(site, "de/de"))
    assert "Et les factures ?" not in words(page(site, "lu/fr"))


def _dedented(text: str) -> str:
    return "".join(line.removeprefix("    ") for line in text.splitlines(keepends=True))


def test_a_board_in_a_right_to_left_language(example: Path) -> None:
    board = _board(example, "il/he")
    assert board.getroottree().xpath("string(//body/@dir)") == "rtl"
    said = " ".join(board.text_content().split())
    assert said.startswith(
        "מה ידוע לנו של מי הנתונים שהועתקו? של 400 לקוחות ידוע מאז: 11 בנוב׳ 2026 קודם לכן: "
    )
    assert "מי העתיק את הקבצים?" in said
    assert not board.xpath(".//*[@lang]")


def test_an_edition_without_claims_has_no_board(example: Path, shipped: Path) -> None:
    assert "board" not in page(example, "cz/cs")
    assert 'class="board"' not in page(shipped, "lu/fr")
    assert list((shipped / "assets/stylesheets").glob("known.*")) == []
    assert "stylesheets/known." not in page(example, "cz/cs")
    assert "stylesheets/known." in page(example, "de/de")
    assert "stylesheets/known." not in page(example, "de/de/contact")


def test_what_only_a_closed_incident_stated_leaves_the_home_page(tmp_path: Path) -> None:
    end = (
        "# status/attack/2022-10-10.yml\nstatus: resolved\nas_of: 2022-10-10\n"
        "text: {fr: Fin, de: Ende}\n"
    )
    later = LATER + "supersedes: 2022-07-29\n"
    site = build_site(write_site(tmp_path, CLAIMS + later + end))
    assert 'class="board"' not in page(site, "lu/fr")
    assert "Des e-mails ont été pris" in words(page(site, "lu/fr/incidents/attack"))


def test_a_fact_in_what_a_text_states_must_have_a_value_by_then(tmp_path: Path) -> None:
    facts = (
        "# content/facts.yml\ncount: {values: [{from: 2022-09-01, value: 12}]}\n"
        "# content/claims.yml\ndata-taken:\n  question: {fr: Combien ?}\n"
        '  values: {unknown: {fr: Inconnu}, some: {fr: "{count} clients"}}\n'
    )
    later = LATER + "supersedes: 2022-07-29\n"
    site = build_site(write_site(tmp_path, CLAIMS + later + facts))
    assert "12 clients" in words(page(site, "lu/fr"))
    # Before anything states it, its fact need not have a value.
    assert problems_of(tmp_path, CLAIMS + later + facts, datetime(2022, 8, 1, tzinfo=UTC)) == ()
    early = CLAIMS.replace("data-taken: unknown", "data-taken: some") + facts
    (problem,) = problems_of(tmp_path, early)
    assert (problem.code, problem.place.line) == ("fact-too-early", 4)


def test_a_draft_shows_its_claims_in_previews_only(tmp_path: Path) -> None:
    draft = LATER.replace("as_of", "draft: true\nas_of") + "supersedes: 2022-07-29\n"
    root = write_site(tmp_path, CLAIMS + draft)
    assert "Des e-mails ont été pris" not in words(page(build_site(root), "lu/fr"))
    run_command("build", "-f", str(root / "mkdocs.yml"), "--at", "2022-12-31", "--drafts")
    assert "Des e-mails ont été pris" in words(page(root / "preview", "lu/fr"))


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda text: text + "corrections: []\n", "contradiction"),
        (lambda text: text.replace("claims: {data-taken: some}\n", ""), None),
    ],
)
def test_a_warm_build_finds_what_a_cold_one_finds(
    edit: Callable[[str], str], code: str | None, tmp_path: Path
) -> None:
    root = write_site(tmp_path, CLAIMS + LATER + "supersedes: 2022-07-29\n")
    build_site(root)
    path = root / "status/attack/2022-09-28.yml"
    path.write_text(edit(path.read_text("utf-8").replace("supersedes: 2022-07-29\n", "")), "utf-8")
    result = run_command("build", "-f", str(root / "mkdocs.yml"), "--at", "2022-12-31")
    assert (f"error[{code}]" in result.output) == (code is not None)
    assert (result.exit_code == 0) == (code is None)


def test_pages_follow_a_text_that_they_do_not_show(tmp_path: Path) -> None:
    # The home page lists six questions; this one is the last, and nothing links the two texts.
    questions = "".join(
        f"# content/faq/data/q{i}.yml\nquestion: {{fr: Quoi {i} ?}}\nsource: fr\n"
        f"answer: {{fr: Ceci}}\nupdated: 2022-07-28\norder: {i}\n"
        for i in range(8)
    )
    warm, cold = tmp_path / "warm", tmp_path / "cold"
    for root in (warm, cold):
        root.mkdir()
        write_site(root, CLAIMS + questions)
    build_site(warm)
    assert "29 juil. 2022" in _board(warm / "site", "lu/fr").text_content()
    for root in (warm, cold):
        path = root / "content/faq/data/q7.yml"
        path.write_text(path.read_text("utf-8") + "claims: {data-taken: unknown}\n", "utf-8")
    assert everything(build_site(warm)) == everything(build_site(cold))
    for address in ("lu/fr", "lu/fr/incidents/attack"):
        assert "28 juil. 2022" in _board(warm / "site", address).text_content()

"""Problems as an editor reads them: the whole message, caret and all."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.checking.examine import examine
from site_builder.checking.problem_formats import render_github
from site_builder.checking.problem_text import render_problem, source_line
from site_builder.checking.rules import find_problems
from site_builder.model.message import in_turn
from site_builder.model.problem import Place, Problem
from tests.sites import AT, problems_of, write_site

LU = "# content/countries/lu.yml\nlocales: [fr]\n"
INCIDENT = LU + "# status/outage/incident.yml\ntitle: {fr: Panne}\nstarted: 2022-07-25\n"


def _messages(root: Path, site: str) -> str:
    problems = problems_of(root, site)
    return "\n\n".join(render_problem(p, source_line(root, p.place)) for p in problems)


CASES = {
    "a colon in a sentence": (
        LU + "name: Luxembourg: le Grand-Duché\n",
        """\
        error[yaml-syntax]: YAML reads a colon and a space inside a text as a second key.
         --> content/countries/lu.yml:2:17
          |
        2 | name: Luxembourg: le Grand-Duché
          |                 ^
          = hint: Put the text in quotes: `name: 'Luxembourg: le Grand-Duché'`""",
    ),
    "a tab": (
        LU + "contacts:\n\t- email: a@example.org\n",
        """\
        error[yaml-syntax]: YAML does not allow tabs for indentation.
         --> content/countries/lu.yml:3:1
          |
        3 |     - email: a@example.org
          | ^^^^
          = hint: Indent with two spaces instead: `- email: a@example.org`""",
    ),
    "a quote that is never closed": (
        LU + "name: 'Luxembourg\n",
        """\
        error[yaml-syntax]: This quotation mark is never closed.
         --> content/countries/lu.yml:2:7
          |
        2 | name: 'Luxembourg
          |       ^
          = hint: Close it: `name: 'Luxembourg'`. Inside single quotes, write an apostrophe twice.\
""",
    ),
    "a bracket that is never closed": (
        "# content/countries/lu.yml\nlocales: [fr, de\nname: Lux\n",
        """\
        error[yaml-syntax]: This “[” is never closed.
         --> content/countries/lu.yml:1:10
          |
        1 | locales: [fr, de
          |          ^
          = hint: Close it with `]` on the same line: `locales: [fr, de]`""",
    ),
    "a bracket that is open at the end of a file": (
        "# content/countries/lu.yml\nlocales: [\n",
        """\
        error[yaml-syntax]: This “[” is never closed.
         --> content/countries/lu.yml:1:10
          |
        1 | locales: [
          |          ^
          = hint: Close it with `]` on the same line: `locales: []`""",
    ),
    "no space behind a colon": (
        "# content/countries/lu.yml\nname:Lux\nlocales: [fr]\n",
        """\
        error[yaml-syntax]: A space is missing after this colon.
         --> content/countries/lu.yml:1:5
          |
        1 | name:Lux
          |     ^
          = hint: Write `name: Lux`.""",
    ),
    "a line that is indented too far": (
        LU + "  name: Lux\n",
        """\
        error[yaml-syntax]: This line is indented below a key that already has a value.
         --> content/countries/lu.yml:2:3
          |
        2 |   name: Lux
          |   ^
          = hint: Start it in the same column as the key above: `name: Lux`""",
    ),
    "a line that is indented unlike its neighbours": (
        LU + "name:\n   fr: Lux\n  de: Lux\n",
        """\
        error[yaml-syntax]: This line is indented by 2 spaces, unlike any line above it.
         --> content/countries/lu.yml:4:3
          |
        4 |   de: Lux
          |   ^
          = hint: Start lines that belong together in the same column.""",
    ),
    "a word behind a quoted text": (
        LU + "name: 'Lux' bourg\n",
        """\
        error[yaml-syntax]: This quotation mark (') ends the text, but more text follows.
         --> content/countries/lu.yml:2:11
          |
        2 | name: 'Lux' bourg
          |           ^
          = hint: Write `name: '''Lux'' bourg'`.""",
    ),
    "an at sign at the start": (
        LU + "name: @home\n",
        """\
        error[yaml-syntax]: A text without quotes cannot start with “@”.
         --> content/countries/lu.yml:2:7
          |
        2 | name: @home
          |       ^
          = hint: Put the text in quotes: `name: '@home'`""",
    ),
    "a key twice": (
        LU + "name: A\nname: B\n",
        """\
        error[duplicate-key]: The key “name” is already in line 2.
         --> content/countries/lu.yml:3:1
          |
        3 | name: B
          | ^^^^
          = hint: Keep one of the two and delete the other.""",
    ),
    "a comma inside braces": (
        LU + "name: {fr: le pays, la ville}\n",
        """\
        error[unknown-locale]: “la ville” is not a valid language code.
         --> content/countries/lu.yml:2:21
          |
        2 | name: {fr: le pays, la ville}
          |                     ^^^^^^^^
          = hint: A comma ends a text inside braces. Put the text in quotes: `{fr: 'a, b'}`.""",
    ),
    "a date that does not exist": (
        LU + "# status/outage/incident.yml\ntitle: {fr: Panne}\nstarted: 2022-02-30\n",
        """\
        error[impossible-date]: “2022-02-30” does not exist: February 2022 has 28 days.
         --> status/outage/incident.yml:2:10
          |
        2 | started: 2022-02-30
          |          ^^^^^^^^^^
          = hint: Write a day from 01 to 28.""",
    ),
    "an unknown fact inside a block scalar": (
        INCIDENT
        + "# status/outage/2022-07-29.yml\nstatus: monitoring\nas_of: 2022-07-29\ntext:\n  fr: |\n"
        "    Première ligne.\n\n    Il y a {numbre} clients.\n"
        "# content/facts.yml\nnombre: 4\n",
        """\
        error[unknown-fact]: Unknown fact “numbre”.
         --> status/outage/2022-07-29.yml:7:12
          |
        7 |     Il y a {numbre} clients.
          |            ^^^^^^^^
          = hint: Did you mean `nombre`?""",
    ),
    "an unknown fact in a Markdown body": (
        INCIDENT
        + "# status/outage/2022-07-29.fr.md\n---\nstatus: monitoring\nas_of: 2022-07-29\n---\n\n"
        "Un {a}, deux {b}.\n# content/facts.yml\na: 4\n",
        """\
        error[unknown-fact]: Unknown fact “b”.
         --> status/outage/2022-07-29.fr.md:6:14
          |
        6 | Un {a}, deux {b}.
          |              ^^^
          = hint: Add it to content/facts.yml. For a brace in the text, write `{{`.""",
    ),
    "a wide character before the place": (
        INCIDENT
        + "# status/outage/2022-07-29.yml\nstatus: monitoring\nas_of: 2022-07-29\n"
        "text: {fr: 東京 {n}}\n".replace("{fr: 東京 {n}}", "{fr: '東京 {n}'}"),
        """\
        error[unknown-fact]: Unknown fact “n”.
         --> status/outage/2022-07-29.yml:3:16
          |
        3 | text: {fr: '東京 {n}'}
          |                  ^^^
          = hint: Add it to content/facts.yml. For a brace in the text, write `{{`.""",
    ),
    "a front matter without an end": (
        LU + "# content/pages/about.fr.md\n---\ntitle: À propos\n\nTexte\n",
        """\
        error[yaml-syntax]: The front matter that starts here is never closed.
         --> content/pages/about.fr.md:1:1
          |
        1 | ---
          | ^^^
          = hint: Add a line with only `---` after the last key.""",
    ),
    "an apostrophe inside single quotes": (
        LU + "name: {fr: 'l'eau'}\n",
        """\
        error[yaml-syntax]: This quotation mark (') ends the text, but more text follows.
         --> content/countries/lu.yml:2:14
          |
        2 | name: {fr: 'l'eau'}
          |              ^
          = hint: Write `name: {fr: 'l''eau'}`.""",
    ),
    "a colon inside braces": (
        LU + "name: {fr: 'Pays', en: Country: Luxembourg}\n",
        """\
        error[yaml-syntax]: A comma or a closing bracket is missing before this character.
         --> content/countries/lu.yml:2:31
          |
        2 | name: {fr: 'Pays', en: Country: Luxembourg}
          |                               ^
          = hint: Write a comma between items, and put a text that contains a colon, comma or \
brace in quotes: `{fr: 'a: b', en: 'c, d'}`.""",
    ),
    "a text that begins with a fact": (
        LU + "name: {customers} clients\n",
        """\
        error[yaml-syntax]: A text without quotes cannot start with “{”.
         --> content/countries/lu.yml:2:7
          |
        2 | name: {customers} clients
          |       ^
          = hint: Put the text in quotes: `name: '{customers} clients'`""",
    ),
    "a text that begins with stars": (
        LU + "name: *Luxembourg*\n",
        """\
        error[yaml-syntax]: A text without quotes cannot start with “*”.
         --> content/countries/lu.yml:2:7
          |
        2 | name: *Luxembourg*
          |       ^
          = hint: Put the text in quotes: `name: '*Luxembourg*'`""",
    ),
    "a path of Windows in double quotes": (
        LU + 'name: "C:\\Users"\n',
        """\
        error[yaml-syntax]: A backslash has a special meaning inside double quotes.
         --> content/countries/lu.yml:2:12
          |
        2 | name: "C:\\Users"
          |            ^
          = hint: Put the text in single quotes: `name: 'C:\\Users'`""",
    ),
    "a line without a colon": (
        LU + "name: Luxembourg\ntime zone\nlinks: []\n",
        """\
        error[yaml-syntax]: This line is neither `key: value` nor part of the text above it.
         --> content/countries/lu.yml:3:1
          |
        3 | time zone
          | ^^^^^^^^^
          = hint: If it is a key, write a colon after it: `key: value`. If not, indent the line.""",
    ),
    "a non-breaking space behind a colon": (
        LU + "name:\u00a0Luxembourg\ntime_zone: UTC\n",
        """\
        error[yaml-syntax]: A space is missing after this colon.
         --> content/countries/lu.yml:2:5
          |
        2 | name:\u00a0Luxembourg
          |     ^
          = hint: Write `name: Luxembourg`.""",
    ),
    "a zero-width space before a key": (
        LU + "\u200bname: Luxembourg\n",
        """\
        error[unknown-key]: This key contains an invisible character.
         --> content/countries/lu.yml:2:1
          |
        2 | \u200bname: Luxembourg
          | ^^^^
          = hint: Type the key again: `name`.""",
    ),
    "quotes from a word processor": (
        LU + "name: “Luxembourg: le pays”\n",
        """\
        error[yaml-syntax]: YAML reads a colon and a space inside a text as a second key.
         --> content/countries/lu.yml:2:18
          |
        2 | name: “Luxembourg: le pays”
          |                  ^
          = hint: Put the text in quotes: `name: '“Luxembourg: le pays”'`""",
    ),
    "a key with nothing behind it": (
        LU + "# status/outage/incident.yml\ntitle: {fr: Panne}\nstarted: 2022\ncountries:\n",
        """\
        error[wrong-type]: “countries” has no value.
         --> status/outage/incident.yml:3:1
          |
        3 | countries:
          | ^^^^^^^^^
          = hint: Write the value, or delete the line.""",
    ),
    "a language written in another form": (
        "# content/countries/lu.yml\nlocales: [fr_LU]\n# status/outage/incident.yml\n"
        "title: {fr: Panne}\nstarted: 2022\n",
        """\
        error[unknown-locale]: “fr_LU” is not a valid language code.
         --> content/countries/lu.yml:1:11
          |
        1 | locales: [fr_LU]
          |           ^^^^^
          = hint: Write `fr-LU`.""",
    ),
    "a text in two files": (
        INCIDENT + "# status/outage/2022-07-29.yml\nstatus: monitoring\nas_of: 2022-07-29\n"
        "text: {fr: Texte}\n# status/outage/2022-07-29.fr.md\nAutre texte\n",
        """\
        error[duplicate-key]: “text” is already in status/outage/2022-07-29.yml, line 3.
         --> status/outage/2022-07-29.fr.md:1:1
          |
        1 | Autre texte
          | ^
          = hint: Keep one of the two and delete the other.""",
    ),
    "a link whose words are like its target": (
        INCIDENT
        + "# status/outage/2022-07-29.fr.md\n---\nstatus: monitoring\nas_of: 2022-07-29\n---\n\n"
        "Voir [kontakt](kontakt) et kontakt.\n",
        """\
        error[unknown-link]: “kontakt” does not exist on this site.
         --> status/outage/2022-07-29.fr.md:6:16
          |
        6 | Voir [kontakt](kontakt) et kontakt.
          |                ^^^^^^^
          = hint: Did you mean `contact`?""",
    ),
    "a mistake in one item of a list leaves the places of the others right": (
        LU + "contacts:\n  - aide@example.org\n"
        "  - {email: a@example.org, from: 2022-08, until: 2022-07}\n",
        """\
        error[wrong-type]: A map of keys and values is expected here, not the text \
“aide@example.org”.
         --> content/countries/lu.yml:3:5
          |
        3 |   - aide@example.org
          |     ^^^^^^^^^^^^^^^^
          = hint: Write `{email: 'aide@example.org'}`.

        error[contact-order]: This contact ends before it starts.
         --> content/countries/lu.yml:4:50
          |
        4 |   - {email: a@example.org, from: 2022-08, until: 2022-07}
          |                                                  ^^^^^^^
          = hint: Write a date for `until` that is not before `from`, or swap the two.""",
    ),
    "a file that cannot be read makes nothing unknown that it may name": (
        LU + "# content/facts.yml\nfiles: 4: 5\n# content/services.yml\n- portal\n"
        "# status/outage/incident.yml\ntitle: {fr: '{files}'}\nstarted: 2022\n"
        "services: {portal: major_outage}\n",
        """\
        error[yaml-syntax]: YAML reads a colon and a space inside a text as a second key.
         --> content/facts.yml:1:9
          |
        1 | files: 4: 5
          |         ^
          = hint: Put the text in quotes: `files: '4: 5'`

        error[wrong-type]: This file has no keys.
         --> content/services.yml:1:1
          |
        1 | - portal
          | ^
          = hint: Write `key: value` lines without a leading `-`; docs/formats.md lists the keys.\
""",
    ),
    "several problems of several files": (
        LU + "time_zon: UTC\n# status/outage/incident.yml\ntitle: 5\nstarted: 2022-07-25\n",
        """\
        error[unknown-key]: Unknown key “time_zon”.
         --> content/countries/lu.yml:2:1
          |
        2 | time_zon: UTC
          | ^^^^^^^^
          = hint: Did you mean `time_zone`?

        error[wrong-type]: A text is expected here, not the number 5.
         --> status/outage/incident.yml:1:8
          |
        1 | title: 5
          |        ^
          = hint: Put it in quotes: `"5"`.""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_message_says_what_to_write(name: str, tmp_path: Path) -> None:
    site, expected = CASES[name]
    assert _messages(tmp_path, site) == textwrap.dedent(expected)


@pytest.mark.parametrize(
    "text",
    [
        "name: {en: Is it safe?, fr: Oui}\n",
        "name: {fr: no}\n",
        "name: {fr: on}\n",
        "name: {fr: 12:30}\n",
        "name: {fr: 2022-09-28}\n",
        "name: {fr: 'c''est'}\n",
        "name:\n  fr: >-\n    une\n    ligne\n",
    ],
)
def test_what_yaml_1_2_reads_as_text_is_text(text: str, tmp_path: Path) -> None:
    assert problems_of(tmp_path, LU + text) == ()


@pytest.mark.parametrize("prefix", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_places_hold_with_a_byte_order_mark_and_windows_line_ends(
    prefix: bytes, line_end: bytes, tmp_path: Path
) -> None:
    write_site(tmp_path, LU)
    path = tmp_path / "content/countries/lu.yml"
    path.write_bytes(prefix + b"locales: [fr]\nnam: X\n".replace(b"\n", line_end))
    (problem,) = find_problems(examine(tmp_path, AT))
    assert (problem.place.line, problem.place.column) == (2, 1)


def test_text_that_is_not_utf_8_is_said_to_be_so(tmp_path: Path) -> None:
    write_site(tmp_path, LU)
    (tmp_path / "content/site.yml").write_bytes("name: Café\n".encode("latin-1"))
    (problem,) = find_problems(examine(tmp_path, AT))
    assert (problem.code, problem.place.line, problem.place.column) == ("file-name", 1, 10)


def test_places_hold_behind_the_line_ends_that_only_yaml_1_1_knows(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, LU + "name: 'a\u2028b\u0085c'\nnam: X\n")
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [("unknown-key", 3, 1)]


def test_spaces_behind_the_dashes_of_front_matter_change_nothing(tmp_path: Path) -> None:
    page = "# content/pages/about.fr.md\n--- \ntitle: À propos\n---\t\n\nTexte\n"
    assert problems_of(tmp_path, LU + page) == ()


def test_github_gets_one_line_with_its_signs_escaped() -> None:
    place = Place("content/a,b:c.yml", 3, 7)
    problem = Problem(
        code="unknown-key",
        severity="error",
        place=place,
        message=in_turn("100 %\nwrong:"),
        hint=in_turn("Mend it."),
    )
    assert render_github(problem) == (
        "::error file=content/a%2Cb%3Ac.yml,line=3,col=7,title=unknown-key::"
        "100 %25%0Awrong: Mend it."
    )


_PIECES = st.sampled_from(
    [
        "title: ", "text: ", "status: ", "as_of: ", "services: ", "supersedes: ", "countries: ",
        "question: ", "answer: ", "updated: ", "overrides: ", "corrections: ", "contacts: ",
        "locales: ", "facts: ", "values: ", "value: ", "email: ", "hours: ", "published: ",
        "fr", "no", "lu", "group", "2022-07-29", "2022", "monitoring", "{a}", "{", "}", "[", "]",
        ": ", ", ", "- ", "\n", "\n  ", "\n- ", "|", ">", "'", '"', "&a ", "*a", "---\n", "é", "東",
        "\t", "\u00a0", "1", "12 %", "true", "~", "[x](y)", "![x](y)", "](", "faq/a/b", "#", "@",
    ]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=25).map("".join) | st.text(max_size=80)
_NAMES = st.sampled_from(
    [
        "content/countries/lu.yml", "content/site.yml", "content/facts.yml", "content/services.yml",
        "content/faq/categories.yml", "content/faq/data/which.yml", "content/faq/data/which.fr.md",
        "content/pages/about.fr.md", "status/outage/incident.yml", "status/outage/maintenance.yml",
        "status/outage/2022-07-29.yml", "status/outage/2022-07-29.fr.md", "status/outage/2022.yml",
    ]
)  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=st.dictionaries(_NAMES, _TEXTS.map(str.encode) | st.binary(max_size=40), max_size=6))
def test_no_input_makes_the_checker_fail(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("any")
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for problem in find_problems(examine(root, AT)):
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.hint
        assert render_problem(problem, source_line(root, problem.place))

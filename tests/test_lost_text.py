"""What is written arrives: YAML's signs inside texts are errors that show the line to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from site_builder.reading.document import Document, Positions
from site_builder.reading.entry import EntryFile, join_files
from site_builder.shapes.shaping import shape_documents
from tests.sites import problems_of

LU = "# content/countries/lu.yml\nlocales: [fr]\n"
INCIDENT = LU + "# status/outage/incident.yml\ntitle: {fr: Panne}\nstarted: 2022-07-25\n"
UPDATE = INCIDENT + "# status/outage/2022-07-29.yml\nstatus: monitoring\nas_of: 2022-07-29\n"

COMMENTS = {
    "an update's text": (
        UPDATE + "text: We fixed #12 and more\n",
        ("status/outage/2022-07-29.yml", 3, 16),
        "text: 'We fixed #12 and more'",
    ),
    "a text that begins with it": (
        UPDATE + "text:\n  fr: #AguaSegura l'eau est sûre\n",
        ("status/outage/2022-07-29.yml", 4, 7),
        "fr: '#AguaSegura l''eau est sûre'",
    ),
    "a text that goes on in the next line": (
        UPDATE + "text: We fixed\n  #12 and more\n",
        ("status/outage/2022-07-29.yml", 4, 3),
        "text: 'We fixed #12 and more'",
    ),
    "a heading that is not indented enough": (
        UPDATE + "text: |\n  Un\n # Deux\nsource: fr\n",
        ("status/outage/2022-07-29.yml", 5, 2),
        "  # Deux",
    ),
    "a braced text over several lines": (
        UPDATE + "title: {fr: Point #3\n  , de: x}\ntext: {fr: Un}\n",
        ("status/outage/2022-07-29.yml", 3, 19),
        "title: {fr: 'Point #3'",
    ),
    "a correction's note": (
        UPDATE + "text: Un\ncorrections:\n  - at: 2022-07-30\n    note: See #4\n",
        ("status/outage/2022-07-29.yml", 6, 15),
        "note: 'See #4'",
    ),
    "an incident's title": (
        LU + "# status/outage/incident.yml\ntitle: Power cut  # for legal\nstarted: 2022\n",
        ("status/outage/incident.yml", 1, 19),
        "title: 'Power cut # for legal'",
    ),
    "the front matter of a Markdown file": (
        INCIDENT + "# status/outage/2022-07-29.fr.md\n---\ntitle: Point #3\nstatus: monitoring\n"
        "as_of: 2022-07-29\n---\nUn\n",
        ("status/outage/2022-07-29.fr.md", 2, 14),
        "title: 'Point #3'",
    ),
    "a category": (
        LU + "# content/faq/categories.yml\ndata: Data #1\n",
        ("content/faq/categories.yml", 1, 12),
        "data: 'Data #1'",
    ),
    "a fact": (
        LU + "# content/facts.yml\nletter: Form #3\n",
        ("content/facts.yml", 1, 14),
        "letter: 'Form #3'",
    ),
    "a purpose": (
        LU + "contacts:\n  - email: a@example.org\n    purposes:\n      - Bill #3\n",
        ("content/countries/lu.yml", 5, 14),
        "- 'Bill #3'",
    ),
    "a street": (
        LU + "contacts:\n  - post:\n      street: Main St #12\n      city: Lux\n",
        ("content/countries/lu.yml", 4, 23),
        "street: 'Main St #12'",
    ),
    "a service's name": (
        LU + "# content/services.yml\nweb:\n  name: Portal #2\n",
        ("content/services.yml", 2, 16),
        "name: 'Portal #2'",
    ),
}


@pytest.mark.parametrize("name", COMMENTS)
def test_a_comment_never_cuts_off_a_text(name: str, tmp_path: Path) -> None:
    site, place, repaired = COMMENTS[name]
    [problem] = problems_of(tmp_path, site)
    found = problem.place
    assert (problem.code, problem.severity) == ("lost-text", "error")
    assert ((found.file, found.line, found.column), f"`{repaired}`" in problem.hint) == (
        place,
        True,
    ), problem.hint


@pytest.mark.parametrize(
    ("value", "repaired"),
    [
        ("!Importante agua", "fr: '!Importante agua'"),
        ("!Importante", "fr: '!Importante'"),
        ("&Aguas seguras", "fr: '&Aguas seguras'"),
        ("*Aguas seguras", "fr: '*Aguas seguras'"),
        ("**bold** text", "fr: '**bold** text'"),
        ("%x", "fr: '%x'"),
        ("@team", "fr: '@team'"),
        ("`code` runs", "fr: '`code` runs'"),
        ("- a list", "fr: '- a list'"),
        ("? why", "fr: '? why'"),
        ("> quoted", "fr: '> quoted'"),
    ],
)
def test_a_text_that_begins_with_a_sign_of_yaml_is_shown_in_quotes(
    value: str, repaired: str, tmp_path: Path
) -> None:
    [problem] = problems_of(tmp_path, f"{LU}name:\n  fr: {value}\n  de: Lux\n")
    place = problem.place
    assert (problem.code, place.line, place.column) == ("yaml-syntax", 3, 7)
    assert f"`{repaired}`" in problem.hint


@pytest.mark.parametrize(
    ("key", "value"),
    [("name", "007"), ("name", "1.10"), ("name", "Null"), ("name", "True"), ("name", "1e3")],
)
def test_a_number_in_place_of_a_text_is_shown_in_quotes_as_it_was_written(
    key: str, value: str, tmp_path: Path
) -> None:
    [problem] = problems_of(tmp_path, f"{LU}{key}: {value}\n")
    assert (problem.code, problem.hint) == ("wrong-type", f'Put it in quotes: `"{value}"`.')


def test_a_telephone_number_keeps_its_zero(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, LU + "contacts:\n  - phone: 0123456\n")
    assert problem.hint == 'Put it in quotes: `"0123456"`.'


def test_a_comment_that_takes_a_brace_away_is_named(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, UPDATE + "text: {fr: Point #12, de: Punkt}\nsource: fr\n")
    place = problem.place
    assert (problem.code, place.line, place.column) == ("yaml-syntax", 3, 18)
    assert problem.hint == "Put the text in quotes: `text: {fr: 'Point #12', de: Punkt}`"


def test_comments_that_cut_nothing_off_stay(tmp_path: Path) -> None:
    site = """\
        # content/countries/lu.yml
        # A comment of its own
        locales: [fr] # the languages
        time_zone: Europe/Luxembourg # as in law
        contacts:
          # The first one
          - email: a@example.org # until May
            # checked
            purposes: [Factures] # and more
        # content/facts.yml
        affected: 146000 # checked
        part: 12 % # checked
        day: 2022-07-03 # checked
        # status/outage/incident.yml
        title: {
          fr: Panne, # the first
          # the second
          de: 'Ausfall' # checked
        }
        started: 2022-07-25 # in the evening
        # status/outage/2022-07-29.yml
        status: monitoring # checked
        as_of: 2022-07-29
        source: fr
        title: &title
          # French first
          fr: Point
          # then German
          de: Punkt
        # then the text
        text: | # all of it
          # Titre
          Un
        # the end
        corrections:
          - at: 2022-07-30
            note: *title
        """
    assert problems_of(tmp_path, site) == ()


def _shaped(text: str) -> tuple[object, set[int]]:
    """The text of a question in French as it arrives, and the lines with errors."""
    source = f"question:\n  fr: {text}\n  de: Frage\nanswer: {{fr: x}}\nupdated: 2022\n"
    joined = join_files("question", "data", "which", [EntryFile("which.yml", None, source)])
    lines = {f.place.line for f in (*joined.syntax, *joined.duplicates, *joined.types)}
    document = joined.document or Document(
        kind="question", id="", owner="", file="", value={}, positions=Positions({}, {}), sources={}
    )
    if joined.document is not None:
        [shaped] = shape_documents([document])
        lines |= {error.finding.place.line for error in shaped.errors}
    question = document.value.get("question")
    return (question.get("fr") if isinstance(question, dict) else question), lines


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(list("#!&*%@`-?:|>{}[],'\"~=<\\ \t")),
            st.text("aé水1٣ـ\u00a0", max_size=3),
        ),
        max_size=12,
    ).map("".join)
)
@example("a #b")
@example("#")
@example("!a")
@example("&a b")
@example("a: b")
@example("~")
def test_a_text_arrives_whole_or_its_line_is_an_error(text: str) -> None:
    arrived, lines = _shaped(text)
    if lines:
        assert 2 in lines, lines
    elif text.strip()[:1] not in ("'", '"'):
        # Words in quotes are words; between others, YAML folds spaces.
        assert str(arrived).split() == text.split(), arrived

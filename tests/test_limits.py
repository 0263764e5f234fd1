"""What a file may hold at most: check and build say the same, and neither fails on it."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from tests.sites import OUTAGE, problems_of, run_command, write_site

SITE = f"{OUTAGE}# content/faq/categories.yml\ndata: {{fr: Données}}\n"
QUESTION = "# content/faq/data/q.fr.md\n---\nquestion: Q\nupdated: 2022-07-01\n---\n"


@pytest.mark.parametrize(
    ("code", "file"),
    [
        ("unknown-link", QUESTION + "[a](nowhere)\n" * 450),
        ("unknown-fact", QUESTION + "".join(f"{{x{i}}}\n" for i in range(450))),
        ("stray-brace", QUESTION + "a } b\n" * 450),
        ("raw-html", QUESTION + "a <b>c</b>\n" * 450),
        ("duplicate-key", "# content/facts.yml\n" + "a: 1\n" * 451),
        ("lost-text", "# content/facts.yml\n" + "".join(f"a{i}: b #c\n" for i in range(450))),
    ],
)
def test_of_many_problems_of_a_kind_the_first_are_listed_and_the_others_counted(
    code: str, file: str, tmp_path: Path
) -> None:
    found = [p for p in problems_of(tmp_path, SITE + file) if p.code == code]
    assert len(found) == 100
    assert found[-1].message.endswith("And 350 more problems of this kind in this file.")
    assert "more problems" not in found[-2].message
    assert found == sorted(found, key=lambda p: p.place)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fr: Panne", 'fr: "\\u200b"'),
        ("fr: Panne", 'fr: "\\ue000 \\u2060"'),
        ("fr: Texte", 'fr: "\\u200b\\ufeff"'),
        ("fr: Données", 'fr: "\\u202e"'),
    ],
)
def test_a_text_of_which_nothing_is_seen_is_empty(old: str, new: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace(old, new))
    for command in ("check", "build"):
        result = run_command(command, "-f", str(root / "mkdocs.yml"))
        assert result.exit_code == 1
        assert "This text is empty." in result.output
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("number", "is_fine"),
    [
        ("999999999999999", True),
        ("-0.123456789012345", True),
        ("999999999999999.123456789012345", True),
        ("999999999999999.123456789012345 %", True),
        ("1.1234567890123456", False),
        ("12.5 %", True),
        ("9999999999999999", False),
        ("12345678901234567890123456789", False),
        ("1e30", False),
        ("1e-30", False),
        ("99999999999999999999999999999.5 %", False),
        ("9" * 4000, True),
    ],
)
def test_a_number_has_as_many_digits_as_can_be_told_apart(
    number: str, is_fine: bool, tmp_path: Path
) -> None:
    facts = f"# content/facts.yml\nn: {number}\n{QUESTION}{{n}}\n"
    root = write_site(tmp_path, SITE + facts)
    for command in ("check", "build"):
        result = run_command(command, "-f", str(root / "mkdocs.yml"), "--at", "2022-12-31")
        assert (result.exit_code == 0) == is_fine, result.output
        assert ("error[fact-value]" in result.output) == (not is_fine)


@pytest.mark.parametrize(
    "file",
    [
        QUESTION + "> " * 500 + "x\n",
        QUESTION + "".join(f"{'  ' * depth}- a\n" for depth in range(500)),
        QUESTION + "*a_" * 5000 + "\n",
        QUESTION + "[" * 5000 + "\n",
        QUESTION + "| a | b |\n|---|---|\n" + "| some | words |\n" * 5000,
        f"# content/facts.yml\na: {'[' * 450}{']' * 450}\n",
        f"# content/facts.yml\na: {'{a: ' * 450}1{'}' * 450}\n",
        f"# content/facts.yml\na: {'[' * 100_000}\n",
    ],
    ids=["quotes", "lists", "emphasis", "brackets", "table", "YAML lists", "YAML maps", "open"],
)
def test_depth_and_length_break_nothing(file: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE + file)
    codes = []
    for command in ("check", "build"):
        result = run_command(command, "-f", str(root / "mkdocs.yml"), "--at", "2022-12-31")
        assert result.exit_code in (0, 1)
        assert "bug in site-builder" not in result.output
        codes.append(result.exit_code)
    assert codes[0] == codes[1]


def test_values_and_names_of_files_forge_no_line_of_output(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        SITE.replace(
            "status: investigating",
            'status: "x\\n::error::forged\\e[31m"\n"y\\n::error::forged": 1',
        ),
    )
    (root / "content/a\n::error::forged\x1b[31m.txt").write_text("x")
    for form in ("text", "github"):
        result = run_command("check", "-f", str(root / "mkdocs.yml"), "--format", form)
        assert result.exit_code == 1
        assert "forged" in result.output
        assert not [line for line in result.output.splitlines() if line.startswith("::error::f")]
        assert "\x1b[31m" not in result.output


@pytest.mark.parametrize(
    "line",
    ["https://host@.example/\n", "[a](nowhere@)\n", "[a](nowhere)\n", "{x@}\n", "a } b\n"],
)
def test_four_times_as_much_takes_no_more_than_a_few_times_as_long(
    line: str, tmp_path: Path
) -> None:
    def seconds(lines: int) -> float:
        root = tmp_path / str(lines)
        root.mkdir()
        text = SITE + QUESTION + "".join(line.replace("@", str(i)) for i in range(lines))
        begun = process_time()
        problems_of(root, text)
        return process_time() - begun

    seconds(10)
    # Sixteen times, if each line were compared with all others.
    assert seconds(4000) < 10 * max(seconds(1000), 0.05)


def test_of_a_long_line_the_part_around_the_problem_is_shown(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"{SITE}{QUESTION}{'a ' * 50_000}[x](nowhere) {'b ' * 50_000}\n")
    result = run_command("check", "-f", str(root / "mkdocs.yml"))
    assert "content/faq/data/q.fr.md:5:100005" in result.output
    lines = result.output.splitlines()
    (number,) = (i for i, text in enumerate(lines) if text.startswith("5 |"))
    line, carets = lines[number : number + 2]
    assert len(line) < 260
    assert line[carets.index("^") : carets.rindex("^") + 1] == "nowhere"


def test_a_terminal_shows_only_the_start_of_a_long_hint(tmp_path: Path) -> None:
    root = write_site(
        tmp_path, f"{SITE}# content/countries/be.yml\nlocales: [fr]\nname: a: {'b' * 2000}\n"
    )
    shown = run_command("check", "-f", str(root / "mkdocs.yml"))
    (hint,) = [line for line in shown.output.split("\n") if "= hint: " in line]
    assert hint.startswith("  = hint: Put the text in quotes: `name: 'a: bbb")
    assert hint.endswith("b…")
    assert len(hint) < 650
    whole = run_command("check", "-f", str(root / "mkdocs.yml"), "--format", "json")
    assert "b" * 2000 in whole.output


def test_a_list_that_must_not_be_empty_says_so(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "# content/countries/lu.yml\nlocales: []\n")
    assert (problem.message, problem.hint) == (
        "This list is empty.",
        "Write a list in brackets, such as `[fr, de]`.",
    )


def test_a_country_that_only_lacks_a_file_is_told_apart_from_a_typing_error(tmp_path: Path) -> None:
    hints = [
        problems_of(tmp_path, OUTAGE.replace("started:", f"countries: [{id}]\nstarted:", 1))[0].hint
        for id in ("de", "xq")
    ]
    assert hints == [
        "Create `content/countries/de.yml`, or write one of: lu.",
        "The countries are: lu.",
    ]

"""Every check, proven by the examples in its docstring."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.checking import rules
from site_builder.checking.rules import CHECKS, MODULES
from tests.sites import problems_of

_FOLDER = Path(rules.__file__).parent


def examples(heading: str) -> list[tuple[str, str, str | None]]:
    """The code and the site of each example under a heading in a docstring of a check, and the
    site that was published before it, if the check compares them.
    """
    result = []
    for module in MODULES:
        blocks = re.split(r"^(Published|Fails|Passes):$", module.__doc__ or "", flags=re.MULTILINE)
        pairs = list(zip(blocks[1::2], blocks[2::2], strict=True))
        published = next((text for name, text in pairs if name == "Published"), None)
        result += [(module.CHECK.code, text, published) for name, text in pairs if name == heading]
    return result


def test_every_module_of_the_folder_is_in_the_list() -> None:
    found = {path.stem for path in _FOLDER.glob("*.py")} - {"__init__"}
    assert found == {module.__name__.rpartition(".")[2] for module in MODULES}


def test_each_code_is_unique_and_named_like_its_module() -> None:
    codes = [check.code for check in CHECKS]
    assert len(codes) == len(set(codes))
    assert codes == [m.__name__.rpartition(".")[2].replace("_", "-") for m in MODULES]


def test_each_check_has_examples_of_both_kinds() -> None:
    codes = {check.code for check in CHECKS}
    assert {code for code, *_ in examples("Fails")} == codes
    assert {code for code, *_ in examples("Passes")} == codes


def test_every_error_of_shape_belongs_to_a_check() -> None:
    shapes = (_FOLDER.parent.parent / "shapes").glob("*.py")
    used = {
        code
        for path in shapes
        for code in re.findall(r'(?:shape_error|ShapeError)\(\s*"([a-z-]+)"', path.read_text())
    }
    assert used <= {check.code for check in CHECKS}
    assert used


@pytest.mark.parametrize(("code", "site", "published"), examples("Fails"))
def test_a_failing_example_gives_exactly_its_problem(
    code: str, site: str, published: str | None, tmp_path: Path
) -> None:
    problems = problems_of(tmp_path, site, published=published)
    assert {problem.code for problem in problems} == {code}


@pytest.mark.parametrize(("code", "site", "published"), examples("Passes"))
def test_a_passing_example_has_no_problem(
    code: str, site: str, published: str | None, tmp_path: Path
) -> None:
    assert problems_of(tmp_path, site, published=published) == ()

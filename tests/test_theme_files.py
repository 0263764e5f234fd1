"""The files of Material's theme that a build reads, with the digests that our code was made for."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import material
import yaml

from tests.sites import write_site

_THEME = Path(material.__file__).parent / "templates"
_KNOWN = Path(__file__).with_name("theme_files.yml")
# Python tells of each file that is opened, whoever opens it. On one core no other process does.
_OPENED = """\
import os, sys

opened = set()

def note(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, os.PathLike)):
        opened.add(os.fspath(arguments[0]))

sys.addaudithook(note)
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from site_builder.cli import main
try:
    main(["build", "-f", sys.argv[1]])
finally:
    print(*sorted(opened), sep="\\n")
"""


def _read_by_a_build(root: Path) -> set[str]:
    """The theme's files that a build opens."""
    write_site(root, "# content/countries/lu.yml\nlocales: [en, fr]\n")
    done = subprocess.run(
        [sys.executable, "-c", _OPENED, str(root / "mkdocs.yml")],
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [Path(line) for line in done.stdout.splitlines()]
    return {
        path.relative_to(_THEME).as_posix()
        for path in paths
        if path.is_relative_to(_THEME) and path.suffix not in (".py", ".pyc")
    }


def test_the_theme_is_the_one_that_our_pages_were_made_for(tmp_path: Path) -> None:
    known = yaml.safe_load(_KNOWN.read_text("utf-8"))
    look_at = {name: group["look_at"] for group in known["groups"] for name in group["files"]}
    expected = {name: d for group in known["groups"] for name, d in group["files"].items()}
    found = {
        name: sha256((_THEME / name).read_bytes()).hexdigest()[:16]
        for name in _read_by_a_build(tmp_path)
    }
    changes = [
        f"  {name}\n    is {found.get(name, 'not read any more')}, "
        f"was {expected.get(name, 'not read')}.\n"
        f"    Look at {look_at.get(name, 'who reads it now, and why')}."
        for name in sorted(found.keys() | expected.keys())
        if found.get(name) != expected.get(name)
    ]
    installed = version("mkdocs-material")
    assert not changes, (
        f"Material for MkDocs {installed} has other files than {known['version']}, for which our "
        "pages were made:\n" + "\n".join(changes) + "\n"
        f"Compare both releases, look at the pages (`make pictures`), then renew {_KNOWN.name}."
    )

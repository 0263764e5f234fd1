"""The package as others install it: only what its wheel has, away from this repository."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

_BUILD = "from hatchling.build import {0}; print({0}({1!r}))"


def _made(kind: str, folder: Path) -> Path:
    """Build a wheel or a source distribution of this repository, as pip and uv do (PEP 517)."""
    order = _BUILD.format(kind, str(folder))
    ran = subprocess.run(
        [sys.executable, "-c", order], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return folder / ran.stdout.split()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made("build_wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`site-builder` in an environment with the wheel, and with the packages that it depends on."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    variables = {"base": str(home), "platbase": str(home)}
    packages = Path(sysconfig.get_path("purelib", vars=variables))
    with zipfile.ZipFile(wheel) as files:
        files.extractall(packages)
    # Only the names below this folder: what links to this repository is not followed.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return Path(sysconfig.get_path("scripts", vars=variables)) / "python"


def run(program: Path, folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [program, "-m", "site_builder", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_wheel_makes_a_site_of_its_own(program: Path, tmp_path: Path) -> None:
    where = "import site_builder; print(site_builder.__file__)"
    ran = subprocess.run(
        [program, "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert str(ROOT / "site_builder") not in ran.stdout
    pack = ["--country", "lu=fr,de", "--pack", "cyber-attack"]
    run(program, tmp_path, "new", "site", "--name", "Aqua", *pack)
    folder = tmp_path / "site"
    assert "No problems found." in run(program, folder, "check")
    run(program, folder, "build")
    # Catalogues, templates, styles and scripts come with the wheel.
    page = (folder / "site/lu/fr/index.html").read_text("utf-8")
    assert "Aller au contenu" in page
    for name in ("stylesheets", "javascripts"):
        assert list((folder / "site/assets" / name).iterdir())


def test_the_wheel_has_the_program_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        names = files.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"site_builder", f"{wheel.name.removesuffix('-py3-none-any.whl')}.dist-info"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".po~")]
    written = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "site_builder").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert written <= set(names)
    catalogues = {path.relative_to(ROOT).as_posix() for path in (ROOT / "locales").rglob("*.po")}
    assert {f"site_builder/{name}" for name in catalogues} <= set(names)


def test_the_source_distribution_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(_made("build_sdist", tmp_path)) as files:
        files.extractall(tmp_path, filter="data")
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    order = _BUILD.format("build_wheel", str(tmp_path))
    subprocess.run([sys.executable, "-c", order], cwd=folder, check=True, capture_output=True)
    (again,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())

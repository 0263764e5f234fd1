"""The shipped site, built once for each test process."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from site_builder.build.moment import CLOCK
from tests.sites import build_site

# No test depends on the day on which it runs; later than every moment that one builds.
os.environ[CLOCK] = "2030-01-01T00:00Z"
# Nor on how busy the machine is.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).parent.parent
CASE_AT = "2022-12-31"
EXAMPLE_AT = "2026-11-30"


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the real case, as it is at the end of 2022."""
    root = tmp_path_factory.mktemp("shipped")
    copy_shipped(root)
    return build_site(root, CASE_AT)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built example of 22 countries, as it is at the end of November 2026."""
    root = tmp_path_factory.mktemp("example") / "nordlicht"
    copy_example(root)
    return build_site(root, EXAMPLE_AT)


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built example of three years, in the middle of two incidents and of maintenance."""
    root = tmp_path_factory.mktemp("history") / "postwherry"
    shutil.copytree(ROOT / "examples/postwherry", root)
    return build_site(root, "2026-11-20 15:30")


def copy_example(root: Path) -> None:
    """Copy the example of 22 countries into another folder."""
    shutil.copytree(
        ROOT / "examples/nordlicht", root, ignore=shutil.ignore_patterns("site", ".cache")
    )


def copy_shipped(root: Path) -> None:
    """Copy the shipped content into another folder."""
    for name in ("content", "status"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)

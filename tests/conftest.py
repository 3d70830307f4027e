"""What all tests share. Qt must find its platform before anything imports it."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from coach.app import Coach
from coach.library.library import Library
from coach.library.read import read_library
from coach.paths import DataFolder, bundled
from tests.fakes import FakeClock

settings.register_profile(
    "restack",
    max_examples=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("thorough", parent=settings.get_profile("restack"), max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "restack"))


@pytest.fixture(scope="session")
def library() -> Library:
    """The bundled library."""
    return read_library(bundled("data"))


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """An empty data folder."""
    made = DataFolder(tmp_path / "restack")
    made.make()
    return made


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def coach(folder: DataFolder, clock: FakeClock, library: Library) -> Iterator[Coach]:
    """A coach on an empty folder, open."""
    made = Coach(folder, clock, library)
    made.open()
    yield made
    made.close()

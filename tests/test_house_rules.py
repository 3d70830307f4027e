"""Bars that hold for the whole tree and that no linter of ours checks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = sorted([*ROOT.glob("coach/**/*.py"), *ROOT.glob("ui/**/*.py"), ROOT / "main.py"])


@pytest.mark.parametrize("path", OURS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_network_no_style_sheet_no_other_clock(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "QtNetwork" not in text
    assert "setStyleSheet" not in text
    if path.name != "clock.py":
        assert not re.search(r"\b(datetime\.now|date\.today|datetime\.utcnow)\(", text)


@pytest.mark.parametrize("path", [p for p in OURS if "pages" in p.parts], ids=lambda p: p.name)
def test_pages_name_colours_by_token(path: Path) -> None:
    assert not re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8"))


@pytest.mark.parametrize("path", OURS, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_hold_one_concept(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 450


def test_locks_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert "index-url" not in text
        packages = re.findall(r"^[A-Za-z0-9].*==", text, re.MULTILINE)
        assert len(packages) > 10
        assert text.count("--hash=sha256:") >= len(packages)

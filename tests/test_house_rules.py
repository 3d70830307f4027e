"""Bars that hold for the whole tree and that no linter of ours checks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
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


def test_no_slot_that_a_base_class_connects_is_overridden() -> None:
    """PySide calls such a slot without a sender, and on after its widget is gone: override a plain method instead."""
    classes = {}
    for path in OURS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
                slots = {m.name for m in methods if any("Slot" in ast.dump(d) for d in m.decorator_list)}
                bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
                classes[node.name] = (slots, {m.name for m in methods}, bases)

    def above(name: str) -> Iterator[str]:
        for base in classes[name][2]:
            if base in classes:
                yield base
                yield from above(base)

    found = [f"{n}.{m}" for n in classes for base in above(n) for m in classes[base][0] & classes[n][1]]
    assert found == []
    assert "FilterChips" in set(above("ValueChips"))  # the look through the classes sees what it should


def test_locks_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert "index-url" not in text
        packages = re.findall(r"^[A-Za-z0-9].*==", text, re.MULTILINE)
        assert len(packages) > 10
        assert text.count("--hash=sha256:") >= len(packages)

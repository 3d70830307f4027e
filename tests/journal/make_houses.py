"""Writes tests/histories/houses/: ten people with their logs, as exports.

python -m tests.journal.make_houses
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from coach.clock import offset_minutes, utc_text
from coach.diary import DayLog
from tests.journal.houses import Told, houses
from tests.plan.make_histories import document

FOLDER = Path(__file__).parent.parent / "histories" / "houses"


def house_document(told: Told) -> dict[str, Any]:
    """The story with its logs as an export."""
    made = document(told.story, told.at)
    made["day_logs"] = [log_entry(log) for log in told.logs]
    return made


def log_entry(log: DayLog) -> dict[str, Any]:
    """A log as the export has it: boxes that were left open are left out."""
    plain: dict[str, Any] = msgspec.to_builtins(log)
    del plain["at"]
    boxes = {name: value for name, value in plain.items() if value not in (None, "")}
    return {**boxes, "at": {"utc": utc_text(log.at), "offset_min": offset_minutes(log.at)}}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, told in houses().items():
        text = json.dumps(house_document(told), ensure_ascii=False, separators=(",", ":"))
        (FOLDER / f"{name}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()

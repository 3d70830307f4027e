"""The command `today`: what is due and why, for one's own folder or for an export."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from coach.app import Coach
from coach.clock import Moment
from coach.exports import Export
from coach.pages.views import TodayView
from coach.paths import DataFolder
from coach.session.words import clock_text
from coach.text import _


class ExportCoach(Coach):
    """A coach that reads an export in place of a store, as of the moment it was made, and writes nothing."""

    def __init__(self, folder: DataFolder, export: Export) -> None:
        super().__init__(folder, _Stopped(export.at))
        self._history = export.history


class _Stopped:
    """A clock that stands still."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def moment(self) -> Moment:
        return Moment(0, self._at)

    def sleep_ms(self, ms: int) -> None:
        """Nobody waits for it."""


def today_text(coach: Coach, view: TodayView) -> str:
    """Today as a person reads it."""
    if view.kind in ("stop", "hold"):
        advice = coach.library.screening.advice_for("stop" if view.kind == "stop" else "hold")
        number = coach.library.screening.emergency_number(coach.settings.session.region or None)
        return f"{advice.title}\n{advice.text.replace('{number}', number)}"
    lines = [f"{view.title}  ({view.session_id}, {clock_text(view.total_ms)})", view.stage]
    lines += [f"  {reason.text}" for reason in view.why]
    lines += [f"  {advice}" for advice in view.advice]
    if view.needs_screening:
        lines.append("  " + _("The safety questions come first; they are asked in the window."))
    lines += [f"  - {line.name}: {line.dosage}" for line in view.lines]
    return "\n".join(lines)


def today_record(coach: Coach, view: TodayView) -> dict[str, Any]:
    """Today as plain data: what is offered and every reason, in words and as the plan has it."""
    choice = coach.choice()
    gate = choice.standing.gate
    return {
        "kind": view.kind,
        "template": view.session_id,
        "title": view.title,
        "stage": view.stage,
        "total_ms": view.total_ms,
        "shorter_ms": view.shorter_ms,
        "halved": choice.halved,
        "needs_screening": view.needs_screening,
        "reasons": [_spare(reason) for reason in choice.reasons],
        "why": [why.text for why in view.why],
        "advice": list(view.advice),
        "later": view.later_id,
        "first_aid": view.first_aid,
        "exercises": [{"exercise": line.exercise, "dosage": line.dosage} for line in view.lines],
        "gate": [_spare(criterion) for criterion in gate.criteria] if gate is not None else None,
        "done_today": view.done_today,
        "week_done": view.week_done,
        "week_goal": view.week_goal,
    }


def _spare(value: msgspec.Struct) -> dict[str, Any]:
    """The fields that say something."""
    plain: dict[str, Any] = msgspec.to_builtins(value)
    return {name: field for name, field in plain.items() if field not in (None, 0) or name == "met"}

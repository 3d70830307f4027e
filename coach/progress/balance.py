"""What is favoured and what is left out: how often each exercise was completed when a session had it."""

from __future__ import annotations

from collections.abc import Sequence

from coach.library.library import Library
from coach.pages.views import BalanceRow
from coach.plan.neglect import LOOK_AT_SESSIONS, appearances, neglected
from coach.records import PlayedSession
from coach.session.volume import easier_forms
from coach.text import _, ngettext

#: An exercise that came up less often says nothing yet.
SEEN_AT_LEAST = 3
ROWS = 6


def balance(sessions: Sequence[PlayedSession], library: Library) -> tuple[BalanceRow, ...]:
    """The exercises of the plan's last sessions, the most often left out first; those never left out are not named."""
    own = [s for s in sessions if s.start.part_id is not None][-LOOK_AT_SESSIONS:]
    found = appearances(own)
    easier = {name: exercise.easier for name, exercise in library.exercises.items()}
    back = {name for name, _count in neglected(found, easier)}
    rows = []
    for name, seen in found.items():
        done = sum(one.done for one in seen)
        known = library.exercises.get(name)
        if known is None or len(seen) < SEEN_AT_LEAST or done == len(seen):
            continue
        note = ""
        if name in back:
            form = next(easier_forms(name, library), None)
            note = (
                _("Comes back as {name}.").format(name=library.exercise(form).name)
                if form is not None
                else _("Comes back first, for a beginner.")
            )
        rows.append(BalanceRow(name, known.name, done, len(seen), note))
    return tuple(sorted(rows, key=lambda row: (not row.note, row.done / row.of, row.name))[:ROWS])


def balance_words(rows: Sequence[BalanceRow], sessions: int) -> str:
    """The sentence above the bars."""
    if sessions < SEEN_AT_LEAST:
        return _("After a few sessions this shows what you favour and what is left out.")
    if not rows:
        return _("Nothing is left out: every exercise gets its turn.")
    return ngettext(
        "{n} exercise was not always done. No blame: what is often left out comes back in an easier form.",
        "{n} exercises were not always done. No blame: what is often left out comes back in an easier form.",
        len(rows),
    ).format(n=len(rows))

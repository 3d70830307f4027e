"""What is favoured and what is dropped: how often each exercise was completed when a session of the plan had it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coach.library.library import Library
from coach.plan.neglect import LOOK_AT_SESSIONS, appearances, neglected, planned
from coach.progress.views import BalanceRow, BalanceView, Span
from coach.records import History, PlayedSession
from coach.session.events import Eased, Hurt
from coach.session.volume import easier_forms
from coach.text import _, ngettext

#: An exercise that came up less often says nothing yet.
SEEN_AT_LEAST = 3
ROWS = 6
#: Skipped more than half as often as done is called dropped, from the second time on (our choice).
DROPPED_FROM = 2
#: So many dropped exercises are named.
NAMED = 3


def balance_view(history: History, library: Library, span: Span) -> BalanceView:
    """The exercises of the plan's sessions in the span: the most often done first, the most often left last."""
    planned = [s for s in history.sessions if s.start.part_id is not None]
    own = [s for s in planned if span.has(s.day)]
    seen, completed = _counts(own)
    found = _found(seen, completed, library, _coming_back(planned[-LOOK_AT_SESSIONS:], library))
    left = any(times > completed[exercise] for exercise, times in seen.items())
    words = _words(found, left=left) if len(own) >= SEEN_AT_LEAST else ""
    return BalanceView(span=span, rows=_chosen(found), sessions=len(own), words=words)


def _found(seen: Counter[str], completed: Counter[str], library: Library, back: dict[str, str]) -> list[BalanceRow]:
    """A row for each exercise that came up often enough."""
    found = []
    for exercise, times in seen.items():
        known = library.exercises.get(exercise)
        if known is None or times < SEEN_AT_LEAST:
            continue
        done = completed[exercise]
        skipped = times - done
        dropped = skipped >= DROPPED_FROM and 2 * skipped > done
        found.append(BalanceRow(exercise, known.name, done, skipped, dropped, back.get(exercise, "")))
    return found


def _chosen(found: Sequence[BalanceRow]) -> tuple[BalanceRow, ...]:
    """Half of the rows for what is left out, as far as there is so much of it, the others for what is done most."""
    left = _most_left([row for row in found if row.skipped])[: ROWS // 2]
    liked = sorted((row for row in found if row not in left), key=lambda row: (-row.done, row.skipped, row.name))
    return (*liked[: ROWS - len(left)], *reversed(left))


def _most_left(rows: Sequence[BalanceRow]) -> list[BalanceRow]:
    return sorted(rows, key=lambda row: (-row.skipped / (row.done + row.skipped), row.name))


def _counts(sessions: Sequence[PlayedSession]) -> tuple[Counter[str], Counter[str]]:
    """How often each exercise came up and how often it was completed, as `coach.plan.neglect.appearances` has it:
    lines that were never reached are left out, and those that were left because they hurt or were too much.
    """
    # Sessions that went alike are counted together: ten years know few ways to go.
    alike: Counter[tuple[str, int | None, frozenset[int], frozenset[int]]] = Counter()
    plans: dict[str, tuple[str, ...]] = {}
    for played in sessions:
        template = played.start.template
        if template not in plans:
            plans[template] = planned(played)
        reached = None if played.finished else max((getattr(e, "line", -1) for e in played.events), default=-1) + 1
        done = played.lines_done
        excused = _excused(played) if len(done) < len(plans[template][:reached]) else frozenset()
        alike[template, reached, done, excused] += 1
    seen: Counter[str] = Counter()
    completed: Counter[str] = Counter()
    for (template, reached, done, excused), times in alike.items():
        for line, exercise in enumerate(plans[template][:reached]):
            if line in excused and line not in done:
                continue
            seen[exercise] += times
            completed[exercise] += times if line in done else 0
    return seen, completed


def _excused(played: PlayedSession) -> frozenset[int]:
    return frozenset([event.line for event in played.events if isinstance(event, Hurt | Eased)])


def _coming_back(sessions: Sequence[PlayedSession], library: Library) -> dict[str, str]:
    """How each exercise that counts as neglected today comes back."""
    easier = {name: exercise.easier for name, exercise in library.exercises.items()}
    notes = {}
    for exercise, _count in neglected(appearances(sessions), easier):
        form = next(easier_forms(exercise, library), None)
        notes[exercise] = (
            _("comes back as {name}").format(name=library.exercise(form).name)
            if form is not None
            else _("comes back first, for a beginner")
        )
    return notes


def _words(found: Sequence[BalanceRow], *, left: bool) -> str:
    if not found:
        return ""
    dropped = [row.name for row in _most_left([row for row in found if row.dropped])]
    if dropped:
        return ngettext("{names} gets dropped", "{names} get dropped", len(dropped)).format(names=_listed(dropped))
    if any(row.skipped for row in found):
        return _("Now and then one is left out; nothing is dropped.")
    if left:
        return _("One that came up rarely was left out; the others get their turn.")
    return _("Nothing is left out: every exercise gets its turn.")


def _listed(names: Sequence[str]) -> str:
    """Such as "Side plank and hip flexor stretch"; of many the first three."""
    lower = [names[0], *(name[:1].lower() + name[1:] for name in names[1:])]
    if len(lower) == 1:
        return lower[0]
    if len(lower) > NAMED:
        rest = len(lower) - NAMED
        return ngettext("{names} and {n} more", "{names} and {n} more", rest).format(
            names=", ".join(lower[:NAMED]), n=rest
        )
    return _("{names} and {last}").format(names=", ".join(lower[:-1]), last=lower[-1])

"""The commands that need no window. Each prints, and returns 0, or 1 where there is a problem."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TextIO

from coach.app import FLARE_UP, Coach
from coach.check import check_content
from coach.clock import Clock, SystemClock
from coach.command_today import ExportCoach, today_record, today_text
from coach.errors import CoachError
from coach.exports import read_export
from coach.live import LiveSession
from coach.paths import DataFolder, bundled
from coach.session import phrases
from coach.session.announcer import Announcer
from coach.session.cues import Cue
from coach.session.events import AnyEvent, CueFired, Finished, Paused, SegmentBegan
from coach.session.speaking import CLOSING_LEAD_MS
from coach.session.timeline import Segment, Timeline
from coach.session.words import clock_text
from coach.text import _

#: Held while a folder is written to, by the window or by a command; raises `CoachError` where another holds it.
Lock = Callable[[DataFolder], AbstractContextManager[None]]

TICK_MS = 10


def play(args: Namespace, folder: DataFolder, lock: Lock, clock: Clock | None = None) -> int:
    """Play a session in real or N-fold time, recording it as the window does."""
    clock = clock or SystemClock()
    folder.make()
    with lock(folder), _open(folder, clock) as coach:
        out = _Printer(args.json)
        coach.template(args.template)
        _safety_first(coach, args.template)
        if args.resume:
            live = _to_resume(coach, args.template, args.speed)
        else:
            live = coach.begin(args.template, speed=args.speed)
        sound = None if args.silent or args.speed != 1 else _Sound(coach)
        try:
            return _play_through(live, sound, out, clock, resume=args.resume)
        finally:
            if sound is not None:
                sound.close()


def today(args: Namespace, folder: DataFolder) -> int:
    """What is due, and why; with `--of`, for the person of an export, at the moment it was made."""
    if args.of is not None:
        return _print_today(ExportCoach(folder, read_export(Path(args.of))), as_json=args.json)
    folder.make()
    with _open(folder, SystemClock()) as coach:
        return _print_today(coach, as_json=args.json)


def _print_today(coach: Coach, *, as_json: bool) -> int:
    view = coach.today()
    if as_json:
        _print_json(today_record(coach, view))
    else:
        print(today_text(coach, view))
    return 0


def timeline(args: Namespace, folder: DataFolder) -> int:
    """The segments and cues of a template, without playing it: the plan's own times, or those it is played with."""
    coach = Coach(folder, SystemClock())
    _tell(coach)
    line, cues = coach.timeline(args.template, as_played=args.as_played)
    played = line if args.as_played else coach.timeline(args.template, as_played=True)[0]
    waits = played.voice_waits
    if args.json:
        _print_json(
            {
                "template": args.template,
                "total_ms": line.total_ms,
                "voice_wait_ms": sum(waits),
                "segments": [segment_record(s, waits) for s in line.segments],
                "cues": [cue_record(c) for c in cues.cues],
            }
        )
        return 0
    for segment in line.segments:
        print(_segment_text(segment))
        until = segment.end_ms if segment is line.segments[-1] else segment.end_ms - 1
        for cue in cues.between(segment.start_ms - 1, until):
            print(_cue_text(cue))
    print(_("{n} segments, {total}").format(n=len(line.segments), total=clock_text(line.total_ms)))
    if waits and not args.as_played:
        words = _("Played with the voice it is {seconds} s longer: setups wait for their instructions (--as-played).")
        print(words.format(seconds=f"{sum(waits) / 1000:.1f}"))
    return 0


def check(args: Namespace, _folder: DataFolder) -> int:
    """Check the bundled library, or the given files and folders."""
    result = check_content([Path(p) for p in args.paths])
    if args.json:
        for problem in result.problems:
            record = {"file": problem.file, "place": problem.place, "reason": problem.reason, "remedy": problem.remedy}
            _print_json({"event": "problem", **record})
        counts = {"files": result.files, "exercises": result.exercises, "sessions": result.sessions}
        counts |= {"stage_sessions": result.stage_sessions, "lessons": result.lessons}
        counts |= {"poses": result.poses, "clips": result.clips}
        _print_json({"event": "checked", **counts, "kinds": dict(result.kinds), "problems": len(result.problems)})
    else:
        for problem in result.problems:
            print(problem)
        words = _(
            "{files} files, {exercises} exercises ({kinds}), {stage} stage sessions, {extra} extra programs, "
            "{lessons} lessons, {poses} moving figures, {clips} spoken clips: {verdict}"
        )
        verdict = _("{n} problems").format(n=len(result.problems)) if result.problems else _("all clean")
        print(
            words.format(
                files=result.files,
                exercises=result.exercises,
                kinds=", ".join(f"{n} {kind}" for kind, n in result.kinds),
                stage=result.stage_sessions,
                extra=result.sessions - result.stage_sessions,
                lessons=result.lessons,
                poses=result.poses,
                clips=result.clips,
                verdict=verdict,
            )
        )
    return 1 if result.problems else 0


def export(args: Namespace, folder: DataFolder) -> int:
    """Everything the person has, as one JSON document or as a folder of tables."""
    from coach.command_data import export_data

    folder.make()
    with _open(folder, SystemClock()) as coach:
        return export_data(args, coach, _Printer(args.json).say)


def import_(args: Namespace, folder: DataFolder, lock: Lock) -> int:
    """Bring in an export or a table of days, or take the newest import back."""
    from coach.command_data import import_data

    folder.make()
    with lock(folder), _open(folder, SystemClock()) as coach:
        return import_data(args, coach, _Printer(args.json).say)


def segment_record(segment: Segment, waits: Sequence[int] = ()) -> dict[str, Any]:
    """A segment as the machine-readable lines show it. `waits` are those of the timeline as it is played, by line."""
    wait_ms = segment.voice_wait_ms
    if segment.kind == "setup" and waits:
        wait_ms = waits[segment.line]
    return {
        "event": "segment",
        "at_ms": segment.start_ms,
        "kind": segment.kind,
        "exercise": segment.exercise,
        "side": segment.side,
        "set": segment.set,
        "rep": segment.rep,
        "duration_ms": segment.duration_ms,
        "voice_wait_ms": wait_ms,
    }


def cue_record(cue: Cue) -> dict[str, Any]:
    """A cue as the machine-readable lines show it."""
    return {"event": "cue", "at_ms": cue.at_ms, "sound": cue.sound, "text": cue.text}


class _Sound:
    """What a session that is played from the terminal is heard through."""

    def __init__(self, coach: Coach) -> None:
        from coach.sound.player import SoundPlayer

        self._player = SoundPlayer(bundled("assets") / "sounds")
        self._player.open()
        self._player.follow(coach.settings.sound)
        self._announcer = Announcer(self._player, coach.voice, coach.clock)
        self._rings_out_s = (CLOSING_LEAD_MS + coach.voice.duration_ms(phrases.well_done())) / 1000 + 1

    def follow(self, live: LiveSession) -> None:
        self._announcer.follow(live.run)
        notice = self._player.poll()
        if notice:
            print(notice, file=sys.stderr, flush=True)

    def drop(self) -> None:
        self._announcer.drop()

    def ring_out(self, live: LiveSession) -> None:
        """Wait for the closing words."""
        self.follow(live)
        time.sleep(self._rings_out_s)

    def close(self) -> None:
        self._player.close()


def _play_through(live: LiveSession, sound: _Sound | None, out: _Printer, clock: Clock, *, resume: bool) -> int:
    _show(live, live.start(lead_in=resume), out)
    while not live.run.over:
        if sound is not None:
            sound.follow(live)
        clock.sleep_ms(TICK_MS)
        events = live.advance()
        _show(live, events, out)
        if any(isinstance(e, Paused) for e in events):
            # Nobody is there to press a key: after a sleep of the machine the command goes on by itself.
            if sound is not None:
                sound.drop()
            _show(live, live.resume(lead_in=True), out)
    if sound is not None:
        sound.ring_out(live)
    return 0


def _safety_first(coach: Coach, template: str) -> None:
    """Ask the safety questions where somebody can answer them; where nobody can (a script), say that they are open."""
    verdict = coach.safety().verdict
    in_spasm = template == FLARE_UP and verdict == "clear"
    if verdict != "ask" and not in_spasm:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(_("The safety questions have not been answered; the window asks them."), file=sys.stderr)
        coach.unattended = True
        return
    screening = coach.library.screening
    print(screening.intro, file=sys.stderr)
    for number, question in enumerate(screening.questions, start=1):
        print(f"  {number:2}. {question.text}", file=sys.stderr)
    numbers = _ask_numbers(len(screening.questions))
    yes = tuple(q.id for n, q in enumerate(screening.questions, start=1) if n in numbers)
    coach.answer_screening("flare-up" if in_spasm else coach.screening_context(), yes)


def _ask_numbers(most: int) -> set[int]:
    """The numbers that were typed; asked again until the answer is clear, since a misread "yes" must not be a no."""
    while True:
        print(_("Type the numbers that apply, or 0 if none does: "), end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:
            raise CoachError(_("The safety questions were not answered."), _("Nothing was played."))
        words = answer.replace(",", " ").split()
        if words and all(word.isdecimal() and int(word) <= most for word in words):
            return {int(word) for word in words} - {0}


def _to_resume(coach: Coach, template: str, speed: int) -> LiveSession:
    broken_off = coach.interrupted()
    if broken_off is None or broken_off.start.session_id != template:
        raise CoachError(
            _("There is no interrupted session “{id}” from the last four hours.").format(id=template),
            _("Play it without --resume."),
        )
    return coach.resume(broken_off, speed=speed)


def _show(live: LiveSession, events: list[AnyEvent], out: _Printer) -> None:
    # Nothing is shown before it is committed.
    if not live.save_waiting():
        raise CoachError(live.trouble, _("What was saved is kept; go on later with --resume."))
    timeline_now: Timeline = live.run.timeline
    for event in events:
        match event:
            case SegmentBegan():
                segment = timeline_now.segments[event.index]
                out.say(segment_record(segment), _segment_text(segment))
            case CueFired():
                out.say(cue_record(event.cue), _cue_text(event.cue))
            case Finished():
                done = _("Finished. Recorded as {id}.").format(id=live.id)
                out.say({"event": "finished", "session_id": live.id}, done)
            case _:
                pass


class _Printer:
    """Lines for people, or one JSON object a line; each is flushed, so that a reader sees it when it happens."""

    def __init__(self, as_json: bool, stream: TextIO | None = None) -> None:
        self._json = as_json
        self._stream = stream or sys.stdout

    def say(self, record: dict[str, Any], text: str) -> None:
        line = json.dumps(record) if self._json else text
        print(line, file=self._stream, flush=True)


@contextmanager
def _open(folder: DataFolder, clock: Clock) -> Iterator[Coach]:
    coach = Coach(folder, clock)
    _tell(coach)
    coach.open()
    try:
        yield coach
    finally:
        coach.close()


def _tell(coach: Coach) -> None:
    if coach.settings_notice:
        print(coach.settings_notice, file=sys.stderr)


def _print_json(record: dict[str, Any]) -> None:
    print(json.dumps(record), flush=True)


def _segment_text(segment: Segment) -> str:
    where = [f"set {segment.set}"] if segment.set and segment.sets > 1 else []
    where += [f"rep {segment.rep}"] if segment.rep else []
    where += [segment.side] if segment.side else []
    length = f"{segment.duration_ms / 1000:g} s"
    return f"{clock_text(segment.start_ms):>6}  {segment.exercise:24} {segment.kind:13} {length:>7}  {' '.join(where)}"


def _cue_text(cue: Cue) -> str:
    what = f"({cue.sound})" if cue.sound else f"“{cue.text}”"
    return f"{clock_text(cue.at_ms):>6}      {what}"

"""Benchmarks: `startup` compares our window with a bare PySide6 window, `core` the work behind it with its least cost,
`figure` a picture of the moving figure with a bare picture, `history` ten years of use with bare SQL and a bare
painter. `cues` and `outages` play a session into a sound server of their own, record it, and say how well its cues keep
time and what becomes of it when the sound output fails.

Of the first four only ratios inside one run are worth comparing; absolute times belong to the machine.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import bench_core, bench_startup  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    startup = commands.add_parser("startup", help="our window beside a bare one, under Xvfb")
    startup.add_argument("--runs", type=int, default=21, help="of each, interleaved")
    startup.add_argument("--idle", type=float, default=60.0, metavar="S", help="seconds of idling; 0 leaves it out")
    startup.add_argument("--months", type=int, default=0, help="with a made-up history of so many months")
    core = commands.add_parser("core", help="library, timelines and history")
    core.add_argument("--runs", type=int, default=15)
    figure = commands.add_parser("figure", help="pictures of the moving figure, and the share of a core they take")
    figure.add_argument("--runs", type=int, default=60, help="pictures of each exercise")
    figure.add_argument("--seconds", type=float, default=15.0, help="at most so long in each part of the live run")
    history = commands.add_parser("history", help="ten years of daily use: pages, ranges, export, import, report")
    history.add_argument("--runs", type=int, default=7)
    history.add_argument("--years", type=float, default=10.0)
    cues = commands.add_parser("cues", help="when each cue of a session is heard; needs pulseaudio, takes its time")
    cues.add_argument("--template", default="calm-early")
    cues.add_argument("--minutes", type=float, default=0.0, metavar="M", help="over and over; 0 is the session once")
    cues.add_argument("--device", nargs="+", choices=("miniaudio", "alsa", "gstreamer", "ffplay"))
    cues.add_argument("--case", nargs="+", choices=("idle", "loaded", "now"))
    outages = commands.add_parser("outages", help="a session whose sound output fails; needs pulseaudio")
    outages.add_argument("--template", default="unlock-early")
    outages.add_argument("--only", nargs="+", metavar="NAME", default=())
    reaction = commands.add_parser("reaction", help="how soon pause and volume are heard; needs pulseaudio")
    reaction.add_argument("--runs", type=int, default=12, help="of each")
    for command in (startup, core, history, figure, cues, outages, reaction):
        command.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    args = parser.parse_args()
    if args.command in ("cues", "outages", "reaction"):
        return _sound(args)
    if args.runs < 1:
        parser.error("--runs is at least 1")
    if args.command == "core":
        return _core(args)
    if args.command == "figure":
        return _figure(args)
    if args.command == "history":
        return _history(args)
    try:
        return _startup(args)
    except bench_startup.BenchError as error:
        print(error, file=sys.stderr)
        return 1


def _startup(args: argparse.Namespace) -> int:
    rows, taken = bench_startup.measure(args.runs, args.idle, args.months)
    if args.json:
        table = [asdict(row) | {"ratio": row.ratio, "met": row.met} for row in rows]
        print(json.dumps({"bench": "startup", "runs": args.runs, "rows": table, "single": taken}))
    else:
        print(bench_startup.table_text(rows, args.runs))
    return 0


def _core(args: argparse.Namespace) -> int:
    rows = bench_core.measure(args.runs)
    if args.json:
        print(json.dumps({"bench": "core", "runs": args.runs, "rows": [asdict(r) | {"ratio": r.ratio} for r in rows]}))
    else:
        print(bench_core.table_text(rows, args.runs))
    return 0


def _history(args: argparse.Namespace) -> int:
    from tools import bench_history  # it starts Qt

    rows = bench_history.measure(args.years, args.runs)
    if args.json:
        table = [asdict(row) | {"ratio": row.ratio} for row in rows]
        print(json.dumps({"bench": "history", "runs": args.runs, "years": args.years, "rows": table}))
    else:
        print(bench_history.table_text(rows, args.runs))
    return 0


def _figure(args: argparse.Namespace) -> int:
    from tools import bench_figure  # it starts Qt

    frames, size = bench_figure.measure_frames(args.runs), bench_figure.SIZES[0]
    shares = bench_figure.measure_shares(size, args.seconds)
    if args.json:
        tables = {"frames": [asdict(row) for row in frames], "shares": [asdict(row) for row in shares]}
        print(json.dumps({"bench": "figure", "runs": args.runs} | tables))
    else:
        print(bench_figure.table_text(frames, shares, size))
    return 0


def _sound(args: argparse.Namespace) -> int:
    from tools import bench_cues, bench_outages, bench_reaction  # they need the program and what it plays with
    from tools.sound_rig import RigError

    # So that being ended does not leave a sound server behind.
    signal.signal(signal.SIGTERM, lambda *_args: sys.exit(1))
    results: list[dict[str, object]] = []
    good = True
    try:
        if args.command == "cues":
            devices, cases = args.device or bench_cues.DEVICES, args.case or bench_cues.CASES[:2]
            for row in bench_cues.measure(args.template, args.minutes, devices, cases):
                if not args.json:
                    print(row if isinstance(row, str) else bench_cues.table_text(row), flush=True)
                results.append({"missing": row} if isinstance(row, str) else asdict(row) | {"met": row.met})
        elif args.command == "reaction":
            for reaction in bench_reaction.measure(args.runs):
                if not args.json:
                    print(bench_reaction.table_text(reaction), flush=True)
                results.append(asdict(reaction) | {"met": reaction.met})
        else:
            for result in bench_outages.measure(args.template, args.only):
                if not args.json:
                    print(bench_outages.table_text(result), flush=True)
                results.append(asdict(result) | {"good": result.good})
                good = good and result.good
    except RigError as error:
        print(error, file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps({"bench": args.command, "rows": results}))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

"""A year of many made-up people with the plan: when gates open, who is stuck, what was prescribed and must not be.

python tools/simulate.py --people 1000 --days 365
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent))

from coach.library.library import Library
from coach.library.read import read_library
from coach.paths import bundled
from tools.people import KINDS, Kind, lives

#: What one life leaves: kind, days to each gate, where it ended, sessions, and what must not be.
Left = tuple[Kind, dict[str, int], int, list[str], list[str], list[str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path, help="a file for the lives, one a line")
    args = parser.parse_args()
    began = time.monotonic()
    known = _known(args.keep, args.days, args.seed)
    wanted = [(n, args.days, args.seed) for n in range(args.people) if n not in known]
    with ProcessPoolExecutor(args.jobs) as pool:
        for n, life in pool.map(_live, wanted):
            known[n] = life
            if args.keep is not None:
                with args.keep.open("a", encoding="utf-8") as out:
                    out.write(json.dumps([args.days, args.seed, n, life]) + "\n")
    took_s = time.monotonic() - began
    left = [known[n] for n in range(args.people)]
    return report(left, args.days, took_s, as_json=args.json)


def _known(file: Path | None, days: int, seed: int) -> dict[int, Left]:
    """The lives in a file that are of this run, by number."""
    if file is None or not file.exists():
        return {}
    lines = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return {n: tuple(life) for of_days, of_seed, n, life in lines if (of_days, of_seed) == (days, seed)}


@cache
def _library() -> Library:
    return read_library(bundled("data"))


def _live(which: tuple[int, int, int]) -> tuple[int, Left]:
    n, days, seed = which
    (one,) = lives(_library(), 1, days, seed, first=n)
    played = len(one.history.sessions)
    return n, (one.person.kind, one.gates, played, one.stuck, one.contraindicated, one.skipped)


def report(left: list[Left], days: int, took_s: float, *, as_json: bool) -> int:
    """Print the table; 1 where somebody was stuck, skipped a part, or got what they must not do."""
    gates: dict[Kind, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    people = Counter(kind for kind, *_rest in left)
    sessions: dict[Kind, list[int]] = defaultdict(list)
    for kind, opened, played, *_rest in left:
        sessions[kind].append(played)
        for part, day in opened.items():
            gates[kind][part].append(day)
    bad = {
        "stuck": [what for one in left for what in one[3]],
        "contraindicated": [what for one in left for what in one[4]],
        "parts skipped": [what for one in left for what in one[5]],
    }
    if as_json:
        rows = {k: {p: [len(d), round(median(d) / 7, 1)] for p, d in gates[k].items()} for k in KINDS if people[k]}
        counts = {name: len(found) for name, found in bad.items()}
        print(json.dumps({"people": len(left), "days": days, "took_s": round(took_s), "gates": rows, **counts}))
    else:
        print(f"{len(left)} people, {days} days each, {took_s:.0f} s of this run")
        print("Weeks to each gate: median (of how many who passed it); sessions in the time: median")
        print(
            f"{'kind':12} {'people':>6}  {'1A to 1B':>14} {'1B to 2':>14} {'2 to 3':>14} {'3 to 4':>14} {'sessions':>9}"
        )
        for kind in KINDS:
            if people[kind]:
                cells = [_cell(gates[kind].get(part, []), people[kind]) for part in ("1A", "1B", "2", "3")]
                print(f"{kind:12} {people[kind]:6}  " + " ".join(cells) + f" {median(sessions[kind]):9.0f}")
        for name, found in bad.items():
            print(f"{name}: {len(found)}")
            for what in found[:10]:
                print(f"  {what}")
    return 1 if any(bad.values()) else 0


def _cell(days: list[int], people: int) -> str:
    return f"{median(days) / 7:6.1f} ({len(days):3}/{people:3})" if days else f"{'-':>6} (  0/{people:3})"


if __name__ == "__main__":
    sys.exit(main())

"""Restack: the window, or a command. Parses the arguments and hands over."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from coach.paths import DataFolder


def main(argv: Sequence[str] | None = None) -> int:
    """Run Restack; the exit code: 0, 1 for a problem, 2 for wrong usage."""
    from coach.errors import CoachError
    from coach.paths import DataFolder, default_folder

    # Whatever is made here, by us or by Qt, is the person's own.
    os.umask(0o077)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show a letter gets its number, not a trace.
        sys.stdout.reconfigure(errors="backslashreplace")
    args = _parser().parse_args(argv)
    try:
        return _run(args, DataFolder(args.data_dir or default_folder()))
    except CoachError as err:
        sys.stderr.write(f"restack: {err}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`| head`); keep the interpreter from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as err:
        # What can be told apart was told as a CoachError; what is left is a full or closed output, or a failing disk.
        sys.stderr.write(f"restack: {err.strerror or err}\n")
        return 1


def _run(args: argparse.Namespace, folder: DataFolder) -> int:
    match args.command:
        case None:
            # Collecting garbage in the middle of the imports of a start finds nothing; `ui.desk` switches it on again.
            gc.disable()
            from ui.app import run

            return run(folder)
        case "screens" | "doctor" | "smoke" | "report":
            from ui import commands as with_qt

            return int(getattr(with_qt, args.command)(args, folder))
        case "play":
            from coach import commands
            from ui.lock import holding

            return commands.play(args, folder, holding)
        case "import":
            from coach import commands
            from ui.lock import holding

            return commands.import_(args, folder, holding)
        case _:
            from coach import commands

            return int(getattr(commands, args.command)(args, folder))


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    # SUPPRESS: a default here would overwrite what was given before the command's name.
    shared.add_argument("--data-dir", metavar="DIR", type=_folder, default=argparse.SUPPRESS, help="your data folder")
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="machine-readable lines")
    parser = argparse.ArgumentParser(
        prog="restack", description="A coach for people whose back keeps going into spasm."
    )
    parser.add_argument("--data-dir", metavar="DIR", type=_folder, default=None, help="your data folder")
    parser.add_argument("--json", action="store_true", help="machine-readable lines")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, what: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=[shared], help=what, description=what, allow_abbrev=False)

    play = command("play", "play a session without a window")
    play.add_argument("template", metavar="TEMPLATE", help="such as calm-early")
    play.add_argument("--speed", type=_speed, default=1, metavar="N", help="N-fold time, 1 to 1000")
    play.add_argument("--silent", action="store_true", help="open no sound device")
    play.add_argument("--resume", action="store_true", help="go on with the interrupted session")
    today = command("today", "what is due, and why")
    today.add_argument("--of", metavar="EXPORT", type=_named, default=None, help="of an export, as of when it was made")
    timeline = command("timeline", "the segments and cues of a session, without playing it")
    timeline.add_argument("template", metavar="TEMPLATE")
    timeline.add_argument("--as-played", action="store_true", help="with setups that wait for the voice")
    check = command("check", "check the library, or given files and folders")
    check.add_argument("paths", nargs="*", metavar="PATH")
    export = command("export", "everything you have, as one JSON document or as tables")
    export.add_argument("file", type=_named, metavar="FILE|-|DIR")
    export.add_argument("--csv", action="store_true", help="as tables for spreadsheets, into the folder DIR")
    bring = command("import", "bring in an export of another machine, or a table of days (CSV)")
    what = bring.add_mutually_exclusive_group(required=True)
    what.add_argument("file", type=_named, nargs="?", metavar="FILE")
    what.add_argument("--undo", action="store_true", help="take the newest import back")
    bring.add_argument("--dry-run", action="store_true", help="only say what would change")
    report = command("report", "two pages of PDF for a clinician")
    report.add_argument("file", type=_named, metavar="FILE.pdf")
    report.add_argument("--from", dest="first", type=_day, default=None, metavar="DAY", help="such as 2026-05-01")
    report.add_argument("--to", dest="last", type=_day, default=None, metavar="DAY", help="the last day; else today")
    report.add_argument("--paper", choices=("a4", "letter"), default=None, help="else that of your country")
    report.add_argument("--name", default="", metavar="NAME", help="stands on the report and is kept nowhere")
    screens = command("screens", "every page as a picture")
    screens.add_argument("dir", type=_named, metavar="DIR")
    screens.add_argument("--theme", choices=("light", "dark"), default="light")
    screens.add_argument("--size", type=_size, default=(1180, 760), metavar="WxH")
    screens.add_argument("--text-scale", type=_scale, default=1.0, metavar="F", help="1.0 to 2.0")
    screens.add_argument("--sample", action="store_true", help="with a made-up history in a temporary folder")
    command("doctor", "what works on this machine")
    smoke = command("smoke", "open the real window on a folder, play a session quickly, and close it")
    smoke.add_argument("--pictures", metavar="DIR", default=None, help="leave a picture of each page")
    return parser


def _speed(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError("a whole number from 1 to 1000 is needed")
    return int(text)


def _scale(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 1.0 <= value <= 2.0:
        raise argparse.ArgumentTypeError("a number from 1.0 to 2.0 is needed")
    return value


def _size(text: str) -> tuple[int, int]:
    width, _x, height = text.partition("x")
    if width.isdecimal() and height.isdecimal() and 640 <= int(width) <= 4096 and 480 <= int(height) <= 4096:
        return int(width), int(height)
    raise argparse.ArgumentTypeError("a size from 640x480 to 4096x4096 is needed")


def _day(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; one such as 2026-05-01 is needed") from None


def _named(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def _folder(text: str) -> Path:
    # An empty name, from an unset variable of a script, must not mean the person's own folder.
    try:
        return Path(_named(text)).expanduser()
    except RuntimeError as err:
        raise argparse.ArgumentTypeError(str(err)) from err


if __name__ == "__main__":
    sys.exit(main())

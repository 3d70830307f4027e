"""Restack: the window, or a command. Parses the arguments and hands over."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run Restack; the exit code: 0, 1 for a problem, 2 for wrong usage."""
    from coach.errors import CoachError
    from coach.paths import DataFolder, default_folder

    args = _parser().parse_args(argv)
    folder = DataFolder(Path(args.data_dir).expanduser() if args.data_dir else default_folder())
    try:
        return _run(args, folder)
    except CoachError as err:
        sys.stderr.write(f"restack: {err}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`| head`); keep the interpreter from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(args: argparse.Namespace, folder: object) -> int:
    from coach.paths import DataFolder

    assert isinstance(folder, DataFolder)
    match args.command:
        case None:
            # Collecting garbage in the middle of the imports of a start finds nothing; `ui.desk` switches it on again.
            gc.disable()
            from ui.app import run

            return run(folder)
        case "screens" | "doctor" | "smoke":
            from ui import commands as with_qt

            return int(getattr(with_qt, args.command)(args, folder))
        case "play":
            from coach import commands
            from ui.lock import holding

            return commands.play(args, folder, holding)
        case _:
            from coach import commands

            return int(getattr(commands, args.command)(args, folder))


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    # SUPPRESS: a default here would overwrite what was given before the command's name.
    shared.add_argument("--data-dir", metavar="DIR", default=argparse.SUPPRESS, help="your data folder")
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="machine-readable lines")
    parser = argparse.ArgumentParser(
        prog="restack", description="A coach for people whose back keeps going into spasm."
    )
    parser.add_argument("--data-dir", metavar="DIR", default=None, help="your data folder")
    parser.add_argument("--json", action="store_true", help="machine-readable lines")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, what: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=[shared], help=what, description=what)

    play = command("play", "play a session without a window")
    play.add_argument("template", metavar="TEMPLATE", help="such as calm-early")
    play.add_argument("--speed", type=_speed, default=1, metavar="N", help="N-fold time, 1 to 1000")
    play.add_argument("--silent", action="store_true", help="open no sound device")
    play.add_argument("--resume", action="store_true", help="go on with the interrupted session")
    command("today", "what is due, and why")
    timeline = command("timeline", "the segments and cues of a session, without playing it")
    timeline.add_argument("template", metavar="TEMPLATE")
    check = command("check", "check the library, or given files and folders")
    check.add_argument("paths", nargs="*", metavar="PATH")
    export = command("export", "everything you have, as one JSON document")
    export.add_argument("file", metavar="FILE|-")
    screens = command("screens", "every page as a picture")
    screens.add_argument("dir", metavar="DIR")
    screens.add_argument("--theme", choices=("light", "dark"), default="light")
    screens.add_argument("--size", type=_size, default=(1180, 760), metavar="WxH")
    screens.add_argument("--text-scale", type=_scale, default=1.0, metavar="F", help="1.0 to 2.0")
    screens.add_argument("--sample", action="store_true", help="with a made-up history in a temporary folder")
    command("doctor", "what works on this machine")
    smoke = command("smoke", "open the real window on a folder, play a session quickly, and close it")
    smoke.add_argument("--pictures", metavar="DIR", default=None, help="leave a picture of each page")
    return parser


def _speed(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 1000:
        raise argparse.ArgumentTypeError("1 to 1000")
    return value


def _scale(text: str) -> float:
    value = float(text)
    if not 1.0 <= value <= 2.0:
        raise argparse.ArgumentTypeError("1.0 to 2.0")
    return value


def _size(text: str) -> tuple[int, int]:
    width, _x, height = text.partition("x")
    size = int(width), int(height)
    if not (640 <= size[0] <= 4096 and 480 <= size[1] <= 4096):
        raise argparse.ArgumentTypeError("640x480 to 4096x4096")
    return size


if __name__ == "__main__":
    sys.exit(main())

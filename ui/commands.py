"""The commands that need Qt: pictures of the screens, the doctor, the smoke run of the real window."""

from __future__ import annotations

import errno
import json
import os
import sys
import tempfile
from argparse import Namespace
from pathlib import Path

from coach.app import Coach
from coach.check import check_content
from coach.clock import SystemClock
from coach.errors import CoachError
from coach.paths import DataFolder, bundled
from coach.sound.voice_bank import VoiceBank, voice_folder
from coach.text import _
from coach.versions import restack_version, versions
from ui.system_speech import has_system_speech


def screens(args: Namespace, folder: DataFolder) -> int:
    """Every page as a PNG; with --sample from a made-up history, never the user's."""
    from ui.pictures import draw_screens

    out = Path(args.dir)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise CoachError(
            _("The folder {path} cannot be made: {reason}.").format(path=out, reason=err.strerror),
            _("Choose another one."),
        ) from err
    # Never on the person's screen: windows would flash up, and a desktop may hold them to its own size.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="restack-sample-") as scratch:
        if args.sample:
            from ui.sample import make_sample

            folder = DataFolder(Path(scratch))
            make_sample(folder)
        for picture in draw_screens(folder, out, args.theme, args.size, args.text_scale, marked=args.sample):
            line = {"event": "picture", "file": str(picture)}
            print(json.dumps(line) if args.json else picture, flush=True)
    return 0


def doctor(args: Namespace, folder: DataFolder) -> int:
    """What works on this machine: platform, sound, data, library, versions."""
    from PySide6.QtGui import QGuiApplication

    from ui.app import has_display

    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    platform = QGuiApplication.platformName()
    report: dict[str, object] = {"version": restack_version(), "platform": platform}
    report.update(_sound_report(folder))
    data, data_problem = _data_report(folder)
    report.update(data)
    result = check_content()
    report["library"] = {
        "folder": str(bundled("data")),
        "exercises": result.exercises,
        "sessions": result.sessions,
        "problems": [str(problem) for problem in result.problems],
    }
    report["versions"] = versions()
    del app
    if args.json:
        print(json.dumps({"event": "doctor", **report}, ensure_ascii=False))
    else:
        _print_report(report)
    return 1 if data_problem or result.problems else 0


def smoke(args: Namespace, folder: DataFolder) -> int:
    """Open the real window, answer, play a session quickly, check in, look at every page, and close."""
    from ui.smoke import run_smoke

    _offscreen_unless_told()
    return run_smoke(folder, Path(args.pictures) if args.pictures else None)


def report(args: Namespace, folder: DataFolder) -> int:
    """The report for a clinician as a PDF."""
    from ui.report.command import write_report

    record, words = write_report(args, folder)
    print(json.dumps(record, ensure_ascii=False) if args.json else words, flush=True)
    return 0


def _offscreen_unless_told() -> None:
    from ui.app import has_display

    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _sound_report(folder: DataFolder) -> dict[str, object]:
    from coach.sound.player import SoundPlayer

    player = SoundPlayer(bundled("assets") / "sounds")
    player.open()
    coach = Coach(folder, SystemClock())
    try:
        return {
            "sound": player.device_name,
            "sound_detail": player.device_detail,
            "why_silent": player.why_silent,
            "sound_problems": list(player.bank.problems),
            "voice": coach.voice_notice or _voice_words(coach),
            "own_texts": _("the computer’s voice") if has_system_speech() else _("captions"),
        }
    finally:
        player.close()


def _voice_words(coach: Coach) -> str:
    bank = VoiceBank.load(voice_folder(coach.library.locale))
    count = len(bank.index.clips)
    return _("{voice} ({locale}), {n} clips").format(voice=bank.index.voice, locale=bank.index.locale, n=count)


def _data_report(folder: DataFolder) -> tuple[dict[str, object], str]:
    report: dict[str, object] = {"data_folder": str(folder.path)}
    try:
        missing = not folder.database.exists()
        if folder.path.exists() and not folder.path.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    except OSError as err:
        problem = _("The data folder cannot be read: {reason}.").format(reason=err.strerror)
        return {**report, "database": problem, "backups": 0}, problem
    if missing:
        return {**report, "database": _("none yet"), "backups": 0}, ""
    coach = Coach(folder, SystemClock())
    try:
        coach.open()
        problem = coach.store.integrity_problem()
        report["sessions"] = len(coach.history.sessions)
    except CoachError as err:
        problem = str(err)
    finally:
        coach.close()
    return {**report, "database": problem or _("sound"), "backups": len(coach.data.backups())}, problem


def _print_report(report: dict[str, object]) -> None:
    for key, value in report.items():
        if isinstance(value, dict):
            print(f"{key}:")
            for name, one in value.items():
                print(f"  {name}: {', '.join(one) if isinstance(one, list) else one}")
        elif isinstance(value, list):
            print(f"{key}: {', '.join(str(one) for one in value) or _('none')}")
        else:
            print(f"{key}: {value}")

"""Renders the voice bank: every sentence that a session can say, as a clip in assets/voice/<locale>.

    sh tools/voice/setup.sh                                  # once; makes .venv-voice
    .venv-voice/bin/python tools/render_voice.py --list      # what is missing, old or no longer needed
    .venv-voice/bin/python tools/render_voice.py             # renders that, and only that
    .venv-voice/bin/python tools/render_voice.py --adopt hello.wav "Switch sides."

Only what changed is rendered, and an interrupted run goes on where it was. docs/voice.md tells the whole story.
"""

from __future__ import annotations

import argparse
import difflib
import gettext
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coach.sound.voice_bank import ClipEntry, Index  # noqa: E402
from tools.voice import audio, bank  # noqa: E402
from tools.voice.kokoro import Kokoro, VoiceError  # noqa: E402
from tools.voice.spoken import SpokenError, read_spoken, recipe_of  # noqa: E402

BANKS: Final = ROOT / "assets" / "voice"
FORMS: Final = ROOT / "tools" / "voice"
STYLES: Final = ROOT / ".venv-voice" / "voices"
SOURCE_LOCALE: Final = "en"
SAVE_EVERY: Final = 25

Rendered = tuple[str, audio.Finished | None, str]


def main() -> int:
    """0 when the bank is whole, 1 when something could not be rendered, 2 for wrong usage, 130 when interrupted."""
    arguments = _parser().parse_args()
    # Before the first import of the program: it looks up the language of its sentences when it is imported.
    os.environ["LANGUAGE"] = arguments.locale
    try:
        return _run(arguments)
    except (VoiceError, SpokenError, audio.AudioError, bank.BankError) as error:
        print(f"render_voice: {error}", file=sys.stderr)
        return 1


def _run(arguments: argparse.Namespace) -> int:
    texts = sentences(arguments.locale)
    folder: Path = arguments.bank or BANKS / arguments.locale
    have = bank.read_bank(folder, arguments.locale, arguments.voice)
    if arguments.adopt:
        return _adopt(folder, have, texts, *arguments.adopt)
    spoken = read_spoken(FORMS / f"{arguments.locale}.toml")
    forms = {text: spoken.form(text) for text in texts}
    for text in spoken.said.keys() - forms.keys():
        print(f"note: [said] has a text that no session says: “{text}”", file=sys.stderr)
    recipes = {text: recipe_of(form, arguments.voice, audio.LEVELS) for text, form in forms.items()}
    whole = [text for text, entry in have.clips.items() if bank.is_whole(folder, entry)]
    plan = bank.plan_of(have, recipes, whole)
    if arguments.only is not None:
        _known(arguments.only, texts)
        plan = bank.Plan(tuple(t for t in plan.render if t == arguments.only), plan.keep, ())
    if arguments.list:
        for verb, which in (("render", plan.render), ("remove", plan.remove), ("keep", plan.keep)):
            for text in which:
                print(f"{verb}  {text}" + (f"  =  {forms[text]}" if forms.get(text, text) != text else ""))
        print(f"{len(plan.render)} to render, {len(plan.remove)} to remove, {len(plan.keep)} to keep")
        return 0
    style = arguments.style or STYLES / f"{arguments.voice}.bin"
    if arguments.phonemes:
        print("\n".join(_phonemes(forms, arguments.voice, style)))
        return 0
    work = {text: forms[text] for text in plan.render}
    code = _render(folder, have, work, recipes, plan, arguments.voice, style, arguments.jobs)
    kept = FORMS / f"{arguments.locale}.phonemes.txt"
    if code == 0 and arguments.bank is None and (plan.render or plan.remove or not kept.exists()):
        # Should a package that the renderer needs ever be gone, this is what has to be said.
        bank.write_whole(kept, ("\n".join(_phonemes(forms, arguments.voice, style)) + "\n").encode())
    return code


def _phonemes(forms: Mapping[str, str], voice: str, style: Path) -> list[str]:
    kokoro = Kokoro(voice, style)
    return [f"{text}  =  /{kokoro.phonemes_of(form)}/" for text, form in forms.items()]


def sentences(locale: str) -> tuple[str, ...]:
    """Every sentence of the bundled library in a locale. Raises SpokenError where it has no translation."""
    catalogues = ROOT / "assets" / "locale"
    if locale != SOURCE_LOCALE and gettext.find("restack", str(catalogues), [locale]) is None:
        raise SpokenError(f"There is no catalogue of {locale} in {catalogues}; its sentences would be English ones.")
    from coach.library.read import read_library
    from coach.paths import bundled
    from coach.session.script import every_sentence

    return every_sentence(read_library(bundled("data")))


def _known(text: str, texts: tuple[str, ...]) -> None:
    if text not in texts:
        near = difflib.get_close_matches(text, texts, n=1, cutoff=0)
        raise SpokenError(f"No session says “{text}”." + (f" Did you mean “{near[0]}”?" if near else ""))


def _adopt(folder: Path, have: Index, texts: tuple[str, ...], file: str, text: str) -> int:
    _known(text, texts)
    recording = audio.read_recording(Path(file))
    done = audio.finish(recording, below_db=audio.noise_below_db(recording))
    entry = ClipEntry(bank.keep_clip(folder, done.mp3), done.onset_ms, done.spoken_ms, bank.RECORDED)
    now = Index(have.locale, have.voice, {**have.clips, text: entry})
    bank.write_bank(folder, now)
    for path in bank.unused_files(folder, now):
        path.unlink()
    print(f"“{text}” is now {file}: {done.spoken_ms} ms of speech")
    return 0


def _render(
    folder: Path,
    have: Index,
    work: Mapping[str, str],
    recipes: Mapping[str, str],
    plan: bank.Plan,
    voice: str,
    style: Path,
    jobs: int,
) -> int:
    clips = {text: entry for text, entry in have.clips.items() if text not in plan.remove}
    failed: list[str] = []

    def save() -> None:
        bank.write_bank(folder, Index(have.locale, voice, clips))

    code = rendered = 0
    try:
        for done, (text, clip, problem) in enumerate(_rendered(work, voice, style, jobs), 1):
            if clip is None:
                failed.append(f"“{text}”: {problem}")
                continue
            clips[text] = ClipEntry(bank.keep_clip(folder, clip.mp3), clip.onset_ms, clip.spoken_ms, recipes[text])
            rendered += 1
            print(f"[{done}/{len(work)}] {clip.spoken_ms:5} ms  {text}", flush=True)
            if done % SAVE_EVERY == 0:
                save()
    except KeyboardInterrupt:
        print("Interrupted; what is rendered is kept, and the next run goes on from here.", file=sys.stderr)
        code = 130
    except BrokenProcessPool:
        print("A process that renders has died; what is rendered is kept. Try again with --jobs 1.", file=sys.stderr)
        code = 1
    now = Index(have.locale, voice, clips)
    if now != have:
        save()
    if folder.is_dir():
        for path in bank.unused_files(folder, now):
            path.unlink()
    for line in failed:
        print(f"not rendered: {line}", file=sys.stderr)
    print(f"{rendered} rendered, {len(plan.remove)} removed, {len(plan.keep)} kept: {len(clips)} clips")
    return code or bool(failed)


def _rendered(work: Mapping[str, str], voice: str, style: Path, jobs: int) -> Iterator[Rendered]:
    """Each text with its clip, or with what is wrong; in any order with more than one job."""
    if not work:
        return
    audio.need_ffmpeg()
    if jobs == 1:
        _start_job(voice, style, os.cpu_count() or 1)
        for text, form in work.items():
            yield _one(text, form)
        return
    # Spawned, not forked: the model's own threads would not survive a fork.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (voice, style)) as pool:
        waiting = [pool.submit(_one, text, form) for text, form in work.items()]
        try:
            for future in as_completed(waiting):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


_voices: list[Kokoro] = []


def _start_job(voice: str, style: Path, threads: int) -> None:
    _voices[:] = [Kokoro(voice, style, threads=threads)]


def _start_worker(voice: str, style: Path) -> None:
    # Ctrl+C reaches every process: this one just ends, and the first one says so.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _start_job(voice, style, 1)


def _one(text: str, form: str) -> Rendered:
    try:
        return text, audio.finish(_voices[0].say(form)), ""
    except (VoiceError, audio.AudioError) as error:
        return text, None, str(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--locale", default=SOURCE_LOCALE, help="language of the bank (%(default)s)")
    parser.add_argument("--voice", default="af_heart", help="a Kokoro voice (%(default)s)")
    parser.add_argument("--style", type=Path, metavar="FILE", help="the voice's style (.venv-voice/voices/VOICE.bin)")
    parser.add_argument("--bank", type=Path, metavar="DIR", help="another folder than assets/voice/LOCALE")
    parser.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes that render (%(default)s)")
    parser.add_argument("--only", metavar="TEXT", help="render at most this text, and remove nothing")
    parser.add_argument("--list", action="store_true", help="say what would be done, and do nothing")
    parser.add_argument("--phonemes", action="store_true", help="say how every text would be pronounced")
    parser.add_argument("--adopt", nargs=2, metavar=("FILE", "TEXT"), help="make a recording the clip of a text")
    return parser


def _jobs(text: str) -> int:
    jobs = int(text)
    if jobs < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return jobs


if __name__ == "__main__":
    sys.exit(main())

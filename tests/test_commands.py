"""The commands as a person or a script runs them: real processes, their output and exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: Facts C5 and C6: base totals in seconds.
TOTALS_S = {
    "calm-early": 516,
    "calm-mid": 565,
    "calm-late": 679,
    "unlock-early": 769,
    "unlock-mid": 820,
    "unlock-late": 927,
    "flare-up-first-aid": 442,
    "desk-break": 186,
}
SEGMENT_KEYS = {"event", "at_ms", "kind", "exercise", "side", "set", "rep", "duration_ms", "voice_wait_ms"}


def restack(*args: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    where = ["--data-dir", str(data)] if data is not None else []
    return subprocess.run(
        [sys.executable, "main.py", *args, *where],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error"},
    )


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(("template", "seconds"), TOTALS_S.items())
def test_timeline_totals_equal_the_facts(template: str, seconds: int) -> None:
    done = restack("timeline", template, "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["template"] == template
    assert document["total_ms"] == seconds * 1000
    assert sum(s["duration_ms"] for s in document["segments"]) == seconds * 1000
    assert all(set(s) == SEGMENT_KEYS for s in document["segments"])
    assert all(set(c) == {"event", "at_ms", "sound", "text"} for c in document["cues"])


def test_timeline_for_people_ends_with_the_total() -> None:
    done = restack("timeline", "calm-early")
    assert done.returncode == 0
    assert done.stdout.rstrip().splitlines()[-2].endswith("8:36")


def test_a_timeline_as_played_is_longer_by_what_the_base_one_tells() -> None:
    command = ("timeline", "calm-early", "--json")
    base, played = (json.loads(restack(*command, *more).stdout) for more in ([], ["--as-played"]))
    waits = [s["voice_wait_ms"] for s in base["segments"]]
    assert sum(waits) == base["voice_wait_ms"] == played["voice_wait_ms"] > 0
    assert all(s["kind"] == "setup" for s in base["segments"] if s["voice_wait_ms"])
    assert played["total_ms"] == base["total_ms"] + base["voice_wait_ms"]
    for one, longer in zip(base["segments"], played["segments"], strict=True):
        assert longer["duration_ms"] == one["duration_ms"] + one["voice_wait_ms"]


def test_unknown_template_is_one_plain_sentence() -> None:
    done = restack("timeline", "calm-erly")
    assert done.returncode == 1
    assert "calm-erly" in done.stderr
    assert "calm-early" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        "nonsense", "play", "play calm-early --speed 0", "play calm-early --speed 1.5", "play calm-early --speed fast",
        "play calm-early --speed 1001", "timeline", "timeline calm-early more", "today --loud", "export", "screens",
        "screens out --size 5x5", "screens out --size wide", "screens out --size 1180x", "screens out --theme blue",
        "screens out --text-scale 3", "screens out --text-scale nan", "today --data-dir",
    ],
)  # fmt: skip
def test_wrong_usage_exits_with_2(args: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *args.split()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("usage: restack")
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX pipe")
@pytest.mark.parametrize("args", ["export - --data-dir", "timeline calm-early --json --data-dir"])
def test_a_reader_that_goes_away_is_no_problem(args: str, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "main.py", *args.split(), str(tmp_path)],
            cwd=ROOT,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_all_files_of_the_data_folder_are_private(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        done = restack("play", "desk-break", "--speed", "1000", "--silent", data=tmp_path / "data")
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    found = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
    assert any(path.name.startswith("restack-") for path in found)
    assert {path.name for path in found if path.stat().st_mode & 0o077} == set()


def test_check_of_the_bundled_library_is_clean() -> None:
    done = restack("check")
    assert done.returncode == 0, done.stdout
    assert "all clean" in done.stdout


def test_play_records_a_finished_session(tmp_path: Path) -> None:
    done = restack("play", "calm-early", "--speed", "400", "--silent", "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr
    events = lines(done.stdout)
    segments = [e for e in events if e["event"] == "segment"]
    assert [s["at_ms"] for s in segments] == sorted(s["at_ms"] for s in segments)
    assert all(set(s) == SEGMENT_KEYS for s in segments)
    whole = json.loads(restack("timeline", "calm-early", "--json", "--as-played").stdout)
    assert segments == whole["segments"]
    assert [e for e in events if e["event"] == "cue"] == whole["cues"]
    assert events[-1]["event"] == "finished"
    exported = json.loads(restack("export", "-", data=tmp_path).stdout)
    assert exported["sessions"][0]["id"] == events[-1]["session_id"]
    kinds = [e["kind"] for e in exported["sessions"][0]["events"]]
    assert kinds.count("segment_done") == len(segments)
    assert kinds[-1] == "finished"


def test_kill_in_the_middle_loses_no_completed_segment_and_resume_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "play", "calm-early", "--speed", "40", "--silent", "--json"]
    child = subprocess.Popen(
        [*command, "--data-dir", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout is not None
    begun: list[dict[str, Any]] = []
    while len(begun) < 12:
        event = json.loads(child.stdout.readline())
        if event["event"] == "segment":
            begun.append(event)
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    child.stdout.close()
    exported = json.loads(restack("export", "-", data=tmp_path).stdout)
    done = [e for e in exported["sessions"][0]["events"] if e["kind"] == "segment_done"]
    # Each printed segment but the running one was committed before the next was printed.
    assert len(done) >= len(begun) - 1
    again = restack("play", "calm-early", "--speed", "400", "--silent", "--json", "--resume", data=tmp_path)
    assert again.returncode == 0, again.stderr
    went_on = [e for e in lines(again.stdout) if e["event"] == "segment"]
    assert went_on[0]["at_ms"] >= begun[-1]["at_ms"]
    whole = json.loads(restack("export", "-", data=tmp_path).stdout)["sessions"]
    assert len(whole) == 1
    assert whole[0]["events"][-1]["kind"] == "finished"
    assert {e["index"] for e in whole[0]["events"] if e["kind"] == "segment_done"} == set(range(72))


def test_resume_without_an_interrupted_session_says_so(tmp_path: Path) -> None:
    done = restack("play", "calm-early", "--resume", "--silent", data=tmp_path)
    assert done.returncode == 1
    assert "interrupted" in done.stderr


def test_play_is_refused_while_another_holds_the_folder(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "main.py", "play", "calm-early", "--silent", "--data-dir", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 20
        while not (tmp_path / "window.lock").exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        done = restack("play", "desk-break", "--silent", "--speed", "1000", data=tmp_path)
        assert done.returncode == 1
        assert "open" in done.stderr
    finally:
        child.kill()
        child.wait(10)


def test_today_says_what_and_why(tmp_path: Path) -> None:
    done = restack("today", "--json", data=tmp_path)
    assert done.returncode == 0
    view = json.loads(done.stdout)
    assert view["template"] == "calm-early"
    assert view["why"]
    plain = restack("today", data=tmp_path)
    assert "calm-early" in plain.stdout


def test_options_before_the_command_count_too(tmp_path: Path) -> None:
    done = restack("--data-dir", str(tmp_path), "--json", "today")
    assert done.returncode == 0
    assert json.loads(done.stdout)["kind"] == "session"
    assert (tmp_path / "restack.db").exists()


def test_export_to_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    done = restack("export", str(tmp_path / "no" / "such" / "folder.json"), data=tmp_path / "data")
    assert done.returncode == 1
    assert "folder.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_reports_everything(tmp_path: Path) -> None:
    done = restack("doctor", "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert {"platform", "sound", "data_folder", "database", "library", "versions"} <= set(report)
    assert report["library"]["problems"] == []


def test_no_display_is_one_plain_sentence_that_names_the_demo(tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    if sys.platform in ("win32", "darwin"):
        pytest.skip("these always have a screen to open a window on")
    done = subprocess.run(
        [sys.executable, "main.py", "--data-dir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=env,
    )
    assert done.returncode == 1
    assert "make demo" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_screens_draws_every_page(tmp_path: Path) -> None:
    done = restack("screens", str(tmp_path / "out"), "--size", "900x640", "--json", data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    files = [Path(e["file"]) for e in lines(done.stdout)]
    assert len(files) >= 18
    assert all(f.stat().st_size > 2_000 for f in files)


def test_an_export_is_brought_to_another_machine_and_taken_back(tmp_path: Path) -> None:
    a, b, file = tmp_path / "a", tmp_path / "b", tmp_path / "mine.json"
    assert restack("play", "desk-break", "--speed", "1000", "--silent", data=a).returncode == 0
    assert restack("export", str(file), data=a).returncode == 0
    dry = restack("import", str(file), "--dry-run", "--json", data=b)
    assert lines(dry.stdout)[0]["counts"]["sessions"] == {"added": 1, "there": 0, "differs": 0}
    assert len(lines(dry.stdout)) == 1
    done = restack("import", str(file), data=b)
    assert done.returncode == 0, done.stderr
    assert "Sessions: 1 new" in done.stdout
    assert restack("export", "-", data=b).stdout.split('"settings"')[1] == file.read_text().split('"settings"')[1]
    assert "Nothing changes" in restack("import", str(file), data=b).stdout
    undone = restack("import", "--undo", "--json", data=b)
    assert lines(undone.stdout)[0]["removed"] == 1
    again = restack("import", "--undo", data=b)
    assert (again.returncode, "no import" in again.stderr) == (1, True)


def test_a_table_is_brought_in_and_each_bad_line_told(tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    file.write_text("date,pain\n2026-01-02,4\n2026-01-03,40\n")
    done = restack("import", str(file), "--json", data=tmp_path / "a")
    assert done.returncode == 0, done.stderr
    events = lines(done.stdout)
    assert [e["event"] for e in events] == ["table", "preview", "imported"]
    again = restack("import", str(file), data=tmp_path / "a").stdout
    assert "divided by ten" in again
    assert "All of it is here already. Nothing changes." in again
    file.write_text("date,pain\n2026-01-02,x\n")
    none = restack("import", str(file), data=tmp_path / "a").stdout
    assert "“x” is no number" in none
    assert "nothing in it that can be imported" in none
    file.write_text("date,pain\n2/1/2026,4\n")
    unclear = restack("import", str(file), data=tmp_path / "a")
    assert (unclear.returncode, "how the days are written" in unclear.stderr) == (1, True)


def test_tables_for_spreadsheets(tmp_path: Path) -> None:
    done = restack("export", "--csv", str(tmp_path / "tables"), "--json", data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert len(lines(done.stdout)) == 7
    assert (tmp_path / "tables" / "README.txt").exists()

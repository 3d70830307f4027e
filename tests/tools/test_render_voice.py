"""The tools of the voice bank, as far as they need neither the model nor ffmpeg."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from coach.library.library import Library
from coach.session.script import every_sentence
from coach.sound.voice_bank import INDEX, ClipEntry, Index, VoiceBank, bank_problems, clip_name
from tools.voice import audio, bank, measures
from tools.voice.bank import RECORDED, BankError, Plan
from tools.voice.hearing import Heard, word_errors, words_of
from tools.voice.pitch import Joint, end_pitch, inner_joints, pitch_track, start_pitch
from tools.voice.spoken import Spoken, SpokenError, read_spoken, recipe_of

ROOT = Path(__file__).resolve().parents[2]
RATE = audio.PLAY_RATE


def entry(mp3: bytes, recipe: str = "r") -> ClipEntry:
    return ClipEntry(clip_name(mp3), 85, 400, recipe)


def tone(hz: float, seconds: float, rate: int = RATE, level: float = 0.3) -> audio.Samples:
    """A buzz like a voice's: a fundamental and weaker harmonics."""
    t = np.arange(round(seconds * rate)) / rate
    return np.asarray(level * sum(np.sin(2 * np.pi * hz * k * t) / k for k in (1, 2, 3)))


def silence(seconds: float, rate: int = RATE) -> audio.Samples:
    return np.zeros(round(seconds * rate))


# -- what is said ------------------------------------------------------------------------------------------------


def test_sentences_are_joined_with_the_long_pause() -> None:
    assert Spoken().form("Well done. That was all of it.") == "Well done. || That was all of it."
    assert Spoken().form("Left, last one.") == "Left, last one."


def test_a_counting_word_alone_loses_its_full_stop() -> None:
    spoken = Spoken(bare=frozenset({"Three"}))
    assert spoken.form("Three.") == "Three"
    assert spoken.form("Rest.") == "Rest."
    assert spoken.form("Right, three.") == "Right, three."


def test_words_are_replaced_as_whole_words_and_the_longest_first() -> None:
    spoken = Spoken(words={"90/90": "ninety ninety", "90/90 rest": "ninety", "he": "[he](/x/)"})
    assert spoken.form("Next: 90/90 breathing.") == "Next: ninety ninety breathing."
    assert spoken.form("90/90 rest.") == "ninety."
    assert spoken.form("There he is.") == "There [he](/x/) is."


def test_an_own_form_of_a_text_is_taken_as_it_stands() -> None:
    spoken = Spoken(said={"A 90/90.": "A | 90/90"}, words={"90/90": "ninety ninety"})
    assert spoken.form("A 90/90.") == "A | 90/90"


def test_a_file_of_forms_that_is_wrong_says_where(tmp_path: Path) -> None:
    path = tmp_path / "en.toml"
    assert read_spoken(path) == Spoken()
    path.write_text('[wrods]\n"a" = "b"\n', "utf-8")
    with pytest.raises(SpokenError, match="wrods"):
        read_spoken(path)


def test_the_bundled_forms_can_be_read() -> None:
    spoken = read_spoken(Path(__file__).resolve().parents[2] / "tools" / "voice" / "en.toml")
    assert spoken.form("Three.") == "Three"
    assert "/90" not in spoken.form("Next: 90/90 rest breathing.")
    assert all(form.count("[") == form.count("](/") == form.count("/)") for form in spoken.words.values())


def test_a_recipe_changes_with_form_voice_and_levels() -> None:
    one = recipe_of("Hello.", "af_heart", audio.LEVELS)
    assert one == recipe_of("Hello.", "af_heart", dict(reversed(audio.LEVELS.items())))
    assert (
        len({one, recipe_of("Hello", "af_heart", audio.LEVELS), recipe_of("Hello.", "am_michael", audio.LEVELS)}) == 3
    )
    assert one != recipe_of("Hello.", "af_heart", {**audio.LEVELS, "lufs": -18.0})


# -- the bank ----------------------------------------------------------------------------------------------------


def test_the_program_reads_what_is_written(tmp_path: Path) -> None:
    mp3 = b"not really an mp3"
    bank.keep_clip(tmp_path, mp3)
    clips = {"Zwölf “gute” Züge.": entry(mp3), "Lift.": entry(mp3)}
    bank.write_bank(tmp_path, Index("en", "af_heart", clips))
    read = VoiceBank.load(tmp_path)
    assert read.index.locale == "en"
    assert read.index.voice == "af_heart"
    assert read.spoken_ms("Lift.") == 400
    assert not list(bank_problems(read, clips))
    assert bank.read_bank(tmp_path, "en", "") == Index("en", "af_heart", clips)


def test_the_index_has_one_sorted_clip_a_line() -> None:
    lines = bank.index_bytes(Index("en", "v", {"b": entry(b"1"), "a": entry(b"2")})).decode().split("\n")
    assert lines[5].startswith('"a": {"file": ')
    assert lines[6].startswith('"b": {"file": ')
    assert lines[-1] == ""
    empty = msgspec.json.decode(bank.index_bytes(Index("en", "v", {})), type=Index)
    assert empty.clips == {}


_ODD_NAME = '{"a": {"file": "../x.mp3", "onset_ms": 1, "spoken_ms": 1, "recipe": ""}}'


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("{", "cannot be read"),
        ('{"format": 2, "locale": "en", "voice": "v", "clips": {}}', "format 2"),
        ('{"format": 1, "locale": "de", "voice": "v", "clips": {}}', "locale de"),
        (f'{{"format": 1, "locale": "en", "voice": "v", "clips": {_ODD_NAME}}}', "matching regex"),
    ],
)
def test_an_index_that_is_not_ours_is_refused(tmp_path: Path, text: str, match: str) -> None:
    (tmp_path / INDEX).write_text(text, "utf-8")
    with pytest.raises(BankError, match=match):
        bank.read_bank(tmp_path, "en", "v")


def test_only_what_changed_is_rendered_again() -> None:
    clips = {"same": entry(b"1"), "new recipe": entry(b"2"), "damaged": entry(b"3"), "old": entry(b"4")}
    recipes = {"same": "r", "new recipe": "s", "damaged": "r", "new": "r"}
    assert bank.plan_of(Index("en", "v", clips), recipes, ["same", "new recipe", "old"]) == Plan(
        render=("damaged", "new", "new recipe"), keep=("same",), remove=("old",)
    )


def test_a_recording_stays_while_its_text_stands() -> None:
    clips = {"kept": entry(b"1", RECORDED), "gone": entry(b"2", RECORDED)}
    plan = bank.plan_of(Index("en", "v", clips), {"kept": "another recipe"}, ["kept", "gone"])
    assert plan == Plan(render=(), keep=("kept",), remove=("gone",))


def test_a_damaged_or_missing_file_is_noticed(tmp_path: Path) -> None:
    clip = entry(b"sound")
    assert not bank.is_whole(tmp_path, clip)
    path = tmp_path / bank.keep_clip(tmp_path, b"sound")
    assert bank.is_whole(tmp_path, clip)
    path.write_bytes(b"soun")
    assert not bank.is_whole(tmp_path, clip)


def test_what_no_clip_needs_is_found_and_nothing_else(tmp_path: Path) -> None:
    bank.keep_clip(tmp_path, b"used")
    bank.keep_clip(tmp_path, b"unused")
    (tmp_path / "index.json.77.part").write_bytes(b"")
    (tmp_path / "README").write_bytes(b"")
    unused = bank.unused_files(tmp_path, Index("en", "v", {"a": entry(b"used")}))
    assert {path.name for path in unused} == {clip_name(b"unused"), "index.json.77.part"}


def test_a_failed_write_leaves_the_old_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bank.write_bank(tmp_path, Index("en", "v", {"a": entry(b"1")}))
    before = (tmp_path / INDEX).read_bytes()

    def refuse(_fd: int) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="full"):
        bank.write_bank(tmp_path, Index("en", "v", {}))
    assert (tmp_path / INDEX).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [INDEX]


# -- samples -----------------------------------------------------------------------------------------------------


def test_trim_leaves_a_little_silence_at_both_ends() -> None:
    rate = audio.RATE
    trimmed = audio.trim(np.concatenate([silence(0.5, rate), tone(200, 0.4, rate), silence(0.7, rate)]))
    assert len(trimmed) / rate == pytest.approx(0.4 + 0.03 + 0.08, abs=0.006)
    with pytest.raises(audio.AudioError, match="silence"):
        audio.trim(silence(1.0, rate))


def test_a_noisy_room_raises_what_counts_as_silence() -> None:
    rate = audio.RATE
    spoken = np.concatenate([silence(0.5, rate), tone(200, 0.5, rate), silence(0.5, rate)])
    assert audio.noise_below_db(spoken) == audio.SILENCE_DB
    noise = np.random.default_rng(1).normal(0, 0.0015, len(spoken))
    below_db = audio.noise_below_db(spoken + noise)
    assert audio.SILENCE_DB < below_db <= -35
    assert len(audio.trim(spoken + noise, below_db=below_db)) < 0.7 * rate


def test_the_limiter_turns_down_single_peaks_and_nothing_else() -> None:
    speech = tone(200, 1.0, audio.RATE)
    assert np.array_equal(audio.limited(speech), speech)
    peaked = speech.copy()
    peaked[12_000], peaked[0], peaked[-1] = 1.4, -1.2, 1.1
    limited = audio.limited(peaked)
    assert np.abs(limited).max() <= 10 ** (audio.LIMIT_DBFS / 20) + 1e-9
    assert limited[12_000] == pytest.approx(10 ** (audio.LIMIT_DBFS / 20))
    assert np.array_equal(limited[1_000:11_000], speech[1_000:11_000])


def test_fades_and_padding_have_their_lengths() -> None:
    rate = audio.RATE
    out = audio.padded(audio.faded(np.ones(rate)))
    heard = np.flatnonzero(out)
    assert heard[0] == round(0.060 * rate) + 1
    assert len(out) == round(1.160 * rate)
    assert np.all(out[round(0.065 * rate) : round(1.030 * rate)] == 1)
    assert np.all(np.diff(out[heard[0] : round(0.065 * rate)]) > 0)
    assert len(audio.faded(np.ones(20))) == 20


def test_the_spoken_span_is_where_something_is_heard() -> None:
    decoded = np.concatenate([silence(0.085), tone(180, 0.4), silence(0.1)])
    onset_ms, spoken_ms = audio.spoken_span_ms(decoded)
    assert abs(onset_ms - 85) <= 5
    assert abs(spoken_ms - 400) <= 5


# -- measures ----------------------------------------------------------------------------------------------------


def test_the_longest_pause_is_the_one_inside() -> None:
    speech = np.concatenate([tone(180, 0.3), silence(0.2), tone(180, 0.3), silence(0.35), tone(180, 0.3)])
    assert abs(measures.longest_pause_ms(speech) - 350) <= 10
    assert measures.longest_pause_ms(tone(180, 0.3)) == 0


def test_faults_name_what_breaks_a_limit() -> None:
    clip = ClipEntry("x.mp3", 85, 1000, "r")
    good = measures.Measured("Let it go.", 1200, 85, 1000, 115, 0, -19.0, -4.0, 9.0)
    assert list(measures.faults(good, clip)) == []
    change = msgspec.structs.replace
    assert "peak" in "".join(measures.faults(change(good, peak_dbfs=-1.4), clip))
    assert "LUFS" in "".join(measures.faults(change(good, loudness_lufs=-19.6), clip))
    assert "index" in "".join(measures.faults(good, change(clip, onset_ms=60)))
    assert "pause" in "".join(measures.faults(change(good, pause_ms=900), clip))
    assert "letters" in "".join(measures.faults(change(good, letters_s=30.0), clip))


# -- words -------------------------------------------------------------------------------------------------------


def test_numbers_case_hyphens_and_homophones_are_no_errors() -> None:
    assert words_of("Three TIMES, 45!") == words_of("3 times forty-five")
    assert word_errors(words_of("Right, two."), words_of("write to")) == 0
    assert word_errors(words_of("Keep your feet heavy"), words_of("Keep your fit heavy")) == 1


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("half way", "halfway", 0),
        ("pressup", "press up", 0),
        ("come onto", "come on to", 0),
        ("pain button", "pain butts", 1),
        ("let it go", "", 3),
        ("let go", "let it go now", 2),
        ("", "", 0),
    ],
)
def test_word_errors(said: str, heard: str, errors: int) -> None:
    assert word_errors(words_of(said), words_of(heard)) == errors


def test_a_clip_is_suspect_only_where_both_err() -> None:
    assert not Heard("Lift.", "f", {"a": "Lived.", "b": "Lift."}).suspect
    assert Heard("Lift.", "f", {"a": "Lived.", "b": "List."}).suspect


# -- pitch -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hz", [90.0, 180.0, 320.0])
def test_the_pitch_of_a_buzz_is_its_fundamental(hz: float) -> None:
    track = pitch_track(tone(hz, 0.5), RATE)
    assert track.size > 20
    assert np.median(track) == pytest.approx(hz, rel=0.01)


def test_noise_and_silence_have_no_pitch() -> None:
    assert pitch_track(np.random.default_rng(1).normal(0, 0.1, RATE // 2), RATE).size < 5
    assert pitch_track(silence(0.5), RATE).size == 0
    assert pitch_track(tone(200, 0.02), RATE).size == 0


def test_a_joint_tells_how_far_the_pitch_jumps() -> None:
    first, then = tone(120, 0.6), tone(240, 0.6)
    assert end_pitch(first) == pytest.approx(120, rel=0.02)
    assert start_pitch(then) == pytest.approx(240, rel=0.02)
    assert Joint("a", "b", 120, 240, 250).semitones == pytest.approx(12)
    assert not Joint("a", "b", 120, 240, 250).creaks
    assert Joint("a", "b", 75, 240, 250).creaks
    joint, *more = inner_joints("a, b", np.concatenate([first, silence(0.2), then]))
    assert not more
    assert abs(joint.silence_ms - 200) <= 10
    assert joint.semitones == pytest.approx(12, abs=0.5)


def test_the_pronunciation_of_every_sentence_is_kept(library: Library) -> None:
    """The list that stays should a package of the renderer be gone one day; a stale one is written anew by a run."""
    lines = (ROOT / "tools" / "voice" / "en.phonemes.txt").read_text("utf-8").splitlines()
    texts = [line.partition("  =  /")[0] for line in lines]
    assert texts == list(every_sentence(library))
    assert all(line.endswith("/") and len(line.partition("  =  /")[2]) > 2 for line in lines)

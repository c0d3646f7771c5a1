"""What was typed, kept in a file and played again."""

import io
import subprocess
import sys

import pytest

from adapters.console.recording import NotARecording, Recorder, read

TYPED = ["as ana", "my vpn keeps dropping", "press 2", "first line\nsecond line", "clock +4h", "#hello"]


def test_a_recording_is_read_as_it_was_written():
    out = io.StringIO()
    recorder = Recorder(out, "2026-11-23 09:00", "ana")
    for line in TYPED:
        recorder.typed(line)
    recording = read(out.getvalue())
    assert (recording.start, recording.persona) == ("2026-11-23 09:00", "ana")
    assert recording.lines == (
        "as ana",
        "my vpn keeps dropping",
        "press 2",
        "first line\\",
        "second line",
        "clock +4h",
        "say #hello",
    )


@pytest.mark.parametrize("text", ["", "hello", "# loket recording · yesterday · as ana"])
def test_another_file_is_no_recording(text):
    with pytest.raises(NotARecording):
        read(text)


def test_a_dialogue_recorded_in_the_terminal_goes_the_same_way_again(tmp_path):
    file = tmp_path / "talk.txt"
    typed = "as ana\nmy vpn keeps dropping\npress 2\nclock +4h\n"

    def run(*args: str, given: str = "") -> str:
        command = [sys.executable, "-m", "bot", *args]
        return subprocess.run(command, input=given, capture_output=True, text=True, check=True, cwd=tmp_path).stdout

    first = run("console", "--start", "2026-11-23 09:00", "--record", str(file), given=typed)
    again = run("replay", str(file))
    assert "#1" in again and again.strip() in first

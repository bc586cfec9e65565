"""``wushan-ie run``: what is told, and the exit codes."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.archive.hostile import good_texts, write_archive
from wushan_ie.archive import Progress
from wushan_ie.cli import app
from wushan_ie.cli.progress import format_progress


def run(*words: str | Path):
    return CliRunner().invoke(app, ["run", *map(str, words), "--segmenter", "char", "--workers", "1"])


def test_a_run_says_what_it_gave_and_where_it_is(tmp_path: Path) -> None:
    source = write_archive(tmp_path / "a", {**good_texts(5), "copy.txt": good_texts(1)["0000.txt"]})
    done = run(source, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "6 documents in" in done.stdout
    assert "6 read, 1 of them copies: " in done.stdout
    assert f"written to {tmp_path / 'out'}" in done.stdout
    again = run(source, "--out", tmp_path / "out")
    assert again.exit_code == 0
    assert "6 documents in an earlier run" in again.stdout


def test_failed_documents_are_counted_by_reason_and_exit_with_one(tmp_path: Path) -> None:
    source = write_archive(tmp_path / "a", {**good_texts(2), "x.txt": b"", "y.txt": b"\xff\xff", "z.txt": b""})
    done = run(source, "--out", tmp_path / "out", "--format", "jsonl")
    assert done.exit_code == 1
    assert f"3 failed (empty 2, encoding 1): see {tmp_path / 'out' / 'errors.jsonl'}" in done.stdout


def test_without_pyspark_its_engine_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    done = run(write_archive(tmp_path / "a", good_texts(1)), "--out", tmp_path / "out", "--engine", "spark")
    assert done.exit_code == 2
    assert "pip install 'wushan-ie[spark]'" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [(["nowhere"], "nowhere: there is no such file or folder"), ([".", "--time-limit", "0"], "time_limit is 0")],
)
def test_wrong_usage_exits_with_two(tmp_path: Path, words: list[str], message: str) -> None:
    done = run(*words, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def start(source: Path, out: Path, **streams: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "wushan_ie", "run", source, "--out", out, "--segmenter", "char", "--workers", "1"]
    return subprocess.Popen(command, **streams)


def test_a_terminal_shows_a_bar_with_documents_rate_and_time_left(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    process = start(write_archive(tmp_path / "a", good_texts(70)), tmp_path / "out", stderr=theirs)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # that is how a terminal ends
        while found := os.read(ours, 4096):
            shown += found
    os.close(ours)
    assert process.wait() == 0
    assert re.search(r"100% \|.+\| 70 documents, \d+/s \[00:\d\d, 00:00 left\]", shown.decode()), shown


def test_an_interrupted_run_says_how_to_go_on(tmp_path: Path) -> None:
    source = write_archive(tmp_path / "a", good_texts(2000))
    process = start(source, tmp_path / "out", stderr=subprocess.PIPE)
    limit = time.monotonic() + 30
    while not list((tmp_path / "out").glob("unfinished/*.rows")):
        assert time.monotonic() < limit
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130
    assert "stopped; the same command goes on from here" in errors.decode()
    assert "Traceback" not in errors.decode()


def test_a_line_of_progress_says_share_rate_time_left_and_failures() -> None:
    progress = Progress(total=4000, documents=1500, failed=2, weight=3000, kept=1000, kept_documents=500)
    assert format_progress(progress, 100) == "75%: 1,500 documents, 10/s, 2 failed, 0:50 left"
    assert format_progress(Progress(total=0), 0) == "0%: 0 documents, 0/s"

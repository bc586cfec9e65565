"""Runs that are killed, at any moment, and go on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.archive.hostile import digests, good_texts, settings, write_archive
from wushan_ie.archive import Progress, run_archive
from wushan_ie.errors import ArchiveError

ROOT = Path(__file__).parents[2]
KILLS = 20


def start(source: Path, out: Path, limit: float = 20) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.archive.hostile", str(source), str(out), str(limit)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,  # workers that lose their parent complain
    )


def test_after_kills_at_random_moments_the_bytes_are_those_of_an_undisturbed_run(tmp_path: Path) -> None:
    texts = good_texts(100)
    source = write_archive(tmp_path / "a", {**texts, "0077x.txt": texts["0003.txt"], "0099x.txt": b"\xff\xff"})
    begin = time.monotonic()
    assert start(source, tmp_path / "undisturbed").wait() == 0
    length = time.monotonic() - begin
    moments = random.Random(5)
    killed = finished = 0
    while killed < KILLS:
        out = tmp_path / f"out{finished}"
        process = start(source, out)
        try:
            assert process.wait(moments.uniform(0.3, 0.95) * length) == 0
            assert digests(out) == digests(tmp_path / "undisturbed")
            finished += 1
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
    out = tmp_path / f"out{finished}"
    assert start(source, out).wait() == 0
    assert digests(out) == digests(tmp_path / "undisturbed")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A source of three shards, and the digests of its undisturbed result."""
    folder = tmp_path_factory.mktemp("small")
    source = write_archive(folder / "a", good_texts(12))
    run_archive(settings(source, folder / "undisturbed", form="parquet"), lambda _: None)
    return source, digests(folder / "undisturbed")


STEPS = ["documents.parquet", "facts.parquet", "run.json", "manifest.json"]


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_while_the_tables_get_their_names_loses_nothing(
    small: tuple[Path, dict[str, str]], tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, undisturbed = small

    class KilledError(BaseException):
        pass

    def killed(path: Path, *rest: object) -> Path:
        if Path(str(rest[0])).name == step:
            raise KilledError
        return replace(path, *rest)

    replace = Path.replace
    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KilledError):
        run_archive(settings(source, tmp_path / "out", form="parquet"), lambda _: None)
    monkeypatch.undo()
    run_archive(settings(source, tmp_path / "out", form="parquet"), lambda _: None)
    assert digests(tmp_path / "out") == undisturbed


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("text", ["睡着", "卡住"])
def test_workers_end_when_the_process_that_leads_is_killed(tmp_path: Path, text: str) -> None:
    source = write_archive(tmp_path / "a", {**good_texts(3), "0002x.txt": text})
    process = start(source, tmp_path / "out", limit=5)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    workers: list[int] = []
    while len(workers) < 2:  # the worker, and the tracker that multiprocessing starts beside it
        time.sleep(0.1)
        workers = [int(found) for found in children.read_text(encoding="ascii").split()]
    time.sleep(2)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    limit = time.monotonic() + 10
    while any(map(alive, workers)):
        assert time.monotonic() < limit, "a worker outlives the run by more than its document's time limit"
        time.sleep(0.1)


def test_a_damaged_shard_file_is_made_anew(small: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    source, undisturbed = small
    interrupted = settings(source, tmp_path / "out", form="parquet")

    def stop(progress: Progress) -> None:
        if progress.documents:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_archive(interrupted, stop)
    [kept] = (tmp_path / "out" / "unfinished").glob("*.rows")
    kept.write_bytes(kept.read_bytes()[:-3])
    run_archive(interrupted, lambda _: None)
    assert digests(tmp_path / "out") == undisturbed


def test_a_second_run_in_the_folder_is_refused(tmp_path: Path) -> None:
    source = write_archive(tmp_path / "a", good_texts(3))
    process = start(source, tmp_path / "out")
    limit = time.monotonic() + 20
    while not (tmp_path / "out" / "unfinished" / "lock").exists():
        assert time.monotonic() < limit
        time.sleep(0.05)
    time.sleep(0.1)
    with pytest.raises(ArchiveError, match="another run is at work in this folder"):
        run_archive(settings(source, tmp_path / "out"), lambda _: None)
    assert process.wait() == 0

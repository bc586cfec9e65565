"""Runs that cannot write."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.hostile import digests, good_texts, settings, write_archive
from wushan_ie.archive import run_archive
from wushan_ie.errors import ArchiveError

ROOT = Path(__file__).parents[2]
CAN_MOUNT = (
    shutil.which("unshare") is not None
    and subprocess.run(["unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"], capture_output=True).returncode == 0
)
SCRIPT = """
mount -t tmpfs -o size={size} tmpfs {disk}
{run} && exit 9
ls {disk}/out/unfinished/*.rows > {disk}.kept
mount -o remount,size=64m {disk}
{run} || exit 8
cp -r {disk}/out {disk}.out
"""


@pytest.mark.skipif(not CAN_MOUNT, reason="needs a small disk of its own")
@pytest.mark.parametrize("size", ["200k", "400k"])
def test_a_full_disk_is_told_loses_nothing_and_the_run_goes_on_when_there_is_room(tmp_path: Path, size: str) -> None:
    source = write_archive(tmp_path / "a", good_texts(120))
    run_archive(settings(source, tmp_path / "undisturbed"), lambda _: None)
    disk = tmp_path / "disk"
    disk.mkdir()
    command = f"{sys.executable} -m wushan_ie run {source} --out {disk}/out --format jsonl --segmenter char --workers 1"
    script = SCRIPT.format(size=size, disk=disk, run=command)
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No space left on device" in done.stderr
    assert f"What is done so far is kept in {disk}/out/unfinished" in done.stderr
    assert "Traceback" not in done.stderr
    kept = (tmp_path / "disk.kept").read_text(encoding="utf-8").split()
    assert kept
    assert not any("making" in name for name in kept)
    undisturbed = {name: found for name, found in digests(tmp_path / "undisturbed").items() if name != "manifest.json"}
    found = digests(tmp_path / "disk.out")
    assert {name: found[name] for name in undisturbed} == undisturbed


def test_an_output_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    source = write_archive(tmp_path / "a", good_texts(1))
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match="file/out: cannot go on: Not a directory"):
        run_archive(settings(source, tmp_path / "file" / "out"), lambda _: None)

"""Getting the release through pip: what pip is asked for, and what is said when it cannot get it."""

import subprocess
import sys
from pathlib import Path

import pytest

from wushan_ie.errors import ModelError
from wushan_ie.segmentation import fetch
from wushan_ie.segmentation.fetch import fetch_model

REMEDY = r"run 'pip download .* pkuseg==0\.0\.25', copy the file here and run 'wushan-ie model import FILE'"


class Pip:
    """Stands for the pip process: notes how it is run, leaves ``files``, and ends as told."""

    def __init__(self, code: int, said: str, files: list[str]) -> None:
        self.code, self.said, self.files = code, said, files
        self.command: list[str] = []
        self.requirement = ""

    def __call__(self, command: list[str], **_: object) -> subprocess.CompletedProcess:
        self.command = command
        folder = Path(command[command.index("--dest") + 1])
        self.requirement = (folder / "requirements.txt").read_text()
        for name in self.files:
            (folder / name).write_text("wheel")
        return subprocess.CompletedProcess(command, self.code, "", self.said)


def test_pip_gets_the_pinned_release_for_no_platform_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pip = Pip(0, "", ["pkuseg-0.0.25-cp36-cp36m-win_amd64.whl"])
    imported: list[str] = []
    monkeypatch.setattr(subprocess, "run", pip)
    monkeypatch.setattr(fetch, "import_model", lambda path: imported.append(path.name) or tmp_path)
    assert fetch_model() == tmp_path
    assert imported == ["pkuseg-0.0.25-cp36-cp36m-win_amd64.whl"]
    assert pip.command[:4] == [sys.executable, "-m", "pip", "download"]
    assert {"--no-deps", "--only-binary=:all:", "--python-version=3.6"} <= set(pip.command)
    assert pip.requirement.startswith("pkuseg==0.0.25 --hash=sha256:")


def test_an_index_that_is_out_of_reach_is_told_in_pips_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", Pip(1, "WARNING: Retrying\n\nERROR: No matching distribution found\n", []))
    message = (
        rf"could not get pkuseg 0\.0\.25 \(exit code 1\)[\s\S]*  ERROR: No matching[\s\S]*PIP_INDEX_URL[\s\S]*{REMEDY}"
    )
    with pytest.raises(ModelError, match=message):
        fetch_model()


def test_a_pip_that_says_and_leaves_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", Pip(0, "", []))
    with pytest.raises(ModelError, match=r"\(exit code 0\)\. It said:\n  \(nothing\)"):
        fetch_model()


def test_a_python_without_pip_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match=rf"this Python has no pip to fetch the model with: .*{REMEDY}"):
        fetch_model()

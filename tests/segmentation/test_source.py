"""Reading pkuseg's release: where its files may lie, and what is refused."""

import hashlib
import pickle
import shutil
import zipfile
from pathlib import Path

import pytest

from wushan_ie.errors import ModelError
from wushan_ie.segmentation import source
from wushan_ie.segmentation.source import read_pickle, read_source

FILES = {"features.pkl": b"features", "weights.npz": b"weights"}


@pytest.fixture(autouse=True)
def _hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    monkeypatch.setattr(source, "SOURCE_HASHES", hashes)


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def write_archive(path: Path, place: str, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("other/readme.txt", "")
        for name, content in files.items():
            archive.writestr(place + name, content)
    return path


@pytest.mark.parametrize("place", ["", "default", "models/default", "pkuseg/models/default"])
def test_a_folder_holds_the_files_itself_or_where_the_release_has_them(tmp_path: Path, place: str) -> None:
    write_files(tmp_path / place, FILES)
    assert read_source(tmp_path) == FILES


@pytest.mark.parametrize("place", ["", "default/", "pkuseg/models/default/"])
@pytest.mark.parametrize("name", ["model.zip", "pkuseg-0.0.25-cp37-cp37m-win_amd64.whl"])
def test_an_archive_holds_the_files_in_any_folder(tmp_path: Path, name: str, place: str) -> None:
    assert read_source(write_archive(tmp_path / name, place, FILES)) == FILES


def test_what_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.whl: no such file or folder"):
        read_source(tmp_path / "none.whl")


def test_a_file_that_is_no_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "model.txt").write_text("model")
    with pytest.raises(ModelError, match=r"model\.txt: is no zip archive; expected a pkuseg 0\.0\.25 wheel"):
        read_source(tmp_path / "model.txt")


def test_a_folder_without_the_files_is_named(tmp_path: Path) -> None:
    write_files(tmp_path, {"features.pkl": b"features"})
    with pytest.raises(ModelError, match=r"holds no features\.pkl and weights\.npz, neither itself nor as"):
        read_source(tmp_path)


def test_an_archive_without_the_files_is_named(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "other.whl", "", {"weights.npz": b"weights"})
    with pytest.raises(ModelError, match=r"holds no features\.pkl and weights\.npz; expected a wheel of pkuseg"):
        read_source(path)


def test_an_archive_that_is_damaged_is_named(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "cut.whl", "", FILES)
    content = bytearray(path.read_bytes())
    place = content.index(b"features.pkl") + len(b"features.pkl")
    content[place : place + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(bytes(content))
    with pytest.raises(ModelError, match=r"cut\.whl: the archive cannot be read: "):
        read_source(path)


def test_files_of_another_release_are_refused(tmp_path: Path) -> None:
    write_files(tmp_path, FILES | {"weights.npz": b"others"})
    with pytest.raises(ModelError, match=r"weights\.npz is damaged or of another release: its SHA-256 is [0-9a-f]{64}"):
        read_source(tmp_path)


class Payload:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple:
        return shutil.rmtree, (str(self.path),)


def test_code_in_a_pickle_is_refused_and_does_not_run(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    with pytest.raises(ModelError, match=r"the pickle asks for shutil\.rmtree; only plain data is allowed"):
        read_pickle(pickle.dumps(Payload(victim)))
    assert victim.is_dir()


@pytest.mark.parametrize("content", [b"", b"junk", pickle.dumps({"a": [1, 2]})[:-3]])
def test_a_damaged_pickle_is_named(content: bytes) -> None:
    with pytest.raises(ModelError, match=r"the pickle is damaged: "):
        read_pickle(content)

"""The model in the cache: made from a release, copied from elsewhere, found, and refused when it is not whole."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.segmentation.small_models import release_files
from wushan_ie.errors import ModelError
from wushan_ie.segmentation import source
from wushan_ie.segmentation.model import find_model, import_model
from wushan_ie.segmentation.pkuseg import CompiledSegmenter, PlainSegmenter
from wushan_ie.segmentation.segmenter import segment
from wushan_ie.segmentation.userwords import UserWords

REMEDIES = r"run 'wushan-ie model fetch'.*'wushan-ie model import FILE'"


pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like pkuseg's models/default, with a small model."""
    files = release_files(seed=1)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    monkeypatch.setattr(source, "SOURCE_HASHES", hashes)
    (tmp_path / "release").mkdir()
    for name, content in files.items():
        (tmp_path / "release" / name).write_bytes(content)
    return tmp_path / "release"


def test_a_model_that_is_imported_is_found(release: Path, home: Path) -> None:
    folder = import_model(release)
    assert folder == find_model() == home / "pkuseg-0.0.25"
    assert sorted(path.name for path in folder.iterdir()) == [
        "decoder.bin",
        "features.msgpack",
        "model.json",
        "weights.npz",
    ]


def test_both_decoders_can_load_what_is_imported(release: Path) -> None:
    folder = import_model(release)
    text = "的村路7Ａ 村路的村"
    assert segment(CompiledSegmenter(folder, UserWords([])), text) == segment(PlainSegmenter(folder), text)


def test_importing_twice_gives_the_same_bytes(release: Path) -> None:
    first = {path.name: path.read_bytes() for path in import_model(release).iterdir()}
    assert {path.name: path.read_bytes() for path in import_model(release).iterdir()} == first


def test_a_model_folder_can_be_copied_from_another_machine(release: Path, tmp_path: Path) -> None:
    copied = import_model(release).rename(tmp_path / "copied")
    assert import_model(copied) == find_model()
    assert (find_model() / "decoder.bin").read_bytes() == (copied / "decoder.bin").read_bytes()


def test_a_missing_model_names_both_remedies() -> None:
    with pytest.raises(ModelError, match=rf"the segmentation model is missing from .*pkuseg-0\.0\.25: {REMEDIES}"):
        find_model()


def test_a_model_file_that_was_cut_short_is_named(release: Path) -> None:
    path = import_model(release) / "decoder.bin"
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ModelError, match=rf"decoder\.bin: has {size - 1} bytes instead of {size}; {REMEDIES}"):
        find_model()


def test_a_model_file_that_was_removed_is_named(release: Path) -> None:
    (import_model(release) / "weights.npz").unlink()
    with pytest.raises(ModelError, match=rf"weights\.npz: is missing; {REMEDIES}"):
        find_model()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"format": 2, "files": {"a": 1}}'])
def test_a_foreign_manifest_is_named(release: Path, content: bytes) -> None:
    (import_model(release) / "model.json").write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.json: is no manifest of a segmentation model"):
        find_model()


def write_manifest(folder: Path, **changes: object) -> None:
    content = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps(content | changes), encoding="utf-8")


def test_a_model_of_another_version_is_named(release: Path) -> None:
    write_manifest(import_model(release), format=1)
    with pytest.raises(ModelError, match=rf"model\.json: has format 1, this version reads 2; {REMEDIES}"):
        find_model()


def test_a_manifest_cannot_name_files_elsewhere(release: Path) -> None:
    write_manifest(import_model(release), files={"../secret": {"bytes": 1, "sha256": ""}})
    with pytest.raises(ModelError, match=r"names a file outside its folder: '\.\./secret'"):
        find_model()


def test_a_damaged_copy_is_refused_and_the_cached_model_stays(release: Path, tmp_path: Path) -> None:
    copied = import_model(release).rename(tmp_path / "copied")
    import_model(release)
    content = (copied / "decoder.bin").read_bytes()
    (copied / "decoder.bin").write_bytes(content[:-1] + b"\xff")
    with pytest.raises(ModelError, match=r"decoder\.bin: is damaged: its SHA-256 is [0-9a-f]{64}, model\.json says"):
        import_model(copied)
    assert (find_model() / "decoder.bin").read_bytes() == content


def test_a_copy_that_lacks_a_file_is_refused(release: Path, tmp_path: Path) -> None:
    copied = import_model(release).rename(tmp_path / "copied")
    (copied / "weights.npz").unlink()
    with pytest.raises(ModelError, match=r"weights\.npz: is missing$"):
        import_model(copied)


def test_the_cached_model_cannot_be_imported_onto_itself(release: Path) -> None:
    folder = import_model(release)
    with pytest.raises(ModelError, match=r"is the cached model itself"):
        import_model(folder)


def test_a_cache_that_cannot_be_written_is_named(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WUSHAN_IE_HOME", str(tmp_path / "file"))
    with pytest.raises(ModelError, match=r"the model of .*release cannot be stored in .*file/pkuseg-0\.0\.25: "):
        import_model(release)

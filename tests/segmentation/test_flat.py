"""Arrays in a file: they come back, and a file that is none, of another version, or cut short is refused."""

import struct
from pathlib import Path

import numpy as np
import pytest

from wushan_ie.errors import ModelError
from wushan_ie.segmentation.flat import MAGIC, VERSION, read_arrays, write_arrays

RECORD = np.dtype([("key", "<u4"), ("weights", "<i2", (3, 5)), ("flag", "u1")])
ARRAYS = {
    "numbers": np.arange(12, dtype=np.int64).reshape(3, 4),
    "records": np.array([(1, np.ones((3, 5)), 2), (3, np.zeros((3, 5)), 4)], RECORD),
    "transposed": np.arange(6.0).reshape(2, 3).T,
    "empty": np.empty(0, np.uint32),
    "flag": np.array([True]),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_arrays(tmp_path / "arrays.bin", ARRAYS)
    return tmp_path / "arrays.bin"


@pytest.mark.parametrize("name", ARRAYS)
def test_an_array_comes_back_as_it_was(path: Path, name: str) -> None:
    found = read_arrays(path)[name]
    assert (found.dtype, found.shape) == (ARRAYS[name].dtype, ARRAYS[name].shape)
    assert np.array_equal(found, ARRAYS[name])


def test_an_array_cannot_be_changed(path: Path) -> None:
    with pytest.raises(ValueError, match="read-only"):
        read_arrays(path)["numbers"][0, 0] = 1


def test_the_same_arrays_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write_arrays(tmp_path / "again.bin", ARRAYS)
    assert (tmp_path / "again.bin").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"is no file of arrays: it begins with b''"),
        (b"PK\x03\x04 a zip file", r"is no file of arrays: it begins with b'PK"),
        (struct.pack("<8sII", MAGIC, 99, 2), rf"has version 99, expected {VERSION}"),
        (struct.pack("<8sII", MAGIC, VERSION, 9) + b"no header", r"its header is damaged: "),
        (struct.pack("<8sII", MAGIC, VERSION, 2) + b"{}", r"its header is damaged: KeyError"),
        (
            struct.pack("<8sII", MAGIC, VERSION, 27) + b'{"size": 43, "arrays": [1]}',
            r"its header is damaged: Attribute",
        ),
    ],
)
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=message):
        read_arrays(path)


@pytest.mark.parametrize("change", [lambda content: content[:-1], lambda content: content + b"\0"])
def test_a_file_of_another_size_is_refused(path: Path, change) -> None:
    size = path.stat().st_size
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ModelError, match=rf"bytes instead of {size}: it is cut short or damaged"):
        read_arrays(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.bin: cannot be read: "):
        read_arrays(tmp_path / "none.bin")

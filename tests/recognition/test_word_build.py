"""The build of the table of word classes from a dictionary package."""

import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from wushan_ie.errors import ReadError
from wushan_ie.recognition import word_build

ENTRIES = [
    "村庄 40 n",
    "投资 5000 vn",
    "刘玉 90 nr",
    "上市 3000 ns",
    "罕见 3 a",
    "B超 99 n",
    "中华人民共和国 99 n",
    "的 99 uj",
]
DICTIONARY = "".join(f"{entry}\n" for entry in ENTRIES)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "jieba.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo("jieba-0/jieba/dict.txt")
        info.size = len(DICTIONARY.encode())
        archive.addfile(info, io.BytesIO(DICTIONARY.encode()))
    monkeypatch.setattr(word_build, "DICTIONARY_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    return path


def test_the_table_holds_frequent_chinese_words_by_class_and_power_of_two(package: Path, tmp_path: Path) -> None:
    word_build.build_words(package, tmp_path)
    lines = (tmp_path / "word_classes.txt").read_text(encoding="utf-8").splitlines()
    assert lines[3:] == ["noun 5 村庄", "particle 6 的", "verbal-noun 12 投资"]


def test_another_package_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.tar.gz"
    other.write_bytes(b"")
    with pytest.raises(ReadError, match=r"other\.tar\.gz: its SHA-256 is e3b0c4.*, the table is built from the"):
        word_build.build_words(other, tmp_path)

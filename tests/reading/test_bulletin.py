"""Files and standard input to bulletins."""

import io
import time
import tomllib
from pathlib import Path

import pytest

from wushan_ie.errors import ReadError
from wushan_ie.reading.bulletin import read_bulletin
from wushan_ie.reading.header_form import compile_header
from wushan_ie.records import Bulletin
from wushan_ie.rulebook import bundled_rules

FORM = compile_header(tomllib.loads((bundled_rules() / "tables" / "layout.toml").read_text(encoding="utf-8")))
PAGE = "索引号：11/2024-1 发布日期：2024-02-02\r\n\r\n县水利局投入1200万元。\r\n"
META = {"index_number": "11/2024-1", "published": "2024-02-02"}


def test_a_file_becomes_its_text_line_ends_and_all_with_the_meta_of_its_header(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(PAGE.encode("gb18030"))
    assert read_bulletin(path, FORM) == Bulletin(text=PAGE, meta=META, source=str(path))


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode("utf-8-sig"))))
    assert read_bulletin("-", FORM) == Bulletin(text=PAGE, meta=META, source="-")


def test_standard_input_without_text_is_named_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(ReadError, match=r"^standard input: the file is empty \(0 bytes\)"):
        read_bulletin("-", FORM)


def test_private_use_characters_are_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\ue5e5\ue5e5县水利局投入1200万元\uf8ff", encoding="utf-8")
    assert read_bulletin(path, FORM).text == "\ue5e5\ue5e5县水利局投入1200万元\uf8ff"


def test_fifty_megabytes_on_one_line_are_read_in_seconds(tmp_path: Path) -> None:
    text = "县水利局投入1200万元，" * 1_700_000
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    began = time.perf_counter()
    assert len(read_bulletin(path, FORM).text) == len(text)
    assert time.perf_counter() - began < 5


def test_a_missing_file_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"a\.txt: there is no such file\. Check the path; - reads standard input\.$"):
        read_bulletin(tmp_path / "a.txt", FORM)


def test_a_folder_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r": this is a folder\. Name the files in it, such as .*\*\.txt\.$"):
        read_bulletin(tmp_path, FORM)


@pytest.mark.parametrize(
    ("name", "reason"), [("县" * 300, "File name too long"), ("a\0.txt", "embedded null byte")], ids=["long", "null"]
)
def test_a_file_that_cannot_be_opened_is_an_error_with_its_reason(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(ReadError, match=rf": the file cannot be opened: {reason}\. Check its name and your rights"):
        read_bulletin(tmp_path / name, FORM)

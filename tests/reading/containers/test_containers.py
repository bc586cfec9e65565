"""Containers to items: names, order, limits, what is damaged inside."""

import gzip
import io
import json
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wushan_ie.errors import READ_REASONS, ReadError
from wushan_ie.reading.containers import source as limits
from wushan_ie.reading.items import Item
from wushan_ie.reading.sources import list_items, total_weight

TEXT = "县水利局投入1200万元新建青溪村人饮工程。"
FILES = {
    "2024/通报.txt": TEXT.encode("gb18030"),
    "页.html": f"<p>{TEXT}</p>".encode(),
    "__MACOSX/._a": b"1",
    ".x": b"2",
}
ROWS = [{"text": TEXT, "title": "通报", "published": "2024-05-01"}, {"text": "二", "title": None, "published": None}]


def zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return packed.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w:gz", encoding: str = "utf-8") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode, format=tarfile.GNU_FORMAT, encoding=encoding) as package:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            package.addfile(member, io.BytesIO(data))
    return packed.getvalue()


def as_lines(rows: list[object]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def as_parquet(columns: Mapping[str, list[object]]) -> bytes:
    packed = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), packed)
    return packed.getvalue()


def items(folder: Path, name: str, data: bytes) -> list[Item]:
    (folder / name).write_bytes(data)
    found = list(list_items([folder / name]))
    assert len({item.document for item in found}) == len(found)
    assert all(item.stamp.startswith(found[0].stamp.split("/")[0]) for item in found)
    return found


def contents(found: list[Item]) -> dict[str, object]:
    return {item.document: item.content for item in found}


def fault(item: Item, reason: str) -> str:
    assert isinstance(item.content, ReadError)
    assert item.content.reason == reason
    assert reason in READ_REASONS
    return str(item.content)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(FILES)),
        ("a.tar.gz", tarred(FILES)),
        ("a.tgz", tarred(FILES, encoding="gb18030")),
        ("a.tar", tarred(FILES, "w:")),
        ("a.tar.xz", tarred(FILES, "w:xz")),
        ("a.bin", zipped(FILES)),
        ("a.txt", tarred(FILES)),
    ],
)
def test_a_container_told_by_its_content_gives_its_documents_and_no_hidden_files(
    tmp_path: Path, name: str, data: bytes
) -> None:
    found = items(tmp_path, name, data)
    assert contents(found) == {f"{name}!{one}": FILES[one] for one in ("2024/通报.txt", "页.html")}
    assert [item.name for item in found] == ["通报.txt", "页.html"]
    assert sum(item.weight for item in found) <= total_weight([tmp_path / name])


def test_names_in_the_code_page_of_china_are_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("x" * 11, TEXT.encode())
    written = packed.getvalue().replace(b"x" * 11, "乡\\喆.txt".encode("gbk").ljust(11, b"t"))
    assert list(contents(items(tmp_path, "a.zip", written))) == ["a.zip!乡/喆.txttt"]


def test_two_members_of_one_name_have_two_ids(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("a.txt", "甲")
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr("a.txt", "乙")
    assert contents(items(tmp_path, "a.zip", packed.getvalue())) == {
        "a.zip!a.txt": "甲".encode(),
        "a.zip!a.txt(2)": "乙".encode(),
    }


def test_containers_in_containers_are_opened_to_a_depth(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"1"})
    for depth in range(4):
        data = tarred({f"{depth}.zip": data}) if depth % 2 else zipped({f"{depth}.zip": data})
    [item] = items(tmp_path, "p.zip", data)
    name = "p.zip!3.zip!2.zip!1.zip!0.zip"
    assert fault(item, "format") == f"{name}: containers in one another, more than 3 deep: unpack some first."
    [inner] = items(tmp_path, "q.zip", zipped({"t.jsonl": as_lines(ROWS[:1])}))
    assert (inner.document, inner.content) == ("q.zip!t.jsonl#1", TEXT)


def test_a_file_that_is_only_packed_is_one_document(tmp_path: Path) -> None:
    [item] = items(tmp_path, "通报.txt.gz", gzip.compress(TEXT.encode()))
    assert (item.document, item.name, item.content) == ("通报.txt.gz", "通报.txt", TEXT.encode())
    [damaged] = items(tmp_path, "甲.txt.gz", gzip.compress(TEXT.encode() * 9)[:-9])
    assert fault(damaged, "damaged").startswith("甲.txt.gz: damaged or cut short (")


def test_a_word_document_is_no_container_even_when_it_is_damaged(tmp_path: Path) -> None:
    package = zipped({"[Content_Types].xml": b"", "word/document.xml": b""})
    assert [item.content for item in items(tmp_path, "a.docx", package)] == [tmp_path / "a.docx"]
    assert [item.content for item in items(tmp_path, "b.docx", package[:-9])] == [tmp_path / "b.docx"]


LOCKED = zipped({"a.txt": b"1"}).replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00")
LOCKED = LOCKED.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
NOISE = bytes(range(256)) * 40
STORED = io.BytesIO()
with zipfile.ZipFile(STORED, "w") as _package:
    _package.writestr("a.txt", b"AAAA")
    _package.writestr("b.txt", b"BBBB")
PARTS: Mapping[str, tuple[str, bytes, str, str]] = {
    "a zip file cut short": ("a.zip", zipped(FILES)[:-30], "damaged", r"a.zip: the zip file is damaged or cut short ("),
    "a zip file of no version": (
        "a.zip", zipped(FILES).replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"), "damaged",
        "a.zip: the zip file is damaged or cut short (zip file version 25.5)"),
    "a locked member": ("a.zip", LOCKED, "encrypted", "a.zip!a.txt: locked by a password. Unpack it first."),
    "a wrong checksum": (
        "a.zip", STORED.getvalue().replace(b"AAAA", b"AXAA"), "damaged", "a.zip!a.txt: damaged within its zip file ("),
    "a tar file cut short": (
        "a.tar.gz", tarred({"a.txt": NOISE, "b.txt": NOISE[::-1]})[:-40], "damaged", "a.tar.gz: damaged or cut short behind "),  # noqa: E501
    "a tar file that is none": ("a.tgz", gzip.compress(b"1"), "damaged", "a.tgz: damaged or cut short behind 0 members ("),  # noqa: E501
    "a line that is no JSON": ("a.jsonl", b'{"text": \n', "damaged", "a.jsonl#1: not JSON: Expecting value"),
    "a line that is no object": ("a.jsonl", b"[1]\n", "format", "a.jsonl#1: expected an object with a text, found list."),  # noqa: E501
    "a line without a text": ("a.jsonl", b'{"id": 1, "words": "x"}\n', "format",
        "a.jsonl#1: no text: expected a text under text, content, 正文 or 内容, found the keys id, words."),
    "a line whose text is none": ("a.jsonl", b'{"text": 5}\n', "format", "a.jsonl#1: no text: expected a text under"),
    "a Parquet file without a text": ("a.parquet", as_parquet({"id": [1]}), "format",
        "a.parquet: no text: expected a column of texts named text, content, 正文 or 内容, found the columns id."),
    "a Parquet file whose text is none": ("a.parquet", as_parquet({"text": [1]}), "format", "a.parquet: no text: expected"),  # noqa: E501
    "a Parquet file cut short": (
        "a.parquet", as_parquet({"text": [TEXT]})[:-20], "damaged", "a.parquet: the Parquet file is damaged or cut short ("),  # noqa: E501
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "reason", "message"), PARTS.values(), ids=PARTS)
def test_what_is_damaged_inside_is_an_item_that_says_so(
    tmp_path: Path, name: str, data: bytes, reason: str, message: str
) -> None:
    faults = [item for item in items(tmp_path, name, data) if isinstance(item.content, ReadError)]
    assert len(faults) == 1
    assert fault(faults[0], reason).startswith(message)


def test_members_behind_a_bad_one_are_read(tmp_path: Path) -> None:
    found = items(tmp_path, "a.zip", STORED.getvalue().replace(b"AAAA", b"AXAA"))
    assert contents(found)["a.zip!b.txt"] == b"BBBB"
    lines = items(tmp_path, "a.jsonl", b"{\n\n" + as_lines(ROWS))
    assert [item.document for item in lines] == ["a.jsonl#1", "a.jsonl#3", "a.jsonl#4"]


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_a_member_that_is_too_large_is_an_error_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Callable[[Mapping[str, bytes]], bytes]
) -> None:
    monkeypatch.setattr(limits, "LARGEST", 2**20)
    large, small = items(tmp_path, "a.bin", pack({"large.txt": bytes(2**20 + 1), "small.txt": b"1"}))
    assert fault(large, "size") == "a.bin!large.txt: unpacks to more than 1 MiB."
    assert small.content == b"1"


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_a_zip_bomb_ends_its_container(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Callable[[Mapping[str, bytes]], bytes]
) -> None:
    monkeypatch.setattr(limits, "_USUAL", 2**20)
    found = items(tmp_path, "a.bin", pack({f"{number}.txt": bytes(300_000) for number in range(100)}))
    assert fault(found[-1], "size").startswith("a.bin: unpacks to more than 200 times its size: a zip bomb.")
    assert 2 <= len(found) < 100


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.jsonl", as_lines(ROWS)),
        ("t.ndjson", b"\xef\xbb\xbf" + as_lines(ROWS)),
        ("t.jsonl", as_lines([{"正文": row["text"], "meta": {**row, "text": 3}} for row in ROWS])),
        ("t.parquet", as_parquet({key: [row[key] for row in ROWS] for key in ROWS[0]})),
        ("t.bin", as_parquet({"内容": [TEXT, "二"], "title": ["通报", " "], "published": [date(2024, 5, 1), None]})),
    ],
)
def test_a_table_gives_its_rows_with_what_stands_beside_the_text(tmp_path: Path, name: str, data: bytes) -> None:
    found = items(tmp_path, name, data)
    assert contents(found) == {f"{name}#1": TEXT, f"{name}#2": "二"}
    assert [dict(item.meta) for item in found] == [{"title": "通报", "published": "2024-05-01"}, {}]


def test_the_weights_of_rows_add_up(tmp_path: Path) -> None:
    found = items(tmp_path, "t.parquet", as_parquet({"text": [str(number) for number in range(1000)]}))
    assert sum(item.weight for item in found) == total_weight([tmp_path / "t.parquet"])


def test_an_empty_text_of_a_row_is_empty(tmp_path: Path) -> None:
    assert [item.content for item in items(tmp_path, "t.jsonl", b'{"text": null}\n')] == [""]
    assert [item.content for item in items(tmp_path, "t.parquet", as_parquet({"text": [None, "甲"]}))] == ["", "甲"]


def test_without_pyarrow_a_parquet_file_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    [item] = items(tmp_path, "t.parquet", as_parquet({"text": [TEXT]}))
    assert fault(item, "library").endswith("run pip install 'wushan-ie[arrow]'")


def test_a_line_that_is_too_long_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wushan_ie.reading.containers.json_lines.LARGEST", 100)
    item, *_ = items(tmp_path, "t.jsonl", as_lines([{"text": TEXT * 9}]))
    assert fault(item, "size").startswith("t.jsonl#1: a line of more than ")


def test_a_member_packed_in_an_unknown_way_is_an_error(tmp_path: Path) -> None:
    data = STORED.getvalue()
    at = data.index(b"PK\x01\x02")
    [item, _] = items(tmp_path, "a.zip", data[: at + 10] + b"\x63\x00" + data[at + 12 :])
    assert fault(item, "format").startswith("a.zip!a.txt: packed in a way that is not known (")

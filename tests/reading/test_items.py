"""Items to bulletins: files, members of containers, rows of tables, and what cannot be read."""

import pickle
import tomllib
from pathlib import Path

import pytest

from wushan_ie.errors import READ_REASONS, ReadError
from wushan_ie.reading.bulletin import read_item
from wushan_ie.reading.header_form import compile_header
from wushan_ie.reading.items import Item
from wushan_ie.rulebook import bundled_rules

FORM = compile_header(tomllib.loads((bundled_rules() / "tables" / "layout.toml").read_text(encoding="utf-8")))
PAGE = "发布日期：2024-02-02\n\n县水利局投入1200万元。\n"


def item(content: Path | bytes | str | ReadError, **meta: str) -> Item:
    return Item("pack.zip!a.txt", "a.txt", content, 1, "s", meta)


@pytest.mark.parametrize("content", [PAGE, PAGE.encode("gb18030"), PAGE.encode("utf-16")], ids=["row", "gbk", "utf-16"])
def test_text_and_bytes_become_the_text_with_the_header_of_its_page(content: bytes | str) -> None:
    bulletin = read_item(item(content), FORM)
    assert (bulletin.text, bulletin.source) == (PAGE, "pack.zip!a.txt")
    assert bulletin.meta == {"published": "2024-02-02"}


def test_what_a_table_says_beside_the_text_counts_more_than_its_header() -> None:
    assert read_item(item(PAGE, published="2024-03-01"), FORM).meta == {"published": "2024-03-01"}


def test_a_file_is_opened_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PAGE, encoding="utf-8")
    assert read_item(item(path), FORM).text == PAGE
    path.unlink()
    with pytest.raises(ReadError, match="there is no such file") as caught:
        read_item(item(path), FORM)
    assert caught.value.reason == "missing"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        ("\u3000\n", "empty"),
        (b"\x00\x01\x02", "format"),
        (b"{\\rtf1", "format"),
        (b"\x81\x30", "encoding"),
        ("县水利局".encode()[:-1], "damaged"),
        (b"\xff\xfe\x3a", "damaged"),
        (ReadError("pack.zip!a.txt: locked", "encrypted"), "encrypted"),
    ],
)
def test_what_cannot_be_read_says_which_document_and_a_reason_of_the_list(
    content: bytes | str | ReadError, reason: str
) -> None:
    with pytest.raises(ReadError, match=r"^pack\.zip!a\.txt: ") as caught:
        read_item(item(content), FORM)
    assert caught.value.reason == reason
    assert reason in READ_REASONS


def test_an_item_and_a_read_error_go_to_another_process_and_back() -> None:
    fault = ReadError("a: locked", "encrypted")
    back = pickle.loads(pickle.dumps(item(fault, title="甲")))
    assert (str(back.content), back.content.reason, back.meta) == ("a: locked", "encrypted", {"title": "甲"})

"""Shards and their files: what is in one, when its key changes, what a damaged one is."""

from dataclasses import replace
from pathlib import Path

import pytest

from wushan_ie.archive.merge import merge_shards
from wushan_ie.archive.shard_files import ShardRows, Text, read_head, read_part, write_shard
from wushan_ie.archive.shards import cut_shards, sources_key
from wushan_ie.errors import ArchiveError, ReadError
from wushan_ie.reading.items import Item
from wushan_ie.writing.json_rows import format_row
from wushan_ie.writing.rows import TABLES, ErrorRow


def item(number: int, weight: int = 10, content: bytes = b"") -> Item:
    return Item(f"a/{number}", f"{number}.txt", content, weight, "stamp")


def sizes(items: list[Item]) -> list[int]:
    return [len(shard.items) for shard in cut_shards(items, 4, "run")]


def test_a_shard_ends_after_so_many_documents() -> None:
    assert sizes([item(number) for number in range(10)]) == [4, 4, 2]
    assert sizes([]) == []


def test_a_shard_of_large_documents_ends_before() -> None:
    assert sizes([item(0), item(1, weight=9_000_000), item(2, weight=9_000_000), item(3)]) == [2, 2]


def test_a_document_larger_than_a_shard_is_one_of_its_own() -> None:
    assert sizes([item(0), item(1, weight=50_000_000), item(2)]) == [1, 1, 1]


def test_members_of_a_container_weigh_what_they_are_unpacked() -> None:
    assert sizes([item(number, content=b" " * 9_000_000) for number in range(3)]) == [1, 1, 1]


CHANGED = {
    "id": replace(item(1), document="b/1"),
    "name": replace(item(1), name="1.html"),
    "stamp": replace(item(1), stamp="other"),
    "meta": replace(item(1), meta={"title": "简报"}),
    "fault": replace(item(1), content=ReadError("a: locked", "encrypted")),
}


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_the_key_of_a_shard_changes_with_its_documents(changed: Item) -> None:
    [before], [after] = cut_shards([item(1)], 4, "run"), cut_shards([changed], 4, "run")
    assert before.key != after.key
    assert sources_key([before.file_name]) != sources_key([after.file_name])


def test_the_key_of_a_shard_changes_with_the_run() -> None:
    [before], [after] = cut_shards([item(1)], 4, "run"), cut_shards([item(1)], 4, "other")
    assert before.key != after.key


def test_an_id_that_no_file_can_hold_is_escaped() -> None:
    [shard] = cut_shards([replace(item(1), document="a.jsonl#\ud800")], 4, "run")
    assert shard.items[0].document == r"a.jsonl#\ud800"


def shard_rows(*documents: str) -> ShardRows:
    lines = [format_row(ErrorRow(document, "read", "empty", "县\u2028\n")) for document in documents]
    texts = tuple(Text(document, "00", None) for document in documents)
    return ShardRows({**{table: [] for table in TABLES}, "errors": lines}, texts, {"00": ("crash", "a: died")})


def test_a_shard_file_gives_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "0.rows"
    rows = shard_rows("a", "b")
    head = write_shard(path, rows)
    assert read_head(path) == head
    assert head.rows == {**dict.fromkeys(TABLES, 0), "errors": 2}
    assert (head.texts, head.failed) == (rows.texts, rows.failed)
    assert read_part(path, head, "errors") == b"".join(rows.lines["errors"])
    assert read_part(path, head, "facts") == b""


@pytest.mark.parametrize("cut", [0, 1, 10, -1, -30])
def test_a_shard_file_that_was_cut_is_none(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "0.rows"
    write_shard(path, shard_rows("a"))
    path.write_bytes(path.read_bytes()[:cut])
    assert read_head(path) is None


def test_no_file_is_no_shard_file(tmp_path: Path) -> None:
    assert read_head(tmp_path / "0.rows") is None


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_shard(tmp_path / "0.rows", shard_rows("a"))
    assert list(tmp_path.iterdir()) == []


def test_a_shard_file_damaged_before_the_merge_is_named(tmp_path: Path) -> None:
    (tmp_path / "0.rows").write_bytes(b"{")
    with pytest.raises(ArchiveError, match="this shard file is damaged; delete it and run the same command again"):
        merge_shards([tmp_path / "0.rows"], tmp_path, "jsonl")

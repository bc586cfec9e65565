"""The rows of a shard in one file that is there whole or not at all.

The first line is JSON, the head; behind it stand the JSON Lines of each table, in the order of ``TABLES``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from wushan_ie.writing.rows import TABLES


@dataclass(frozen=True, slots=True)
class Text:
    """A document that could be read: the digest of its text, and the first document with that text if it is not it."""

    document: str
    digest: str
    same_as: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """What a shard holds: rows and bytes by table, the texts it read, and, by digest, why texts of it failed.

    A text in ``failed`` (reason, message) could be read but not annotated: its copies in later shards fail with it.
    """

    rows: Mapping[str, int]
    sizes: Mapping[str, int]
    texts: tuple[Text, ...]
    failed: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShardRows:
    """The rows of a shard as lines of JSON, by table, and what its head says beside their number."""

    lines: Mapping[str, Sequence[bytes]]
    texts: tuple[Text, ...]
    failed: Mapping[str, tuple[str, str]]


def write_shard(path: Path, shard: ShardRows) -> Head:
    """Write a shard's file, safely on disk when this returns; a kill leaves nothing under its name.

    Raises OSError, with nothing left behind, when the disk is full.
    """
    parts = {table: b"".join(shard.lines[table]) for table in TABLES}
    rows = {table: len(shard.lines[table]) for table in TABLES}
    head = Head(rows, {table: len(part) for table, part in parts.items()}, shard.texts, shard.failed)
    first = json.dumps(asdict(head), ensure_ascii=False).encode() + b"\n"
    # A worker whose leading process was killed may be at the same shard as one of the next run.
    write_whole(path, [first, *parts.values()], path.with_name(f"{path.name}.{os.getpid()}.making"))
    return head


def write_whole(path: Path, parts: Sequence[bytes], making: Path) -> None:
    """Write a file as ``making``, force it to disk, and give it its name; raises OSError, leaving nothing."""
    try:
        with making.open("wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        making.replace(path)
    except OSError:
        making.unlink(missing_ok=True)
        raise


def read_head(path: Path) -> Head | None:
    """Return the head of a shard file, or None for what is no whole shard file."""
    try:
        with path.open("rb") as file:
            first = file.readline()
            found = json.loads(first)
            if len(first) + sum(found["sizes"].values()) != path.stat().st_size:
                return None
    except (FileNotFoundError, ValueError):
        return None
    texts = tuple(Text(**text) for text in found["texts"])
    failed = {digest: (reason, message) for digest, (reason, message) in found["failed"].items()}
    return Head(found["rows"], found["sizes"], texts, failed)


def read_part(path: Path, head: Head, table: str) -> bytes:
    """Return the JSON Lines of one table of a shard file."""
    with path.open("rb") as file:
        file.readline()
        for other in TABLES:
            if other == table:
                break
            file.seek(head.sizes[other], os.SEEK_CUR)
        return file.read(head.sizes[table])

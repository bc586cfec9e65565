"""Which document has a text first: kept on disk, so that memory stays flat, and filled in the order of shards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from wushan_ie.archive.shard_files import Text

_CACHE = 16_384  # KiB


class FirstTexts:
    """Tells copies from first texts, whatever order the workers come in.

    A shard is settled when all before it are, so a copy always names the first document in the order of the sources.
    The file is scratch: it is made anew at every start, from the heads of the shards that are done.
    """

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._database.execute("CREATE TABLE texts (digest BLOB PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID")
        self._next = 0
        self._early: dict[int, Sequence[tuple[str, str]]] = {}

    def offer(self, number: int, texts: Sequence[tuple[str, str]]) -> Iterator[tuple[int, tuple[Text, ...]]]:
        """Take the (document, digest) of a shard's texts; yield the shards that this settles, with their texts.

        A shard that is offered again, because its worker died, is settled at once and as before.
        """
        if number < self._next:
            yield number, self._settle(texts)
            return
        self._early[number] = texts
        while self._next in self._early:
            settled = self._next
            self._next += 1
            yield settled, self._settle(self._early.pop(settled))

    def _settle(self, texts: Sequence[tuple[str, str]]) -> tuple[Text, ...]:
        found = []
        self._database.execute("BEGIN")
        for document, digest in texts:
            key = bytes.fromhex(digest)
            self._database.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (key, document))
            [(first,)] = self._database.execute("SELECT document FROM texts WHERE digest = ?", (key,))
            found.append(Text(document, digest, None if first == document else first))
        self._database.execute("COMMIT")
        return tuple(found)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

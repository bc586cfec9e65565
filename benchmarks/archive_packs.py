"""Where the documents of a made archive stand: as files in folders, or packed with others."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from benchmarks.archive_formats import as_zip

_FOLDER = 500  # documents
_PACKED = 0.01  # of the documents begin a pack
_SIZES = (5, 40)  # documents of a pack, the fewest and the most

Members = Sequence[tuple[str, str, bytes]]  # name, text, bytes


class Packs:
    """Writes documents and returns the ids that they have in a run over the archive; ``chance`` decides what is packed.

    ``close`` writes the last pack.
    """

    def __init__(self, out: Path, chance: random.Random, kinds: Sequence[str]) -> None:
        self._out = out
        self._chance = chance
        self._kinds = kinds
        self._name = ""
        self._left = 0
        self._members: list[tuple[str, str, bytes]] = []

    def write(self, at: int, text: str, ending: str, data: bytes) -> str:
        """Write a document as a file, or into a pack; in a table only its text stands."""
        if not self._left and self._kinds and self._chance.random() < _PACKED:
            self._name = _path(at, self._chance.choice(self._kinds))
            self._left = self._chance.randint(*_SIZES)
        if not self._left:
            return self.write_file(at, ending, data)
        self._left -= 1
        self._members.append((f"{at:07}{ending}", text, data))
        table = self._name.endswith((".jsonl", ".parquet"))
        document = f"{self._name}#{len(self._members)}" if table else f"{self._name}!{at:07}{ending}"
        if not self._left:
            self.close()
        return document

    def write_file(self, at: int, ending: str, data: bytes) -> str:
        """Write a document as a file of its own."""
        return self._put(_path(at, ending), data)

    def close(self) -> None:
        """Write the pack that is open."""
        if self._members:
            kind = next(kind for kind in PACKS if self._name.endswith(kind))
            self._put(self._name, PACKS[kind](self._members))
        self._members.clear()
        self._left = 0

    def _put(self, document: str, data: bytes) -> str:
        path = self._out / document
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return document


def _path(at: int, ending: str) -> str:
    return f"archive/{at // _FOLDER:04}/{at:07}{ending}"


def _as_zip(members: Members) -> bytes:
    return as_zip((name, data) for name, _, data in members)


def _as_tar(members: Members) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as file:
        for name, _, data in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            file.addfile(entry, io.BytesIO(data))
    # mtime, because tarfile would write the time of day into the head of the gzip file.
    return gzip.compress(packed.getvalue(), mtime=0)


def _as_json_lines(members: Members) -> bytes:
    return "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for _, text, _ in members).encode()


def _as_parquet(members: Members) -> bytes:
    packed = io.BytesIO()
    parquet.write_table(pa.table({"text": [text for _, text, _ in members]}), packed)
    return packed.getvalue()


PACKS: Mapping[str, Callable[[Members], bytes]] = {
    ".zip": _as_zip,
    ".tar.gz": _as_tar,
    ".jsonl": _as_json_lines,
    ".parquet": _as_parquet,
}

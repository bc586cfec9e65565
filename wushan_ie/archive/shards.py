"""Items to shards: what one worker does in one go, and the unit that is done or not after a kill."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from wushan_ie.reading.items import Item

_WEIGHT = 16_000_000  # bytes of sources or of unpacked members that a shard holds at most, if it holds two documents


@dataclass(frozen=True, slots=True)
class Shard:
    """Some consecutive items; ``key`` changes with everything that its rows depend on."""

    number: int
    key: str
    items: tuple[Item, ...]

    @property
    def file_name(self) -> str:
        """The name of the file of its rows."""
        return f"{self.number:07}-{self.key}.rows"

    @property
    def weight(self) -> int:
        """The bytes of the sources that it stands for."""
        return sum(item.weight for item in self.items)


def cut_shards(items: Iterable[Item], documents: int, run_key: str) -> Iterator[Shard]:
    """Yield shards of at most so many documents; ``run_key`` stands for rules, version and settings."""
    held: list[Item] = []
    weight = number = 0
    for item in map(_with_plain_id, items):
        size = max(item.weight, len(item.content) if isinstance(item.content, bytes | str) else 0)
        if held and (len(held) == documents or weight + size > _WEIGHT):
            yield _shard(number, held, run_key)
            held, weight, number = [], 0, number + 1
        held.append(item)
        weight += size
    if held:
        yield _shard(number, held, run_key)


def _with_plain_id(item: Item) -> Item:
    """Return an item whose id a file can hold: a lone surrogate, as JSON may have them, becomes an escape."""
    plain = item.document.encode(errors="backslashreplace").decode()
    return item if plain == item.document else replace(item, document=plain)


def _shard(number: int, items: list[Item], run_key: str) -> Shard:
    whole = hashlib.blake2b(run_key.encode(), digest_size=12)
    for item in items:
        # A table's or container's stamp is its file's, so what an item itself says is in the key too.
        fault = str(item.content) if isinstance(item.content, Exception) else None
        said = [item.document, item.name, item.stamp, fault, dict(sorted(item.meta.items()))]
        whole.update(json.dumps(said, default=str).encode() + b"\n")
    return Shard(number, whole.hexdigest(), tuple(items))


def sources_key(names: Iterable[str]) -> str:
    """Return what changes when any of the sources or settings does; ``names`` are the file names of the shards."""
    return hashlib.blake2b("\n".join(names).encode(), digest_size=16).hexdigest()

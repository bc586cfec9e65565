"""What stands between a source and a bulletin: one document, found but not read yet.

Finding is cheap and runs in one process, in the order of the sources; reading can hang, crash or eat memory, so it is
left to workers. Items therefore travel between processes and hold plain values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wushan_ie.errors import ReadError


@dataclass(frozen=True, slots=True)
class Item:
    """One document of a source.

    ``document`` is its id, unique among the sources (``2024/a.html``, ``pack.zip!b/c.docx``, ``table.jsonl#17``);
    ``name`` is its file name, whose ending says the format. ``content`` is the file to open, or the bytes of a
    container's member, or the text of a table's row, or the reason why there is none of these. ``weight`` are the bytes
    of the sources that it stands for: progress is measured in them. ``stamp`` changes whenever the content does.
    ``meta`` is what the source says beside the text, such as columns of a table.
    """

    document: str
    name: str
    content: Path | bytes | str | ReadError
    weight: int
    stamp: str
    meta: Mapping[str, str] = field(default_factory=dict)

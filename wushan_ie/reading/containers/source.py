"""A file, or a member of a container, that may hold several documents; and what all containers have in common."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from wushan_ie.errors import ReadError
from wushan_ie.reading.items import Item

LARGEST = 128 * 2**20  # bytes that one member may unpack to
_USUAL = 2**30  # bytes that a container may unpack to in any case
_DENSEST = 200  # times its own size that one may unpack to beyond that: text packs to a fifth, a zip bomb to nothing
_HAN = re.compile("[\u3000-\u9fff]")
_NO_DOCUMENTS = ("Thumbs.db", "desktop.ini")
_NO_DOCUMENT_MARKS = (".", "~$")  # hidden files, and the locks that Office leaves beside open files
_NO_DOCUMENT_FOLDERS = "__MACOSX"


@dataclass(frozen=True, slots=True)
class Source:
    """Something found: ``content`` is the file to open or the bytes themselves; the rest is as in an Item.

    ``depth`` counts the containers that it stands in.
    """

    content: Path | bytes
    name: str
    document: str
    weight: int
    stamp: str
    depth: int = 0

    def item(self, content: Path | bytes | ReadError) -> Item:
        """Return the item that the source is, as a whole."""
        return Item(self.document, self.name, content, self.weight, self.stamp)

    def member(self, name: str, content: bytes, weight: int, number: int) -> Source:
        """Return the source of a member with this name in the container."""
        return Source(
            content,
            PurePosixPath(name).name or name,
            f"{self.document}!{name}",
            weight,
            f"{self.stamp}/{number}",
            self.depth + 1,
        )

    def row(self, number: int, content: str | ReadError, weight: int, meta: Mapping[str, str]) -> Item:
        """Return the item of a table's row; rows count from 1."""
        return Item(f"{self.document}#{number}", self.name, content, weight, f"{self.stamp}/{number}", meta)


class Names:
    """The names of a container's members, each given once."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def unique(self, name: str) -> str:
        """Return the name; when the container had it before, with a number behind it."""
        count = self._taken.get(name, 0) + 1
        self._taken[name] = count
        return name if count == 1 else f"{name}({count})"


class Budget:
    """How much a container may still unpack to."""

    def __init__(self, source: Source, size: int) -> None:
        self._source = source
        self._left = max(_USUAL, _DENSEST * size)

    def spend(self, unpacked: int) -> None:
        """Count bytes; raises ReadError when they are more than any container of this size honestly holds."""
        self._left -= unpacked
        if self._left < 0:
            raise ReadError(
                f"{self._source.document}: unpacks to more than {_DENSEST} times its size: a zip bomb. The members up "
                "to here were read.",
                "size",
            )


def opened(source: Source) -> BinaryIO:
    """Return the source's bytes as a file."""
    return source.content.open("rb") if isinstance(source.content, Path) else io.BytesIO(source.content)


def is_document_name(name: str) -> bool:
    """Tell whether a member is a document by its name: not hidden, no lock, no thumbnail.

    >>> is_document_name("2024/通报.docx"), is_document_name("2024/~$通报.docx"), is_document_name("__MACOSX/._a")
    (True, False, False)
    """
    parts = PurePosixPath(name).parts
    return bool(parts) and not (
        parts[-1] in _NO_DOCUMENTS or _NO_DOCUMENT_FOLDERS in parts or parts[-1].startswith(_NO_DOCUMENT_MARKS)
    )


def decode_name(written: bytes) -> str:
    r"""Return a member's name, which nothing marks as UTF-8 or the code page of China; other bytes become escapes.

    >>> decode_name("通报.txt".encode()), decode_name("页.html".encode("gbk"))
    ('通报.txt', '页.html')
    """
    texts = []
    for charset in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            texts.append(written.decode(charset))
    # GBK's bytes of 页 are those of a Cyrillic letter in UTF-8.
    chinese = (text for text in texts if text.isascii() or _HAN.search(text))
    return next(chinese, texts[0] if texts else written.decode("utf-8", errors="backslashreplace"))


def bounded(file: BinaryIO, document: str) -> bytes:
    """Return what a member unpacks to; raises ReadError when that is more than a document may be, whatever it says."""
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ReadError(f"{document}: unpacks to more than {LARGEST // 2**20} MiB.", "size")
    return data

"""What holds several documents to its items: zip and tar files, JSON Lines and Parquet, and any of these in another."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from wushan_ie.errors import ReadError
from wushan_ie.reading.containers.json_lines import json_items
from wushan_ie.reading.containers.parquet import parquet_items
from wushan_ie.reading.containers.source import Source, opened
from wushan_ie.reading.containers.tar import is_tar, tar_members
from wushan_ie.reading.containers.zips import zip_members
from wushan_ie.reading.formats import ZIP, package_kind
from wushan_ie.reading.items import Item

_DEEPEST = 3  # containers in one another
_EMPTY_ZIP = b"PK\x05\x06"
_PARQUET = b"PAR1"
_JSON_LINES = (".jsonl", ".ndjson")
_HEAD = 512  # bytes: the sign of a tar file stands behind the first 257


def list_items_in(source: Source) -> Iterator[Item]:
    """Yield the items of a container in its own order, or the one item of a document.

    What is damaged, locked or too large inside is an item whose content is a ReadError.
    """
    members = _opener(source)
    if members is None:
        yield source.item(source.content)
    elif source.depth > _DEEPEST:
        fault = f"{source.document}: containers in one another, more than {_DEEPEST} deep: unpack some first."
        yield source.item(ReadError(fault, "format"))
    else:
        for member in members(source):
            if isinstance(member, Item):
                yield member
            else:
                yield from list_items_in(member)


def _opener(source: Source) -> Callable[[Source], Iterator[Source | Item]] | None:
    """Return what opens the container, told by its content, then by its ending; None for a document."""
    try:
        with opened(source) as file:
            head = file.read(_HEAD)
            if head.startswith((ZIP, _EMPTY_ZIP)):
                file.seek(0)
                return None if _is_package(file) else zip_members
    except OSError:  # whoever reads the item says so
        return None
    except (zipfile.BadZipFile, NotImplementedError):  # a damaged .docx is a document, and says so itself
        return None if PurePosixPath(source.name).suffix.lower() == ".docx" else zip_members
    if head.startswith(_PARQUET):
        return parquet_items
    if is_tar(head):
        return tar_members
    if PurePosixPath(source.name).suffix.lower() in _JSON_LINES:
        return json_items
    return None


def _is_package(file: object) -> bool:
    with zipfile.ZipFile(file) as package:  # type: ignore[call-overload]
        return package_kind(package.namelist()) is not None

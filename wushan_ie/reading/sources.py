"""Files, folders, containers and tables to their items, in an order that depends on names alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from wushan_ie.errors import SettingError
from wushan_ie.reading.containers import list_items_in
from wushan_ie.reading.containers.source import Source, is_document_name
from wushan_ie.reading.items import Item


def list_items(sources: Sequence[Path]) -> Iterator[Item]:
    """Yield the items of files and folders; a folder's by name, folders in it included.

    A source's own name begins its documents' ids. Raises SettingError for a source that is missing and for two of
    the same name.
    """
    for path, document in list_files(sources):
        size, stamp = _size_and_stamp(path)
        yield from list_items_in(Source(path, path.name, document, size, stamp))


def total_weight(sources: Sequence[Path]) -> int:
    """Return the bytes of all files of the sources: what the weights of their items add up to, or nearly."""
    return sum(_size_and_stamp(path)[0] for path, _ in list_files(sources))


def list_files(sources: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the files of the sources with their ids."""
    taken: dict[str, Path] = {}
    for source in sources:
        if not source.exists():
            raise SettingError(f"{source}: there is no such file or folder; check the path")
        name = source.name or source.resolve().name
        if (other := taken.setdefault(name, source)) is not source:
            raise SettingError(
                f"{other} and {source} are both named {name!r}, which begins the ids of their documents; "
                "rename one, or name the folder that holds both"
            )
        if source.is_dir():
            yield from _walk(source, _printable(name))
        else:
            yield source, _printable(name)


def _walk(folder: Path, prefix: str) -> Iterator[tuple[Path, str]]:
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in found:
        if not is_document_name(name):
            continue
        document = f"{prefix}/{_printable(name)}"
        if is_folder:
            yield from _walk(folder / name, document)
        elif not (folder / name).is_dir():  # a link to a folder may lead in circles
            yield folder / name, document


def _size_and_stamp(path: Path) -> tuple[int, str]:
    try:
        status = path.stat()
    except OSError as fault:  # a broken link: whoever reads the item says so
        return 0, str(fault.errno)
    return status.st_size, f"{status.st_size}-{status.st_mtime_ns}"


def _printable(name: str) -> str:
    """Return a file name as text: bytes that are no UTF-8, as old archives leave them, as \\x escapes."""
    return os.fsencode(name).decode("utf-8", errors="backslashreplace")

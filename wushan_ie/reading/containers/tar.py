"""The members of a tar file, packed or not, and the one document of a file that is only packed (通报.txt.gz)."""

from __future__ import annotations

import gzip
import lzma
import os
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from wushan_ie.errors import ReadError
from wushan_ie.reading.containers.source import Budget, Names, Source, bounded, decode_name, is_document_name, opened
from wushan_ie.reading.items import Item

_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_GZIP = b"\x1f\x8b"
_SIGN, _SIGN_AT = b"ustar", 257
_FAULTS = (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError)
_TAR_ENDINGS = (".tar", ".tgz", ".tbz2", ".txz")


def is_tar(head: bytes) -> bool:
    """Tell whether the first 512 bytes are those of a tar file or of something packed as these are."""
    return head.startswith(_PACKED) or head[_SIGN_AT : _SIGN_AT + len(_SIGN)] == _SIGN


def tar_members(source: Source) -> Iterator[Source | Item]:
    """Yield the members that are documents, in the order of the tar file."""
    names, count, before = Names(), 0, 0
    try:
        with opened(source) as file:
            budget = Budget(source, file.seek(0, os.SEEK_END))
            file.seek(0)
            with tarfile.open(fileobj=file, mode="r|*") as package:
                for count, member in enumerate(package, 1):
                    budget.spend(member.size)
                    if not member.isfile() or not is_document_name(name := decode_name(os.fsencode(member.name))):
                        continue
                    weight, before = file.tell() - before, file.tell()
                    found = source.member(names.unique(name), b"", weight, count)
                    packed = package.extractfile(member)
                    assert packed is not None  # it is a file
                    try:
                        data = bounded(packed, found.document)  # type: ignore[arg-type]
                    except ReadError as fault:
                        yield found.item(fault)
                        continue
                    yield source.member(found.document[len(source.document) + 1 :], data, weight, count)
    except ReadError as fault:
        yield source.item(fault)
    except _FAULTS as fault:
        if count == 0 and not _is_named_tar(source.name):
            yield _unpacked(source)
        else:
            message = f"{source.document}: damaged or cut short behind {count} members ({fault}). Get it again."
            yield source.item(ReadError(message, "damaged"))


def _is_named_tar(name: str) -> bool:
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    return any(suffix in _TAR_ENDINGS for suffix in suffixes)


def _unpacked(source: Source) -> Source | Item:
    """Return the one document that a file packed by gzip is."""
    try:
        with opened(source) as file, gzip.open(file) as packed:
            data = bounded(packed, source.document)  # type: ignore[arg-type]
    except ReadError as fault:
        return source.item(fault)
    except (EOFError, OSError, zlib.error) as fault:
        return source.item(ReadError(f"{source.document}: damaged or cut short ({fault}). Get it again.", "damaged"))
    name = source.name.removesuffix(".gz")
    return Source(data, name, source.document, source.weight, source.stamp, source.depth + 1)

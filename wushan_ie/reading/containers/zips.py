"""The members of a zip file, under readable names."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator

from wushan_ie.errors import ReadError
from wushan_ie.reading.containers.source import Budget, Names, Source, bounded, decode_name, is_document_name, opened
from wushan_ie.reading.items import Item

_UTF8 = 0x800  # flag: the name is UTF-8
_LOCKED = 0x1  # flag: the member is encrypted


def zip_members(source: Source) -> Iterator[Source | Item]:
    """Yield the members that are documents, in the order of the zip file."""
    names = Names()
    try:
        with opened(source) as file, zipfile.ZipFile(file) as package:
            budget = Budget(source, file.seek(0, os.SEEK_END))
            for number, member in enumerate(package.infolist(), 1):
                name = member_name(member)
                if member.is_dir() or not is_document_name(name):
                    continue
                found = source.member(names.unique(name), b"", member.compress_size, number)
                try:
                    data = _read(package, member, found.document)
                except ReadError as fault:
                    yield found.item(fault)
                    continue
                budget.spend(len(data))
                yield source.member(found.document[len(source.document) + 1 :], data, member.compress_size, number)
    except (zipfile.BadZipFile, NotImplementedError, OSError) as fault:
        yield source.item(
            ReadError(f"{source.document}: the zip file is damaged or cut short ({fault}). Get it again.", "damaged")
        )
    except ReadError as fault:
        yield source.item(fault)


def member_name(member: zipfile.ZipInfo) -> str:
    r"""Return a member's name: where it is not marked as UTF-8, Windows has written it in the code page of China.

    >>> member_name(zipfile.ZipInfo("通报.txt".encode("gbk").decode("cp437")))
    '通报.txt'
    """
    if member.flag_bits & _UTF8:
        return member.filename
    return decode_name(member.filename.encode("cp437")).replace("\\", "/")


def _read(package: zipfile.ZipFile, member: zipfile.ZipInfo, document: str) -> bytes:
    if member.flag_bits & _LOCKED:
        raise ReadError(f"{document}: locked by a password. Unpack it first.", "encrypted")
    try:
        with package.open(member) as file:
            return bounded(file, document)  # type: ignore[arg-type]
    except NotImplementedError as fault:
        raise ReadError(
            f"{document}: packed in a way that is not known ({fault}). Unpack it first.", "format"
        ) from fault
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as fault:
        raise ReadError(f"{document}: damaged within its zip file ({fault}). Get it again.", "damaged") from fault

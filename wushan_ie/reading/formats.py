"""The bytes of one document to its text: what kind of file it is, by its content first, and who reads that kind."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

from wushan_ie.errors import ReadError
from wushan_ie.reading.encoding import decode
from wushan_ie.reading.header_form import HeaderForm
from wushan_ie.records import Bulletin

LARGEST = 512 * 2**20  # bytes that a document may unpack to: more is a zip bomb or a video
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
_HEAD = 4096  # bytes: what the look of a file is told by
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream of a locked .docx, which looks like an old .doc outside
_PAGE = re.compile(
    rb"(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|meta|title)\b|<\?xml.*<html\b", re.DOTALL
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)"
)
_PAGE_ENDINGS = (".html", ".htm", ".shtml", ".xhtml")
_MARKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"  # byte order marks, blanks, and every other byte of UTF-16
# By a member of theirs: kinds of zip files that are no bulletins to read, and what to do about it.
_OTHER_PACKAGES: Mapping[str, str] = {
    "xl/workbook.xml": "an Excel workbook: save the sheet as CSV or text",
    "ppt/presentation.xml": "a PowerPoint presentation: save it as PDF",
    "OFD.xml": "an OFD document: print it to PDF",
    "META-INF/manifest.xml": "an OpenDocument file: save it as .docx",
}
_MISSING = "{name}: {kind} need a library that is not installed ({fault}): run pip install 'wushan-ie[formats]'"


def read_content(data: bytes, name: str, form: HeaderForm) -> Bulletin:
    """Return the text and meta of a document's bytes; ``name`` is for messages, and its ending for what looks alike.

    Raises ReadError when the bytes are no document that is read.
    """
    if b"%PDF-" in data[:1024]:
        return _read_pdf(data, name)
    if data.startswith(ZIP):
        return _read_package(data, name)
    if data.startswith(OLD_OFFICE) and _LOCKED in data:
        raise ReadError(
            f"{name}: the document is locked by a password. Save it without one and try again.", "encrypted"
        )
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(_MARKS).lower()
    if _PAGE.match(head) or PurePosixPath(name).suffix.lower() in _PAGE_ENDINGS:
        return _read_page(data, name, head, form)
    return Bulletin(text=decode(data, name))


def package_kind(names: list[str]) -> str | None:
    """Return what a zip file with these members is: "docx", another package in words, or None for a mere container.

    >>> package_kind(["[Content_Types].xml", "word/document.xml"])
    'docx'
    """
    if "word/document.xml" in names:
        return "docx"
    return next((kind for member, kind in _OTHER_PACKAGES.items() if member in names), None)


def _read_page(data: bytes, name: str, head: bytes, form: HeaderForm) -> Bulletin:
    charset = _CHARSET.search(head)
    markup = decode(data, name, None if charset is None else (charset[1] or charset[2]).decode("ascii"))
    try:
        from wushan_ie.reading.html import read_html
    except ImportError as fault:
        raise ReadError(_MISSING.format(name=name, kind="HTML pages", fault=fault), "library") from fault
    return read_html(markup, name, form)


def _read_pdf(data: bytes, name: str) -> Bulletin:
    try:
        from wushan_ie.reading.pdf import read_pdf
    except ImportError as fault:
        raise ReadError(_MISSING.format(name=name, kind="PDF files", fault=fault), "library") from fault
    return read_pdf(data, name)


def _read_package(data: bytes, name: str) -> Bulletin:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as fault:  # the latter: a version of zip that is none
        raise ReadError(f"{name}: the file is damaged or cut short ({fault}). Get it again.", "damaged") from fault
    kind = package_kind([member.filename for member in members])
    if kind != "docx":
        raise ReadError(f"{name}: the file is {kind or 'a zip file within a document'}.", "format")
    if sum(member.file_size for member in members) > LARGEST:
        raise ReadError(f"{name}: the document unpacks to more than {LARGEST // 2**20} MiB.", "size")
    try:
        from wushan_ie.reading.docx import read_docx
    except ImportError as fault:
        raise ReadError(_MISSING.format(name=name, kind="Word documents", fault=fault), "library") from fault
    return read_docx(data, name)

"""Bytes to text, exactly: the charset is decided by byte order mark, then UTF-8, then GB18030, and never guessed at.

GB18030 stands for GB2312 and GBK too, which are its subsets: 镕 and 喆 decode. Nothing is ever replaced: what cannot
be decoded is a ReadError.
"""

from __future__ import annotations

import codecs
import re

from wushan_ie.errors import ReadError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive (so is every .docx and .xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
)
_REMEDY = "Save it as plain text in UTF-8 and try again."
_SAMPLE = 65_536  # bytes or characters: what the plausibility checks look at
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_UTF8_LETTER = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")  # CJK and its punctuation, as UTF-8 writes them
_FOREIGN = re.compile("[\u0370-\u04ff\u3040-\u30ff\ue000-\uf8ff]")  # what Big5 read as GB18030 is full of


def decode(data: bytes, name: str) -> str:
    r"""Return the text of ``data`` without its byte order mark, every other character as it stands.

    ``name`` is the file in the message of the ReadError.

    >>> decode("朱镕基".encode("gb18030"), "a.txt")
    '朱镕基'
    """
    if not data:
        raise ReadError(f"{name}: the file is empty (0 bytes). Check that it was saved or downloaded whole.", "empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _decode_marked(data, mark, encoding, name)
            break
    else:
        _refuse_binary(data, name)
        text = _decode_unmarked(data, name)
    _refuse_controls(text, name)
    if not text.strip():
        raise ReadError(
            f"{name}: the file holds no text, only {len(text)} blank characters. Check that it is the right one.",
            "empty",
        )
    return text


def _decode_marked(data: bytes, mark: bytes, encoding: str, name: str) -> str:
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as fault:
        offset = len(mark) + fault.start
        raise ReadError(
            f"{name}: {_byte(data, offset)} cannot be decoded as {encoding}, as the file's byte order mark says "
            f"(tried: {encoding}). The file is damaged or cut short. {_REMEDY}",
            "damaged",
        ) from fault


def _decode_unmarked(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        utf8_fault = fault
    if _is_damaged_utf8(data):
        raise ReadError(
            f"{name}: {_byte(data, utf8_fault.start)} cannot be decoded as utf-8, which the rest of the file is "
            f"(tried: utf-8). The file is damaged or cut short: get it again, or remove the byte.",
            "damaged",
        ) from utf8_fault
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as fault:
        raise ReadError(
            f"{name}: {_byte(data, fault.start)} cannot be decoded as gb18030, nor {_byte(data, utf8_fault.start)} as "
            f"utf-8 (tried: utf-8, gb18030). {_REMEDY}",
            "encoding",
        ) from fault
    _refuse_foreign(text, name)
    return text


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether the file is UTF-8 but for some bytes: GB18030 would decode most such files, to mojibake."""
    sample = data[:_SAMPLE]
    return 3 * len(_UTF8_LETTER.findall(sample)) > 0.6 * len(_NOT_ASCII.findall(sample))


def _refuse_binary(data: bytes, name: str) -> None:
    for signature, kind in _FORMATS:
        if data.startswith(signature):
            raise ReadError(f"{name}: the file is {kind}, not plain text. {_REMEDY}", "format")
    offset = data.find(b"\x00")
    if offset >= 0:
        raise ReadError(
            f"{name}: {_byte(data, offset)}: the file is binary, or UTF-16 without a byte order mark. {_REMEDY}",
            "format",
        )


def _refuse_controls(text: str, name: str) -> None:
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if 20 * controls > len(sample) or "\x00" in sample:  # a stray bell or Ctrl-Z is no reason to refuse a bulletin
        raise ReadError(
            f"{name}: {controls + sample.count(chr(0))} of the first {len(sample)} characters are control characters: "
            f"the file is binary, not plain text. {_REMEDY}",
            "format",
        )


def _refuse_foreign(text: str, name: str) -> None:
    sample = text[:_SAMPLE]
    foreign = len(_FOREIGN.findall(sample))
    beyond_ascii = sum(map(len, re.findall("[^\x00-\x7f]+", sample)))
    if 10 * foreign > beyond_ascii and foreign > 8:
        raise ReadError(
            f"{name}: decoded as gb18030, {foreign} of {beyond_ascii} characters are Greek, Cyrillic, kana or "
            f"private use: the file is in another encoding, such as Big5 (tried: utf-8, gb18030). {_REMEDY}",
            "encoding",
        )


def _byte(data: bytes, offset: int) -> str:
    return f"byte 0x{data[offset]:02X} at offset {offset}"

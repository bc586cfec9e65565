"""Bytes to text, exactly: by byte order mark, then UTF-8, then the charset that a page declares, then GB18030.

GB18030 stands for GB2312 and GBK too, which are its subsets: 镕 and 喆 decode. Only what is none of these is guessed
at, and taken for Big5 or UTF-16 when it reads as Chinese. Nothing is ever replaced: what cannot be decoded is a
ReadError.
"""

from __future__ import annotations

import codecs
import re

from wushan_ie.errors import ReadError
from wushan_ie.reading.charset_guess import guess_text

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
_DECLARED = {  # charsets that pages name, and the one that holds all of each
    **dict.fromkeys(("gb2312", "gb_2312-80", "csgb2312", "euc-cn", "gbk", "x-gbk", "cp936", "chinese"), "gb18030"),
    **dict.fromkeys(("big5", "big-5", "x-x-big5", "cp950"), "big5hkscs"),
}
_FEW = 8  # foreign characters are no sign of a wrong charset
_REMEDY = "Save it as plain text in UTF-8 and try again."
_SAMPLE = 65_536  # bytes or characters: what the plausibility checks look at
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_UTF8_LETTER = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")  # CJK and its punctuation, as UTF-8 writes them
_FOREIGN = re.compile("[\u0370-\u04ff\u3040-\u30ff\ue000-\uf8ff]")  # what Big5 read as GB18030 is full of


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    r"""Return the text of ``data`` without its byte order mark, every other character as it stands.

    ``name`` is the file in the message of the ReadError, ``declared`` the charset that a page says it has: it counts
    where the bytes are no UTF-8 and all of them can be decoded so.

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
        text = _decode_unmarked(data, name, declared)
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


def _decode_unmarked(data: bytes, name: str, declared: str | None) -> str:
    if b"\x00" in data or data.startswith(tuple(signature for signature, _ in _FORMATS)):
        return _decode_binary(data, name)
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
    text = None if declared is None else _decode_declared(data, declared)
    if text is not None:
        return text
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as fault:
        if (guess := guess_text(data)) is not None:
            return guess
        raise ReadError(
            f"{name}: {_byte(data, fault.start)} cannot be decoded as gb18030, nor {_byte(data, utf8_fault.start)} as "
            f"utf-8 (tried: utf-8, gb18030, big5, utf-16). {_REMEDY}",
            "encoding",
        ) from fault
    return _without_foreign(data, text, name)


def _decode_declared(data: bytes, declared: str) -> str | None:
    """Return the text by the charset of a page's own word; None when it is none, or not that of these bytes."""
    charset = _DECLARED.get(declared.lower(), declared)
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether the file is UTF-8 but for some bytes: GB18030 would decode most such files, to mojibake."""
    sample = data[:_SAMPLE]
    return 3 * len(_UTF8_LETTER.findall(sample)) > 0.6 * len(_NOT_ASCII.findall(sample))


def _decode_binary(data: bytes, name: str) -> str:
    """Return the text of UTF-16 without a mark; all other files of this look are refused."""
    for signature, kind in _FORMATS:
        if data.startswith(signature):
            raise ReadError(f"{name}: the file is {kind}, not plain text. {_REMEDY}", "format")
    text = guess_text(data)
    if text is None:
        raise ReadError(f"{name}: {_byte(data, data.find(0))}: the file is binary, not plain text. {_REMEDY}", "format")
    return text


def _refuse_controls(text: str, name: str) -> None:
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if 20 * controls > len(sample) or "\x00" in sample:  # a stray bell or Ctrl-Z is no reason to refuse a bulletin
        raise ReadError(
            f"{name}: {controls + sample.count(chr(0))} of the first {len(sample)} characters are control characters: "
            f"the file is binary, not plain text. {_REMEDY}",
            "format",
        )


def _without_foreign(data: bytes, text: str, name: str) -> str:
    """Return ``text``, decoded as gb18030, or the text of another charset when it is full of foreign letters."""
    sample = text[:_SAMPLE]
    foreign = len(_FOREIGN.findall(sample))
    beyond_ascii = sum(map(len, re.findall("[^\x00-\x7f]+", sample)))
    if 10 * foreign <= beyond_ascii:
        return text
    if (guess := guess_text(data)) is not None:
        return guess
    if foreign > _FEW:
        raise ReadError(
            f"{name}: decoded as gb18030, {foreign} of {beyond_ascii} characters are Greek, Cyrillic, kana or "
            f"private use: the file is in another encoding (tried: utf-8, gb18030, big5, utf-16). {_REMEDY}",
            "encoding",
        )
    return text


def _byte(data: bytes, offset: int) -> str:
    return f"byte 0x{data[offset]:02X} at offset {offset}"

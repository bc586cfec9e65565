"""The charsets that nothing announces: Big5, and UTF-16 without a byte order mark."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

# What is guessed at and what it is decoded as. GB18030 is not: it decodes nearly all bytes, so it is tried before.
_GUESSED = {"big5": "big5hkscs", "utf_16_le": "utf-16-le", "utf_16_be": "utf-16-be"}
_SAMPLE = 65_536  # bytes
_HAN = re.compile("[\u4e00-\u9fff]")
# Every tenth character of any Chinese text is one of these; of bytes in a wrong charset hardly any is.
_COMMON = re.compile("[的一是在不了有和人大为為上个個国國我以要他时時来來用们們年月日万萬元县縣乡鄉村镇鎮市区區工程]")
_LEAST_COMMON = 0.08


def guess_text(data: bytes) -> str | None:
    """Return the text of bytes in Big5 or UTF-16, or None when they do not read as Chinese in either.

    >>> guess_text("縣水利局投入一千二百萬元，這項工程已經竣工。".encode("big5"))
    '縣水利局投入一千二百萬元，這項工程已經竣工。'
    """
    match = from_bytes(data[:_SAMPLE], cp_isolation=list(_GUESSED)).best()
    if match is None:
        return None
    try:
        text = data.decode(_GUESSED[match.encoding])
    except UnicodeDecodeError:
        return None
    sample = text[:_SAMPLE]
    han = len(_HAN.findall(sample))
    return text if han and len(_COMMON.findall(sample)) >= _LEAST_COMMON * han else None

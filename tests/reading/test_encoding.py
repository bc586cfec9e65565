"""Bytes to text: every charset a bulletin comes in, and a message for every other."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.errors import ReadError
from wushan_ie.reading.encoding import decode

TEXT = "朱镕基、陶喆到大昌镇，县水利局投入1200万元。\r\n㐂𠮷\ue000 €"
BULLETIN = "县水利局投入1200万元，实施供水工程，惠及三个乡镇的群众。" * 20
MARKED = {
    "utf-8-sig": TEXT.encode("utf-8-sig"),
    "utf-16-le": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "utf-16-be": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "utf-32-le": codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    "utf-32-be": codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
}


@pytest.mark.parametrize("data", MARKED.values(), ids=MARKED)
def test_a_byte_order_mark_decides_and_is_left_out(data: bytes) -> None:
    assert decode(data, "a.txt") == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_without_a_mark_is_utf_8_or_gb18030(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize("encoding", ["gb2312", "gbk"])
def test_the_older_national_charsets_read_as_gb18030(encoding: str) -> None:
    assert decode("县水利局投入１２００万元".encode(encoding), "a.txt") == "县水利局投入１２００万元"


TRADITIONAL = "縣水利局投入一千二百萬元，這項工程已經竣工，上半年全縣人口不少。\n"
TABLE = {  # bytes, the charset that the page declares, the text
    "utf-8": (BULLETIN.encode(), None, BULLETIN),
    "utf-8, mark": (BULLETIN.encode("utf-8-sig"), None, BULLETIN),
    "gb18030": ((BULLETIN + "㐂").encode("gb18030"), None, BULLETIN + "㐂"),
    "gbk declared as gb2312": (("朱镕基" + BULLETIN).encode("gbk"), "gb2312", "朱镕基" + BULLETIN),
    "gbk declared as utf-8": (BULLETIN.encode("gbk"), "utf-8", BULLETIN),
    "utf-8 declared as gbk": (BULLETIN.encode(), "GBK", BULLETIN),
    "gbk declared as nonsense": (BULLETIN.encode("gbk"), "x-unknown", BULLETIN),
    "big5": (TRADITIONAL.encode("big5"), None, TRADITIONAL),
    "big5, long": ((TRADITIONAL * 3000).encode("big5"), None, TRADITIONAL * 3000),
    "big5 declared": ("村里修路。".encode("big5"), "Big5", "村里修路。"),
    "utf-16": (BULLETIN.encode("utf-16"), None, BULLETIN),
    "utf-16, no mark": ((BULLETIN + "\n").encode("utf-16-le"), None, BULLETIN + "\n"),
    "utf-16, other order, no mark": ((BULLETIN + "\n").encode("utf-16-be"), None, BULLETIN + "\n"),
}


@pytest.mark.parametrize(("data", "declared", "text"), TABLE.values(), ids=TABLE)
def test_every_usual_encoding_gives_the_text(data: bytes, declared: str | None, text: str) -> None:
    assert decode(data, "a.html", declared) == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Co"]), min_size=1))
def test_whatever_is_decoded_is_what_was_written(encoding: str, text: str) -> None:
    try:
        decoded = decode(("项目资金：" * 12 + text).encode(encoding), "a.txt")
    except ReadError as refusal:
        assert "a.txt" in str(refusal)  # noqa: PT017  # text full of kana or Greek is refused, never garbled
    else:
        assert decoded == "项目资金：" * 12 + text


@given(st.binary())
def test_no_bytes_give_anything_but_text_or_a_read_error(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except ReadError:
        return
    assert text.strip() != ""


def test_only_the_first_mark_is_left_out() -> None:
    assert decode("\ufeff\ufeff水利".encode(), "a.txt") == "\ufeff水利"


def test_a_stray_control_character_is_kept() -> None:
    assert decode((BULLETIN + "\x1a").encode("gb18030"), "a.txt") == BULLETIN + "\x1a"


FAULTS = {
    "empty": (b"", r"^a\.txt: the file is empty \(0 bytes\)\. Check that it was saved or downloaded whole\.$"),
    "only a mark": (codecs.BOM_UTF8, r"^a\.txt: the file holds no text, only 0 blank characters\. Check"),
    "blank": (" \r\n\u3000".encode(), r"^a\.txt: the file holds no text, only 4 blank characters\. Check"),
    "neither": (
        "水利".encode("gb18030") + b"\xff\xff",
        r"^a\.txt: byte 0xFF at offset 4 cannot be decoded as gb18030, nor byte 0xC0 at offset 2 as utf-8 "
        r"\(tried: utf-8, gb18030, big5, utf-16\)\. Save it as plain text in UTF-8",
    ),
    "damaged utf-8": (
        BULLETIN.encode() + b"\xff" + BULLETIN.encode(),
        r"^a\.txt: byte 0xFF at offset 1640 cannot be decoded as utf-8, which the rest of the file is \(tried: utf-8\)",
    ),
    "utf-8 cut short": (BULLETIN.encode()[:-1], r"^a\.txt: byte 0xE3 at offset 1637 cannot be decoded as utf-8, which"),
    "damaged utf-16": (
        codecs.BOM_UTF16_LE + "水".encode("utf-16-le") + b"\x00\xd8",
        r"^a\.txt: byte 0x00 at offset 4 cannot be decoded as utf-16-le, as the file's byte order mark says "
        r"\(tried: utf-16-le\)\. The file is damaged or cut short",
    ),
    "binary": (b"\x7fELF\x02\x01\x01\x00", r"^a\.txt: byte 0x00 at offset 7: the file is binary"),
    "control characters": (
        bytes(range(1, 32)) * 8,
        r"^a\.txt: 200 of the first 248 characters are control characters: the file is binary, not plain text\.",
    ),
    "zero in utf-16": (
        "\ufeff水\0利".encode("utf-16-le"),
        r"^a\.txt: 1 of the first 3 characters are control characters",
    ),
    "pdf": (b"%PDF-1.7\n", r"^a\.txt: the file is a PDF document, not plain text\. Save it as plain text in UTF-8"),
    "docx": (b"PK\x03\x04", r"^a\.txt: the file is a zip archive \(so is every \.docx and \.xlsx\), not plain text\."),
    "doc": (b"\xd0\xcf\x11\xe0", r"^a\.txt: the file is an old Office document \(\.doc, \.xls\), not plain text\."),
    "japanese": (
        "このダムは県の予算で造られ、まもなく完成します。みなさんのおかげです。".encode("euc-jp"),
        r"^a\.txt: decoded as gb18030, \d+ of \d+ characters are Greek, Cyrillic, kana or private use: the file is in "
        r"another encoding \(tried: utf-8, gb18030, big5, utf-16\)\. Save it as plain text",
    ),
}


@pytest.mark.parametrize(("data", "message"), FAULTS.values(), ids=FAULTS)
def test_what_is_no_text_is_refused_with_file_byte_and_remedy(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        decode(data, "a.txt")

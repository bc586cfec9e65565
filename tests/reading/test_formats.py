"""What kind of file some bytes are: by content, then by ending; and what is said of kinds that are not read."""

import io
import sys
import tomllib
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.made_docx import paragraph, word
from tests.reading.made_pdfs import paragraph as pdf_paragraph
from tests.reading.made_pdfs import pdf
from wushan_ie.errors import READ_REASONS, ReadError
from wushan_ie.reading import formats
from wushan_ie.reading.formats import read_content
from wushan_ie.reading.header_form import compile_header
from wushan_ie.rulebook import bundled_rules

FORM = compile_header(tomllib.loads((bundled_rules() / "tables" / "layout.toml").read_text(encoding="utf-8")))
SENTENCE = "县水利局投入1200万元新建青溪村人饮工程。"
PAGE = f"<!DOCTYPE html>\n<html><head><meta charset=gb2312></head><body><p>{SENTENCE}</p></body></html>"
LINE = f"{SENTENCE}\n"


def package(*members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for member in members:
            made.writestr(member, b"")
    return packed.getvalue()


KINDS = {
    "text": ("a.txt", SENTENCE.encode(), SENTENCE),
    "text with a sign of a page": ("a.txt", f"<注>{SENTENCE}".encode(), f"<注>{SENTENCE}"),
    "a page": ("a.html", PAGE.encode("gbk"), LINE),
    "a page named as text": ("a.txt", PAGE.encode("gbk"), LINE),
    "a page that Word calls a document": ("a.doc", f"<html><body>{SENTENCE}".encode(), LINE),
    "a page in UTF-16": ("a.htm", PAGE.encode("utf-16"), LINE),
    "a page in UTF-16 named as text": ("a.txt", PAGE.encode("utf-16-le"), LINE),
    "a page behind a comment": ("a.txt", f"<!-- 存档 --><html><body>{SENTENCE}".encode(), LINE),
    "a page of XML": ("a.x", f'<?xml version="1.0" encoding="GBK"?>\n<html><body>{SENTENCE}'.encode("gbk"), LINE),
    "a piece of a page": ("a.html", f"<div>{SENTENCE}</div>".encode(), LINE),
    "a Word document under any name": ("a.txt", word(paragraph(SENTENCE)), LINE),
    "a PDF under any name": ("a.txt", pdf(pdf_paragraph(SENTENCE), furniture=False), LINE),
    "a PDF behind a mark": ("a", b"\xef\xbb\xbf\n" + pdf(pdf_paragraph(SENTENCE), furniture=False), LINE),
}


@pytest.mark.parametrize(("name", "data", "text"), KINDS.values(), ids=KINDS)
def test_content_says_what_a_file_is_and_the_ending_only_what_looks_alike(name: str, data: bytes, text: str) -> None:
    assert read_content(data, name, FORM).text == text


LOCKED = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
REFUSED = {
    "a locked document": (LOCKED, "encrypted", r"^a: the document is locked by a password\. Save it without one"),
    "an old document": (b"\xd0\xcf\x11\xe0" + bytes(9), "format", r"^a: the file is an old Office document"),
    "a workbook": (package("xl/workbook.xml"), "format", r"^a: the file is an Excel workbook: save the sheet as CSV"),
    "slides": (package("ppt/presentation.xml"), "format", r"^a: the file is a PowerPoint presentation: save it as PDF"),
    "an OFD": (package("OFD.xml"), "format", r"^a: the file is an OFD document: print it to PDF\.$"),
    "an OpenDocument": (package("META-INF/manifest.xml"), "format", r"^a: the file is an OpenDocument file: save it"),
    "a zip file": (package("a.txt"), "format", r"^a: the file is a zip file within a document\.$"),
    "a package of no version": (
        package("a.txt").replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"),
        "damaged",
        r"^a: the file is damaged or cut short \(zip file version 25\.5\)",
    ),
    "a damaged package": (b"PK\x03\x04", "damaged", r"^a: the file is damaged or cut short \(File is not a zip file\)"),
}


@pytest.mark.parametrize(("data", "reason", "message"), REFUSED.values(), ids=REFUSED)
def test_kinds_that_are_not_read_say_what_to_do(data: bytes, reason: str, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_content(data, "a", FORM)
    assert caught.value.reason == reason
    assert reason in READ_REASONS


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST", 2**10)
    with pytest.raises(ReadError, match=r"^a: the document unpacks to more than 0 MiB\.$") as caught:
        read_content(word(paragraph(SENTENCE)), "a", FORM)
    assert caught.value.reason == "size"


@pytest.mark.parametrize(
    ("data", "kind", "module"),
    [
        (PAGE.encode(), "HTML pages", "html"),
        (word(paragraph(SENTENCE)), "Word documents", "docx"),
        (pdf(pdf_paragraph(SENTENCE)), "PDF files", "pdf"),
    ],
    ids=["html", "docx", "pdf"],
)
def test_without_its_library_a_kind_names_the_extra(
    data: bytes, kind: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, f"wushan_ie.reading.{module}", None)
    message = rf"^a: {kind} need a library that is not installed \(.+\): run pip install 'wushan-ie\[formats\]'$"
    with pytest.raises(ReadError, match=message) as caught:
        read_content(data, "a", FORM)
    assert caught.value.reason == "library"


def test_a_font_that_does_not_say_its_characters_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from wushan_ie.reading import pdf as reader

    monkeypatch.setattr(reader, "join_pages", lambda _: ["(cid:12)(cid:34)万元"])
    with pytest.raises(ReadError, match=r"^a: the fonts of the PDF do not say which characters they draw\.") as caught:
        read_content(pdf(pdf_paragraph(SENTENCE)), "a", FORM)
    assert caught.value.reason == "encoding"


@settings(max_examples=60, deadline=None)
@given(
    data=st.sampled_from([PAGE.encode(), word(paragraph(SENTENCE)), pdf(pdf_paragraph(SENTENCE))]),
    cut=st.integers(0, 60_000),
    junk=st.binary(max_size=40),
)
def test_damaged_files_give_a_text_or_a_reason(data: bytes, cut: int, junk: bytes) -> None:
    cut %= len(data)
    try:
        text = read_content(data[:cut] + junk + data[cut + len(junk) // 2 :], "a", FORM).text
    except ReadError as refusal:
        assert refusal.reason in READ_REASONS  # noqa: PT017  # either is right
    else:
        assert text.strip() != ""

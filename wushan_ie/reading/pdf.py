"""The text layer of a PDF: paragraphs and the rows of ruled tables, in order; needs the extra ``formats``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from wushan_ie.errors import ReadError
from wushan_ie.reading.pdf_lines import Line, Page, join, join_pages
from wushan_ie.records import Bulletin

_PICTURE = 0.4  # of a page: pictures and filled shapes that cover so much of it, and hardly a character, are a scan
_STAMPED = 30  # characters: fewer on a picture are a page number or a mark put on it
_DRAWN = 200  # curves: a page of so many and no characters has its letters drawn
_GAP = 1.5  # characters: the space between words that are justified is smaller
_UNMAPPED = "(cid:"  # what stands for a character of a font that does not say which it is
_MOST_UNMAPPED = 0.05  # of the characters


def read_pdf(data: bytes, name: str) -> Bulletin:
    """Return the text of a PDF, a line for each paragraph and for each row of a table, cells apart by tabs.

    Page numbers and running heads are left out. Pages that are pictures are named in meta's ``unread``. Raises
    ReadError when the file is locked, damaged, or has no text layer at all.
    """
    try:
        pages, unread = _read_pages(data)
    except MemoryError:
        raise
    except Exception as fault:  # damaged files make the parser raise nearly anything
        raise _told(fault, name) from fault
    text = "\n".join([*join_pages(pages), ""])
    if not text.strip():
        if not unread:
            raise ReadError(f"{name}: no page of the PDF has text.", "empty")
        raise ReadError(
            f"{name}: all {len(unread)} pages with content are scanned: pictures without a text layer. "
            "Recognize their characters (OCR) first and save the PDF with the text.",
            "scanned",
        )
    if text.count(_UNMAPPED) > _MOST_UNMAPPED * len(text):
        raise ReadError(
            f"{name}: the fonts of the PDF do not say which characters they draw. Print it to a new PDF, or recognize "
            "its characters (OCR).",
            "encoding",
        )
    meta = {"unread": f"scanned pages: {', '.join(map(str, unread))}"} if unread else {}
    return Bulletin(text=text, meta=meta)


def _read_pages(data: bytes) -> tuple[list[Page], list[int]]:
    """Return the pages, and the numbers of those that are pictures."""
    pages, unread = [], []
    with pdfplumber.open(io.BytesIO(data)) as file:
        for page in file.pages:
            if len(page.chars) < _STAMPED and _is_picture(page):
                unread.append(page.page_number)
            elif page.chars:
                pages.append(Page(float(page.width), float(page.height), tuple(_lines(page))))
            page.close()
    return pages, unread


def _is_picture(page: Any) -> bool:
    covered = sum((one["x1"] - one["x0"]) * (one["bottom"] - one["top"]) for one in [*page.images, *page.rects])
    return bool(covered > _PICTURE * page.width * page.height) or len(page.curves) > _DRAWN


def _lines(page: Any) -> Iterator[Line]:
    """Yield the lines and the rows of ruled tables of a page from its top down."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 or len(table.rows[0].cells) > 1]
    boxes = [table.bbox for table in tables]
    found = [line for table in tables for line in _rows(table)]
    beside = page.filter(lambda one: one["object_type"] != "char" or not any(_is_in(one, box) for box in boxes))
    found += [_line(line) for line in beside.extract_text_lines()]
    yield from sorted(found, key=lambda line: line.top)


def _line(line: Any) -> Line:
    """Return a line; one with wide gaps is a row of a table without rules."""
    chars = sorted(line["chars"], key=lambda char: char["x0"])
    size = round(max(char["size"] for char in chars), 1)
    cells = [chars[0]["text"]]
    for before, char in pairwise(chars):
        if char["x0"] - before["x1"] > _GAP * size:
            cells.append("")
        cells[-1] += char["text"]
    row = len(cells) > 1
    text = "\t".join(cell.strip() for cell in cells) if row else line["text"].strip()
    return Line(text, line["x0"], line["x1"], line["top"], size, row)


def _rows(table: Any) -> Iterator[Line]:
    left, _, right, _ = table.bbox
    for row, cells in zip(table.rows, table.extract(), strict=True):
        text = "\t".join(_cell_text(cell) for cell in cells).rstrip()
        if text:
            yield Line(text, left, right, row.bbox[1], 0, row=True)


def _cell_text(cell: str | None) -> str:
    """Return a cell on one line; None is a cell that another covers."""
    text = ""
    for line in (cell or "").split("\n"):
        text = join(text, line.strip())
    return text.replace("\t", " ")


def _is_in(char: Any, box: tuple[float, float, float, float]) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _told(fault: Exception, name: str) -> ReadError:
    inner = fault.args[0] if isinstance(fault, PdfminerException) and fault.args else fault
    if isinstance(inner, PDFPasswordIncorrect):
        return ReadError(f"{name}: the PDF is locked by a password. Save it without one and try again.", "encrypted")
    return ReadError(
        f"{name}: the PDF is damaged or cut short ({type(inner).__name__}: {inner}). Get it again, or print it "
        "to a new PDF.",
        "damaged",
    )

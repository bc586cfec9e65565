"""A Word document to its paragraphs and the rows of its tables, in order; needs the extra ``formats``.

python-docx opens the package; its own ``paragraph.text`` is not used, for it leaves out what stands in smart tags
(Word 2003 wraps figures in them), content controls and insertions. Read are the body and its text boxes, each behind
the paragraph that holds it. Left out are running heads and page numbers, footnotes, comments, deleted and hidden text,
and the numbers that Word gives to list items.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.text.paragraph import Paragraph
from lxml import etree

from wushan_ie.errors import ReadError
from wushan_ie.records import Bulletin

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = frozenset({f"{_W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# Properties, what was deleted or moved away, the reading above a character.
_SKIPPED = frozenset(f"{_W}{name}" for name in ("pPr", "rPr", "tblPr", "tcPr", "trPr", "del", "moveFrom", "rt"))
_LAYOUT_LINES = 3
_LAYOUT_CELL = 120  # characters: a cell of so many lines and more characters holds a part of the text, no datum
_WIDEST = 100  # columns that a cell may say it spans


def read_docx(data: bytes, name: str) -> Bulletin:
    """Return the text of a .docx file, a line for each paragraph and for each row of a table, cells apart by tabs.

    A paragraph in the style Title gives ``meta`` its title. Raises ReadError when the file is damaged or empty.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_blocks(document.element.body))
        title = next((one.text.strip() for one in document.paragraphs if _is_title(one) and one.text.strip()), None)
    except MemoryError:
        raise
    except Exception as fault:  # damaged packages make the parser raise nearly anything
        raise ReadError(
            f"{name}: the Word document is damaged or cut short ({type(fault).__name__}: {fault}). Get it "
            "again, or save it anew in Word.",
            "damaged",
        ) from fault
    if not lines:
        raise ReadError(f"{name}: the Word document holds no text.", "empty")
    return Bulletin(text="\n".join([*lines, ""]), meta={} if title is None else {"title": title})


def _is_title(paragraph: Paragraph) -> bool:
    return paragraph.style is not None and paragraph.style.name == "Title"


def _blocks(parent: etree._Element) -> Iterator[str]:
    """Yield the lines of the paragraphs and tables of a body, cell, text box or content control."""
    for node in parent:
        if node.tag == f"{_W}p":
            yield from _paragraph(node)
        elif node.tag == f"{_W}tbl":
            yield from _table(node)
        elif node.tag not in _SKIPPED:
            yield from _blocks(node)


def _paragraph(node: etree._Element) -> Iterator[str]:
    """Yield the lines of a paragraph, then those of the text boxes in it."""
    boxes: list[etree._Element] = []
    text = "".join(_pieces(node, boxes))
    yield from (line.strip() for line in text.split("\n") if line.strip())
    for box in boxes:
        yield from _blocks(box)


def _pieces(node: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """Yield the pieces of text under a node; text boxes are put aside."""
    for child in node:
        if child.tag in _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag == f"{_MC}AlternateContent":  # one thing in two forms: its text would stand there twice
            yield from _pieces(child[0], boxes)
        elif child.tag not in _SKIPPED and not _is_hidden(child):
            yield from _pieces(child, boxes)


def _is_hidden(node: etree._Element) -> bool:
    mark = node.find(f"{_W}rPr/{_W}vanish") if node.tag == f"{_W}r" else None
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _table(node: etree._Element) -> Iterator[str]:
    """Yield a table's rows; of one that lays out the page, as one column or long cells do, the lines of its cells."""
    rows = [list(_cells(row)) for row in _find(node, "tr")]
    lines = [[list(_blocks(cell)) for cell in row] for row in rows]
    if all(len(row) < 2 for row in rows) or any(_is_layout(cell) for row in lines for cell in row):
        yield from (line for row in lines for cell in row for line in cell)
        return
    for row, texts in zip(rows, lines, strict=True):
        cells: list[str] = []
        for cell, text in zip(row, texts, strict=True):
            covered = cell.find(f"{_W}tcPr/{_W}vMerge")
            seen = covered is None or covered.get(f"{_W}val") == "restart"
            cells += [" ".join(text).replace("\t", " ") if seen else "", *[""] * (_span(cell) - 1)]
        if line := "\t".join(cells).rstrip():
            yield line


def _is_layout(lines: list[str]) -> bool:
    return len(lines) >= _LAYOUT_LINES and sum(map(len, lines)) > _LAYOUT_CELL


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return _find(row, "tc")


def _find(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls, not those of inner tables."""
    for node in parent:
        if node.tag == f"{_W}{name}":
            yield node
        elif node.tag not in _SKIPPED and node.tag != f"{_W}tbl":
            yield from _find(node, name)


def _span(cell: etree._Element) -> int:
    mark = cell.find(f"{_W}tcPr/{_W}gridSpan")
    digits = "1" if mark is None else mark.get(f"{_W}val", "1")
    return min(max(int(digits), 1), _WIDEST)

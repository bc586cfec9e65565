"""A tree of HTML to lines of text: blocks and breaks end lines, a table's row is a line, its cells apart by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from wushan_ie.reading.html.tree import BLOCKS, CELLS

_BLANKS = "[ \t\r\n\f]"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2026\u2014"
# A line end of the source between Chinese characters is none of the text: 12⏎万元.
_SOURCE_BREAK = re.compile(
    rf"(?<=[{_WIDE}]){_BLANKS}*[\r\n]{_BLANKS}*(?=\S)|(?<=\S){_BLANKS}*[\r\n]{_BLANKS}*(?=[{_WIDE}])"
)
_RUN = re.compile(f"{_BLANKS}+")
_SPACES = " \t\r\n\f\xa0\u2002\u2003\u2009\u200b\u3000\ufeff"
_BREAKS = "\r\n\t\f "
_HEADINGS = ("h1", "h2", "h3", "h4")
_WIDEST = 100  # columns or rows that a cell may say it spans
_LAYOUT_LINES = 3
_LAYOUT_CELL = 120  # characters: a cell of several lines and more characters holds a part of a page, no datum


def render(root: HtmlElement, apart: str) -> list[str]:
    """Return the lines of text under a node; ``apart`` stands between inline elements that touch (匿名 spans)."""
    return _Lines(apart).of(root)


class _Lines:
    def __init__(self, apart: str) -> None:
        self._apart = apart
        self._lines: list[str] = []
        self._pieces: list[str] = []
        self._preformatted = 0

    def of(self, root: HtmlElement) -> list[str]:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, node in walk:
            if event == "start":
                self._begin(node)
                if node is not root and node.tag == "table" and is_data_table(node):
                    self._lines += _rows(node)
                    walk.skip_subtree()
                else:
                    self._say(node.text)
            else:
                self._end(node)
                if node is not root:
                    self._say(node.tail)
        self._flush()
        return self._lines

    def _begin(self, node: HtmlElement) -> None:
        if node.tag in BLOCKS or node.tag == "br":
            self._flush()
        elif self._apart and self._pieces:
            self._pieces.append(self._apart)
        self._preformatted += node.tag == "pre"

    def _end(self, node: HtmlElement) -> None:
        self._preformatted -= node.tag == "pre"
        if node.tag in BLOCKS:
            self._flush()

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if not self._preformatted:
            self._pieces.append(text)
            return
        first, *others = text.splitlines()
        self._pieces.append(first)
        for line in others:
            self._flush()
            self._pieces.append(line)

    def _flush(self) -> None:
        line = collapse(self._pieces)
        if line:
            self._lines.append(line)
        self._pieces = []


def collapse(pieces: list[str]) -> str:
    """Return the text of a line as a page shows it: blanks are one space, a line end amid Chinese is nothing."""
    joined = "".join(" " if piece.isspace() and piece[0] in _BREAKS else piece for piece in pieces)
    return _RUN.sub(" ", _SOURCE_BREAK.sub("", joined)).strip(_SPACES)


def is_data_table(table: HtmlElement) -> bool:
    """Tell whether a table holds data in rows; one that only lays out a page holds a part of it in a cell."""
    widest = 0
    for row in table_rows(table):
        cells = [cell for cell in row if cell.tag in CELLS]
        widest = max(widest, sum(1 for cell in cells if _has_text(cell)))
        if any(_is_layout_cell(cell) for cell in cells):
            return False
    return widest > 1


def table_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the rows of a table, those of tables in it left out."""
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _is_layout_cell(cell: HtmlElement) -> bool:
    if any(sum(1 for _ in table_rows(inner)) > 1 for inner in cell.iterdescendants("table")):
        return True
    if next(cell.iterdescendants(*_HEADINGS), None) is not None:
        return True
    lines = render(cell, "")
    return len(lines) >= _LAYOUT_LINES and sum(map(len, lines)) > _LAYOUT_CELL


def _has_text(cell: HtmlElement) -> bool:
    return any(text.strip(_SPACES) for text in cell.itertext())


def _rows(table: HtmlElement) -> Iterator[str]:
    """Yield the caption and the rows; a cell that spans others leaves theirs empty: nothing is there twice."""
    for caption in table.iterchildren("caption"):
        yield from render(caption, "")
    below: dict[int, int] = {}  # column -> rows that a cell above still takes
    for row in table_rows(table):
        cells: list[str] = []
        for cell in (child for child in row if child.tag in CELLS):
            _fill_spanned(cells, below)
            at, wide = len(cells), _span(cell, "colspan")
            cells += [_cell_text(cell), *[""] * (wide - 1)]
            below |= {column: _span(cell, "rowspan") - 1 for column in range(at, at + wide)}
        _fill_spanned(cells, below)
        line = "\t".join(cells).rstrip()
        if line:
            yield line


def _fill_spanned(cells: list[str], below: dict[int, int]) -> None:
    while below.get(len(cells), 0) > 0:
        below[len(cells)] -= 1
        cells.append("")


def _span(cell: HtmlElement, name: str) -> int:
    digits = cell.get(name, "1").strip()
    return min(max(int(digits), 1), _WIDEST) if digits.isascii() and digits.isdecimal() else 1


def _cell_text(cell: HtmlElement) -> str:
    """Return a cell's text on one line: breaks amid Chinese are nothing (脆李基地⏎建设), paragraphs a space apart."""
    for mark in cell.iterdescendants("br"):
        mark.tail = "\n" + (mark.tail or "")
        mark.tag = "span"
    return " ".join(line.replace("\t", " ") for line in render(cell, ""))

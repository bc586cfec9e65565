"""Word documents made for the tests, with what python-docx cannot write put in as XML."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
from docx.document import Document
from docx.oxml import parse_xml

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)

Part = Callable[[Document], None]


def paragraph(words: str, style: str | None = None) -> Part:
    return lambda document: document.add_paragraph(words, style)


def xml(inner: str) -> Part:
    """Return a part of a body in WordprocessingML, such as a paragraph <w:p>."""

    def add(document: Document) -> None:
        opening, _, rest = inner.partition(">")
        document.element.body.insert(-1, parse_xml(f"{opening} {_NAMES}>{rest}"))

    return add


def table(rows: Sequence[Sequence[str]], *, merge: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()) -> Part:
    """Return a table; ``merge`` are the corners (row, column) of cells that are one."""

    def add(document: Document) -> None:
        made = document.add_table(len(rows), len(rows[0]))
        for cells, words in zip(made.rows, rows, strict=True):
            for cell, one in zip(cells.cells, words, strict=True):
                cell.text = one
        for first, last in merge:
            made.cell(*first).merge(made.cell(*last))

    return add


def running_head(words: str) -> Part:
    return lambda document: setattr(document.sections[0].header.paragraphs[0], "text", words)


def word(*parts: Part) -> bytes:
    document = docx.Document()
    for part in parts:
        part(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()

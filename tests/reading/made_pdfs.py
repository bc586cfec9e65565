"""PDF files made for the tests: bulletins as word processors print them, tables, pictures of pages, locked files."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib import colors, pdfencrypt
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

BODY = ParagraphStyle("body", fontName=FONT, fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK")
TITLE = ParagraphStyle("title", fontName=FONT, fontSize=20, leading=30, alignment=TA_CENTER, wordWrap="CJK")
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=11, leading=15, wordWrap="CJK")
RUNNING_HEAD = "平川县水利局文件"


def title(words: str) -> Flowable:
    return Paragraph(words, TITLE)


def paragraph(words: str) -> Flowable:
    return Paragraph(words, BODY)


def gap() -> Flowable:
    return Spacer(1, 18)


def page_break() -> Flowable:
    return PageBreak()


def table(rows: Sequence[Sequence[str]], widths: Sequence[int], *, ruled: bool) -> Flowable:
    """Return a table whose columns are so many mm wide; longer cells are set on several lines."""
    style = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    cells = [[Paragraph(words, CELL) for words in row] for row in rows]
    return Table(cells, [width * mm for width in widths], style=TableStyle(style))


def picture() -> Flowable:
    """Return a picture of a whole page, as a scanner makes it."""

    class _Scan(Flowable):
        def wrap(self, *_: float) -> tuple[float, float]:
            return 150 * mm, 220 * mm

        def draw(self) -> None:
            from PIL import Image
            from reportlab.lib.utils import ImageReader

            self.canv.drawImage(ImageReader(Image.new("L", (60, 88), 200)), 0, 0, 150 * mm, 220 * mm)

    return _Scan()


def pdf(*story: Flowable, furniture: bool = True, password: str | None = None) -> bytes:
    """Return a PDF file; ``furniture`` are a running head and page numbers."""

    def around(canvas: Canvas, document: SimpleDocTemplate) -> None:
        if furniture:
            canvas.setFont(FONT, 10)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, RUNNING_HEAD)
            canvas.drawCentredString(A4[0] / 2, 12 * mm, f"— {document.page} —")

    file = io.BytesIO()
    lock = None if password is None else pdfencrypt.StandardEncryption(password, canPrint=1)
    made = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=28 * mm,
        rightMargin=26 * mm,
        topMargin=25 * mm,
        bottomMargin=25 * mm,
        encrypt=lock,
    )
    made.build(list(story), onFirstPage=around, onLaterPages=around)
    return file.getvalue()

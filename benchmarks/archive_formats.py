"""A bulletin as the files in which archives keep it: text in the usual charsets, portal pages, Word, PDF."""

from __future__ import annotations

import html
import io
import random
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "gb18030", "utf-16")
_FONT = "STSong-Light"  # one of the fonts that every PDF reader brings along
_SIZE, _LEADING, _WIDTH = 12, 20, 38  # points, points, Chinese characters
_PAGES = (
    """<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_{publisher}</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/xw/">新闻中心</a><a href="/gk/">政务公开</a></div>
<div class="article"><h1>{title}</h1><div class="info">发布时间：{published}  来源：{publisher}</div>
<div class="content">{paragraphs}</div></div>
<div class="side"><h3>相关链接</h3><ul><li><a href="1.html">县政府召开常务会议</a></li></ul></div>
<div class="footer">版权所有 网站标识码 京ICP备00000000号</div></body></html>""",
    """<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>{title}</title>
<style>body{{font:14px}}</style><script>var a = 1;</script></head><body>
<table width="980"><tr><td>当前位置：<a href="/">首页</a> &gt; <a href="/dt">工作动态</a></td></tr></table>
<table width="980" id="main"><tr><td align="center"><b>{title}</b></td></tr>
<tr><td align="center">发布时间：{published}  来源：{publisher} 【字体：<a>大</a> <a>中</a> <a>小</a>】</td></tr>
<tr><td id="zoom">{paragraphs}</td></tr></table>
<table width="980"><tr><td>主办：{publisher} 【打印本页】【关闭窗口】</td></tr></table></body></html>""",
)


def as_text(text: str, chance: random.Random) -> bytes:
    """Return a text file in one of the usual charsets."""
    return text.encode(chance.choice(ENCODINGS))


def as_page(text: str, chance: random.Random) -> bytes:
    """Return a page of a government portal, in the charset that it declares."""
    title, source, *lines = text.rstrip("\n").split("\n")
    published, _, publisher = source.removeprefix("发布时间：").partition("  来源：")
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    charset, encoding = chance.choice((("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gbk", "gb18030")))
    words = {"title": html.escape(title), "publisher": publisher, "published": published, "charset": charset}
    return chance.choice(_PAGES).format(**words, paragraphs=paragraphs).encode(encoding)


def as_word(text: str, chance: random.Random) -> bytes:  # noqa: ARG001
    """Return a Word document, a paragraph for each line."""
    document = Document()
    for line in text.rstrip("\n").split("\n"):
        document.add_paragraph(line)
    packed = io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as file:
        return as_zip((name, file.read(name)) for name in file.namelist())


def as_zip(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip file of names and bytes, without the time of day, which would make it another file every time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, data in members:
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def as_pdf(text: str, chance: random.Random) -> bytes:  # noqa: ARG001
    """Return a PDF with a text layer; its lines are wrapped as on paper."""
    return draw_pdf(text, None)


def draw_pdf(text: str, password: str | None) -> bytes:
    """Return a PDF, locked when there is a password."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    packed = io.BytesIO()
    lock = None if password is None else StandardEncryption(password)
    canvas = Canvas(packed, pagesize=A4, encrypt=lock, invariant=1)
    wrapped = [row for line in text.rstrip("\n").split("\n") for row in _wrap(line)]
    per_page = 36
    for first in range(0, len(wrapped), per_page):
        canvas.setFont(_FONT, _SIZE)
        for row, line in enumerate(wrapped[first : first + per_page]):
            canvas.drawString(60, A4[1] - 60 - row * _LEADING, line)
        canvas.showPage()
    canvas.save()
    return packed.getvalue()


def _wrap(line: str) -> Iterator[str]:
    """Yield the rows of a paragraph, each as wide as the page allows; figures are half as wide as characters."""
    begin = 0
    width = 0.0
    for at, character in enumerate(line):
        width += 0.5 if character.isascii() else 1
        if width > _WIDTH:
            yield line[begin:at]
            begin, width = at, 0.5 if character.isascii() else 1
    yield line[begin:]


def scanned_pdf() -> bytes:
    """Return a PDF whose only page is a picture."""
    packed = io.BytesIO()
    canvas = Canvas(packed, pagesize=A4, invariant=1)
    canvas.setFillGray(0.8)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.showPage()
    canvas.save()
    return packed.getvalue()


FORMATS: Mapping[str, Callable[[str, random.Random], bytes]] = {
    ".txt": as_text,
    ".html": as_page,
    ".docx": as_word,
    ".pdf": as_pdf,
}

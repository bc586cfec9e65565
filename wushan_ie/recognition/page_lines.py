"""One line of a page to its role: furniture, caption, heading, running text, or short and left to its neighbours."""

from __future__ import annotations

import re
from typing import NamedTuple

from wushan_ie.reading.header_form import GAP
from wushan_ie.recognition.layout_form import Layout

_LONGEST_FURNITURE = 120  # characters, as are the next
_LONGEST_LED_CAPTION = 160
_LONGEST_CAPTION = 80
_LONGEST_HEADING = 50
_LONGEST_SHORT = 80
_STOPS = "。；"
_OPEN_ENDS = "。；;，,、"  # a line that ends so is a sentence or goes on
_NUMERAL = "[一二三四五六七八九十]"
_LIST_SIGN = re.compile(
    rf"(?:第[一二三四五六七八九十百零〇0-9]{{1,4}}(?:章|编|篇(?!章)|部分|[节条](?={GAP}))"
    # 一、二产业 and 三、四月份 are no headings, 一、三农工作 is one
    rf"|{_NUMERAL}{{1,3}}[、.．](?!{_NUMERAL}{{1,2}}(?:[、月级季产号线代期]|年级))"
    rf"|[（(]{_NUMERAL}{{1,3}}[)）]|[（(]?[0-9０-９]{{1,2}}[)）]"
    r"|[0-9０-９]{1,2}(?:、|[.．](?![0-9０-９]))(?![0-9]{1,2}[、号栋楼日月#])"
    rf"|(?P<levels>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}(?={GAP}+[\u4e00-\u9fff]{{2,12}}\Z))"
    rf"|[①-⑳❶-❿⑴-⒇⒈-⒛●◆■▲★▪◎※]){GAP}*+"
)
_TABLE_ROW = re.compile(r"\s\S*[0-9０-９]|\s.*\s")


class Line(NamedTuple):
    """A line, or a part of one, with its role; ``short`` is a role still open, ``signed`` that a sign stands first."""

    role: str
    start: int
    end: int
    content: int
    signed: bool = False


def sort_line(words: str, start: int, layout: Layout) -> Line:
    """Return the role of a line without its outer spaces, ``start`` being the offset of its first character."""
    end = start + len(words)
    if len(words) <= _LONGEST_FURNITURE and words[-1] not in _STOPS and _is_furniture(words, layout):
        return Line("furniture", start, end, start)
    sign = _LIST_SIGN.match(words)
    if sign and sign.end() < len(words):
        role = "heading" if _is_heading(words, sign.end()) else "body"
        return Line(role, start, end, start + sign.end(), signed=True)
    if len(words) <= _LONGEST_LED_CAPTION:
        content = _caption(words, layout)
        if content is not None:
            return Line("caption", start, end, start + content, signed=content > 0)
    role = "short" if _is_short(words) else "body"
    return Line(role, start, end, start)


def has_levels(words: str) -> bool:
    """Tell whether the line is a heading of a numbered outline: 1.1 编制目的.

    >>> has_levels("1.1 编制目的"), has_levels("1.5 万亩油菜花开了。")
    (True, False)
    """
    sign = _LIST_SIGN.match(words)
    return sign is not None and sign["levels"] is not None


def _is_furniture(words: str, layout: Layout) -> bool:
    return bool(layout.furniture.match("".join(words.split())) or layout.notice.search(words))


def _is_heading(words: str, content: int) -> bool:
    return (
        len(words) - content <= _LONGEST_HEADING
        and words[-1] not in _OPEN_ENDS
        and not any(stop in words for stop in _STOPS)
    )


def _caption(words: str, layout: Layout) -> int | None:
    """Return where the words of a caption begin behind its sign, or None for what is no caption."""
    led = layout.led_caption.match(words)
    if led:
        return led.end()
    if len(words) > _LONGEST_CAPTION:
        return None
    signed = layout.signed_caption.match(words)
    if signed and _is_caption_text(words, signed):
        return signed.end()
    figure = layout.figure.match(words)
    if figure and not _TABLE_ROW.search(figure["words"]):
        return figure.start("words")
    return 0 if layout.credit.search(words) else None


def _is_caption_text(words: str, sign: re.Match[str]) -> bool:
    """Tell whether a caption follows the sign: one sentence; with a stop (图1 新桥。) only behind a mark or space."""
    text = words[sign.end() :]
    marked = sign["mark"] or sign["mark_of_word"]
    closed = text.rstrip("）)】]")
    return closed != "" and not any(stop in closed[: -1 if marked else None] for stop in _STOPS)


def _is_short(words: str) -> bool:
    return len(words) <= _LONGEST_SHORT and words[-1] not in _OPEN_ENDS + ":：" and not any(s in words for s in _STOPS)

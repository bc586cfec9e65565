"""Lines as they stand on pages to paragraphs: furniture dropped, lines that a sentence runs over joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# Of a page's height: running heads and feet stand within the first and last parts, page numbers also a bit farther in.
_EDGE = 0.08
_FOOT = 0.12
_PAGE_NUMBER = re.compile(
    r"[-—–－~·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–－~·.\s]*"
)
_DIGITS = re.compile(r"\d+")
_WIDE = 0.6  # of the text's width: a line so long tells where the margins are
_RAGGED = 3  # characters that a full line may be short of: 1234.56万元 moves to the next line whole
_INDENT = 0.8  # characters: a line that begins farther in begins a paragraph
_LARGE = 1.15  # times the size of the text: a title
_CENTRED = 1.5  # characters off the middle
_LOOSE = 1.6  # times the usual distance of lines: a gap between paragraphs
_WORD = re.compile(r"[A-Za-z]")


class Line(NamedTuple):
    """A line of a page, or the row of a table on it; lengths are points, ``top`` counts down from the page's top."""

    text: str
    left: float
    right: float
    top: float
    size: float
    row: bool = False


class Page(NamedTuple):
    """The lines of a page from its top down, and its measures in points."""

    width: float
    height: float
    lines: tuple[Line, ...]


class _Measure(NamedTuple):
    """Where the text of a page begins and ends, the size of its characters, the usual distance of its lines."""

    left: float
    right: float
    size: float
    distance: float
    middle: float


def join_pages(pages: Sequence[Page]) -> list[str]:
    """Return the paragraphs, titles and rows of pages, without running heads and page numbers."""
    paragraphs: list[str] = []
    before: Line | None = None
    last_page: Page | None = None
    for page in _without_furniture(pages):
        measure = _measure(page)
        for line in page.lines:
            same = last_page is page
            if before is not None and _goes_on(before, line, measure, same_page=same):
                paragraphs[-1] = join(paragraphs[-1], line.text)
            else:
                paragraphs.append(line.text)
            before, last_page = line, page
    return paragraphs


def join(first: str, second: str) -> str:
    """Return two lines as one; only words of letters need a space between.

    >>> join("投入资金12", "34万元"), join("World", "Bank")
    ('投入资金1234万元', 'World Bank')
    """
    spaced = _WORD.match(second) and _WORD.match(first[-1:])
    return f"{first} {second}" if spaced else first + second


def _without_furniture(pages: Sequence[Page]) -> Iterator[Page]:
    marks = Counter(mark for page in pages for mark in {_mark(line, page) for line in page.lines} if mark)
    often = {mark for mark, count in marks.items() if count > 1 and 2 * count >= len(pages)}
    for page in pages:
        kept = (line for line in page.lines if _mark(line, page) not in often and not _is_page_number(line, page))
        yield page._replace(lines=tuple(kept))


def _mark(line: Line, page: Page) -> tuple[str, int] | None:
    """Return what a line at the edge has in common with those on other pages: its words without figures, its place."""
    if line.row or _EDGE * page.height < line.top < (1 - _EDGE) * page.height:
        return None
    return _DIGITS.sub("#", line.text), round(line.top / 4)


def _is_page_number(line: Line, page: Page) -> bool:
    within = _EDGE * page.height < line.top < (1 - _FOOT) * page.height
    return not (line.row or within) and _PAGE_NUMBER.fullmatch(line.text) is not None


def _measure(page: Page) -> _Measure:
    lines = [line for line in page.lines if not line.row]
    if not lines:
        return _Measure(0, page.width, 1, page.height, page.width / 2)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    wide = [line for line in lines if line.right - line.left >= _WIDE * (right - left)] or lines
    sizes: Counter[float] = Counter()
    for line in wide:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0]
    body = [line for line in wide if line.size <= _LARGE * size]
    running = [(high, low) for high, low in pairwise(lines) if high in body and low.size == high.size]
    steps = Counter(round(low.top - high.top) for high, low in running)
    distance = steps.most_common(1)[0][0] if steps else 2 * size
    return _Measure(min(one.left for one in body), max(one.right for one in body), size, distance, page.width / 2)


def _goes_on(before: Line, line: Line, measure: _Measure, *, same_page: bool) -> bool:
    """Tell whether a line is the rest of the one before it."""
    if before.row or line.row:
        return False
    if before.size > _LARGE * measure.size or line.size > _LARGE * measure.size:
        return (
            same_page
            and abs(before.size - line.size) < 1
            and _is_centred(before, measure)
            and _is_centred(line, measure)
        )
    if same_page and line.top - before.top > _LOOSE * measure.distance:
        return False
    full = before.right >= measure.right - _RAGGED * measure.size
    return full and line.left <= measure.left + _INDENT * measure.size


def _is_centred(line: Line, measure: _Measure) -> bool:
    return abs((line.left + line.right) / 2 - measure.middle) <= _CENTRED * line.size

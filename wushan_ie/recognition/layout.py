"""A page to its blocks: header, furniture, headings, captions, running text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from wushan_ie.reading.header import find_header
from wushan_ie.reading.header_line import HeaderLine
from wushan_ie.recognition.layout_form import Layout, compile_layout
from wushan_ie.recognition.page_lines import Line, has_levels, sort_line
from wushan_ie.recognition.sentences import find_sentences
from wushan_ie.records import Block

__all__ = ["Layout", "blocks_around", "closed_spans", "compile_layout", "find_blocks", "find_sentences"]

_MOST_TITLE_LINES = 4
_MOST_SUBTITLE_LINES = 2
_LONGEST_SUBTITLE = 30  # characters; a paragraph is longer or ends with a stop
_NOT_IN_SUBTITLE = re.compile(r"[，,！？!?：:0-9０-９|｜\t]|\s\s")
_SENTENCE_ENDS = "。！？；…”"
_PAGE_KINDS = frozenset({"header", "furniture"})


def find_blocks(text: str, layout: Layout) -> tuple[Block, ...]:
    """Return the blocks of the page in text order; every character but blank ones lies in exactly one.

    A run of lines of one role is one block; a heading, a caption and a line with a list sign begin a new one.
    """
    return blocks_around(text, find_header(text, layout.header), layout)


def blocks_around(text: str, header: Sequence[HeaderLine], layout: Layout) -> tuple[Block, ...]:
    """Return what ``find_blocks`` returns, of a page whose header lines ``find_header`` found."""
    lines = list(_lines(text, layout, header))
    return tuple(_blocks(_settle(text, lines)))


def closed_spans(blocks: Iterable[Block], kinds: Collection[str]) -> list[tuple[int, int]]:
    """Return the offsets in which no mention begins: blocks of ``kinds`` whole, of others the sign before the content.

    >>> closed_spans([Block("furniture", 0, 4, 0), Block("caption", 5, 13, 7)], {"header", "furniture"})
    [(0, 4), (5, 7)]
    """
    spans = ((block.start, block.end if block.kind in kinds else block.content) for block in blocks)
    return [span for span in spans if span[0] < span[1]]


def _lines(text: str, layout: Layout, found: Sequence[HeaderLine]) -> Iterator[Line]:
    headers = iter(found)
    header = next(headers, None)
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        words = line.strip()
        if words:
            begin = end - len(line.lstrip())
            if header is not None and header.start < end:
                yield from _around_header(text, begin, begin + len(words), (header.start, header.end), layout)
                header = next(headers, None)
            else:
                yield sort_line(words, begin, layout)
        start = end


def _around_header(text: str, start: int, end: int, header: tuple[int, int], layout: Layout) -> Iterator[Line]:
    """Yield a line that holds a header as up to three: title, header, text."""
    first, last = max(header[0], start), min(header[1], end)
    if before := text[start:first].rstrip():
        yield sort_line(before, start, layout)
    yield Line("header", first, first + len(text[first:last].rstrip()), first)
    if after := text[last:end].lstrip():
        yield sort_line(after, end - len(after), layout)


def _settle(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines with every role decided: short lines become titles, headings or running text."""
    outline = any(line.role == "heading" and has_levels(text[line.start : line.end]) for line in lines)
    at_top = True
    waiting: list[Line] = []
    for line in lines:
        if line.role == "short" or (at_top and line.role in _PAGE_KINDS):
            waiting.append(line)
        else:
            if waiting:
                yield from _decide(text, waiting, line, at_top=at_top)
                waiting = []
            at_top = at_top and line.role in _PAGE_KINDS
            bare_number = line.role == "caption" and text[line.start].isdecimal()
            yield line._replace(role="heading") if bare_number and outline else line
    yield from _decide(text, waiting, None, at_top=at_top)


def _decide(text: str, waiting: Sequence[Line], follower: Line | None, *, at_top: bool) -> Iterator[Line]:
    """Yield the lines that waited for ``follower``, the first line after them that is not short (None at the end)."""
    shorts = [line for line in waiting if line.role == "short"]
    if at_top:
        are_headings = follower is not None and len(shorts) <= _MOST_TITLE_LINES
    else:
        are_headings = (
            follower is not None
            and len(shorts) <= _MOST_SUBTITLE_LINES
            and _is_paragraph(text, follower)
            and not any(_is_no_subtitle(text, line) for line in shorts)
        )
    for line in waiting:
        role = "heading" if are_headings else "body"
        yield line._replace(role=role) if line.role == "short" else line


def _is_paragraph(text: str, line: Line) -> bool:
    long = line.end - line.start > _LONGEST_SUBTITLE
    return line.role == "body" and (long or text[line.end - 1] in _SENTENCE_ENDS)


def _is_no_subtitle(text: str, line: Line) -> bool:
    long = line.end - line.start > _LONGEST_SUBTITLE
    return long or _NOT_IN_SUBTITLE.search(text, line.start, line.end) is not None


def _blocks(lines: Iterable[Line]) -> Iterator[Block]:
    """Yield runs of lines of one role as one block."""
    run: Line | None = None
    for line in lines:
        if run is not None and run.role == line.role and not line.signed and line.role not in ("heading", "caption"):
            run = run._replace(end=line.end)
            continue
        if run is not None:
            yield Block(run.role, run.start, run.end, run.content)
        run = line
    if run is not None:
        yield Block(run.role, run.start, run.end, run.content)

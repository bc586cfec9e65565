"""The lines of a page to its title and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wushan_ie.reading.header import find_header
from wushan_ie.reading.header_form import HeaderForm

_STOP = re.compile("[。；！？]")
_PATH = re.compile("[>»›]|首页")
_MOST_TITLE_LINES = 3
_LONGEST_TITLE = 80  # characters


def cut_text(lines: Sequence[str], title: str, form: HeaderForm) -> tuple[str, ...]:
    """Return the lines of a page's main part without path, title and byline above the text and furniture below it."""
    headers = _header_lines(lines, form)
    begin = _behind_title(lines[: _opening(lines, headers, 0) + _MOST_TITLE_LINES], title) if title else 0
    opening = _opening(lines, headers, begin)
    begin = max([begin, *(at + 1 for at in headers if at < opening)])
    closing = max((at for at, line in enumerate(lines) if _STOP.search(line)), default=begin)
    end = next((at for at in range(max(begin, closing), len(lines)) if _is_furniture(lines[at], form)), len(lines))
    return tuple(lines[begin:end])


def _opening(lines: Sequence[str], headers: Sequence[int], begin: int) -> int:
    """Return the number of the first line with a sentence."""
    found = (at for at in range(begin, len(lines)) if at not in headers and _STOP.search(lines[at]))
    return next(found, len(lines))


def title_above_byline(lines: Sequence[str], form: HeaderForm) -> str:
    """Return the line above the byline that comes last in the lines above a text; empty when there is none.

    Old portals give every page the window title of the site, and set the title in bold.
    """
    headers = set(_header_lines(lines, form))
    firsts = [at for at in headers if at > 0 and at - 1 not in headers]
    title = lines[max(firsts) - 1] if firsts else ""
    return title if len(title) <= _LONGEST_TITLE and not _PATH.search(title) else ""


def _header_lines(lines: Sequence[str], form: HeaderForm) -> list[int]:
    """Return the numbers of the lines that are header all through."""
    found = {header.start for header in find_header("\n".join(lines), form)}
    return [at for at, start in enumerate(_starts(lines)) if start in found]


def _starts(lines: Sequence[str]) -> Iterator[int]:
    start = 0
    for line in lines:
        yield start
        start += len(line) + 1


def _behind_title(lines: Sequence[str], title: str) -> int:
    """Return the number of the line behind the last place where the title stands; it may take several lines."""
    wanted = _squeeze(title)
    for end in range(len(lines), 0, -1):
        for begin in range(max(0, end - _MOST_TITLE_LINES), end):
            if _squeeze("".join(lines[begin:end])) == wanted:
                return end
    return 0


def _is_furniture(line: str, form: HeaderForm) -> bool:
    label = form.pattern.match(line)
    if label is None or "\t" in line or _squeeze(label["label"]) not in form.delimiters:
        return False
    return bool(label["colon"]) or label.end() == len(line)


def _squeeze(words: str) -> str:
    return "".join(words.split())

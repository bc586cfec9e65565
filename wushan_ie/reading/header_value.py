"""The value behind a label of a page header, cut and checked by what the label promises."""

from __future__ import annotations

import re

from wushan_ie.reading.header_form import DATE_KEYS, GAP, HeaderForm
from wushan_ie.reading.iso_dates import match_date

DOCUMENT_NUMBER = re.compile(
    rf"[\u4e00-\u9fffA-Za-z]{{1,16}}+[〔\[［﹝（(【]{GAP}?\d{{4}}{GAP}?[〕\]］﹞）)】]{GAP}?(?:第{GAP}?)?\d{{1,5}}{GAP}?号"
)
_CELL_END = re.compile(rf"[|｜\t]|{GAP}{{2}}|{GAP}[^\s:：\d]{{1,8}}[:：]")
_TOKEN = re.compile(r"[^\s|｜；;，,]++")
_DIGIT = re.compile(r"\d")
_STOP = re.compile(r"[。！？；]")
_LIST = re.compile(r"[\d，,]")
_BRACKETS = "〔〕[]［］【】()（）"
_DASHES = "-—–－"
_LONGEST = {"index_number": 60, None: 80}  # characters; a longer value is running text
_LONGEST_OTHER = 40


def match_value(text: str, start: int, end: int, key: str | None, form: HeaderForm) -> tuple[str, int] | None:
    """Return the value of ``key`` that begins at ``start`` and where it ends, or None for what is no such value.

    An empty value is ``""``: nothing, a dash, or a word such as 无. Dates become ISO dates; one that the calendar does
    not know is empty too. ``end`` is where the next label or the line ends.
    """
    stop = _cell_end(text, start, end)
    if _is_void(text[start:stop], form.void):
        return "", stop
    if key in DATE_KEYS:
        return _match_date(text, start, end)
    if key == "document_number" and (number := DOCUMENT_NUMBER.match(text, start, end)):
        return number[0], number.end()
    if key in ("index_number", "document_number"):
        token = _TOKEN.match(text, start, end)
        stop = token.end() if token else start
    value = text[start:stop].strip()
    if len(value) > _LONGEST.get(key, _LONGEST_OTHER) or _STOP.search(value):
        return None
    if key in ("index_number", "document_number") and not _DIGIT.search(value):
        return None
    if key == "publisher" and (_LIST.search(value) or form.no_publisher.search(value)):
        return None
    return "" if key is None else value, start + len(text[start:stop].rstrip())


def _cell_end(text: str, start: int, end: int) -> int:
    cell = _CELL_END.search(text, start, end)
    return cell.start() if cell else end


def _is_void(value: str, void: frozenset[str]) -> bool:
    bare = value.strip().strip(_BRACKETS + _DASHES).strip()
    return not bare or bare in void


def _match_date(text: str, start: int, end: int) -> tuple[str, int] | None:
    found = match_date(text, start)
    if found:
        return (found[0], found[1]) if found[1] <= end else None
    token = _TOKEN.match(text, start, end)
    return ("", token.end()) if token and token[0][:4].isdecimal() else None

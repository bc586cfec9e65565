"""One line of a page to the fields of its header: label, value, and where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from wushan_ie.reading.header_form import CLOSING, DATE_KEYS, GAP, HeaderForm
from wushan_ie.reading.header_value import DOCUMENT_NUMBER, match_value
from wushan_ie.reading.iso_dates import match_date

_LEAD = re.compile(rf"(?:{GAP}|[|｜•·●◆■□▪★☆>*\-–—\ufeff])*+")
_CELL = re.compile(rf"(?:{GAP}|[|｜:：])*+")
_TAIL = re.compile(rf"(?:\s|[|｜{CLOSING}])*+")
_EDGE = re.compile(r"[\s|｜]")
_CLOSE = re.compile(f"[{CLOSING}]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_STOP = re.compile(r"[。！？；]")
_SURE_LENGTH = 3  # characters: a shorter label with nothing behind it (文号, 来源) may be a word of the text
_GLUED_LENGTH = 4  # characters: a label that may follow a value without a space (县政府发布时间：…)
_LONGEST_TITLE = 80
_LABELS_BEHIND_TITLE = 2
_LONGEST_BYLINE = 240  # characters of a title and the byline on its line
_AFTER_TIME = 8  # characters between a time and the first label: 2010-1-6 16:43 次浏览 分类：
LAST_RANK = 99


class Field(NamedTuple):
    """A label with its value; ``key`` is None where meta has none, ``value`` is empty where the page gives none.

    Fields that are ``certain`` make a header by themselves, others only beside those. ``waiting`` fields end their line
    without a value: it may stand on the next.
    """

    key: str | None
    rank: int
    value: str
    start: int
    end: int
    certain: bool = False
    waiting: bool = False


class HeaderLine(NamedTuple):
    """The part of a line that is header, and its fields in text order."""

    start: int
    end: int
    fields: tuple[Field, ...]

    @property
    def certain(self) -> bool:
        """Whether one of the fields makes a header by itself."""
        return any(field.certain for field in self.fields)


def parse_header_line(text: str, start: int, end: int, form: HeaderForm) -> HeaderLine | None:
    """Return the header in the line ``text[start:end]``, or None when it is no line of a header or byline."""
    opening = _behind(_LEAD, text, start, end)
    if not _may_be_header(text, opening, end, form):
        return None
    number = DOCUMENT_NUMBER.match(text, opening, end)
    if number and not text[number.end() : end].strip():
        field = Field("document_number", LAST_RANK, number[0], opening, number.end(), certain=True)
        return HeaderLine(start, end, (field,))
    labels = _find_labels(text, opening, end, form)
    fields = _find_fields(text, end, labels, form)
    date = _bare_date(text, opening, end, fields)
    if date is None and all(_squeeze(label["label"]) in form.delimiters for label in labels):
        return None
    return _bounded(text, (start, opening, end), ([date] if date else []) + fields)


def _may_be_header(text: str, opening: int, end: int, form: HeaderForm) -> bool:
    """Tell cheaply whether the line is worth a search: most lines of a text are not."""
    if form.pattern.match(text, opening, end) or match_date(text, opening):
        return True
    if end - opening > _LONGEST_BYLINE:
        return False
    colons = text.count("：", opening, end) + text.count(":", opening, end)
    return colons >= _LABELS_BEHIND_TITLE or DOCUMENT_NUMBER.match(text, opening, end) is not None


def _find_labels(text: str, start: int, end: int, form: HeaderForm) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for match in form.pattern.finditer(text, start, end):
        label = _squeeze(match["label"])
        if match["close"] and match["open"]:
            found.append(match)
        elif match["colon"]:
            glued = match.start() > start and not match["open"] and _HAN.match(text, match.start() - 1)
            if not glued or len(label) >= _GLUED_LENGTH:
                found.append(match)
        elif _stands_apart(text, match, start, end) and label not in form.weak:
            justified = len(match["label"]) > len(label)  # 文    号 is typeset as a label
            if found or justified or (label not in form.delimiters and len(label) >= _SURE_LENGTH):
                found.append(match)
    return found


def _stands_apart(text: str, match: re.Match[str], start: int, end: int) -> bool:
    left, right = match.start(), match.end("label")
    before = left == start or _EDGE.match(text, left - 1)
    return bool(before and (right == end or _EDGE.match(text, right))) and not match["open"] and not match["close"]


def _find_fields(text: str, end: int, labels: list[re.Match[str]], form: HeaderForm) -> list[Field]:
    ends = [label.start() for label in labels[1:]] + [end]
    fields = (_field(text, label, limit, form) for label, limit in zip(labels, ends, strict=False))
    return [field for field in fields if field is not None]


def _field(text: str, label: re.Match[str], limit: int, form: HeaderForm) -> Field | None:
    if label["open"] and not label["close"]:  # [来源:河阳在线]
        close = _CLOSE.search(text, label.end(), limit)
        limit = close.start() if close else limit
    begin = _behind(_CELL, text, label.end(), limit)
    name = _squeeze(label["label"])
    key, rank = form.keys.get(name, (None, LAST_RANK))
    found = match_value(text, begin, limit, key, form)
    if found is None:
        return None
    value, stop = found
    blank = not text[begin:limit].strip()
    marked = bool(label["colon"] or label["close"])
    sure = bool(value) or (marked and blank and len(name) >= _SURE_LENGTH)
    return Field(
        key=key,
        rank=rank,
        value=value,
        start=label.start(),
        end=stop,
        certain=key is not None and name not in form.weak and sure,
        waiting=blank,
    )


def _bare_date(text: str, opening: int, end: int, fields: list[Field]) -> Field | None:
    """Return the date that opens a byline: 2021-11-11 15:09 来源：…, or alone on its line with a time of day."""
    found = match_date(text, opening)
    if found is None or found[1] > end:
        return None
    day, stop, timed = found
    alone = timed and not text[stop:end].strip()
    if alone or (fields and 0 <= fields[0].start - stop <= _AFTER_TIME):
        return Field("published", LAST_RANK, day, opening, stop, certain=True)
    return None


def _bounded(text: str, line: tuple[int, int, int], fields: list[Field]) -> HeaderLine | None:
    """Return the fields with the bounds of the header in a line: start, where its words begin, end."""
    start, opening, end = line
    if not fields:
        return None
    title = text[opening : fields[0].start].strip()
    if title:
        dates = [field for field in fields if field.key in DATE_KEYS and field.certain]
        if len(fields) < _LABELS_BEHIND_TITLE or not dates or len(title) > _LONGEST_TITLE or _STOP.search(title):
            return None
        start = fields[0].start
    stop = max(field.end for field in fields)
    return HeaderLine(start, _behind(_TAIL, text, stop, end), tuple(fields))


def _behind(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start


def _squeeze(label: str) -> str:
    return "".join(label.split())

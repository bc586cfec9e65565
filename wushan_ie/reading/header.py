"""The header of a government page and the byline of a report: where they stand, and the meta they give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wushan_ie.reading.header_form import DATE_KEYS, META_KEYS, HeaderForm, compile_header
from wushan_ie.reading.header_line import Field, HeaderLine, parse_header_line
from wushan_ie.reading.header_value import match_value

__all__ = ["HeaderForm", "compile_header", "find_header", "read_header", "read_meta"]

_LONGEST_LINE = 600  # characters of a line that are looked at; what follows is text
_SHAPED_KEYS = frozenset({"index_number", "document_number", *DATE_KEYS})  # a value of theirs is known by its shape
_WORD = re.compile(r"\w")


def read_header(text: str, form: HeaderForm) -> dict[str, str]:
    """Return the meta of the page: the keys of META_KEYS that it gives, in that order, dates as ISO dates.

    Of several labels of one key the first of the table counts, of one label repeated the first that has a value.
    """
    return read_meta(find_header(text, form))


def read_meta(lines: Iterable[HeaderLine]) -> dict[str, str]:
    """Return what ``read_header`` returns, of the lines that ``find_header`` found."""
    fields = [field for line in lines for field in line.fields if field.value]
    best: dict[str, Field] = {}
    for field in fields:
        if field.key is not None and (field.key not in best or field.rank < best[field.key].rank):
            best[field.key] = field
    return {key: best[key].value for key in META_KEYS if key in best}


def find_header(text: str, form: HeaderForm) -> tuple[HeaderLine, ...]:
    """Return the header lines of the page in text order; only its top and its bottom are looked at."""
    spans = [*_lines(text, 0, form.top)]
    before_bottom = max(form.top, len(text) - form.bottom) - 1  # what stands there ends a line or is amid one
    spans += [span for span in _lines(text, before_bottom, len(text)) if span[0] > before_bottom]
    parsed = [parse_header_line(text, start, end, form) for start, end in spans]
    _add_values_of_next_line(text, spans, parsed, form)
    return tuple(_groups_with_a_certain_field(parsed))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the lines of words that begin in ``start`` to ``end``, their length bounded."""
    for line in text[start : end + _LONGEST_LINE].splitlines(keepends=True):
        if start >= end:
            return
        if _WORD.search(line):
            yield start, start + min(len(line.rstrip()), _LONGEST_LINE)
        start += len(line)


def _add_values_of_next_line(
    text: str, spans: list[tuple[int, int]], parsed: list[HeaderLine | None], form: HeaderForm
) -> None:
    """Give a label that ends its line the value on the next: 发文字号： / 平政发〔2024〕7号."""
    for place in range(1, len(parsed)):
        before, line = parsed[place - 1], parsed[place]
        if before is None or line is not None or not before.fields[-1].waiting:
            continue
        key = before.fields[-1].key
        start, end = spans[place]
        begin = end - len(text[start:end].lstrip())
        found = match_value(text, begin, end, key, form)
        if found is None or found[1] != end or (key is not None and not found[0]):
            continue
        if key in _SHAPED_KEYS or _follows_a_label(parsed, place):
            field = Field(key, before.fields[-1].rank, found[0], begin, end, certain=key is not None)
            parsed[place] = HeaderLine(start, end, (field,))


def _follows_a_label(parsed: list[HeaderLine | None], place: int) -> bool:
    """Tell whether a label comes next too: a title after the last, empty label is no value of it."""
    return place + 1 < len(parsed) and parsed[place + 1] is not None


def _groups_with_a_certain_field(parsed: list[HeaderLine | None]) -> Iterator[HeaderLine]:
    group: list[HeaderLine] = []
    for line in [*parsed, None]:
        if line is not None:
            group.append(line)
            continue
        if any(member.certain for member in group):
            yield from group
        group = []

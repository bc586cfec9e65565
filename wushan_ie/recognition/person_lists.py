"""Names in lists that say that they are people: 罗显、冉波桥等3人, without a title before them."""

from __future__ import annotations

from collections.abc import Iterator

from wushan_ie.recognition.person_edges import STRONG, left_edge
from wushan_ie.recognition.person_evidence import is_likely
from wushan_ie.recognition.person_names import is_open_name, is_sure_given
from wushan_ie.recognition.person_page import Page, is_name
from wushan_ie.recognition.person_spans import Found, claim

_JOINS = ("、", "和", "与", "及")


def find_counted(page: Page, found: Found) -> None:
    """罗显、冉波桥等3人, 罗显和冉波桥等同志: two names and more before a count of people."""
    starts = {end: start for start, (end, _) in found.items()}
    for tail in page.grammar.cues.counted.finditer(page.text):
        spans = list(_read_backward(page, starts, tail.start()))
        if len(spans) < 2:
            continue
        for start, end in spans:
            if start not in found and claim(page, found, (start, end), "person-counted"):
                starts[end] = start


def _read_backward(page: Page, starts: dict[int, int], end: int) -> Iterator[tuple[int, int]]:
    start = _item_start(page, starts, end)
    while start is not None:
        yield start, end
        end = start - 1
        start = _item_start(page, starts, end) if page.text[end : end + 1] in _JOINS else None


def _item_start(page: Page, starts: dict[int, int], end: int) -> int | None:
    """Return where the item of a list begins that ends there, when it is a name."""
    if end in starts:
        return starts[end]
    for start in (end - 3, end - 2, end - 4):
        if start < 0 or page.text[start:end] in page.grammar.words.powers:
            continue
        shaped = is_name(page, start, end) or (is_open_name(page, start, end) and is_sure_given(page, start, end))
        begins = page.text[start - 1 : start] in _JOINS or left_edge(page, start) >= STRONG
        if shaped and begins and is_likely(page, start, end):
            return start
    return None

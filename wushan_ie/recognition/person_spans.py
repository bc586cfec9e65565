"""The names found so far in a text: which characters they hold and which rule made them."""

from __future__ import annotations

from wushan_ie.recognition.person_page import Page

Found = dict[int, tuple[int, str]]  # start -> end, rule


def claim(page: Page, found: Found, span: tuple[int, int], rule: str) -> bool:
    """Enter a name unless one of its characters is taken; say whether it was entered."""
    start, end = span
    if any(page.busy[start:end]):
        return False
    page.busy[start:end] = b"\x02" * (end - start)
    found[start] = (end, rule)
    return True

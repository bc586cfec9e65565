"""A text with what is known of it, and what in it can be a name by its characters alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wushan_ie.recognition.person_grammar import HAN, PersonGrammar
from wushan_ie.recognition.titles import TitleSpan

_HAN = re.compile(f"[{HAN}]")
BEGIN, INSIDE = 1, 2  # marks of the characters of what may be a place
_ORDER, _BORN = frozenset("二八十"), frozenset("小老阿")  # 汪小八: the eighth child
_WORK = re.compile(r"《[^《》\n]{1,60}》")  # the name of a work holds no person: 《刘三姐》


@dataclass(frozen=True, slots=True)
class Page:
    """A text and what is known of it: titles by start and end, word starts, which characters are taken."""

    text: str
    grammar: PersonGrammar
    titles: Sequence[TitleSpan]
    title_at: Mapping[int, TitleSpan]
    title_to: Mapping[int, TitleSpan]
    heads: frozenset[int]
    words: frozenset[int]
    busy: bytearray
    places: bytearray
    bodies: str


def read_page(
    text: str,
    grammar: PersonGrammar,
    titles: Sequence[TitleSpan],
    taken: Sequence[tuple[int, int]],
    places: Sequence[tuple[int, int]],
    words: Collection[int] | None,
) -> Page:
    """Gather what every step asks of a text; ``taken`` are spans that no name may touch, ``places`` likely ones."""
    busy = bytearray(len(text) + 1)
    for start, end in [*taken, *(match.span() for match in _WORK.finditer(text))]:
        busy[start:end] = b"\x01" * (end - start)
    return Page(
        text=text,
        grammar=grammar,
        titles=titles,
        title_at={title.start: title for title in titles},
        title_to={title.end: title for title in titles},
        heads=frozenset(title.head for title in titles),
        words=frozenset(words or ()),
        busy=busy,
        places=_marked(len(text), places),
        bodies="\n".join(text[start:end] for start, end in taken),
    )


def _marked(length: int, spans: Sequence[tuple[int, int]]) -> bytearray:
    """Mark the characters of spans, the first of each and those inside."""
    marks = bytearray(length + 1)
    for start, end in spans:
        marks[start:end] = bytes([BEGIN]) + bytes([INSIDE]) * (end - start - 1)
    return marks


def is_han(page: Page, at: int) -> bool:
    """Say whether a Chinese character stands at ``at``."""
    return _HAN.match(page.text, at) is not None


def is_open(page: Page, at: int) -> bool:
    """Say whether no word of the text's own runs on at ``at``: a mark, a space, the end, a taken span."""
    return at >= len(page.text) or page.busy[at] != 0 or not is_han(page, at)


def ends_seldom(page: Page, end: int) -> bool:
    """Say whether hardly any given name ends with the character before ``end``; 小八 and 老二 do."""
    text = page.text
    in_order = text[end - 1] in _ORDER and text[end - 2] in _BORN
    return text[end - 1] in page.grammar.shapes.seldom and not in_order


def surname_kind(page: Page, start: int) -> str:
    """Return what kind of surname begins at ``start``: compound, plain, risky, function, or "" for none."""
    text, shapes = page.text, page.grammar.shapes
    if text[start : start + 2] in shapes.compound:
        return "compound"
    char = text[start]
    if char in shapes.plain:
        return "plain"
    if char in shapes.risky:
        return "risky"
    return "function" if char in shapes.function else ""


def surname_length(page: Page, start: int) -> int:
    """Return how many characters the surname at ``start`` has, 0 for none."""
    return {"compound": 2, "": 0}.get(surname_kind(page, start), 1)


def is_given(page: Page, start: int, given: int, end: int) -> bool:
    """Say whether ``given`` to ``end`` can be a given name: free Chinese characters, no title, no common noun."""
    text, shapes = page.text, page.grammar.shapes
    for at in range(given, end):
        if page.busy[at] or at in page.heads or text[at] in shapes.never or not is_han(page, at):
            return False
    if start in page.heads or text[start:end] in shapes.not_names:
        return False
    return text[start] in shapes.plain or text[given : given + 2] not in shapes.nouns


def is_name(page: Page, start: int, end: int) -> bool:
    """Say whether the characters from ``start`` to ``end`` have the shape of a whole name."""
    if end > len(page.text) or any(page.busy[start:end]):
        return False
    shapes, given = page.grammar.shapes, start + surname_length(page, start)
    if start < given and 1 <= end - given <= 2 and is_given(page, start, given, end):
        return True
    name = page.text[start:end]
    if len(name) < 2 or name in shapes.not_names or shapes.unit.search(name) is None:
        return False
    return shapes.sounds >= set(name) or (len(name) <= 16 and shapes.dotted_whole.fullmatch(name) is not None)

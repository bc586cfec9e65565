"""Where a name that begins here ends: its shapes (王建国, 司马敬, 才让多杰, 叶尔肯·巴合提) and what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wushan_ie.recognition.person_grammar import HAN, PersonGrammar
from wushan_ie.recognition.titles import TitleSpan, find_titles

CLOSED, STRONG, WEAK, VERB, WORD, NOTHING = 5, 4, 3, 2, 1, 0  # what is seen behind a name, from sure to nothing
_HAN = re.compile(f"[{HAN}]")
_SPACED = re.compile(f"[{HAN}](?: {{1,4}}|\u3000{{1,2}})[{HAN}](?![{HAN}])")


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


@dataclass(frozen=True, slots=True)
class Need:
    """How sure the right edge must be for a plain surname, a risky one, and a preposition that is one too."""

    plain: int
    risky: int
    function: int
    also_words: int


@dataclass(frozen=True, slots=True)
class Name:
    """A possible name: its end, how sure its right edge is, and the kind of its first character."""

    end: int
    score: int
    kind: str


def read_page(text: str, grammar: PersonGrammar, taken: Sequence[tuple[int, int]], words: Sequence[int] | None) -> Page:
    """Gather what every step asks of a text; ``taken`` are spans that no name may touch."""
    titles = find_titles(text, grammar)
    busy = bytearray(len(text) + 1)
    for start, end in taken:
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
    )


def read_name(page: Page, start: int, need: Need) -> Name | None:
    """Return the name that begins at ``start`` when its right edge is as sure as ``need`` asks, else None."""
    best: Name | None = None
    for name in _candidates(page, start):
        if best is None or (name.score, name.end) > (best.score, best.end):
            best = name
    if best is None or best.score < getattr(need, best.kind):
        return None
    return best


def right_edge(page: Page, end: int) -> int:
    """Return how sure it is that a name ends at ``end``: a mark or a taken span, a verb, a particle, nothing.

    >>> from wushan_ie.recognition.person_names import CLOSED, STRONG
    >>> CLOSED > STRONG
    True
    """
    edge = _simple_edge(page, end)
    if edge != CLOSED and page.text[end] in page.grammar.edges.joined:
        return max(edge, _behind_joint(page, end + 1))
    return edge


def _simple_edge(page: Page, end: int) -> int:
    text, edges = page.text, page.grammar.edges
    if is_open(page, end):
        return CLOSED
    if end in page.title_at or edges.strong.match(text, end) or page.grammar.cues.photo.match(text, end):
        return STRONG
    if text[end] in edges.weak:
        return WEAK
    if text[end : end + 2] in edges.words or text[end + 1 : end + 2] in edges.aspects:
        return VERB
    return WORD if end in page.words else NOTHING


def is_open(page: Page, at: int) -> bool:
    """Say whether no word of the text's own runs on at ``at``: a mark, a space, the end, a taken span."""
    return at >= len(page.text) or page.busy[at] != 0 or not _HAN.match(page.text, at)


def left_edge(page: Page, start: int) -> int:
    """Return how sure it is that a name begins at ``start``."""
    if start == 0 or page.busy[start - 1] or not _HAN.match(page.text, start - 1) or start in page.title_to:
        return CLOSED
    left = page.grammar.edges
    if any(start >= length and page.text[start - length : start] in left.left for length in left.left_lengths):
        return STRONG
    if page.text[start - 1] in page.grammar.cues.byline_offices:
        return VERB
    return WORD if start in page.words else NOTHING


def is_name(page: Page, start: int, end: int) -> bool:
    """Say whether the characters from ``start`` to ``end`` have the shape of a whole name."""
    if end > len(page.text) or any(page.busy[start:end]):
        return False
    shapes, kind = page.grammar.shapes, _kind(page, start)
    size = 2 if kind == "compound" else 1
    if kind and 1 <= end - start - size <= 2 and _is_given(page, start, start + size, end):
        return True
    name = page.text[start:end]
    if shapes.dotted.match(name):
        return len(name) <= 16
    return (
        len(name) > 1 and name not in shapes.not_names and shapes.sounds >= set(name) and bool(shapes.unit.search(name))
    )


def names_to(page: Page, end: int) -> Iterator[int]:
    """Yield where a name that ends at ``end`` may begin, the longest first."""
    text, shapes = page.text, page.grammar.shapes
    for length in (4, 3, 2):
        start = end - length
        if start < 0 or any(page.busy[start:end]):
            continue
        kind = _kind(page, start)
        size = 2 if kind == "compound" else 1
        if kind and 1 <= length - size <= 2 and _is_given(page, start, start + size, end):
            yield start
    run = end
    while run > 0 and end - run < 8 and text[run - 1] in shapes.sounds and not page.busy[run - 1]:
        run -= 1
    for start in range(run, end - 1):
        if shapes.unit.search(text, start, end) and left_edge(page, start) >= WORD:
            yield start
            break


def _candidates(page: Page, start: int) -> Iterator[Name]:
    if is_open(page, start):
        return
    yield from _dotted(page, start)
    yield from _sounded(page, start)
    kind = _kind(page, start)
    if not kind:
        return
    size = 2 if kind == "compound" else 1
    for length in (1, 2):
        end = start + size + length
        if end <= len(page.text) and _is_given(page, start, start + size, end):
            yield Name(end, _score(page, start, start + size, end), _class(page, start, end, kind))
    if kind == "compound" and page.text[start] in page.grammar.shapes.plain:
        yield from _short_of_compound(page, start)
    if size == 1 and (spaced := _SPACED.match(page.text, start)) and not any(page.busy[start : spaced.end()]):
        yield Name(spaced.end(), CLOSED - 1, kind)


def _short_of_compound(page: Page, start: int) -> Iterator[Name]:
    """A two-character name whose letters are a compound surname (长孙, 东方) is bounded by a mark."""
    if is_open(page, start + 2):
        yield Name(start + 2, CLOSED, "risky")


def _kind(page: Page, start: int) -> str:
    text, shapes = page.text, page.grammar.shapes
    if text[start : start + 2] in shapes.compound:
        return "compound"
    char = text[start]
    if char in shapes.plain:
        return "plain"
    if char in shapes.risky:
        return "risky"
    return "function" if char in shapes.function else ""


def _class(page: Page, start: int, end: int, kind: str) -> str:
    if page.text[start:end] in page.grammar.shapes.also_words:
        return "also_words"
    return "plain" if kind == "compound" else kind


def _is_given(page: Page, start: int, given: int, end: int) -> bool:
    """Say whether ``given`` to ``end`` can be a given name: free Chinese characters, no title, no common noun."""
    text, shapes = page.text, page.grammar.shapes
    for at in range(given, end):
        if page.busy[at] or at in page.heads or text[at] in shapes.never or not _HAN.match(text, at):
            return False
    if start in page.heads or text[start:end] in shapes.not_names:
        return False
    return text[start] in shapes.plain or text[given:end] not in shapes.nouns


def _score(page: Page, start: int, given: int, end: int) -> int:
    """Return how sure the right edge is, less what speaks against such a name."""
    text, shapes = page.text, page.grammar.shapes
    score, last = right_edge(page, end), text[end - 1]
    if last in shapes.seldom:  # 闵柯说, 卜凡等
        score -= 3
    elif last in page.grammar.edges.joined and score == STRONG and _behind_joint(page, end) >= WEAK:  # 董凯和|村支书
        score -= 3
    longer, begins = end - start > 2 and given == start + 1, text[start : start + 2]
    if longer and begins in shapes.not_names:  # 高兴地, 周转房
        score -= 3 if last in shapes.given else 5
    elif longer and begins in shapes.also_words and last not in shapes.given:  # 文明号
        score -= 3
    elif last not in shapes.given:
        score -= score < CLOSED
    elif score <= VERB and all(char in shapes.given for char in text[given:end]):
        score += 1
    if end - start == 2 and text[start] in shapes.function:  # 来租, 和村
        score -= 2
    return score


def _sounded(page: Page, start: int) -> Iterator[Name]:
    """Names written by sound, without a dot: a run of sound characters that holds a known piece."""
    text, shapes = page.text, page.grammar.shapes
    end = start
    while end < len(text) and end - start < 8 and text[end] in shapes.sounds and not page.busy[end]:
        if end in page.heads and end > start:
            break
        end += 1
    # 马尕西木: a surname of its own and a name by sound
    first = text[start] in shapes.sounds or text[start] in shapes.plain
    for stop in range(end, start + 1, -1):
        if (
            first
            and text[stop - 1] not in shapes.never
            and text[start:stop] not in shapes.not_names
            and shapes.unit.search(text, start, stop)
        ):
            yield Name(stop, right_edge(page, stop), "plain" if stop - start > 2 else "risky")


def _dotted(page: Page, start: int) -> Iterator[Name]:
    """Names with a dot: the last part runs over sound characters, or to where a verb or a mark stands."""
    text, shapes = page.text, page.grammar.shapes
    match = shapes.dotted.match(text, start)
    if match is None or any(page.busy[start : match.end()]):
        return
    behind: list[Name] = []  # ends behind the run of sound characters: for parts that are written otherwise
    sounds = True
    for end in range(match.end() + 1, min(match.end() + 8, len(text) + 1)):
        if page.busy[end - 1] or not _HAN.match(text, end - 1):
            break
        sounds = sounds and text[end - 1] in shapes.sounds
        edge = right_edge(page, end)
        if sounds:
            yield Name(end, CLOSED + edge, "plain")
        elif edge >= STRONG and end - match.end() < 5:
            behind.append(Name(end, CLOSED + WORD, "plain"))
    yield from behind[:1]


def _behind_joint(page: Page, start: int) -> int:
    """Behind 和, 与 … a person or a body shows that a name ended; anything else does not (施成和|话音)."""
    text, shapes = page.text, page.grammar.shapes
    if start >= len(text) or page.busy[start] or start in page.title_at:
        return STRONG
    if text[start : start + 2] in shapes.nouns or text[start] in "他她我你其大全各":
        return WEAK
    ends = [end for end in (start + 2, start + 3, start + 4) if is_name(page, start, end)]
    edge = max((_simple_edge(page, end) for end in ends), default=NOTHING)
    return STRONG if edge >= STRONG else edge

"""What stands to the right and to the left of a name, from sure to nothing."""

from __future__ import annotations

import re

from wushan_ie.recognition.person_grammar import HAN
from wushan_ie.recognition.person_page import INSIDE, Page, is_han, is_name, is_open

CLOSED, STRONG, WEAK, VERB, WORD, NOTHING = 5, 4, 3, 2, 1, 0
_PART = re.compile(f"[-·•・‧－＿][{HAN}A-Za-z]")  # 史蒂夫-|史密斯: more of a foreign name follows
_COUNT = re.compile(r"[0-9０-９一二两三四五六七八九十百千万亿几][多余]?[^0-9０-９年月日时点号岁晚]{1,2}\Z")
_ANYBODY = frozenset("他她我你其大全各")  # 和|他, 与|大家


def right_edge(page: Page, end: int) -> int:
    """Return how sure it is that a name ends at ``end``: a mark or a taken span, a verb, a particle, nothing."""
    edge = _simple_edge(page, end)
    if edge != CLOSED and page.text[end] in page.grammar.edges.joined:
        return max(edge, behind_joint(page, end + 1))
    return edge


def _simple_edge(page: Page, end: int) -> int:
    text, edges = page.text, page.grammar.edges
    if is_open(page, end):
        return NOTHING if _PART.match(text, end) else CLOSED
    if end in page.title_at or edges.strong.match(text, end) or page.grammar.cues.photo.match(text, end):
        return STRONG
    if text[end] in edges.weak:
        return WEAK
    if text[end : end + 2] in edges.words or text[end + 1 : end + 2] in edges.aspects or is_completed(page, end):
        return VERB
    return WORD if end in page.words else NOTHING


def is_completed(page: Page, at: int) -> bool:
    """Say whether a verb of one character stands there with what completes it: 抢|到, 抹|起, 种|5亩."""
    edges, verb, following = page.grammar.edges, page.text[at], page.text[at + 1 : at + 2]
    if page.grammar.words.classes.get(verb) == "verb" and following in edges.complements:
        return True
    return verb in edges.before_numbers and is_counted(page, at + 1)


def is_counted(page: Page, at: int) -> bool:
    """Say whether a number begins there, or another taken span."""
    char = page.text[at : at + 1]
    return bool(char) and (page.busy[at] == 1 or char.isdecimal() or char in page.grammar.edges.numerals)


def left_edge(page: Page, start: int) -> int:
    """Return how sure it is that a name begins at ``start``."""
    if start > 0 and page.busy[start - 1] and _COUNT.search(page.text, max(0, start - 6), start):
        return NOTHING  # 50亩|姜毛收入, 10头|西门塔尔牛: what is counted
    if start == 0 or page.busy[start - 1] or not is_han(page, start - 1) or start in page.title_to:
        return CLOSED
    if page.places[start - 1] and page.places[start] != INSIDE:
        return STRONG  # 石桥村|王秀兰
    left = page.grammar.edges
    if any(start >= length and page.text[start - length : start] in left.left for length in left.left_lengths):
        return STRONG
    if page.text[start - 1] in page.grammar.cues.byline_offices:
        return VERB
    return WORD if start in page.words else NOTHING


def behind_joint(page: Page, start: int) -> int:
    """Return how sure a person or a body stands behind 和, 与 …; only that ends a name (not 孟德和|话音)."""
    text, shapes = page.text, page.grammar.shapes
    if start >= len(text) or page.busy[start] or start in page.title_at:
        return STRONG
    if text[start : start + 2] in shapes.nouns or text[start] in _ANYBODY:
        return WEAK
    ends = [end for end in (start + 2, start + 3, start + 4) if is_name(page, start, end)]
    edge = max((_simple_edge(page, end) for end in ends), default=NOTHING)
    return STRONG if edge >= STRONG else edge

"""What the names of a text show elsewhere in it: surnames with a title (牛支书), and the same names again."""

from __future__ import annotations

import re

from wushan_ie.recognition.occurrences import find_words
from wushan_ie.recognition.person_edges import CLOSED, STRONG, VERB, WEAK, WORD, left_edge, right_edge
from wushan_ie.recognition.person_evidence import is_sounded
from wushan_ie.recognition.person_grammar import POST
from wushan_ie.recognition.person_page import Page
from wushan_ie.recognition.person_spans import Found, claim
from wushan_ie.recognition.titles import TitleSpan

_BEFORE_TITLE = frozenset({"", "副", "总", "常务副", "副总"})
_CALLED = 3  # characters of a title by which one is called: 书记, 董事长; not 第一书记
_DOT = re.compile("[·•・‧．.]")


def find_surname_titles(page: Page, found: Found) -> None:
    """牛支书, 向镇长: the surname and the title are the mention."""
    surnames = {page.text[start] for start in found} | {page.text[start : start + 2] for start in found}
    for title in page.titles:
        after = page.text[title.start : title.end] in page.grammar.titles.after
        if (title.kind != POST and not after) or title.end in found:
            continue
        if page.text[title.start : title.head] not in _BEFORE_TITLE or title.end - title.head > _CALLED:
            continue
        for length in (2, 1):
            start = title.start - length
            if start >= 0 and _is_surname(page, start, title, surnames):
                claim(page, found, (start, title.end), "person-surname-title")
                break


def _is_surname(page: Page, start: int, title: TitleSpan, surnames: set[str]) -> bool:
    text, shapes = page.text, page.grammar.shapes
    surname, left = text[start : title.start], left_edge(page, start)
    if start > 0 and (page.busy[start - 1] == 2 or text[start - 1 : start + 1] in page.grammar.words.powers):
        return False  # 张三|任镇长, 有关|负责人
    if text[start : title.start + 1] in shapes.not_names or text[title.start - 1 : title.start + 1] in shapes.not_names:
        return False
    if is_sounded(page, start, title.start):
        return left >= WORD and surname in surnames  # 多杰|校长, who is 多杰才让
    if surname in shapes.compound or surname in shapes.plain:
        return left >= STRONG or (left >= WORD and surname in surnames)
    if surname in shapes.risky:
        if surname in surnames:
            return left >= STRONG
        return left >= STRONG and start not in page.title_to and right_edge(page, title.end) >= VERB
    return surname in shapes.function and surname in surnames and left == CLOSED


def find_nicknames(page: Page, found: Found) -> None:
    """村民老李说, 学生代表小陈: a surname behind 老 or 小, where a title announces it."""
    shapes, powers = page.grammar.shapes, page.grammar.words.powers
    for title in page.titles:
        start, end = title.end, title.end + 2
        name = page.text[start:end]
        known = name[:1] == "老" or (name[:1] == "小" and name not in powers)  # not 小麦
        if known and name[1:] in shapes.plain and right_edge(page, end) >= WEAK:
            claim(page, found, (start, end), "person-nickname")


def find_again(page: Page, found: Found) -> None:
    """A name that a context showed once is found wherever it stands, and so is the first part of one with a dot."""
    names = set()
    for start, (end, rule) in found.items():
        if rule != "person-surname-title":
            name = page.text[start:end]
            names.add(name)
            first = _DOT.split(name)[0]
            names |= {first} if len(first) > 2 else set()
    done = -1
    for start, end in find_words(page.text, names):
        if start != done and _stands_alone(page, start, end):
            claim(page, found, (start, end), "person-again")
            done = start


def _stands_alone(page: Page, start: int, end: int) -> bool:
    name, shapes = page.text[start:end], page.grammar.shapes
    if page.grammar.edges.not_before.match(page.text, end):
        return False
    if len(name) > 2 and name not in shapes.also_words:
        return True
    right, left = right_edge(page, end), left_edge(page, start)
    if name in shapes.also_words or name[0] in shapes.function:
        return left == CLOSED and right >= STRONG
    return right >= WEAK or (left >= STRONG and right >= VERB)

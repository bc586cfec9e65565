"""PERSON mentions: names that a title, a list, a byline or another context shows; never a surname alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from wushan_ie.recognition.person_contexts import (
    find_bylines,
    find_described,
    find_dotted,
    find_framed,
    find_introduced,
    find_kin,
    find_linked,
    find_photo_credits,
    find_speakers,
)
from wushan_ie.recognition.person_edges import (
    CLOSED,
    NOTHING,
    STRONG,
    VERB,
    WEAK,
    WORD,
    left_edge,
    right_edge,
)
from wushan_ie.recognition.person_evidence import enough_alone, find_by_evidence, find_sounded, is_sounded, weigh_name
from wushan_ie.recognition.person_grammar import POST, PersonGrammar
from wushan_ie.recognition.person_lists import find_counted
from wushan_ie.recognition.person_names import Name, Need, names_to, read_name
from wushan_ie.recognition.person_page import Page, is_name, is_open, read_page
from wushan_ie.recognition.person_repeats import find_again, find_nicknames, find_surname_titles
from wushan_ie.recognition.person_spans import Found, claim
from wushan_ie.recognition.titles import TitleSpan
from wushan_ie.records import Mention

_AFTER_POST = Need(
    plain=NOTHING, risky=VERB, function=WEAK, also_words=WEAK, open=VERB, named=WORD, least=-30, least_named=-56
)
_AFTER_ROLE = Need(
    plain=WORD, risky=WEAK, function=WEAK, also_words=CLOSED, open=CLOSED, named=VERB, least=-12, least_named=-42
)
_RUN_ON = Need(
    plain=WEAK, risky=CLOSED, function=CLOSED, also_words=CLOSED, open=CLOSED, named=CLOSED, least=20, least_named=20
)
_AFTER_MARK = Need(
    plain=WEAK, risky=STRONG, function=STRONG, also_words=CLOSED, open=CLOSED, named=STRONG, least=-12, least_named=-30
)
_IN_LIST = Need(
    plain=VERB, risky=WEAK, function=WEAK, also_words=STRONG, open=CLOSED, named=STRONG, least=-20, least_named=-30
)
_PLACE_BODIES = "村社镇乡街嘎县市区州旗省"  # 何塘村支书, 禄丰市委书记: what stands before is a place
_LEAST_BEFORE = -20  # points of a name before a title without a sure left edge
_EVERYDAY = 9  # the power of two of a word's frequency from which on it tells that what looks like a title is none
_OFFICES = "长记任"  # 局长|江涛, though 长江 is a word
_HOLDS = ("任", "当", "为", "是", "兼", "系")
_GAP = re.compile(r"[ \u3000]{0,3}(?P<colon>[:：])?[ \u3000]{0,3}")
_NEXT = re.compile(r"(?:[（(][^（）()\n]{1,12}[)）])?(?P<mark>、|以及|[和及与]|[ \u3000]{1,3}|)")


def find_persons(
    text: str,
    grammar: PersonGrammar,
    titles: Sequence[TitleSpan],
    taken: Sequence[tuple[int, int]],
    places: Sequence[tuple[int, int]],
    words: Collection[int] | None,
) -> list[Mention]:
    """Return the PERSON mentions of ``text`` in order.

    ``titles`` are what ``find_titles`` found in ``text``; ``taken`` spans that no name may touch (organizations,
    numbers); ``places`` what may be a place, which speaks against a name; ``words`` the offsets at which the
    segmenter's words begin, None without a segmenter.
    """
    page = read_page(text, grammar, titles, taken, places, words)
    found: Found = {}
    _find_behind_titles(page, found)
    find_bylines(page, found)
    find_introduced(page, found)
    find_described(page, found)
    find_framed(page, found)
    _find_before_titles(page, found)
    find_linked(page, found)
    find_photo_credits(page, found)
    find_speakers(page, found)
    find_kin(page, found)
    find_dotted(page, found)
    find_sounded(page, found)
    find_by_evidence(page, found)
    for start in sorted(found):
        _read_list(page, found, start, spaced=False)
    find_counted(page, found)
    find_nicknames(page, found)
    find_surname_titles(page, found)
    find_again(page, found)
    return [Mention("PERSON", start, end, text[start:end], rule) for start, (end, rule) in sorted(found.items())]


def _find_behind_titles(page: Page, found: Found) -> None:
    """县长张三; 副县长（挂职）张三; 记者 张三; 组长：张三; 联系人：某局张三."""
    words = page.grammar.titles
    for title in page.titles:
        start = title.end
        if (qualifier := words.qualifier.match(page.text, start)) is not None:
            start = qualifier.end()
        if page.text.startswith("的", start) and page.text[title.start - 1 : title.start] in _HOLDS:  # 任队长的张三
            start += 1
        gap = _GAP.match(page.text, start)
        if gap is None or (page.text[title.head : title.end] in words.label and not gap[0]):
            continue
        if not gap[0]:
            _read_behind(page, found, title, start)
            continue
        start = gap.end()
        while gap["colon"] and start < len(page.text) and page.busy[start] == 1:
            start += 1
        name = read_name(page, start, _AFTER_MARK) or _read_bounded(page, start)
        if name is not None and claim(page, found, (start, name.end), "person-label"):
            _read_list(page, found, start, spaced=True)


def _read_behind(page: Page, found: Found, title: TitleSpan, start: int) -> None:
    word, words = page.text[title.head : title.end], page.grammar.titles
    need = _AFTER_POST if title.kind == POST else _AFTER_MARK if word in words.verbs else _AFTER_ROLE
    across = page.grammar.words.powers.get(page.text[title.end - 1 : title.end + 1], 0)
    if across >= _EVERYDAY and word[-1] not in _OFFICES:
        need = _RUN_ON  # 泗门卫|星城
    elif need == _AFTER_ROLE and start > title.end and page.text[start - 1] == "的":
        need = _AFTER_MARK  # 当企业家的|兴致
    name = read_name(page, start, need)
    if name is not None and claim(page, found, (start, name.end), "person-title-before"):
        _read_list(page, found, start, spaced=word in words.byline)
    elif name is None and title.kind != POST and page.text.startswith(("“", "「", '"'), start):
        _find_brand(page, found, start + 1)


def _find_brand(page: Page, found: Found, start: int) -> None:
    """时代楷模“郝思源品牌”: a quoted name before one of a few words is a person all the same."""
    for end in (start + 4, start + 3, start + 2):
        known = is_name(page, start, end) and page.text[start:end] not in page.grammar.shapes.also_words
        if known and page.grammar.cues.brand.match(page.text, end):
            claim(page, found, (start, end), "person-brand")


def _read_list(page: Page, found: Found, start: int, *, spaced: bool) -> None:
    """甲、乙和丙; with ``spaced`` also 甲 乙 and 甲乙, as bylines have them."""
    while (following := _NEXT.match(page.text, found[start][0])) is not None:
        mark, start = following["mark"], following.end()
        if start in found or (mark.strip() == "" and not spaced):
            return
        name = _read_bounded(page, start) if mark else None
        if name is None and mark.strip():
            name = read_name(page, start, _IN_LIST)
        elif name is None:
            name = read_name(page, start, _AFTER_MARK)
        if name is None or not claim(page, found, (start, name.end), "person-list"):
            return


def _read_bounded(page: Page, start: int) -> Name | None:
    """A name that fills the room up to the next mark, whatever its characters are: 、和一、于是之."""
    for end in (start + 2, start + 3, start + 4):
        if is_open(page, end):
            return Name(end, CLOSED, "plain", 0) if is_name(page, start, end) else None
    return None


def _find_before_titles(page: Page, found: Found) -> None:
    """张三副县长; 张三同志."""
    words, edges = page.grammar.titles, page.grammar.edges
    called = {page.text[start : start + 2] for start, (end, _) in found.items() if end - start > 3}
    for title in page.titles:
        if title.kind != POST and page.text[title.start : title.end] not in words.after:
            continue
        if title.end in found or (title.start < title.head and title.text[0] in _PLACE_BODIES):
            continue
        for start in names_to(page, title.start):
            if page.text[title.start - 1] not in edges.body_ends and _begins_here(page, start, title, called):
                claim(page, found, (start, title.start), "person-title-after")
                break


def _begins_here(page: Page, start: int, title: TitleSpan, called: set[str]) -> bool:
    shapes, left = page.grammar.shapes, left_edge(page, start)
    weight = 0 if is_sounded(page, start, title.start) else weigh_name(page, start, title.start)
    if weight >= enough_alone(page):
        return True
    if page.text[start : title.start] in called:  # 多杰|校长, who is 多杰才让
        return False
    if page.text[title.start - 1] in shapes.seldom or weight < (
        _AFTER_POST.least if left >= STRONG else _LEAST_BEFORE
    ):  # 时间是|校长定的, 和离任|村干部
        return False
    if page.text[start : title.start] in shapes.also_words:
        return left == CLOSED and right_edge(page, title.end) >= WEAK
    if page.text[start] in shapes.plain or title.start - start > 3:
        return left >= (WORD if title.start - start > 2 else STRONG)
    return left == CLOSED or (left == STRONG and title.start - start > 2)

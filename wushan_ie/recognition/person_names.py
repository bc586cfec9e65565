"""Where a name that begins here ends: its shapes (王建国, 司马敬, 扎西才旦, 塔依尔·努尔江) and what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from wushan_ie.recognition.person_edges import (
    CLOSED,
    NOTHING,
    STRONG,
    VERB,
    WEAK,
    WORD,
    behind_joint,
    is_completed,
    is_counted,
    left_edge,
    right_edge,
)
from wushan_ie.recognition.person_evidence import weigh_name
from wushan_ie.recognition.person_grammar import HAN, SOUNDED
from wushan_ie.recognition.person_page import Page, ends_seldom, is_given, is_han, is_open, surname_kind, surname_length

_SPACED = re.compile(f"[{HAN}](?: {{1,4}}|\u3000{{1,2}})[{HAN}](?![{HAN}])")
_COMMON = 7  # the power of two of a common word's frequency
_SELDOM = 5  # ... of a word that hardly occurs
_SHORTEST_SOUND = 3  # characters of a name by sound in which no piece is known
_USUAL, _EVERYDAY = 11, 13  # the powers of two from which on a character is an everyday verb, or noun
_PREPOSITIONS = frozenset("从由向为")
_PART = 7  # characters of the longest part behind a dot


class Need(Struct, frozen=True, gc=False):
    """How sure the right edge must be for a plain surname, a risky one, a preposition that is one too, and any other.

    ``named`` is for any other before the character of a given name. ``least`` is what the evidence and the edge must
    reach together, in points of the table, ``least_named`` what it is for these.
    """

    plain: int
    risky: int
    function: int
    also_words: int
    open: int
    named: int
    least: int
    least_named: int


class Name(Struct, frozen=True, gc=False):
    """A possible name: its end, how sure its right edge is, the kind of its first character, and its evidence."""

    end: int
    score: int
    kind: str
    weight: int


def read_name(page: Page, start: int, need: Need) -> Name | None:
    """Return the name that begins at ``start`` when its right edge is as sure as ``need`` asks, else None.

    A name whose characters, words and edges speak for it needs no sure edge, and one against which they all speak
    is none whatever its edge.
    """
    names, evidence = list(_candidates(page, start)), page.grammar.evidence
    if not names:
        return None
    joins = any(page.text[name.end - 1] in page.grammar.edges.joined for name in names)  # 于谦和|解释
    best = max(names, key=lambda name: (0 if joins else _preference(page, start, name), name.score, name.end))
    strength = best.weight + evidence.edge * best.score
    if best.kind == "open" and is_sure_given(page, start, best.end):
        return best if best.score >= need.named and strength >= need.least_named else None
    if strength < need.least:
        return None
    alone = best.kind not in ("also_words", "open") and best.weight >= evidence.announced
    return best if alone or best.score >= getattr(need, best.kind) else None


def is_sure_given(page: Page, start: int, end: int) -> bool:
    """Say whether the given name alone tells that this is a name, whatever its surname: 蜀|静, 荻|永杰.

    The first character is no everyday word (急|盼), and no word runs over the edges (好人|工智|能).
    """
    evidence, words, first = page.grammar.evidence, page.grammar.words, page.text[start]
    most = _EVERYDAY if words.classes.get(first) in ("noun", "proper") else _USUAL
    if words.powers.get(first, 0) >= most or runs_on(page, start) or runs_on(page, end):
        return False
    return all(evidence.given.get(char, evidence.no_given) >= evidence.named for char in page.text[start + 1 : end])


def _preference(page: Page, start: int, name: Name) -> int:
    """Return how much speaks for this end of a name: most have three characters."""
    evidence, verb = page.grammar.evidence, page.text[name.end - 1] in page.grammar.shapes.before_marks
    if name.end - start < 3 or verb or runs_on(page, name.end):  # 韩鼎说, 李平常|年
        return name.weight + evidence.choice * name.score
    longer = evidence.longer // 2 if name.kind == "open" else evidence.longer
    inside = page.grammar.edges.strong.match(page.text, name.end - 1)
    if _takes_verb(page, name.end):  # 郝海|抢到, 覃阳|有60口网箱: what follows is no edge of a name
        return name.weight + evidence.choice * min(name.score, VERB) - longer
    if inside is not None and inside.end() > name.end:  # 薛红|蹲在
        longer = -longer
    return name.weight + evidence.choice * name.score + longer


def _takes_verb(page: Page, end: int) -> bool:
    """Say whether the last character is rather a verb: what follows completes one (抢|到, 种|5亩)."""
    text, edges, evidence = page.text, page.grammar.edges, page.grammar.evidence
    if end >= len(text) or evidence.given.get(text[end - 1], evidence.no_given) > 0:
        return False
    if end in page.title_at or edges.strong.match(text, end) is not None:
        return False  # 傅全有|上将, 李国能|出任
    if is_counted(page, end):
        return text[end - 1] in edges.before_numbers
    return is_completed(page, end - 1) or text[end - 1 : end + 1] in edges.words


def names_to(page: Page, end: int) -> Iterator[int]:
    """Yield where a name that ends at ``end`` may begin, the longest first."""
    text, shapes = page.text, page.grammar.shapes
    for start in range(max(0, end - 4), end - 1):
        given = start + surname_length(page, start)
        free = (
            start < given and 1 <= end - given <= 2 and not any(page.busy[start:end]) and not _parts_verb(page, start)
        )
        if free and is_given(page, start, given, end):
            yield start
    run = end
    while run > 0 and end - run < SOUNDED and text[run - 1] in shapes.sounds and not page.busy[run - 1]:
        run -= 1
    for start in range(run, end - 1):
        if shapes.unit.search(text, start, end) and left_edge(page, start) >= WORD:
            yield start
            break


def _parts_verb(page: Page, start: int) -> bool:
    """Say whether a name from here on would take the end of a verb: 感|谢龚虹医生."""
    word, words = page.text[start - 1 : start + 1], page.grammar.words
    return words.classes.get(word) == "verb" and words.powers[word] >= _COMMON


def _candidates(page: Page, start: int) -> Iterator[Name]:
    if is_open(page, start):
        return
    yield from _dotted(page, start)
    yield from _sounded(page, start)
    yield from _transcribed(page, start)
    kind = surname_kind(page, start) or _open_kind(page, start)
    if not kind:
        return
    given = start + (surname_length(page, start) or 1)
    for end in (given + 1, given + 2):
        if end <= len(page.text) and is_given(page, start, given, end):
            if kind == "open" and not _is_likely(page, given, end):
                continue
            score = _score(page, start, given, end)
            yield Name(end, score, _class(page, start, end, kind), weigh_name(page, start, end))
    # a name of two characters that are a compound surname (长孙, 东方) is bounded by a mark
    if kind == "compound" and page.text[start] in page.grammar.shapes.plain and is_open(page, start + 2):
        yield Name(start + 2, CLOSED, "risky", 0)
    # 樊 朔: names of two characters set as wide as those of three
    if (
        kind not in ("compound", "open")
        and (spaced := _SPACED.match(page.text, start))
        and not any(page.busy[start : spaced.end()])
    ):
        yield Name(spaced.end(), STRONG, kind, 0)


def is_open_name(page: Page, start: int, end: int) -> bool:
    """Say whether a name with a surname that no list has may stand from ``start`` to ``end``."""
    given = start + 1
    whole = 2 <= end - start <= 3 and _open_kind(page, start) and is_given(page, start, given, end)
    return bool(whole) and _is_likely(page, given, end)


def _is_likely(page: Page, given: int, end: int) -> bool:
    """Say whether no character of a given name is one that texts have far oftener than given names."""
    evidence, words = page.grammar.evidence, page.grammar.words.powers
    word = page.text[given - 1 : given + 1] in words or page.text[given - 1 : end] in words  # 抚慰|金
    return not word and all(evidence.given.get(char, evidence.no_given) >= -3 for char in page.text[given:end])


def _open_kind(page: Page, start: int) -> str:
    """Any other character can be a surname (衣明臣, 操戈), but what words of grammar are."""
    shapes, char = page.grammar.shapes, page.text[start]
    return "" if char in shapes.never or char in shapes.seldom or char in shapes.no_surname else "open"


def _class(page: Page, start: int, end: int, kind: str) -> str:
    if page.text[start:end] in page.grammar.shapes.also_words:
        return "also_words"
    return "plain" if kind == "compound" else kind


def _score(page: Page, start: int, given: int, end: int) -> int:
    """Return how sure the right edge is, less what speaks against such a name."""
    text, shapes = page.text, page.grammar.shapes
    score, last = right_edge(page, end), text[end - 1]
    bounded = (
        score == CLOSED and last not in shapes.before_marks and not page.busy[end]
    )  # 陈敬会, but 樊朔说, 冯磊向|县委
    said = last in _PREPOSITIONS and page.grammar.edges.strong.match(text, end)  # 陆金从|介绍
    if ends_seldom(page, end) and not bounded and not said:  # 樊朔说, 柏川等
        score -= 3
    elif last in page.grammar.edges.joined and (score == STRONG or page.busy[end]) and behind_joint(page, end) >= WEAK:
        score -= 3  # 樊朔和|村支书
    if last in page.grammar.edges.body_ends and end in page.title_at:  # 沙湖镇|镇长
        score -= 3
    if end - start == 2 and text[start] in shapes.function:  # 来租, 和村
        score -= 1 if last in shapes.given else 3
    if end - start > 2 and text[start : start + 2] in shapes.not_names:  # 高兴|地, 周转|房
        return score - (2 if last in shapes.given else 5)
    if last not in shapes.given:  # 文明|号
        return score - (score < CLOSED)
    return score + (score <= VERB and shapes.given >= set(text[given:end]))


def _sounded(page: Page, start: int) -> Iterator[Name]:
    """Names written by sound, without a dot: a run of sound characters that holds a known piece (旦增, 马|麻乃白)."""
    text, shapes = page.text, page.grammar.shapes
    if text[start] not in shapes.sounds and text[start] not in shapes.plain:
        return
    end = start + 1
    while end < len(text) and end - start < SOUNDED and text[end] in shapes.sounds and not page.busy[end]:
        if end in page.heads:
            break
        end += 1
    if shapes.unit.fullmatch(text, start + 2, start + 4) and not any(page.busy[start : start + 4]):
        edge = right_edge(page, start + 4)  # 昂文|扎西: the first half is no piece of its own
        if edge >= WEAK and is_han(page, start) and is_han(page, start + 1):
            yield Name(start + 4, edge, "plain", 10 * edge + 4)
    for stop in range(end, start + 1, -1):
        bare = text[stop - 1] in shapes.never or text[start:stop] in shapes.not_names
        if not bare and shapes.unit.search(text, start, stop):
            edge = NOTHING if runs_on(page, stop) else right_edge(page, stop)
            yield Name(
                stop,
                edge,
                "plain" if stop - start > 2 or stop in page.words else "risky",
                10 * edge + (stop - start if stop - start > 2 else -20),
            )


def _transcribed(page: Page, start: int) -> Iterator[Name]:
    """Names written by sound in which no piece is known, before a verb or a mark and with no word in them: 托力肯."""
    text, shapes, powers = page.text, page.grammar.shapes, page.grammar.words.powers
    signs, end = shapes.transcribed, start
    while end < len(text) and end - start < SOUNDED and text[end] in signs and not page.busy[end]:
        if end in page.heads or (end > start and powers.get(text[end - 1 : end + 1], 0) >= _SELDOM):
            break
        end += 1
    for stop in range(end, start + _SHORTEST_SOUND - 1, -1):
        known = text[start:stop] in shapes.nobody or runs_on(page, stop)
        if not known and (edge := right_edge(page, stop)) >= VERB:
            yield Name(stop, edge, "risky", 10 * edge + stop - start - 10)


def runs_on(page: Page, at: int) -> bool:
    """Say whether a common word runs over ``at``: 旦增罗布以|前."""
    return page.grammar.words.powers.get(page.text[at - 1 : at + 1], 0) >= _COMMON


def _dotted(page: Page, start: int) -> Iterator[Name]:
    """Names with a dot: the last part runs over sound characters, or to where a verb or a mark stands."""
    text, shapes = page.text, page.grammar.shapes
    match = None if text[start] in shapes.seldom or text[start] in shapes.never else shapes.dotted.match(text, start)
    if match is None or any(page.busy[start : match.end()]) or not page.heads.isdisjoint(range(start, match.end())):
        return
    behind: list[Name] = []  # ends behind the run of sound characters: for parts that are written otherwise
    sounds = True
    for end in range(match.end() + 1, min(match.end() + _PART + 1, len(text) + 1)):
        if page.busy[end - 1] or not is_han(page, end - 1):
            break
        if text[end - 1] in shapes.adverbs and end - match.end() > 2:
            break  # 买买提|正带着
        sounds = sounds and (text[end - 1] in shapes.sounds or text[end - 1] in shapes.foreign)
        edge = right_edge(page, end)
        verb = page.grammar.edges.strong.match(text, end - 1)
        if verb is not None and verb.end() > end:
            break  # 买买提|正带着
        if sounds:
            yield Name(end, CLOSED + edge, "plain", 100 + 10 * edge)
        elif edge >= STRONG and end - match.end() < 5:
            behind.append(Name(end, CLOSED + WORD, "plain", 100))
    if not sounds and text[match.end()] not in shapes.sounds:
        yield from behind[:1]

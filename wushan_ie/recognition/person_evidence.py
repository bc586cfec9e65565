"""Names that no title and no context announces: how likely their characters, words and edges make them."""

from __future__ import annotations

from collections import Counter

from wushan_ie.recognition.person_edges import STRONG, WEAK, left_edge, right_edge
from wushan_ie.recognition.person_page import INSIDE, Page, ends_seldom, is_given, is_han, surname_kind, surname_length
from wushan_ie.recognition.person_spans import Found, claim
from wushan_ie.recognition.person_starts import pair_points

_HYPHENS = frozenset("-－—–·•・‧＿_@")  # a part of a longer name: 勒布朗-詹姆斯


def find_by_evidence(page: Page, found: Found) -> None:
    """张建国拿出账本: a name by the weight of all that speaks for it, in no context that another rule knows."""
    evidence, names, enough = page.grammar.evidence, list[tuple[int, int, int]](), enough_alone(page)
    for start in evidence.starts.find(page.text):
        if page.busy[start] or not _begins_word(page, start):
            continue
        best = max(((_weigh_alone(page, start, end), end) for end in _ends(page, start)), default=None)
        if best is not None and best[0] >= enough - evidence.again and _is_whole(page, start, best[1]):
            names.append((-best[0], start, best[1]))
    times, known = Counter(page.text[start:end] for _, start, end in names), _names(page, found)
    for points, start, end in sorted(names):
        name = page.text[start:end]
        if times[name] > 1 or -points >= enough:
            if times[name] == 1 and name[:2] in known:  # 肖丽|铁了心
                name, end = name[:2], start + 2
            if claim(page, found, (start, end), "person-by-evidence"):
                known.add(name)


def _begins_word(page: Page, start: int) -> bool:
    """Say whether a word may begin at ``start``: the segmenter's words at times run over a mark (徐|梅梅,肖|劲光)."""
    return not page.words or start in page.words or start == 0 or not is_han(page, start - 1)


def enough_alone(page: Page) -> int:
    """Return the points that a name needs which nothing announces: more where no segmenter told the words."""
    return page.grammar.evidence.enough if page.words else page.grammar.evidence.enough_unsegmented


def _names(page: Page, found: Found) -> set[str]:
    return {page.text[start:end] for start, (end, _) in found.items()}


def find_sounded(page: Page, found: Found) -> None:
    """阿依努尔拿到了证书: three or more characters of names by sound, one piece known, both edges seen."""
    shapes = page.grammar.shapes
    for match in shapes.sounded.finditer(page.text):
        start, end = match.span()
        if left_edge(page, start) < STRONG or any(page.busy[start:end]) or any(page.places[start:end]):
            continue
        for stop in range(end, start + 2, -1):
            known = (
                shapes.unit.search(page.text, start, stop) and page.text[start:stop] not in page.grammar.words.powers
            )
            bounded = page.text[stop - 1] not in shapes.never and right_edge(page, stop) >= WEAK
            if page.text[stop - 1] in page.grammar.edges.joined and right_edge(page, stop - 1) >= WEAK:
                continue  # 尼玛才仁|和群众
            if known and bounded and _is_whole(page, start, stop):
                claim(page, found, (start, stop), "person-by-evidence")
                break


def _ends(page: Page, start: int) -> list[int]:
    """Return where a name from ``start`` on may end, as far as its characters alone are likely enough."""
    evidence, text = page.grammar.evidence, page.text
    compound = text[start : start + 2] in page.grammar.shapes.compound
    given = start + 2 if compound else start + 1
    rest = evidence.enough - evidence.most
    rest -= evidence.compound if compound else evidence.surname.get(text[start], evidence.no_surname)
    return [
        end
        for end in range(given + 1, min(given + 2, len(text)) + 1)
        if _given_points(page, given, end) >= rest and is_given(page, start, given, end)
    ]


def _weigh_alone(page: Page, start: int, end: int) -> int:
    """Return the points of a name that nothing announces: there an ordinary word (高山, 向前) is hardly one."""
    also = page.text[start:end] in page.grammar.shapes.also_words
    return weigh_name(page, start, end) + (page.grammar.evidence.also_word if also else 0)


def is_likely(page: Page, start: int, end: int) -> bool:
    """Say whether the characters, words and edges allow a name that a context bounds; one by sound always."""
    return is_sounded(page, start, end) or weigh_name(page, start, end) >= page.grammar.evidence.bounded


def is_sounded(page: Page, start: int, end: int) -> bool:
    """Say whether a name is written by sound: 努尔兰, 扎西才旦."""
    shapes = page.grammar.shapes
    return shapes.sounds >= set(page.text[start:end]) and shapes.unit.search(page.text, start, end) is not None


def weigh_name(page: Page, start: int, end: int) -> int:
    """Return what speaks for a name from ``start`` to ``end``, in tenths of a natural logarithm of the odds."""
    evidence, text = page.grammar.evidence, page.text
    given = start + (surname_length(page, start) or 1)
    verb = page.grammar.edges.strong.match(text, end) is not None  # also in a span that is taken: 张三|今年
    points = evidence.base + evidence.left[left_edge(page, start)]
    points += evidence.right[STRONG if verb else right_edge(page, end)]
    points += evidence.surname.get(text[start], evidence.no_surname) if given == start + 1 else evidence.compound
    points += _given_points(page, given, end) + (evidence.one if end - given == 1 else evidence.two)
    if end in page.title_at and text[end : end + 2] in ("先生", "女士", "同志"):
        points += evidence.polite
    points += _segment_points(page, start, end) + _word_points(page, start, given, end)
    name = text[start:end]
    if surname_kind(page, start) == "function":
        points += evidence.function
    if ends_seldom(page, end):
        points += evidence.seldom
    if name[-1] in page.grammar.edges.body_ends:
        points += evidence.body
    if any(page.places[start:end]) and not (page.places[end] == INSIDE and not page.places[start]):
        points += evidence.place  # but not for 李学焦|作推荐, where 焦作 runs over the edge
    return points


def _given_points(page: Page, given: int, end: int) -> int:
    evidence, shapes, text = page.grammar.evidence, page.grammar.shapes, page.text
    first = evidence.given.get(text[given], evidence.no_given)
    if end - given == 1:
        return 2 * first
    if text[given - 2 : given] in shapes.compound and shapes.sounds >= set(text[given:end]):
        return 0  # 沙马|日则: written by sound
    return pair_points(first, evidence.given.get(text[given + 1], evidence.no_given))


def _word_points(page: Page, start: int, given: int, end: int) -> int:
    """What speaks against a name because it is, begins with (周转|房) or gives (曾|高兴) a word, by its frequency."""
    evidence, powers, text = page.grammar.evidence, page.grammar.words.powers, page.text
    points = evidence.word * powers.get(text[start:end], 0)
    if end - start > 2 and given == start + 1 and text[start : start + 2] not in page.grammar.titles.chiefs:  # 师长|明
        points += evidence.word_first * powers.get(text[start : start + 2], 0)
    return points + (evidence.word_given * powers.get(text[given:end], 0) if end - given > 1 else 0)


def _segment_points(page: Page, start: int, end: int) -> int:
    """What the segmenter says: one word, surname and given name, a word that begins here, or something else."""
    evidence, words = page.grammar.evidence, page.words
    if not words:
        return evidence.unsegmented
    inner = [at for at in range(start + 1, end) if at in words]
    closed = end in words or end == len(page.text)
    if closed and not inner:
        return evidence.whole
    if closed and inner == [start + (surname_length(page, start) or 1)]:
        return evidence.split
    return evidence.begins if not inner else evidence.across


def _is_whole(page: Page, start: int, end: int) -> bool:
    """Tell names from parts of foreign ones (勒布朗-詹姆斯), of bodies (金田园合作社) and of works (习近平经济思想)."""
    part = page.text[start - 1 : start] in _HYPHENS or page.text[end : end + 1] in _HYPHENS
    part = part or page.text[start:end] in page.grammar.shapes.nobody or page.text[start:end] in page.bodies
    return not part and page.grammar.edges.not_before.match(page.text, end) is None

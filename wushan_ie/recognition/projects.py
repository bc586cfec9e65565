"""PROJECT candidates: the noun phrases of a text that an amount may be for; the link rules decide which are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from wushan_ie.recognition.occurrences import find_word
from wushan_ie.recognition.project_grammar import ProjectGrammar
from wushan_ie.recognition.project_names import join_names
from wushan_ie.recognition.project_sorts import is_sort
from wushan_ie.records import Mention

_QUOTE = re.compile(r"“[^”“\n，。！？；]{1,12}”|‘[^’\n，。]{1,12}’|《[^》\n]{1,30}》")
_BRACKET = re.compile(r"[（(](?![一二三四五六七八九十0-9]{1,3}[）)])[^（()）\n]{1,24}[）)]")
_NUMBER = re.compile(r"[（(]?[0-9０-９一二三四五六七八九十]{1,3}[）)]?[、.．](?![0-9０-９])")  # 2、老旧小区改造
_BARE = frozenset({"工程", "项目", "工作", "资金", "任务", "行动"})
_ASIDE = 4  # characters of the longest word that makes the phrase behind it an aside
_OF = ("费", "资费", "经营权", "使用权")  # 远程会诊专线的资费 is one phrase
_FUNDS = ("专项资金", "资金")
_NAMED = 4  # characters of a name long enough to be what is spoken of, and not its measure
_SURE = 3  # characters: a stop word so long is one wherever the segmenter cuts
_EDGE, _WITHIN = 1, 2  # marks of characters in which nothing is cut
_CUTS = re.compile(r"[，。；：！？,;:!?\n\s“”‘’《》（）()【】\[\]★■●◆→/…—]")


def find_projects(
    text: str,
    grammar: ProjectGrammar,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    words: Collection[int] | None,
) -> list[Mention]:
    """Return the candidates in text order, disjoint; their rules say what sort of thing they name.

    ``mentions`` are all others found so far, sorted; QUANTITY, GPE and ORG may lie in a candidate. ``words`` are the
    offsets where the segmenter's words begin: a stop word counts only between two of them. None for no segmenter.
    """
    phrases = [
        Mention("PROJECT", start, end, text[start:end], rule)
        for start, end, rule in _Phrases(text, grammar, mentions, words).run(sentences)
    ]
    organizations = [one for one in mentions if one.label == "ORG"]
    return sorted(join_names(text, phrases, organizations, grammar.names), key=lambda one: one.start)


class _Phrases:
    def __init__(
        self, text: str, grammar: ProjectGrammar, mentions: Sequence[Mention], words: Collection[int] | None
    ) -> None:
        self.text = text
        self.grammar = grammar
        self.words = None if words is None else {*words, *(edge for one in mentions for edge in (one.start, one.end))}
        self.starts = sorted(self.words or ())
        self.walls = [one for one in mentions if one.label not in ("QUANTITY", "GPE")]
        self.wall_starts = [one.start for one in self.walls]
        self.quantities = [one for one in mentions if one.label == "QUANTITY"]
        self.counted = [(one.start, one.end) for one in mentions if one.label in ("QUANTITY", "GPE")]
        self.money_starts = {one.start for one in mentions if one.label == "MONEY"}
        self.person_starts = {one.start for one in mentions if one.label == "PERSON"}
        self.place_ends_by_start = {one.start: one.end for one in mentions if one.label == "GPE"}
        self.organization_ends = {one.end for one in mentions if one.label == "ORG"}
        self.place_ends = {one.end for one in mentions if one.label == "GPE"}
        self.quantity_ends = {one.end: one.start for one in self.quantities}

    def run(self, sentences: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, str]]:
        for start, end in sentences:
            spans: list[tuple[int, int]] = []
            safe = self._safe(start, end)
            for first, last in self._phrases(start, end, safe):
                trimmed = self._trim(first, last)
                if trimmed is None:
                    continue
                if spans and self._continues_goods(spans[-1], trimmed):
                    spans[-1] = (spans[-1][0], trimmed[1])
                else:
                    spans.append(trimmed)
            counted = (self._without_count(*span) for span in spans)
            yield from ((*span, self._rule(*span)) for span in counted if span[1] not in self.place_ends)

    def _rule(self, start: int, end: int) -> str:
        """The sort of a phrase: what stands before it or its last word may say that no amount is for it."""
        if self.grammar.asides.search(self.text, max(start - _ASIDE, 0), start) is not None:
            return "aside-phrase"
        if end in self.person_starts:
            return "people-phrase"  # 董事局主席欧阳川
        if self.grammar.sources.fullmatch(self.text, start, end) is not None:
            return "means-phrase"  # 省级补助资金
        count = self.quantity_ends.get(end, start)
        is_counted = count > start
        rule = self.grammar.sorts.rule(self.text[start : count if is_counted else end])
        return "thing-phrase" if is_counted and rule == "again-phrase" else rule  # 项目34个 are said for the first time

    def _safe(self, start: int, end: int) -> bytearray:
        """Mark the characters of quotations, brackets, places and quantities of a sentence: nothing is cut in one.

        The first character of each is ``_EDGE``, the others ``_WITHIN``.
        """
        text, marks = self.text, bytearray(end - start)
        safe = [match.span() for match in _QUOTE.finditer(text, start, end)]
        safe += self.counted[bisect_left(self.counted, (start,)) : bisect_left(self.counted, (end,))]
        safe += [match.span() for match in _BRACKET.finditer(text, start, end) if not self._holds_money(*match.span())]
        for first, last in safe:
            marks[first - start] = marks[first - start] or _EDGE
            for place in range(first - start + 1, min(last, end) - start):
                marks[place] = _WITHIN
        return marks

    def _phrases(self, start: int, end: int, safe: bytearray) -> Iterator[tuple[int, int]]:
        """Yield the stretches of a sentence, cut again by the classes of their words where words are known."""
        starts = self.starts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        starts = [one for one in starts if safe[one - start] != _WITHIN]
        for first, last in self._stretches(start, end, safe):
            phrase = self.grammar.words.phrase(self.text, first, last, starts) if starts else (first, last)
            if phrase is not None:
                yield phrase

    def _stretches(self, start: int, end: int, safe: bytearray) -> list[tuple[int, int]]:
        """Cut a sentence at mentions, signs and stop words."""
        text = self.text
        cuts = [(start, start)]
        index = bisect_right(self.wall_starts, start - 1)
        while index < len(self.walls) and self.walls[index].start < end:
            cuts.append((self.walls[index].start, self.walls[index].end))
            index += 1
        signs = [match.span() for match in _CUTS.finditer(text, start, end)]
        cuts += [sign for sign in signs if not safe[sign[0] - start]]
        cuts += self._stops(start, end, safe)
        cuts = self._without_nominal(sorted(cuts))
        cuts.append((end, end))
        spans, position = [], start
        for first, last in cuts:
            if first > position:
                spans.append((position, first))
            if last > position:
                position = last
        return spans

    def _stops(self, start: int, end: int, safe: bytearray) -> Iterator[tuple[int, int]]:
        """Yield the stop words; what only looks like one gives way to one within: 造就 to 就 in 厂房改造|就|花掉."""
        text, place = self.text, start
        for first, last in self._listed(start, end):
            if first < place:
                continue
            place = last
            if text[first:last] in self.grammar.keep:
                continue
            if self._is_word(first, last) and not safe[first - start]:
                yield first, last
            else:
                place = first + 1

    def _listed(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where the table's words begin in a sentence, with the end of the longest, and 每亩 before a figure."""
        sentence = self.text[start:end]
        found = self.grammar.stop_words.find_longest(sentence)
        for place in find_word(sentence, "每"):
            if (each := self.grammar.each.match(sentence, place)) is not None:
                found[place] = each.end()
        return sorted((start + first, start + last) for first, last in found.items())

    def _without_nominal(self, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Keep the verb in 设备|生产|项目: a noun stands before it, a head behind it, nothing is cut around it."""
        grammar, text = self.grammar, self.text
        return [
            (first, last)
            for (_, before), (first, last) in zip([(0, 0), *cuts], cuts, strict=False)
            if text[last : last + 1] not in grammar.head_signs
            or (
                grammar.noun_heads.match(text, last) is None
                and (
                    before > first - 2 or text[first:last] not in grammar.nominal or not grammar.heads.match(text, last)
                )
            )
        ]

    def _holds_money(self, start: int, end: int) -> bool:
        return any(start <= wall.start < end for wall in self.walls)

    def _is_word(self, start: int, end: int) -> bool:
        if end - start >= _SURE:
            return True
        if self.words is None:
            is_cut = self.text[start - 1 : start + 1] in self.grammar.words.works
            return not is_cut and self.text[start:end] not in self.grammar.short_verbs  # 厂房改造就花掉, 拖拉机
        return start in self.words and (end in self.words or end >= len(self.text))

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        text, grammar = self.text, self.grammar
        if (number := _NUMBER.match(text, start, end)) is not None:
            start = number.end()
        start, end = self._behind_possessor(start, end)
        if (place := self.place_ends_by_start.get(start)) is not None:
            verb = grammar.soft.match(text, place, end)
            start = verb.end() if verb is not None and verb.end() <= end - 2 else start  # 兴旺乡|修建|日间照料中心
        if (site := grammar.site.match(text, start, end)) is not None and site.end() <= end - 3:
            start = site.end()  # 5个乡镇建设租赁站: the works, not where they stand
        while True:
            here = start
            for pattern in (grammar.leading, grammar.soft):
                found = pattern.match(text, start, end)
                if found is not None and self._may_strip(found.end(), end):
                    start = found.end()
            if start == here:
                break
        for pattern, signs in ((grammar.trailing, grammar.trailing_signs), (grammar.measures, grammar.measure_signs)):
            tail = pattern.search(text, start, end) if text[end - 1] in signs else None
            if tail is not None and (pattern is grammar.trailing or tail.start() - start >= 2):
                end = tail.start()
        return None if end - start < 2 or self._is_noise(start, end) else (start, end)

    def _may_strip(self, start: int, end: int) -> bool:
        """管护费 keeps its verb, 改造工程 and 研发中心项目 too."""
        rest = self.text[start:end]
        if self.grammar.soft.fullmatch(rest) is not None:
            return False  # 重建|补助
        return len(rest) > 1 and rest not in _BARE and not rest.startswith(self.grammar.own_heads)

    def _is_noise(self, start: int, end: int) -> bool:
        phrase = self.text[start:end]
        if (
            self.grammar.verbal.search(self.text, start, end) is not None
            or self.grammar.holders.match(self.text, end) is not None
        ):
            return True
        if phrase in self.grammar.noise or self.quantity_ends.get(end) == start:
            return True
        if self.grammar.soft.fullmatch(phrase) is not None and not self._is_of_organization(
            start, phrase
        ):  # 其中种植17.2亿元、加工11亿元: an item of a list
            is_item = end in self.money_starts and self.text[start - 1 : start] in tuple("、，：；中")
            return not (is_item or len(phrase) > _SURE or self.text.startswith(("贷款", "资金", "补贴"), end))
        if self.text.startswith(_FUNDS, end) and self.grammar.sources.fullmatch(f"{phrase}资金") is not None:
            return True  # 东西部协作|专项资金
        # 新世纪和宜昌、武汉: no project ends with a place
        return self.grammar.noise_pattern.fullmatch(phrase) is not None or end in self.place_ends

    def _is_of_organization(self, start: int, phrase: str) -> bool:
        """县第三中学|扩建 is works, of which the organization before is a part: see ``project_names``."""
        return start in self.organization_ends and self.grammar.names.belongings.search(phrase) is not None

    def _behind_possessor(self, start: int, end: int) -> tuple[int, int]:
        """竹贤乡的X is X; 320亩水库水面的15年经营权 and 6栋百年古厝的修缮 are whole."""
        place = self.text.rfind("的", start, end)
        if place < 0 or place + 1 >= end:
            return start, end
        behind = self.text[place + 1 : end]
        at = bisect_left(self.quantities, start, key=lambda one: one.start)
        is_counted = at < len(self.quantities) and self.quantities[at].start == start < place
        if is_counted or behind.endswith(_OF) or self.grammar.works.fullmatch(behind) is not None:
            return start, end
        tail = self.grammar.measures.search(behind)
        named = behind if tail is None or tail.start() < _NAMED else behind[: tail.start()]  # 建设的封测基地|体量
        if is_sort(self.grammar.sorts.rule(named), ("people", "measure", "means")):
            return start, place  # 参加燃气改造的居民, 种鸡采购的资金缺口
        return place + 1, end

    def _continues_goods(self, last: tuple[int, int], this: tuple[int, int]) -> bool:
        """脆李1500余斤，猕猴桃4000斤: goods with their quantities are one list."""
        sign = self.text[last[1] : this[0]]
        return sign in ("，", ",", "、") and last[1] in self.quantity_ends and this[1] in self.quantity_ends

    def _without_count(self, start: int, end: int) -> tuple[int, int]:
        """农村道路4.7公里 loses its measure; 冷库3座 and a list of goods keep their counts."""
        count = self.quantity_ends.get(end)
        if count is None or count - start < 2 or not self.text.endswith(self.grammar.measured_by, count, end):
            return start, end
        return start, count

"""The kind of an amount by the words around it: nouns that name it, verbs that govern it, the theme of its sentence.

The words are read outwards from the amount, as a Chinese clause is built: 减免租金共5万元 is a noun with a verb that
rules it, 获得5万元的贷款 a verb that says nothing and a noun behind. They stand in ``rules/tables/kinds.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from wushan_ie.linking.clauses import clause
from wushan_ie.linking.coordinations import within
from wushan_ie.linking.drafts import Draft, rank
from wushan_ie.linking.restore import VERBLESS
from wushan_ie.records import Mention
from wushan_ie.rulebook.choices import one_of
from wushan_ie.rulebook.word_finder import WordFinder

_BY_WORDS = "words-tell-kind"  # the rule of an amount whose kind no pattern found
_SIGN = re.compile("[，；。！？\n]")
_LARGE = 50_000  # 元
_SMALL = 2_000
_FAR = 120  # characters of clauses that are read
_NEAR = 24  # characters between an amount and one that goes on about the same
_BARE = 4  # characters of a clause that only counts on: 茶叶出口32万吨，金额12亿美元
_BEHIND = 14  # characters of a phrase behind an amount in which its head is: 5万元|的扶贫小额信用贷款
_BEHIND_BARE = 8  # the same without 的
_PHRASE = re.compile(r"的?[^，,；;。！？!?、：:（）()“”\s]*")
# what ends the noun phrase behind an amount: 5万元|支持贷款户 names no loan
_BREAKS = re.compile(
    r"用于|用来|设立|成立|组建|提供|给予|偿还|支持|帮助|建|修|购|买|给|为|在|由|已|将|后|从|到|和|与|对|及|是|占|以|让|使|向|开展|发展|实施|解决"
)
_BUYS = re.compile("购?买|购[置入进]|添置|淘来")
_COMPARES = re.compile(r"，?[比较][^，。；、]{1,12}(?:高|低|多|少|便宜|贵|增加|减少)[^，。；、]{0,3}\Z")
_WINS = re.compile("中标|竞得|拍得|拿下")
_OF_TIME = re.compile("[年月天日季周人户]")  # 租金每年6000元 is earned, 月租金每间600元 a price
_CLOSE = 4  # characters between a verb of one character and its amount: 用 in 用车 and 买 in 买卖 are none


class Evidence(Struct, frozen=True, gc=False):
    """A kind and the word that says it; ``is_firm`` is False where only the theme of the sentence says it."""

    kind: str
    word: str
    is_firm: bool


class _Cue(Struct, frozen=True, gc=False):
    word: str
    start: int
    end: int


class KindWords:
    """Finds what the words say; compiled once from ``tables/kinds.toml``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._rulers = _by_word(table["rulers"])
        self._verbs = _by_word(table["verbs"])
        self._nouns = _by_word(table["nouns"])
        self._clear = frozenset(table["weak"]["clear"])
        self._weak = self._clear | frozenset(table["weak"]["other"])
        self._fees = frozenset(table["fees"]["words"])
        self._worth = frozenset(table["worth"]["words"])
        self._brought = frozenset(table["worth"]["brought"])
        self._spent = frozenset(table["worth"]["spent"])
        self._givers = frozenset(table["worth"]["givers"])
        self._neutral = frozenset(table["neutral"]["words"])
        self._offices = frozenset(table["offices"]["words"])
        self._means = frozenset(table["means"]["words"])
        self._themes = {kind: re.compile(one_of(words)) for kind, words in table["themes"].items()}
        self._times = frozenset(table["rates"]["times"])
        self._rate_kinds = frozenset(table["rates"]["kinds"])
        self._again = re.compile(rf"(?:{one_of(table['again']['words'])})了?(?:约|达|到|至|近)?\Z")
        self._sums = re.compile(rf"(?:{one_of(table['again']['sums'])})(?:约|为|是|达)?\Z")
        words = {*self._rulers, *self._verbs, *self._nouns, *self._weak, *self._fees, *self._means, *self._worth}
        self._cues = WordFinder(sorted(words | self._neutral))

    def settle(self, text: str, drafts: Sequence[Draft], names: Sequence[Mention]) -> None:
        """Give the drafts, which stand in text order, the kinds that the words say, and the rules that agree.

        ``names`` are the organizations and persons of the text, sorted: 投资 in 某某投资集团 says nothing.
        """
        last: Draft | None = None
        for draft in drafts:
            floor = draft.sentence[0] if last is None or last.sentence != draft.sentence else last.amount.end
            found = self.find(text, draft.amount, draft.sentence, floor, names)
            if last is not None and last.amount.end == floor and _COMPARES.match(text, floor, draft.amount.start):
                found = Evidence(last.kind, "比", is_firm=True)  # 每公斤卖到88元，比卖鲜货高出20多元
            if found is not None and found.kind != draft.kind and (found.is_firm or self._yields(draft, found)):
                _turn(draft, found)
            elif found is not None and draft.rule in VERBLESS:
                draft.rule = _BY_WORDS
            elif found is None and last is not None and last.amount.end == floor:
                self._go_on(text[floor : draft.amount.start], last, draft)
            if found is None and draft.kind == "OTHER" and draft.rule in VERBLESS and _is_small(draft.amount):
                draft.kind = "PRICE"  # 寄一箱芒果邮费要22元
                draft.notes.append("price-by-size")
            last = draft

    def _go_on(self, between: str, last: Draft, draft: Draft) -> None:
        """审批贷款8000万元，首笔投放5000万元: a verb that only counts on has the kind of the amount before."""
        listed = between.startswith("、") and draft.rule in VERBLESS and last.kind != "PRICE"
        if listed:
            draft.kind = last.kind  # 尚欠工资214万元、材料款700万元
        elif len(between) > _NEAR or draft.kind not in ("INVEST", "OTHER") or last.kind in ("INVEST", draft.kind):
            return
        elif last.kind == "PRICE" and self._sums.search(between):
            draft.kind = "SALE"  # 每斤12元，合计4900元
        elif self._again.search(between) or (last.kind == "DONATE" and self._ends_weakly(between)):
            draft.kind = last.kind
        else:
            return
        draft.notes.append("goes-on-about-the-amount-before")

    def _ends_weakly(self, between: str) -> bool:
        """Whether the last word before an amount is a verb that says nothing: 某公司捐了10万元，全体教师凑了2万元."""
        cues = self._cues.find(between)
        return bool(cues) and between[slice(*cues[-1])] in self._weak

    def _yields(self, draft: Draft, found: Evidence) -> bool:
        return draft.rule in VERBLESS or (found.kind == "DONATE" and draft.kind == "INVEST")

    def find(
        self, text: str, amount: Mention, sentence: tuple[int, int], floor: int, names: Sequence[Mention]
    ) -> Evidence | None:
        """Return what the clause of an amount says of its kind, or None; ``floor`` is where the amount before ends."""
        start = clause(text, floor, amount.start)
        before = self._read(text, start, amount.start, names)
        value = amount.amount.value if amount.amount is not None else None
        is_large = value is not None and value >= _LARGE  # nobody pays a price of 86万元 himself (自缴)
        found = self._ruler(before) or self._bought(text, amount, before)
        found = found or self._behind(text, amount, sentence[1]) or self._governing(before, is_large=is_large)
        is_worth = bool(before) and before[0].word in self._worth
        if found is None and is_worth:
            found = self._given_or_sold([*before, *self._read(text, max(floor, start - _FAR), start, names)])
        if found is None and not before and amount.start - start <= _BARE and start > floor:
            found = self._governing(
                self._read(text, clause(text, floor, start - 1), start - 1, names), is_large=is_large
            )
        if found is None and (not before or any(cue.word in self._weak for cue in before)):
            found = self._theme(text, floor, amount, sentence[1])
        if found is None and before and before[0].word in self._means:
            found = Evidence("INVEST", before[0].word, is_firm=False)
        if found is None and before and before[0].word in self._weak - self._clear:
            found = self._given_or_sold(self._read(text, clause(text, floor, start - 1), start, names))
        if is_worth and found is not None:
            return found  # 一台价值3.8万元的发动机 is no rate
        if found is None and self._is_yearly(amount) and any(cue.word in self._weak - self._clear for cue in before):
            found = Evidence("INVEST", before[0].word, is_firm=True)  # 每年拿出200万元用于教育
        return self._as_rate(amount, found)

    def _is_yearly(self, amount: Mention) -> bool:
        return amount.amount is not None and amount.amount.per in self._times

    def _read(self, text: str, start: int, end: int, names: Sequence[Mention]) -> list[_Cue]:
        """Return the cues of a stretch, the last one first; none inside of a name."""
        found = [(start + first, start + last) for first, last in self._cues.find(text[start:end])]
        cues = [_Cue(text[first:last], first, last) for first, last in found]
        walls = within(names, start, end) if found else ()
        return [
            cue
            for cue in reversed(cues)
            if cue.word not in self._neutral
            and not any(one.start <= cue.start < one.end for one in walls)
            and (len(cue.word) > 1 or cue.word in self._rulers or end - cue.end <= _CLOSE)
        ]

    def _ruler(self, cues: Sequence[_Cue]) -> Evidence | None:
        """The nearest ruling verb, unless another verb stands between it and the amount."""
        for cue in cues:
            if cue.word in self._rulers:
                if self._rulers[cue.word] == "DONATE" and any(one.word in self._offices for one in cues):
                    return Evidence("INVEST", cue.word, is_firm=True)
                return Evidence(self._rulers[cue.word], cue.word, is_firm=True)
            is_noun = cue.word in self._nouns or cue.word in self._fees or cue.word in self._means
            if not is_noun and (cue.word in self._verbs or cue.word in self._weak - self._clear):
                return None
        return None

    def _bought(self, text: str, amount: Mention, cues: Sequence[_Cue]) -> Evidence | None:
        """花8.6万元买的: what money is spent for with a verb of buying behind it."""
        bought = _BUYS.match(text, amount.end) if cues and cues[0].word in self._spent else None
        if bought is None and text[amount.start - 1 : amount.start] == "以":
            bought = _WINS.match(text, amount.end)
        return None if bought is None else Evidence("SALE", bought[0], is_firm=True)

    def _governing(self, cues: Sequence[_Cue], *, is_large: bool) -> Evidence | None:
        """The noun nearest before an amount, else the verb nearest before it."""
        if any(cue.word in self._means for cue in cues[:1]):
            put = [cue for cue in cues if self._verbs.get(cue.word) == "INVEST"]
            if put:
                return Evidence("INVEST", put[-1].word, is_firm=True)
        for cue in cues:
            if cue.word in self._nouns:
                return Evidence(self._nouns[cue.word], cue.word, is_firm=True)
            if cue.word in self._verbs and not (self._verbs[cue.word] == "PRICE" and is_large):
                return Evidence(self._verbs[cue.word], cue.word, is_firm=True)
        return None

    def _given_or_sold(self, cues: Sequence[_Cue]) -> Evidence | None:
        """捐赠口罩220万只，总价值111万元: what was done with the goods, the last such word first."""
        for cue in cues:
            kind = self._rulers.get(cue.word) or self._verbs.get(cue.word)
            kind = "DONATE" if cue.word in self._brought else kind
            if kind is not None and kind in self._givers:
                return Evidence(kind, cue.word, is_firm=True)
        return None

    def _behind(self, text: str, amount: Mention, end: int) -> Evidence | None:
        """The head of the noun phrase that an amount is an attribute of: 5万元的扶贫小额信用贷款."""
        phrase = _PHRASE.match(text, amount.end, end)
        if phrase is None:
            return None
        width = _BEHIND if phrase[0].startswith("的") else _BEHIND_BARE
        last: _Cue | None = None
        for start, stop in self._cues.find(text[amount.end : min(phrase.end(), amount.end + width + 6)]):
            cue = _Cue(text[amount.end + start : amount.end + stop], amount.end + start, amount.end + stop)
            first = amount.end if last is None else last.end
            if cue.start > (amount.end + width if last is None else first):
                break
            if _BREAKS.search(text, first, cue.start):
                break
            if last is not None and self._nouns[last.word] == "PRICE":
                break  # 按400元的标准补贴
            if last is None and cue.word in self._means and phrase[0].startswith("的"):
                return Evidence("INVEST", cue.word, is_firm=False)  # 1260万元的维修养护资金
            if cue.word in self._nouns:
                last = cue
            elif last is not None or cue.word in self._verbs or cue.word in self._weak or cue.word in self._rulers:
                break
        return None if last is None else Evidence(self._nouns[last.word], last.word, is_firm=True)

    def _theme(self, text: str, floor: int, amount: Mention, end: int) -> Evidence | None:
        """What is spoken of between the amount before and the end of the next clause: 拿出50万元，捐给灾区."""
        stop = amount.end
        for _ in range(2):
            sign = _SIGN.search(text, min(stop + 1, end), min(end, stop + _FAR))
            stop = sign.start() if sign is not None else min(end, stop + _FAR)
        for kind, words in self._themes.items():
            found = words.search(text, max(floor, amount.start - _FAR), stop)
            if found is not None:
                return Evidence(kind, found[0], is_firm=False)
        return None

    def _as_rate(self, amount: Mention, found: Evidence | None) -> Evidence | None:
        """An amount per thing is a price, unless it is earned, saved or lent; what is put in every year is a sum."""
        per = amount.amount.per if amount.amount is not None else None
        if per is not None and found is not None and found.word.endswith("租金") and not _OF_TIME.search(per):
            return Evidence("PRICE", found.word, is_firm=True)
        if per is None or found is None or found.kind in self._rate_kinds:
            return found
        is_noun = found.word in self._nouns or found.word in self._fees
        if per in self._times and not is_noun and found.kind != "OTHER":
            return found
        return Evidence("PRICE", found.word, is_firm=True)


def _is_small(amount: Mention) -> bool:
    value = amount.amount.value if amount.amount is not None else None
    return value is not None and value < _SMALL and amount.amount is not None and amount.amount.unit == "CNY"


def _turn(draft: Draft, found: Evidence) -> None:
    """Give a draft another kind: its first candidate of that kind wins, else its project stays."""
    draft.candidates[:] = rank(draft.candidates, found.kind)
    winner = draft.winner
    if winner is not None and winner.rule.kind == found.kind:
        draft.rule, draft.project, draft.actors = winner.rule.id, winner.project, winner.actors
        draft.hypothetical = winner.rule.hypothetical
    elif found.is_firm:
        draft.rule = _BY_WORDS
    draft.kind = found.kind
    draft.notes.append(f"kind-by-word {found.word}")


def _by_word(kinds: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {word: kind for kind, words in kinds.items() for word in words}

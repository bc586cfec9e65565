"""Totals and their parts: 总投资X，其中Y; 授信X，已用信Y; items that add up to a figure stated before or behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wushan_ie.linking.clauses import STOP, opening
from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.figures import find_proved
from wushan_ie.linking.plans import (
    COPULAS,
    find_distributions,
    find_kinds_of,
    find_progress,
    find_shares,
    find_sources,
    find_uses,
    total_named,
)
from wushan_ie.linking.repeats import PLANNED, is_compared
from wushan_ie.linking.restore import VERBLESS
from wushan_ie.linking.sizes import become_part, can_hold, size

_MOST_PARTS = 12
_NEAR = 6  # amounts before a list among which its total is
_SENTENCE = 24  # amounts of the sentence before, among which a total is
_SOLD = ("消费", "销")
_NOUN = 3  # characters at the end of a noun that tell it: 总产值, 增加值
_WORD = 10  # characters before an amount that hold its word
_NAME = 4  # characters that name an amount
_NAMED = 24  # characters before a part in which 每 makes it a rate
_ITEM = re.compile(
    r"[ \u3000]*（?(?:(?P<first>[1１一①])|[2-9２-９二三四五六七八九十②-⑳]|[0-9０-９]{2})）?[.．、 ]?(?![0-9０-９年月])"
)
_WITHIN = re.compile(r"在(?:全部)?([^，。；\n]{2,12})中，")  # 在税收收入中，增值税29亿元
_AMONG = re.compile(r"([^，。；\n]{2,10})中[^，。；：\n]{0,10}[有是为：]")  # 专项业务中金额较大的有：
_VIEWS = re.compile(r"(?:分|按|从)[\u4e00-\u9fff]{1,8}(?:来看|看|分|划分)[，：]")  # 分区域看，
_EACH = re.compile(r"每[\u4e00-\u9fff]")  # 其中每县1000万元 is no part but a rate
_LINE = 200  # characters of a line above a list
_BOUND = re.compile(r"最[多高低少]|[户人]均|不超过|合")
_LISTED = re.compile(r"[、和与及]|以及")


def find_parts(text: str, drafts: Sequence[Draft], table: Mapping[str, Any]) -> None:
    """Set ``part_of`` of the drafts, which stand in text order; a total always stands outside its own parts."""
    form = table["part"]
    _by_sum(drafts, text, form, sentences=2)
    find_proved(text, drafts)
    find_progress(text, drafts, form, at_once=True)
    _by_words(text, drafts, form["opens"])
    _by_list(text, drafts, form["opens"])
    _by_colon(text, drafts)
    find_progress(text, drafts, form, at_once=False)
    find_sources(text, drafts, form)
    find_shares(text, drafts)
    find_distributions(text, drafts, form["sums"])
    find_uses(text, drafts)
    find_kinds_of(text, drafts, form["kinds_of"])
    _by_series(text, drafts, form)
    _by_sum(drafts, text, form, sentences=_MOST_PARTS)


def drop_prices(drafts: Sequence[Draft]) -> None:
    """An amount that has turned out as a price is a part of prices only: 花96万元，一荤两素12元."""
    for draft in drafts:
        if draft.kind == "PRICE" and draft.part_of is not None and draft.part_of.kind != "PRICE":
            draft.part_of = None


def _by_words(text: str, drafts: Sequence[Draft], opens: Sequence[str]) -> None:
    """其中, 包括: the amounts behind it in the sentence are parts of the last amount before it."""
    total: Draft | None = None
    others: list[Draft] = []
    for index, draft in enumerate(drafts):
        last = drafts[index - 1] if index else None
        is_new = last is None or last.sentence != draft.sentence
        cue = text[draft.sentence[0] if is_new or last is None else last.amount.end : draft.amount.start]
        if last is None or STOP.search(text, last.amount.end, draft.amount.start) is not None:
            total = None
        is_opened = any(word in cue for word in opens) or _VIEWS.search(cue) is not None
        within = (_WITHIN.match(cue) or _AMONG.match(cue)) if is_new else None
        if last is not None and within is not None:
            total = total_named(text, drafts[max(0, index - _NEAR) : index], within[1]) or total
        elif last is not None and is_opened:
            near = not is_new or draft.sentence[0] - last.sentence[1] <= 2
            first = opening(text, last.amount.start) if is_new else last.sentence[0]
            others = [one for one in drafts[max(0, index - _SENTENCE) : index] if one.amount.start >= first]
            others = [one for one in others if not is_compared(text, one) and one.rule != PLANNED]
            opened = _open_total(others, is_new) if near else None
            total = opened if opened is not None or not is_new else total
        if total is not None and (named := _namesake(text, draft, others)) is not None:
            total = named
        fits = total is not None and draft is not total and can_hold(total, draft) and _is_spent(text, total, draft)
        fits = fits and draft.rule != "difference-to-the-amount-before" and _EACH.search(cue[-_NAMED:]) is None
        if is_new and not is_opened and total is not None and draft.rule not in VERBLESS:
            fits = fits and draft.kind == total.kind  # 资助3860万元，其中…；县总工会捐出20万元
        if last is not None and not is_new and _LISTED.fullmatch(cue) and last.part_of is not total:
            fits = False  # 甲会、乙会捐出20万元、8万元: neither is a part if the first is none
        if total is not None and draft.part_of is None and fits:
            draft.part_of = total
            draft.notes.append("part-of-stated-total")


def _namesake(text: str, draft: Draft, totals: Sequence[Draft]) -> Draft | None:
    """Return the total that bears the same noun: 其中7月总产值4亿元 is of 总产值21亿元, not of 增加值9亿元."""
    noun = _noun(text, draft)
    same = [one for one in totals if noun and noun == _noun(text, one) and can_hold(one, draft)]
    return same[-1] if len(totals) > 1 and same else None


def _noun(text: str, draft: Draft) -> str:
    """Return the last characters before an amount that name it."""
    before = text[max(draft.sentence[0], draft.amount.start - _WORD) : draft.amount.start]
    return re.split("[，：；、]", before.rstrip(COPULAS))[-1][-_NOUN:]


def _open_total(before: Sequence[Draft], is_new: bool) -> Draft | None:
    """Return the last amount before; at a sentence's start the largest one of the sentence before it."""
    if not is_new:
        return before[-1] if before else None
    free = [one for one in before if one.part_of is None]
    if not free and before and all(one.part_of is before[-1].part_of for one in before):
        return before[-1].part_of  # 收入6亿元。其中税收4亿元，非税2亿元。按级次分，…: another view of the same
    return max(free, key=size, default=None)


def _by_sum(drafts: Sequence[Draft], text: str, table: Mapping[str, Any], *, sentences: int) -> None:
    """Two or more amounts in a row that add up exactly to one shortly before them, or to a 合计 behind them.

    They lie in so many sentences at most. 收入143万元，刨去人工93万元，净落50万元 is a difference.
    """
    sums = tuple(table["sums"])
    passed = frozenset(id(one) for one in drafts if _adds_nothing(text, one))
    for skip in range(4):  # how far behind a total its parts begin; 0 for those before a 合计
        for index in range(len(drafts) - 1, -1, -1):  # the nearest total first: sums may hold sums
            total = drafts[index]
            if skip == 0:
                is_sum = text.endswith(sums, 0, total.amount.start)
                run: Iterable[Draft] = reversed(drafts[max(0, index - _MOST_PARTS) : index]) if is_sum else ()
            elif any(_is_sibling(one, total) for one in drafts[index + 1 : index + skip]):
                continue  # 4800万元，其中中央3000万元、省级1200万元: what follows the second is no part of the first
            else:
                run = _row(total, drafts[index + skip : index + skip + 2 * _MOST_PARTS], passed)
            parts = _adding_up(total, run)
            if skip > 1 and len({one.part_of is None for one in parts}) > 1:
                continue  # some are parts in a sum of their own
            if parts and _is_sum(text, total, parts, table["minus"], sentences):
                for one in parts:
                    if one.part_of is None:
                        one.part_of = total
                        one.notes.append("part-by-sum")


def _is_sibling(one: Draft, total: Draft) -> bool:
    """Whether two amounts are parts of the same."""
    return one.part_of is not None and one.part_of is total.part_of


def _by_series(text: str, drafts: Sequence[Draft], table: Mapping[str, Any]) -> None:
    """采购286项，金额4亿元，节约900万元。货物类金额3亿元，节约500万元…: each series adds up to what is named so."""
    series: dict[str, list[Draft]] = {}
    for draft in drafts:
        if noun := _noun(text, draft):
            series.setdefault(noun, []).append(draft)
    for named in series.values():
        if len(named) > 2 and len(named) < len(drafts):
            _by_sum(named, text, table, sentences=_MOST_PARTS)


def _is_sum(text: str, total: Draft, parts: Sequence[Draft], minus: Sequence[str], sentences: int) -> bool:
    first = min(parts[0].amount.start, parts[-1].amount.start)
    if any(word in text[total.amount.end : first] for word in minus):
        return False
    between = text[total.amount.end : min(first, total.amount.end + 3)]
    return _LISTED.fullmatch(between) is None and _is_one_account(text, total, parts, sentences)


def _is_one_account(text: str, total: Draft, parts: Sequence[Draft], sentences: int) -> bool:
    """Whether a sum is no chance: within a line, or over lines if kinds agree (产值1.1亿元 is no 税收 and 增收)."""
    ends = [total.amount.end, *(one.amount.end for one in parts)]
    between = text[min(ends) : max(ends)]
    if "\n" not in between:
        return sum(between.count(stop) for stop in "。！？") < sentences
    lines = {text.rfind("\n", 0, one.amount.start) for one in parts}
    is_list = len(lines) == len(parts) and text.rfind("\n", 0, total.amount.start) not in lines
    if len(lines) > 1 and not is_list and len({_noun(text, one) for one in (total, *parts)}) > 1:
        return False  # neither a line that lists them nor a list of lines
    return all(one.kind == total.kind or one.rule in VERBLESS for one in parts)


def _row(total: Draft, following: Sequence[Draft], passed: frozenset[int]) -> Iterator[Draft]:
    """Yield the amounts that may be parts of the total; parts of theirs are passed over, others end the row."""
    row: list[Draft] = []
    for one in following:
        if id(one) in passed:
            continue
        if one.part_of in (None, total) and one.rule != "difference-to-the-amount-before":
            row.append(one)
            yield one
        elif one.part_of not in row:
            break
        if len(row) == _MOST_PARTS:
            break


def _adds_nothing(text: str, draft: Draft) -> bool:
    """Whether an amount is a price, a rate, a bound or an average, and so in no sum."""
    amount = draft.amount.amount
    return draft.kind == "PRICE" or (amount is not None and bool(amount.per)) or _is_bound(text, draft)


def _is_bound(text: str, draft: Draft) -> bool:
    """Whether an amount in a list is what one gets at most or on average: 救助187人，单人最多2万元."""
    return _BOUND.search(text, max(0, draft.amount.start - _NAME), draft.amount.start + 2) is not None


def _adding_up(total: Draft, run: Iterable[Draft]) -> list[Draft]:
    """Return the first members of the run if at least two of them add up exactly to the total, else none."""
    left = total.amount.amount.value if total.amount.amount else None
    members: list[Draft] = []
    for one in run:
        amount = one.amount.amount
        if (
            left is None
            or amount is None
            or amount.value is None
            or (one.kind == "SAVE" != total.kind)
            or not can_hold(total, one)
        ):
            return []
        members.append(one)
        left -= amount.value
        if left <= 0:
            return members if left == 0 and len(members) > 1 else []
    return []


def _by_list(text: str, drafts: Sequence[Draft], opens: Sequence[str]) -> None:
    """项目支出按用途分：, then 1.…2.…: the items are parts of the amount whose name the line in front repeats."""
    total: Draft | None = None
    number: re.Match[str] | None = None
    for index, draft in enumerate(drafts):
        floor = drafts[index - 1].amount.end if index else 0
        line = text.rfind("\n", floor, draft.amount.start) + 1
        is_first = line > 0 or not index
        before = number
        number = _ITEM.match(text, line) if is_first else number
        if number is None or (before is not None and _is_chinese(number) != _is_chinese(before)):
            total = None  # 二、支出51万元 ends the list 1.租金48万元
        if is_first and number is not None and number["first"] is not None:
            above = text[text.rfind("\n", max(0, line - _LINE), max(0, line - 1)) + 1 : max(0, line - 1)].strip()
            is_head = above.endswith("：") and any(word in above for word in opens)
            total = _named_total(text, drafts[max(0, index - _NEAR) : index], above) if is_head else None
        if total is not None:
            become_part(draft, total, "part-listed-below")


def _is_chinese(number: re.Match[str]) -> bool:
    return number[0].strip(" \u3000（")[:1] in "一二三四五六七八九十"


def _by_colon(text: str, drafts: Sequence[Draft]) -> None:
    """民生支出18.9亿元，占八成：教育5.3亿元，卫生2.7亿元: a list behind a colon, if it fits into the amount before."""
    for index, total in enumerate(drafts[:-2]):
        between = text[total.amount.end : min(drafts[index + 1].amount.start, total.amount.end + _NAMED)]
        if "：" not in between or STOP.search(between) is not None:
            continue
        items: list[Draft] = []
        for one in drafts[index + 1 : index + 1 + _MOST_PARTS]:
            if STOP.search(text, total.amount.end, one.amount.start) is not None:
                break
            if one.kind != "PRICE" and not _is_bound(text, one) and can_hold(total, one):
                items.append(one)
        listed = [one for one in items if one.rule in VERBLESS and one.part_of is None]
        if len(listed) > 1 and sum(map(size, listed)) <= size(total):
            for one in listed:
                one.part_of = total
                one.notes.append("part-listed-behind")


def _named_total(text: str, before: Sequence[Draft], line: str) -> Draft | None:
    """Return the last amount that stands behind the words the line begins with, else the last of all."""
    named = [
        one
        for one in before
        if text[max(0, one.amount.start - _NAMED) : one.amount.start].rstrip("为约：合计共").endswith(line[:_NAME])
    ]
    return named[-1] if named else (before[-1] if before else None)


def _is_spent(text: str, total: Draft, part: Draft) -> bool:
    """Whether a part of what is put in is not what is earned: 投入500万元，其中…，消费帮扶60万元 is another thing."""
    if part.rule in VERBLESS or total.kind not in ("INVEST", "DONATE", "LOAN"):
        return True
    earned = part.kind == "SALE" and any(word in text[part.amount.start - _WORD : part.amount.start] for word in _SOLD)
    return not earned and part.kind not in ("OUTPUT", "INCOME")

"""Totals and their parts: 总投资X，其中Y; 授信X，已用信Y; items that add up to a figure stated before or behind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.restore import VERBLESS

_MOST_PARTS = 12
_NEAR = 6  # amounts before a list among which its total is
_SOLD = ("消费", "销")
_NO_PROGRESS = re.compile(r"转移支付\Z|[多少][\u4e00-\u9fff]{2}\Z")
_FIRST = re.compile(r"首[笔批期]|第一[笔批期]")
_DONE = "，,、已并现目前到今截至"
_AT_ONCE = 10  # characters between a plan and what is done of it
_WORD = 10  # characters before an amount that hold its word
_NAME = 4  # characters that name an amount
_ITEM = re.compile(
    r"[ \u3000]*[（(]?(?:(?P<first>[1１一①])|[2-9２-９二三四五六七八九十②-⑳]|[0-9０-９]{2})"
    r"[）)]?[.．、 ]?(?![0-9０-９年月])"
)
_OF_A_SUM = re.compile(
    r"[，,]占([^，。；\n0-9０-９]{2,16}?)的?[0-9０-９.．]+[%％]"
)  # 税务部门13866万元，占公共预算收入的48%
_WITHIN = re.compile(r"在(?:全部)?([^，。；\n]{2,12})中[，,]")  # 在税收收入中，增值税29亿元
_VIEWS = re.compile(r"(?:分|按|从)[\u4e00-\u9fff]{1,8}(?:来看|看|分|划分)[，,：:]")  # 分区域看，
_EACH = re.compile(r"每[\u4e00-\u9fff]")  # 其中每县1000万元 is no part but a rate
_NAMED = 24  # characters before a total that name it
_SHARE = re.compile(r"[，,]?(?:仅|只|已)?(?:完成|占|达到?|为)[^，。；\n]{0,10}")
_PERCENT = re.compile(r"的?[0-9０-９.．]{1,6}[%％]|的[一二三四五六七八九十百]")
_ARRIVES = re.compile(r"[^，。；\n]{0,8}资金[^，。；\n]{0,8}(?:下达|到位|到账|落实)")


def find_parts(text: str, drafts: Sequence[Draft], table: Mapping[str, Any]) -> None:
    """Set ``part_of`` of the drafts, which stand in text order; a total always stands outside its own parts."""
    _by_sum(drafts, text, table["part"])
    _by_progress(text, drafts, table["part"], at_once=True)
    _by_words(text, drafts, table["part"]["opens"])
    _by_list(text, drafts, table["part"]["opens"])
    _by_progress(text, drafts, table["part"], at_once=False)
    _by_source(text, drafts, table["part"])
    _by_share(text, drafts)
    _by_sum(drafts, text, table["part"])


def _by_words(text: str, drafts: Sequence[Draft], opens: Sequence[str]) -> None:
    """其中, 包括: the amounts behind it in the sentence are parts of the last amount before it."""
    total: Draft | None = None
    for index, draft in enumerate(drafts):
        last = drafts[index - 1] if index else None
        is_new = last is None or last.sentence != draft.sentence
        cue = text[draft.sentence[0] if is_new or last is None else last.amount.end : draft.amount.start]
        if is_new and text[draft.sentence[0] - 1 : draft.sentence[0]] not in ("；", ";"):
            total = None
        within = _WITHIN.match(cue) if is_new else None
        if last is not None and within is not None:
            total = _total_named(text, drafts[max(0, index - _NEAR) : index], within[1]) or total
        elif last is not None and (any(word in cue for word in opens) or _VIEWS.search(cue) is not None):
            near = not is_new or draft.sentence[0] - last.sentence[1] <= 2
            opened = _open_total(drafts, index, is_new) if near else None
            total = opened if opened is not None or not is_new else total
        fits = total is not None and draft is not total and _can_hold(total, draft) and _is_spent(text, total, draft)
        fits = fits and draft.rule != "difference-to-the-amount-before" and _EACH.search(cue[-_NAMED:]) is None
        if total is not None and draft.part_of is None and fits:
            draft.part_of = total
            draft.notes.append("part-of-stated-total")


def _open_total(drafts: Sequence[Draft], index: int, is_new: bool) -> Draft | None:
    """Return the amount before: at a sentence's start the largest one of the sentence before it."""
    last = drafts[index - 1]
    if not is_new:
        return last
    before = [one for one in drafts[:index] if one.sentence == last.sentence and one.part_of is None]
    return max(before, key=_size, default=None)


def _by_sum(drafts: Sequence[Draft], text: str, table: Mapping[str, Any]) -> None:
    """Two or more amounts in a row that add up exactly to one shortly before them, or to a 合计 behind them.

    收入143万元，刨去人工93万元，净落50万元 is a difference.
    """
    for index in range(len(drafts) - 1, -1, -1):  # the nearest total first: sums may hold sums
        total = drafts[index]
        runs = [_row(total, drafts[index + skip : index + skip + 2 * _MOST_PARTS]) for skip in (1, 2, 3)]
        if text[: total.amount.start].endswith(tuple(table["sums"])):
            runs.append(list(drafts[max(0, index - _MOST_PARTS) : index])[::-1])
        for run in runs:
            parts = _adding_up(total, run)
            if parts:
                first = min(parts[0].amount.start, parts[-1].amount.start)
                if any(word in text[total.amount.end : first] for word in table["minus"]):
                    break
                if not _is_one_account(text, total, parts):
                    continue
                for one in parts:
                    if one.part_of is None:
                        one.part_of = total
                        one.notes.append("part-by-sum")
                break


def _is_one_account(text: str, total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether a sum is no chance: within a line, or over lines if kinds agree (产值1.1亿元 is no 税收 and 增收)."""
    ends = [total.amount.end, *(one.amount.end for one in parts)]
    if "\n" not in text[min(ends) : max(ends)]:
        return True
    return all(one.kind == total.kind or one.rule in VERBLESS for one in parts)


def _row(total: Draft, following: Sequence[Draft]) -> list[Draft]:
    """Return the amounts that may be parts of the total; parts of theirs are passed over, others end the row."""
    row: list[Draft] = []
    for one in following:
        if one.part_of in (None, total) and one.rule != "difference-to-the-amount-before":
            row.append(one)
        elif one.part_of not in row:
            break
    return row[:_MOST_PARTS]


def _adding_up(total: Draft, run: Sequence[Draft]) -> list[Draft]:
    """Return the first members of the run if at least two of them add up exactly to the total, else none."""
    left = total.amount.amount.value if total.amount.amount else None
    for count, one in enumerate(run, 1):
        amount = one.amount.amount
        if left is None or amount is None or amount.value is None or one.kind == "SAVE" or not _can_hold(total, one):
            return []
        left -= amount.value
        if left <= 0:
            return list(run[:count]) if left == 0 and count > 1 else []
    return []


def _by_list(text: str, drafts: Sequence[Draft], opens: Sequence[str]) -> None:
    """项目支出按用途分：, then 1.…2.…: the items are parts of the amount whose name the line in front repeats."""
    total: Draft | None = None
    for index, draft in enumerate(drafts):
        line = text.rfind("\n", 0, draft.amount.start) + 1
        number = _ITEM.match(text, line)
        if number is None or (index and drafts[index - 1].amount.start >= line):
            total = total if number is not None else None
            continue
        if number["first"] is not None:
            above = text[text.rfind("\n", 0, max(0, line - 1)) + 1 : max(0, line - 1)].strip()
            is_head = above.endswith(("：", ":")) and any(word in above for word in opens)
            total = _named_total(text, drafts[max(0, index - _NEAR) : index], above) if is_head else None
        if total is not None and draft.part_of is None and _can_hold(total, draft):
            draft.part_of = total
            draft.notes.append("part-listed-below")


def _named_total(text: str, before: Sequence[Draft], line: str) -> Draft | None:
    """Return the last amount that stands behind the words the line begins with, else the last of all."""
    named = [one for one in before if text[: one.amount.start].rstrip("为约：:合计共").endswith(line[:_NAME])]
    return named[-1] if named else (before[-1] if before else None)


def _by_share(text: str, drafts: Sequence[Draft]) -> None:
    """支出46万元，完成预算52万元的89%: a part of the second; 13866万元，占公共预算收入的48%: of what is named so."""
    for index, part in enumerate(drafts):
        named = _OF_A_SUM.match(text, part.amount.end)
        total = None if named is None else _total_named(text, drafts[max(0, index - _NEAR) : index], named[1])
        if total is None and index + 1 < len(drafts):
            following = drafts[index + 1]
            between = text[part.amount.end : following.amount.start]
            is_share = _SHARE.fullmatch(between) is not None and _PERCENT.match(text, following.amount.end) is not None
            total = following if is_share else None
        if part.part_of is None and total is not None and _can_hold(total, part):
            part.part_of = total
            part.notes.append("part-by-share")


def _total_named(text: str, before: Sequence[Draft], name: str) -> Draft | None:
    """Return the last amount whose words before it hold this name: 公共预算收入, 全市."""
    for draft in reversed(before):
        if name in text[max(0, draft.amount.start - _NAMED) : draft.amount.start]:
            return draft
    return None


def _by_progress(text: str, drafts: Sequence[Draft], table: Mapping[str, Any], *, at_once: bool) -> None:
    """已完成投资, 已用信: a part of the plan or credit line stated before, unless it has a project of its own.

    Right behind its plan (``at_once``) it is a part of that even in a list of parts: 其中河堤下达1亿元，已支付9000万元.
    """
    words, kinds = tuple(table["progress"]), table["progress_kinds"]
    for index, draft in enumerate(drafts):
        before = text[max(draft.sentence[0], draft.amount.start - 8) : draft.amount.start].rstrip("了约达为近共")
        said = before.endswith(words) and _NO_PROGRESS.search(before) is None
        is_progress = said or _ARRIVES.match(text, draft.amount.end) is not None
        if draft.part_of is not None or draft.kind not in kinds or not is_progress:
            continue
        for plan in reversed(drafts[max(0, index - (1 if at_once else 3)) : index]):
            near = plan.sentence == draft.sentence or (not at_once and 0 <= draft.sentence[0] - plan.sentence[1] <= 2)
            between = text[plan.amount.end : draft.amount.start]
            near = near and (not at_once or (len(between) <= _AT_ONCE and between.strip(_DONE).startswith(words)))
            same = draft.project is None or plan.project is None or _is_same(draft.project.text, plan.project.text)
            same = same or _FIRST.search(between) is not None
            if near and same and plan.kind in kinds and plan.part_of is not draft and _can_hold(plan, draft):
                draft.part_of = plan
                draft.notes.append("part-by-progress")
                break


def _by_source(text: str, drafts: Sequence[Draft], table: Mapping[str, Any]) -> None:
    """项目总投资7228万元，财政奖补4810万元: where the money of a total comes from, as long as the sources fit in."""
    for index, total in enumerate(drafts):
        if not text[: total.amount.start].rstrip("约为达共：:额").endswith(tuple(table["totals"])):
            continue
        left = _size(total)
        for draft in drafts[index + 1 : index + 4]:
            clause = re.split("[，,：:、；]", text[draft.sentence[0] : draft.amount.start])[-1]
            left -= _size(draft)
            if draft.sentence != total.sentence or left < 0 or not clause.startswith(tuple(table["sources"])):
                break
            if draft.part_of is None and _can_hold(total, draft):
                draft.part_of = total
                draft.notes.append("part-by-source")


def _is_spent(text: str, total: Draft, part: Draft) -> bool:
    """Whether a part of what is put in is not what is earned: 投入500万元，其中…，消费帮扶60万元 is another thing."""
    if part.rule in VERBLESS or total.kind not in ("INVEST", "DONATE", "LOAN"):
        return True
    earned = part.kind == "SALE" and any(word in text[part.amount.start - _WORD : part.amount.start] for word in _SOLD)
    return not earned and part.kind not in ("OUTPUT", "INCOME")


def _is_same(one: str, other: str) -> bool:
    return one in other or other in one


def _can_hold(total: Draft, part: Draft) -> bool:
    if "threshold-of-things" in (total.rule, part.rule):
        return False
    whole, piece = total.amount.amount, part.amount.amount
    if whole is None or piece is None or whole.per or piece.per or piece.unit != whole.unit:
        return False
    return _size(part) <= _size(total) and not _is_within(total, part)


def _is_within(draft: Draft, other: Draft) -> bool:
    """Whether ``draft`` is already a part, of any depth, of ``other``."""
    part: Draft | None = draft
    while part is not None:
        if part is other:
            return True
        part = part.part_of
    return False


def _size(draft: Draft) -> Decimal:
    amount = draft.amount.amount
    ends = () if amount is None else (amount.value, amount.low, amount.high)
    return next((end for end in ends if end is not None), Decimal(0))

"""What kind an amount is by what stands around it: thresholds, lists of gifts, totals of gifts."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from wushan_ie.linking.clauses import clause
from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.repeats import PLANNED
from wushan_ie.linking.restore import FOLLOWING, VERBLESS
from wushan_ie.records import Mention
from wushan_ie.rulebook.choices import one_of

_SORTED = re.compile("的[，。；]")  # 单笔支出5000元以上的，须经公开
_GIFT_LIST = re.compile(
    r"^[^\n，。；]{0,8}(?:捐赠|捐款|认捐|善款|爱心)[^\n，。；]{0,4}(?:明细|名单|名录|清单|榜|台账|如下)", re.M
)
_LINES = 40  # lines of a list below its head
_LIST = 90  # characters between two items of a list of gifts
_PLANNED = re.compile(
    r"[，,]?(?:已|仅|只)?(?:占|完成|为|达)(?!全[市县省国区])[^，。；\n]{0,8}(?:预算|计划|任务|目标)(?:数|的)?"
)
_ALONE = "amount-alone"


@lru_cache(maxsize=4)
def _sorts(things: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"的?[^，。；、：\n]{{0,8}}?{one_of(things)}")


def mark_thresholds(text: str, drafts: Sequence[Draft], projects: Sequence[Mention], table: Mapping[str, Any]) -> None:
    """Give 1亿元以上的项目 the kind PRICE; in 1亿元、5亿元以上项目 all members of the list."""
    ends = tuple(table["ends"])
    if not any(draft.amount.text.endswith(ends) for draft in drafts):
        return
    sorts = _sorts(tuple(table["things"]))
    starts = {one.start: one for one in projects}
    listed = False
    for index in range(len(drafts) - 1, -1, -1):
        draft = drafts[index]
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        said = sorts.match(text, draft.amount.end) or _SORTED.match(text, draft.amount.end)
        own = draft.amount.text.endswith(ends) and said is not None
        listed = own or (
            listed
            and following is not None
            and text[draft.amount.end : following.amount.start] in ("、", "和", "或", "以及")
        )
        if listed:
            draft.kind, draft.rule, draft.actors, draft.hypothetical = "PRICE", "threshold-of-things", (), True
            places = range(draft.amount.end, draft.amount.end + 2)
            draft.project = next((starts[place] for place in places if place in starts), None) if own else None
            draft.notes.append("threshold-of-things")


def follow_gifts(text: str, drafts: Sequence[Draft]) -> None:
    """Amounts without a verb that follow a gift, or stand in a list of gifts, are gifts.

    （2）某公司：50万元；最大一笔500万元，用于…; and below 捐赠明细 every 某公司：50万元.
    """
    heads = [head.span() for head in _GIFT_LIST.finditer(text)]
    for draft in drafts:
        at = bisect_right(heads, (draft.amount.start,)) - 1
        if at < 0 or draft.kind == "DONATE" or draft.rule not in VERBLESS or text[draft.amount.start - 1] != "：":
            continue
        if text.count("\n", heads[at][1], draft.amount.start) <= _LINES:
            draft.kind = "DONATE"
            draft.notes.append("in-a-list-of-gifts")
    for last, draft in itertools.pairwise(drafts):
        near = draft.amount.start - last.amount.end <= _LIST
        if last.kind == "DONATE" and draft.kind != "DONATE" and draft.rule in VERBLESS and near:
            draft.kind = "DONATE"
            draft.notes.append("listed-among-gifts")


def give_by_charities(text: str, drafts: Sequence[Draft], charities: Sequence[str]) -> None:
    """What a charity puts in is a gift: 县慈善总会投入20万元; but not what it accounts for, 支出288万元."""
    for draft in drafts:
        of_charities = bool(draft.actors) and all(one.text.endswith(tuple(charities)) for one in draft.actors)
        said = text[clause(text, draft.sentence[0], draft.amount.start) : draft.amount.start]
        if draft.kind == "INVEST" and of_charities and "支出" not in said:
            draft.kind = "DONATE"
            draft.notes.append("given-by-a-charity")


def lend_by_banks(drafts: Sequence[Draft], lenders: Sequence[str]) -> None:
    """What a bank provides, where no verb or noun says how, is a loan: 农商银行提供300万元资金支持."""
    for draft in drafts:
        of_banks = bool(draft.actors) and all(one.text.endswith(tuple(lenders)) for one in draft.actors)
        if of_banks and draft.rule in VERBLESS and draft.kind in ("INVEST", "OTHER"):
            draft.kind = "LOAN"
            draft.notes.append("provided-by-a-bank")


def share_kinds(text: str, drafts: Sequence[Draft]) -> None:
    """收入21282万元，占年预算96540万元的22%: a plan is of the kind of what is done of it."""
    for part, plan in itertools.pairwise(drafts):
        between = text[part.amount.end : plan.amount.start]
        if _PLANNED.fullmatch(between) and text.startswith("的", plan.amount.end):
            plan.kind, plan.rule = part.kind, PLANNED
            plan.notes.append(PLANNED)


def follow_kinds(drafts: Sequence[Draft]) -> None:
    """Members of a list and changes have the kind of the amount that they were read with, whatever made it so."""
    for last, draft in itertools.pairwise(drafts):
        if draft.rule in FOLLOWING and last.sentence == draft.sentence and draft.kind != last.kind:
            draft.kind = last.kind
            draft.notes.append("kind-of-the-amount-before")


def total_of_parts(drafts: Sequence[Draft]) -> None:
    """A total whose own words tell no kind has that of its parts, if they agree."""
    kinds: dict[int, set[str]] = {}
    for draft in drafts:
        if draft.part_of is not None and draft.rule not in VERBLESS and draft.rule != "part-of-total":
            kinds.setdefault(id(draft.part_of), set()).add(draft.kind)
    for draft in drafts:
        found = kinds.get(id(draft), set())
        if draft.rule == _ALONE and draft.kind == "OTHER" and len(found) == 1:
            draft.kind = next(iter(found))
            draft.notes.append("kind-of-its-parts")

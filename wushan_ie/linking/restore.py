"""What a sentence leaves unsaid: the kind and project of list items, changes, parts, and of 该项目."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from wushan_ie.linking.drafts import Draft
from wushan_ie.records import Mention

_LISTED = "listed-project-and-amount"
_ALONE = "amount-alone"
VERBLESS = frozenset({_LISTED, _ALONE, "money-goes-to-project"})  # rules that see no verb to tell the kind by
# what restore_lists makes of amounts that follow another one
FOLLOWING = frozenset({"same-as-listed-before", "difference-to-the-amount-before", "same-as-before-the-change"})
_AVERAGED = ("INCOME", "LOAN", "OUTPUT")  # of these kinds an average is no price
_OF_PEOPLE = "人户月村年天日家社"  # 平均每公斤18元 is the price of what the income is of
_CLOSE = 10  # characters in which an average is of the same: 工资6.3万元（7人，每人每月3000元）
_AVERAGE = 20  # characters between an amount and its average: 贷款余额21亿元，惠及果农1.6万户，户均13万元
_NEAR = 24  # characters between an amount and one before it whose kind it takes
_EARNED = frozenset({"INCOME", "OUTPUT", "SALE"})  # a part of these is earned by whoever earns the whole
_INHERITING = frozenset({"INVEST", "DONATE", "LOAN", "SALE", "OTHER", "OUTPUT"})


def restore_lists(text: str, drafts: Sequence[Draft], table: Mapping[str, Any]) -> None:
    """Give 20万元、15万元 and 由8角降到2角 the kind and project of the amount before."""
    separators, change = table["again"]["separators"], table["again"]["change"]
    difference = tuple(table["again"]["difference"])
    for last, draft in itertools.pairwise(drafts):
        if last.sentence != draft.sentence:
            continue
        between = text[last.amount.end : draft.amount.start]
        is_list = between in separators
        is_change = len(between) <= 10 and any(word in between for word in change)
        is_difference = len(between) <= 16 and between.lstrip("，,；;").startswith(difference)
        is_difference = is_difference and not any(sign in between for sign in "%％")  # 同比增长5%，其中税收4亿元
        is_average = _is_average(last, draft, between, table["again"]["no_average"])
        if is_average:
            draft.kind = last.kind
            draft.notes.append("average-of-the-income-before")
        elif is_list and draft.rule in (_ALONE, "rate-of-project", _LISTED):
            _copy(last, draft, "same-as-listed-before")
        elif is_list and draft.rule in VERBLESS:
            draft.kind = last.kind
            draft.notes.append("kind-of-the-amount-before")
        elif is_difference and (draft.rule == _ALONE or any(word in between for word in table["again"]["more"])):
            _copy(last, draft, "difference-to-the-amount-before")
        elif is_change and (draft.rule == _ALONE or draft.project is None or draft.kind == last.kind == "PRICE"):
            _copy(last, draft, "same-as-before-the-change")
        elif draft.rule == _ALONE and last.kind != "PRICE" and len(between) <= _NEAR:
            draft.kind = last.kind
            draft.notes.append("kind-of-the-amount-before")


def _is_average(last: Draft, draft: Draft, between: str, not_within: Sequence[str]) -> bool:
    """Whether a rate is what each has of the income or loan before: 贷款余额21亿元，惠及1.6万户，户均13万元."""
    if draft.kind != "PRICE" or last.kind not in _AVERAGED or len(between) > _AVERAGE:
        return False
    per = (draft.amount.amount.per if draft.amount.amount is not None else None) or ""
    is_of_another = draft.project is not None and len(between) > _CLOSE and not per.endswith("均")
    if is_of_another or any(word in between for word in not_within):
        return False
    return any(sign in per for sign in _OF_PEOPLE)


def _copy(last: Draft, draft: Draft, note: str) -> None:
    draft.kind, draft.rule, draft.project = last.kind, note, last.project
    draft.notes.append(note)


def split_lists(drafts: Sequence[Draft]) -> None:
    """A、B两项资金20万元、15万元: as many phrases in the project as amounts in the list, one to one."""
    index = 0
    while index < len(drafts):
        group = [drafts[index]]
        while index + len(group) < len(drafts) and drafts[index + len(group)].rule == "same-as-listed-before":
            group.append(drafts[index + len(group)])
        index += len(group)
        project = group[0].project
        if len(group) < 2 or project is None or project.end > group[0].amount.start:
            continue
        pieces = project.text.split("、")
        if len(pieces) != len(group):
            continue
        start = project.start
        for draft, piece in zip(group, pieces, strict=True):
            draft.project = replace(project, start=start, end=start + len(piece), text=piece)
            start += len(piece) + 1


def restore_parts(drafts: Sequence[Draft]) -> None:
    """A part takes what it lacks from its total: the kind of a bare list item, the project of an amount alone."""
    for draft in drafts:
        total = draft.part_of
        if total is None:
            continue
        if draft.rule in VERBLESS or (
            total.kind in ("LOAN", "DONATE") and draft.kind == "INVEST" and "part-by-progress" in draft.notes
        ):
            draft.kind = total.kind
            if draft.rule == _ALONE:
                draft.rule = "part-of-total"
        if draft.project is None and draft.kind in _INHERITING:
            draft.project = total.project
        goes_on = "part-by-progress" in draft.notes or draft.kind in _EARNED
        if not draft.actors and draft.kind == total.kind and goes_on:
            draft.actors = total.actors


def restore_purposes(
    text: str, drafts: Sequence[Draft], projects: Sequence[Mention], subjectless: tuple[str, ...]
) -> None:
    """A loan beside a purchase is for it (总共花了X，贷了Y); a price without a thing is of what 将 put forward."""
    for index, draft in enumerate(drafts):
        last = drafts[index - 1] if index else None
        if draft.project is not None:
            continue
        if (
            last is not None
            and draft.kind == "LOAN"
            and last.kind in ("SALE", "INVEST")
            and last.sentence == draft.sentence
        ):
            draft.project = last.project
            draft.notes.append("loan-for-the-purchase-before")
        elif last is not None and draft.kind == last.kind == "PRICE" and 0 <= draft.sentence[0] - last.sentence[1] <= 1:
            draft.project = last.project
            draft.notes.append("price-of-the-same")
        elif draft.kind == "PRICE":
            before = [one for one in projects if draft.sentence[0] <= one.start and one.end <= draft.amount.start]
            put = [one for one in before if text[one.start - 1 : one.start] in ("将", "把")]
            draft.project = put[-1] if put else None
        if draft.project is None:
            _take_subject(text, draft, last, projects, subjectless)


def _take_subject(
    text: str, draft: Draft, last: Draft | None, projects: Sequence[Mention], subjectless: tuple[str, ...]
) -> None:
    """总投资, 总价, 产值 speak of a thing: the nearest phrase before them in the sentence, or the last amount's."""
    before = text[max(draft.sentence[0], draft.amount.start - 8) : draft.amount.start].rstrip("约为达共：:了的预计可")
    if not before.endswith(subjectless):
        return
    floor = draft.sentence[0]
    if last is not None and last.sentence == draft.sentence:
        if last.project is not None:
            draft.project = last.project
            draft.notes.append("thing-of-the-amount-before")
            return
        floor = last.amount.end
    near = [one for one in projects if floor <= one.start and one.end <= draft.amount.start]
    if near:
        draft.project = near[-1]
        draft.notes.append("nearest-thing-before")

"""Amounts that stand for one stated before, or are only what another is measured by: nobody shall add them up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wushan_ie.linking.drafts import Draft
from wushan_ie.records import Amount

COMPARED = "amount-compared-with"  # the rule of an amount that another one is measured by
PLANNED = "plan-of-the-amount-before"  # and of the plan of what is said to be done
_MEASURE = re.compile(r"[比较](?:去年|上年|上年末|年初|同期|上年同期|去年同期)的?\Z")
_AGAIN = re.compile(r"(?:此次|这次|本次|该笔|这笔|上述|前述|这|该)[^，。；：\d]{0,6}\Z")  # 此次签约的12亿元贷款
_BEFORE = 10  # characters before an amount that say so


def mark_repeats(text: str, drafts: Sequence[Draft]) -> None:
    """Set ``repeats`` of amounts that point back to one of their kind and figures, and the rule of those compared."""
    first: dict[tuple[str, Amount | None], Draft] = {}
    for draft in drafts:
        said = text[max(draft.sentence[0], draft.amount.start - _BEFORE) : draft.amount.start]
        if is_compared(text, draft):
            draft.rule = COMPARED
        key = draft.kind, draft.amount.amount
        before = first.setdefault(key, draft)
        if before is not draft and _AGAIN.search(said) is not None:
            draft.repeats = before
            draft.notes.append("repeats-an-amount-before")


def is_compared(text: str, draft: Draft) -> bool:
    """Whether an amount is only what another is measured by: 比上年同期196978万元增长."""
    said = text[max(draft.sentence[0], draft.amount.start - _BEFORE) : draft.amount.start]
    return _MEASURE.search(said) is not None

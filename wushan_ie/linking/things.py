"""What a rate, a saving, a tax is of when the words beside it do not say: what was spoken of just before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from wushan_ie.linking.drafts import Draft
from wushan_ie.records import Mention

_CLAUSE = 14  # characters between an amount and one that goes on about its thing
_NOUNS = 6  # noun phrases before an amount among which its thing is
_AVERAGED = frozenset({"INVEST", "OUTPUT", "SALE", "DONATE"})


def restore_things(text: str, drafts: Sequence[Draft], projects: Sequence[Mention], table: Mapping[str, Any]) -> None:
    """Give amounts the thing of an amount before them in the sentence, or of the phrase that such amounts have.

    ``projects`` are sorted; ``table`` is the table ``thing`` of ``tables/linking.toml``.
    """
    averages = re.compile("|".join(map(re.escape, table["averages"])))
    for index, draft in enumerate(drafts):
        last = drafts[index - 1] if index and drafts[index - 1].sentence == draft.sentence else None
        if last is not None:
            _go_on(text, last, draft, averages, table)
        if draft.project is None:
            _take_by_ending(text, draft, projects, table["endings"])


def _go_on(text: str, last: Draft, draft: Draft, averages: re.Pattern[str], table: Mapping[str, Any]) -> None:
    between = text[last.amount.end : draft.amount.start]
    if last.project is None:
        return
    if draft.kind == "PRICE" and last.kind in _AVERAGED and averages.fullmatch(between.strip("，, ")[:2]):
        if len(between) <= _CLAUSE:
            _take(draft, last, "average-of-the-amount-before")  # 投资2.9亿元，亩均投资2322元
    elif draft.project is not None:
        return
    elif draft.kind in ("PRICE", "SAVE") and last.kind in ("PRICE", "SAVE") and len(between) <= 2 * _CLAUSE:
        _take(draft, last, "price-of-the-same")  # 保费每头480元，牧户只掏96元
    elif draft.kind == "INCOME" and last.kind == "OUTPUT" and any(word in between for word in table["taxes"]):
        _take(draft, last, "tax-of-the-output-before")
    elif draft.kind == last.kind == "INCOME" and any(word in between for word in table["rest"]):
        _take(draft, last, "rest-of-the-income-before")  # 收入20万元，刨去人工，净落8万元


def _take(draft: Draft, last: Draft, note: str) -> None:
    draft.project = last.project
    draft.notes.append(note)


def _take_by_ending(text: str, draft: Draft, projects: Sequence[Mention], endings: Sequence[Mapping[str, Any]]) -> None:
    """推出价格指数保险，赔付1175万元: what is paid out is of an insurance, what is saved of a fee."""
    before = text[max(draft.sentence[0], draft.amount.start - _CLAUSE) : draft.amount.start]
    for entry in endings:
        if draft.kind != entry["kind"] or not any(word in before for word in entry["words"]):
            continue
        first = bisect_left(projects, draft.sentence[0], key=lambda one: one.start)
        last = bisect_left(projects, draft.amount.start, key=lambda one: one.start)
        near = [one for one in projects[max(first, last - _NOUNS) : last] if one.text.endswith(tuple(entry["ends"]))]
        if near:
            draft.project = near[-1]
            draft.notes.append("thing-by-its-ending")
            return

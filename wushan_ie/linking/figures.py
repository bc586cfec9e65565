"""Parts that figures prove: a share that is right to its last digit, a rest that one amount leaves of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from wushan_ie.linking.clauses import clause
from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.sizes import become_part

_SHARE = re.compile(
    r"[，（](?:(?:仅|只|已)?(?:占|完成|为)[^，。；\n0-9]{0,14}|[^，。；\n0-9]{0,8}(?:率|进度)(?:为|达|达到)?)"
    r"(?P<share>[0-9]{1,2}(?:\.(?P<places>[0-9]{1,2}))?)[%％]"
)
_LEFT = re.compile(r"(?:结余|节余|剩余|剩下|余下|下余|余款|其余|尚欠|欠拨|缺口|还差)[^，。；\n]{0,8}\Z")
_NEAR = 12  # amounts before a part among which its total is
_BEHIND = 3  # and behind it
_NEAR_WHOLE = 3  # the same for a share of whole percents, which may be chance unless it is exact
_HALF = Decimal("0.6")  # of the last digit: a share may be cut off or rounded
_EXACT = Decimal("0.05")  # percent


def find_proved(text: str, drafts: Sequence[Draft]) -> None:
    """Set ``part_of`` of amounts whose figures tell their total: 已拨付2105万元，拨付率72.2%; 结余的51万元."""
    for index, part in enumerate(drafts):
        if part.part_of is not None:
            continue
        share = _SHARE.match(text, part.amount.end)
        if share is not None:
            total = _of_share(drafts, index, Decimal(share["share"]), len(share["places"] or ""))
        elif _LEFT.search(text, clause(text, part.sentence[0], part.amount.start), part.amount.start) is not None:
            total = _left_of(drafts, index)
        else:
            continue
        if total is not None:
            become_part(part, total, "part-by-figures")


def _of_share(drafts: Sequence[Draft], index: int, share: Decimal, places: int) -> Draft | None:
    """Return the nearest amount, those before first, of which the part is so many percent, given to so many places."""
    part = _value(drafts[index])
    before = reversed(drafts[max(0, index - _NEAR) : index])
    for distance, total in enumerate([*before, *drafts[index + 1 : index + 1 + _BEHIND]]):
        whole = _value(total)
        bound = _HALF / 10**places if places or distance < _NEAR_WHOLE else _EXACT
        if part and whole and abs(part / whole * 100 - share) <= bound:
            return total
    return None


def _left_of(drafts: Sequence[Draft], index: int) -> Draft | None:
    """Return the nearest amount of which another one behind it leaves this one."""
    rest = _value(drafts[index])
    for total, spent in _pairs(drafts[max(0, index - _NEAR) : index]):
        whole, gone = _value(total), _value(spent)
        if rest and whole and gone and whole - gone == rest:
            return total
    return None


def _pairs(before: Sequence[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """Yield totals with what is spent of them: amounts side by side, or a part; the nearest first."""
    for end in range(len(before) - 1, 0, -1):
        for start in range(end - 1, -1, -1):
            if start == end - 1 or before[end].part_of is before[start]:
                yield before[start], before[end]


def _value(draft: Draft) -> Decimal | None:
    amount = draft.amount.amount
    return None if amount is None or amount.per or amount.unit != "CNY" else amount.value

"""Whether an amount can hold another one as its part, and making it one."""

from __future__ import annotations

from decimal import Decimal

from wushan_ie.linking.drafts import Draft

_DEEPEST = 6  # parts of parts of parts


def can_hold(total: Draft, part: Draft) -> bool:
    """Whether ``part`` may be a part of ``total``: of the same unit, no larger, no rate, and not the other way round.

    What a farmer pays of the price of one thing is a part of it: 每亩保费60元，其中农户自缴12元.
    """
    if "threshold-of-things" in (total.rule, part.rule):
        return False
    whole, piece = total.amount.amount, part.amount.amount
    if whole is None or piece is None or piece.unit != whole.unit:
        return False
    if (piece.per and piece.per != whole.per) or (whole.per and part.kind != "PRICE"):
        return False
    return size(part) <= size(total) and not _is_within(total, part)


def become_part(draft: Draft, total: Draft, note: str) -> None:
    """Make an amount a part of a total that can hold it, unless it is a part already."""
    if draft.part_of is None and can_hold(total, draft):
        draft.part_of = total
        draft.notes.append(note)


def size(draft: Draft) -> Decimal:
    """Return the stated figure of an amount, else its lower or upper bound."""
    amount = draft.amount.amount
    if amount is None:
        return Decimal(0)
    if amount.value is not None:
        return amount.value
    return next((end for end in (amount.low, amount.high) if end is not None), Decimal(0))


def _is_within(draft: Draft, other: Draft) -> bool:
    """Whether ``draft`` is already a part of ``other``, or of so much that no text means it."""
    part: Draft | None = draft
    for _ in range(_DEEPEST):
        if part is None:
            return False
        if part is other:
            return True
        part = part.part_of
    return True

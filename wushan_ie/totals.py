"""Sums of facts that count nothing twice and say what they leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wushan_ie.errors import SettingError
from wushan_ie.records import Fact, Mention


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of some facts: ``key`` are the values of the groups asked for, ``unit`` the currency.

    ``low`` and ``high`` bound the sum: an amount without a lower bound counts as 0 in ``low``; ``high`` is None when
    one of the amounts has no upper bound. ``stated`` adds the stated figures, None where one is a range.
    """

    key: tuple[str, ...]
    unit: str
    stated: Decimal | None
    low: Decimal
    high: Decimal | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that no sum holds, and why."""

    fact: Fact
    why: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums by group, in the order of their first fact, and what they leave out."""

    rows: tuple[Total, ...]
    left_out: tuple[LeftOut, ...]


def totals(facts: Iterable[Fact], by: Sequence[str] = ("kind",)) -> Totals:
    """Add the facts of one document by kind, payer, project or place.

    Left out: prices and rates, hypothetical amounts, repeated mentions of one fact, and either a total or its parts:
    the parts stand for the total when they add up to it exactly, else the total stands for its parts. Currencies are
    never mixed. Raises SettingError for an unknown group.
    """
    for group in by:
        if group not in _GROUPS:
            raise SettingError(f"no group {group!r}; allowed: {', '.join(_GROUPS)}")
    counted, left_out = _countable(list(facts))
    groups: dict[tuple[tuple[str, ...], str], list[Fact]] = {}
    for fact in counted:
        key = tuple(_GROUPS[group](fact) for group in by)
        groups.setdefault((key, _unit(fact)), []).append(fact)
    rows = tuple(_total(key, unit, members) for (key, unit), members in groups.items())
    return Totals(rows, tuple(left_out))


def overfull_totals(facts: Iterable[Fact]) -> list[tuple[Fact, Decimal]]:
    """Return the totals whose parts exceed their upper bound, with the sum of the parts' lower bounds."""
    facts = list(facts)
    found = []
    for fact in facts:
        parts = [one for one in facts if one.part_of == fact.amount]
        lows = [one.amount.amount.low for one in parts if one.amount.amount is not None]
        added = sum((low for low in lows if low is not None), Decimal(0))
        high = fact.amount.amount.high if fact.amount.amount is not None else None
        if high is not None and added > high:
            found.append((fact, added))
    return found


def _countable(facts: list[Fact]) -> tuple[list[Fact], list[LeftOut]]:
    replaced = _replaced_totals(facts)
    seen: set[tuple[object, ...]] = set()
    counted: list[Fact] = []
    left_out: list[LeftOut] = []
    for fact in facts:
        why = _why_not(fact, replaced)
        identity = _identity(fact)
        if why is None and identity in seen:
            why = "repeats a fact counted before"
        if why is None:
            seen.add(identity)
            counted.append(fact)
        else:
            left_out.append(LeftOut(fact, why))
    return counted, left_out


def _why_not(fact: Fact, replaced: frozenset[Mention]) -> str | None:
    amount = fact.amount.amount
    if fact.hypothetical:
        return "hypothetical"
    if fact.kind == "PRICE" or amount is None or amount.per:
        return "a price or rate"
    if fact.amount in replaced:
        return "its parts add up to it and are counted"
    if fact.part_of is not None and fact.part_of not in replaced:
        return f"part of {fact.part_of.text}"
    return None


def _replaced_totals(facts: Sequence[Fact]) -> frozenset[Mention]:
    """Return the amounts of totals that their parts, all of one kind with them, make up exactly."""
    replaced = set()
    for fact in facts:
        parts = [one for one in facts if one.part_of == fact.amount]
        values = [one.amount.amount.value for one in parts if one.amount.amount is not None]
        whole = fact.amount.amount.value if fact.amount.amount is not None else None
        same = all(one.kind == fact.kind and not one.hypothetical for one in parts)
        if len(parts) > 1 and same and None not in values:
            added = sum((value for value in values if value is not None), Decimal(0))
            if added == whole and fact.part_of is None:
                replaced.add(fact.amount)
    return frozenset(replaced)


def _identity(fact: Fact) -> tuple[object, ...]:
    payers = tuple(sorted(actor.canonical or actor.text for actor in fact.actors))
    project = fact.project.text if fact.project is not None else f"at {fact.amount.start}"
    amount = fact.amount.amount
    figures = None if amount is None else (amount.value, amount.low, amount.high, amount.unit)
    return fact.kind, figures, project, payers


def _total(key: tuple[str, ...], unit: str, members: Sequence[Fact]) -> Total:
    amounts = [fact.amount.amount for fact in members if fact.amount.amount is not None]
    stated, low, high = Decimal(0), Decimal(0), Decimal(0)
    has_value = has_high = True
    for amount in amounts:
        has_value &= amount.value is not None
        has_high &= amount.high is not None
        stated += amount.value or 0
        low += amount.low or 0
        high += amount.high or 0
    return Total(key, unit, stated if has_value else None, low, high if has_high else None, tuple(members))


def _unit(fact: Fact) -> str:
    return fact.amount.amount.unit if fact.amount.amount is not None else ""


def _payer(fact: Fact) -> str:
    return "、".join(sorted(actor.canonical or actor.text for actor in fact.actors)) or "–"


def _place(fact: Fact) -> str:
    if fact.place is None:
        return fact.place_resolved or "–"
    return fact.place.canonical or fact.place.text


_GROUPS: Mapping[str, Callable[[Fact], str]] = {
    "kind": lambda fact: fact.kind,
    "payer": _payer,
    "project": lambda fact: fact.project.text if fact.project is not None else "–",
    "place": _place,
}

"""Sums of facts that count nothing twice and say what they leave out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wushan_ie.errors import SettingError
from wushan_ie.linking.repeats import COMPARED, PLANNED
from wushan_ie.records import Fact, Mention

_CHANGED = "same-as-before-the-change"
_ASIDE = {
    COMPARED: "only what another amount is compared with",
    PLANNED: "a plan; what is done of it is counted",
    "difference-to-the-amount-before": "a difference to another amount",
}


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
class Overfull:
    """A total whose parts' lower bounds, ``added`` up, exceed its upper bound: one of the links must be wrong."""

    fact: Fact
    added: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums by group, in the order of their first fact, what they leave out, and what cannot be right."""

    rows: tuple[Total, ...]
    left_out: tuple[LeftOut, ...]
    overfull: tuple[Overfull, ...]


def totals(facts: Iterable[Fact], by: Sequence[str] = ("kind",)) -> Totals:
    """Add the facts of one document by kind, payer, project or place.

    Left out: prices and rates; hypothetical amounts; repeated mentions of one fact; what another amount is compared
    with, grew or shrank by, or was before it changed; plans beside what is done of them; and either a total or its
    parts: the parts stand for the total when they add up to it exactly, else the total stands for its parts.
    Currencies are never mixed. Raises SettingError for an unknown group.
    """
    for group in by:
        if group not in _GROUPS:
            raise SettingError(f"no group {group!r}; allowed: {', '.join(_GROUPS)}")
    facts = list(facts)
    counted, left_out = _countable(facts)
    groups: dict[tuple[tuple[str, ...], str], list[Fact]] = {}
    for fact in counted:
        key = tuple(_GROUPS[group](fact) for group in by)
        groups.setdefault((key, _unit(fact)), []).append(fact)
    rows = tuple(_total(key, unit, members) for (key, unit), members in groups.items())
    return Totals(rows, tuple(left_out), tuple(overfull_totals(facts)))


def overfull_totals(facts: Iterable[Fact]) -> list[Overfull]:
    """Return the totals whose parts exceed their upper bound."""
    facts = list(facts)
    parts = _parts(facts)
    found = []
    for fact in facts:
        lows = [one.amount.amount.low for one in parts.get(fact.amount, ()) if one.amount.amount is not None]
        added = sum((low for low in lows if low is not None), Decimal(0))
        high = fact.amount.amount.high if fact.amount.amount is not None else None
        if high is not None and added > high:
            found.append(Overfull(fact, added))
    return found


def _parts(facts: Sequence[Fact]) -> dict[Mention, list[Fact]]:
    """Return the parts of each amount that is a total."""
    parts: dict[Mention, list[Fact]] = {}
    for fact in facts:
        if fact.part_of is not None:
            parts.setdefault(fact.part_of, []).append(fact)
    return parts


def _countable(facts: list[Fact]) -> tuple[list[Fact], list[LeftOut]]:
    replaced = _replaced_totals(facts)
    passed = {fact.amount: why for fact, why in zip(facts, _passed_over(facts), strict=True) if why is not None}
    seen: list[Fact] = []
    by_figures: dict[tuple[object, ...], list[Fact]] = {}
    left_out: list[LeftOut] = []
    for fact in facts:
        why = passed.get(fact.amount)
        if why is None and fact.amount in replaced:
            why = "its parts add up to it and are counted"
        if why is None and fact.part_of is not None and fact.part_of not in replaced and fact.part_of not in passed:
            why = f"part of {fact.part_of.text}"
        same = by_figures.setdefault(_figures(fact), [])
        if why is None and any(_is_repeated(one, fact) for one in same):
            why = "repeats a fact counted before"
        if why is None:
            seen.append(fact)
            same.append(fact)
        else:
            left_out.append(LeftOut(fact, why))
    return seen, left_out


def _passed_over(facts: Sequence[Fact]) -> Iterator[str | None]:
    """Yield for each fact why it is never counted, whatever else is, or None."""
    for fact, following in itertools.zip_longest(facts, facts[1:]):
        amount = fact.amount.amount
        if fact.hypothetical:
            yield "hypothetical"
        elif fact.kind == "PRICE" or amount is None or amount.per:
            yield "a price or rate"
        elif fact.repeats is not None:
            yield f"repeats {fact.repeats.text} stated before"
        elif following is not None and following.rule == _CHANGED and following.kind == fact.kind:
            yield f"changes into {following.amount.text}"
        else:
            yield _ASIDE.get(fact.rule)


def _replaced_totals(facts: Sequence[Fact]) -> frozenset[Mention]:
    """Return the amounts of totals that their parts, all of one kind with them, make up exactly."""
    found = _parts(facts)
    replaced = set()
    for fact in facts:
        parts = found.get(fact.amount, [])
        values = [one.amount.amount.value for one in parts if one.amount.amount is not None]
        whole = fact.amount.amount.value if fact.amount.amount is not None else None
        same = all(one.kind == fact.kind and not one.hypothetical for one in parts)
        if len(parts) > 1 and same and None not in values and fact.part_of is None:
            added = sum((value for value in values if value is not None), Decimal(0))
            if added == whole:
                replaced.add(fact.amount)
    return frozenset(replaced)


def _figures(fact: Fact) -> tuple[object, ...]:
    amount = fact.amount.amount
    return (fact.kind, *((amount.value, amount.low, amount.high, amount.unit) if amount is not None else ()))


def _is_repeated(before: Fact, fact: Fact) -> bool:
    """Whether two facts of one kind and the same figures are one: for one project, by no two different payers.

    Without a project they are one only if the same are named to have paid, in different sentences: two villages may
    get 20万元 each.
    """
    payers, others = _names(before), _names(fact)
    if before.project is None or fact.project is None:
        return bool(payers) and payers == others and before.sentence != fact.sentence
    one, other = before.project.text, fact.project.text
    return (one in other or other in one) and (not payers or not others or payers == others)


def _names(fact: Fact) -> frozenset[str]:
    return frozenset(actor.canonical or actor.text for actor in fact.actors)


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

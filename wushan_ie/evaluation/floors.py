"""Floors under scores: ``MONEY=0.98`` fails a run whose F1 of MONEY is lower."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from wushan_ie.errors import SettingError
from wushan_ie.evaluation.scores import MEASURES, Evaluation


@dataclass(frozen=True, slots=True)
class Floor:
    """The least F1 (of a share: the least share) that a measure must reach."""

    name: str
    minimum: float


def parse_floor(words: str) -> Floor:
    """Return the floor that ``LABEL=F1`` states; raises SettingError when it states none.

    >>> parse_floor("MONEY=0.98")
    Floor(name='MONEY', minimum=0.98)
    """
    name, sign, number = (part.strip() for part in words.partition("="))
    names = [definition.name for definition in MEASURES]
    if not sign:
        raise SettingError(f"floor {words!r}: expected LABEL=F1, such as MONEY=0.98")
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        guess = f"did you mean {near[0]}? " if near else ""
        raise SettingError(f"floor {words!r}: no score is called {name!r}; {guess}allowed: {', '.join(names)}")
    try:
        minimum = float(number)
    except ValueError:
        minimum = -1.0
    if not 0 <= minimum <= 1:
        raise SettingError(f"floor {words!r}: {number!r} is not a number from 0 to 1")
    return Floor(name, minimum)


def missed_floors(evaluation: Evaluation, floors: Iterable[Floor]) -> list[str]:
    """Return a sentence for each floor that is missed; where there is nothing to score none is.

    The comparison is exact: 0.9799 misses 0.98, though a table shows both as 0.980.
    """
    missed = []
    for floor in floors:
        f1 = evaluation.measure(floor.name).counts.f1
        if f1 is not None and f1 < floor.minimum:
            missed.append(f"{floor.name} is {f1:.4f}, below the floor of {floor.minimum:g}")
    return missed

"""What a report may show beside the evaluation itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wushan_ie.evaluation.comparison import Comparison, Contribution
from wushan_ie.evaluation.partial import PartialScore


@dataclass(frozen=True, slots=True)
class Supplement:
    """Partial span scores, what each rule adds, a comparison: each costs time and is left out unless asked for."""

    partial: Sequence[PartialScore] = ()
    contributions: Sequence[Contribution] = ()
    comparison: Comparison | None = None

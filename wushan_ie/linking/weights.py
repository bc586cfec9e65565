"""Weights of evidence: read from ``tables/evidence.tsv``, which ``wushan-ie rules fit`` writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wushan_ie.errors import RuleError

KIND_SIGN = " if "
_WINNER = "winner "
DECIDES = 100.0  # more than all evidence together: a rule that the weights do not know is somebody's own


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each piece of evidence counts, in nats: evidence of weight w makes an option e^w times as likely.

    What is not listed counts nothing, but for a link rule that was not there when the weights were fitted.
    """

    values: Mapping[str, float]
    kinds: tuple[str, ...] = ()  # those that evidence speaks for or against
    by_kind: Mapping[str, tuple[float, ...]] = field(default_factory=dict)  # evidence -> its weight for each of them

    def score(self, evidence: Iterable[str]) -> float:
        """Return the sum of the weights."""
        total, known = 0.0, self.values.get  # once for every piece of evidence there is: no call more than needed
        for one in evidence:
            weight = known(one)
            if weight is not None:
                total += weight
            elif one.startswith(_WINNER):
                total += DECIDES
        return total

    def weight(self, evidence: str) -> float:
        """Return the weight of one piece of evidence."""
        found = self.values.get(evidence)
        if found is None:
            return DECIDES if evidence.startswith(_WINNER) else 0.0
        return found


def read_weights(rows: Sequence[Sequence[str]]) -> Weights:
    """Return the weights of a table of two columns; raises RuleError for a row of another form."""
    values: dict[str, float] = {}
    for number, row in enumerate(rows, 1):
        try:
            evidence, weight = row
            values[evidence] = float(weight)
        except ValueError:
            raise RuleError(
                f"tables/evidence.tsv: row {number}: found {row!r}; allowed: evidence and its weight"
            ) from None
    return weights_of(values)


def weights_of(values: Mapping[str, float]) -> Weights:
    """Return the weights of these values; those of ``KIND if evidence`` are found by their evidence too."""
    found: dict[str, dict[str, float]] = {}
    for one, weight in values.items():
        kind, sign, evidence = one.partition(KIND_SIGN)
        if sign:
            found.setdefault(evidence, {})[kind] = weight
    kinds = tuple(sorted({kind for weights in found.values() for kind in weights}))
    by_kind = {one: tuple(weights.get(kind, 0.0) for kind in kinds) for one, weights in found.items()}
    return Weights(values, kinds, by_kind)

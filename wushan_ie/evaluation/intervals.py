"""How sure a score is: bootstrap intervals over documents, Wilson intervals of a share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wushan_ie.evaluation.scores import Counts

Interval = tuple[float, float]

_RESAMPLES = 1000
_SEED = 20240202
_Z = 1.959963984540054  # the normal quantile of 0.975


def bootstrap_intervals(rows: Sequence[Sequence[Counts]]) -> list[Interval | None]:
    """Return the 95 % interval of each column's F1; ``rows`` holds one document each, its columns the measures.

    Documents are drawn with replacement, because errors cluster in them (percentile bootstrap, a fixed seed).
    None where fewer than two documents have anything to score: there is nothing to resample.
    """
    table = np.array([[(c.right, c.predicted + c.gold) for c in row] for row in rows], dtype=np.float64)
    documents = len(rows)
    draws = np.random.default_rng(_SEED).multinomial(documents, np.full(documents, 1 / documents), size=_RESAMPLES)
    right, total = (draws.astype(np.float64) @ table[:, :, part] for part in (0, 1))
    intervals: list[Interval | None] = []
    for column in range(table.shape[1]):
        scored = total[:, column] > 0
        if np.count_nonzero(table[:, column, 1]) < 2:
            intervals.append(None)
            continue
        low, high = np.quantile(2 * right[scored, column] / total[scored, column], (0.025, 0.975))
        intervals.append((float(low), float(high)))
    return intervals


def wilson_interval(right: int, n: int) -> Interval | None:
    """Return the 95 % Wilson score interval of a share; None when n is 0.

    >>> [round(end, 3) for end in wilson_interval(9, 10)]
    [0.596, 0.982]
    """
    if n == 0:
        return None
    share, z2 = right / n, _Z * _Z
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = _Z / (1 + z2 / n) * (share * (1 - share) / n + z2 / (4 * n * n)) ** 0.5
    return max(0.0, centre - reach), min(1.0, centre + reach)

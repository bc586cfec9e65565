"""Times how long a record takes to make and to change: msgspec's structs beside dataclasses.

python -m benchmarks.records
"""

from __future__ import annotations

import dataclasses
import timeit
from collections.abc import Callable
from typing import Any

import msgspec

_FIELDS = ("label", "start", "end", "text", "rule", "amount", "period", "canonical", "code")
_NUMBER, _ROUNDS = 100_000, 5


def main() -> None:
    """Print microseconds."""
    frozen = dataclasses.make_dataclass("Frozen", _FIELDS, frozen=True, slots=True)
    plain = dataclasses.make_dataclass("Plain", _FIELDS, slots=True)
    struct = msgspec.defstruct("Struct", list(_FIELDS), frozen=True, gc=False)
    changes: dict[type[Any], Callable[..., Any]] = {
        frozen: dataclasses.replace,
        plain: dataclasses.replace,
        struct: msgspec.structs.replace,
    }
    for kind, change in changes.items():
        values = ("ORG", 4, 8, "县水利局", "organization-body", None, None, "县水利局", None)
        record = kind(*values)
        made = min(timeit.repeat(lambda k=kind, v=values: k(*v), number=_NUMBER, repeat=_ROUNDS))
        changed = min(timeit.repeat(lambda c=change, r=record: c(r, canonical="甲"), number=_NUMBER, repeat=_ROUNDS))
        print(f"{kind.__name__:8} made in {made / _NUMBER * 1e6:.2f} µs, changed in {changed / _NUMBER * 1e6:.2f} µs")


if __name__ == "__main__":
    main()

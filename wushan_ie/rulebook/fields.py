"""The fields of a TOML table, taken one by one with their types checked; what is not taken is a fault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wushan_ie.rulebook.faults import Fault, unknown
from wushan_ie.rulebook.files import Block


class Fields:
    """Takes typed fields out of one table; every fault goes to ``faults`` and yields an empty value."""

    def __init__(self, table: Mapping[str, Any], block: Block, faults: list[Fault], prefix: str = "") -> None:
        self._table = table
        self._block = block
        self._faults = faults
        self._prefix = prefix
        self._taken: list[str] = []

    def fault(self, field: str, message: str) -> None:
        """Report a fault about a field."""
        self._faults.append(self._block.fault(f"{self._prefix}{message}", field))

    def text(self, field: str, required: bool = True) -> str:
        """Take a string that is not empty; an optional one is "" when absent."""
        value = self._take(field, required)
        if value is None:
            return ""
        if isinstance(value, str) and value.strip():
            return value
        self.fault(field, f"found {_shown(value)}; allowed: a text")
        return ""

    def texts(self, field: str, least: int, single: bool = False) -> tuple[str, ...]:
        """Take a list of at least ``least`` strings; with ``single`` one string stands for a list of one."""
        value = self._take(field, required=least > 0)
        if value is None:
            return ()
        if single and isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.fault(field, f"found {_shown(value)}; allowed: {'a text or ' if single else ''}a list of texts")
            return ()
        if len(value) < least:
            self.fault(field, f"found {len(value)}; allowed: at least {least}")
        if len(set(value)) < len(value):
            self.fault(field, "found an entry twice; allowed: each once")
        return tuple(value)

    def flag(self, field: str) -> bool:
        """Take true or false, false when absent."""
        value = self._take(field, required=False)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(field, f"found {_shown(value)}; allowed: true, false")
        return False

    def table(self, field: str) -> dict[str, dict[str, Any]]:
        """Take a table of tables."""
        value = self._take(field, required=True)
        if value is None:
            return {}
        if isinstance(value, dict) and value and all(isinstance(item, dict) for item in value.values()):
            return value
        self.fault(field, f"found {_shown(value)}; allowed: a table of tables")
        return {}

    def close(self) -> None:
        """Report the fields that nobody took."""
        for field in self._table:
            if field not in self._taken:
                self.fault(field, unknown("field", field, self._taken))

    def _take(self, field: str, required: bool) -> Any:
        self._taken.append(field)
        if required and field not in self._table:
            self.fault(field, f"found no field {field!r}; allowed: a table with it")
        return self._table.get(field)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."

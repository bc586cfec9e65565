"""The checks that ``rules/tables/dates.toml`` passes before it is compiled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from wushan_ie.errors import RuleError
from wushan_ie.rulebook.table_entries import TableEntries

_NAME = "dates.toml"
_COUNTED: tuple[tuple[str, ...], ...] = (
    *((unit, base) for unit in ("year", "month", "day") for base in ("writing", "named")),
    *(("week",), ("quarter",), ("era",)),
)
_HOLIDAYS = ("holiday", "holiday_cued", "holiday_figures")
_WORDS = (
    *(("cue", key) for key in ("included", "following", "between")),
    *(("context", key) for key in ("since", "recurring", "planned", "planned_behind", "compared")),
    *(("plan", "behind"), ("clock", "parts")),
)
_MONTH_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])|qingming|")


def check_dates(table: Mapping[str, Any]) -> None:
    """Raise RuleError for the first entry of the table that is missing or of the wrong kind."""
    entries = TableEntries(table, _NAME)
    for path in _COUNTED:
        _check(entries, path, _is_whole, "a whole number")
    for path in (("part",), ("third",)):
        _check(entries, path, lambda value: _is_list(value, 2), "the first and the last, two whole numbers")
    _check(entries, ("season",), lambda value: _is_list(value, 3), "years and the first and last month")
    for group in _HOLIDAYS:
        _check(entries, (group,), _is_holiday, 'a month and day such as "10-01", "qingming", or "" where it moves')
    for path in _WORDS:
        entries.words(*path)
    _check(entries, ("clock", "short"), _is_characters, "the characters that may not stand behind it")
    known = {word for path in (*_COUNTED, ("part",), ("third",), ("season",)) for word in entries.section(*path)}
    known |= {word for group in _HOLIDAYS for word in entries.section(group)}
    for side in ("not_after", "not_before"):
        _check(entries, (side,), _is_characters, "the characters beside which it is no date")
        for word in entries.section(side):
            if word not in known:
                raise RuleError(
                    f"{_NAME}: {side}.{word} is the guard of no word of the table; add the word or drop it."
                )


def _check(entries: TableEntries, path: tuple[str, ...], is_right: Callable[[object], bool], wanted: str) -> None:
    for word, value in entries.section(*path).items():
        if not is_right(value):
            raise RuleError(f"{_NAME}: {'.'.join(path)}.{word} is {value!r}; it must be {wanted}.")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_list(value: object, length: int) -> bool:
    return isinstance(value, list) and len(value) == length and all(map(_is_whole, value))


def _is_holiday(value: object) -> bool:
    return isinstance(value, str) and _MONTH_DAY.fullmatch(value) is not None


def _is_characters(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""

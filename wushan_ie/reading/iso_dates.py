"""One full calendar date at the head of a header's value to its ISO form."""

from __future__ import annotations

import re
from datetime import date

_GAP = r"[ \t\xa0\u2000-\u200b\u3000]{0,4}"
_FIGURES = re.compile(
    rf"(?P<year>[12１２]\d{{3}}){_GAP}[-/.．年]{_GAP}(?P<month>\d{{1,2}}){_GAP}[-/.．月]{_GAP}(?P<day>\d{{1,2}})(?!\d){_GAP}日?"
)
_CLOSED_UP = re.compile(r"(?P<year>[12１２]\d{3})(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_CHINESE = re.compile(
    r"(?P<year>[一二][〇○零OＯ0一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_TIME = re.compile(r"[ T\t\xa0\u2000-\u200b\u3000-]{0,4}\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?!\d)")
_FIRST = frozenset("12１２一二")  # of a year
_DIGIT = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○OＯ0", "0")


def match_date(text: str, start: int) -> tuple[str, int, bool] | None:
    """Return the date that begins at ``start`` in ISO form, where it and its time of day end, and whether it has one.

    A date that the calendar does not know (2022-13-40) is None.

    >>> match_date("2024年2月2日 09:30 来源", 0)
    ('2024-02-02', 15, True)
    """
    if text[start : start + 1] not in _FIRST:
        return None
    match = _FIGURES.match(text, start) or _CLOSED_UP.match(text, start) or _CHINESE.match(text, start)
    if match is None:
        return None
    try:
        day = date(*(_number(match[part]) for part in ("year", "month", "day")))
    except ValueError:
        return None
    time = _TIME.match(text, match.end())
    return day.isoformat(), time.end() if time else match.end(), time is not None


def _number(numeral: str) -> int:
    """Return the value of figures, of Chinese figures (二〇二四) and of the tens of a calendar (三十一)."""
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return 10 * int(_DIGIT.get(tens, "1")) + int(_DIGIT.get(ones, "0"))
    return int("".join(_DIGIT.get(char, char) for char in numeral))

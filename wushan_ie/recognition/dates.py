"""DATE mentions of a text in one pass; their days are read by ``date_values``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from wushan_ie.recognition.date_grammar import DateGrammar
from wushan_ie.recognition.number_grammar import fold
from wushan_ie.records import Mention


def find_dates(text: str, grammar: DateGrammar, excluded: Sequence[tuple[int, int]]) -> list[Mention]:
    """Return the DATE mentions in text order, without periods; those that begin in ``excluded`` are left out.

    ``excluded`` are sorted, disjoint offsets. The rule names the form: date-day, date-month, date-range …
    """
    starts = [start for start, _ in excluded]
    found = []
    for start, end, form in grammar.finder.find(fold(text)):
        place = bisect_right(starts, start) - 1
        if form == "silent" or (place >= 0 and start < excluded[place][1]):
            continue
        found.append(Mention("DATE", start, end, text[start:end], f"date-{form}"))
    return found

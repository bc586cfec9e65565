"""Organizations in projects: 县人民医院|住院楼 is one phrase, and a school may be the works itself: 修缮东溪小学."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from wushan_ie.records import Mention
from wushan_ie.rulebook.choices import one_of

_BEFORE = 8  # characters before an organization in which the verb stands that makes it
_FACILITY = "facility-phrase"


@dataclass(frozen=True, slots=True)
class ProjectNames:
    """The compiled table ``names`` of ``projects.toml``."""

    belongings: re.Pattern[str]
    facilities: tuple[str, ...]
    made: re.Pattern[str]
    costs: re.Pattern[str]


def compile_names(table: Mapping[str, Any]) -> ProjectNames:
    """Compile the table."""
    return ProjectNames(
        belongings=re.compile(rf"{one_of(table['belongings'])}(?:[、和及与].*)?\Z"),
        facilities=tuple(table["facilities"]),
        made=re.compile(rf"{one_of(table['made'])}[了的]?[^，。；、]{{0,6}}\Z"),
        costs=re.compile(one_of(table["costs"])),
    )


def join_names(
    text: str, phrases: Sequence[Mention], organizations: Sequence[Mention], names: ProjectNames
) -> Iterator[Mention]:
    """Yield the phrases, those that belong to the organization right before them with it, and organizations made."""
    by_end = {one.end: one for one in organizations}
    joined: set[int] = set()
    for one in phrases:
        owner = by_end.get(one.start)
        if owner is not None and one.rule == "thing-phrase" and names.belongings.search(one.text) is not None:
            joined.add(owner.start)
            one = replace(one, start=owner.start, text=text[owner.start : one.end])
        yield one
    for owner in organizations:
        if owner.start in joined or not owner.text.endswith(names.facilities):
            continue
        is_made = names.made.search(text, max(owner.start - _BEFORE, 0), owner.start) is not None
        if is_made or names.costs.match(text, owner.end) is not None:
            yield Mention("PROJECT", owner.start, owner.end, owner.text, _FACILITY)

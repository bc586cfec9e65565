"""Names side by side: 县财政局、县教育局 is one payer of two; and names among mentions, found by their offsets."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from wushan_ie.linking.drafts import Draft
from wushan_ie.records import Mention

_JOINED = re.compile(r"[、和与及]|以及|会同|联合|、?及其")
_TITLED = re.compile(r"[、和与及][^，。；：、的]{0,8}")
_TITLE = 10  # characters between two names side by side
_EACH = re.compile(r"分别|各自|各")


def within(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Return the mentions that lie between the offsets; they are sorted and disjoint."""
    first = bisect_left(mentions, start, key=lambda one: one.start)
    return mentions[first : bisect_right(mentions, end, first, key=lambda one: one.end)]


def runs(text: str, names: Sequence[Mention]) -> Iterator[tuple[Mention, ...]]:
    """Yield the coordinations among names, the last one first."""
    end = len(names)
    while end:
        first = end - 1
        while first and _is_joined(text, names[first - 1], names[first]):
            first -= 1
        yield tuple(names[first:end])
        end = first


def run_from(text: str, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the coordination that begins with the first of the names; empty without names."""
    run = list(names[:1])
    for one in names[1:]:
        if not _is_joined(text, run[-1], one):
            break
        run.append(one)
    return tuple(run)


def _is_joined(text: str, one: Mention, other: Mention) -> bool:
    """Whether two names stand side by side; persons may bring their titles: 书记王林、院长李明."""
    if other.start - one.end > _TITLE:
        return False
    between = _TITLED if one.label == other.label == "PERSON" else _JOINED
    return between.fullmatch(text, one.end, other.start) is not None


def without_works(names: Sequence[Mention], projects: Sequence[Mention], works: Sequence[str]) -> list[Mention]:
    """Return the names but those within the name of works: 青山小学 in 青山小学道路提升项目 pays nothing.

    Both are sorted, and ``projects`` are disjoint.
    """
    ends = tuple(works)
    kept = []
    for one in names:
        at = bisect_right(projects, one.start, key=lambda project: project.start) - 1
        inside = at >= 0 and one.end < projects[at].end and projects[at].text.endswith(ends)
        if not inside:
            kept.append(one)
    return kept


def share_out(text: str, drafts: Sequence[Draft]) -> None:
    """A、B、C分别投入x、y、z: as many amounts as names, one to one."""
    for index, draft in enumerate(drafts):
        count = len(draft.actors)
        group = drafts[index : index + count]
        if count < 2 or len(group) < count or any(one.sentence != draft.sentence for one in group):
            continue
        cue = text[draft.actors[-1].end : draft.amount.start]
        gaps = [text[one.amount.end : after.amount.start] for one, after in itertools.pairwise(group)]
        if _EACH.search(cue) and draft.amount.start > draft.actors[-1].end and all(len(gap) <= 2 for gap in gaps):
            for one, actor in zip(group, draft.actors, strict=True):
                one.actors = (actor,)

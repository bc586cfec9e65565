"""What a text is about at an amount: its heading, the field 项目名称, the list item that it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wushan_ie.linking.drafts import Draft
from wushan_ie.recognition.project_sorts import is_sort
from wushan_ie.records import Mention
from wushan_ie.rulebook.choices import one_of

_LONGEST = 30  # characters of a sentence that is nothing but a project
_NUMBER = 6  # characters of a number in front of it: （十二）
_ASPECTS = ("情况", "进度", "方面")
_ABOUT = re.compile(
    rf"(?:完成|建设|实施|进展|推进|开展|使用)?(?:{'|'.join(_ASPECTS)})\Z"
)  # 二、农贸市场改造项目完成情况
_COUNTED = re.compile(r"[0-9０-９一二三四五六七八九十百千万余多]+(?:个|处|所|条|座|户|家|项)[\u4e00-\u9fff]{1,3}")


@dataclass(frozen=True, slots=True)
class Topics:
    """Projects that are headings, and those that a field of a form names; both in text order."""

    headings: tuple[Mention, ...]
    fields: tuple[Mention, ...]
    field_kinds: frozenset[str]
    most_lines: int

    def heading(self, text: str, place: int) -> Mention | None:
        """Return the heading of the line that holds ``place``, or of the line above it."""
        at = bisect_right(self.headings, place, key=lambda one: one.end) - 1
        if at < 0 or "\n" in text[self.headings[at].end : place].strip("\n"):
            return None
        return self.headings[at]

    def field(self, text: str, place: int) -> Mention | None:
        """Return the value of the last field before ``place``, unless it stands too many lines above."""
        at = bisect_right(self.fields, place, key=lambda one: one.end) - 1
        if at < 0 or text.count("\n", self.fields[at].end, place) > self.most_lines:
            return None
        return self.fields[at]


def find_topics(
    text: str, sentences: Sequence[tuple[int, int]], projects: Sequence[Mention], table: Mapping[str, Any]
) -> Topics:
    """Return the topics of a text: （一）滨海大道三期。 and 项目名称：滨海大道三期."""
    by_end = {one.end: one for one in projects}
    starts = [one.start for one in projects]
    headings = []
    for start, end in sentences:
        stripped = text[start:end].rstrip("。；：:; \n\u3000")
        if stripped.endswith(_ASPECTS):
            stripped = _ABOUT.sub("", stripped)
        project = by_end.get(start + len(stripped))
        if project is None or len(stripped) > _LONGEST:
            first = bisect_left(starts, start)
            project = projects[first] if first < len(projects) else None
            if project is not None and not _opens(text, project, start, table["works"]):
                project = None
        if project is not None and project.start - start <= _NUMBER:
            headings.append(project)
    found = _field(tuple(table["fields"])).finditer(text)
    fields = [Mention("PROJECT", *field.span(1), field[1], "field-value") for field in found]
    return Topics(tuple(headings), tuple(fields), frozenset(table["field_kinds"]), table["most_lines"])


@lru_cache(maxsize=4)
def _field(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{one_of(names)}[：:][ \u3000]*([^\n，。；：（(\u3000]{{2,40}})")


def restore_topics(
    text: str, drafts: Sequence[Draft], topics: Topics, table: Mapping[str, Any], totals: frozenset[str]
) -> None:
    """Give an amount whose project is unsaid the topic before it.

    ``totals`` are words of a project's total (总投资, 概算), which never stand without a project.
    """
    form = table["topic"]
    for draft in drafts:
        topic = None
        if draft.project is None:
            if draft.kind in topics.field_kinds:
                topic = topics.field(text, draft.amount.start)
            if topic is None and _wants_thing(text, draft, totals, table):
                topic = topics.heading(text, draft.sentence[0])
        elif (
            draft.kind == "INVEST"
            and _COUNTED.fullmatch(draft.project.text)
            and draft.project.end <= draft.amount.start
        ):
            topic = _works(topics.heading(text, draft.sentence[0]), form["works"])
        if topic is not None:
            draft.project = topic
            draft.notes.append("topic-before")


def _opens(text: str, project: Mention, start: int, works: Sequence[str]) -> bool:
    """Whether a phrase names the subject of its line.

    2、东溪乡饮水工程：该工程属…… does, and at the head of a paragraph works do: 东溪乡饮水工程，管线长…….
    """
    if _is_said(project):
        return False
    sign = text[project.end : project.end + 1]
    at_line = start == 0 or text[start - 1] in "\n\u3000 "
    return sign in ("：", ":") or (at_line and sign == "，" and project.text.endswith(tuple(works)))


def _is_said(project: Mention) -> bool:
    return not is_sort(project.rule, ("thing",))


def _wants_thing(text: str, draft: Draft, totals: frozenset[str], table: Mapping[str, Any]) -> bool:
    """Whether an amount is of a thing said before: a total, or money put in under a heading; progress has its plan."""
    before = text[max(draft.sentence[0], draft.amount.start - 8) : draft.amount.start].rstrip("约为达共：:了，, ")
    return before.endswith(tuple(totals)) and not before.endswith(tuple(table["part"]["progress"]))


def _works(heading: Mention | None, works: Sequence[str]) -> Mention | None:
    """Return the heading if it names works: 老旧小区改造 is what 37个小区，总投资… speaks of."""
    return heading if heading is not None and heading.text.endswith(tuple(works)) else None

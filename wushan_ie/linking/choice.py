"""Which noun phrase an amount is for, where no rule says so or the phrase of the rule is no thing.

Three relations in this order: what a verb behind the amount makes, buys or serves (投入5万元，修建水池); what stands
before it in the sentence, the nearest first (实施供水项目，投入5万元); what the amount before it is for. Which of them
an amount may take depends on its kind: money put in is nearly always for something, income hardly ever.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.topics import Topics
from wushan_ie.recognition.project_sorts import is_sort
from wushan_ie.records import Mention

_NONE = ("aside", "people", "measure", "means", "place")  # sorts of phrases that no amount is for
_WEAK = (*_NONE, "again", "money")
_SIGNS = re.compile(r"[，,；;：:。]")
_VERB = 12  # characters before a phrase in which its verb stands
_COUNT = 6  # characters between money and the amount that it names: 补贴资金共计
_NEXT = 2  # characters between two sentences that follow each other
_ALONE = "amount-alone"
_LISTED = "same-as-listed-before"
_CLAUSES = 3  # clauses behind an amount in which its purpose may stand


@dataclass(frozen=True, slots=True)
class Choice:
    """The compiled table ``choice`` of ``tables/linking.toml``."""

    serves: re.Pattern[str]
    makes: re.Pattern[str]
    joins: re.Pattern[str]
    sources: re.Pattern[str]
    counts: re.Pattern[str]
    parts: re.Pattern[str]
    totals: tuple[str, ...]
    worth: tuple[str, ...]
    separators: frozenset[str]
    bare: frozenset[str]
    kinds: Mapping[str, frozenset[str]]


def compile_choice(table: Mapping[str, Any], carry_out: Iterable[str], totals: Iterable[str]) -> Choice:
    """Compile the table with the verbs that carry something out and the nouns that name its total."""
    serves = {*carry_out, *table["verbs"]}
    return Choice(
        serves=_verbs(serves),
        makes=_verbs(serves - set(table["results"])),
        joins=re.compile(table["joins"]),
        sources=re.compile("|".join(map(re.escape, table["sources"]))),
        counts=re.compile(table["counts"]),
        parts=re.compile(table["parts"]),
        totals=tuple(sorted(totals)),
        worth=tuple(table["worth"]),
        separators=frozenset(table["separators"]),
        bare=frozenset(table["bare"]),
        kinds={name: frozenset(kinds) for name, kinds in table["kinds"].items()},
    )


def choose_projects(
    text: str,
    drafts: Sequence[Draft],
    projects: Sequence[Mention],
    names: Sequence[Mention],
    topics: Topics,
    choice: Choice,
) -> None:
    """Give every amount whose project is unsaid or no thing the phrase that a relation finds, or none.

    ``projects`` and ``names`` (organizations and persons) are sorted.
    """
    reader = _Reader(text, projects, names, topics, choice)
    for index, draft in enumerate(drafts):
        if reader.is_settled(draft):
            continue
        found, relation = reader.find(draft, _Place.of(drafts, index, reader.is_list))
        if found is not None:
            draft.project = found
            draft.notes.append(relation)
        elif draft.project is not None and reader.is_none(draft):
            draft.project = None
    for draft, following in reversed(list(itertools.pairwise(drafts))):
        if draft.project is None and reader.is_list(draft, following):
            draft.project = following.project  # 6000元和3000元的助学金


def names_thing(project: Mention) -> bool:
    """Tell whether a candidate names a thing that money may be for, by its sort."""
    return not is_sort(project.rule, _WEAK)


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around an amount: the one before it in its sentence, any before it, where what is its own ends."""

    last: Draft | None
    earlier: Draft | None
    stop: int

    @classmethod
    def of(cls, drafts: Sequence[Draft], index: int, is_list: Callable[[Draft, Draft], bool]) -> _Place:
        draft = drafts[index]
        earlier = drafts[index - 1] if index else None
        last = earlier if earlier is not None and earlier.sentence == draft.sentence else None
        behind = index + 1
        while behind < len(drafts) and is_list(drafts[behind - 1], drafts[behind]):
            behind += 1  # 捐出20万元、8万元，用于“圆梦行动”
        ends = behind < len(drafts) and drafts[behind].sentence == draft.sentence
        return cls(last, earlier, drafts[behind].amount.start if ends else draft.sentence[1])


class _Reader:
    def __init__(
        self, text: str, projects: Sequence[Mention], names: Sequence[Mention], topics: Topics, choice: Choice
    ) -> None:
        self.text = text
        self.topics = topics
        self.things = [one for one in projects if names_thing(one)]
        self.starts = [one.start for one in self.things]
        self.funds = {one.end: one for one in projects if is_sort(one.rule, ("money",))}
        self.names = [one.start for one in names]
        self.name_starts = {one.end: one.start for one in names}
        self.choice = choice

    def is_list(self, draft: Draft, following: Draft) -> bool:
        """Tell whether two amounts are of one list: 20万元、8万元."""
        return self.text[draft.amount.end : following.amount.start] in self.choice.separators

    def is_settled(self, draft: Draft) -> bool:
        """Tell whether a rule gave a thing that stays: 水池 in 总投资5万元，新建水池 is only a part of the project."""
        project = draft.project
        if project is None or is_sort(project.rule, _WEAK) or self.is_bare(draft):
            return False
        is_later = _SIGNS.search(self.text, draft.amount.end, project.start) is not None
        return not is_later or not self._ends_with(draft, self.choice.totals)

    def is_none(self, draft: Draft) -> bool:
        """Tell whether the phrase of a rule is nothing that an amount is for; 材料款 may be owed."""
        if draft.project is None or (draft.kind == "OTHER" and is_sort(draft.project.rule, ("means",))):
            return False
        return is_sort(draft.project.rule, _NONE) or self.is_bare(draft)

    def is_bare(self, draft: Draft) -> bool:
        """地方 in 地方财政收入 names nothing that yields it."""
        return draft.project is not None and draft.kind in self.choice.kinds["bare"] and self._is_bare(draft.project)

    def _is_bare(self, one: Mention) -> bool:
        return one.text in self.choice.bare

    def find(self, draft: Draft, place: _Place) -> tuple[Mention | None, str]:
        """Return the phrase for an amount with the relation that gave it, or None."""
        kinds, is_total = self.choice.kinds, self._ends_with(draft, self.choice.totals)
        if draft.project is not None and is_sort(draft.project.rule, ("again",)):
            return self._said_before(draft, place), "said-before"
        if is_total:
            found = self._before(draft, place) or self.topics.heading(self.text, draft.sentence[0])
            return (found, "total-of-the-thing-before") if found is not None else (draft.project, "purpose-behind")
        if draft.rule == _ALONE or draft.kind in kinds["purpose"]:
            found = self._purpose(draft, place.stop)
            if found is not None:
                return found, "purpose-behind"
        last = None if place.last is None else place.last.project
        if draft.project is not None and is_sort(draft.project.rule, ("money",)):
            is_part = last is not None and not is_sort(last.rule, ("money",)) and self._opens_parts(draft, place)
            return (last, "thing-of-the-amount-before") if is_part else (None, "")
        if draft.kind == "PRICE" and draft.project is not None and is_sort(draft.project.rule, ("people",)):
            return None, ""  # 普工每月3500元
        found = self._fund(draft) or self._before(draft, place)
        if found is not None:
            return found, "nearest-thing-before"
        is_again = draft.kind in kinds["again"] or draft.rule == _LISTED
        is_again = is_again and not (draft.kind in kinds["named"] and self._named(place, draft))
        return (last if is_again else None), "thing-of-the-amount-before"

    def _said_before(self, draft: Draft, place: _Place) -> Mention | None:
        """What 该项目 is: the field of a form, what stands before in the sentence, the heading, the thing before."""
        found = None
        if draft.kind in self.topics.field_kinds:
            found = self.topics.field(self.text, draft.amount.start)
        assert draft.project is not None
        near = self._within(draft.sentence[0] if place.last is None else place.last.amount.end, draft.project.start)
        found = found or (near[-1] if near else None) or self.topics.heading(self.text, draft.sentence[0])
        if found is None and place.earlier is not None and draft.sentence[0] - place.earlier.sentence[1] <= _NEXT:
            found = place.earlier.project
        return found

    def _opens_parts(self, draft: Draft, place: _Place) -> bool:
        opens = self.choice.parts.search(self.text, draft.sentence[0], draft.amount.start)
        return place.last is not None and opens is not None

    def _ends_with(self, draft: Draft, words: tuple[str, ...]) -> bool:
        before = self.text[max(draft.sentence[0], draft.amount.start - 12) : draft.amount.start]
        return before.rstrip("约为达共：:了，, ").endswith(words)

    def _purpose(self, draft: Draft, stop: int) -> Mention | None:
        """The first thing behind an amount that a verb before it makes or serves."""
        for one in self._within(draft.amount.end, stop):
            signs = [sign.end() for sign in _SIGNS.finditer(self.text, draft.amount.end, one.start)]
            if len(signs) > _CLAUSES or self.text.find("。", draft.amount.end, one.start) >= 0:
                return None
            clause = signs[-1] if signs else draft.amount.end
            end = self.name_starts.get(one.start, one.start)
            before = self.text[max(clause, end - _VERB) : end]
            if not signs and self.choice.joins.fullmatch(before):
                return one
            verbs = self.choice.makes if signs else self.choice.serves
            if verbs.search(before) or verbs.search(one.text[:1]):
                return one
        return None

    def _before(self, draft: Draft, place: _Place) -> Mention | None:
        """The nearest thing before an amount, unless a name between them is what the amount is of."""
        kinds = self.choice.kinds
        floor = draft.sentence[0] if place.last is None else place.last.amount.end
        is_open = draft.kind in kinds["topic"] or self._ends_with(draft, self.choice.worth)
        if not is_open and draft.kind not in kinds["subject"]:
            return None
        found = [one for one in self._within(floor, draft.amount.start) if not self._is_source(one, draft)]
        if not found or (draft.kind in kinds["bare"] and self._is_bare(found[-1])):
            return None
        behind = self.text[found[-1].end : draft.amount.start]
        if draft.kind in kinds["named"] and self._has_name(found[-1].end, draft.amount.start):
            return None
        return found[-1] if is_open or self.choice.counts.fullmatch(behind) is not None else None

    def _is_source(self, one: Mention, draft: Draft) -> bool:
        """其中国债支持30万元: the bond is no use of the money."""
        behind = self.text[one.end : draft.amount.start]
        return draft.kind == "INVEST" and self.choice.sources.match(behind) is not None

    def _named(self, place: _Place, draft: Draft) -> bool:
        return place.last is not None and self._has_name(place.last.amount.end, draft.amount.start)

    def _fund(self, draft: Draft) -> Mention | None:
        """慰问资金20万元: money named right before an amount."""
        if draft.kind not in self.choice.kinds["purpose"] and draft.kind not in self.choice.kinds["topic"]:
            return None
        start = max(draft.amount.start - _COUNT, draft.sentence[0])
        ends = (end for end in range(draft.amount.start, start, -1) if end in self.funds)
        end = next(ends, None)
        is_near = end is not None and self.choice.counts.fullmatch(self.text, end, draft.amount.start) is not None
        return self.funds[end] if end is not None and is_near else None

    def _has_name(self, start: int, end: int) -> bool:
        return bisect_left(self.names, start) < bisect_left(self.names, end)

    def _within(self, start: int, end: int) -> list[Mention]:
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [one for one in self.things[first:last] if one.end <= end]


def _verbs(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for the words anywhere; those of one character only right before a phrase: 打 in 打造."""
    long, short = ([word for word in sorted(words) if (len(word) > 1) == is_long] for is_long in (True, False))
    return re.compile(rf"{'|'.join(map(re.escape, long))}|(?:{'|'.join(map(re.escape, short))})[了起好成]?\Z")

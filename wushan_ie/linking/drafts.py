"""Candidates of the link rules for every amount, and the choice among them."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from wushan_ie.records import Mention
from wushan_ie.rulebook import LinkMatcher, LinkRule, Match, Stretch


class Candidate(Struct, frozen=True, gc=False):
    """One match of a link rule for one amount; ``gap`` is how far its nearest word stands from the amount."""

    rule: LinkRule
    order: int
    project: Mention | None
    actors: tuple[Mention, ...]
    gap: int
    reach: int
    pieces: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Draft:
    """A fact in the making: the amount, its candidates with the winner first, and what the later steps fill in."""

    amount: Mention
    sentence: tuple[int, int]
    candidates: list[Candidate]
    kind: str = "OTHER"
    rule: str = "amount-alone"
    project: Mention | None = None
    actors: tuple[Mention, ...] = ()
    place: Mention | None = None
    place_resolved: str | None = None
    part_of: Draft | None = None
    hypothetical: bool = False
    repeats: Draft | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def winner(self) -> Candidate | None:
        """The candidate that decides kind and project."""
        return self.candidates[0] if self.candidates else None


def draft_facts(
    text: str,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    matcher: LinkMatcher,
    order: Mapping[str, int],
) -> list[Draft]:
    """Return a draft for every MONEY mention, in text order, decided by the rules alone.

    ``mentions`` are sorted and hold the PROJECT candidates; ``order`` numbers the rules as their files do.
    """
    drafts: list[Draft] = []
    index = 0
    for start, end in sentences:
        inside: list[Mention] = []
        while index < len(mentions) and mentions[index].start < end:
            if mentions[index].start >= start and mentions[index].end <= end:
                inside.append(mentions[index])
            index += 1
        amounts = [one for one in inside if one.label == "MONEY"]
        if amounts:
            found = _candidates(text, (start, end), inside, matcher, order)
            drafts += [_decided(amount, (start, end), found.get(amount.start, [])) for amount in amounts]
    return drafts


def _candidates(
    text: str, sentence: tuple[int, int], inside: Sequence[Mention], matcher: LinkMatcher, order: Mapping[str, int]
) -> dict[int, list[Candidate]]:
    spans = [Stretch(_tag(one), one.start, one.end) for one in inside]
    by_place = {(one.label if one.label != "MONEY" else _tag(one), one.start, one.end): one for one in inside}
    found: dict[int, list[Candidate]] = {}
    projects = [one for one in inside if one.label == "PROJECT"]
    for match in matcher.find(text, *sentence, spans):
        roles = [(role, by_place[span.label, span.start, span.end]) for role, span in match.roles]
        words = list(_words(match, [one for _, one in roles]))
        nouns = [(_noun_at(projects, *word), *word) for word in words]
        if any(noun is not None and noun.start < first and last < noun.end for noun, first, last in nouns):
            continue  # 购置 in 公务用车购置费 says nothing
        amount = next(one for role, one in roles if role == "amount")
        named = (noun for noun, _, last in nouns if noun is not None and last == noun.end)  # 质保金25万元
        project = next((one for role, one in roles if role == "project"), next(named, None))
        actors = tuple(one for role, one in roles if role == "actor")
        found.setdefault(amount.start, []).append(
            Candidate(
                match.rule,
                order[match.rule.id],
                project,
                actors,
                _gap(words, amount),
                0 if project is None else _distance(project, amount),
                match.pieces,
            )
        )
    return found


def _tag(mention: Mention) -> str:
    return "RATE" if mention.label == "MONEY" and mention.amount is not None and mention.amount.per else mention.label


def _distance(one: Mention, other: Mention) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _gap(words: Sequence[tuple[int, int]], amount: Mention) -> int:
    """Return the characters between the amount and the nearest matched word."""
    return min((max(amount.start - last, first - amount.end, 0) for first, last in words), default=99)


def _words(match: Match, roles: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a match that are words of its pattern."""
    for start, end in match.pieces:
        edges = sorted({start, end, *(edge for one in roles for edge in (one.start, one.end) if start <= edge <= end)})
        for first, last in itertools.pairwise(edges):
            if not any(one.start <= first and last <= one.end for one in roles):
                yield first, last


def _noun_at(projects: Sequence[Mention], first: int, last: int) -> Mention | None:
    """Return the noun phrase that holds the stretch, if any; ``projects`` are disjoint and sorted."""
    at = bisect_right(projects, first, key=lambda one: one.start) - 1
    return projects[at] if at >= 0 and last <= projects[at].end else None


def _decided(amount: Mention, sentence: tuple[int, int], candidates: list[Candidate]) -> Draft:
    ranked = rank(candidates, None)
    draft = Draft(amount, sentence, ranked)
    if ranked:
        winner = ranked[0]
        draft.kind, draft.rule, draft.project = winner.rule.kind, winner.rule.id, winner.project
        draft.actors, draft.hypothetical = winner.actors, winner.rule.hypothetical
    return draft


def rank(candidates: Sequence[Candidate], kind: str | None) -> list[Candidate]:
    """Return the candidates with the winner first: of the kind, not beaten, with a project, nearest project, order.

    Without a kind it is that of the candidate with the nearest word.
    """
    beaten = {name for candidate in candidates for name in candidate.rule.beats}
    if kind is None:
        best = min((_kind_key(one, beaten) for one in candidates), default=None)
        kind = next((one.rule.kind for one in candidates if _kind_key(one, beaten) == best), None)
    return sorted(
        candidates,
        key=lambda one: (one.rule.kind != kind, one.rule.id in beaten, one.project is None, one.reach, one.order),
    )


def _kind_key(one: Candidate, beaten: set[str]) -> tuple[bool, int, bool, int, int]:
    return (one.rule.id in beaten, min(one.gap, 3), one.project is None, one.reach, one.order)

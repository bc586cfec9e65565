"""A sentence with an amount as evidence sees it, and what the amount may be for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from wushan_ie.linking.clauses import clause_start
from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.evidence_words import EvidenceWords, shown
from wushan_ie.linking.phrases import Phrase, is_likely, read_phrase
from wushan_ie.records import Mention

_MOST = 4  # phrases on each side of an amount that are weighed, the nearest first
_FAR = 200  # characters between an amount and a phrase that is weighed


class Scene(Struct, frozen=True):
    """A sentence as evidence sees it: what stands in it, and its text from ``start`` to ``end``.

    ``phrases`` are those of its phrases that have been read so far.
    """

    text: str
    start: int
    end: int
    projects: tuple[Mention, ...]
    starts: tuple[int, ...]  # where the projects begin
    amounts: tuple[int, ...]  # where they begin
    names: tuple[int, ...]
    likely: tuple[int, ...]  # where the projects begin that name what amounts are for
    phrases: dict[tuple[int, int], Phrase]

    def phrase(self, project: Mention, words: EvidenceWords) -> Phrase:
        """Return a phrase as evidence sees it; each is read once, however many amounts there are."""
        place = project.start, project.end
        if place not in self.phrases:
            self.phrases[place] = read_phrase(self.text, project, (self.start, self.end), words)
        return self.phrases[place]


class Asked(Struct, frozen=True):
    """An amount in its scene: what is the same for all that its project may be."""

    scene: Scene
    draft: Draft
    last: Mention | None  # the project of the amount before
    heading: Mention | None  # that of the paragraph, where it stands before the sentence
    behind: tuple[str, ...]  # the lists of the word that it stands behind
    before: tuple[str, ...]
    sign: str
    clause: int  # where its clause begins


def ask(scene: Scene, draft: Draft, words: EvidenceWords, last: Mention | None, heading: Mention | None) -> Asked:
    """Return the amount of a draft in its scene; ``last`` is the project of the amount before, if any."""
    text, amount = scene.text, draft.amount
    return Asked(
        scene,
        draft,
        last,
        heading if heading is not None and heading.start < scene.start else None,
        words.before(text, amount.start, scene.start),
        words.behind(text, amount.end, scene.end),
        shown(text[amount.end : amount.end + 1]),
        clause_start(text, scene.start, amount.start),
    )


def scene_of(
    text: str,
    span: tuple[int, int],
    projects: Sequence[Mention],
    others: tuple[Sequence[Draft], Sequence[Mention]],
    words: EvidenceWords,
) -> Scene:
    """Return the scene of a sentence; ``others`` are drafts and names. All sequences are of the whole text, sorted."""
    (start, end), (drafts, names) = span, others
    inside = tuple(one for one in _within(projects, start, end, _start) if one.end <= end)
    return Scene(
        text,
        start,
        end,
        inside,
        tuple(map(_start, inside)),
        tuple(draft.amount.start for draft in _within(drafts, start, end, lambda draft: draft.amount.start)),
        tuple(one.start for one in _within(names, start, end, _start)),
        tuple(one.start for one in inside if is_likely(one, words)),
        {},
    )


def options(scene: Scene, draft: Draft, others: Sequence[tuple[str, Mention]]) -> list[tuple[str, Mention | None]]:
    """Return what the project may be, each with where it comes from: phrases of the sentence, ``others``, nothing."""
    amount = draft.amount
    place = bisect_left(scene.starts, amount.start)
    near = scene.projects[max(0, place - _MOST) : place + _MOST]
    before = [one for one in near if one.end <= amount.start and amount.start - one.end <= _FAR]
    behind = [one for one in near if one.start >= amount.end and one.start - amount.end <= _FAR]
    found: dict[tuple[int, int], tuple[str, Mention]] = {
        (one.start, one.end): ("sentence", one) for one in [*before, *behind]
    }
    for source, one in others:
        if source == "piece":  # A、B两项资金20万元、15万元: each amount has its own, none has the whole
            found = {place: kept for place, kept in found.items() if not _holds(kept[1], one)}
        found.setdefault((one.start, one.end), (source, one))
    for _, one in tuple(found.values()):
        if (part := _without_owner(one)) is not None:
            found.setdefault((part.start, part.end), ("sentence", part))
    return [*(found[place] for place in sorted(found)), ("nothing", None)]


def _holds(one: Mention, other: Mention) -> bool:
    return one.start <= other.start and other.end <= one.end and len(one.text) > len(other.text)


def _without_owner(project: Mention) -> Mention | None:
    """46所农村学校的旱厕 may be meant whole, or 旱厕 alone."""
    place = project.text.rfind("的")
    if place < 1 or len(project.text) - place < 3:
        return None
    return replace(project, start=project.start + place + 1, text=project.text[place + 1 :])


_Item = TypeVar("_Item")


def _within(items: Sequence[_Item], start: int, end: int, place: Callable[[_Item], int]) -> Sequence[_Item]:
    """Return the items that begin in a stretch; they stand in text order."""
    return items[bisect_left(items, start, key=place) : bisect_left(items, end, key=place)]


def _start(mention: Mention) -> int:
    return mention.start

"""The project of an amount, weighed: of all that it may be, nothing included, what most evidence speaks for.

The rules say what they find, the noun phrases say what there is; which of them an amount is for is decided here. A
rule that the weights do not know, such as one of a user's own folder, decides alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.evidence import evidence_for
from wushan_ie.linking.evidence_words import EvidenceWords
from wushan_ie.linking.scene import ask, options, scene_of
from wushan_ie.linking.topics import Topics
from wushan_ie.linking.weights import Weights
from wushan_ie.records import Mention

_EARLIER = 2  # phrases of the sentences before that are weighed, the last first
_REACH = 60  # characters: what stands farther before the sentence is not what it goes on about


class Option(Struct, frozen=True):
    """What the project of an amount may be (None for none), and the evidence for it."""

    project: Mention | None
    evidence: tuple[str, ...]


def weigh_projects(drafts: Sequence[Draft], choices: Sequence[Sequence[Option]], weights: Weights) -> None:
    """Give every draft the project with the highest score; of equals the one that stands first in the text."""
    for draft, found in zip(drafts, choices, strict=True):
        best = max(found, key=lambda option: weights.score(option.evidence))
        if _same(best.project, draft.project):
            continue
        draft.project = best.project
        draft.rule = _rule(draft, best.project)
        draft.notes.append(draft.rule)


def find_options(
    text: str,
    drafts: Sequence[Draft],
    mentions: Sequence[Mention],
    topics: Topics,
    words: EvidenceWords,
) -> Iterator[list[Option]]:
    """Yield for every draft what its project may be; ``mentions`` are sorted."""
    projects = [one for one in mentions if one.label == "PROJECT"]
    names = [one for one in mentions if one.label in ("ORG", "PERSON")]
    picked = [draft.project for draft in drafts]
    scene, last = None, None
    for draft, own in zip(drafts, picked, strict=True):
        if scene is None or (scene.start, scene.end) != draft.sentence:
            scene = scene_of(text, draft.sentence, projects, (drafts, names), words)
        earlier = bisect_left(projects, draft.sentence[0], key=lambda one: one.start)
        near = [one for one in projects[max(0, earlier - _EARLIER) : earlier] if draft.sentence[0] - one.end <= _REACH]
        heading = topics.heading(text, draft.amount.start)
        others = [
            (source, one)
            for source, one in (
                ("piece", own),
                ("heading", heading),
                ("field", topics.field(text, draft.amount.start)),
                ("last", last),
            )
            if one is not None
        ]
        others += [(f"sentence before, {rank} back", one) for rank, one in enumerate(reversed(near))]
        asked = ask(scene, draft, words, last, heading)
        yield [
            Option(project, tuple(evidence_for(asked, (source, project), words)))
            for source, project in options(scene, draft, others)
        ]
        last = own


def _rule(draft: Draft, project: Mention | None) -> str:
    """The link rule that has found this project for the amount, else the name of this step and where it was found."""
    if project is None:
        return "weighed-nothing"
    for candidate in draft.candidates:
        if _same(candidate.project, project):
            return candidate.rule.id
    start, end = draft.sentence
    if not start <= project.start < end:
        return "weighed-elsewhere"
    return "weighed-before" if project.end <= draft.amount.start else "weighed-behind"


def _same(one: Mention | None, other: Mention | None) -> bool:
    places = [None if mention is None else (mention.start, mention.end) for mention in (one, other)]
    return places[0] == places[1]

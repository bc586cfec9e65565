"""What speaks for a noun phrase as the project of an amount: where it stands, what is between, which words are beside.

Every piece of evidence is a short readable text, such as ``before ， rank 0`` (the nearest phrase before the amount,
one comma between) or ``behind word carry-out`` (a word of ``words/carry-out.txt`` right in front of it). How much each
counts is measured on gold (``tables/evidence.tsv``); nothing here knows a weight.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from msgspec.structs import replace

from wushan_ie.linking.drafts import Draft
from wushan_ie.recognition.word_classes import WordClasses
from wushan_ie.records import Mention

_LONGEST = 5  # characters of the longest listed word that is looked up beside a phrase
_MOST = 4  # phrases on each side of an amount that are weighed, the nearest first
_FAR = 200  # characters between an amount and a phrase that is weighed; a clause is looked back for no farther
_SIGNS = {"，": "，", "；": "；", "。": "；", "：": "：", "（": "（", "）": "）"}
_STARTS = "，；：。（“\n"  # a clause begins behind them
_STEPS = (0, 2, 5, 10, 20, 40)  # characters of a distance, as classes
_FIGURES = frozenset("0123456789０１２３４５６７８９一二两三四五六七八九十百千万")


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """Listed words by their text, with the lists that have them, and the classes of all others."""

    lists: Mapping[str, tuple[str, ...]]
    classes: WordClasses

    def before(self, text: str, end: int, floor: int) -> tuple[str, ...]:
        """Return the lists of the longest listed word that ends at ``end``."""
        for length in range(min(_LONGEST, end - floor), 0, -1):
            if found := self.lists.get(text[end - length : end]):
                return found
        return ("none",)

    def behind(self, text: str, start: int, ceiling: int) -> tuple[str, ...]:
        """Return the lists of the longest listed word that begins at ``start``."""
        for length in range(min(_LONGEST, ceiling - start), 0, -1):
            if found := self.lists.get(text[start : start + length]):
                return found
        return ("none",)

    def class_before(self, text: str, end: int, floor: int) -> str:
        """Return the class of the word that ends at ``end``, else its last character."""
        if end <= floor:
            return "start"
        begin, kind = self.classes.word_before(text, end, floor)
        return kind or _shown(text[begin:end])

    def class_behind(self, text: str, start: int, ceiling: int) -> str:
        """Return the class of the word that begins at ``start``, else its first character."""
        for length in range(min(_LONGEST, ceiling - start), 0, -1):
            if kind := self.classes.classes.get(text[start : start + length]):
                return kind
        return _shown(text[start : start + 1])


def list_words(words: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return for every listed word the names of its lists, in the order of the names."""
    lists: dict[str, list[str]] = {}
    for name in sorted(words):
        for word in words[name]:
            lists.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in lists.items()}


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence as evidence sees it: what stands in it, and its text from ``start`` to ``end``."""

    text: str
    start: int
    end: int
    projects: tuple[Mention, ...]
    starts: tuple[int, ...]  # where the projects begin
    amounts: tuple[int, ...]  # where they begin
    names: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An amount in its scene: what is the same for all that its project may be."""

    scene: Scene
    draft: Draft
    last: Mention | None  # the project of the amount before
    behind: tuple[str, ...]  # the lists of the word that it stands behind
    before: tuple[str, ...]
    sign: str
    clause: int  # where its clause begins


def ask(scene: Scene, draft: Draft, words: EvidenceWords, last: Mention | None) -> Asked:
    """Return the amount of a draft in its scene; ``last`` is the project of the amount before, if any."""
    text, amount = scene.text, draft.amount
    return Asked(
        scene,
        draft,
        last,
        words.before(text, amount.start, scene.start),
        words.behind(text, amount.end, scene.end),
        _shown(text[amount.end : amount.end + 1]),
        _clause_start(text, scene.start, amount.start),
    )


def scene_of(
    text: str, span: tuple[int, int], projects: Sequence[Mention], drafts: Sequence[Draft], names: Sequence[Mention]
) -> Scene:
    """Return the scene of a sentence; all sequences are of the whole text, sorted."""
    start, end = span
    inside = tuple(one for one in _within(projects, start, end, _start) if one.end <= end)
    return Scene(
        text,
        start,
        end,
        inside,
        tuple(map(_start, inside)),
        tuple(draft.amount.start for draft in _within(drafts, start, end, lambda draft: draft.amount.start)),
        tuple(one.start for one in _within(names, start, end, _start)),
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


def evidence_for(asked: Asked, option: tuple[str, Mention | None], words: EvidenceWords) -> Iterator[str]:
    """Yield the evidence for an option."""
    source, project = option
    scene, draft, last = asked.scene, asked.draft, asked.last
    kind = draft.kind
    if project is None:
        yield from _for_nothing(asked)
        return
    for candidate in draft.candidates:
        if candidate.project is not None and candidate.project.start == project.start:
            yield f"rule {candidate.rule.id}"
            if candidate is draft.candidates[0]:
                yield f"winner {candidate.rule.id}"
    yield f"from {source}"
    yield f"from {source} {kind}"
    if source.startswith("sentence before"):
        clause = _clause_start(scene.text, 0, project.start)
        yield f"{source} opens {clause == project.start}"
        yield f"{source} then {words.class_behind(scene.text, project.end, len(scene.text))}"
    yield f"sort {project.rule}"
    yield f"sort {project.rule} {kind}"
    yield from _of_phrase(scene.text, project, words)
    is_last = last is not None and (last.start, last.end) == (project.start, project.end)
    if source != "sentence" or not scene.start <= project.start < scene.end:
        yield f"elsewhere {min(len(scene.projects), 2)} here"
        if is_last:
            yield "elsewhere last"
        return
    if is_last:
        yield "last"
    yield from _in_sentence(asked, project, words)


def _in_sentence(asked: Asked, project: Mention, words: EvidenceWords) -> Iterator[str]:
    scene, amount, kind = asked.scene, asked.draft.amount, asked.draft.kind
    text = scene.text
    is_before = project.end <= amount.start
    side = "before" if is_before else "behind"
    low, high = (project.end, amount.start) if is_before else (amount.end, project.start)
    signs = _signs(text[low:high])
    here, starts = bisect_left(scene.starts, project.start), scene.starts
    rank = bisect_left(starts, amount.start) - 1 - here if is_before else here - bisect_left(starts, amount.end)
    rank = max(0, min(rank, 3))
    amounts = bisect_left(scene.amounts, high) - bisect_left(scene.amounts, low)
    names = bisect_left(scene.names, high) - bisect_left(scene.names, low)
    at = f"{side} {signs} rank {rank}"
    clause, own_clause = _clause_start(text, scene.start, project.start), asked.clause
    opening = words.class_behind(text, clause, project.start) if clause < project.start else "itself"
    yield side
    yield at
    yield f"{at} amounts {min(amounts, 1)}"
    yield f"{at} {kind}"
    yield f"{at} {kind} amounts {min(amounts, 1)}"
    yield f"{side} {signs}"
    yield f"{side} rank {rank}"
    yield f"{side} amounts {min(amounts, 2)}"
    yield f"{side} names {min(names, 2)}"
    yield f"{side} far {_step(high - low)}"
    yield f"{side} {kind}"
    yield f"{side} {kind} {signs}"
    for name in words.before(text, project.start, scene.start):
        yield f"{side} word {name}"
        yield f"{at} word {name}"
    for name in asked.behind:
        yield f"{side} amount behind {name}"
    for name in asked.before:
        yield f"{side} amount before {name}"
    before = words.class_before(text, project.start, scene.start)
    yield f"{side} class {before}"
    yield f"{at} class {before}"
    following = words.class_behind(text, project.end, scene.end)
    yield f"{side} then {following}"
    yield f"{at} then {following}"
    yield f"{side} clause opens {opening}"
    yield f"{at} clause opens {opening}"
    yield f"{side} into clause {_step(project.start - clause)}"
    yield f"{side} {signs} amount into clause {_step(amount.start - own_clause)}"
    yield f"{side} {signs} of {text[project.start - 1 : project.start] == '的'}"
    if "的" in project.text:
        yield f"{side} owner"
    yield f"{at} then sign {asked.sign}"
    yield f"long {min(len(project.text) // 3, 5)}"
    yield f"counted {not _FIGURES.isdisjoint(project.text)}"
    if amount.amount is not None and amount.amount.per:
        yield f"{side} rate rank {rank}"
    if project.start == scene.start:
        yield f"{side} first"
    if is_before and project.start == own_clause:
        yield "before opens the clause"
    if is_before and project.start == clause:
        yield f"before opens a clause {signs} {kind}"


def _of_phrase(text: str, project: Mention, words: EvidenceWords) -> Iterator[str]:
    """What the phrase is made of: 所得价款优先 ends with an adverb, 邻家孤儿考上卫校 holds a verb."""
    first = words.class_behind(text, project.start, project.end)
    last = words.class_before(text, project.end, project.start)
    yield f"begins {first}"
    yield f"ends {last}"
    yield f"begins {first} ends {last}"
    verbs = 0
    place = project.end
    while place > project.start:
        place, found = words.classes.word_before(text, place, project.start)
        verbs += found == "verb" and project.start < place
    yield f"verbs {min(verbs, 2)}"
    yield f"verbs {min(verbs, 2)} ends {last}"


def _for_nothing(asked: Asked) -> Iterator[str]:
    scene, draft = asked.scene, asked.draft
    amount, kind, text = draft.amount, draft.kind, scene.text
    is_rate = amount.amount is not None and bool(amount.amount.per)
    before = bisect_left(scene.starts, amount.start)
    behind = len(scene.starts) - bisect_right(scene.starts, amount.start)
    yield "nothing"
    yield f"nothing {kind}"
    yield f"nothing rule {draft.rule}"
    yield f"nothing before {min(before, 2)} behind {min(behind, 2)}"
    yield f"nothing rate {is_rate} {kind}"
    yield f"nothing amount into clause {_step(amount.start - asked.clause)}"
    yield f"nothing behind {_shown(text[max(scene.start, amount.start - 2) : amount.start])}"
    yield f"nothing then sign {asked.sign}"
    if asked.last is None:
        yield "nothing after nothing"
    for name in asked.behind:
        yield f"nothing word {name}"
        yield f"nothing word {name} {kind}"


def _signs(between: str) -> str:
    found = "".join(_SIGNS[sign] for sign in between if sign in _SIGNS)
    return (found if len(found) <= 2 else f"{found[0]}+") or "-"


def _clause_start(text: str, floor: int, end: int) -> int:
    start = floor = max(floor, end - _FAR)
    for sign in _STARTS:
        start = max(start, text.rfind(sign, start, end) + 1)
    return start


def _shown(written: str) -> str:
    """The characters as a word of the table: white space and the end of the text have none of their own."""
    return "".join(written.split()) or "end"


def _step(length: int) -> int:
    return bisect_left(_STEPS, length)


_Item = TypeVar("_Item")


def _within(items: Sequence[_Item], start: int, end: int, place: Callable[[_Item], int]) -> Sequence[_Item]:
    """Return the items that begin in a stretch; they stand in text order."""
    return items[bisect_left(items, start, key=place) : bisect_left(items, end, key=place)]


def _start(mention: Mention) -> int:
    return mention.start

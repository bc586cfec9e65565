"""What speaks for a noun phrase as the project of an amount: where it stands, what is between, which words are beside.

Every piece of evidence is a short readable text, such as ``before ， rank 0`` (the nearest phrase before the amount,
one comma between) or ``behind word carry-out`` (a word of ``words/carry-out.txt`` right in front of it). How much each
counts is measured on gold (``tables/evidence.tsv``); nothing here knows a weight.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from wushan_ie.linking.evidence_words import EvidenceWords, shown
from wushan_ie.linking.scene import Asked, clause_start
from wushan_ie.records import Mention

_SIGNS = {"，": "，", "；": "；", "。": "；", "：": "：", "（": "（", "）": "）"}
_STEPS = (0, 2, 5, 10, 20, 40)  # characters of a distance, as classes
_FIGURES = frozenset("0123456789０１２３４５６７８９一二两三四五六七八九十百千万")


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
        clause = clause_start(scene.text, 0, project.start)
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
    """Where a phrase of the same sentence stands: its side of the amount, what is between, how near it is."""
    scene, amount, kind = asked.scene, asked.draft.amount, asked.draft.kind
    is_before = project.end <= amount.start
    side = "before" if is_before else "behind"
    low, high = (project.end, amount.start) if is_before else (amount.end, project.start)
    signs = _signs(scene.text[low:high])
    here, starts = bisect_left(scene.starts, project.start), scene.starts
    rank = bisect_left(starts, amount.start) - 1 - here if is_before else here - bisect_left(starts, amount.end)
    rank = max(0, min(rank, 3))
    amounts = bisect_left(scene.amounts, high) - bisect_left(scene.amounts, low)
    names = bisect_left(scene.names, high) - bisect_left(scene.names, low)
    at = f"{side} {signs} rank {rank}"
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
    yield f"{at} then sign {asked.sign}"
    if amount.amount is not None and amount.amount.per:
        yield f"{side} rate rank {rank}"
    yield from _in_clause(asked, project, words, (side, signs, at))
    yield from _beside(asked, project, words, (side, at))


def _in_clause(asked: Asked, project: Mention, words: EvidenceWords, where: tuple[str, str, str]) -> Iterator[str]:
    """How the clauses of the phrase and of the amount begin."""
    scene, amount, (side, signs, at) = asked.scene, asked.draft.amount, where
    clause = clause_start(scene.text, scene.start, project.start)
    opening = words.class_behind(scene.text, clause, project.start) if clause < project.start else "itself"
    yield f"{side} clause opens {opening}"
    yield f"{at} clause opens {opening}"
    yield f"{side} into clause {_step(project.start - clause)}"
    yield f"{side} {signs} amount into clause {_step(amount.start - asked.clause)}"
    if project.start == scene.start:
        yield f"{side} first"
    if side == "before" and project.start == asked.clause:
        yield "before opens the clause"
    if side == "before" and project.start == clause:
        yield f"before opens a clause {signs} {asked.draft.kind}"
    yield f"{side} {signs} of {scene.text[project.start - 1 : project.start] == '的'}"


def _beside(asked: Asked, project: Mention, words: EvidenceWords, where: tuple[str, str]) -> Iterator[str]:
    """The words right beside the phrase and the amount."""
    scene, (side, at) = asked.scene, where
    for name in words.before(scene.text, project.start, scene.start):
        yield f"{side} word {name}"
        yield f"{at} word {name}"
    yield from (f"{side} amount behind {name}" for name in asked.behind)
    yield from (f"{side} amount before {name}" for name in asked.before)
    before = words.class_before(scene.text, project.start, scene.start)
    yield f"{side} class {before}"
    yield f"{at} class {before}"
    following = words.class_behind(scene.text, project.end, scene.end)
    yield f"{side} then {following}"
    yield f"{at} then {following}"
    if "的" in project.text:
        yield f"{side} owner"
    yield f"long {min(len(project.text) // 3, 5)}"
    yield f"counted {not _FIGURES.isdisjoint(project.text)}"


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
    yield f"nothing behind {shown(text[max(scene.start, amount.start - 2) : amount.start])}"
    yield f"nothing then sign {asked.sign}"
    if asked.last is None:
        yield "nothing after nothing"
    for name in asked.behind:
        yield f"nothing word {name}"
        yield f"nothing word {name} {kind}"


def _signs(between: str) -> str:
    found = "".join(_SIGNS[sign] for sign in between if sign in _SIGNS)
    return (found if len(found) <= 2 else f"{found[0]}+") or "-"


def _step(length: int) -> int:
    return bisect_left(_STEPS, length)

"""What speaks for a noun phrase as the project of an amount: where it stands, what is between, which words are beside.

Every piece of evidence is a short readable text, such as ``before ， rank 0`` (the nearest phrase before the amount,
one comma between) or ``behind word carry-out`` (a word of ``words/carry-out.txt`` right in front of it). How much each
counts is measured on gold (``tables/evidence.tsv``); nothing here knows a weight.

What there is of few kinds, such as the place of a phrase, has its evidence made once (``cache``) and not for each pair.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from wushan_ie.linking.clauses import clause_start
from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.evidence_words import EvidenceWords, shown
from wushan_ie.linking.phrases import Phrase, is_likely, size_of
from wushan_ie.linking.scene import Asked
from wushan_ie.records import Mention

_SIGN = re.compile("[，；。：（）]")
_NEAR = 60  # characters before a total
_STEPS = (0, 2, 5, 10, 20, 40)  # characters of a distance, as classes


def evidence_for(asked: Asked, option: tuple[str, Mention | None], words: EvidenceWords) -> list[str]:
    """Return the evidence for an option."""
    source, project = option
    if project is None:
        return list(_for_nothing(asked))
    scene, kind, last = asked.scene, asked.draft.kind, asked.last
    found = [*_of_rules(asked, project), *_of_source(source, kind)]
    if source.startswith("sentence before"):
        found.append(f"{source} opens {clause_start(scene.text, 0, project.start) == project.start}")
        found.append(f"{source} then {words.class_behind(scene.text, project.end, len(scene.text))}")
    noun = words.nouns(project.text)
    found += _of_sort(project.rule, kind)
    found += _of_noun(noun, kind)
    is_last = last is not None and (last.start, last.end) == (project.start, project.end)
    if asked.draft.part_of is not None:
        found += _of_part(asked.draft, asked.draft.part_of, project, is_likely(project, words))
    if source == "sentence" and scene.start <= project.start < scene.end:
        phrase = scene.phrase(project, words)
        found += phrase.made_of
        if is_last:
            found.append("last")
        _in_sentence(asked, project, phrase, found)
        return found
    found += words.made_of(scene.text[project.start : project.end])
    found.append(f"elsewhere {min(len(scene.projects), 2)} here")
    is_heading = asked.heading is not None and asked.heading.start == project.start
    likely = bisect_left(scene.likely, asked.draft.amount.start)
    found += _of_heading(is_heading, likely > 0, kind)
    found += _from_elsewhere(asked, source, min(likely, 2))
    if is_last:
        found.append("elsewhere last")
    return found


def _from_elsewhere(asked: Asked, source: str, likely: int) -> Iterator[str]:
    """What in the sentence calls for a phrase of another: 工程概算总投资 for the works in the heading.

    ``likely`` phrases before the amount name what amounts are for.
    """
    scene = asked.scene
    place = bisect_left(scene.starts, asked.draft.amount.start)
    yield f"from {source} past {scene.projects[place - 1].rule if place else 'none'}"
    yield f"from {source} past {likely} likely"
    for name in asked.behind:
        yield f"from {source} amount behind {name}"


def _of_rules(asked: Asked, project: Mention) -> Iterator[str]:
    candidates = asked.draft.candidates
    rules = [one.rule.id for one in candidates if one.project is not None and one.project.start == project.start]
    is_winner = bool(rules) and candidates[0].project is not None and candidates[0].project.start == project.start
    for number, rule in enumerate(dict.fromkeys(rules)):
        yield f"rule {rule}"
        if is_winner and number == 0:
            yield f"winner {rule}"


@cache
def _of_source(source: str, kind: str) -> tuple[str, ...]:
    return (f"from {source}", f"from {source} {kind}")


@cache
def _of_noun(noun: str, kind: str) -> tuple[str, ...]:
    """What the phrase names: a LOAN has loans and purposes, a SALE goods and crops."""
    return (f"names {noun}", f"names {noun} {kind}")


def _of_part(draft: Draft, total: Draft, project: Mention, likely: bool) -> tuple[str, ...]:
    """Where a phrase stands to the total of which the amount is a part, and whether the total is for it."""
    if project.end <= total.amount.start:
        gap = total.amount.start - project.end
        where = "far before total" if gap >= _NEAR else f"before total {_step(gap)}"
    else:
        where = "between" if project.end <= draft.amount.start else "behind"
    is_its = total.project is not None and total.project.start == project.start
    return (f"part {where}", f"part {where} {likely}", f"part totals {is_its}")


@cache
def _of_heading(is_heading: bool, is_more_likely: bool, kind: str) -> tuple[str, ...]:
    """Whether a phrase is the heading of the paragraph, and whether the sentence has what the amount may be for."""
    heading = f"elsewhere heading {is_heading}"
    return (heading, f"{heading} {kind}", f"{heading} likely here {is_more_likely}")


@cache
def _of_sort(sort: str, kind: str) -> tuple[str, ...]:
    return (f"sort {sort}", f"sort {sort} {kind}")


def _in_sentence(asked: Asked, project: Mention, phrase: Phrase, found: list[str]) -> None:
    """Add where a phrase of the same sentence stands: its side of the amount, what is between, how near it is."""
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
    found += _at_place(side, signs, rank, kind)
    found += _between(side, min(amounts, 2), min(names, 2), _step(high - low))
    found += _on_side(side, signs, kind)
    if asked.heading is not None:
        found += (f"{side} under heading", f"{at} under heading")
    likely = bisect_left(scene.likely, high if is_before else project.start) - bisect_left(scene.likely, low)
    found += _of_names(side, phrase.noun, kind, phrase.is_likely, min(likely, 3))
    found.append(f"{at} then sign {asked.sign}")
    if amount.amount is not None and amount.amount.per:
        found.append(f"{side} rate rank {rank}")
    _in_clause(asked, project, phrase, (side, signs, at), found)
    found += (f"{side} word {name}" for name in phrase.lists)
    found += _beside_amount(side, asked.behind, asked.before)
    found += (f"{side} class {phrase.before}", f"{at} class {phrase.before}")
    found += (f"{side} then {phrase.following}", f"{at} then {phrase.following}")
    if "的" in project.text:
        found.append(f"{side} owner")
    found += size_of(project.text)


@cache
def _at_place(side: str, signs: str, rank: int, kind: str) -> tuple[str, ...]:
    at = f"{side} {signs} rank {rank}"
    return (side, at, f"{at} {kind}", f"{side} {signs}", f"{side} rank {rank}")


@cache
def _between(side: str, amounts: int, names: int, step: int) -> tuple[str, ...]:
    return (f"{side} amounts {amounts}", f"{side} names {names}", f"{side} far {step}")


@cache
def _on_side(side: str, signs: str, kind: str) -> tuple[str, ...]:
    return (f"{side} {kind}", f"{side} {kind} {signs}")


@cache
def _of_names(side: str, noun: str, kind: str, is_likely: bool, rank: int) -> tuple[str, ...]:
    """What the phrase names, and how many phrases that name what amounts are for stand between.

    户户出钱 between a bridge and 10万元 is none.
    """
    return (f"{side} names {noun}", f"{side} names {noun} {kind}", f"{side} likely {is_likely} rank {rank}")


@cache
def _beside_amount(side: str, behind: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """The lists of the words right beside an amount."""
    said = (*(f"behind {name}" for name in behind), *(f"before {name}" for name in before))
    return tuple(f"{side} amount {one}" for one in said)


def _in_clause(asked: Asked, project: Mention, phrase: Phrase, where: tuple[str, str, str], found: list[str]) -> None:
    """Add how the clauses of the phrase and of the amount begin."""
    side, signs, at = where
    found += (f"{side} clause opens {phrase.opening}", f"{at} clause opens {phrase.opening}")
    found.append(f"{side} {signs} amount into clause {_step(asked.draft.amount.start - asked.clause)}")
    if project.start == asked.scene.start:
        found.append(f"{side} first")
    if side == "before" and project.start == asked.clause:
        found.append("before opens the clause")
    if side == "before" and project.start == phrase.clause:
        found.append(f"before opens a clause {signs} {asked.draft.kind}")
    found.append(f"{side} {signs} of {phrase.follows_owner}")


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
    likely = bisect_left(scene.likely, amount.start)
    yield f"nothing likely {min(likely, 2)} behind {min(len(scene.likely) - likely, 2)}"
    yield f"nothing rate {is_rate} {kind}"
    yield f"nothing amount into clause {_step(amount.start - asked.clause)}"
    yield f"nothing behind {shown(text[max(scene.start, amount.start - 2) : amount.start])}"
    yield f"nothing then sign {asked.sign}"
    if asked.heading is not None:
        yield "nothing under heading"
    if draft.part_of is not None:
        yield "nothing part"
    if asked.last is None:
        yield "nothing after nothing"
    for name in asked.behind:
        yield f"nothing word {name}"
        yield f"nothing word {name} {kind}"


def _signs(between: str) -> str:
    """Return the signs between a phrase and an amount; 。 counts as ； does."""
    found = "".join(_SIGN.findall(between)).replace("。", "；")
    return (found if len(found) <= 2 else f"{found[0]}+") or "-"


def _step(length: int) -> int:
    return bisect_left(_STEPS, length)

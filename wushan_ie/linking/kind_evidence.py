"""What speaks for a kind of an amount: the words around it in their order, what rules and steps found, its neighbour.

As in ``evidence``, each piece is a short readable text, and nothing here knows a weight: ``before0 verb INVEST`` is a
verb of ``tables/kinds.toml`` right before the amount, ``last LOAN`` says that the amount before is a loan.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wushan_ie.linking.clauses import clause, opening
from wushan_ie.linking.coordinations import within
from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.weights import KIND_SIGN, Weights
from wushan_ie.records import Mention
from wushan_ie.rulebook.word_finder import WordFinder

_BY_KIND = {"rulers": "ruler", "verbs": "verb", "nouns": "noun", "themes": "theme"}
_OTHERS = ("fees", "worth", "means", "weak", "neutral")
_THEMES = ("ruler", "theme")  # what may say the kind from anywhere in the sentence
_STEPS = (0, 2, 4, 8, 16)  # characters of a distance, as classes
_BEHIND = 40  # characters of the next clause that are read
_FAR = 120  # characters of the clause behind an amount
_SIGNS = re.compile("[，；。：\n]")
AS_FOUND = "kind as found"  # evidence for the kind that rules and steps have found
_SORTING = ("以上", "以下", "以内")
_LARGEST = 10  # digits of the largest amounts that are told apart


@dataclass(frozen=True, slots=True)
class KindCues:
    """Words that say something of a kind, and by their numbers the names of the lists that have them."""

    finder: WordFinder
    names: Sequence[tuple[str, ...]]
    kinds: tuple[str, ...]


def compile_cues(table: Mapping[str, Any], words: Mapping[str, Sequence[str]], kinds: Sequence[str]) -> KindCues:
    """Compile ``tables/kinds.toml`` with the word lists of the rules."""
    names: dict[str, list[str]] = {}
    lists = {f"{one} {kind}": listed for group, one in _BY_KIND.items() for kind, listed in table[group].items()}
    lists |= {f"{group} {name}": listed for group in _OTHERS for name, listed in table[group].items()}
    lists |= {f"list {name}": listed for name, listed in words.items()}
    for name in sorted(lists):
        for word in lists[name]:
            names.setdefault(word, []).append(name)
    return KindCues(WordFinder(names), [tuple(found) for found in names.values()], tuple(kinds))


@dataclass(frozen=True, slots=True)
class KindQuestion:
    """The kind that rules and steps have found for an amount, what is around it, and the kinds there are."""

    found: str
    around: tuple[str, ...]
    kinds: tuple[str, ...]

    def evidence(self, kind: str) -> tuple[str, ...]:
        """Return what there is to weigh for a kind, each piece as the weights know it."""
        return (*(f"{kind}{KIND_SIGN}{one}" for one in self.around), *([AS_FOUND] if kind == self.found else []))


def ask_kinds(text: str, drafts: Sequence[Draft], names: Sequence[Mention], cues: KindCues) -> Iterator[KindQuestion]:
    """Yield the question of each draft, in text order; ``names`` are sorted: no word in a name counts."""
    reader = _Reader(text, names, cues)
    last: Draft | None = None
    for draft in drafts:
        if last is not None and last.sentence != draft.sentence:
            last = None
        yield KindQuestion(draft.kind, tuple(dict.fromkeys(_evidence(reader, draft, last))), cues.kinds)
        last = draft


def weigh_kinds(drafts: Sequence[Draft], questions: Sequence[KindQuestion], weights: Weights) -> None:
    """Give every draft the kind with the highest score; of equals the first of the schema."""
    as_found, by_kind = weights.weight(AS_FOUND), weights.by_kind
    for draft, question in zip(drafts, questions, strict=True):
        rows = [tuple(as_found if kind == question.found else 0.0 for kind in weights.kinds)]
        rows += [by_kind[one] for one in question.around if one in by_kind]
        scores = {question.found: as_found} | dict(zip(weights.kinds, map(sum, zip(*rows, strict=True)), strict=True))
        kind = max(question.kinds, key=lambda one: scores.get(one, 0.0))
        if kind != draft.kind:
            draft.kind = kind
            draft.notes.append("kind-weighed")


class _Reader:
    """A text with its names, and the cues of its stretches."""

    def __init__(self, text: str, names: Sequence[Mention], cues: KindCues) -> None:
        self.text = text
        self._names = names
        self._cues = cues

    def read(self, start: int, end: int) -> list[tuple[int, int, tuple[str, ...]]]:
        """Return the cues of a stretch in text order: where they begin and end, and the names of their lists."""
        names, cues = self._cues.names, self._cues.finder.find_numbered(self.text[start:end])
        found = [(start + first, start + last, names[number]) for number, first, last in cues]
        walls = within(self._names, start, end) if found and self._names else ()
        if not walls:
            return found
        return [cue for cue in found if not any(one.start <= cue[0] < one.end for one in walls)]


def _evidence(reader: _Reader, draft: Draft, last: Draft | None) -> Iterator[str]:
    yield from _found(draft)
    yield from _words(reader, draft, last)
    yield from _neighbour(reader.text, draft, last)
    amount = draft.amount
    per = amount.amount.per if amount.amount is not None else None
    yield f"digits {_digits(amount)}"
    yield f"rate {per is not None}"
    if per is not None:
        yield f"per {per}"
    yield f"ends {amount.text[-2:] if amount.text.endswith(_SORTING) else 'plain'}"
    for length in (1, 2):
        yield f"then {''.join(reader.text[amount.end : amount.end + length].split()) or 'end'}"


def _found(draft: Draft) -> Iterator[str]:
    yield f"says {draft.kind}"
    yield f"rule {draft.rule}"
    yield from (f"step {note}" for note in draft.notes)
    for candidate in draft.candidates[:2]:
        yield f"found {candidate.rule.kind}"
    if draft.candidates:
        yield f"winner {draft.candidates[0].rule.kind}"


def _words(reader: _Reader, draft: Draft, last: Draft | None) -> Iterator[str]:
    text, amount = reader.text, draft.amount
    start, end = draft.sentence
    floor = start if last is None else last.amount.end
    own = max(floor, clause(text, start, amount.start))
    before = reader.read(own, amount.start)[::-1]
    is_rate = amount.amount is not None and amount.amount.per is not None
    for rank, (_, stop, names) in enumerate(before[:3]):
        for name in names:
            yield f"before{rank} {name}"
            yield f"in clause {name}"
            if rank == 0:
                yield f"before0 {name} far {_step(amount.start - stop)}"
                yield from (f"rate before0 {name}" for _ in range(is_rate))
    sign = _SIGNS.search(text, amount.end, min(end, amount.end + _FAR))
    stop = sign.start() if sign is not None else min(end, amount.end + _FAR)
    behind = reader.read(amount.end, stop)
    for rank, (_, _, names) in enumerate(behind[:2]):
        yield from (f"behind{rank} {name}" for name in names)
    yield from (f"no word {side}" for side, found in (("before", before), ("behind", behind)) if not found)
    if own > floor:
        for _, _, names in reader.read(clause(text, floor, own - 1), own - 1)[-2:]:
            yield from (f"clause before {name}" for name in names)
    for _, _, names in reader.read(stop, min(end, stop + _BEHIND))[:2]:
        yield from (f"clause behind {name}" for name in names)
    themes = {name for _, _, names in reader.read(opening(text, amount.start), amount.start) for name in names}
    yield from (f"sentence {name}" for name in sorted(themes) if name.startswith(_THEMES))


def _neighbour(text: str, draft: Draft, last: Draft | None) -> Iterator[str]:
    if draft.part_of is not None:
        yield f"part of {draft.part_of.kind}"
    yield f"first {last is None}"
    if last is not None and draft.amount.start - last.amount.end <= _FAR:
        yield f"last {last.kind}"
        yield f"last {last.kind} near {draft.amount.start - last.amount.end <= 3}"
        if _SIGNS.search(text, last.amount.end, draft.amount.start) is None:
            yield f"last {last.kind} in clause"


def _digits(amount: Mention) -> int:
    """Return how many digits an amount has before the point; 0 where it tells no figure."""
    found = amount.amount
    figure = None if found is None else found.value or found.high or found.low
    return 0 if figure is None else min(figure.adjusted() + 1, _LARGEST)


def _step(length: int) -> int:
    return bisect_left(_STEPS, length)

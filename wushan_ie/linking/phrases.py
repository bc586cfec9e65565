"""A noun phrase as evidence sees it: what it is made of, and what stands beside it in its sentence."""

from __future__ import annotations

from msgspec import Struct

from wushan_ie.linking.clauses import clause_start
from wushan_ie.linking.evidence_words import EvidenceWords
from wushan_ie.records import Mention

_LIKELY = frozenset({"thing-phrase", "money-phrase", "facility-phrase"})
_FIGURES = frozenset("0123456789０１２３４５６７８９一二两三四五六七八九十百千万")


class Phrase(Struct, frozen=True, gc=False):
    """A phrase in its sentence: what is the same for every amount that it may be for."""

    made_of: tuple[str, ...]  # evidence
    noun: str  # the class of what it names
    is_likely: bool  # no class that amounts are seldom for
    lists: tuple[str, ...]  # of the word before it
    before: str  # the class of that word
    following: str  # that of the word behind it
    clause: int  # where its clause begins
    opening: str  # the class of the word that its clause begins with
    follows_owner: bool  # 的 stands before it


def read_phrase(text: str, project: Mention, sentence: tuple[int, int], words: EvidenceWords) -> Phrase:
    """Return what evidence says of a phrase of a sentence, whatever amount it is for."""
    (start, end), (floor, ceiling) = (project.start, project.end), sentence
    clause = clause_start(text, floor, start)
    return Phrase(
        made_of=words.made_of(project.text),
        noun=words.nouns(project.text),
        is_likely=is_likely(project, words),
        lists=words.before(text, start, floor),
        before=words.class_before(text, start, floor),
        following=words.class_behind(text, end, ceiling),
        clause=clause,
        opening=words.class_behind(text, clause, start) if clause < start else "itself",
        follows_owner=text[start - 1 : start] == "的",
    )


def is_likely(project: Mention, words: EvidenceWords) -> bool:
    """Tell whether a phrase names what amounts are for, by its sort and its class."""
    return project.rule in _LIKELY and words.nouns(project.text) not in words.weak


def size_of(phrase: str) -> tuple[str, ...]:
    """Return how long a phrase is, and whether it counts something."""
    return (f"long {min(len(phrase) // 3, 5)}", f"counted {not _FIGURES.isdisjoint(phrase)}")

"""Sentences in which names are marked and figures are read: what linking gets in the tests."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.facts import compile_linker, link_facts
from wushan_ie.recognition.noun_classes import list_predicates
from wushan_ie.recognition.number_grammar import compile_numbers
from wushan_ie.recognition.numbers import find_numbers
from wushan_ie.recognition.project_grammar import compile_projects
from wushan_ie.recognition.projects import find_projects
from wushan_ie.recognition.sentences import find_sentences
from wushan_ie.recognition.word_classes import read_word_classes
from wushan_ie.records import Block, Mention
from wushan_ie.rulebook import bundled_rules, read_rulebook

RULEBOOK = read_rulebook([bundled_rules()])
CLASSES = read_word_classes(RULEBOOK.paths["tables/places.txt"].parent)
LINKER = compile_linker(RULEBOOK, CLASSES)
NUMBERS = compile_numbers(RULEBOOK.tables["numbers"])
PROJECTS = compile_projects(
    RULEBOOK.tables["projects"], RULEBOOK.words, CLASSES, list_predicates(RULEBOOK.tables["nouns"])
)
_MARK = re.compile(r"\{(?P<label>[A-Z]+)\|(?P<text>[^{}]*)\}")


def link(marked: str) -> list[Draft]:
    """Return the drafts of a text such as ``{ORG|县水利局}投入300万元``; projects and figures are found."""
    return link_facts(*prepare(marked), LINKER)


def prepare(marked: str) -> tuple[str, list[tuple[int, int]], list[Mention]]:
    """Return the text of such a sentence, its sentences and its mentions, projects among them."""
    text, sentences, mentions = _read(marked)
    projects = find_projects(text, PROJECTS, sentences, mentions, None)
    return text, sentences, _sorted([*mentions, *projects])


def find_phrases(marked: str) -> list[Mention]:
    """Return the noun phrases of a text marked in the same way, which no segmenter has cut into words."""
    text, sentences, mentions = _read(marked)
    return find_projects(text, PROJECTS, sentences, mentions, None)


def _read(marked: str) -> tuple[str, list[tuple[int, int]], list[Mention]]:
    names: list[Mention] = []
    pieces: list[str] = []
    place = length = 0
    for match in _MARK.finditer(marked):
        pieces += [marked[place : match.start()], match["text"]]
        start = length + match.start() - place
        length = start + len(match["text"])
        names.append(Mention(match["label"], start, length, match["text"], "marked"))
        place = match.end()
    text = "".join([*pieces, marked[place:]])
    sentences = find_sentences(text, [Block("body", 0, len(text), 0)])
    return text, sentences, _sorted([*names, *find_numbers(text, NUMBERS, [])])


def _sorted(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda one: (one.start, -one.end))

"""Mentions to facts: the steps in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wushan_ie.linking.choice import Choice, choose_projects, compile_choice, names_thing
from wushan_ie.linking.contexts import (
    follow_gifts,
    follow_kinds,
    give_by_charities,
    lend_by_banks,
    mark_thresholds,
    share_kinds,
    total_of_parts,
)
from wushan_ie.linking.coordinations import without_works
from wushan_ie.linking.drafts import Draft, draft_facts
from wushan_ie.linking.evidence_words import EvidenceWords, list_words
from wushan_ie.linking.kind_evidence import KindCues, KindQuestion, ask_kinds, compile_cues, weigh_kinds
from wushan_ie.linking.kinds import KindWords
from wushan_ie.linking.parts import drop_prices, find_parts
from wushan_ie.linking.payers import Names, Payers
from wushan_ie.linking.places import place_facts, resolve_places
from wushan_ie.linking.repeats import mark_repeats
from wushan_ie.linking.restore import restore_lists, restore_parts, restore_purposes, split_lists
from wushan_ie.linking.things import restore_things
from wushan_ie.linking.topics import find_topics, restore_topics
from wushan_ie.linking.weighing import Option, find_options, weigh_projects
from wushan_ie.linking.weights import Weights, read_weights
from wushan_ie.recognition.noun_classes import compile_nouns
from wushan_ie.recognition.word_classes import WordClasses
from wushan_ie.records import Fact, Mention
from wushan_ie.rulebook import LinkMatcher, Rulebook

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_NARROW = re.compile(r"[;?!(),:](?:(?<=[;?!()])|(?<![0-9][,:])|(?![0-9]))")  # not that of 1,200 or 8:30


@dataclass(frozen=True, slots=True)
class Linker:
    """All that linking runs on, compiled once from a rulebook."""

    matcher: LinkMatcher
    order: Mapping[str, int]
    kinds: KindWords
    table: Mapping[str, Any]
    choice: Choice
    payers: Payers
    totals: frozenset[str]
    subjectless: tuple[str, ...]
    cues: KindCues
    evidence: EvidenceWords
    weights: Weights


@dataclass(frozen=True, slots=True)
class Weighed:
    """The drafts of a text, and for each the kinds it may have and what its project may be, with the evidence.

    ``text`` is the text with the signs between its clauses in full width.
    """

    text: str
    drafts: list[Draft]
    kinds: list[KindQuestion]
    projects: list[list[Option]]


def compile_linker(rulebook: Rulebook, classes: WordClasses) -> Linker:
    """Compile the link rules, ``tables/linking.toml`` and the weights of evidence."""
    table = rulebook.tables["linking"]
    order = {rule.id: number for number, rule in enumerate(rulebook.links)}
    totals = frozenset(rulebook.words["invest-total"])
    nouns = table["again"]["of_a_thing"]
    kinds = KindWords(rulebook.tables["kinds"])
    choice = compile_choice(table["choice"], rulebook.words["carry-out"], rulebook.words["total-noun"])
    return Linker(
        matcher=LinkMatcher(rulebook.links),
        order=order,
        kinds=kinds,
        table=table,
        choice=choice,
        payers=Payers(table),
        totals=totals,
        subjectless=tuple(nouns),
        cues=compile_cues(rulebook.tables["kinds"], rulebook.words, rulebook.schema.kinds),
        evidence=EvidenceWords(list_words(rulebook.words), classes, compile_nouns(rulebook.tables["nouns"])),
        weights=read_weights(rulebook.tables["evidence"]),
    )


def link_facts(
    text: str,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    linker: Linker,
    publisher: str | None = None,
) -> list[Draft]:
    """Return a finished draft for every MONEY mention; ``mentions`` are sorted, PROJECT candidates among them.

    ``publisher`` is who published the text: 巫山县水利局 says which county 全县 means.
    """
    weighed = weigh_facts(text, sentences, mentions, linker)
    drafts = weighed.drafts
    weigh_projects(drafts, weighed.projects, linker.weights)
    places = [one for one in mentions if one.label == "GPE"]
    text = weighed.text
    place_facts(text, drafts, places, linker.table["place"])
    resolve_places(text, drafts, places, publisher or "")
    _mark_hypotheses(text, drafts, linker.table["hypothetical"]["opens"])
    mark_repeats(text, drafts)
    return drafts


def weigh_facts(
    text: str, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention], linker: Linker
) -> Weighed:
    """Return the drafts as the rules and steps leave them, with their kinds weighed, and what there was to weigh."""
    text = _wide(text)
    names = [one for one in mentions if one.label in ("ORG", "PERSON")]
    projects = [one for one in mentions if one.label == "PROJECT"]
    topics = find_topics(text, sentences, projects, linker.table["topic"])
    drafts = draft_facts(text, sentences, mentions, linker.matcher, linker.order)
    linker.kinds.settle(text, drafts, names)
    restore_lists(text, drafts, linker.table)
    follow_gifts(text, drafts)
    choose_projects(text, drafts, projects, names, topics, linker.choice)
    restore_topics(text, drafts, topics, linker.table, linker.totals)
    split_lists(drafts)
    things = [one for one in projects if names_thing(one)]
    restore_things(text, drafts, things, linker.table["thing"])
    restore_purposes(text, drafts, things, linker.subjectless)
    mark_thresholds(text, drafts, projects, linker.table["threshold"])
    named = without_works(names, projects, linker.table["topic"]["works"])
    payers = Names(named, [one for one in mentions if one.label == "GPE"])
    linker.payers.fill(text, drafts, payers)
    give_by_charities(text, drafts, linker.table["payer"]["charities"])
    lend_by_banks(drafts, linker.table["payer"]["lenders"])
    share_kinds(text, drafts)
    find_parts(text, drafts, linker.table)
    total_of_parts(drafts)
    restore_parts(drafts)
    follow_kinds(drafts)
    kinds = list(ask_kinds(text, drafts, names, linker.cues))
    weigh_kinds(drafts, kinds, linker.weights)
    drop_prices(drafts)
    linker.payers.settle(text, drafts, payers)
    return Weighed(text, drafts, kinds, list(find_options(text, drafts, mentions, topics, linker.evidence)))


def _wide(text: str) -> str:
    """Return the text with the signs between its clauses in full width, which all that follows reads; same length."""
    return _NARROW.sub(lambda sign: _WIDE[sign[0]], text)


def finish_facts(drafts: Sequence[Draft]) -> list[Fact]:
    """Return the drafts as facts."""
    return [
        Fact(
            amount=draft.amount,
            kind=draft.kind,
            project=draft.project,
            actors=draft.actors,
            place=draft.place,
            part_of=draft.part_of.amount if draft.part_of else None,
            rule=draft.rule,
            sentence=draft.sentence,
            pieces=draft.winner.pieces if draft.winner else (),
            place_resolved=draft.place_resolved,
            hypothetical=draft.hypothetical,
            repeats=draft.repeats.amount if draft.repeats else None,
        )
        for draft in drafts
    ]


def _mark_hypotheses(text: str, drafts: Sequence[Draft], opens: Sequence[str]) -> None:
    for draft in drafts:
        clause = text[draft.sentence[0] : draft.amount.start]
        draft.hypothetical = draft.hypothetical or any(word in clause for word in opens)

"""READ FIRST: the stages in order, and the one home of every default.

A text goes through the stages of ``Analyzer``, each a pure function of the text and of what the stages before it
found::

    text ─▶ blocks, sentences ─▶ numbers, dates ─▶ places, organizations, persons ─▶ projects ─▶ facts, posts

``load`` puts that behind spaCy: the tokenizer cuts the words, the component ``wushan_facts`` runs the stages and
writes what they find into the Doc (see ``components``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.facts import Linker, Weighed, compile_linker, finish_facts, link_facts, weigh_facts
from wushan_ie.linking.measures import Measures
from wushan_ie.linking.posts import find_posts
from wushan_ie.linking.weights import Weights
from wushan_ie.reading.header import find_header, read_meta
from wushan_ie.reading.header_form import HeaderForm, compile_header
from wushan_ie.recognition.date_anchors import anchor_dates, anchor_of
from wushan_ie.recognition.date_grammar import DateGrammar, compile_dates
from wushan_ie.recognition.dates import find_dates
from wushan_ie.recognition.layout import blocks_around, closed_spans
from wushan_ie.recognition.layout_form import Layout, compile_layout
from wushan_ie.recognition.noun_classes import list_predicates
from wushan_ie.recognition.number_grammar import NumberGrammar, compile_numbers
from wushan_ie.recognition.numbers import find_numbers
from wushan_ie.recognition.organization_grammar import OrganizationGrammar, compile_organizations
from wushan_ie.recognition.organization_ground import PlaceSpan
from wushan_ie.recognition.organization_names import resolve_organizations
from wushan_ie.recognition.organizations import find_organizations
from wushan_ie.recognition.person_grammar import PersonGrammar, compile_persons
from wushan_ie.recognition.persons import find_persons
from wushan_ie.recognition.place_table import GROUP, PlaceTable, read_places
from wushan_ie.recognition.places import find_places, scan_places
from wushan_ie.recognition.project_grammar import ProjectGrammar, compile_projects
from wushan_ie.recognition.projects import find_projects
from wushan_ie.recognition.sentences import find_sentences
from wushan_ie.recognition.titles import TitleSpan, find_titles
from wushan_ie.recognition.word_classes import WordClasses, read_word_classes
from wushan_ie.records import Block, Fact, Mention, Post
from wushan_ie.rulebook import Rulebook, bundled_rules, read_rulebook

if TYPE_CHECKING:
    from spacy.tokens import Doc

DEFAULTS: Mapping[str, Any] = {
    "segmenter": "pkuseg",  # or "char", which needs no model
    "words": (),  # the user's own words for the segmenter
    "rules": (),  # folders that add to the bundled rules or replace files of theirs
}

ARCHIVE_DEFAULTS: Mapping[str, Any] = {
    "form": "parquet",  # or "jsonl", which needs no pyarrow
    "workers": None,  # as many as there are processors
    "time_limit": 60,  # seconds that one document may take
    "memory_limit": 2048,  # MiB that one document may take
    "shard": 64,  # documents that one worker does in one go: what a kill makes it do again
    "master": "local[*]",  # of Spark, when the engine is Spark
}

# Blocks in which no figure is a quantity; dates are dates there too.
_FIGURELESS = ("header", "furniture")
_TOPIC = 36  # characters: a sentence no longer may be a heading that names a project
_DAYS = "今去前昨当本上下同次每后"  # 今年, 次日
# Labels whose spans overlap no other; where two claim a place, the one named first here has it.
_PRECEDENCE = ("ORG", "PERSON", "DATE", "MONEY", "PERCENT", "QUANTITY", "GPE")
_RANK = {label: rank for rank, label in enumerate(_PRECEDENCE)}


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the stages found in one text; ``mentions`` are sorted and hold only the projects that facts use."""

    meta: Mapping[str, str]
    blocks: tuple[Block, ...]
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    posts: tuple[Post, ...]
    drafts: tuple[Draft, ...]


class Analyzer:
    """The stages with all that they run on, compiled once from rule folders; has no state beside that."""

    def __init__(self, rulebook: Rulebook) -> None:
        tables = rulebook.tables
        self.rulebook = rulebook
        self.header: HeaderForm = compile_header(tables["layout"])
        self.layout: Layout = compile_layout(tables["layout"])
        self.numbers: NumberGrammar = compile_numbers(tables["numbers"])
        self.dates: DateGrammar = compile_dates(tables["dates"])
        folder = rulebook.paths["tables/places.txt"].parent
        self.words: WordClasses = read_word_classes(folder)
        self.places: PlaceTable = read_places(folder, self.words)
        self.organizations: OrganizationGrammar = compile_organizations(tables["organizations"], self.words)
        self.persons: PersonGrammar = compile_persons(tables["persons"], self.words)
        self.projects: ProjectGrammar = compile_projects(
            tables["projects"], rulebook.words, self.words, list_predicates(tables["nouns"])
        )
        self.linker: Linker = compile_linker(rulebook, self.words)
        self.measures = Measures(tables["measures"], self.projects.stops, self.projects.keep)

    def analyse(self, text: str, words: Collection[int] | None, known: Mapping[str, str] | None = None) -> Analysis:
        """Run all stages; ``words`` are the offsets where the segmenter's words begin, None without a segmenter.

        ``known`` is the meta that stands beside the text, such as a page's header; it counts more than the text's own.
        """
        meta, blocks, sentences, mentions, titles = self._read(text, words, known)
        projects = find_projects(text, self.projects, _speaking_of_money(text, sentences, mentions), mentions, words)
        drafts = link_facts(text, sentences, _sorted([*mentions, *projects]), self.linker, meta.get("publisher"))
        facts = tuple(finish_facts(drafts))
        persons, organizations, places = (
            [one for one in mentions if one.label == label] for label in ("PERSON", "ORG", "GPE")
        )
        posts = tuple(find_posts(text, sentences, persons, organizations, places, titles))
        kept = tuple(self.measures.find(text, _with_projects(mentions, facts), facts))
        return Analysis(meta, tuple(blocks), tuple(sentences), kept, facts, posts, tuple(drafts))

    def weigh(self, text: str, words: Collection[int] | None, known: Mapping[str, str] | None = None) -> Weighed:
        """Return a draft for every amount, its kind weighed, and what it and its project may be, with the evidence."""
        _, _, sentences, mentions, _ = self._read(text, words, known)
        projects = find_projects(text, self.projects, _speaking_of_money(text, sentences, mentions), mentions, words)
        return weigh_facts(text, sentences, _sorted([*mentions, *projects]), self.linker)

    def _read(
        self, text: str, words: Collection[int] | None, known: Mapping[str, str] | None
    ) -> tuple[dict[str, str], tuple[Block, ...], list[tuple[int, int]], list[Mention], list[TitleSpan]]:
        """Return the meta, blocks, sentences, mentions but projects, and titles of a text."""
        header = find_header(text, self.header)
        meta, blocks = read_meta(header) | dict(known or {}), blocks_around(text, header, self.layout)
        mentions, titles = self._find_names(text, meta, blocks, words)
        return meta, blocks, find_sentences(text, blocks), mentions, titles

    def with_weights(self, weights: Weights) -> Analyzer:
        """Return an analyzer that weighs evidence otherwise and shares everything else."""
        other = copy(self)
        other.linker = replace(self.linker, weights=weights)
        return other

    def without_rule(self, rule: str) -> Analyzer:
        """Return an analyzer that lacks one link rule and shares everything else."""
        other = copy(self)
        links = tuple(one for one in self.rulebook.links if one.id != rule)
        other.rulebook = replace(self.rulebook, links=links)
        other.linker = compile_linker(other.rulebook, self.words)
        return other

    def find_mentions(self, text: str, label: str, words: Collection[int] | None) -> list[Mention]:
        """Return the mentions of one label but PROJECT; runs no more stages than that label needs."""
        header = find_header(text, self.header)
        meta, blocks = read_meta(header), blocks_around(text, header, self.layout)
        if label in ("MONEY", "QUANTITY", "PERCENT", "DATE"):
            found = self._find_figures(text, meta, blocks)
        else:
            found, _ = self._find_names(text, meta, blocks, words)
        return [one for one in found if one.label == label]

    def _find_figures(self, text: str, meta: Mapping[str, str], blocks: Sequence[Block]) -> list[Mention]:
        """Numbers and dates; where they claim the same characters the date has them."""
        dates = find_dates(text, self.dates, closed_spans(blocks, ()))
        dates = anchor_dates(dates, anchor_of(text, meta), self.dates)
        numbers = find_numbers(text, self.numbers, closed_spans(blocks, _FIGURELESS))
        return _sorted([*_outside(numbers, dates), *dates])

    def _find_names(
        self, text: str, meta: Mapping[str, str], blocks: Sequence[Block], words: Collection[int] | None
    ) -> tuple[list[Mention], list[TitleSpan]]:
        """All mentions but projects, and the titles that posts are read from."""
        chains = scan_places(text, self.places, words)
        groups = {(one[-1].start, one[-1].end) for one in chains if one[-1].level == GROUP}  # 小模村8组 is no quantity
        figures = [one for one in self._find_figures(text, meta, blocks) if (one.start, one.end) not in groups]
        walls = _spans(figures)
        candidates = [(chain[0].start, chain[-1].end) for chain in chains]
        evidence = [PlaceSpan(one[0].start, one[-1].end, one[0].level, one[-1].level) for one in chains]
        organizations = find_organizations(text, self.organizations, evidence, walls)
        organizations = resolve_organizations(text, organizations, self.organizations)
        titles = find_titles(text, self.persons)
        taken = _spans([*organizations, *(one for one in figures if not _may_be_given(one))])
        persons = find_persons(text, self.persons, titles, taken, candidates, words)
        names = _settled([*organizations, *persons, *figures])
        places = find_places(text, self.places, chains, _spans(names), list(meta.values()), words)
        return _outside_furniture(_settled([*names, *places]), blocks), titles


@lru_cache(maxsize=4)
def load_analyzer(rules: tuple[str, ...]) -> Analyzer:
    """Return the analyzer of the bundled rules and these folders; raises RuleError for a faulty folder."""
    return Analyzer(read_rulebook([bundled_rules(), *map(Path, rules)]))


def _speaking_of_money(
    text: str, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention]
) -> list[tuple[int, int]]:
    """Return the sentences that can hold a project of an amount.

    Those with an amount, the first of its paragraph, which may name what it goes on about, and short ones, which may
    be headings.
    """
    amounts = [one.start for one in mentions if one.label == "MONEY"]
    kept: set[tuple[int, int]] = set()
    opening, last = (0, 0), 0
    for start, end in sentences:
        if not last or "\n" in text[last:start]:
            opening = (start, end)
        last = end
        if bisect_left(amounts, start) < bisect_left(amounts, end):
            kept |= {opening, (start, end)}
        elif end - start <= _TOPIC:
            kept.add((start, end))
    return sorted(kept)


def word_starts(doc: Doc) -> frozenset[int] | None:
    """Return where the words of a Doc begin, or None when every token is one character and says nothing of words."""
    starts: list[int] = doc.to_array("IDX").tolist()
    return frozenset(starts) if says_words(doc.text, starts) else None


def says_words(text: str, starts: Sequence[int]) -> bool:
    """Tell whether a word of several characters begins at one of the ``starts`` with a Chinese character.

    >>> says_words("投入5万元", [0, 2, 3, 5]), says_words("投入5万元", [0, 1, 2, 3, 4])
    (True, False)
    """
    return any(
        end - start > 1 and "\u4e00" <= text[start] <= "\u9fff" and text[start + 1] != " "
        for start, end in pairwise(chain(starts, (len(text),)))
    )


def _spans(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    return sorted((one.start, one.end) for one in mentions)


def _sorted(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda one: (one.start, -one.end, one.label))


def _settled(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without overlaps: the longest reading wins, then the label named first."""
    kept: list[Mention] = []
    for one in sorted(mentions, key=lambda one: (one.start, -one.end, _RANK[one.label])):
        if kept and one.start < kept[-1].end:
            last = kept[-1]
            wins = (one.end - one.start, -_RANK[one.label]) > (
                last.end - last.start,
                -_RANK[last.label],
            )
            if not wins:
                continue
            kept.pop()
        kept.append(one)
    return kept


def _outside(mentions: Sequence[Mention], others: Sequence[Mention]) -> list[Mention]:
    taken = iter(_spans(others))
    span = next(taken, None)
    kept = []
    for one in mentions:
        while span is not None and span[1] <= one.start:
            span = next(taken, None)
        if span is None or one.end <= span[0]:
            kept.append(one)
    return kept


def _may_be_given(mention: Mention) -> bool:
    """Tell a day that a name may end with or run into (李国庆, 陈道明|早早) from other dates and numbers."""
    return len(mention.text) <= 3 and mention.text.isalpha() and mention.text[0] not in _DAYS


def _outside_furniture(mentions: Sequence[Mention], blocks: Sequence[Block]) -> list[Mention]:
    """Drop what lies in page furniture, but for dates."""
    furniture = [block for block in blocks if block.kind == "furniture"]
    return [
        one
        for one in mentions
        if one.label == "DATE" or not any(block.start <= one.start < block.end for block in furniture)
    ]


def _with_projects(mentions: Sequence[Mention], facts: Sequence[Fact]) -> tuple[Mention, ...]:
    projects = {fact.project for fact in facts if fact.project is not None}
    return tuple(_sorted([*mentions, *projects]))

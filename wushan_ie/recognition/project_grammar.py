"""The table ``projects.toml`` compiled: what cuts, trims, drops and sorts the noun phrases of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wushan_ie.recognition.project_names import ProjectNames, compile_names
from wushan_ie.recognition.project_sorts import ProjectSorts, compile_sorts
from wushan_ie.recognition.project_words import PhraseWords, compile_phrases
from wushan_ie.recognition.word_classes import WordClasses
from wushan_ie.rulebook.choices import one_of
from wushan_ie.rulebook.word_finder import WordFinder

_EACH = r"每[\u4e00-\u9fff]{1,2}?(?=[0-9０-９一二两三四五六七八九十需补收掏能卖从省])"


_FEES = ("费", "租金", "利息", "工钱", "成本")  # what is paid for, whatever list of the rules names it


@dataclass(frozen=True, slots=True)
class ProjectGrammar:
    """What cuts a sentence into phrases, what is trimmed off their edges, and which of them name nothing.

    ``stops`` are ``stop_words``, or ``each`` before a figure, as one expression; ``trailing_signs`` and
    ``measure_signs`` the last characters of what ``trailing`` and ``measures`` find at a phrase's end; ``head_signs``
    the first ones of ``heads`` and ``noun_heads``.
    """

    stops: re.Pattern[str]
    stop_words: WordFinder
    each: re.Pattern[str]
    keep: frozenset[str]
    short_verbs: frozenset[str]
    soft: re.Pattern[str]
    works: re.Pattern[str]
    leading: re.Pattern[str]
    site: re.Pattern[str]
    trailing: re.Pattern[str]
    trailing_signs: frozenset[str]
    noise: frozenset[str]
    noise_pattern: re.Pattern[str]
    sources: re.Pattern[str]
    holders: re.Pattern[str]
    measures: re.Pattern[str]
    measure_signs: frozenset[str]
    verbal: re.Pattern[str]
    asides: re.Pattern[str]
    nominal: frozenset[str]
    heads: re.Pattern[str]
    noun_heads: re.Pattern[str]
    head_signs: frozenset[str]
    own_heads: tuple[str, ...]
    measured_by: tuple[str, ...]
    sorts: ProjectSorts
    names: ProjectNames
    words: PhraseWords


def compile_projects(
    table: Mapping[str, Any], words: Mapping[str, Sequence[str]], classes: WordClasses, predicates: frozenset[str]
) -> ProjectGrammar:
    """Compile ``projects.toml`` with the word lists of the rules, whose words end a phrase too.

    With one of the ``predicates`` no phrase ends.
    """
    soft = table["soft"]["verbs"]
    # 项目总投资, 补助标准: what stands in front may be the end of a project's own name
    own = ("项目", "补助", "补贴", "奖补")
    listed = {word for members in words.values() for word in members if not word.startswith(own)}
    listed = {word for word in listed if not word.endswith(_FEES) and word not in words["fee"]}
    stops = (listed | set(table["stop"]["function"]) | set(table["stop"]["verb"])) - set(soft)
    keep, modifiers = frozenset(table["stop"]["keep"]), table["edge"]["modifiers"]
    return ProjectGrammar(
        stops=re.compile(rf"(?:{_EACH}|{one_of({*stops, *keep})})"),
        stop_words=WordFinder(sorted({*stops, *keep})),
        each=re.compile(_EACH),
        keep=keep,
        short_verbs=frozenset(verb for verb in table["stop"]["verb"] if len(verb) == 1),
        soft=re.compile(rf"{one_of(soft)}了?"),
        works=re.compile(rf"{one_of(soft)}+(?:工程|项目)?"),
        site=re.compile(rf".{{0,12}}?{one_of(table['edge']['sites'])}{one_of(table['edge']['works'])}"),
        leading=re.compile(rf"{one_of(table['edge']['leading'])}+"),
        trailing=re.compile(rf"{one_of(table['edge']['trailing'])}+\Z"),
        trailing_signs=frozenset(word[-1] for word in table["edge"]["trailing"]),
        noise=frozenset(table["edge"]["noise"]),
        noise_pattern=re.compile("|".join(table["edge"]["noise_patterns"])),
        sources=re.compile("|".join(table["edge"]["sources"])),
        holders=re.compile(one_of(modifiers["holders"])),
        measures=re.compile(rf"(?:{one_of(modifiers['measures'])}|{modifiers['premium']})\Z"),
        measure_signs=frozenset(word[-1] for word in modifiers["measures"]),
        verbal=re.compile(rf"(?:{modifiers['verbal']})\Z"),
        asides=re.compile(rf"{one_of(modifiers['asides'])}[了着]?\Z"),
        nominal=frozenset((*modifiers["nominal"], *table["stop"]["verb"])),
        heads=re.compile(one_of(modifiers["heads"])),
        own_heads=tuple(modifiers["own_heads"]),
        noun_heads=re.compile(one_of(modifiers["noun_heads"])),
        head_signs=frozenset(word[0] for word in (*modifiers["heads"], *modifiers["noun_heads"])),
        measured_by=tuple(table["edge"]["measured_by"]),
        sorts=compile_sorts(table["sorts"]),
        names=compile_names(table["names"]),
        words=compile_phrases(classes, frozenset(soft), keep, predicates),
    )

"""The table ``rules/tables/persons.toml`` compiled to what ``find_titles`` and ``find_persons`` run on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wushan_ie.recognition.person_points import NameEvidence, compile_evidence
from wushan_ie.recognition.word_classes import WordClasses
from wushan_ie.rulebook.choices import one_of
from wushan_ie.rulebook.openings import Opened
from wushan_ie.rulebook.word_finder import WordFinder

HAN = "\u3400-\u9fff\ue000-\uf8ff\U00020000-\U0003134f"  # private use: old fonts put rare name characters there
SOUNDED = 8  # characters of the longest name written by sound
_COMMON = 7  # the power of two of the frequency from which on a word tells that a name ended before it
_BEHIND_NAMES = frozenset(
    ("verb", "verbal-noun", "adverb", "adjective", "preposition", "conjunction", "pronoun", "time")
)
POST, ROLE, NONE = "post", "role", "none"


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Titles: ``pattern`` finds the end of one, ``kinds`` says what it is, ``modifiers`` reach to its left."""

    finder: WordFinder
    kinds: Mapping[str, str]
    chiefs: frozenset[str]
    bodies: Mapping[str, tuple[str, ...]]
    not_chief: re.Pattern[str]
    helpers: re.Pattern[str]
    modifiers: Mapping[str, tuple[str, ...]]  # last character -> words, longest first
    qualifier: re.Pattern[str]
    label: frozenset[str]
    verbs: frozenset[str]
    after: frozenset[str]
    byline: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameShapes:
    """What a name is made of, and which words are none."""

    plain: frozenset[str]
    risky: frozenset[str]
    function: frozenset[str]
    compound: frozenset[str]
    no_surname: frozenset[str]
    never: frozenset[str]
    seldom: frozenset[str]
    adverbs: frozenset[str]
    before_marks: frozenset[str]
    nobody: frozenset[str]
    given: frozenset[str]
    sounds: frozenset[str]
    foreign: frozenset[str]
    transcribed: frozenset[str]
    unit: re.Pattern[str]
    sounded: re.Pattern[str]
    dotted: re.Pattern[str]
    dotted_whole: re.Pattern[str]
    dotted_sound: re.Pattern[str]
    dots: str
    not_names: frozenset[str]
    also_words: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameEdges:
    """What stands to the right and to the left of a name."""

    strong: re.Pattern[str]
    words: frozenset[str]
    weak: frozenset[str]
    aspects: frozenset[str]
    complements: frozenset[str]
    numerals: frozenset[str]
    before_numbers: frozenset[str]
    joined: frozenset[str]
    not_before: re.Pattern[str]
    left: frozenset[str]
    left_lengths: tuple[int, ...]
    body_ends: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameCues:
    """Contexts that show a name without a title: bylines, introductions, speech, kin, what a person is."""

    before: Opened
    frames: Opened
    sure_frames: Opened
    described: re.Pattern[str]
    speech: re.Pattern[str]
    quoted_speech: re.Pattern[str]
    counted: re.Pattern[str]
    says: re.Pattern[str]  # what ``speech`` cannot do without
    photo: re.Pattern[str]
    byline: re.Pattern[str]
    byline_words: frozenset[str]
    byline_offices: frozenset[str]
    link: re.Pattern[str]
    brand: re.Pattern[str]
    joint: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PersonGrammar:
    """The compiled table."""

    titles: TitleWords
    shapes: NameShapes
    edges: NameEdges
    cues: NameCues
    evidence: NameEvidence
    words: WordClasses


def compile_persons(table: Mapping[str, Any], words: WordClasses) -> PersonGrammar:
    """Compile the parsed ``persons.toml``; ``words`` are what names are told from."""
    titles, shapes = _titles(table["title"]), _shapes(table)
    return PersonGrammar(titles, shapes, _edges(table, words), _cues(table), compile_evidence(table, words), words)


def _titles(title: Mapping[str, Any]) -> TitleWords:
    kinds = dict.fromkeys([f"{body}长" for body in title["chiefs"]], POST)
    kinds |= dict.fromkeys(title["role"], ROLE) | dict.fromkeys(title["post"], POST)
    kinds |= dict.fromkeys([*title["not_post"], *title["not_role"]], NONE)
    modifiers: dict[str, list[str]] = {}
    for word in sorted(set(title["modifiers"]), key=lambda word: (-len(word), word)):
        modifiers.setdefault(word[-1], []).append(word)
    return TitleWords(
        finder=WordFinder(kinds),
        kinds=kinds,
        chiefs=frozenset(f"{body}长" for body in title["chiefs"]),
        bodies={name: tuple(group["bodies"].split()) for group in title["bodies"] for name in group["titles"].split()},
        not_chief=re.compile(one_of(title["not_chief"])),
        helpers=re.compile(one_of(title["helpers"])),
        modifiers={char: tuple(words) for char, words in modifiers.items()},
        qualifier=re.compile(rf"[（(]{one_of(title['qualifiers'])}[)）]"),
        label=frozenset(title["label"]),
        verbs=frozenset(title["verbs"]),
        after=frozenset(title["after"]),
        byline=frozenset(title["byline"]),
    )


def _shapes(table: Mapping[str, Any]) -> NameShapes:
    surname, name, names = table["surname"], table["name"], table["names"]
    sounds = _chars(name["sounds"]).union(*name["units"])
    sound, dots = re.escape("".join(sorted(sounds))), f"[{re.escape(name['dots'])}]"
    return NameShapes(
        plain=_chars(surname["plain"]),
        risky=_chars(surname["risky"]),
        function=frozenset(surname["function"]),
        compound=frozenset(surname["compound"]),
        no_surname=frozenset(surname["never"]),
        never=frozenset(name["never"]),
        seldom=frozenset(name["seldom"]),
        adverbs=frozenset(name["adverbs"]),
        before_marks=frozenset(name["before_marks"]),
        nobody=frozenset(names["nobody"].split()),
        given=_chars(name["given"]),
        sounds=sounds,
        foreign=_chars(name["foreign"]),
        transcribed=_chars(name["transcribed"]),
        unit=re.compile(one_of(name["units"])),
        sounded=re.compile(rf"(?<![{sound}])[{sound}]{{3,{SOUNDED}}}"),
        dotted=re.compile(rf"[{HAN}]{{1,9}}{dots}(?:[{HAN}]{{1,9}}{dots})?"),
        dotted_whole=re.compile(rf"[{HAN}]{{1,9}}(?:{dots}[{HAN}]{{1,9}}){{1,2}}"),
        dotted_sound=re.compile(rf"(?:(?<![{HAN}])|(?<=的))[{sound}]{{2,8}}{dots}(?=[{sound}]{{2}})"),
        dots=name["dots"],
        not_names=frozenset(names["words"].split()),
        also_words=frozenset(names["also_words"].split()),
        nouns=frozenset(names["nouns"].split()),
    )


def _edges(table: Mapping[str, Any], words: WordClasses) -> NameEdges:
    right, left = table["right"], table["left"]
    return NameEdges(
        strong=re.compile(one_of(right["strong"].split())),
        words=frozenset(
            word
            for word, kind in words.classes.items()
            if len(word) == 2 and words.powers[word] >= _COMMON and kind in _BEHIND_NAMES
        ),
        weak=frozenset(right["weak"]),
        aspects=frozenset(right["aspects"]),
        complements=frozenset(right["complements"]),
        numerals=frozenset(right["numerals"]),
        before_numbers=frozenset(right["before_numbers"]),
        joined=frozenset(right["joined"]),
        not_before=re.compile(one_of(right["not_before"])),
        left=frozenset(left["words"]),
        left_lengths=tuple(sorted({len(word) for word in left["words"]})),
        body_ends=frozenset(left["body_ends"]),
    )


def _cues(table: Mapping[str, Any]) -> NameCues:
    cue, surname = table["cue"], table["surname"]
    first = "".join(sorted(_chars(surname["plain"]) | _chars(surname["risky"])))
    homes = rf"{one_of(cue['homes'])}[^，。；：！？\n]{{2,24}}?的"
    return NameCues(
        before=Opened(rf"{one_of(cue['before'])}|{homes}", (word[0] for word in (*cue["before"], *cue["homes"]))),
        described=re.compile(
            rf"(?:(?<![{HAN}])|(?<=的))(?P<name>[{HAN}]{{2,4}}?)"
            rf"(?=[，（(]?{one_of(cue['ages'])}?[0-9０-９]{{2}}[多余]?岁|[，（(][男女汉][族，、；）)]|[，（(][{HAN}]{{1,3}}族[，、）)])"
        ),
        frames=_frames(frame for frame in cue["frame"] if not frame.get("sure")),
        sure_frames=_frames(frame for frame in cue["frame"] if frame.get("sure")),
        speech=re.compile(
            rf"(?:(?<=[。！？”；，：的\s])|\A)(?=(?P<name>[{first}][{HAN}]{{1,3}}?){one_of(cue['speech'])}[，：:。“,])"
        ),
        quoted_speech=re.compile(rf"(?<=”)(?=(?P<name>[{HAN}]{{2,3}}?){one_of(cue['speech'])}[，：:。“,])"),
        counted=re.compile(
            rf"等(?:[0-9０-９]{{1,3}}|[一二两三四五六七八九十几多]{{1,3}})?[余多]?(?:[名位][{HAN}]{{0,4}}?)?{one_of(cue['people'])}(?![口员大民数均才群工])"
        ),
        says=re.compile(rf"{one_of(cue['speech'])}[，：:。“,]"),
        photo=re.compile(rf"{one_of(cue['photo'])}(?=[)）\s。，（(【]|\Z)"),
        byline=re.compile(r"[（(](?P<names>[^（）()\n]{2,40})[)）]"),
        byline_words=frozenset(cue["byline_words"]),
        byline_offices=frozenset(cue["byline_offices"]),
        link=re.compile(rf"[：:（(]|，?{one_of(cue['copulas'])}|，"),
        brand=re.compile(one_of(cue["brands"])),
        joint=re.compile(one_of(cue["kin"])),
    )


def _frames(frames: Iterable[Mapping[str, Any]]) -> Opened:
    kept = list(frames)
    return Opened("|".join(map(_frame, kept)), (word[0] for frame in kept for word in frame["before"].split()))


def _frame(frame: Mapping[str, Any]) -> str:
    """Return the expression for what stands before a name and, looking ahead, the room for it and what follows."""
    before, behind = frame["before"].split(), frame["behind"].split()
    return rf"{one_of(before)}(?=([{HAN}]{{2,4}}?){one_of(behind)})"


def _chars(lines: str) -> frozenset[str]:
    return frozenset("".join(lines.split()))

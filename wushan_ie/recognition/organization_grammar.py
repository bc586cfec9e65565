"""The table ``rules/tables/organizations.toml`` compiled to what ``find_organizations`` runs on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wushan_ie.recognition.word_classes import LONGEST, WordClasses
from wushan_ie.rulebook.choices import one_of

_LENGTHS = tuple(range(LONGEST, 0, -1))


@dataclass(frozen=True, slots=True)
class OrganizationGrammar:
    """Look-ups by the last character of a name, and the words that may stand in one.

    ``kinds`` says of a word what it does left of an ending: it is an ``edge``, a ``deed`` (a verb) or ``soft`` (a
    numeral, a time), which end a name too, a ``level`` (县), a ``brand``, an ``actor`` (企业), a ``liaison`` (协作), a
    plain ``word``, or a ``verb`` of one character that brands may hold. ``lengths`` are the lengths of the words that
    end with a character, the longest first, where some are longer than the table's; ``doings`` are verbs, with which
    no name begins that has no place.
    """

    last: re.Pattern[str]
    endings: Mapping[str, Mapping[int, Mapping[str, tuple[str, ...]]]]  # last character -> length -> ending -> kinds
    kinds: Mapping[str, str]
    doings: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]
    topics: frozenset[str]
    levels: frozenset[str]
    open_endings: frozenset[str]
    alone: frozenset[str]
    alone_lengths: tuple[int, ...]
    generic: frozenset[str]
    plural: frozenset[str]
    rural: frozenset[str]
    makers: frozenset[str]
    associations: frozenset[str]
    buildings: tuple[str, ...]
    works: re.Pattern[str]
    village: frozenset[str]
    brand_alone: re.Pattern[str]
    media: re.Pattern[str]
    openers: frozenset[str]
    facilities: tuple[str, ...]
    weak: frozenset[str]
    definite: frozenset[str]
    venues: tuple[str, ...]
    verbal: frozenset[str]
    hosted: frozenset[str]
    branches: frozenset[str]
    owners: tuple[str, ...]
    legal: frozenset[str]
    introduced: re.Pattern[str]
    short: tuple[tuple[str, str], ...]
    spellings: tuple[tuple[str, str], ...]
    forms: tuple[str, ...]
    trades: tuple[str, ...]
    sure_trades: re.Pattern[str]
    list_tail: re.Pattern[str]
    list_front: re.Pattern[str]
    list_modifiers: frozenset[str]
    list_heads: tuple[str, ...]
    proper: frozenset[str]
    elided: re.Pattern[str]

    def word_before(self, text: str, end: int, low: int) -> tuple[int, str | None]:
        """Return where the longest word that ends at ``end`` begins, not before ``low``, and its kind.

        A character that is no word stands alone, with None.
        """
        if text[end - 1] in _NUMERALS and end - 1 > low and text[end - 2] in _ORDINAL:
            return _numeral_start(text, end, low), "word"
        for length in self.lengths.get(text[end - 1], _LENGTHS):
            if end - length >= low:
                kind = self.kinds.get(text[end - length : end])
                if kind is not None:
                    return end - length, kind
        start = end - 1
        while start > low and text[start].isascii() and text[start - 1].isascii():
            start -= 1  # TCL, 3D
        return start, None


# what may not follow an ending, because the word goes on: 委托, 局部, 办理, 会议, 行业, 局长
_GOES_ON = (
    r"(?<=委)[托员会]|(?<=学会)[了用着的]|(?<=局)[部面势限促长]|(?<=办)[理法公事好学成完结起了有得]|(?<=政府办)[\u4e00-\u9fff]{1,2}[会展节赛]|(?<=部)[分门署位件落长队]|(?<=会)[议员计同场谈晤客期见费展长]"
    r"|(?<=所)[有以在需谓属长拥持占处说做得]|(?<=站)[点在起台位长]|(?<=院)[校士落子坝区内墙长]|(?<=社)[会区保长]|(?<=银行)[业界](?!务)|(?<=行)(?<![商银支分]行)[业动政程为驶使走列驻]|(?<=行)长"
    r"|(?<=厂)[房区家商长]|(?<=队)[员伍列长]|(?<=馆)长|(?<=厅)[级局长]|(?<=中心)[村镇城环思户地位区]|(?<=中心)组(?!织)|(?<=学)新生|(?<=学)[生习历员子期年位业费者]|(?<=园)[区长]"
    r"|(?<=集团)[化军]|(?<=公司)化|(?<=市场)[化监主价需份经行前营]|(?<=旅)[游客行程途社店]|(?<=政府)[性采债购投工补]|(?<=署)名|(?<=处)[理于]"
    r"|(?<=团)[队结员体购建圆]|(?<=校)[园长区外内友]|(?<=店)[铺面主]|(?<=场)[地所景镇]|(?<=[一二三四五六七八]中)[心学全会]"
)


_NUMERALS = frozenset("一二三四五六七八九十百")
_ORDINAL = _NUMERALS | {"第"}


def _numeral_start(text: str, end: int, low: int) -> int:
    """Return where the numeral that ends at ``end`` begins: 第二十一|中学, 二十四|局."""
    start = end - 1
    while start > low and text[start - 1] in _NUMERALS:
        start -= 1
    return start - 1 if start > low and text[start - 1] == "第" else start


# what words of a class do on the left of an ending; the others may stand in names
_KINDS = (
    dict.fromkeys(("adverb", "conjunction", "preposition", "pronoun", "particle"), "edge")
    | dict.fromkeys(("time", "numeral", "classifier", "locus"), "soft")
    | {"verb": "deed"}
)


def compile_organizations(table: Mapping[str, Any], words: WordClasses) -> OrganizationGrammar:
    """Compile the parsed ``organizations.toml`` with the classes of common words."""
    body, firm = table["body"], table["firm"]
    kinds = _kinds(table, words)
    return OrganizationGrammar(
        endings=(endings := _endings(body, firm)),
        last=re.compile(rf"[{''.join(endings)}](?!{_GOES_ON})"),
        kinds=kinds,
        doings=frozenset(word for word, kind in words.classes.items() if kind in ("verb", "verbal-noun")),
        lengths=_lengths(kinds),
        topics=frozenset(body["topics"]),
        levels=frozenset(body["levels"]),
        open_endings=frozenset(body["endings_open"]),
        alone=(alone := frozenset(body["alone"] + [t + e for t in body["topics"] for e in body["endings_alone"]])),
        alone_lengths=tuple(sorted({len(name) for name in alone}, reverse=True)),
        generic=frozenset(firm["generic"]),
        plural=frozenset(firm["plural"]),
        rural=frozenset(firm["rural"]),
        makers=frozenset(firm["makers"]),
        associations=frozenset(firm["associations"]),
        buildings=tuple(firm["buildings"]),
        works=re.compile(rf"{one_of(firm['works'])}*+(?:工程|项目)(?!部|办|管理|法人|负责)"),
        village=frozenset(body["village"]),
        brand_alone=re.compile(
            rf"(?:{'|'.join([one_of([*firm['brand_alone'], *body['alone']]), *body['alone_patterns']])})(?![业界卡])"
        ),
        media=re.compile(firm["media"]),
        openers=frozenset(firm["openers"]),
        facilities=tuple(firm["facilities"]),
        weak=frozenset(firm["weak"]),
        definite=frozenset(firm["definite"]),
        venues=tuple(firm["venues"]),
        verbal=frozenset(firm["verbal"]),
        branches=frozenset(firm["branches"]),
        hosted=frozenset(firm["hosted"]),
        owners=tuple(firm["owners"]),
        legal=frozenset(firm["legal"]),
        introduced=re.compile(
            rf"{one_of(table['alias']['introduced'])}[为:：]?[“\"‘「]?(?P<alias>[^\s“”\"‘’「」（）(),，。、；;]{{2,14}})"
        ),
        short=tuple((one, other) for one, other in table["alias"]["short"]),
        spellings=tuple((full, short) for full, *shorts in table["alias"]["spellings"] for short in shorts),
        forms=tuple(sorted(firm["forms"], key=lambda form: -len(form))),
        trades=tuple(firm["trades"]),
        sure_trades=re.compile(one_of(firm["sure_trades"])),
        list_tail=re.compile(table["lists"]["tail"].format(kinds=one_of(table["lists"]["kinds"]))),
        list_modifiers=frozenset(table["lists"]["modifiers"]),
        list_heads=tuple(table["lists"]["heads"]),
        proper=frozenset(word for word, kind in words.classes.items() if kind == "proper"),
        list_front=re.compile(one_of(table["lists"]["front"])),
        elided=re.compile(rf"(?:{one_of(body['elided'])})(?!{_GOES_ON})"),
    )


def _endings(body: Mapping[str, Any], firm: Mapping[str, Any]) -> dict[str, dict[int, dict[str, tuple[str, ...]]]]:
    endings: dict[str, dict[int, dict[str, tuple[str, ...]]]] = {}
    listed = (
        ("core", body["cores"]),
        ("topic", body["endings"]),
        ("part", body["parts"]),
        ("stationed", body["stationed"]),
        ("firm", firm["endings"]),
    )
    for kind, names in listed:
        for ending in names:
            kinds = endings.setdefault(ending[-1], {}).setdefault(len(ending), {})
            kinds[ending] = (*kinds.get(ending, ()), kind)
    return {last: dict(sorted(lengths.items(), reverse=True)) for last, lengths in sorted(endings.items())}


def _kinds(table: Mapping[str, Any], words: WordClasses) -> dict[str, str]:
    kinds = {word: _KINDS.get(kind, "word") for word, kind in words.classes.items() if len(word) > 1}
    kinds.pop("州市", None)  # 怀州|市
    body, firm, left = table["body"], table["firm"], table["left"]
    listed = (
        ("verb", left["verbs"]), ("edge", left["edges"]), ("actor", left["actors"]), ("word", left["names"]),
        ("word", body["topics"]), ("liaison", firm["liaison"]), ("brand", firm["brands"]), ("level", body["levels"]),
    )  # fmt: skip
    kinds.update(dict.fromkeys((word for word in firm["generic"] if len(word) > 1), "word"))
    for kind, members in listed:
        kinds.update(dict.fromkeys(members, kind))
    return kinds


def _lengths(kinds: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the lengths of the words by their last character, where there are longer ones than of the table."""
    longest: dict[str, set[int]] = {}
    for word in kinds:
        if len(word) > LONGEST:
            longest.setdefault(word[-1], set()).add(len(word))
    return {last: (*sorted(lengths, reverse=True), *range(LONGEST, 0, -1)) for last, lengths in longest.items()}

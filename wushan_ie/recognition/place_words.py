"""The words around place names, from ``rules/tables/places.toml``: compiled once, read by every step."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wushan_ie.errors import RuleError
from wushan_ie.recognition.word_classes import WordClasses

_UNIT = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|新区|林区|特区|街道|社区|苏木|嘎查|[省市县区州盟旗镇乡村])\Z")
_EDGES = frozenset(("verb", "adverb", "conjunction", "preposition", "pronoun", "particle", "numeral"))
_FREQUENT = 10  # the power of two from which a word is frequent: no unlisted place is called so
_USUAL = 8  # from which it is no nickname, whatever villages are called so
_SHORT_UNIT = {"自治区": "区", "自治州": "州", "自治县": "县", "自治旗": "旗"}
_KEYS = {
    "short": ("ordinary", "known", "after", "one_character", "signs", "after_signs"),
    "traps": ("before", "after"),
    "left": (
        "stop",
        "strong",
        "weak",
        "words",
        "common",
        "rare",
        "rare_first",
        "rare_last",
        "after_unit",
        "sounds",
        "between_sounds",
    ),
    "nickname": ("ordinary", "after"),
}


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What stands before a name, what looks like one, and which short forms need evidence.

    ``generic`` maps a unit (村) to the ends a name never has before it (农, 示范); ``edges`` maps a word that ends
    where a name begins to its class (3 a word, 2 a strong character, 1 a weak one), ``edge_lengths`` the last character
    of such words to their lengths.
    """

    peoples: re.Pattern[str]
    countries: tuple[str, ...]
    ordinary_shorts: frozenset[str]
    known_shorts: frozenset[str]
    one_character: frozenset[str]
    signs: Mapping[str, str]
    sign_list: re.Pattern[str]
    not_after_short: re.Pattern[str]
    trap_before: Mapping[str, str]
    trap_after: Mapping[str, str]
    stop: frozenset[str]
    edges: Mapping[str, int]
    edge_lengths: Mapping[str, tuple[int, ...]]
    common: frozenset[str]
    usual: frozenset[str]
    rare_first: frozenset[str]
    rare_last: frozenset[str]
    after_unit: frozenset[str]
    sounds: frozenset[str]
    between_sounds: frozenset[str]
    generic: Mapping[str, frozenset[str]]
    ordinary_nicknames: frozenset[str]
    nickname_tail: re.Pattern[str]
    nickname_later_tail: re.Pattern[str]

    def split_unit(self, name: str) -> tuple[str, str]:
        """Return stem and unit, without the peoples between them.

        恩施土家族苗族自治州 gives 恩施 and 州, 竹贤乡 gives 竹贤 and 乡, 福坪 gives 福坪 and an empty unit.
        """
        found = _UNIT.search(name)
        if found is None:
            return name, ""
        unit, stem = found[0], name[: found.start()]
        bare = self.peoples.sub("", stem)
        if len(bare) < 2 < len(stem):  # 内蒙古自治区, 东乡族自治县: the people belongs to the name
            bare = stem.removesuffix("族")
        return bare, _SHORT_UNIT.get(unit, unit)


def compile_words(table: Mapping[str, Any], source: Path) -> PlaceWords:
    """Compile the parsed places.toml; RuleError names a part that is missing."""
    missing = [f"[{part}] {key}" for part, keys in _KEYS.items() for key in keys if key not in table.get(part, {})]
    missing += [key for key in ("peoples", "countries", "generic", "taiwan") if key not in table]
    if missing:
        raise RuleError(f"{source}: {', '.join(missing)} is missing; the file must hold every list that places need")
    left, short, nickname = table["left"], table["short"], table["nickname"]
    edges = dict.fromkeys(left["weak"], 1) | dict.fromkeys(left["strong"], 2)
    edges |= {word: 2 if len(word) == 1 else 3 for key in ("words", "common") for word in left[key].split()}
    signs, after_signs = "".join(short["signs"]), "|".join(short["after_signs"].split())
    peoples = "|".join(sorted(table["peoples"].split(), key=lambda name: (-len(name), name)))
    after = sorted(nickname["after"].split(), key=lambda word: (-len(word), word))
    return PlaceWords(
        peoples=re.compile(f"(?:{peoples})+\\Z"),
        countries=tuple(table["countries"].split()),
        ordinary_shorts=frozenset(short["ordinary"].split()),
        known_shorts=frozenset(short["known"].split()),
        one_character=frozenset(short["one_character"].split()),
        signs=short["signs"],
        sign_list=re.compile(
            rf"[{signs}](?:、[{signs}]){{2,}}(?![\u4e00-\u9fff])|[{signs}](?:、[{signs}])+(?={after_signs})"
        ),
        not_after_short=re.compile(f"[东西南北中]?[路街巷](?![头道上边])|{'|'.join(short['after'].split())}"),
        trap_before=table["traps"]["before"],
        trap_after=table["traps"]["after"],
        stop=frozenset(left["stop"]),
        edges=edges,
        edge_lengths=_lengths_by_last(edges),
        common=frozenset(),
        usual=frozenset(),
        rare_first=frozenset("".join(left["rare"].split()) + left["rare_first"]),
        rare_last=frozenset("".join(left["rare"].split()) + left["rare_last"]),
        after_unit=frozenset(left["after_unit"]),
        sounds=frozenset("".join(left["sounds"].split())),
        between_sounds=frozenset(left["between_sounds"]),
        generic={unit: frozenset(ends.split()) for unit, ends in table["generic"].items()},
        ordinary_nicknames=frozenset(nickname["ordinary"].split()),
        nickname_tail=re.compile("|".join(map(re.escape, after))),
        nickname_later_tail=re.compile("|".join(re.escape(word) for word in after if len(word) > 1)),
    )


def with_common_words(words: PlaceWords, common: WordClasses, names: Collection[str]) -> PlaceWords:
    """Add common words that are no ``names``: verbs end where a name begins, and none alone is an unlisted name."""
    edges = dict(words.edges)
    for word, kind in common.classes.items():
        if kind in _EDGES and len(word) > 1 and word not in names:
            edges.setdefault(word, 3)
    alone = frozenset(word for word, power in common.powers.items() if power >= _FREQUENT and word not in names)
    usual = frozenset(word for word, power in common.powers.items() if power >= _USUAL)
    return replace(words, edges=edges, edge_lengths=_lengths_by_last(edges), common=alone, usual=usual)


def _lengths_by_last(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(found)) for last, found in lengths.items()}

"""The table of places: China's divisions by code and by name, their short forms, and the words around place names."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wushan_ie.errors import RuleError
from wushan_ie.recognition.place_words import PlaceWords, compile_words, with_common_words
from wushan_ie.recognition.word_classes import WordClasses
from wushan_ie.rulebook.word_finder import WordFinder

PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, VILLAGE, GROUP = range(1, 7)

_TAIWAN = "71"
_LEVEL = {2: PROVINCE, 4: PREFECTURE, 6: COUNTY, 9: TOWNSHIP}
_UNIT = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|新区|林区|特区|街道|苏木|[省市县区州盟旗镇乡])\Z")
_LONGEST_SHORT = 6  # 克孜勒苏柯尔克孜, 双江拉祜族…: longer stems have no short form in use


@dataclass(frozen=True, slots=True, eq=False)
class PlaceTable:
    """Divisions and words, read once and shared by all documents.

    ``names`` maps a code (2, 4, 6 or 9 digits) to its name; ``codes`` a full or shortened name (石柱土家族自治县,
    石柱县) and a former one (梁平县) to its codes; ``shorts`` a name without its unit (石柱) to its codes;
    ``short_starts`` the first two characters of a short form to the forms, longest first, ``short_finder`` finds them;
    ``sure`` holds the short forms that are places wherever they stand; ``villages`` typical village names without 村,
    ``heads`` the first two characters of the longer ones.
    """

    names: dict[str, str]
    codes: dict[str, tuple[str, ...]]
    shorts: dict[str, tuple[str, ...]]
    short_starts: dict[str, tuple[str, ...]]
    short_finder: WordFinder
    sure: frozenset[str]
    villages: frozenset[str]
    heads: frozenset[str]
    words: PlaceWords

    def ancestors(self, code: str) -> list[str]:
        """Return the codes above ``code``, outermost first.

        Counties directly under a province have none between (500237 → 50).
        """
        return [code[:length] for length in (2, 4, 6) if length < len(code) and code[:length] in self.names]

    def path(self, code: str) -> str:
        """Return the full name: 500237222 → 重庆市巫山县竹贤乡."""
        return "".join(self.names[part] for part in [*self.ancestors(code), code])


def level_of(code: str) -> int:
    """Return the level of a division's code.

    >>> level_of("500237") == COUNTY
    True
    """
    return _LEVEL[len(code)]


def padded(code: str) -> str:
    """Return the code as GB/T 2260 writes it: six digits for a county and above, nine for a township.

    Taiwan's cities and counties have none of their own there.

    >>> padded("50"), padded("500237222"), padded("7101")
    ('500000', '500237222', '710000')
    """
    return _TAIWAN.ljust(6, "0") if code.startswith(_TAIWAN) else code.ljust(6, "0")


def read_places(folder: Path, common: WordClasses) -> PlaceTable:
    """Read places.txt, village_names.txt and places.toml; RuleError names the line that cannot be read.

    ``common`` are the words of everyday texts: a verb that is no place's name ends where a name begins.
    """
    source = folder / "places.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    words = compile_words(table, source)
    names: dict[str, str] = {}
    codes: defaultdict[str, list[str]] = defaultdict(list)
    former: list[tuple[str, str]] = []
    for number, line in _lines(folder / "places.txt"):
        fields = line.split(" ")
        if fields[0] == "<":
            former.append((fields[1], fields[2]))
            continue
        code = fields[0]
        if len(code) not in _LEVEL or not code.isdecimal() or len(fields) < 2:
            raise RuleError(
                f"{folder / 'places.txt'}:{number}: found {line[:40]!r}; allowed: a code of 2, 4 or 6 digits and a "
                "name, then townships as a name and three digits, or '<', a former name, a code and a year"
            )
        names[code] = fields[1]
        codes[fields[1]].append(code)
        for field in fields[2:]:
            town, tail = field[:-3], code.ljust(6, "0") + field[-3:]
            names[tail] = town
            codes[town].append(tail)
    for number, name in enumerate(table["taiwan"]["names"].split(), 1):
        names[f"{_TAIWAN}{number:02}"] = name
        codes[name].append(f"{_TAIWAN}{number:02}")
    shorts = _add_shorter(names, codes, words)
    for name, code in former:
        if code in names and code not in codes.get(name, ()):
            codes[name].append(code)
            _add_stem(name, code, shorts, words)
    villages = frozenset(stem for _, line in _lines(folder / "village_names.txt") for stem in line.split(" "))
    words = with_common_words(words, common, villages | shorts.keys())
    return _compile(names, codes, shorts, villages, words)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("#"):
            yield number, line


def _add_shorter(names: dict[str, str], codes: dict[str, list[str]], words: PlaceWords) -> dict[str, list[str]]:
    """Add 石柱县 beside 石柱土家族自治县, 邓家乡 beside 邓家土家族乡; return the short forms of counties and above."""
    shorts: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in names.items():
        if "族" in name or "自治" in name:
            stem, unit = words.split_unit(name)
            if stem and stem + unit != name:
                codes[stem + unit].append(code)
        if len(code) < 9:
            _add_stem(name, code, shorts, words)
    return shorts


def _add_stem(name: str, code: str, shorts: dict[str, list[str]], words: PlaceWords) -> None:
    stem, _ = words.split_unit(name)
    if 2 <= len(stem) <= _LONGEST_SHORT and code not in shorts[stem]:
        shorts[stem].append(code)


def _compile(
    names: dict[str, str],
    codes: dict[str, list[str]],
    shorts: dict[str, list[str]],
    villages: frozenset[str],
    words: PlaceWords,
) -> PlaceTable:
    sure = frozenset(
        stem for stem, found in shorts.items() if _is_sure(stem, found, names, villages, words)
    ) | frozenset(words.countries)
    starts: defaultdict[str, list[str]] = defaultdict(list)
    for stem in [*shorts, *words.countries]:
        starts[stem[:2]].append(stem)
    return PlaceTable(
        names=names,
        codes={name: tuple(found) for name, found in codes.items()},
        shorts={stem: tuple(found) for stem, found in shorts.items()},
        short_starts={start: tuple(sorted(stems, key=len, reverse=True)) for start, stems in starts.items()},
        short_finder=WordFinder(sorted(starts)),
        sure=sure,
        villages=villages,
        heads=frozenset(stem[:2] for stem in villages if len(stem) > 2)
        | frozenset(name[:2] for name in names.values() if len(name) > 3),
        words=words,
    )


def _is_sure(stem: str, found: list[str], names: dict[str, str], villages: frozenset[str], words: PlaceWords) -> bool:
    """A short form is sure for provinces and most cities; for counties when no village bears it, or when listed."""
    if stem in words.ordinary_shorts:
        return False
    level = min(level_of(code) for code in found)
    if level < COUNTY or stem in words.known_shorts:
        return True
    return stem not in villages and any(names[code][-1] != "区" for code in found)

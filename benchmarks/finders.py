"""Finds the words that end a noun phrase in several ways, on the same text in one run, and compares what they find.

    pip install -e ".[bench]"
    python -m benchmarks.finders [CHARACTERS]

The words are those of ``tables/projects.toml`` and the rules' lists, some three thousand, one of which stands at every
fifth character: the longest list that the library looks for. All find the same but Hyperscan, which reports every word
at every place.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import hyperscan
import re2
import regex

from benchmarks.bulletins import texts
from wushan_ie.benchmark import time_in_turns
from wushan_ie.recognition.project_grammar import compile_projects
from wushan_ie.recognition.word_classes import read_word_classes
from wushan_ie.rulebook import bundled_rules, read_rulebook
from wushan_ie.rulebook.choices import one_of
from wushan_ie.rulebook.word_finder import WordFinder

_ROUNDS = 3
_MEMORY = 1 << 28  # bytes for re2's automaton: its default is too small for so many words

Spans = list[tuple[int, int]]


def finders(words: tuple[str, ...]) -> dict[str, Callable[[str], Spans]]:
    """Return the ways to find the words, from left to right, of one beginning the longest."""
    flat = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    finder = WordFinder(words)
    plain, grouped, other, automaton = (
        re.compile(flat),
        re.compile(one_of(words)),
        regex.compile(flat),
        re2.compile(flat),
    )
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    flags = [hyperscan.HS_FLAG_SOM_LEFTMOST] * len(words)
    database.compile(expressions=[word.encode() for word in words], ids=list(range(len(words))), flags=flags)

    def scan(text: str) -> Spans:
        found: Spans = []
        database.scan(text.encode(), match_event_handler=lambda _, start, end, *__: found.append((start, end)))
        return found

    return {
        "re, a flat alternative": lambda text: [match.span() for match in plain.finditer(text)],
        "re, one_of": lambda text: [match.span() for match in grouped.finditer(text)],
        "regex, a flat alternative": lambda text: [match.span() for match in other.finditer(text)],
        "re2, a flat alternative": lambda text: [match.span() for match in automaton.finditer(text)],
        "ahocorasick_rs (WordFinder)": finder.find,
        "hyperscan, all places": scan,
    }


def main() -> None:
    """Print the times and whether all find the same."""
    made = texts("varied", 20246, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    rulebook = read_rulebook([bundled_rules()])
    classes = read_word_classes(rulebook.paths["tables/places.txt"].parent)
    words = compile_projects(rulebook.tables["projects"], rulebook.words, classes, frozenset()).stop_words.words
    ways = finders(words)
    size = sum(map(len, made))
    runs = {name: lambda way=way: sum(len(text) for text in made if way(text) or True) for name, way in ways.items()}
    timings = time_in_turns(runs, _ROUNDS)
    expected = [ways["re, a flat alternative"](text) for text in made]
    print(f"{len(words)} words, {size:,} characters, {sum(map(len, expected)):,} found; nanoseconds a character")
    for name, way in ways.items():
        same = "the same" if [way(text) for text in made] == expected else "other places"
        print(f"{name:30}{1e9 / timings[name].rate:9.1f}  {same}")


if __name__ == "__main__":
    main()

"""Chinese words with a part of speech and a frequency each: evidence for where a name or a noun phrase begins.

The table is ``rules/tables/word_classes.txt`` (built by ``word_build``), corrected by ``word_classes.toml`` where the
dictionary behind it errs or lacks the words of bulletins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wushan_ie.errors import RuleError

CLASSES = frozenset(
    (
        "noun", "proper", "verbal-noun", "verb", "adjective", "adverb", "numeral", "classifier", "pronoun", "time",
        "locus", "conjunction", "preposition", "particle", "phrase",
    )
)  # fmt: skip
LONGEST = 4  # characters of the longest words
_OWN = 10  # the power of two that the words of word_classes.toml count with


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The class of each word (one of ``CLASSES``) and its frequency as a power of two."""

    classes: Mapping[str, str]
    powers: Mapping[str, int]

    def word_before(self, text: str, end: int, floor: int) -> tuple[int, str | None]:
        """Return where the longest word that ends at ``end`` begins, not before ``floor``, and its class.

        A character that is no word of the table stands alone, with None.
        """
        for length in range(min(LONGEST, end - floor), 0, -1):
            kind = self.classes.get(text[end - length : end])
            if kind is not None:
                return end - length, kind
        return end - 1, None


def read_word_classes(folder: Path) -> WordClasses:
    """Read word_classes.txt and word_classes.toml; RuleError names the line or the class that cannot be read."""
    source, own = folder / "word_classes.txt", folder / "word_classes.toml"
    classes: dict[str, str] = {}
    powers: dict[str, int] = {}
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        kind, power, *words = line.split(" ")
        if kind not in CLASSES or not power.isdecimal():
            raise RuleError(
                f"{source}:{number}: found {line[:40]!r}; allowed: a class ({', '.join(sorted(CLASSES))}), a number "
                "and words"
            )
        classes.update(dict.fromkeys(words, kind))
        powers.update(dict.fromkeys(words, int(power)))
    for kind, listed in tomllib.loads(own.read_text(encoding="utf-8"))["own"].items():
        if kind not in CLASSES:
            raise RuleError(f"{own}: found the class {kind!r}; allowed: {', '.join(sorted(CLASSES))}")
        classes.update(dict.fromkeys(listed.split(), kind))
        powers.update(dict.fromkeys(listed.split(), _OWN))
    return WordClasses(classes, powers)

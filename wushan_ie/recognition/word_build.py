"""Builds ``rules/tables/word_classes.txt`` from the dictionary of the package ``jieba``.

Not part of the pipeline: run it when another state of the dictionary is to ship. ``docs/data-sources.md`` names the
package, its licence, and the two commands::

    pip download --no-deps --no-binary :all: jieba==0.42.1
    python -m wushan_ie.recognition.word_build jieba-0.42.1.tar.gz rules/tables

The same package gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tarfile
from collections import defaultdict
from pathlib import Path

from wushan_ie.errors import ReadError

DICTIONARY_SHA256 = "055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2"
LEAST_FREQUENT = 20  # occurrences in the corpus behind the dictionary; rarer words would double the file
LONGEST = 4  # characters; longer entries are set phrases and proper names

# the dictionary's tags by their first letters, the longer first -> the class; names of persons, places (上市 is
# tagged as one) and organizations, foreign words and bound morphemes are left out
_CLASSES = (
    ("nr", ""), ("nt", ""), ("ns", ""), ("nz", "proper"), ("n", "noun"), ("vn", "verbal-noun"), ("v", "verb"),
    ("a", "adjective"), ("b", "adjective"), ("z", "adjective"), ("d", "adverb"), ("m", "numeral"), ("q", "classifier"),
    ("r", "pronoun"), ("t", "time"), ("s", "locus"), ("f", "locus"), ("c", "conjunction"), ("p", "preposition"),
    ("u", "particle"), ("y", "particle"), ("e", "particle"), ("j", "noun"), ("i", "phrase"), ("l", "phrase"),
)  # fmt: skip
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_HEADER = """\
# Chinese words with one part of speech each, written by wushan_ie.recognition.word_build.
# Source: the dictionary of jieba 0.42.1 (MIT licence), words of up to four characters that its corpus has {least}
# times or more. A line: the class, the frequency as the power of two below it, then the words.
"""


def build_words(package: Path, folder: Path) -> None:
    """Write the table into ``folder``; ReadError when the package is not the pinned one."""
    found = hashlib.sha256(package.read_bytes()).hexdigest()
    if found != DICTIONARY_SHA256:
        raise ReadError(
            f"{package}: its SHA-256 is {found}, the table is built from the package with {DICTIONARY_SHA256}; "
            "download the version that docs/data-sources.md names, or change the pinned hash and review the new table",
            "damaged",
        )
    with tarfile.open(package) as archive:
        member = next(name for name in archive.getnames() if name.endswith("/jieba/dict.txt"))
        file = archive.extractfile(member)
        assert file is not None  # the archive's hash is pinned
        words = _words(file.read().decode("utf-8"))
    lines = [f"{kind} {power} {' '.join(sorted(members))}" for (kind, power), members in sorted(words.items())]
    text = _HEADER.format(least=LEAST_FREQUENT) + "\n".join(lines) + "\n"
    (folder / "word_classes.txt").write_bytes(text.encode())


def _words(dictionary: str) -> dict[tuple[str, int], list[str]]:
    """Return the words by class and power of two of their frequency."""
    words: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for line in dictionary.splitlines():
        word, count, tag = line.split(" ")
        kind = next((kind for start, kind in _CLASSES if tag.startswith(start)), "")
        if kind and int(count) >= LEAST_FREQUENT and len(word) <= LONGEST and _CHINESE.fullmatch(word):
            words[kind, int(count).bit_length() - 1].append(word)
    return words


if __name__ == "__main__":
    build_words(Path(sys.argv[1]), Path(sys.argv[2]))

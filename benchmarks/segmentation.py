"""Times the compiled decoder beside spacy_pkuseg, on the same text in one run, and compares every word.

    pip install -e .
    python -m benchmarks.segmentation [CHARACTERS]    # of each text; a million of each proves five

Five texts, so that no cache flatters: the project's own gold over and over; made bulletins with every figure and name
new; the same with words of the dictionary; sentences of words drawn from pkuseg's dictionary, where nearly no pair of
words comes twice; and junk: characters at random, of all planes. The machine code is compiled before the clock starts;
both decoders take turns, and the medians are compared.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from importlib import resources
from itertools import cycle
from pathlib import Path

from spacy.vocab import Vocab

from benchmarks import bulletins
from wushan_ie.segmentation.model import find_model
from wushan_ie.segmentation.pkuseg import CompiledSegmenter, PlainSegmenter
from wushan_ie.segmentation.segmenter import Segmenter, segment
from wushan_ie.segmentation.source import read_pickle
from wushan_ie.segmentation.tokenizer import WushanTokenizer
from wushan_ie.segmentation.userwords import UserWords

GOLD = Path(__file__).parents[1] / "corpus" / "gold"
ROUNDS = 3
COMMON = [
    *"的了在和对将为与是有，，。\n",
    "投入",
    "实施",
    "完成",
    "建设",
    "组织",
    "全县",
    "村民",
    "项目",
    "1200万元",
    "8公里",
]


def gold_text(size: int) -> str:
    """Return the gold texts, repeated."""
    texts = [json.loads(line)["text"] for line in (GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    parts: list[str] = []
    length = 0
    for text in cycle(texts):
        if length >= size:
            return "\n".join(parts)[:size]
        parts.append(text)
        length += len(text)
    raise ValueError(f"{GOLD}: holds no texts")


def dictionary_text(size: int, chance: random.Random) -> str:
    """Return sentences of common words and words of pkuseg's dictionary, one of each in turn on average."""
    packed = (resources.files("spacy_pkuseg") / "dicts" / "default.pkl").read_bytes()
    words = [word for word in read_pickle(packed).split("\n") if 2 <= len(word) <= 4]
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(chance.choice(words) if chance.random() < 0.5 else chance.choice(COMMON))
        length += len(parts[-1])
    return "".join(parts)[:size]


def junk_text(size: int, chance: random.Random) -> str:
    """Return characters at random: of Chinese, signs, digits and blanks, and some of anywhere in Unicode."""
    blocks = [(0x4E00, 0x9FFF)] * 5 + [
        (0x20, 0x7E),
        (0x3000, 0x303F),
        (0xFF01, 0xFF5E),
        (0xA0, 0xD7FF),
        (0x10000, 0x3FFFF),
    ]
    return "".join(chr(chance.randint(*chance.choice(blocks))) for _ in range(size))


def timed(segmenter: Segmenter, text: str) -> tuple[float, list[str]]:
    """Return the seconds and the words."""
    begin = time.perf_counter()
    words = segment(segmenter, text)
    return time.perf_counter() - begin, words


def main() -> None:
    """Print the rates and their ratio for each text; leave with 1 where a word differs."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    chance = random.Random(7)
    folder = find_model()
    compiled, plain = CompiledSegmenter(folder, UserWords([])), PlainSegmenter(folder)
    tokenizer = WushanTokenizer(Vocab(), "pkuseg", [])
    compiled.starts("甲")
    texts = {
        "gold, repeated": gold_text(size),
        "bulletins": "".join(bulletins.texts("varied", 7, size))[:size],
        "bulletins, words": "".join(bulletins.texts("words", 7, size))[:size],
        "dictionary": dictionary_text(size, chance),
        "junk": junk_text(size, chance),
    }
    differ = False
    print(f"{size:,} characters of each, {ROUNDS} rounds in turns, medians; characters a second")
    for name, text in texts.items():
        times: dict[str, list[float]] = {"plain": [], "compiled": [], "doc": []}
        for _ in range(ROUNDS):
            seconds, expected = timed(plain, text)
            times["plain"].append(seconds)
            seconds, words = timed(compiled, text)
            times["compiled"].append(seconds)
            differ = differ or words != expected
            begin = time.perf_counter()
            tokenizer(text)
            times["doc"].append(time.perf_counter() - begin)
        rates = {kind: len(text) / statistics.median(measured) for kind, measured in times.items()}
        ratio, doc_ratio = rates["compiled"] / rates["plain"], rates["doc"] / rates["plain"]
        print(
            f"{name:17} spacy_pkuseg {rates['plain']:8,.0f}  words {rates['compiled']:10,.0f} ({ratio:.0f} ×)"
            f"  spaCy Doc {rates['doc']:10,.0f} ({doc_ratio:.0f} ×)"
        )
    print("words differ" if differ else "every word is the same")
    sys.exit(int(differ))


if __name__ == "__main__":
    main()

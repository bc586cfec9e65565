"""Blocks to sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wushan_ie.records import Block

_BREAK = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"  # where str.splitlines ends a line
_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ('"', '"'))
# A quotation holds no opening mark of its kind: one left open fails at the next and is never read twice.
_QUOTED = "|".join(f"(?<={a})[^{a}{b}{_BREAK}]*+{b}" for a, b in _QUOTES)
_HALF_WIDTH = (
    r"(?<=[!?;])(?:(?<![0-9A-Za-z].)|(?<!&nbsp;)(?![0-9A-Za-z]))"  # not those of an address: ?id=3;page=2
    r"|(?<=[\u4e00-\u9fff”’」』）)%％][.．])(?<![一二三四五六七八九十].)(?!(?![0-9]{4}年)[0-9０-９A-Za-z.．])"
)
# The set in front lets the search skip from candidate to candidate; the look-behinds then say which one it was.
_BOUNDARY = re.compile(
    rf"[{''.join(mark for mark, _ in _QUOTES)}。！？；｡!?;.．{_BREAK}]"
    rf"(?:(?P<quoted>{_QUOTED})|(?:(?<=[。！？；｡])|{_HALF_WIDTH})[。！？；｡!?;]*+[”’」』）)\]】》]*+|(?<=[{_BREAK}]))"
)
_SPEECH = frozenset("：:，,")  # before a quotation: its own stop ends the sentence (他说：“好。”)
_STOPS = "。！？!?…"
_GOES_ON = "的地得等和与及、，,；;：:。）)"  # after a quotation: the sentence goes on


def find_sentences(text: str, blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """Return the offsets of the sentences in text order, outer spaces left out; none crosses a line or a block.

    A sentence begins where its block's content does. Stops inside quotation marks that close on their line end nothing;
    a closing mark or bracket behind a stop belongs to the sentence.
    """
    spans: list[tuple[int, int]] = []
    for block in blocks:
        start = block.content
        for stop in _stops(text, start, block.end):
            words = text[start:stop]
            begin = stop - len(words.lstrip())
            if begin < stop:
                spans.append((begin, start + len(words.rstrip())))
            start = stop
    return spans


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the sentences in ``text[start:end]`` end, the last at ``end``."""
    for match in _BOUNDARY.finditer(text, start, end):
        if match["quoted"] is None or _ends_with_speech(text, match.start(), match.end(), end):
            yield match.end()
    yield end


def _ends_with_speech(text: str, start: int, stop: int, end: int) -> bool:
    """Tell whether the quotation ``text[start:stop]`` is somebody's words that end the sentence with their own stop."""
    said = text[stop - 2] in _STOPS and text[start - 1 : start] in _SPEECH
    return said and (stop == end or text[stop] not in _GOES_ON)

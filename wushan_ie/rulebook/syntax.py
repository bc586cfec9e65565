"""The signs of the pattern language: a pattern string to pieces, with the column of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wushan_ie.rulebook.encoding import PLACEHOLDERS, without_blanks

SIGNS = "{}[]<>|?+…‥\\"
_CLOSING = {"{": "}", "[": "]", "<": ">"}
_NUMBER = re.compile(r"[0-9]+")
_UNPRINTED = re.compile(f"[\ud800-\udfff{PLACEHOLDERS}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One sign with its inside: ``sign`` is {, [, <, … or ‥, or "" for plain text.

    ``parts`` are the words of a choice, else one string; ``start`` and ``end`` are columns in the pattern.
    """

    sign: str
    parts: tuple[str, ...]
    start: int
    end: int
    run: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong in the columns ``start`` to ``end`` of a pattern."""

    message: str
    start: int
    end: int


def split_pattern(source: str) -> tuple[list[Piece], list[Slip]]:
    """Split a pattern into its pieces; the slips say what cannot be read.

    >>> pieces, slips = split_pattern("<give>[资金]?…4{MONEY:amount}")
    >>> [(piece.sign, piece.parts, piece.optional) for piece in pieces][:2]
    [('<', ('give',), False), ('[', ('资金',), True)]
    """
    splitter = _Splitter(source)
    splitter.run()
    return splitter.pieces, splitter.slips


class _Splitter:
    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.pieces: list[Piece] = []
        self.slips: list[Slip] = []

    def run(self) -> None:
        while self.place < len(self.source):
            sign = self.source[self.place]
            if sign in _CLOSING:
                self.bracket(sign)
            elif sign in "…‥":
                self.gap(sign)
            elif sign in SIGNS and sign != "\\":
                self.slip(f"found {sign!r}, which opens or follows nothing here; for the character write \\{sign}", 1)
            else:
                self.plain()

    def slip(self, message: str, length: int) -> None:
        self.slips.append(Slip(message, self.place, self.place + length))
        self.place += length

    def plain(self) -> None:
        start = self.place
        text = self.words_until(SIGNS.replace("\\", ""))
        if words := without_blanks(text[0]):
            self.pieces.append(Piece("", (words,), start, self.place))

    def gap(self, sign: str) -> None:
        start = self.place
        number = _NUMBER.match(self.source, start + 1)
        if number is None:
            self.slip(f"found {sign!r} without a number; allowed: {sign}1 to {sign}30, for the character \\{sign}", 1)
            return
        self.place = number.end()
        self.pieces.append(Piece(sign, (number[0],), start, self.place))

    def bracket(self, sign: str) -> None:
        start, close = self.place, _CLOSING[sign]
        self.place += 1
        parts = self.words_until(close + "{[<…‥", split="|" if sign == "[" else "")
        if self.source[self.place : self.place + 1] != close:
            self.slips.append(Slip(f"found {sign!r} that is not closed by {close!r}: only plain text may stand inside",
                                   start, self.place))  # fmt: skip
            # What was read so far is dropped: the rest of the pattern is still worth looking at.
            self.place = max(self.place, start + 1)
            return
        self.place += 1
        run = sign == "{" and self.taken("+")
        optional = self.taken("?")
        words = tuple(without_blanks(part) for part in parts)
        self.pieces.append(Piece(sign, words, start, self.place, run, optional))

    def taken(self, sign: str) -> bool:
        if self.source[self.place : self.place + 1] != sign:
            return False
        self.place += 1
        return True

    def words_until(self, stops: str, split: str = "") -> list[str]:
        """Read on to one of the stops, resolving backslashes; split at an unescaped ``split``."""
        words = [""]
        while self.place < len(self.source) and (sign := self.source[self.place]) not in stops:
            start = self.place
            self.place += 1
            if sign == split:
                words.append("")
                continue
            if sign == "\\":
                sign = self.source[self.place : self.place + 1]
                self.place += len(sign)
            if sign == "" or _UNPRINTED.match(sign):
                found = "a backslash at the end" if sign == "" else f"U+{ord(sign):04X}, which no text shows"
                self.slips.append(Slip(f"found {found}; allowed: any character", start, start + 1))
                continue
            words[-1] += sign
        return words

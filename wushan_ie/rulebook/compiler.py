"""Elements to regular expressions: one for what stands before the anchor, one for what stands behind it.

A match starts from an anchor and is looked for outwards: the words before it backwards, in reversed text, the
words behind it forwards. So every anchor is tried and finds the nearest of everything, on either side. The time
is linear in the text: nothing repeats without bound, runs of spans are possessive, and the number of ways
through one side is bounded when the pattern is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wushan_ie.rulebook.encoding import PLACEHOLDERS
from wushan_ie.rulebook.model import Element, Gap, Pattern, Slot, Words

MOST_WAYS = 20_000
MOST_RUN = 100

_SENTENCE_STOPS = "。；！？;!?\n\r\u2028\u2029"
_CLAUSE_STOPS = "，,、"
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_VARIANTS = {**_WIDE, **{wide: narrow for narrow, wide in _WIDE.items()}}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an anchor; group ``n + 1`` captures the element that stands ``groups[n]`` places from the anchor.

    Equal sides of different patterns are equal, so that one run over a sentence serves them all.
    """

    expression: str
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern as expressions; a side without elements is None."""

    before: Side | None
    behind: Side | None


def compile_pattern(pattern: Pattern, marks: Mapping[str, str]) -> Compiled:
    """Compile a pattern; ``marks`` are the placeholders of its labels."""
    before = _compile_side(pattern.before[::-1], marks, backwards=True)
    return Compiled(before, _compile_side(pattern.behind, marks, backwards=False))


def ways(elements: Iterable[Element]) -> int:
    """Return a bound on the number of ways in which a text can match the elements of one side.

    >>> ways([Gap(9, clause=False), Words(("投", "投入"), None, optional=True)])
    30
    """
    count = 1
    for element in elements:
        if isinstance(element, Gap):
            count *= element.most + 1
        else:
            choices = _nested(element.words) if isinstance(element, Words) else 1
            count *= choices + element.optional
    return count


def is_optional(element: Element) -> bool:
    """Tell whether a text may do without the element."""
    return isinstance(element, Gap) or element.optional


def variants(sign: str) -> str:
    """Return a character and its other width, if it has one: ，matches a half-width comma too."""
    return sign + _VARIANTS.get(sign, "")


_Block = tuple[Gap | None, list[Slot | Words]]


def _compile_side(side: Sequence[Element], marks: Mapping[str, str], backwards: bool) -> Side | None:
    if not side:
        return None
    tail = next((place for place in range(len(side), 0, -1) if not is_optional(side[place - 1])), 0)
    parts = [
        _gap(element) if isinstance(element, Gap) else _group(element, marks, backwards) for element in side[:tail]
    ]
    parts += [_tail(block, marks, backwards) for block in _blocks(side[tail:])]
    distances = [place for place, element in enumerate(side, 1) if not isinstance(element, Gap)]
    return Side("".join(parts), tuple(-place if backwards else place for place in distances))


def _blocks(tail: Sequence[Element]) -> list[_Block]:
    blocks: list[_Block] = [(None, [])]
    for element in tail:
        if isinstance(element, Gap):
            blocks.append((element, []))
        else:
            blocks[-1][1].append(element)
    return blocks


def _tail(block: _Block, marks: Mapping[str, str], backwards: bool) -> str:
    """Return the expression of optional elements at the far end, where a gap serves only to reach one of them.

    A lazy gap before optional elements would always be empty there, with nothing behind to force it wider.
    """
    gap, optional = block
    parts = "".join(_group(element, marks, backwards) for element in optional)
    if gap is None:
        return parts
    ahead = "|".join(_expression(element, marks, backwards) for element in optional)
    return f"(?:{_gap(gap)}(?={ahead}){parts})?"


def _group(element: Slot | Words, marks: Mapping[str, str], backwards: bool) -> str:
    return f"({_expression(element, marks, backwards)})" + ("?" if element.optional else "")


def _expression(element: Slot | Words, marks: Mapping[str, str], backwards: bool) -> str:
    if isinstance(element, Words):
        return _choice(element.words, backwards)
    one = f"[{''.join(marks[label] for label in element.labels)}]"
    return f"{one}(?:{_choice(element.joiners, backwards)}{one}){{0,{MOST_RUN - 1}}}+" if element.joiners else one


def _gap(gap: Gap) -> str:
    stops = _SENTENCE_STOPS + (_CLAUSE_STOPS if gap.clause else "")
    return f"[^{stops}{PLACEHOLDERS}]{{0,{gap.most}}}?"


def _choice(words: Sequence[str], backwards: bool) -> str:
    """Return an expression for one of the words, the longest first, that tries each first character once."""
    branches: dict[str, list[str]] = {}
    for word in words:
        spelled = word[::-1] if backwards else word
        branches.setdefault(spelled[:1], []).append(spelled[1:])
    ends = branches.pop("", None) is not None
    parts = [
        _sign(sign) + (_choice(rests, backwards=False) if rests != [""] else "") for sign, rests in branches.items()
    ]
    if not parts:
        return ""
    whole = parts[0] if len(parts) == 1 else "|".join(parts)
    return f"(?:{whole})?" if ends else whole if len(parts) == 1 else f"(?:{whole})"


def _sign(sign: str) -> str:
    spellings = variants(sign)
    return re.escape(sign) if len(spellings) == 1 else f"[{re.escape(spellings)}]"


def _nested(words: Sequence[str]) -> int:
    """Return how many of the words can at most begin, or else end, at one place."""
    known = set(words)
    heads = max(sum(word[:end] in known for end in range(1, len(word) + 1)) for word in words)
    tails = max(sum(word[start:] in known for start in range(len(word))) for word in words)
    return max(heads, tails)

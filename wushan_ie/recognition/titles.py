"""Where titles stand in a text: posts (副县长, 第一书记) and roles that are none (村民, 记者)."""

from __future__ import annotations

from msgspec import Struct

from wushan_ie.recognition.person_grammar import NONE, POST, ROLE, PersonGrammar, TitleWords

_LONGEST = 16  # characters of titles in a row that are still one title


class TitleSpan(Struct, frozen=True, gc=False):
    """A title: ``head`` is where its last word begins, ``kind`` is post or role.

    ``start`` reaches left over every modifier, also over those that belong to a body's name (镇党委书记).
    ``bodies`` are the endings of the bodies that alone have such an office: 公司 for 董事长, 院 for 院长.
    """

    start: int
    head: int
    end: int
    text: str
    kind: str
    bodies: tuple[str, ...]


def find_titles(text: str, grammar: PersonGrammar) -> list[TitleSpan]:
    """Return the titles of ``text`` in order, none overlapping another.

    >>> import tomllib
    >>> from wushan_ie.recognition.person_grammar import compile_persons
    >>> from wushan_ie.recognition.word_classes import read_word_classes
    >>> from wushan_ie.rulebook import bundled_rules
    >>> table = tomllib.loads((bundled_rules() / "tables" / "persons.toml").read_text(encoding="utf-8"))
    >>> grammar = compile_persons(table, read_word_classes(bundled_rules() / "tables"))
    >>> [title.text for title in find_titles("镇长和村党支部副书记去见州长助理", grammar)]
    ['镇长', '村党支部副书记', '州长助理']
    """
    words, found = grammar.titles, list[TitleSpan]()
    for head, end in words.finder.find(text):
        word = text[head:end]
        kind = words.kinds[word]
        if kind == NONE or (word in words.chiefs and _is_no_chief(text, grammar, found, head)):
            continue
        if (helper := words.helpers.match(text, end)) is not None and kind == POST:
            end = helper.end()
        _add(found, text, words, (head, end, kind))
    return found


def _is_no_chief(text: str, grammar: PersonGrammar, found: list[TitleSpan], head: int) -> bool:
    """Tell 全县|长期, and 会长|林长明, where the chief's first character is the surname of the one before."""
    surname = text[head] in grammar.shapes.plain or text[head] in grammar.shapes.risky
    touches = surname and found and found[-1].end == head
    return bool(touches) or grammar.titles.not_chief.match(text, head + 2) is not None


def _add(found: list[TitleSpan], text: str, words: TitleWords, hit: tuple[int, int, str]) -> None:
    """Add a title; one that touches the last (主任 医师) or modifies it (妇女 主任) becomes one with it."""
    head, end, kind = hit
    last = found[-1] if found else None
    if last is not None and last.end > head:  # the last took a helper: 总经理助理 医师
        return
    floor = 0 if last is None else last.start if last.kind == ROLE and last.end == head else last.end
    start = _reach(text, words, head, floor)
    if last is not None and last.end > start:
        found.pop()
        start = min(start, last.start) if last.kind == kind else start
    elif last is not None and last.end == start == head and last.kind == kind and end - last.start <= _LONGEST:
        found.pop()
        start, head = last.start, last.head
    found.append(TitleSpan(start, head, end, text[start:end], kind, _bodies(words, text[start:end])))


def _bodies(words: TitleWords, title: str) -> tuple[str, ...]:
    ends = (words.bodies.get(title[at:]) for at in range(len(title)))
    return next((bodies for bodies in ends if bodies is not None), ())


def _reach(text: str, words: TitleWords, start: int, floor: int) -> int:
    while start > floor:
        for word in words.modifiers.get(text[start - 1], ()):
            if text.startswith(word, start - len(word)) and start - len(word) >= floor:
                start -= len(word)
                break
        else:
            break
    return start

"""Which names in a document mean one organization: 市文旅委 is 市文化旅游委, 渝富集团 is 重庆渝富集团.

Each name gets the longest name of the same organization as ``canonical`` and in ``canonical_by`` the reason: it is
``introduced`` (以下简称), the full name's ``end`` or ``start``, has its ``brand`` in another spelling (农行,
中国农业银行), or takes some of its ``letters`` (海堰农商行 of 海堰农村商业银行). A name that could mean two
organizations keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from wushan_ie.recognition.organization_grammar import OrganizationGrammar
from wushan_ie.records import Mention

_SHORTEST = 2  # characters of a name that may stand for another
_UNITS = "省市县区州旗镇乡"
_BODIES = "局厅委办部"  # the last characters of bodies whose topics are shortened freely: 发改局, 文旅委
_SCHOOLS = ("大学", "学院", "中学", "小学")  # 温州大学 is not 温州医科大学


def resolve_organizations(text: str, mentions: Sequence[Mention], grammar: OrganizationGrammar) -> list[Mention]:
    """Return the mentions, those of organizations with ``canonical`` and, where that is another name, the reason."""
    names = sorted({one.text for one in mentions if one.label == "ORG"}, key=lambda name: (-len(name), name))
    introduced = _introduced(text, names, grammar)
    index = _Index(names, grammar)
    longest = {name: introduced.get(name) or _longest(name, index) for name in names}
    resolved = {name: (longest[full][0], reason or longest[full][1]) for name, (full, reason) in longest.items()}
    return [_with_canonical(one, *resolved[one.text]) if one.label == "ORG" else one for one in mentions]


def _with_canonical(mention: Mention, canonical: str, reason: str | None) -> Mention:
    return replace(mention, canonical=canonical, canonical_by=reason)


def _introduced(text: str, names: Sequence[str], grammar: OrganizationGrammar) -> dict[str, tuple[str, str | None]]:
    """Return {农交中心: 旌川县农村产权流转交易中心} with the reason for each 以下简称 right behind a name."""
    found: dict[str, tuple[str, str | None]] = {}
    for match in grammar.introduced.finditer(text):
        before = text[: match.start()].rstrip("（(“")
        full = next((name for name in names if before.endswith(name)), None)
        alias = match["alias"]
        if full is not None and alias in names and alias != full:
            found[alias] = (full, "introduced")
    return found


class _Index:
    """The names of a text, the longest first, by their brands and by the characters that they hold.

    A full name holds all characters of a short one, but for the brand that it may spell out: so a name is compared with
    those few only that it may stand for, however many there are.
    """

    def __init__(self, names: Sequence[str], grammar: OrganizationGrammar) -> None:
        self.names, self.grammar = names, grammar
        self.brands = {name: _spelled_out(name, grammar) for name in names}
        self.starts = {name: _name_starts(name) for name in names}
        self._by_brand: dict[str, set[int]] = {}
        self._by_char: dict[str, set[int]] = {}
        for number, name in enumerate(names):
            self._by_brand.setdefault(self.brands[name], set()).add(number)
            for char in name:
                self._by_char.setdefault(char, set()).add(number)

    def longer(self, name: str) -> Iterator[str]:
        """Yield the longer names that ``name`` may stand for, the longest first."""
        holders = sorted((self._by_char[char] for char in set(name)), key=len)
        for number in sorted(set.intersection(*holders) | self._by_brand[self.brands[name]]):
            if len(self.names[number]) > len(name):
                yield self.names[number]


def _longest(name: str, index: _Index) -> tuple[str, str | None]:
    """Return the longest name of the same organization and why it is the same."""
    longer = [(other, _why_short(name, other, index)) for other in index.longer(name)]
    longer = [(other, reason) for other, reason in longer if reason is not None]
    if not longer:
        return name, None
    best, reason = longer[0]
    # all longer names must be names of the best one, else the short name is ambiguous
    is_one = all(other == best or _why_short(other, best, index) for other, _ in longer)
    return (best, reason) if is_one else (name, None)


def _why_short(short: str, full: str, index: _Index) -> str | None:
    """Return why ``short`` is a name of the organization ``full``, None when it is none."""
    grammar, starts = index.grammar, index.starts[full]
    if full.endswith(short):
        before = full[: -len(short)]
        return "end" if len(short) >= _SHORTEST and (len(before) > 1 or before in _UNITS) else None
    if index.brands[short] == index.brands[full]:
        return "brand"
    if short[-1] not in grammar.endings or short.endswith(grammar.trades):  # a firm's bare name: 康沃, 北方管业
        return "start" if any(full.startswith(short, start) for start in starts) else None
    if len(short) <= _SHORTEST or not _ends_alike(short, full, grammar):
        return None
    is_in = any(full[start] == short[0] and _is_subsequence(short, full[start:]) for start in starts)
    return "letters" if is_in else None


def _spelled_out(name: str, grammar: OrganizationGrammar) -> str:
    """Return the name with its brand in full: 农行巫山支行 as 中国农业银行巫山支行."""
    for full, short in grammar.spellings:
        if name.startswith(short) and not name.startswith(full):
            return full + name.removeprefix(short)
    return name


def _name_starts(full: str) -> list[int]:
    """Return where a short name may begin: at the name itself and behind a place or level in front of it."""
    starts = {0, 2}  # 2 behind a bare place: 重庆渝富集团
    for place, char in enumerate(full[:10]):
        if char in _UNITS:
            starts |= {place, place + 1}
    return sorted(start for start in starts if start < len(full))


def _ends_alike(short: str, full: str, grammar: OrganizationGrammar) -> bool:
    pairs = [(one, other) for one, other in grammar.short if short.endswith(one)]
    if pairs:
        return any(other in full and full.endswith((other, "公司", "集团")) for _, other in pairs)
    if short[-1] != full[-1] or short.endswith(_SCHOOLS):
        return False
    if short[-1] in _BODIES:
        return short[-1] not in full[:-1]  # not 市公安局 of 市公安局桥西分局
    return len(short) == len(full) - 1 or short[-2:] == full[-2:]


def _is_subsequence(short: str, full: str) -> bool:
    signs = iter(full)
    return all(sign in signs for sign in short)

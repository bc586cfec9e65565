"""Which names in a document mean one organization: 市文旅委 is 市文化旅游委, 渝富集团 is 重庆渝富集团."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from wushan_ie.recognition.organization_grammar import OrganizationGrammar
from wushan_ie.records import Mention

_SHORTEST = 2  # characters of a name that may stand for another


def resolve_organizations(text: str, mentions: Sequence[Mention], grammar: OrganizationGrammar) -> list[Mention]:
    """Return the mentions with ``canonical``, the longest name of the same organization in the document.

    A name that could mean two organizations keeps its own. ``canonical`` is the mention's text where the document
    has no longer name.
    """
    names = sorted({one.text for one in mentions if one.label == "ORG"}, key=lambda name: (-len(name), name))
    introduced = _introduced(text, names, grammar)
    longest = {name: introduced.get(name) or _longest(name, names, grammar) for name in names}
    canonical = {name: longest[longest[name]] for name in names}
    return [replace(one, canonical=canonical[one.text]) if one.label == "ORG" else one for one in mentions]


def _introduced(text: str, names: Sequence[str], grammar: OrganizationGrammar) -> dict[str, str]:
    """Return {农交中心: 旌川县农村产权流转交易中心} for each 以下简称 right behind a name."""
    found: dict[str, str] = {}
    for match in grammar.introduced.finditer(text):
        before = text[: match.start()].rstrip("（(“")
        full = next((name for name in names if before.endswith(name)), None)
        alias = match["alias"]
        if full is not None and alias in names:
            found[alias] = full
    return found


def _longest(name: str, names: Sequence[str], grammar: OrganizationGrammar) -> str:
    longer = [other for other in names if len(other) > len(name) and _is_short_for(name, other, grammar)]
    if not longer:
        return name
    best = longer[0]
    # all longer names must be names of the best one, else the short name is ambiguous
    return best if all(other == best or _is_short_for(other, best, grammar) for other in longer) else name


def _is_short_for(short: str, full: str, grammar: OrganizationGrammar) -> bool:
    if full.endswith(short):
        return len(short) >= _SHORTEST
    if short[-1] not in grammar.endings:  # a firm's bare name: 康沃
        return any(full.startswith(short, start) for start in _name_starts(full))
    if len(short) <= _SHORTEST or not _ends_alike(short, full, grammar):
        return False
    return any(full[start] == short[0] and _is_subsequence(short, full[start:]) for start in _name_starts(full))


def _name_starts(full: str) -> list[int]:
    """Return where a short name may begin: at the name itself and behind a place or level in front of it."""
    starts = [0]
    starts += [
        place + 1 for place, char in enumerate(full[:10]) if char in "省市县区州旗镇乡" and place + 1 < len(full)
    ]
    starts += [place for place, char in enumerate(full[:10]) if char in "省市县区州旗镇乡" and place]
    starts += [2]  # a bare place in front: 重庆渝富集团
    return sorted({start for start in starts if start < len(full)})


def _ends_alike(short: str, full: str, grammar: OrganizationGrammar) -> bool:
    pairs = [(one, other) for one, other in grammar.short if short.endswith(one)]
    if pairs:
        return any(other in full and full.endswith((other, "公司", "集团")) for _, other in pairs)
    return short[-1] == full[-1] and (len(short) == len(full) - 1 or short[-2:] == full[-2:] or short[-1] in "委办")


def _is_subsequence(short: str, full: str) -> bool:
    signs = iter(full)
    return all(sign in signs for sign in short)

"""Organizations that need others to be known: short names, names without a form in lists, common nouns beside names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wushan_ie.recognition.occurrences import find_word
from wushan_ie.recognition.organization_ground import Ground
from wushan_ie.recognition.organization_lists import add_listed, is_firm_without_form
from wushan_ie.recognition.organization_spans import Spans

_SHORTEST, _LONGEST = 2, 10  # characters of a name without a form
_BRAND = 2  # characters that make a brand
_SHORT = 3  # up to here a bare name is taken only before a word that may follow a name
_BEHIND_NAME = re.compile(
    r"[及的和与向在将为，。、；（,;(]|还|已|也|等|董事|总经理|负责人|拟|计划|出资|投资|捐|表示|承"
)
_MEDIUM = re.compile("(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{3,5}\\Z")
_DOES = re.compile(
    "拟|投资|计划|出资|捐|分别|年产|年销|负责人|相关负责人|董事长|总经理|创始人|中标|承建|累计|斥资|落户|入驻"
)
_LIKE = ("中心", "局", "办", "司", "大队", "支队")  # the endings of bodies that lists share a level for
_BESIDE = frozenset("、和与及")
_ITEM = re.compile("[和与及]?[^、和与及，。；：！？等（(\n]+")  # 和清环境: a name may begin with 和


def add_shorts(ground: Ground, spans: Spans, unsure: Sequence[tuple[int, int, bool]]) -> None:
    """Add to the spans what they and the text make a name of."""
    for match in ground.grammar.brand_alone.finditer(ground.text):
        spans.add(match.start(), match.end(), "organization-brand")
    _add_media(ground, spans)
    _add_introduced(ground, spans)
    _add_bare(ground, spans)
    add_listed(ground, spans)
    _add_traded(ground, spans)
    _add_beside(ground, spans)
    _add_unsure(ground, spans, unsure)


def _add_media(ground: Ground, spans: Spans) -> None:
    """Add a site or paper at the head of its report: 旌川网8月9日讯."""
    for match in ground.grammar.media.finditer(ground.text):
        name = _MEDIUM.search(ground.text, max(0, match.end() - _LONGEST), match.end())
        if name is not None:
            spans.add(name.start(), match.end(), "organization-brand")


def _add_introduced(ground: Ground, spans: Spans) -> None:
    """Add the short names that the text introduces behind a name: 旌川县农村产权流转交易中心（以下简称“农交中心”）."""
    ends = {end for _, end, _ in spans.found}
    aliases = {
        match["alias"]
        for match in ground.grammar.introduced.finditer(ground.text)
        if not ends.isdisjoint(range(match.start() - 2, match.start() + 1))
    }
    for alias in sorted(aliases):
        for start in find_word(ground.text, alias):
            spans.add(start, start + len(alias), "organization-alias")


def _add_bare(ground: Ground, spans: Spans) -> None:
    """Add firms' names without place and form: 康沃 beside 康沃医疗用品有限公司, 北方管业 beside 北方管业有限公司."""
    names = {ground.text[start:end] for start, end, _ in spans.found}
    bare = sorted({core for name in sorted(names) for core in _bare_names(ground, name)}, key=lambda core: -len(core))
    for core in bare:
        for start in find_word(ground.text, core):
            end = start + len(core)
            if len(core) > _SHORT or _BEHIND_NAME.match(ground.text, end):
                spans.add(start, end, "organization-bare-name")


def _bare_names(ground: Ground, name: str) -> Iterator[str]:
    """Yield a firm's name without place and form, and its brand, when these are no common words."""
    grammar, core = ground.grammar, name
    for _ in range(len(grammar.forms)):
        form = next((form for form in grammar.forms if core.endswith(form) and len(core) > len(form)), None)
        if form is None:
            break
        core = core.removesuffix(form)
    if core == name or any(sign in core for sign in "（）()"):
        return
    place = next((core[:size] for size in range(1, len(core) + 1) if core[:size] in ground.place_names), "")
    if place and core != place and (last := next((form for form in grammar.forms if name.endswith(form)), "")):
        yield _first_word(ground, core.removeprefix(place)) + last  # 万里集团 of 浙江万里汽配集团
        yield core.removeprefix(place)[:4] + "公司"  # 如意种苗公司 of 厦门如意种苗高科技股份有限公司
    core = core.removeprefix(place)
    brand = _unknown_head(ground, core)
    if _SHORTEST <= len(core) <= _LONGEST and is_firm_without_form(ground, core):
        yield core
    if _BRAND <= len(brand) <= _SHORT + 1:
        yield brand
        yield from (brand + trade for trade in grammar.trades if core.startswith(brand + trade))  # 山隐文旅|发展


def _first_word(ground: Ground, core: str) -> str:
    """Return the first two characters of a name, which mostly are its brand."""
    return core[:_BRAND] if ground.grammar.kinds.get(core[:_BRAND]) != "actor" else core


def _unknown_head(ground: Ground, core: str) -> str:
    """Return the characters that no word explains, when the name begins with them: 康沃 of 康沃医疗用品."""
    end = len(core)
    while end > 0:
        start, kind = ground.grammar.word_before(core, end, 0)
        if kind in (None, "verb"):
            break
        end = start
    known = end
    while end > 0 and ground.grammar.word_before(core, end, 0)[1] in (None, "verb"):
        end = ground.grammar.word_before(core, end, 0)[0]
    return core[:known] if end == 0 and known else ""


def _add_traded(ground: Ground, spans: Spans) -> None:
    """Add firms without a form that do something: 精工科技拟投资, 银欣光伏年产值."""
    text, kinds = ground.text, ground.grammar.kinds
    for trade in ground.grammar.sure_trades.finditer(text):
        if _DOES.match(text, trade.end()) is None:
            continue
        start, low = trade.start(), max(0, trade.start() - _LONGEST)
        while start > low and "\u4e00" <= text[start - 1] <= "\u9fff":
            before, kind = ground.grammar.word_before(text, start, low)
            if kind is not None:
                break
            start = before
        is_brand = _BRAND <= trade.start() - start <= _SHORT + 1
        if is_brand and not any(kinds.get(text[trade.start() - size : trade.start()]) for size in (2, 3)):
            spans.add(start, trade.end(), "organization-trade")


def _add_beside(ground: Ground, spans: Spans) -> None:
    """Add what stands in a list behind a name: firms without a form, and bodies whose level the name before gives.

    怡海集团、道荣科技, 区文明办、总工会.
    """
    text = ground.text
    queue = [end for _, end, _ in spans.found]
    while queue:
        start = queue.pop() + 1
        if text[start - 1 : start] not in _BESIDE:
            continue
        end = _end_beside(ground, start)
        if end is not None and spans.add(start, end, "organization-beside"):
            queue.append(end)


def _end_beside(ground: Ground, start: int) -> int | None:
    """Return where the name ends that begins behind the sign behind another name, None when there is none."""
    text = ground.text
    body = ground.grammar.elided.match(text, start)
    if body is not None:
        return body.end()
    item = _ITEM.match(text, start)
    if item is None:
        return None
    like = next((ending for ending in _LIKE if text.endswith(ending, 0, start - 1)), None)
    if like is not None and (place := item[0].find(like, _SHORTEST)) >= 0:
        name = item[0][: place + len(like)]
        if _is_body_like(ground, name, like):
            return start + len(name)
    trade = ground.grammar.sure_trades.search(item[0], _BRAND)
    return start + trade.end() if trade is not None and _is_traded(ground, item[0][: trade.end()]) else None


def _is_body_like(ground: Ground, name: str, ending: str) -> bool:
    """Whether it is of plain nouns and ends as the body before it: 市投资促进服务中心、旅游景区管理|中心."""
    end = len(name) - len(ending)
    if not name.endswith(ending) or not _SHORTEST <= end <= _LONGEST or name.endswith(ground.grammar.facilities):
        return False
    while end > 0:
        end, kind = ground.grammar.word_before(name, end, 0)
        if kind not in ("word", "deed", None):
            return False
    return True


def _is_traded(ground: Ground, name: str) -> bool:
    """Whether it is a brand and a trade: 道荣|科技."""
    trade = next((trade for trade in ground.grammar.trades if name.endswith(trade)), "")
    brand = name.removesuffix(trade)
    return bool(trade) and _BRAND <= len(brand) <= _SHORT + 1 and is_firm_without_form(ground, brand)


def _add_unsure(ground: Ground, spans: Spans, unsure: Sequence[tuple[int, int, bool]]) -> None:
    """Accept a weak name beside another (秀屏宾馆和兰亭酒店), a brand that comes twice, or one alone in its field.

    ``unsure`` are start, end and whether a place or a brand is in the name.
    """
    text = ground.text
    edges = {last for _, last, _ in spans.found} | {end for _, end, _ in unsure}
    starts = {start for start, _, _ in unsure}
    times: dict[str, int] = {}
    for start, end, _ in set(unsure):
        times[text[start:end]] = times.get(text[start:end], 0) + 1
    names, associations = [text[start:end] for start, end, _ in spans.found], tuple(ground.grammar.associations)
    for start, end, is_branded in sorted(unsure, key=lambda span: span[0] - span[1]):
        beside = text[start - 1 : start] in _BESIDE and start - 1 in edges
        beside = beside or (text[end : end + 1] in _BESIDE and end + 1 in starts)
        in_field = text[start - 1 : start] in tuple("：:\n") and text[end : end + 1] in ("", "\n", " ", "\u3000")
        name = text[start:end]
        if name.endswith(associations) and any(other.endswith(name) for other in names):
            spans.add(start, end, "organization-bare-name")
        elif beside:
            spans.add(start, end, "organization-neighbour")
        elif in_field or (
            is_branded and times[text[start:end]] > 1 and not text.endswith(ground.grammar.venues, 0, end)
        ):
            spans.add(start, end, "organization-again")

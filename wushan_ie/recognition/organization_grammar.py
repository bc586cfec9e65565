"""The table ``rules/tables/organizations.toml`` compiled to what ``find_organizations`` runs on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class OrganizationGrammar:
    """Look-ups by the last character of a name, and the expressions that find its left edge."""

    last: re.Pattern[str]
    endings: Mapping[str, Mapping[int, Mapping[str, tuple[str, ...]]]]  # last character -> length -> ending -> kinds
    topics: frozenset[str]
    topic_lengths: tuple[int, ...]
    levels: tuple[str, ...]
    alone: frozenset[str]
    parts: re.Pattern[str]
    left: re.Pattern[str]
    generic: re.Pattern[str]
    generic_start: re.Pattern[str]
    village: frozenset[str]
    brands: tuple[str, ...]
    brand_alone: re.Pattern[str]
    facilities: tuple[str, ...]
    weak: frozenset[str]
    definite: frozenset[str]
    legal: frozenset[str]
    introduced: re.Pattern[str]
    short: tuple[tuple[str, str], ...]


# what may not follow an ending, because the word goes on: 委托, 局部, 办理, 会议, 行业, 局长
_GOES_ON = (
    r"(?<=委)[托员会]|(?<=局)[部面势限促长]|(?<=办)[理法公事好学成完结主任]|(?<=部)[分门署位件落长队]|(?<=会)[议员计同场谈晤客期见费展长]"
    r"|(?<=所)[有以在需谓属长]|(?<=站)[点在起台位长]|(?<=院)[校士落子坝区内墙长]|(?<=社)[会区保长]|(?<=行)(?<![商银支分]行)[业动政程为驶使走列驻]|(?<=行)长"
    r"|(?<=厂)[房区家商长]|(?<=队)[员伍列长]|(?<=馆)长|(?<=厅)[级局长]|(?<=中心)[村镇城组任环工思主户地位区]|(?<=学)[生习历员子期年位业费者]|(?<=园)[区长]"
    r"|(?<=集团)[化军]|(?<=公司)化|(?<=市场)[化监主价需份经行前营]|(?<=旅)[游客行程途社店]|(?<=政府)[性采债购投工补]|(?<=署)名|(?<=处)[理于]|(?<=政协)[委常]"
    r"|(?<=团)[队结员体购建圆]|(?<=校)[园长区外内]|(?<=店)[铺面主]|(?<=场)[地所景镇]|(?<=办事处)主任x|(?<=[一二三四五六七八]中)[心学全会]"
)


def compile_organizations(table: Mapping[str, Any]) -> OrganizationGrammar:
    """Compile the parsed ``organizations.toml``."""
    body, firm, left = table["body"], table["firm"], table["left"]
    endings: dict[str, dict[int, dict[str, tuple[str, ...]]]] = {}
    for kind, words in (("core", body["cores"]), ("topic", body["endings"]), ("firm", firm["endings"])):
        for ending in words:
            kinds = endings.setdefault(ending[-1], {}).setdefault(len(ending), {})
            kinds[ending] = (*kinds.get(ending, ()), kind)
    ordered = {
        char: dict(sorted(lengths.items(), key=lambda item: -item[0])) for char, lengths in sorted(endings.items())
    }
    topics = frozenset(body["topics"])
    return OrganizationGrammar(
        last=re.compile(rf"[{''.join(ordered)}](?!{_GOES_ON})"),
        endings=ordered,
        topics=topics,
        topic_lengths=tuple(sorted({len(topic) for topic in topics}, reverse=True)),
        levels=tuple(sorted(body["levels"], key=lambda level: -len(level))),
        alone=frozenset(body["alone"] + [t + e for t in body["topics"] for e in body["endings_alone"]]),
        parts=re.compile(_parts(body)),
        left=re.compile(
            rf"(?P<keep>{_any([*left['keep'], *body['topics'], *firm['brands']])})"
            rf"|(?P<edge>{_any([*left['verbs'], *left['edges']])})"
        ),
        generic=re.compile(rf"(?:{_any(firm['generic'])})*"),
        generic_start=re.compile(_any(word for word in firm["generic"] if len(word) > 1)),
        village=frozenset(body["village"]),
        brands=tuple(sorted(firm["brands"], key=lambda brand: -len(brand))),
        brand_alone=re.compile("|".join([_any([*firm["brand_alone"], *body["alone"]]), *body["alone_patterns"]])),
        facilities=tuple(firm["facilities"]),
        weak=frozenset(firm["weak"]),
        definite=frozenset(firm["definite"]),
        legal=frozenset(firm["legal"]),
        introduced=re.compile(
            rf"(?:{_any(table['alias']['introduced'])})[为:：]?[“\"‘「]?(?P<alias>[^\s“”\"‘’「」（）(),，。、；;]{{2,14}})"
        ),
        short=tuple((one, other) for one, other in table["alias"]["short"]),
    )


def _parts(body: Mapping[str, Any]) -> str:
    """What may stand right behind a body as part of its name: 规划财务处, 机关党委, 驻阳洼村工作队."""
    topics = _any([*body["part_topics"], *body["topics"]])
    return (
        rf"(?:(?:{topics}){{1,2}}(?:{_any(body['part_endings'])})(?![长理])|(?:{_any(body['part_bodies'])})(?![主书部员干成])"
        r"|[\u4e00-\u9fff]{2,3}分指(?:挥部)?|驻[\u4e00-\u9fff]{2,12}?(?:工作队|帮扶队|工作组))"
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))

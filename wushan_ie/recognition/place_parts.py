"""Parts of place chains: one named place, and the joining of neighbours into a chain (官渡镇 + 庙坪村)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from wushan_ie.recognition.place_table import COUNTY, GROUP, PREFECTURE, TOWNSHIP, VILLAGE

UNIT_LEVEL = {
    **dict.fromkeys(("市", "州", "盟", "地区", "自治州"), PREFECTURE),
    **dict.fromkeys(("县", "区", "旗", "自治县", "自治旗"), COUNTY),
    **dict.fromkeys(("镇", "乡", "街道", "苏木"), TOWNSHIP),
    **dict.fromkeys(("村", "行政村", "自然村", "社区", "嘎查"), VILLAGE),
}

_ENDS_HAMLETS = (
    "屋湾冲坪坳塘岭坡垅垄洞坝坑背头边山里咀嘴井田园寨屯庄院坨沟岗畈堰桥庙墩湖河溪口门墙铺店窑家埂塆埠圩坞垭坎洼"
)
_HAMLET = re.compile(
    r"第?(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})(?:村民小)?组(?![织建成长合])"  # 幸福村三组, 龙河村2组
    rf"|[\u4e00-\u9fff]{{1,2}}?[{_ENDS_HAMLETS}]组(?![织建成长合])"  # 上岭村屋背组
    r"|[\u4e00-\u9fff]{1,3}?[屯寨庄](?=[的在和与是有为]|[^\u4e00-\u9fff]|\Z)"  # 百旺村弄那屯
)


_ZONE = re.compile("(?:国家)?(?:高新区|经开区|高新技术产业开发区|经济技术开发区)")


class Part(Struct, frozen=True, gc=False):
    """One named place: ``score`` is the weight of its evidence in tenths, ``how`` is form, short, nickname or listed.

    ``full`` is its name with its unit where the text leaves the unit out (竹贤 is 竹贤乡), else the text.
    """

    start: int
    end: int
    level: int
    full: str
    score: int
    how: str


def join_parts(text: str, parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    """Join touching parts of falling rank, and what follows: 湖南省|沅西市|怀北县, 百旺村|弄那屯, 岭海|高新区.

    ``parts`` are sorted and disjoint.
    """
    chains: list[list[Part]] = []
    for part in parts:
        last = chains[-1][-1] if chains else None
        if last is not None and last.end == part.start and can_hold(last, part):
            chains[-1].append(part)
        else:
            chains.append([part])
    return [_with_hamlet(text, _with_zone(text, chain)) for chain in chains]


def can_hold(outer: Part, inner: Part) -> bool:
    """Whether ``outer`` can contain ``inner``: a city holds county-level cities (沅西市辰溪市)."""
    if outer.level < inner.level:
        return True
    return outer.level == inner.level == PREFECTURE and inner.full.endswith("市")


def _with_zone(text: str, chain: Sequence[Part]) -> Sequence[Part]:
    last = chain[-1]
    found = _ZONE.match(text, last.end) if last.level <= COUNTY else None
    return [*chain, Part(*found.span(), COUNTY, found[0], last.score, "form")] if found is not None else chain


def _with_hamlet(text: str, chain: Sequence[Part]) -> tuple[Part, ...]:
    last = chain[-1]
    found = _HAMLET.match(text, last.end) if last.level in (TOWNSHIP, VILLAGE) and last.how == "form" else None
    if found is None or (last.level == TOWNSHIP and found[0].endswith("组")):
        return tuple(chain)
    return (*chain, Part(found.start(), found.end(), GROUP, found[0], last.score, "form"))

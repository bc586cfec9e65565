"""Signs around an amount of who pays it: who is named behind it, who wins, builds; whose a part or a rate is."""

from __future__ import annotations

import re

from wushan_ie.linking.drafts import Draft

BEHIND = re.compile(r"(?:，每[^，。；]{1,12})?，?(?:资金)?(?:已|全部|均)?(?:由|来自|系由|出自)")
# 860万元，供应商为某公司; 底价成交，竞得人为某公司
WINNER = re.compile(
    r"[^，。；\n]{0,6}[，；]\n?(?:[^，。；\n]{2,10}，)?"
    r"(?:(?:中标|成交|竞得|受让|买受|中选|承建|施工)?(?:供应商|单位|人|方)(?:名称)?|业主)(?:为|是|系|：)"
)
WON = frozenset(("SALE", "PRICE", "INVEST"))  # kinds of what a winner bids
# 由某公司援建，造价86万元; 某公司拟建冷库，总投资86万元: the total of what they build is theirs
BUILDS = re.compile(
    r"(?:投资|出资|全资|捐资)?(?:援建|捐建|投建|承建|代建|兴建)"
    r"|(?:正在|正|还|将|已)?(?:谋划|规划|筹划|计划|拟|投资|出资)(?:投资|新)?(?:建设|新建|兴建|投建|建)"
)
_ONE_OF_THEM = re.compile(r"最[多大小少高低](?:.{0,2}[一者]|的[拿得领获分])")  # 最小一笔 is another one's
_SUBSIDY = re.compile(r"其中[^，。；]{0,6}(?:补贴|补助|奖补|财政|政府)")  # 花11万元，其中农机补贴3万元 is not his own
_EACH_GETS = re.compile(
    r"(?:，[^。；\n]{0,24})?[，、]?[^，。；\n]{0,6}(?:[每户人][人户名个均家间]|每[间座台])[^，。；\n]{0,6}"
)
_FIRMS = ("合作社", "公司", "集团", "厂")
_WAGE = re.compile(r"工资|薪|人均")


def is_named_behind(text: str, draft: Draft) -> bool:
    """Whether the payer stands behind its amount: 420万元，由甲局实施 says nothing of the next amount."""
    behind = BEHIND.match(text, draft.amount.end)
    return behind is not None and draft.actors[0].start == behind.end()


def is_share_of_gift(text: str, last: Draft, draft: Draft) -> bool:
    """Whether a rate is what each gets of what was given: 捐赠助学金60万元，资助学生300名，每人2000元."""
    given = last.kind in ("DONATE", "INVEST") and bool(last.actors) and last.sentence == draft.sentence
    return given and _EACH_GETS.fullmatch(text, last.amount.end, draft.amount.start) is not None


def is_anothers(text: str, last: Draft, draft: Draft) -> bool:
    """Whether an amount is not paid by who pays the one before it in the text, though nobody else is named."""
    between = text[last.amount.end if last.sentence == draft.sentence else draft.sentence[0] : draft.amount.start]
    if is_named_behind(text, last):
        return True
    if _ONE_OF_THEM.search(between) and (last.kind != "OTHER" or draft.kind != "OTHER"):
        return True  # but 理赔180万元，最多的一户拿到6万元 is paid by the same
    payer = last.actors[0]
    if payer.label == "ORG" and draft.kind == "INCOME" and _WAGE.search(between):
        return True  # 某公司投产，人均月工资2800元 is earned by others
    is_own = payer.label == "PERSON" or payer.text.endswith(_FIRMS)
    return is_own and _SUBSIDY.search(between) is not None

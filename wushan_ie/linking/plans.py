"""Parts of plans and of funds: what is done or paid of them, where they come from, what share they are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from wushan_ie.linking.clauses import clause
from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.sizes import become_part, can_hold, size

COPULAS = "约达到至为是共超过突破近完成实现了高"  # between a noun and its amount
_DONE = "，、已并现只仅才目前到今截至"
_NO_PROGRESS = re.compile(r"转移支付\Z|[多少][\u4e00-\u9fff]{2}\Z")
# 已向施工单位拨付进度款
_PAID = re.compile(r"已[^，。；：\n]{0,16}(?:拨付|支付|投入|兑付|发放|下达|使用)[^，。；：\n]{0,6}\Z")
_OF_PLAN = re.compile(r"，(?:完成|占|为|达)(?:年度|全年|总)?(?:计划|任务|总投资)(?:投资)?的?[0-9０-９.．]+[%％]")
_OF_A_SUM = re.compile(r"，占([^，。；\n0-9０-９]{2,16}?)的?[0-9０-９.．]+[%％]")  # 6197万元，占公共预算收入的48%
_SHARED = re.compile(r"占(?:比)?[^，。；]{1,6}(?:成|[%％])，(?:约|计|为)?\Z")
_SHARE = re.compile(r"，?(?:仅|只|已)?(?:完成|占|达到?|为)[^，。；\n]{0,10}")
_PERCENT = re.compile(r"的?[0-9０-９.．]{1,6}[%％]|的[一二三四五六七八九十百]")
_ARRIVES = re.compile(r"[^，。；\n]{0,8}资金[^，。；\n]{0,8}(?:下达|到位|到账|落实)")
_DISTRIBUTES = re.compile("分别|每|各")
_SHOULD = re.compile("^(?:应|需|拟|计划|已到位|已落实|已争取)?由?")  # 应由县级配套的1092万元
_FIRST = re.compile(r"首[笔批期]|第一[笔批期]")
# what may stand before a word of progress alone in its clause
_ONLY = re.compile(r"(?:目前|现|眼下|如今)?(?:已经?|仅|只)?")
_BACK = ("收回", "追回", "退回", "退还", "退货", "归还", "追缴", "清退", "收缴", "补缴")
_CONTRACT = ("合同价", "合同金额", "合同额", "中标价", "中标金额")
_USE_OF = re.compile(r"(?:投向|流向|用于|用在|投给|拨给|分给|贷给)[^，。；\n]{1,16}的(?:有|约|就有)?")
# 理赔180万元，单户最高6万元
_MOST = re.compile(r"[，；](?:[^，。；\n]{0,4}最[多大高]的|单[户笔个]最[多大高])[^，。；\n]{0,14}")
_PAID_OUT = ("OTHER", "INVEST", "LOAN")
_AT_ONCE = 10  # characters between a plan and what is done of it
_NEAR = 6  # amounts before a share among which its total is
_NAMED = 24  # characters before a total that name it


def find_progress(text: str, drafts: Sequence[Draft], table: Mapping[str, Any], *, at_once: bool) -> None:
    """已完成投资, 已用信: a part of the plan or credit line stated before, unless it has a project of its own.

    Right behind its plan (``at_once``) it is a part of that even in a list of parts: 其中河堤下达1亿元，已支付9000万元.
    """
    words = tuple(table["progress"])
    for index, draft in enumerate(drafts):
        if draft.part_of is not None or draft.kind not in table["progress_kinds"] or not _is_done(text, draft, words):
            continue
        for plan in reversed(drafts[max(0, index - (1 if at_once else 3)) : index]):
            between = text[plan.amount.end : draft.amount.start]
            if at_once:
                near = plan.sentence == draft.sentence and len(between) <= _AT_ONCE
                near = near and between.strip(_DONE).startswith(words)
            else:
                near = plan.sentence == draft.sentence or 0 <= draft.sentence[0] - plan.sentence[1] <= 2
            is_contract = text.endswith(_CONTRACT, 0, plan.amount.start)
            fits = (
                (plan.kind in table["progress_kinds"] or is_contract)
                and plan.part_of is not draft
                and can_hold(plan, draft)
            )
            if near and fits and _is_of_one_thing(text, plan, draft, words):
                draft.part_of = plan
                draft.notes.append("part-by-progress")
                break


def _is_done(text: str, draft: Draft, words: tuple[str, ...]) -> bool:
    before = text[clause(text, draft.sentence[0], draft.amount.start) : draft.amount.start]
    said = before.rstrip("了约达为近共").endswith(words) and _NO_PROGRESS.search(before.rstrip("了约达为近共")) is None
    return said or _PAID.search(before) is not None or _ARRIVES.match(text, draft.amount.end) is not None


def _is_alone(said: str, words: tuple[str, ...]) -> bool:
    """Whether a clause before its amount is a word of progress and nothing else: 已投放, 年度计划."""
    opened = _ONLY.match(said)
    return said[opened.end() if opened else 0 :] in words


def _is_of_one_thing(text: str, plan: Draft, draft: Draft, words: tuple[str, ...]) -> bool:
    """Whether progress is of this plan: their projects agree, or it names no other and says so (完成计划的60%)."""
    if draft.project is None or plan.project is None or _FIRST.search(text, plan.amount.end, draft.amount.start):
        return True
    if draft.project.text in plan.project.text or plan.project.text in draft.project.text:
        return True
    start = clause(text, draft.sentence[0], draft.amount.start)
    said = text[start : draft.amount.start].rstrip("了约达为近共")
    if plan.sentence == draft.sentence and (said.endswith((*_BACK, "占")) or _is_alone(said, words)):
        return True
    if plan.sentence == draft.sentence and _PAID.search(text, start, draft.amount.start) is not None:
        return True
    return draft.amount.start - start <= _AT_ONCE and _OF_PLAN.match(text, draft.amount.end) is not None


def find_sources(text: str, drafts: Sequence[Draft], table: Mapping[str, Any]) -> None:
    """项目总投资7228万元，财政奖补4810万元: where the money of a total comes from, as long as the sources fit in."""
    totals, sources, sourced = tuple(table["totals"]), tuple(table["sources"]), tuple(table["sourced"])
    for index, total in enumerate(drafts):
        if not text[max(0, total.amount.start - _NAMED) : total.amount.start].rstrip("约为达共：额").endswith(totals):
            continue
        left = size(total)
        for draft in drafts[index + 1 : index + 4]:
            said = re.split(
                "[，：、；]", text[clause(text, draft.sentence[0], draft.amount.start) : draft.amount.start]
            )
            left -= size(draft)
            source = _SHOULD.sub("", said[-1])
            is_source = source.startswith(sources) or source.endswith(sourced)
            if draft.sentence != total.sentence or left < 0 or not is_source:
                break
            become_part(draft, total, "part-by-source")


def find_shares(text: str, drafts: Sequence[Draft]) -> None:
    """支出46万元，完成预算52万元的89%: a part of the second; 6197万元，占公共预算收入的48%: of what is named so."""
    for index, part in enumerate(drafts):
        named = _OF_A_SUM.match(text, part.amount.end)
        total = None if named is None else total_named(text, drafts[max(0, index - _NEAR) : index], named[1])
        if total is None and index + 1 < len(drafts):
            following = drafts[index + 1]
            between = text[part.amount.end : min(following.amount.start, part.amount.end + _NAMED)]
            is_share = _SHARE.fullmatch(between) is not None and _PERCENT.match(text, following.amount.end) is not None
            total = following if is_share else None
        if total is None and index and _SHARED.search(text, part.sentence[0], part.amount.start):
            total = drafts[index - 1]  # 省农担公司担保的占三成，约1.4亿元
        if total is not None:
            become_part(part, total, "part-by-share")


def find_uses(text: str, drafts: Sequence[Draft]) -> None:
    """用信5930万元，投向紫菜的3400万元，投向滩涂的1650万元; and the largest of payments: 最多的一户拿到6万元."""
    total: Draft | None = None
    for last, draft in itertools.pairwise(drafts):
        if last.sentence != draft.sentence:
            total = None
            continue
        said = text[clause(text, last.amount.end, draft.amount.start) : draft.amount.start]
        is_use = _USE_OF.fullmatch(said) is not None
        total = (total or last) if is_use else None
        most = _MOST.fullmatch(text, last.amount.end, draft.amount.start) if last.kind in _PAID_OUT else None
        whole = total if is_use else last if most is not None and draft.kind != "PRICE" else None
        if whole is not None:
            become_part(draft, whole, "part-by-use")


def find_kinds_of(text: str, drafts: Sequence[Draft], pairs: Sequence[Mapping[str, Any]]) -> None:
    """各项贷款余额948亿元 … 制造业贷款余额186亿元: by what they are called one is a kind of the other."""
    named = [(tuple(pair["total"]), tuple(pair["parts"])) for pair in pairs]
    totals: dict[int, Draft] = {}
    for draft in drafts:
        before = text[max(draft.sentence[0], draft.amount.start - _NAMED) : draft.amount.start].rstrip(COPULAS)
        for number, (whole, parts) in enumerate(named):
            if before.endswith(whole):
                totals[number] = draft
            elif number in totals and before.endswith(parts):
                become_part(draft, totals[number], "part-by-name")


def find_distributions(text: str, drafts: Sequence[Draft], sums: Sequence[str]) -> None:
    """6县分别获得补助3711万元，共计2.2亿元: what each gets is a part of what all get."""
    for each, total in itertools.pairwise(drafts):
        between = text[each.amount.end : min(total.amount.start, each.amount.end + _NAMED)].strip("，")
        said = text[clause(text, each.sentence[0], each.amount.start) : each.amount.start]
        is_sum = between in sums or between.rstrip(COPULAS) in sums
        if (text[clause(text, total.sentence[0], total.amount.start) : total.amount.start]).startswith(("各", "每")):
            is_sum, each, total, said = _is_summed(text, each, sums), total, each, "各"  # 合计480万元，各村都是120万元
        if is_sum and _DISTRIBUTES.search(said) is not None:
            become_part(each, total, "part-for-each")


def _is_summed(text: str, draft: Draft, sums: Sequence[str]) -> bool:
    """Whether an amount is called a sum: 租金合计480万元."""
    return text[max(0, draft.amount.start - _NAMED) : draft.amount.start].rstrip(COPULAS).endswith(tuple(sums))


def total_named(text: str, before: Sequence[Draft], name: str) -> Draft | None:
    """Return the last amount whose words before it hold this name: 公共预算收入, 全市."""
    for draft in reversed(before):
        if name in text[max(0, draft.amount.start - _NAMED) : draft.amount.start]:
            return draft
    return None

"""Whether a name before an amount pays it, or receives it, tells of it, or is but the first words of works."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from wushan_ie.linking.drafts import Draft
from wushan_ie.linking.restore import VERBLESS
from wushan_ie.records import Mention
from wushan_ie.rulebook.choices import one_of

# 会长王林列出清单：…; but 爱心人士王林：捐出10万元 is a line of a list of gifts
_TELLS = re.compile(r"[^，。：；“”\n]{0,10}[：:](?!捐|认捐|赠|资助|[0-9０-９.]{1,9}[余多]?[万亿]?元)(?=.)")
_OF_TRADE = re.compile(r"(?:开|种|养|卖|做|跑)[^，。；]{1,8}的\Z")  # 在老街开面馆的|王林说
_RECEIVES = re.compile(r"(?:共|已|累计|本级|今年)*(?:接收|接受|收到|获捐|获赠|获得捐)")
_INVITED = re.compile(r"(?:请来|请到|邀请|聘请|引进|拜访|走访)[^，。]*$")
_PUTS_IN = re.compile(r"[抢]?[修建购买装添]|新建|改[建造]|实施|用于|更新|引进")  # 养护中心投资2360万元|抢修公路
_BRINGS = ("引进", "引来", "引入")
_BROUGHT = re.compile(r"，(?:计划|协议|合同|预计)?总?投资")  # 引进某公司，总投资3亿元: who is brought in invests
_HEARD = re.compile(r"(?:得知|听说|获悉|了解到|看到|眼见)[^，。]{0,4}$")  # 得知王林的船坏了，当即捐出3.8万元
_TOWARDS = re.compile(r"[向给往][^，。；：、]{0,8}$")  # 向施工单位某公司拨付
_ON_TO = re.compile(r"[^，。；：]{0,4}(?:提供|发放|投放|拨付|支付|捐|授信|放款|放贷|赠|赔|发|送|下达|划拨)")
# a name that begins the name of a project: 红星医院|病房楼项目已完成投资
_PROJECT_OF = re.compile(
    r"[^，。；：的、为对在将把用以共向投建实安拨下争筹与资助捐评审补支购]{1,12}(?:(?:项目|工程)(?:[，已共总计完投累]|$)|采购(?:项目)?，(?:预算|成交|中标))"
)
_OFFICE = re.compile(
    r"(?:原|副|前|现任|名誉)?(?:党委|党组|党总支|党支部|党工委|总)?"
    r"(?:书记|主任|局长|行长|经理|董事长|理事长|会长|院长|校长|所长|站长|镇长|乡长|县长|市长|区长|队长|组长|秘书长|负责人|创始人|老板|工作人员)"
)
_MYSELF = re.compile(r"[我俺咱](?!们|公司|厂|行|局|校|院|社|县|市|乡|镇|村)")
_OURSELVES = re.compile(r"[我咱](?:们|公司|厂|行|社|店)")
_USE = 16  # characters before a name in which it is invited, or a gift goes its way
_TITLE = 14  # characters of a title between an organization and its officer
_FROM = 4  # characters between who gives and the amount that is received: 争取到县慈善会资金40万元
_PLACE = 3  # characters of works that stand behind a name: 新院区, but not 先生
_NEAR_CLAUSE = 60  # characters between a subject and its amount


class Roles:
    """Compiled once from the table ``payer`` of ``tables/linking.toml``; ``works`` are words of works."""

    def __init__(self, payer: Mapping[str, Any], works: Sequence[str], anaphors: re.Pattern[str]) -> None:
        self._works = tuple(works)
        self._not_after = tuple(payer["not_after"])
        self._lender_after = tuple(payer["lender_after"])
        self._speaks = tuple(payer["speaks"])
        self._says = re.compile(rf"[^，。；：“]{{0,10}}?{one_of(payer['speaks'])}道?[，：]")
        self._for_others = tuple(payer["for_others"])
        self._lenders = tuple(payer["lenders"])
        self._facilities, self._put_into = tuple(payer["facilities"]), tuple(payer["put_into"])
        self._plain = tuple(payer["plain_people"])
        self._reports = tuple(payer["reports"])
        self._lends_to = re.compile(one_of(payer["lends_to"]))
        self._given_to = tuple(payer["given_to"])
        self._given_from = tuple(payer["given_from"])
        self._anaphors = anaphors

    def pays(self, text: str, run: tuple[Mention, ...], draft: Draft) -> bool:
        """Whether names side by side before an amount may be those who pay it."""
        first, last = run[0], run[-1]
        before = text[max(0, first.start - 4) : first.start]
        if draft.kind == "LOAN" and before.endswith(self._lender_after) and last.label == "ORG":
            return not (before.endswith("向") and self._lends_to.match(text, last.end, last.end + 4))
        if draft.project is not None and draft.project.start <= first.start and last.end < draft.project.end:
            return False  # 大陈农贸市场 in 大陈农贸市场改造项目
        if draft.rule in VERBLESS and _is_before_works(last, draft.project):
            return False  # 其中县人民医院新院区1.4亿元
        if is_brought(text, run):
            return True
        if before.endswith(self._given_from) and draft.amount.start - last.end <= _FROM:
            return True
        return not self._is_object(text, first, last, draft) and not self._is_aside(text, last, draft)

    def _is_object(self, text: str, first: Mention, last: Mention, draft: Draft) -> bool:
        """Whether something is given, done or said to the names: 拨付县水利局, 走访某公司, 向施工单位某公司拨付."""
        floor = max(draft.sentence[0], first.start - _USE)
        before = text[floor : first.start]
        if before.endswith((*self._given_to, *self._not_after)):
            return True
        if _TOWARDS.search(before) is not None and _ON_TO.match(text, last.end) is not None:
            return True
        return _INVITED.search(before) is not None or _HEARD.search(before) is not None

    def _is_aside(self, text: str, last: Mention, draft: Draft) -> bool:
        """Whether the names receive, report, stand too far away, or are but the first words of a longer name."""
        behind = text[last.end : last.end + 4]
        if draft.amount.start - last.end > _NEAR_CLAUSE or behind.startswith(self._reports):
            return True
        if behind.startswith(self._works) or _PROJECT_OF.match(text, last.end, draft.amount.start):
            return True
        if behind.startswith(self._put_into) and not text.startswith("的", draft.amount.end):
            return True
        if behind.startswith("投资") and last.text.endswith(self._facilities):
            return _PUTS_IN.match(text, draft.amount.end) is None
        if draft.kind == "LOAN" and last.text.endswith(self._lenders):
            return False
        if last.label == "ORG" and (office := _OFFICE.match(text, last.end)) is not None:
            told = text.find("：", office.end(), min(draft.amount.start, office.end() + _TITLE))
            return told < 0
        return _RECEIVES.match(text, last.end) is not None

    def is_speaker(self, text: str, name: Mention, amount: Mention) -> bool:
        """Whether a person only tells of the amount: 会长王林列出清单：…; 王林说：“我…” tells of himself."""
        if name.label != "PERSON":
            return False
        told = _TELLS.match(text, name.end, amount.start) or self._says.match(text, name.end, amount.start)
        if told is not None and _MYSELF.search(text, told.end(), amount.start):
            return False
        return told is not None or text.startswith((*self._speaks, *self._for_others), name.end)

    def is_plain(self, text: str, name: Mention) -> bool:
        """Whether a speaker is no officer but one who earns himself: 牧民吐尔逊说，今年打工挣了5万元."""
        before = text[max(0, name.start - _TITLE) : name.start]
        return any(word in before for word in self._plain) or _OF_TRADE.search(before) is not None

    def is_of_speaker(self, text: str, name: Mention, speaker: Mention | None, amount: Mention) -> bool:
        """Whether a name only says whose officer speaks, of something else: 县农业局局长王林说，果酒产值…"""
        if speaker is None or speaker.start - name.end > _TITLE:
            return False
        told = text[speaker.end : amount.start]
        if (
            told.startswith(self._for_others)
            or _OURSELVES.search(told) is not None
            or name.text.endswith(self._lenders)
        ):
            return False
        return not ("：" in told and "：“" not in told) and self._anaphors.search(told) is None


def is_brought(text: str, run: tuple[Mention, ...]) -> bool:
    """Whether names side by side are brought in to invest what follows."""
    return text.endswith(_BRINGS, 0, run[0].start) and _BROUGHT.match(text, run[-1].end) is not None


def _is_before_works(name: Mention, project: Mention | None) -> bool:
    return project is not None and project.start == name.end and len(project.text) >= _PLACE

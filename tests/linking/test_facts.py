"""Amounts to projects, payers and totals: what no single rule can say."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linking.marked import LINKER, link, prepare
from wushan_ie.errors import SettingError
from wushan_ie.linking.explain import explain_facts
from wushan_ie.linking.facts import weigh_facts

PARTS = [
    ("村路总投资458万元，其中{ORG|县交通局}补助260万元，村集体自筹198万元。", [None, "458万元", "458万元"]),
    ("授信额度930万元，已用信617万元。", [None, "930万元"]),
    ("计划投资5000万元建设水厂，到9月底已完成投资3120万元。", [None, "5000万元"]),
    ("收入100万元。支出90万元。", [None, None]),
    ("今年安排4800万元，道路2900万元，绿化600万元，宿舍1300万元。", [None, "4800万元", "4800万元", "4800万元"]),
    ("投入300万元建水厂。另一座桥总投资500万元。", [None, None]),
    ("{ORG|市财政局}投入100万元，{ORG|县财政局}投入200万元。", [None, None]),
    ("总投资20万美元，其中建房100万元。", [None, None]),
    ("“三公”经费支出46万元，完成预算52万元的89%。", ["52万元", None]),
    (
        "项目支出900万元，占九成。\n项目支出按用途分：\n1.公路养护500万元。\n2.危桥改造300万元。",
        [None, "900万元", "900万元"],
    ),
    ("合计300万元，分别为：\n1.公路养护200万元。\n存款余额20万元。", [None, "300万元", None]),
    ("安置房总投资3.2亿元，1.2亿元专项债券资金已下达。", [None, "3.2亿元"]),
    ("收入143万元，刨去人工93万元，净落50万元。", [None, None, None]),
    ("落实资金2386万元，其中投入742万元，消费帮扶金额360万元。", [None, "2386万元", None]),
    (
        "涉农贷款余额38.7亿元。其中旗联社17.9亿元；两家支行分别为6.4亿元和3.1亿元。",
        [None, "38.7亿元", "38.7亿元", "38.7亿元"],
    ),
    ("其中1亿元以上的项目4个，总投资20亿元。", [None, None]),
    ("项目总投资7228万元，财政奖补4810万元。", [None, "7228万元"]),
    ("项目总投资7228万元，应由县级配套的1092万元未到位。", [None, "7228万元"]),
    ("6县分别获得补助3711万元，共计2.2亿元。", ["2.2亿元", None]),
    ("租金合计480万元，各村都是120万元。", [None, "480万元"]),
    ("公共预算收入12655万元。税务部门完成6197万元，占公共预算收入的48.9%。", [None, "12655万元"]),
    ("税收收入112亿元，增长5%。在税收收入中，增值税29亿元；营业税21亿元。", [None, "112亿元", "112亿元"]),
    ("工业总产值21.7亿元；增加值9.2亿元。其中，7月总产值4.2亿元，增加值1.6亿元。", [None, None, "21.7亿元", "9.2亿元"]),
    ("总支出22亿元，比上年同期19亿元增长13%，其中一般支出16亿元。", [None, None, "22亿元"]),
    ("堤防概算6735万元，已向施工单位拨付进度款4980万元。", [None, "6735万元"]),
    ("获批贷款8.4亿元，完成首笔投放5700万元。", [None, "8.4亿元"]),
    ("保险每亩保费60元，其中农户自缴12元。", [None, "60元"]),
    ("一、收入99万元，其中：\n1.租金48万元；\n2.奖补20万元。\n二、支出51万元。", [None, "99万元", "99万元", None]),
    ("合作社和公司分别出资1800万元、1200万元，村里作价600万元入股。", [None, None, None]),
    ("产值1.1亿元，税收3200万元。\n去年增收7800万元。", [None, None, None]),
    ("落实资助资金3860万元，其中营养改善2470万元；{ORG|县总工会}捐出20万元。", [None, "3860万元", None]),
    ("采购预算11.89亿元，实际交易额10.11亿元，节约资金1.78亿元。", [None, None, None]),
]
PAYERS = [
    ("{ORG|县水利局}投入300万元新建水厂。", [["县水利局"]]),
    ("由{ORG|省交通厅}、{ORG|省乡村振兴局}共同安排的46万元危桥改造资金。", [["省交通厅", "省乡村振兴局"]]),
    ("{ORG|银行}向{ORG|合作社}发放贷款80万元。", [["银行"]]),
    ("农户向{ORG|农商行}贷款5万元。", [["农商行"]]),
    ("{ORG|公司}向{ORG|慈善会}捐资200万元。", [["公司"]]),
    ("{ORG|县水利局}十分重视，县里拿出12万元修桥。", [[]]),
    ("{ORG|市总工会}、{ORG|市妇联}分别安排职工救助、妇女救助资金20万元、15万元。", [["市总工会"], ["市妇联"]]),
    ("路肩培土所需的7.8万元由{ORG|镇政府}兜底。", [["镇政府"]]),
    ("{ORG|县水利局}投入300万元新建水厂；投入80万元清淤。", [["县水利局"], ["县水利局"]]),
    ("{PERSON|王林}说，投资大，{GPE|渠阳县}计划投入46亿元。", [[]]),
    ("据{ORG|县统计局}测算，生姜产值31亿元。", [[]]),
    ("{ORG|慈善会}会长{PERSON|王林}列出清单：去年支出764万元。", [["慈善会"]]),
    ("{ORG|农业局}局长{PERSON|王林}坦言，去年果酒产值仅3亿元。", [[]]),
    ("“今年50亩姜收入20万元。”{PERSON|王林}说。", [["王林"]]),
    ("{PERSON|王林}告诉记者：“我卖姜收入20万元。”", [["王林"]]),
    ("“村集体收入20万元。”{PERSON|王林}说。", [[]]),
    ("{ORG|市红十字会}共接收捐款400万元。", [[]]),
    ("区里请来{ORG|农业大学}教授{PERSON|王林}，投入800万元建起种苗中心。", [[]]),
    ("公交补贴1980万元，由{ORG|市公交公司}按里程申领。", [[]]),
    ("{ORG|制药公司}投资3亿元建厂房，投产后年产值6亿元。", [["制药公司"], ["制药公司"]]),
    ("{ORG|高新区管委会}举行推介，签约15个项目，协议投资126亿元。", [[]]),
    ("{ORG|县农商行}服务春耕。今年以来，该行发放贷款3亿元。", [["县农商行"]]),
    ("{ORG|县农商行}走访{ORG|绿源公司}，放款50万元。", [["县农商行"]]),
    ("{ORG|市建投集团}投资140万元建大棚；投资90万元治理河道。", [["市建投集团"], ["市建投集团"]]),
    ("{ORG|农商行}贷款398亿元；全年实现净利润4亿元。", [["农商行"], ["农商行"]]),
    ("争取到{ORG|县慈善总会}的40万元爱心款。", [["县慈善总会"]]),
    ("已向施工单位{ORG|燕水公司}拨付进度款498万元。", [[]]),
    ("{ORG|红星医院}病房楼项目已完成投资4320万元。", [[]]),
    ("{ORG|县体育馆}概算8900万元。", [[]]),
    ("{ORG|织锦公司}总投资8000万元的家纺项目开工。", [["织锦公司"]]),
    ("推动{ORG|县总工会}、{ORG|县妇联}采购农产品90万元。", [["县总工会", "县妇联"]]),
    ("{ORG|县农业局}推动17个帮扶集团采购农产品90万元。", [[]]),
    ("{ORG|城建公司}资助1万元，20户村民集资1000元。", [["城建公司"], []]),
    ("{PERSON|王林}积极争取资金20万元修路。此外，他争取12万元修校舍。", [["王林"], ["王林"]]),
    ("{ORG|海鲜集团}总经理{PERSON|王林}接过话筒：“我们全年出口3200万美元。”", [["海鲜集团"]]),
    ("{ORG|工行湖滨支行}行长{PERSON|王林}表态，今年新增贷款8亿元。", [["工行湖滨支行"]]),
    ("牧民{PERSON|王林}说，今年打工就挣了5万元。", [["王林"]]),
    ("民宿老板{PERSON|王林}端上麦饼。“七天房天天满，我家进账11万元。”", [["王林"]]),
    ("{ORG|省财政厅}下达补助8亿元，{GPE|古田县}、{GPE|周宁县}分别获得补助3711万元。", [["省财政厅"], ["省财政厅"]]),
    ("{ORG|县税务局}为企业减免税费4200万元。", [["县税务局"]]),
    ("书记{PERSON|王林}、院长{PERSON|李明}送来药品，价值22万元。", [["王林", "李明"]]),
    ("得知{PERSON|王林}的船坏了，当即捐出3万元。", [[]]),
]
PROJECTS = [
    ("运费由每斤8角降到2角。", ["运费", "运费"]),
    ("分别安排职工救助、妇女救助资金20万元、15万元。", ["职工救助", "妇女救助资金"]),
    ("我买的拖拉机，总共花了十八万六，从{ORG|农商行}贷了八万五。", ["拖拉机", "拖拉机"]),
    ("（一）滨海大道三期。概算14.38亿元。", ["滨海大道三期"]),
    ("投入近1000万元援建的文化中心即将竣工。", ["文化中心"]),
    ("村集体收入20余万元。", [None]),
]


@pytest.mark.parametrize(("marked", "totals"), PARTS, ids=[marked for marked, _ in PARTS])
def test_parts_know_their_total(marked: str, totals: list[str | None]) -> None:
    found = [draft.part_of.amount.text if draft.part_of else None for draft in link(marked)]
    assert found == totals


@pytest.mark.parametrize(("marked", "payers"), PAYERS, ids=[marked for marked, _ in PAYERS])
def test_a_payer_is_who_the_sentence_says_or_leaves_understood(marked: str, payers: list[list[str]]) -> None:
    assert [[actor.text for actor in draft.actors] for draft in link(marked)] == payers


@pytest.mark.parametrize(("marked", "projects"), PROJECTS, ids=[marked for marked, _ in PROJECTS])
def test_an_amount_takes_its_project_from_where_the_text_left_it(marked: str, projects: list[str | None]) -> None:
    assert [draft.project.text if draft.project else None for draft in link(marked)] == projects


def test_a_supposed_amount_is_hypothetical() -> None:
    (draft,) = link("如果贷款5万元购置烘干机，利息不高。")
    assert (draft.kind, draft.hypothetical) == ("LOAN", True)


def test_an_account_names_winner_losers_and_steps() -> None:
    marked = "{ORG|县水利局}投入300万元新建水厂，其中管网80万元。"
    text = "县水利局投入300万元新建水厂，其中管网80万元。"
    drafts, weighed = link(marked), weigh_facts(*prepare(marked), LINKER)
    account = explain_facts(text, drafts, None, weighed, LINKER.weights)
    assert "1. 300万元  INVEST  by amount-carries-out-project" in account
    assert "winner    amount-carries-out-project (INVEST)  水厂" in account
    assert "then      part-of-stated-total" in account
    assert re.search(r"^   project   \+[0-9.]+  水厂  \[[^]]*[+-][0-9.]+", account, re.MULTILINE)
    assert re.search(r"^   kind      \+[0-9.]+  INVEST  \[kind as found \+", account, re.MULTILINE)
    assert explain_facts(text, drafts, 2, weighed, LINKER.weights).startswith("2. 80万元")


def test_an_account_of_an_amount_that_is_not_there_says_how_many_are() -> None:
    weighed = weigh_facts(*prepare("投入300万元"), LINKER)
    with pytest.raises(SettingError, match="there is no amount 3; the text has 1"):
        explain_facts("投入300万元", link("投入300万元"), 3, weighed, LINKER.weights)


@given(st.text(alphabet="投入资万元100其中，。；、由向捐赠贷款建设水厂分别共计的了约", max_size=80))
def test_any_soup_of_link_words_makes_no_cycle_of_parts(text: str) -> None:
    for draft in link(text):
        seen = set()
        part = draft
        while part is not None:
            assert id(part) not in seen
            seen.add(id(part))
            part = part.part_of


@pytest.mark.parametrize("unit", ["投入", "5万元", "、", "其中5万元", "投入5万元建设水厂，", "水厂", "共"])
def test_hostile_repetition_takes_time_linear_in_its_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begin = time.perf_counter()
        link(text)
        return time.perf_counter() - begin

    seconds(500)
    short, long = (min(seconds(length) for _ in range(3)) for length in (2_500, 20_000))
    assert long < 40 * short + 0.1

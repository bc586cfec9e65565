"""Which phrase an amount is for where no rule says so."""

import pytest

from tests.linking.marked import link


@pytest.mark.parametrize(
    ("marked", "projects"),
    [
        ("镇里筹措资金15万元，请来县里的技术员，架设输水管。", ["输水管"]),
        ("实施供水项目4个，涉及资金224.7万元。", ["供水项目4个"]),
        ("推动机关采购山区农副产品，去年已采购2.71亿元。", ["山区农副产品"]),
        ("{ORG|县总工会}捐出20万元、8万元，用于“圆梦行动”。", ["“圆梦行动”", "“圆梦行动”"]),
        ("学生分别得到6000元和3000元的助学金。", ["助学金", "助学金"]),
        ("1、东溪村道路硬化：该工程总投资86万元，其中群众集资3万元。", ["东溪村道路硬化", "东溪村道路硬化"]),
        ("二、农贸市场改造项目完成情况\n总投资29万元，加装智能设备。", ["农贸市场改造项目"]),
        ("水厂扩建工程总投资3000万元，其中省级配套800万元。", ["水厂扩建工程", "水厂扩建工程"]),
        ("全市接收衣物200件，价值3万元。", ["衣物200件"]),
        ("拨付慰问资金20万元。", ["慰问资金"]),
    ],
)
def test_an_amount_finds_its_phrase_by_relation(marked: str, projects: list[str]) -> None:
    assert [draft.project and draft.project.text for draft in link(marked)] == projects


@pytest.mark.parametrize(
    "marked",
    [
        "全县地方财政收入1.92亿元。",
        "{ORG|银欣光伏公司}年产值超20亿元。",
        "普工每月3500元。",
        "{ORG|县农商行}向34个农民合作社发放贷款1.18亿元，覆盖14个乡镇。",
        "{ORG|县慈善会}会长认捐9万元。",
    ],
)
def test_an_amount_without_a_thing_has_no_project(marked: str) -> None:
    assert [draft.project for draft in link(marked)] == [None]

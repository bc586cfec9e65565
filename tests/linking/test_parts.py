"""Totals that a part knows by figures, by what is done with it, by its name; and what only looks like a part."""

import pytest

from tests.linking.marked import link

PARTS = [
    # a share or a rest that the figures prove
    ("共接收款物2916.3万元。\n资金使用：已拨付2105.6万元，拨付率72.2%。", [None, "2916.3万元"]),
    ("县里募得2916.3万元。\n另一笔2105.6万元，利用率81.4%。", [None, None]),
    ("审计抽查资金3.86亿元，占资金总量的61.5%。两年来全县筹集资金6.28亿元。", ["6.28亿元", None]),
    ("县里投入3亿元建水厂，镇里投入2亿元修路，增长66.7%。", [None, None]),
    ("去年募得548万元，支出497万元。结余的51万元转入今年。", [None, "548万元", "548万元"]),
    ("去年募得548万元，支出497万元。结余的52万元转入今年。", [None, "548万元", None]),
    # what is done with it
    ("已用信5930万元，投向紫菜的3400万元，投向滩涂的1650万元。", [None, "5930万元", "5930万元"]),
    ("县里投入5930万元，用于紫菜加工。另有贷款1650万元。", [None, None]),
    ("人保财险理赔290万元，最多的一户拿到9万元。", [None, "290万元"]),
    ("合作社社员收入75万元，最多的一户拿到9万元。", [None, None]),
    ("违规出借5000万元给民营公司，收回3200万元。", [None, "5000万元"]),
    ("三标段合同价3126万元，只完成产值700万元。", [None, "3126万元"]),
    ("农发行备足6亿元，随到随贷，已投放3.7亿元。", [None, "6亿元"]),
    ("抽蓄产业园总投资6亿元，年度计划1.5亿元。", [None, "6亿元"]),
    # where it comes from
    ("河道修复需投资4.7亿元，县级只拿得出2000万元。", [None, "4.7亿元"]),
    ("这台机器总价236万元，首付100万元。", [None, "236万元"]),
    ("全县投入4.7亿元。县级只拿得出2000万元。", [None, None]),
    ("市里补助4300万元，不足部分自筹，约1200万元已落实。", [None, None]),
    # sums: in one line or a line each, none behind the siblings of a part; series by their nouns
    (
        "总投资4800万元，其中中央3000万元、省级1200万元、自筹600万元。今年投资1700万元，完成1300万元。",
        [None, "4800万元", "4800万元", "4800万元", None, "1700万元"],
    ),
    ("甲项目总投资90万元，乙项目总投资50万元。\n县里补助40万元。", [None, None, None]),
    (
        "采购金额400万元，节约资金9万元。货物采购金额300万元，节约资金5万元；工程采购金额100万元，节约资金4万元。",
        [None, None, "400万元", "9万元", "400万元", "9万元"],
    ),
    # another view of the same total
    ("收入62万元。其中税收45万元，非税17万元。按级次分：上划中央20万元。", [None, "62万元", "62万元", "62万元"]),
    # what it is called
    ("各项贷款余额948亿元。\n制造业贷款余额186亿元。", [None, "948亿元"]),
    ("各项存款余额948亿元。\n制造业贷款余额186亿元。", [None, None]),
    # lists
    ("支出497万元：大病救助213万元，单人最多2万元；助学156万元。", [None, "497万元", None, "497万元"]),
    (
        "落实资助3860万元，其中营养改善2470万元；县妇联等捐出20万元、8万元，用于圆梦行动。",
        [None, "3860万元", None, None],
    ),
    ("铁路新村共投入1730万元。外墙占了大头，640万元；管网415万元。", [None, "1730万元", "1730万元"]),
    ("食堂改造投入1730万元。外墙占了大头，640万元，每份套餐12元。", [None, "1730万元", None]),
]


@pytest.mark.parametrize(("marked", "totals"), PARTS, ids=[marked for marked, _ in PARTS])
def test_a_part_is_told_from_an_amount_of_its_own(marked: str, totals: list[str | None]) -> None:
    assert [draft.part_of.amount.text if draft.part_of else None for draft in link(marked)] == totals

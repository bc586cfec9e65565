"""The words around an amount tell its kind, whatever pattern they stand in."""

import pytest

from tests.linking.marked import link

KINDS = [
    # the noun before an amount
    ("全年保费收入1219亿元。", ["INCOME"]),
    ("支付理赔资金1.8亿元。", ["OTHER"]),
    ("累计支付财政贴息330万元。", ["INVEST"]),
    ("社会消费品零售总额31385万元。", ["SALE"]),
    ("第三产业增加值4.3亿元。", ["OUTPUT"]),
    ("村集体资产达2.5亿元。", ["OTHER"]),
    # the head of the phrase behind it
    ("争取到40万元爱心款。", ["DONATE"]),
    ("获得5万元的扶贫小额信用贷款。", ["LOAN"]),
    ("收到9.3万元的赔款。", ["OTHER"]),
    # a verb that rules whatever stands behind it
    ("减免税费达到5万元。", ["SAVE"]),
    ("拖欠农民工工资108万元。", ["OTHER"]),
    ("提供5万元贷款为企业减负。", ["LOAN"]),
    ("发行专项债券1.2亿元。", ["LOAN"]),
    # a verb that governs it, with a noun of means between
    ("拨付购买新农村水泥资金1774万元。", ["INVEST"]),
    ("组织社会力量购销47万元。", ["SALE"]),
    ("花8.6万元买的分析仪。", ["SALE"]),
    ("公司以186万元中标。", ["SALE"]),
    # what the goods are worth
    ("捐赠口罩220万只，总价值达111万元。", ["DONATE"]),
    ("卖出蜂蜜2吨，价值16万元。", ["SALE"]),
    ("送来一台价值16.8万元的分级机。", ["DONATE"]),
    # the theme of the sentence, the amount before
    ("公司拿出50万元，捐给灾区。", ["DONATE"]),
    ("公司拿出50万元修桥。", ["INVEST"]),
    ("审批贷款8.4亿元，首笔投放5700万元。", ["LOAN", "LOAN"]),
    ("每斤12元，合计4900元。", ["PRICE", "SALE"]),
    ("尚欠农民工工资214万元、材料款700万元。", ["OTHER", "OTHER"]),
    ("每公斤卖到88元，比卖鲜货高出20元。", ["PRICE", "PRICE"]),
    # rates
    ("每年拿出200万元用于教育。", ["INVEST"]),
    ("每户补助2000元。", ["PRICE"]),
    ("人均纯收入3425元。", ["INCOME"]),
    ("贷款余额21亿元，惠及果农1.6万户，户均13万元。", ["LOAN", "LOAN"]),
    ("卖鲜叶收入62万元，平均每公斤18元。", ["INCOME", "PRICE"]),
    ("饲养员每月能拿4500元。", ["INCOME"]),
    ("农户按每台400元的标准补贴。", ["PRICE"]),
    # plans and what is done of them
    ("收入21282万元，占年预算96540万元的22%。", ["INCOME", "INCOME"]),
    # words in which a cue is none
    ("下达2025年省级补助资金8亿元。", ["INVEST"]),
    ("税务局投入8万元修路。", ["INVEST"]),
]


@pytest.mark.parametrize(("marked", "kinds"), KINDS, ids=[marked[:24] for marked, _ in KINDS])
def test_the_words_around_an_amount_tell_its_kind(marked: str, kinds: list[str]) -> None:
    assert [draft.kind for draft in link(marked)] == kinds


def test_a_word_inside_of_a_name_says_nothing() -> None:
    (draft,) = link("{ORG|某某投资集团}捐款5万元。")
    assert draft.kind == "DONATE"


def test_the_word_that_told_the_kind_stands_in_the_account() -> None:
    (draft,) = link("减免税费达到5万元。")
    assert draft.rule == "project-saves" or "kind-by-word 减免" in draft.notes


def test_what_a_bank_provides_is_a_loan_where_no_verb_says_otherwise() -> None:
    (draft,) = link("{ORG|阳城农商银行}三天内完成100万元资金支持。")
    assert draft.kind == "LOAN"


def test_below_the_head_of_a_list_of_gifts_every_amount_is_one() -> None:
    drafts = link("二、捐赠明细\n1.{ORG|宏远公司}：200万元，用于电梯加装；\n2.{ORG|县农商行}：50万元。")
    assert [draft.kind for draft in drafts] == ["DONATE", "DONATE"]

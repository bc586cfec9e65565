"""Who pays where no verb right behind the name says so, and who only looks so."""

import pytest

from tests.linking.marked import link

PAYERS = [
    # who only finds out, checks or hands in pays nothing
    ("{ORG|县审计局}查实，某公司少缴税款30万元。", [[]]),
    ("{ORG|县审计局}拨付30万元修路。", [["县审计局"]]),
    ("{ORG|县城管局}报来的亮化项目要90万元。", [[]]),
    # works that begin with a name
    ("{ORG|县医院}迁建安排9000万元。", [[]]),
    ("{ORG|县医院}安排9000万元。", [["县医院"]]),
    # who wins a bid stands behind it
    ("彩超采购成交价86万元，供应商为{ORG|瑞安医疗公司}。", [["瑞安医疗公司"]]),
    ("2号地块底价成交，拍得860万元，竞得人为{ORG|城建集团}。", [["城建集团"]]),
    ("彩超采购成交价86万元，{ORG|瑞安医疗公司}供货及时。", [[]]),
    # a total is of who builds or was brought in
    ("养老驿站由{ORG|县商会}援建，造价86万元。", [["县商会"]]),
    ("{ORG|绿源公司}正谋划建设冷库，估算投资900万元。", [["绿源公司"]]),
    ("{ORG|绿源公司}旁的冷库，估算投资900万元。", [[]]),
    ("先后引进{ORG|绿源公司}，总投资3亿元。", [["绿源公司"]]),
    # a payer named behind an amount is not that of the next one
    ("果园扩建420万元，由{ORG|县林业局}实施；烘干房180万元。", [["县林业局"], []]),
    ("果园改造650万元，每亩补助500元，由{ORG|县林业局}实施。", [["县林业局"], []]),
    ("争取贷款8亿元，{ORG|国开行重庆分行}已放款2亿元。", [["国开行重庆分行"], ["国开行重庆分行"]]),
    ("争取贷款8亿元，{ORG|县水利局}正在选址。", [[]]),
    # a counted subject is another one
    ("{ORG|县医院}收入2亿元；13家卫生院合计收入9000万元。", [["县医院"], []]),
    ("{ORG|县医院}收入2亿元，其中门诊收入9000万元。", [["县医院"], ["县医院"]]),
    # the best paid of those who earn is not who was named, the best paid of the insured is paid by the same
    ("{ORG|果源合作社}给社员分红75万元，最多的拿到2万元。", [["果源合作社"], []]),
    ("{ORG|人保财险青山支公司}理赔290万元，最多的一户拿到9万元。", [["人保财险青山支公司"], ["人保财险青山支公司"]]),
    # a subsidy within what somebody spends is not his own
    ("{PERSON|王林}花11万元买了收割机，其中农机补贴3万元。", [["王林"], []]),
    ("{ORG|县农业农村局}兑付补贴11万元，其中烘干机补贴3万元。", [["县农业农村局"], ["县农业农村局"]]),
    ("{ORG|绿源合作社}投资68万元，其中财政衔接资金50万元。", [["绿源合作社"], []]),
    # the rest is somebody's who has no name; who vouches lends nothing
    ("{ORG|县交通局}补助30万元，剩下的18万元由村民自筹。", [["县交通局"], []]),
    ("{ORG|县农商行}发放贷款96万元，由{ORG|县农担公司}担保。", [["县农商行"]]),
    ("{ORG|县财政局}拨付62万元，相关单位追回资金6万元。", [["县财政局"], []]),
    # what each gets of a gift is of who gives it, a price is of nobody
    ("{ORG|县慈善协会}捐赠助学金60万元，资助学生300名，每人2000元。", [["县慈善协会"], ["县慈善协会"]]),
    ("{ORG|县慈善协会}捐赠助学金60万元，校服单价200元。", [["县慈善协会"], []]),
    # who saves, who earns
    ("{ORG|县评审中心}评审项目114个，审减造价6210万元。", [["县评审中心"]]),
    ("{ORG|绿源公司}投资3800万元建厂，人均月工资2800元。", [["绿源公司"], []]),
    ("{ORG|县公路养护中心}投资236万元抢修公路。", [["县公路养护中心"]]),
    ("{ORG|县文化中心}投资236万元，年底开工。", [[]]),
    # lists of gifts, and people who speak of their own
    ("爱心人士{PERSON|王林}：捐出积蓄10万元。", [["王林"]]),
    ("镇长{PERSON|王林}：今年全镇捐出10万元。", [[]]),
    ("在老街开面馆的{PERSON|王林}说，一个月毛收入3万元。", [["王林"]]),
    ("分管商贸的{PERSON|王林}说，全县去年毛收入3亿元。", [[]]),
    ("{ORG|市总工会}每个补助5000元。", [[]]),
    ("新建的驿站由{ORG|市总工会}每个补助5000元。", [["市总工会"]]),
]


@pytest.mark.parametrize(("marked", "payers"), PAYERS, ids=[marked for marked, _ in PAYERS])
def test_who_pays_is_told_from_who_only_stands_there(marked: str, payers: list[list[str]]) -> None:
    assert [[actor.text for actor in draft.actors] for draft in link(marked)] == payers

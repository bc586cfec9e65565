"""Rates, savings, taxes and pay-outs whose thing was spoken of before."""

import pytest

from tests.linking.marked import link

THINGS = [
    ("高标准农田建设项目下达2.88亿元，亩均投资2322元。", ["高标准农田建设项目", "高标准农田建设项目"]),
    ("育肥牛保险保费每头480元，牧户每头只掏96元。", ["育肥牛保险", "育肥牛保险"]),
    ("推出茶叶气象指数保险，赔付37万元。", ["茶叶气象指数保险"]),
    ("基础热费下调，户均少缴98元。", ["基础热费"]),
    ("罐头厂年产值6000万元，年税收300万元。", ["罐头厂", "罐头厂"]),
    ("50亩姜收入20万元，刨掉肥料，到手8万元。", ["50亩姜", "50亩姜"]),
    ("推出茶叶气象指数保险。存款余额37万元。", [None]),
    ("年产值6000万元，年税收300万元。", [None, None]),
]


@pytest.mark.parametrize(("text", "projects"), THINGS, ids=[text for text, _ in THINGS])
def test_an_amount_goes_on_about_the_thing_before(text: str, projects: list[str | None]) -> None:
    assert [draft.project.text if draft.project else None for draft in link(text)] == projects

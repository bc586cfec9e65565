"""Headings, list items and form fields that say what an amount is for."""

import pytest

from tests.linking.marked import link

TOPICS = [
    ("（三）北门变电站。国网公司投资，8650万元已到位。", ["北门变电站"]),
    ("2、老旧小区改造。37个小区完工，总投资2.16亿元。", ["老旧小区改造"]),
    ("项目名称：直饮水设备\n采购数量120台\n成交金额：77.7万元", ["直饮水设备"]),
    ("项目名称：直饮水设备\n单价6480元，总价77.76万元", ["直饮水设备", "直饮水设备"]),
    ("项目名称：直饮水设备\n项目名称：课桌椅\n预算金额：60万元", ["课桌椅"]),
    ("项目名称：直饮水设备" + "\n其他事项" * 20 + "\n预算金额：60万元", [None]),
    ("（一）北门变电站。\n村集体收入20万元。", [None]),
]


@pytest.mark.parametrize(("text", "projects"), TOPICS, ids=[text[:24] for text, _ in TOPICS])
def test_an_amount_without_a_project_takes_the_topic_above_it(text: str, projects: list[str | None]) -> None:
    assert [draft.project.text if draft.project else None for draft in link(text)] == projects

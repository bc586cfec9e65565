"""What phrases name by their endings, and which words make no phrase."""

import pytest

from tests.linking.marked import PROJECTS
from wushan_ie.recognition.project_sorts import is_sort


@pytest.mark.parametrize(
    ("phrase", "sort"),
    [
        ("援疆项目", "thing"),
        ("花生", "thing"),
        ("助学金", "thing"),
        ("危桥改造资金", "money"),
        ("进度款", "means"),
        ("困难学生", "people"),
        ("项目开工率", "measure"),
        ("该项目", "again"),
        ("项目之一", "again"),
        ("这条道路", "again"),
        ("脱贫县", "place"),
    ],
)
def test_a_phrase_is_sorted_by_its_ending(phrase: str, sort: str) -> None:
    assert is_sort(PROJECTS.sorts.rule(phrase), (sort,))


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        (["目前"], None),
        (["公斤"], None),
        (["今年"], None),
        (["错峰", "出库"], "错峰"),  # which is no word of the table
        (["合同", "价格", "偏低"], "合同价格"),
        (["冷冻", "虾尾", "卖"], "冷冻虾尾"),
        (["定损"], None),
        (["现在", "玉米"], "玉米"),
        (["堤防", "加固"], "堤防加固"),
        (["表面", "处理", "设备", "生产", "项目"], "表面处理设备生产项目"),
    ],
)
def test_a_phrase_begins_and_ends_with_words_that_can_name_a_thing(words: list[str], phrase: str | None) -> None:
    text = "".join(words)
    starts = [sum(map(len, words[:index])) for index in range(len(words))]
    found = PROJECTS.words.phrase(text, 0, len(text), starts)
    assert (None if found is None else text[slice(*found)]) == phrase

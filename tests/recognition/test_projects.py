"""The noun phrases that an amount may be for."""

import pytest

from tests.linking.marked import find_phrases


@pytest.mark.parametrize(
    ("marked", "phrases"),
    [
        ("投入5万元，用于{ORG|县人民医院}住院楼电梯加装。", ["县人民医院住院楼电梯加装"]),
        ("争取12万元，修复{ORG|东溪小学}。", ["东溪小学"]),
        ("{ORG|东溪小学}投入12万元。", []),
        ("采购农副产品300件，价值5万元。", ["农副产品300件"]),
        ("硬化道路4.7公里，投入5万元。", ["道路"]),
        ("按照9件专利授信5万元。", ["9件专利"]),
        ("参加管道改造的居民领取5万元。", ["管道改造"]),
        ("“设备生产项目”投资5万元。", ["“设备生产项目”"]),
        ("表面处理设备生产项目投资5万元。", ["表面处理设备生产项目"]),
        ("发放重建贷款5万元。", ["重建"]),
        ("厂房改造就花掉5万元。", ["厂房改造"]),
        ("供水项目分三期实施，投资5万元。", ["供水项目"]),
        ("在冷库项目现场，投资5万元。", ["冷库项目"]),
        ("{ORG|县第二小学}扩建安排5万元。", ["县第二小学扩建"]),
        ("{ORG|县水利局}扩建蓄水池投资5万元。", ["蓄水池"]),
        ("投资5万元的{ORG|东溪乡茶叶加工厂}建成后。", ["东溪乡茶叶加工厂"]),
        ("投资5万元建设的钢构厂房体量。", ["钢构厂房"]),
        ("按每户5万元的标准发放重建补助。", ["重建补助"]),
        ("为茶农省下担保费5万元。", ["茶农", "担保费"]),
    ],
)
def test_a_phrase_is_as_long_as_its_noun(marked: str, phrases: list[str]) -> None:
    assert [one.text for one in find_phrases(marked)] == phrases


def test_what_stands_before_a_phrase_says_that_no_amount_is_for_it() -> None:
    assert [one.rule for one in find_phrases("按照9件专利授信5万元。")] == ["aside-phrase"]


def test_a_title_before_a_person_names_people() -> None:
    assert [one.rule for one in find_phrases("董事局主席{PERSON|欧阳川}认捐5万元。")] == ["people-phrase"]

"""Which facts are one fact."""

import pytest

from wushan_ie.face import load_annotator
from wushan_ie.fact_keys import fact_key

ANNOTATOR = load_annotator(segmenter="char")
NEWS = "2024年1月，县水利局投入300万元新建的青溪村人饮工程建成通水。"


def keys(text: str, digest: str) -> list[str]:
    return [fact_key(fact, text, digest) for fact in ANNOTATOR.analyse(text).facts]


SAME = {
    "told in other words": "全县通报：县水利局投入300万元新建的青溪村人饮工程，群众满意。",
    "written otherwise": "县水利局投入３００万元新建的“青溪村人饮工程”已通水。",
    "repeated": NEWS + "大家都说好。",
}
OTHER = {
    "another amount": NEWS.replace("300", "310"),
    "another bound": NEWS.replace("300", "近300"),
    "another payer": NEWS.replace("水利局", "交通局"),
    "another project": NEWS.replace("青溪村", "红石村"),
    "another place": NEWS.replace("县水利局", "县水利局在红石村"),
    "no payer": "2024年1月，投入300万元新建的青溪村人饮工程建成通水。",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_a_fact_told_again_has_the_same_key(text: str) -> None:
    assert keys(text, "b") == keys(NEWS, "a")


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_another_fact_has_another_key(text: str) -> None:
    [other], [news] = keys(text, "b"), keys(NEWS, "a")
    assert other != news


BARE = "去年以来，全镇干部群众先后为灾区捐款共计5万元。"


def test_without_a_project_the_same_sentence_is_the_same_fact() -> None:
    assert keys("通报。" + BARE, "b") == keys("简报\n\n" + BARE.replace("，", "， "), "a")
    assert keys(BARE.replace("先后", "陆续"), "b") != keys(BARE, "a")


def test_a_project_that_may_be_anybodys_joins_nothing_but_its_own_sentence() -> None:
    told = "据介绍，近年来共投入300万元实施公路硬化项目。"
    assert keys(told, "b") == keys("通报。" + told, "a")
    assert keys(told.replace("近年来", "今年来"), "b") != keys(told, "a")


def test_without_a_project_a_short_sentence_is_another_fact_in_another_document() -> None:
    assert keys("捐款5万元。", "b") != keys("捐款5万元。", "a")
    assert keys("捐款5万元。", "a") == keys("捐款5万元。", "a")


def test_two_equal_amounts_of_one_sentence_are_two_facts() -> None:
    found = keys("去年，两家爱心企业先后为灾区捐款5万元，今年又捐款5万元。", "a")
    assert len(set(found)) == len(found) == 2

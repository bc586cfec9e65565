"""Kinds that the surroundings tell: thresholds, lists of gifts, totals of gifts."""

import pytest

from tests.linking.marked import link

KINDS = [
    ("其中10亿元以上的项目4个。", ["PRICE"]),
    ("1亿元、5亿元、10亿元以上项目分别有11个、5个、2个。", ["PRICE", "PRICE", "PRICE"]),
    ("单笔500万元以下的有12家。", ["PRICE"]),
    ("县里投入500万元以上。", ["INVEST"]),
    ("（1）{ORG|宏远公司}捐款50万元。\n（2）{ORG|康宁公司}：30万元，用于校舍修缮。", ["DONATE", "DONATE"]),
    ("{ORG|宏远公司}捐款50万元。全县税收30万元。", ["DONATE", "INCOME"]),
    ("数字跳到了100万元。其中，侨胞捐了60万元，企业捐了30万元。", ["DONATE", "DONATE", "DONATE"]),
]


@pytest.mark.parametrize(("marked", "kinds"), KINDS, ids=[marked[:24] for marked, _ in KINDS])
def test_the_surroundings_of_an_amount_tell_its_kind(marked: str, kinds: list[str]) -> None:
    assert [draft.kind for draft in link(marked)] == kinds


def test_a_threshold_is_hypothetical_and_nobody_pays_it() -> None:
    (draft,) = link("{ORG|县工信局}对投资1亿元以上的制造业项目给予奖励。")
    assert (draft.kind, draft.hypothetical, draft.actors) == ("PRICE", True, ())
    assert draft.project is not None
    assert draft.project.text == "制造业项目"

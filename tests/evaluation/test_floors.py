import pytest

from wushan_ie.errors import SettingError
from wushan_ie.evaluation import Floor, evaluate, missed_floors, parse_floor

TEXT = "甲乙丙丁"


def corpus(*ends):
    entities = [
        {"id": f"T{start}", "label": "ORG", "start": start, "end": end, "text": TEXT[start:end]}
        for start, end in enumerate(ends)
    ]
    return [{"id": "b01", "text": TEXT, "entities": entities}]


@pytest.mark.parametrize(
    ("words", "floor"),
    [
        ("ORG=0.9", Floor("ORG", 0.9)),
        (" fact.kind = 1 ", Floor("fact.kind", 1.0)),
        ("MONEY.value=0", Floor("MONEY.value", 0)),
    ],
)
def test_a_floor_names_any_score_and_its_least_value(words, floor):
    assert parse_floor(words) == floor


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("MONEY", "floor 'MONEY': expected LABEL=F1, such as MONEY=0.98"),
        ("MONYE=0.9", "floor 'MONYE=0.9': no score is called 'MONYE'; did you mean MONEY? allowed: MONEY, QUANTITY"),
        ("ZZ=0.9", "no score is called 'ZZ'; allowed: MONEY"),
        ("MONEY=98", "floor 'MONEY=98': '98' is not a number from 0 to 1"),
        ("MONEY=high", "'high' is not a number from 0 to 1"),
        ("MONEY=nan", "'nan' is not a number from 0 to 1"),
        ("MONEY=", "'' is not a number from 0 to 1"),
    ],
)
def test_a_floor_that_states_none_says_what_is_allowed(words, message):
    with pytest.raises(SettingError) as caught:
        parse_floor(words)
    assert message in str(caught.value)


def test_a_missed_floor_is_told_with_the_score():
    evaluation = evaluate(corpus(1, 2, 3), corpus(1, 2))
    assert missed_floors(evaluation, [Floor("ORG", 0.9), Floor("ORG", 0.8)]) == [
        "ORG is 0.8000, below the floor of 0.9"
    ]


def test_a_floor_is_not_missed_where_there_is_nothing_to_score():
    assert missed_floors(evaluate(corpus(), corpus()), [Floor("MONEY", 1.0)]) == []

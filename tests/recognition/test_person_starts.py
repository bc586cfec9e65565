import pytest

from wushan_ie.recognition.person_starts import NameStarts, pair_points

STARTS = NameStarts({"张": 20, "高": -20}, {"建": 9, "国": 6, "兴": 3}, -12, ["欧阳"], least=10)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("村民张建国说", [2]),
        ("村民高建国说", []),  # the given name does not make up for the surname
        ("请张建看", [1]),
        ("张建", [0]),
        ("张", []),
        ("张\U00020000国", []),
        ("1张建国", [1]),
        ("欧阳的欧", [0]),
        ("阳张建欧阳", [1, 3]),
        ("", []),
    ],
)
def test_a_name_may_begin_where_surname_and_given_name_have_enough_points(text, found):
    assert STARTS.find(text) == found


def test_a_given_name_has_the_mean_of_its_points_and_the_lower_one():
    assert [pair_points(9, 6), pair_points(-3, 6)] == [13, -2]

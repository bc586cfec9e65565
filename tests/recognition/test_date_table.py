"""What is wrong with a table of dates is said before it is compiled."""

import copy
import tomllib

import pytest

from wushan_ie.errors import RuleError
from wushan_ie.recognition.date_grammar import compile_dates
from wushan_ie.rulebook import bundled_rules

TABLE = tomllib.loads((bundled_rules() / "tables" / "dates.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("year", "writing", "今年"), "0", "dates.toml: year.writing.今年 is '0'; it must be a whole number."),
        (("era", "民国"), True, "dates.toml: era.民国 is True; it must be a whole number."),
        (
            ("part", "上半年"),
            [1],
            "dates.toml: part.上半年 is [1]; it must be the first and the last, two whole numbers.",
        ),
        (
            ("season", "今春"),
            [3, 5],
            "dates.toml: season.今春 is [3, 5]; it must be years and the first and last month.",
        ),
        (
            ("holiday", "元旦"),
            "1-1",
            'dates.toml: holiday.元旦 is \'1-1\'; it must be a month and day such as "10-01", "qingming", '
            'or "" where it moves.',
        ),
        (
            ("clock", "short", "晚"),
            "",
            "dates.toml: clock.short.晚 is ''; it must be the characters that may not stand behind it.",
        ),
        (
            ("not_after", "今年"),
            "",
            "dates.toml: not_after.今年 is ''; it must be the characters beside which it is no date.",
        ),
        (
            ("not_before", "今生"),
            "今",
            "dates.toml: not_before.今生 is the guard of no word of the table; add the word or drop it.",
        ),
        (
            ("context", "since"),
            [],
            "dates.toml: context.since is []; it must be a list of words, at least one and none of them blank.",
        ),
    ],
)
def test_an_entry_of_the_wrong_kind_is_named(path: tuple[str, ...], value: object, message: str) -> None:
    table = copy.deepcopy(TABLE)
    entry = table
    for key in path[:-1]:
        entry = entry[key]
    entry[path[-1]] = value
    with pytest.raises(RuleError) as caught:
        compile_dates(table)
    assert str(caught.value) == message


def test_a_missing_part_is_named() -> None:
    table = {name: part for name, part in TABLE.items() if name != "week"}
    with pytest.raises(RuleError, match=r"dates\.toml: there is no entry week\. Add it to the table\."):
        compile_dates(table)


def test_a_guard_may_hold_any_sign() -> None:
    table = copy.deepcopy(TABLE)
    table["not_after"]["今年"] = "]^-\\"
    finder = compile_dates(table).finder
    assert list(finder.find("]今年")) == []
    assert [form for _, _, form in finder.find("如今年")] == ["year"]

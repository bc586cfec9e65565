import pytest

from wushan_ie.rulebook.faults import Fault, format_faults, unknown


@pytest.mark.parametrize(
    ("source", "start", "end", "caret"),
    [
        ("ab?", 2, 3, "      ^"),
        ("投入?", 2, 3, "        ^"),
        ("a投入", 1, 3, "     ^^^^"),
        ("投", 1, 1, "      ^"),
    ],
)
def test_the_caret_stands_below_what_it_points_at_with_wide_characters_counted_twice(source, start, end, caret):
    assert str(Fault("a.toml", "wrong", source=source, start=start, end=end)).splitlines()[-1] == caret


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("a.toml", "wrong"), "a.toml: wrong"),
        (Fault("a.toml", "wrong", line=3, rule="gives", field="kind"), "a.toml:3: rule gives, kind: wrong"),
        (Fault("a.toml", "wrong", source="x = ?"), "a.toml: wrong\n    x = ?"),
    ],
)
def test_a_fault_says_only_what_is_known_of_its_place(fault, text):
    assert str(fault) == text


def test_faults_are_listed_by_file_and_line_under_their_number():
    faults = [Fault("b.toml", "second"), Fault("a.toml", "late", line=9), Fault("a.toml", "early", line=2)]
    assert format_faults(faults) == "3 faults in the rules\na.toml:2: early\na.toml:9: late\nb.toml: second"


def test_one_fault_is_called_one_fault():
    assert format_faults([Fault("a.toml", "wrong")]) == "1 fault in the rules\na.toml: wrong"


@pytest.mark.parametrize(
    ("found", "allowed", "message"),
    [
        ("actr", ["actor", "place"], "found role 'actr'; allowed: actor, place; did you mean 'actor'?"),
        ("zzz", ["actor"], "found role 'zzz'; allowed: actor"),
        ("x", [], "found role 'x'; allowed: none"),
    ],
)
def test_an_unknown_name_is_met_with_the_allowed_ones_and_the_nearest_guess(found, allowed, message):
    assert unknown("role", found, allowed) == message

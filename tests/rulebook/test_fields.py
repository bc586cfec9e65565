import pytest

from wushan_ie.rulebook.fields import Fields
from wushan_ie.rulebook.files import Block


def _fields(table, prefix=""):
    faults = []
    return Fields(table, Block("a.toml", "gives", 3, ("[[rule]]", "says = 1")), faults, prefix), faults


def test_fields_of_the_right_type_are_taken_without_faults():
    fields, faults = _fields({"says": "甲", "one": "乙", "many": ["丙", "丁"], "flag": True, "roles": {"a": {"b": 1}}})
    taken = [fields.text("says"), fields.texts("one", 1, single=True), fields.texts("many", 2), fields.flag("flag")]
    assert [*taken, fields.table("roles")] == ["甲", ("乙",), ("丙", "丁"), True, {"a": {"b": 1}}]
    fields.close()
    assert faults == []


def test_optional_fields_may_be_absent():
    fields, faults = _fields({})
    assert (fields.text("a", required=False), fields.texts("b", 0), fields.flag("c"), faults) == ("", (), False, [])


@pytest.mark.parametrize(
    ("table", "take", "message"),
    [
        ({}, lambda fields: fields.text("says"), "found no field 'says'; allowed: a table with it"),
        ({"says": 1}, lambda fields: fields.text("says"), "found 1; allowed: a text"),
        ({"says": " "}, lambda fields: fields.text("says"), "found ' '; allowed: a text"),
        ({"says": "甲"}, lambda fields: fields.texts("says", 0), "found '甲'; allowed: a list of texts"),
        ({"says": 1}, lambda fields: fields.texts("says", 0, True), "found 1; allowed: a text or a list of texts"),
        ({"says": ["甲", ""]}, lambda fields: fields.texts("says", 0), "found ['甲', '']; allowed: a list of texts"),
        ({"says": ["甲"]}, lambda fields: fields.texts("says", 2), "found 1; allowed: at least 2"),
        ({"says": ["甲", "甲"]}, lambda fields: fields.texts("says", 0), "found an entry twice; allowed: each once"),
        ({"says": "yes"}, lambda fields: fields.flag("says"), "found 'yes'; allowed: true, false"),
        ({}, lambda fields: fields.table("says"), "found no field 'says'; allowed: a table with it"),
        ({"says": {"a": 1}}, lambda fields: fields.table("says"), "found {'a': 1}; allowed: a table of tables"),
        ({"says": ["甲" * 99]}, lambda fields: fields.text("says"), f"found ['{'甲' * 55}...; allowed: a text"),
    ],
)
def test_a_field_of_another_type_is_a_fault_on_its_line(table, take, message):
    fields, faults = _fields(table)
    take(fields)
    assert [(fault.message, fault.field, fault.line) for fault in faults] == [(message, "says", 4)]


def test_a_field_that_nobody_takes_is_a_fault_with_a_guess():
    fields, faults = _fields({"positve": []}, prefix="role a: ")
    fields.texts("positive", 0)
    fields.close()
    message = "role a: found field 'positve'; allowed: positive; did you mean 'positive'?"
    assert [(fault.message, fault.line) for fault in faults] == [(message, 3)]

import pytest

from wushan_ie.errors import RuleError
from wushan_ie.rulebook.cases import check_examples
from wushan_ie.rulebook.reader import bundled_rules, read_rulebook

OTHER = """\
[[rule]]
id = "loan-for-project"
says = "为某项目贷款"
why = "近"
kind = "LOAN"
pattern = '贷款{MONEY:amount}<carry-out>{PROJECT:project}'
positive = ['贷款{MONEY:amount|5元}修建{PROJECT:project|桥}', '又贷款{MONEY:amount|5元}修建{PROJECT:project|桥}']
negative = ['存款{MONEY|5元}修建{PROJECT|桥}']
"""


def test_a_rulebook_holds_rules_words_tables_and_a_digest(make_folder):
    folder = make_folder({"tables/units.toml": "'元' = 1\n", "tables/places.tsv": "甲\t1\n"})
    rulebook = read_rulebook([folder])
    assert [rule.id for rule in rulebook.links] == ["org-gives"]
    assert rulebook.words == {"carry-out": ("修建", "用于"), "give": ("投入", "安排")}
    assert rulebook.tables == {"units": {"元": 1}, "places": (("甲", "1"),)}
    assert (rulebook.folders, len(rulebook.digest)) == ((folder,), 64)


def test_a_text_beside_the_tables_is_found_by_its_path_and_counts_for_the_digest(make_folder):
    plain = read_rulebook([make_folder({})])
    folder = make_folder({"tables/places.txt": "甲 乙\n", "tables/places.toml": "a = 1\n"})
    rulebook = read_rulebook([folder])
    assert rulebook.paths["tables/places.txt"] == folder / "tables/places.txt"
    assert rulebook.tables == {"places": {"a": 1}}
    assert rulebook.digest != plain.digest


def test_a_later_folder_adds_rules_that_use_the_word_lists_of_an_earlier_one(make_folder, tmp_path):
    added = tmp_path / "added"
    (added / "links").mkdir(parents=True)
    (added / "links/own.toml").write_text(OTHER, encoding="utf-8")
    rulebook = read_rulebook([make_folder({}), added])
    assert [rule.id for rule in rulebook.links] == ["org-gives", "loan-for-project"]


def test_the_same_folders_give_the_same_digest_and_any_change_another(make_folder):
    first = read_rulebook([make_folder({})]).digest
    assert read_rulebook([make_folder({})]).digest == first
    assert read_rulebook([make_folder({"words/give.txt": "投入\n安排\n拨付\n"})]).digest != first


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({"schema.toml": None}, ["schema.toml: found in none of the folders; allowed: in at least one"]),
        ({"tables/units.toml": "a = 1", "tables/units.tsv": "a\t1"},
         ["found a second table 'units'; allowed: .toml or .tsv, not both"]),
        ({"words/take.txt": "收到\n"},
         ["found no pattern with <take>; allowed: a list in use, or named under code_words in schema.toml"]),
        ({"words/give.txt": "投入\n投入\n", "words/take.txt": "收到\n", "links/other.toml": "x = 1\n"},
         ["3 faults in the rules", "found table 'x'; allowed: rule", "found '投入' again, first on line 1",
          "found no pattern with <take>"]),
        ({"schema.toml": "labels = []"},
         ["found 0; allowed: at least 1", "found no field 'relations'; allowed: a table with it"]),
    ],
)  # fmt: skip
def test_all_faults_of_all_files_come_in_one_error(changes, messages, make_folder):
    with pytest.raises(RuleError) as caught:
        read_rulebook([make_folder(changes)])
    assert [message for message in messages if message not in str(caught.value)] == []


def test_no_folder_at_all_is_an_error():
    with pytest.raises(RuleError, match=r"schema\.toml: found in none of the folders"):
        read_rulebook([])


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(RuleError, match="found no such folder; allowed: a folder of rules"):
        read_rulebook([tmp_path / "missing"])


def test_the_bundled_rules_are_sound_and_their_examples_pass():
    rulebook = read_rulebook([bundled_rules()])
    assert rulebook.links
    assert check_examples(rulebook) == []

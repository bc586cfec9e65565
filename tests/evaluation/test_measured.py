import pytest

from wushan_ie.errors import RecordError
from wushan_ie.evaluation import evaluate, format_measured, hash_files, stale_sources

TEXT = "拨款5元"
MONEY = {"id": "T1", "label": "MONEY", "start": 2, "end": 4, "text": "5元"}
FACT = {"amount": "T1", "kind": "INVEST", "rule": "gives"}


def corpus(*facts):
    return [{"id": "b01", "text": TEXT, "entities": [MONEY], "facts": list(facts)}]


def test_the_table_has_a_row_for_each_rule_fired_or_not_and_hashes_on_top():
    evaluation = evaluate(corpus(FACT), corpus(FACT))
    assert format_measured({"dev": evaluation}, ["lends", "gives"], {"rules": "ab", "dev": "cd"}) == (
        "# dev sha256 cd\n"
        "# rules sha256 ab\n"
        "gold\trecord\trule\tfired\tright\tcomplete\tprecision\tlow\thigh\n"
        "dev\tfact\tgives\t1\t1\t1\t1.000\t0.207\t1.000\n"
        "dev\tfact\tlends\t0\t0\t0\t–\t–\t–\n"
    )


def test_a_hash_depends_on_names_and_contents_but_not_on_line_ends(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, ending in ((one, b"\n"), (other, b"\r\n")):
        (folder / "links").mkdir(parents=True)
        (folder / "links" / "a.toml").write_bytes(b"id = 1" + ending)
    assert hash_files(one) == hash_files(other)
    (other / "links" / "a.toml").rename(other / "links" / "b.toml")
    assert hash_files(one) != hash_files(other)


def test_the_table_itself_and_hidden_files_are_not_hashed(tmp_path):
    (tmp_path / "a.toml").write_text("id = 1")
    before = hash_files(tmp_path)
    (tmp_path / "measured.tsv").write_text("# rules sha256 ab\n")
    (tmp_path / ".a.toml.swp").write_text("x")
    assert hash_files(tmp_path) == before


def test_a_single_file_is_hashed_by_its_content(tmp_path):
    (tmp_path / "dev.jsonl").write_text("{}")
    (tmp_path / "copy.jsonl").write_text("{}")
    assert hash_files(tmp_path / "dev.jsonl") == hash_files(tmp_path / "copy.jsonl")


@pytest.mark.parametrize("name", ["", "absent"])
def test_nothing_to_hash_is_an_error(tmp_path, name):
    with pytest.raises(RecordError, match=r"no files to hash$"):
        hash_files(tmp_path / name)


@pytest.mark.parametrize(
    ("now", "stale"),
    [
        ({"rules": "ab", "dev": "cd"}, []),
        ({"rules": "xx", "dev": "cd"}, ["rules"]),
        ({"rules": "ab"}, ["dev"]),
        ({"rules": "ab", "dev": "cd", "test": "ef"}, ["test"]),
    ],
)
def test_sources_that_changed_since_the_table_are_named(tmp_path, now, stale):
    path = tmp_path / "measured.tsv"
    path.write_text(format_measured({}, [], {"rules": "ab", "dev": "cd"}), encoding="utf-8")
    assert stale_sources(path, now) == stale

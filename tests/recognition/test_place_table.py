"""Reading the place tables: what they hold, and what is said of a damaged one."""

import re
import shutil
from pathlib import Path

import pytest

from wushan_ie.errors import RuleError
from wushan_ie.recognition.place_table import COUNTY, TOWNSHIP, level_of, read_places
from wushan_ie.recognition.word_classes import read_word_classes
from wushan_ie.rulebook import bundled_rules

FOLDER = bundled_rules() / "tables"
WORDS = read_word_classes(FOLDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("places.txt", "places.toml", "village_names.txt"):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def test_a_code_gives_its_parents_and_full_name() -> None:
    places = read_places(FOLDER, WORDS)
    assert places.ancestors("420527101") == ["42", "4205", "420527"]
    assert places.ancestors("500237222") == ["50", "500237"]
    assert places.path("420527101") == "湖北省宜昌市秭归县茅坪镇"
    assert [level_of(code) for code in places.codes["秭归县"]] == [COUNTY]
    assert {level_of(code) for code in places.codes["官渡镇"]} == {TOWNSHIP}


@pytest.mark.parametrize("line", ["5002x7 巫山县", "50023 巫山县", "500237"])
def test_a_damaged_line_is_named(folder: Path, line: str) -> None:
    (folder / "places.txt").write_text(f"50 重庆市\n{line}\n", encoding="utf-8")
    message = rf"places\.txt:2: found '{re.escape(line)}'; allowed: a code of 2, 4 or 6 digits and a name"
    with pytest.raises(RuleError, match=message):
        read_places(folder, WORDS)


def test_a_missing_list_is_named(folder: Path) -> None:
    source = folder / "places.toml"
    source.write_text(source.read_text(encoding="utf-8").replace("rare_last =", "rare_end ="), encoding="utf-8")
    with pytest.raises(RuleError, match=r"places\.toml: \[left\] rare_last is missing; the file must hold every list"):
        read_places(folder, WORDS)

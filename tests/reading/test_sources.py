"""Sources to items: which files, in which order, under which ids."""

import os
from pathlib import Path

import pytest

from wushan_ie.errors import SettingError
from wushan_ie.reading.sources import list_items, total_weight


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "county"
    for name in ("b.txt", "a/2.txt", "a/10.txt", ".hidden.txt", "~$a.docx", "Thumbs.db", ".git/x.txt", "甲.txt"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("县水利局", encoding="utf-8")
    return source


def test_a_folder_gives_its_documents_by_name_and_no_hidden_files(folder: Path) -> None:
    found = [item.document for item in list_items([folder])]
    assert found == ["county/a/10.txt", "county/a/2.txt", "county/b.txt", "county/甲.txt"]


def test_a_file_and_a_folder_are_sources_in_the_order_given(folder: Path) -> None:
    found = [item.document for item in list_items([folder / "b.txt", folder / "a"])]
    assert found == ["b.txt", "a/10.txt", "a/2.txt"]


def test_the_weights_of_items_add_up_to_the_bytes_of_the_sources(folder: Path) -> None:
    assert sum(item.weight for item in list_items([folder])) == total_weight([folder]) == 4 * 12


def test_a_stamp_changes_with_the_content(folder: Path) -> None:
    [before] = list_items([folder / "b.txt"])
    (folder / "b.txt").write_text("县水利局。", encoding="utf-8")
    [after] = list_items([folder / "b.txt"])
    assert before.stamp != after.stamp


def test_a_broken_link_is_an_item_and_a_link_to_a_folder_is_none(folder: Path) -> None:
    (folder / "a" / "circle").symlink_to(folder, target_is_directory=True)
    (folder / "a" / "gone.txt").symlink_to(folder / "nowhere.txt")
    found = [item.document for item in list_items([folder / "a"])]
    assert found == ["a/10.txt", "a/2.txt", "a/gone.txt"]


def test_a_name_that_is_no_utf_8_is_shown_by_escapes(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/\xbc\xd7.txt")).write_text("县水利局", encoding="utf-8")
    assert [item.document for item in list_items([folder])] == [r"old/\xbc\xd7.txt"]


def test_the_folder_one_stands_in_has_a_name_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "a")
    assert [item.document for item in list_items([Path()])] == ["a/10.txt", "a/2.txt"]


def test_a_missing_source_and_two_of_one_name_are_told(folder: Path) -> None:
    with pytest.raises(SettingError, match="nowhere: there is no such file or folder"):
        list(list_items([folder / "nowhere"]))
    other = folder / "a" / "b.txt"
    other.write_text("县", encoding="utf-8")
    with pytest.raises(SettingError, match=r"are both named 'b\.txt'"):
        list(list_items([folder / "b.txt", other]))

"""Pages as portals of different builds make them: each .html beside the text, meta and facts that it must give."""

import json
from pathlib import Path

import pytest

from wushan_ie.annotator import Annotator
from wushan_ie.reading.bulletin import read_bulletin

PAGES = sorted((Path(__file__).parent.parent / "pages").glob("*.html"))
ANNOTATOR = Annotator("pkuseg", (), ())


@pytest.fixture(params=PAGES, ids=lambda page: page.stem)
def page(request: pytest.FixtureRequest) -> Path:
    return request.param


def saved(page: Path, folder: Path) -> Path:
    """Return the page as its portal sends it: in the charset that it declares."""
    markup = page.read_text(encoding="utf-8")
    charset = next((name for name in ("gb2312", "gbk") if f"charset={name}" in markup.replace('"', "")), "utf-8")
    file = folder / page.name
    file.write_bytes(markup.encode("gbk" if charset == "gb2312" else charset))  # 喆 is not in GB2312: nobody minds
    return file


def test_the_text_is_the_title_and_the_main_text_with_tables_as_rows(page: Path, tmp_path: Path) -> None:
    bulletin = read_bulletin(saved(page, tmp_path), ANNOTATOR.header)
    assert bulletin.text == page.with_suffix(".txt").read_text(encoding="utf-8")


def test_title_publisher_dates_and_header_are_in_the_meta(page: Path, tmp_path: Path) -> None:
    wanted = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))["meta"]
    assert read_bulletin(saved(page, tmp_path), ANNOTATOR.header).meta == wanted


def test_the_facts_are_those_of_the_text(page: Path, tmp_path: Path) -> None:
    wanted = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))["facts"]
    text = read_bulletin(saved(page, tmp_path), ANNOTATOR.header).text
    found = {
        (fact.amount.text, fact.kind, None if fact.project is None else fact.project.text)
        for fact in ANNOTATOR.analyse(text).facts
    }
    assert [one for one in wanted if tuple(one) not in found] == []

"""PDF files: lines to paragraphs, tables to rows, pictures of pages, locked and damaged files."""

import pytest

from tests.reading.made_pdfs import gap, page_break, paragraph, pdf, picture, table, title
from wushan_ie.annotator import Annotator
from wushan_ie.errors import ReadError
from wushan_ie.reading.pdf import read_pdf

ANNOTATOR = Annotator("pkuseg", (), ())

FIRST = (
    "为切实解决全县农村群众饮水安全问题，县水利局结合实际，认真谋划，多方筹措资金，全力推进农村供水保障工程建设，"
    "取得了阶段性成效，现将有关情况通报如下。"
)
SECOND = (
    "2023年，县水利局投入资金1234.56万元新建青溪村人饮工程，铺设各类供水管道368.5公里，新建蓄水池46口，受益群众达到5.8万人，"
    "其中脱贫不稳定户1200余户。县财政局还投入860万元改造喆林村道路。"
)
HEADING = "一、主要做法"
THIRD = (
    "县财政局安排管护经费150万元，用于供水管网维修养护，实行“县级统筹、乡镇负责、村级落实”的管护机制，"
    "确保工程长期发挥效益，让群众喝上放心水、幸福水。"
)
STORY = [paragraph(words) for words in (FIRST, SECOND, HEADING, THIRD)]
TITLE = "平川县水利局关于2023年农村供水保障工作情况的通报"
ROWS = [
    ["序号", "项目名称", "建设内容", "资金"],
    ["1", "竹贤乡石桥村茶园提质改造项目", "改造老茶园1200亩，新建加工车间800平方米，购置设备6台（套）", "680.25万元"],
    ["2", "官渡镇柑橘园", "柑橘提质", "120.5万元"],
]
FACTS = [("1234.56万元", "青溪村人饮工程"), ("860万元", "喆林村道路")]

TEXTS = {
    "pages with furniture": (
        pdf(title(TITLE), gap(), *STORY * 4),
        [TITLE, *[FIRST, SECOND, HEADING, THIRD] * 4],
        FACTS,
    ),
    "a ruled table": (
        pdf(paragraph(SECOND), table(ROWS, [15, 40, 55, 18], ruled=True), paragraph(THIRD), furniture=False),
        [SECOND, *map("\t".join, ROWS), THIRD],
        [*FACTS, ("120.5万元", "柑橘提质")],
    ),
    "a table without rules": (
        pdf(paragraph(THIRD), table([ROWS[0], ROWS[2]], [15, 45, 50, 30], ruled=False), *STORY, furniture=False),
        [THIRD, *map("\t".join, [ROWS[0], ROWS[2]]), FIRST, SECOND, HEADING, THIRD],
        FACTS,
    ),
}


@pytest.mark.parametrize(("data", "lines", "facts"), TEXTS.values(), ids=TEXTS)
def test_a_pdf_gives_its_paragraphs_and_rows_and_their_facts(
    data: bytes, lines: list[str], facts: list[tuple[str, str]]
) -> None:
    text = read_pdf(data, "a.pdf").text
    assert text.splitlines() == lines
    found = {(one.amount.text, one.project.text) for one in ANNOTATOR.analyse(text).facts if one.project is not None}
    assert found.issuperset(facts)


def test_a_page_that_is_a_picture_is_named() -> None:
    found = read_pdf(pdf(*STORY, page_break(), picture(), page_break(), *STORY), "a.pdf")
    assert found.meta == {"unread": "scanned pages: 2"}
    assert found.text.splitlines() == [FIRST, SECOND, HEADING, THIRD] * 2


FAULTS = {
    "scanned": (pdf(picture(), page_break(), picture()), "scanned", r"^a\.pdf: all 2 pages with content are scanned: "),
    "empty": (pdf(gap(), furniture=False), "empty", r"^a\.pdf: no page of the PDF has text\.$"),
    "locked": (pdf(paragraph(FIRST), password="秘密"), "encrypted", r"^a\.pdf: the PDF is locked by a password\."),
    "cut": (pdf(paragraph(FIRST))[:2000], "damaged", r"^a\.pdf: the PDF is damaged or cut short \(.+\)\. Get it again"),
    "nothing in it": (b"%PDF-1.4\n", "damaged", r"^a\.pdf: the PDF is damaged or cut short \(PDFSyntaxError: No /Root"),
}


@pytest.mark.parametrize(("data", "reason", "message"), FAULTS.values(), ids=FAULTS)
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, reason: str, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_pdf(data, "a.pdf")
    assert caught.value.reason == reason

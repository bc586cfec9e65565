"""Word documents: paragraphs, tables, text boxes in order, and what Word hides."""

import pytest

from tests.reading.made_docx import paragraph, running_head, table, word, xml
from wushan_ie.annotator import Annotator
from wushan_ie.errors import ReadError
from wushan_ie.reading.docx import read_docx
from wushan_ie.reading.formats import read_content

ANNOTATOR = Annotator("pkuseg", (), ())

BULLETIN = word(
    running_head("平川县水利局文件"),
    paragraph("县水利局农村供水工作情况", "Title"),
    paragraph("2023年，县水利局投入1200万元新建青溪村人饮工程。"),
    paragraph("资金安排如下："),
    table([["项目", "资金"], ["石桥村水厂改造", "300万元"], ["大溪乡管网延伸", "45.6万元"]]),
    paragraph("上述项目已完工。"),
)
SMART_TAGS = word(
    xml(
        "<w:p><w:r><w:t>县交通局补助</w:t></w:r>"
        '<w:smartTag w:uri="urn:office" w:element="chmetcnv"><w:r><w:t>260</w:t></w:r><w:r><w:t>万元</w:t></w:r>'
        "</w:smartTag>"
        "<w:del><w:r><w:delText>999万元</w:delText></w:r></w:del><w:ins><w:r><w:t>改造</w:t></w:r></w:ins>"
        "<w:sdt><w:sdtContent><w:r><w:t>喆林村道路</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>（内部核对：888万元）</w:t></w:r><w:r><w:t>。</w:t></w:r></w:p>"
    ),
    xml(
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>道路全长</w:t></w:r><w:r><w:t>12.5公里。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    ),
)
BOXES = word(
    paragraph("官渡镇产业发展简报"),
    xml(
        "<w:p><w:r><w:t>本期要目</w:t></w:r><w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><wps:txbx><w:txbxContent><w:p><w:r><w:t>镇里投入50万元修建冷链库。</w:t></w:r></w:p>'
        "</w:txbxContent></wps:txbx></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>镇里投入50万元修建冷链库。</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ),
    table(
        [["镇", "项目", "资金"], ["官渡镇", "柑橘园", "120万元"], ["", "茶园", "80万元"], ["合计", "", "200万元"]],
        merge=[((1, 0), (2, 0)), ((3, 0), (3, 1))],
    ),
    xml("<w:p><w:r><w:t>电话：</w:t><w:br/><w:t>传真：</w:t><w:tab/><w:t>无</w:t></w:r></w:p>"),
)
TEXTS = {
    "tables in order": (
        BULLETIN,
        "县水利局农村供水工作情况\n2023年，县水利局投入1200万元新建青溪村人饮工程。\n资金安排如下：\n项目\t资金\n"
        "石桥村水厂改造\t300万元\n大溪乡管网延伸\t45.6万元\n上述项目已完工。\n",
        [("1200万元", "青溪村人饮工程"), ("45.6万元", "大溪乡管网延伸")],
    ),
    "smart tags, insertions, controls": (
        SMART_TAGS,
        "县交通局补助260万元改造喆林村道路。\n道路全长12.5公里。\n",
        [("260万元", "喆林村道路")],
    ),
    "text boxes and merged cells": (
        BOXES,
        "官渡镇产业发展简报\n本期要目\n镇里投入50万元修建冷链库。\n镇\t项目\t资金\n官渡镇\t柑橘园\t120万元\n"
        "\t茶园\t80万元\n合计\t\t200万元\n电话：\n传真：\t无\n",
        [("50万元", "冷链库"), ("120万元", "柑橘园"), ("80万元", "茶园")],
    ),
}


@pytest.mark.parametrize(("data", "text", "facts"), TEXTS.values(), ids=TEXTS)
def test_a_word_document_gives_its_text_and_facts(data: bytes, text: str, facts: list[tuple[str, str]]) -> None:
    read = read_content(data, "a.docx", ANNOTATOR.header).text
    assert read == text
    found = {(one.amount.text, one.project.text) for one in ANNOTATOR.analyse(read).facts if one.project is not None}
    assert found.issuperset(facts)


def test_a_paragraph_in_the_style_of_titles_is_the_title() -> None:
    assert read_docx(BULLETIN, "a.docx").meta == {"title": "县水利局农村供水工作情况"}
    assert read_docx(SMART_TAGS, "a.docx").meta == {}


def test_a_table_that_lays_out_a_page_gives_the_lines_of_its_cells() -> None:
    long = "县里投入50万元修建冷链库，" * 6
    data = word(table([["工作动态", f"{long}。\n{long}。\n{long}。"]]), table([["简报"], ["第3期"]]))
    assert read_docx(data, "a.docx").text.splitlines() == ["工作动态", *[f"{long}。"] * 3, "简报", "第3期"]


DAMAGED = BULLETIN.replace(b"word/styles.xml", b"word/stiles.xml")
FAULTS = {
    "empty": (word(paragraph(" ")), "empty", r"^a\.docx: the Word document holds no text\.$"),
    "cut": (BULLETIN[:-400], "damaged", r"^a\.docx: the file is damaged or cut short \(File is not a zip file\)\. Get"),
    "damaged": (
        DAMAGED,
        "damaged",
        r"^a\.docx: the Word document is damaged or cut short \(.+\)\. Get it again, or save",
    ),
}


@pytest.mark.parametrize(("data", "reason", "message"), FAULTS.values(), ids=FAULTS)
def test_a_word_document_that_cannot_be_read_says_why(data: bytes, reason: str, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_content(data, "a.docx", ANNOTATOR.header)
    assert caught.value.reason == reason

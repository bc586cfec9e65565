"""Sentences: where they end, and where they don't."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.recognition.sentences import find_sentences
from wushan_ie.records import Block

SENTENCES = {  # each / stands where a sentence ends
    "stops": "甲村修路。/乙村修桥！/丙村呢？/丁村通水；/戊村通电",
    "half-width stops": "甲村修路;/乙村修桥!/丙村呢?/增长5%;/2024年再增长",
    "a run of stops": "真的吗？！/真的！！！/好",
    "line ends": "甲村修路/\n乙村修桥/\r\n\r\n丙村通水/\u2028丁村通电",
    "decimals": "投入2.5亿元，增长3.5%。/占１．４亿",
    "half-width full stop": "完成投资.此处/".replace(".此处/", "./此处"),
    "full-width point": "增长一成．/同年，产值１．４亿元",
    "list number amid a line": "措施有：1.修路2.修桥",
    "English abbreviation": "与ABC Co. Ltd合作，见a.html?id=3;page=2#top",
    "a year behind a stop": "完成任务./2024年再投入",
    "leftover of a web page": "投入&nbsp;20万元",
    "no stop inside quotation marks": "“甲。乙！丙？”是口号，响亮。/完",
    "nor in other quotation marks": '「甲。乙」和『丙！丁』和《问答？录》和‘戊；己’和"庚。辛"。/完',
    "a closing mark belongs to the sentence": "（甲村修路。）/乙村修桥。”/丙村",
    "speech ends with its stop": "他说：“路修好了。水也通了。”/村里还建了桥。",
    "speech behind a comma": "他说，“路修好了！”/村里还建了桥。",
    "speech that goes on": "喊出了：“干起来！”的口号。/完",
    "speech in front": "“路修好了。”他说。/完",
    "speech at the end": "他说：“路修好了。”",
    "a slogan amid a sentence": "开展“你好！邻居！”活动三次。/完",
    "a quotation left open": "他说：“路修好了。/水也通了。/\n“桥呢？/",
    "a quotation closed on another line": "他说：“路修好了。/\n水也通了。”/完",
    "a mark left open before a closed one": "“甲。/“乙。丙”丁。/完",
    "brackets do not bind": "总投资500万元（省级300万元；/县级200万元）。/完",
}


@pytest.mark.parametrize("marked", SENTENCES.values(), ids=SENTENCES)
def test_sentences_end_where_marked(marked: str) -> None:
    text = marked.replace("/", "")
    found = [text[start:end] for start, end in find_sentences(text, [Block("body", 0, len(text), 0)])]
    assert found == [part.strip() for part in marked.split("/") if part.strip()]


def test_a_sentence_begins_where_the_content_of_its_block_does() -> None:
    text = "一．加强领导\n2 毛支书讲党课"
    blocks = [Block("heading", 0, 6, 2), Block("caption", 7, 15, 9)]
    assert find_sentences(text, blocks) == [(2, 6), (9, 15)]


@given(st.text(st.sampled_from('甲1.。；!?;”“‘’「」《》"） \n\r,：a')))
def test_sentences_hold_every_character_but_blanks_once_and_cross_no_line(text: str) -> None:
    found = find_sentences(text, [Block("body", 0, len(text), 0)])
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    assert all(len(text[start:end].splitlines()) == 1 for start, end in found)
    assert all(text[start:end] == text[start:end].strip() for start, end in found)


@pytest.mark.parametrize("piece", ["“", "“「", "“ “甲” ", "。", "甲", '"', "《甲", " ", "甲.", "&nbsp;", "：“甲。”"])
def test_hostile_text_takes_time_linear_in_its_length(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    began = time.perf_counter()
    find_sentences(text, [Block("body", 0, len(text), 0)])
    assert time.perf_counter() - began < 3

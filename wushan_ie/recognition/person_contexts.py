"""Names that a context without a title shows: bylines, photo credits, introductions, speech, 某某是县长."""

from __future__ import annotations

import re

from wushan_ie.recognition.person_edges import CLOSED, STRONG, VERB, WEAK, left_edge
from wushan_ie.recognition.person_evidence import is_likely, is_sounded, weigh_name
from wushan_ie.recognition.person_grammar import POST
from wushan_ie.recognition.person_names import Need, is_open_name, is_sure_given, names_to, read_name
from wushan_ie.recognition.person_page import Page, is_name, is_open
from wushan_ie.recognition.person_spans import Found, claim
from wushan_ie.recognition.titles import TitleSpan

_INTRODUCED = Need(
    plain=VERB, risky=STRONG, function=VERB, also_words=VERB, open=CLOSED, named=CLOSED, least=-20, least_named=-30
)
_AT_HOME = Need(
    plain=STRONG,
    risky=STRONG,
    function=STRONG,
    also_words=CLOSED,
    open=CLOSED,
    named=CLOSED,
    least=-12,
    least_named=-30,
)
_DESCRIBED = "岁族男女汉"  # one of these stands behind every name that is described
_REACH = 40  # characters between a name and the office that it is said to hold
_TOKEN = re.compile(r"[^ \u3000、/／；;,，|：:]+")
_STOP = re.compile(r"[。；！？\n]")


def find_bylines(page: Page, found: Found) -> None:
    """（记者 张三 通讯员 李四）, （张三　李四） at the end of a line, 讯（某局张三李四）."""
    for match in page.grammar.cues.byline.finditer(page.text):
        names, unsure = list[tuple[int, int]](), list[tuple[int, int]]()
        labelled = page.text[max(0, match.start() - 1) : match.start()] in "讯电息"
        for token in _TOKEN.finditer(page.text, match.start("names"), match.end("names")):
            start, end, label = _strip_labels(page, token.start(), token.end())
            labelled = labelled or label
            pieces = _split_names(page, start, end)
            word = end - start == 2 and page.text[start] in page.grammar.shapes.plain  # 庄重 beside 辜小鹭
            if pieces is None and (word or is_open_name(page, start, end)):  # 后小军 beside 卯银花
                unsure.append((start, end))
            elif pieces is None:
                names = []
                break
            names += pieces or []
        if names and (labelled or _ends_a_text(page, match.start(), match.end())):
            for span in names + unsure:
                claim(page, found, span, "person-byline")


def _strip_labels(page: Page, start: int, end: int) -> tuple[int, int, bool]:
    """Take labels and taken spans off a token of a byline: 本报记者张三, 县应急管理局张三, 张三摄."""
    labels, label = page.grammar.cues.byline_words, False
    while start < end and page.busy[start] == 1:
        start += 1
    for length in range(min(4, end - start), 0, -1):
        if page.text[end - length : end] in labels:
            end, label = end - length, True
            break
    for length in range(min(5, end - start), 0, -1):
        if page.text[start : start + length] in labels and not is_name(page, start, end):  # 文振琴 is a name
            start, label = start + length, True
            break
    return start, end, label


def _split_names(page: Page, start: int, end: int) -> list[tuple[int, int]] | None:
    """Cut a token of a byline into names, the longest first (苏启明|梁越), also behind an office (县水务局|张三).

    An office alone gives no names, anything else None.
    """
    offices, stops = page.grammar.cues.byline_offices, {end: end}
    for at in range(end - 2, start - 1, -1):
        whole = (stop for stop in range(min(end, at + 12), at + 1, -1) if stop in stops and is_name(page, at, stop))
        if (stop := next(whole, None)) is not None:
            stops[at] = stop
    behind = (at for at in range(start + 3, end - 1) if at in stops and page.text[at - 1] in offices)
    at = start if start in stops else next(behind, end)
    if at == end and start < end and page.text[end - 1] not in offices:
        return None
    names = []
    while at < end:
        names.append((at, stops[at]))
        at = stops[at]
    return names


def _ends_a_text(page: Page, start: int, end: int) -> bool:
    text = page.text
    at_end = end >= len(text) or text[end] in "\n\r"
    return at_end and (start == 0 or text[start - 1] in "。！？”’…）\n\r \u3000")


def find_photo_credits(page: Page, found: Found) -> None:
    """张三摄, 张三/图."""
    for match in page.grammar.cues.photo.finditer(page.text):
        end = match.start()
        while end > 0 and page.text[end - 1] in " \u3000/／":
            end -= 1
        while (start := _credited(page, end)) is not None and claim(page, found, (start, end), "person-photo-credit"):
            end = len(page.text[:start].rstrip(" \u3000、"))
            if end == start:
                break


def _credited(page: Page, end: int) -> int | None:
    starts = (start for start in names_to(page, end) if left_edge(page, start) == CLOSED)
    return next((start for start in starts if is_likely(page, start, end)), None)


def find_introduced(page: Page, found: Found) -> None:
    """名叫张三, 58岁的张三, 家住某村的张三."""
    for match in page.grammar.cues.before.finditer(page.text):
        need = _AT_HOME if match[0].endswith("的") and match[0] != "岁的" else _INTRODUCED
        name = read_name(page, match.end(), need)
        if name is not None:
            claim(page, found, (match.end(), name.end), "person-introduced")


def find_described(page: Page, found: Found) -> None:
    """张三今年58岁; 张三（男，汉族）; 张三，女: what follows tells that a person stood before."""
    if not any(sign in page.text for sign in _DESCRIBED):
        return
    for match in page.grammar.cues.described.finditer(page.text):
        start, end = match.span("name")
        shaped = is_name(page, start, end) or is_open_name(page, start, end)
        if shaped and is_likely(page, start, end):
            claim(page, found, (start, end), "person-described")


def find_framed(page: Page, found: Found) -> None:
    """据|张三|介绍, 选派|张三|任第一书记, 在|张三|家的院子里: words before and behind a name."""
    cues, evidence = page.grammar.cues, page.grammar.evidence
    for frames, least in ((cues.sure_frames, evidence.bounded), (cues.frames, evidence.announced)):
        for match in frames.finditer(page.text):
            start, end = match.end(), match.end() + len(next(room for room in match.groups() if room))
            shaped = is_name(page, start, end) and page.text[start:end] not in page.grammar.shapes.also_words
            if is_sounded(page, start, end) or (shaped and weigh_name(page, start, end) >= least):
                claim(page, found, (start, end), "person-framed")


def find_speakers(page: Page, found: Found) -> None:
    """……。”张三说，…… : a name between a mark and a verb of speech."""
    shapes, ends = page.grammar.shapes, page.grammar.edges.body_ends
    if page.grammar.cues.says.search(page.text) is None:
        return
    for match in page.grammar.cues.speech.finditer(page.text):
        start, end = match.span("name")
        name = match["name"]
        if not is_name(page, start, end) or name in shapes.also_words or name[-1] in ends:
            continue
        after_noun = start > 0 and page.text[start - 1] == "的"
        likely = weigh_name(page, start, end) >= page.grammar.evidence.announced  # 开面馆的|范春
        if likely or (not after_noun and (name[0] in shapes.plain or name[:2] not in shapes.not_names)):
            claim(page, found, (start, end), "person-speaker")

    for match in page.grammar.cues.quoted_speech.finditer(page.text):
        start, end = match.span("name")
        if is_open_name(page, start, end) and is_sure_given(page, start, end):  # ”荻永杰说
            claim(page, found, (start, end), "person-speaker")


def find_kin(page: Page, found: Found) -> None:
    """张三夫妇, 张三、李四兄弟."""
    for match in page.grammar.cues.joint.finditer(page.text):
        end = match.start()
        while (start := _before_kin(page, end)) is not None and claim(page, found, (start, end), "person-kin"):
            if page.text[start - 1 : start] not in ("、", "和"):
                break
            end = start - 1


def _before_kin(page: Page, end: int) -> int | None:
    shapes = page.grammar.shapes
    for start in names_to(page, end):
        plain = page.text[start] in shapes.plain and is_likely(page, start, end)
        known = plain or weigh_name(page, start, end) >= page.grammar.evidence.announced
        if known and page.text[start:end] not in shapes.also_words and left_edge(page, start) >= STRONG:
            return start
    return None


def find_dotted(page: Page, found: Found) -> None:
    """艾山·吐尔地: both parts are written by sound and hold a known piece, no other evidence is needed."""
    shapes = page.grammar.shapes
    if not any(dot in page.text for dot in shapes.dots):
        return
    for match in shapes.dotted_sound.finditer(page.text):
        name = read_name(page, match.start(), _INTRODUCED)
        if name is not None and shapes.unit.search(page.text, match.start(), name.end):
            claim(page, found, (match.start(), name.end), "person-dotted")


def find_linked(page: Page, found: Found) -> None:
    """张三（县长）, 张三：县长, 张三，某县县长, 张三是某县县长."""
    for title in page.titles:
        if title.kind == POST and is_open(page, title.end) and title.end not in found:
            _find_holder(page, found, title)


def _find_holder(page: Page, found: Found, title: TitleSpan) -> None:
    text, first = page.text, max(0, title.start - _REACH)
    for stop in _STOP.finditer(text, first, title.start):
        first = stop.end()
    for link in reversed(list(page.grammar.cues.link.finditer(text, first, title.start))):
        for start in names_to(page, link.start()):
            if _holds(page, link, start, title):
                claim(page, found, (start, link.start()), "person-linked")
                return
        if link[0] in "（(：:":
            return


def _holds(page: Page, link: re.Match[str], start: int, title: TitleSpan) -> bool:
    """Say whether the name before ``link`` holds the office behind it."""
    text, sign, shapes = page.text, link[0], page.grammar.shapes
    between, left = text[link.end() : title.start], left_edge(page, start)
    if not is_likely(page, start, link.start()):
        return False
    if text[start : link.start()] in shapes.also_words or (text[start] not in shapes.plain and left != CLOSED):
        return False
    if sign in "（(":
        return left >= STRONG and not re.search("[)）]", between) and text[title.end : title.end + 1] in ("）", ")")
    at_line = start == 0 or text[start - 1] in "\n\r"
    if sign in "：:":
        return at_line
    if sign == "，":
        begins = page.busy[link.end()] == 1 or link.end() == title.start
        return begins and "，" not in between and (at_line or text[start - 1] in "。！？”")
    return left >= WEAK and "，" not in between

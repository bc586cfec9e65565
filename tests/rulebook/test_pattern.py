import pytest

from wushan_ie.rulebook.model import Gap, Slot, Words
from wushan_ie.rulebook.pattern import parse_pattern

AMOUNT = Slot(("MONEY",), "amount", optional=False)
JOINERS = ("、", "和", "以及", "，")


@pytest.mark.parametrize(
    ("source", "elements"),
    [
        ("{MONEY:amount}", (AMOUNT,)),
        ("投入{MONEY:amount}", (Words(("投入",), None, optional=False), AMOUNT)),
        ("{ORG/PERSON:actor}{MONEY:amount}", (Slot(("ORG", "PERSON"), "actor", optional=False), AMOUNT)),
        ("{ORG:actor}+?{MONEY:amount}", (Slot(("ORG",), "actor", optional=True, joiners=JOINERS), AMOUNT)),
        ("{DATE}?{MONEY:amount}", (Slot(("DATE",), None, optional=True), AMOUNT)),
        ("[共|已]?{MONEY:amount}", (Words(("共", "已"), None, optional=True), AMOUNT)),
        ("[共|]{MONEY:amount}", (Words(("共",), None, optional=True), AMOUNT)),
        ("<carry-out>?{MONEY:amount}", (Words(("修建", "用于"), None, optional=True, name="carry-out"), AMOUNT)),
        ("<spaced>{MONEY:amount}", (Words(("投资", "追加"), None, optional=False, name="spaced"), AMOUNT)),
        ("投…4{MONEY:amount}", (Words(("投",), None, optional=False), Gap(4, clause=False), AMOUNT)),
        ("投‥30{MONEY:amount}", (Words(("投",), None, optional=False), Gap(30, clause=True), AMOUNT)),
        ("{ORG:actor}{ORG:actor}{MONEY:amount}", (*[Slot(("ORG",), "actor", optional=False)] * 2, AMOUNT)),
        ("{MONEY:total}{MONEY:amount}。", (Slot(("MONEY",), "total", optional=False), AMOUNT,
                                         Words(("。",), None, optional=False))),
    ],
)  # fmt: skip
def test_a_pattern_is_read_as_its_elements(source, elements, fact_context):
    pattern, slips = parse_pattern(source, fact_context)
    assert (pattern.elements, slips) == (elements, [])


def test_a_word_of_a_list_may_play_a_role(post_context):
    pattern, _ = parse_pattern("{ORG:org}<titles:title>{PERSON:person}", post_context)
    assert pattern.before[1] == Words(("书记", "副书记", "局长"), "title", optional=False, name="titles")


@pytest.mark.parametrize(
    ("source", "message", "columns"),
    [
        ("{MONY:amount}",
         "found label 'MONY'; allowed: MONEY, DATE, ORG, GPE, PERSON, PROJECT; did you mean 'MONEY'?", (0, 13)),
        ("{MONEY:amout}", "found role of MONEY 'amout'; allowed: amount, total; did you mean 'amount'?", (0, 13)),
        ("{ORG:project}{MONEY:amount}", "found role of ORG 'project'; allowed: actor", (0, 13)),
        ("{ORG/GPE:actor}{MONEY:amount}", "found role of ORG/GPE 'actor'; allowed: none", (0, 15)),
        ("{ORG/ORG}{MONEY:amount}", "found a label twice; allowed: each label once", (0, 9)),
        ("{}{MONEY:amount}", "found '' in braces; allowed: LABEL, LABEL:role, LABEL/LABEL:role", (0, 2)),
        ("{DATE}+{MONEY:amount}", "found '+' behind DATE; allowed: behind ORG, PERSON, GPE", (0, 7)),
        ("{GPE:place}+{MONEY:amount}",
         "found '+' on the role 'place', which only one span can play; allowed: no '+'", (0, 12)),
        ("<gave>{MONEY:amount}",
         "found word list 'gave'; allowed: carry-out, give, spaced, titles; did you mean 'give'?", (0, 6)),
        ("<give:actor>{MONEY:amount}", "found role of a word 'actor'; allowed: none", (0, 12)),
        ("<>{MONEY:amount}", "found '' in <>; allowed: <list>, <list:role>", (0, 2)),
        ("[|]{MONEY:amount}", "found a choice without words; allowed: [word|word], [word]?, [word|]", (0, 3)),
        ("[共|共]{MONEY:amount}", "found a word twice in a choice; allowed: each word once", (0, 5)),
        ("投…31{MONEY:amount}", "found a gap of 31; allowed: …1 to …30", (1, 4)),
        ("投‥0{MONEY:amount}", "found a gap of 0; allowed: ‥1 to ‥30", (1, 3)),
        ("…4{MONEY:amount}", "found a gap at the edge; allowed: between two elements", (0, 2)),
        ("{MONEY:amount}…4", "found a gap at the edge; allowed: between two elements", (14, 16)),
        ("投…4‥2{MONEY:amount}", "found two gaps side by side; allowed: one", (3, 5)),
        ("投入。{MONEY:amount}",
         "found the end of a sentence inside the pattern, which no sentence matches; allowed: at its end", (0, 3)),
        ("[；|;]{MONEY:amount}",
         "found the end of a sentence inside the pattern, which no sentence matches; allowed: at its end", (0, 5)),
        ("{MONEY:amount}和{MONEY:amount}", "found role 'amount' twice; allowed: once", (15, 29)),
        ("投{MONEY:amount}?", "found '?' or '+' on the role 'amount'; allowed: neither", (1, 16)),
        ("投入{ORG:actor}", "found no {MONEY:amount}; every pattern of a fact has one", (0, 13)),
        ("", "found no {MONEY:amount}; every pattern of a fact has one", (0, 1)),
        ("{ORG}…30投…30入…30{MONEY:amount}",
         "found 29791 ways to match this side; allowed: 20000; shorten or drop a gap",
         (0, 16)),
        ("{MONEY:amount}投…30入…30资…30款",
         "found 29791 ways to match this side; allowed: 20000; shorten or drop a gap", (14, 27)),
    ],
)  # fmt: skip
def test_what_a_pattern_must_not_hold_is_named_with_what_it_may(source, message, columns, fact_context):
    pattern, slips = parse_pattern(source, fact_context)
    assert pattern is None
    assert [(slip.message, (slip.start, slip.end)) for slip in slips] == [(message, columns)]


def test_faults_of_every_kind_come_together_in_the_order_of_the_pattern(fact_context):
    _, slips = parse_pattern("{MONY}投?<gave>{MONEY:amount}", fact_context)
    assert [slip.start for slip in slips] == [0, 7, 8]


def test_a_choice_that_can_do_without_the_end_of_a_sentence_is_allowed(fact_context):
    assert parse_pattern("[，|。]{MONEY:amount}", fact_context)[1] == []

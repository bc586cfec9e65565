import pytest

from tests.linking.marked import CLASSES, LINKER, link, prepare
from wushan_ie.linking.evidence_words import EvidenceWords, list_words
from wushan_ie.linking.facts import weigh_facts
from wushan_ie.linking.weighing import Option, weigh_projects
from wushan_ie.linking.weights import Weights
from wushan_ie.recognition.noun_classes import compile_nouns

NOUNS = compile_nouns({"weak": [], "classes": {"works": "工程"}})
WORDS = EvidenceWords(list_words({"give": ["投入", "入"], "build": ["新建", "投入"]}), CLASSES, NOUNS)


def evidence(marked):
    """The evidence of every option of the last amount, by the option's text."""
    *_, options = weigh_facts(*prepare(marked), LINKER).projects
    return {option.project.text if option.project else None: option.evidence for option in options}


def test_the_longest_listed_word_counts_with_all_its_lists():
    assert WORDS.before("县里投入", 4, 0) == ("build", "give")
    assert WORDS.behind("新建水厂", 0, 4) == ("build",)
    assert WORDS.before("县里", 2, 0) == ("none",)


@pytest.mark.parametrize(
    ("marked", "option", "expected"),
    [
        ("县里投入300万元新建人饮工程。", "人饮工程", "behind word carry-out"),
        ("县里投入300万元新建人饮工程。", "人饮工程", "behind - rank 0"),
        ("人饮工程已完工，总投资300万元。", "人饮工程", "before ， rank 0"),
        ("人饮工程已完工，总投资300万元。", "人饮工程", "before opens a clause ， INVEST"),
        ("人饮工程投资20万元，管网投资300万元。", "人饮工程", "last"),
        ("人饮工程投资20万元，管网投资300万元。", "管网", "before - rank 0"),
        ("村民年收入3万元。", None, "nothing INCOME"),
        ("人饮工程总投资300万元，其中省级资金200万元。", "人饮工程", "part before total 2"),
        ("人饮工程总投资300万元，其中省级资金200万元。", "人饮工程", "part totals True"),
        ("人饮工程总投资300万元，其中省级资金200万元。", "省级资金", "part between False"),
        ("人饮工程总投资300万元，其中省级资金200万元。", None, "nothing part"),
        ("（一）人饮工程。安排300万元，更换阀门。", "人饮工程", "elsewhere heading True INVEST"),
        ("（一）人饮工程。安排300万元，更换阀门。", "阀门", "behind under heading"),
        ("（一）人饮工程。安排300万元，更换阀门。", None, "nothing under heading"),
        ("人饮工程已完工，总投资300万元。", "人饮工程", "names works INVEST"),
        ("修建水渠，居民联名，投入300万元。", "水渠", "before likely True rank 0"),
        ("修建水渠，居民联名，投入300万元。", None, "nothing likely 1 behind 0"),
    ],
)
def test_evidence_says_where_an_option_stands_and_what_is_beside_it(marked, option, expected):
    assert expected in evidence(marked)[option]


def test_nothing_is_always_an_option():
    assert None in evidence("县里投入300万元新建人饮工程。")


def test_a_phrase_with_an_owner_may_be_meant_without_it():
    assert {"46所农村学校的旱厕", "旱厕"} <= set(evidence("46所农村学校的旱厕全部改造，用去874万元。"))


def test_a_rule_that_no_weight_knows_decides():
    weights = Weights({"nothing": 9.0, "winner known-rule": -1.0})
    assert weights.score(["winner own-rule"]) > weights.score(["nothing"]) > weights.score(["winner known-rule"])


def test_a_fact_whose_project_a_rule_found_names_the_rule():
    (draft,) = link("县里投入300万元新建人饮工程。")
    assert draft.rule == "amount-carries-out-project"


@pytest.mark.parametrize(
    ("project", "rule"),
    [("人饮工程", "weighed-before"), ("管网", "weighed-behind"), (None, "weighed-nothing")],
)
def test_a_fact_whose_project_no_rule_found_names_where_it_was_found(project, rule):
    text, sentences, mentions = prepare("人饮工程已完工，县里又安排300万元，管网年内动工。")
    weighed = weigh_facts(text, sentences, mentions, LINKER)
    drafts, choices = weighed.drafts, weighed.projects
    drafts[0].project = next(one for one in mentions if one.label == "PROJECT" and one.text != project)
    for option in choices[0]:
        wins = (option.project.text if option.project else None) == project
        choices[0][choices[0].index(option)] = Option(option.project, ("wins",) if wins else ())
    weigh_projects(drafts, choices, Weights({"wins": 1.0}))
    assert (drafts[0].project.text if drafts[0].project else None, drafts[0].rule) == (project, rule)

import pytest

from wushan_ie.rulebook.pattern import parse_pattern
from wushan_ie.rulebook.prefilter import Prefilter

SOURCES = (
    "<give>{MONEY:amount}",
    "总投资[约]?{MONEY:amount}",
    "投资{MONEY:amount}…4<carry-out>{PROJECT:project}",
    "{PROJECT:project}{MONEY:amount}",
    "{ORG/PERSON:actor}（{MONEY:amount}",
    "GDP{MONEY:amount}",
)


def _candidates(context, chars, labels):
    prefilter = Prefilter([parse_pattern(source, context)[0] for source in SOURCES])
    return list(prefilter.with_words(prefilter.with_labels(labels), chars))


@pytest.mark.parametrize(
    ("chars", "labels", "numbers"),
    [
        ("投入5万元", {"MONEY"}, [0]),
        ("投 5万元", {"MONEY"}, []),
        ("总投资5万元", {"MONEY"}, [1]),
        ("总投资5万元修建水池", {"MONEY", "PROJECT"}, [1, 2, 3]),
        ("总投资5万元水池", {"MONEY", "PROJECT"}, [1, 3]),
        ("（5万元", {"MONEY", "PERSON"}, [4]),
        ("(5万元", {"MONEY", "ORG"}, [4]),
        ("(5万元", {"MONEY", "GPE"}, []),
        ("ＧDＰ5万元", {"MONEY"}, [5]),
        ("投入总投资修建（GDP", set(), []),
        ("", {"MONEY", "PROJECT"}, [3]),
    ],
)
def test_only_patterns_whose_words_and_labels_occur_are_candidates(chars, labels, numbers, fact_context):
    assert _candidates(fact_context, chars, labels) == numbers

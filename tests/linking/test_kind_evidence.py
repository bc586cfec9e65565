import pytest

from tests.linking.marked import LINKER, link, prepare
from wushan_ie.linking.facts import weigh_facts


def evidence(marked):
    """What speaks for INVEST as the kind of the last amount."""
    *_, question = weigh_facts(*prepare(marked), LINKER).kinds
    return {one.removeprefix("INVEST if ") for one in question.evidence("INVEST")}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("县里投入300万元。", "before0 verb INVEST"),
        ("县里投入300万元。", "kind as found"),
        ("粮库贷款300万元。", "before0 noun LOAN"),
        ("县里花300万元采购的。", "behind0 verb SALE"),
        ("县里投入200万元，贷款300万元。", "last INVEST"),
        ("每亩补贴300元。", "rate True"),
        ("每亩补贴300元。", "digits 3"),
        ("县里投入数亿元。", "digits 9"),
        ("总投资1亿元以上的项目。", "ends 以上"),
        ("全县捐赠踊跃，企业拿出300万元。", "sentence ruler DONATE"),
    ],
)
def test_evidence_names_the_words_around_an_amount_in_their_order(marked, expected):
    assert expected in evidence(marked)


def test_a_word_inside_of_a_name_says_nothing():
    assert "before0 verb INVEST" not in evidence("{ORG|水利投资公司}300万元。")


@pytest.mark.parametrize(
    ("marked", "kind"),
    [("县里投入300万元新建水厂。", "INVEST"), ("农户贷款5万元。", "LOAN"), ("全村人均收入2万元。", "INCOME")],
)
def test_a_plain_amount_keeps_the_kind_that_its_words_say(marked, kind):
    assert [draft.kind for draft in link(marked)] == [kind]

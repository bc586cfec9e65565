import pytest

from wushan_ie.rulebook.cases import check_examples, check_examples_end_to_end, example_cases, narrow_rules
from wushan_ie.rulebook.reader import read_rulebook

GOOD = "{ORG:actor|水利局}拨付{MONEY:amount|7万元}修建{PROJECT:project|水池}"
MISSED = "{ORG:actor|水利局}给{MONEY:amount|7万元}修{PROJECT:project|水池}"
SILENT = "{ORG|水利局}给{MONEY|7万元}修{PROJECT|水池}"
FIRING = "{ORG|水利局}投入{MONEY|7万元}修建{PROJECT|水池}"


def _rulebook(make_folder, field, source, extra=""):
    rule = (make_folder({}) / "links/funding.toml").read_text(encoding="utf-8")
    lines = {"positive": "positive = [\n", "negative": "negative = ["}
    if field in lines:
        rule = rule.replace(lines[field], f"{lines[field]}'{source}',")
    else:
        rule += f"{field} = ['{source}']\n"
    return read_rulebook([make_folder({"links/funding.toml": rule + extra, "words/give.txt": "投入\n安排\n拨付\n"})])


@pytest.mark.parametrize(
    ("field", "source"),
    [
        ("positive", GOOD),
        ("positive", f"{GOOD}，{FIRING}"),
        ("negative", SILENT),
        ("todo_positive", MISSED),
        ("todo_negative", FIRING),
        ("todo_tagging", GOOD),
        ("todo_tagging", SILENT),
    ],
)
def test_an_example_that_does_as_its_field_says_is_no_fault(field, source, make_folder):
    assert check_examples(_rulebook(make_folder, field, source)) == []


@pytest.mark.parametrize(
    ("field", "source", "message"),
    [
        ("positive", MISSED,
         "found no match from the amount; allowed: actor 水利局@0, amount 7万元@4, project 水池@8"),
        ("positive", "{ORG:actor|水利局}对{ORG|林业局}投入{MONEY:amount|7万元}修建{PROJECT:project|水池}",
         "found actor 林业局@4, amount 7万元@9, project 水池@14; "
         "allowed: actor 水利局@0, amount 7万元@9, project 水池@14"),
        ("negative", FIRING, "found a match (actor 水利局@0, amount 7万元@5, project 水池@10); allowed: none"),
        ("todo_positive", GOOD, "found an example that passes; allowed: one that fails, so move it to 'positive'"),
        ("todo_negative", SILENT, "found an example that passes; allowed: one that fails, so move it to 'negative'"),
        ("todo_tagging", MISSED,
         "found no match from the amount; allowed: actor 水利局@0, amount 7万元@4, project 水池@8"),
        ("todo_tagging", FIRING, "found a match (actor 水利局@0, amount 7万元@5, project 水池@10); allowed: none"),
    ],
)  # fmt: skip
def test_an_example_that_does_otherwise_is_a_fault_that_shows_it(field, source, message, make_folder):
    (fault,) = check_examples(_rulebook(make_folder, field, source))
    assert (fault.message, fault.field, fault.rule, fault.source) == (message, field, "org-gives", source)


def test_every_example_is_a_case_in_the_order_of_the_file(make_folder):
    fields = [case.field for case in example_cases(_rulebook(make_folder, "todo_tagging", GOOD))]
    assert fields == ["positive", "positive", "negative", "todo_tagging"]


def _entity(number, label, start, end):
    return {"id": f"T{number}", "label": label, "start": start, "end": end}


def _annotate(kind="INVEST", rule="org-gives", actors=("T1",), project="T3"):
    """Return an annotator that finds 水利局, the amount and 水池 wherever they stand, and makes one fact of them."""

    def annotate(text):
        amount = text.index("万元") - 1
        project_at = text.index("水池")
        entities = [_entity(1, "ORG", 0, 3), _entity(2, "MONEY", amount, amount + 3)]
        entities.append(_entity(3, "PROJECT", project_at, project_at + 2))
        if "收到" in text or "给" in text:
            return {"entities": entities, "facts": []}
        fact = {"amount": "T2", "kind": kind, "project": project, "actors": list(actors), "place": None, "rule": rule}
        return {"entities": entities, "facts": [fact]}

    return annotate


@pytest.mark.parametrize(
    ("field", "source"),
    [
        ("positive", GOOD),
        ("negative", SILENT),
        ("todo_positive", GOOD),
        ("todo_negative", FIRING),
        ("todo_tagging", MISSED),
    ],
)
def test_an_example_that_does_as_its_field_says_end_to_end_is_no_fault(field, source, make_folder):
    assert check_examples_end_to_end(_rulebook(make_folder, field, source), _annotate()) == []


def test_the_wanted_fact_may_come_from_another_rule(make_folder):
    assert check_examples_end_to_end(_rulebook(make_folder, "negative", SILENT), _annotate(rule="other")) == []


@pytest.mark.parametrize(
    ("field", "source", "settings", "message"),
    [
        ("todo_positive", MISSED, {"kind": "LOAN"},
         "found LOAN actor 水利局@0, amount 5万元@5, project 水池@10; "
         "allowed: INVEST actor 水利局@0, amount 5万元@5, project 水池@10"),
        ("todo_positive", MISSED, {"project": None},
         "found INVEST actor 水利局@0, amount 5万元@5, project –; "
         "allowed: INVEST actor 水利局@0, amount 5万元@5, project 水池@10"),
        ("todo_positive", MISSED, {"actors": []},
         "found INVEST actor –, amount 5万元@5, project 水池@10; "
         "allowed: INVEST actor 水利局@0, amount 5万元@5, project 水池@10"),
        ("positive", MISSED, {}, "found no fact; allowed: INVEST actor 水利局@0, amount 7万元@4, project 水池@8"),
        ("negative", FIRING, {}, "found a fact by this rule; allowed: none"),
        ("todo_tagging", GOOD, {}, "found an example that passes; allowed: one that fails, so move it to 'positive'"),
        ("todo_tagging", SILENT, {}, "found an example that passes; allowed: one that fails, so move it to 'negative'"),
    ],
)  # fmt: skip
def test_an_example_that_does_otherwise_end_to_end_is_a_fault(field, source, settings, message, make_folder):
    faults = check_examples_end_to_end(_rulebook(make_folder, field, source), _annotate(**settings))
    assert message in [fault.message for fault in faults]


POST = """
[[rule]]
id = "org-title-person"
says = "某单位某职务某人"
why = "紧接"
kind = "POST"
pattern = '{ORG:org}<titles:title>{PERSON:person}'
positive = ['{ORG:org|县委}{:title|书记}{PERSON:person|王平}', '{ORG:org|乡政府}{:title|副书记}{PERSON:person|王平}']
negative = ['{ORG|县委}的{PERSON|王平}']
"""


@pytest.mark.parametrize(("title", "count"), [("书记", 1), ("副书记", 1), ("局长", 2)])
def test_posts_are_compared_by_their_spans_and_the_text_of_the_title(title, count, make_folder):
    folder = make_folder({"links/posts.toml": POST, "links/funding.toml": None, "words/titles.txt": "书记\n副书记\n",
                          "words/give.txt": None, "words/carry-out.txt": None})  # fmt: skip
    rulebook = read_rulebook([folder])

    def annotate(text):
        person = text.index("王平")
        org = text.index("的") if "的" in text else 2 if text.startswith("县委") else 3
        entities = [_entity(1, "ORG", 0, org), _entity(2, "PERSON", person, person + 2)]
        return {"entities": entities, "posts": [{"person": "T2", "org": "T1", "title": title}]}

    assert check_examples(rulebook) == []
    assert len(check_examples_end_to_end(rulebook, annotate)) == count


def test_a_stable_rule_with_fewer_than_three_forms_is_narrow(make_folder):
    (warning,) = narrow_rules(_rulebook(make_folder, "negative", SILENT))
    assert (warning.warning, warning.message) == (
        True,
        "narrow: found 2 different forms among the examples; allowed: 3 or more",
    )


def test_other_names_and_amounts_make_no_other_form(make_folder):
    same = "{ORG:actor|林业局}投入{MONEY:amount|8亿元}修建{PROJECT:project|大桥}，年底完工"
    assert len(narrow_rules(_rulebook(make_folder, "positive", same))) == 1


def test_a_rule_with_three_forms_is_not_narrow(make_folder):
    assert narrow_rules(_rulebook(make_folder, "positive", GOOD)) == []


def test_a_rule_on_trial_may_be_narrow(make_folder):
    assert narrow_rules(_rulebook(make_folder, "negative", SILENT, extra='status = "trial"\n')) == []

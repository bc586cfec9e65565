"""Every sentence of tables/weighing.toml comes out of the whole pipeline as it teaches."""

import pytest

import wushan_ie
from wushan_ie.rulebook import bundled_rules, read_rulebook
from wushan_ie.rulebook.examples import parse_example

TABLE = read_rulebook([bundled_rules()]).tables["weighing"]
KINDS = [(source, kind) for kind, sources in TABLE["kinds"].items() for source in sources]


def facts_of(source):
    """The annotated text of an example, its spans, and the facts of its amount."""
    text, spans, slips = parse_example(source)
    assert slips == []
    found = wushan_ie.annotate(text)
    amount = next(span.start for span in spans if span.role == "amount")
    starts = {entity["id"]: entity["start"] for entity in found["entities"]}
    return found, spans, [fact for fact in found["facts"] if starts[fact["amount"]] == amount]


@pytest.mark.parametrize("source", TABLE["projects"])
def test_an_example_gives_the_project_that_it_teaches(source):
    found, spans, facts = facts_of(source)
    places = {span.role: found["text"][span.start : span.end] for span in spans}
    texts = {entity["id"]: entity["text"] for entity in found["entities"]}
    assert [texts.get(fact["project"]) for fact in facts] == [places.get("project")]


@pytest.mark.parametrize(("source", "kind"), KINDS)
def test_an_example_gives_the_kind_that_it_teaches(source, kind):
    assert [fact["kind"] for fact in facts_of(source)[2]] == [kind]

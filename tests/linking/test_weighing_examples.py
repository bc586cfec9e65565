"""Every sentence of tables/weighing.toml comes out of the whole pipeline as it teaches."""

import pytest

import wushan_ie
from wushan_ie.rulebook import bundled_rules, read_rulebook
from wushan_ie.rulebook.examples import parse_example

EXAMPLES = read_rulebook([bundled_rules()]).tables["weighing"]["examples"]


@pytest.mark.parametrize("source", EXAMPLES)
def test_an_example_gives_the_project_that_it_teaches(source):
    text, spans, slips = parse_example(source)
    assert slips == []
    places = {span.role: text[span.start : span.end] for span in spans}
    amount = next(span.start for span in spans if span.role == "amount")
    found = wushan_ie.annotate(text)
    texts = {entity["id"]: entity["text"] for entity in found["entities"]}
    starts = {entity["id"]: entity["start"] for entity in found["entities"]}
    projects = [texts.get(fact["project"]) for fact in found["facts"] if starts[fact["amount"]] == amount]
    assert projects == [places.get("project")]

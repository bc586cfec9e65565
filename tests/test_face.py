"""The functions of ``import wushan_ie`` and what a Doc keeps on its way to disk and other processes."""

import pickle
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

import wushan_ie
from wushan_ie.components import write_mentions
from wushan_ie.writing.documents import check_document

SENTENCE = "2024年，县水利局投入近300万元新建的青溪村人饮工程已通水，惠及1260余人，占全镇的两成。"


@pytest.fixture(scope="module")
def nlp():
    return wushan_ie.load(segmenter="char")


def test_a_text_becomes_an_annotated_bulletin_that_keeps_the_format() -> None:
    document = wushan_ie.annotate(SENTENCE, segmenter="char")
    assert check_document(document, "here") == document
    (fact,) = document["facts"]
    amount = next(entity for entity in document["entities"] if entity["id"] == fact["amount"])
    assert (amount["value"], amount["low"], amount["high"]) == ("3000000", None, "3000000")


def test_facts_and_mentions_of_a_doc_are_typed_with_decimals(nlp) -> None:
    doc = nlp(SENTENCE)
    (fact,) = wushan_ie.facts(doc)
    assert (fact.kind, fact.amount.amount.high) == ("INVEST", Decimal(3000000))
    assert fact.project.text == "青溪村人饮工程"
    assert [actor.text for actor in fact.actors] == ["县水利局"]
    start, end = fact.sentence
    assert doc.text[start:end] == SENTENCE
    assert {mention.label for mention in wushan_ie.mentions(doc)} >= {"MONEY", "QUANTITY", "PERCENT", "DATE", "ORG"}


def test_the_same_text_gives_the_same_bytes(nlp) -> None:
    assert pickle.dumps(nlp(SENTENCE)._.facts) == pickle.dumps(nlp(SENTENCE)._.facts)


@pytest.mark.parametrize("segmenter", ["char", "pkuseg"])
@pytest.mark.parametrize("text", ["", " \n", "😀投入5万元😀", "投入5万元\r\n修路\u2002。", "\ue000\uf8ff投入5万元"])
def test_the_text_of_a_doc_is_the_input_and_mentions_are_token_spans(segmenter: str, text: str) -> None:
    doc = wushan_ie.load(segmenter=segmenter)(text)
    assert doc.text == text
    for mention in wushan_ie.mentions(doc):
        assert doc.char_span(mention.start, mention.end) is not None


def test_a_mention_without_a_character_has_no_span(nlp) -> None:
    with pytest.raises(ValueError, match="no span for ORG '' at 1–1"):
        write_mentions(nlp.make_doc("县水利局"), [wushan_ie.Mention("ORG", 1, 1, "", "organization-body")])


def test_entities_and_span_groups_carry_label_and_rule(nlp) -> None:
    doc = nlp(SENTENCE)
    assert [(span.text, span.id_) for span in doc.spans["money"]] == [("近300万元", "number-money")]
    assert "青溪村人饮工程" in [span.text for span in doc.spans["projects"]]
    assert "县水利局" in [entity.text for entity in doc.ents if entity.label_ == "ORG"]


def test_a_doc_survives_docbin(nlp) -> None:
    doc = nlp(SENTENCE)
    (back,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    assert wushan_ie.facts(back) == wushan_ie.facts(doc)
    assert wushan_ie.posts(back) == wushan_ie.posts(doc)


def test_a_pipeline_survives_the_disk(nlp, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    back = spacy.load(tmp_path / "pipeline")
    assert wushan_ie.facts(back(SENTENCE)) == wushan_ie.facts(nlp(SENTENCE))


def test_two_processes_give_what_one_gives() -> None:
    # A process of its own: spaCy's workers fork, and pytest's threads do not go with that.
    program = (
        "import wushan_ie\n"
        f"texts = [{SENTENCE!r}] * 4\n"
        "nlp = wushan_ie.load(segmenter='char')\n"
        "one = [wushan_ie.facts(doc) for doc in nlp.pipe(texts)]\n"
        "two = [wushan_ie.facts(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)]\n"
        "print(one == two, len(two))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "4"]


def test_the_components_are_found_without_an_import() -> None:
    program = "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('wushan_money'); print(nlp('投入5万元').ents)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(5万元,)"


def test_importing_the_package_loads_no_spacy() -> None:
    program = "import sys, wushan_ie; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("name", "label", "text"),
    [
        ("wushan_money", "MONEY", "近300万元"),
        ("wushan_quantities", "QUANTITY", "1260余人"),
        ("wushan_percents", "PERCENT", "两成"),
        ("wushan_dates", "DATE", "2024年"),
        ("wushan_organizations", "ORG", "县水利局"),
    ],
)
def test_a_component_of_one_label_works_in_anybodys_pipeline(name: str, label: str, text: str) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe(name)
    doc = nlp(SENTENCE)
    assert [entity.text for entity in doc.ents if entity.label_ == label] == [text]
    assert {entity.label_ for entity in doc.ents} == {label}


def test_components_of_two_labels_add_to_each_other() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("wushan_money")
    nlp.add_pipe("wushan_organizations")
    doc = nlp(SENTENCE)
    assert [mention.label for mention in wushan_ie.mentions(doc)] == ["ORG", "MONEY"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"segmentor": "char"}, "no setting 'segmentor' (did you mean 'segmenter'?); allowed: segmenter, words, rules"),
        ({"segmenter": "jieba"}, "no segmenter 'jieba'; allowed: pkuseg, char"),
        ({"segmenter": "char", "words": "下庄"}, "words is the text '下庄'; allowed: a list of texts"),
    ],
)
def test_a_wrong_setting_says_what_is_allowed(settings: dict, message: str) -> None:
    with pytest.raises(wushan_ie.SettingError) as caught:
        wushan_ie.load(**settings)
    assert str(caught.value) == message


def test_facts_of_a_doc_that_went_through_no_pipeline_are_an_error() -> None:
    doc = spacy.blank("zh")("投入5万元")
    with pytest.raises(wushan_ie.SettingError, match=r"run it through wushan_ie\.load"):
        wushan_ie.facts(doc)
    with pytest.raises(wushan_ie.SettingError, match=r"run it through wushan_ie\.load"):
        wushan_ie.mentions(doc)

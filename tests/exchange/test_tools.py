"""What each tool really writes and reads: the fields that its documentation names, and files it would not write."""

import json

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import wushan_ie
from wushan_ie.errors import MarkupError, RecordError
from wushan_ie.exchange import read_exchange, write_exchange
from wushan_ie.exchange.label_studio import label_studio_interface
from wushan_ie.exchange.values import fill_values
from wushan_ie.pipeline import load_analyzer
from wushan_ie.writing.documents import check_document
from wushan_ie.writing.markup import parse_markup

MARKUP = (
    "# b01\n{ORG#o|县水利局}投入{MONEY#m value=50000|5万元}修{PROJECT#p|𠮷田山塘}，{PERSON#n|王恕桥}任书记。\n---\n"
    "fact m INVEST project=p actors=o\npost n title=书记 org=o\n"
)


@pytest.fixture(scope="module")
def nlp():
    return wushan_ie.load(segmenter="char")


@pytest.fixture
def document():
    return check_document(next(parse_markup(MARKUP)), "here")


def written(document, form, folder, nlp):
    path = folder / "file"
    write_exchange([document], path, form, lambda: nlp)
    return path


def test_doccano_has_entities_and_relations_by_number(document, tmp_path, nlp):
    (line,) = written(document, "doccano", tmp_path, nlp).read_text("utf-8").splitlines()
    example = json.loads(line)
    assert example["entities"][2] == {"id": 2, "label": "PROJECT", "start_offset": 10, "end_offset": 15}
    assert example["entities"][1]["label"] == "MONEY:INVEST"
    assert example["relations"][0] == {"id": 0, "from_id": 1, "to_id": 2, "type": "project"}


def test_doccano_may_number_anew_and_change_a_kind(document, tmp_path, nlp):
    path = written(document, "doccano", tmp_path, nlp)
    example = json.loads(path.read_text("utf-8"))
    example["id"] = 77
    for one in example["entities"]:
        one["id"] += 500
        one["label"] = one["label"].replace("INVEST", "LOAN")
    for one in example["relations"]:
        one["from_id"] += 500
        one["to_id"] += 500
    path.write_text(json.dumps(example), "utf-8")
    (found,) = read_exchange(path, "doccano")
    document["facts"][0]["kind"] = "LOAN"
    assert found == document


def test_label_studio_has_regions_choices_and_relations(document, tmp_path, nlp):
    (task,) = json.loads(written(document, "label-studio", tmp_path, nlp).read_text("utf-8"))
    results = task["annotations"][0]["result"]
    region = {"id": "T2", "from_name": "label", "to_name": "text", "type": "labels"}
    assert results[1] == region | {
        "value": {"start": 6, "end": 9, "text": "5万元", "labels": ["MONEY"]},
        "meta": {"text": ['{"value": "50000", "low": "50000", "high": "50000", "unit": "CNY", "approx": false}']},
    }
    assert results[2]["value"]["choices"] == ["INVEST"]
    relation = {"type": "relation", "from_id": "T2", "to_id": "T3", "direction": "right", "labels": ["project"]}
    assert relation in results


def test_every_control_of_label_studio_is_in_its_interface(document, tmp_path, nlp):
    (task,) = json.loads(written(document, "label-studio", tmp_path, nlp).read_text("utf-8"))
    names = {one["from_name"] for one in task["annotations"][0]["result"] if "from_name" in one}
    assert names == {"label", "kind", "title"}
    assert all(f'name="{name}"' in label_studio_interface() for name in names)


def test_brat_has_standoff_lines_and_a_configuration(document, tmp_path, nlp):
    folder = written(document, "brat", tmp_path, nlp)
    lines = (folder / "b01.ann").read_text("utf-8").splitlines()
    assert lines[1:3] == ["T2\tMONEY 6 9\t5万元", "T3\tPROJECT 10 14\t𠮷田山塘"]
    assert "R1\tproject Arg1:T2 Arg2:T3" in lines
    assert "A1\tKind T2 INVEST" in lines
    assert "project\tArg1:MONEY, Arg2:PROJECT" in (folder / "annotation.conf").read_text("utf-8").splitlines()


def test_brat_has_spans_over_a_line_end_in_pieces(tmp_path, nlp):
    source = "# b01\n投入{MONEY#m value=50000|5万\n元}。\n---\nfact m INVEST\n"
    folder = written(check_document(next(parse_markup(source)), "here"), "brat", tmp_path, nlp)
    assert (folder / "b01.ann").read_text("utf-8").startswith("T1\tMONEY 2 4;5 6\t5万 元\n")


def test_prodigy_has_tokens_at_all_edges(document, tmp_path, nlp):
    task = json.loads(written(document, "prodigy", tmp_path, nlp).read_text("utf-8"))
    for span in task["spans"]:
        tokens = task["tokens"][span["token_start"] : span["token_end"] + 1]
        assert "".join(token["text"] for token in tokens) == task["text"][span["start"] : span["end"]]
    relation = task["relations"][0]
    assert (relation["head"], relation["child"]) == (task["spans"][1]["token_end"], task["spans"][2]["token_end"])
    assert relation["head_span"]["label"] == "MONEY:INVEST"


def test_prodigy_leaves_out_what_was_rejected(document, tmp_path, nlp):
    path = written(document, "prodigy", tmp_path, nlp)
    task = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(task | {"answer": "reject"}), "utf-8")
    assert read_exchange(path, "prodigy") == []


def test_a_docbin_is_one_of_spacy(document, tmp_path, nlp):
    path = written(document, "docbin", tmp_path, nlp)
    (doc,) = DocBin().from_disk(path).get_docs(spacy.blank("zh").vocab)
    assert [(span.text, span.label_) for span in doc.ents] == [
        ("县水利局", "ORG"),
        ("5万元", "MONEY"),
        ("王恕桥", "PERSON"),
    ]
    assert [span.text for span in doc.spans["projects"]] == ["𠮷田山塘"]


def test_an_amount_marked_in_a_tool_gets_the_value_that_the_text_states(document, tmp_path, nlp):
    path = written(document, "doccano", tmp_path, nlp)
    example = json.loads(path.read_text("utf-8"))
    example["wushan_ie"]["notes"] = {}
    example["relations"] = example["relations"][:2]  # without notes nobody has a title
    path.write_text(json.dumps(example), "utf-8")
    (found,) = read_exchange(path, "doccano")
    assert found["entities"][1]["value"] is None
    assert list(fill_values(found, load_analyzer(()).numbers)) == []
    assert found["entities"][1] == document["entities"][1]


def test_an_amount_with_other_edges_is_named_not_guessed(document):
    entity = document["entities"][1]
    entity |= {"end": 8, "text": "5万", "unit": None, "value": None, "low": None, "high": None}
    assert list(fill_values(document, load_analyzer(()).numbers)) == ["b01: MONEY '5万' at 6:8"]
    assert entity["value"] is None


@pytest.mark.parametrize(
    ("form", "content", "message"),
    [
        ("doccano", '{"text": "a", "label": []}\n',
         "{}: line 1: no example of doccano with relations: KeyError('entities'); export the project as"),
        ("doccano", "\n{", "{}: line 2, column 2: not JSON: Expecting property name enclosed in double quotes"),
        ("doccano", b"\xff", "{}: byte 0xFF at 0 is not UTF-8"),
        ("label-studio", "{}", "{}: expected a list of tasks; export the project as JSON"),
        ("label-studio", '[{"data": {}, "annotations": []}]',
         "{}: task 1: the task has no annotation; annotate it or leave it out of the export"),
        ("label-studio", '[{"data": {}}]', "{}: task 1: no task of this labelling interface: KeyError('annotations')"),
        ("prodigy", '{"text": "a"}', "{}: line 1: no task of Prodigy's rel.manual: KeyError('spans')"),
        ("docbin", "x", "{}: no DocBin: [E1014] Error loading DocBin data."),
    ],
)  # fmt: skip
def test_a_file_that_the_tool_would_not_write_is_named_with_the_remedy(form, content, message, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(RecordError) as caught:
        read_exchange(path, form)
    assert str(caught.value).startswith(message.replace("{}", str(path), 1))


def test_wrong_markup_is_named_with_its_file(tmp_path):
    (tmp_path / "file").write_text("# b01\n{ORG", "utf-8")
    with pytest.raises(MarkupError, match=r"file: document b01 \(from line 1\): at '\{ORG': expected \{LABEL\|text\}"):
        read_exchange(tmp_path / "file", "markup")


def test_a_foreign_docbin_is_named(tmp_path):
    DocBin(docs=[Doc(spacy.blank("zh").vocab, words=["县"])]).to_disk(tmp_path / "file")
    with pytest.raises(RecordError, match=r"file: Doc 1: no mentions in Doc\._: only Docs of wushan_ie can be read"):
        read_exchange(tmp_path / "file", "docbin")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("T1\tORG a b\t县", r"b01\.ann: line 1: 'T1\\tORG a b\\t县' is no annotation of this export"),
        ("\nR1\tactor Arg1:T1", r"b01\.ann: line 2: 'R1\\tactor Arg1:T1' is no annotation of this export"),
    ],
)
def test_a_wrong_line_of_brat_is_named(lines, message, tmp_path):
    (tmp_path / "b01.txt").write_text("县水利局", "utf-8")
    (tmp_path / "b01.ann").write_text(lines, "utf-8")
    with pytest.raises(RecordError, match=message):
        read_exchange(tmp_path, "brat")


def test_a_folder_without_standoff_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"no \.ann files; expected a folder of brat's standoff"):
        read_exchange(tmp_path, "brat")


def test_an_annotation_without_its_text_is_named(tmp_path):
    (tmp_path / "b01.ann").write_text("", "utf-8")
    with pytest.raises(RecordError, match=r"b01\.txt: cannot be read: No such file or directory"):
        read_exchange(tmp_path, "brat")


def test_a_text_of_brat_that_is_not_utf8_is_named(tmp_path):
    (tmp_path / "b01.ann").write_text("", "utf-8")
    (tmp_path / "b01.txt").write_bytes(b"ab\xff")
    with pytest.raises(RecordError, match=r"b01\.txt: byte 0xFF at 2 is not UTF-8"):
        read_exchange(tmp_path, "brat")


def test_two_names_that_are_one_file_are_refused(document, tmp_path, nlp):
    documents = [document | {"id": "a/1"}, document | {"id": "a:1"}]
    with pytest.raises(RecordError, match="'a:1' and 'a/1' have one file name, 'a_1'"):
        write_exchange(documents, tmp_path / "file", "brat", lambda: nlp)


@pytest.mark.parametrize("form", ["doccano", "docbin", "brat"])
def test_a_place_that_cannot_be_written_is_named(form, document, tmp_path, nlp):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(RecordError, match="cannot be written: Not a directory"):
        write_exchange([document], tmp_path / "file" / "below", form, lambda: nlp)


@pytest.mark.parametrize("form", ["doccano", "docbin"])
def test_a_file_that_is_not_there_is_named(form, tmp_path):
    with pytest.raises(RecordError, match="none: cannot be read: No such file or directory"):
        read_exchange(tmp_path / "none", form)

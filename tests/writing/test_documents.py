import json
from pathlib import Path

import pytest

from wushan_ie.errors import RecordError
from wushan_ie.writing.documents import check_document, format_document, read_documents, write_documents

TEXT = "县水利局投入约12万元修渠。"


def entity(name="T1", label="MONEY", start=6, end=11, **keys):
    amount = {"value": "120000", "unit": "CNY", "approx": True} if label in ("MONEY", "QUANTITY", "PERCENT") else {}
    return {"id": name, "label": label, "start": start, "end": end, "text": TEXT[start:end], **amount, **keys}


def document(entities=(), **keys):
    return {"id": "b01", "text": TEXT, "entities": list(entities), **keys}


def write(folder, *lines):
    path = folder / "gold.jsonl"
    path.write_bytes(b"".join(line if isinstance(line, bytes) else line.encode() + b"\n" for line in lines))
    return path


def test_a_written_file_is_read_back(tmp_path):
    money, payer = entity(), entity("T2", "ORG", 0, 4)
    fact = {"amount": "T1", "kind": "INVEST", "actors": ["T2"], "rule": "org-gives"}
    original = document([money, payer], facts=[fact], meta={"publisher": "水利局"})
    path = tmp_path / "out.jsonl"
    write_documents(path, [original])
    [read] = read_documents(path)
    assert read["facts"] == [
        {"amount": "T1", "kind": "INVEST", "project": None, "actors": ["T2"], "place": None, "part_of": None}
        | {"rule": "org-gives"}
    ]
    assert read["entities"][0] == {**money, "low": None, "high": None, "per": None}
    assert list(read_documents(path)) == [json.loads(path.read_text(encoding="utf-8"))]


def test_keys_stand_in_one_order_whatever_the_order_of_the_input():
    shuffled = {"posts": [], "zeta": 1, "entities": [], "alpha": 2, "text": "水", "id": "b01"}
    assert format_document(shuffled) == (
        '{"id": "b01", "text": "水", "meta": {}, "entities": [], "facts": [], "posts": [], "alpha": 2, "zeta": 1}'
    )


def test_a_byte_order_mark_blank_lines_and_windows_line_ends_are_read(tmp_path):
    line = format_document(document()).encode()
    path = write(tmp_path, b"\xef\xbb\xbf" + line + b"\r\n", b"\r\n", b"\n")
    assert [found["id"] for found in read_documents(path)] == ["b01"]


def test_a_line_separator_of_unicode_inside_a_text_ends_no_record(tmp_path):
    path = tmp_path / "out.jsonl"
    write_documents(path, [{"id": "b01", "text": "一\u2028二\x85三", "entities": []}])
    assert next(read_documents(path))["text"] == "一\u2028二\x85三"


def test_characters_beyond_the_basic_plane_count_as_one(tmp_path):
    spanned = {"id": "T1", "label": "ORG", "start": 1, "end": 3, "text": "县委"}
    path = write(tmp_path, json.dumps({"id": "b01", "text": "𠮷县委", "entities": [spanned]}))
    assert next(read_documents(path))["entities"] == [spanned]


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (["a list"], "expected an object with id, text and entities, found ['a list']"),
        (document(id=None), "id must be a string, found null"),
        (document(id=""), "id is empty"),
        (document(text=7), "text must be a string, found 7"),
        (document(text="半\ud83d"), r"'半\ud83d' holds half a surrogate pair at 1"),
        ({"id": "b01", "text": TEXT}, "entities must be a list, found null"),
        (document(facts={"amount": "T1"}), "facts must be a list, found {'amount': 'T1'}"),
        (document(posts="none"), "posts must be a list, found 'none'"),
        (document(meta=["水利局"]), "meta must be an object, found ['水利局']"),
        (document(["T1"]), "entity number 1: expected an object, found 'T1'"),
        (document([entity("")]), "entity number 1: id must be a string, found ''"),
        (document([entity(), entity(start=0, end=2)]), "entity 'T1': the id is used twice"),
        (document([entity(label="CASH")]), "entity 'T1': label is 'CASH'; allowed: MONEY, QUANTITY, PERCENT, DATE,"),
        (document([entity() | {"start": 6.0}]), "entity 'T1': start and end must be integers, found 6.0 and 11"),
        (document([entity() | {"start": True}]), "entity 'T1': start and end must be integers, found True and 11"),
        (document([entity(end=99)]), "entity 'T1': start 6, end 99: expected 0 <= start < end <= 14, the length"),
        (document([entity(end=6)]), "entity 'T1': start 6, end 6: expected 0 <= start < end"),
        (document([entity(text="12万元")]), "entity 'T1': text is '12万元' but the document has '约12万元' at 6:11"),
        (document([entity(value=120000)]), "entity 'T1': value is 120000; allowed: null or a decimal string"),
        (document([entity(low="12万")]), "entity 'T1': low is '12万'; allowed: null or a decimal string"),
        (document([entity(high="1E+5")]), "entity 'T1': high is '1E+5'; allowed: null or a decimal string"),
        (document([entity(value="１２")]), "entity 'T1': value is '１２'; allowed: null or a decimal string"),
        (document([entity(low="3", high="2.5")]), "entity 'T1': low 3 is above high 2.5"),
        (document([entity(unit=1)]), "entity 'T1': unit must be a string or null, found 1"),
        (document([entity(per=["亩"])]), "entity 'T1': per must be a string or null, found ['亩']"),
        (document([entity(approx="yes")]), "entity 'T1': approx must be true or false, found 'yes'"),
        (
            document([entity(), entity("T2", start=7, end=11)]),
            "entities 'T1' and 'T2': two MONEY spans overlap, '约12万元' and '12万元'",
        ),
        (document([entity()], facts=["T1"]), "fact 1: expected an object, found 'T1'"),
        (document(facts=[{"kind": "INVEST"}]), "fact 1: amount is missing: a fact belongs to a MONEY"),
        (
            document([entity()], facts=[{"amount": "T1", "kind": "GIFT"}]),
            "fact 1: kind is 'GIFT'; allowed: INVEST, DONATE, LOAN,",
        ),
        (
            document([entity()], facts=[{"amount": "T9", "kind": "LOAN"}]),
            "fact 1: amount is 'T9'; no entity has that id",
        ),
        (
            document([entity()], facts=[{"amount": "T1", "kind": "LOAN", "actors": ["T1"]}]),
            "fact 1: actors is 'T1', a MONEY; allowed: ORG or PERSON",
        ),
        (
            document([entity()], facts=[{"amount": "T1", "kind": "LOAN", "actors": "T1"}]),
            "fact 1: actors must be a list of entity ids, found 'T1'",
        ),
        (
            document([entity()], facts=[{"amount": "T1", "kind": "LOAN", "part_of": "T1"}]),
            "fact 1: part_of is 'T1', the amount itself",
        ),
        (
            document([entity()], facts=[{"amount": "T1", "kind": "LOAN"}, {"amount": "T1", "kind": "SALE"}]),
            "fact 2: amount 'T1' has a fact already; one for every MONEY",
        ),
        (document(posts=[7]), "post 1: expected an object, found 7"),
        (document(posts=[{"title": "局长"}]), "post 1: person is missing: a post belongs to a PERSON"),
        (
            document([entity(label="PERSON")], posts=[{"person": "T1"}]),
            "post 1: title must be a string, found null",
        ),
        (
            document([entity(label="PERSON")], posts=[{"person": "T1", "title": "局长"}] * 2),
            "post 2: 'T1' has the title '局长' already",
        ),
    ],
)
def test_a_fault_is_named_with_what_was_found_and_what_is_allowed(broken, message):
    with pytest.raises(RecordError) as caught:
        check_document(broken, "gold.jsonl: line 3")
    assert message in str(caught.value)
    assert str(caught.value).startswith("gold.jsonl: line 3: ")


def test_all_faults_of_a_document_are_named_at_once():
    with pytest.raises(RecordError) as caught:
        check_document(document([entity(label="CASH"), entity("T2", value=1)]), "line 1")
    assert [line.split(": ")[2] for line in str(caught.value).splitlines()] == ["entity 'T1'", "entity 'T2'"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "b01",}', "line 1, column 14: not JSON: "),
        ('{"id": NaN}', "line 1: not JSON that can be read: NaN is no JSON number"),
        ("[" * 200_000, "line 1: not JSON that can be read: "),
        ('{"id": ' + "9" * 10_000 + "}", "line 1: not JSON that can be read: "),
        ("县".encode("gb18030") + b"\n", "line 1: byte 0xCF at position 0 is not UTF-8; convert the file"),
    ],
)
def test_a_line_that_is_no_json_is_named(tmp_path, line, message):
    with pytest.raises(RecordError, match=r"gold\.jsonl: line 1") as caught:
        list(read_documents(write(tmp_path, line)))
    assert message in str(caught.value)


def test_an_id_used_by_two_documents_names_both_lines(tmp_path):
    line = format_document(document())
    with pytest.raises(RecordError, match=r"line 3: document 'b01' was on line 1 already; ids are unique"):
        list(read_documents(write(tmp_path, line, "", line)))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"absent\.jsonl: cannot be read: No such file"):
        list(read_documents(tmp_path / "absent.jsonl"))


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(RecordError, match="cannot be read: Is a directory"):
        list(read_documents(Path(tmp_path)))

"""One question as a value, in a URL, in JSON, and what answers it. All people and outlets are invented."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import MissingExtraError, QueryError
from onrecord.record import EventQuery, OfficeQuery, Query, Question, Record, StatementQuery
from onrecord.record.question import KINDS
from tests.record.making import MADE_BY, capture, full_reading
from tests.record.test_people_offices_places import told

ASKED = [
    Question(),
    Question(words='"harbour wall" -ferry', since="2024", limit=5),
    Question(kind="entities", who="Brandt", type="person"),
    Question(kind="places", country="NO", unresolved=True),
    Question(kind="statements", who="Ilse Brandt", whom="café owners", act="warn", confidence=0.5, as_known="2024-03"),
    Question(kind="events", type="COERCE", mode="restrict", historical=False, place="Tarvik", order="oldest"),
    Question(kind="disputes", who="Brandt", status="open"),
    Question(kind="commitments", who="Brandt", latest=True),
    Question(kind="offices", of="Norway", country="NO", on="2024-03-04", offset=1),
    Question(kind="statements", who="Brandt", per="quotation", sources=True),
    Question(kind="disputes", who="Brandt", merged=True),
]
MERGED = ["disputes", "commitments", "offices"]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        opened.add_capture(capture("bridge", retrieved="2024-03-05T09:00:00Z"), [full_reading()], MADE_BY)
        minister = told("2024-03-06", "Norway’s fisheries minister Oda Lien spoke.", "Oda Lien")
        opened.add_capture(capture("minister", retrieved="2024-03-07T09:00:00Z"), [minister], MADE_BY)
        yield opened


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.to_url())
def test_a_question_goes_through_a_url_and_json_unchanged(asked: Question) -> None:
    assert Question.from_url(asked.to_url()) == asked
    assert Question.from_url("?" + asked.to_url()) == asked
    assert Question.from_json(asked.to_json()) == asked


def test_only_what_makes_a_difference_is_written() -> None:
    asked = Question(kind="statements", who="Ilse Brandt", latest=True)
    assert asked.to_url() == "kind=statements&who=Ilse+Brandt&latest=true"
    assert asked.to_json() == '{"kind":"statements","who":"Ilse Brandt","latest":true}'


def test_a_question_is_the_query_of_its_kind() -> None:
    assert ASKED[4].compiled() == StatementQuery(
        by="Ilse Brandt", to="café owners", act="warn", confidence=0.5, stories=Query(as_known="2024-03")
    )
    assert ASKED[5].compiled() == EventQuery(
        type="COERCE", mode="restrict", historical=False, place="Tarvik", stories=Query(order="oldest")
    )
    assert ASKED[8].compiled() == OfficeQuery(of="Norway", country="NO", on="2024-03-04", stories=Query(offset=1))


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"kind": "stories", "act": "deny"}, "stories cannot be asked by 'act'"),
        ({"kind": "offices", "words": "bridge"}, "offices cannot be asked by 'words'"),
        ({"kind": "rumours"}, "no rows of the kind 'rumours'"),
        ({"kind": "statements", "act": "whisper"}, "Invalid enum value 'whisper'"),
        ({"kind": "events", "type": "PICNIC"}, "PLOVER has no type 'PICNIC'"),
        ({"since": "tomorrow"}, "since 'tomorrow' is no date"),
        ({"limit": -1}, "cannot be negative"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(fields: dict[str, Any], complaint: str) -> None:
    with pytest.raises(QueryError, match=complaint):
        Question(**fields)


@pytest.mark.parametrize("url", ["colour=red", "limit=many", "latest=perhaps", "kind=events&confidence=2"])
def test_a_url_that_is_no_question_is_refused(url: str) -> None:
    with pytest.raises(QueryError):
        Question.from_url(url)


@pytest.mark.parametrize("text", ["", "[]", '{"colour": "red"}', '{"limit": "many"}', "{"])
def test_json_that_is_no_question_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="no question to the record"):
        Question.from_json(text)


@given(st.text(max_size=200))
def test_no_url_breaks_a_question(url: str) -> None:
    try:
        asked = Question.from_url(url)
    except QueryError:
        return
    assert Question.from_url(asked.to_url()) == asked


@pytest.mark.parametrize(("kind", "merged"), [*((kind, False) for kind in KINDS), *((kind, True) for kind in MERGED)])
def test_every_row_of_every_kind_shows_where_it_stands(record: Record, kind: Any, merged: bool) -> None:
    answer = record.find(Question(kind=kind, merged=merged))
    assert len(answer) >= 1
    for row in answer:
        if kind == "stories":
            assert record.story(row.id).line == row
        elif kind != "places":
            text = record.story(row.citation.story).reading.story.text
            sentence = row.citation.sentence
            assert text[sentence.start : sentence.end] == sentence.text


@pytest.mark.parametrize(("kind", "merged"), [*((kind, False) for kind in KINDS), *((kind, True) for kind in MERGED)])
def test_every_kind_is_asked_as_known(record: Record, kind: Any, merged: bool) -> None:
    assert len(record.find(Question(kind=kind, merged=merged, as_known="2024-03-04"))) == 0


def test_merged_is_what_all_stories_tell_together(record: Record) -> None:
    (dispute,) = record.find(Question(kind="disputes", merged=True))
    (commitment,) = record.find(Question(kind="commitments", merged=True))
    assert [dispute] == record.disputes()
    assert [commitment] == record.commitments()
    assert record.find(Question(kind="offices", merged=True)).rows == record.find(Question(kind="tenures")).rows
    with pytest.raises(QueryError, match="events cannot be asked by 'merged'"):
        Question(kind="events", merged=True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Question(kind="entities", who="brandt"), ["Ilse Brandt"]),
        (Question(kind="entities", type="person"), ["Ilse Brandt", "Oda Lien"]),
        (Question(kind="entities", type="place", limit=1), ["Tarvik"]),
        (Question(kind="entities", country="NO", who="Norway"), ["Norway"]),
    ],
)
def test_entities_by_name_kind_and_country(record: Record, asked: Question, found: list[str]) -> None:
    assert [line.name for line in record.find(asked)] == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [({"who": "Brandt"}, 1), ({"who": "Lien"}, 0), ({"words": "bridge"}, 1), ({"words": "minister"}, 0)],
)
@pytest.mark.parametrize("kind", ["disputes", "commitments"])
def test_disputes_and_commitments_by_party_and_words(
    record: Record, kind: Any, fields: dict[str, Any], found: int
) -> None:
    assert len(record.find(Question(kind=kind, **fields))) == found


def test_a_dispute_names_its_sides_and_a_commitment_its_words(record: Record) -> None:
    (dispute,) = record.find(Question(kind="disputes"))
    assert (dispute.about, dispute.sides[0].stance, dispute.sides[0].parties) == (
        "whether the bridge is safe", "denies", ("Ilse Brandt",),
    )  # fmt: skip
    (commitment,) = record.find(Question(kind="commitments"))
    assert (commitment.by, commitment.content.text) == ("Ilse Brandt", "“Nobody may cross it,”")


def test_a_search_answers_with_its_passages(record: Record) -> None:
    (hit,) = record.find(Question(words="owners"))
    assert hit.passages[0].sentence.text == "Café owners on the east bank were angry."


def test_an_answer_is_a_sequence_of_rows_and_a_flat_table(record: Record) -> None:
    answer = record.find(Question(kind="statements"))
    assert (len(answer), answer[0], answer[:1]) == (2, answer.rows[0], answer.rows[:1])
    first, second = answer.records()
    assert first["speaker.name"] == "Ilse Brandt"
    assert first["citation.sentence.text"] == "The mayor of Tarvik said on Monday that the bridge is not safe."
    assert first["content"][0]["text"] == "that the bridge is not safe"
    assert list(first) == list(second), "every row has every column"
    assert "addressee" not in first
    assert (first["addressee.span.text"], second["addressee.span.text"]) == (None, "Café owners")


@pytest.mark.parametrize(("method", "module"), [("to_arrow", "pyarrow"), ("to_pandas", "pandas")])
def test_without_the_extra_the_error_names_it(
    record: Record, method: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"onrecord\[{method.removeprefix('to_')}\]"):
        getattr(record.find(Question()), method)()


def test_an_answer_as_an_arrow_table(record: Record) -> None:
    pytest.importorskip("pyarrow")
    table = record.find(Question(kind="statements")).to_arrow()
    assert table.column("speaker.name").to_pylist()[0] == "Ilse Brandt"


def test_an_answer_as_a_data_frame(record: Record) -> None:
    pytest.importorskip("pandas")
    frame = record.find(Question(kind="statements")).to_pandas()
    assert frame["speaker.name"][0] == "Ilse Brandt"

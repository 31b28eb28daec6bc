"""Who said what, asked of a record. All people and outlets are invented."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import QueryError
from onrecord.model import Entity, Mention, Participant, Reading, Span, SpeakerRef, Statement
from onrecord.record import Query, Record, StatementQuery
from tests.record.making import MADE_BY, capture, full_reading, span, story

WALL = (
    "Wall will hold, says mayor\n\nMayor Ilse Brandt told the Courier on Monday that the wall would hold. “It is "
    "strong,” she said. “It was built by my father.” A spokesman for Nordvik denied it. Two officials said that the "
    "mayor had called the wall weak."
)
FERRY = (
    "Ferry stays\n\nPer Vik of Nordvik promised that the ferry would stay. He did not say why Brandt had doubted it."
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        opened.add_capture(capture("wall"), [wall()], MADE_BY)
        opened.add_capture(capture("ferry"), [ferry()], MADE_BY)
        yield opened


def entity(text: str, number: int, kind: Any, *words: str, acts_for: str | None = None) -> Entity:
    """An entity by the first place of each of its words; the first words are its name, the others describe it."""
    found = sorted(span(text, one) for one in words)
    mentions = tuple(
        Mention(one.start, one.end, one.text, "name" if one.text == words[0] else "nominal") for one in found
    )
    return Entity(id=f"e{number}", kind=kind, name=words[0], mentions=mentions, acts_for=acts_for)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Each paragraph's sentences, parted at a full stop or closing mark with a space and a capital after it."""
    found, start = [], 0
    for at in range(1, len(text) + 1):
        ended = text[at - 1] in ".”" and text[at - 2 : at] != ",”"
        if at == len(text) or text[at : at + 2] == "\n\n" or (ended and text[at] == " "):
            found.append((start, at))
            start = at + 2 if text[at : at + 2] == "\n\n" else at + 1
    return tuple(one for one in found if one[0] < one[1])


def said(number: int, text: str, speaker: str | None, cue: str, *content: str, **fields: Any) -> Statement:
    by, for_ = fields.pop("by", None), fields.pop("for_", None)
    ref = SpeakerRef(span=span(text, speaker) if speaker else None, entity=by, acts_for=for_)
    pieces = tuple(span(text, words) for words in content)
    return Statement(id=f"s{number}", mode=fields.pop("mode", "indirect"), content=pieces, cue=span(text, cue),
                     speaker=ref, **fields)  # fmt: skip


def wall() -> Reading:
    text = WALL
    return Reading(
        story=story(text, published="2024-03-04"),
        sentences=sentences(text),
        entities=(
            entity(text, 1, "person", "Ilse Brandt", "she", "the mayor had"),
            entity(text, 2, "organisation", "Courier"),
            entity(text, 3, "organisation", "Nordvik"),
        ),
        statements=(
            said(1, text, "Mayor Ilse Brandt", "told", "that the wall would hold", by="e1", confidence=0.9,
                 addressee=Participant(span=span(text, "the Courier"), entity="e2"), time="2024-03-04"),
            said(2, text, "she", "said.", "“It is strong,”", "“It was built by my father.”", by="e1", mode="direct"),
            said(3, text, "A spokesman for Nordvik", "denied", "it.", act="deny", for_="e3", confidence=0.6),
            said(4, text, "Two officials", "officials said", "that the mayor had called the wall weak", confidence=0.8),
            said(5, text, "the mayor had", "called", "the wall weak", by="e1", within="s4", confidence=0.4),
        ),
    )  # fmt: skip


def ferry() -> Reading:
    text = FERRY
    return Reading(
        story=story(text, published="2024-05-02", outlet="The Alda Courier"),
        sentences=sentences(text),
        entities=(entity(text, 1, "person", "Per Vik", "He did"), entity(text, 2, "person", "Brandt")),
        statements=(
            said(1, text, "Per Vik of Nordvik", "promised", "that the ferry would stay", by="e1", act="promise",
                 confidence=0.95),
            said(2, text, "He did", "did not say", "why Brandt had doubted it", by="e1", negated=True, confidence=0.7),
        ),
    )  # fmt: skip


def contents(record: Record, **asked: Any) -> list[str]:
    """What was said, in short: the last word of each statement."""
    return [line.content[0].text.split()[-1] for line in record.statements(StatementQuery(**asked))]


def test_the_latest_stories_come_first_and_a_storys_statements_as_they_stand(record: Record) -> None:
    assert contents(record) == ["stay", "it", "hold", "strong,”", "it.", "weak", "weak"]


def test_a_statement_is_told_with_speaker_circumstances_and_sentence(record: Record) -> None:
    line = record.statements(StatementQuery(by="Ilse Brandt"))[0]
    assert line.speaker.span == span(WALL, "Mayor Ilse Brandt")
    assert (line.speaker.name, line.speaker.acts_for) == ("Ilse Brandt", None)
    assert line.addressee is not None
    assert (line.addressee.name, line.time, line.confidence) == ("Courier", "2024-03-04", 0.9)
    assert (line.within, line.as_told_by) == (None, None)
    sentence = line.citation.sentence
    assert sentence == span(WALL, "Mayor Ilse Brandt told the Courier on Monday that the wall would hold.")


def test_a_split_quotation_stands_on_all_its_sentences(record: Record) -> None:
    line = record.statements(StatementQuery(about="father"))[0]
    assert [piece.text for piece in line.content] == ["“It is strong,”", "“It was built by my father.”"]
    assert line.citation.sentence == span(WALL, "“It is strong,” she said. “It was built by my father.”")


def test_what_is_said_within_a_statement_says_by_whom(record: Record) -> None:
    outer, inner = record.statements(StatementQuery(about="weak"))
    assert (inner.within, inner.as_told_by) == (outer.id, "Two officials")


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("ilse BRANDT", ["hold", "strong,”", "weak"]),  # by name, as a title, as 'she'
        ("Brandt", ["hold", "strong,”", "weak"]),  # part of her name
        ("Nordvik", ["it."]),  # its spokesman; not Per Vik of Nordvik, who is somebody himself
        ("officials", ["weak"]),  # a description of nobody known
        ("mayor", []),  # words that mean somebody known are asked for by name
        ("Brand", []),  # whole words
    ],
)
def test_by_speaker_party_or_description(record: Record, by: str, found: list[str]) -> None:
    assert contents(record, by=by) == found


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("WALL", ["hold", "weak", "weak"]),
        ("wall -weak", ["hold"]),  # the story holds 'weak', this statement does not
        ("wall hold", ["hold"]),
        ('"wall weak"', ["weak", "weak"]),
        ("ferr* OR father", ["stay", "strong,”"]),
        ('"strong it was"', []),  # no phrase runs from one span into the next
        ("Courier", []),  # the addressee is not what it is about
        ("Ilse Brandt", ["weak"]),  # whom the words 'the mayor' mean
        ("Nowhere", []),
    ],
)
def test_about_words_of_what_was_said_or_whom_it_means(record: Record, about: str, found: list[str]) -> None:
    assert contents(record, about=about) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "Monday wall"}, ["hold"]),
        ({"words": "spokesman"}, ["it."]),
        ({"words": "said -officials"}, ["strong,”"]),
        ({"act": "deny"}, ["it."]),
        ({"to": "courier"}, ["hold"]),
        ({"to": "Brandt"}, []),
        ({"confidence": 0.8}, ["stay", "hold", "weak"]),  # what has none does not count
        ({"by": "Brandt", "about": "wall", "confidence": 0.5}, ["hold"]),
        ({"stories": Query(since="2024-04")}, ["stay", "it"]),
        ({"stories": Query(outlet="the harbour post", limit=2, offset=1)}, ["strong,”", "it."]),
        ({"about": "wall", "stories": Query(limit=1, offset=1)}, ["weak"]),
    ],
)
def test_statements_are_narrowed_down_and_paged(record: Record, asked: dict[str, Any], found: list[str]) -> None:
    assert contents(record, **asked) == found


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"by": "?"}, "by '\\?' has no word in it"),
        ({"to": " "}, "to ' ' has no word in it"),
        ({"about": "-wall"}, "only says what to leave out"),
        ({"words": ""}, "has no word in it"),
        ({"confidence": 90}, "a confidence of 90 does not exist"),
    ],
)
def test_what_cannot_be_asked_says_why(asked: dict[str, Any], fault: str) -> None:
    with pytest.raises(QueryError, match=fault):
        StatementQuery(**asked)


def test_who_tells_the_same_statements_the_latest_first(record: Record) -> None:
    (vik,) = record.who("Per Vik")
    assert list(vik.said) == record.statements(StatementQuery(by="Per Vik"))
    (brandt,) = record.who("Ilse Brandt", Query(limit=1))
    assert [line.content[0].text for line in brandt.said] == ["that the wall would hold"]
    assert brandt.counts["said"] == 3


def test_a_statement_without_words_of_its_own_is_still_told(tmp_path: Path) -> None:
    one = full_reading().statements[0]
    bare = Statement(id="s1", mode="indirect", content=(Span(0, 6, "Bridge"),), act=one.act)
    with Record.open(tmp_path / "bare.onrecord") as record:
        record.add_capture(capture("bare"), [Reading(story=full_reading().story, statements=(bare,))], MADE_BY)
        (line,) = record.statements()
    assert (line.speaker.span, line.speaker.name, line.cue, line.confidence) == (None, None, None, None)
    assert line.citation.sentence == Span(0, 6, "Bridge"), "of a story without sentences the words themselves"

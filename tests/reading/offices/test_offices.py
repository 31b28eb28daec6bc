"""Given this sentence in a story of Wednesday, 22 February 2023, these offices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from onrecord.model import DateRead, Office, Reading, Span, Story, story_id
from onrecord.reading import Reader

# holder, title, of, status
Short = tuple[str, str, str | None, str]


@pytest.fixture(scope="module")
def offices(reader: Reader) -> Callable[..., tuple[Reading, tuple[Office, ...]]]:
    def _offices(text: str) -> tuple[Reading, tuple[Office, ...]]:
        published = DateRead(value="2023-02-22", read_from="given")
        paragraphs = (Span.of(text, 0, len(text)),)
        story = Story(id=story_id(text), text=text, language="en", paragraphs=paragraphs, published=published)
        reading = reader.read(story)
        return reading, reading.offices

    return _offices


def short(reading: Reading, offices: Sequence[Office]) -> set[Short]:
    names = {entity.id: entity.name for entity in reading.entities}
    return {(names[one.holder], one.title, names.get(one.of or ""), one.status) for one in offices}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # before the name
        ("Norway's finance minister Maria Jensen spoke in Berlin.",
         [("Maria Jensen", "finance minister", "Norway", "current")]),
        ("Officials in Norway met Norwegian Finance Minister Maria Jensen.",
         [("Maria Jensen", "Finance Minister", "Norway", "current")]),
        ("The prime minister of Norway, Maria Jensen, spoke in Berlin.",
         [("Maria Jensen", "prime minister", "Norway", "current")]),
        ("President Maria Jensen of Norway spoke to Dr. Peter Hansen.",
         [("Maria Jensen", "President", "Norway", "current")]),
        ("Police chief Maria Jensen and the new mayor, Peter Hansen, spoke in Berlin.",
         [("Maria Jensen", "Police chief", None, "current"), ("Peter Hansen", "mayor", None, "current")]),
        ("Prime Minister Maria Jensen and Defence Minister Gen. Peter Hansen arrived in Berlin.",
         [("Maria Jensen", "Prime Minister", None, "current"), ("Peter Hansen", "Defence Minister", None, "current")]),
        # after the name
        ("Maria Jensen, the mayor of Berlin, opened the bridge.",
         [("Maria Jensen", "mayor", "Berlin", "current")]),
        ("Maria Jensen, 54, Norway's ambassador to Germany, opened the bridge.",
         [("Maria Jensen", "ambassador to Germany", "Norway", "current")]),
        ("Maria Jensen (left), the minister of foreign affairs and trade, opened the bridge.",
         [("Maria Jensen", "minister of foreign affairs and trade", None, "current")]),
        ("Maria Jensen, now deputy prime minister for economic affairs of Norway, opened the bridge.",
         [("Maria Jensen", "deputy prime minister for economic affairs", "Norway", "current")]),
        # lists
        ("Maria Jensen and Peter Hansen, ministers of finance and defence, met in Berlin.",
         [("Maria Jensen", "ministers of finance and defence", None, "current"),
          ("Peter Hansen", "ministers of finance and defence", None, "current")]),
        ("Presidents Maria Jensen of Norway and Peter Hansen of Germany met in Berlin.",
         [("Maria Jensen", "Presidents", "Norway", "current"), ("Peter Hansen", "Presidents", "Germany", "current")]),
        ("Maria Jensen, founder and chief executive of Microsoft, met officials in Berlin.",
         [("Maria Jensen", "founder", "Microsoft", "current"),
          ("Maria Jensen", "chief executive", "Microsoft", "current")]),
        # a verb says it
        ("Maria Jensen is the president of Norway.", [("Maria Jensen", "president", "Norway", "current")]),
        ("The new president of Norway is Maria Jensen.", [("Maria Jensen", "president", "Norway", "current")]),
        ("The United Nations named Maria Jensen as its special envoy to Kenya.",
         [("Maria Jensen", "special envoy to Kenya", None, "current")]),
    ],
)  # fmt: skip
def test_titles_before_after_in_lists_and_in_clauses(
    offices: Callable[..., tuple[Reading, tuple[Office, ...]]], text: str, expected: list[Short]
) -> None:
    assert short(*offices(text)) == set(expected)


@pytest.mark.parametrize(
    ("words", "title", "status"),
    [
        ("Former Prime Minister", "Prime Minister", "former"),
        ("Ex-Prime Minister", "Prime Minister", "former"),
        ("The late prime minister", "prime minister", "former"),
        ("Then-prime minister", "prime minister", "former"),
        ("Acting Prime Minister", "Prime Minister", "acting"),
        ("Caretaker Prime Minister", "Prime Minister", "acting"),
        ("Interim Prime Minister", "Prime Minister", "acting"),
        ("Prime Minister-elect", "Prime Minister", "designate"),
        ("Incoming Prime Minister", "Prime Minister", "designate"),
        ("Outgoing Prime Minister", "Prime Minister", "current"),
        ("Prime Minister", "Prime Minister", "current"),
    ],
)
def test_words_beside_a_title_say_its_status_and_are_no_part_of_it(
    offices: Callable[..., tuple[Reading, tuple[Office, ...]]], words: str, title: str, status: str
) -> None:
    reading, found = offices(f"{words} Maria Jensen spoke in Berlin on Monday.")
    assert short(reading, found) == {("Maria Jensen", title, None, status)}


@pytest.mark.parametrize(
    ("text", "begins", "ends", "status"),
    [
        ("Maria Jensen, who served as prime minister of Norway from 2018 to 2022, spoke.", "2018", "2022", "former"),
        ("Maria Jensen, prime minister of Norway since August 2021, spoke.", "2021-08", None, "current"),
        ("Maria Jensen was prime minister of Norway until 2010.", None, "2010", "former"),
        ("Maria Jensen, who became prime minister of Norway in 2019, spoke.", "2019", None, "current"),
        ("Maria Jensen was elected prime minister of Norway in 2019.", "2019", None, "current"),
        ("Maria Jensen was sworn in as prime minister of Norway on Monday.", "2023-02-20", None, "current"),
        ("Maria Jensen resigned as prime minister of Norway on Monday.", None, "2023-02-20", "former"),
        ("The prime minister of Norway, Maria Jensen, resigned on Monday.", None, "2023-02-20", "former"),
        ("Maria Jensen will become prime minister of Norway in March.", "2023-03", None, "designate"),
    ],
)
def test_an_office_begins_and_ends_when_the_text_says_so(
    offices: Callable[..., tuple[Reading, tuple[Office, ...]]],
    text: str,
    begins: str | None,
    ends: str | None,
    status: str,
) -> None:
    reading, (office,) = offices(text)
    assert (office.begins, office.ends, office.status) == (begins, ends, status)
    assert short(reading, [office]) == {("Maria Jensen", "prime minister", "Norway", status)}
    assert office.as_of == "2023-02-22"


def test_one_leaves_and_another_comes(offices: Callable[..., tuple[Reading, tuple[Office, ...]]]) -> None:
    expected = {
        ("Peter Hansen", "president", "Norway", "former", None, "2023-02-19"),
        ("Maria Jensen", "president", "Norway", "current", "2023-02-19", None),
    }
    for text in (
        "Norway's president Peter Hansen was replaced on Sunday by Maria Jensen.",
        "Maria Jensen succeeded Peter Hansen as president of Norway on Sunday.",
    ):
        reading, found = offices(text)
        names = {entity.id: entity.name for entity in reading.entities}
        assert {
            (names[one.holder], one.title, names[one.of or ""], one.status, one.begins, one.ends) for one in found
        } == expected


@pytest.mark.parametrize(
    "text",
    [
        "Singer Maria Jensen and resident Peter Hansen spoke in Berlin.",
        "Professor Maria Jensen and Dr. Peter Hansen spoke in Berlin.",
        "Gen. Peter Hansen spoke in Berlin.",  # a rank is no office
        "Presidential candidate Maria Jensen spoke in Berlin.",
        "If Maria Jensen is elected president, taxes will fall.",
        "Maria Jensen could become president of Norway.",
        "Maria Jensen was not appointed president of Norway.",
        "Maria Jensen, the president's daughter, spoke in Berlin.",
        "The president met Maria Jensen in Berlin.",
    ],
)
def test_no_office(offices: Callable[..., tuple[Reading, tuple[Office, ...]]], text: str) -> None:
    reading, found = offices(text)
    assert short(reading, found) == set()


def test_an_occupation_counts_in_a_named_body(offices: Callable[..., tuple[Reading, tuple[Office, ...]]]) -> None:
    text = "Maria Jensen, professor of economics at the University of Oslo, spoke in Berlin."
    assert short(*offices(text)) == {("Maria Jensen", "professor of economics", "University of Oslo", "current")}


def test_several_statements_of_an_office_are_one_with_all_their_evidence(
    offices: Callable[..., tuple[Reading, tuple[Office, ...]]],
) -> None:
    text = (
        "Minister Maria Jensen spoke. Maria Jensen, Norway's defence minister, left Berlin. "
        "Defense Minister Jensen flew."
    )
    reading, (office,) = offices(text)
    assert (office.title, office.of is not None) == ("defence minister", True)
    assert len(office.evidence) == 3
    assert all(span.holds_in(text) for span in office.evidence)
    assert reading.stopped_at is None


def test_a_deputys_office_is_not_the_chiefs(offices: Callable[..., tuple[Reading, tuple[Office, ...]]]) -> None:
    text = "Maria Jensen, the president of Norway, was vice president of Norway from 2010 to 2014."
    assert len(offices(text)[1]) == 2

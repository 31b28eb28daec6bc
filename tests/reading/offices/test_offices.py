"""Given this sentence in a story of Wednesday, 22 February 2023, these offices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Reading

Read = Callable[[str], Reading]
# holder, title, of, status
Short = tuple[str, str, str | None, str]


def short(reading: Reading) -> set[Short]:
    names = {entity.id: entity.name for entity in reading.entities}
    return {(names[one.holder], one.title, names.get(one.of or ""), one.status) for one in reading.offices}


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
        ("Norway's army chief, Lt. Gen. Peter Hansen, arrived in Berlin.",
         [("Peter Hansen", "army chief", "Norway", "current")]),
        # after the name
        ("Maria Jensen, the mayor of Berlin, opened the bridge.",
         [("Maria Jensen", "mayor", "Berlin", "current")]),
        ("Maria Jensen, 54, Norway's ambassador to Germany, opened the bridge.",
         [("Maria Jensen", "ambassador to Germany", "Norway", "current")]),
        ("Maria Jensen (left), the minister of foreign affairs and trade, opened the bridge.",
         [("Maria Jensen", "minister of foreign affairs and trade", None, "current")]),
        ("Maria Jensen, now deputy prime minister for economic affairs of Norway, opened the bridge.",
         [("Maria Jensen", "deputy prime minister for economic affairs", "Norway", "current")]),
        # whose office it is
        ("Kenya's Orange Party spokesperson Maria Jensen spoke.",
         [("Maria Jensen", "spokesperson", "Orange Party", "current")]),
        ("Norway-backed deputy prime minister Maria Jensen spoke.",
         [("Maria Jensen", "deputy prime minister", None, "current")]),
        ("Sen. Maria Jensen (R-Texas) and Senator Peter Hansen, Democrat of Texas, voted.",
         [("Maria Jensen", "Sen.", "Texas", "current"), ("Peter Hansen", "Senator", "Texas", "current")]),
        ("Maria Jensen, a spokeswoman for the Interior Ministry, spoke.",
         [("Maria Jensen", "spokeswoman", "Interior Ministry", "current")]),
        ("Maria Jensen, head of the electoral commission, spoke.",
         [("Maria Jensen", "head of the electoral commission", None, "current")]),
        ("Harbour Union President Maria Jensen and Vice President Peter Hansen spoke.",
         [("Maria Jensen", "President", "Harbour Union", "current"),
          ("Peter Hansen", "Vice President", "Harbour Union", "current")]),
        ("The president of the Harbour Union, Maria Jensen, and its director, Peter Hansen, spoke.",
         [("Maria Jensen", "president", "Harbour Union", "current"), ("Peter Hansen", "director", None, "current")]),
        # lists
        ("Maria Jensen and Peter Hansen, ministers of finance and defence, met in Berlin.",
         [("Maria Jensen", "ministers of finance and defence", None, "current"),
          ("Peter Hansen", "ministers of finance and defence", None, "current")]),
        ("Presidents Maria Jensen of Norway and Peter Hansen of Germany met in Berlin.",
         [("Maria Jensen", "Presidents", "Norway", "current"), ("Peter Hansen", "Presidents", "Germany", "current")]),
        ("Maria Jensen, founder and chief executive of the Harbour Union, met officials in Berlin.",
         [("Maria Jensen", "founder", "Harbour Union", "current"),
          ("Maria Jensen", "chief executive", "Harbour Union", "current")]),
        # a verb says it
        ("Maria Jensen is the president of Norway.", [("Maria Jensen", "president", "Norway", "current")]),
        ("The new president of Norway is Maria Jensen.", [("Maria Jensen", "president", "Norway", "current")]),
        ("Maria Jensen was elected president of Norway and leader of the Orange Party.",
         [("Maria Jensen", "president", "Norway", "current"), ("Maria Jensen", "leader", "Orange Party", "current")]),
        ("The Interior Ministry named Maria Jensen as its special envoy to Kenya.",
         [("Maria Jensen", "special envoy to Kenya", None, "current")]),
    ],
)  # fmt: skip
def test_titles_before_after_in_lists_and_in_clauses(read_offices: Read, text: str, expected: list[Short]) -> None:
    assert short(read_offices(text)) == set(expected)


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
    read_offices: Read, words: str, title: str, status: str
) -> None:
    assert short(read_offices(f"{words} Maria Jensen spoke in Berlin on Monday.")) == {
        ("Maria Jensen", title, None, status)
    }


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
        ("Maria Jensen, prime minister of Norway from 2018 to 2022, spoke.", "2018", "2022", "former"),
        ("Maria Jensen, the prime minister of Norway between 2018 and 2022, spoke.", "2018", "2022", "former"),
        ("Maria Jensen, prime minister of Norway (2018-2022), spoke.", "2018", "2022", "former"),
        ("Maria Jensen, prime minister of Norway (2018–22), spoke.", "2018", "2022", "former"),
        ("Maria Jensen (prime minister of Norway, 2018 to 2022) spoke.", "2018", "2022", "former"),
        ("Maria Jensen, prime minister of Norway until last month, spoke.", None, "2023-01", "former"),
        ("Maria Jensen, prime minister of Norway until May 2022, spoke.", None, "2022-05", "former"),
        ("Maria Jensen, who has been prime minister of Norway since 2019, spoke.", "2019", None, "current"),
        ("Maria Jensen has served as prime minister of Norway since last August.", "2022-08", None, "current"),
        ("Since 2019, Maria Jensen has been prime minister of Norway.", "2019", None, "current"),
        ("In 2019, Maria Jensen became prime minister of Norway.", "2019", None, "current"),
        ("Maria Jensen became prime minister of Norway on 3 March 2019.", "2019-03-03", None, "current"),
        ("Maria Jensen took office as prime minister of Norway in January 2020.", "2020-01", None, "current"),
        ("Maria Jensen took over as prime minister of Norway in January 2020.", "2020-01", None, "current"),
        ("Maria Jensen, appointed prime minister of Norway in 2019, spoke.", "2019", None, "current"),
        ("Maria Jensen, elected prime minister of Norway last year, spoke.", "2022", None, "current"),
        ("Maria Jensen stepped down as prime minister of Norway in 2021.", None, "2021", "former"),
        ("Maria Jensen, who resigned as prime minister of Norway in December, spoke.", None, "2022-12", "former"),
        ("Maria Jensen was ousted as prime minister of Norway in April 2022.", None, "2022-04", "former"),
        ("Maria Jensen left office as prime minister of Norway in 2021.", None, "2021", "former"),
        ("Maria Jensen will step down as prime minister of Norway in June.", None, "2023-06", "current"),
        ("Maria Jensen will take office as prime minister of Norway on 1 March.", "2023-03-01", None, "designate"),
        ("Maria Jensen, who will be prime minister of Norway from March, spoke.", "2023-03", None, "designate"),
        ("Maria Jensen was prime minister of Norway in 2019.", None, None, "former"),
        ("Maria Jensen, then prime minister of Norway, spoke in 2019.", None, None, "former"),
        ("Maria Jensen, prime minister of Norway, spoke on Monday.", None, None, "current"),
        ("Maria Jensen was prime minister of Norway for three years until 2021.", None, "2021", "former"),
        ("Maria Jensen served two terms as prime minister of Norway, from 2014 to 2022.", "2014", "2022", "former"),
        ("Maria Jensen has been the prime minister of Norway for the past three years.", None, None, "current"),
        ("Maria Jensen's term as prime minister of Norway ended in 2021.", None, "2021", "former"),
        ("The prime minister of Norway, Maria Jensen, who held the office from 2015 to 2021, spoke.",
         "2015", "2021", "former"),
        ("The prime minister of Norway, Maria Jensen, who has held the post since 2019, spoke.",
         "2019", None, "current"),
    ],
)
def test_an_office_begins_and_ends_when_the_text_says_so(
    read_offices: Read,
    text: str,
    begins: str | None,
    ends: str | None,
    status: str,
) -> None:
    reading = read_offices(text)
    (office,) = reading.offices
    assert (office.begins, office.ends) == (begins, ends)
    assert short(reading) == {("Maria Jensen", "prime minister", "Norway", status)}
    assert office.as_of == "2023-02-22"


def test_one_leaves_and_another_comes(read_offices: Read) -> None:
    expected = {
        ("Peter Hansen", "president", "Norway", "former", None, "2023-02-19"),
        ("Maria Jensen", "president", "Norway", "current", "2023-02-19", None),
    }
    for text in (
        "Norway's president Peter Hansen was replaced on Sunday by Maria Jensen.",
        "Maria Jensen succeeded Peter Hansen as president of Norway on Sunday.",
    ):
        reading = read_offices(text)
        names = {entity.id: entity.name for entity in reading.entities}
        assert {
            (names[one.holder], one.title, names[one.of or ""], one.status, one.begins, one.ends)
            for one in reading.offices
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
def test_no_office(read_offices: Read, text: str) -> None:
    assert short(read_offices(text)) == set()


def test_an_occupation_counts_in_a_named_body(read_offices: Read) -> None:
    text = "Maria Jensen, professor of economics at the University of Oslo, spoke in Berlin."
    assert short(read_offices(text)) == {("Maria Jensen", "professor of economics", "University of Oslo", "current")}


def test_several_statements_of_an_office_are_one_with_all_their_evidence(
    read_offices: Read,
) -> None:
    text = (
        "Minister Maria Jensen spoke. Maria Jensen, Norway's defence minister, left Berlin. "
        "Defense Minister Jensen flew."
    )
    reading = read_offices(text)
    (office,) = reading.offices
    assert (office.title, office.of is not None) == ("defence minister", True)
    assert len(office.evidence) == 3
    assert all(span.holds_in(text) for span in office.evidence)


def test_a_deputys_office_is_not_the_chiefs(read_offices: Read) -> None:
    text = "Maria Jensen, the president of Norway, was vice president of Norway from 2010 to 2014."
    assert len(read_offices(text).offices) == 2


def test_a_title_alone_adds_to_an_office_that_is_stated_and_states_none_itself(read_offices: Read) -> None:
    reading = read_offices("Ex-PM arrested in Berlin. Prime Minister Maria Jensen had left Norway on Sunday.")
    (office,) = reading.offices
    assert [span.text for span in office.evidence] == ["Ex-PM", "Prime Minister Maria Jensen"]
    assert office.status == "former"
    assert not read_offices("Ex-PM arrested in Berlin. Maria Jensen had left Norway on Sunday.").offices


@pytest.mark.parametrize(
    "text",
    [
        "Either Maria Jensen or Peter Hansen will be prime minister of Norway.",
        "If Peter Hansen leaves and Maria Jensen becomes prime minister of Norway, taxes will rise.",
        "It was a good year for our potential prime minister, Maria Jensen.",
        "The would-be prime minister Maria Jensen spoke.",
        "Maria Jensen, the international justice project lead, spoke.",
        "According to Maria Jensen, a mayor of Berlin was ill.",
    ],
)
def test_what_is_supposed_or_only_sounds_alike_is_no_office(read_offices: Read, text: str) -> None:
    assert not read_offices(text).offices


def test_of_two_bodies_and_two_holders_each_has_one(read_offices: Read) -> None:
    assert short(read_offices("The Norwegian and Kenyan presidents Maria Jensen and Peter Hansen met.")) == {
        ("Maria Jensen", "presidents", "Norwegian", "current"),
        ("Peter Hansen", "presidents", "Kenyan", "current"),
    }


def test_two_former_titles_after_one_article(read_offices: Read) -> None:
    assert short(read_offices("Maria Jensen, a former lieutenant governor and ambassador, spoke.")) == {
        ("Maria Jensen", "lieutenant governor", None, "former"),
        ("Maria Jensen", "ambassador", None, "former"),
    }


def test_a_title_of_several_words_is_one(read_offices: Read) -> None:
    text = "The Harbour Union undersecretary general for legal affairs, Maria Jensen, spoke."
    assert short(read_offices(text)) == {
        ("Maria Jensen", "undersecretary general for legal affairs", "Harbour Union", "current")
    }

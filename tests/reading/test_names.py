"""Given this story, these names: one kind a string, one entity a person, every mention where it stands."""

from collections.abc import Callable

import pytest

from onrecord.model import Entity, Reading
from onrecord.reading.pipeline import Pipeline
from onrecord.reading.quotations import Quotations

Read = Callable[..., Reading]


def named(reading: Reading, name: str) -> Entity:
    (entity,) = (one for one in reading.entities if one.name == name)
    return entity


def forms(entity: Entity) -> list[str]:
    return [mention.text for mention in entity.mentions if mention.form == "name"]


def test_a_surname_is_the_one_person_who_carries_it(read: Read) -> None:
    reading = read(
        "Maria Jensen, who lives in Berlin, opened the bridge on Monday.",
        "Jensen said that Germany had waited. “Mrs. Jensen's bridge,” people called it.",
    )
    maria = named(reading, "Maria Jensen")
    assert maria.kind == "person"
    assert forms(maria) == ["Maria Jensen", "Jensen", "Jensen"]
    assert named(reading, "Berlin").kind == "place"
    assert named(reading, "Germany").kind == "place"


def test_two_people_of_one_surname_are_never_merged(read: Read) -> None:
    reading = read(
        "Maria Jensen and Peter Jensen met in Oslo on Monday.",
        "Jensen said that the talks went well.",
    )
    assert forms(named(reading, "Maria Jensen")) == ["Maria Jensen"]
    assert forms(named(reading, "Peter Jensen")) == ["Peter Jensen"]
    assert forms(named(reading, "Jensen")) == ["Jensen"]


@pytest.mark.parametrize("body", ["Renamo", "Fatah", "Huthi"])
def test_a_body_on_the_list_of_organisations_is_nobody_s_surname(read: Read, body: str) -> None:
    assert named(read(f"{body} and the government signed a truce on Friday."), body).kind == "organisation"
    assert named(read(f"Former minister Peter {body} opened the bridge."), f"Peter {body}").kind == "person"


def test_the_family_comes_first_in_chinese_and_korean_names(read: Read) -> None:
    reading = read(
        "Chinese engineer Lin Meizhen opened the bridge on Monday, and Kwon Tae-min sang.",
        "Lin thanked the workers. Kwon left early, and the dancer Kim Petersen stayed.",
    )
    assert forms(named(reading, "Lin Meizhen")) == ["Lin Meizhen", "Lin"]
    assert forms(named(reading, "Kwon Tae-min")) == ["Kwon Tae-min", "Kwon"]
    assert forms(named(reading, "Kim Petersen")) == ["Kim Petersen"]


def test_a_hyphenated_town_is_one_place(read: Read) -> None:
    reading = read("Police in Port-au-Prince closed the road to Aix-en-Provence on Monday.")
    assert forms(named(reading, "Port-au-Prince")) == ["Port-au-Prince"]
    assert named(reading, "Aix-en-Provence").kind == "place"


def test_a_middle_initial_makes_no_second_person(read: Read) -> None:
    reading = read("Peter J. Hansen resigned on Friday.", "Peter Hansen had been ill. Hansen is 61.")
    assert forms(named(reading, "Peter J. Hansen")) == ["Peter J. Hansen", "Peter Hansen", "Hansen"]


def test_spellings_of_a_middle_name_make_no_second_person_and_other_names_do(read: Read) -> None:
    reading = read("Officials met Karim Mohammad Asif in Berlin.", "Mr. Karim Muhammad Asif left on Monday.")
    assert forms(named(reading, "Karim Mohammad Asif")) == ["Karim Mohammad Asif", "Karim Muhammad Asif"]
    reading = read("Peter John Hansen and Peter Lucas Hansen met in Berlin.")
    assert len([entity for entity in reading.entities if entity.kind == "person"]) == 2


def test_a_son_is_not_his_father(read: Read) -> None:
    reading = read("Peter Hansen resigned on Friday, and Peter Hansen Jr. said he was glad.")
    assert len([entity for entity in reading.entities if entity.kind == "person"]) == 2


def test_titles_and_possessives_stand_outside_the_name(read: Read) -> None:
    reading = read("Former Prime Minister Maria Jensen's party lost. President Peter Hansen’s party won in Norway.")
    assert forms(named(reading, "Maria Jensen")) == ["Maria Jensen"]
    assert forms(named(reading, "Peter Hansen")) == ["Peter Hansen"]


def test_a_title_alone_names_nobody(read: Read) -> None:
    reading = read("Defence Minister Maria Jensen resigned. The Defence Minister had been ill.")
    assert [entity.name for entity in reading.entities] == ["Maria Jensen"]


def test_an_abbreviation_keeps_its_full_stop_and_a_sentence_does_not(read: Read) -> None:
    reading = read("The mayor of Springfield, Ill., met officials from the U.S. The talks took place in Berlin.")
    assert forms(named(reading, "U.S.")) == ["U.S."]
    assert forms(named(reading, "Berlin")) == ["Berlin"]


def test_the_article_stands_outside_the_name(read: Read) -> None:
    reading = read("The United Nations met in New York. Officials of the United Nations spoke.")
    assert forms(named(reading, "United Nations")) == ["United Nations", "United Nations"]


def test_a_dateline_names_a_place(read: Read) -> None:
    reading = read("STAVANGER: Officials opened a bridge in Stavanger on Monday.", dateline="STAVANGER")
    place = named(reading, "Stavanger")
    assert place.kind == "place"
    assert forms(place) == ["STAVANGER", "Stavanger"]
    assert reading.story.datelines[0].place == place.id


def test_initials_in_brackets_name_the_same_body(read: Read) -> None:
    reading = read("The European Central Bank (ECB) met in Frankfurt.", "The ECB raised its rate on Thursday.")
    assert forms(named(reading, "European Central Bank")) == ["European Central Bank", "ECB", "ECB"]


def test_ids_follow_the_first_mentions(read: Read) -> None:
    reading = read("Maria Jensen met Peter Hansen in Berlin.", "Hansen thanked Germany.")
    firsts = [entity.mentions[0].start for entity in reading.entities]
    assert firsts == sorted(firsts)
    assert [entity.id for entity in reading.entities] == [f"e{n}" for n in range(1, len(firsts) + 1)]


def test_a_weekday_is_nobody(read: Read) -> None:
    assert not read("Monday was cold.").entities


def test_names_need_parses() -> None:
    assert "parses" not in Pipeline([Quotations()]).adds


def test_an_insertion_belongs_to_the_name(read: Read) -> None:
    reading = read("“I met Mr. Peter Lucas [Hansen] Brandt in Oslo,” said Maria Jensen.", "Peter Hansen was ill.")
    assert forms(named(reading, "Peter Lucas Hansen Brandt")) == ["Peter Lucas [Hansen] Brandt", "Peter Hansen"]


def test_a_body_called_for_short_is_no_person(read: Read) -> None:
    reading = read(
        "The Hansen Motor Company cut 200 jobs on Monday.",
        "Hansen will close a plant in Germany, and Hansen shares fell. William Peter Hansen founded it.",
    )
    (body,) = (one for one in reading.entities if "Hansen" in forms(one))
    assert body.kind == "organisation"


def test_a_dateline_names_its_agency(read: Read) -> None:
    reading = read(
        "OSLO (Northern Wire) - Officials met in Oslo on Monday.",
        "Northern Wire was told so.",
        dateline="OSLO",
        agency="Northern Wire",
    )
    agency = named(reading, "Northern Wire")
    assert agency.kind == "organisation"
    assert forms(agency) == ["Northern Wire", "Northern Wire"]


def test_words_for_places_say_that_a_name_is_one(read: Read) -> None:
    reading = read("Officials met on Monday. Lorries waited at the Hansen and Brandt border crossings for two days.")
    assert {named(reading, name).kind for name in ("Hansen", "Brandt")} == {"place"}


def test_a_word_for_a_place_stands_outside_its_name_and_a_people_is_no_place(read: Read) -> None:
    reading = read("Officials met on Monday. Lorries waited in Maren Qald province, and in Greek villages.")
    assert named(reading, "Maren Qald").kind == "place"
    assert named(reading, "Greek").kind == "group"

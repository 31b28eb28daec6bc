"""Given this story, whom its titles and descriptions mean, and which bodies without a name act in it."""

from collections.abc import Callable

import pytest

from onrecord.capture.anatomy import as_story
from onrecord.model import Entity, Reading
from onrecord.reading import Reader
from onrecord.reading.descriptions import Descriptions
from onrecord.reading.encoding import Encoding
from onrecord.reading.names import Names
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences

Describe = Callable[..., Reading]


@pytest.fixture(scope="module")
def describe() -> Describe:
    reader = Reader([Quotations(), Sentences(), Encoding(), Names(), Descriptions()])

    def _describe(*paragraphs: str) -> Reading:
        """The reading of a story of these paragraphs, its headline before them."""
        return reader.read(as_story("\n\n".join(["What happened on the coast", *paragraphs])))

    return _describe


def said_of(reading: Reading, name: str) -> list[str]:
    """How else the story speaks of the entity of this name."""
    (entity,) = (one for one in reading.entities if one.name == name)
    return [mention.text for mention in entity.mentions if mention.form != "name"]


def unnamed(reading: Reading) -> list[Entity]:
    return [one for one in reading.entities if all(mention.form == "nominal" for mention in one.mentions)]


# ---- titles ----------------------------------------------------------------------------------------------------------


def test_a_title_stands_for_the_one_person_who_holds_it(describe: Describe) -> None:
    reading = describe(
        "Prime Minister Maria Jensen arrived on Monday. Peter Hansen was late.", "The prime minister left."
    )
    assert said_of(reading, "Maria Jensen") == ["The prime minister"]
    assert said_of(reading, "Peter Hansen") == []


def test_a_former_holder_is_not_the_holder(describe: Describe) -> None:
    reading = describe(
        "A report about former prime minister Peter Hansen was shared on Friday.",
        "The prime minister did not comment. The former prime minister did.",
    )
    assert said_of(reading, "Peter Hansen") == ["The former prime minister"]


def test_of_two_ministers_neither_is_the_minister(describe: Describe) -> None:
    reading = describe(
        "Foreign Minister Maria Jensen met Defence Minister Peter Hansen in Oslo.",
        "The minister left early. The foreign minister stayed.",
    )
    assert said_of(reading, "Maria Jensen") == ["The foreign minister"]
    assert said_of(reading, "Peter Hansen") == []


def test_a_deputy_is_not_the_one_whose_deputy_he_is(describe: Describe) -> None:
    reading = describe("Deputy Prime Minister Peter Hansen spoke in Oslo.", "The prime minister listened.")
    assert said_of(reading, "Peter Hansen") == []


def test_the_country_of_a_title_counts(describe: Describe) -> None:
    reading = describe("Kenya's president, Daniel Otieno, met aides.", "The Peruvian president was absent.")
    assert "The Peruvian president" not in said_of(reading, "Daniel Otieno")


def test_an_office_is_not_its_holder(describe: Describe) -> None:
    reading = describe("Prime Minister Maria Jensen spoke.", "The prime minister's office declined to comment.")
    assert said_of(reading, "Maria Jensen") == []


# ---- descriptions ----------------------------------------------------------------------------------------------------


def test_an_apposition_describes_and_is_taken_up_again(describe: Describe) -> None:
    reading = describe(
        "The army attacked the Sava Liberation Front, a proscribed network, on Monday.",
        "Officials said that the outlawed group had many fighters.",
    )
    assert said_of(reading, "Sava Liberation Front") == ["a proscribed network", "the outlawed group"]


def test_a_description_that_two_may_mean_stays_unresolved(describe: Describe) -> None:
    reading = describe("Merrow Motors Inc. and Alder Motors Inc. met in Berlin.", "The company declined to comment.")
    assert not any(mention.text == "The company" for one in reading.entities for mention in one.mentions)


def test_a_relative_is_described_only_where_the_name_stands_beside(describe: Describe) -> None:
    reading = describe("Peter Hansen came with his sister Ana Hansen. His brother stayed in Oslo.")
    assert said_of(reading, "Ana Hansen") == ["his sister"]
    assert not any(mention.text == "His brother" for one in reading.entities for mention in one.mentions)


def test_a_country_is_no_town(describe: Describe) -> None:
    reading = describe("Officials from Kenya arrived on Monday.", "The city was quiet, and the country was at peace.")
    assert said_of(reading, "Kenya") == ["the country"]


def test_a_town_is_the_city(describe: Describe) -> None:
    reading = describe("Officials from Kenya met in Rotterdam on Monday.", "The city was quiet.")
    assert said_of(reading, "Rotterdam") == ["The city"]
    assert said_of(reading, "Kenya") == []


def test_words_that_tell_which_one_is_meant_refer_to_no_name(describe: Describe) -> None:
    reading = describe(
        "Officials met in Kenya on Monday.", "The country that won the match was glad, as was the other country."
    )
    assert said_of(reading, "Kenya") == []


def test_a_description_of_its_own_kind_only(describe: Describe) -> None:
    reading = describe("Maria Jensen spoke to reporters on Monday.", "The company said nothing.")
    assert said_of(reading, "Maria Jensen") == []


# ---- bodies and groups -----------------------------------------------------------------------------------------------


def test_a_body_is_one_with_and_without_its_place(describe: Describe) -> None:
    reading = describe(
        "Talks were held, said the foreign office in Nairobi on Monday.", "The foreign office declined to comment."
    )
    (body,) = unnamed(reading)
    assert (body.kind, body.name) == ("organisation", "foreign office in Nairobi")
    assert [mention.text for mention in body.mentions] == ["the foreign office in Nairobi", "The foreign office"]


def test_bodies_of_two_countries_are_two(describe: Describe) -> None:
    reading = describe("The Kenyan government thanked the Peruvian government.", "The government did not say why.")
    assert [one.name for one in unnamed(reading)] == ["Kenyan government", "Peruvian government", "government"]


def test_one_country_in_two_wordings_is_one(describe: Describe) -> None:
    reading = describe("The Kenyan government met unions.", "Kenya's government, and the government of Kenya, agreed.")
    (body,) = (one for one in unnamed(reading) if one.kind == "organisation")
    assert len(body.mentions) == 3


def test_a_body_that_only_tells_what_sort_something_is_acts_not(describe: Describe) -> None:
    assert not unnamed(describe("Maria Jensen visited a police station and an army base."))


def test_groups_are_joined_by_the_same_words(describe: Describe) -> None:
    reading = describe(
        "Kenyan officials met union leaders in Oslo.", "Kenyan officials left. Peruvian officials stayed."
    )
    groups = {one.name: len(one.mentions) for one in unnamed(reading) if one.kind == "group"}
    assert groups["Kenyan officials"] == 2
    assert groups["Peruvian officials"] == 1


def test_another_government_is_another(describe: Describe) -> None:
    reading = describe("The regional government met union leaders.", "The government was absent.")
    assert [one.name for one in unnamed(reading) if one.kind == "organisation"] == ["regional government", "government"]


def test_an_office_to_win_and_a_title_are_no_bodies(describe: Describe) -> None:
    assert not unnamed(
        describe("Maria Jensen wants to win the presidency, said Peter Hansen, leader of the opposition.")
    )


def test_any_officials_are_nobody(describe: Describe) -> None:
    assert not unnamed(describe("Some officials said that no police came."))


# ---- the stage -------------------------------------------------------------------------------------------------------


def test_ids_go_on_after_the_names_and_mentions_are_in_order(describe: Describe) -> None:
    reading = describe(
        "The police stopped Maria Jensen in Oslo.", "Kenyan officials told the police that the city is safe."
    )
    assert [entity.id for entity in reading.entities] == [f"e{n}" for n in range(1, len(reading.entities) + 1)]
    for entity in reading.entities:
        assert list(entity.mentions) == sorted(entity.mentions)
        assert all(reading.story.text[m.start : m.end] == m.text for m in entity.mentions)


def test_long_and_odd_text_is_read_in_time(describe: Describe) -> None:
    reading = describe("the company said the group " * 400, "\u202ethe army\u3000of \u200b the police’s " * 60)
    assert reading.stopped_at is None

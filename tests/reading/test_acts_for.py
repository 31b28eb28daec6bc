"""Given this story, for whom its capitals, palaces, ministries and spokesmen act."""

from collections.abc import Callable

import pytest

from onrecord.capture.anatomy import as_story
from onrecord.model import Reading
from onrecord.reading import Reader
from onrecord.reading.acts_for import ActsFor
from onrecord.reading.descriptions import Descriptions
from onrecord.reading.encoding import Encoding
from onrecord.reading.names import Names
from onrecord.reading.offices import Offices
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.times import Times

Meant = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def meant() -> Meant:
    reader = Reader([Quotations(), Sentences(), Encoding(), Names(), Descriptions(), Times(), Offices(), ActsFor()])

    def _meant(*paragraphs: str) -> dict[str, str]:
        """Who acts for whom in a story of these paragraphs, by name."""
        reading: Reading = reader.read(as_story("\n\n".join(["What happened on the coast", *paragraphs])))
        names = {entity.id: entity.name for entity in reading.entities}
        return {entity.name: names[entity.acts_for] for entity in reading.entities if entity.acts_for}

    return _meant


def test_a_capital_that_speaks_acts_for_its_country(meant: Meant) -> None:
    assert meant("The border of Kenya is open.", "Nairobi said on Monday that it would stay so.") == {
        "Nairobi": "Kenya"
    }


def test_a_capital_where_something_happens_is_a_town(meant: Meant) -> None:
    assert meant("Officials of the union met in Nairobi on Monday, and Kenya was glad.") == {}


def test_without_the_country_in_the_story_nobody_is_meant(meant: Meant) -> None:
    assert meant("Nairobi said on Monday that the border would stay open.") == {}


def test_talks_between_capitals(meant: Meant) -> None:
    found = meant("Germany and France are neighbours.", "Talks between Berlin and Paris went on for a week.")
    assert found == {"Berlin": "Germany", "Paris": "France"}


def test_a_palace_stands_for_its_government(meant: Meant) -> None:
    assert meant("Russia is large.", "The Kremlin did not comment on Monday.")["Kremlin"] == "Russia"


def test_a_ministry_acts_for_the_country_of_its_place_or_possessor(meant: Meant) -> None:
    found = meant(
        "Kenya and Peru are far apart.",
        "The foreign office in Nairobi said so. The Peruvian government agreed, and the police came.",
    )
    assert found == {"foreign office in Nairobi": "Kenya", "Peruvian government": "Peru"}


def test_a_government_of_no_stated_country_is_that_of_the_only_one(meant: Meant) -> None:
    assert meant("Kenya is large.", "The government said that it was glad.") == {"government": "Kenya"}
    assert meant("Kenya met Peru.", "The government said that it was glad.") == {}


def test_a_spokesman_acts_for_his_body(meant: Meant) -> None:
    found = meant("The Harbour Union met in Oslo.", "Harbour Union spokesman Peter Hansen said that talks were held.")
    assert found == {"Peter Hansen": "Harbour Union"}


def test_officials_act_for_their_country(meant: Meant) -> None:
    assert meant("Kenya is large.", "Kenyan officials said that Kenyan farmers waited.") == {
        "Kenyan officials": "Kenya"
    }


def test_officials_of_something_that_is_held_in_a_capital_act_for_nobody(meant: Meant) -> None:
    text = "The Nairobi summit officials said that farmers waited."
    assert "The Nairobi summit officials" not in meant("Kenya is large.", text)
    assert not meant("Kenya is large.", text)

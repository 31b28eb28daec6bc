"""Which of the places of a name a text means."""

import re
import time

import pytest

from onrecord.model import Place
from onrecord.reading.places.resolving import GENERIC, NOT_LISTED, UNDECIDED, resolve, resolve_names


def place(text: str, *names: str) -> list[Place]:
    """The places of the first mentions of ``names`` in ``text``, all being decided together."""
    spans = []
    for name in names:
        start = text.index(name)
        spans.append((start, start + len(name)))
    return resolve(text, spans)


def test_without_anything_else_the_well_known_one_is_meant() -> None:
    [paris] = place("The talks will be held in Paris.", "Paris")
    assert (paris.country, paris.feature, paris.precision) == ("FR", "capital", "town")
    assert (paris.lat, paris.lon) == (48.853, 2.349)


@pytest.mark.parametrize(
    ("text", "name", "country", "near"),
    [
        ("A barn burned down in Paris, Texas, on Friday.", "Paris", "US", (33.7, -95.6)),
        ("She grew up in Springfield, Ill., and left at nine.", "Springfield", "US", (39.8, -89.6)),
        ("The plant in London, Ontario, will close.", "London", "CA", (43.0, -81.2)),
        ("He was held in Birmingham, Ala.", "Birmingham", "US", (33.5, -86.8)),
        ("Police in the Syrian town of Tripoli", "Tripoli", "LY", (32.9, 13.2)),
        ("in the Lebanese city of Tripoli, three men were held", "Tripoli", "LB", (34.4, 35.8)),
        ("Pakistan’s Hyderabad was flooded.", "Hyderabad", "PK", (25.4, 68.4)),
        ("Hyderabad in India was flooded.", "Hyderabad", "IN", (17.4, 78.5)),
        ("She moved to Summit, New Jersey, in May.", "Summit", "US", (40.7, -74.4)),
    ],
)
def test_what_is_said_to_contain_it_decides(text: str, name: str, country: str, near: tuple[float, float]) -> None:
    [found] = place(text, name)
    assert found.country == country
    assert found.lat == pytest.approx(near[0], abs=0.15)
    assert found.lon == pytest.approx(near[1], abs=0.15)


def test_the_other_places_of_a_story_decide() -> None:
    text = "The road from Dallas to Paris was closed near Bonham and Greenville, the sheriff said."
    found = place(text, "Dallas", "Paris", "Bonham", "Greenville")
    assert [one.country for one in found] == ["US"] * 4
    assert found[1].lat == pytest.approx(33.66, abs=0.05)
    assert found[3].lon == pytest.approx(-96.1, abs=0.1)  # Greenville, Texas


def test_a_country_and_a_state_of_one_name() -> None:
    assert place("Georgia and Armenia signed it in Tbilisi.", "Georgia", "Tbilisi")[0].country == "GE"
    state = place("Voters in Georgia and Alabama went to Atlanta.", "Georgia", "Alabama", "Atlanta")[0]
    assert (state.country, state.feature, state.precision) == ("US", "state", "region")


def test_one_name_means_one_place() -> None:
    text = "In Paris, Texas, it rained. Paris has 24,000 people."
    spans = [(one.start(), one.end()) for one in re.finditer("Paris", text)]
    first, second = resolve(text, spans)
    assert first == second
    assert first.country == "US"


def test_what_a_name_is_called_after_it_decides() -> None:
    crossing, other = place("The Erez and Rafah crossings were shut.", "Erez", "Rafah")
    assert (crossing.feature, crossing.country) == ("border crossing", "IL")
    assert (other.feature, other.country) == ("border crossing", "PS")
    clay, grant = place("A warning for Clay and Grant counties in Minnesota.", "Clay", "Grant")
    assert (clay.feature, grant.feature) == ("county", "county")
    assert grant.lat == pytest.approx(45.9, abs=0.2)


def test_a_name_that_is_not_listed_says_so() -> None:
    [nowhere] = place("They met in Qwertzuville.", "Qwertzuville")
    assert nowhere == Place(unresolved=NOT_LISTED)


def test_where_nothing_decides_only_the_country_is_known() -> None:
    [springfield] = place("The mayor of Springfield resigned.", "Springfield")
    assert springfield.unresolved == UNDECIDED
    assert (springfield.country, springfield.lat, springfield.precision) == ("US", None, None)


def test_peoples_names_are_no_evidence() -> None:
    text = "Virginia Reyes and Virginia Cole met in Richmond."
    at = text.index("Richmond")
    with_names = resolve_names(text, [[(at, at + 8)]])
    without = resolve_names(text, [[(at, at + 8)]], apart_from=[(0, 14), (19, 32)])
    assert with_names[0].lat == pytest.approx(37.55, abs=0.1)  # in Virginia
    assert without[0].unresolved == UNDECIDED


def test_the_outlets_country_tips_the_scale() -> None:
    text = "A man was hurt in Newport."
    at = text.index("Newport")
    assert resolve_names(text, [[(at, at + 7)]], outlet="GB")[0].country == "GB"


def test_a_huge_text_is_read_in_time() -> None:
    text = "Springfield, Ill., and Paris, Texas; " * 20_000
    spans = [(one.start(), one.end()) for one in re.finditer("Springfield|Paris", text)]
    started = time.process_time()
    assert len(resolve(text, spans)) == 40_000
    many = " ".join(f"Newtown{number} and" for number in range(20_000))
    resolve(many, [(one.start(), one.end()) for one in re.finditer(r"Newtown\d+", many)])
    assert time.process_time() - started < 10


def test_a_country_is_not_a_village_of_a_country_much_spoken_of() -> None:
    text = "The sheriff in Dallas, Texas, said: the band from Houston and Austin is back from Italy and Mexico."
    found = place(text, "Dallas", "Houston", "Austin", "Italy", "Mexico")
    assert [one.country for one in found] == ["US", "US", "US", "IT", "MX"]


def test_a_capital_is_meant_and_not_the_state_of_its_name_unless_the_words_say_so() -> None:
    [capital] = place("The treaty was signed in Washington after talks with Congress.", "Washington")
    assert (capital.country, capital.feature) == ("US", "capital")
    [state] = place("Washington Gov. Maria Jensen closed the schools.", "Washington")
    assert (state.country, state.feature) == ("US", "state")


def test_a_list_of_countries_says_not_that_one_lies_in_the_next() -> None:
    [canada, mexico] = place("Canada, Mexico and the United States signed it.", "Canada", "Mexico")
    assert [one.precision for one in (canada, mexico)] == ["country", "country"]
    assert [one.country for one in (canada, mexico)] == ["CA", "MX"]


def test_a_large_city_abroad_is_not_the_village_at_home() -> None:
    text = "Jensen flew from Chicago to Copenhagen. Voters in Illinois, Iowa, Ohio and Utah and the Senate had waited."
    found = place(text, "Chicago", "Copenhagen", "Illinois", "Iowa", "Ohio", "Utah")
    assert [found[0].country, found[1].country] == ["US", "DK"]


def test_a_short_form_has_its_full_stop_behind_it() -> None:
    text = "He was born in Everett, Wash. She was not."
    [place_of_state] = place(text, "Wash")
    assert (place_of_state.country, place_of_state.feature) == ("US", "state")


def test_a_city_that_is_called_one_keeps_its_name() -> None:
    [phoenix] = place("The city of Phoenix asked for more money.", "Phoenix")
    assert phoenix.country == "US"


@pytest.mark.parametrize("word", ["Jail", "North", "Centre", "Earth"])
def test_a_word_for_a_kind_of_place_is_no_village(word: str) -> None:
    [found] = place(f"They were brought to the {word} on Friday.", word)
    assert found == Place(unresolved=GENERIC)


@pytest.mark.parametrize("name", ["Gulf", "Middle East", "Baltic"])
def test_unless_it_is_the_name_of_one(name: str) -> None:
    [found] = place(f"They went to the {name} on Friday.", name)
    assert not found.unresolved

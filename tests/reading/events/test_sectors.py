"""Given these bare words: of which country and which PLOVER sector somebody is."""

import time

import pytest

from onrecord.reading.events.actor_words import split, vocabulary
from onrecord.reading.events.bare_phrases import country_and_sector
from onrecord.reading.events.sectors import told
from onrecord.reading.lexicon import lexicon
from onrecord.reading.places.countries import country_name
from onrecord.reading.places.listing import listed_country

PLOVER = frozenset(
    ["COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
     "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"]
)  # fmt: skip

HEADS = [
    ("Norwegian lawmakers", "NO", "LEG"),
    ("the Peruvian army", "PE", "MIL"),
    ("a Chilean judge", "CL", "JUD"),
    ("Ghanaian farmers", "GH", "AGR"),
    ("villagers", None, "CVL"),
    ("masked gunmen", None, "UAF"),
    ("the Kenyan foreign minister", "KE", "GOV"),
    ("Dutch journalists", "NL", "JRN"),
    ("trade unionists", None, "LAB"),
    ("the country's biggest drug cartel", None, "CRM"),
    ("asylum seekers", None, "REF"),
    ("a man", None, "UNK"),
]
# The head counts before the words around it, unless it has no sector of its own or only by default.
PRECEDENCE = [
    ("an army cook", None, "MIL"),
    ("military intelligence officers", None, "SPY"),
    ("rebel forces", None, "REB"),
    ("Danish forces", "DK", "MIL"),
    ("army lawyers", None, "JUD"),
    ("the president of the Senate", None, "LEG"),
    ("the president of Kenya", "KE", "GOV"),
    ("president of the Oslo Teachers' Union", "NO", "LAB"),
    ("spokesman for the Chilean navy", "CL", "MIL"),
    ("Hindu community leaders", None, "REL"),
    ("Peruvian leaders", "PE", "GOV"),
    ("the opposition leader", None, "OPP"),
    ("a Senate hopeful", None, "PTY"),
    ("the Deputy Secretary of Defense", None, "GOV"),
    ("the protesting truck drivers", None, "LAB"),
    ("villagers protesting against the army", None, "CVL"),
]
FORMER = [
    ("the former Zambian finance minister", "ZM", "ELI"),
    ("a retired colonel", None, "ELI"),
    ("ex-ministers", None, "ELI"),
    ("former farmers", None, "AGR"),
    ("a former rebel", None, None),  # what he is today, nobody says
    ("the acting president", None, "GOV"),
    ("the president's wife", None, "ELI"),
    ("the sons of the former president", None, "ELI"),
    ("the wife of a farmer", None, "CVL"),
]
COUNTRIES = [
    ("Nigeria", "NG", None),
    ("Russia's Baltic Fleet", "RU", "MIL"),
    ("a group of Somali herders", "SO", "AGR"),
    ("People's Republic of China", "CN", None),
    ("US-backed Syrian rebels", "SY", "REB"),
    ("Peru's ambassador to Kenya", "PE", "GOV"),
    ("the ambassador to Kenya", None, "GOV"),
    ("Christians in Egypt", "EG", "REL"),
    ("troops in Mali", None, "MIL"),  # whose, it does not say
    ("UN officials in Mali", None, "UNO"),
    ("the army and navy of Peru", "PE", "MIL"),
    ("Lagos police", "NG", "COP"),
    ("the Lagos State government", "NG", "GOV"),
    ("the Santos government", None, "GOV"),  # a president's name, though there is a town
    ("Beijing", "CN", "GOV"),
]
ORGANISATIONS = [
    ("Boko Haram", "NG", "REB"),
    ("Taliban commanders", "AF", "REB"),
    ("Pakistani Taliban", "PK", "REB"),
    ("the African Union", None, "IGO"),
    ("NATO", None, "IGO"),
    ("the White House", "US", "GOV"),
    ("the CIA", "US", "SPY"),
    ("who", None, None),  # not the World Health Organization
    ("the Bank of Japan", "JP", "GOV"),
    ("a Carabineros officer", "CL", "COP"),
    ("a CPI(M) lawmaker", "IN", "LEG"),
    ("RFE/RL", "US", "JRN"),
    ("the Boko Haram sect", "NG", "REB"),
    ("the Namibian leader", "NA", "GOV"),  # not the newspaper
]
NOBODY = [
    ("Ruth Baker", None, None),
    ("Harrison Ford", None, None),
    ("Jordan Mills", None, None),
    ("the terrorist attack", None, None),
    ("rivals of the government", None, None),
    ("US allies", None, None),
    ("", None, None),
    (", of", None, None),
]


@pytest.mark.parametrize(
    ("words", "country", "sector"),
    [*HEADS, *PRECEDENCE, *FORMER, *COUNTRIES, *ORGANISATIONS, *NOBODY],
)
def test_what_the_words_tell(words: str, country: str | None, sector: str | None) -> None:
    assert country_and_sector(words) == (country, sector)


def test_a_protester_against_the_government_is_of_the_opposition_and_one_with_a_wish_a_civilian() -> None:
    assert country_and_sector("anti-government protesters") == (None, "OPP")
    assert country_and_sector("protesters") == (None, "CVL")


def test_a_country_of_the_story_counts_before_the_list() -> None:
    assert told("Springfield police", {"Springfield": "US"}.get).country == "US"
    assert told("the Houston government", {"Houston": ""}.get).country is None


def test_a_town_is_listed_where_one_country_has_by_far_the_largest_of_the_name() -> None:
    assert listed_country("Mombasa") == "KE"
    assert listed_country("Victoria") is None


def test_a_possessive_ends_a_word() -> None:
    assert [(word.text, word.possessive) for word in split("the miners' union of Chile's north")] == [
        ("the", False), ("miners", True), ("union", False), ("of", False), ("Chile", True), ("north", False),
    ]  # fmt: skip


def test_all_sectors_and_countries_of_the_lexicon_are_known() -> None:
    known = vocabulary()
    told_by = {entry.sector for entry in known.entries.values()} | {one.modifier for one in known.entries.values()}
    assert told_by - {None} <= PLOVER
    for country, sector, names in lexicon("events/organisations")["rows"]:
        assert sector in PLOVER, names
        assert country == "" or country_name(country), names


def test_hostile_phrases_end_soon() -> None:
    started = time.perf_counter()
    for phrase in (
        "president of the " * 50_000,
        "Xa " * 100_000,
        "'s ’s -" * 50_000,
        "of " * 100_000,
        "\u202e\ud7ff" * 999,
    ):
        country_and_sector(phrase)
    assert time.perf_counter() - started < 2


def test_an_army_of_volunteers_is_no_army() -> None:
    assert country_and_sector("an army of activists") == (None, "CVL")
    assert country_and_sector("the army of Peru") == ("PE", "MIL")


def test_presidents_of_clubs_govern_nobody() -> None:
    assert country_and_sector("the club's president") == (None, "BUS")
    assert country_and_sector("president of baseball operations") == (None, "BUS")
    assert country_and_sector("the team's general manager") == (None, "BUS")


def test_whoever_held_a_public_office_has_its_country() -> None:
    assert country_and_sector("Angela Merkel") == ("DE", None)
    assert country_and_sector("Angela Merkel", "2015-05-01") == ("DE", "GOV")
    assert country_and_sector("Chancellor Merkel") == ("DE", "GOV")

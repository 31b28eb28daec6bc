"""Where and when an event was, and how that was decided. The stories are of Wednesday, 22 February 2023."""

import re

import pytest

from onrecord.model import DateRead, Entity, Mention, Place, Span, Story, story_id
from onrecord.reading.events.arguments import arguments
from onrecord.reading.events.settings import Settings
from onrecord.reading.events.triggers import triggers
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.stage import Partial
from onrecord.reading.times import Times

PLACES = {
    "Kabul": ("town", "AF"), "Afghanistan": ("country", "AF"), "Quito": ("town", "EC"), "Ecuador": ("country", "EC"),
    "Lagos": ("town", "NG"), "Nigeria": ("country", "NG"), "Geneva": ("town", "CH"), "Brenner": ("site", "AT"),
    "Cuenca": ("town", "EC"), "Institute of Cardiology": (None, None),
}  # fmt: skip
Setting = tuple[str | None, str | None, str | None, str | None]


def settings(*paragraphs: str) -> dict[str, Setting]:
    """Place, how, time, how of each trigger by its words (of the same words, the last)."""
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for part in paragraphs:
        spans.append(Span.of(text, at, at + len(part)))
        at += len(part) + 2
    story = Story(
        id=story_id(text),
        text=text,
        language="en",
        paragraphs=tuple(spans),
        published=DateRead(value="2023-02-22", read_from="given"),
    )
    partial = Partial.of(story)
    for stage in (Quotations(), Sentences(), Times()):
        partial = stage.read(partial)
    partial = partial.with_fields(entities=tuple(entities(text)))
    decides = Settings(partial)
    found = {}
    for parse in partial.parses:
        for trigger in triggers(parse):
            words = " ".join(token.text for token in trigger.tokens)
            found[words] = (*decides.place(trigger, arguments(trigger)), *decides.time(trigger))
    return found


def entities(text: str) -> list[Entity]:
    return [
        Entity(
            id=name,
            kind="place" if precision else "organisation",
            name=name,
            mentions=mentions,
            place=Place(precision=precision, country=country) if precision else None,  # type: ignore[arg-type]
        )
        for name, (precision, country) in PLACES.items()
        if (mentions := tuple(Mention(one.start(), one.end(), name) for one in re.finditer(rf"\b{name}\b", text)))
    ]


def test_its_own_modifiers_say_where_and_when() -> None:
    found = settings("Gunmen attacked a market in Lagos on Sunday.")
    assert found["attacked"] == ("Lagos", "arguments", "2023-02-19", "arguments")


def test_the_most_precise_place_of_the_clause_counts() -> None:
    assert settings("In Ecuador, gunmen attacked a clinic in the city of Quito.")["attacked"][0] == "Quito"


def test_what_happens_at_once_in_a_participle_shares_both() -> None:
    found = settings("A bomb exploded in Quito on Friday, killing two guards.")
    assert found["killing"] == ("Quito", "clause", "2023-02-17", "clause")


def test_a_day_of_saying_dates_nothing_that_is_told() -> None:
    found = settings("The ministry said on Tuesday that rebels attacked a convoy.")
    assert found["attacked"][2:] == (None, None)


def test_a_day_in_what_is_told_dates_the_deed() -> None:
    found = settings("The envoy arrived in Kabul on Tuesday, the ministry said.")
    assert found["arrived"] == ("Kabul", "arguments", "2023-02-21", "arguments")


def test_no_day_stays_none_and_is_never_the_day_of_publication() -> None:
    assert settings("Police arrested two editors in Quito.")["arrested"][2:] == (None, None)


def test_what_came_before_is_not_dated_by_what_came_after() -> None:
    found = settings("Guards closed the road on Sunday after rebels attacked a convoy.")
    assert found["closed"][2] == "2023-02-19"
    assert found["attacked"][2] is None


@pytest.mark.parametrize(
    ("sentence", "trigger", "place"),
    [
        ("The governor visited Quito.", "visited", "Quito"),
        ("The envoy travelled to Geneva.", "travelled", "Geneva"),
        ("The guards closed the Brenner crossing.", "closed", "Brenner"),
        ("The rebels launched an attack on Cuenca.", "attack", "Cuenca"),
        ("The army shelled Cuenca.", "shelled", "Cuenca"),
    ],
)
def test_a_place_that_is_gone_to_or_done_to_is_where_it_was(sentence: str, trigger: str, place: str) -> None:
    found = settings(sentence)
    one = next(value for words, value in found.items() if trigger in words)
    assert one[:2] == (place, "arguments")


def test_who_somebody_is_says_nothing_of_where() -> None:
    assert settings("Nigeria's foreign minister condemned the coup.")["condemned"][:2] == (None, None)


def test_a_body_is_a_place_only_where_somebody_is_at_it_or_taken_to_it() -> None:
    there = ("Institute of Cardiology", "arguments")
    assert settings("The envoy met the governor at the Institute of Cardiology.")["met"][:2] == there
    assert settings("The police sued the Institute of Cardiology.")["sued"][:2] == (None, None)


def test_since_when_a_state_lasts_dates_nothing_beside_it() -> None:
    found = settings("He has been in prison since August 2021, and the party condemned the ruling.")
    assert found["condemned"][2] is None


def test_where_a_paragraph_speaks_of_one_place_its_deeds_are_there() -> None:
    found = settings("Gunmen stormed a school in Lagos on Sunday. Two teachers were kidnapped.")
    assert found["kidnapped"] == ("Lagos", "paragraph", "2023-02-19", "paragraph")


def test_two_places_in_a_paragraph_leave_it_open() -> None:
    found = settings("Gunmen stormed a school in Lagos. Rebels burned a farm near Quito. Two teachers were kidnapped.")
    assert found["kidnapped"][:2] == (None, None)


def test_a_country_that_holds_the_town_does_not_make_two_places() -> None:
    found = settings("Gunmen stormed a school in Lagos, in Nigeria. Two teachers were kidnapped.")
    assert found["kidnapped"][:2] == ("Lagos", "paragraph")


def test_a_place_in_another_paragraph_is_not_taken() -> None:
    found = settings("Gunmen stormed a school in Lagos on Sunday.", "Two teachers were kidnapped.")
    assert found["kidnapped"] == (None, None, None, None)


def test_what_is_to_come_takes_no_day_from_the_paragraph() -> None:
    found = settings("Gunmen stormed a school on Sunday. The governor will visit the pupils.")
    assert found["visit"][2] is None


def test_a_long_hostile_paragraph_is_read_in_linear_time() -> None:
    found = settings("Gunmen attacked Lagos and Quito on Sunday and Monday, " * 150 + "they said.")
    assert "attacked" in found


def test_whoever_has_seen_a_rise_in_attacks_is_where_they_were() -> None:
    assert settings("Ecuador has seen a rise in attacks on buses.")["attacks"][:2] == ("Ecuador", "clause")


def test_where_somebody_is_blamed_a_deed_nearby_does_not_tell() -> None:
    assert settings("His party complained that a man was shot in Quito.")["complained"][0] is None


def test_the_day_of_what_is_yet_to_come_dates_no_deed_of_the_past() -> None:
    found = settings("The council will meet on Friday. Gunmen attacked a bus.")
    assert found["attacked"][2] is None


@pytest.mark.parametrize(
    ("sentence", "trigger", "time"),
    [
        ("The owners signed a deal on Friday, ending a strike over pay.", "strike", None),
        ("The court lifted the ban on Friday.", "ban", None),
        ("The paper accused four officers of theft in 2015.", "accused", None),
        ("The ship line has cancelled all trips until Sunday.", "cancelled", None),
        ("The firm donated goods in the quarter, up a third from a year earlier.", "donated", None),
        ("The mayor closed the park, and suspended classes tomorrow.", "suspended", None),
        ("The envoy will visit Lagos, the first visit in six years.", "visit", None),
        ("He fired on the stage of the 2020 rally.", "fired", None),
        ("A guard was attacked tomorrow.", "attacked", None),
    ],
)
def test_what_is_ended_charged_or_measured_by_a_time_is_not_of_that_time(
    sentence: str, trigger: str, time: str | None
) -> None:
    assert settings(sentence)[trigger][2] == time


@pytest.mark.parametrize(
    ("sentence", "trigger", "time", "how"),
    [
        ("The paper told of the 13 February meeting of two envoys.", "meeting", "2023-02-13", "arguments"),
        ("The governor praised them during Monday's meeting.", "praised", "2023-02-20", "arguments"),
        ("Rebels killed two guards in a 2006 raid.", "killed", "2006", "arguments"),
        ("He was convicted in the 2006 raid.", "convicted", None, None),
        ("Minister Ana Vera in an interview on Monday accused them of lying.", "accused", "2023-02-20", "arguments"),
        ("On Friday the envoy and his son are to visit Lagos.", "visit", "2023-02-24", "clause"),
        ("Tomorrow he plans to meet the envoy.", "meet", "2023-02-23", "clause"),
        ("The envoys are in Lagos today to meet the governor.", "meet", "2023-02-22", "clause"),
        ("The dockers have been on strike since August.", "strike", "2022-08/..", "clause"),
        ("He said at a meeting on Monday that rebels attacked a bus.", "meeting", "2023-02-20", "arguments"),
        ("A plan announced at a police meeting Monday night told of the thefts.", "meeting", "2023-02-20", "arguments"),
        ("On Monday, when police arrested two men, rallies were held.", "arrested", "2023-02-20", "clause"),
        ("A guard was shot when he was about to leave his house on Monday.", "shot", "2023-02-20", "clause"),
        (
            "The Feb. 13 attacks on Cuenca, which officials say killed 40 people, shook the country.",
            "killed",
            "2023-02-13",
            "clause",
        ),
        ("Three explosions that occurred on Monday hurt a guard.", "explosions", "2023-02-20", "clause"),
        ("Many fled until 2013, when the army banned the group.", "banned", "2013", "clause"),
        (
            "The army foiled an offensive that rebels had planned for last week.",
            "offensive",
            "2023-02-13/2023-02-19",
            "clause",
        ),
        ("The summit is scheduled for Friday.", "summit", "2023-02-24", "clause"),
        ("The revolt was suppressed in the early hours of Friday.", "suppressed", "2023-02-17", "arguments"),
    ],
)
def test_what_is_part_of_a_dated_occasion_has_its_day(
    sentence: str, trigger: str, time: str | None, how: str | None
) -> None:
    assert settings(sentence)[trigger][2:] == (time, how)


def test_a_later_sentence_may_say_when_and_where_it_was() -> None:
    found = settings("A soldier fired at a guard. This happened in the old quarter of Cuenca on Monday.")
    assert found["fired"] == ("Cuenca", "paragraph", "2023-02-20", "paragraph")


@pytest.mark.parametrize(
    ("sentence", "trigger", "place"),
    [
        ("Gunmen stormed Lagos, where four guards were killed.", "killed", "Lagos"),
        ("The leader in Lagos was killed by an airstrike near Cuenca.", "killed", "Cuenca"),
        ("The envoy praised them during a meeting with friends in Lagos.", "praised", "Lagos"),
        ("Minister Ana Vera in a briefing in Quito accused them of lying.", "accused", "Quito"),
        ("Clashes were reported in several districts of Quito.", "Clashes", "Quito"),
        ("Explosions that occurred in Lagos hurt a guard.", "Explosions", "Lagos"),
        ("Guards fought rebels on the outskirts of Cuenca.", "fought", "Cuenca"),
        ("He is hosting a meeting at the hall, which is situated in Quito.", "hosting meeting", "Quito"),
    ],
)
def test_a_place_that_an_occasion_brings_with_it(sentence: str, trigger: str, place: str) -> None:
    assert settings(sentence)[trigger][0] == place


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("A court ordered the release of the man, after he was arrested at a rally in Cuenca.", "release"),
        ("He accused the guards of damaging a house at a dam near Cuenca.", "accused"),
        ("The governor voiced regret over Nigeria's attack.", "attack"),
        ("The trucks are built in Ecuador, while Nigeria sends soldiers.", "sends"),
        ("Calling it an assault on freedom, the party filed a suit in Quito.", "assault"),
        ("Rallies in Lagos condemned a missile attack.", "missile attack"),
        ("Two were killed in Lagos and three were wounded at other locations.", "wounded"),
        ("Guards of a group, which was banned in Quito, attacked a bus.", "attacked"),
        ("The blast hit a farm 40 km north of Quito.", "blast"),
        ("Requests have come from the municipality of Cuenca.", "Requests"),
        ("The firm asked the government in Quito for help.", "asked for"),
    ],
)
def test_a_place_of_another_deed_is_not_taken(sentence: str, trigger: str) -> None:
    assert settings(sentence)[trigger][:2] == (None, None)


def test_only_attacks_arrests_and_protests_take_the_place_of_their_paragraph() -> None:
    found = settings("Gunmen stormed a school in Lagos. The firm donated books. Guards arrested a man.")
    assert found["donated"][0] is None
    assert found["arrested"][:2] == ("Lagos", "paragraph")


def test_what_is_told_in_passing_or_demanded_takes_nothing_from_the_paragraph() -> None:
    aside = settings("Gunmen stormed a school in Lagos on Sunday. A man whom rebels kidnapped spoke.")
    assert aside["kidnapped"] == (None, None, None, None)
    demanded = settings("Gunmen stormed a school in Lagos on Sunday. They must stop, and the pupils must be released.")
    assert demanded["released"] == (None, None, None, None)

"""One event told several times is one; contradictions stay apart."""

import re
import time
from collections.abc import Callable

import msgspec
import pytest

from onrecord.model import Entity, Event, Mention, Participant, Place, Reading, Span
from onrecord.reading.events.merging import merged
from onrecord.reading.events.retelling import stem
from onrecord.reading.events.spans_of_time import bounds

Read = Callable[..., Reading]

STORY = (
    "Gunmen attacked a clinic in Quito on Sunday.\n\nThe attack killed nobody. Rebels attacked a farm. "
    "Two attacks followed on Monday. 12 people were killed, police said. A paper wrote that 15 people were killed."
)


def told(words: str, nth: int = 0, **fields: object) -> Event:
    """The event named by these words of the story; by=, to= name entities, how_many= the recipient's words."""
    at = [match.start() for match in re.finditer(rf"\b{words}\b", STORY)][nth]
    span = Span.of(STORY, at, at + len(words))
    by, to, many = fields.pop("by", None), fields.pop("to", None), fields.pop("how_many", None)
    actors = (Participant(span=span, entity=str(by)),) if by else ()
    recipients = (Participant(span=span, entity=str(to)),) if to else ()
    if many:
        start = STORY.index(str(many))
        recipients = (Participant(span=Span.of(STORY, start, start + len(str(many)))),)
    given = {"type": "ASSAULT", "mentions": (span,)} | fields
    return Event(id="v0", trigger=span, actors=actors, recipients=recipients, **given)  # type: ignore[arg-type]


def place(id_: str, precision: str, country: str) -> Entity:
    return Entity(
        id=id_,
        kind="place",
        name=id_,
        mentions=(Mention(0, 1, "x"),),
        place=Place(precision=precision, country=country),  # type: ignore[arg-type]
    )


def test_a_definite_noun_refers_back_and_details_add_up() -> None:
    events = merged(
        [
            told("attacked", by="e1", time="2023-02", according_to="s1", confidence=0.6),
            told("attack", to="e2", time="2023-02-19", time_from="clause", place="e5", confidence=0.8),
        ],
        STORY,
    )
    assert len(events) == 1
    one = events[0]
    assert one.id == "v1"
    assert [span.text for span in one.mentions] == ["attacked", "attack"]
    assert (one.trigger.text, one.time, one.time_from, one.place) == ("attacked", "2023-02-19", "clause", "e5")
    assert [who.entity for who in (*one.actors, *one.recipients)] == ["e1", "e2"]
    assert one.according_to is None, "one telling is in the outlet's own voice"
    assert one.confidence == 0.8


def test_background_only_if_every_telling_is() -> None:
    events = merged([told("attacked", historical=True), told("attack", historical=False)], STORY)
    assert [one.historical for one in events] == [False]


def test_the_same_word_with_nothing_shared_is_another_event() -> None:
    assert len(merged([told("attacked"), told("attacked", 1)], STORY)) == 2


def test_the_same_word_with_a_party_shared_is_the_same_event() -> None:
    assert len(merged([told("attacked", to="e2"), told("attacked", 1, to="e2")], STORY)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"by": "e1"}, {"by": "e3"}),
        ({"to": "e1"}, {"to": "e3"}),
        ({"time": "2023-02-19"}, {"time": "2023-02-20"}),
        ({"place": "Quito"}, {"place": "Cuenca"}),
        ({"status": "demanded"}, {"status": "actual"}),
        ({"status": "negated"}, {"status": "actual"}),
        ({"type": "ASSAULT"}, {"type": "COERCE"}),
    ],
)
def test_what_contradicts_stays_apart(first: dict[str, object], second: dict[str, object]) -> None:
    known = [place("Quito", "town", "EC"), place("Cuenca", "town", "EC")]
    assert len(merged([told("attacked", 0, **first), told("attack", 0, **second)], STORY, known)) == 2


@pytest.mark.parametrize("status", ["actual", "ongoing"])
def test_what_goes_on_has_happened(status: str) -> None:
    assert len(merged([told("attacked"), told("attack", status=status)], STORY)) == 1


def test_a_town_lies_within_its_country_and_the_town_stays() -> None:
    known = [place("Ecuador", "country", "EC"), place("Quito", "town", "EC")]
    events = merged([told("attacked", place="Quito"), told("attack", place="Ecuador")], STORY, known)
    assert [one.place for one in events] == ["Quito"]


def test_two_tolls_are_two_tellings_that_stay_visible() -> None:
    events = merged(
        [told("killed", 1, how_many="12 people", place="e5"), told("killed", 2, how_many="15 people", place="e5")],
        STORY,
    )
    assert len(events) == 2


def test_a_visit_is_not_one_of_the_talks_on_it() -> None:
    events = merged(
        [told("attacked", type="CONSULT", mode="visit", by="e1"), told("attack", type="CONSULT", by="e1")], STORY
    )
    assert len(events) == 2


def test_numbers_follow_the_first_mention() -> None:
    events = merged([told("followed", type=None), told("attacked", by="e1"), told("attack")], STORY)
    assert [(one.id, one.trigger.text) for one in events] == [("v1", "attacked"), ("v2", "followed")]


def test_thousands_of_events_take_no_long() -> None:
    many = [told("attacked", by=f"e{number}") for number in range(5_000)]
    started = time.perf_counter()
    assert len(merged(many, STORY)) == 5_000
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-02-19", "2023-02-19", "2023-02-19"),
        ("2023-02-19T15:30Z", "2023-02-19", "2023-02-19"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2018/2022", "2018-01-01", "2022-12-31"),
        ("2023-34", "2023-04-01", "2023-06-30"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2019-08/..", "2019-08-01", "9999-12-31"),
    ],
)
def test_the_days_of_a_time(value: str, first: str, last: str) -> None:
    found = bounds(value)
    assert found is not None
    assert (found[0].isoformat(), found[1].isoformat()) == (first, last)


@pytest.mark.parametrize("value", ["", "soon", "2023-99", "2023-02-31", "2023/2018", "0000"])
def test_what_has_no_days(value: str) -> None:
    assert bounds(value) is None


def events(reading: Reading) -> list[list[str]]:
    return [[span.text for span in one.mentions] for one in reading.events]


def test_two_deeds_done_to_one_man_are_two(read: Read) -> None:
    reading = read("Maria Lund was arrested in 2018. A court in Oslo banned Maria Lund from leaving Norway.")
    assert events(reading) == [["arrested"], ["banned"]]


def test_whoever_strikes_back_does_another_deed(read: Read) -> None:
    reading = read("Army jets bombed rebel camps near Arica on Monday. Rebels shot at the jets near Arica on Monday.")
    assert len([one for one in reading.events if one.type == "ASSAULT"]) == 2


def test_only_a_general_noun_points_back_to_another_word(read: Read) -> None:
    general = read("Gunmen opened fire on a bus in Arica on Sunday. The attack lasted an hour.")
    assert len([one for one in general.events if one.type == "ASSAULT"]) == 1
    other = read("Gunmen opened fire on a bus in Arica on Sunday. The coup lasted an hour.")
    assert all({"opened fire", "coup"} - set(one) for one in events(other))


def test_a_similar_attack_is_another(read: Read) -> None:
    reading = read("Gunmen attacked a clinic in Arica on Sunday. A similar attack in Arica on Sunday killed nobody.")
    assert ["attacked", "attack"] not in events(reading)


def test_what_came_of_a_deed_is_told_with_it(read: Read) -> None:
    reading = read("Chilean warships shelled the port of Arica, killing three people.")
    assert events(reading) == [["shelled", "killing"]]


def test_the_town_is_said_though_the_country_was_told_first(read: Read) -> None:
    reading = read("Police in Peru arrested Karim Saleh in Peru on Sunday. Police arrested Karim Saleh in Arequipa.")
    found = [one for one in reading.events if one.type == "COERCE"]
    names = {one.id: one.name for one in reading.entities}
    assert [names.get(one.place or "") for one in found] == ["Arequipa"]


def told_of(reading: Reading, *types: str) -> list[list[str]]:
    """The words of each event of these types."""
    return [[span.text for span in one.mentions] for one in reading.events if one.type in types]


def test_how_many_died_in_the_war_is_not_how_many_one_strike_killed(read: Read) -> None:
    reading = read(
        "An air strike killed 12 people in Arica on Monday. "
        "More than 4,000 people have been killed in Chile since May 2021. The strike in Arica also wounded 30 people."
    )
    assert told_of(reading, "ASSAULT") == [["air strike", "killed", "strike", "wounded"], ["killed"]]
    assert [who.span.text for who in reading.events[0].recipients] == ["12 people", "30 people"]


def test_several_who_criticise_one_woman_do_so_each(read: Read) -> None:
    reading = read(
        "The opposition criticised Maria Lund on Sunday. The church criticised Maria Lund on Sunday. "
        "Norway criticised Maria Lund on Sunday."
    )
    assert told_of(reading, "ACCUSE") == [["criticised"], ["criticised"], ["criticised"]]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked Arica on Sunday. The army said its attack on Cuenca was in retaliation for the attack.",
        "The revenge attack on the port of Arica followed an attack on a mosque in Arica.",
        "In response to the attacks on Arica, the army launched attacks on rebel camps near Arica.",
    ],
)
def test_an_answer_is_not_what_it_answers(read: Read, text: str) -> None:
    attacks = [one for one in read(text).events if one.type == "ASSAULT" and "attack" in one.trigger.text]
    assert len(attacks) == 2


def test_the_bombs_point_back_to_the_attack(read: Read) -> None:
    reading = read("A terrorist attack in Arica killed 12 people on Sunday. The bombs exploded near the station.")
    assert [one[0] for one in told_of(reading, "ASSAULT")] == ["terrorist attack"]


def test_the_victims_of_attacks_are_not_the_attacks(read: Read) -> None:
    reading = read("Gunmen attacked a market in Arica. The families of victims of attacks in Chile wept.")
    assert ["attacked", "attacks"] not in told_of(reading, "ASSAULT")


def test_an_army_that_attacked_is_no_noun(read: Read) -> None:
    reading = read("Rebels attacked a school in Arica. Later the army attacked a monastery.")
    assert ["attacked", "attacked"] not in told_of(reading, "ASSAULT")


def test_attacked_twice_by_one_group_is_two_attacks(read: Read) -> None:
    reading = read("Rebels attacked a school in Arica. Rebels attacked a patrol in Arica.")
    assert told_of(reading, "ASSAULT") == [["attacked"], ["attacked"]]


def test_one_man_promises_twice(read: Read) -> None:
    reading = read("Karim Saleh promised to rebuild the port of Arica. Karim Saleh promised to cut taxes.")
    assert told_of(reading, "AGREE") == [["promised"], ["promised"]]


def test_men_who_are_accused_and_then_tried_suffer_two_deeds(read: Read) -> None:
    reading = read("Two men were charged with fraud in Arica. The trial of two men opened in Arica.")
    assert ["charged", "trial"] not in told_of(reading, "ACCUSE")


def test_his_offer_is_the_one_he_made(read: Read) -> None:
    reading = read("Karim Saleh offered Norway a truce. Maria Lund said that Karim Saleh's offer was a bad deal.")
    assert ["offered", "offer"] in told_of(reading, "AGREE")


def test_a_driver_and_then_the_driver(read: Read) -> None:
    reading = read("Police arrested a driver in Arica. The driver was arrested on suspicion of manslaughter.")
    assert told_of(reading, "COERCE") == [["arrested", "arrested"]]


def test_met_with_and_the_meeting_are_one_word_whatever_follows(read: Read) -> None:
    one = read("Karim Saleh met with Maria Lund on Sunday. Karim Saleh's meeting with Maria Lund lasted an hour.")
    assert told_of(one, "CONSULT") == [["met with", "meeting"]]
    two = read("Karim Saleh talked privately with his staff on Sunday. Maria Lund met with lawyers on Sunday.")
    assert len(told_of(two, "CONSULT")) == 2


def test_who_is_on_the_other_side_of_a_meeting_is_known_from_the_fullest_telling() -> None:
    both = told("attacked", type="CONSULT", by="e1")
    both = msgspec.structs.replace(both, actors=(*both.actors, Participant(span=both.trigger, entity="e2")))
    stray = told("attack", type="CONSULT", by="e1", how_many="a farm")
    (one,) = merged([both, stray], STORY)
    assert [who.entity for who in one.actors] == ["e1", "e2"]
    assert one.recipients == ()


def test_a_headline_and_the_lead_tell_one_event(read: Read) -> None:
    lead = "A bus driver was arrested late on Sunday, residents said."
    assert told_of(read(f"Foreigner arrested\n\n{lead}"), "COERCE") == [["arrested", "arrested"]]
    assert told_of(read(f"A foreigner was arrested. {lead}"), "COERCE") == [["arrested"], ["arrested"]]


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("met with", "meeting"),
        ("exploded", "explosion"),
        ("died", "deaths"),
        ("protests were held", "protested"),
        ("suicide attack", "attacked"),
        ("fought", "fighting"),
    ],
)
def test_a_verb_and_its_noun_share_a_stem(words: str, same: str) -> None:
    assert stem(words) == stem(same)

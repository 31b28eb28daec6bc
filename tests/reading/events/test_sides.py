"""Who stands on the two sides of an event, where the story tells more than the event's own clause."""

from collections.abc import Callable

from onrecord.model import Event, Participant, Reading

Read = Callable[..., Reading]


def event(reading: Reading, trigger: str) -> Event:
    return next(one for one in reading.events if one.trigger.text == trigger)


def names(reading: Reading, side: tuple[Participant, ...]) -> list[str | None]:
    entities = {one.id: one.name for one in reading.entities}
    return [entities.get(one.entity or "") for one in side]


def test_a_demand_is_its_speaker_s_whatever_stands_between(read: Read) -> None:
    reading = read("Maria Lund said the ministry's silence was a scandal, urging the mayor to step in.")
    assert names(reading, event(reading, "urging").actors) == ["Maria Lund"]


def test_i_in_quotation_marks_is_whoever_speaks(read: Read) -> None:
    reading = read('"I was arrested twice by the police of Peru," Maria Lund said.')
    assert names(reading, event(reading, "arrested").recipients) == ["Maria Lund"]


def test_we_tells_the_sector_of_whoever_speaks(read: Read) -> None:
    reading = read('"We did not attack the village," rebel commander Karim Saleh told reporters.')
    assert [one.sector for one in event(reading, "attack").actors] == ["REB"]


def test_they_in_what_several_say_are_those_several(read: Read) -> None:
    reading = read("Army officers in Chad said they had arrested the minister.")
    assert [one.sector for one in event(reading, "arrested").actors] == ["MIL"]


def test_nobody_condemns_himself_because_a_clause_paraphrases(read: Read) -> None:
    reading = read("Norway condemned what it called a brutal attack.")
    assert event(reading, "condemned").recipients == ()


def test_its_officials_stand_for_the_country(read: Read) -> None:
    reading = read("Peru saw new clashes on Monday, prompting its officials to urge Chile to close the border.")
    actors = event(reading, "urge").actors
    assert names(reading, actors) == ["Peru"]
    assert [(one.country, one.sector) for one in actors] == [("PE", "GOV")]


def test_its_rival_is_of_no_known_country(read: Read) -> None:
    reading = read("Peru is strong. Troops of its rival attacked a village.")
    assert [one.country for one in event(reading, "attacked").actors] == [None]


def test_what_is_agreed_to_is_an_agreement_and_no_telling(read: Read) -> None:
    reading = read("Ghana and Togo agreed to reopen the border on Monday.")
    assert event(reading, "agreed").type == "AGREE"


def test_what_only_looks_like_telling_is_a_deed(read: Read) -> None:
    reading = read("The union called off the strike. Norway shared intelligence with Chad.")
    assert [(one.trigger.text, one.type) for one in reading.events if one.status == "actual"] == [
        ("called off", "CONCEDE"), ("shared intelligence", "COOPERATE"),
    ]  # fmt: skip

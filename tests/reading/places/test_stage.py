"""The stage: entities of kind place get where they are."""

import re

from onrecord.model import Entity, Mention, Span, Story, story_id
from onrecord.reading import Partial
from onrecord.reading.places import Places
from onrecord.reading.places.stage import outlet_country


def partial(text: str, url: str | None = None, **kinds: str) -> Partial:
    """A partial reading with an entity for each name (with _ for a blank), of the kind given."""
    story = Story(id=story_id(text), text=text, url=url, paragraphs=(Span.of(text, 0, len(text)),))
    entities = []
    for number, (name, kind) in enumerate(kinds.items(), 1):
        words = name.replace("_", " ")
        mentions = tuple(Mention(one.start(), one.end(), words) for one in re.finditer(re.escape(words), text))
        entities.append(Entity(id=f"e{number}", kind=kind, name=words, mentions=mentions))
    return Partial.of(story).with_fields(entities=tuple(entities))


def test_places_are_placed_and_nothing_else_is() -> None:
    before = partial("Lima Torres flew from Lima to Quito.", Lima_Torres="person", Quito="place")
    person, quito = Places().read(before).reading.entities
    assert person.place is None
    assert quito.place is not None
    assert (quito.place.country, quito.place.geonames, quito.place.feature) == ("EC", 3652462, "capital")


def test_the_same_story_gives_the_same_places() -> None:
    before = partial("From Cairo to Giza and Luxor.", Cairo="place", Giza="place", Luxor="place")
    assert Places().read(before) == Places().read(before)


def test_a_place_without_a_name_is_left_alone() -> None:
    before = partial("The town was quiet.")
    entity = Entity(id="e1", kind="place", name="The town", mentions=(Mention(0, 8, "The town", "nominal"),))
    assert Places().read(before.with_fields(entities=(entity,))).reading.entities == (entity,)


def test_the_version_names_the_gazetteer() -> None:
    assert re.fullmatch(r"\d+\+gazetteer-[0-9a-f]{8}", Places().version)


def test_the_country_of_an_outlet() -> None:
    def at(url: str) -> str | None:
        return outlet_country(partial("x", url=url).reading.story)

    assert at("https://www.example.co.uk/a") == "GB"
    assert at("https://example.in/a") == "IN"
    assert at("https://example.com/a") is None
    assert at("https://example.tv/a") is None  # sold to everyone
    assert outlet_country(partial("x").reading.story) is None

"""Given this story and these words of it: which entity takes part, of which country and PLOVER sector."""

import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from onrecord.capture.anatomy import as_story
from onrecord.model import Entity, Mention, Reading, Span, Story, story_id
from onrecord.reading.acts_for import ActsFor
from onrecord.reading.descriptions import Descriptions
from onrecord.reading.encoding import Encoding
from onrecord.reading.events.actors import Actors
from onrecord.reading.events.candidate import Phrase
from onrecord.reading.names import Names
from onrecord.reading.offices import Offices
from onrecord.reading.places import Places
from onrecord.reading.pronouns import Pronouns
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.stage import Partial
from onrecord.reading.times import Times

Taken = tuple[str | None, str | None, str | None]
Who = Callable[[str, str], Taken]

STAGES = (
    Quotations(), Sentences(), Encoding(), Names(), Descriptions(), Pronouns(), Times(), Places(), Offices(), ActsFor(),
)  # fmt: skip


@pytest.fixture(scope="module")
def who() -> Who:
    def _who(story: str, words: str) -> Taken:
        """The name of the entity, the country and the sector of ``words`` where they stand last in ``story``."""
        partial = Partial.of(as_story("What happened on the coast\n\n" + story))
        for stage in STAGES:
            partial = stage.read(partial)
        text = partial.reading.story.text
        start = text.rindex(words)
        parse = next(one for one in partial.parses if one.start <= start < one.start + len(one.doc.text))
        span = parse.doc.char_span(start - parse.start, start - parse.start + len(words))
        assert span is not None
        found = Actors(partial).participant(Phrase(start, start + len(words), span.root))
        assert found.span.holds_in(text)
        assert found.span.text == words
        names = {entity.id: entity.name for entity in partial.reading.entities}
        return names.get(found.entity or ""), found.country, found.sector

    return _who


def test_a_title_stands_outside_the_name_and_tells_the_country(who: Who) -> None:
    story = "Kenyan President Amina Odhiambo met a Peruvian judge on Monday."
    assert who(story, "Kenyan President Amina Odhiambo") == ("Amina Odhiambo", "KE", "GOV")
    assert who(story, "a Peruvian judge") == (None, "PE", "JUD")


def test_a_name_alone_has_the_office_that_the_story_tells(who: Who) -> None:
    story = "Amina Odhiambo, the president of Kenya, arrived on Monday. Odhiambo praised the talks."
    assert who(story, "Odhiambo") == ("Amina Odhiambo", "KE", "GOV")


def test_a_pronoun_is_whom_it_means(who: Who) -> None:
    story = "Kenyan President Amina Odhiambo arrived in Lima on Monday. She praised the talks."
    assert who(story, "She") == ("Amina Odhiambo", "KE", "GOV")


def test_who_held_an_office_once_is_of_the_elite(who: Who) -> None:
    story = "Former Kenyan president Amina Odhiambo was arrested on Monday. Odhiambo denied it."
    assert who(story, "Odhiambo") == ("Amina Odhiambo", "KE", "ELI")


def test_a_person_of_whom_nothing_is_told_stays_unknown(who: Who) -> None:
    assert who("Ruth Baker was arrested in Lima on Monday.", "Ruth Baker") == ("Ruth Baker", None, None)


def test_the_nearest_name_is_not_the_head(who: Who) -> None:
    story = "Amina Odhiambo arrived on Monday. Villagers near Amina Odhiambo's farm threw stones."
    assert who(story, "Villagers")[0] != "Amina Odhiambo"
    assert who(story, "Villagers")[2] == "CVL"


def test_an_adjective_before_a_deed_is_a_people(who: Who) -> None:
    assert who("An Iranian attack on the port killed two soldiers.", "Iranian")[1] == "IR"


def test_the_government_of_a_country(who: Who) -> None:
    assert who("The government of Kenya signed the treaty on Monday.", "The government of Kenya")[1:] == ("KE", "GOV")


def test_a_capital_that_acts_is_its_government_and_one_that_is_hit_a_town(who: Who) -> None:
    story = "Kenya and Peru are far apart. Nairobi condemned the attack. Rockets hit Lima on Monday."
    assert who(story, "Nairobi")[1:] == ("KE", "GOV")
    assert who(story, "Lima")[1:] == ("PE", None)


def test_a_known_organisation_and_who_fights_for_it(who: Who) -> None:
    assert who("Taliban fighters attacked a school on Monday.", "Taliban fighters")[1:] == ("AF", "REB")


def test_many_mentions_inside_each_other_cost_no_more_than_their_number() -> None:
    text = "alda " * 20_000
    mentions = tuple(Mention(at, len(text), text[at:], "nominal") for at in range(0, 2_000, 5))
    story = Story(id=story_id(text), text=text, language="en", paragraphs=(Span.of(text, 0, len(text)),))
    entities = (Entity(id="e1", kind="group", name="alda", mentions=mentions),)
    actors = Actors(Partial(Reading(story=story, entities=entities), ()))
    started = time.perf_counter()
    for at in range(0, 5_000, 5):
        actors.participant(Phrase(at, at + 4, SimpleNamespace(idx=at, dep_="ROOT")))
    assert time.perf_counter() - started < 2


def test_bare_nouns_of_a_list_share_whose_they_are(who: Who) -> None:
    assert who("The Danish media and government warned of floods.", "government")[1:] == ("DK", "GOV")
    assert who("The army and police of Peru attacked the miners.", "police")[1:] == ("PE", "COP")
    assert who("Lawmakers and officials in Chile welcomed the pact.", "officials")[1:] == ("CL", "GOV")


def test_whoever_stands_beside_foreigners_is_of_no_known_country(who: Who) -> None:
    assert who("Danish protesters and police clashed on Monday.", "police")[1:] == (None, "COP")
    assert who("Danish lawmakers and the police met on Monday.", "the police")[1:] == (None, "COP")


def test_authorities_of_a_country_act_as_the_country(who: Who) -> None:
    story = "Norway sent a note. Kenya urged the Norwegian authorities not to sign."
    assert who(story, "the Norwegian authorities") == ("Norway", "NO", "GOV")


def test_a_cleric_who_governs_is_of_the_government(who: Who) -> None:
    story = "Mullah Karim Dervi, the deputy prime minister of Afghanistan, met a judge. Mullah Karim Dervi left."
    assert who(story, "Mullah Karim Dervi") == ("Karim Dervi", "AF", "GOV")

"""Which triggers are no politics: in stories of sport, markets and accidents, and where the words mean otherwise."""

import pytest

from onrecord.model import Story
from onrecord.reading.english import language
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.relevance import Relevance
from onrecord.reading.events.topics import TOPICS, Topics, content_words
from onrecord.reading.stage import Parse, Part, Partial


def _partial(*paragraphs: str) -> Partial:
    parses, at = [], 0
    for text in paragraphs:
        parses.append(Parse(Part("paragraph", at, at + len(text)), at, language()(text)))
        at += len(text) + 2
    story = Story(id="x", text="\n\n".join(paragraphs))
    return Partial(Partial.of(story).reading, tuple(parse.part for parse in parses), tuple(parses))


def _admits(paragraphs: tuple[str, ...], word: str, type: str = "ASSAULT") -> bool:
    """Whether the last ``word`` of a story may stand for an event of a type."""
    partial = _partial(*paragraphs)
    trigger = [
        Trigger(parse, token, token, (token,)) for parse in partial.parses for token in parse.doc if token.text == word
    ][-1]
    return Relevance(partial).admits(type, trigger)


MATCH_REPORT = (
    "The hosts attacked from the start and should have scored before the break, when their winger struck the post.",
    "After half-time the midfielder shot wide twice before the goalkeeper saved a penalty and the fans sang on.",
    "The coach praised a defence that has not conceded a goal in six league games this season.",
)
CRASH = (
    "A coach hit a barrier and overturned on a wet motorway, killing nine passengers and injuring thirty.",
    "Firefighters cut survivors from the wreck. The driver lost control on a bend, and the cause is being studied.",
)


@pytest.mark.parametrize(("word", "type"), [("attacked", "ASSAULT"), ("shot", "ASSAULT"), ("praised", "SUPPORT")])
def test_a_match_report_has_no_events(word: str, type: str) -> None:
    assert not _admits(MATCH_REPORT, word, type)


def test_violence_and_the_state_overrule_a_story_of_sport() -> None:
    bombed = "A bomb exploded outside the stadium an hour before the kick-off and wounded four supporters."
    assert _admits((*MATCH_REPORT, bombed), "wounded")
    away = "The minister said that the government would stay away from the games because of the invasion."
    assert _admits((*MATCH_REPORT, away), "stay", "PROTEST")


def test_an_accident_is_no_assault_even_if_the_police_tell_of_it() -> None:
    assert not _admits(CRASH, "killing")
    assert not _admits((*CRASH, "The lorry behind it injured two more people, police said."), "injured")
    assert _admits((*CRASH, "Militants had shot at the coach from the hills."), "shot")


def test_an_accident_story_keeps_what_does_no_harm() -> None:
    assert _admits((*CRASH, "The government offered help to the families."), "offered", "AGREE")


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The deputy, who opposed the pact, died of a heart attack in Rome on Friday.", "attack"),
        ("The cabinet met after a storm struck the islands.", "struck"),
        ("Rain is expected to strike the coast on Tuesday, the prime minister warned.", "strike"),
        ("The island, hit by a cyclone in May, will vote in June.", "hit"),
        ("The minister said a price war was bad for farmers.", "war"),
        ("The two governments will fight malaria together.", "fight"),
        ("Parliament stood in silence for the woman whom a bus had hit on the bridge.", "hit"),
        ("The president watched as the striker shot over the bar.", "shot"),
        ("The president watched as his side beat Ghana 2-1.", "beat"),
        ("The ambassador opened a season of war films in Oslo.", "war"),
    ],
)
def test_the_words_around_a_trigger_say_that_nobody_was_attacked(sentence: str, word: str) -> None:
    assert not _admits((sentence,), word)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Gunmen attacked a bus near the border and killed six passengers.", "killed"),
        ("A car bomb struck the ministry and killed two guards.", "struck"),
        ("The army attacked three villages in the north, residents said.", "attacked"),
        ("A man deliberately drove a van that struck worshippers outside a mosque.", "struck"),
        ("The side that broke the truce attacked first, the mediators said.", "attacked"),
        ("Enemy fire killed three soldiers at the outpost.", "killed"),
        ("Gunmen fired at the coach of the national football team before the match.", "fired"),
    ],
)
def test_real_attacks_stay(sentence: str, word: str) -> None:
    assert _admits((sentence,), word)


def test_a_market_s_retreat_is_none_and_an_army_s_is_one() -> None:
    assert not _admits(("Oil prices retreated after ministers of producing countries met.",), "retreated", "RETREAT")
    assert _admits(("The rebels retreated after ministers of both countries met.",), "retreated", "RETREAT")


def test_what_plover_has_no_type_for_is_always_admitted() -> None:
    partial = _partial(*MATCH_REPORT)
    token = partial.parses[0].doc[2]
    assert token.text == "attacked"
    assert Relevance(partial).admits(None, Trigger(partial.parses[0], token, token, (token,)))


def test_an_empty_story_refuses_nothing() -> None:
    likely = Topics.shipped().probabilities({})
    assert set(likely) == set(TOPICS)
    assert sum(likely.values()) == pytest.approx(1)
    assert max(likely.values()) < 0.6


def test_names_are_no_content() -> None:
    assert content_words([language()("Ghana beat Egypt in Cairo.")]).keys() == {"beat"}


def test_who_dies_in_a_crash_was_killed_by_nobody() -> None:
    assert not _admits(("The jetliner crashed into the sea in June, killing all on board.",), "killing")
    assert not _admits(("A boat capsized and killed nine migrants off the coast.",), "killed")
    assert _admits(("Rebels crashed a lorry into the gate and killed nine soldiers.",), "killed")

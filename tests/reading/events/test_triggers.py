"""Which words of a sentence may name an event, and what they may mean."""

import time
from collections.abc import Callable

import pytest

from onrecord.reading.english import language
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.triggers import triggers
from onrecord.reading.stage import Parse, Part

Find = Callable[[str], list[Trigger]]


@pytest.fixture
def find() -> Find:
    def _find(text: str) -> list[Trigger]:
        return triggers(Parse(Part("paragraph", 0, len(text)), 0, language()(text)))

    return _find


def told(found: list[Trigger]) -> list[tuple[str, str | None]]:
    """The triggers' words with the type of their likeliest sense."""
    return [(" ".join(word.text for word in one.tokens), one.senses[0].type) for one in found]


def test_a_light_verb_carries_its_noun(find: Find) -> None:
    found = find("The army launched an attack on the town and the minister held talks in Rome.")
    assert told(found) == [("launched attack", "ASSAULT"), ("held talks", "CONSULT")]
    assert [(one.token.text, one.carrier.text) for one in found] == [("attack", "launched"), ("talks", "held")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The senator took an oath on Monday.", ("took oath", None)),
        ("The king paid a visit to Oslo.", ("paid visit", "CONSULT")),
        ("The rebels mounted an ambush near the river.", ("mounted ambush", "ASSAULT")),
        ("The envoy voiced outrage at the vote.", ("voiced outrage", "ACCUSE")),
    ],
)
def test_light_verbs(find: Find, text: str, expected: tuple[str, str | None]) -> None:
    assert expected in told(find(text))


def test_nouns_name_events_too(find: Find) -> None:
    found = told(find("Airstrikes on the port, the release of two sailors and an exchange of gunfire were reported."))
    assert found[:3] == [("Airstrikes", "ASSAULT"), ("release", "RETREAT"), ("exchange of gunfire", "ASSAULT")]


def test_phrasal_verbs_mean_something_else_than_the_verb(find: Find) -> None:
    assert ("called for", "REQUEST") in told(find("Norway called for calm."))
    assert ("pulled out of", "RETREAT") in told(find("The brigade pulled out of the valley."))
    assert ("pulled out of", "SANCTION") in told(find("Peru pulled out of the treaty."))
    assert ("called off", "REJECT") in told(find("The premier called the summit off."))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The union called off the strike.", "CONCEDE"),
        ("Denmark suspended aid to the regime.", "SANCTION"),
        ("The general called off talks with the rebels.", "REJECT"),
        ("The governor lifted the curfew.", "CONCEDE"),
        ("Brazil lifted sanctions on the bank.", "CONCEDE"),
        ("The militia ended the blockade.", "CONCEDE"),
        ("The party withdrew its demand.", "CONCEDE"),
    ],
)
def test_to_halt_an_event_is_another_event(find: Find, text: str, kind: str) -> None:
    assert find(text)[0].senses[0].type == kind


def test_what_is_halted_is_marked(find: Find) -> None:
    halting, halted = (
        find("The company called off the planned merger talks and the strike.")[0],
        find("Mali ended the curfew."),
    )
    assert not halting.halted
    assert [(one.token.text, one.halted) for one in halted] == [("ended", False), ("curfew", True)]


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Guards fired at the crowd.", "fired", "ASSAULT"),
        ("The prime minister fired the finance minister.", "fired", None),
        ("Dock workers struck over pay.", "struck", "PROTEST"),
        ("A missile struck the depot.", "struck", "ASSAULT"),
        ("Kenya and Uganda struck a deal.", "deal", "AGREE"),
        ("The tribunal charged the colonel with murder.", "charged", "ACCUSE"),
        ("The envoy refused to meet the delegation.", "refused", "REJECT"),
        ("The commander vowed to retaliate.", "vowed", "THREATEN"),
        ("The commander vowed to support the refugees.", "vowed", "AGREE"),
        ("The EU imposed sanctions on the shipyard.", "sanctions", "SANCTION"),
        ("The mayor imposed a curfew.", "curfew", "COERCE"),
        ("The minister expressed regret over the deaths.", "regret", "CONCEDE"),
        ("The minister expressed concern over the deaths.", "concern", "ACCUSE"),
        ("The minister expressed support for the strikers.", "support", "SUPPORT"),
        ("The country recalled its ambassador.", "recalled", "SANCTION"),
        ("Finland released the two pilots.", "released", "RETREAT"),
        ("The ministry released a report.", "released", None),
        ("The mayor summoned the ambassador.", "summoned", "ACCUSE"),
        ("Thousands rallied against the tax.", "rallied", "PROTEST"),
        ("Lawmakers rallied behind the premier.", "rallied", "SUPPORT"),
        ("The bus driver died in a crash.", "died", None),
    ],
)
def test_what_stands_around_decides(find: Find, text: str, word: str, kind: str | None) -> None:
    senses = next(one.senses for one in find(text) if word in [token.text for token in one.tokens])
    assert senses[0].type == kind


@pytest.mark.parametrize(
    ("rule", "text", "word", "kind"),
    [
        ("a pardon is a concession", "The king granted a pardon to the poet.", "pardon", "CONCEDE"),
        ("regret is a concession", "The army regretted the deaths.", "regretted", "CONCEDE"),
        ("forgiving a debt is aid", "Japan cancelled the debt of Zambia.", "cancelled", "AID"),
        ("freeing hostages by force is aid", "Police freed ten hostages.", "freed", "AID"),
        ("letting prisoners go is retreat", "The rebels freed ten soldiers.", "freed", "RETREAT"),
        ("to stop aid is a sanction", "Canada halted assistance to the junta.", "halted", "SANCTION"),
        ("to cancel a meeting is a rejection", "The president cancelled the meeting.", "cancelled", "REJECT"),
        ("people who flee were expelled", "Villagers fled the fighting.", "fled", "SANCTION"),
        ("one who is expelled from a group", "The bloc expelled the delegation.", "expelled", "SANCTION"),
        ("one who is expelled from a country", "The junta expelled the missionaries.", "expelled", "COERCE"),
        ("to withdraw a demand is a concession", "The union dropped its demand.", "dropped", "CONCEDE"),
        ("joint exercises are cooperation", "The navies held a joint exercise.", "exercise", "COOPERATE"),
        ("one country's exercise is mobilisation", "The navy held a military exercise.", "exercise", "MOBILIZE"),
        ("troops for relief are aid", "Italy deployed peacekeepers to help.", "deployed", "AID"),
        ("resigning is retreat", "The treasurer resigned.", "resigned", "RETREAT"),
        ("a verdict is a sanction", "The court found the banker guilty.", "guilty", "SANCTION"),
        ("an invitation is an agreement to meet", "Greece invited the sultan.", "invited", "AGREE"),
        ("an ambassador told off is an accusation", "Chile summoned the envoy.", "summoned", "ACCUSE"),
    ],
)
def test_plovers_rules_for_doubtful_cases(find: Find, rule: str, text: str, word: str, kind: str) -> None:
    senses = next(one.senses for one in find(text) if word in [token.text for token in one.tokens])
    assert senses[0].type == kind, rule


def test_a_demand_and_what_is_demanded_are_two(find: Find) -> None:
    assert told(find("Ghana called for the release of the sailors.")) == [
        ("called for", "REQUEST"),
        ("release", "RETREAT"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "She kept fighting for the rights of women.",
        "Norway will fight against corruption.",
        "The mayor asked the residents what happened.",
        "The mayor wants to make sure that the bridge holds.",
        "The minister sought to play down the quarrel.",
        "The red line meets the blue line.",
        "Its layout allows for a garden.",
        "The guide looked at the river.",
    ],
)
def test_these_are_no_events(find: Find, text: str) -> None:
    assert find(text) == []


def test_what_others_are_wanted_to_do_is_asked_of_them(find: Find) -> None:
    assert ("wants", "REQUEST") in told(find("Norway wants Kenya to release the sailors."))
    assert ("asked", "REQUEST") in told(find("Norway asked Kenya to release the sailors."))
    assert ("fought", "ASSAULT") in told(find("Rebels fought for control of the city."))


def test_headlines(find: Find) -> None:
    assert ("arrest", "COERCE") in told(find("Police arrest 3 in raid"))


def test_speech_is_no_event(find: Find) -> None:
    assert find("The spokesman said that the weather was good, and others told reporters so.") == []


def test_names_are_no_events(find: Find) -> None:
    assert find("Theresa March met nobody in March; the House of Clash is a shop.")[0].token.text == "met"


def test_a_word_that_only_tells_the_kind_of_another_weighs_little(find: Find) -> None:
    found = find("The war correspondent lives in Lisbon.")
    assert all(sense.weight < 0.3 for one in found for sense in one.senses)


def test_weights_are_shares(find: Find) -> None:
    text = (
        "Riots, talks, the withdrawal of aid: Iran denied, backed, struck, seized, suspended and freed what it could."
    )
    for one in find(text):
        weights = [sense.weight for sense in one.senses]
        assert weights == sorted(weights, reverse=True)
        assert 0 < sum(weights) <= 1.001


def test_triggers_stand_in_text_order_and_own_their_tokens(find: Find) -> None:
    found = find("Police arrested two men after riots; the talks were called off and aid was cut.")
    starts = [one.start for one in found]
    assert starts == sorted(starts)
    tokens = [word.i for one in found for word in (one.token,)]
    assert len(tokens) == len(set(tokens))


def test_time_grows_with_the_text_only() -> None:
    doc = language()("The army attacked the town and called off the talks with the rebels who held it. " * 100)
    parse = Parse(Part("paragraph", 0, len(doc.text)), 0, doc)
    begun = time.perf_counter()
    found = triggers(parse)
    assert len(found) >= 200
    assert time.perf_counter() - begun < len(doc) / 4000


def test_what_a_rule_refuses_by_the_words_around_is_told(find: Find) -> None:
    found = triggers(Parse(Part("paragraph", 0, 40), 0, language()("No one will create a threat to the port.")))
    assert [found_.token.text for found_ in found if found_.token.text == "threat"] == []
    assert len(found.refused) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The king was received by the premier.", ("received", "CONSULT")),
        ("Two notes were submitted to the judge.", ("submitted", None)),
        ("The envoy took up the matter with the rebels.", ("took up matter", "CONSULT")),
        ("He spoke of her conviction for fraud.", ("conviction", "SANCTION")),
        ("The navy test-fired a rocket.", ("test - fired", "MOBILIZE")),
        ("The navy fired a missile into the sea.", ("fired", "MOBILIZE")),
        ("Ghana and Togo held joint naval exercises.", ("held exercises", "COOPERATE")),
        ("The bloc suspended Togo.", ("suspended", "SANCTION")),
        ("Iran threatened to close the strait.", ("threatened", "THREATEN")),
    ],
)
def test_words_of_more_than_one_meaning(find: Find, text: str, expected: tuple[str, str | None]) -> None:
    assert expected in told(find(text))


@pytest.mark.parametrize(
    "text", ["God willing, rain will come.", "Security concerns should not slow us.", "He is a man of deep conviction."]
)
def test_words_that_name_nothing_here(find: Find, text: str) -> None:
    assert told(find(text)) == []

"""Given this sentence and this word in it, whether the deed happened."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from onrecord.model import DateRead, Span, Story, story_id
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.status import Stand, Standing
from onrecord.reading.lexicon import lexicon
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.stage import Partial

Stood = Callable[..., Stand]


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The union rejected an offer of more pay.", "offer", "actual"),
        ("Togo denied the accusation on Monday.", "accusation", "actual"),
        ("Togo denied the attack on Monday.", "attack", "negated"),
        ("The two allies came close to war in May.", "war", "negated"),
        ("Abductions are common in the north.", "Abductions", "habitual"),
        ("The envoy was received by the king before meeting the premier.", "meeting", "actual"),
        ("The envoy flew to Oslo, said the ministry, to meet the rebels.", "meet", "planned"),
        ("Rebels attacked the port on Sunday.", "attacked", "actual"),
        ("The army is shelling the port.", "shelling", "ongoing"),
        ("The fighting continued on Sunday.", "fighting", "actual"),
        ("The president will visit Peru on Friday.", "visit", "planned"),
        ("The president is to visit Peru.", "visit", "planned"),
        ("The president is going to visit Peru.", "visit", "planned"),
        ("The ministers plan to meet in Lima.", "meet", "planned"),
        ("The ministers agreed to meet in Lima.", "meet", "planned"),
        ("The ministers are due to meet in Lima.", "meet", "planned"),
        ("The ministers did not agree to meet.", "meet", "negated"),
        ("The general vowed to attack the port.", "attack", "promised"),
        ("The government promised to release the teachers.", "release", "promised"),
        ("The government promised that it would release the teachers.", "release", "promised"),
        ("The union demanded the release of the teachers.", "release", "demanded"),
        ("The union called for the release of the teachers.", "release", "demanded"),
        ("The mayor called to congratulate the winners.", "congratulate", "actual"),
        ("There is no doubt that rebels attacked the port.", "attacked", "actual"),
        ("The union urged the government to release the teachers.", "release", "demanded"),
        ("Calls for the release of the teachers grew.", "release", "demanded"),
        ("The court ordered the army to withdraw.", "withdraw", "demanded"),
        ("The government must release the teachers.", "release", "demanded"),
        ("The general threatened to attack the port.", "attack", "hypothetical"),
        ("The rebels may attack the port.", "attack", "hypothetical"),
        ("If the rebels attack the port, the army will leave.", "attack", "hypothetical"),
        ("The threat of an attack kept the port closed.", "attack", "hypothetical"),
        ("Fears of an invasion grew in Lima.", "invasion", "hypothetical"),
        ("The ministers discussed the possibility of an invasion.", "invasion", "hypothetical"),
        ("The army did not attack the port.", "attack", "negated"),
        ("The army never attacked the port.", "attacked", "negated"),
        ("No one was killed in the port.", "killed", "negated"),
        ("The government refused to release the teachers.", "release", "negated"),
        ("The government failed to release the teachers.", "release", "negated"),
        ("The army managed to capture the port.", "capture", "actual"),
        ("The rebels were forced to withdraw.", "withdraw", "actual"),
        ("The general denied attacking the port.", "attacking", "negated"),
        ("The minister ruled out talks with the rebels.", "talks", "negated"),
        ("The police foiled an attack on the port.", "attack", "negated"),
        ("The army left without attacking the port.", "attacking", "negated"),
        ("The army regularly attacks the port.", "attacks", "habitual"),
        ("The ministers meet every year.", "meet", "habitual"),
        ("The rebels used to attack the port.", "attack", "habitual"),
        ("The minister condemned the attack on the port.", "attack", "actual"),
        ("The minister will condemn the attack on the port.", "attack", "actual"),
        ("The minister will condemn the attack on the port.", "condemn", "planned"),
        ("The minister accused the rebels of attacking the port.", "attacking", "actual"),
        ("The planned visit alarmed the rebels.", "visit", "planned"),
        ("The attack left nine dead.", "attack", "actual"),
        ("Talks will begin on Friday.", "Talks", "planned"),
        ("Any attack on the port would be punished.", "attack", "hypothetical"),
        ("The rebels attacked the port, killing nine sailors.", "killing", "actual"),
        ("The rebels attacked the port and burned the ferries.", "burned", "actual"),
        ("The rebels plan to attack the port and burn the ferries.", "burn", "planned"),
        ("The rebels planned to attack the port but withdrew.", "withdrew", "actual"),
        ("The teachers who were arrested in May will be freed.", "arrested", "actual"),
        ("The teachers who were arrested in May will be freed.", "freed", "planned"),
        ("The rebels would leave if the army stopped its strikes.", "strikes", "ongoing"),
        ("The sailors protested against the arrests.", "arrests", "actual"),
        ("The minister flew to Lima to meet the rebels.", "meet", "planned"),
        ("The minister was able to meet the rebels.", "meet", "actual"),
        ("The rebels know how to attack the port.", "attack", "hypothetical"),
        ("The ministers discussed where to meet.", "meet", "hypothetical"),
        ("Will the army attack the port?", "attack", "hypothetical"),
        ("Why did the army attack the port?", "attack", "actual"),
    ],
)  # fmt: skip
def test_a_deed_stands_as_its_clause_and_what_governs_it_say(stood: Stood, text: str, word: str, status: str) -> None:
    assert stood(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("President to visit Peru", "visit", "planned"),
        ("Rebels attack port in northern Peru", "attack", "actual"),
        ("Rebels threaten to attack port", "attack", "hypothetical"),
        ("Attack on port kills nine", "Attack", "actual"),
    ],
)
def test_headlines_tell_the_past_in_the_present_and_the_future_with_to(
    stood: Stood, text: str, word: str, status: str
) -> None:
    assert stood(text, word, headline=True).status == status


def test_a_tried_assault_is_one_a_tried_meeting_is_none(stood: Stood) -> None:
    assert stood("Gunmen tried to kill the mayor.", "kill", type="ASSAULT").status == "actual"
    assert stood("The mayor tried to meet the gunmen.", "meet", type="CONSULT").status == "hypothetical"


def test_who_marches_to_protest_does_protest(stood: Stood) -> None:
    assert stood("Sailors marched to protest against the arrests.", "protest", type="PROTEST").status == "actual"


def test_a_light_verb_carries_the_status_of_its_noun(stood: Stood) -> None:
    assert stood("The ministers will hold talks in Lima.", "talks", carrier="hold").status == "planned"
    assert stood("The ministers did not hold talks.", "talks", carrier="hold").status == "negated"


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The attack was foiled by the police.", "attack", "negated"),
        ("The visit was planned for Friday.", "visit", "planned"),
        ("The release of the teachers was demanded by the union.", "release", "demanded"),
        ("The attack was condemned by the union.", "attack", "actual"),
    ],
)
def test_what_is_done_to_a_deed_in_the_passive_is_done_to_it(stood: Stood, text: str, word: str, status: str) -> None:
    assert stood(text, word).status == status


IN_2023 = DateRead(value="2023-02-22", read_from="printed")


@pytest.mark.parametrize(
    ("text", "word", "historical"),
    [
        ("Rebels attacked the port on Sunday.", "attacked", False),
        ("Rebels attacked the port in 2014.", "attacked", True),
        ("The army has previously attacked the port.", "attacked", True),
        ("The two armies have repeatedly fought over the years.", "fought", True),
        ("Talks collapsed in 2014 after gunmen killed two envoys.", "killed", True),
        ("The ministers will meet on Friday.", "meet", False),
        ("The previous attack killed nine.", "attack", True),
    ],
)
def test_what_lies_well_before_the_story_is_history(stood: Stood, text: str, word: str, historical: bool) -> None:
    assert stood(text, word, published=IN_2023).historical is historical


def test_an_event_stands_on_the_innermost_statement_that_holds_it(stood: Stood) -> None:
    said = "Rebels burned the ferries, Governor Ada Brandt said on Sunday."
    assert stood(said, "burned").according_to is not None
    assert stood("Rebels burned the ferries on Sunday.", "burned").according_to is None


def test_the_cue_of_a_statement_is_told_by_the_outlet_and_its_content_by_the_speaker(stood: Stood) -> None:
    text = "Governor Ada Brandt accused the rebels of burning the ferries."
    assert stood(text, "accused").according_to is None
    assert stood(text, "burning").according_to is not None


def test_what_is_denied_is_negated_on_the_word_of_whoever_denies_it(stood: Stood) -> None:
    denied = stood("The rebels denied that they had burned the ferries.", "burned")
    assert (denied.status, denied.according_to is not None) == ("negated", True)


def test_a_very_deep_sentence_is_read_in_a_line() -> None:
    text = "He said that " * 600 + "rebels burned the ferries."
    whole = Span.of(text, 0, len(text))
    story = Story(id=story_id(text), text=text, language="en", paragraphs=(whole,))
    partial = Sentences().read(Quotations().read(Partial.of(story)))
    standing = Standing(partial)
    parse = partial.parses[0]
    started = time.process_time()
    for token in parse.doc:
        standing.of(Trigger(parse, token, token, (token,)))
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The brigade claimed responsibility for bombing the port.", "bombing", "actual"),
        ("The brigade claimed responsibility on Monday for bombing the port.", "bombing", "actual"),
        ("The captain may be tried for shooting two sailors.", "shooting", "actual"),
        ("Those responsible for the raid will be found.", "raid", "actual"),
        ("The captain was not charged with the murder.", "murder", "actual"),
        ("The captain was not charged with murder.", "murder", "negated"),
    ],
)  # fmt: skip
def test_what_is_judged_was_done_whatever_comes_of_the_judgement(
    stood: Stood, text: str, word: str, status: str
) -> None:
    assert stood(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The court reopened the case of the murder.", "murder", "actual"),
        ("In case of war the port will close.", "war", "hypothetical"),
        ("Nine sailors died at the time of the explosion.", "explosion", "actual"),
        ("It is time for talks.", "talks", "hypothetical"),
        ("The purpose of the raid is not known.", "raid", "actual"),
        ("The rebels set fire to the ferries.", "fire", "actual"),
        ("The rebels are set to attack the port.", "attack", "planned"),
        ("The attack was aimed at the ferries.", "attack", "actual"),
        ("The army has a base in the port.", "base", "actual"),
        ("The army has to leave the port.", "leave", "demanded"),
        ("It is considered the worst attack in years.", "attack", "actual"),
        ("The ministers considered an attack.", "attack", "hypothetical"),
        ("The rebels took the opportunity to burn the ferries.", "burn", "actual"),
        ("The rebels waited for an opportunity to burn the ferries.", "burn", "hypothetical"),
        ("In addition to burning the ferries, the rebels attacked the port.", "burning", "actual"),
    ],
)  # fmt: skip
def test_a_word_that_asks_for_a_deed_may_also_speak_of_one_that_was_done(
    stood: Stood, text: str, word: str, status: str
) -> None:
    assert stood(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The union asked who had killed the sailors.", "killed", "actual"),
        ("The union did not say how the sailors were killed.", "killed", "actual"),
        ("The union asked whether the army killed the sailors.", "killed", "hypothetical"),
        ("The union insisted that the rebels had killed the sailors.", "killed", "actual"),
        ("The union insisted that the rebels free the sailors.", "free", "demanded"),
        ("The rebels burned a ferry; no deaths have been reported.", "burned", "actual"),
        ("The murder should not go unpunished.", "murder", "actual"),
        ("The raid was not against the port.", "raid", "actual"),
    ],
)  # fmt: skip
def test_a_clause_may_take_its_deed_for_granted(stood: Stood, text: str, word: str, status: str) -> None:
    assert stood(text, word).status == status


def test_what_was_defused_in_time_never_exploded(stood: Stood) -> None:
    assert stood("Police defused the bomb before it exploded.", "exploded").status == "negated"
    assert stood("Police left the port before the bomb exploded.", "exploded").status == "actual"


def test_a_number_is_no_denial(stood: Stood) -> None:
    assert stood("Troops of brigade No. 4 attacked the port.", "attacked").status == "actual"
    assert stood("The sailors were captured by no 4 brigade.", "captured").status == "actual"


def test_no_word_of_the_lexicon_has_two_effects() -> None:
    for table in ("verbs", "nouns", "adjectives", "clauses"):
        listed = [word for words in lexicon("events/status")[table].values() for word in words]
        assert len(listed) == len(set(listed)), table

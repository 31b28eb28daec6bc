"""Deeds told beside another, said to be likely, asked for or denied: how they stand, and when the head is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.events.status import Stand

Stood = Callable[..., Stand]


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The union called the new fee an assault on the poor.", "assault", "actual"),
        ("The minister did not answer a request from the union.", "request", "actual"),
        ("The bank will respond to a request from the court.", "request", "actual"),
        ("The mayor said that Togo would not give in to threats.", "threats", "actual"),
        ("The sailors were freed after false arrests in May.", "arrests", "actual"),
        ("The minister did not hide his anger during a visit to the port.", "visit", "actual"),
        ("Nobody was hurt in a raid on the port.", "raid", "actual"),
        ("Nobody took part in a raid on the port.", "raid", "negated"),
        ("The court named the captain who ordered the killing of the sailors.", "killing", "actual"),
        ("The captain ordered an attack on the port.", "attack", "demanded"),
        ("The captain ordered the arrest of the sailors.", "arrest", "demanded"),
    ],
)  # fmt: skip
def test_a_deed_that_is_only_spoken_of_beside_another_was_done(stood: Stood, text: str, word: str, status: str) -> None:
    assert stood(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The army stopped the march, wounding nine students.", "wounding", "actual"),
        ("The army stopped shooting.", "shooting", "negated"),
        ("Jailed in 2012, the sailors pleaded for mercy.", "Jailed", "actual"),
        ("The convoy stopped to help the sailors.", "help", "planned"),
        ("Traders called the fee underhand accusing the port of greed.", "accusing", "actual"),
        ("The union launched a petition calling for talks.", "calling", "actual"),
        ("The union insisted that the raid would change nothing, and many ministers accused the army.", "accused",
         "actual"),
    ],
)  # fmt: skip
def test_what_is_told_beside_a_verb_is_not_governed_by_it(stood: Stood, text: str, word: str, status: str) -> None:
    assert stood(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The general said that attacks were impending.", "attacks", "planned"),
        ("An attack on the port is imminent.", "attack", "planned"),
        ("A deal is possible, the envoy said.", "deal", "hypothetical"),
        ("A deal is necessary, the envoy said.", "deal", "demanded"),
        ("The deal was necessary, the envoy said.", "deal", "actual"),
        ("The deal is good, the envoy said.", "deal", "actual"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_deed_may_tell_that_it_is_to_come(stood: Stood, text: str, word: str, status: str) -> None:
    assert stood(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The sailors did not leave until Monday.", "leave", "actual"),
        ("The sailors will not be freed until May.", "freed", "planned"),
        ("Deliveries are not due until May.", "Deliveries", "planned"),
        ("If the port does not receive a loan, it will close.", "receive", "hypothetical"),
        ("The port should've cut the fees.", "cut", "hypothetical"),
        ("Strikes are not enough to stop the ministry.", "Strikes", "hypothetical"),
        ("The minister found that the union was to blame.", "blame", "actual"),
    ],
)  # fmt: skip
def test_not_every_denial_says_that_a_deed_was_not_done(stood: Stood, text: str, word: str, status: str) -> None:
    assert stood(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "head", "status"),
    [
        ("The port will be rebuilt, while the ministry imports the steel.", "imports", "planned", "actual"),
        ("The port will be rebuilt, the sailors said when they met.", "met", "planned", "actual"),
        ("The talks ended in May.", "talks", "planned", "actual"),
        ("A deal is possible, the envoy said.", "deal", "actual", "hypothetical"),
        ("The union saw no reason to sue the port.", "sue", "actual", "hypothetical"),
        ("The union saw no reason to sue the port.", "sue", "negated", "hypothetical"),
        ("The union rejected the allegation.", "allegation", "negated", "actual"),
        ("The captain left no doubt of his commitment to helping the sailors.", "helping", "negated", "promised"),
        ("The mayor pledged full cooperation with the judges.", "cooperation", "actual", "promised"),
        ("The fee is meant to punish the sailors.", "punish", "hypothetical", "planned"),
        ("The sailors are being freed.", "freed", "actual", "ongoing"),
        ("The mayor may be jailed.", "jailed", "promised", "hypothetical"),
        ("It is for the mayor to meet the sailors.", "meet", "planned", "planned"),
        ("The union demanded that the army stop its attacks.", "attacks", "demanded", "ongoing"),
        ("The council is weighing a ban on boats.", "ban", "actual", "hypothetical"),
        ("Nobody knows whether the rebels burned the port.", "burned", "actual", "hypothetical"),
        ("There is no evidence that the rebels burned the port.", "burned", "actual", "hypothetical"),
        ("The rebels plotted to bomb the port.", "bomb", "actual", "planned"),
        ("The captain was made to resign.", "resign", "demanded", "actual"),
        ("The mayor announced an inquiry.", "inquiry", "actual", "actual"),
        ("The rebels attacked the port.", "attacked", "hypothetical", "hypothetical"),
    ],
)  # fmt: skip
def test_where_grammar_is_plain_the_trained_head_is_not_asked(
    stood: Stood, sure: Callable[[str], object], text: str, word: str, head: str, status: str
) -> None:
    assert stood(text, word, head=sure(head)).status == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The two envoys have yet to meet.", "meet", "negated"),
        ("The army is about to invade the island.", "invade", "planned"),
        ("It is not true that the rebels burned the port.", "burned", "negated"),
        ("It is true that the rebels burned the port.", "burned", "actual"),
        ("There were rumours that rebels burned the port.", "burned", "hypothetical"),
        ("The sailors want the captain to resign.", "resign", "demanded"),
        ("The captain wants to resign.", "resign", "hypothetical"),
        ("Calls are growing for the captain to resign.", "resign", "demanded"),
        ("The law allows sailors to protest.", "protest", "hypothetical"),
        ("The guard allowed the sailors to leave.", "leave", "actual"),
        ("The envoy left for talks in Oslo.", "talks", "planned"),
        ("Police banned the march.", "march", "negated"),
        ("The captain was acquitted of murder.", "murder", "negated"),
        ("The captain was acquitted of the murder of a sailor.", "murder", "actual"),
        ("The guard was stopped before he could kill the captain.", "kill", "negated"),
        ("Without aid from the north, the port will starve.", "aid", "hypothetical"),
        ("The ministry cut off aid to the port.", "aid", "negated"),
        ("The envoy warned that a war would ruin the port.", "war", "hypothetical"),
        ("Instead of an attack, the army chose a siege.", "attack", "negated"),
        ("The siege of the port continues.", "siege", "ongoing"),
        ("Reports that the captain had resigned are false.", "resigned", "negated"),
        ("The summit was postponed to June.", "summit", "planned"),
        ("The general seized power in a coup.", "coup", "actual"),
        ("The trial will open in May.", "trial", "planned"),
        ("The captain faces trial in May.", "trial", "planned"),
        ("The captain faces being jailed.", "jailed", "hypothetical"),
        ("No one has claimed the attack.", "attack", "actual"),
        ("The union called for an end to attacks on the port.", "attacks", "ongoing"),
        ("Nine sailors are being evacuated.", "evacuated", "ongoing"),
        ("The minister is open to talks.", "talks", "hypothetical"),
        ("Had the envoys met, the war would have ended.", "met", "hypothetical"),
    ],
)  # fmt: skip
def test_what_governs_a_deed_says_how_it_stands(stood: Stood, text: str, word: str, status: str) -> None:
    assert stood(text, word).status == status

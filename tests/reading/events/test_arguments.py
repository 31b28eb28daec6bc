"""Given these words and this trigger: who did it and to whom."""

import pytest

from onrecord.reading.english import language
from onrecord.reading.events.arguments import arguments
from onrecord.reading.events.candidate import Arguments, Trigger
from onrecord.reading.stage import Parse, Part


def of(sentence: str, marked: str) -> tuple[list[str], list[str], bool]:
    """The actors, recipients and whether it is mutual. ``marked``: the trigger; 'launched > attack' has a carrier."""
    doc = language()(sentence)
    carrier, _, named = marked.rpartition(" > ")
    spans = named.split()
    at = next(
        token.i for token in doc
        if [one.text for one in doc[token.i : token.i + len(spans)]] == spans
    )  # fmt: skip
    tokens = tuple(doc[at : at + len(spans)])
    verb = next(token for token in doc if token.text == carrier) if carrier else tokens[0]
    whole = tuple(sorted({*tokens, verb}, key=lambda one: one.i))
    found = arguments(Trigger(Parse(Part("paragraph", 0, len(sentence)), 0, doc), tokens[0], verb, whole))
    return texts(sentence, found)


def texts(sentence: str, found: Arguments) -> tuple[list[str], list[str], bool]:
    assert all(sentence[one.start : one.end] == sentence[one.start : one.end].strip() for one in found.actors)
    actors = [sentence[one.start : one.end] for one in found.actors]
    return actors, [sentence[one.start : one.end] for one in found.recipients], found.reciprocal


VERBS = [
    ("Norwegian police arrested two students in Oslo on Monday.", "arrested",
     ["Norwegian police"], ["two students"]),
    ("Two students were arrested by Norwegian police on Monday.", "arrested",
     ["Norwegian police"], ["Two students"]),
    ("Two students were arrested in Oslo on Monday.", "arrested", [], ["Two students"]),
    ("Kenya celebrated the feast at the palace with Ghana.", "celebrated", ["Kenya"], ["Ghana"]),
    ("The minister was visited by the Danish ambassador.", "visited", ["the Danish ambassador"], ["The minister"]),
    ("Kenya received two loans from Japan last year.", "received", ["Japan"], ["Kenya"]),
    ("The government agreed to release the prisoners.", "release", ["The government"], ["the prisoners"]),
    ("The president ordered the army to leave the capital.", "leave", ["the army"], ["the capital"]),
    ("The general was accused of attacking villagers.", "attacking", ["The general"], ["villagers"]),
    ("Ghana accused Togo of arming the rebels.", "accused", ["Ghana"], ["Togo"]),
    ("Ghana accused Togo of arming the rebels.", "arming", ["Togo"], ["the rebels"]),
    ("The group that attacked the village fled.", "attacked", ["The group"], ["the village"]),
    ("Peru condemned Chile's decision to close the border.", "condemned", ["Peru"], ["Chile"]),
    ("The judge told him to leave and fined the owner.", "fined", ["The judge"], ["the owner"]),
    ("A court in Lima convicted the banker of hiding cash and banned him from travelling.", "banned",
     ["A court"], ["him"]),
    ("The envoy flew to Oslo, said the ministry, to meet the rebels.", "meet", ["The envoy", "the rebels"], []),
    ("Former governor jailed for fraud.", "jailed", [], ["Former governor"]),
    ("Norway called for the release of sailors jailed in Gabon.", "called for", ["Norway"], ["Gabon"]),
    ("The bishop urged for the protection of patients.", "urged", ["The bishop"], []),
    ("Togo is trying to find the teachers whom the rebels kidnapped in May and moved to an island.", "moved",
     ["the rebels"], []),
    ("Danish and Norwegian jets bombed the base.", "bombed", ["Danish", "Norwegian"], ["the base"]),
    ("Poland deployed troops to its border.", "deployed", ["Poland"], []),
    ("Chad withdrew its troops from Niger.", "withdrew", ["Chad"], ["Niger"]),
    ("Farmers blocked the road.", "blocked", ["Farmers"], []),
    ("The rebels refused to release the pilot.", "refused", ["The rebels"], []),
    ("Norway shared intelligence with Chad.", "shared", ["Norway"], ["Chad"]),
    ("A court convicted the mayor of fraud.", "convicted", ["A court"], ["the mayor"]),
    ("The navy fired a missile into the sea.", "fired", ["The navy"], []),
    ("The premier's report was shared on Monday.", "shared", [], []),
    ("Uganda denied shelling the village.", "denied", ["Uganda"], []),
    ("The cabinet discussed the fate of the miners.", "discussed", ["The cabinet"], []),
    ("The group urged Chad to free all those held.", "free", ["Chad"], ["all those"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "marked", "actors", "recipients"), VERBS)
def test_verbs(sentence: str, marked: str, actors: list[str], recipients: list[str]) -> None:
    found = of(sentence, marked)
    assert found[:2] == (actors, recipients)


NOUNS = [
    ("The banker has been in prison following two convictions.", "convictions", [], ["The banker"]),
    ("The banker was criticised after the arrest.", "arrest", [], []),
    ("The union rejected an offer of more pay.", "offer", [], ["The union"]),
    ("Kenya's attack on the militants ended on Monday.", "attack", ["Kenya"], ["the militants"]),
    ("The release of two priests by the rebels was welcomed.", "release", ["the rebels"], ["two priests"]),
    ("Turkish airstrikes on the border town continued.", "airstrikes", ["Turkish"], ["the border town"]),
    ("The minister's arrest angered his party.", "arrest", [], ["The minister"]),
    ("The general's visit to Peru lasted two days.", "visit", ["The general"], ["Peru"]),
    ("The rebels launched an attack on the port.", "launched > attack", ["The rebels"], ["the port"]),
    ("An attack on the port was launched by the rebels.", "launched > attack", ["the rebels"], ["the port"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "marked", "actors", "recipients"), NOUNS)
def test_nouns(sentence: str, marked: str, actors: list[str], recipients: list[str]) -> None:
    assert of(sentence, marked) == (actors, recipients, False)


MUTUAL = [
    ("Ghana and Togo met in Lomé on Friday.", "met", ["Ghana", "Togo"]),
    ("Ghana met with Togo on Friday.", "met", ["Ghana", "Togo"]),
    ("Protesters clashed with police in Lima.", "clashed", ["Protesters", "police"]),
    ("Talks between Ghana and Togo began on Monday.", "Talks", ["Ghana", "Togo"]),
    ("The premier shook hands with the envoy during a meeting in Oslo.", "meeting", ["The premier", "the envoy"]),
    ("Ghana and Togo postponed their meeting.", "postponed", ["Ghana", "Togo"]),
]


@pytest.mark.parametrize(("sentence", "marked", "actors"), MUTUAL)
def test_who_does_it_to_each_other_acts(sentence: str, marked: str, actors: list[str]) -> None:
    assert of(sentence, marked) == (actors, [], True)


def test_whoever_stands_in_brackets_takes_no_part() -> None:
    assert of("(The Alda Courier) The mayor and the bishop met on Monday.", "met")[0] == ["The mayor", "the bishop"]
    assert of("Norway (and Sweden) attacked the rebels.", "attacked")[0] == ["Norway"]
    assert of("The World Harbour Union (WHU) praised Norway.", "praised")[0] == ["The World Harbour Union"]


def test_a_noun_that_the_tagger_takes_for_a_verb_has_the_arguments_of_a_noun() -> None:
    sentence = "It was in retaliation for Nato airstrikes against a village near the city."
    assert of(sentence, "airstrikes")[:2] == (["Nato"], ["a village"])


def test_who_confers_with_somebody_is_no_passive() -> None:
    assert of("Lund conferred with Holm in his office.", "conferred") == (["Lund", "Holm"], [], True)


def test_who_is_denied_to_have_ordered_a_deed_did_not_do_it() -> None:
    assert of("The spokesman denied that the arrest had been ordered by the minister.", "arrest")[0] == []
    assert of("The arrest had been ordered by the minister.", "arrest")[0] == ["the minister"]


def test_several_who_speak_of_a_deal_do_not_make_it() -> None:
    assert of("Kenya and Ghana welcomed the deal.", "welcomed") == (["Kenya", "Ghana"], [], False)
    assert of("Kenya and Ghana signed the deal.", "signed") == (["Kenya", "Ghana"], [], True)


def test_the_guest_of_a_visit_acts_and_the_host_receives() -> None:
    guest_and_host = (["the Danish king"], ["The president"], False)
    assert of("The president hosted the Danish king in Accra.", "hosted") == guest_and_host


def test_times_and_places_take_no_part() -> None:
    assert of("The army attacked on Monday in Kabul.", "attacked") == (["The army"], [], False)


def test_a_deed_whose_doer_nobody_names_leaves_the_accused_unknown_and_not_its_victim() -> None:
    assert of("Peru condemned the killing of three priests.", "condemned") == (["Peru"], [], False)
    assert of("Students demanded the release of two reporters.", "demanded") == (["Students"], [], False)


def test_a_list_of_thousands_is_cut_and_takes_no_time() -> None:
    names = ", ".join(["Ghana"] * 3000)
    actors, _, _ = of(f"{names} and Togo attacked the port.", "attacked")
    assert len(actors) <= 50


def test_who_takes_up_the_person_and_not_the_country() -> None:
    assert of("An envoy of Mali who attacked the court was expelled.", "attacked")[0] == ["An envoy of Mali"]

"""Given this sentence, these statements: who said what, to whom, how, and whom the words mean."""

import time
from collections.abc import Callable

import pytest

from onrecord.model import Reading, Statement

Tell = Callable[..., Reading]


def said(reading: Reading, words: str) -> Statement:
    """The one statement whose content holds these words and nothing longer does in fewer."""
    holding = [one for one in reading.statements if any(words in span.text for span in one.content)]
    assert holding, f"nobody said {words!r}: {[span.text for one in reading.statements for span in one.content]}"
    return min(holding, key=lambda one: sum(len(span.text) for span in one.content))


def speaker(one: Statement) -> str | None:
    return one.speaker.span.text if one.speaker and one.speaker.span else None


def name_of(reading: Reading, one: Statement) -> str | None:
    entity = one.speaker.entity if one.speaker else None
    return next((other.name for other in reading.entities if other.id == entity), None)


# ---- spans -----------------------------------------------------------------------------------------------------------


def test_an_indirect_statement_keeps_that_and_leaves_the_stop(tell: Tell) -> None:
    one = said(tell("The mayor, Ilse Brandt, said that the harbour would reopen in May."), "harbour")
    assert (one.mode, one.act) == ("indirect", "assert")
    assert speaker(one) == "The mayor, Ilse Brandt"
    assert one.cue is not None
    assert one.cue.text == "said"
    assert [span.text for span in one.content] == ["that the harbour would reopen in May"]


def test_quotation_marks_belong_to_the_content(tell: Tell) -> None:
    one = said(tell("“The harbour will reopen in May,” said Ilse Brandt."), "harbour")
    assert one.mode == "direct"
    assert [span.text for span in one.content] == ["“The harbour will reopen in May,”"]
    assert speaker(one) == "Ilse Brandt"


def test_what_stands_partly_in_marks_is_mixed(tell: Tell) -> None:
    one = said(tell("Ilse Brandt said the wall was “weaker than anybody had thought it was”."), "wall was")
    assert one.mode == "mixed"


def test_a_split_quotation_is_one_statement(tell: Tell) -> None:
    one = said(tell("“The cranes work again,” Brandt said. “The ferries will follow.”"), "cranes")
    assert [span.text for span in one.content] == ["“The cranes work again,”", "“The ferries will follow.”"]


def test_a_quotation_that_runs_on_into_the_next_paragraph_is_one_statement(tell: Tell) -> None:
    reading = tell("“The cranes work again,” Brandt said. “We waited long.", "“The ferries will follow.”")
    assert len(said(reading, "cranes").content) == 3
    assert said(reading, "ferries") == said(reading, "cranes")


def test_a_cue_set_off_by_commas_has_content_on_both_sides(tell: Tell) -> None:
    one = said(tell("The wall, Ilse Brandt said on Monday, would hold for ten years."), "ten years")
    assert [span.text for span in one.content] == ["The wall", "would hold for ten years"]


def test_what_begins_before_an_inverted_cue_goes_on_behind_it(tell: Tell) -> None:
    reading = tell("A team of engineers left for Oslo on Monday, said the port office in Bergen, to look at the wall.")
    one = said(reading, "to look at the wall")
    assert speaker(one) == "the port office in Bergen"
    assert [span.text for span in one.content] == ["A team of engineers left for Oslo on Monday", "to look at the wall"]


def test_auxiliaries_negation_and_adverbs_belong_to_the_cue(tell: Tell) -> None:
    one = said(tell("Ilse Brandt has repeatedly said that the harbour is safe."), "harbour")
    assert one.cue is not None
    assert one.cue.text == "has repeatedly said"


def test_according_to_takes_the_rest_of_the_sentence(tell: Tell) -> None:
    one = said(tell("The harbour lost two million euros last year, according to the port authority."), "two million")
    assert speaker(one) == "the port authority"
    assert [span.text for span in one.content] == ["The harbour lost two million euros last year"]


@pytest.mark.parametrize(
    ("headline", "who"),
    [
        ("Mayor: Harbour will reopen in May", "Mayor"),
        ("Harbour will reopen in May: report", "report"),
        ("Harbour will reopen in May, says Brandt", "Brandt"),
    ],
)
def test_headlines(tell: Tell, headline: str, who: str) -> None:
    reading = tell("Ilse Brandt spoke in Oslo.", headline=headline)
    one = said(reading, "will reopen")
    assert speaker(one) == who
    assert [span.text for span in one.content] == ["Harbour will reopen in May"]


def test_a_quotation_that_the_paragraph_before_announces(tell: Tell) -> None:
    one = said(tell("Ilse Brandt continued:", "“The harbour will reopen in May. We are ready.”"), "harbour")
    assert speaker(one) == "Ilse Brandt"


def test_a_quotation_with_a_name_behind_a_dash(tell: Tell) -> None:
    one = said(tell("“I have never seen such a storm in my life.” — Joost Kel"), "storm")
    assert speaker(one) == "Joost Kel"


# ---- whom the words mean ---------------------------------------------------------------------------------------------


def test_the_entity_behind_a_surname_a_pronoun_and_who(tell: Tell) -> None:
    reading = tell(
        "Mayor Ilse Brandt opened the harbour. “It is done,” Brandt said on Monday.",
        "Later she said that the ferries would follow.",
        "Ilse Brandt, who said that nobody was hurt, thanked the crews.",
    )
    assert name_of(reading, said(reading, "done")) == "Ilse Brandt"
    assert name_of(reading, said(reading, "ferries")) == "Ilse Brandt"
    assert name_of(reading, said(reading, "nobody was hurt")) == "Ilse Brandt"


def test_gender_vetoes_a_pronoun(tell: Tell) -> None:
    reading = tell("Peter Hansen opened the harbour in Oslo.", "She said that the ferries would follow.")
    assert name_of(reading, said(reading, "ferries")) is None


def test_a_quotation_that_nothing_ties_to_anybody_has_no_speaker(tell: Tell) -> None:
    reading = tell("The harbour reopened on Monday.", "“We waited a very long time for this.”", "Ferries left at noon.")
    assert said(reading, "waited").speaker is None


def test_an_anonymous_source_keeps_its_description(tell: Tell) -> None:
    reading = tell("Two officials familiar with the talks said the harbour would be sold.")
    one = said(reading, "sold")
    assert speaker(one) == "Two officials familiar with the talks"
    assert name_of(reading, one) is None


# ---- circumstances ---------------------------------------------------------------------------------------------------


def test_whoever_is_told_is_the_addressee(tell: Tell) -> None:
    reading = tell("Ilse Brandt told the Northern Courier that the harbour would reopen.")
    one = said(reading, "reopen")
    assert one.addressee is not None
    assert one.addressee.span.text == "the Northern Courier"
    assert [span.text for span in one.content] == ["that the harbour would reopen"]


def test_the_subject_of_was_assured_is_the_addressee(tell: Tell) -> None:
    one = said(tell("The delegation was assured that nobody would be sent home."), "nobody")
    assert one.speaker is None
    assert one.addressee is not None
    assert one.addressee.span.text == "The delegation"
    assert one.act == "promise"


def test_the_medium_and_the_time(tell: Tell) -> None:
    one = said(tell("“The harbour is safe again,” Ilse Brandt said in a statement on Monday."), "safe")
    assert one.medium is not None
    assert one.medium.span.text == "a statement"
    assert one.time == "2023-02-27"


def test_a_time_inside_the_content_is_not_when_it_was_said(tell: Tell) -> None:
    assert said(tell("Ilse Brandt said that the harbour would close on Friday."), "close").time is None


def test_a_promise_reported_inside_a_statement_is_a_statement_within_it(tell: Tell) -> None:
    reading = tell("“The company promised to repair the wall. The ministry denied that it was late,” Kel said.")
    promise, denial, outer = (
        said(reading, "to repair"),
        said(reading, "that it was late"),
        said(reading, "“The company"),
    )
    assert promise.within == denial.within == outer.id
    assert (promise.act, speaker(promise)) == ("promise", "The company")
    assert (denial.act, speaker(denial)) == ("deny", "The ministry")


def test_what_speakers_think_in_their_own_quotation_is_no_statement_of_its_own(tell: Tell) -> None:
    reading = tell("“I think that the wall will hold,” Kel said.")
    assert len(reading.statements) == 1


# ---- acts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "words", "act"),
    [
        ("Joost Kel said that the wall was weak.", "weak", "assert"),
        ("The ministry confirmed that the wall was weak.", "weak", "confirm"),
        ("Joost Kel denied that the wall was weak.", "weak", "deny"),
        ("Lawyers disputed that the wall was weak.", "weak", "dispute"),
        ("Joost Kel accused the company of hiding the damage.", "hiding", "accuse"),
        ("Joost Kel urged the council to pay for the wall.", "pay", "request"),
        ("Joost Kel called for an inquiry into the storm.", "inquiry", "request"),
        ("The union demanded that the company pay for the wall.", "pay", "demand"),
        ("The company promised to repair the wall by June.", "repair", "promise"),
        ("The company threatened to close the harbour.", "close", "threaten"),
        ("Joost Kel warned that the wall would fall.", "fall", "warn"),
        ("Joost Kel praised the crews for their courage.", "crews", "praise"),
        ("Joost Kel criticized the plan of the council.", "plan", "criticise"),
        ("The company declined to comment on the wall.", "comment", "decline_comment"),
        ("Joost Kel believes that the wall will hold.", "hold", "believe"),
        ("The company plans to rebuild the wall next year.", "rebuild", "intend"),
        ("The court ruled that the company must rebuild the wall.", "rebuild", "decide"),
        ("The council refused to pay for the wall.", "pay", "refuse"),
        ("A report by engineers said that the wall was weak.", "weak", "document"),
    ],
)
def test_every_act_by_its_example(tell: Tell, sentence: str, words: str, act: str) -> None:
    assert said(tell(sentence), words).act == act


def test_negation_and_supposition_of_the_cue(tell: Tell) -> None:
    denied = said(tell("Joost Kel did not say that the wall would hold."), "hold")
    assert (denied.negated, denied.hypothetical) == (True, False)
    supposed = said(tell("Critics could claim that the wall was weak."), "weak")
    assert (supposed.negated, supposed.hypothetical) == (False, True)


def test_negation_of_the_content_is_not_of_the_cue(tell: Tell) -> None:
    assert not said(tell("Joost Kel said that the wall would not hold."), "not hold").negated


# ---- what is none, and what must not break ---------------------------------------------------------------------------


def test_titles_and_scare_quotes_are_no_statements(tell: Tell) -> None:
    reading = tell("The museum shows “The Long Winter” and other “treasures” in Oslo.")
    assert not any(one.mode == "direct" for one in reading.statements)


def test_a_city_that_sees_protests_says_nothing(tell: Tell) -> None:
    reading = tell("Norway has witnessed large protests in recent weeks. The country saw a sharp rise in prices.")
    assert reading.statements == ()


def test_everything_is_anchored_and_numbered_in_order(tell: Tell) -> None:
    reading = tell(
        "“The cranes work,” Brandt said. Kel denied that.", "He told the Courier he had “no doubt at all about it”."
    )
    assert all(span.holds_in(reading.story.text) for span in reading.spans())
    assert [one.id for one in reading.statements] == [f"s{n + 1}" for n in range(len(reading.statements))]
    assert all(one.confidence is not None and 0 <= one.confidence <= 1 for one in reading.statements)


def test_the_same_story_gives_the_same_statements(tell: Tell) -> None:
    text = "“The cranes work,” Brandt said. “The ferries will follow.” Kel denied that anybody was hurt."
    assert tell(text).statements == tell(text).statements


def test_hostile_input_takes_no_longer_than_its_length(tell: Tell) -> None:
    started = time.process_time()
    tell(*["He said “she said “he said " * 40, "said: " * 500, "“" * 500, "“a,” he said. " * 100])
    assert time.process_time() - started < 10


def test_a_loose_participle_is_borne_by_whoever_said_it(tell: Tell) -> None:
    reading = tell("Maria Jensen said the order showed disregard, urging the court to act.")
    assert speaker(said(reading, "the court to act")) == "Maria Jensen"


def test_the_statement_speaks_for_whoever_issued_it(tell: Tell) -> None:
    reading = tell("In a statement, Maria Jensen said the wall was safe.", "“Nobody was hurt,” the statement read.")
    names = {entity.id: entity.name for entity in reading.entities}
    (one,) = (one for one in reading.statements if "Nobody" in one.content[0].text)
    assert one.speaker is not None
    assert names[one.speaker.entity or ""] == "Maria Jensen"


def test_a_country_that_witnesses_something_says_nothing(tell: Tell) -> None:
    assert tell("Pakistan recently witnessed major attacks against the police in Karachi.").statements == ()

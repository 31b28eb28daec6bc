"""One dispute over several stories: the same parties on the same sides, about the same thing."""

from onrecord.linking.contents import content_words, shared_share
from onrecord.linking.disputes import Telling, threads


def telling(own: str, about: str, affirms: str, against: str, date: str | None = None, **fields: bool) -> Telling:
    return Telling(
        own, own, date, content_words(about), frozenset(affirms.split()), frozenset(against.split()), **fields
    )


def test_the_same_question_by_the_same_parties_is_one() -> None:
    first = telling("a", "the company had paid the fishermen", "asante", "boateng", "2024-03-04")
    second = telling("b", "the fishermen had been paid by the company", "asante", "boateng quispe", "2024-04-02")
    (found,) = threads([second, first])
    assert [one.id for one in found.tellings] == ["a", "b"]
    assert found.opened == "2024-03-04"
    assert {(one.party, one.stance, one.date) for one in found.joined} == {
        ("asante", "affirms", "2024-03-04"), ("boateng", "against", "2024-03-04"), ("quispe", "against", "2024-04-02"),
    }  # fmt: skip


def test_the_same_parties_may_dispute_two_things() -> None:
    paid = telling("a", "the company had paid the fishermen", "asante", "boateng", "2024-03-04")
    safe = telling("b", "the dam above the valley is safe", "asante", "boateng", "2024-04-02")
    assert len(threads([paid, safe])) == 2


def test_other_parties_do_not_meet() -> None:
    here = telling("a", "the company had paid the fishermen", "asante", "boateng")
    there = telling("b", "the company had paid the fishermen", "lund", "holm")
    assert len(threads([here, there])) == 2


def test_sides_that_are_swapped_are_not_the_same_dispute() -> None:
    one = telling("a", "the company had paid the fishermen", "asante", "boateng")
    other = telling("b", "the company had paid the fishermen", "boateng", "asante")
    assert len(threads([one, other])) == 2


def test_order_makes_no_difference() -> None:
    some = [
        telling(str(number), "the ferry will sail", "lund", f"holm{number % 3}", f"2024-01-0{number}")
        for number in range(1, 7)
    ]
    assert threads(some) == threads(some[::-1])


def test_a_concession_in_one_story_is_the_threads() -> None:
    first = telling("a", "the ferry will sail", "lund", "holm", "2024-01-01")
    second = telling("b", "the ferry will sail", "lund", "holm", "2024-01-09", conceded=True)
    assert [one.conceded for one in threads([first, second])] == [True]


def test_forms_of_a_word_are_one_word() -> None:
    assert content_words("inspections of the bridges") == content_words("inspection of a bridge")
    assert shared_share(frozenset(), content_words("bridge")) == 0

"""What any store of readings must do. A further store joins ``STORES`` and passes this suite as it stands."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotFoundError, QueryError
from onrecord.model import Judgement
from onrecord.record import Query, Record, StatementQuery
from tests.record.making import BRIDGE, MADE_BY, anatomy, capture, full_reading, story

STORES: dict[str, Callable[[Path], Record]] = {"sqlite": lambda folder: Record.open(folder / "news.onrecord")}


@pytest.fixture(params=STORES)
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    with STORES[request.param](tmp_path) as opened:
        yield opened


def test_a_reading_comes_back_as_it_went_in(record: Record) -> None:
    record.add_capture(capture("page"), [full_reading()], MADE_BY)
    stored = record.story(full_reading().story.id)
    assert stored.reading == full_reading()
    assert stored.line.headline == "Bridge stays closed"
    assert [one.source for one in stored.captures] == ["page.html"]


def test_the_same_bytes_change_nothing(record: Record) -> None:
    page = capture("page")
    assert record.add_capture(page, [anatomy(story())], MADE_BY).status == "added"
    before = record.content_digest()
    assert record.add_capture(page, [anatomy(story())], MADE_BY).status == "already_there"
    assert record.add_capture(capture("page", source="copy.html"), [anatomy(story())], MADE_BY).new == 0
    assert record.content_digest() == before


def test_a_story_in_two_captures_is_one_story(record: Record) -> None:
    record.add_capture(capture("page"), [anatomy(story())], MADE_BY)
    outcome = record.add_capture(capture("print"), [anatomy(story(outlet="Valley Courier"))], MADE_BY)
    assert (outcome.status, outcome.new, outcome.known) == ("added", 0, 1)
    assert len(record.stories()) == 1
    assert [one.outlet for one in record.story(story().id).captures] == ["The Harbour Post", "Valley Courier"]
    assert record.stories(outlet="valley courier"), "a copy is found under the outlet that carried it"


def test_the_same_bytes_with_other_words_of_their_container_are_another_capture(record: Record) -> None:
    for title in ("Bridge stays closed", "East bank cut off"):
        record.add_capture(capture("entry", given={"headline": title}), [anatomy(story(f"{title}\n\nOn.")) ], MADE_BY)
    assert record.status().counts["captures"] == 2


def test_changed_text_at_one_address_is_a_new_version(record: Record) -> None:
    address = "https://harbour.example/bridge"
    first = story(url=address + "?utm_source=feed")
    second = story(BRIDGE.replace("angry", "calm"), url=address + "#top")
    record.add_capture(capture("one"), [anatomy(first)], MADE_BY)
    assert record.add_capture(capture("two"), [anatomy(second)], MADE_BY).changed == 1
    assert [(one.number, one.story, one.predecessor) for one in record.versions(first.id)] == [
        (1, first.id, None), (2, second.id, first.id),
    ]  # fmt: skip
    changed = [piece for piece in record.diff(second.id).pieces() if piece[0] != "same"]
    assert changed == [("replaced", "angry", "calm")]
    with pytest.raises(NotFoundError, match="no earlier version"):
        record.diff(first.id)


def test_an_earlier_capture_that_is_added_late_takes_its_place_in_the_chain(record: Record) -> None:
    for text, taken in (("Noon", "12"), ("Evening", "18"), ("Morning", "06")):
        record.add_capture(
            capture(text, retrieved=f"2024-03-04T{taken}:00:00Z"),
            [anatomy(story(f"{text} edition\n\nOn.", url="https://harbour.example/live"))],
            MADE_BY,
        )
    assert [one.headline for one in record.versions(record.stories()[0].id)] == [
        "Morning edition", "Noon edition", "Evening edition",
    ]  # fmt: skip


def test_pages_without_address_and_neighbours_on_one_page_do_not_chain(record: Record) -> None:
    record.add_capture(capture("one"), [anatomy(story())], MADE_BY)
    record.add_capture(capture("two"), [anatomy(story(BRIDGE + " More."))], MADE_BY)
    shared = "https://harbour.example/today"
    pair = [anatomy(story(f"Story {number}\n\nOn.", url=shared)) for number in (1, 2)]
    record.add_capture(capture("three"), pair, MADE_BY)
    assert all(record.versions(line.id) == [] for line in record.stories())


def test_filters(record: Record) -> None:
    record.add_capture(capture("1"), [full_reading()], MADE_BY)
    record.add_capture(capture("2"), [anatomy(story("Ferry\n\nA.", published="2024-04", outlet="Ö-Blatt"))], MADE_BY)
    record.add_capture(capture("3"), [anatomy(story("Harvest\n\nA.", published=None))], MADE_BY)

    def found(**asked: str) -> list[str | None]:
        return [line.headline for line in record.stories(**asked)]

    assert found() == ["Ferry", "Bridge stays closed", "Harvest"], "newest first, undated last"
    assert found(since="2024-04-10") == ["Ferry"], "April may be the tenth or later"
    assert found(until="2024-03") == ["Bridge stays closed"]
    assert found(since="2024-03-05", until="2024-03-31") == []
    assert found(outlet="ö-blatt") == ["Ferry"]
    assert found(entity="ilse brandt") == ["Bridge stays closed"]
    assert [line.headline for line in record.stories(Query(words="angry OR harvest", since="2024"))] == [
        "Bridge stays closed"
    ], "words filter without ranking"
    assert found(entity="Brandt") == [], "nobody is called by that name alone in this story"
    assert [line.headline for line in record.stories(Query(limit=1, offset=1))] == ["Bridge stays closed"]


@pytest.mark.parametrize("asked", [{"since": "yesterday"}, {"until": "2024-02-30"}, {"since": "2025", "until": "2024"}])
def test_what_cannot_be_asked_is_said(record: Record, asked: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        record.stories(**asked)


def test_search_shows_sentences_with_their_positions(record: Record) -> None:
    record.add_capture(capture("page"), [full_reading()], MADE_BY)
    hit, = record.search('cafe "not safe" -ferry')
    assert (hit.story.outlet, hit.story.date) == ("The Harbour Post", "2024-03-04")
    assert [(passage.sentence.text, [mark.text for mark in passage.marks]) for passage in hit.passages] == [
        ("The mayor of Tarvik said on Monday that the bridge is not safe.", ["not safe"]),
        ("Café owners on the east bank were angry.", ["Café"]),
    ]
    for passage in hit.passages:
        assert all(one.holds_in(BRIDGE) for one in (passage.sentence, *passage.marks))


def test_statements_are_found_by_speaker_party_and_words_with_their_sentences(record: Record) -> None:
    record.add_capture(capture("page"), [full_reading()], MADE_BY)
    safe, warned = record.statements()
    assert [one.as_told_by for one in (safe, warned)] == [None, "Ilse Brandt"]
    for asked in (StatementQuery(by="ilse brandt"), StatementQuery(by="Tarvik"), StatementQuery(about="bridge -cross")):
        assert record.statements(asked) == [safe]
    for asked in (StatementQuery(to="cafe owners"), StatementQuery(act="warn"), StatementQuery(words='"may cross"')):
        assert record.statements(asked) == [warned]
    for one in (safe, warned):
        assert one.citation.sentence is not None
        assert all(span.holds_in(BRIDGE) for span in (*one.content, one.citation.sentence))


def test_a_story_is_found_by_the_beginning_of_its_id(record: Record) -> None:
    record.add_capture(capture("page"), [anatomy(story())], MADE_BY)
    assert record.story(story().id[:6].upper()).reading.story == story()
    for asked, why in (("zzzz", "is no story's id"), ("00000000", "holds no story"), ("ab", "is no story's id")):
        with pytest.raises(NotFoundError, match=why):
            record.story(asked)


def test_a_beginning_that_fits_several_lists_them(record: Record) -> None:
    # Of 2,000 texts some two share the first four digits of their ids.
    by_start: dict[str, list[str]] = {}
    for number in range(2000):
        by_start.setdefault(story(f"Tide {number}\n\nOn.").id[:4], []).append(f"Tide {number}")
    start, headlines = next((start, headlines) for start, headlines in by_start.items() if len(headlines) > 1)
    for headline in headlines:
        record.add_capture(capture(headline), [anatomy(story(f"{headline}\n\nOn."))], MADE_BY)
    with pytest.raises(NotFoundError, match="several") as refused:
        record.story(start)
    assert all(headline in str(refused.value) for headline in headlines)


def test_judgements_are_kept_once_and_in_order(record: Record) -> None:
    first = Judgement(id="j1", row="r1", verb="reject", by="mk", at="2024-03-05T10:00:00Z", reason="another Brandt")
    second = Judgement(id="j2", row="r1", verb="confirm", by="mk", at="2024-03-05T11:00:00Z", reason="the same")
    for judgement in (first, second, first):
        record.judge(judgement)
    assert record.judgements("r1") == [first, second]


def test_every_answer_shows_corrected_values_and_says_that_they_are_a_persons(record: Record) -> None:
    record.add_capture(capture("page"), [full_reading()], MADE_BY)
    statement, event, office = record.statements()[0], record.events()[0], record.offices()[0]
    who = {"by": "mk", "reason": "checked against the broadcast"}
    record.judging.correct(statement.id, "act", "deny", **who)
    record.judging.correct(event.id, "time", "2024-03-02", **who)
    record.judging.correct(office.row or "", "status", "former", **who)
    said, done, held = record.statements()[0], record.events()[0], record.offices()[0]
    person, = record.who("Ilse Brandt")
    assert (said.act, done.time, done.time_from, held.status) == ("deny", "2024-03-02", None, "former")
    assert (person.said[0].act, person.did[0].time, person.offices[0].status) == ("deny", "2024-03-02", "former")
    for line, told in (
        (said, ("act", "assert", "deny")), (person.said[0], ("act", "assert", "deny")),
        (done, ("time", "2024-03-04", "2024-03-02")), (person.did[0], ("time", "2024-03-04", "2024-03-02")),
        (held, ("status", "current", "former")), (person.offices[0], ("status", "current", "former")),
    ):  # fmt: skip
        assert [(one.verb, one.by, one.field, one.was, one.becomes) for one in line.judged] == [
            ("correct", "mk", *told)
        ]
    reading = record.story(full_reading().story.id).reading
    assert (reading.statements[0].act, reading.events[0].time) == ("deny", "2024-03-02")
    for made in record.judgements()[::-1]:
        record.judging.undo(made.id, **who)
    assert (record.statements()[0], record.events()[0], record.offices()[0]) == (statement, event, office)


TEXTS = [f"Story {letter}\n\nBody." for letter in "abc"]
CAPTURES = st.tuples(
    st.sampled_from(["one", "two", "three"]),
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3, unique=True),
    st.sampled_from([None, "https://harbour.example/x", "https://harbour.example/y"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CAPTURES, max_size=6))
def test_adding_everything_again_changes_nothing(
    record: Record, found: list[tuple[str, list[str], str | None]]
) -> None:
    def add_all() -> None:
        for name, texts, url in found:
            # A capture's bytes decide what stories are in it.
            data = f"{name} {texts} {url}"
            record.add_capture(capture(data), [anatomy(story(text, url=url)) for text in texts], MADE_BY)

    add_all()
    before = record.content_digest()
    add_all()
    assert record.content_digest() == before

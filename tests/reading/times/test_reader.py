"""Given these words in a story of Wednesday, 22 February 2023, this time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import DateRead, Span, Story, TimeValue, story_id
from onrecord.reading.stage import Partial
from onrecord.reading.times import Times, read_times
from onrecord.reading.times.points import openers

WEDNESDAY = "2023-02-22"


def only(text: str, as_of: str | None = WEDNESDAY) -> TimeValue:
    found = read_times(text, as_of)
    assert len(found) == 1, [(one.text, one.value) for one in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The ferry sank on February 19, 2023.", "February 19, 2023", "2023-02-19"),
        ("The ferry sank on 19 February 2023.", "19 February 2023", "2023-02-19"),
        ("It opened on the 3rd of May 2019.", "3rd of May 2019", "2019-05-03"),
        ("It opened on Friday, 3 May 2019.", "Friday, 3 May 2019", "2019-05-03"),
        ("The bridge opened in August 2021.", "August 2021", "2021-08"),
        ("The bridge opened in 2021.", "2021", "2021"),
        ("The log says 2021-08-05.", "2021-08-05", "2021-08-05"),
        ("The log says 25/12/2022.", "25/12/2022", "2022-12-25"),
        ("It is of the 1990s.", "the 1990s", "199X"),
        ("It is of the late '70s.", "the late '70s", "197X"),
        ("It is of the seventies.", "seventies", "197X"),
        ("It is of the 19th century.", "the 19th century", "18XX"),
        ("It grew in the first quarter of 2012.", "the first quarter of 2012", "2012-33"),
        ("It shrank in the second half of 2012.", "the second half of 2012", "2012-41"),
        ("They met in the summer of 2010.", "summer of 2010", "2010-22"),
        ("It was built around 1905.", "around 1905", "1905~"),
        ("He ruled from 2018 to 2022.", "from 2018 to 2022", "2018/2022"),
        ("He ruled between 2018 and 2022.", "between 2018 and 2022", "2018/2022"),
        ("The budget of 2018-22 is spent.", "2018-22", "2018/2022"),
        ("The fair ran on June 5-7, 2010.", "June 5-7, 2010", "2010-06-05/2010-06-07"),
        ("The fair ran on 5-7 June 2010.", "5-7 June 2010", "2010-06-05/2010-06-07"),
        ("It ran from March to May 2010.", "from March to May 2010", "2010-03/2010-05"),
        ("He has been held since August 2019.", "since August 2019", "2019-08/.."),
        ("It stays shut until June 2024.", "until June 2024", "../2024-06"),
        ("The 9/11 inquiry ended.", "9/11", "2001-09-11"),
        ("The Sept. 11 attacks changed it.", "Sept. 11", "2001-09-11"),
        ("They kept Easter 2024.", "Easter 2024", "2024-03-31"),
    ],
)
def test_absolute_times_need_no_story_date(text: str, words: str, value: str) -> None:
    for as_of in (WEDNESDAY, None):
        found = only(text, as_of)
        assert (found.text, found.value) == (words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The minister resigned today.", "today", "2023-02-22"),
        ("The minister resigned yesterday.", "yesterday", "2023-02-21"),
        ("The minister resigned last month.", "last month", "2023-01"),
        ("The minister resigned last week.", "last week", "2023-02-13/2023-02-19"),
        ("The minister will resign next year.", "next year", "2024"),
        ("The minister resigned earlier this year.", "earlier this year", "2023"),
        ("The minister resigned over the weekend.", "the weekend", "2023-02-18/2023-02-19"),
        ("The minister resigned two weeks ago.", "two weeks ago", "2023-02-06/2023-02-12"),
        ("The minister resigned nearly three years ago.", "nearly three years ago", "2020"),
        ("The minister will resign in two months.", "in two months", "2023-04"),
        ("He called it in October of last year.", "October of last year", "2022-10"),
        ("He called it in the last week of January.", "the last week of January", "2023-01-23/2023-01-29"),
        ("They gained in the week ended Saturday.", "the week ended Saturday", "2023-02-13/2023-02-19"),
        ("They met two days after Christmas.", "two days after Christmas", "2022-12-27"),
        ("It fell by the end of the year.", "by the end of the year", "../2023"),
        ("They met last summer.", "last summer", "2022-22"),
        ("They met overnight.", "overnight", "2023-02-21/2023-02-22"),
        ("They met at 3.30 p.m. on Monday.", "3.30 p.m. on Monday", "2023-02-20T15:30"),
        ("They met on Monday at 1530 GMT.", "Monday at 1530 GMT", "2023-02-20T15:30Z"),
        ("It sailed at 6:40 p.m. (GMT +8).", "6:40 p.m. (GMT +8)", "2023-02-22T18:40+08:00"),
    ],
)
def test_relative_times_count_from_the_storys_date(text: str, words: str, value: str) -> None:
    found = only(text)
    assert (found.text, found.value, found.anchor) == (words, value, found.anchor)
    assert found.anchor is not None
    assert only(text, None).value is None


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("The port closed on Wednesday.", "2023-02-22", "weekday_same_day"),
        ("The port closed on Sunday.", "2023-02-19", "weekday_past"),
        ("The port closed on Thursday.", "2023-02-16", "weekday_past"),
        ("The port will close on Thursday.", "2023-02-23", "weekday_future"),
        ("The port is expected to close on Thursday.", "2023-02-23", "weekday_future"),
        ("The port must close by Friday.", "../2023-02-24", "weekday_future"),
        ("The port closed last Wednesday.", "2023-02-15", "deictic_weekday"),
        ("The port closes next Wednesday.", "2023-03-01", "deictic_weekday"),
        ("The plan, agreed at Sunday’s meeting, failed.", "2023-02-19", "weekday_past"),
    ],
)
def test_the_weekday_law(text: str, value: str, rule: str) -> None:
    found = only(text)
    assert (found.value, found.rule) == (value, rule)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The vote was held in November.", "2022-11"),
        ("The vote was held in January.", "2023-01"),
        ("The vote will be held in November.", "2023-11"),
        ("The vote was held on December 28.", "2022-12-28"),
        ("The vote is due on March 3.", "2023-03-03"),
    ],
)
def test_a_date_without_a_year_is_the_nearest_that_fits_the_clause(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "bound", "duration"),
    [
        ("Attacks have increased recently.", "../2023-02-22", None),
        ("It happened in the past.", "../2023-02-22", None),
        ("It is now a museum.", "2023-02-22", None),
        ("It will open soon.", "2023-02-22/..", None),
        ("It rose in recent months.", "../2023-02-22", "PXM"),
        ("It fell several years ago.", "../2023-02-22", "PXY"),
        ("They left three hours ago.", "../2023-02-22", "PT3H"),
    ],
)
def test_what_the_text_leaves_open_stays_vague(text: str, bound: str, duration: str | None) -> None:
    found = only(text)
    assert (found.value, found.vague, found.bound, found.duration) == (None, True, bound, duration)
    undated = only(text, None)
    assert (undated.value, undated.vague, undated.bound) == (None, True, None)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("It lasted for three years.", "P3Y"),
        ("A 30-minute talk followed.", "PT30M"),
        ("It took two and a half years.", "P2.5Y"),
        ("It took half an hour.", "PT30M"),
        ("It took two years and six months.", "P2Y6M"),
        ("A fifty-year lease was signed.", "P50Y"),
        ("He waited for years.", "PXY"),
        ("It was the first time in two weeks.", "P2W"),
        ("It rose over the past two decades.", "P20Y"),
    ],
)
def test_lengths_have_a_duration_and_no_value(text: str, duration: str) -> None:
    found = only(text)
    assert (found.value, found.duration) == (None, duration)


def test_recurring_times_have_their_period() -> None:
    assert [
        (one.text, one.repeats) for one in read_times("Each year they meet every Friday, or 15 times a month.")
    ] == [
        ("Each year", "P1Y"),
        ("every Friday", "P1W"),
        ("a month", "P1M"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Some 2,000 people came.",
        "Some 2000 people came.",
        "Flight 2019 landed.",
        "Resolution 2254 was passed.",
        "They won 3-2 and paid $1995.",
        "Mrs May said so, and they may march.",
        "The march on the capital failed.",
        "A third of them came second.",
        "The 18-year-old is 32 years old.",
        "The Friday Times wrote a note.",
        "The Model A380 came as soon as it could.",
        "The second half of the match was dull.",
        "A quarter of the seats fell.",
        "Player of the year was April Jones.",
        "At the end of the day it is a game.",
        "A Christmas tree fell on the office Christmas party.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert read_times(text, WEDNESDAY) == []


def test_may_and_march_are_months_where_the_words_around_say_so() -> None:
    found = read_times("In May, and from March 2 to March 4, and during a May visit, he may march.", WEDNESDAY)
    assert [one.text for one in found] == ["May", "from March 2 to March 4", "May"]


def test_some_times_count_from_the_time_mentioned_last() -> None:
    text = "The mayor left on 4 May 2011. The next day he fled. Two years later he came back. That month a trial began."
    assert [(one.text, one.value) for one in read_times(text, WEDNESDAY)] == [
        ("4 May 2011", "2011-05-04"),
        ("The next day", "2011-05-05"),
        ("Two years later", "2013"),
        ("That month", "2011-05"),
    ]


def test_a_comparison_with_a_year_before_does_not_move_the_story() -> None:
    text = "Profit in the third quarter of 2012 fell from a year earlier. Sales were flat from a year earlier."
    assert [one.value for one in read_times(text, WEDNESDAY)] == ["2012-35", "2011-35", "2011-35"]


def test_the_part_of_the_day_stands_beside_the_day() -> None:
    found = only("They met on Monday night.")
    assert (found.text, found.value, found.day_part) == ("Monday night", "2023-02-20", "night")
    assert only("They meet tonight.").day_part == "night"


def test_dates_in_digits_stay_open_where_day_and_month_may_be_changed() -> None:
    assert only("It was signed on 3/4/2022.").value == "2022-XX-XX"
    assert only("It was signed on 2/12/2023.", "2023-12-03").value == "2023-12-02"
    assert [one.value for one in read_times("Signed on 3/4/2022.", day_first=True)] == ["2022-04-03"]
    assert [one.value for one in read_times("Signed on 3/4/2022.", day_first=False)] == ["2022-03-04"]


def test_a_story_date_known_to_the_month_gives_months_and_no_days() -> None:
    text = "He resigned last month, on Friday."
    assert [one.value for one in read_times(text, "2023-02")] == ["2023-01", None]


def test_a_feast_that_is_not_computed_has_no_value() -> None:
    found = only("They met in Ramadan.")
    assert (found.value, found.rule) == (None, "feast_not_computed")


def test_the_stage_reads_the_parts_of_a_story_and_counts_from_its_own_date() -> None:
    text = "Bridge closed on Sunday\n\nBy A Writer, May 2 2001\n\nIt opens again on Friday, the mayor said."
    first, third = text.index("\n\n"), text.index("It opens")
    story = Story(
        id=story_id(text), text=text, language="en", updated=DateRead(value=WEDNESDAY, read_from="printed"),
        headline=Span.of(text, 0, first), paragraphs=(Span.of(text, third, len(text)),),
    )  # fmt: skip
    read = Times().read(Partial.of(story)).reading.times
    assert [(one.text, one.value, one.anchor) for one in read] == [
        ("Sunday", "2023-02-19", WEDNESDAY),
        ("Friday", "2023-02-24", WEDNESDAY),
    ]
    assert all(text[one.start : one.end] == one.text for one in read)


# Every word that may open an expression, and what may stand beside it.
PIECES = [
    *openers(), "of", "-", "/", "'", "s", ":", "5", "2020", "30", "p.m.", "GMT", ",", ".", "\n\n", "0", "99", "31",
    "9999", "İ", "𝟚𝟘𝟚𝟛", "٣", "²", "ago", "earlier", "(", ")", "+", "1/2", "10000000000", "ended", "time", "year",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=60),
    st.sampled_from(["2023-02-28", "0001-01-01", "9999-12-31", None]),
)
def test_any_text_is_read_without_error_and_every_time_is_its_text(text: str, as_of: str | None) -> None:
    found = read_times(text, as_of)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    ["late ", "the end of ", "the first week of ", "one hundred and ", "the morning of ", "two days after ",
     "from 2 to ", "since ", "May ", "last ", "1", "1,111", "²", "5 p.m. on ", "2018-", "Q"],
)  # fmt: skip
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    text = piece * 20_000
    started = time.process_time()
    read_times(text, WEDNESDAY)
    assert time.process_time() - started < 5


def test_how_long_something_lasts_and_when_it_begins_are_two_times() -> None:
    lasting, beginning = read_times("The harbour will close for a week from Friday.", WEDNESDAY)
    assert (lasting.text, lasting.value, lasting.duration) == ("a week", None, "P1W")
    assert (beginning.text, beginning.value) == ("Friday", "2023-02-24")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He planned the Oct. 7 attack on the town.", "2023-10-07"),
        ("They have waited since Oct. 7 for help.", "2023-10-07/.."),
        ("The Oct. 7 election will be close.", "2024-10-07"),
    ],
)
def test_what_nobody_announces_has_happened(text: str, value: str) -> None:
    assert [one.value for one in read_times(text, "2024-08-08")] == [value]


def test_a_date_whose_year_is_settled_keeps_it() -> None:
    times = read_times("The Oct. 7 attack shook the town. Oct. 7 will stay with them.", "2024-08-08")
    assert [one.value for one in times] == ["2023-10-07", "2023-10-07"]


@pytest.mark.parametrize(
    ("text", "words", "duration"),
    [
        ("It will be the first visit to the island in six years.", "in six years", "P6Y"),
        ("The port will see its biggest strike in two decades.", "in two decades", "P20Y"),
        ("They will build it over the next year.", "the next year", "P1Y"),
    ],
)
def test_how_long_a_thing_has_not_been_or_will_last_is_no_day(text: str, words: str, duration: str) -> None:
    found = only(text)
    assert (found.text, found.value, found.duration) == (words, None, duration)


@pytest.mark.parametrize(
    "text",
    [
        "She led the poll until the last week of the campaign.",
        "He was held on the same day as the vote.",
        "He was held on the same day – as the vote was.",
    ],
)
def test_a_time_that_another_deed_sets_is_not_counted_from_the_story(text: str) -> None:
    assert read_times(text, WEDNESDAY) == []


def test_the_next_year_follows_the_one_that_was_mentioned() -> None:
    found = read_times("The ruling was quashed in 2016. He sued the next year.", WEDNESDAY)
    assert [one.value for one in found] == ["2016", "2017"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The line has cancelled all ferries until Sunday.", "../2023-02-26"),
        ("The judge adjourned the hearing until Friday.", "../2023-02-24"),
        ("The envoy stayed until Sunday.", "../2023-02-19"),
        ("He had closed the shop until Friday.", "../2023-02-17"),
        ("On Friday Mohamed is to travel.", "2023-02-24"),
    ],
)
def test_what_still_lasts_ends_ahead(text: str, value: str) -> None:
    assert only(text).value == value


def test_an_hour_of_the_past_is_not_on_a_day_to_come() -> None:
    found = read_times("The burial is due on Friday.\n\nThe mayor closed the park at noon.", WEDNESDAY)
    assert [one.value for one in found] == ["2023-02-24", "2023-02-22T12:00"]


def test_what_was_about_to_happen_is_past() -> None:
    assert only("A guard was about to leave his house on Monday.").value == "2023-02-20"


def test_the_same_time_that_a_clause_names_has_no_value_from_before() -> None:
    found = read_times("They met in 2008. It was renamed at the same time the deal was announced.", WEDNESDAY)
    assert [one.value for one in found] == ["2008"]


def test_the_next_day_of_what_has_been_is_no_day_to_come() -> None:
    found = read_times("Rebels called for peace today. The next day a bridge was attacked.", WEDNESDAY)
    assert [(one.value, one.rule) for one in found] == [("2023-02-22", "deictic_day"), (None, "outside_period")]


def test_a_feast_that_ends_a_name_is_no_day() -> None:
    assert read_times("The book was drawn by Rosa Christmas.", WEDNESDAY) == []
    assert only("On Christmas the port was shut.").value == "2022-12-25"

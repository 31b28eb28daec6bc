"""How our times become TIMEX3, and how the benchmark of times pairs and counts."""

from bench.accuracy.times import days_of, matched
from bench.timex import normal, to_timex

from onrecord.reading.times import read_times


def timex(text: str) -> list[tuple[str, str | None]]:
    return [(text[start:end], value) for one in read_times(text, "2023-02-22") for start, end, value in to_timex(one)]


def test_units_that_edtf_has_not() -> None:
    assert timex("last week") == [("last week", "2023-W07")]
    assert timex("over the weekend") == [("the weekend", "2023-W07-WE")]
    assert timex("in the third quarter of 2012") == [("the third quarter of 2012", "2012-Q3")]
    assert timex("in the 1990s") == [("the 1990s", "199")]
    assert timex("on Monday night") == [("Monday night", "2023-02-20TNI")]
    assert timex("last summer") == [("last summer", "2022-SU")]


def test_intervals_are_their_ends() -> None:
    assert timex("since August 2019") == [("August 2019", "2019-08")]
    assert timex("from 2018 to 2022") == [("2018", "2018"), ("2022", "2022")]
    assert timex("between May 2 and May 5, 2010") == [("May 2", "2010-05-02"), ("May 5, 2010", "2010-05-05")]
    assert timex("until last week") == [("last week", "2023-W07")]


def test_vague_times_lengths_and_recurring_times() -> None:
    assert [value for _, value in timex("recently, now, soon, years ago")] == [
        "PAST_REF", "PRESENT_REF", "FUTURE_REF", "PAST_REF",
    ]  # fmt: skip
    assert [value for _, value in timex("for three days; in recent years; annually; every Tuesday")] == [
        "P3D", "PXY", "P1Y", "XXXX-WXX-2",
    ]  # fmt: skip


def test_both_sides_are_written_alike() -> None:
    assert normal("2009-12-15T18:00:00Z") == normal("2009-12-15T18:00") == "2009-12-15T18:00"
    assert normal("P2DE") == "P20Y"
    assert normal("P1Q") == "P3M"
    assert normal("") is None


def test_pairs_overlap_one_to_one_and_a_right_value_is_preferred() -> None:
    gold = [(10, 20, "2010"), (30, 40, "2011")]
    predicted = [(8, 12, "2009"), (14, 20, "2010"), (50, 60, "2012")]
    assert matched(predicted, gold) == [
        ((14, 20, "2010"), (10, 20, "2010")),
        (None, (30, 40, "2011")),
        ((8, 12, "2009"), None),
        ((50, 60, "2012"), None),
    ]


def test_the_days_that_a_value_covers() -> None:
    (quarter,) = read_times("the fourth quarter of 2012")
    assert [str(day) for day in days_of(quarter) or ()] == ["2012-10-01", "2013-01-01"]
    (since,) = read_times("since 2012")
    assert days_of(since) is None

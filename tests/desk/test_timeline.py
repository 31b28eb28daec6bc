"""The timeline: marks as wide as their dates are imprecise, two clocks, and every mark with its sentence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some
from starlette.testclient import TestClient

from onrecord.desk.lanes import Dated, lanes, scale

DAYS = some.dates().map(lambda day: day.isoformat())
DATES = some.one_of(
    DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]), DAYS.map(lambda day: day + "?"),
    DAYS.map(lambda day: f"{day}/.."), DAYS.map(lambda day: f"../{day}"), some.text(max_size=8),
)  # fmt: skip


def dated(*dates: str, lane: str | None = "x") -> list[Dated]:
    return [Dated(row=f"r{at}", lane=lane, date=date, done=True) for at, date in enumerate(dates)]


def test_a_month_is_as_wide_as_a_month_and_a_day_is_a_point() -> None:
    on = scale(["2024-03", "2024-03-04"], "2024-01", "2024-12")
    assert on is not None
    marks = {mark.row: mark for mark in lanes(dated("2024-03", "2024-03-04"), on)[0].marks}
    assert on.days == 366
    assert marks["r0"].width == pytest.approx(31 / 366 * 100, abs=0.01)
    assert marks["r0"].at == pytest.approx(60 / 366 * 100, abs=0.01)
    assert not marks["r0"].point
    assert marks["r1"].point


def test_what_has_no_end_fades_out_and_what_has_no_beginning_fades_in() -> None:
    dates = ["2024-02-01/..", "../2024-06-30", "2024-03~"]
    on = scale(dates)
    assert on is not None
    marks = {mark.row: mark for mark in lanes(dated(*dates), on)[0].marks}
    assert [marks[f"r{at}"].open for at in range(3)] == ["after", "before", None]
    assert [marks[f"r{at}"].sure for at in range(3)] == [True, True, False]


def test_a_few_far_dates_do_not_press_all_others_together() -> None:
    dates = ["1947-08-15", *(f"2024-03-{day:02}" for day in range(1, 21))]
    on = scale(dates)
    assert on is not None
    assert on.first > "2024-02"
    assert (on.before, on.after) == (1, 0)
    assert on.whole == ("1947-08-15", "2024-03-20")
    everything = scale(dates, *on.whole)
    assert everything is not None
    assert everything.before == 0


def test_marks_of_one_day_lie_below_each_other() -> None:
    on = scale(["2024-03-04"], "2024", "2024")
    assert on is not None
    assert sorted(mark.track for mark in lanes(dated("2024-03-04", "2024-03-04"), on)[0].marks) == [0, 1]


def test_lanes_of_most_marks_come_first_and_what_has_none_last() -> None:
    two = dated("2024-03-04", "2024-03-06", lane="a")
    things = [*dated("2024-03-04", lane=None), *dated("2024-03-05", lane="b"), *two]
    on = scale([one.date for one in things])
    assert on is not None
    assert [lane.name for lane in lanes(things, on)] == ["a", "b", None]


@given(some.lists(DATES, max_size=12))
def test_whatever_is_dated_lies_on_the_drawing(dates: list[str]) -> None:
    on = scale(dates)
    if on is None:
        return
    drawn = [mark for lane in lanes(dated(*dates), on) for mark in lane.marks]
    for mark in drawn:
        assert 0 <= mark.at <= 100
        assert 0 <= mark.width <= 100.001 - mark.at + 0.01
    assert all(0 <= tick.at <= 100 for tick in on.ticks)
    assert len(on.ticks) <= 9
    assert len(drawn) + on.before + on.after <= len(dates)


def test_every_mark_leads_to_its_row_and_every_row_to_its_sentence(client: TestClient) -> None:
    page = client.get("/timeline").text
    marks = re.findall(r'<a href="#([0-9a-f]+)"', page)
    assert marks
    for row in marks:
        item = page[page.index(f'<li id="{row}">') :].partition("</li>")[0]
        assert re.search(r'href="/story/[0-9a-f]+\?mark=\d+-\d+#at-\d+"', item)


def test_what_was_not_done_is_drawn_hollow(client: TestClient) -> None:
    page = client.get("/timeline.json", params={"clock": "reported"}).json()
    status = {row["id"]: row["status"] for row in page["rows"]}
    marks = [mark for lane in page["lanes"] for mark in lane["marks"]]
    assert {mark["done"] for mark in marks} == {True, False}
    for mark in marks:
        assert mark["done"] == (status[mark["row"]] in ("actual", "ongoing"))
    assert page["undated"] == 0


def test_two_clocks(client: TestClient) -> None:
    happened = client.get("/timeline.json", params={"words": "arrested"}).json()
    reported = client.get("/timeline.json", params={"words": "arrested", "clock": "reported"}).json()
    row = next(row for row in happened["rows"] if row["time"] == "2024-05-13")
    assert happened["dates"][row["id"]] == "2024-05-13"
    # Told by two stories: it was reported when the first of them was.
    assert row["counts"]["stories"] == 2
    assert row["citation"]["date"] == "2024-05-16"
    assert reported["dates"][row["id"]] == "2024-05-14"


def test_who_did_it_or_had_it_done(client: TestClient) -> None:
    rows = client.get("/timeline.json", params={"who": "Jonas Wirth"}).json()["rows"]
    assert rows
    for row in rows:
        assert "Wirth" in " ".join(str(one["name"]) for one in [*row["actors"], *row["recipients"]])
    assert len(client.get("/timeline.json", params={"who": "Jonas Wirth", "as_known": "1999"}).json()["rows"]) == 0


@pytest.mark.parametrize("asked", ["by=colour", "clock=sand", "first=yesterday", "last=2024-13", "limit=x"])
def test_what_cannot_be_drawn_is_refused(client: TestClient, asked: str) -> None:
    assert client.get(f"/timeline?{asked}").status_code == 400
    assert client.get(f"/timeline.json?{asked}").status_code == 400


def test_the_drawing_has_no_style_of_its_own(client: TestClient) -> None:
    page = client.get("/timeline?by=type").text
    assert "<svg" in page
    assert " style=" not in page

"""Who held an office from when to when, as several stories tell it. All people are invented."""

from typing import Any

import pytest

from onrecord.linking.tenures import Claim, Days, Tenure, held_by_one, tenures


def day(value: str) -> Days:
    return value, value


def held(holder: str, on: str, title: str = "finance minister", **fields: Any) -> Claim:
    return Claim(holder=holder, title=title, of="NO", on=on, held=True, **fields)


def past(holder: str, on: str, title: str = "finance minister", **fields: Any) -> Claim:
    return Claim(holder=holder, title=title, of="NO", on=on, over=True, **fields)


def of(holder: str, found: list[Tenure]) -> list[Tenure]:
    return [tenure for tenure in found if tenure.claims[0].holder == holder]


def test_points_and_stated_bounds_are_one_tenure() -> None:
    (tenure,) = tenures([
        held("Lien", "2024-03-04"), held("Lien", "2024-06-01", begins=day("2021-10-14")),
        past("Lien", "2025-02-01", ends=day("2025-01-31")),
    ])  # fmt: skip
    assert tenure.begins is not None
    assert tenure.ends is not None
    assert (tenure.begins.begins[0], tenure.ends.ends[0]) == ("2021-10-14", "2025-01-31")
    assert (tenure.first, tenure.last, tenure.over_by) == ("2024-03-04", "2024-06-01", "2025-02-01")
    assert tenure.extent == ("2021-10-14", "2025-01-31")
    assert tenure.conflicts == []


def test_the_most_exact_bound_stands_for_the_tenure() -> None:
    (tenure,) = tenures([
        held("Lien", "2024-03-04", begins=("2021-01-01", "2021-12-31")),
        held("Lien", "2023-03-04", begins=day("2021-10-14")),
    ])  # fmt: skip
    assert tenure.begins is not None
    assert tenure.begins.begins == day("2021-10-14")
    assert tenure.conflicts == [], "a day of that year contradicts nothing"


def test_two_beginnings_of_one_tenure_contradict_each_other() -> None:
    (tenure,) = tenures([
        held("Lien", "2024-03-04", begins=day("2021-10-14")), held("Lien", "2024-03-05", begins=day("2022-10-14")),
    ])  # fmt: skip
    assert [conflict.kind for conflict in tenure.conflicts] == ["two_beginnings"]


def test_an_end_before_the_next_beginning_makes_two_tenures() -> None:
    found = tenures([
        past("Lien", "2020-01-01", begins=day("2013-10-16"), ends=day("2017-06-01")),
        held("Lien", "2022-01-01", begins=day("2021-10-14")),
    ])  # fmt: skip
    assert [tenure.extent for tenure in found] == [("2013-10-16", "2017-06-01"), ("2021-10-14", "2022-01-01")]


def test_somebody_else_in_between_makes_two_tenures_of_an_office_of_one() -> None:
    told = [held("Lien", "2019-01-01"), held("Vik", "2020-05-01"), held("Lien", "2023-01-01")]
    assert len(of("Lien", tenures(told))) == 2
    senators = [held(one.holder, one.on or "", "senator") for one in told]
    assert len(of("Lien", tenures(senators))) == 1


def test_two_holders_of_an_office_of_one_on_a_day_contradict_each_other() -> None:
    found = tenures([
        held("Lien", "2024-06-01", begins=day("2021-10-14")), held("Vik", "2024-08-01", begins=day("2024-03-01")),
    ])  # fmt: skip
    assert [[conflict.kind for conflict in tenure.conflicts] for tenure in found] == [["two_holders"], ["two_holders"]]
    senators = [held("Lien", "2024-06-01", "senator"), held("Vik", "2024-05-01", "senator")]
    assert not any(tenure.conflicts for tenure in tenures(senators))


def test_who_follows_contradicts_nobody() -> None:
    found = tenures([held("Lien", "2024-06-01"), held("Vik", "2024-06-02"), past("Lien", "2024-07-01")])
    assert not any(tenure.conflicts for tenure in found)
    (lien,) = of("Lien", found)
    assert lien.over_by == "2024-07-01"


@pytest.mark.parametrize(
    ("title", "single"),
    [
        ("prime minister", True), ("Finance Minister", True), ("minister of health", True), ("mayor", True),
        ("minister", False), ("federal minister", False), ("deputy prime minister", False), ("senator", False),
        ("minister of state", False), ("acting president", False), ("spokesman", False), ("vice-president", False),
    ],
)  # fmt: skip
def test_which_offices_one_person_holds_at_a_time(title: str, single: bool) -> None:
    assert held_by_one(title) is single


def test_ten_thousand_claims_take_no_time_to_speak_of() -> None:
    told = [held(f"holder {number % 50}", f"20{number % 24:02}-01-{number % 28 + 1:02}") for number in range(10_000)]
    assert sum(len(tenure.claims) for tenure in tenures(told)) == 10_000

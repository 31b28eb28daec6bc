"""Given the bodies that a story names, which names are one body's."""

from onrecord.reading.bodies import same_bodies, same_places


def together(*keys: str, defined: tuple[tuple[str, str], ...] = ()) -> list[list[str]]:
    return sorted(sorted(group) for group in same_bodies(keys, defined))


def test_a_short_form_is_tied_by_its_definition_only() -> None:
    assert together("world harbour union", "whu", "wheat union", defined=(("world harbour union", "whu"),)) == [
        ["wheat union"],
        ["whu", "world harbour union"],
    ]


def test_a_country_before_or_after_may_be_left_out() -> None:
    assert together("supreme court of kenya", "supreme court") == [["supreme court", "supreme court of kenya"]]
    assert together("kenyan parliament", "parliament") == [["kenyan parliament", "parliament"]]


def test_but_not_where_two_countries_have_one() -> None:
    assert together("kenyan navy", "french navy", "navy") == [["french navy"], ["kenyan navy"], ["navy"]]


def test_a_legal_form_may_be_left_out_and_another_word_may_not() -> None:
    assert together("nordavia shipping ltd", "nordavia shipping", "nordavia air") == [
        ["nordavia air"],
        ["nordavia shipping", "nordavia shipping ltd"],
    ]


def test_names_of_one_country_are_one_place_and_its_parts_are_others() -> None:
    names = {name.lower(): name for name in ("U.S.", "America", "United States", "Wales", "England", "Britain", "UK")}
    assert sorted(sorted(keys) for keys in same_places(names, ())) == [
        ["america", "u.s.", "united states"],
        ["britain", "uk"],
        ["england"],
        ["wales"],
    ]

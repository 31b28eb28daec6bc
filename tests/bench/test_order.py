"""Linking story by story against linking all at once, on a small invented town."""

from bench.accuracy.order import compared, settle, town
from onrecord.record import Record


def test_a_town_linked_story_by_story_is_nearly_the_town_linked_at_once() -> None:
    scores, counts = compared("town", [town(number) for number in range(40)], ("entity",))
    assert counts["town entity"] > counts["town entity, groups"] > 1
    assert scores["town_entity_relinked"] == 1.0, "what Record.relink promises"
    assert scores["town_entity_at_once"] > 0.95
    assert scores["town_entity_shuffled"] > 0.9


def test_what_has_settled_moves_no_more(tmp_path: object) -> None:
    with Record.open(f"{tmp_path}/empty.onrecord") as record:
        assert settle(record) == 1

"""The parts that rules and a trained tagger share: ranges, rivals, nesting."""

from onrecord.reading.statements.candidate import Attribution, join, trimmed
from onrecord.reading.statements.combine import combined
from onrecord.reading.statements.nesting import holders


def at(cue: tuple[int, int], *content: tuple[int, int], confidence: float = 0.9) -> Attribution:
    return Attribution(None, (cue,), content, None, confidence)


def test_the_clause_comma_and_the_final_stop_go_and_the_marks_stay() -> None:
    text = ", “It holds.”, she said. "
    assert trimmed(text, 0, 14) == (2, 13)
    assert trimmed("It holds in the U.S.", 0, 20) == (0, 20)
    assert trimmed("It holds.", 0, 9) == (0, 8)
    assert trimmed(" ., ", 0, 4) is None


def test_ranges_join_over_a_space_and_not_over_a_line() -> None:
    assert join("one two\nthree", [(0, 3), (4, 7)]) == ((0, 7),)
    assert join("one two\nthree", [(0, 7), (8, 13)]) == ((0, 7), (8, 13))


def test_rivals_share_a_cue_or_a_content_and_the_likelier_stands() -> None:
    rules, model = at((0, 4), (5, 30), confidence=0.5), at((0, 4), (5, 40), confidence=0.8)
    assert combined([rules, model], 0.3) == [model]
    other = at((32, 36), (5, 30), confidence=0.4)
    assert combined([rules, other], 0.3) == [rules]


def test_a_statement_inside_another_is_no_rival() -> None:
    outer, inner = at((0, 4), (5, 40)), at((8, 12), (13, 40))
    assert combined([outer, inner], 0.3) == [outer, inner]
    assert holders([outer, inner]) == [None, 0]


def test_nesting_to_any_depth_finds_the_innermost_holder() -> None:
    chain = [at((depth * 10, depth * 10 + 4), (depth * 10 + 5, 1000)) for depth in range(50)]
    assert holders(chain) == [None, *range(49)]


def test_what_only_crosses_is_not_within() -> None:
    assert holders([at((0, 4), (5, 40)), at((30, 34), (35, 90))]) == [None, None]

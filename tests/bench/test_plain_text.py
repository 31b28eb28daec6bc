import gzip
import json
from collections import Counter

import pytest

from bench.accuracy import datelines, plain_text


def test_bulleted_summaries_before_the_body_are_not_scored():
    lines = ["Title", "* A summary of what happened in the harbour on Monday.", "* Share", "Body.", "* " + "x" * 50]
    gold = ["headline", "furniture", "furniture", "body", "furniture"]
    assert plain_text.exempt(lines, gold) == {1}


def test_roles_are_counted_with_the_names_of_the_gold():
    counts = plain_text.confusion(
        ["a", "b", "c"], ["headline", "body", "furniture"], ["headline", "paragraph", "key_point"]
    )
    assert counts == Counter({("headline", "headline"): 1, ("body", "body"): 1, ("furniture", "furniture"): 1})


def test_the_macro_score_is_the_mean_over_all_roles():
    counts = Counter({("body", "body"): 3, ("headline", "body"): 1, ("headline", "headline"): 1})
    scores = plain_text.role_scores(counts)
    assert scores["role_headline_f1"] == pytest.approx(2 / 3)
    assert scores["role_body_f1"] == pytest.approx(6 / 7)
    assert scores["role_credit_f1"] == 0.0
    assert scores["roles_macro_f1"] == pytest.approx((2 / 3 + 6 / 7) / 8)


def test_a_start_is_right_within_two_lines_and_only_once():
    assert plain_text.matched_starts([10, 30], [8, 33]) == 1
    assert plain_text.matched_starts([10], [9, 11]) == 1
    assert plain_text.matched_starts([10, 12], [11, 12]) == 2
    assert plain_text.matched_starts([], [4]) == 0


def test_both_benchmarks_read_a_folder_of_one_row_each(tmp_path):
    folder = tmp_path / "extraction" / "derived-captures"
    folder.mkdir(parents=True)
    lines = [
        ["Harbour closed after the storm", "headline"],
        ["The harbour was closed on Monday, the mayor said.", "body"],
    ]
    _write(folder / "line_captures.jsonl.gz", {"id": "a", "lines": lines})
    _write(folder / "multistory.jsonl.gz", {"kind": "single", "lines": [line for line, _ in lines], "starts": [0]})
    result = plain_text.evaluate(tmp_path, "dev")
    assert result.scores["role_body_f1"] == 1.0
    assert result.scores["exact_count"] == 1.0
    assert result.scores["singles_split_wrongly"] == 0.0
    assert result.counts["lines"] == 2
    row = {
        "text": "OSTERA: It rained all night.",
        "places": ["OSTERA"],
        "is_dateline": True,
        "date": None,
        "agency": None,
    }
    (folder / "datelines.jsonl").write_text(json.dumps(row) + "\n")
    assert datelines.evaluate(tmp_path, "dev").scores["places_exact"] == 1.0


def test_without_data_a_benchmark_says_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        plain_text.evaluate(tmp_path, "dev")
    with pytest.raises(FileNotFoundError):
        datelines.evaluate(tmp_path, "dev")


def test_places_are_compared_word_for_word_and_in_order():
    row = {"places": ["OSTERA", "KARVEN"]}
    assert datelines.right_places(row, ["OSTERA", "KARVEN"])
    assert not datelines.right_places(row, ["KARVEN", "OSTERA"])
    assert not datelines.right_places(row, ["OSTERA"])


def _write(path, row):
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")

"""The harness itself: scores, floors, digests, and which files a split means."""

from pathlib import Path

import pytest

from bench.harness import Result, digest, precision_recall_f1, split_files, under_the_floor


def test_f1_on_a_case_made_by_hand() -> None:
    assert precision_recall_f1(3, 4, 6) == pytest.approx((0.75, 0.5, 0.6))
    assert precision_recall_f1(0, 0, 0) == (0.0, 0.0, 0.0)


def test_a_score_under_its_floor_or_over_its_ceiling_fails_and_a_missing_one_too() -> None:
    result = Result({"f1": 0.8, "split wrongly": 0.03}, lower_is_better=frozenset({"split wrongly"}))
    assert under_the_floor(result, {"f1": 0.8, "split wrongly": 0.03}) == []
    lines = under_the_floor(result, {"f1": 0.81, "split wrongly": 0.02, "recall": 0.5})
    assert [line.split(":")[0] for line in lines] == ["f1", "split wrongly", "recall"]


def test_a_split_reads_its_own_files_where_there_are_any(tmp_path: Path) -> None:
    for name in ("news.dev.jsonl", "news_train.jsonl", "notes.md"):
        (tmp_path / name).write_text(name)
    assert [path.name for path in split_files(tmp_path, "dev", (".jsonl",))] == ["news.dev.jsonl"]
    assert [path.name for path in split_files(tmp_path, "test", (".jsonl",))] == ["news.dev.jsonl", "news_train.jsonl"]


def test_a_digest_belongs_to_the_bytes_and_names(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("same")
    two.write_text("same")
    assert digest([one]) == digest([one, one])
    assert digest([one]) != digest([two])

"""The quotation-mark benchmark on cases made by hand."""

import json
from pathlib import Path

import pytest

from bench.accuracy.quotation_marks import evaluate, is_plain_quotation, paragraphs, trimmed


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ('"We won,"', True),
        ("“We won.”", True),
        ("''We won'',", True),
        ("that “we won”", False),
        ("“We won,” “we did.”", False),
        ("“We won", False),
        ("“We\n\nwon”", False),
        ("“”", False),
    ],
)
def test_plain_quotations(words: str, plain: bool) -> None:
    assert is_plain_quotation(words) is plain


def test_edges_do_not_count() -> None:
    text = "so “We won,” she"
    assert text[slice(*trimmed(text, 2, 12))] == "We won"


def test_paragraphs_lie_between_blank_lines() -> None:
    assert paragraphs("a\n\nb\n \n\nc") == [(0, 1), (3, 4), (8, 9)]


def test_the_score_of_two_gold_spans_of_which_the_engine_finds_one(tmp_path: Path) -> None:
    text = 'He is 6\'2" and she is "tall".'
    inches, tall = text.index('"'), text.index('"tall')
    folder = tmp_path / "statements" / "polnear"
    folder.mkdir(parents=True)
    article = {
        "id": "a",
        "text": text,
        "attributions": [{"content": [[tall, tall + 6]]}, {"content": [[inches, tall + 1]]}],
    }
    (folder / "dev.jsonl").write_text(json.dumps(article))
    result = evaluate(tmp_path, "dev")
    assert result.scores["direct quotations found exactly"] == 0.5
    assert result.counts["direct quotations"] == 2
    assert len(result.errors) == 1

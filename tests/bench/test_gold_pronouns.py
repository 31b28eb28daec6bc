"""The gold of pronoun speakers is well-formed, and points at pronouns (where the corpus is there)."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bench.gold.texts import digest
from bench.polnear import articles

GOLD = Path(__file__).parents[2] / "bench" / "gold" / "pronoun_speakers.json"


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(GOLD.read_text(encoding="utf-8"))["cases"]
    return found


def test_a_hundred_different_pronouns() -> None:
    assert len({(one["document"], *one["pronoun"]) for one in cases()}) == len(cases()) == 100
    assert Counter(one["form"] for one in cases()) == {"name": 88, "description": 8, None: 4}


def test_what_is_meant_stands_before_the_pronoun_or_nowhere() -> None:
    for one in cases():
        assert bool(one["antecedent"]) == (one["form"] is not None)
        assert all(0 <= start < end <= one["pronoun"][0] for start, end in one["antecedent"])
        if one["form"] == "name":
            assert len(one["antecedent"]) == len(one["name"]) >= 1


def test_the_articles_are_those_that_were_annotated() -> None:
    data = Path(os.environ.get("ONRECORD_GOLD", "../shared/data"))
    try:
        found = {digest(article.text): article for article in articles(data, "dev")}
    except FileNotFoundError:
        pytest.skip("the corpus is not there")
    for one in cases():
        article = found[one["document"]]
        start, end = one["pronoun"]
        assert article.text[start:end].lower() in {"he", "she", "they", "i", "we"}
        assert any(said.source == ((start, end),) for said in article.attributions)
        for first, last in one["antecedent"] + one["name"]:
            words = article.text[first:last]
            assert words
            assert words == words.strip()

"""The hand annotation is well-formed, and points into the texts it was made on (where the corpora are there)."""

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bench.gold.texts import digest, split_of, stories

GOLD = Path(__file__).parents[2] / "bench" / "gold" / "offices.json"
FIELDS = {"holder", "title", "of", "of_by", "status", "from", "to", "mentions"}
STATUSES = {"current", "former", "acting", "designate", "unknown"}
EDTF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?[~?]?")


def documents() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))["documents"]
    return found


def offices() -> list[dict[str, Any]]:
    return [one for document in documents().values() for one in of_story(document)]


def of_story(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document["offices"] + document.get("optional", [])
    return found


def positions(office: dict[str, Any]) -> list[list[int]]:
    named = [office[field] for field in ("holder", "title", "of") if office[field] is not None]
    return [*named, *office["mentions"], *office.get("also", {}).get("of", [])]


def test_sixty_stories_in_two_parts_that_nobody_chose() -> None:
    assert len(documents()) == 60
    assert all(document["split"] == split_of(name) for name, document in documents().items())
    assert min(Counter(document["split"] for document in documents().values()).values()) >= 20


def test_each_office_has_all_fields_and_only_known_values() -> None:
    for office in offices():
        assert office.keys() - {"also"} == FIELDS
        assert office["status"] in STATUSES
        assert office["of_by"] in ({"name", "reference", "context"} if office["of"] else {None})
        assert all(office[end] is None or EDTF.fullmatch(office[end]) for end in ("from", "to"))
        assert office.get("also", {}).keys() <= {"of", "status", "to"}
        assert set(office.get("also", {}).get("status", [])) <= STATUSES - {office["status"]}


def test_positions_are_ranges_and_no_words() -> None:
    for office in offices():
        for start, end in positions(office):
            assert isinstance(start, int)
            assert 0 <= start < end


def test_no_office_stands_twice() -> None:
    for name, document in documents().items():
        keys = [tuple(map(str, (one["holder"], one["title"], one["of"]))) for one in of_story(document)]
        assert len(keys) == len(set(keys)), name


def test_the_texts_are_those_that_were_annotated() -> None:
    data = Path(os.environ.get("ONRECORD_GOLD", "../shared/data"))
    try:
        found = stories(data)
    except FileNotFoundError:
        pytest.skip("the corpora are not there")
    for name, document in documents().items():
        text = found[name].text
        assert digest(text) == document["sha256"], name
        for office in of_story(document):
            words = [text[start:end] for start, end in positions(office)]
            assert all(word and word == word.strip() for word in words), name

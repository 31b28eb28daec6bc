"""Datelines: the places that open a story's first paragraph.

Data: ``extraction/derived-captures/datelines*.jsonl`` under the data root: first paragraphs, checked by hand, with the
places of their datelines; some open with what only looks like one.

Protocol. A paragraph is right if the places found are those of the gold, in order, word for word (edge punctuation
aside); a look-alike is right if none is found. ``places_exact`` is the share of right paragraphs. Beside it the share
of true datelines whose date and agency are right too, and the share of look-alikes left alone. Peers: none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.harness import Result, run, split_files
from onrecord.capture.datelines import find_dateline


def found_parts(paragraph: str) -> tuple[list[str], str | None, str | None]:
    """The places, date and agency of a paragraph's dateline as words."""
    found = find_dateline(paragraph)
    if found is None:
        return [], None, None
    date = paragraph[slice(*found.date)] if found.date else None
    agency = paragraph[slice(*found.agency)] if found.agency else None
    return [paragraph[start:end] for start, end in found.places], date, agency


def same_words(first: str | None, second: str | None) -> bool:
    """Whether two parts are one, punctuation at their edges aside."""
    return (first or "").strip(" .,") == (second or "").strip(" .,")


def right_places(row: Mapping[str, Any], places: list[str]) -> bool:
    """Whether the places found are those of the gold row."""
    return len(places) == len(row["places"]) and all(map(same_words, places, row["places"]))


def evaluate(data: Path, split: str) -> Result:
    """The measure over the data root ``data``; raises ``FileNotFoundError`` where there are no datelines."""
    folder = data / "extraction" / "derived-captures"
    files = [path for path in split_files(folder, split, (".jsonl",)) if "datelines" in path.name]
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines() if line.strip()]
    if not rows:
        raise FileNotFoundError(2, "no datelines", str(folder))
    errors = []
    right = whole = true = left_alone = 0
    for row in rows:
        places, date, agency = found_parts(row["text"])
        good = right_places(row, places)
        right += good
        if row["is_dateline"]:
            true += 1
            whole += good and same_words(date, row["date"]) and same_words(agency, row["agency"])
        else:
            left_alone += not places
        if not good:
            errors.append(f"gold {row['places']}, found {places}: {row['text'][:120]}")
    look_alikes = len(rows) - true
    return Result(
        scores={
            "places_exact": right / len(rows),
            "with_date_and_agency": whole / true if true else 0.0,
            "look_alikes_left_alone": left_alone / look_alikes if look_alikes else 1.0,
        },
        counts={"paragraphs": len(rows), "look_alikes": look_alikes},
        files=files,
        errors=errors,
    )


if __name__ == "__main__":
    run("datelines", __doc__, evaluate)

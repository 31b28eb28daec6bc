"""Commitments: is a sentence of a party's programme a pledge, and is a listed promise read as one when it is told?

Data: ``commitments/mimac_pledges/pledges.csv`` (sentences of manifestos, ``binary_pledge``; the Indian ones are
English), ``commitments/trumptracker/data.json`` (titles of promises, 'Build a wall').

Protocol.

- **mimac_precision, mimac_recall, mimac_f1**: of English sentences, each a story of its own, as they stand: a pledge by
  the gold is right if the stage finds a commitment. A programme promises in its own voice, mostly without a verb of
  promising and with no speaker, so recall shows how rarely it uses one; a reader of news cannot reach 1.
- **trumptracker_recall**: each title, told as 'The Reform Party promised to …', gives exactly one commitment of
  that party.

Measured, not trained: no rule was fitted to these sentences.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from bench.harness import Result, precision_recall_f1, run
from onrecord.model import Reading, Span, Story, story_id
from onrecord.reading import Reader

_MOST = 400


def _read(reader: Reader, text: str) -> Reading:
    span = Span.of(text, 0, len(text))
    return reader.read(Story(id=story_id(text), text=text, language="en", paragraphs=(span,)))


def _sentences(path: Path, split: str) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["country"] == "India" and row["text"].strip()]
    named = [row for row in rows if row["set"] == split]
    return (named or rows)[:_MOST]


def evaluate(data: Path, split: str) -> Result:
    """Both corpora, with the stages as they ship."""
    folder = data / "commitments"
    files = [folder / "mimac_pledges" / "pledges.csv", folder / "trumptracker" / "data.json"]
    rows = _sentences(files[0], split)
    promises = [one["title"] for one in json.loads(files[1].read_text(encoding="utf-8"))["promises"]]
    reader = Reader()
    right = predicted = gold = 0
    errors: list[str] = []
    for row in rows:
        found, wanted = bool(_read(reader, row["text"].strip()).commitments), row["binary_pledge"] == "1"
        right, predicted, gold = right + (found and wanted), predicted + found, gold + wanted
        if found and not wanted:
            errors.append(f"no pledge in the gold: {row['text'].strip()}")
    read = 0
    for title in promises:
        told = _read(reader, f"The Reform Party promised to {title[:1].lower()}{title[1:].rstrip('.')}.")
        names = {one.id: one.name for one in told.entities}
        kept = [one for one in told.commitments if "Reform Party" in names.get(one.by or "", "")]
        read += len(kept) == 1
        if len(kept) != 1:
            errors.append(f"{len(kept)} commitments: {title}")
    precision, recall, f1 = precision_recall_f1(right, predicted, gold)
    return Result(
        scores={
            "mimac_precision": precision, "mimac_recall": recall, "mimac_f1": f1,
            "trumptracker_recall": read / max(1, len(promises)),
        },
        counts={"sentences": len(rows), "pledges": gold, "found": predicted, "promises": len(promises)},
        files=files,
        errors=errors,
    )  # fmt: skip


if __name__ == "__main__":
    run("commitments", __doc__, evaluate)

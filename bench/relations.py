"""Sentences with one relation each: who, to whom, and the PLOVER type.

PLV (Hu et al. 2024): sentences of newswire with a marked source and target; 15 types, YIELD being CONCEDE and RETREAT
together. PLOVER's gold standard records (Open Event Data Alliance, 2016): sentences of the CAMEO manual coded anew,
under version 0.5b1, whose types are named here as 2.0 names them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.harness import split_files

__all__ = ["Relation", "plover_records", "relations"]

Range = tuple[int, int]

_MARK = re.compile(r"</?[st]>")
_ROLE = re.compile(r"\((?P<role>SRC|TAR|SRC/TAR|EVT):\s*(?P<words>[^()]*)\)")
# Version 0.5b1 -> 2.0.
_RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


@dataclass(frozen=True)
class Relation:
    """A sentence, its type, and where its source and target stand in it (None: not marked)."""

    id: str
    text: str
    type: str
    source: Range | None
    target: Range | None


def relations(data: Path, split: str) -> list[Relation]:
    """The sentences of PLV with a marked source, a marked target or both."""
    found = []
    for path in split_files(data / "events" / "zsp_plv", split, (".jsonl",)):
        if not path.name.startswith("plv_"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text, marks = _unmarked(row["marked"])
            found.append(Relation(row["id"], text, row["root"], _range(text, marks, "s"), _range(text, marks, "t")))
    return found


def plover_records(data: Path) -> list[Relation]:
    """PLOVER's own records that have a source."""
    found = []
    for path in sorted((data / "events" / "plover_gsr").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row["text"].strip("{}")
            source, target = (_named(text, row.get(key)) for key in ("source", "target"))
            found.append(Relation(row["id"], text, _RENAMED.get(row["event"], row["event"]), source, target))
    return found


def _unmarked(marked: str) -> tuple[str, dict[str, int]]:
    """The text without its marks, and where each mark stood."""
    text, marks, at = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        marks.setdefault(mark.group(), len(text))
        at = mark.end()
    return text + marked[at:], marks


def _range(text: str, marks: dict[str, int], letter: str) -> Range | None:
    if f"<{letter}>" not in marks or f"</{letter}>" not in marks:
        return None
    start, end = marks[f"<{letter}>"], marks[f"</{letter}>"]
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return (start, start + len(words.strip())) if words.strip() else None


def _named(text: str, actors: Any) -> Range | None:
    """Where the first of the actors' words stand in the text."""
    for actor in actors if isinstance(actors, list) else []:
        words = actor.get("actorText", "") if isinstance(actor, dict) else ""
        at = text.find(words) if words else -1
        if at >= 0:
            return at, at + len(words)
    return None

"""Predicates graded by how surely they happened, from -3 (did not) to 3 (did).

UDS-IH2 (Rudinger, White and Van Durme 2018; English Web Treebank) and UW (Lee et al. 2015; news).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bench.harness import split_files

__all__ = ["Predicates", "predicates"]


@dataclass(frozen=True)
class Predicates:
    """A sentence and its graded predicates: (start, end, grade), positions in code points of the text."""

    text: str
    graded: tuple[tuple[int, int, float], ...]


def predicates(data: Path, split: str, corpus: str = "UDS_IH2") -> list[Predicates]:
    """The sentences of one corpus, their tokens joined by a space as the files give them."""
    found = []
    for path in split_files(data / "status" / "factuality", split, (".jsonl",)):
        if not path.name.startswith(f"{corpus}_"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            tokens = row["text"].split(" ")
            starts = [0]
            for token in tokens:
                starts.append(starts[-1] + len(token) + 1)
            graded = tuple(
                (starts[first], starts[last] - 1, float(one["label"]))
                for one in row["targets"]
                for first, last in [one["span1"]]
                if last <= len(tokens)
            )
            found.append(Predicates(row["text"], graded))
    return found

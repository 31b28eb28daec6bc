"""How well events are told of sentences that no model saw, in folds.

    python -m training.events.crossvalidate --data DIR --start model.safetensors --scratch DIR [--folds 5] [--only N]

For each fold an encoder is trained as the shipped one is, but without a part of PLV's training sentences and of our
own, and without PLOVER's records; then the program answers those (``bench.accuracy.events``; our own sentences:
``training.events.weights``). A quarter of an hour a fold on one core. The folds' encoders are kept in the scratch
folder; the figures are over all that are there.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import torch

from bench.accuracy.events import answer, joined, macro_f1
from bench.relations import plover_records, relations
from onrecord.models.encoder import runtime
from training.events.sentences import read_all
from training.events.train import train, write

__all__ = ["folds", "mixed", "use"]

Row = TypeVar("Row")
_ENCODERS = Path(runtime.__file__).parents[1]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.events.crossvalidate")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, help="train this fold alone")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    by_type = sorted(mixed(relations(asked.data, "train")), key=lambda one: one.type)
    own, others = folds(mixed(list(read_all())), asked.folds), plover_records(asked.data)
    told: tuple[list[tuple[str, str | None]], ...] = ([], [])
    done = 0
    for fold, related in enumerate(folds(by_type, asked.folds)):
        folder = asked.scratch / f"fold{fold}"
        if not folder.exists() and asked.only in (None, fold):
            held = frozenset([*(one.id for one in [*related, *others]), *(one.where for one in own[fold])])
            write(train(asked.data, asked.start, held), folder / runtime.OF_EVENTS)
        if folder.exists():
            use(folder)
            done += 1
            for pairs, some in zip(told, (related, others), strict=True):
                pairs += [(joined(one.type), answer(one)) for one in some]
    for name, pairs in zip(("PLV, cross-validated", "PLOVER's records, never trained on"), told, strict=True):
        right = sum(gold == read for gold, read in pairs) / len(pairs)
        print(f"{name}: {done} folds, accuracy {right:.3f}, macro-F1 {macro_f1(pairs):.3f}")


def folds(rows: Sequence[Row], count: int) -> list[list[Row]]:
    """The rows in ``count`` parts of equal size; neighbours go to different parts."""
    return [list(rows[number::count]) for number in range(count)]


def mixed(rows: list[Row]) -> list[Row]:
    """The same rows in an order by chance, the same each time."""
    random.Random(0).shuffle(rows)
    return rows


def use(folder: Path) -> None:
    """Lets the program read with the encoder of events in this folder, as it would ship."""
    if not (folder / runtime.SHARED).exists():
        (folder / runtime.SHARED).symlink_to(_ENCODERS / runtime.SHARED)
    runtime._MODELS = folder
    for cached in (runtime.head, runtime.digest, runtime._card, runtime._session):
        cached.cache_clear()


if __name__ == "__main__":
    main()

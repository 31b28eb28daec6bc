"""Weighs rules and model against each other: ``python -m training.statements.weighing --data DATA``.

Searches, one number at a time, the few constants of ``onrecord.reading.statements.judge`` (how much the model's view of
each word's part counts beside the rules' choice of a content; how the likelihoods of a cue add up) and the threshold of
``stage`` for the best sum of P1t at 0.3, P1t at 0.8 and half the exact triples on PolNeAR's development articles. The
training articles would not do: the model has seen them. Prints the constants and the scores of the even and the odd
articles, whose difference shows how little is fitted here.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.polnear import Article, Attribution, Scored, articles, score
from onrecord.reading.encoding import Encoding
from onrecord.reading.english import reading_zone
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.stage import Partial
from onrecord.reading.statements import judge, stage
from onrecord.reading.statements.ground import Ground
from onrecord.reading.statements.learnt import Learnt

_STEPS: dict[str, tuple[float, ...]] = {
    "_FIT": (0.02, 0.03, 0.05, 0.08, 0.12, 0.2),
    "_OWN": (-14.0, -11.0, -8.0, -6.0, -4.0, -3.0, -2.0),
    "_CUE[0]": (-0.5, 0.0, 0.5, 1.0),
    "_CUE[1]": (0.3, 0.5, 0.7, 0.9),
    "_CUE[2]": (0.3, 0.4, 0.5, 0.6, 0.8),
    "_ALONE[0]": (-1.0, -0.5, 0.0, 0.5),
    "_ALONE[1]": (0.7, 1.0, 1.3),
    "_LEAST": (0.35, 0.4, 0.45, 0.5, 0.55),
}
_ROUNDS = 1
Ready = tuple[Article, Ground, Learnt]


def ready(data: Path) -> Iterator[Ready]:
    """The development articles, parsed and seen by the model."""
    stages = (Quotations(), Sentences(), Encoding())
    for article in articles(data, "dev"):
        partial = Partial.of(article.story())
        for one in stages:
            partial = one.read(partial)
        assert partial.encoded is not None
        yield article, Ground(partial), Learnt(partial.encoded)


def value(name: str) -> float:
    """One constant as it stands."""
    room: Any = stage if name == "_LEAST" else judge
    found = getattr(room, name.split("[", maxsplit=1)[0])
    return float(found[int(name[-2])] if "[" in name else found)


def put(name: str, new: float) -> None:
    """Sets one constant."""
    room: Any = stage if name == "_LEAST" else judge
    if "[" in name:
        whole = list(getattr(room, name.split("[", maxsplit=1)[0]))
        whole[int(name[-2])] = new
        setattr(room, name.split("[", maxsplit=1)[0], tuple(whole))
    else:
        setattr(room, name, new)


def scored(rows: list[Ready]) -> dict[str, float]:
    """The scores with the constants as they stand."""
    total = Scored()
    for article, ground, learnt in rows:
        ours = [Attribution(one.source or (), one.cue, one.content) for one in stage.attributions(ground, learnt)]
        score(article, article.attributions, ours, total)
    return total.scores()


def worth(scores: dict[str, float]) -> float:
    """What is to be as high as can be."""
    return scores["P1t_0.3_f1"] + scores["P1t_0.8_f1"] + scores["exact_triple_f1"] / 2


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.statements.weighing")
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    with reading_zone():
        rows = list(ready(data))
        best = worth(scored(rows))
        for _ in range(_ROUNDS):
            for name, steps in _STEPS.items():
                kept = value(name)
                for step in steps:
                    put(name, step)
                    if (reached := worth(scored(rows))) > best + 1e-4:
                        best, kept = reached, step
                put(name, kept)
                print(f"{name} = {kept}: {best:.4f}", flush=True)
        for told, part in (("all", rows), ("even", rows[::2]), ("odd", rows[1::2])):
            print(told, {name: round(number, 4) for name, number in scored(part).items() if "raw" not in name})


if __name__ == "__main__":
    main()

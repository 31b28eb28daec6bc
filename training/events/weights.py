"""Fits how much lexicon and head count in the type of an event, and tells whether the confidence is calibrated.

    python -m training.events.weights --scratch DIR

DIR holds the folds of ``training.events.crossvalidate``. Each fold's encoder reads the sentences of our own that it was
not trained on; every trigger of the lexicon there, and every other verb and noun, names an event that is marked, or
none. The weights (``onrecord.reading.events.types``) make what is marked likely. Figures are of each fold under the
weights fitted on the others; the weights that are printed are fitted on all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from onrecord.reading.english import language
from onrecord.reading.events.labels import TRIGGERS
from onrecord.reading.events.learnt import Learnt, Scores
from onrecord.reading.events.stage import candidates
from onrecord.reading.events.triggers import triggers
from onrecord.reading.events.types import ALONE, KNOWN, LEAST, Types, Weights, combined, has_parties
from onrecord.reading.stage import Parse, Part
from training.events.crossvalidate import folds, mixed, use
from training.events.sentences import TrainingSentence, read_all

__all__ = ["calibration_error", "fit"]

SHIPPED = {"KNOWN": KNOWN, "ALONE": ALONE}
_FOLDS, _BINS = 5, 10
_START, _PULL = Weights(0.5, 0.5, 0.0, 0.0, 0.5, 0.5), 1e-3
Floats = npt.NDArray[np.float64]
# The lexicon's chances (None where it does not know the words), the head's, whether both parties are there, the label.
Candidate = tuple[Scores | None, Scores, Scores, int]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.events.weights")
    parser.add_argument("--scratch", type=Path, required=True)
    scratch = parser.parse_args().scratch
    parts: list[list[Candidate]] = []
    for fold, own in enumerate(folds(mixed(list(read_all())), _FOLDS)):
        if (scratch / f"fold{fold}").exists():
            use(scratch / f"fold{fold}")
            parts.append([each for one in own for each in _candidates(one)])
    for name, known in (("KNOWN", True), ("ALONE", False)):
        some = [[one for one in part if (one[0] is not None) == known] for part in parts]
        rows, labels = [one for part in some for one in part], _labels([one for part in some for one in part])
        told = []
        for number, part in enumerate(some):
            others = [one for at, each in enumerate(some) if at != number or len(some) == 1 for one in each]
            told.append(_chances(part, fit(others)))
        print(f"{name}: {_figures(np.concatenate(told), labels)}")
        print(f"{name} as shipped: {_figures(_chances(rows, SHIPPED[name]), labels)}")
        print(f"{name} = Weights({', '.join(f'{each:.2f}' for each in fit(rows))})")


def fit(some: Sequence[Candidate]) -> Weights:
    """The weights under which the labels of the candidates are likeliest."""
    labels = _labels(some)

    def unlikely(given: Floats) -> float:
        chances = _chances(some, Weights(*given))[np.arange(len(labels)), labels]
        return float(-np.log(chances + 1e-9).mean() + _PULL * np.square(given).sum())

    return Weights(*minimize(unlikely, np.array(_START), method="BFGS", options={"gtol": 1e-4}).x.tolist())


def _chances(some: Sequence[Candidate], weights: Weights) -> Floats:
    known = [one[0] for one in some if one[0] is not None]
    lexicon, model, parties = (
        np.array(each, dtype=np.float64) for each in (known, [one[1] for one in some], [one[2] for one in some])
    )
    return combined(lexicon if known else None, model, parties, weights)


def _labels(some: Sequence[Candidate]) -> npt.NDArray[np.int64]:
    return np.array([label for *_, label in some])


def calibration_error(confidence: Floats, right: npt.NDArray[np.bool_]) -> float:
    """Expected calibration error: how far confidence is from the share that is right, in ten bins, by their size."""
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = [
        (bins == one).mean() * abs(confidence[bins == one].mean() - right[bins == one].mean())
        for one in range(_BINS) if (bins == one).any()
    ]  # fmt: skip
    return float(sum(gaps))


def _candidates(sentence: TrainingSentence) -> Iterator[Candidate]:
    parse = Parse(Part("paragraph", 0, len(sentence.text)), 0, language()(sentence.text))
    known = triggers(parse)
    learnt = Learnt.of([(parse, known)])
    types = Types(learnt)
    for trigger in candidates(parse, known, types, sure=0.0):
        if learnt.word(trigger.start) is None:
            continue
        label = next(
            (TRIGGERS.index(event.type or "-") for event in sentence.events
             if any(event.start <= token.idx < event.end for token in (trigger.token, trigger.carrier))), 0
        )  # fmt: skip
        lexicon = types.of_lexicon(trigger) if trigger.senses else None
        yield lexicon, types.of_model(trigger), has_parties(trigger), label


def _figures(chances: Floats, labels: npt.NDArray[np.int64]) -> str:
    taken = 1 - chances[:, 0] >= LEAST
    best = 1 + chances[:, 1:].argmax(1)
    found = taken & (labels > 0)
    confidence = chances[np.arange(len(best)), best]
    right = best == labels
    return (
        f"{len(labels)} candidates, {(labels > 0).sum()} events; found {found.sum() / (labels > 0).sum():.3f}, "
        f"right of taken {found.sum() / max(1, taken.sum()):.3f}, type right of found {right[found].mean():.3f}; "
        f"confidence {confidence[taken].mean():.3f}, right {right[taken].mean():.3f}, "
        f"calibration error {calibration_error(confidence[taken], right[taken]):.3f}"
    )


if __name__ == "__main__":
    main()

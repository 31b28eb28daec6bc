"""Disputes: does one claim weaken another, and does a headline stand for or against a claim?

Data: ``disputes/claimdiff`` (pairs of claims of articles on one topic; relation 1 of ClaimDiff-W: one weakens the
other), ``disputes/emergent`` (headline, claim, stance: for, against, observing).

Protocol. A log-linear model over what two texts share and deny (words in common, negation on one side, contrary verbs,
words of refutation and of doubt, figures that differ) is fitted in five folds; no topic (ClaimDiff) and no claim
(Emergent) stands in two folds. All pairs are scored by the fold that has not seen them. The data may be measured on
only: the weights are made here, and thrown away; what ships are the rules of ``reading/disputes``.

- **claimdiff_weakens_f1**: F1 of 'weakens', with the threshold chosen on the folds that were fitted.
  **claimdiff_all_f1**: what calling every pair so scores.
- **emergent_accuracy**, **emergent_majority**: of three stances; the most frequent one alone.
- **emergent_published**: of the predictions of the corpus's own authors, which it brings, on the same pairs.
- ``*_low``, ``*_high``: the middle 95 % of 1,000 samples with replacement of the pairs.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.harness import Result, run, split_files
from onrecord.linking.contents import content_words, shared_share
from onrecord.reading.disputes.vocabulary import contraries

Pair = tuple[str, str, str, int]
"""First text, second text, the group that stays together, the class."""
_FOLDS, _SAMPLES, _SEED = 5, 1000, 20_230_222
_STANCES = ("for", "observing", "against")
_NEGATION = re.compile(r"\b(?:not|never|no|none|nobody|nothing|without|cannot)\b|n['’]t\b", re.I)
_REFUTING = re.compile(
    r"\b(?:hoax\w*|fake\w*|false\w*|den(?:y|ies|ied|ying)|debunk\w*|untrue|refut\w*|reject\w*|disput\w*|dismiss\w*|"
    r"myth|wrong|bogus|contradict\w*|claims? .* (?:is|are) not|made up|satire|nope)\b", re.I)  # fmt: skip
_DOUBTING = re.compile(
    r"\b(?:report\w*|claim\w*|alleg\w*|rumou?r\w*|may|might|could|unconfirmed|says?|said|sources?|apparently|possibly|"
    r"suspected|purported\w*|investigat\w*|question\w*)\b|\?", re.I)  # fmt: skip
_BUT = re.compile(r"\b(?:but|however|although|though|despite|while|instead|yet|only|rather)\b", re.I)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def features(one: str, other: str) -> list[float]:
    """What two texts have in common, and what of it the second takes back."""
    first, second = content_words(one), content_words(other)
    numbers = (set(_NUMBER.findall(one)), set(_NUMBER.findall(other)))
    share = shared_share(first, second)
    negated = (bool(_NEGATION.search(one)), bool(_NEGATION.search(other)))
    refuting = (bool(_REFUTING.search(one)), bool(_REFUTING.search(other)))
    doubting = (bool(_DOUBTING.search(one)), bool(_DOUBTING.search(other)))
    words = (set(one.lower().split()), set(other.lower().split()))
    contrary = any(contraries(word) & words[1] for word in words[0])
    jaccard = len(first & second) / max(1, len(first | second))
    quoted = ("'" in one or "‘" in one or '"' in one, "'" in other or "‘" in other or '"' in other)
    return [
        1.0, share, jaccard, float(negated[0] != negated[1]), share * (negated[0] != negated[1]),
        float(refuting[0]), float(refuting[1]), share * refuting[1], float(doubting[0]), float(doubting[1]),
        float(contrary), float(bool(_BUT.search(one))), float(bool(_BUT.search(other))),
        float(bool(numbers[0] and numbers[1] and not numbers[0] & numbers[1])),
        float(bool(numbers[0] & numbers[1])), float(quoted[0]), float(quoted[1]), float("?" in other),
        min(len(one), 400) / 400, min(len(other), 400) / 400,
    ]  # fmt: skip


def fitted(rows: np.ndarray, classes: np.ndarray, count: int) -> np.ndarray:
    """Weights of a log-linear model, ``(features, classes)``: gradient descent with a small ridge."""
    weights = np.zeros((rows.shape[1], count))
    wanted = np.eye(count)[classes]
    for _ in range(600):
        weights += 0.5 * (rows.T @ (wanted - chances(rows, weights)) / len(rows) - 1e-2 * weights)
    return weights


def chances(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The probability of each class for each row."""
    raised = np.exp((scores := rows @ weights) - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def predicted(pairs: list[Pair], count: int, *, threshold: bool) -> np.ndarray:
    """The class of each pair, as the fold says that has not seen its group."""
    rows = np.array([features(one, other) for one, other, _, _ in pairs])
    classes = np.array([wanted for *_, wanted in pairs])
    groups = sorted({group for _, _, group, _ in pairs})
    fold_of = {group: at % _FOLDS for at, group in enumerate(np.random.default_rng(_SEED).permutation(groups))}
    folds = np.array([fold_of[group] for _, _, group, _ in pairs])
    found = np.zeros(len(pairs), dtype=int)
    for fold in range(_FOLDS):
        seen = folds != fold
        scale = np.maximum(rows[seen].std(axis=0), 1e-6)
        middle = np.where(rows[seen].std(axis=0) > 0, rows[seen].mean(axis=0), 0)
        scaled = (rows - middle) / np.where(rows[seen].std(axis=0) > 0, scale, 1)
        weights = fitted(scaled[seen], classes[seen], count)
        told = chances(scaled, weights)
        if threshold:
            best = max(np.linspace(0.05, 0.6, 56), key=lambda cut: _f1(told[seen, 1] >= cut, classes[seen] == 1))
            found[~seen] = told[~seen, 1] >= best
        else:
            found[~seen] = told[~seen].argmax(axis=1)
    return found


def _f1(found: np.ndarray, wanted: np.ndarray) -> float:
    both = float((found & wanted).sum())
    return 2 * both / max(1.0, float(found.sum() + wanted.sum()))


def _interval(score: Callable[[np.ndarray], float], count: int) -> tuple[float, float]:
    dice = np.random.default_rng(_SEED)
    low, high = np.percentile([score(dice.integers(0, count, count)) for _ in range(_SAMPLES)], [2.5, 97.5])
    return float(low), float(high)


def evaluate(data: Path, split: str) -> Result:
    """Both corpora, cross-validated."""
    weak = split_files(data / "disputes" / "claimdiff" / "ClaimDiff-W", split, (".json",))
    emergent = split_files(data / "disputes" / "emergent", split, (".jsonl",))
    if not weak or not emergent:
        raise FileNotFoundError(str(data / "disputes"))
    told: list[dict[str, Any]] = [row for path in weak for row in json.loads(path.read_text())["data"]]
    claims = [(row["claim_a"], row["claim_b"], row["topic"], int(row["relation"] == 1)) for row in told]
    rows = [json.loads(line) for path in emergent for line in path.read_text().splitlines() if line.strip()]
    headlines = [(row["claim"], row["headline"], row["claimId"], _STANCES.index(row["stance"])) for row in rows]

    weakens = predicted(claims, 2, threshold=True) == 1
    wanted = np.array([kind for *_, kind in claims]) == 1
    stances = predicted(headlines, 3, threshold=False)
    right = stances == np.array([kind for *_, kind in headlines])
    low, high = _interval(lambda at: _f1(weakens[at], wanted[at]), len(claims))
    floor, ceiling = _interval(lambda at: float(right[at].mean()), len(headlines))
    most = Counter(kind for *_, kind in headlines).most_common(1)[0][1]
    return Result(
        scores={
            "claimdiff_weakens_f1": _f1(weakens, wanted), "claimdiff_weakens_f1_low": low,
            "claimdiff_weakens_f1_high": high, "claimdiff_all_f1": _f1(np.ones_like(wanted), wanted),
            "emergent_accuracy": float(right.mean()), "emergent_accuracy_low": floor,
            "emergent_accuracy_high": ceiling, "emergent_majority": most / len(headlines),
            "emergent_published": sum(row["baseline_pred"] == row["stance"] for row in rows) / len(rows),
        },
        counts={"claimdiff_pairs": len(claims), "claimdiff_weakens": int(wanted.sum()), "emergent_pairs": len(rows)},
        files=[*weak, *emergent],
        errors=[
            f"{_STANCES[wanted_]}, taken as {_STANCES[int(got)]}: {claim} | {headline}"
            for (claim, headline, _, wanted_), got in zip(headlines, stances, strict=True) if wanted_ != got
        ],
    )  # fmt: skip


if __name__ == "__main__":
    run("disputes", __doc__, evaluate)

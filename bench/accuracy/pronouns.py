"""Pronouns: whom or what they mean.

Data: ``entities/gap`` (GAP, Wikipedia snippets), ``entities/gum_news`` (GUM, CoNLL-U with coreference).

Protocol.

- **gap_***: the official scorer of GAP (Webster et al. 2018): each of the two names is a yes or no; precision, recall
  and F1 over all pairs, over men's and over women's pronouns; ``gap_bias`` is women's F1 over men's. The names' places
  are given, and 'neither' is possible; the page's address is not used. The development part is cross-validated: each
  snippet is scored by a model that has not seen its page (``bench/folds/pronouns.npz``, five folds by page).
  ``gap_validation_f1`` is scored with the shipped model, which was trained on the development part alone.
- **gum_***: the whole stage on whole documents, entities found by ourselves. A gold pronoun of the third person (or a
  relative one) counts if its chain has a mention with a proper noun in it. It is right if the entity that we give it
  has a name that lies in such a mention, wrong if it has none, and unresolved if it has no entity. A pronoun whose
  chain has no name counts as wrong if we give it one (``precision`` is over all that we resolve); ``recall`` is over
  the former.
- **speaker_***: the same on whole articles of PolNeAR, for the pronouns of the third person in
  ``bench/gold/pronoun_speakers.json`` (its guide says when an answer is right).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from bench.coreference import Chain, Document, gum_document
from bench.gap import Case, cases, fold_of, pipeline, snippet
from bench.gold.texts import digest
from bench.harness import Result, precision_recall_f1, run
from bench.polnear import articles
from onrecord.reading import Pipeline
from onrecord.reading.english import reading_zone
from onrecord.reading.pronouns import Pronouns
from onrecord.reading.pronouns.resolve import score
from onrecord.reading.pronouns.scorer import Scorer, scorer
from onrecord.reading.pronouns.words import kind_of
from onrecord.reading.stage import Partial

FOLDS = Path(__file__).parents[1] / "folds" / "pronouns.npz"
SPEAKERS = Path(__file__).parents[1] / "gold" / "pronoun_speakers.json"
_FOLD_COUNT = 5
# A snippet names two people and asks which: saying 'neither' pays only where both are most unlikely.
_LEAST = 0.2
Answer = tuple[bool, bool]


def fold_scorers() -> list[Scorer]:
    """The scorers of the five folds."""
    with np.load(FOLDS) as kept:
        return [Scorer.of(kept, f"{fold}_") for fold in range(_FOLD_COUNT)]


def answers(path: Path, scorers: list[Scorer]) -> list[tuple[Case, Answer]]:
    """What the scorers say of each case: with several, the one of its fold."""
    stages = pipeline()
    said = []
    with reading_zone():
        for case in cases(path):
            one = snippet(case, stages)
            score(one.scored, scorers[fold_of(case, len(scorers))] if len(scorers) > 1 else scorers[0])
            chances = one.scored[one.target].probability[:2]
            best = int(chances.argmax())
            said.append((case, (chances[best] >= _LEAST and best == 0, chances[best] >= _LEAST and best == 1)))
    return said


def gap_f1(said: list[tuple[Case, Answer]]) -> tuple[float, float, float]:
    """Precision, recall and F1 by the official scorer."""
    pairs = [(ours, gold) for case, answer in said for ours, gold in zip(answer, case.gold, strict=True)]
    right = sum(ours and gold for ours, gold in pairs)
    return precision_recall_f1(right, sum(ours for ours, _ in pairs), sum(gold for _, gold in pairs))


def gap_scores(said: list[tuple[Case, Answer]]) -> dict[str, float]:
    """F1 over all, men's and women's pronouns, and the quotient of the latter two."""
    precision, recall, f1 = gap_f1(said)
    masculine = gap_f1([one for one in said if not one[0].feminine])[2]
    feminine = gap_f1([one for one in said if one[0].feminine])[2]
    return {"gap_f1": f1, "gap_precision": precision, "gap_recall": recall, "gap_masculine_f1": masculine,
            "gap_feminine_f1": feminine, "gap_bias": feminine / masculine if masculine else 0.0}  # fmt: skip


def gap_errors(said: list[tuple[Case, Answer]]) -> list[str]:
    """The cases answered wrongly, with the two names and the pronoun in brackets."""
    errors = []
    for case, answer in said:
        if answer == case.gold:
            continue
        marks = {case.pronoun: "<<", case.names[0][0]: "[A:", case.names[1][0]: "[B:"}
        text = case.text
        for at in sorted(marks, reverse=True):
            text = text[:at] + marks[at] + text[at:]
        gold, ours = (next((x for x, yes in zip("AB", one, strict=True) if yes), "-") for one in (case.gold, answer))
        errors.append(f"gap gold {gold}, got {ours} | {text[max(0, min(marks) - 60) : max(marks) + 120]}")
    return errors


# ---- whole documents -------------------------------------------------------------------------------------------------


def documents_of(folder: Path) -> list[Document]:
    """The documents with coreference."""
    return [gum_document(path) for path in sorted(folder.rglob("*.conllu"))]


def outcomes(documents: list[Document]) -> tuple[Counter[tuple[str, str]], list[str]]:
    """How many pronouns of each kind are right, wrong, unresolved, or resolved where the gold knows no name."""
    stages = Pipeline((*pipeline().stages, Pronouns()))
    counts: Counter[tuple[str, str]] = Counter()
    errors = []
    for document in documents:
        with reading_zone():
            reading = stages.read(Partial.of(document.story)).reading
        text = document.story.text
        owner = {m.start: one for one in reading.entities for m in one.mentions if m.form == "pronoun"}
        for chain in document.chains:
            for start, end in chain.pronouns:
                kind = kind_of(text[start:end])
                if kind is None:
                    continue
                ours = owner.get(start)
                outcome = _outcome(chain, ours)
                counts[kind, outcome] += 1
                if outcome in ("wrong", "no_name", "unresolved"):
                    named = text[slice(*chain.names[0])] if chain.names else "(no name)"
                    around = f"{text[max(0, start - 160) : start]}<<{text[start:end]}>>{text[end : end + 60]}"
                    got = ours.name if ours else None
                    errors.append(f"gum {outcome} {kind} gold {named!r}, got {got!r} | " + around.replace("\n", " "))
    return counts, errors


def _outcome(chain: Chain, ours: Any) -> str:
    if not chain.names:
        return "no_name" if ours else "rightly_unresolved"
    if ours is None:
        return "unresolved"
    names = sorted(chain.names)
    for mention in ours.mentions:
        at = bisect_left(names, (mention.end, 0)) - 1
        if mention.form == "name" and at >= 0 and any(
            start <= mention.start and mention.end <= end for start, end in names[max(0, at - 3) : at + 1]
        ):  # fmt: skip
            return "right"
    return "wrong"


def speakers(data: Path) -> tuple[Counter[str], list[str]]:
    """Of the pronouns that speak in PolNeAR's development articles, how many are right, wrong or unresolved."""
    gold: dict[str, list[dict[str, Any]]] = {}
    for case in json.loads(SPEAKERS.read_text(encoding="utf-8"))["cases"]:
        gold.setdefault(case["document"], []).append(case)
    stages = Pipeline((*pipeline().stages, Pronouns()))
    counts: Counter[str] = Counter()
    errors = []
    for article in articles(data, "dev"):
        wanted = gold.get(digest(article.text), [])
        wanted = [one for one in wanted if kind_of(article.text[slice(*one["pronoun"])]) and not one.get("doubtful")]
        if not wanted:
            continue
        with reading_zone():
            reading = stages.read(Partial.of(article.story())).reading
        owner = {m.start: one for one in reading.entities for m in one.mentions if m.form == "pronoun"}
        for case in wanted:
            start, end = case["pronoun"]
            ours = owner.get(start)
            places = case["antecedent"] + case["name"]
            hit = ours and any(m.start < b and a < m.end for m in ours.mentions for a, b in places)
            outcome = (
                "right" if hit else "wrong" if ours else "unresolved" if case["form"] == "name" else "rightly_left"
            )
            counts[outcome] += 1
            if outcome in ("wrong", "unresolved"):
                around = f"{article.text[max(0, start - 250) : start]}<<{article.text[start:end]}>>"
                named = article.text[slice(*places[0])] if places else None
                got = ours.name if ours else None
                errors.append(f"speaker {outcome} gold {named!r}, got {got!r} | " + around.replace("\n", " "))
    return counts, errors


def gum_scores(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    """Precision and recall over all pronouns, over the gendered ones, and of each other kind."""
    groups = {"": ("masculine", "feminine", "neuter", "plural", "relative"), "he_she_": ("masculine", "feminine"),
              "it_": ("neuter",), "they_": ("plural",)}  # fmt: skip
    scores = {}
    for name, kinds in groups.items():
        right, wrong, nameless, left = (
            sum(counts[kind, outcome] for kind in kinds) for outcome in ("right", "wrong", "no_name", "unresolved")
        )
        precision, recall, _ = precision_recall_f1(right, right + wrong + nameless, right + wrong + left)
        scores |= {f"gum_{name}precision": precision, f"gum_{name}recall": recall}
    return scores


def evaluate(data: Path, split: str) -> Result:
    """All the parts whose data are there."""
    result = Result({})
    gap, gum = data / "entities" / "gap", data / "entities" / "gum_news"
    development, validation, other = (gap / f"gap-{name}.tsv" for name in ("development", "validation", split))
    if split not in ("dev", "development", "validation") and other.exists():
        said = answers(other, [scorer()])
        result.scores |= gap_scores(said)
        result.errors += gap_errors(said)
        result.files.append(other)
    elif development.exists():
        said = answers(development, fold_scorers())
        result.scores |= gap_scores(said)
        result.errors += gap_errors(said)
        result.counts["gap"] = len(said)
        result.files.append(development)
    if validation.exists():
        result.scores["gap_validation_f1"] = gap_f1(answers(validation, [scorer()]))[2]
        result.files.append(validation)
    if documents := documents_of(gum):
        counts, errors = outcomes(documents)
        result.scores |= gum_scores(counts)
        result.counts |= {f"gum_{kind}_{outcome}": number for (kind, outcome), number in sorted(counts.items())}
        result.errors = errors + result.errors
        result.files += sorted(gum.rglob("*.conllu"))
    try:
        spoken, errors = speakers(data)
    except FileNotFoundError:
        spoken, errors = Counter(), []
    if spoken:
        right, wrong = spoken["right"], spoken["wrong"]
        precision, recall, _ = precision_recall_f1(right, right + wrong, right + wrong + spoken["unresolved"])
        result.scores |= {"speaker_precision": precision, "speaker_recall": recall}
        result.counts |= {f"speaker_{outcome}": number for outcome, number in sorted(spoken.items())}
        result.errors = errors + result.errors
    if not result.scores:
        raise FileNotFoundError(2, "no pronouns", str(gap))
    return result


if __name__ == "__main__":
    run("pronouns", __doc__, evaluate)

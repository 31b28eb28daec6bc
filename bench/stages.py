"""The stages of MUC-4's incidents: accomplished, attempted or threatened, from how the words that tell of them stand.

A case is a template with one type and one stage, optional ones too. Upper-case texts are written small, each sentence
with a capital. A sentence speaks of a case as much as it names its targets and victims (3 points each), instruments
(2), perpetrators (1), town (1) and words of its type (1, stems below); the sentences with seven tenths of the best
one's points or more are the case's. Each word of the type there has its status from ``Standing``; a threat that was
made ('threat', 'threaten') tells of a deed to come. A softmax regression makes the stage of the statuses' shares, of
the type, of the words of those sentences, of the status lexicon's words beside them, and of every verb with whether it
happened. It is fitted on four fifths of the documents and applied to the last, five times over; macro-F1 is over all.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.model import Span, Story, story_id
from onrecord.reading.english import reading_zone
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.status import Standing
from onrecord.reading.lexicon import lexicon
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.stage import Parse, Partial

__all__ = ["HAPPENED", "incidents", "macro_f1", "parsed"]

HAPPENED = frozenset(["actual", "ongoing", "habitual"])
_STAGES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
_STEMS = {
    "ATTACK": ("attack", "kill", "murder", "assassinat", "shoot", "shot", "ambush", "massacre", "death", "die", "wound",
               "execut", "injur", "fire", "clash", "slay", "assault", "strafe", "harass", "raid", "offensive", "crime",
               "terroris"),
    "BOMBING": ("bomb", "explo", "blast", "dynamit", "blow", "blew", "detonat", "charge", "destroy", "device", "mine",
                "grenade", "place", "plant", "attack"),
    "KIDNAPPING": ("kidnap", "abduct", "hostage", "captur", "seiz", "disappear", "hold", "captive", "take", "release"),
    "ARSON": ("burn", "fire", "arson", "set", "torch", "destroy"),
    "ROBBERY": ("rob", "steal", "theft", "stole", "loot", "hold"),
    "FORCED WORK STOPPAGE": ("strike", "stoppage", "stop", "paraly", "halt"),
}  # fmt: skip
_THREAT = "threat"
_TOWN = re.compile(r"([A-Z][A-Z ]+?) \((?:CITY|TOWN|NEIGHBORHOOD|FARM|VILLAGE)")
_NEAR_BEST = 0.7
_FOLDS, _STEPS, _DECAY = 5, 150, 1.0
_RARE = 3  # a feature of fewer cases is left out
_ERROR = 400
Numbers = npt.NDArray[np.float64]
Marks = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Case:
    """A template: its document, type, stage, and the strings by which a sentence is known to speak of it."""

    document: str
    kind: str
    stage: str
    targets: tuple[str, ...]
    instruments: tuple[str, ...]
    perpetrators: tuple[str, ...]
    towns: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What the text says of a case: the statuses of its mentions, features with their values, its sentences."""

    statuses: Counter[str]
    features: dict[str, float]
    text: str


def parsed(text: str) -> Partial:
    """Sentences and parses of a text of paragraphs parted by blank lines."""
    spans, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            spans.append(Span.of(text, at, at + len(part)))
        at += len(part) + 2
    partial = Partial.of(Story(id=story_id(text), text=text, language="en", paragraphs=tuple(spans)))
    return Sentences().read(Quotations().read(partial))


def macro_f1(pairs: Sequence[tuple[Any, Any]]) -> float:
    """The mean F1 over the labels of the gold; pairs of gold and ours."""
    scores = []
    for label in sorted({gold for gold, _ in pairs}):
        right = sum(gold == label == ours for gold, ours in pairs)
        named = sum(gold == label for gold, _ in pairs) + sum(ours == label for _, ours in pairs)
        scores.append(2 * right / named)
    return sum(scores) / len(scores) if scores else 0.0


def _cased(text: str) -> str:
    """An upper-case text written small, with a capital at each sentence; a line is not a paragraph."""
    body = re.sub(r"[ \t]*\n[ \t]*(?!\s*\n)", " ", re.sub(r"\n\s*\n", "\0", text)).replace("\0", "\n\n")
    body = re.sub(r"\[(?:TEXT|REPORT|EDITORIAL|COMMENTARY|INTERVIEW)\]|^\([^)]*\)", "", body)
    return re.sub(r"(^|[.!?]\s+|\n\n\s*|\")([a-z])", lambda m: m[1] + m[2].upper(), body.lower())


def _cases(folder: Path) -> Iterator[Case]:
    for line in (folder / "muc4_raw_templates.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        slots = row["slots"]
        kind, stage, places = (
            " ".join(slots.get(f"INCIDENT: {one}", [])) for one in ("TYPE", "STAGE OF EXECUTION", "LOCATION")
        )
        if stage in _STAGES and kind in _STEMS:
            yield Case(
                row["doc"].split(" (")[0], kind, stage,
                _strings(slots, "PHYS TGT: ID", "HUM TGT: NAME", "HUM TGT: DESCRIPTION"),
                _strings(slots, "INCIDENT: INSTRUMENT ID"),
                _strings(slots, "PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID"),
                tuple(one.lower() for one in _TOWN.findall(places)),
            )  # fmt: skip


def _strings(slots: dict[str, list[str]], *names: str) -> tuple[str, ...]:
    filled = [text for name in names for text in slots.get(name, [])]
    return tuple(one.lower() for text in filled for one in re.findall(r'"([^"]+)"', text))


def _told(case: Case, sentences: list[tuple[Parse, Any]], standing: Standing, lexical: set[str]) -> Told:
    points, mentions = [], []
    stems = (*_STEMS[case.kind], _THREAT)
    for _, sent in sentences:
        words = sent.text.lower()
        own = [one for one in sent if one.pos_ in ("VERB", "NOUN") and one.lower_.startswith(stems)]
        points.append(
            3 * sum(one in words for one in case.targets) + 2 * sum(one in words for one in case.instruments)
            + any(one in words for one in case.perpetrators) + any(one in words for one in case.towns) + bool(own)
        )  # fmt: skip
        mentions.append(own)
    least = max(2.0, _NEAR_BEST * max(points, default=0))
    chosen = [at for at, one in enumerate(points) if one >= least]
    if not any(mentions[at] for at in chosen):
        chosen = [at for at, own in enumerate(mentions) if own and (points[at] > 1 or not chosen)] or chosen
    statuses: Counter[str] = Counter()
    features = {f"type {case.kind}": 1.0, "no target": float(not case.targets), "bias": 1.0}
    for at in chosen:
        parse, sent = sentences[at]
        for one in sent:
            features[f"word {one.lemma_.lower()}"] = 0.4
            if one.pos_ == "VERB" or one in mentions[at]:
                status = standing.modality(Trigger(parse, one, one, (one,)))
                happened = status in HAPPENED
                features[f"{one.lemma_.lower()} happened {happened}"] = 0.5
                if one in mentions[at]:
                    statuses["threatened" if happened and one.lower_.startswith(_THREAT) else status] += 1
        for beside in {at - 1, at + 1} - set(chosen):
            if 0 <= beside < len(sentences):
                near = {one.lemma_.lower() for one in sentences[beside][1]} & lexical
                features |= {f"beside {word}": 0.3 for word in near}
    total = sum(statuses.values())
    for status, count in statuses.items():
        features |= {f"share {status}": count / total, f"has {status}": 1.0}
    return Told(statuses, features, " ".join(sentences[at][1].text for at in chosen))


def _by_rule(statuses: Counter[str]) -> str:
    """The stage without anything fitted: most have not happened, or a threat was made."""
    undone = sum(count for status, count in statuses.items() if status not in HAPPENED)
    if not undone or 2 * undone < sum(statuses.values()):
        return "ACCOMPLISHED"
    return "ATTEMPTED" if 2 * (statuses["attempted"] + statuses["negated"]) > undone else "THREATENED"


def _fitted(rows: Numbers, stages: Marks, held: npt.NDArray[np.bool_]) -> Marks:
    """The stages of the held rows by a softmax regression over the others; a stage weighs as the root of its size."""
    known, told = rows[~held], np.eye(len(_STAGES))[stages[~held]]
    weight = (1 / np.sqrt(told.sum(0) + 1))[stages[~held]][:, None]
    weight = weight / weight.mean()
    # Nesterov's accelerated gradient; the step is the inverse of the curvature's bound.
    rate = 1 / (0.5 * float((known**2).sum(1).max()) * float(weight.max()) * len(known) * 0.05 + _DECAY)
    factors = ahead = np.zeros((rows.shape[1], len(_STAGES)))
    for step in range(_STEPS):
        scores = known @ ahead
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        moved = ahead - rate * (known.T @ (weight * (chances - told)) + _DECAY * ahead)
        ahead = moved + step / (step + 3) * (moved - factors)
        factors = moved
    best: Marks = (rows[held] @ factors).argmax(1)
    return best


def _cross_validated(features: list[dict[str, float]], stages: Marks, folds: Marks) -> list[str]:
    counted = Counter(name for one in features for name in one)
    columns = {name: at for at, name in enumerate(sorted(name for name, n in counted.items() if n >= _RARE))}
    rows = np.zeros((len(features), len(columns)))
    for at, one in enumerate(features):
        for name, value in one.items():
            if name in columns:
                rows[at, columns[name]] = value
    ours = np.zeros_like(stages)
    for fold in range(_FOLDS):
        ours[folds == fold] = _fitted(rows, stages, folds == fold)
    return [_STAGES[int(one)] for one in ours]


def incidents(folder: Path) -> tuple[dict[str, float], dict[str, int], list[str]]:
    """The scores over all templates of ``events/muc4``, how many there are of each stage, and the errors."""
    texts = {}
    for line in (folder / "muc4_raw_texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts[row["doc"].split(" (")[0]] = row["text"]
    by_document: dict[str, list[Case]] = {}
    for case in _cases(folder):
        if case.document in texts:
            by_document.setdefault(case.document, []).append(case)
    tables = lexicon("events/status")
    lexical = {word for name in ("verbs", "nouns", "adjectives") for words in tables[name].values() for word in words}
    cases, told, numbers = [], [], []
    for number, (document, own) in enumerate(sorted(by_document.items())):
        with reading_zone():
            partial = parsed(_cased(texts[document]))
            standing = Standing(partial)
            sentences = [(parse, sent) for parse in partial.parses for sent in parse.doc.sents]
            told += [_told(case, sentences, standing, lexical) for case in own]
        cases += own
        numbers += [number % _FOLDS] * len(own)
    stages, folds = np.array([_STAGES.index(case.stage) for case in cases]), np.array(numbers)
    ours = _cross_validated([one.features for one in told], stages, folds)
    words = [{name: v for name, v in one.features.items() if name.startswith(("word", "type", "bias"))} for one in told]
    scores = {
        "muc4_macro_f1": macro_f1([(case.stage, got) for case, got in zip(cases, ours, strict=True)]),
        "muc4_rules_macro_f1": macro_f1(
            [(case.stage, _by_rule(one.statuses)) for case, one in zip(cases, told, strict=True)]
        ),
        "muc4_words_macro_f1": macro_f1(
            [(case.stage, got) for case, got in zip(cases, _cross_validated(words, stages, folds), strict=True)]
        ),
    }
    errors = [
        f"muc4     {case.stage}, ours {got}: {dict(one.statuses)} | {one.text[:_ERROR]}"
        for case, got, one in zip(cases, ours, told, strict=True) if case.stage != got
    ]  # fmt: skip
    return scores, {f"muc4_{stage.lower()}": sum(case.stage == stage for case in cases) for stage in _STAGES}, errors

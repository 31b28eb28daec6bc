"""The stages of MUC-4's incidents: accomplished, attempted or threatened, from how the words that tell of them stand.

A case is a template with one type and one stage, optional ones too. Upper-case texts get their small letters back
(``bench/muc.py``). A sentence speaks of a case as much as it names its targets and victims (3 points each, however many
of a target's strings it has), instruments (2 each), perpetrators (1), town (1) and words of its type (1, stems below);
the sentences with seven tenths of the best one's points or more are the case's. Each word of the type there has its
status from ``Standing``; a threat that was made ('threat', 'threaten') tells of a deed to come. A target's own words
are the nearest above it in the parse (or its relative clause), and a threat further above.

A softmax regression makes the stage of the shares of the statuses, of all words of the type and of the target's own; of
what the trained head thinks of them; of the type; of the words of those sentences, every verb with whether it happened;
of the status lexicon's words beside them; and, of bombings, whether anything went off and whether a device was placed,
found or disarmed. It is fitted on four fifths of the documents and applied to the last, five times over; macro-F1 is
over all.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.muc import documents
from bench.softmax import FOLDS, cross_validated
from onrecord.model import Span, Story, story_id
from onrecord.reading.english import reading_zone
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.labels import STATUSES
from onrecord.reading.events.learnt import Learnt
from onrecord.reading.events.status import Standing
from onrecord.reading.lexicon import lexicon
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.stage import Partial

__all__ = ["HAPPENED", "incidents", "macro_f1", "parsed"]

HAPPENED = frozenset(["actual", "ongoing", "habitual"])
_STAGES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
_STEMS = {
    "ATTACK": ("attack", "kill", "murder", "assassinat", "shoot", "shot", "ambush", "massacre", "death", "die", "wound",
               "execut", "injur", "fire", "clash", "slay", "assault", "strafe", "harass", "raid", "offensive", "crime",
               "terroris"),
    "BOMBING": ("bomb", "explo", "blast", "dynamit", "blow", "blew", "detonat", "charge", "destroy", "device", "mine",
                "grenade", "place", "plant", "attack"),
    "KIDNAPPING": ("kidnap", "abduct", "hostage", "captur", "seiz", "disappear", "hold", "captive", "take"),
    "ARSON": ("burn", "fire", "arson", "set", "torch", "destroy"),
    "ROBBERY": ("rob", "steal", "theft", "stole", "loot", "hold"),
    "FORCED WORK STOPPAGE": ("strike", "stoppage", "stop", "paraly", "halt"),
}  # fmt: skip
_THREAT = "threat"
# What a bomb does, what it is, and what is done with one that has not gone off (lemmas).
_WENT_OFF = ("explo", "detonat", "blast", "blow", "blew", "destroy", "damag", "kill", "wound", "injur", "die", "death",
             "bombing", "attack", "perforat", "shatter", "hurt", "shak", "shook", "demolish", "wreck")  # fmt: skip
_GO = frozenset(["go"])
_DEVICE = ("bomb", "device", "charge", "dynamit", "grenade", "mine", "explosive", "rocket", "detonat", "explod")
_FOUND = frozenset(["defuse", "deactivate", "disarm", "dismantle", "neutralize", "find", "discover", "locate"])
_PLACED = frozenset(["place", "plant", "leave", "lay", "hide", "find", "discover", "mine"])
_TOWN = re.compile(r"([A-Z][A-Z ]+?) \((?:CITY|TOWN|NEIGHBORHOOD|FARM|VILLAGE)")
_NEAR_BEST = 0.7
_ERROR = 400
# How much a feature of each kind weighs beside one of the statuses' shares.
_A_WORD, _A_VERB, _A_NEIGHBOUR, _THE_HEAD = 0.4, 0.5, 0.3, 2.0
Strings = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Case:
    """A template: its document, type, stage, and the strings by which a sentence is known to speak of it.

    targets, instruments, perpetrators: for each of them, the strings that name it.
    """

    document: str
    kind: str
    stage: str
    targets: Strings
    instruments: Strings
    perpetrators: Strings
    towns: tuple[str, ...]

    @property
    def stems(self) -> tuple[str, ...]:
        """How the words of its type begin."""
        return (*_STEMS[self.kind], _THREAT)


@dataclass(frozen=True)
class Told:
    """What the text says of a case: the statuses of its mentions, features with their values, its sentences."""

    statuses: Counter[str]
    features: dict[str, float]
    text: str


@dataclass(frozen=True)
class Word:
    """A verb or noun: its status, and what the trained head thinks of it (None: it was not asked)."""

    token: Any
    status: str
    chances: npt.NDArray[np.float32] | None

    @property
    def happened(self) -> bool:
        """Whether its status says so."""
        return self.status in HAPPENED


@dataclass(frozen=True)
class Sentence:
    """A sentence in small letters throughout, and its verbs and nouns by their position in the parse."""

    sent: Any
    lower: str
    words: dict[int, Word]
    lemmas: frozenset[str]


@dataclass
class _Heard:
    """What a case's sentences give together, in the making."""

    statuses: Counter[str] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)
    chances: list[npt.NDArray[np.float32]] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=dict)


def parsed(story: Story | str) -> Partial:
    """Sentences and parses of a story, or of a text of paragraphs parted by blank lines."""
    if isinstance(story, str):
        spans, at = [], 0
        for part in story.split("\n\n"):
            if part.strip():
                spans.append(Span.of(story, at, at + len(part)))
            at += len(part) + 2
        story = Story(id=story_id(story), text=story, language="en", paragraphs=tuple(spans))
    return Sentences().read(Quotations().read(Partial.of(story)))


def macro_f1(pairs: Sequence[tuple[Any, Any]]) -> float:
    """The mean F1 over the labels of the gold; pairs of gold and ours."""
    scores = []
    for label in sorted({gold for gold, _ in pairs}):
        right = sum(gold == label == ours for gold, ours in pairs)
        named = sum(gold == label for gold, _ in pairs) + sum(ours == label for _, ours in pairs)
        scores.append(2 * right / named)
    return sum(scores) / len(scores) if scores else 0.0


# ---- cases -----------------------------------------------------------------------------------------------------------


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


def _strings(slots: dict[str, list[str]], *names: str) -> Strings:
    """The strings of each filler; two fillers of which one string holds another's are one ('judge', 'the judge')."""
    groups: list[set[str]] = []
    for text in (text for name in names for text in slots.get(name, [])):
        found = {one.lower() for one in re.findall(r'"([^"]+)"', text)}
        same = next((one for one in groups if any(a in b or b in a for a in one for b in found)), None)
        if same is not None:
            same |= found
        elif found:
            groups.append(found)
    return tuple(map(frozenset, groups))


# ---- what a text says of a case --------------------------------------------------------------------------------------


def _sentences(partial: Partial, stems: tuple[str, ...]) -> list[Sentence]:
    """Each sentence with how its verbs and nouns stand; the head is asked of those that begin with ``stems``."""
    asked = [
        (
            parse,
            [Trigger(parse, one, one, (one,)) for one in parse.doc if _is_word(one) and one.lower_.startswith(stems)],
        )
        for parse in partial.parses
    ]
    learnt = Learnt.of([(parse, some) for parse, some in asked if some])
    standing = Standing(partial)
    found = []
    for parse in partial.parses:
        for sent in parse.doc.sents:
            words = {}
            for one in filter(_is_word, sent):
                at = learnt.word(parse.start + one.idx) if one.lower_.startswith(stems) else None
                status = standing.modality(Trigger(parse, one, one, (one,)))
                words[one.i] = Word(one, status, None if at is None else learnt.statuses[at])
            lemmas = frozenset(one.lemma_.lower() for one in sent)
            found.append(Sentence(sent, sent.text.lower(), words, lemmas))
    return found


def _is_word(token: Any) -> bool:
    return token.pos_ in ("VERB", "NOUN")


def _named(groups: Strings, text: str) -> int:
    return sum(any(one in text for one in group) for group in groups)


def _chosen(case: Case, sentences: list[Sentence]) -> list[int]:
    """Which sentences speak of the case."""
    points, typed = [], []
    for one in sentences:
        own = any(word.token.lower_.startswith(case.stems) for word in one.words.values())
        points.append(
            3 * _named(case.targets, one.lower) + 2 * _named(case.instruments, one.lower)
            + bool(_named(case.perpetrators, one.lower)) + any(town in one.lower for town in case.towns) + own
        )  # fmt: skip
        typed.append(own)
    least = max(2.0, _NEAR_BEST * max(points, default=0))
    chosen = [at for at, one in enumerate(points) if one >= least]
    if not any(typed[at] for at in chosen):
        chosen = [at for at, own in enumerate(typed) if own and (points[at] > 1 or not chosen)] or chosen
    return chosen


def _own(case: Case, sentence: Sentence) -> set[int]:
    """The words of the type that are nearest above the targets and instruments, and the threats above those."""
    words = {at for at, one in sentence.words.items() if one.token.lower_.startswith(case.stems)}
    found: set[int] = set()
    for string in (string for group in (*case.targets, *case.instruments) for string in group):
        for match in re.finditer(re.escape(string), sentence.lower):
            start = sentence.sent.start_char + match.start()
            span = sentence.sent.doc.char_span(start, start + len(string), alignment_mode="expand")
            if span is None:
                continue
            found |= {one.i for one in span.root.children if one.dep_ in ("relcl", "acl")} & words
            above = [one for one in (span.root, *span.root.ancestors) if one.i in words]
            found |= {one.i for at, one in enumerate(above) if not at or one.lower_.startswith(_THREAT)}
    return found


def _told(case: Case, sentences: list[Sentence], lexical: set[str]) -> Told:
    chosen = _chosen(case, sentences)
    heard = _Heard(features={f"type {case.kind}": 1.0, "no target": float(not case.targets), "bias": 1.0})
    for at in chosen:
        _hear(case, sentences[at], heard)
        for beside in {at - 1, at + 1} - set(chosen):
            if 0 <= beside < len(sentences):
                heard.features |= {f"beside {word}": _A_NEIGHBOUR for word in sentences[beside].lemmas & lexical}
    features = heard.features | _shares("", heard.statuses) | _shares("own ", heard.own)
    if heard.chances:
        rows = np.array(heard.chances)
        for name, mean, most in zip(STATUSES, rows.mean(0), rows.max(0), strict=True):
            features |= {f"head {name}": _THE_HEAD * float(mean), f"head most {name}": _THE_HEAD * float(most)}
    if case.kind == "BOMBING":
        features |= _fate([word for at in chosen for word in sentences[at].words.values()])
    return Told(heard.statuses, features, " ".join(sentences[at].sent.text for at in chosen))


def _hear(case: Case, sentence: Sentence, heard: _Heard) -> None:
    own = _own(case, sentence)
    heard.features |= {f"word {lemma}": _A_WORD for lemma in sentence.lemmas}
    for at, word in sentence.words.items():
        lower, lemma = word.token.lower_, word.token.lemma_.lower()
        typed = lower.startswith(case.stems)
        if typed or word.token.pos_ == "VERB":
            heard.features[f"{lemma} happened {word.happened}"] = _A_VERB
        if not typed:
            continue
        threat = lower.startswith(_THREAT)
        status = "threatened" if threat and word.happened else word.status
        heard.statuses[status] += 1
        if at in own:
            heard.own[status] += 1
            heard.features[f"own {lemma} happened {word.happened}"] = _A_VERB
        if word.chances is not None and not threat:
            heard.chances.append(word.chances)


def _shares(whose: str, statuses: Counter[str]) -> dict[str, float]:
    total = sum(statuses.values())
    found = {f"{whose}none": float(not total), f"{whose}happened": float(bool(HAPPENED & set(statuses)))}
    found[f"{whose}threat alone"] = float("threatened" in statuses and not HAPPENED & set(statuses))
    for status, count in statuses.items():
        found |= {f"{whose}share {status}": count / total, f"{whose}has {status}": 1.0}
    return found


def _fate(words: list[Word]) -> dict[str, float]:
    """Whether anything went off, beside whether a device was placed, found, disarmed or failed."""
    went = any(
        one.happened and (one.token.lower_.startswith(_WENT_OFF) or one.token.lemma_ in _GO)
        and not one.token.lower_.startswith("explosive")
        for one in words
    )  # fmt: skip
    failed = any(one.status in ("negated", "attempted") and one.token.lower_.startswith(_DEVICE) for one in words)
    found, placed = (any(one.happened and one.token.lemma_ in some for one in words) for some in (_FOUND, _PLACED))
    return {f"failed {failed}, went off {went}": 1.0, f"found {found}, went off {went}": 1.0,
            f"placed alone {placed and not went}": 1.0}  # fmt: skip


def _by_rule(statuses: Counter[str]) -> str:
    """The stage without anything fitted: most have not happened, or a threat was made."""
    undone = sum(count for status, count in statuses.items() if status not in HAPPENED)
    if not undone or 2 * undone < sum(statuses.values()):
        return "ACCOMPLISHED"
    return "ATTEMPTED" if 2 * (statuses["attempted"] + statuses["negated"]) > undone else "THREATENED"


# ---- scores ----------------------------------------------------------------------------------------------------------


def incidents(data: Path) -> tuple[dict[str, float], dict[str, int], list[str]]:
    """The scores over all templates of ``events/muc4``, how many there are of each stage, and the errors."""
    by_document: dict[str, list[Case]] = {}
    for case in _cases(data / "events" / "muc4"):
        by_document.setdefault(case.document, []).append(case)
    tables = lexicon("events/status")
    lexical = {word for name in ("verbs", "nouns", "adjectives") for words in tables[name].values() for word in words}
    stories = {one.name.split(" (")[0]: one.story for one in documents(data, "all", names=set(by_document))[0]}
    cases, told, folds = [], [], []
    for number, document in enumerate(sorted(set(stories) & set(by_document))):
        own = by_document[document]
        with reading_zone():
            sentences = _sentences(parsed(stories[document]), tuple({stem for case in own for stem in case.stems}))
            told += [_told(case, sentences, lexical) for case in own]
            del sentences
        cases += own
        folds += [number % FOLDS] * len(own)
    stages = [case.stage for case in cases]
    ours = cross_validated([one.features for one in told], stages, folds)
    words = [{name: v for name, v in one.features.items() if name.startswith(("word", "type", "bias"))} for one in told]
    scores = {
        "muc4_macro_f1": macro_f1(list(zip(stages, ours, strict=True))),
        "muc4_rules_macro_f1": macro_f1(
            [(case.stage, _by_rule(one.statuses)) for case, one in zip(cases, told, strict=True)]
        ),
        "muc4_words_macro_f1": macro_f1(list(zip(stages, cross_validated(words, stages, folds), strict=True))),
    }
    errors = [
        f"muc4     {case.stage}, ours {got}: {dict(one.statuses)} | {one.text[:_ERROR]}"
        for case, got, one in zip(cases, ours, told, strict=True) if case.stage != got
    ]  # fmt: skip
    return scores, {f"muc4_{stage.lower()}": stages.count(stage) for stage in _STAGES}, errors

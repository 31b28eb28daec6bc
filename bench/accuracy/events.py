"""Types of events: sentences with a given source and target, and PLOVER's own records.

PLV (Hu et al. 2024): for each sentence the type of what its source does to its target, both given: accuracy and
macro-F1 over its 15 types (YIELD is CONCEDE and RETREAT). PLOVER's gold standard records: the same, under the types of
PLOVER 2.0 with the two joined in the same way.

How the program answers: it reads the sentence; every trigger speaks for the types it may name, the more the likelier
source and target have part in it by the trained head and the grammar. Since something does go on between the two, other
verbs and nouns speak too, by a tenth. Coming consultations, support, cooperation and aid speak for AGREE, as PLOVER's
manual has it, and coming material conflict for THREATEN, as PLV's coders have it. The most spoken-for type is the
answer, and none if the sentence has no verb, noun or trigger.

The training part of PLV and the records are in the shipped model's training data: only the test part gives an honest
figure of the shipped model. What the training part gives when it is kept out is told by

    python -m training.events.crossvalidate --data DIR --start model.safetensors
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.harness import Result, run, split_files
from bench.relations import Relation, plover_records, relations
from onrecord.model import Span, Story, story_id
from onrecord.reading.events.arguments import arguments
from onrecord.reading.events.candidate import Arguments, Phrase, Trigger
from onrecord.reading.events.labels import STATUSES, TYPES
from onrecord.reading.events.learnt import Learnt
from onrecord.reading.events.stage import candidates
from onrecord.reading.events.triggers import triggers
from onrecord.reading.events.types import Types
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.stage import Parse, Partial

__all__ = ["answer", "joined", "macro_f1"]

# What a deed that is still to come is coded as.
_COMING_AS = {
    **dict.fromkeys(["CONSULT", "SUPPORT", "COOPERATE", "AID"], "AGREE"),
    **dict.fromkeys(["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"], "THREATEN"),
}
_COMING = [STATUSES.index("planned"), STATUSES.index("promised")]
_FLOOR = 0.02
_UNKNOWN = 0.1  # how much a word counts that the lexicon does not know
_OTHER_SIDE = 0.25  # ... and the head's chance of a part on the other side
_BY_GRAMMAR = 1.65  # how much likelier a trigger is meant if the grammar gives it the source or the target


def joined(type_: str) -> str:
    """PLV's name of a type."""
    return "YIELD" if type_ in ("CONCEDE", "RETREAT") else type_


def answer(relation: Relation) -> str | None:
    """The type of what the source does to the target, as the program reads the sentence."""
    text = relation.text
    story = Story(id=story_id(text), text=text, language="en", paragraphs=(Span.of(text, 0, len(text)),))
    partial = Partial.of(story)
    for stage in (Quotations(), Sentences()):
        partial = stage.read(partial)
    found = [(parse, triggers(parse)) for parse in partial.parses]
    learnt = Learnt.of([(parse, list(_all(parse, known))) for parse, known in found])
    types = Types(learnt)
    votes: dict[str, float] = defaultdict(float)
    for parse, known in found:
        for trigger in candidates(parse, known, types, sure=0.0):
            _vote(votes, relation, trigger, types, learnt)
    return max(votes, key=lambda one: votes[one]) if votes else None


def _all(parse: Parse, known: Sequence[Trigger]) -> Iterator[Trigger]:
    """The triggers, and every sentence's first word: the heads are to read sentences without a trigger too."""
    yield from known
    for sentence in parse.doc.sents:
        yield Trigger(parse, sentence[0], sentence[0], (sentence[0],))


def _vote(votes: dict[str, float], relation: Relation, trigger: Trigger, types: Types, learnt: Learnt) -> None:
    word = learnt.word(trigger.parse.start + trigger.token.idx)
    if word is None:
        return
    chances = types.chances(trigger)[2:]
    meant = _meant(relation, arguments(trigger), learnt, word) * (1.0 if trigger.senses else _UNKNOWN)
    coming = float(learnt.statuses[word, _COMING].sum())
    for type_, chance in zip(TYPES, chances, strict=True):
        own = float(chance) * meant
        if type_ in _COMING_AS:
            votes[_COMING_AS[type_]] += own * coming
            own *= 1 - coming
        votes[joined(type_)] += own


def _meant(relation: Relation, found: Arguments, learnt: Learnt, word: int) -> float:
    """How likely a trigger is what goes on between the source and the target."""
    made = 1.0
    given = ((relation.source, 0, found.actors), (relation.target, 1, found.recipients))
    for span, role, phrases in given:
        if span is not None:
            either = (*phrases, *found.actors) if found.reciprocal else phrases
            chances = learnt.roles(word, *span)
            part = chances[role] + _OTHER_SIDE * chances[1 - role] + _FLOOR
            made *= part * (_BY_GRAMMAR if _holds(either, span) else 1.0)
    return made


def _holds(phrases: tuple[Phrase, ...], span: tuple[int, int]) -> bool:
    return any(one.start < span[1] and one.end > span[0] for one in phrases)


def macro_f1(pairs: list[tuple[str, str | None]]) -> float:
    """The mean of the types' F1, over the types of the gold. pairs: (gold, answer)."""
    scores = []
    for type_ in sorted({gold for gold, _ in pairs}):
        right = sum(gold == type_ == found for gold, found in pairs)
        both = sum(gold == type_ for gold, _ in pairs) + sum(found == type_ for _, found in pairs)
        scores.append(2 * right / both)
    return float(np.mean(scores))


def evaluate(data: Path, split: str) -> Result:
    """The benchmark."""
    result = Result({}, files=split_files(data / "events" / "zsp_plv", split, (".jsonl",)))
    for name, rows in (("plv", relations(data, split)), ("records", plover_records(data))):
        told = [(joined(one.type), answer(one), one) for one in rows]
        pairs = [(gold, found) for gold, found, _ in told]
        if pairs:
            result.scores[f"{name} accuracy"] = sum(gold == found for gold, found in pairs) / len(pairs)
            result.scores[f"{name} macro-F1"] = macro_f1(pairs)
            result.counts[f"{name} sentences"] = len(pairs)
        result.errors += [f"{name}: {gold} read as {found}: {one.text}" for gold, found, one in told if gold != found]
    return result


if __name__ == "__main__":
    run("events", __doc__, evaluate)

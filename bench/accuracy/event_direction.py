"""Direction: who did it and to whom, in sentences whose source and target are marked.

Data: ``events/zsp_plv/plv_*`` (PLV: newswire sentences with marked source and target, Hu and others 2024). Sentences
where one of the two is not marked are left out.

Protocol. All triggers of a sentence are read, whatever their type. A trigger has both parties if one of its phrases
overlaps a marked source (any of its occurrences) and another a marked target. It is the right way round if the source
is an actor and the target a recipient, or both are actors of a mutual event; the wrong way round if the target is an
actor and the source a recipient. A phrase that is a pronoun finds nobody, since this step reads no other sentence.

- **coverage**: of the sentences, those with a trigger that has both parties.
- **direction**: of those, the sentences where a trigger has them the right way round.
- **direction_strict**: of those, the sentences where no trigger has them the wrong way round (a sentence can tell of a
  deed and of its return, so this is a lower bound).
- **mutual**: of those right, the share that is right because the event is mutual.

PLV keeps the direction of CAMEO, in which the host of a visit is the source; PLOVER has the visitor as actor, and so do
we, so that each hosted visit counts here as wrong (``hosts`` counts those whose trigger is a host's verb).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from bench.harness import Result, run, split_files
from onrecord.reading.english import language
from onrecord.reading.events.arguments import arguments
from onrecord.reading.events.candidate import Arguments, Phrase
from onrecord.reading.events.phrases import words
from onrecord.reading.events.triggers import triggers
from onrecord.reading.stage import Parse, Part

_MARK = re.compile(r"(</?[st]>)")
Ranges = list[tuple[int, int]]


def marked(text: str) -> tuple[str, Ranges, Ranges]:
    """The sentence without its marks, the ranges of the source and those of the target."""
    plain, ranges, opened = "", {"s": Ranges(), "t": Ranges()}, 0
    for piece in _MARK.split(text):
        if not _MARK.fullmatch(piece):
            plain += piece
        elif piece[1] != "/":
            opened = len(plain)
        else:
            ranges[piece[2]].append((opened, len(plain)))
    return plain, ranges["s"], ranges["t"]


def _touches(phrases: tuple[Phrase, ...], ranges: Ranges) -> set[int]:
    return {one.head.i for one in phrases for start, end in ranges if one.start < end and start < one.end}


def verdict(found: Arguments, source: Ranges, target: Ranges) -> str | None:
    """'right', 'mutual', 'wrong', or None where the trigger has not both parties."""
    acting, suffering = _touches(found.actors, source), _touches(found.recipients, target)
    if acting and suffering:
        return "right"
    also = _touches(found.actors, target)
    if found.reciprocal and acting and also and len(acting | also) > 1:
        return "mutual"
    return "wrong" if also and _touches(found.recipients, source) else None


def _shown(sentence: str, trigger: Any, found: Arguments) -> str:
    actors, recipients = (
        " / ".join(sentence[one.start : one.end] for one in side) for side in (found.actors, found.recipients)
    )
    return f"{sentence[trigger.start : trigger.end]}: {actors} -> {recipients}{' (mutual)' * found.reciprocal}"


def evaluate(data: Path, split: str) -> Result:
    """Coverage and direction over the sentences of PLV."""
    files = [path for path in split_files(data / "events" / "zsp_plv", split, (".jsonl",)) if "plv" in path.name]
    if not files:
        raise FileNotFoundError(2, "no sentences", str(data / "events" / "zsp_plv"))
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    sentences = [(row, *marked(row["marked"])) for row in rows]
    sentences = [one for one in sentences if one[2] and one[3]]
    tally: Counter[str] = Counter()
    wrong, missed = [], []
    docs = language().pipe(sentence for _, sentence, _, _ in sentences)
    for (row, sentence, source, target), doc in zip(sentences, docs, strict=True):
        verdicts: dict[str | None, str] = {}
        shown = []
        hosts = False
        for trigger in triggers(Parse(Part("paragraph", 0, len(sentence)), 0, doc)):
            found = arguments(trigger)
            kind = verdict(found, source, target)
            shown.append(_shown(sentence, trigger, found))
            verdicts.setdefault(kind, shown[-1])
            hosts |= kind == "wrong" and trigger.carrier.lemma_ in words("host_verbs")
        right = "right" in verdicts or "mutual" in verdicts
        tally["right"] += right
        tally["mutual"] += right and "right" not in verdicts
        tally["wrong"] += "wrong" in verdicts
        tally["both"] += right or "wrong" in verdicts
        tally["hosts"] += hosts
        if "wrong" in verdicts:
            wrong.append(f"{'wrong' if not right else 'doubtful'} {row['root']} {row['marked']} | {verdicts['wrong']}")
        elif not right:
            missed.append(f"missed {row['root']} {row['marked']} | {' ; '.join(shown)}")
    both = tally["both"] or 1
    return Result(
        {
            "coverage": tally["both"] / (len(sentences) or 1),
            "direction": tally["right"] / both,
            "direction_strict": 1 - tally["wrong"] / both,
            "mutual": tally["mutual"] / (tally["right"] or 1),
        },
        {"sentences": len(sentences), "unmarked": len(rows) - len(sentences), "hosts": tally["hosts"]},
        files,
        wrong + missed,
    )


if __name__ == "__main__":
    run("event_direction", __doc__, evaluate)

"""Timelines of entities: which events of many stories concern somebody, on which days, in which order?

Data: ``timelines/semeval15_timeline`` (SemEval-2015 task 4, corpus_1; Minard et al. 2015), track B: the words that name
an event are given, whom it concerns and when it was is ours to say.

Protocol.

- Each document is read whole, dated by its time of creation. A target is whoever of the documents is named so, fully or
  by an acronym of ours, and all that the record's linking takes for the same. An event concerns the target if the
  reading has an event there with it for actor or recipient, or, where the reading has none, if a mention of the target
  stands before it in its sentence (after it, where none does) and no other entity nearer.
- Its day is that of the reading's event, else of the last time before it in its sentence, the first after it, or of the
  document. Times are cut to what they say (a day, a month, a year); events are ordered by them, those of one time are
  simultaneous, as in the gold; events without a time are left out, as the gold's row 0 is.
- **order_f1**: temporal awareness (UzZaman et al. 2013) of the ordered events, pooled over targets: precision is
  the share of our minimal relations (before, simultaneous) that the gold implies, recall the share of the gold's that
  ours imply. Computed by our own code after the task's description, not by its scorer. **order_precision**,
  **order_recall**. **events_f1**: of the sets of events alone. **dates**: of the events that are right, how many have
  the gold's time, to the precision of the gold.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from bench.harness import Result, precision_recall_f1, run
from bench.mentions import spaced
from onrecord.linking.entities import Memory
from onrecord.linking.profiles import normalised, profiles_of
from onrecord.model import DateRead, Entity, Reading, Span, Story, story_id
from onrecord.reading import Reader

Event = tuple[str, str, str]
"""Document, sentence and first word, as the gold writes them: '4764-6-announced'."""
Timeline = dict[Event, str]
"""The time of each event: a year, a month or a day (ISO 8601)."""


@dataclass
class Document:
    """A document with its gold words of events by position, and the ranges of its sentences."""

    name: str
    published: str = ""
    text: str = ""
    events: dict[tuple[int, int], Event] = field(default_factory=dict)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def story(self) -> Story:
        """The document as a story, a paragraph a sentence."""
        spans = tuple(Span.of(self.text, start, end) for start, end in self.sentences)
        date = DateRead(value=self.published, read_from="given") if self.published else None
        return Story(id=story_id(self.text), text=self.text, language="en", published=date, paragraphs=spans)


def document(path: Path) -> Document:
    """Reads a file in the CAT format."""
    root = ElementTree.parse(path).getroot()
    found = Document(root.get("doc_id") or path.stem)
    ranges: dict[str | None, tuple[int, int, str, str]] = {}
    last = ""
    for token in root.iter("token"):
        sentence, word = token.get("sentence") or "", token.text or "_"
        if sentence != last or not found.sentences:
            found.text += "\n\n" if found.text else ""
            found.sentences.append((len(found.text), len(found.text)))
            last = sentence
        elif found.text:
            found.text += spaced(found.text, word)
        start = len(found.text)
        found.text += word
        found.sentences[-1] = found.sentences[-1][0], len(found.text)
        ranges[token.get("t_id")] = start, len(found.text), sentence, word
    for mention in root.iter("EVENT_MENTION"):
        anchors = [ranges[one.get("t_id")] for one in mention.iter("token_anchor")]
        if anchors:
            words = "_".join(word for *_, word in anchors).casefold()
            found.events[anchors[0][0], anchors[-1][1]] = found.name, anchors[0][2], words
    for time in root.iter("TIMEX3"):
        if time.get("functionInDocument") == "CREATION_TIME":
            found.published = time.get("value") or ""
    return found


def gold_timeline(path: Path) -> Timeline:
    """The events of a gold timeline that have a time."""
    found: Timeline = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        order, time, *events = line.split("\t")
        if order.strip() != "0":
            for event in filter(None, map(str.strip, events)):
                name, sentence, words = event.split("-", 2)
                found[name, sentence, words.casefold()] = re.sub(r"(-XX)+$", "", time)
    return found


class Linked:
    """The documents, read and linked one after another."""

    def __init__(self, documents: list[Document]) -> None:
        self.documents = documents
        reader, self.memory = Reader(), Memory()
        self.readings: list[Reading] = []
        self.links: list[dict[str, str]] = []
        for one in documents:
            reading = reader.read(one.story())
            links = self.memory.add(profiles_of(reading.entities, reading.offices, one.published))
            self.readings.append(reading)
            self.links.append({local: link.linked or "" for local, link in links.items()})

    def timeline(self, target: str) -> Timeline:
        """What concerns the target."""
        wanted = {
            self._of(number, entity.id)
            for number, reading in enumerate(self.readings)
            for entity in reading.entities
            if any(normalised(name) == normalised(target) for name in _names(entity))
        } - {""}  # fmt: skip
        found: Timeline = {}
        for number, told in enumerate(self.documents):
            own = {one.id for one in self.readings[number].entities if self._of(number, one.id) in wanted}
            for (start, end), event in told.events.items():
                time = self._time(number, start, end) if own and self._concerns(number, start, end, own) else ""
                if time:
                    found[event] = time
        return found

    def _of(self, number: int, local: str) -> str:
        linked = self.links[number].get(local, "")
        return self.memory.now(linked) if linked else ""

    def _concerns(self, number: int, start: int, end: int, own: set[str]) -> bool:
        reading = self.readings[number]
        for event in reading.events:
            if any(one.start < end and start < one.end for one in event.mentions):
                return any(party.entity in own for party in (*event.actors, *event.recipients))
        first, last = self._sentence(number, start)
        inside = [
            (mention.start, entity.id)
            for entity in reading.entities
            if entity.kind != "place"
            for mention in entity.mentions
            if first <= mention.start and mention.end <= last and not (mention.start < end and start < mention.end)
        ]
        before, after = [one for one in inside if one[0] < start], [one for one in inside if one[0] > start]
        return max(before)[1] in own if before else bool(after) and min(after)[1] in own

    def _time(self, number: int, start: int, end: int) -> str:
        reading = self.readings[number]
        for event in reading.events:
            if event.time and any(one.start < end and start < one.end for one in event.mentions):
                return _cut(event.time)
        first, last = self._sentence(number, start)
        times = [(one.start, _cut(one.value)) for one in reading.times if first <= one.start < last and one.value]
        dated = [each for each in times if each[1]]
        before, after = [each for each in dated if each[0] < start], [each for each in dated if each[0] > start]
        if before or after:
            return (max(before) if before else min(after))[1]
        return self.documents[number].published

    def _sentence(self, number: int, position: int) -> tuple[int, int]:
        sentences = self.documents[number].sentences
        return sentences[bisect_right([start for start, _ in sentences], position) - 1]


def _names(entity: Entity) -> Iterator[str]:
    yield entity.name
    yield from (one.text for one in entity.mentions if one.form == "name")


def _cut(value: str | None) -> str:
    """A year, month or day; empty for an interval or what is uncertain."""
    match = re.fullmatch(r"(\d{4}(?:-\d\d){0,2})(?:T.*)?", value or "")
    return match[1] if match else ""


def relations(timeline: Timeline) -> tuple[set[tuple[Event, Event, str]], set[tuple[Event, Event, str]]]:
    """The minimal relations of a timeline, and all that follow from them."""
    groups: dict[str, list[Event]] = {}
    for event, time in sorted(timeline.items(), key=lambda each: (each[1], each[0])):
        groups.setdefault(time, []).append(event)
    ordered = list(groups.values())
    least = {(group[0], other, "=") for group in ordered for other in group[1:]}
    least |= {(one[0], other[0], "<") for one, other in pairwise(ordered)}
    every = {(one, other, "=") for group in ordered for one in group for other in group if one != other}
    for at, group in enumerate(ordered):
        every |= {(one, other, "<") for one in group for later in ordered[at + 1 :] for other in later}
    return least, every


def evaluate(data: Path, split: str) -> Result:
    """All targets."""
    folder = data / "timelines" / "semeval15_timeline" / "corpus_1"
    files = sorted((folder / "corpus_trackB_CAT").glob("*.xml"))
    gold_files = sorted((folder / "TimeLines_Gold_Standard").glob("*.txt"))
    if not files or not gold_files:
        raise FileNotFoundError(folder)
    linked = Linked([document(path) for path in files])
    right = ours_all = found = gold_all = both = ours_events = gold_events = dated = 0
    errors = []
    for path in gold_files:
        target = path.read_text(encoding="utf-8").splitlines()[0].strip()
        gold, ours = gold_timeline(path), linked.timeline(target)
        (least, every), (own_least, own_every) = relations(gold), relations(ours)
        right, ours_all = right + len(own_least & every), ours_all + len(own_least)
        found, gold_all = found + len(least & own_every), gold_all + len(least)
        shared = gold.keys() & ours.keys()
        both, ours_events, gold_events = both + len(shared), ours_events + len(ours), gold_events + len(gold)
        dated += sum(ours[one].startswith(gold[one]) for one in shared)
        errors += [f"{target}: not found {'-'.join(one)} {gold[one]}" for one in sorted(gold.keys() - ours.keys())]
        errors += [f"{target}: not wanted {'-'.join(one)} {ours[one]}" for one in sorted(ours.keys() - gold.keys())]
    precision, recall = right / max(1, ours_all), found / max(1, gold_all)
    scores = {
        "order_precision": precision, "order_recall": recall,
        "order_f1": 2 * precision * recall / max(1e-9, precision + recall),
        "events_f1": precision_recall_f1(both, ours_events, gold_events)[2], "dates": dated / max(1, both),
    }  # fmt: skip
    return Result(scores, {"targets": len(gold_files), "gold_events": gold_events}, [*files, *gold_files], errors)


if __name__ == "__main__":
    run("entity_timelines", __doc__, evaluate)

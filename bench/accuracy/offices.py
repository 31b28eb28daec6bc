"""Offices: who held what, of what, in which state, from when to when.

Gold: ``bench/gold/offices.json`` (positions in the texts of ``entities/meantime`` and ``entities/gum_news``; guide in
``bench/gold/README.md``), half ``dev``, half ``test``. Rules were tuned on errors of ``dev`` alone.

Protocol. End to end: each story's text goes through the whole pipeline with its date as published; its first part is
the headline. A predicted and a gold office match, one to one, if

- the gold's holder overlaps a mention of the predicted holder's entity, and
- the titles agree: after folding (case, hyphens, one spelling, abbreviations written out) the words of one contain
  those of the other; the gold's title and its other mentions of the same office all count.

Of several that match, the one with more fields right is taken. ``f1`` is over matches. Of the matches, the shares with

- ``of``: a mention of the predicted body's entity overlaps the gold's (or one that the gold accepts as well), or both
  name one country ('Kenyan' in the gold, the entity Kenya in the reading); saying nothing is right where the gold has
  none, or has it from the context alone,
- ``status``, ``from``, ``to``: equal to the gold's, or to another value that it accepts.

``strict_f1`` counts only matches with all four right. ``holders_found`` is the share of gold offices whose holder
overlaps a mention of any person that the names stage found: what no rule for offices can mend.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.gold.texts import Story as GoldStory
from bench.gold.texts import digest, stories
from bench.harness import Result, precision_recall_f1, run
from onrecord.model import DateRead, Office, Reading, Span, Story, story_id
from onrecord.reading import Reader
from onrecord.reading.offices import title_key
from onrecord.reading.places.countries import country_named

GOLD = Path(__file__).parents[1] / "gold" / "offices.json"
FIELDS = ("of", "status", "from", "to")
Range = tuple[int, int]


@dataclass
class Tally:
    """Counts over stories: matches, predictions, gold offices, right fields, and errors as lines."""

    matched: int = 0
    strict: int = 0
    predicted: int = 0
    gold: int = 0
    holders: int = 0
    right: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def scores(self) -> dict[str, float]:
        """All scores by name."""
        precision, recall, f1 = precision_recall_f1(self.matched, self.predicted, self.gold)
        shares = {name: self.right[name] / self.matched if self.matched else 0.0 for name in FIELDS}
        return {
            "f1": f1, "precision": precision, "recall": recall,
            "strict_f1": precision_recall_f1(self.strict, self.predicted, self.gold)[2],
            **shares, "holders_found": self.holders / self.gold if self.gold else 0.0,
        }  # fmt: skip


class Against:
    """One reading beside the gold of its story."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.story.text
        self.offices = reading.offices
        self.mentions = {one.id: [(m.start, m.end) for m in one.mentions] for one in reading.entities}
        self.people = [place for one in reading.entities if one.kind == "person" for place in self.mentions[one.id]]
        self.names = {one.id: one.name for one in reading.entities}

    def matches(self, office: Office, gold: dict[str, Any]) -> bool:
        """Whether holder and title are the gold's."""
        if not _overlap(self.mentions[office.holder], [gold["holder"]]):
            return False
        ours = set(title_key(office.title))
        theirs = [set(title_key(self.text[start:end])) for start, end in [gold["title"], *gold["mentions"]]]
        return any(one and (ours <= one or one <= ours) for one in theirs)

    def right(self, office: Office, gold: dict[str, Any]) -> set[str]:
        """The fields of a matched office that are right."""
        also = gold.get("also", {})
        if office.of is None:
            of = gold["of"] is None or gold["of_by"] == "context" or None in also.get("of", ())
        else:
            accepted = [one for one in (gold["of"], *also.get("of", ())) if one]
            country = country_named(self.names[office.of])
            of = _overlap(self.mentions[office.of], accepted) or (
                country is not None and any(country == country_named(self.text[slice(*one)]) for one in accepted)
            )
        values = {"status": office.status, "from": office.begins, "to": office.ends}
        good = {name for name, value in values.items() if value == gold[name] or value in also.get(name, ())}
        return good | ({"of"} if of else set())

    def shown(self, office: Office) -> str:
        """An office in a line."""
        of = self.names.get(office.of or "")
        return f"{self.names[office.holder]} | {office.title} | {of} | {office.status} {office.begins} {office.ends}"

    def gold_shown(self, gold: dict[str, Any]) -> str:
        """The same of the gold."""
        words = {name: self.text[slice(*gold[name])] if gold[name] else None for name in ("holder", "title", "of")}
        return (
            f"{' | '.join(map(str, words.values()))} ({gold['of_by']}) | {gold['status']} {gold['from']} {gold['to']}"
        )


def _overlap(ours: list[Range], theirs: list[Any]) -> bool:
    return any(start < end2 and start2 < end for start, end in ours for start2, end2 in theirs)


def score(name: str, reading: Reading, gold: list[dict[str, Any]], tally: Tally) -> None:
    """Adds one story to the tally."""
    against = Against(reading)
    tally.predicted += len(reading.offices)
    tally.gold += len(gold)
    pairs = sorted(
        (-len(against.right(office, one)), j, i)
        for i, office in enumerate(reading.offices)
        for j, one in enumerate(gold)
        if against.matches(office, one)
    )
    ours: dict[int, int] = {}
    for _, j, i in pairs:
        if i not in ours and j not in ours.values():
            ours[i] = j
    for i, j in ours.items():
        office, one = reading.offices[i], gold[j]
        right = against.right(office, one)
        tally.matched += 1
        tally.strict += len(right) == len(FIELDS)
        tally.right.update(right)
        if wrong := [field for field in FIELDS if field not in right]:
            tally.errors.append(
                f"{'+'.join(wrong):8} {name} gold {against.gold_shown(one)}; got {against.shown(office)}"
            )
    for i, office in enumerate(reading.offices):
        if i not in ours:
            tally.errors.append(f"spurious {name} {against.shown(office)} | {[span.text for span in office.evidence]}")
    for j, one in enumerate(gold):
        found = _overlap(against.people, [one["holder"]])
        tally.holders += found
        if j not in ours.values():
            around = _around(against.text, one)
            tally.errors.append(
                f"missed{'' if found else ' (no such person)'} {name} {against.gold_shown(one)} | {around}"
            )


def _around(text: str, gold: dict[str, Any]) -> str:
    places = [gold["holder"], gold["title"]]
    start, end = min(place[0] for place in places), max(place[1] for place in places)
    words = text[max(0, start - 40) : end + 40].replace("\n", " ")
    return words if len(words) < 300 else f"{words[:140]} … {words[-140:]}"


def as_story(gold: GoldStory) -> Story:
    """The text as a story: its first part the headline, the rest paragraphs, its date as published."""
    spans, at = [], 0
    for part in gold.text.split("\n\n"):
        if part.strip():
            spans.append(Span.of(gold.text, at, at + len(part)))
        at += len(part) + 2
    published = DateRead(value=gold.created, read_from="given") if gold.created else None
    return Story(
        id=story_id(gold.text), text=gold.text, language="en", published=published, headline=spans[0],
        paragraphs=tuple(spans[1:]),
    )  # fmt: skip


def evaluate(data: Path, split: str) -> Result:
    """The stories of one half of the gold (``all`` for both)."""
    known = stories(data)
    documents = json.loads(GOLD.read_text(encoding="utf-8"))["documents"]
    reader, tally, read = Reader(), Tally(), 0
    for name, document in documents.items():
        if split not in ("all", document["split"]) or name not in known:
            continue
        if digest(known[name].text) != document["sha256"]:
            raise ValueError(f"the text of {name} is not the one that was annotated")
        score(name, reader.read(as_story(known[name])), document["offices"], tally)
        read += 1
    if not read:
        raise FileNotFoundError(2, "none of the annotated stories", str(data / "entities"))
    counts = {"stories": read, "gold": tally.gold, "predicted": tally.predicted, "matched": tally.matched}
    return Result(tally.scores(), counts, [GOLD], sorted(tally.errors))


if __name__ == "__main__":
    run("offices", __doc__, evaluate)

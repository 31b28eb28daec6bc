"""Timelines: of the days that journalists put on a head of state's timeline, which do we find in the articles?

Data: ``timelines/timelines/Entities`` (Gholipour Ghalandari and Ifrim 2020: articles of one newspaper, and journalists'
timelines; the seven whose articles are there).

Protocol (Martschat and Markert 2018; the timelines cut to the time of the articles as in Gholipour Ghalandari and Ifrim
2020): of a gold timeline only the days between the first and the last article's publication count. We give as many
days as that, and no more. ``date_f1`` is the F1 of the two sets of days, averaged over people (with as many given as
wanted it is precision and recall alike; it is less where fewer were found).

- **date_f1**: all articles, our times read from each sentence (the articles come as sentences), the days ranked by
  ``linking.timelines``, as ``onrecord timeline`` ranks them. A sentence names the person if their family name stands in
  it. Nothing is trained; the order was chosen among simple ones on these people.
- **date_f1_counting**: the days to which most times resolve, for comparison. **date_f1_stories**: those to which most
  articles date anything, whomever the sentence names. **date_f1_uncut**: as ``date_f1`` with the whole gold timelines.
- **date_f1_record**, with ``--whole N``: N articles a person (chosen by chance, seeded) are read whole and added to a
  record, which is asked for the timeline: events, statements, offices and dated sentences, by whatever words these
  speak of the person. **date_f1_record_counting** counts times on the same articles. What was read is kept in the
  folder ``--readings``, if one is given: reading is slow; empty the folder when stages change.
"""

from __future__ import annotations

import argparse
import ast
import csv
import random
import re
import statistics
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bench.harness import Result, run
from onrecord.linking.timelines import Dated, most_told_of
from onrecord.model import Capture, DateRead, Reading, Span, Story, encode, story_id
from onrecord.reading.times import read_times
from onrecord.record import Query, Record, TimelineQuery

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# The articles come cut into tokens; this puts most of them together again.
_TIGHT = (
    (re.compile(r" ([.,;:!?%)\]]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)"), r"\1"),
    (re.compile(r"([(\[$£€#]) "), r"\1"),
    (re.compile(r"(\w) ([-–/]) (\w)"), r"\1\2\3"),
)
_SEED = 1


@dataclass
class Person:
    """A head of state: articles as (day published, sentences), and the days of the journalists' timeline."""

    name: str
    articles: list[tuple[str, list[str]]]
    gold: list[str]

    @property
    def within(self) -> list[str]:
        """The gold days of the time in which the articles were published."""
        days = [day for day, _ in self.articles]
        return [day for day in self.gold if min(days) <= day <= max(days)]


def load(folder: Path) -> tuple[list[Person], list[Path]]:
    """The people whose articles are there, and the files read."""
    csv.field_size_limit(10**9)
    people, files = [], []
    for own in sorted(folder.iterdir()):
        texts, timeline = own / "outputwithpub.csv", own / "outputTimelines.csv"
        if not texts.exists():
            continue
        with texts.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        with timeline.open(encoding="utf-8", newline="") as stream:
            gold = {day[:10] for row in csv.DictReader(stream) for day in ast.literal_eval(row["time"])}
        articles = [(day, [joined(line) for line in text.split("\n") if line.strip()]) for day, text in rows]
        people.append(Person(own.name.replace("_", " "), articles, sorted(gold)))
        files += [texts, timeline]
    return people, files


def joined(tokens: str) -> str:
    """A sentence of tokens as it was printed, as far as that can be told; quotation marks in turn open and close."""
    for pattern, with_what in _TIGHT:
        tokens = pattern.sub(with_what, tokens)
    first, *rest = tokens.split('"')
    for number, part in enumerate(rest):
        opens, sticks = number % 2 == 0, part[:1] in (".", ",", ";", ":", "!", "?")
        between = f"{first.rstrip()} “" if opens and first.strip() else "“" if opens else f"{first.rstrip()}”"
        first = between + (part.strip() if opens else part if sticks else " " + part.lstrip())
    return first.strip()


def dated(person: Person) -> Iterator[Dated]:
    """Each day that an article's times resolve to, and whether the person is named in the sentence."""
    named = re.compile(rf"\b{re.escape(person.name.split()[-1])}\b", re.IGNORECASE)
    for number, (published, sentences) in enumerate(person.articles):
        text = "\n".join(sentences)
        parts: list[tuple[int, int]] = []
        for sentence in sentences:
            start = parts[-1][1] + 1 if parts else 0
            parts.append((start, start + len(sentence)))
        starts = [start for start, _ in parts]
        for time in read_times(text, published, parts=parts):
            day = (time.value or "").partition("T")[0]
            if _DAY.fullmatch(day):
                sentence = sentences[bisect_right(starts, time.start) - 1]
                yield Dated(day, number, named=named.search(sentence) is not None)


def date_f1(given: Iterable[str], gold: list[str]) -> float:
    """F1 of two sets of days."""
    found = set(given)
    return 2 * len(found & set(gold)) / (len(found) + len(gold)) if gold else 0.0


def counted(values: Iterable[str], within: list[str]) -> list[str]:
    """As many days as ``within`` has, those that stand most often in ``values``."""
    return [day for day, _ in sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))][: len(within)]


def evaluate(data: Path, split: str, *, whole: int = 0, readings: Path | None = None) -> Result:
    """Date F1 by every way of ranking."""
    people, files = load(data / "timelines" / "timelines" / "Entities")
    scores: dict[str, list[float]] = {}
    errors: list[str] = []
    for person in people:
        told, gold = list(dated(person)), person.within
        first, last = min(day for day, _ in person.articles), max(day for day, _ in person.articles)
        inside = [one for one in told if first <= one.value <= last]
        ranked = most_told_of(inside)[: len(gold)]
        for name, score in (
            ("date_f1", date_f1(ranked, gold)),
            ("date_f1_stories", date_f1(most_told_of(one._replace(named=True) for one in inside)[: len(gold)], gold)),
            ("date_f1_counting", date_f1(counted((one.value for one in inside), gold), gold)),
            ("date_f1_uncut", date_f1(most_told_of(told)[: len(person.gold)], person.gold)),
        ):
            scores.setdefault(name, []).append(score)
        for what, days, others in (("is on the timeline", gold, ranked), ("was given", ranked, gold)):
            errors += [f"{person.name}: {day} {what}, {_standing(day, told)}" for day in days if day not in others]
    if whole:
        for name, values in in_a_record(people, whole, readings).items():
            scores[name] = values
    counts = {"people": len(people), "articles": sum(len(person.articles) for person in people)}
    counts |= {"gold days": sum(len(person.within) for person in people), "read whole, a person": whole}
    return Result({name: statistics.mean(values) for name, values in scores.items()}, counts, files, errors)


def _standing(day: str, told: list[Dated]) -> str:
    stories = {one.story for one in told if one.value == day}
    naming = {one.story for one in told if one.value == day and one.named}
    return f"dated in {len(stories)} articles, beside the name in {len(naming)}"


def in_a_record(people: list[Person], whole: int, readings: Path | None) -> dict[str, list[float]]:
    """Date F1 of ``onrecord timeline`` over ``whole`` articles a person, and of counting their times."""
    scores: dict[str, list[float]] = {"date_f1_record": [], "date_f1_record_counting": []}
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "timelines.record") as record:
        times: dict[str, list[str]] = {}
        for person in people:
            shuffled = list(person.articles)
            random.Random(_SEED).shuffle(shuffled)
            stories = {one.id: one for one in (_story(*article) for article in shuffled[:whole] if article[1])}
            for reading in _read(list(stories.values()), readings):
                page = Capture(source=reading.story.id, data=reading.story.text.encode(), media_type="text/plain")
                record.add_capture(page, [reading], {"onrecord": "bench"})
                days = [(time.value or "").partition("T")[0] for time in reading.times]
                times.setdefault(person.name, []).extend(filter(_DAY.fullmatch, days))
        for person in people:
            gold = person.within
            given = record.timeline(TimelineQuery(who=person.name, stories=Query(limit=len(gold))))
            scores["date_f1_record"].append(date_f1((day.date for day in given), gold))
            scores["date_f1_record_counting"].append(date_f1(counted(times[person.name], gold), gold))
    return scores


def _story(published: str, sentences: list[str]) -> Story:
    text, spans = "\n\n".join(sentences), []
    at = 0
    for sentence in sentences:
        spans.append(Span.of(text, at, at + len(sentence)))
        at += len(sentence) + 2
    date = DateRead(value=published, read_from="given")
    return Story(id=story_id(text), text=text, language="en", published=date, paragraphs=tuple(spans))


def _read(stories: list[Story], kept: Path | None) -> Iterator[Reading]:
    from onrecord import Reader

    reader: Reader | None = None
    for story in stories:
        file = kept / f"{story.id}.json" if kept else None
        if file is not None and file.exists():
            yield Reading.from_builtins(msgspec.json.decode(file.read_bytes()))
            continue
        reader = reader or Reader()
        (reading,) = reader.read_many([story])
        if file is not None:
            file.write_bytes(encode(reading.to_builtins()))
        yield reading


def main() -> None:
    """Reads what is asked of the record, then runs as every benchmark does."""
    own = argparse.ArgumentParser(add_help=False)
    own.add_argument("--whole", type=int, default=0, metavar="N")
    own.add_argument("--readings", type=Path)
    asked, sys.argv[1:] = own.parse_known_args()
    run(
        "timelines",
        __doc__,
        lambda data, split: evaluate(data, split, whole=asked.whole, readings=asked.readings),
    )


if __name__ == "__main__":
    main()

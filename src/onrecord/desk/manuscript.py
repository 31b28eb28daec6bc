"""A story as a commented manuscript: its text in blocks, each block in stretches that know which rows stand on them.

Spans of different rows overlap as they like. The text is cut at every beginning and end, so that stretches never do.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Commitment, Dispute, Event, Reading, Span, Statement, Story

__all__ = ["Block", "Card", "Stretch", "manuscript", "marked_range"]

_BLANK = re.compile(r"\n{2,}")
_RANGE = re.compile(r"([0-9]{1,8})-([0-9]{1,8})")
_CARDS = {"cue": "statement", "trigger": "event", "commitment": "commitment"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the text that the same spans cover. start: their position, in code points.

    parts: what the spans are (``speaker``, ``cue``, ``content``, ``trigger``, ``actor``, ``recipient``, ``name``,
    ``time``, ...), each once, sorted; rows: of which rows ('s1', 'v2', 'e3'). card: the row whose card a click opens.
    entity: of whom it is a name. opens: a sentence, or the marked range, begins here.
    """

    start: int
    text: str
    parts: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    card: str | None = None
    entity: str | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What stands in the margin beside a block: a row of the reading. at: its place among the rows of its kind."""

    id: str
    kind: str
    at: int
    row: Statement | Event | Dispute | Commitment


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the story (``headline``, ``paragraph``, ``caption``, ...), and the cards that belong beside it."""

    kind: str
    stretches: tuple[Stretch, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class _Cover:
    start: int
    end: int
    part: str
    row: str
    entity: str | None = None


def manuscript(reading: Reading, mark: tuple[int, int] | None = None) -> list[Block]:
    """The blocks of a story, in the order of its text. mark: a range of the text to be marked."""
    text = reading.story.text
    covers = [one for one in _covers(reading, mark) if one.start < one.end]
    openings = {start for start, _ in reading.sentences} | ({mark[0]} if mark else set())
    ranges = list(_blocks(text))
    cards = _cards(reading, [start for start, _ in ranges])
    covers.sort(key=lambda one: one.start)
    longest = max((one.end - one.start for one in covers), default=0)
    starts = [one.start for one in covers]
    return [
        Block(
            kind=_kind(reading.story, start, end),
            stretches=tuple(
                _stretches(
                    text,
                    (start, end),
                    covers[bisect_left(starts, start - longest) : bisect_right(starts, end)],
                    openings,
                )
            ),
            cards=tuple(cards[start]),
        )
        for start, end in ranges
    ]


def marked_range(asked: str | None, text: str) -> tuple[int, int] | None:
    """The range that ``?mark=START-END`` names, cut to the text; None for anything else."""
    found = _RANGE.fullmatch(asked or "")
    if found is None:
        return None
    start, end = (min(int(one), len(text)) for one in found.groups())
    return (start, end) if start < end else None


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for blank in _BLANK.finditer(text):
        if blank.start() > at:
            yield at, blank.start()
        at = blank.end()
    if at < len(text):
        yield at, len(text)


def _kind(story: Story, start: int, end: int) -> str:
    captions = [one.span for one in story.captions if one.span] + [one.credit for one in story.captions if one.credit]
    for kind, spans in (
        ("headline", [story.headline] if story.headline else []),
        ("standfirst", [story.standfirst] if story.standfirst else []),
        ("key-point", story.key_points),
        ("caption", captions),
        ("byline", story.bylines),
        ("subhead", story.subheads),
    ):
        if any(start <= span.start < end for span in spans):
            return kind
    return "paragraph"


def _stretches(text: str, block: tuple[int, int], covers: Iterable[_Cover], openings: set[int]) -> Iterator[Stretch]:
    start, end = block
    here = [one for one in covers if one.start < end and start < one.end]
    cuts = {start, end} | {at for at in openings if start < at < end}
    for one in here:
        cuts |= {max(one.start, start), min(one.end, end)}
    for left, right in pairwise(sorted(cuts)):
        over = [one for one in here if one.start <= left and right <= one.end]
        cards = [one for one in over if one.part in _CARDS]
        named = [one for one in over if one.entity]
        yield Stretch(
            start=left,
            text=text[left:right],
            parts=tuple(sorted({one.part for one in over})),
            rows=tuple(dict.fromkeys(one.row for one in over if one.row)),
            # The innermost: a trigger inside of a commitment's words is its own.
            card=min(cards, key=lambda one: one.end - one.start).row if cards else None,
            entity=min(named, key=lambda one: one.end - one.start).entity if named else None,
            opens=left in openings,
        )


def _covers(reading: Reading, mark: tuple[int, int] | None) -> Iterator[_Cover]:
    def over(spans: Iterable[Span | None], part: str, row: str) -> Iterator[_Cover]:
        for span in spans:
            if span is not None:
                yield _Cover(span.start, span.end, part, row)

    if mark:
        yield _Cover(*mark, "marked", "")
    for entity in reading.entities:
        for mention in entity.mentions:
            part = "name" if mention.form == "name" else "mention"
            yield _Cover(mention.start, mention.end, part, entity.id, entity.id if part == "name" else None)
    for number, time in enumerate(reading.times, 1):
        yield _Cover(time.start, time.end, "time", f"t{number}")
    for statement in reading.statements:
        yield from over([statement.speaker.span] if statement.speaker else [], "speaker", statement.id)
        yield from over([statement.cue], "cue", statement.id)
        yield from over(statement.content, "content", statement.id)
        for part, party in (("addressee", statement.addressee), ("medium", statement.medium)):
            yield from over([party.span] if party else [], part, statement.id)
    for event in reading.events:
        yield from over([event.trigger, *event.mentions], "trigger", event.id)
        yield from over((one.span for one in event.actors), "actor", event.id)
        yield from over((one.span for one in event.recipients), "recipient", event.id)
    for number, commitment in enumerate(reading.commitments, 1):
        yield from over([commitment.content], "commitment", f"c{number}")


def _cards(reading: Reading, starts: list[int]) -> dict[int, list[Card]]:
    """The cards, by the beginning of the block in which their row begins, in the order of the text."""
    said = {one.id: one for one in reading.statements}
    placed: list[tuple[int, int, Card]] = []
    for at, statement in enumerate(reading.statements):
        # Beside its cue, where a reader sees who says so.
        spans = [statement.cue] if statement.cue else list(statement.content)
        placed += [(span.start, 0, Card(statement.id, "statement", at, statement)) for span in spans[:1]]
    for at, event in enumerate(reading.events):
        placed.append((event.trigger.start, 1, Card(event.id, "event", at, event)))
    for at, dispute in enumerate(reading.disputes):
        where = [span.start for side in dispute.sides for span in side.evidence]
        where += [
            said[one].content[0].start for side in dispute.sides for one in side.statements
            if one in said and said[one].content
        ]  # fmt: skip
        placed.append((min(where, default=0), 2, Card(f"d{at + 1}", "dispute", at, dispute)))
    for at, commitment in enumerate(reading.commitments):
        placed.append((commitment.content.start, 3, Card(f"c{at + 1}", "commitment", at, commitment)))
    found: dict[int, list[Card]] = defaultdict(list)
    for start, _, card in sorted(placed, key=lambda one: one[:2]):
        found[starts[max(0, bisect_right(starts, start) - 1)] if starts else 0].append(card)
    return found

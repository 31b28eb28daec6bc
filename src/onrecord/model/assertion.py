"""What is asserted: statements, events, disputes, commitments, and people's judgements of them."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.model.span import Span

__all__ = [
    "Commitment",
    "CommitmentStanding",
    "Decided",
    "Dispute",
    "Event",
    "EventStatus",
    "Judgement",
    "Participant",
    "Side",
    "SpeakerRef",
    "Statement",
    "StatementAct",
    "Target",
]

StatementAct = Literal[
    "assert", "confirm", "deny", "dispute", "accuse", "request", "demand", "promise", "threaten", "warn", "praise",
    "criticise", "decline_comment", "believe", "intend", "decide", "refuse", "document",
]  # fmt: skip
EventStatus = Literal["actual", "ongoing", "planned", "demanded", "promised", "hypothetical", "negated", "habitual"]
CommitmentStanding = Literal[
    "open", "contested", "fulfilment_reported", "breach_reported", "fulfilled", "broken", "withdrawn"
]
"""What statements report of a promise; the last three are a person's judgement alone, and close it."""
Decided = Literal["arguments", "clause", "sentence", "paragraph", "dateline"]
"""From what an event's place or time was taken: words that hang on its trigger, its clause, another clause of its
sentence, a sentence before in its paragraph, or the dateline of the story."""


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the text, the entity they resolve to, and (events) its country and PLOVER sector where known.

    known_by: ``office_holders`` where country or sector are not the story's word, but OnRecord's own table of who held
    which office when has them for a person of this name.
    """

    span: Span
    entity: str | None = None
    country: str | None = None
    sector: str | None = None
    known_by: Literal["story", "office_holders"] = "story"


class SpeakerRef(msgspec.Struct, frozen=True, kw_only=True):
    """The three layers of a speaker: the words, the entity, the accountable party."""

    span: Span | None = None
    entity: str | None = None
    acts_for: str | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One act of attribution: a speaker, a cue, one or more spans of content."""

    id: str
    mode: Literal["direct", "indirect", "mixed"]
    content: tuple[Span, ...]
    act: StatementAct = "assert"
    negated: bool = False
    hypothetical: bool = False
    speaker: SpeakerRef | None = None
    cue: Span | None = None
    addressee: Participant | None = None
    medium: Participant | None = None
    time: str | None = None
    within: str | None = None
    confidence: float | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom: coded to PLOVER 2.0 (``type`` None where PLOVER has none).

    ``type`` is the deed and ``status`` its modality; ``onrecord.plover`` gives PLOVER's own code.
    """

    id: str
    trigger: Span
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    place: str | None = None
    place_from: Decided | None = None
    time: str | None = None
    time_from: Decided | None = None
    status: EventStatus = "actual"
    according_to: str | None = None
    historical: bool = False
    confidence: float | None = None


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a dispute: its stance, who takes it, and in which statements.

    evidence: words of the text by which a party takes the side that are no statement of the reading ('a charge the
    company denies').
    """

    stance: Literal["affirms", "denies", "doubts"]
    parties: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """A question on which at least two accountable parties take opposite sides. It gives no verdict."""

    about: str
    sides: tuple[Side, ...]
    state: Literal["open", "conceded", "settled"] = "open"


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody promised somebody. The program reports evidence; only a person closes one."""

    content: Span
    by: str | None = None
    to: str | None = None
    made: str | None = None
    due: str | None = None
    standing: CommitmentStanding = "open"
    statement: str | None = None
    evidence: tuple[Span, ...] = ()


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """The row that a judgement is about, described so that it is found again when texts or models change.

    row: its id. kind: which kind of row ('story', 'entity', 'mention', 'statement', 'event', ...). type: what besides
    its span the id was made of (an event's type, a statement's act, ...). story: the id of its story. start, end,
    exact, prefix, suffix: a span of the row in that story's text, and the words before and after it. capture: the id
    of the first capture that held the story; address: the story's own.
    """

    row: str
    kind: str | None = None
    type: str | None = None
    story: str | None = None
    start: int | None = None
    end: int | None = None
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    capture: str | None = None
    address: str | None = None


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A person's decision about a row of the record: who, when, why, what it was, what it is.

    id: the hash of all the rest. row: the row that is judged; targets: that row, and with ``merge`` and ``split`` the
    others, so described that they are found again. field: which value, for ``correct``, and for ``confirm`` of one
    value. was, becomes: the value before and after, as text; None is unknown. undoes: the id of the judgement that an
    ``undo`` takes back.
    """

    id: str
    row: str
    verb: Literal["confirm", "reject", "merge", "split", "correct", "undo"]
    by: str
    at: str
    reason: str
    was: str | None = None
    becomes: str | None = None
    field: str | None = None
    undoes: str | None = None
    targets: tuple[Target, ...] = ()

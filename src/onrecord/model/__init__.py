"""What a record is made of: frozen values. No input or output, no language library."""

from onrecord.model.assertion import (
    Commitment,
    Dispute,
    Event,
    Judgement,
    Participant,
    Side,
    SpeakerRef,
    Statement,
    Target,
)
from onrecord.model.capture import Capture, Refusal
from onrecord.model.entity import Entity, Mention, Office, Place
from onrecord.model.reading import FORMAT, Quotation, Reading, document, encode
from onrecord.model.span import Span, row_id
from onrecord.model.story import Author, Caption, Dateline, DateRead, Headline, Story, story_id
from onrecord.model.time import TimeValue

__all__ = [
    "FORMAT", "Author", "Caption", "Capture", "Commitment", "DateRead", "Dateline", "Dispute", "Entity", "Event",
    "Headline", "Judgement", "Mention", "Office", "Participant", "Place", "Quotation", "Reading", "Refusal", "Side",
    "Span", "SpeakerRef", "Statement", "Story", "Target", "TimeValue", "document", "encode", "row_id", "story_id",
]  # fmt: skip

"""Plain-text copies of pages: their lines get roles, and become drafts of stories.

``parts`` cuts the text into lines (or wrapped paragraphs), ``lines`` looks at each by itself, ``split`` finds where
stories start, ``roles`` decides what each line of a story is, and here that becomes a ``Draft``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.capture.bylines import find_authors
from onrecord.capture.credits import credit_words, inline_credit
from onrecord.capture.draft import Block, Draft
from onrecord.capture.plain.dates import printed_dates
from onrecord.capture.plain.lines import Line, bullet_end, look
from onrecord.capture.plain.parts import parts_of
from onrecord.capture.plain.roles import Label, label_story
from onrecord.capture.plain.split import story_ranges
from onrecord.model import Headline

__all__ = ["drafts"]


def drafts(text: str, *, given: Mapping[str, str] | None = None, given_from: str = "metadata") -> list[Draft]:
    """The stories of a plain-text copy as drafts, in order; none where the text holds nothing but page furniture.

    ``given`` is what the container says of the text (``Capture.given``) and ``given_from`` where it was read. They
    are merged into a draft only where the text holds one story: a container does not say of which it speaks.
    """
    parts = parts_of(text)
    lines = look([part.replace("\n", " ") for part in parts])
    found: list[Draft] = []
    for start, end in story_ranges(lines):
        draft = _draft(parts, lines[start:end])
        if draft is not None:
            found.append(draft)
    if len(found) == 1 and given:
        from onrecord.capture.given import merge

        merge(found[0], given, given_from)
    return found


def _draft(parts: Sequence[str], lines: Sequence[Line]) -> Draft | None:
    labels = label_story(lines)
    if "paragraph" not in labels and not _says_enough(lines, labels):
        return None
    draft = Draft()
    headline: str | None = None
    for line, label in zip(lines, labels, strict=True):
        if label == "furniture":
            continue
        raw = parts[line.at]
        words = raw[bullet_end(raw) :].strip()
        if label == "headline":
            if headline is None:
                headline = words
            elif " ".join(words.casefold().split()) == " ".join(headline.casefold().split()):
                continue
            else:
                draft.headlines.append(Headline(text=words, read_from="printed", path=f"part/{line.at + 1}"))
                continue
            draft.headlines.append(Headline(text=words, read_from="printed", path=f"part/{line.at + 1}"))
        draft.blocks.append(_block(label, words))
    draft.published, draft.updated = printed_dates(lines, labels)
    return draft


def _says_enough(lines: Sequence[Line], labels: Sequence[Label]) -> bool:
    """Whether a text without a paragraph is a story all the same: a headline with its standfirst or key points."""
    kept = set(labels)
    return "headline" in kept and bool(kept & {"standfirst", "key_point"}) and any(line.is_sentence for line in lines)


def _block(label: Label, words: str) -> Block:
    assert label != "furniture"
    if label == "caption":
        return Block("caption", words, credit=inline_credit(words))
    if label == "credit":
        return Block("credit", words, credit=credit_words(words))
    if label == "byline":
        return Block("byline", words, authors=tuple(find_authors(words)))
    return Block(label, words)

"""The front door's work: sources in, documents out. Command line, notebooks and the desk all come through here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.errors import SourceError
from onrecord.model import Capture, Reading, Refusal, Story, document, encode

if TYPE_CHECKING:
    from onrecord.capture.fetch import Fetcher
    from onrecord.reading import Reader

__all__ = ["AsStory", "Document", "read", "read_each"]


class AsStory(msgspec.Struct, frozen=True, kw_only=True):
    """Take the text as exactly one story's text, unaltered; headline range and date where the text has none."""

    headline: tuple[int, int] | None = None
    published: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One capture and the readings of its stories."""

    capture: Capture
    readings: tuple[Reading, ...]
    made_by: dict[str, Any]

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories that were found in the capture, in page order."""
        return tuple(reading.story for reading in self.readings)

    def to_builtins(self) -> dict[str, Any]:
        """The document as record.md lays it out: plain dictionaries, lists and values."""
        return document(
            list(self.readings),
            source=self.capture.source,
            sha256=self.capture.sha256,
            media_type=self.capture.media_type,
            retrieved=self.capture.retrieved,
            made_by=self.made_by,
        )

    def to_json(self) -> str:
        """The document as one line of JSON: the same capture and versions give the same line."""
        return encode(self.to_builtins()).decode()


def read_each(
    sources: Iterable[str],
    *,
    anatomy: bool = False,
    as_story: AsStory | None = None,
    reader: Reader | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Document | Refusal]:
    """Reads sources one capture at a time: files, folders, archives, feeds, ``-`` (standard input) and URLs.

    anatomy: stop after the stories' anatomy; no language model is loaded. A source that cannot be read, or holds no
    story, gives a ``Refusal``, and the rest go on.
    """
    from onrecord.capture import captures, stories_of
    from onrecord.reading import AnatomyReader, Reader

    reads = AnatomyReader() if anatomy else reader or Reader()
    for found in captures(sources, fetcher=fetcher, whole=as_story is not None):
        if isinstance(found, Refusal):
            yield found
            continue
        if as_story is not None:
            stories, refusal = _one_story(found, as_story)
        else:
            taken = stories_of(found)
            stories, refusal = taken.stories, taken.refusal
        if refusal is not None:
            yield refusal
        if not stories:
            continue
        yield Document(capture=found, readings=tuple(reads.read_many(stories)), made_by=reads.made_by)


def read(
    source: str,
    *,
    anatomy: bool = False,
    as_story: AsStory | None = None,
    reader: Reader | None = None,
    fetcher: Fetcher | None = None,
) -> list[Document]:
    """Reads one source; a document for each capture that holds a story.

    Raises ``SourceError`` if nothing in the source could be read.
    """
    documents: list[Document] = []
    refusals: list[Refusal] = []
    for found in read_each([source], anatomy=anatomy, as_story=as_story, reader=reader, fetcher=fetcher):
        if isinstance(found, Refusal):
            refusals.append(found)
        else:
            documents.append(found)
    if not documents and refusals:
        raise SourceError(refusals[0].source, refusals[0].found, refusals[0].advice)
    return documents


def _one_story(capture: Capture, asked: AsStory) -> tuple[tuple[Story, ...], Refusal | None]:
    from onrecord.capture.anatomy import as_story

    try:
        text = capture.data.decode("utf-8")
        story = as_story(text, headline=asked.headline, published=asked.published)
    except UnicodeDecodeError as fault:
        found, advice = f"not UTF-8 at byte {fault.start}", "Save the text as UTF-8, or read it without --as-story"
    except ValueError as fault:
        found, advice = str(fault), "Positions count Unicode code points of the text from 0"
    else:
        if text.strip():
            return (story,), None
        found, advice = "the text is empty", "Give a text with words in it"
    return (), Refusal(source=capture.source, found=found, advice=advice)

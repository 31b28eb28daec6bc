"""Stories in a line."""

from collections.abc import Callable

import pytest

from onrecord.model import Dateline, Reading, Span, Story, story_id
from onrecord.reading import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    def _read(
        *paragraphs: str, headline: str | None = None, dateline: str | None = None, agency: str | None = None
    ) -> Reading:
        """The reading of an English story of these parts; ``dateline`` (with ``agency``) opens the first paragraph."""
        text = "\n\n".join([*([headline] if headline else []), *paragraphs])
        spans, at = [], 0
        for part in text.split("\n\n"):
            spans.append(Span.of(text, at, at + len(part)))
            at += len(part) + 2
        first = spans[1 if headline else 0]
        at = text.index(agency) if agency else 0
        wire = Span.of(text, at, at + len(agency)) if agency else None
        return reader.read(
            Story(
                id=story_id(text),
                text=text,
                language="en",
                headline=spans[0] if headline else None,
                paragraphs=tuple(spans[1:] if headline else spans),
                datelines=(Dateline(span=Span.of(text, first.start, first.start + len(dateline)), agency=wire),)
                if dateline
                else (),
            )
        )

    return _read

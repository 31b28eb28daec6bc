"""Statements in a line."""

from collections.abc import Callable
from itertools import takewhile

import pytest

from onrecord.model import DateRead, Reading, Span, Story, story_id
from onrecord.reading import Reader
from onrecord.reading.pipeline import default_stages
from onrecord.reading.statements import Statements


@pytest.fixture(scope="session", params=[True, False], ids=["rules only", "with the model"])
def rules(request: pytest.FixtureRequest) -> Reader:
    """A reader up to the statements, by the rules alone and with the model: what both must get right."""
    before = [one for one in takewhile(lambda one: one.name != "statements", default_stages())
              if one.name not in ("offices", "places")]  # fmt: skip
    return Reader([*before, Statements(rules_only=request.param)])


@pytest.fixture(scope="session")
def tell(rules: Reader) -> Callable[..., Reading]:
    def _tell(*paragraphs: str, headline: str | None = None) -> Reading:
        """The reading of a story of these paragraphs, published on Wednesday, 1 March 2023."""
        parts = [*([headline] if headline else []), *paragraphs]
        text, spans = "\n\n".join(parts), []
        at = 0
        for part in parts:
            spans.append(Span.of(text, at, at + len(part)))
            at += len(part) + 2
        body = spans[1:] if headline else spans
        return rules.read(
            Story(
                id=story_id(text), text=text, language="en", headline=spans[0] if headline else None,
                paragraphs=tuple(body), published=DateRead(value="2023-03-01", read_from="printed"),
            )
        )  # fmt: skip

    return _tell

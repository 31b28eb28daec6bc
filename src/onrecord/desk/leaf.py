"""One story's page as a single file that needs nothing else: for sharing, and for keeping beside what was written."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from onrecord.desk.paper import pages
from onrecord.desk.rooms.story import StoryPage
from onrecord.model import Reading
from onrecord.record import Standing, StoryLine

__all__ = ["leaf"]


def leaf(reading: Reading, made_by: dict[str, Any]) -> str:
    """The page of a story that is in no record; made_by: the versions that read it (``Document.made_by``).

    Its style and script stand in it, and its own policy lets nothing else run or load.
    """
    story = reading.story
    page = StoryPage(
        line=StoryLine(
            id=story.id,
            headline=story.headline.text if story.headline else next((one.text for one in story.headlines), None),
            outlet=story.outlet,
            url=story.url,
            language=story.language,
            date=story.as_of.value if story.as_of else None,
            published=story.published.value if story.published else None,
            updated=story.updated.value if story.updated else None,
        ),
        reading=reading,
        rows=None,
        standing=Standing(story=story.id, version=None, versions=None, captures=0, captured=None, made_by=made_by),
        counts=None,
        captures=(),
        versions=(),
        judged={},
        mark=None,
    )
    style = "\n".join(_static(name) for name in ("desk.css", "story.css"))
    script = _static("story.js")
    return (
        pages()
        .get_template("leaf.html")
        .render(
            page=page,
            visit=None,
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'",
        )
    )


def _static(name: str) -> str:
    return files("onrecord.desk").joinpath("static", name).read_text()


def _hash(text: str) -> str:
    """As the Content Security Policy names an inline script or style: the digest of exactly what stands in its tag."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"

"""The texts that the hand annotation of this folder points into, rebuilt from the corpora they come from.

The gold keeps positions and no words, so each text must come out the same, code point by code point, wherever the
corpora are. The loaders are those of the time benchmark; ``sha256`` in the gold says if a text is still the one that
was annotated.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from bench.accuracy.times import cat_document, gum_document

SPLITS = ("dev", "test")


class Story(NamedTuple):
    """A text and the date it was written (ISO 8601): MEANTIME's creation time, GUM's ``dateCreated``."""

    text: str
    created: str


def stories(data: Path) -> dict[str, Story]:
    """All news stories of MEANTIME and GUM by the names that the gold gives them ('meantime/123', 'gum/name').

    data: the gold's root. Raises FileNotFoundError where neither corpus is there.
    """
    found = {}
    for path in sorted((data / "entities" / "meantime").rglob("*.xml")):
        document = cat_document(path)
        found["meantime/" + path.name.split("_")[0]] = Story(document.text, document.created)
    for path in sorted((data / "entities" / "gum_news" / "xml").glob("GUM_news_*.xml")):
        document = gum_document(path)
        found["gum/" + path.stem.removeprefix("GUM_news_")] = Story(document.text, document.created)
    if not found:
        raise FileNotFoundError(2, "no news stories", str(data / "entities"))
    return found


def texts(data: Path) -> dict[str, str]:
    """The text of each news story by its name in the gold."""
    return {name: story.text for name, story in stories(data).items()}


def digest(text: str) -> str:
    """SHA-256 of a text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def split_of(name: str) -> str:
    """'dev' or 'test': by the parity of the SHA-256 of a story's name, so that nobody chose."""
    return SPLITS[int(digest(name), 16) % 2]

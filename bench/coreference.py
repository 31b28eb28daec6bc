"""Reads coreference out of GUM (Zeldes 2017; CoNLL-U with the ``Entity`` field) as positions in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model import Span, Story, story_id

__all__ = ["Chain", "Document", "gum_document"]

_ENTITY = re.compile(r"\((?P<opens>[^()-]+)-(?P<rest>[^()]*)(?P<closes_at_once>\))?|(?P<closes>[^()]+)\)")


@dataclass
class Chain:
    """All mentions of one entity: positions of those that name it, and of those that are a pronoun."""

    names: list[tuple[int, int]] = field(default_factory=list)
    pronouns: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Document:
    """A story and its chains."""

    name: str
    story: Story
    chains: list[Chain]


@dataclass
class _Word:
    start: int
    end: int
    tag: str


def gum_document(path: Path) -> Document:
    """One document of GUM: its words joined to a text, paragraph by paragraph."""
    text, space, words, paragraphs = "", "", [], []
    chains: dict[str, Chain] = {}
    opened: dict[str, list[int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_"):
            space = "\n\n" if text else ""
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        if space == "\n\n" or not text:
            paragraphs.append(len(text) + len(space))
        text += space + columns[1]
        words.append(_Word(len(text) - len(columns[1]), len(text), columns[4]))
        space = "" if "SpaceAfter=No" in columns[9] else " "
        entity = re.search(r"Entity=([^|]*)", columns[9])
        for match in _ENTITY.finditer(entity[1] if entity else ""):
            if match["opens"]:
                opened.setdefault(match["opens"], []).append(len(words) - 1)
                if match["closes_at_once"]:
                    _close(match["opens"], opened, chains, words)
            elif match["closes"] in opened:
                _close(match["closes"], opened, chains, words)
    spans = [
        Span.of(text, start, len(text[start:end].rstrip()) + start)
        for start, end in zip(paragraphs, [*paragraphs[1:], len(text)], strict=True)
    ]
    story = Story(id=story_id(text), text=text, language="en", paragraphs=tuple(spans))
    return Document(path.stem, story, list(chains.values()))


def _close(identity: str, opened: dict[str, list[int]], chains: dict[str, Chain], words: list[_Word]) -> None:
    """Notes the mention that ends with the last word: a pronoun, a name (a phrase with a proper noun), or neither."""
    if not opened[identity]:
        return
    first = opened[identity].pop()
    covered = words[first:]
    place = (covered[0].start, covered[-1].end)
    chain = chains.setdefault(identity, Chain())
    if len(covered) == 1 and covered[0].tag in ("PRP", "PRP$", "WP", "WP$", "WDT"):
        chain.pronouns.append(place)
    elif any(word.tag in ("NNP", "NNPS") for word in covered) and len(covered) <= 12:
        chain.names.append(place)

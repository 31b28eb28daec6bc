"""A proposal of an attribution in a parse: a cue, with the words that could be its source and its content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onrecord.reading.stage import Parse
from onrecord.reading.statements.bearers import Tokens

__all__ = ["Frame", "clause_kind", "has_mark", "whole"]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_ASKING = frozenset(["who", "what", "when", "where", "why", "how", "whether", "if", "which"])


@dataclass(slots=True)
class Frame:
    """One proposal. source, cue, content, addressee: tokens of the parse. kind: the construction of the content.

    head: the cue's main word. bearer: the word that heads the source, or None. governor: the verb above it in a chain
    ('refused to say').
    """

    parse: Parse
    head: Any
    kind: str
    cue: Tokens
    content: list[Tokens]
    bearer: Any = None
    source: Tokens | None = None
    addressee: Tokens | None = None
    governor: Any = None
    preposition: str = ""
    extent: str = ""
    extra: list[str] = field(default_factory=list)


def clause_kind(child: Any, verb: Any) -> str:
    """The construction of a clause that hangs on a verb: that, bare, fronted, wh, to, ing, small, fragment."""
    if child.i < verb.i:
        return "fronted"
    opener = child.doc[child.left_edge.i].lower_
    if opener == "that":
        return "that"
    if child.dep_ == "xcomp":
        if any(grand.dep_ == "aux" and grand.lower_ == "to" for grand in child.children):
            return "to"
        return "ing" if child.tag_ == "VBG" else "small"
    if any(grand.dep_ == "aux" and grand.lower_ == "to" for grand in child.children):
        return "to_clause"
    if opener in _ASKING:
        return "wh"
    return "bare" if any(grand.dep_ in _SUBJECTS for grand in child.children) else "fragment"


def has_mark(clause: Any, word: str) -> bool:
    """Whether a word like 'that' opens a clause."""
    return any(child.dep_ == "mark" and child.lower_ == word for child in clause.children)


def whole(token: Any) -> Tokens:
    """The first and the last token of what hangs on a token."""
    return token.left_edge.i, token.right_edge.i

"""What kind of act a statement is, whether it is denied or only supposed, and how much of it is quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from onrecord.model import Quotation
from onrecord.model.assertion import StatementAct
from onrecord.reading.lexicon import lexicon
from onrecord.reading.statements.candidate import Ranges
from onrecord.reading.statements.ground import Ground

__all__ = ["act_named", "act_of", "is_hypothetical", "is_negated", "mode_of"]

Mode = Literal["direct", "indirect", "mixed"]
_NEGATIONS = frozenset(["not", "n't", "never", "nor", "no", "n’t", "without", "nobody", "neither"])
_SUPPOSING = frozenset(["may", "might", "could", "would", "should", "can", "'d", "ought"])
_IF = frozenset(["if", "unless", "whether", "suppose", "supposing", "lest"])
_WORD = re.compile(r"\w+")
_LONGEST_CUE = 4
_REFUSED = frozenset(["decline", "refuse", "not"])


def act_of(cue: Any, source: Any, content: str) -> StatementAct:
    """The act, from the cue's words, with the source and the content where they decide.

    cue: the cue as a ``spacy.tokens.Span``, or None for a bare colon or quotation. source: the source's head token,
    or None.
    """
    if cue is None:
        return "assert"
    lemmas = [token.lemma_.lower() for token in cue if token.is_alpha or "-" in token.text]
    act = _looked_up(lemmas)
    if _is_silence(lemmas, content):
        return "decline_comment"
    if (act is None and "according" in lemmas) or (
        act in (None, "document", "believe", "intend") and _is_document(source)
    ):
        return "document" if _is_document(source) else "assert"
    if act == "document" or act is None:
        return "assert"
    if act == "request" and lemmas[-1] in ("ask", "inquire", "enquire") and content.lstrip("\"“'").endswith("?"):
        return "request"
    return act


def act_named(lemma: str) -> StatementAct | None:
    """The act of a single word, if the lexicon has it."""
    return _acts().get(lemma)


def _looked_up(lemmas: list[str]) -> StatementAct | None:
    table = _acts()
    for size in range(min(_LONGEST_CUE, len(lemmas)), 0, -1):
        # The last words weigh most: in 'went on to deny' the act is the denial.
        for first in range(len(lemmas) - size, -1, -1):
            found = table.get(" ".join(lemmas[first : first + size]))
            if found is not None:
                return found
    return None


def _is_silence(lemmas: list[str], content: str) -> bool:
    if not (_REFUSED & set(lemmas) or "no" in lemmas):
        return False
    said = content.lower().lstrip()
    if "comment" in lemmas:
        return True
    return (bool({"decline", "refuse"} & set(lemmas)) and said.startswith(_silences())) or (
        "respond" in lemmas and "not" in lemmas and ("comment" in said or "request" in said)
    )  # fmt: skip


def _is_document(source: Any) -> bool:
    return source is not None and source.pos_ != "PRON" and source.lemma_.lower() in _documents()


@cache
def _acts() -> Mapping[str, StatementAct]:
    return {words: act for act, listed in lexicon("cues")["acts"].items() for words in listed}


@cache
def _documents() -> frozenset[str]:
    return frozenset(lexicon("cues")["sources"]["documents"])


@cache
def _silences() -> tuple[str, ...]:
    return tuple(lexicon("cues")["silence"]["contents"])


def is_negated(cue: Any) -> bool:
    """Whether the cue itself is denied: 'did not say', 'never promised'."""
    head = cue.root
    return any(token.lower_ in _NEGATIONS for token in cue) or any(
        child.dep_ == "neg" and child.i < head.i for child in head.children
    )


def is_hypothetical(cue: Any) -> bool:
    """Whether the cue is only supposed: 'could claim', 'if she says'."""
    head = cue.root
    return any(token.lower_ in _SUPPOSING and token.dep_ == "aux" for token in cue) or any(
        child.dep_ in ("mark", "aux") and child.lower_ in (_IF | _SUPPOSING) for child in head.children
    )


def mode_of(ground: Ground, content: Ranges, quotations: list[Quotation]) -> Mode:
    """``direct`` if all words of the content stand inside quotation marks, ``mixed`` if some do, else ``indirect``.

    quotations: in order, none inside another: the outer ones for a cue outside quotation marks, and for one inside
    them those nested in its own.
    """
    inside = outside = 0
    starts = [one.start for one in quotations]
    for start, end in content:
        for word in _WORD.finditer(ground.text, start, end):
            at = bisect_right(starts, word.start()) - 1
            if at >= 0 and word.start() < quotations[at].end:
                inside += 1
            else:
                outside += 1
    return "indirect" if not inside else "mixed" if outside else "direct"

"""What a person types into a search field, understood; no input is a syntax error.

Words must all stand in the story. ``"A phrase"`` stands as it is; ``-word`` and ``-"a phrase"`` must not stand in it;
``word*`` begins a word; ``OR`` (in capitals) between two of these asks for either, and binds closer than the space:
``court bribery OR fraud`` asks for court and one of the other two. All other punctuation only parts words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.errors import QueryError
from onrecord.record.words import words

__all__ = ["Expression", "Term", "parse", "wanted_of"]

_TOKEN = re.compile(r'(?P<minus>(?<!\S)-)?(?:["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$)|(?P<word>[^\s"“”„«»]+))')
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand side by side; ``prefix``: the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False

    def fts(self) -> str:
        """The term in FTS5's language."""
        return '"' + " ".join(self.words) + '"' + (" *" if self.prefix else "")


@dataclass(frozen=True, slots=True)
class Expression:
    """All of ``wanted`` (each a choice of terms) and none of ``unwanted``."""

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every wanted term once, in order."""
        return tuple(dict.fromkeys(term for choice in self.wanted for term in choice))

    def fts(self) -> str:
        """The expression in FTS5's language."""
        asked = " AND ".join(f"({_either(choice)})" for choice in self.wanted)
        return f"({asked}) NOT ({_either(self.unwanted)})" if self.unwanted else asked


def parse(asked: str) -> Expression:
    """The expression that ``asked`` means; raises ``QueryError`` if it names nothing to look for."""
    if len(asked) > _LONGEST:
        raise QueryError(f"a search of {len(asked)} characters is too long. Ask in at most {_LONGEST}")
    wanted: list[list[Term]] = []
    unwanted: list[Term] = []
    joins = False
    for found in _TOKEN.finditer(asked):
        if found["word"] == "OR" and not found["minus"]:
            joins = bool(wanted)
            continue
        phrase = found["phrase"] if found["phrase"] is not None else found["word"]
        folded = tuple(word.folded for word in words(phrase))
        if not folded:
            continue
        term = Term(folded, prefix=found["phrase"] is None and phrase.endswith("*"))
        if found["minus"]:
            unwanted.append(term)
        elif joins:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        joins = False
    if not wanted:
        what = "only says what to leave out" if unwanted else "has no word in it"
        raise QueryError(f"the search {asked!r} {what}. Name at least one word to look for")
    return Expression(tuple(map(tuple, wanted)), tuple(unwanted))


def wanted_of(asked: str) -> str:
    """What ``asked`` means in FTS5's language, without what must not stand there: the story may have that elsewhere."""
    return Expression(parse(asked).wanted).fts()


def _either(terms: Iterable[Term]) -> str:
    return " OR ".join(term.fts() for term in terms)

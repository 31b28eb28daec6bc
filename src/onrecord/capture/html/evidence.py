"""What independent readers of a page say of its lines: trafilatura's body, and the article body in JSON-LD."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterable

from lxml.html import HtmlElement

__all__ = ["Voter", "folded", "trafilatura_body"]

_NOT_LETTERS = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_MOST = 0.7
# trafilatura's time grows with the square of a page's size: beyond this the page's structure must do.
_MOST_ELEMENTS = 40_000
_SHORT = 24
_ENDS = 60
_LONG = 90


def folded(text: str) -> str:
    """Letters and digits alone, without case: what stays the same when markup and punctuation are written anew."""
    return _NOT_LETTERS.sub("", text.casefold())


def _runs_of_words(text: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return list(zip(words, words[1:], words[2:], strict=False))


class Voter:
    """Says whether a line stands in somebody's version of the body.

    A long line may be a part of one of its paragraphs; a short one must be a paragraph, or it would be found by chance.
    """

    def __init__(self, paragraphs: Iterable[str]) -> None:
        texts = list(paragraphs)
        parts = [fold for part in texts if (fold := folded(part))]
        self._runs = {run for text in texts for run in _runs_of_words(text)}
        self._all = "".join(parts)
        self._parts = frozenset(parts)
        self.size = len(self._all)

    def __bool__(self) -> bool:
        return self.size > 0

    def keeps(self, line: str) -> bool:
        """Whether the line stands in this body: its beginning and its end, or most of its words in a row."""
        fold = folded(line)
        if len(fold) < _SHORT:
            return fold in self._parts
        if len(fold) <= 2 * _ENDS and (len(fold) < _LONG or fold in self._all):
            return fold in self._all
        at = self._all.find(fold[:_ENDS])
        if at >= 0 and self._all.find(fold[-_ENDS:], at) >= 0:
            return True
        # A reader may leave out the words of a link's icon or a note's number in the middle of a paragraph.
        runs = _runs_of_words(line)
        return sum(run in self._runs for run in runs) >= _MOST * len(runs) > 0


def trafilatura_body(root: HtmlElement) -> list[str]:
    """The paragraphs that trafilatura keeps of a page; [] where it finds none or fails, or the page is a monster."""
    if sum(1 for _ in zip(root.iter(), range(_MOST_ELEMENTS), strict=False)) == _MOST_ELEMENTS:
        return []
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            copy.deepcopy(root), include_comments=False, include_tables=True, deduplicate=False, favor_precision=False
        )
    except Exception:  # a page that breaks a library must not break ours; the other readers still speak
        return []
    body = getattr(document, "body", None)
    if body is None:
        return []
    return ["".join(element.itertext()) for element in body.iter("p", "head", "item", "quote", "cell")]

"""Which of a page's headings is the story's headline: chosen by agreement among its variants.

The top heading that a reader sees counts most; where JSON-LD, OpenGraph and the title agree against it, they win.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.capture.html.evidence import folded
from onrecord.capture.html.page import Line, Page
from onrecord.model import Headline

__all__ = ["Title", "choose_title"]

_SEPARATOR = re.compile(r"\s+[|·•»–—:\-]+\s+|\s*\|\s*")
_WEIGHTS = {"h1": 1.5, "ld+json/headline": 1.0, "og:title": 1.0, "title": 0.4, "twitter:title": 0.2}
_OTHER_WEIGHT = 0.1
# Said of a story, but no headline of it: only weighed where nothing else is there.
_ASIDE = frozenset(("ld+json/alternativeHeadline", "ld+json/name"))
_RANK = ("h1", "ld+json/headline", "og:title", "twitter:title", "title")


@dataclass(slots=True)
class Title:
    """The headline: its words, the line of the page that shows it (None where none does), and every variant."""

    text: str | None
    line: Line | None
    variants: list[Headline]


def choose_title(page: Page, metadata: Sequence[tuple[str, str]], outlet: str | None) -> Title:
    """The headline of the story on ``page``; ``metadata`` holds ``(text, path)`` of the variants in its head."""
    heads = [line for line in page.lines if any(box.tag == "h1" for box in line.box.ancestors())]
    named = [(text, path) for text, path in metadata if path not in _ASIDE]
    shown = _shown(page, heads, [text for text, _ in named])
    variants = [Headline(text=shown.text, read_from="printed", path=shown.tag)] if shown else []
    variants += [Headline(text=text, read_from="metadata", path=path) for text, path in metadata]
    others = [text for text, _ in named] + ([shown.text] if shown else [])
    groups: dict[str, list[tuple[int, str]]] = {}
    weights: dict[str, float] = {}
    counted: set[str] = set()
    candidates = [(shown.text, "h1")] if shown else []
    for text, path in candidates + named:
        words = text if path == "h1" else _without_site(text, outlet, others)
        fold = folded(words)
        if not fold or path in counted:
            continue
        counted.add(path)
        rank = _RANK.index(path) if path in _RANK else len(_RANK)
        groups.setdefault(fold, []).append((rank, words))
        weights[fold] = weights.get(fold, 0.0) + _WEIGHTS.get(path, _OTHER_WEIGHT)
    if not groups:
        return Title(next((text for text, _ in metadata), None), None, variants)
    best = max(weights, key=lambda fold: weights[fold])
    text = _best_spelling(sorted(groups[best]))
    return Title(text, shown, variants)


def _shown(page: Page, heads: list[Line], names: list[str]) -> Line | None:
    """The visible heading that the metadata's variants resemble most; the first of the page's own h1 by default."""
    folds = [fold for name in names if (fold := folded(name))]

    def agreeing(line: Line) -> int:
        fold = folded(line.text)
        return sum(1 for other in folds if fold and (fold in other or other in fold)) if len(fold) > 8 else 0

    best = max(heads, key=agreeing, default=None)
    if best is not None and (agreeing(best) or not folds):
        return best
    exact = set(folds)
    visible = next((line for line in page.lines if len(line.text) < 300 and line.linked < 0.5 and folded(line.text) in exact), None)
    if visible is not None:
        return visible
    return next((line for line in heads if line.linked < 0.9 and len(line.text) > 15), best)


def _best_spelling(spellings: list[tuple[int, str]]) -> str:
    """The page's own spelling, unless it runs two words together that the metadata keep apart (kicker and headline)."""
    first = spellings[0][1]
    for _, other in spellings[1:]:
        if len(other.split()) > len(first.split()):
            return other
    return first


def _without_site(text: str, outlet: str | None, others: list[str]) -> str:
    """``text`` without the name of the site, which stands behind a separator at the end."""
    folds = {folded(other) for other in others if other != text}
    for separator in _SEPARATOR.finditer(text):
        if folded(text[: separator.start()]) in folds:
            return text[: separator.start()]
    site = folded(outlet or "")
    while site:
        separators = list(_SEPARATOR.finditer(text))
        if not separators:
            break
        tail = folded(text[separators[-1].end() :])
        if not tail or not (tail in site or site in tail):
            break
        text = text[: separators[-1].start()]
    return text

"""Which of a page's headings is the story's headline: chosen by agreement among its variants.

The top heading that a reader sees counts most: it yields only to JSON-LD, OpenGraph and the title together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.capture.html.evidence import folded
from onrecord.capture.html.page import Line, Page
from onrecord.model import Headline

__all__ = ["Title", "choose_title"]

_SEPARATOR = re.compile(r"\s+[|·•»–—:\-]+\s+|\s*\|\s*")
_WEIGHTS = {"h1": 2.0, "ld+json/headline": 1.0, "og:title": 1.0, "title": 0.4, "twitter:title": 0.2}
_OTHER_WEIGHT = 0.1
# OpenGraph and the title together.
_AGREED = 1.4
# A heading of fewer letters can be a section or the site: the metadata may overrule it.
_SHORT_HEADING = 15
_WEIGHT_OF_SHORT = 1.0
# Said of a story, but no headline of it: only weighed where nothing else is there.
_ASIDE = frozenset(("ld+json/alternativeHeadline", "ld+json/name"))
_SHORTEST_FOLD = 9
_LONGEST = 300
_LEAST_SHARE = 0.4
# What follows the name of the site is no part of it where it is this many times longer.
_LONGEST_SITE = 3
_LABEL = re.compile(r"\s*[:|/–—]\s+|\s+-\s+")
_PARTED = re.compile(r"\s*[:|/–—]\s*|\s+-\s+|\s+")
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
    shown = _shown(page, heads, [text for text, _ in named], outlet)
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
        weight = _WEIGHTS.get(path, _OTHER_WEIGHT)
        if path == "h1" and len(fold) < _SHORT_HEADING:
            weight = _WEIGHT_OF_SHORT
        weights[fold] = weights.get(fold, 0.0) + weight
    if not groups:
        return Title(next((text for text, _ in metadata), None), None, variants)
    best = max(weights, key=lambda fold: weights[fold])
    text = _best_spelling(sorted(groups[best]))
    return Title(_without_kicker(text, named, weights) or text, shown, variants)


def _shown(page: Page, heads: list[Line], names: list[str], outlet: str | None) -> Line | None:
    """The visible heading that the metadata's variants resemble most; the first of the page's own h1 by default."""
    folds = [fold for name in names if (fold := folded(name))]
    site = folded(outlet or "")

    def agreeing(line: Line) -> float:
        fold = folded(line.text)
        if len(fold) < _SHORTEST_FOLD or fold == site:
            return 0.0
        return sum(_likeness(fold, other) for other in folds)

    best = max(heads, key=agreeing, default=None)
    if best is not None and (agreeing(best) or not folds):
        return best
    exact = set(folds) - {site}
    shown = (line for line in page.lines if len(line.text) < _LONGEST and line.linked < 0.5)
    visible = next((line for line in shown if folded(line.text) in exact), None)
    if visible is not None:
        return visible
    others = [line for line in heads if folded(line.text) != site]
    return next((line for line in others if line.linked < 0.9 and len(line.text) > 15), others[0] if others else None)


def _likeness(fold: str, other: str) -> float:
    """How much of the longer of two headlines the shorter makes up, if it is a part of it; else 0."""
    if fold not in other and other not in fold:
        return 0.0
    share = min(len(fold), len(other)) / max(len(fold), len(other))
    return share if share > _LEAST_SHARE else 0.0


def _best_spelling(spellings: list[tuple[int, str]]) -> str:
    """The page's own spelling, unless the metadata part what it runs together (kicker and headline)."""
    first = spellings[0][1]
    letters = _PARTED.sub("", first)
    for _, other in spellings[1:]:
        if _PARTED.sub("", other) == letters and _borders(other) > _borders(first):
            return other
    return first


def _borders(text: str) -> tuple[int, int]:
    """How many borders between words a headline has, and how many of them are written out ('Kicker: Headline')."""
    return len(_PARTED.findall(text)), len(_LABEL.findall(text))


def _without_kicker(shown: str, named: Sequence[tuple[str, str]], weights: Mapping[str, float]) -> str | None:
    """The visible heading without its kicker, where a variant shows that it is one.

    Either the variant is the headline alone ('Kicker: Headline', 'Headline') by one strong voice or more voices than
    keep the kicker, or it has another kicker before the same headline ('Kicker Headline', 'Other: Headline').
    """
    with_kicker = weights.get(folded(shown), 0.0) - _WEIGHTS["h1"]
    for text, path in named:
        if path not in _RANK or folded(text) == folded(shown):
            continue
        weight = weights.get(folded(text), 0.0)
        if shown.endswith(text) and (weight >= _WEIGHTS["og:title"] or weight > with_kicker):
            before = shown[: -len(text)]
            parted = before.rstrip().endswith((":", "|", "»", "\n")) or (before[-1:] == " " and weight >= _AGREED)
            if parted and len(before) < len(text):
                return text
        label = _LABEL.search(text)
        if label and (rest := text[label.end() :]) and shown.endswith(rest):
            before = shown[: -len(rest)]
            other = folded(text[: label.start()]) not in folded(before)
            if other and before.endswith((" ", "\n")) and len(before) < len(rest):
                return rest
    return None


def _without_site(text: str, outlet: str | None, others: list[str]) -> str:
    """``text`` without the name of the site, which stands behind a separator at the end."""
    folds = {folded(other) for other in others if other != text}
    for separator in _SEPARATOR.finditer(text):
        for part in (text[: separator.start()], text[separator.end() :]):
            if folded(part) in folds:
                return part
    site = folded(outlet or "")
    while site:
        separators = list(_SEPARATOR.finditer(text))
        if not separators:
            break
        first, last = separators[0], separators[-1]
        if folded(text[: first.start()]) == site:
            text = text[first.end() :]
            continue
        tail = folded(text[last.end() :])
        if not tail or not (tail in site or (site in tail and len(tail) <= _LONGEST_SITE * len(site))):
            break
        text = text[: last.start()]
    return text

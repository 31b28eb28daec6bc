"""Words that carry what a claim or promise is about, and how much of them two texts share."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["content_words", "shared_share", "stems"]

_WORD = re.compile(r"[^\W\d_]{3,}|\d+(?:[.,]\d+)*")


@cache
def _lexicon(name: str) -> tuple[str, ...]:
    return tuple(tomllib.loads(files(__package__).joinpath("contents.toml").read_text(encoding="utf-8"))[name])


def content_words(text: str) -> frozenset[str]:
    """The stems of the words of ``text`` that carry its meaning, and its figures."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _lexicon("small"))


def shared_share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter of two sets of words the other has, 0 to 1; 0 for an empty one."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def stems(words: Iterable[str]) -> frozenset[str]:
    """These words as ``content_words`` has them."""
    return frozenset(map(_stem, words))


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    for ending in _lexicon("endings"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word

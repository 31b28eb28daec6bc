"""What a story is about, of eleven topics: a linear classifier over the lemmas of its content words.

Names say nothing here: a team is called after the country that another story's ministers come from. A word counts
1 + ln(times); the row is cut to length 1, and a short text's is left shorter, so that few words decide little.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["TOPICS", "Topics", "content_words", "word_weights"]

TOPICS = (
    "politics", "accident", "business", "crime", "culture", "disaster", "health", "opinion", "other", "sport",
)  # fmt: skip

# A row of fewer words than about the square of this keeps less than its full length.
_FULL_LENGTH = 4.0
_CONTENT = frozenset(["NOUN", "VERB", "ADJ", "ADV"])


def content_words(docs: Iterable[Any]) -> Counter[str]:
    """The lemmas of nouns, verbs, adjectives and adverbs of some ``spacy.tokens.Doc``, and how often each stands."""
    return Counter(
        token.lemma_.lower()
        for doc in docs
        for token in doc
        if token.pos_ in _CONTENT and token.is_alpha and not token.is_stop and len(token) > 1
    )


def word_weights(counts: Mapping[str, int]) -> dict[str, float]:
    """How much each word counts in the row of a text."""
    weights = {word: 1.0 + float(np.log(count)) for word, count in counts.items()}
    length = max(_FULL_LENGTH, float(np.sqrt(sum(weight**2 for weight in weights.values()))))
    return {word: weight / length for word, weight in weights.items()}


class Topics:
    """The classifier. words: the vocabulary; weights: words × topics; bias: of each topic."""

    def __init__(self, words: Iterable[str], weights: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> None:
        self._row = {word: number for number, word in enumerate(words)}
        self._weights, self._bias = weights, bias

    @classmethod
    @cache
    def shipped(cls) -> Topics:
        """The one that ships, read once a process."""
        packed = (files("onrecord.models") / "events" / "relevance.npz").read_bytes()
        with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
            words = arrays["words"].tobytes().decode("utf-8").split("\n")
            return cls(words, arrays["weights"].astype(np.float32), arrays["bias"].astype(np.float32))

    def probabilities(self, counts: Mapping[str, int]) -> dict[str, float]:
        """How likely each topic is, given how often each lemma stands in a story. They sum to 1."""
        known = {word: count for word, count in counts.items() if word in self._row}
        shares = word_weights(known)
        rows = [self._row[word] for word in shares]
        totals = self._bias + np.fromiter(shares.values(), np.float32, len(rows)) @ self._weights[rows]
        likely = np.exp(totals - totals.max())
        return dict(zip(TOPICS, (likely / likely.sum()).tolist(), strict=True))

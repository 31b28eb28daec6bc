"""Fits the topics of stories, which tell sport, markets and accidents from politics.

    python -m training.events.relevance --data DATA

Reads ``DATA/events/fjty_filter/fjty_wordlists.jsonl`` (bags of lemmas with a topic; FJTY-Filter, CC BY-SA) and this
project's own sentences: those of ``sentences/`` that tell an event of PLOVER's count as politics, those of
``topics.txt`` as what they say. Writes ``src/onrecord/models/events/relevance.npz``. Takes about a minute.
"""

from __future__ import annotations

import argparse
import io
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from onrecord.reading.english import language
from onrecord.reading.events.topics import TOPICS, Topics, content_words, word_weights
from training.events.sentences import read_all

__all__ = ["TOPIC_OF", "Row", "fit", "labelled_rows", "own_rows"]

WEIGHTS: Final = Path(__file__).parents[2] / "src/onrecord/models/events/relevance.npz"
OWN_TOPICS: Final = Path(__file__).parent / "topics.txt"

# The data's labels. '0-codeable-auto' (five rows) mixes cars with what was labelled by machine, and is left out.
TOPIC_OF: Final = {
    "0-codeable": "politics", "1-sports": "sport", "2-culture/entertainment": "culture",
    "3-business/finance": "business", "4-opinion": "opinion", "5-crime": "crime", "6-accidents": "accident",
    "7-natural disaster": "disaster", "8-covid-19": "health", "8-open": "other", "9-no codeable content": "other",
}  # fmt: skip
_LEAST, _PULL, _STEPS = 3, 0.05, 200
_BUNDLE = 6

Row = tuple[Counter[str], str]
Floats = npt.NDArray[np.float32]


def labelled_rows(path: Path) -> list[Row]:
    """The rows of the FJTY data: how often each lemma stands in a story, and its topic."""
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(Counter(row["wordlist"].split()), TOPIC_OF[row["mode"]]) for row in read if row["mode"] in TOPIC_OF]


def own_rows(nlp: Any) -> list[Row]:
    """Rows from this project's own sentences. nlp: a spaCy pipeline with lemmas and parts of speech."""
    told = [sentence.text for sentence in read_all() if any(event.type for event in sentence.events)]
    # One by one they would outweigh the stories of the data, all being politics.
    texts = [(" ".join(told[start : start + _BUNDLE]), "politics") for start in range(0, len(told), _BUNDLE)]
    for line in OWN_TOPICS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            topic, _, text = line.partition(": ")
            texts.append((text, topic))
    docs = nlp.pipe(text for text, _ in texts)
    return [(content_words([doc]), topic) for doc, (_, topic) in zip(docs, texts, strict=True)]


def fit(rows: Sequence[Row]) -> tuple[list[str], Floats, Floats]:
    """The vocabulary, weights and biases under which the rows' topics are likely: softmax regression, by Adam.

    The same rows give the same weights. Words of fewer than three rows are left out.
    """
    counts = Counter(word for row, _ in rows for word in row)
    words = sorted(word for word, count in counts.items() if count >= _LEAST)
    column = {word: number for number, word in enumerate(words)}
    seen = np.zeros((len(rows), len(words) + 1), np.float32)
    seen[:, -1] = 1
    for number, (row, _) in enumerate(rows):
        for word, weight in word_weights({word: row[word] for word in row if word in column}).items():
            seen[number, column[word]] = weight
    wanted = np.array([[topic == each for each in TOPICS] for _, topic in rows], np.float32)
    weights = np.zeros((seen.shape[1], len(TOPICS)), np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        totals = seen @ weights
        likely = np.exp(totals - totals.max(1, keepdims=True))
        slope = seen.T @ (likely / likely.sum(1, keepdims=True) - wanted)
        slope[:-1] += _PULL * weights[:-1]
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = 0.3 * min(1.0, 2 * (1 - step / (_STEPS + 1)))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return words, weights[:-1], weights[-1]


def classifier(rows: Sequence[Row]) -> Topics:
    """A classifier fitted to the rows."""
    return Topics(*fit(rows))


def main() -> None:
    """The command."""

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    nlp = language()
    rows = [*labelled_rows(data / "events/fjty_filter/fjty_wordlists.jsonl"), *own_rows(nlp)]
    words, weights, bias = fit(rows)
    packed = io.BytesIO()
    letters = np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(packed, words=letters, weights=weights.astype(np.float16), bias=bias.astype(np.float16))
    WEIGHTS.parent.mkdir(parents=True, exist_ok=True)
    WEIGHTS.write_bytes(packed.getvalue())
    print(f"{len(rows)} rows, {len(words)} words, {len(packed.getvalue()):,} bytes")


if __name__ == "__main__":
    main()

"""Trains what the statement rules know of cues: ``python -m training.statements.frames --data DATA``.

Reads PolNeAR's training articles (``statements/polnear``), makes every proposal that the rules make of them, and fits
two tables of weights, ``src/onrecord/models/statements/frame_weights.json.gz``: which words are cues, and which of the
contents that a cue could have is the one. Takes some minutes on one core; the same data give the same bytes. No words
of the articles are kept but those that stand in weights seen in several proposals.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from bench.polnear import Article, articles
from onrecord.reading.english import reading_zone
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.stage import Partial
from onrecord.reading.statements.ground import Ground
from onrecord.reading.statements.judge import choice_features, grouped
from onrecord.reading.statements.proposals import Proposal
from onrecord.reading.statements.weights import features_of
from training.statements.logistic import fit, fit_choice

TARGET = Path(__file__).parents[2] / "src" / "onrecord" / "models" / "statements" / "frame_weights.json.gz"
# Chosen on the development articles.
_LEAST_ROWS, _PULL_EXTENT, _PULL_CUE = 4, 2.0, 3.0
_LEAST_OVERLAP = 0.3
_HEAD_IN_CUE = 0.1
Key = tuple[int, int]


def grounds(data: Path, split: str) -> Iterator[tuple[Article, Ground]]:
    """The articles of a split with what the rules read them from."""
    stages = (Quotations(), Sentences())
    with reading_zone():
        for article in articles(data, split):
            partial = Partial.of(article.story())
            for stage in stages:
                partial = stage.read(partial)
            yield article, Ground(partial)


def qualities(article: Article, groups: dict[Key, list[Proposal]]) -> dict[Key, list[float]]:
    """For each group that means a gold attribution the token F1 of each proposal's content with the gold one.

    A gold attribution goes to the group whose cue shares words with its own and whose best content is the closest.
    """
    found: dict[Key, list[float]] = {}
    cues = {key: frozenset[int]().union(*(article.numbers(one.cue) for one in group)) for key, group in groups.items()}
    for gold in article.attributions:
        cue, content = article.numbers(gold.cue), article.numbers(gold.content)
        best: tuple[float, Key, list[float]] | None = None
        for key, group in groups.items():
            if not content or not cues[key] & cue:
                continue
            rows = [_token_f1(article.numbers(one.content), content) for one in group]
            value = max(rows) + _HEAD_IN_CUE * (_head(article, group[0]) in cue)
            if max(rows) > _LEAST_OVERLAP and (best is None or value > best[0]):
                best = value, key, rows
        if best is not None and (best[1] not in found or max(best[2]) > max(found[best[1]])):
            found[best[1]] = best[2]
    return found


def _head(article: Article, one: Proposal) -> int:
    start = one.frame.parse.start + one.frame.head.idx
    return article.edges(start, start + len(one.frame.head), trim=False)[0]


def _token_f1(ours: frozenset[int], gold: frozenset[int]) -> float:
    return 2 * len(ours & gold) / (len(ours) + len(gold)) if ours else 0.0


def train(data: Path, split: str = "train") -> dict[str, dict[str, float]]:
    """The two tables of weights: ``cue`` and ``extent``."""
    groups: list[tuple[list[list[str]], list[str], bool]] = []
    rows: list[list[str]] = []
    numbers: list[int] = []
    labels: list[float] = []
    for article, ground in grounds(data, split):
        found = grouped(ground)
        gold = qualities(article, found)
        for key, group in found.items():
            features = [features_of(ground, one.frame, one.content) for one in group]
            # The names that the choice adds begin with '@': they are filled in when the choice is learnt.
            groups.append((features, choice_features(ground, group, [[] for _ in group], 0), key in gold))
            if key in gold:
                top = max(gold[key])
                shares = [float(value > top - 1e-6) for value in gold[key]]
                rows += features
                numbers += [len(groups)] * len(group)
                labels += [share / sum(shares) for share in shares]
    extent = fit_choice(rows, numbers, labels, least=_LEAST_ROWS, l2=_PULL_EXTENT)
    chosen = [[*own, *("@" + name for name in _best(features, extent))] for features, own, _ in groups]
    cue = fit(chosen, [float(right) for _, _, right in groups], least=_LEAST_ROWS, l2=_PULL_CUE)
    return {"cue": cue, "extent": extent}


def _best(rows: list[list[str]], table: dict[str, float]) -> list[str]:
    return max(rows, key=lambda row: sum(table.get(name, 0.0) for name in row))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the gold's root")
    parser.add_argument("--split", default="train")
    asked = parser.parse_args()
    tables = train(asked.data, asked.split)
    text = json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print({name: len(table) for name, table in tables.items()}, TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

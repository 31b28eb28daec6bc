"""The same event in several stories.

Data: ``events/ecbplus`` (gold mentions, the split of Cybulska), ``entities/newswcl50``.

Protocol.

- **ECB+**: gold mentions of events; the documents' topic is given (mentions of two topics are never compared), which of
  the two events of a topic a document tells is not. A mention's profile is made of its own words, its sentence, the
  words of the sentence's gold mentions of people, and the whole document; gold chains are not seen. Pairs are scored by
  ``onrecord.linking.events.compare`` and clustered bottom-up by the mean score of pairs. ``ecb_conll``: the mean of the
  F1s of MUC, B-cubed and CEAF-e. ``ecb_lemma``: the baseline in the same run: mentions of one topic whose last
  words have one stem are one. ``ecb_lemma_seminal``: the same within a topic's half (the
  baseline's advantage of being told it).
- The weights were learnt from the training part (``--split train`` scores what was trained on).
- **NewsWCL50**: 50 stories of ten events in five outlets each; two stories are of one event if their words' likeness is
  above a threshold, joined bottom-up by mean likeness. ``newswcl_pairs_f1``: over pairs of stories. The threshold
  was chosen on these same stories, so this says what the words can tell apart, not what unseen stories would get.

``python -m bench.accuracy.across_events --learn DATA`` prints the weights that ``linking/events.toml`` keeps.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bench.conll import conll_f1
from bench.harness import Result, precision_recall_f1, run
from bench.mentions import newswcl
from onrecord.linking.event_profiles import EventProfile, likeness, stems_of, weighted
from onrecord.linking.events import FEATURES, compare, features

_LIKELY, _LIKE = 0.3, 0.45
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Told:
    """A gold mention: its profile, the topic and half of its document, the chain it belongs to, its words."""

    profile: EventProfile
    topic: str
    seminal: str
    chain: str
    words: str


def ecb(data: Path, split: str) -> tuple[list[Told], list[Path]]:
    """The gold mentions of events of a split."""
    folder = data / "events" / "ecbplus"
    part = split.capitalize()
    files = [
        folder / f"ECB_{part}_{name}"
        for name in ("corpus.txt", "Event_gold_mentions.json", "Entity_gold_mentions.json")
    ]
    sentences: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in files[0].read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if len(row) > 3:
            sentences[row[0], int(row[1])].append(row[3])
    texts: dict[str, list[str]] = defaultdict(list)
    for (document, _), words in sorted(sentences.items()):
        texts[document] += words
    stories = {document: weighted(" ".join(words)) for document, words in texts.items()}
    people: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in json.loads(files[2].read_text(encoding="utf-8")):
        if one["mention_type"].startswith("HUM"):
            people[one["doc_id"], one["sent_id"]] |= set(stems_of(one["tokens_str"]))
    mentions = []
    for one in json.loads(files[1].read_text(encoding="utf-8")):
        document, sentence = one["doc_id"], one["sent_id"]
        own = set(one["tokens_number"])
        around = [word for at, word in enumerate(sentences[document, sentence]) if at not in own]
        stems = stems_of(one["tokens_str"]) or [one["tokens_str"].casefold()]
        mentions.append(Told(
            EventProfile(
                story=document, stems=frozenset(stems), sentence=weighted(" ".join(around)), telling=stories[document],
                participants=frozenset(people[document, sentence]),
            ),
            document.split("_")[0], document.split("_")[0] + ("+" if "plus" in document else ""), one["coref_chain"],
            one["tokens_str"],
        ))  # fmt: skip
    return mentions, files


def clusters(alike: NDArray[np.float64], least: float) -> list[list[int]]:
    """Bottom-up clusters by the mean of pairs, as long as that is ``least`` or more."""
    alike = alike.copy()
    np.fill_diagonal(alike, -np.inf)
    members = [[at] for at in range(len(alike))]
    while len(alike) > 1:
        one, other = divmod(int(alike.argmax()), len(alike))
        if alike[one, other] < least:
            break
        sizes = len(members[one]), len(members[other])
        joined = (alike[one] * sizes[0] + alike[other] * sizes[1]) / sum(sizes)
        alike[one], alike[:, one] = joined, joined
        alike[one, one] = -np.inf
        alike[other], alike[:, other] = -np.inf, -np.inf
        members[one] += members[other]
        members[other] = []
    return [each for each in members if each]


def _scored(items: Sequence[Item], score: Callable[[Item, Item], float]) -> NDArray[np.float64]:
    alike = np.zeros((len(items), len(items)))
    for (one, first), (other, second) in combinations(enumerate(items), 2):
        alike[one, other] = alike[other, one] = score(first, second)
    return alike


def _by(mentions: Sequence[Told], name: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(mentions):
        found[getattr(one, name)].append(at)
    return found


def _named_alike(mentions: Sequence[Told], name: str) -> dict[int, str]:
    """The baseline: one cluster a stem; of several stems the last, which is a noun phrase's head."""
    return {at: f"{getattr(one, name)}:{(stems_of(one.words) or [one.words])[-1]}"
            for at, one in enumerate(mentions)}  # fmt: skip


def evaluate_ecb(data: Path, split: str) -> Result:
    """ECB+ alone."""
    mentions, files = ecb(data, split)
    gold: dict[int, str] = {at: one.chain for at, one in enumerate(mentions)}
    ours: dict[int, str] = {}
    errors = []
    for topic, rows in sorted(_by(mentions, "topic").items()):
        profiles = [mentions[at].profile for at in rows]
        likely = _scored(profiles, lambda one, other: compare(one, other).score)
        for number, members in enumerate(clusters(likely, _LIKELY)):
            ours |= {rows[at]: f"{topic}:{number}" for at in members}
            chains = Counter(mentions[rows[at]].chain for at in members)
            if len(chains) > 1:
                errors.append(
                    f"{topic}: joined {[mentions[rows[at]].words for at in members][:8]} of {len(chains)} chains"
                )
    scores = {
        "ecb_conll": conll_f1(ours, gold),
        "ecb_lemma": conll_f1(_named_alike(mentions, "topic"), gold),
        "ecb_lemma_seminal": conll_f1(_named_alike(mentions, "seminal"), gold),
    }
    return Result(scores, {"ecb_mentions": len(mentions)}, files, errors)


def evaluate(data: Path, split: str) -> Result:
    """All the parts whose data are there."""
    result = evaluate_ecb(data, split)
    documents, files = newswcl(data)
    words = [weighted(one.text) for one in documents]
    grouped = clusters(_scored(words, likeness), _LIKE)
    of = {at: number for number, members in enumerate(grouped) for at in members}
    pairs = list(combinations(range(len(documents)), 2))
    gold = [documents[a].topic == documents[b].topic for a, b in pairs]
    ours = [of[a] == of[b] for a, b in pairs]
    right = sum(a and b for a, b in zip(gold, ours, strict=True))
    precision, recall, f1 = precision_recall_f1(right, sum(ours), sum(gold))
    result.scores |= {"newswcl_pairs_precision": precision, "newswcl_pairs_recall": recall, "newswcl_pairs_f1": f1}
    result.counts |= {"newswcl_stories": len(documents), "newswcl_groups": len(grouped)}
    result.files += files
    return result


def learn(data: Path) -> dict[str, float]:
    """The weights of the pair model: logistic regression by Newton's method on the pairs of the training part."""
    mentions, _ = ecb(data, "train")
    pairs = [pair for rows in _by(mentions, "topic").values() for pair in combinations(rows, 2)]
    found = np.array([[*features(mentions[a].profile, mentions[b].profile), 1.0] for a, b in pairs])
    gold = np.array([mentions[a].chain == mentions[b].chain for a, b in pairs], dtype=float)
    weights = np.zeros(found.shape[1])
    for _ in range(25):
        likely = 1 / (1 + np.exp(-found @ weights))
        gradient = found.T @ (gold - likely) - weights
        curvature = (found * (likely * (1 - likely))[:, None]).T @ found + np.eye(len(weights))
        weights += np.linalg.solve(curvature, gradient)
    return dict(zip((*FEATURES, "otherwise"), (round(float(one), 3) for one in weights), strict=True))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--learn"]:
        print("\n".join(f'"{name}" = {value}' for name, value in learn(Path(sys.argv[2])).items()))
    else:
        run("across_events", __doc__, evaluate)

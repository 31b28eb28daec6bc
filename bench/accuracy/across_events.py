"""The same event in several stories.

Data: ``events/ecbplus`` (gold mentions, the split of Cybulska), ``entities/meantime`` (our half),
``entities/newswcl50``.

Protocol. A mention's profile is made, as the record makes an event's, of its own words, the words beside them, the
people and bodies of the two nearest gold mentions, and the stories: their words, how rare these are among all documents
of the split, and which documents are nearest. Gold chains are not seen.

- ``*_conll``: the mean of the F1s of MUC, B-cubed and CEAF-e over gold mentions of events. The documents' topic is
  given (mentions of two topics are never compared; which of the two events of an ECB+ topic a document tells is not).
  Pairs are scored by ``onrecord.linking.events.compare`` and clustered bottom-up by the mean score of pairs.
- ``*_linked_conll``: as the record links: the documents one after another, no topic given, by
  ``onrecord.linking.events.link_events``. Which mentions of one document are one is taken from the gold, as a reading
  tells it; the first of them speaks for the others.
- ``*_lemma``: the baseline in the same run: mentions of one topic whose last words have one stem are one.
  ``ecb_lemma_seminal``: the same within a topic's half (the baseline's advantage of being told it).
- The weights were learnt from ECB+'s training part (``--split train`` scores what was trained on), and so was the least
  score of a cluster. MEANTIME was not looked at for either.
- **NewsWCL50**: 50 stories of ten events in five outlets each; two stories are of one event if their words are as like
  as ``linking.like_stories.ONE_EVENT`` says, joined bottom-up by mean likeness. ``newswcl_pairs_f1``: over pairs of
  stories. The threshold is the one that parts ECB+'s stories best; ``ecb_pairs_f1`` is the same figure there.

``python -m bench.accuracy.across_events --learn DATA`` prints the weights that ``linking/events.toml`` keeps.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bench.conll import conll_f1
from bench.harness import Result, precision_recall_f1, run
from bench.mentions import Gold, Told, ecbplus, meantime, newswcl
from onrecord.linking.event_memory import Memory
from onrecord.linking.event_profiles import EventProfile, around, likeness, named_by, stems_of
from onrecord.linking.events import FEATURES, compare, features
from onrecord.linking.like_stories import ONE_EVENT
from onrecord.linking.like_stories import Memory as Stories

_LIKELY = 0.3
_NEAR, _PARTICIPANTS, _FAR = 60, 2, 150
_RIDGE = 3.0
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention: its profile, the topic and half of its document, the chain it belongs to."""

    profile: EventProfile
    topic: str
    seminal: str
    chain: str


def mentions_of(events: Sequence[Told], others: Sequence[Told]) -> list[Mention]:
    """The gold mentions of events; others: the same documents with their gold mentions of entities."""
    stories = Stories((told.name, told.text) for told in events)
    found = []
    for told, beside in zip(events, others, strict=True):
        people = [one for one in beside.mentions if one.kind[:3] in ("HUM", "NON", "PER", "ORG")]
        telling, company = stories.telling(told.name), stories.near(told.name)
        for one in told.mentions:
            words = told.text[one.start : one.end]
            profile = EventProfile(
                story=told.name, words=words, stems=named_by(words),
                around=around(told.text[max(0, one.start - _NEAR) : one.start], told.text[one.end : one.end + _NEAR]),
                telling=telling, company=company, participants=_participants(told.text, one, people),
            )  # fmt: skip
            half = told.topic + ("+" if "plus" in told.name else "")
            found.append(Mention(profile, told.topic, half, one.chain))
    return found


def _participants(text: str, event: Gold, people: Iterable[Gold]) -> frozenset[str]:
    """The stems of the last words of the nearest mentions of people."""
    apart = sorted((max(one.start - event.end, event.start - one.end), one.start, one.end) for one in people)
    near = [text[start:end] for distance, start, end in apart if distance <= _FAR][:_PARTICIPANTS]
    return frozenset(stems[-1] for words in near if (stems := stems_of(words)))


def ecb(data: Path, split: str) -> tuple[list[Mention], list[Told], list[Path]]:
    """The gold mentions of events of a split of ECB+, and its documents."""
    (events, files), (others, further) = (ecbplus(data, split, what) for what in ("Event", "Entity"))
    return mentions_of(events, others), events, sorted({*files, *further})


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


def _by(mentions: Sequence[Mention], name: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(mentions):
        found[getattr(one, name)].append(at)
    return found


def _named_alike(mentions: Sequence[Mention], name: str) -> dict[int, str]:
    """The baseline: one cluster a stem; of several stems the last, which is a noun phrase's head."""
    return {at: f"{getattr(one, name)}:{one.profile.stems[-1]}" for at, one in enumerate(mentions)}


def _linked(mentions: Sequence[Mention]) -> dict[int, str]:
    """The mentions as the record links them, document after document."""
    memory = Memory()
    chains: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, one in enumerate(mentions):
        chains[one.profile.story][one.chain].append(at)
    rows: dict[int, str] = {}
    for story, own in chains.items():
        memory.add({f"{story}:{chain}": mentions[members[0]].profile for chain, members in own.items()})
        rows |= {at: f"{story}:{chain}" for chain, members in own.items() for at in members}
    linked = {row: one for one, told in memory.rows.items() for row in told}
    return {at: linked[row] for at, row in rows.items()}


def _across(name: str, mentions: Sequence[Mention], errors: list[str]) -> dict[str, float]:
    gold: dict[int, str] = {at: one.chain for at, one in enumerate(mentions)}
    ours: dict[int, str] = {}
    for topic, rows in sorted(_by(mentions, "topic").items()):
        likely = _scored([mentions[at].profile for at in rows], lambda one, other: compare(one, other).score)
        for number, members in enumerate(clusters(likely, _LIKELY)):
            ours |= {rows[at]: f"{topic}:{number}" for at in members}
    errors += _wrong(name, mentions, ours, gold)
    return {
        f"{name}_conll": conll_f1(ours, gold),
        f"{name}_linked_conll": conll_f1(_linked(mentions), gold),
        f"{name}_lemma": conll_f1(_named_alike(mentions, "topic"), gold),
        f"{name}_lemma_seminal": conll_f1(_named_alike(mentions, "seminal"), gold),
    }


def _wrong(name: str, mentions: Sequence[Mention], ours: dict[int, str], gold: dict[int, str]) -> list[str]:
    """Clusters of several chains, and chains in several clusters: the parts by size, with their words."""
    found: list[tuple[int, str]] = []
    for label, one, other in (("joined", ours, gold), ("parted", gold, ours)):
        parts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for at in gold:
            parts[one[at]][other[at]].append(at)
        for whole in parts.values():
            if len(whole) > 1:
                each = sorted(whole.values(), key=len, reverse=True)
                told = [
                    f"{Counter(mentions[at].profile.words for at in rows).most_common(4)}"
                    f" in {Counter(mentions[at].seminal for at in rows).most_common(2)}"
                    for rows in each[:5]
                ]
                lost = sum(map(len, each)) - len(each[0])
                found.append((lost, f"{name} {label} {mentions[each[0][0]].topic}\n    " + "\n    ".join(told)))
    return [text for _, text in sorted(found, key=lambda each: -each[0])]


def stories_grouped(texts: Sequence[str], events: Sequence[str]) -> tuple[tuple[float, float, float], int]:
    """Precision, recall and F1 over pairs of stories put together by their likeness; and the number of groups."""
    stories = Stories((str(at), text) for at, text in enumerate(texts))
    grouped = clusters(_scored([stories.telling(str(at)) for at in range(len(texts))], likeness), ONE_EVENT)
    of = {at: number for number, members in enumerate(grouped) for at in members}
    pairs = list(combinations(range(len(texts)), 2))
    gold = [events[a] == events[b] for a, b in pairs]
    ours = [of[a] == of[b] for a, b in pairs]
    right = sum(a and b for a, b in zip(gold, ours, strict=True))
    return precision_recall_f1(right, sum(ours), sum(gold)), len(grouped)


def evaluate(data: Path, split: str) -> Result:
    """All the parts whose data are there."""
    mentions, documents, files = ecb(data, split)
    result = Result({}, {"ecb_mentions": len(mentions)}, files)
    result.scores |= _across("ecb", mentions, result.errors)
    halves = [told.topic + ("+" if "plus" in told.name else "") for told in documents]
    result.scores["ecb_pairs_f1"] = stories_grouped([told.text for told in documents], halves)[0][2]
    (events, files), (others, _) = meantime(data, "EVENT"), meantime(data)
    mentions = mentions_of(events, others)
    result.scores |= _across("meantime", mentions, result.errors)
    result.scores.pop("meantime_lemma_seminal")
    result.counts["meantime_mentions"] = len(mentions)
    result.files += files
    documents, files = newswcl(data)
    scores, groups = stories_grouped([told.text for told in documents], [told.topic for told in documents])
    names = ("newswcl_pairs_precision", "newswcl_pairs_recall", "newswcl_pairs_f1")
    result.scores |= dict(zip(names, scores, strict=True))
    result.counts |= {"newswcl_stories": len(documents), "newswcl_groups": groups}
    result.files += files
    return result


def learn(data: Path) -> dict[str, float]:
    """The weights of the pair model: logistic regression by Newton's method on the pairs of the training part."""
    mentions, _, _ = ecb(data, "train")
    pairs = [pair for rows in _by(mentions, "topic").values() for pair in combinations(rows, 2)]
    found = np.array([[*features(mentions[a].profile, mentions[b].profile), 1.0] for a, b in pairs])
    gold = np.array([mentions[a].chain == mentions[b].chain for a, b in pairs], dtype=float)
    weights = np.zeros(found.shape[1])
    for _ in range(25):
        likely = 1 / (1 + np.exp(-found @ weights))
        gradient = found.T @ (gold - likely) - _RIDGE * weights
        curvature = (found * (likely * (1 - likely))[:, None]).T @ found + _RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curvature, gradient)
    return dict(zip((*FEATURES, "otherwise"), (round(float(one), 3) for one in weights), strict=True))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--learn"]:
        print("\n".join(f'"{name}" = {value}' for name, value in learn(Path(sys.argv[2])).items()))
    else:
        run("across_events", __doc__, evaluate)

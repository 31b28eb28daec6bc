"""Relevance: is a story news of politics, and are triggers refused that sport, markets and the weather mean otherwise.

Data: ``events/fjty_filter`` (bags of lemmas of news stories, each with a topic), ``events/zsp_plv/plv_*`` (newswire
sentences that PLOVER codes), ``events/muc4/muc4_gtt_*`` (articles on political violence).

Protocol.

- **codeable_accuracy**: of the stories, the share rightly told to be codeable or not; **topic_accuracy**: given the
  right one of ten topics; **sport_recall**, **politics_recall**: of the stories of that topic, those told so. The
  topics are fitted here again, in five folds over the stories (shuffled with a fixed seed), each time with the
  project's own sentences; no story is scored by weights that it helped to fit. How hard the weights are held down was
  chosen by these figures. The five rows labelled by machine are left out.
- **foreign_caught**, **politics_spared**: with the same folds, the share of stories on sport, culture, business, an
  accident, a disaster or an illness whose topic is clear enough to refuse something, and the share of stories of
  politics where it is not.
- **plv_kept**: of the candidates in PLV's sentences (each read as a story of its own) whose likeliest type by the
  lexicon is ASSAULT, COERCE, MOBILIZE, RETREAT, SANCTION or THREATEN, the share that is admitted. All are politics.
- **muc_political**: of MUC's articles, the share whose topic refuses nothing. They are held out.
- **errors**: stories of politics that were told to be something else and the reverse, then refused candidates.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import msgspec

from bench.harness import Result, run, split_files
from onrecord.model import Story
from onrecord.reading.english import language, reading_zone
from onrecord.reading.events.relevance import CLEAR, FOREIGN, Relevance
from onrecord.reading.events.topics import Topics, content_words
from onrecord.reading.events.triggers import triggers
from onrecord.reading.stage import Parse, Part, Partial
from training.events.relevance import Row, classifier, labelled_rows, own_rows

_FOLDS, _ARTICLES = 5, 120
_DEEDS = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION", "THREATEN"])


def crossed(rows: list[Row], own: list[Row]) -> list[tuple[Row, str, bool]]:
    """Each row with the topic that weights fitted without it give it, and whether that is clear enough to refuse."""
    order = list(range(len(rows)))
    random.Random(1).shuffle(order)
    told: list[tuple[Row, str, bool]] = []
    for fold in range(_FOLDS):
        held = frozenset(order[fold::_FOLDS])
        topics = classifier([*(row for number, row in enumerate(rows) if number not in held), *own])
        told += [(rows[number], *_likeliest(topics, rows[number][0])) for number in sorted(held)]
    return told


def evaluate(data: Path, split: str) -> Result:
    """The scores of all three."""
    stories = data / "events" / "fjty_filter" / "fjty_wordlists.jsonl"
    told = crossed(labelled_rows(stories), own_rows(language()))
    pairs = Counter((topic, guess) for (_, topic), guess, _ in told)
    known = Counter(topic for (_, topic), _, _ in told)
    errors = [
        f"{topic} told as {guess}: {' '.join(list(words)[:40])}"
        for (words, topic), guess, _ in told
        if (topic == "politics") != (guess == "politics")
    ]
    sentences = [path for path in split_files(data / "events" / "zsp_plv", split, (".jsonl",)) if "plv_" in path.name]
    kept, candidates, refused = _kept(sentences)
    articles = [path for path in split_files(data / "events" / "muc4", split, (".jsonl",)) if "gtt" in path.name]
    political, read = _political(articles)
    scores = {
        "codeable_accuracy": sum(n for (topic, guess), n in pairs.items() if (topic == guess == "politics")
                                 or "politics" not in (topic, guess)) / len(told),
        "topic_accuracy": sum(n for (topic, guess), n in pairs.items() if topic == guess) / len(told),
        "sport_recall": pairs["sport", "sport"] / known["sport"],
        "politics_recall": pairs["politics", "politics"] / known["politics"],
        "foreign_caught": sum(clear for (_, topic), _, clear in told if topic in FOREIGN)
                          / sum(known[topic] for topic in FOREIGN),
        "politics_spared": 1 - sum(clear for (_, topic), _, clear in told if topic == "politics") / known["politics"],
        "plv_kept": kept / max(1, candidates),
        "muc_political": political / max(1, read),
    }  # fmt: skip
    counts = {"stories": len(told), "candidates": candidates, "articles": read}
    return Result(scores, counts, [stories, *sentences, *articles], [*refused, *errors])


def _likeliest(topics: Topics, counts: Counter[str]) -> tuple[str, bool]:
    likely = topics.probabilities(counts)
    best = max(likely, key=lambda name: likely[name])
    return best, best in FOREIGN and likely[best] >= CLEAR


def _kept(paths: list[Path]) -> tuple[int, int, list[str]]:
    kept, candidates, refused = 0, 0, []
    for path in paths:
        for line in path.read_bytes().splitlines():
            text = msgspec.json.decode(line)["sentence"]
            with reading_zone():
                parse = Parse(Part("paragraph", 0, len(text)), 0, language()(text))
                relevance = Relevance(_partial(text, parse))
                for trigger in triggers(parse):
                    type_ = trigger.senses[0].type if trigger.senses else None
                    if type_ not in _DEEDS:
                        continue
                    candidates += 1
                    if relevance.admits(type_, trigger):
                        kept += 1
                    else:
                        refused.append(f"refused '{trigger.token}' ({relevance.topic}): {text}")
    return kept, candidates, refused


def _political(paths: list[Path]) -> tuple[int, int]:
    texts = [msgspec.json.decode(line)["doctext"] for path in paths for line in path.read_bytes().splitlines()]
    political = 0
    for text in texts[:_ARTICLES]:
        with reading_zone():
            likely = Topics.shipped().probabilities(content_words([language()(text)]))
        political += not any(likely[topic] >= CLEAR for topic in FOREIGN)
    return political, len(texts[:_ARTICLES])


def _partial(text: str, parse: Parse) -> Partial:
    story = Story(id="bench", text=text)
    partial = Partial.of(story)
    return Partial(partial.reading, (parse.part,), (parse,))


if __name__ == "__main__":
    run("event_relevance", __doc__, evaluate)

"""Names: who and what a text names.

Data: ``entities/crossner/politics`` (MIT; sentences of Wikipedia, the part named by the split), ``entities/meantime``
(CC BY; Wikinews articles). The tagger is trained on CrossNER's train parts and never on MEANTIME.

Protocol.

- **crossner_f1**: each sentence, printed as running text, is a story of its own. A predicted and a gold name of kind
  person (CrossNER's person, politician), organisation (organisation, political party) or place (location, country)
  match if start, end and kind are equal; F1 over all three, and for each. Other kinds are not scored. The article
  before a gold name is left out on both sides.
- **meantime_persons_overlap_f1**: the article is one story, read whole; gold are the mentions of forms NAM and PRE.NAM
  of entities of type PER in its annotated first six sentences, of nested ones the innermost ('chief executive Jane
  Roe' holds 'Jane Roe'), and only those that share a word with the entity's name ('the chief executive' names nobody);
  predicted, our mentions of form name of persons there. They match if they overlap, one to one.
- **meantime_names_overlap_f1**: the same for persons, organisations and places together, the kind equal.
- **joined**: of the pairs of gold person mentions of one entity that were both found, how many have one entity with us
  (``joined_recall``); of pairs of two entities, how many are apart (``apart``).
- **words_a_second**: of the stages sentences and names on MEANTIME, one core.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import msgspec
from lxml import etree

from bench.accuracy.times import cat_document, token_places
from bench.harness import Result, precision_recall_f1, run, split_files
from onrecord.capture.anatomy import as_story
from onrecord.model import Entity
from onrecord.reading import Reader
from onrecord.reading.encoding import Encoding
from onrecord.reading.names import Names
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from training.encoder.named import crossner

_KINDS = ("person", "organisation", "place")
_TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}


@dataclass(frozen=True)
class Marked:
    """A gold name: range, kind, and the entity it names."""

    start: int
    end: int
    kind: str
    entity: str = ""


def read(text: str) -> tuple[Entity, ...]:
    """The entities of ``text`` as a story of its own, in English (a sentence is too little to tell the language by)."""
    return _reader().read(msgspec.structs.replace(as_story(text), language="en")).entities


def _reader() -> Reader:
    return Reader([Quotations(), Sentences(), Encoding(), Names()])


def crossner_scores(data: Path, split: str) -> tuple[dict[str, float], dict[str, int], list[str]]:
    """Exact F1 over the sentences of the politics part of ``split``."""
    tally = {kind: [0, 0, 0] for kind in _KINDS}
    errors: list[str] = []
    sentences = list(crossner(data / "entities" / "crossner", politics=(split,), others=()))
    for sentence in sentences:
        gold = {(_past_article(sentence.text, start, end), end, kind) for start, end, kind in sentence.spans}
        gold = {one for one in gold if one[2] in _KINDS}
        ours = {
            (mention.start, mention.end, entity.kind)
            for entity in read(sentence.text)
            for mention in entity.mentions
            if entity.kind in _KINDS and mention.form == "name"
        }
        for kind in _KINDS:
            theirs, mine = ({one for one in found if one[2] == kind} for found in (gold, ours))
            tally[kind][0] += len(theirs & mine)
            tally[kind][1] += len(mine)
            tally[kind][2] += len(theirs)
        if ours != gold:
            errors.append(_told("crossner", sentence.text, gold - ours, ours - gold))
    total = [sum(row[index] for row in tally.values()) for index in range(3)]
    precision, recall, f1 = precision_recall_f1(*total)
    scores = {"crossner_f1": f1, "crossner_precision": precision, "crossner_recall": recall}
    scores |= {f"crossner_{kind}_f1": precision_recall_f1(*row)[2] for kind, row in tally.items()}
    return scores, {"crossner_sentences": len(sentences), "crossner_names": total[2]}, errors


def _past_article(text: str, start: int, end: int) -> int:
    return start + 4 if text[start : start + 4].lower() == "the " and end - start > 4 else start


def _told(source: str, text: str, missed: set[tuple[int, int, str]], spurious: set[tuple[int, int, str]]) -> str:
    def words(spans: set[tuple[int, int, str]]) -> str:
        return ", ".join(f"{text[start:end]} ({kind})" for start, end, kind in sorted(spans)) or "-"

    return f"{source}: missed {words(missed)}; spurious {words(spurious)}\n    {text[:400]}"


def marked_names(path: Path) -> tuple[str, int, list[Marked]]:
    """The text of a MEANTIME article, how far it is annotated, and its gold names."""
    document = cat_document(path)
    root = etree.parse(str(path)).getroot()
    places = token_places(root)[1]
    kinds = {one.get("m_id"): one.get("ent_type") for one in root.iter("ENTITY")}
    called = {one.get("m_id"): set((one.get("TAG_DESCRIPTOR") or "").lower().split()) for one in root.iter("ENTITY")}
    refers: dict[str, str] = {}
    for link in root.iter("REFERS_TO"):
        target = link.find("target").get("m_id")
        refers |= {source.get("m_id"): target for source in link.iter("source")}
    names = []
    for mention in root.iter("ENTITY_MENTION"):
        entity = refers.get(mention.get("m_id"), "")
        kind = _TYPES.get(kinds.get(entity) or "")
        tokens = [places[anchor.get("t_id")] for anchor in mention.iter("token_anchor")]
        if kind and tokens and mention.get("syntactic_type") in ("NAM", "PRE.NAM"):
            words = set(document.text[tokens[0][0] : tokens[-1][1]].lower().split())
            if kind != "person" or words & called[entity]:
                names.append(Marked(tokens[0][0], tokens[-1][1], kind, entity))
    return document.text, document.until, _innermost(names)


def _innermost(names: list[Marked]) -> list[Marked]:
    return [
        one for one in names
        if not any(other is not one and one.start <= other.start and other.end <= one.end
                   and other.kind == one.kind and (one.start, one.end) != (other.start, other.end) for other in names)
    ]  # fmt: skip


def meantime_scores(data: Path, split: str) -> tuple[dict[str, float], dict[str, int], list[str], list[Path]]:
    """Overlap F1 on the articles, and whether mentions of one person were joined."""
    folders = sorted({path.parent for path in (data / "entities" / "meantime").rglob("*.xml")})
    files = [path for folder in folders for path in split_files(folder, split, (".xml",))]
    persons, names, joined, apart, errors = [0, 0, 0], [0, 0, 0], [0, 0], [0, 0], []
    seconds, words = 0.0, 0
    for path in files:
        text, until, gold = marked_names(path)
        began = time.perf_counter()
        entities = read(text)
        seconds, words = seconds + time.perf_counter() - began, words + len(text.split())
        ours = [
            Marked(mention.start, mention.end, entity.kind, entity.id)
            for entity in entities
            for mention in entity.mentions
            if mention.form == "name" and mention.start < until and entity.kind in _KINDS
        ]
        for row, kinds in ((persons, ("person",)), (names, _KINDS)):
            mine, theirs = ([one for one in found if one.kind in kinds] for found in (ours, gold))
            pairs = _matched(mine, theirs)
            row[0] += len(pairs)
            row[1] += len(mine)
            row[2] += len(theirs)
        people = _matched([one for one in ours if one.kind == "person"], [one for one in gold if one.kind == "person"])
        for (mine_a, gold_a), (mine_b, gold_b) in combinations(people, 2):
            row = joined if gold_a.entity == gold_b.entity else apart
            row[0] += (mine_a.entity == mine_b.entity) == (gold_a.entity == gold_b.entity)
            row[1] += 1
        found = {id(one) for pair in _matched(ours, gold) for one in pair}
        missed, spurious = (
            {(one.start, one.end, one.kind) for one in some if id(one) not in found} for some in (gold, ours)
        )
        if missed or spurious:
            errors.append(_told(path.name[:30], text, missed, spurious).split("\n")[0])
    scores = {
        "meantime_persons_overlap_f1": precision_recall_f1(*persons)[2],
        "meantime_names_overlap_f1": precision_recall_f1(*names)[2],
        "joined_recall": joined[0] / joined[1] if joined[1] else 0.0,
        "apart": apart[0] / apart[1] if apart[1] else 0.0,
        "words_a_second": words / seconds if seconds else 0.0,
    }
    return (
        scores,
        {"meantime_articles": len(files), "meantime_persons": persons[2], "meantime_names": names[2]},
        errors,
        files,
    )


def _matched(ours: list[Marked], gold: list[Marked]) -> list[tuple[Marked, Marked]]:
    """Pairs of equal kind that overlap, one to one, in text order."""
    pairs = []
    free = sorted(ours, key=lambda one: one.start)
    for wanted in sorted(gold, key=lambda one: one.start):
        for one in free:
            if one.kind == wanted.kind and one.start < wanted.end and wanted.start < one.end:
                pairs.append((one, wanted))
                free.remove(one)
                break
    return pairs


def evaluate(data: Path, split: str) -> Result:
    """Both corpora."""
    politics = data / "entities" / "crossner" / "politics" / f"{split}.txt"
    if not politics.exists():
        raise FileNotFoundError(2, "no marked names", str(politics))
    scores, counts, errors = crossner_scores(data, split)
    more_scores, more_counts, more_errors, files = meantime_scores(data, split)
    return Result(scores | more_scores, counts | more_counts, [politics, *files], [*more_errors, *errors])


if __name__ == "__main__":
    run("names", __doc__, evaluate)

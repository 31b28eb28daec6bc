"""Corpora with coreference across documents as texts with positions: ECB+, MEANTIME, NewsWCL50."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from bench.harness import split_files
from onrecord.model import Span, Story, story_id

__all__ = ["Gold", "Told", "ecbplus", "meantime", "newswcl", "spaced"]


@dataclass(frozen=True, slots=True)
class Gold:
    """A mention: its range in the text, its chain across documents, and its kind in the corpus's words."""

    start: int
    end: int
    chain: str
    kind: str


@dataclass
class Told:
    """A document: topic, text and mentions."""

    name: str
    topic: str
    text: str = ""
    mentions: list[Gold] = field(default_factory=list)

    def story(self) -> Story:
        """The document as a story of one paragraph."""
        return Story(
            id=story_id(self.text), text=self.text, language="en", paragraphs=(Span.of(self.text, 0, len(self.text)),)
        )


def ecbplus(data: Path, split: str, what: str = "Entity") -> tuple[list[Told], list[Path]]:
    """ECB+ (Cybulska and Vossen 2014): the documents of a split with their gold mentions; what: Entity or Event."""
    folder = data / "events" / "ecbplus"
    files = [
        path
        for path in split_files(folder, split, ("corpus.txt", f"{what}_gold_mentions.json"))
        if split in path.name.lower()
    ]
    words = next(path for path in files if path.name.endswith(".txt"))
    documents, places = {}, {}
    for name, text, ranges in _tokens(words, document=0, sentence=1, token=2, word=3):
        documents[name] = Told(name, name.split("_")[0], text)
        places[name] = ranges
    for one in json.loads(next(path for path in files if path.name.endswith(".json")).read_text(encoding="utf-8")):
        ranges = places[one["doc_id"]]
        tokens = [ranges[one["sent_id"], token] for token in one["tokens_number"]]
        documents[one["doc_id"]].mentions.append(
            Gold(tokens[0][0], tokens[-1][1], one["coref_chain"], one["mention_type"])
        )
    return list(documents.values()), files


def newswcl(data: Path) -> tuple[list[Told], list[Path]]:
    """NewsWCL50 (Hamborg et al. 2019): ten events in five outlets each; the chains of actors, countries, groups."""
    path = data / "entities" / "newswcl50" / "NewsWCL50.conll"
    documents = []
    for lines in _documents(path):
        told = Told(lines[0][0].split("/")[-1], lines[0][0].split("/")[0])
        opened: dict[str, list[int]] = defaultdict(list)
        for columns in lines:
            told.text += spaced(told.text, columns[3])
            start = len(told.text)
            told.text += columns[3]
            for part in columns[4].split("|"):
                chain = part.strip("()")
                if part.startswith("("):
                    opened[chain].append(start)
                if part.endswith(")") and opened[chain]:
                    told.mentions.append(Gold(opened[chain].pop(), len(told.text), chain, chain.rsplit("_", 1)[-1]))
        documents.append(told)
    return documents, [path]


def meantime(data: Path, what: str = "ENTITY") -> tuple[list[Told], list[Path]]:
    """MEANTIME (Minard et al. 2016): mentions that have an instance across documents; what: ENTITY or EVENT."""
    files = sorted((data / "entities" / "meantime").rglob("corpus_*/*.xml"))
    documents = []
    for path in files:
        root = ElementTree.parse(path).getroot()
        told = Told(path.stem, path.parent.name)
        ranges = {}
        for token in root.iter("token"):
            told.text += spaced(told.text, token.text or "_")
            start = len(told.text)
            told.text += token.text or "_"
            ranges[token.get("t_id")] = start, len(told.text)
        anchors = {
            one.get("m_id"): [ranges[anchor.get("t_id")] for anchor in one.iter("token_anchor")]
            for one in root.iter(f"{what}_MENTION")
        }
        chains = {one.get("m_id"): one for one in root.iter(what) if one.get("instance_id")}
        for refers in root.iter("REFERS_TO"):
            target = refers.find("target")
            chain = chains.get(target.get("m_id")) if target is not None else None
            for source in refers.findall("source"):
                tokens = anchors.get(source.get("m_id"))
                if chain is not None and tokens:
                    instance, kind = chain.get("instance_id") or "", chain.get("ent_type") or ""
                    told.mentions.append(Gold(tokens[0][0], tokens[-1][1], instance, kind))
        told.mentions = list(dict.fromkeys(told.mentions))
        documents.append(told)
    return documents, files


_NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]}]+|['’](?:s|re|ve|ll|d|m)?|n['’]t|-", re.IGNORECASE)
_NO_SPACE_AFTER = frozenset("([{$#-")


def spaced(text: str, word: str) -> str:
    """What stood between a text and its next word in print: the corpora part marks from words."""
    return "" if not text or text[-1] in _NO_SPACE_AFTER or _NO_SPACE_BEFORE.fullmatch(word) else " "


def _documents(path: Path) -> list[list[list[str]]]:
    """The rows of each document of a CoNLL file: path of the document, sentence, token, word, chains."""
    found: list[list[list[str]]] = []
    rows = [
        line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    for _, group in groupby((row for row in rows if len(row) > 4), key=lambda row: row[0]):
        found.append(list(group))
    return found


def _tokens(
    path: Path, *, document: int, sentence: int, token: int, word: int
) -> Iterator[tuple[str, str, dict[tuple[int, int], tuple[int, int]]]]:
    """Each document's name, its words joined to a text, and the range of each by sentence and token number."""
    rows = (re.split(r"\t", line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    for name, group in groupby(rows, key=lambda row: row[document]):
        text, ranges = "", dict[tuple[int, int], tuple[int, int]]()
        for row in group:
            text += spaced(text, row[word])
            start = len(text)
            text += row[word]
            ranges[int(row[sentence]), int(row[token])] = start, len(text)
        yield name, text, ranges

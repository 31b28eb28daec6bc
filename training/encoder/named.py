"""Texts with marked names, from public gold whose licence lets a tagger be trained on it.

CrossNER (MIT; politics: train only, its dev part is a benchmark), wikigold and WNUT17 (CC BY), GUM 11 (CC BY), and
re3d but for its non-commercial folder. Their kinds are mapped to ours; what names something else (an election, a
song) is ``other``, so that the tagger learns that it is none of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.models.encoder.pieces import Pieces
from onrecord.reading.lexicon import lexicon

__all__ = [
    "ENTITIES",
    "Named",
    "Span",
    "crossner",
    "gum",
    "joined",
    "name_labels",
    "named_texts",
    "re3d",
    "wikigold",
    "without_titles",
    "wnut",
]

_KINDS = {
    **dict.fromkeys(["person", "politician", "researcher", "scientist", "writer", "musicalartist", "per"], "person"),
    **dict.fromkeys(
        ["organisation", "organization", "politicalparty", "university", "band", "corporation", "org", "group"],
        "organisation",
    ),
    **dict.fromkeys(["location", "country", "loc", "place"], "place"),
    "nationality": "group",
}
ENTITIES = ("O", *(f"{b}-{kind}" for kind in ("person", "organisation", "place", "group", "other") for b in "BI"))
_TIGHT_LEFT = re.compile(r"^(?:[,.;:!?)\]}%…]|'s|’s|n't|'re|'ve|'ll|'d|'m|''|”)$")
_TIGHT_RIGHT = re.compile(r"^(?:[(\[{$£€#@]|``|“)$")
_PRONOUNS = {"he", "she", "it", "we", "they", "i", "you", "his", "her", "their", "our", "us", "them", "who", "god"}
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Named:
    """A text with its names as (start, end, kind), none overlapping. source: the corpus's name."""

    source: str
    text: str
    spans: tuple[Span, ...]


def name_labels(pieces: Pieces, spans: Iterable[Span]) -> npt.NDArray[np.int64]:
    """The label of each piece: a number of ``ENTITIES``."""
    labels = np.zeros(len(pieces), dtype=np.int64)
    for start, end, kind in spans:
        inside = np.nonzero((pieces.starts < end) & (pieces.ends > start))[0]
        labels[inside] = ENTITIES.index(f"I-{kind}")
        labels[inside[:1]] = ENTITIES.index(f"B-{kind}")
    return labels


def named_texts(data: Path) -> list[Named]:
    """Everything that the tagger may be trained on."""
    folder = data / "entities"
    return [
        *crossner(folder / "crossner", politics=("train",), others=("train", "dev")),
        *wikigold(folder / "wikigold_wnut"),
        *wnut(folder / "wikigold_wnut"),
        *gum(folder / "gum_news"),
        *re3d(folder / "re3d"),
    ]


def joined(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens as running text, and where each stands in it: signs close up as print would have it."""
    text, spans, glued, inside = "", [], True, False
    for token in tokens:
        if token == '"':
            left, inside = inside, not inside
            text += "" if glued or left else " "
            glued = inside
        else:
            text += "" if glued or _TIGHT_LEFT.match(token) else " "
            glued = bool(_TIGHT_RIGHT.match(token))
        spans.append((len(text), len(text) + len(token)))
        text += token
    return text, spans


def crossner(folder: Path, *, politics: tuple[str, ...], others: tuple[str, ...]) -> Iterator[Named]:
    """CrossNER's sentences: these parts of its politics domain, those of its other domains."""
    for domain in sorted(path for path in folder.iterdir() if path.is_dir()):
        for part in politics if domain.name == "politics" else others:
            if (path := domain / f"{part}.txt").exists():
                yield from _columns("crossner-" + domain.name, path)


def wikigold(folder: Path) -> Iterator[Named]:
    """wikigold's sentences."""
    for path in sorted((folder / "wikigold").rglob("*.txt")):
        if "data" in path.parts:
            yield from _columns("wikigold", path)


def wnut(folder: Path) -> Iterator[Named]:
    """WNUT17's messages of its training part."""
    for path in sorted((folder / "WNUT17").rglob("*train*.conll")):
        yield from _columns("wnut", path)


def gum(folder: Path) -> Iterator[Named]:
    """GUM's paragraphs: of each entity whose head is a proper noun, the proper nouns around the head."""
    for path in sorted((folder / "dep").glob("*.conllu")):
        for block in re.split(r"\n(?=# newpar\b)", path.read_text(encoding="utf-8")):
            if spans := _gum_paragraph(block):
                yield Named("gum", *spans)


def re3d(folder: Path) -> Iterator[Named]:
    """re3d's documents, paragraph by paragraph, without the folder that may not be used commercially."""
    for path in sorted(folder.glob("*/documents.json")):
        if "BBC" in path.parent.name:
            continue
        entities: dict[str, list[Span]] = {}
        for line in (path.parent / "entities.json").read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            kind = {"Person": "person", "Organisation": "organisation", "Location": "place", "Nationality": "group"}
            if one["type"] in kind:
                entities.setdefault(one["documentId"], []).append((one["begin"], one["end"], kind[one["type"]]))
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            yield from _re3d_paragraphs(document["text"], entities.get(document["_id"], []))


def _columns(source: str, path: Path) -> Iterator[Named]:
    tokens: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        parts = line.split("\t") if "\t" in line else line.split(" ")
        if len(parts) >= 2 and parts[0].strip():
            tokens.append(parts[0].strip())
            tags.append(parts[-1].strip())
        elif tokens:
            text, places = joined(tokens)
            yield Named(source, text, tuple(_bio(tags, places)))
            tokens, tags = [], []


def _bio(tags: list[str], places: list[tuple[int, int]]) -> Iterator[Span]:
    start: int | None = None
    label = ""
    for index, tag in enumerate([*tags, "O"]):
        continues = tag.startswith("I-") and tag[2:] == label and start is not None
        if start is not None and not continues:
            yield places[start][0], places[index - 1][1], _KINDS.get(label.lower().replace("-", ""), "other")
            start = None
        if tag != "O" and not continues:
            start, label = index, tag[2:]


def _gum_paragraph(block: str) -> tuple[str, tuple[Span, ...]] | None:
    rows = [line.split("\t") for line in block.splitlines() if re.match(r"\d+\t", line)]
    if not rows:
        return None
    text = ""
    places: list[tuple[int, int]] = []
    for row in rows:
        places.append((len(text), len(text) + len(row[1])))
        text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    text = text.rstrip()
    spans: dict[tuple[int, int], str] = {}
    open_: list[tuple[str, int, str, str]] = []
    for index, row in enumerate(rows):
        match = re.search(r"(?:^|\|)Entity=([^|]+)", row[9])
        for opened, closed in re.findall(r"\(([^()]+\)?)|([^()]+)\)", match[1] if match else ""):
            if opened:
                fields = opened.rstrip(")").split("-")
                if len(fields) > 4:
                    open_.append((fields[0], index, fields[1], opened))
                if not opened.endswith(")"):
                    continue
                key = fields[0]
            else:
                key = closed.split("-")[0]
            for at in range(len(open_) - 1, -1, -1):
                if open_[at][0] == key:
                    _, first, kind, _ = open_.pop(at)
                    if named := _proper(rows, first, index):
                        spans.setdefault(named, _KINDS.get(kind, "other"))
                    break
    found = [(places[a][0], places[b][1], kind) for (a, b), kind in spans.items()]
    return text, tuple(_outermost(without_titles(text, found)))


def _proper(rows: list[list[str]], first: int, last: int) -> tuple[int, int] | None:
    """The run of proper nouns that holds the head of the words ``first`` to ``last``."""
    inside = {row[0] for row in rows[first : last + 1]}
    heads = [at for at in range(first, last + 1) if rows[at][6] not in inside and rows[at][3] != "PUNCT"]
    if not heads or rows[heads[0]][3] != "PROPN":
        return None
    start = end = heads[0]
    while start > first and rows[start - 1][3] == "PROPN":
        start -= 1
    while end < last and (
        rows[end + 1][3] == "PROPN"
        or (end + 2 <= last and rows[end + 1][1] in ("of", "-") and rows[end + 2][3] == "PROPN")
    ):
        end += 1
    while end > start and rows[end][3] != "PROPN":
        end -= 1
    return start, end


def _re3d_paragraphs(text: str, spans: list[Span]) -> Iterator[Named]:
    kept = []
    for start, end, kind in spans:
        words = text[start:end]
        words = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", words)
        capital = [word for word in words.split() if word[:1].isupper()]
        small = [word for word in words.split() if word[:1].islower() and word not in ("of", "the", "and", "for", "al")]
        if capital and not small and words[:1].isupper():
            kept.append((end - len(words), end, kind))
    kept = _outermost(without_titles(text, kept))
    at = 0
    for line in text.split("\n"):
        inside = tuple((s - at, e - at, kind) for s, e, kind in kept if at <= s and e <= at + len(line))
        if len(line) > 30:
            yield Named("re3d", line, inside)
        at += len(line) + 1


def without_titles(text: str, spans: list[Span]) -> Iterator[Span]:
    """The spans with a person's titles left out (Ambassador), none that is nothing but titles or a pronoun."""
    words = lexicon("titles")
    titles = {*words["honorifics"], *words["offices"], *words["qualifiers"]}
    for start, end, kind in spans:
        first = start
        while kind == "person" and (match := re.match(r"(\S+)\s+", text[first:end])):
            if match[1].lower().strip(".") not in titles:
                break
            first += match.end()
        if text[first:end].lower().strip(".") not in titles | _PRONOUNS:
            yield first, end, kind


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one[0], -one[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept

"""Descriptions: which named entity a title or common noun means.

Data: ``entities/meantime`` (CC BY; Wikinews, coreference of the articles' main people, bodies and places), the news of
``entities/gum_news`` (Wikinews, all coreference), ``entities/newswcl50`` (50 political articles, every phrase for each
actor; spans are generous and only salient actors are marked). Rules were tuned on errors of the documents whose number,
in the order of their names, is even (split ``dev``); odd ones are split ``test``; ``all`` takes both.

Protocol. The document is read whole, as far as the stage descriptions. Gold are the mentions
that are no names and no pronouns, of an entity that the document also names. One of our mentions (form ``title`` or
``nominal``) meets a gold mention if they begin at the same place, articles aside, or end at the same place; it is
right if a name of its entity overlaps a name of the gold's entity, or stands inside the gold mention after ours ('the
carmaker Merrow' is one mention to the gold). Ours that belong to an entity without a name in the
text are not scored here. Scores, for each corpus:

- ``recall``: the gold mentions that a right one of ours meets.
- ``precision``: of ours that meet a mention which the gold marks, named entity or not, the share that is right.
- ``gum_strict_precision``: of all of ours; where the gold marks no mention, ours counts as wrong. The other two mark
  the main actors only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from bench.accuracy.times import cat_document, token_places
from bench.harness import Result, precision_recall_f1, run
from onrecord.capture.anatomy import as_story
from onrecord.model import Entity
from onrecord.reading import Reader
from onrecord.reading.descriptions import Descriptions
from onrecord.reading.encoding import Encoding
from onrecord.reading.names import Names
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_PRONOUNS = frozenset([
    "he", "she", "it", "they", "him", "her", "his", "its", "it's", "their", "them", "who", "which", "that", "this",
    "these", "those", "we", "i", "you", "us", "our", "itself", "himself", "herself", "themselves", "most", "all",
    "both", "whose",
])  # fmt: skip


@dataclass(frozen=True)
class Gold:
    """A gold mention: range, the entity, and whether it is a name, a description or neither."""

    start: int
    end: int
    entity: str
    form: str


@dataclass
class Document:
    """A text with its gold mentions, and how far it is annotated."""

    name: str
    text: str
    gold: list[Gold]
    until: int


@dataclass
class Tally:
    """Counts over documents."""

    gold: int = 0
    found: int = 0
    ours: int = 0
    marked: int = 0
    right: int = 0
    errors: list[str] = field(default_factory=list)


def meantime(data: Path) -> Iterator[Document]:
    """The articles of MEANTIME."""
    for path in sorted((data / "entities" / "meantime").rglob("*.xml")):
        document = cat_document(path)
        root = etree.parse(str(path)).getroot()
        places = token_places(root)[1]
        refers = {
            source.get("m_id"): link.find("target").get("m_id")
            for link in root.iter("REFERS_TO")
            for source in link.iter("source")
        }
        kinds = {entity.get("m_id"): entity.get("ent_type") for entity in root.iter("ENTITY")}
        gold = []
        for mention in root.iter("ENTITY_MENTION"):
            tokens = [places[anchor.get("t_id")] for anchor in mention.iter("token_anchor")]
            entity = refers.get(mention.get("m_id"), "")
            if tokens and kinds.get(entity) in ("PER", "ORG", "LOC"):
                start, end = tokens[0][0], tokens[-1][1]
                form = _form(document.text[start:end], named=mention.get("syntactic_type") in ("NAM", "PRE.NAM"))
                gold.append(Gold(start, end, entity, form))
        yield Document(path.stem, document.text, gold, len(document.text))


def _form(words: str, *, named: bool = False) -> str:
    """The form of a mention whose gold says too little of it: by its last word, or, if that is small, by its first."""
    last = words.rsplit(maxsplit=1)[-1]
    if words.lower() in _PRONOUNS:
        return ""
    if named or last[:1].isupper():
        return "name"
    return "nominal" if last[:1].isalpha() else ""


def gum(data: Path) -> Iterator[Document]:
    """The news of GUM."""
    for path in sorted((data / "entities" / "gum_news" / "dep").glob("GUM_news_*.conllu")):
        text, gold = _conllu(path.read_text(encoding="utf-8"))
        yield Document(path.stem, text, gold, len(text))


def _conllu(content: str) -> tuple[str, list[Gold]]:
    text, space, gold = "", "", []
    opened: dict[str, list[tuple[int, int, list[str], str]]] = {}
    tags: list[str] = []
    joined_until, count = 0, 0
    for line in content.splitlines():
        if line.startswith("# newpar_block"):
            space = "\n\n" if text else ""
        if not line or line.startswith("#"):
            continue
        number, form, _, coarse, *_, misc = line.split("\t")
        if "-" in number:
            text += space + form
            joined_until, count = int(number.split("-")[1]), len(text) - len(form)
            space = "" if "SpaceAfter=No" in misc else " "
            continue
        if "." in number:
            continue
        if int(number) <= joined_until:
            start = count if coarse != "PART" and int(number) < joined_until else len(text) - len(form)
            end = start + len(form)
            joined_until = 0 if int(number) == joined_until else joined_until
        else:
            start = len(text) + len(space)
            text += space + form
            end = len(text)
            space = "" if "SpaceAfter=No" in misc else " "
        tags.append(coarse)
        bridges = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        for opening, name, closing in re.findall(r"(\()?([^()]+)(\))?", bridges[1] if bridges else ""):
            fields = name.split("-")
            if opening:
                opened.setdefault(fields[0], []).append((start, len(tags) - 1, fields, form))
            if closing and opened.get(fields[0]):
                begin, first, told, _ = opened[fields[0]].pop()
                head = first + int(told[5].split(",")[0]) - 1 if told[5].split(",")[0].isdigit() else first
                tag = tags[head] if head < len(tags) else ""
                kind = "name" if tag == "PROPN" else "nominal" if tag in ("NOUN", "ADJ") else ""
                if told[1] in ("person", "organization", "place"):
                    gold.append(Gold(begin, end, told[0], kind))
    return text, gold


def newswcl(data: Path) -> Iterator[Document]:
    """The articles of NewsWCL50: the words of a mention decide whether it is a name."""
    path = data / "entities" / "newswcl50" / "NewsWCL50.conll"
    content = path.read_text(encoding="utf-8")
    for block in content.split("#begin document ")[1:]:
        name = block.split(";")[0]
        text, space, gold = "", "", []
        opened: dict[str, list[int]] = {}
        for line in block.splitlines()[1:]:
            row = line.split("\t")
            if len(row) < 5:
                continue
            word = row[3].replace("\\n", "\n")
            if not word.strip():
                text, space = text.rstrip() + "\n\n", ""
                continue
            if re.match(r"[,.;:!?)\]%’]|'s|n't|''|-$", word) or text.endswith(("(", "“", "$", "-")):
                space = ""
            start = len(text) + len(space)
            text += space + word
            space = " "
            for mark in (one.strip() for one in row[4].split("|")):
                key = mark.strip("()")
                if mark.startswith("("):
                    opened.setdefault(key, []).append(start)
                if mark.endswith(")") and opened.get(key):
                    begin = opened[key].pop()
                    if not key.endswith(("ACTION", "EVENT", "MISC", "OBJECT")):
                        gold.append(Gold(begin, len(text), key, _form(text[begin:])))
        yield Document(name, text, gold, len(text))


def score(documents: list[Document]) -> Tally:
    """The counts of one corpus."""
    reader, tally = Reader([Quotations(), Sentences(), Encoding(), Names(), Descriptions()]), Tally()
    for document in documents:
        _score(document, reader.read(as_story(document.text)).entities, tally)
    return tally


def _score(document: Document, entities: tuple[Entity, ...], tally: Tally) -> None:
    names: dict[str, list[tuple[int, int]]] = {}
    for one in document.gold:
        if one.form == "name":
            names.setdefault(one.entity, []).append((one.start, one.end))
    ours = [
        (mention.start, mention.end, entity)
        for entity in entities
        if any(mention.form == "name" for mention in entity.mentions)
        for mention in entity.mentions
        if mention.form in ("title", "nominal") and mention.start < document.until
    ]
    wanted = [one for one in document.gold if one.form == "nominal" and one.entity in names]
    good: set[int] = set()
    for start, end, entity in ours:
        met = [one for one in document.gold if one.form and _meets(document.text, start, end, one)]
        right = [
            one for one in met
            if _same(entity, names.get(one.entity, [])) or (one.start <= start and _same(entity, [(end, one.end)]))
        ]  # fmt: skip
        tally.ours += 1
        tally.marked += bool(met)
        tally.right += bool(right)
        good |= {id(one) for one in right}
        if not right:
            told = "wrong" if met else "unmarked"
            tally.errors.append(f"{told:8} {entity.name} | {_around(document.text, start, end)}")
    tally.gold += len(wanted)
    for one in wanted:
        tally.found += id(one) in good
        if id(one) not in good:
            start, end = names[one.entity][0]
            tally.errors.append(f"missed   {document.text[start:end]} | {_around(document.text, one.start, one.end)}")


def _meets(text: str, start: int, end: int, gold: Gold) -> bool:
    if not (start < gold.end and gold.start < end):
        return False
    return _bare(text, start) == _bare(text, gold.start) or (end == gold.end and gold.form == "nominal")


def _bare(text: str, start: int) -> int:
    article = _ARTICLE.match(text, start)
    return article.end() if article else start


def _same(entity: Entity, names: list[tuple[int, int]]) -> bool:
    return any(
        mention.form == "name" and mention.start < end and start < mention.end
        for mention in entity.mentions
        for start, end in names
    )


def _around(text: str, start: int, end: int) -> str:
    words = f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 50]}"
    return words.replace("\n", " ")


def evaluate(data: Path, split: str) -> Result:
    """All three corpora."""
    result = Result({})
    for name, load in (("meantime", meantime), ("gum", gum), ("newswcl50", newswcl)):
        documents = [
            one for number, one in enumerate(load(data))
            if split not in ("dev", "test") or number % 2 == (split == "test")
        ]  # fmt: skip
        if not documents:
            raise FileNotFoundError(2, "no documents", name)
        tally = score(documents)
        precision, recall, f1 = precision_recall_f1(tally.right, tally.marked, 1)
        recall = tally.found / tally.gold if tally.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        result.scores |= {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": f1}
        if name == "gum":
            result.scores[f"{name}_strict_precision"] = tally.right / tally.ours if tally.ours else 0.0
        result.counts |= {
            f"{name}_documents": len(documents), f"{name}_gold": tally.gold, f"{name}_ours": tally.ours,
            f"{name}_marked": tally.marked,
        }  # fmt: skip
        result.errors += [f"{name} {error}" for error in tally.errors]
    folder = data / "entities"
    result.files = [
        *(folder / "meantime").rglob("*.xml"), *(folder / "gum_news" / "dep").glob("GUM_news_*.conllu"),
        folder / "newswcl50" / "NewsWCL50.conll",
    ]  # fmt: skip
    return result


if __name__ == "__main__":
    run("descriptions", __doc__, evaluate)

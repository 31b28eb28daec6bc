"""News pages: the body, the parts around it, and how fast.

Data (``extraction/``; the parts that are there): ``fundus-parser-fixtures`` (pages of many countries with their whole
anatomy, made by fundus' parsers and reviewed), ``newspaper4k-dataset`` (body, title, authors, date),
``fundus-evaluation`` (body marked by hand), ``trafilatura-eval`` (title, author, date; snippets that belong to the
text or not) and ``postlight-dek`` (standfirst, title; heads sanitised, so only the visible page speaks).

Protocol.

- **Body**: bags of 4-word shingles (words are ``\\w+``, lower case; a shorter text is one shingle), normalised per
  page; ``f1`` is the F1 of the mean precision and the mean recall over pages (article-extraction-benchmark). ``exact``
  is the share of pages whose text equals the gold but for white space. A prediction is the story's paragraphs and
  subheads in page order; the gold of the fixtures is subheads and paragraphs without the standfirst, which is what
  trafilatura's published scores were measured against. A page that gives several
  stories is scored on the first: what an endless page appends is not the one that was asked for.
- **Title**: exact but for white space. **Day**: the first ten characters of ``published``. **Authors**: F1 over all
  names of a set, compared as letters without case.
- **Captions**: of the gold captions, the share that a story caption (without its credit) matches with a word F1 of
  0.8 or more, one to one; ``captions_precision`` the other way round. **Credits**: of the gold pictures that have a
  credit and a caption or nothing but a credit, the share whose words are the credit's words (letters and digits,
  in any order, 'via', 'for' and labels as they stand, word F1 of 0.8 or more) on the matched caption.
- **Standfirst**: word F1 of 0.8 or more with the gold summary (fixtures) or dek (postlight); key points count with
  the standfirst where the gold's summary is a list. ``caption_leaks``: gold captions of five words or more whose words
  stand in the predicted body and not in the gold body (lower is better).
- **pages_a_second**: ``drafts`` and ``assemble``, in seconds of one process' own time.

Fixtures' gold is per-outlet parsers' output: where h1 and metadata differ it takes whichever its parser reads.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.harness import Result, precision_recall_f1, run
from onrecord.capture.anatomy import assemble
from onrecord.capture.html import drafts
from onrecord.model import Story

_WORD = re.compile(r"\w+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_ALIKE = 0.8


@dataclass
class Page:
    """One page with what its gold says; None where the gold is silent."""

    name: str
    html: str
    body: str | None = None
    title: str | None = None
    day: str | None = None
    authors: list[str] | None = None
    pictures: list[tuple[str | None, list[str]]] | None = None
    standfirst: list[str] | None = None
    wanted: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)


# ---- scorer ----------------------------------------------------------------------------------------------------------


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The bag of ``size``-word shingles of a text; all its words as one where there are fewer."""
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1))) if words else Counter()


def body_scores(predicted: str, gold: str) -> tuple[float, float]:
    """Precision and recall of one page's shingles; nothing predicted for nothing is perfect."""
    ours, theirs = shingles(predicted), shingles(gold)
    both = (ours & theirs).total()
    precision = both / ours.total() if ours else float(not theirs)
    return precision, both / theirs.total() if theirs else 1.0


def same(one: str, other: str) -> bool:
    """Whether two texts are equal but for white space."""
    return one.split() == other.split()


def word_f1(one: str, other: str) -> float:
    """F1 of the bags of words of two texts."""
    ours, theirs = Counter(_WORD.findall(one.casefold())), Counter(_WORD.findall(other.casefold()))
    return precision_recall_f1((ours & theirs).total(), ours.total(), theirs.total())[2]


def letters(text: str) -> str:
    """Letters and digits without case."""
    return _NOT_LETTERS.sub("", text.casefold())


def matched_captions(
    predicted: list[tuple[str, str]], gold: list[tuple[str | None, list[str]]]
) -> list[tuple[int, int | None]]:
    """For each gold picture with words, the index of the prediction it matches: by caption, else by credit."""
    free = set(range(len(predicted)))
    pairs: list[tuple[int, int | None]] = []
    for at, (caption, credits) in enumerate(gold):
        if not caption and not credits:
            continue
        words = caption or " ".join(credits)
        side = 0 if caption else 1
        best = max(free, key=lambda index: word_f1(predicted[index][side], words), default=None)
        if best is not None and word_f1(predicted[best][side], words) >= _ALIKE:
            free.discard(best)
            pairs.append((at, best))
        else:
            pairs.append((at, None))
    return pairs


def credit_is_right(predicted: str, gold: list[str]) -> bool:
    """Whether a printed credit names what the gold names, in any order."""
    return word_f1(predicted, " ".join(gold)) >= _ALIKE


# ---- loaders ---------------------------------------------------------------------------------------------------------


def _page(path: Path) -> str | None:
    for candidate in (path, path.with_name(path.name + ".gz"), path.with_name(path.name + ".html.gz")):
        if candidate.is_file():
            data = candidate.read_bytes()
            data = gzip.decompress(data) if candidate.suffix == ".gz" else data
            return _decoded(data)
    return None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
        name = declared.group(1).decode("ascii") if declared else "windows-1252"
        try:
            return data.decode(name, "replace")
        except LookupError:
            return data.decode("utf-8", "replace")


def _lines(path: Path) -> Iterator[Any]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _fixtures(folder: Path) -> Iterator[Page]:
    for row in _lines(folder / "gold.jsonl"):
        html = _page(folder / row["html"])
        if html is None:
            continue
        gold = row["gold"]
        body: list[str] = []
        for section in gold["body"]["sections"]:
            body += [*section["headline"], *section["paragraphs"]]
        yield Page(
            row["id"], html, "\n".join(body), gold["title"], str(gold["publishing_date"])[:10],
            gold.get("authors") or [],
            [(picture.get("caption"), picture.get("authors") or []) for picture in gold.get("images") or []],
            gold["body"].get("summary") or [],
        )  # fmt: skip


def _newspaper4k(folder: Path) -> Iterator[Page]:
    for row in json.loads(gzip.decompress((folder / "news_articles.json.gz").read_bytes())):
        html = _page(folder / "html" / Path(row["html_file"]).name)
        if html is not None:
            authors = [name.strip() for name in re.split(r"[,;]", row["authors"] or "") if name.strip()]
            yield Page(
                str(row["id"]), html, row["text"], row["title"], (row["date"] or "")[:10] or None, authors or None
            )


def _fundus_evaluation(folder: Path) -> Iterator[Page]:
    for name, row in json.loads(gzip.decompress((folder / "ground_truth.json.gz").read_bytes())).items():
        if (html := _page(folder / "html" / name)) is not None:
            yield Page(name, html, "\n".join(row["body"]))


def _trafilatura(folder: Path) -> Iterator[Page]:
    for row in json.loads(gzip.decompress((folder / "evaldata_full.json.gz").read_bytes())).values():
        if (html := _page(folder / "html" / row["file"])) is not None:
            stated = row.get("author") or ""
            listed = stated if isinstance(stated, list) else re.split(r"[;,]", stated)
            authors = [name.strip() for name in listed if name.strip()]
            yield Page(
                row["file"], html, None, row.get("title"), row.get("date") or None, authors or None,
                wanted=row.get("with") or [], unwanted=row.get("without") or [],
            )  # fmt: skip


def _postlight(folder: Path) -> Iterator[Page]:
    for row in _lines(folder / "gold.jsonl"):
        if (html := _page(folder / "html" / row["id"])) is not None:
            authors = row.get("authors") or None
            yield Page(
                row["id"],
                html,
                None,
                row.get("title"),
                None,
                authors,
                standfirst=[row["dek"]] if row.get("dek") else None,
            )


_SETS = {
    "fixtures": ("fundus-parser-fixtures", "gold.jsonl", _fixtures),
    "newspaper4k": ("newspaper4k-dataset", "news_articles.json.gz", _newspaper4k),
    "fundus_evaluation": ("fundus-evaluation", "ground_truth.json.gz", _fundus_evaluation),
    "trafilatura": ("trafilatura-eval", "evaldata_full.json.gz", _trafilatura),
    "postlight": ("postlight-dek", "gold.jsonl", _postlight),
}


# ---- evaluation ------------------------------------------------------------------------------------------------------


class _Tally:
    """The sums of one set of pages."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.means: dict[str, list[float]] = {}
        self.authors = [0, 0, 0]
        self.errors: list[str] = []

    def add(self, score: str, value: float) -> None:
        self.means.setdefault(score, []).append(value)

    def wrong(self, page: Page, part: str, gold: object, ours: object) -> None:
        self.errors.append(f"{self.name} {page.name} {part}\n    gold: {gold!r}\n    ours: {ours!r}")

    def body(self, page: Page, predicted: str) -> None:
        if page.body is None:
            return
        precision, recall = body_scores(predicted, page.body)
        exact = same(predicted, page.body)
        self.add("precision", precision)
        self.add("recall", recall)
        self.add("exact", float(exact))
        if not exact:
            ours, gold = predicted.splitlines(), page.body.splitlines()
            known, given = {letters(line) for line in gold}, {letters(line) for line in ours}
            more = [line[:160] for line in ours if letters(line) not in known]
            less = [line[:160] for line in gold if line.strip() and letters(line) not in given]
            self.errors.append(
                f"{self.name} {page.name} body precision {precision:.2f} recall {recall:.2f}"
                + "".join(f"\n    - {line}" for line in less[:6]) + "".join(f"\n    + {line}" for line in more[:6])
            )  # fmt: skip

    def head(self, page: Page, story: Story | None) -> None:
        if page.title is not None:
            ours = story.headline.text if story and story.headline else ""
            self.add("title", float(same(ours, page.title)))
            if not same(ours, page.title):
                self.wrong(page, "title", page.title, ours)
        if page.day is not None:
            day = story.published.value[:10] if story and story.published else ""
            self.add("day", float(day == page.day))
            if day != page.day:
                self.wrong(page, "day", page.day, story and (story.published, story.updated))
        if page.authors is not None:
            names = {letters(author.name): author.name for author in story.authors} if story else {}
            gold = {letters(name): name for name in page.authors}
            for at, count in enumerate((len(names.keys() & gold.keys()), len(names), len(gold))):
                self.authors[at] += count
            if names.keys() != gold.keys():
                self.wrong(page, "authors", page.authors, list(names.values()))

    def parts(self, page: Page, story: Story | None, predicted: str) -> None:
        if page.standfirst:
            gold = " ".join(page.standfirst)
            standfirst = story.standfirst.text if story and story.standfirst else ""
            points = " ".join(point.text for point in story.key_points) if story else ""
            ways = (standfirst, points, f"{standfirst} {points}") if len(page.standfirst) > 1 else (standfirst,)
            right = max(word_f1(way, gold) for way in ways) >= _ALIKE
            self.add("standfirst", float(right))
            if not right:
                self.wrong(page, "standfirst", page.standfirst, (standfirst, points[:100]))
        if page.pictures is not None:
            self.pictures(page, page.pictures, story, predicted)

    def pictures(
        self, page: Page, gold: list[tuple[str | None, list[str]]], story: Story | None, predicted: str
    ) -> None:
        captions = story.captions if story else ()
        ours = [(one.span.text if one.span else "", one.credit.text if one.credit else "") for one in captions]
        pairs = matched_captions(ours, gold)
        body = shingles(predicted, 5) if page.body is not None else Counter()
        for at, index in pairs:
            caption, credits = gold[at]
            if caption:
                self.add("captions", float(index is not None))
                parts = set(shingles(caption, 5))
                if len(_WORD.findall(caption)) >= 5:
                    leaked = parts <= body.keys() and not parts <= shingles(page.body or "", 5).keys()
                    self.add("caption_leaks", float(leaked))
                    if leaked:
                        self.wrong(page, "caption leak", caption, "")
                if index is None:
                    self.wrong(page, "caption", caption, ours[:5])
            if credits:
                right = index is not None and credit_is_right(ours[index][1], credits)
                self.add("credits", float(right))
                if not right and (index is not None or not caption):
                    self.wrong(page, "credit", credits, ours[index] if index is not None else ours[:4])
        matched = {index for _, index in pairs if index is not None}
        for index, (words, _) in enumerate(ours):
            if words:
                self.add("captions_precision", float(index in matched))

    def snippets(self, page: Page, predicted: str) -> None:
        words = " ".join(predicted.split())
        for snippet in page.wanted:
            self.add("wanted", float(" ".join(snippet.split()) in words))
        for snippet in page.unwanted:
            self.add("unwanted_kept", float(" ".join(snippet.split()) in words))

    def scores(self) -> dict[str, float]:
        means = {score: sum(values) / len(values) for score, values in self.means.items()}
        if "precision" in means:
            total = means["precision"] + means["recall"]
            means = {"f1": 2 * means["precision"] * means["recall"] / total if total else 0.0} | means
        if self.authors[2]:
            means["authors"] = precision_recall_f1(*self.authors)[2]
        return {f"{self.name}.{score}": value for score, value in means.items()}


def stories_of(html: str) -> list[Story]:
    """What the program makes of a page."""
    return [story for draft in drafts(html) if (story := assemble(draft)) is not None]


def body_of(story: Story) -> str:
    """Paragraphs and subheads in page order, one a line."""
    return "\n".join(span.text for span in sorted((*story.paragraphs, *story.subheads)))


def evaluate(data: Path, split: str) -> Result:
    """Every set that is there. The sets have no splits of their own: what is in the folder is read."""
    del split
    root = data / "extraction"
    found = [(name, root / folder, root / folder / gold, load) for name, (folder, gold, load) in _SETS.items()]
    found = [entry for entry in found if entry[2].is_file()]
    if not found:
        raise FileNotFoundError(2, "no folder with gold for pages", str(root))
    scores: dict[str, float] = {}
    counts: dict[str, int] = {}
    errors: list[str] = []
    files: list[Path] = []
    seconds, pages, split_wrongly = 0.0, 0, 0
    stories_of("<html><body><p>Loads the libraries before the clock runs.</p></body></html>")
    for name, folder, gold, load in found:
        tally = _Tally(name)
        for page in load(folder):
            started = time.process_time()
            stories = stories_of(page.html)
            seconds += time.process_time() - started
            pages += 1
            split_wrongly += len(stories) > 1
            counts[name] = counts.get(name, 0) + 1
            story = stories[0] if stories else None
            if len(stories) > 1:
                tally.wrong(page, "split into several", 1, [one.text[:80] for one in stories][:5])
            predicted = body_of(story) if story else ""
            tally.body(page, predicted)
            tally.head(page, story)
            tally.parts(page, story, predicted)
            tally.snippets(page, predicted)
        scores |= tally.scores()
        errors += tally.errors
        files.append(gold)
    scores["split_wrongly"] = split_wrongly / pages if pages else 0.0
    scores["pages_a_second"] = pages / seconds if seconds else 0.0
    worse = frozenset(score for score in scores if score.endswith(("caption_leaks", "unwanted_kept", "split_wrongly")))
    return Result(scores, counts, files, errors, worse)


if __name__ == "__main__":
    run("pages", __doc__, evaluate)

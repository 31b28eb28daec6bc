"""Times: which words are time expressions, and what time they mean.

Data: ``entities/meantime`` (Wikinews articles with TIMEX3, CAT format), ``times/**/*.tml`` where there are any
(TimeML: TempEval-3 and its like), ``entities/gum_news`` (TEI ``date`` elements), ``times/ms_recognizers_specs``
(expressions with their resolutions).

Protocol.

- **meantime, timeml** (TempEval-3, task A): the document's creation time is given and is not scored. A predicted and a
  gold expression match if they overlap, one to one, in order; ``span_f1`` is over matches, ``value_f1`` counts those
  matches whose values are equal after the mapping of ``bench/timex.py`` and is over all predicted and all gold
  expressions. Gold expressions without words are not scored. MEANTIME's expressions are annotated in the first six
  sentences only (numbered 0 to 5), so only predictions there count.
- **gum_value_recall**: of the gold ``date`` elements with a year, the share that an overlapping time of ours gives the
  same value (``when``, or both ends of ``from`` and ``to``; the whole years of a decade or century as 199X, 19XX). TEI
  leaves most relative times unmarked, so there is no precision.
- **specs_***: of the expressions with a date, a range of dates, a date with a time, or a length, the share for which
  an overlapping time of ours covers exactly the gold's days (its past or its future resolution), its minute or its
  seconds (the end of 'from 4 to 22' is the 22nd in the specs, the day after for a week; both count). The specs read
  'two weeks ago' as a day and commands to an assistant ('next Friday at 8'), so a news reader cannot reach 1; it
  shows what is missing. Their dates in digits are American, and we are told so.
- **words_a_second**: the whole stage on the texts of MEANTIME, one process.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from bench.harness import Result, precision_recall_f1, run, split_files
from bench.timex import normal, to_timex
from onrecord.model import TimeValue
from onrecord.reading.times import read_times

_ANNOTATED_SENTENCES = 6
_TIGHT_LEFT = re.compile(r"[,.;:!?)\]%]|'s|'|n't|''")
Gold = tuple[int, int, str | None]


@dataclass
class Document:
    """A text, the date it was written, its gold (start, end, value) and the position up to which it is annotated."""

    name: str
    text: str
    created: str
    gold: list[Gold]
    until: int


# ---- scorer ----------------------------------------------------------------------------------------------------------


def matched(predicted: list[Gold], gold: list[Gold]) -> list[tuple[Gold | None, Gold | None]]:
    """Pairs of overlapping expressions, one to one, in text order; those left over are paired with None.

    Of several that overlap one gold expression, one with the right value is preferred.
    """
    pairs: list[tuple[Gold | None, Gold | None]] = []
    free = list(predicted)
    for wanted in gold:
        overlapping = [one for one in free if one[0] < wanted[1] and wanted[0] < one[1]]
        best = next((one for one in overlapping if one[2] == wanted[2]), overlapping[0] if overlapping else None)
        if best is not None:
            free.remove(best)
        pairs.append((best, wanted))
    return pairs + [(one, None) for one in free]


def score(documents: list[Document]) -> tuple[dict[str, float], list[str]]:
    """Span F1, value F1, precision and recall of values, and the errors."""
    hits = right = found = wanted = 0
    errors = []
    for document in documents:
        predicted = [
            one for value in read_times(document.text, document.created) for one in to_timex(value)
            if one[0] < document.until
        ]  # fmt: skip
        found += len(predicted)
        wanted += len(document.gold)
        for ours, theirs in matched(predicted, document.gold):
            hits += ours is not None and theirs is not None
            good = ours is not None and theirs is not None and ours[2] == theirs[2]
            right += good
            if not good:
                errors.append(_error(document, ours, theirs))
    precision, recall, value_f1 = precision_recall_f1(right, found, wanted)
    span_f1 = precision_recall_f1(hits, found, wanted)[2]
    scores = {"span_f1": span_f1, "value_f1": value_f1, "value_precision": precision, "value_recall": recall}
    return scores, errors


def _error(document: Document, ours: Gold | None, theirs: Gold | None) -> str:
    kind = "missed" if ours is None else "spurious" if theirs is None else "value"
    at = theirs or ours
    assert at is not None
    text = document.text
    around = f"{text[max(0, at[0] - 70) : at[0]]}[{text[at[0] : at[1]]}]{text[at[1] : at[1] + 40]}".replace("\n", " ")
    got = f"{text[ours[0] : ours[1]]} = {ours[2]}" if ours else "nothing"
    return f"{kind:8} {document.created} gold {theirs[2] if theirs else 'nothing'}, got {got} | {around}"


def days_of(value: TimeValue) -> tuple[date, date] | None:
    """The days that an EDTF value covers: the first, and the day after the last. None for what is open or has none."""
    if value.value is None or ".." in value.value:
        return None
    ends = value.value.split("/")
    first, last = _days(ends[0]), _days(ends[-1])
    return (first[0], last[1]) if first and last else None


def _days(edtf: str) -> tuple[date, date] | None:
    edtf = edtf.rstrip("~?%").split("T")[0]
    parts = edtf.split("-")
    try:
        if edtf.endswith("X"):
            size = 10 ** edtf.count("X")
            year = int(edtf.replace("X", "0"))
            return date(max(1, year), 1, 1), date(year + size, 1, 1)
        year = int(parts[0])
        if len(parts) == 1:
            return date(year, 1, 1), date(year + 1, 1, 1)
        month = int(parts[1])
        if len(parts) == 3:
            day = date(year, month, int(parts[2]))
            return day, day + timedelta(1)
        months, size = {range(1, 13): (month, 1), range(21, 25): (3 * (month - 20), 3),
                        range(33, 37): (3 * (month - 33) + 1, 3), range(40, 42): (6 * (month - 40) + 1, 6)}[
                            next(r for r in (range(1, 13), range(21, 25), range(33, 37), range(40, 42)) if month in r)]
        end = months - 1 + size
        return date(year, months, 1), date(year + end // 12, end % 12 + 1, 1)
    except (ValueError, StopIteration, OverflowError):
        return None


# ---- loaders ---------------------------------------------------------------------------------------------------------


def token_places(root: Any) -> tuple[str, dict[str, tuple[int, int]], int]:
    """The text of a CAT document, the range of each token in it, and how far its first six sentences reach."""
    places: dict[str, tuple[int, int]] = {}
    text, until, sentence = "", 0, 0
    for token in root.iter("token"):
        word, number = token.text or "", int(token.get("sentence"))
        word = {"``": '"', "''": '"'}.get(word, word)
        if number != sentence:
            text, sentence = text + ("\n\n" if number <= 2 else " "), number
        elif text and not _TIGHT_LEFT.fullmatch(token.text or "") and not text.endswith(("(", "[", "$", "\n")):
            text += " "
        places[token.get("t_id")] = (len(text), len(text) + len(word))
        text += word
        if number < _ANNOTATED_SENTENCES:
            until = len(text)
    return text, places, until


def cat_document(path: Path) -> Document:
    """One article in CAT format: tokens joined to a text, TIMEX3 as positions in it."""
    root = etree.parse(str(path)).getroot()
    text, places, until = token_places(root)
    created, gold = "", []
    for timex in root.iter("TIMEX3"):
        spans = [places[anchor.get("t_id")] for anchor in timex.iter("token_anchor")]
        if timex.get("functionInDocument") == "CREATION_TIME":
            created = created or _iso(timex.get("value") or "")
        elif spans:
            gold.append((spans[0][0], spans[-1][1], normal(timex.get("value"))))
    if not created:
        # One article leaves its creation time unmarked: it is the date that stands under the headline.
        second = [one for one in sorted(gold) if one[2] and re.fullmatch(r"\d{4}-\d{2}-\d{2}", one[2])]
        created = (second[0][2] or "") if second else ""
        gold = [one for one in gold if one not in second[:1]]
        for start, end, _ in second[:1]:
            text = text[:start] + " " * (end - start) + text[end:]
    dates = [places[a.get("t_id")] for x in root.iter("TIMEX3") if x.get("functionInDocument") == "CREATION_TIME"
             for a in x.iter("token_anchor")]  # fmt: skip
    if dates:
        text = text[: dates[0][0]] + " " * (dates[-1][1] - dates[0][0]) + text[dates[-1][1] :]
    return Document(path.name, text, created, sorted(gold, key=lambda one: one[:2]), until)


def _iso(value: str) -> str:
    turned = re.fullmatch(r"(\d{2})-(\d{2})-(\d{4})", value)
    return f"{turned[3]}-{turned[2]}-{turned[1]}" if turned else value


def timeml_document(path: Path) -> Document:
    """One TimeML file: the text of ``TEXT`` with its inline TIMEX3."""
    root = etree.parse(str(path)).getroot()
    created = ""
    for timex in root.iter("TIMEX3"):
        if timex.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME"):
            created = created or (timex.get("value") or "")[:10]
    body = root.find("TEXT") if root.find("TEXT") is not None else root
    pieces: list[str] = []
    gold: list[Gold] = []
    _inline(body, pieces, gold)
    text = "".join(pieces)
    return Document(path.name, text, created, gold, len(text))


def _inline(node: Any, pieces: list[str], gold: list[Gold]) -> None:
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for child in node:
        _inline(child, pieces, gold)
        pieces.append(child.tail or "")
    if node.tag == "TIMEX3" and node.get("functionInDocument") not in ("CREATION_TIME", "PUBLICATION_TIME"):
        gold.append((start, sum(map(len, pieces)), normal(node.get("value"))))


def gum_document(path: Path) -> Document:
    """One GUM document: tokens joined to a text, ``date`` elements with a year as positions and EDTF values."""
    text, opened, gold, created = "", [], [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("<text "):
            created = (re.search(r'dateCreated="([\d-]+)"', line) or [None, ""])[1]
        elif line.startswith("<date"):
            opened.append((len(text), dict(re.findall(r'([\w:]+)="([^"]*)"', line))))
        elif line.startswith("</date"):
            start, said = opened.pop()
            if value := _tei(said):
                gold.append((start, len(text), value))
        elif line.startswith(("<p>", "<head", "</p>", "</head")):
            text += "\n\n"
        elif "\t" in line:
            word = line.split("\t")[0]
            tight = _TIGHT_LEFT.fullmatch(word) or word == "-" or text.endswith(("(", "-", "\n"))
            text += word if tight else " " + word
    return Document(path.name, text, created, gold, len(text))


def _tei(said: dict[str, str]) -> str | None:
    when = said.get("when", "")
    if re.match(r"\d{4}", when):
        return when.split("T")[0]
    begins, ends = said.get("from", ""), said.get("to", "")
    if not (re.match(r"\d{4}", begins) and re.match(r"\d{4}", ends)):
        return None
    for size in (1, 2):
        whole = f"{begins[: 4 - size]}{'0' * size}-01-01", f"{begins[: 4 - size]}{'9' * size}-12-31"
        if (begins, ends) == whole:
            return begins[: 4 - size] + "X" * size
    return f"{begins}/{ends}"


# ---- the parts -------------------------------------------------------------------------------------------------------


def gum(documents: list[Document]) -> tuple[float, int, list[str]]:
    """Share of gold dates whose value one of our overlapping times has, their number, and the errors."""
    right, total, errors = 0, 0, []
    for document in documents:
        ours = read_times(document.text, document.created)
        for start, end, value in document.gold:
            near = [one for one in ours if one.start < end and start < one.end]
            total += 1
            if any(one.value and value in (one.value.split("T")[0].rstrip("~"), *one.value.split("/")) for one in near):
                right += 1
            else:
                got = "; ".join(f"{one.text} = {one.value}" for one in near) or "nothing"
                errors.append(f"gum      {document.created} gold {value}, got {got} | {document.text[start:end]}")
    return right / total if total else 0.0, total, errors


def specs(folder: Path) -> tuple[dict[str, float], dict[str, int], list[str], list[Path]]:
    """The share of expressions that are right, by kind."""
    tally: dict[str, list[int]] = {}
    errors: list[str] = []
    names = {"DateParser": "date", "DatePeriodParser": "date_range", "DateTimeParser": "date_time",
             "HolidayParser": "holiday", "DurationParser": "duration"}  # fmt: skip
    files = [path for path in sorted(folder.rglob("*Parser.json")) if path.stem in names]
    for path in files:
        for case in json.loads(path.read_text(encoding="utf-8-sig")):
            for result in case.get("Results", []):
                value = result["Value"] or {}
                accepted = [value.get("PastResolution") or {}, value.get("FutureResolution") or {}]
                if not any(accepted) or "0001" in str(accepted):
                    continue
                today = case.get("Context", {}).get("ReferenceDateTime", "")[:10]
                ours = [one for one in read_times(case["Input"], today, day_first=False)
                        if one.start < result["Start"] + result["Length"] and result["Start"] < one.end]  # fmt: skip
                good = any(_agrees(one, gold) for one in ours for gold in accepted)
                row = tally.setdefault(names[path.stem], [0, 0])
                row[0] += good
                row[1] += 1
                if not good:
                    got = "; ".join(f"{one.text} = {one.value or one.duration}" for one in ours) or "nothing"
                    errors.append(f"spec     {today} gold {accepted}, got {got} | {case['Input']}")
    return (
        {f"specs_{name}": right / total for name, (right, total) in tally.items()},
        {f"specs_{name}": total for name, (_, total) in tally.items()}, errors, files,
    )  # fmt: skip


_SECONDS = {"Y": 31536000, "M": 2592000, "W": 604800, "D": 86400}


def _agrees(ours: TimeValue, gold: dict[str, str]) -> bool:
    if "duration" in gold:
        parts = re.fullmatch(r"P([^T]*)(?:T(.*))?", ours.duration or "-")
        if parts is None or "X" in (ours.duration or ""):
            return False
        total = sum(float(n) * _SECONDS[u] for n, u in re.findall(r"([\d.]+)([YMWD])", parts[1]))
        clock = re.findall(r"([\d.]+)([HMS])", parts[2] or "")
        total += sum(float(n) * {"H": 3600, "M": 60, "S": 1}[u] for n, u in clock)
        return abs(total - float(gold["duration"])) < 1
    if "dateTime" in gold:
        return (ours.value or "")[:16].replace("T", " ") == gold["dateTime"][:16]
    days = days_of(ours)
    if "startDate" in gold and "endDate" in gold:
        ends = gold["startDate"], gold["endDate"]
        if days is None or days[0].isoformat() != ends[0]:
            return False
        last = days[1] - timedelta(1)
        return ends[1] == days[1].isoformat() or ("/" in (ours.value or "") and ends[1] == last.isoformat())
    return days is not None and days[0].isoformat() == gold.get("date") and (days[1] - days[0]).days == 1


def evaluate(data: Path, split: str) -> Result:
    """All the parts whose data are there."""
    result = Result({})
    folders = sorted({path.parent for path in (data / "entities" / "meantime").rglob("*.xml")})
    articles = [path for folder in folders for path in split_files(folder, split, (".xml",))]
    timeml_folders = sorted({path.parent for path in (data / "times").rglob("*.tml")})
    timeml = [path for folder in timeml_folders for path in split_files(folder, split, (".tml",))]
    if not articles and not timeml:
        raise FileNotFoundError(2, "no time annotations", str(data / "entities" / "meantime"))
    for name, paths, load in (("meantime", articles, cat_document), ("timeml", timeml, timeml_document)):
        if not paths:
            continue
        documents = [load(path) for path in paths]
        scores, errors = score(documents)
        result.scores |= {f"{name}_{key}": value for key, value in scores.items()}
        result.counts |= {f"{name}_documents": len(documents), f"{name}_gold": sum(len(d.gold) for d in documents)}
        result.errors += errors
        result.files += paths
        result.scores.setdefault("words_a_second", _speed(documents))
    tei = sorted((data / "entities" / "gum_news").rglob("*.xml"))
    if tei:
        recall, total, errors = gum([gum_document(path) for path in tei])
        result.scores["gum_value_recall"] = recall
        result.counts["gum_dates"] = total
        result.errors += errors
        result.files += tei
    scores, counts, errors, files = specs(data / "times")
    result.scores |= scores
    result.counts |= counts
    result.errors += errors
    result.files += files
    return result


def _speed(documents: list[Document]) -> float:
    started, words = time.perf_counter(), 0
    while time.perf_counter() - started < 2:
        for document in documents:
            read_times(document.text, document.created)
            words += len(document.text.split())
    return words / (time.perf_counter() - started)


if __name__ == "__main__":
    run("times", __doc__, evaluate)

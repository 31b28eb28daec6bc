"""Quotation marks: are the words that people marked as quoted found, exactly?

Gold: PolNeAR (Newell, Margolin and Ruths 2018), whose annotators marked the content of each attribution in the text.
A content span counts if it begins and ends with a double quotation mark (straight, curly or doubled single ones),
holds none inside and lies in one paragraph: a plain direct quotation. It is found if one of the quotation-mark
engine's quotations covers exactly the same words, edge punctuation and the marks themselves left aside. No language
model takes part. Precision has no gold (titles and scare quotes stand in marks too and are no attributions); beside
the score stand how many quotations were found and the share of them that the text does not close.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from bench.harness import Result, run, split_files
from onrecord.text import find_quotations

_OPENING, _CLOSING = ('"', "“", "''", "``", "‘‘"), ('"', "”", "''", "’’")
_INSIDE = re.compile("[\"“”]|''|``")
_EDGES = " \t\n.,;:!?\"“”‘’'`"
_GAP = re.compile(r"\n[^\S\n]*\n\s*")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The ranges between blank lines."""
    edges = [0, *(edge for gap in _GAP.finditer(text) for edge in gap.span()), len(text)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if text[start:end].strip()]


def is_plain_quotation(words: str) -> bool:
    """Whether a content span is nothing but one quotation in double marks."""
    words = words.strip(" \t\n.,;:!?")
    if len(words) < 3 or not words.startswith(_OPENING) or not words.endswith(_CLOSING):
        return False
    inside = words.strip("\"“”'’‘`")
    return bool(inside) and not _INSIDE.search(inside) and not _GAP.search(inside)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without punctuation and marks at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def evaluate(data: Path, split: str) -> Result:
    """Every plain direct quotation of the split's articles."""
    folder = data / "statements" / "polnear"
    files = [path for path in split_files(folder, split, (".jsonl",)) if ".multi." not in path.name]
    if not files:
        raise FileNotFoundError(str(folder))
    gold = found = total = open_ended = 0
    errors: list[str] = []
    articles = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    for article in articles:
        text = article["text"]
        quotations = find_quotations(text, paragraphs(text))
        total += len(quotations)
        open_ended += sum(not one.closed for one in quotations)
        ranges = {trimmed(text, one.start, one.end) for one in quotations}
        for attribution in article["attributions"]:
            for start, end in attribution["content"]:
                if not is_plain_quotation(text[start:end]):
                    continue
                gold += 1
                if trimmed(text, start, end) in ranges:
                    found += 1
                else:
                    near = [one.text for one in quotations if one.start < end and start < one.end]
                    errors.append(f"{article['id']}\n  gold:  {text[start:end]}\n  found: {near}")
    return Result(
        scores={
            "direct quotations found exactly": found / gold if gold else 0.0,
            "share of quotations left open": open_ended / total if total else 0.0,
        },
        counts={"articles": len(articles), "direct quotations": gold, "quotations found": total},
        files=files,
        errors=errors,
        lower_is_better=frozenset({"share of quotations left open"}),
    )


if __name__ == "__main__":
    run("quotation_marks", __doc__, evaluate)

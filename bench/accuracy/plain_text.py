"""Plain-text copies: the role of each line, and where stories start.

Data: ``extraction/derived-captures/line_captures.jsonl.gz`` and ``multistory.jsonl.gz`` under the data root: pages
rendered to text and cut to the article, each line with the role that matching it to hand-reviewed parts gave
(silver), and such pages joined.

Protocol.
- Roles: over the lines of ``line_captures``, precision, recall and F1 of each of headline, standfirst, byline, body,
  subhead, caption, credit and furniture, pooled over all pages; ``roles_macro_f1`` is their mean. The gold calls
  bulleted summaries furniture. So a line is left out if its gold role is furniture, it begins with a bullet ('* '),
  stands before the page's first body line and has 40 characters or more; a key point elsewhere counts as furniture.
- Starts: over all captures of ``multistory``, each predicted start after a capture's first is right if it lies
  within two lines of a gold start after the first that no other prediction took; F1 of the pooled counts.
  ``exact_count`` is the share of captures with the right number of stories.
- Singles: the share of the pages of ``line_captures`` and of the single-story captures of ``multistory`` that are
  given more than one story (lower is better).
Peers: none split or label plain text; a doubled headline alone finds starts with F1 .16, a date anchor .34-.39.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.harness import Result, precision_recall_f1, run, split_files
from onrecord.capture.plain.roles import label
from onrecord.capture.plain.split import starts

ROLES = ("headline", "standfirst", "byline", "body", "subhead", "caption", "credit", "furniture")
_NAMES = {"paragraph": "body", "key_point": "furniture"}
_TOLERANCE = 2
_SUMMARY = 40


def exempt(lines: Sequence[str], gold: Sequence[str]) -> set[int]:
    """The lines that are not scored: bulleted summaries before the body, which the gold calls furniture."""
    body = next((index for index, role in enumerate(gold) if role == "body"), len(gold))
    return {
        index
        for index in range(body)
        if gold[index] == "furniture" and lines[index].startswith("* ") and len(lines[index]) >= _SUMMARY
    }


def confusion(lines: Sequence[str], gold: Sequence[str], predicted: Sequence[str]) -> Counter[tuple[str, str]]:
    """How often each gold role got each predicted one, without the exempt lines."""
    skipped = exempt(lines, gold)
    return Counter(
        (role, _NAMES.get(found, found))
        for index, (role, found) in enumerate(zip(gold, predicted, strict=True))
        if index not in skipped
    )


def role_scores(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    """F1 of each role and their mean."""
    scores: dict[str, float] = {}
    for role in ROLES:
        right = counts[role, role]
        predicted = sum(number for (_, found), number in counts.items() if found == role)
        gold = sum(number for (expected, _), number in counts.items() if expected == role)
        scores[f"role_{role}_f1"] = precision_recall_f1(right, predicted, gold)[2]
    scores["roles_macro_f1"] = sum(scores.values()) / len(ROLES)
    return scores


def matched_starts(gold: Sequence[int], predicted: Sequence[int]) -> int:
    """How many predicted starts lie within two lines of a gold start of their own."""
    free = list(gold)
    for start in predicted:
        near = [other for other in free if abs(other - start) <= _TOLERANCE]
        if near:
            free.remove(min(near, key=lambda other: abs(other - start)))
    return len(gold) - len(free)


def evaluate(data: Path, split: str) -> Result:
    """Both measures over the data root ``data``; raises ``FileNotFoundError`` where there are no captures."""
    folder = data / "extraction" / "derived-captures"
    files = split_files(folder, split, (".jsonl.gz",))
    pages = [row for path in files if "line_captures" in path.name for row in _rows(path)]
    joined = [row for path in files if "multistory" in path.name for row in _rows(path)]
    if not pages and not joined:
        raise FileNotFoundError(2, "no captures", str(folder))
    errors: list[str] = []
    counts: Counter[tuple[str, str]] = Counter()
    singles = wrong = 0
    for page in pages:
        lines, gold = [line for line, _ in page["lines"]], [role for _, role in page["lines"]]
        predicted = label(lines)
        counts += confusion(lines, gold, predicted)
        singles += 1
        found = starts(lines)[1:]
        wrong += bool(found)
        errors += [f"split wrongly: {page['id']} at {lines[start][:100]!r}" for start in found]
        errors += [
            f"{role} labelled {found}: {page['id']} {line[:120]!r}"
            for line, role, found in zip(lines, gold, predicted, strict=True)
            if role != _NAMES.get(found, found)
        ]
    right = total = expected = exact = 0
    for number, capture in enumerate(joined):
        gold_starts, found = capture["starts"][1:], starts(capture["lines"])[1:]
        matched = matched_starts(gold_starts, found)
        right, total, expected = right + matched, total + len(found), expected + len(gold_starts)
        exact += len(found) == len(gold_starts)
        if not gold_starts:
            singles += 1
            wrong += bool(found)
        if matched < max(len(found), len(gold_starts)):
            errors.append(f"starts: capture {number}: gold {gold_starts}, found {found}")
    scores = role_scores(counts)
    precision, recall, f1 = precision_recall_f1(right, total, expected)
    scores |= {"starts_precision": precision, "starts_recall": recall, "starts_f1": f1}
    scores["exact_count"] = exact / len(joined) if joined else 0.0
    scores["singles_split_wrongly"] = wrong / singles if singles else 0.0
    return Result(
        scores=scores,
        counts={"pages": len(pages), "lines": sum(counts.values()), "captures": len(joined), "starts": expected},
        files=[path for path in files if "line_captures" in path.name or "multistory" in path.name],
        errors=errors,
        lower_is_better=frozenset({"singles_split_wrongly"}),
    )


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


if __name__ == "__main__":
    run("plain_text", __doc__, evaluate)

"""Whether what is told happened: stages of incidents (MUC-4) and graded predicates (UDS-IH2, UW, CommitmentBank).

Data: ``events/muc4`` (texts and templates of every part that is there), ``status/factuality``,
``status/commitmentbank``.

Protocol.

- **muc4_macro_f1**: see ``bench/stages.py``: the stage of each template from the statuses of its mentions, by the rules
  and by the trained head, and the words of their sentences, cross-validated over all documents that are there.
  **muc4_rules_macro_f1**: from the rules' statuses alone, nothing fitted. **muc4_words_macro_f1**: from the words
  alone, without our statuses.
- **uds_macro_f1**: a predicate with a grade above 0 happened. Ours did if its status is actual, ongoing or habitual.
  Macro-F1 of happened and not. The tokens of the gold are joined with spaces only where print has them. Each sentence
  stands alone; ``Standing`` gets the predicate as trigger, and no statements. **uds_weighed_macro_f1**: with the
  trained head's word beside the rules' (trained on UDS-IH2's training part).
- **uw_macro_f1**: the same on news sentences of UW, whose predicates nearly all happened.
- **commitmentbank_macro_f1**: the clause embedded under an operator; its writer holds it true if the mean answer is
  above 0. Our answer is the status of the clause's verb, found as the first verb of the target that the prompt has too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.factuality import predicates
from bench.harness import Result, run
from bench.stages import HAPPENED, incidents, macro_f1, parsed
from onrecord.reading.english import reading_zone
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.learnt import Learnt
from onrecord.reading.events.status import Standing
from onrecord.reading.stage import Parse, Partial

_TIGHT = frozenset([",", ".", ";", ":", "?", "!", "n't", "n’t", ")", "]", "%", "''"])


def as_printed(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """Tokens joined as print has them, and where each begins."""
    text, starts = "", []
    for token in tokens:
        tight = token in _TIGHT or token[:1] in "'’" or text.endswith(("(", "[", "$"))
        text += "" if tight or not text else " "
        starts.append(len(text))
        text += token
    return text, starts


def word_at(partial: Partial, start: int, end: int) -> tuple[Parse, Any] | None:
    """The word that heads ``[start, end)``, with its parse."""
    for parse in partial.parses:
        found = parse.doc.char_span(start - parse.start, end - parse.start, alignment_mode="expand")
        if found is not None:
            return parse, found.root
    return None


# ---- predicates ------------------------------------------------------------------------------------------------------


def graded(data: Path, split: str, corpus: str, *, heads: bool = False) -> tuple[list[tuple[bool, bool]], list[str]]:
    """Pairs of (happened, ours says so) for every graded predicate, and the errors. heads: ask the trained one too."""
    pairs, errors = [], []
    for sentence in predicates(data, split, corpus):
        text, starts = as_printed(sentence.text.split(" "))
        positions = {at: index for index, at in enumerate(_token_starts(sentence.text))}
        with reading_zone():
            partial = parsed(text)
            learnt = None
            if heads:
                asked = [
                    (found[0], [Trigger(found[0], found[1], found[1], (found[1],))])
                    for start, end, _ in sentence.graded
                    if (found := word_at(partial, starts[positions[start]], starts[positions[start]] + end - start))
                ]
                learnt = Learnt.of(asked)
            standing = Standing(partial, learnt)
            for start, end, grade in sentence.graded:
                at = starts[positions[start]]
                found = word_at(partial, at, at + end - start)
                if found is None:
                    continue
                status = standing.of(Trigger(found[0], found[1], found[1], (found[1],))).status
                pairs.append((grade > 0, status in HAPPENED))
                if pairs[-1][0] != pairs[-1][1]:
                    until = at + end - start
                    around = f"{text[max(0, at - 90) : at]}[{text[at:until]}]{text[until : until + 60]}"
                    errors.append(f"{corpus:8} grade {grade:+.1f}, ours {status} | {around}")
    return pairs, errors


def _token_starts(text: str) -> list[int]:
    starts = [0]
    for token in text.split(" "):
        starts.append(starts[-1] + len(token) + 1)
    return starts


def committed(path: Path) -> list[tuple[bool, bool]]:
    """Pairs for CommitmentBank: whether the embedded clause is held true, and whether ours stands as happened."""
    pairs = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            target, prompt = row["Target"].strip(), row["Prompt"].strip()
            with reading_zone():
                partial = parsed(target)
                words = set(re.findall(r"\w+", prompt.lower()))
                verbs = [
                    (parse, token) for parse in partial.parses for token in parse.doc
                    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass") and token.lower_ in words
                    and token.lemma_.lower() != row["Verb"]
                ]  # fmt: skip
                if verbs:
                    parse, token = verbs[0]
                    status = Standing(partial).of(Trigger(parse, token, token, (token,))).status
                    pairs.append((float(row["Mean"]) > 0, status in HAPPENED))
    return pairs


def evaluate(data: Path, split: str) -> Result:
    """All the parts whose data are there."""
    result = Result({})
    asked = (("UDS_IH2", "uds", False), ("UDS_IH2", "uds_weighed", True), ("UW", "uw", False))
    for corpus, name, heads in asked:
        pairs, errors = graded(data, split, corpus, heads=heads)
        if pairs:
            result.scores[f"{name}_macro_f1"] = macro_f1(pairs)
            result.counts[name] = len(pairs)
            result.errors += errors if name == "uds" else []
    if not result.scores:
        raise FileNotFoundError(2, "no graded predicates", str(data / "status" / "factuality"))
    result.files += sorted((data / "status" / "factuality").glob(f"*_{split}.jsonl"))
    bank = data / "status" / "commitmentbank" / "CommitmentBank-items.csv"
    if bank.exists():
        pairs = committed(bank)
        result.scores["commitmentbank_macro_f1"] = macro_f1(pairs)
        result.counts["commitmentbank"] = len(pairs)
        result.files.append(bank)
    folder = data / "events" / "muc4"
    if (folder / "muc4_raw_templates.jsonl").exists():
        scores, counts, errors = incidents(data)
        result.scores |= scores
        result.counts |= counts
        result.errors = errors + result.errors
        result.files += sorted(folder.glob("muc4_raw_*.jsonl"))
    return result


if __name__ == "__main__":
    run("event_status", __doc__, evaluate)

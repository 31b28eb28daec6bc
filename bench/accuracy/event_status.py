"""Whether what is told happened: stages of incidents (MUC-4) and graded predicates (UDS-IH2, UW, CommitmentBank).

Data: ``events/muc4`` (texts and templates of every part that is there), ``status/factuality``,
``status/commitmentbank``.

Protocol.

- **muc4_macro_f1**: each template with one type and one stage (accomplished, attempted, threatened) is one case,
  optional templates too. Upper-case texts are written small, each sentence with a capital. Its mentions are the words
  of its type (stems below) in sentences that name one of its victims, targets or perpetrators, else all such words of
  the text; each gets a status from ``Standing``; a threat that was made ('threat', 'threaten') tells of a deed that is
  hypothetical. A softmax regression makes the stage of the shares of the statuses (``attempted`` apart from the eight)
  and of which words of the status lexicon stand in those sentences; it is fitted on four fifths of the documents and
  applied to the last, five times over, and the macro-F1 is over all cases. **muc4_rules_macro_f1** is the same without
  fitting: attempted if most statuses that are not actual are attempted or negated, threatened if half the mentions or
  more have not happened.
- **uds_macro_f1**: a predicate with a grade above 0 happened. Ours did if its status is actual, ongoing or habitual.
  Macro-F1 of happened and not. The tokens of the gold are joined with spaces only where print has them. Each sentence
  stands alone; ``Standing`` gets the predicate as trigger, and no statements.
- **uw_macro_f1**: the same on news sentences of UW, whose predicates nearly all happened.
- **commitmentbank_macro_f1**: the clause embedded under an operator; its writer holds it true if the mean answer is
  above 0. Our answer is the status of the clause's verb, found as the last verb of the target that the prompt has too.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.factuality import predicates
from bench.harness import Result, run
from onrecord.model import Span, Story, story_id
from onrecord.reading.english import reading_zone
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.status import Standing
from onrecord.reading.lexicon import lexicon
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.stage import Parse, Partial

_HAPPENED = frozenset(["actual", "ongoing", "habitual"])
_STATUSES = (
    "actual", "ongoing", "habitual", "attempted", "planned", "promised", "demanded", "hypothetical", "negated",
)  # fmt: skip
_STAGES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
_TIGHT = frozenset([",", ".", ";", ":", "?", "!", "n't", "n’t", ")", "]", "%", "''"])
_STEMS = {
    "ATTACK": ("attack", "kill", "murder", "assassinat", "shoot", "shot", "ambush", "massacre", "death", "die", "wound",
               "execut", "injur", "fire", "clash", "slay", "assault", "strafe", "harass", "raid", "offensive", "crime",
               "terroris"),
    "BOMBING": ("bomb", "explo", "blast", "dynamit", "blow", "blew", "detonat", "charge", "destroy", "device", "mine",
                "grenade", "place", "plant", "attack"),
    "KIDNAPPING": ("kidnap", "abduct", "hostage", "captur", "seiz", "disappear", "hold", "captive", "take", "release"),
    "ARSON": ("burn", "fire", "arson", "set", "torch", "destroy"),
    "ROBBERY": ("rob", "steal", "theft", "stole", "loot", "hold"),
    "FORCED WORK STOPPAGE": ("strike", "stoppage", "stop", "paraly", "halt"),
}  # fmt: skip
_FOLDS, _STEPS, _RATE, _DECAY = 5, 300, 0.5, 0.002
Numbers = npt.NDArray[np.float64]


def parsed(text: str) -> Partial:
    """Sentences and parses of a text of paragraphs parted by blank lines."""
    spans, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            spans.append(Span.of(text, at, at + len(part)))
        at += len(part) + 2
    partial = Partial.of(Story(id=story_id(text), text=text, language="en", paragraphs=tuple(spans)))
    return Sentences().read(Quotations().read(partial))


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


def macro_f1(pairs: Sequence[tuple[Any, Any]]) -> float:
    """The mean F1 over the labels of the gold; pairs of gold and ours."""
    scores = []
    for label in sorted({gold for gold, _ in pairs}):
        right = sum(gold == label == ours for gold, ours in pairs)
        named = sum(gold == label for gold, _ in pairs) + sum(ours == label for _, ours in pairs)
        scores.append(2 * right / named)
    return sum(scores) / len(scores) if scores else 0.0


# ---- predicates ------------------------------------------------------------------------------------------------------


def graded(data: Path, split: str, corpus: str) -> tuple[list[tuple[bool, bool]], list[str]]:
    """Pairs of (happened, ours says so) for every graded predicate, and the errors."""
    pairs, errors = [], []
    for sentence in predicates(data, split, corpus):
        text, starts = as_printed(sentence.text.split(" "))
        positions = {at: index for index, at in enumerate(_token_starts(sentence.text))}
        with reading_zone():
            partial = parsed(text)
            standing = Standing(partial)
            for start, end, grade in sentence.graded:
                at = starts[positions[start]]
                found = word_at(partial, at, at + end - start)
                if found is None:
                    continue
                status = standing.modality(Trigger(found[0], found[1], found[1], (found[1],)))
                pairs.append((grade > 0, status in _HAPPENED))
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
                    status = Standing(partial).modality(Trigger(parse, token, token, (token,)))
                    pairs.append((float(row["Mean"]) > 0, status in _HAPPENED))
    return pairs


# ---- incidents -------------------------------------------------------------------------------------------------------


def cased(text: str) -> str:
    """An upper-case text written small, with a capital at each sentence; a line is not a paragraph."""
    body = re.sub(r"[ \t]*\n[ \t]*(?!\s*\n)", " ", re.sub(r"\n\s*\n", "\0", text)).replace("\0", "\n\n")
    body = re.sub(r"\[(?:TEXT|REPORT|EDITORIAL|COMMENTARY|INTERVIEW)\]|^\([^)]*\)", "", body)
    return re.sub(r"(^|[.!?]\s+|\n\n\s*|\")([a-z])", lambda m: m[1] + m[2].upper(), body.lower())


def cases(folder: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    """Document, incident type, stage and the strings of victims, targets and perpetrators, one a template."""
    for line in (folder / "muc4_raw_templates.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        slots = row["slots"]
        kind, stage = (" ".join(slots.get(f"INCIDENT: {one}", [])) for one in ("TYPE", "STAGE OF EXECUTION"))
        if stage not in _STAGES or kind not in _STEMS:
            continue
        named = [text for slot in ("PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID", "PHYS TGT: ID", "HUM TGT: NAME",
                                   "HUM TGT: DESCRIPTION") for text in slots.get(slot, [])]  # fmt: skip
        strings = [one.lower() for text in named for one in re.findall(r'"([^"]+)"', text)]
        yield row["doc"].split(" (")[0], kind, stage, strings


def incident(partial: Partial, standing: Standing, kind: str, strings: list[str]) -> tuple[Counter[str], set[str], str]:
    """The statuses of an incident's mentions, the words of the status lexicon around them, and the sentences."""
    near: list[tuple[Parse, Any]] = []
    all_of_kind: list[tuple[Parse, Any]] = []
    stems = (*_STEMS[kind], "threat")
    for parse in partial.parses:
        for sent in parse.doc.sents:
            own = [(parse, one) for one in sent if one.pos_ in ("VERB", "NOUN") and one.lower_.startswith(stems)]
            all_of_kind += own
            words = sent.text.lower()
            if own and any(string in words for string in strings):
                near += own
    mentions = near or all_of_kind
    statuses: Counter[str] = Counter()
    for parse, one in mentions:
        status = standing.modality(Trigger(parse, one, one, (one,)))
        threat = one.lower_.startswith("threat") and status in _HAPPENED
        statuses["hypothetical" if threat else status] += 1
    sentences = {one.sent.start: one.sent for _, one in mentions}
    around = {word.lemma_.lower() for sent in sentences.values() for word in sent} & _status_words()
    return statuses, around, " ".join(sent.text for sent in sentences.values())


def _status_words() -> set[str]:
    tables = lexicon("events/status")
    return {word for name in ("verbs", "nouns", "adjectives") for listed in tables[name].values() for word in listed}


def by_rule(statuses: Counter[str]) -> str:
    """The stage without anything fitted."""
    undone = sum(count for status, count in statuses.items() if status not in _HAPPENED)
    if 2 * undone < sum(statuses.values()) or not undone:
        return "ACCOMPLISHED"
    return "ATTEMPTED" if 2 * (statuses["attempted"] + statuses["negated"]) > undone else "THREATENED"


def fitted(rows: Numbers, stages: npt.NDArray[np.int64], held: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The stages of the held rows by a softmax regression over the others; a stage weighs as the root of its size."""
    known, told = rows[~held], np.eye(len(_STAGES))[stages[~held]]
    weight = (1 / np.sqrt(told.sum(0) + 1))[stages[~held]][:, None]
    weight = weight / weight.mean()
    factors = np.zeros((rows.shape[1], len(_STAGES)))
    for _ in range(_STEPS):
        scores = known @ factors
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        factors -= _RATE * (known.T @ (weight * (chances - told)) / len(known) + _DECAY * factors)
    best: npt.NDArray[np.int64] = (rows[held] @ factors).argmax(1)
    return best


def incidents(folder: Path) -> tuple[dict[str, float], dict[str, int], list[str]]:
    """The scores over all templates, how many there are of each stage, and the errors."""
    texts = {}
    for line in (folder / "muc4_raw_texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts[row["doc"].split(" (")[0]] = row["text"]
    by_document: dict[str, list[tuple[str, str, list[str]]]] = {}
    for document, kind, stage, strings in cases(folder):
        if document in texts:
            by_document.setdefault(document, []).append((kind, stage, strings))
    found = []
    for number, (document, own) in enumerate(sorted(by_document.items())):
        with reading_zone():
            partial = parsed(cased(texts[document]))
            standing = Standing(partial)
            found += [(number, stage, *incident(partial, standing, kind, strings)) for kind, stage, strings in own]
    vocabulary = {word: len(_STATUSES) * 2 + 1 + at for at, word in enumerate(sorted(_status_words()))}
    rows = np.zeros((len(found), len(_STATUSES) * 2 + 1 + len(vocabulary)))
    for at, (_, _, statuses, around, _) in enumerate(found):
        total = max(1, sum(statuses.values()))
        shares = [statuses[one] / total for one in _STATUSES]
        rows[at, : len(_STATUSES) * 2 + 1] = [1, *shares, *(share > 0 for share in shares)]
        for word in around:
            rows[at, vocabulary[word]] = 0.5
    stages = np.array([_STAGES.index(one[1]) for one in found])
    folds = np.array([one[0] % _FOLDS for one in found])
    ours = np.zeros_like(stages)
    for fold in range(_FOLDS):
        ours[folds == fold] = fitted(rows, stages, folds == fold)
    pairs = [(one[1], _STAGES[int(stage)]) for one, stage in zip(found, ours, strict=True)]
    ruled = [(one[1], by_rule(one[2])) for one in found]
    errors = [
        f"muc4     {gold}, ours {got}: {dict(one[2])} | {one[4][:400]}"
        for (gold, got), one in zip(pairs, found, strict=True) if gold != got
    ]  # fmt: skip
    scores = {"muc4_macro_f1": macro_f1(pairs), "muc4_rules_macro_f1": macro_f1(ruled)}
    return scores, {f"muc4_{stage.lower()}": int(sum(one[1] == stage for one in found)) for stage in _STAGES}, errors


def evaluate(data: Path, split: str) -> Result:
    """All the parts whose data are there."""
    result = Result({})
    for corpus, name in (("UDS_IH2", "uds"), ("UW", "uw")):
        pairs, errors = graded(data, split, corpus)
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
        scores, counts, errors = incidents(folder)
        result.scores |= scores
        result.counts |= counts
        result.errors = errors + result.errors
        result.files += sorted(folder.glob("muc4_raw_*.jsonl"))
    return result


if __name__ == "__main__":
    run("event_status", __doc__, evaluate)

"""Statements: who said, thought or decided what, whole articles read from their raw text.

Data: ``statements/polnear`` (articles of seven American outlets, with their attributions), ``statements/basil``
(quotations whose speaker is named), ``bench/gold/pronoun_speakers.json`` (positions in PolNeAR's dev articles).

Protocols (``bench/polnear.py``), per article, words with the punctuation at edges left aside:

- **P1t**: in gold's order each attribution takes the free prediction whose content has the highest token F1 with its
  own; it counts above 0.3 (or 0.8). **P1**: the same by the share of the gold content that is covered.
- **speaker_right**: of matched pairs, the sources share a word or are both empty. **exact_triple**: source, cue and
  content are the same words.
- **P2**: contiguous spans per role within a line, exact; pooled F1, punctuation at edges trimmed (``_raw``: not).
- **recall_***: of gold's attributions of a kind, the share that P1t at 0.3 matches. direct: each content span begins
  and ends with a quotation mark; mixed: it holds some; indirect: none. speech: the cue is a common verb of speech.
- PolNeAR leaves what is reported inside somebody's quotation unmarked (18 of dev's 2,193 cues stand in quotation
  marks). The record wants it, so a statement whose ``within`` is set and whose cue stands in quotation marks is left
  out of precision; ``all_P1t_0.3_f1`` is with them.
- **right_at_***: of the statements with a confidence in that range, the share that P1t at 0.3 matches.
- **pronoun_speakers**: of the cases whose pronoun is the source of a statement of ours or lies in none: the share whose
  entity has a mention that overlaps the gold antecedent or its fullest name; ``_of_answered``: of those with an entity.
- **basil**: of BASIL's quotations with a person's name (labels of groups, 'House_Democrats', are left out) that a
  statement of ours overlaps, the share whose innermost statement has an entity (or else a source) with that last name.
- **rules_only_***: the stage without the trained model; all its statements count.
- **words_a_second**: the stage alone, on the parsed articles of PolNeAR; ``reading_words_a_second``: all stages.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import Any

from bench.harness import Result, run, split_files
from bench.polnear import Article, Attribution, Scored, articles, gold_files, match, same_speaker, score
from onrecord.model import Reading, Span, Statement, Story, story_id
from onrecord.reading import Pipeline, Stage
from onrecord.reading.english import reading_zone
from onrecord.reading.pipeline import default_stages
from onrecord.reading.stage import Partial
from onrecord.reading.statements import Statements

_PRONOUN_GOLD = Path(__file__).parent.parent / "gold" / "pronoun_speakers.json"
_MARKS = "\"“”'‘’`"
_PRONOUNS = frozenset(
    ["he", "she", "they", "it", "i", "we", "you", "who", "which", "that", "his", "her", "their", "my", "our"]
)
_SPEECH = frozenset(
    [
        "said",
        "says",
        "say",
        "saying",
        "told",
        "tells",
        "telling",
        "added",
        "adds",
        "adding",
        "wrote",
        "writes",
        "asked",
        "asks",
        "noted",
        "argued",
        "explained",
        "continued",
        "according",
    ]
)
_GROUPS = frozenset(["Democrats", "Republicans", "Party", "Lawmakers", "House", "Senate", "Congress", "News", "GOP"])
_BINS = ((0.9, 1.01), (0.8, 0.9), (0.6, 0.8), (0.3, 0.6))


def stages() -> tuple[tuple[Stage, ...], Stage]:
    """The stages before, and the stage itself."""
    before = tuple(takewhile(lambda one: one.name != "statements", default_stages()))
    return before, Statements()


def predicted(statements: Iterable[Statement]) -> list[Attribution]:
    """Statements as attributions."""
    return [
        Attribution(
            ((one.speaker.span.start, one.speaker.span.end),) if one.speaker and one.speaker.span else (),
            ((one.cue.start, one.cue.end),) if one.cue else (),
            tuple((span.start, span.end) for span in one.content),
        )
        for one in statements
    ]


def _reported_in_a_quotation(one: Statement, reading: Reading) -> bool:
    cue = one.cue
    return one.within is not None and cue is not None and any(
        quotation.start < cue.start and cue.end < quotation.end for quotation in reading.quotations
    )  # fmt: skip


# ---- PolNeAR ---------------------------------------------------------------------------------------------------------


def kinds_of(article: Article, gold: Attribution) -> list[str]:
    """The slices that a gold attribution belongs to."""
    text = article.text
    pieces = [text[start:end].strip(" .,;:!?") for start, end in gold.content]
    whole = all(piece[:1] in _MARKS and piece[-1:] in _MARKS for piece in pieces if piece)
    some = any(mark in piece for piece in pieces for mark in ('"', "“", "”", "''", "``"))
    source = " ".join(text[start:end] for start, end in gold.source).lower().strip()
    cue = re.findall(r"\w+", " ".join(text[start:end] for start, end in gold.cue).lower())
    kinds = ["direct" if whole and some else "mixed" if some else "indirect"]
    kinds += ["headline"] if gold.content and gold.content[0][0] < len(text.split("\n")[0]) else []
    kinds += ["pronoun"] if source in _PRONOUNS else ["no_source"] if not source else ["other_source"]
    kinds += ["several_spans"] if len(gold.content) > 1 else []
    return [*kinds, "speech" if _SPEECH & set(cue) else "no_speech"]


def polnear(gold: list[Article], readings: list[Reading], result: Result) -> None:
    """Adds the scores of the protocols, the slices and the reliability of confidence."""
    total = Scored()
    slices: dict[str, list[int]] = {}
    bins = {f"right_at_{low:.1f}": [0, 0] for low, _ in _BINS}
    everything = Scored()
    for article, reading in zip(gold, readings, strict=True):
        wanted = [one for one in article.attributions if article.numbers(one.content)]
        score(article, wanted, predicted(reading.statements), everything)
        statements = [one for one in reading.statements if not _reported_in_a_quotation(one, reading)]
        ours = predicted(statements)
        score(article, wanted, ours, total)
        pairs = match(article, wanted, ours, 0.3, token_f1=True)
        close = match(article, wanted, ours, 0.8, token_f1=True)
        for one, number, near in zip(wanted, pairs, close, strict=True):
            for kind in kinds_of(article, one):
                row = slices.setdefault(kind, [0, 0])
                row[0] += number is not None
                row[1] += 1
            if number is None or near is None or not same_speaker(article, one, ours[number]):
                result.errors.append(_error(article, one, ours[number] if number is not None else None))
        hit = set(pairs)
        for number, statement in enumerate(statements):
            name = next(f"right_at_{low:.1f}" for low, high in _BINS if low <= (statement.confidence or 0.3) < high)
            bins[name][0] += number in hit
            bins[name][1] += 1
        result.errors += [_error(article, None, ours[i]) for i in range(len(ours)) if i not in hit]
    result.scores |= total.scores()
    result.scores["all_P1t_0.3_f1"] = everything.scores()["P1t_0.3_f1"]
    result.scores |= {f"recall_{kind}": right / all_ for kind, (right, all_) in sorted(slices.items())}
    result.scores |= {name: right / all_ for name, (right, all_) in bins.items() if all_}
    result.counts |= {"attributions": total.gold, "statements": total.predicted}
    result.counts |= {f"gold_{kind}": all_ for kind, (_, all_) in sorted(slices.items())}
    result.counts |= {name: all_ for name, (_, all_) in bins.items()}


def _error(article: Article, wanted: Attribution | None, ours: Attribution | None) -> str:
    def shown(one: Attribution | None) -> str:
        if one is None:
            return "nothing"
        parts = [" … ".join(article.text[a:b] for a, b in ranges) for ranges in (one.source, one.cue, one.content)]
        return f"[{parts[0]}] {{{parts[1]}}} {parts[2][:200]}".replace("\n", " ")

    kind = "missed" if ours is None else "spurious" if wanted is None else "differs"
    return f"{kind:8} gold {shown(wanted)}\n             ours {shown(ours)}"


def pronoun_speakers(gold: list[Article], readings: list[Reading], result: Result) -> None:
    """Adds the share of pronoun speakers that mean the right one."""
    rows = json.loads(_PRONOUN_GOLD.read_text(encoding="utf-8"))["cases"]
    by_text = {hashlib.sha256(a.text.encode()).hexdigest(): r for a, r in zip(gold, readings, strict=True)}
    right = answered = asked = unsaid = 0
    for row in rows:
        reading = by_text.get(row["document"])
        if reading is None or row.get("doubtful"):
            continue
        start, end = row["pronoun"]
        said = next((one for one in reading.statements if one.speaker and one.speaker.span
                     and one.speaker.span.start < end and start < one.speaker.span.end), None)  # fmt: skip
        if said is None or said.speaker is None:
            unsaid += 1
            continue
        asked += 1
        answered += said.speaker.entity is not None
        if said.speaker.entity is None:
            right += not row["antecedent"] and not row["name"]
        else:
            mentions = next(one for one in reading.entities if one.id == said.speaker.entity).mentions
            right += any(m.start < b and a < m.end for m in mentions for a, b in [*row["antecedent"], *row["name"]])
    if asked:
        result.scores["pronoun_speakers"] = right / asked
        result.scores["pronoun_speakers_of_answered"] = right / answered if answered else 0.0
        result.counts |= {"pronoun_speakers": asked, "pronoun_speakers_unsaid": unsaid}


# ---- BASIL -----------------------------------------------------------------------------------------------------------


def basil_story(row: dict[str, Any]) -> tuple[Story, list[tuple[int, int, str]]]:
    """One article of BASIL, and its quotations with a named speaker: (start, end, last name)."""
    text, sentences, spans = row["title"], [], []
    for paragraph in row["body"]:
        text += "\n\n"
        first = len(text)
        for number, sentence in enumerate(paragraph):
            text += (" " if number else "") + sentence
            sentences.append(len(text) - len(sentence))
        spans.append((first, len(text)))
    quotes = []
    for one in row["quotes"]:
        name = one["speaker"].split("_")
        sentence = int(one["id"][1:])
        if len(name) < 2 or name[0] == "other" or _of_a_group(name[-1]) or sentence >= len(sentences):
            continue
        start = sentences[sentence] + one["start"]
        if text[start : start + len(one["txt"])] == one["txt"]:
            quotes.append((start, start + len(one["txt"]), name[-1]))
    story = Story(
        id=story_id(text), text=text, language="en", headline=Span.of(text, 0, len(row["title"])),
        paragraphs=tuple(Span.of(text, a, b) for a, b in spans if b > a),
    )  # fmt: skip
    return story, quotes


def _of_a_group(word: str) -> bool:
    """Whether the last word of BASIL's label makes it a group's ('Senate_Democrats', 'Obama_campaign')."""
    return not word[0].isupper() or word in _GROUPS


def basil(data: Path, split: str, read: Any, result: Result) -> None:
    """Adds the share of BASIL's named speakers that are found."""
    found = right = asked = 0
    files = split_files(data / "statements" / "basil", split, (".jsonl",))
    for row in (json.loads(line) for path in files for line in path.open(encoding="utf-8")):
        story, quotes = basil_story(row)
        if not quotes:
            continue
        reading = read(story)
        names = {one.id: one.name for one in reading.entities}
        for start, end, name in quotes:
            asked += 1
            said = _innermost(reading.statements, start, end)
            if said is None:
                continue
            found += 1
            speaker = said.speaker
            who = (
                names.get(speaker.entity or "") or (speaker.span.text if speaker and speaker.span else "")
                if speaker
                else ""
            )
            good = name.casefold() in who.casefold()
            right += good
            if not good:
                result.errors.append(
                    f"basil    gold {name}, ours {who or 'nobody'} | {story.text[start - 60 : end + 60]!r}"
                )
    if found:
        result.files += files
        result.scores["basil_right_name_of_found"] = right / found
        result.scores["basil_found"] = found / asked
        result.counts["basil_quotations"] = asked


def _innermost(statements: tuple[Statement, ...], start: int, end: int) -> Statement | None:
    overlapping = [one for one in statements if any(s.start < end and start < s.end for s in one.content)]
    return min(overlapping, key=lambda one: sum(s.end - s.start for s in one.content), default=None)


def evaluate(data: Path, split: str) -> Result:
    """All the parts whose data are there."""
    result = Result({}, files=gold_files(data, split))
    gold = articles(data, split)
    before, stage = stages()
    without_model = Statements(rules_only=True)
    reader = Pipeline((*before, stage))
    readings: list[Reading] = []
    by_rules = Scored()
    with reading_zone():
        reader.read(Partial.of(gold[0].story()))  # loads the models
        seconds = alone = 0.0
        for article in gold:
            began = time.perf_counter()
            partial = Partial.of(article.story())
            for one in before:
                partial = one.read(partial)
            at = time.perf_counter()
            seconds += at - began
            readings.append(stage.read(partial).reading)
            alone += time.perf_counter() - at
            wanted = [one for one in article.attributions if article.numbers(one.content)]
            score(article, wanted, predicted(without_model.read(partial).reading.statements), by_rules)
        polnear(gold, readings, result)
        pronoun_speakers(gold, readings, result)
        if (data / "statements" / "basil").is_dir():
            basil(data, split, lambda story: reader.read(Partial.of(story)).reading, result)
    words = sum(len(article.text.split()) for article in gold)
    result.scores["words_a_second"] = words / alone
    result.scores["reading_words_a_second"] = words / (seconds + alone)
    plain = by_rules.scores()
    kept = ("P1t_0.3_f1", "P1t_0.8_f1", "exact_triple_f1", "speaker_right_P1t_0.3")
    result.scores |= {f"rules_only_{name}": plain[name] for name in kept}
    result.counts |= {"articles": len(gold), "words": words}
    return result


if __name__ == "__main__":
    run("statements", __doc__, evaluate)

"""Who did what to whom, in the unit sentences of PETRARCH.

Data: ``events/petrarch_validation`` (284 short sentences about invented countries, each with its triples of source
code, event code and target code; MIT), and the suite's dictionaries of actors, agents and discarded words, which say
what its invented names are coded to. Its dictionary of verbs is not used: what a verb means is for us to know.

Protocol.

- A phrase is coded as the suite does: each actor of the dictionary in it, joined by the codes of the agents in it
  ('Soldiers from Gondor'); a possessor counts as the whole phrase in which it stands, 'it' in a reported clause as who
  reports, and a phrase that names no actor counts with what 'of', 'from', 'in' and 'at' add to its noun.
- Event codes of the suite are mostly WEIS. They are mapped to the PLOVER types that answer to them
  (``bench/gold/weis.json``), several where PLOVER draws its lines elsewhere; ours is right if it is one of them. Ours
  is what ships: what lexicon and trained head together decide that the trigger names, and
  whom grammar and head let take part.
- The suite's parser codes verbs; a noun inside a verb's phrase only chooses among the verb's meanings. So an event of
  ours counts if its trigger is a verb, or a noun that a verb carries. A mutual event counts in both directions, and
  against a gold pair that gives one direction only, once.
- The suite has one event for a chain of verbs ('vowed to wage war on'): an event of ours in the complement or the
  object of another of ours is not counted beside it.
- A visit is one event with us, and two in the suite (032 and, the other way, 033): the second is left out.
- Comments (WEIS 02) are statements with us, no events: such gold triples are left out.
- Left out are records that test the coder's machinery and not the reading of a sentence: those marked
  ``evaluate=false``, those of category ERROR that feed a broken parse (``ERROR-``), the closing FINAL record, sentences
  with placeholders of synonym sets ('&TIETYPE'), those whose gold holds a code that belongs to no category (made up to
  show which pattern fired), and those left without triples when comments are taken away.

- **triple_f1**, precision, recall: over distinct triples of (source, type, target), pooled.
- **pair_f1**: the same without the type.
- **lexicon_triple_f1**: triples, if the lexicon's first sense and the grammar decide alone.
- **plain_f1**: triples, over the records that are not of the categories VERB, PATTERN and SYNSET. Those three test the
  suite's dictionary of verbs, which we do not use, with patterns that are often made up ('act … resolution' is a
  request) or against the sentence ('was criticized over its dispute with' makes the criticized the source).
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from bench.harness import Result, precision_recall_f1, run
from bench.petrarch import Dictionaries, load, words_of
from onrecord.reading.english import language
from onrecord.reading.events.arguments import doing_verb
from onrecord.reading.events.candidate import Arguments, Phrase, Trigger
from onrecord.reading.events.clauses import grammatical_subjects
from onrecord.reading.events.learnt import Learnt
from onrecord.reading.events.participants import participants
from onrecord.reading.events.phrases import objects_of
from onrecord.reading.events.phrases import phrase as noun_phrase
from onrecord.reading.events.stage import candidates
from onrecord.reading.events.triggers import triggers
from onrecord.reading.events.types import Types
from onrecord.reading.stage import Parse, Part

_WEIS: dict[str, list[str]] = json.loads((Path(__file__).parents[1] / "gold" / "weis.json").read_text())
_BELONGING = ("of", "from", "in", "at")
_COMMENT = "02"
_OF_THE_VERB_DICTIONARY = ("VERB", "PATTERN", "SYNSET")
# source code, accepted types, target code
Gold = tuple[str, frozenset[str], str]


def types_of(code: str) -> frozenset[str] | None:
    """The PLOVER types of a WEIS code; None where it belongs to no category."""
    if len(code) != 3 or not code.isdigit():
        return None
    for length in (3, 2):
        if code[:length] in _WEIS:
            return frozenset(_WEIS[code[:length]])
    return None


def gold_of(record: dict[str, Any]) -> list[Gold] | None:
    """The triples of a record; None where the record is left out."""
    machinery = record["evaluate"] != "true" or record["id"].startswith(("ERROR-", "FINAL")) or "&" in record["text"]
    codes = [event["eventcode"] for event in record["events"]]
    if machinery or any(types_of(code) is None for code in codes):
        return None
    kept = [event for event in record["events"] if not event["eventcode"].startswith(_COMMENT)]
    if not kept and record["events"]:
        return None
    if any("sourcecode" not in event or "targetcode" not in event for event in kept):
        return None
    visits = {(one["sourcecode"], one["targetcode"]) for one in kept if one["eventcode"] == "032"}
    kept = [
        one for one in kept
        if not (one["eventcode"] == "033" and (one["targetcode"], one["sourcecode"]) in visits)
    ]  # fmt: skip
    return [(one["sourcecode"], types_of(one["eventcode"]) or frozenset(), one["targetcode"]) for one in kept]


def codes_of(phrase: Phrase, parse: Parse, dictionaries: Dictionaries, day: str) -> list[str]:
    """The codes of one of our phrases and of what belongs to its noun."""
    head = phrase.head
    if head.pos_ == "PRON" and head.dep_ in ("nsubj", "nsubjpass") and head.head.dep_ == "ccomp":
        # 'X said it would …'
        subjects = grammatical_subjects(head.head.head)
        head = subjects[0] if subjects and subjects[0] != head else head
    while head.dep_ in ("poss", "compound", "amod", "nmod") and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    if head != phrase.head:
        phrase = noun_phrase(parse, head)
    text = parse.doc.text[phrase.start - parse.start : phrase.end - parse.start]
    beyond = phrase.end - parse.start
    joined = [
        noun for child in head.rights
        if child.dep_ == "prep" and child.lower_ in _BELONGING and child.idx >= beyond
        for noun in objects_of(child)
    ]  # fmt: skip
    alone = dictionaries.codes(words_of(text), day)
    if alone and not any(code.startswith("---") for code in alone):
        return alone
    added = " and ".join(" ".join(word.text for word in noun.subtree) for noun in joined)
    return dictionaries.codes(words_of(f"{text} {added}"), day)


def _with_whom(phrase: Phrase) -> bool:
    """Whether the phrase is the other side of what is mutual: 'met with A and B' pairs neither A with B."""
    head = phrase.head
    while head.dep_ == "conj":
        head = head.head
    return bool(head.dep_ == "pobj" and head.head.lower_ in ("with", "against"))


def _governor(verb: Any) -> int:
    """The verb, or its object's verb, whose complement the verb is; itself where it is none."""
    if verb.dep_ == "acl" and verb.head.pos_ == "NOUN" and verb.head.dep_ == "dobj":
        return int(verb.head.head.i)
    purpose = verb.dep_ == "advcl" and any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    return int(verb.head.i) if purpose or verb.dep_ in ("xcomp", "ccomp", "pcomp") else -1


def named(parse: Parse, *, lexicon_alone: bool) -> list[tuple[Trigger, str | None, Arguments]]:
    """The triggers of a parse with the type that each names and who takes part."""
    known = triggers(parse)
    if lexicon_alone:
        return [(one, one.senses[0].type if one.senses else None, participants(one, None)) for one in known]
    learnt = Learnt.of([(parse, known)])
    types = Types(learnt)
    decided = [(one, types.of(one)) for one in candidates(parse, known, types)]
    return [(one, decision.type, participants(one, learnt)) for one, decision in decided if decision is not None]


def read(
    record: dict[str, Any], doc: Any, dictionaries: Dictionaries, *, lexicon_alone: bool = False
) -> list[tuple[str, str, str, bool]]:
    """Our triples: source, type, target, and whether the event is mutual."""
    if dictionaries.discarded(words_of(record["text"])):
        return []
    parse = Parse(Part("paragraph", 0, len(record["text"])), 0, doc)
    found: list[tuple[str, str, str, bool]] = []
    counted: set[int] = set()
    for trigger, kind, who in named(parse, lexicon_alone=lexicon_alone):
        verb = trigger.carrier if trigger.carrier.pos_ in ("VERB", "AUX") else doing_verb(trigger.token)
        if kind is None or verb is None or {verb.i, _governor(verb)} & counted:
            continue
        actors = [codes_of(one, parse, dictionaries, record["date"]) for one in who.actors]
        recipients = [codes_of(one, parse, dictionaries, record["date"]) for one in who.recipients]
        if who.reciprocal:
            sides = [_with_whom(one) for one in who.actors]
            apart = len(set(sides)) > 1
            pairs = [
                (one, other) for i, one in enumerate(actors) for j, other in enumerate(actors)
                if i != j and (sides[i] != sides[j] or not apart)
            ]  # fmt: skip
        else:
            pairs = [(one, other) for one in actors for other in recipients]
        triples = [
            (source, kind, target, who.reciprocal)
            for sources, targets in pairs for source in sources for target in targets if source != target
        ]  # fmt: skip
        if triples:
            counted.add(verb.i)
        found.extend(triples)
    return list(dict.fromkeys(found))


def matched(ours: list[tuple[str, str, str, bool]], gold: list[Gold], *, typed: bool) -> tuple[int, int]:
    """How many gold triples are found, and how many of ours count (the way back of a mutual event only if found)."""
    free = list(gold)
    hits = counted = 0
    taken: set[tuple[str, str, str]] = set()
    for source, kind, target, mutual in ours:
        hit = next((one for one in free if one[0] == source and one[2] == target
                    and (kind in one[1] or not typed)), None)  # fmt: skip
        if hit is not None:
            free.remove(hit)
            taken.add((source, kind, target))
            hits += 1
            counted += 1
        elif not (mutual and any((target, kind, source) == (a, k, b) for a, k, b, _ in ours)):
            counted += 1
    for source, kind, target, mutual in ours:
        back = (target, kind, source)
        if mutual and (source, kind, target) not in taken and back not in taken and source < target:
            counted += 1
    return hits, counted


def evaluate(data: Path, split: str) -> Result:
    """Triples over all records of the suite that are scored."""
    folder = data / "events" / "petrarch_validation"
    path = folder / "petr1_unittest.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    dictionaries = load(folder)
    scored = [(record, gold) for record in records if (gold := gold_of(record)) is not None]
    tally: Counter[str] = Counter()
    errors = []
    docs = language().pipe(record["text"] for record, _ in scored)
    for (record, gold), doc in zip(scored, docs, strict=True):
        ours = read(record, doc, dictionaries)
        alone = read(record, doc, dictionaries, lexicon_alone=True)
        for name, read_, typed in (("triple", ours, True), ("pair", ours, False), ("lexicon_triple", alone, True)):
            hits, counted = matched(read_, gold, typed=typed)
            tally[f"{name}_hits"] += hits
            tally[f"{name}_ours"] += counted
            if name == "triple" and record["category"] not in _OF_THE_VERB_DICTIONARY:
                tally["plain_hits"] += hits
                tally["plain_ours"] += counted
                tally["plain_gold"] += len(gold)
        tally["gold"] += len(gold)
        if matched(ours, gold, typed=True) != (len(gold), len(gold)):
            wanted = "; ".join(f"{a} {'/'.join(sorted(kinds))} {b}" for a, kinds, b in gold) or "nothing"
            got = "; ".join(f"{a} {kind} {b}{'*' * mutual}" for a, kind, b, mutual in ours) or "nothing"
            errors.append(f"{record['id']} {record['text']}\n    gold {wanted}\n    ours {got}")
    scores = {}
    for name in ("triple", "pair"):
        figures = precision_recall_f1(tally[f"{name}_hits"], tally[f"{name}_ours"], tally["gold"])
        scores |= dict(zip((f"{name}_precision", f"{name}_recall", f"{name}_f1"), figures, strict=True))
    scores["lexicon_triple_f1"] = precision_recall_f1(
        tally["lexicon_triple_hits"], tally["lexicon_triple_ours"], tally["gold"]
    )[2]
    scores["plain_f1"] = precision_recall_f1(tally["plain_hits"], tally["plain_ours"], tally["plain_gold"])[2]
    counts = {"scored": len(scored), "left_out": len(records) - len(scored), "gold_triples": tally["gold"]}
    return Result(scores, counts, [*sorted(folder.glob("*.txt")), path], errors)


if __name__ == "__main__":
    run("petrarch", __doc__, evaluate)

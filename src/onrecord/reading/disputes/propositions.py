"""What a statement says is so: its clauses, each a deed with its subject and object, affirmed or denied."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from onrecord.model import Statement
from onrecord.reading.disputes.vocabulary import deed_of, words
from onrecord.reading.stage import Parse, Partial

__all__ = ["Clause", "Ground", "agree", "opposed"]

Modality = Literal["fact", "future", "duty"]
_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
_PASSIVE = frozenset({"nsubjpass", "csubjpass"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "would", "shall"})
_DUTY = frozenset({"should", "must", "ought"})
_MAYBE = frozenset({"may", "might", "could", "can", "if", "whether", "ca"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SOMEBODY = "?"  # a pronoun of unknown meaning: it may be anybody
_MOST_CLAUSES, _MOST_WORDS = 8, 40


@dataclass(frozen=True, slots=True)
class Clause:
    """One deed as a statement tells it. ``start``, ``end``: where its words stand in the story's text.

    deed: the verb's lemma, ``be:`` and its complement, or the name of a group of verbs. subject, object: entity ids
    and lemmas that name it, empty where it is not said or a pronoun of unknown meaning. about: lemmas of all its
    nouns. numbers: counted noun and figure as written. names: proper nouns among its circumstances.
    """

    statement: Statement | None
    deed: str
    denied: bool
    modality: Modality
    subject: frozenset[str]
    object: frozenset[str]
    about: frozenset[str]
    names: frozenset[str]
    times: frozenset[str]
    numbers: tuple[tuple[str, str, bool], ...]
    start: int
    end: int


class Ground:
    """A story's parses, mentions and times, asked by position. Built once a story, in linear time."""

    def __init__(self, partial: Partial) -> None:
        reading = partial.reading
        self.text = reading.story.text
        self.parses: tuple[Parse, ...] = partial.parses
        self.entities = {one.id: one for one in reading.entities}
        mentions = sorted((m.start, m.end, one.id) for one in reading.entities for m in one.mentions)
        self._mentions, self._mention_starts = mentions, [start for start, _, _ in mentions]
        self._parse_starts = [parse.start for parse in self.parses]
        self._part_starts = [part.start for part in partial.parts]
        times = sorted((one.start, one.value) for one in reading.times if one.value)
        self._times, self._time_starts = times, [start for start, _ in times]

    def entity_at(self, start: int, end: int) -> str | None:
        """The entity of the mention that overlaps ``[start, end)`` and begins last."""
        at = bisect_right(self._mention_starts, end - 1) - 1
        for start_, end_, entity in reversed(self._mentions[max(0, at - 3) : at + 1]):
            if start < end_ and start_ < end:
                return entity
        return None

    def entities_in(self, start: int, end: int) -> list[str]:
        """The entities mentioned in ``[start, end)``, in order."""
        first, last = bisect_right(self._mention_starts, start - 1), bisect_right(self._mention_starts, end - 1)
        return [entity for _, _, entity in self._mentions[first:last]]

    def times_in(self, start: int, end: int) -> frozenset[str]:
        """The values of the times that begin in ``[start, end)``."""
        first, last = bisect_right(self._time_starts, start - 1), bisect_right(self._time_starts, end - 1)
        return frozenset(value for _, value in self._times[first:last])

    def part_number(self, position: int) -> int:
        """The number of the part that holds this position."""
        return bisect_right(self._part_starts, position) - 1

    def tokens(self, start: int, end: int) -> tuple[Parse, Any] | None:
        """The parse that holds ``[start, end)`` and its tokens there."""
        at = bisect_right(self._parse_starts, start) - 1
        if at < 0:
            return None
        parse = self.parses[at]
        span = parse.doc.char_span(start - parse.start, end - parse.start, alignment_mode="contract")
        return (parse, span) if span is not None and len(span) else None

    def entity_of(self, parse: Parse, token: Any) -> str | None:
        """The entity that a token is a mention of, or a part of one."""
        start = parse.start + token.idx
        return self.entity_at(start, start + len(token))

    def root(self, entity: str) -> str:
        """The party that finally answers for an entity: whom it acts for, and whom that acts for."""
        seen = {entity}
        while (one := self.entities.get(entity)) and one.acts_for and one.acts_for not in seen:
            entity = one.acts_for
            seen.add(entity)
        return entity

    def party(self, entity: str) -> str:
        """Whom to name as the party: the body that a person speaks for; a government itself, not its country."""
        one = self.entities.get(entity)
        other = self.entities.get(one.acts_for) if one and one.acts_for else None
        return other.id if other and other.kind != "place" else entity

    def clauses(self, statement: Statement) -> Iterator[Clause]:
        """What a statement says is so. Questions, wishes and conditions are left out."""
        flips = statement.act == "deny"
        for span in statement.content:
            found = self.tokens(span.start, span.end)
            if found is None:
                continue
            parse, tokens = found
            for token in islice(_heads(tokens), _MOST_CLAUSES):
                clause = self.clause(parse, token, tokens.start, tokens.end, statement, flips=flips)
                if clause is not None:
                    yield clause

    def clause(
        self, parse: Parse, verb: Any, first: int, last: int, statement: Statement | None = None, *, flips: bool = False
    ) -> Clause | None:
        """The clause of a verb, of its words inside the tokens ``[first, last)`` only; None if it is not told as so."""
        children = [one for one in verb.children if first <= one.i < last]
        lemma = _deed(verb, children)
        if verb.lemma_.lower() in words("failing"):
            children += [leaf for one in children if one.dep_ == "xcomp" for leaf in one.children if leaf.i < last]
        modality = _modality(children, verb)
        if lemma is None or modality is None:
            return None
        subjects = [one for one in children if one.dep_ in _SUBJECTS]
        objects = [one for one in children if one.dep_ in {"dobj", "obj"}]
        patients = [one for one in children if one.dep_ in _PASSIVE]
        if patients and not objects:
            objects = patients
        agents = [one for by in children if by.dep_ == "agent" for one in by.children]
        own = [one for one in islice(verb.subtree, _MOST_WORDS * 2) if first <= one.i < last][:_MOST_WORDS]
        start, end = parse.start + own[0].idx, parse.start + own[-1].idx + len(own[-1])
        circumstances = [
            one for by in children if by.dep_ == "prep" for one in by.subtree if one.pos_ == "PROPN" and one.i < last
        ]
        return Clause(
            statement=statement,
            deed=lemma,
            denied=_denied(children, verb) != flips,
            modality=modality,
            subject=self._named(parse, subjects or agents),
            object=self._named(parse, objects),
            about=frozenset(one.lemma_.lower() for one in own if one.pos_ in _NOUNS and one.ent_type_ != "DATE"),
            names=frozenset(one.lemma_.lower() for one in circumstances if one.ent_type_ not in {"DATE", "TIME"}),
            times=self.times_in(start, end),
            numbers=tuple(_numbers([*subjects, *objects])),
            start=start,
            end=end,
        )

    def _named(self, parse: Parse, heads: list[Any]) -> frozenset[str]:
        named: set[str] = set()
        for head in heads:
            entity = self.entity_of(parse, head)
            if entity:
                named.add(f"@{self.root(entity)}")
            if head.pos_ in _NOUNS:
                named.add(head.lemma_.lower())
            elif head.pos_ == "PRON" and not entity:
                named.add(_SOMEBODY)
        return frozenset(named)


def opposed(one: Clause, other: Clause) -> bool:
    """Whether two clauses say the contrary of the same thing: rather not, where it is not plain that it is the same."""
    if one.modality != other.modality or (one.times and other.times and not one.times & other.times):
        return False
    if one.names and other.names and not one.names & other.names:
        return False
    contrary = one.denied != other.denied if one.deed == other.deed else one.denied == other.denied
    return contrary and _same_thing(one, other)


def agree(one: Clause, other: Clause) -> bool:
    """Whether two clauses say the same of the same thing."""
    return (
        one.deed == other.deed
        and one.denied == other.denied
        and one.modality == other.modality
        and _same_thing(one, other)
    )


def _same_thing(one: Clause, other: Clause) -> bool:
    transfer = one.deed == other.deed == "deed:transfer"
    anybody = _SOMEBODY in one.subject | other.subject
    if not transfer and bool(one.subject) != bool(other.subject):
        return False
    if not transfer and one.subject and not anybody and not one.subject & other.subject:
        return False
    if one.object and other.object:
        return bool((one.object & other.object) - {_SOMEBODY}) and bool(one.about & other.about)
    if one.object or other.object:
        return False
    return bool((one.subject & other.subject) - {_SOMEBODY}) and bool(one.about & other.about or _complement(one.deed))


def _complement(deed: str) -> bool:
    return deed.startswith("be:")


def _heads(tokens: Any) -> Iterator[Any]:
    """The verbs of the content that are told as so: at its top, joined to one there, or in a relative clause."""
    for token in tokens:
        if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass", "amod", "compound"}:
            continue
        above = token
        # A head outside the content is the cue: what hangs on it is the content's top.
        for _ in range(6):
            dep, head = above.dep_, above.head
            if head is above or not tokens.start <= head.i < tokens.end:
                yield token
                break
            if (head.pos_ in {"VERB", "AUX"} and dep not in {"conj", "relcl"}) or dep in {"advcl", "acl", "csubj"}:
                break
            # 'The report, which was sent' tells that it was; 'the reason that he did' only names a reason.
            if dep == "relcl" and not any(
                one.tag_ == "WDT" and one.dep_ in _SUBJECTS | _PASSIVE for one in above.children
            ):
                break
            above = head


def _deed(verb: Any, children: list[Any]) -> str | None:
    lemma = verb.lemma_.lower()
    if lemma in {"be", "become", "remain"}:
        said = [one for one in children if one.dep_ in {"acomp", "attr"}]
        return deed_of(f"be:{said[0].lemma_.lower()}") if said else None
    if lemma in words("failing"):
        inner = [one for one in children if one.dep_ == "xcomp"]
        return deed_of(inner[0].lemma_.lower()) if inner else None
    if lemma in {"have", "do", "say", "go", "make", "take", "see", "know", "think", "want"}:
        return None  # too common to tell by themselves what was done
    return deed_of(lemma)


def _denied(children: list[Any], verb: Any) -> bool:
    negative = any(one.dep_ == "neg" or one.lower_ in {"never", "neither"} for one in children)
    without = any(
        leaf.lower_ in {"no", "neither"} for one in children if one.dep_ in _SUBJECTS | _PASSIVE | {"dobj", "attr"}
        for leaf in [one, *one.children]
    ) or any(one.lower_ in {"nobody", "none", "nothing"} for one in children)  # fmt: skip
    failing = verb.lemma_.lower() in words("failing")
    return sum((negative, without, failing)) % 2 == 1


def _modality(children: list[Any], verb: Any) -> Modality | None:
    small = {one.lower_ for one in children if one.dep_ in {"aux", "mark", "auxpass"}}
    if verb.dep_ == "conj" and not any(one.dep_ in _SUBJECTS | _PASSIVE for one in children):
        # 'should follow and release': what governs the first governs the second.
        small |= {one.lower_ for one in verb.head.children if one.dep_ in {"aux", "mark"}}
    if small & _MAYBE or any(one.tag_ in {"RBR", "JJR"} and one.i and one.nbor(-1).lower_ == "the" for one in children):
        return None
    if any(one.dep_ == "advcl" and any(leaf.lower_ in {"if", "unless"} for leaf in one.children) for one in children):
        return None
    if small & _DUTY:
        return "duty"
    return "future" if small & _FUTURE or ("to" in small and verb.tag_ == "VB") else "fact"


def _numbers(heads: list[Any]) -> Iterator[tuple[str, str, bool]]:
    """What is counted, the figure, and whether it is a bound or round ('at least 12', 'about 100')."""
    for head in heads:
        for one in head.children:
            if one.dep_ == "nummod" and one.like_num:
                near = {leaf.lower_ for leaf in [*one.children, *head.children]}
                loose = bool(near & (words("bounds.least") | words("bounds.loose")))
                yield head.lemma_.lower(), one.text.lower().replace(",", ""), loose

"""Who contradicts whom: pairs of sides, each with what shows them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.model import Span, Statement
from onrecord.reading.disputes.propositions import Clause, Ground, opposed
from onrecord.reading.disputes.vocabulary import contraries, words
from onrecord.reading.stage import Parse

__all__ = ["Opposition", "Voice", "concedes", "oppositions"]

_REACH = 2  # parts of the story between a claim and the words that point back at it
_KEPT = 24  # clauses of one deed that a new one is compared with: a story of any length stays linear


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who takes a side: the party, by a statement, or by words of the text that are no statement."""

    party: str
    root: str
    statement: Statement | None = None
    evidence: Span | None = None

    @property
    def key(self) -> tuple[str, str | int]:
        """What makes two voices one."""
        if self.statement is not None:
            return ("statement", self.statement.id)
        return (self.party, self.evidence.start if self.evidence else -1)


@dataclass(frozen=True, slots=True)
class Opposition:
    """One voice that affirms, and one that denies or doubts it. ``about``: the words at issue."""

    affirms: Voice
    other: Voice
    stance: Literal["denies", "doubts"]
    about: Span


def oppositions(ground: Ground, statements: tuple[Statement, ...]) -> list[Opposition]:
    """All oppositions of a story, between different accountable parties only."""
    said = [one for one in statements if one.content and not one.negated and not one.hypothetical]
    voices = {one.id: voice for one in said if (voice := _voice(ground, one)) is not None}
    # Who admits a thing no longer stands against it: whether a side gave in is asked of the whole dispute.
    said = [one for one in said if one.id in voices and not concedes(ground, one)]
    found = [
        *_pointing_back(ground, [one for one in statements if one.content], said, voices),
        *_in_apposition(ground, said, voices),
        *_contrary(ground, said, voices),
    ]
    return [one for one in found if one.affirms.root != one.other.root]


def concedes(ground: Ground, statement: Statement) -> bool:
    """Whether the cue gives something in: 'admitted', 'acknowledged'."""
    found = ground.tokens(statement.cue.start, statement.cue.end) if statement.cue else None
    return found is not None and any(token.lemma_.lower() in words("concedes") for token in found[1])


def _voice(ground: Ground, statement: Statement) -> Voice | None:
    speaker = statement.speaker.entity if statement.speaker else None
    if speaker is None:
        return None
    return Voice(ground.party(speaker), ground.root(speaker), statement)


def _place(statement: Statement) -> int:
    return min(statement.content[0].start, statement.cue.start if statement.cue else statement.content[0].start)


def _stance(ground: Ground, statement: Statement) -> Literal["denies", "doubts"] | None:
    """What a cue does to what its content points at."""
    if statement.cue is None or statement.act not in {"deny", "dispute"}:
        return None
    found = ground.tokens(statement.cue.start, statement.cue.end)
    lemmas = {token.lemma_.lower() for token in found[1]} if found else set()
    return "doubts" if lemmas & words("doubts") and not lemmas & words("denies") else "denies"


def _pointer(ground: Ground, statement: Statement) -> str | None:
    """Which kind of word the content is, where it is no more than that: claim, accusation, pronoun."""
    if len(statement.content) != 1:
        return None
    span = statement.content[0]
    found = ground.tokens(span.start, span.end)
    return _kind_of(found[1].root, found[1]) if found and len(found[1]) <= 6 else None


def _kind_of(noun: Any, phrase: Any) -> str | None:
    lemma = noun.lemma_.lower()
    own = [one for one in noun.subtree if phrase.start <= one.i < phrase.end]
    if any(one.pos_ == "VERB" and one.dep_ in {"acl", "relcl", "pcomp"} for one in own):
        return None
    if noun.lower_ in words("pronouns") and len(own) == 1:
        return "claims"
    return next((kind for kind in ("accusations", "claims") if lemma in words(kind)), None)


def _pointing_back(
    ground: Ground, every: list[Statement], said: list[Statement], voices: dict[str, Voice]
) -> Iterator[Opposition]:
    """'… said X. Y disputed the claim': the last statement of another party within reach."""
    ordered = sorted(every, key=_place)
    takes_sides = {one.id for one in said}
    for at, statement in enumerate(ordered):
        stance = _stance(ground, statement) if statement.id in takes_sides else None
        kind = _pointer(ground, statement) if stance else None
        if stance is None or kind is None:
            continue
        target = _referred(ground, ordered[max(0, at - 12) : at], statement, kind, voices)
        if target is not None:
            yield Opposition(voices[target.id], voices[statement.id], stance, target.content[0])


def _referred(
    ground: Ground, before: list[Statement], statement: Statement, kind: str, voices: dict[str, Voice]
) -> Statement | None:
    own, here = voices[statement.id].root, ground.part_number(_place(statement))
    near = [
        one
        for one in reversed(before)
        if (one.id not in voices or voices[one.id].root != own)
        and one.act in words("saying")
        and here - ground.part_number(_place(one)) <= _REACH
        and _same_role(ground, one, statement)
    ]
    if kind == "accusations":
        # An accusation is made of somebody: of whoever rejects it, or in so many words.
        accusing = [one for one in near if one.act in {"accuse", "criticise"}]
        near = [one for one in [*accusing, *near] if _speaks_of(ground, one, own)] or accusing[:1]
    # A claim of nobody known ('rumours that …') is no party's, and what was said before it is not what is meant.
    return near[0] if near and near[0].id in voices else None


def _same_role(ground: Ground, one: Statement, other: Statement) -> bool:
    """A headline's 'claim' is the headline's, and a paragraph's is the body's."""
    found = [ground.tokens(said.content[0].start, said.content[0].end) for said in (one, other)]
    roles = [parse[0].part.role if parse else None for parse in found]
    return None not in roles and (roles[0] == "headline") == (roles[1] == "headline")


def _speaks_of(ground: Ground, statement: Statement, root: str) -> bool:
    named = [entity for span in statement.content for entity in ground.entities_in(span.start, span.end)]
    if statement.addressee and statement.addressee.entity:
        named.append(statement.addressee.entity)
    return any(ground.root(entity) == root for entity in named)


def _in_apposition(ground: Ground, said: list[Statement], voices: dict[str, Voice]) -> Iterator[Opposition]:
    """'…, a charge the government denies': of the statement that the words stand in, or close."""
    ends = sorted((span.end, span.start, one.id) for one in said for span in one.content)
    by_id = {one.id: one for one in said}
    if not ends:
        return
    for parse in ground.parses:
        for token in parse.doc:
            if token.dep_ != "relcl" or token.lemma_.lower() not in words("denies") or token.head.i > token.i:
                continue
            noun = token.head
            if noun.lemma_.lower() not in words("claims") | words("accusations") or _negated(token):
                continue
            denier = next((one for one in token.children if one.dep_ == "nsubj"), None)
            entity = ground.entity_of(parse, denier) if denier is not None else None
            if entity is None or denier.i < noun.i:  # type: ignore[union-attr]
                continue
            sentence = noun.sent
            low, here = parse.start + sentence.start_char, parse.start + noun.idx
            target = _closest(ends, low, here)
            if target is None or target not in by_id:
                continue
            evidence = _phrase(ground, parse, noun, token)
            other = Voice(ground.party(entity), ground.root(entity), None, evidence)
            about = _before(ground, parse, by_id[target], noun)
            yield Opposition(voices[target], other, "denies", about)


def _negated(token: Any) -> bool:
    return any(one.dep_ == "neg" for one in token.children)


def _closest(ends: list[tuple[int, int, str]], low: int, here: int) -> str | None:
    """The statement of this sentence whose content holds this position, else the last that ends before it."""
    holding = [(start, name) for end, start, name in ends if low <= start <= here < end]
    if holding:
        return max(holding)[1]
    before = [(end, name) for end, start, name in ends if low <= start and end <= here]
    return max(before)[1] if before else None


def _phrase(ground: Ground, parse: Parse, noun: Any, verb: Any) -> Span:
    first = min((one.i for one in noun.lefts), default=noun.i)
    doc = parse.doc
    return Span.of(ground.text, parse.start + doc[first].idx, parse.start + verb.idx + len(verb))


def _before(ground: Ground, parse: Parse, target: Statement, noun: Any) -> Span:
    """The words at issue: the content up to the noun that sums it up."""
    span = target.content[0]
    cut = parse.start + parse.doc[min((one.i for one in noun.lefts), default=noun.i)].idx
    end = min(span.end, max(cut, span.start))
    words_ = ground.text[span.start : end].rstrip(" ,;—–-")
    return Span.of(ground.text, span.start, span.start + len(words_)) if words_ else span


def _contrary(ground: Ground, said: list[Statement], voices: dict[str, Voice]) -> Iterator[Opposition]:
    """Clauses of two parties that say the contrary of one thing, or give it different figures."""
    kept: dict[str, deque[Clause]] = {}
    told = [one for one in said if one.act in words("saying") or one.act == "deny"]
    for statement in sorted(told, key=_place):
        for clause in ground.clauses(statement):
            for deed in (clause.deed, *sorted(contraries(clause.deed))):
                for other in kept.get(deed, ()):
                    found = _between(ground, other, clause, voices)
                    if found is not None:
                        yield found
            kept.setdefault(clause.deed, deque(maxlen=_KEPT)).append(clause)


def _between(ground: Ground, earlier: Clause, later: Clause, voices: dict[str, Voice]) -> Opposition | None:
    one, other = earlier.statement, later.statement
    if one is None or other is None or voices[one.id].root == voices[other.id].root:
        return None
    if opposed(earlier, later):
        affirms, denies = (later, earlier) if earlier.denied and not later.denied else (earlier, later)
    elif _figures_differ(earlier, later):
        affirms, denies = earlier, later
    else:
        return None
    about = Span.of(ground.text, affirms.start, affirms.end)
    return Opposition(voices[affirms.statement.id], voices[denies.statement.id], "denies", about)  # type: ignore[union-attr]


def _figures_differ(one: Clause, other: Clause) -> bool:
    """Two figures for one count, neither a bound or a round number that leaves room for the other."""
    if one.deed != other.deed or one.denied or other.denied or one.modality != other.modality:
        return False
    if one.names and other.names and not one.names & other.names:
        return False
    if one.times and other.times and not one.times & other.times:
        return False
    counted = {noun: figure for noun, figure, loose in other.numbers if not loose}
    return any(not loose and counted.get(noun, figure) != figure for noun, figure, loose in one.numbers)

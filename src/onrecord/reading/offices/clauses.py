"""Holders whom a verb joins to their titles: 'Jensen was elected mayor', 'who served as', 'named Jensen its chief'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from onrecord.model.entity import OfficeStatus
from onrecord.reading.offices.claims import Claim, Role
from onrecord.reading.offices.line import Line, Named
from onrecord.reading.offices.titles import Title
from onrecord.reading.offices.vocabulary import vocabulary

__all__ = ["joined", "leaves"]

_SUBJECTS = ("nsubj", "nsubjpass")
_PARTICLES = frozenset(["in", "down", "over", "out", "aside", "on", "back", "up", "office", "power", "charge", "today"])
_DOUBTFUL = frozenset(["would", "could", "might", "may", "should", "can", "if", "whether", "must", "unless"])
_RELATIVE = frozenset(["who", "that", "which"])
_REPLACED = frozenset(["replaced", "succeeded"])
_REMOVED = frozenset(["sacked", "dismissed", "ousted", "fired", "removed", "deposed", "toppled", "unseated"])
_STEPPED = frozenset(["stepped", "steps", "step", "stood", "stands", "stand"])
_TAKE, _TAKEN = frozenset(["take", "assume"]), frozenset(["over", "office", "power", "charge"])
_OVER, _BEGUN = frozenset(["ended", "expired", "finished"]), frozenset(["began", "started"])
_EITHER = frozenset(["or", "nor", "either", "neither"])
_SUPPOSED = frozenset(["if", "unless", "whether"])
_SPENT = frozenset(["serve", "spend", "complete", "do"])
_MADE_TO = frozenset(["go", "rise", "force", "compel", "oblige", "pressure"])
_MOST_STEPS, _LONGEST_TITLE = 6, 9


def joined(line: Line, title: Title) -> Iterator[Claim]:
    """The claims of one title that a verb or a noun ('his resignation as mayor') joins to its holder."""
    at, with_as = _back_to_the_verb(line, title.outer)
    inverse = list(_inverse(line, title))
    if inverse:
        yield from inverse
        return
    if at <= 0 or not line.same_sentence(at - 1, title.head):
        return
    named = _object_before(line, at)
    if named and not title.plural:
        yield from _of_an_object(line, title, named, with_as)
        return
    word = line.low[at - 1]
    if with_as and word in vocabulary().nouns:
        spent = _back_over_a_count(line, at - 1)
        if spent is not None:
            yield from _of_a_subject(line, title, spent, "holds")
        else:
            yield from _of_a_noun(line, title, at - 1)
        return
    verb = at - 1
    kind = _kind(line, verb)
    if kind is not None and (with_as or kind not in ("ends", "succeeds")):
        yield from _of_a_subject(line, title, verb, kind)


def leaves(line: Line, claim: Claim) -> Iterator[Claim]:
    """'The mayor, Maria Jensen, resigned on Monday', 'President Maria Jensen was replaced by Peter Hansen'."""
    at = claim.last + 1 if line.word(claim.last) == "," else claim.last
    verb = at
    while verb < min(at + 4, len(line)) and line.tags[verb].startswith(("V", "RB", "MD")) and not _ending(line, verb):
        verb += 1
    if verb >= len(line) or not line.same_sentence(claim.title.head, verb) or _doubtful(line, verb):
        return
    before = line.low[at:verb]
    passive = any(word in ("was", "were", "been", "be", "is", "being") for word in before)
    ending = _ending(line, verb)
    if ending is None or passive != (ending == "passive") or line.word(verb + 1) in ("as", "from"):
        return
    to_come = "will" in before or "is" in before
    yield replace(claim, role="ends", status="current" if to_come else "former", verb=verb)
    for by in range(verb + 1, min(verb + 6, len(line))):
        if line.low[by] in ("by", "with") and line.same_sentence(verb, by) and line.low[verb] in _REPLACED:
            successor = line.person_at(line.past_address(by + 1))
            if successor:
                status: OfficeStatus | None = "designate" if to_come else None
                yield Claim(line, claim.title, successor, claim.of, "begins", status, verb)
            return


def _ending(line: Line, at: int) -> str | None:
    """Whether the verb at ``at`` ends its subject's office, and in which voice."""
    word = line.word(at)
    if word in _REPLACED or word in _REMOVED:
        return "passive"
    if word in ("resigned", "resigns", "resign") or (word in _STEPPED and line.word(at + 1) in ("down", "aside")):
        return "active"
    return None


def _back_to_the_verb(line: Line, at: int) -> tuple[int, bool]:
    """Back from a title over 'as', 'to be', adverbs and particles to the word after the verb; whether 'as' is there."""
    with_as = False
    for _ in range(_MOST_STEPS):
        word, tag = line.word(at - 1), line.tags[at - 1] if at > 0 else ""
        if word == "as":
            with_as = True
        elif word in ("be", "become") and line.word(at - 2) == "to":
            at -= 1
        elif not (tag in ("RB", "RP") and word not in ("not", "n't", "never")) and not (with_as and word in _PARTICLES):
            break
        at -= 1
    return at, with_as


def _object_before(line: Line, at: int) -> Named | None:
    """The person just before ``at`` if a verb stands before that name: 'appointed Maria Jensen'."""
    named = line.name_before(at)
    if named is None or named.entity.kind != "person" or not line.same_sentence(named.first, at - 1):
        return None
    return named if _kind(line, _before_an_object(line, named)) else None


def _before_an_object(line: Line, named: Named) -> int:
    """The word before a name and its honorifics and title."""
    at = named.first - 1
    while at > 0 and named.first - at < _LONGEST_TITLE and line.tags[at].startswith(("NN", "JJ", "DT", "PRP$", "POS")):
        at -= 1
    return at


def _kind(line: Line, at: int) -> str | None:
    """What the verb at ``at`` says of an office, if it says anything."""
    if not 0 <= at < len(line) or not (line.tags[at].startswith("V") or line.low[at] == "'s"):
        return None
    lemma = line.tokens[at].lemma_.casefold()
    if lemma in _TAKE and line.word(at + 1) in _TAKEN:
        return "begins"
    return vocabulary().verbs.get(lemma)


def _of_an_object(line: Line, title: Title, named: Named, with_as: bool) -> Iterator[Claim]:
    verb = _before_an_object(line, named)
    kind = _kind(line, verb)
    if _doubtful(line, verb):
        return
    if kind in ("begins", "intends"):
        yield Claim(line, title, named, title.of, "begins" if kind == "begins" else "intended", None, verb)
    elif kind == "ends" and with_as:
        yield Claim(line, title, named, title.of, "ends", None, verb)
    elif kind == "succeeds" and with_as:
        yield Claim(line, title, named, title.of, "ends", "former", verb)
        for subject in _people(line, _subject(line, verb)):
            yield Claim(line, title, subject, title.of, "begins", None, verb)


def _of_a_noun(line: Line, title: Title, noun: int) -> Iterator[Claim]:
    """'his resignation as mayor', "Jensen's time as mayor"."""
    kind = vocabulary().nouns[line.low[noun]]
    at = noun
    while at > 0 and noun - at < 3 and line.tags[at - 1] in ("JJ", "CD", "NN"):
        at -= 1
    if line.word(at - 1) in ("'s", "'"):
        at -= 1
    named = line.name_before(at)
    if named and named.entity.kind == "person":
        role = {"holds": "unclear", "begins": "begins", "ends": "ends"}[kind]
        status: OfficeStatus | None = "former" if kind == "ends" else None
        verb = title.after
        if kind == "holds" and line.word(verb) in _OVER:  # "Jensen's term as mayor ended in May"
            role, status, noun = "ends", "former", verb
        elif kind == "holds" and line.word(verb) in _BEGUN:
            role, noun = "begins", verb
        yield Claim(line, title, named, title.of, role, status, noun)


def _back_over_a_count(line: Line, noun: int) -> int | None:
    """The verb of 'served two terms as mayor', 'spent four years as mayor', whose noun is given; None if it is none."""
    at = noun
    while at > 0 and noun - at < 3 and line.tags[at - 1] in ("JJ", "CD", "DT"):
        at -= 1
    verb = at - 1
    spent = verb >= 0 and line.tags[verb].startswith("V") and line.tokens[verb].lemma_.casefold() in _SPENT
    return verb if spent else None


def _inverse(line: Line, title: Title) -> Iterator[Claim]:
    """'The new president is Maria Jensen.'"""
    verb = title.after
    if title.plural or line.word(verb) not in ("is", "was", "remains") or not line.tags[verb].startswith("V"):
        return
    person = line.person_at(line.past_address(verb + 1))
    if person and title.definite and line.same_sentence(verb, title.head):
        yield Claim(line, title, person, title.of, "holds" if line.word(verb) != "was" else "held", None, verb)


def _of_a_subject(line: Line, title: Title, verb: int, kind: str) -> Iterator[Claim]:
    token = line.tokens[verb]
    if _doubtful(line, verb):
        return
    role, status = _said_by(token, kind, {child.lower_ for child in _auxiliaries(token)})
    before = line.name_before(verb - 1) if line.word(verb - 1) == "," else None
    if kind == "begins" and before and before.entity.kind == "person" and not _auxiliaries(token):
        role = "begins"  # 'Maria Jensen, appointed minister in 2019,'
    if role is None:
        return
    subject = _subject(line, verb)
    if subject is not None and any(child.lower_ in _EITHER for child in (*subject.children, *subject.head.children)):
        return  # 'either Jensen or Hansen will be mayor'
    subjects = _people(line, subject) or _just_before(line, verb)
    if len(subjects) > 1 and not title.plural:
        subjects = subjects[:1]
    for named in subjects:
        yield Claim(line, title, named, title.of, role, status, verb)


def _said_by(token: Any, kind: str, auxiliaries: set[str]) -> tuple[Role | None, OfficeStatus | None]:
    """What a verb in this form says: the role of its time, and the status."""
    if "will" in auxiliaries or "'ll" in auxiliaries:
        return ("ends", "current") if kind == "ends" else ("begins", "designate")
    if kind == "begins":
        passive = any(child.dep_ == "auxpass" for child in token.children) or token.tag_ == "VBN"
        if passive and auxiliaries & {"is", "are", "'s"} and not auxiliaries & {"being"}:
            return None, None  # 'is elected' is told of what may be
        takes_itself = token.lemma_ in ("become", "return", *_TAKE)
        return ("begins", None) if passive or takes_itself else (None, None)
    if kind == "intends":
        return ("intended", None) if token.tag_ == "VBN" else (None, None)
    if kind == "ends":
        return "ends", "former"
    if kind == "succeeds":
        return "begins", None
    if token.lower_ == "being":
        return None, None
    if token.tag_ in ("VBZ", "VBP", "VBG", "VB"):
        return "holds", None
    if token.tag_ in ("VBN", "VBD") and auxiliaries & {"has", "have", "'ve"}:
        return "holds", None
    return "held", "former"


def _auxiliaries(token: Any) -> list[Any]:
    return [child for child in token.children if child.dep_ in ("aux", "auxpass", "neg")]


def _doubtful(line: Line, verb: int) -> bool:
    """Whether the verb is denied, wished or supposed: 'was not', 'could be', 'if elected', 'wants to become'."""
    token = line.tokens[verb]
    near = [child for child in token.children if child.dep_ in ("aux", "auxpass", "neg", "mark")]
    wished = any(child.lower_ == "to" for child in near) and token.head.lemma_ not in _MADE_TO
    if wished or any(child.dep_ == "neg" or child.lower_ in _DOUBTFUL for child in near):
        return True
    if token.dep_ == "conj" and any(child.lower_ in _SUPPOSED for child in token.head.children):
        return True  # 'if she wins and Jensen becomes mayor'
    return any(line.word(verb - back) in (_DOUBTFUL | {"not", "n't", "never"}) for back in (1, 2))


def _subject(line: Line, verb: int) -> Any:
    """The token of the verb's subject, through 'who', coordination and participles; None if there is none."""
    token = line.tokens[verb]
    for _ in range(_MOST_STEPS):
        subject = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
        if subject is not None and subject.lower_ in _RELATIVE:
            return token.head if token.dep_ == "relcl" else None
        if subject is not None:
            return subject
        if token.dep_ in ("acl", "relcl"):
            return token.head
        if token.dep_ in ("conj", "xcomp", "advcl", "aux", "auxpass") and token.head is not token:
            token = token.head
            continue
        return None
    return None


def _people(line: Line, subject: Any) -> list[Named]:
    """The people that a subject names: itself, what stands in apposition to it, and those joined to it by 'and'."""
    if subject is None:
        return []
    found: list[Named] = []
    for token in (subject, *subject.conjuncts):
        for one in (token, *(child for child in token.children if child.dep_ == "appos")):
            word = line.word_of.get(one.i)
            named = line.name(word) if word is not None else None
            if named and named.entity.kind == "person" and named not in found:
                found.append(named)
                break
        else:
            if token.dep_ == "appos":  # 'Jensen, an economist who served as'
                found += [one for one in _people(line, token.head) if one not in found]
            elif token.dep_ == "attr":  # 'Jensen is a lawyer who was'
                found += [one for one in _people(line, _own_subject(token.head)) if one not in found]
    return found


def _own_subject(verb: Any) -> Any:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _just_before(line: Line, verb: int) -> list[Named]:
    """The person named just before a verb and its auxiliaries, where the parse gives no subject."""
    at = verb
    while (
        at > 0
        and verb - at < 4
        and (line.tags[at - 1].startswith(("V", "RB", "MD")) or line.low[at - 1] in ("who", ","))
    ):
        at -= 1
    named = line.name_before(at)
    return [named] if named and named.entity.kind == "person" and line.same_sentence(named.first, verb) else []

"""What the words of a deed's own clause or phrase say of whether it happened: tense, modals, negation, adverbs.

What governs the deed ('planned to', 'threat of') is read in ``embedding``.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from onrecord.reading.lexicon import lexicon

__all__ = ["is_definite", "is_finite", "is_negated", "is_nobody", "of_noun", "of_verb", "words"]

_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"])
_AUXILIARIES = frozenset(["aux", "auxpass"])
_PRESENT_BE = frozenset(["is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m", "s", "re"])
_PRESENT_HAVE = frozenset(["has", "have", "'ve", "’ve", "'s", "’s"])
_INSTEAD = frozenset(["instead of", "rather than"])
_ADVERBIALS = frozenset(["advmod", "npadvmod", "prep", "nmod", "det"])


@cache
def words(table: str, kind: str) -> frozenset[str]:
    """One list of ``lexicon/events/status.toml``."""
    return frozenset(lexicon("events/status")[table][kind])


def is_finite(verb: Any) -> bool:
    """Whether the verb has a tense or a modal of its own."""
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    first = next((one for one in verb.children if one.dep_ in _AUXILIARIES), None)
    return first is not None and first.tag_ in ("VBD", "VBZ", "VBP", "MD")


def is_definite(noun: Any) -> bool:
    """Whether the phrase speaks of something known: 'the attack', 'their attack'."""
    return any(
        (one.dep_ == "det" and one.lower_ in ("the", "this", "that", "these", "those")) or one.dep_ == "poss"
        for one in noun.children
    )


def is_negated(token: Any) -> bool:
    """Whether the clause or phrase itself is denied: 'did not attack', 'no attack', 'nobody was killed'."""
    if token.lemma_.lower() in words("words", "doubts"):
        return False  # 'no doubt of', 'no secret that' denies nothing
    if token.pos_ == "NOUN" and token.doc[max(0, token.left_edge.i - 2) : token.left_edge.i].text.lower() in _INSTEAD:
        return True
    for child in token.children:
        if _is_number(child):
            continue
        if child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in words("words", "negations")):
            return bool(child.i <= token.i + 1) and not _until(token)
        if child.dep_ == "preconj" and child.lower_ == "neither":
            return True
        if child.dep_ in ("det", "advmod") and child.lower_ == "no" and token.pos_ in ("NOUN", "PROPN"):
            return True
        if child.dep_ in _SUBJECTS and is_nobody(child):
            return True
        if child.dep_ == "dobj" and token.pos_ == "VERB" and is_nobody(child):
            return True
    return False


def _until(verb: Any) -> bool:
    """'Did not leave until Monday', 'are not due until May': it was done then, or will be."""
    said = [verb, *(one for one in verb.children if one.dep_ == "acomp")]
    return any(
        one.dep_ == "prep" and one.lower_ in ("until", "till") and one.i > verb.i for of in said for one in of.children
    )


def _is_number(word: Any) -> bool:
    """'Detachment No. 4'."""
    if word.lower_ != "no" or word.i + 1 >= len(word.doc):
        return False
    return bool(word.nbor(1).text == "." or word.nbor(1).text[0].isdigit())


def is_nobody(noun: Any) -> bool:
    """'Nobody', 'no one', 'no sailor'."""
    if noun.lemma_.lower() in words("words", "doubts"):
        return False  # 'left no doubt of it'
    if noun.lower_ in words("words", "nobody") or noun.lower_ == "one":
        return noun.lower_ != "one" or any(child.lower_ == "no" for child in noun.children)
    return any(
        child.dep_ in ("det", "neg") and child.lower_ in ("no", "neither") and not _is_number(child)
        for child in noun.children
    )


def of_verb(verb: Any, *, headline: bool, voiced: bool) -> str | None:
    """The status that a verb's own clause gives it, None where it is a bare deed (or an infinitive, a participle).

    headline: it stands in one. voiced: the clause is somebody's word told in the past, where 'would' is a future.
    Negation is asked apart. 'would' on nobody's word is hypothetical.
    """
    children = list(verb.children)
    lowered = {child.lower_ for child in children if child.dep_ in _AUXILIARIES}
    adverbs = {child.lower_ for child in children if child.dep_ in _ADVERBIALS or child.dep_ == "mark"}
    if any(child.dep_ == "mark" and _conditional(child) for child in children):
        return "hypothetical"
    if _asks(verb, children):
        return "hypothetical"
    if found := _of_auxiliaries(verb, lowered, children, voiced):
        return found
    if adverbs & words("words", "perhaps"):
        return "hypothetical"
    if adverbs & words("words", "nearly"):
        return "negated"
    if not headline and _commands(verb, children):
        return "demanded"
    return _of_aspect(verb, children, lowered, adverbs)


def _of_auxiliaries(verb: Any, lowered: set[str], children: list[Any], voiced: bool) -> str | None:
    first = {child.lower_ for child in children if child.dep_ == "aux" and _before_subject(child, children)}
    is_beside = verb.dep_ == "advcl" or (verb.dep_ == "ccomp" and verb.i < verb.head.i)
    if first & {"had", "should", "were"} and is_beside:
        return "hypothetical"
    if lowered & words("auxiliaries", "possible"):
        return "hypothetical"
    if lowered & words("auxiliaries", "would") and "had" not in lowered:
        perfect = bool(lowered & {"have", "'ve", "’ve"})
        return "planned" if voiced and not perfect and not _has_condition(children) else "hypothetical"
    if lowered & words("auxiliaries", "planned"):
        return "hypothetical" if _has_condition(children) else "planned"
    if lowered & words("auxiliaries", "demanded"):
        return "hypothetical" if lowered & {"have", "'ve", "’ve"} else "demanded"
    return None


def _of_aspect(verb: Any, children: list[Any], lowered: set[str], adverbs: set[str]) -> str | None:
    present = bool(lowered & _PRESENT_BE) or (bool(lowered & _PRESENT_HAVE) and "been" in lowered)
    if "being" in lowered and lowered & _PRESENT_BE:
        return "ongoing"
    if verb.tag_ == "VBG" and present:
        return "planned" if _soon(verb) else "ongoing"
    habit = adverbs & words("words", "habitual") or any(_each(child) for child in children)
    if habit:
        return "habitual"
    if verb.tag_ in ("VBZ", "VBP") and _soon(verb) and verb.dep_ != "relcl":
        return "planned"
    return None


def _each(child: Any) -> bool:
    """'every Friday', 'each year', 'on Fridays'."""
    if child.dep_ == "npadvmod":
        return any(one.lower_ in words("words", "each") for one in child.children)
    return False


def _soon(verb: Any) -> bool:
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("advmod", "npadvmod"):
            if child.lower_ in ("tomorrow", "soon", "shortly", "tonight"):
                return True
            if child.dep_ == "npadvmod" and any(one.lower_ == "next" for one in child.children):
                return True
    return False


def _conditional(mark: Any) -> bool:
    return mark.lower_ in words("words", "conditional") and mark.head.dep_ != "ROOT"


def _has_condition(children: list[Any]) -> bool:
    """Whether an if-clause hangs on the verb."""
    return any(
        child.dep_ in ("advcl", "prep")
        and any(one.dep_ in ("mark", "prep") and one.lower_ in ("if", "unless") for one in child.children)
        for child in children
    )  # fmt: skip


def _before_subject(auxiliary: Any, children: list[Any]) -> bool:
    subject = next((child for child in children if child.dep_ in _SUBJECTS), None)
    return subject is not None and auxiliary.i < subject.i


def _asks(verb: Any, children: list[Any]) -> bool:
    """A question that can be answered by yes or no. 'Why did they attack?' takes the attack for granted."""
    inverted = any(child.dep_ in _AUXILIARIES and _before_subject(child, children) for child in children)
    if not inverted or verb.dep_ not in ("ROOT", "ccomp", "conj"):
        return False
    last = verb.sent[-1]
    if "?" not in (last.text, verb.doc[max(0, last.i - 1)].text):
        return False
    return not any(one.tag_ in ("WP", "WRB", "WDT") and one.i < verb.i for child in children for one in _near(child))


def _near(child: Any) -> list[Any]:
    return [child, *child.lefts]


def _commands(verb: Any, children: list[Any]) -> bool:
    """An imperative: a bare verb that opens its sentence and has no subject."""
    if verb.tag_ != "VB" or verb.dep_ != "ROOT":
        return False
    return not any(child.dep_ in _SUBJECTS or (child.dep_ in _AUXILIARIES and child.lower_ != "do")
                   for child in children)  # fmt: skip


def of_noun(noun: Any) -> str | None:
    """The status that a noun's own phrase gives it: 'a planned visit', 'any attack'; None where it gives none."""
    for child in noun.children:
        word = child.lower_
        if child.dep_ not in ("amod", "det", "compound", "nmod", "advmod", "neg") or child.i > noun.i:
            continue
        if _is_number(child):
            continue
        if word in ("no", "any"):
            return "negated" if word == "no" else "hypothetical"
        for status in ("planned", "promised", "hypothetical", "attempted", "negated", "ongoing", "habitual"):
            if word in words("adjectives", status):
                return status
    return None

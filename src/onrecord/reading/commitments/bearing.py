"""What of a story bears on a promise: clauses of others that say it was done, or was not."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from onrecord.model import Span, Statement
from onrecord.reading.commitments.pledges import Pledge
from onrecord.reading.commitments.vocabulary import words
from onrecord.reading.disputes.propositions import Clause, Ground

__all__ = ["Standing", "Told", "standing_of"]

Standing = Literal["open", "contested", "fulfilment_reported", "breach_reported"]
_MOST = 40


class Told:
    """All that the statements of a story tell as done or not done, by deed. Built once a story."""

    def __init__(self, ground: Ground, statements: tuple[Statement, ...]) -> None:
        self._ground = ground
        self._by_deed: dict[str, list[Clause]] = defaultdict(list)
        self.of_promises: list[Clause] = []
        for one in statements:
            if one.negated or one.hypothetical or one.act not in {"assert", "confirm", "deny", "document", "accuse"}:
                continue
            for clause in ground.clauses(one):
                kept = self._by_deed[clause.deed]
                if clause.modality != "fact":
                    continue
                if len(kept) < _MOST:
                    kept.append(clause)
                if clause.object & words("promises") and len(self.of_promises) < _MOST:
                    self.of_promises.append(clause)

    def on(self, deed: str) -> list[Clause]:
        """The clauses that tell of this deed."""
        return self._by_deed.get(deed, [])


def standing_of(ground: Ground, pledge: Pledge, told: Told, *, only: bool) -> tuple[Standing, tuple[Span, ...]]:
    """How a promise stands by what the story says of it, and where it says so. The promise itself is no evidence.

    only: whether it is the only promise of its maker, so that 'broke its promise' speaks of this one.
    """
    kept: list[Span] = []
    broken: list[Span] = []
    for promised in _promised(ground, pledge):
        for clause in told.on(promised.deed):
            if _apart(pledge, clause) and _same(promised, clause):
                span = Span.of(ground.text, clause.start, clause.end)
                (kept if clause.denied == promised.denied else broken).append(span)
    if only and pledge.by is not None:
        for clause in told.of_promises:
            outcome = _outcome(clause)
            if outcome is not None and f"@{ground.root(pledge.by)}" in clause.subject and _apart(pledge, clause):
                (kept if outcome == "kept" else broken).append(Span.of(ground.text, clause.start, clause.end))
    standing: Standing = "open"
    if kept and broken:
        standing = "contested"
    elif kept or broken:
        standing = "fulfilment_reported" if kept else "breach_reported"
    return standing, tuple(sorted({*kept, *broken}))


def _promised(ground: Ground, pledge: Pledge) -> list[Clause]:
    """The deeds that the content promises: its top verb, with what hangs on it."""
    found = ground.tokens(pledge.content.start, pledge.content.end)
    if found is None:
        return []
    parse, tokens = found
    top = tokens.root
    clause = ground.clause(parse, top, tokens.start, tokens.end) if top.pos_ in {"VERB", "AUX"} else None
    return [clause] if clause is not None and clause.modality == "future" else []


def _apart(pledge: Pledge, clause: Clause) -> bool:
    return clause.end <= pledge.content.start or pledge.content.end <= clause.start


def _same(promised: Clause, told: Clause) -> bool:
    """Whether what is told is the deed that was promised, of the same thing."""
    if promised.object and told.object:
        return bool(promised.object & told.object) and bool(promised.about & told.about)
    if promised.object or told.object:
        return False
    return bool(promised.subject & told.subject)


def _outcome(clause: Clause) -> Literal["kept", "broken"] | None:
    """What 'broke the promise', 'had not kept its pledge' say of one."""
    if clause.deed in words("broken"):
        return "kept" if clause.denied else "broken"
    if clause.deed in words("kept"):
        return "broken" if clause.denied else "kept"
    return None

"""Oppositions into disputes: what shares a voice is one question; a party that stands on both sides is on none."""

from __future__ import annotations

from onrecord.model import Dispute, Side, Span
from onrecord.reading.disputes.oppositions import Opposition, Voice

__all__ = ["disputes_of"]

_LONGEST = 160


def disputes_of(found: list[Opposition]) -> tuple[Dispute, ...]:
    """The disputes that these oppositions make up, in order of the text."""
    groups: list[tuple[int, Dispute]] = []
    for group in _joined(found):
        dispute = _dispute(group)
        if dispute is not None:
            groups.append((min(one.about.start for one in group), dispute))
    return tuple(dispute for _, dispute in sorted(groups, key=lambda item: item[0]))


def _joined(found: list[Opposition]) -> list[list[Opposition]]:
    above: dict[object, object] = {}

    def top(key: object) -> object:
        while above.setdefault(key, key) != key:
            above[key] = key = above[above[key]]
        return key

    for one in found:
        above[top(one.affirms.key)] = top(one.other.key)
    groups: dict[object, list[Opposition]] = {}
    for one in found:
        groups.setdefault(top(one.affirms.key), []).append(one)
    return list(groups.values())


def _dispute(group: list[Opposition]) -> Dispute | None:
    sides: dict[str, dict[object, Voice]] = {"affirms": {}, "denies": {}, "doubts": {}}
    for one in group:
        sides["affirms"][one.affirms.key] = one.affirms
        sides[one.stance][one.other.key] = one.other
    roots = {stance: {voice.root for voice in voices.values()} for stance, voices in sides.items()}
    both = roots["affirms"] & (roots["denies"] | roots["doubts"])
    made = [
        _side(stance, [voice for voice in voices.values() if voice.root not in both])
        for stance, voices in sides.items()
    ]
    kept = tuple(side for side in made if side.parties)
    if len(kept) < 2 or kept[0].stance != "affirms":
        return None
    first = min(group, key=lambda one: one.about.start)
    return Dispute(about=_short(first.about), sides=kept)


def _side(stance: str, voices: list[Voice]) -> Side:
    ordered = sorted(voices, key=lambda voice: voice.statement.content[0].start if voice.statement else -1)
    return Side(
        stance=stance,  # type: ignore[arg-type]
        parties=tuple(dict.fromkeys(voice.party for voice in ordered)),
        statements=tuple(dict.fromkeys(voice.statement.id for voice in ordered if voice.statement)),
        evidence=tuple(sorted(voice.evidence for voice in ordered if voice.evidence)),
    )


def _short(about: Span) -> str:
    """The words at issue without marks at their edges, cut after a word if they are many."""
    text = about.text.strip(" \n\"“”'‘’,.;:")
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0]

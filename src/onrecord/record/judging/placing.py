"""Which row of a story a judgement is about: by its id, else by its place in the text, else by its words.

A model that reads a row's span or type otherwise gives it another id; an edited page has another text. The row is then
looked for where its words stand. What cannot be told for certain is not guessed: the judgement is surfaced as a
conflict instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model import Span, Target
from onrecord.record.judging.sheet import Sheet, span_of, type_of
from onrecord.text.selectors import Selector, anchor, selector_for

__all__ = ["Placed", "place", "target_of"]

# Two spans of one row overlap by at least this share of what they cover together.
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Placed:
    """The row that a target was found to be. found_by: ``id``, ``span`` (same text) or ``selector`` (changed text)."""

    row: str
    found_by: str


def target_of(sheet: Sheet, kind: str, row: str, *, capture: str | None, address: str | None) -> Target:
    """A row so described that ``place`` finds it again."""
    text = sheet.before.story.text
    value = sheet.rows[kind][row]
    span = _mention_of(sheet, row) if kind == "entity" else span_of(kind, value)
    chosen = selector_for(text, span) if span is not None else None
    return Target(
        row=row,
        kind=kind,
        type=type_of(sheet, kind, row),
        story=sheet.before.story.id,
        start=span.start if span else None,
        end=span.end if span else None,
        exact=chosen.exact if chosen else None,
        prefix=chosen.prefix if chosen else None,
        suffix=chosen.suffix if chosen else None,
        capture=capture,
        address=address,
    )


def place(sheet: Sheet, target: Target, *, same_type: bool) -> Placed | str:
    """The row of the sheet that ``target`` describes, or why none is.

    same_type: the judgement holds for a row of the type it had only (who confirmed a visit confirmed no attack).
    """
    kind, story = target.kind, sheet.before.story
    if target.row in sheet.rows.get(kind or "", {}):
        return Placed(target.row, "id")
    if kind is None or kind not in sheet.rows:
        return "it does not say what kind of row it is about"
    if target.story == story.id:
        where, found_by = (target.start, target.end), "span"
    else:
        where, found_by = _anchored(target, story.text), "selector"
    start, end = where
    if start is None or end is None:
        return _by_type(sheet, kind, target) if target.exact is None else "its words do not stand in the text any more"
    if kind == "story":
        return Placed(story.id, found_by)
    found = _nearest(sheet, kind, start, end, target.type)
    if found is None:
        return f"no {kind} stands at its words any more"
    if same_type and type_of(sheet, kind, found) != target.type:
        return f"the {kind} at its words is now {type_of(sheet, kind, found) or 'of no type'}, and was {target.type}"
    return Placed(found, found_by)


def _anchored(target: Target, text: str) -> tuple[int | None, int | None]:
    if not target.exact:
        return None, None
    selector = Selector(exact=target.exact, prefix=target.prefix or "", suffix=target.suffix or "")
    found = anchor(selector, text, was_at=target.start)
    return (found.span.start, found.span.end) if found else (None, None)


def _by_type(sheet: Sheet, kind: str, target: Target) -> Placed | str:
    """A row that stands on no span (a dispute) is found by what it is about."""
    same = [row for row in sheet.rows[kind] if type_of(sheet, kind, row) == target.type]
    return Placed(same[0], "span") if len(same) == 1 and target.type else f"no {kind} of the story is it any more"


def _nearest(sheet: Sheet, kind: str, start: int, end: int, type_: str | None) -> str | None:
    """The one row whose span is nearest to ``[start, end)``, of several those of the type; None where none is."""
    scored = [(_overlap(span, start, end), row) for row, span in _spans(sheet, kind)]
    best = max((score for score, _ in scored), default=0.0)
    if best < _SAME:
        return None
    leading = list(dict.fromkeys(row for score, row in scored if score == best))
    of_type = [row for row in leading if type_of(sheet, kind, row) == type_]
    found = of_type or leading
    return found[0] if len(found) == 1 else None


def _spans(sheet: Sheet, kind: str) -> Iterator[tuple[str, Span]]:
    if kind == "entity":
        for mention, value in sheet.rows["mention"].items():
            if sheet.holder[mention] in sheet.rows["entity"]:
                yield sheet.holder[mention], Span(value.start, value.end, value.text)
        return
    for row, value in sheet.rows[kind].items():
        span = span_of(kind, value)
        if span is not None:
            yield row, span


def _overlap(span: Span, start: int, end: int) -> float:
    shared = min(span.end, end) - max(span.start, start)
    return shared / (max(span.end, end) - min(span.start, start)) if shared > 0 else 0.0


def _mention_of(sheet: Sheet, entity: str) -> Span | None:
    """The mention by which an entity is known best: its longest name, else its first mention."""
    mentions: Iterable[Span] = [
        Span(one.start, one.end, one.text)
        for row, one in sheet.rows["mention"].items() if sheet.holder[row] == entity and one.form == "name"
    ] or [
        Span(one.start, one.end, one.text)
        for row, one in sheet.rows["mention"].items() if sheet.holder[row] == entity
    ]  # fmt: skip
    return min(mentions, key=lambda span: (-len(span.text), span.start), default=None)

"""How one event is shown as all stories tell it: each value with who gives it, then the sentences."""

from __future__ import annotations

from collections import defaultdict

from rich.console import Console
from rich.text import Text

from onrecord.cli.counting import whose
from onrecord.cli.output import FAINT, STRONG, console, print_json, safe, styled
from onrecord.record import EventSideBySide, EventTelling, Record

__all__ = ["tell_side_by_side"]

_LABELS = {"time": "when", "place": "where", "actor": "by", "recipient": "to"}


def tell_side_by_side(path: str, event: str, as_known: str | None, *, json: bool) -> None:
    """Prints the event with this id; raises ``NotFoundError`` for none."""
    with Record.open(path, create=False, read_only=True) as record:
        found = record.event(event, as_known=as_known)
    if json:
        print_json(found)
    else:
        _tell(console(), found)


def _tell(out: Console, found: EventSideBySide) -> None:
    first = found.tellings[0].event
    kind = "/".join(filter(None, (first.type, first.mode))) or "no type"
    stories = f"{found.counts.stories} stories" if found.counts.stories > 1 else "1 story"
    counts = f"{stories}, {found.counts.outlets} independent"
    out.print(Text.assemble((safe(kind), STRONG), (f"  {counts} · {found.id}", FAINT)))
    outlets = {one.event.id: one.event.citation.outlet or "outlet unknown" for one in found.tellings}
    for detail in dict.fromkeys(value.detail for value in found.values):
        values = [value for value in found.values if value.detail == detail]
        label = _LABELS.get(detail, detail) + (", told differently" if detail in found.differ else "")
        out.print(Text(safe(f"  {label}"), FAINT))
        for value in values:
            tellers = ", ".join(dict.fromkeys(outlets[row] for row in value.rows))
            independent = f" · {value.counts.outlets} independent" if value.counts.stories > 1 else ""
            out.print(Text.assemble(safe(f"    {value.value}"), (safe(f"  {tellers}{independent}"), FAINT)))
    texts: dict[str, list[EventTelling]] = defaultdict(list)
    for telling in found.tellings:
        texts[telling.telling or telling.event.citation.story].append(telling)
    for same in texts.values():
        _tell_text(out, same)


def _tell_text(out: Console, same: list[EventTelling]) -> None:
    """The sentence of the first story of a text, and how many stories copy it."""
    event = same[0].event
    sentence = event.citation.sentence
    copies = len({one.event.citation.story for one in same}) - 1
    told = whose(event.citation) + (f" · and {copies} {'copy' if copies == 1 else 'copies'}" if copies else "")
    text = styled(sentence, [event.trigger]) if sentence else Text(safe(event.trigger.text))
    text.plain = text.plain.replace("\n", " ")
    out.print(Text.assemble("  ", text, (safe(f"  {told}"), FAINT)))

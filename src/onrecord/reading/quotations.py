"""Stage: what stands inside quotation marks, each part of the story on its own."""

from __future__ import annotations

from onrecord.reading.stage import Partial
from onrecord.text.quotation import find_quotations

__all__ = ["Quotations"]


class Quotations:
    """Adds ``quotations``. The paragraphs are one flow, so that a quotation may run on from one to the next."""

    name = "quotations"
    version = "1"
    needs: frozenset[str] = frozenset()
    adds: frozenset[str] = frozenset({"quotations"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with its quotations, sorted by where they begin, outer before inner."""
        text = partial.reading.story.text
        flow = [(part.start, part.end) for part in partial.parts if part.role == "paragraph"]
        found = list(find_quotations(text, flow))
        for part in partial.parts:
            if part.role != "paragraph":
                found += find_quotations(text, [(part.start, part.end)])
        return partial.with_fields(quotations=tuple(sorted(found, key=lambda one: (one.start, -one.end))))

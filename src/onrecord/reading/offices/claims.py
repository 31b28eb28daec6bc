"""A claim: one place where a story says that somebody holds, held or will hold an office."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.entity import OfficeStatus
from onrecord.reading.offices.line import Line, Named
from onrecord.reading.offices.titles import Title

__all__ = ["Claim", "Role"]

# What the words say of the holder at the time that they give: the office begins, is held, was held, or ends.
Role = str


@dataclass(frozen=True, slots=True)
class Claim:
    """holder: the words that name the person. of: the body, where the title's own words do not say it.

    role: ``holds``, ``held``, ``begins``, ``ends`` or ``intended``. stated: a verb says so, and may have a time.
    again: a title alone that means somebody ('the Ex-PM'): it adds to an office that is stated elsewhere.
    first, last: the words of the line that say it, from holder to title. verb: the word of the verb, if one says so.
    """

    line: Line
    title: Title
    holder: Named
    of: Named | None
    role: Role = "holds"
    status: OfficeStatus | None = None
    verb: int | None = None
    again: bool = False

    @property
    def first(self) -> int:
        """The first word of what says it."""
        return min(self.title.outer, self.holder.first)

    @property
    def last(self) -> int:
        """The word after what says it."""
        return max(self.title.after, self.holder.last)

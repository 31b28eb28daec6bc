"""Document order: which element stands before, after or inside which, in constant time."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate

from lxml.html import HtmlElement

__all__ = ["DocumentOrder"]


@dataclass(slots=True)
class DocumentOrder:
    """The elements of a page in document order: where each stands, and where its subtree ends.

    borders: how many footers and menus begin up to each element. pages: how many footers of pages, not of their parts.
    """

    elements: list[HtmlElement]
    at: dict[HtmlElement, int] = field(default_factory=dict)
    end: list[int] = field(default_factory=list)
    borders: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, root: HtmlElement) -> DocumentOrder:
        """The order of the elements under ``root``."""
        order = cls([element for element in root.iter() if isinstance(element.tag, str)])
        order.at = {element: at for at, element in enumerate(order.elements)}
        order.end = [at + 1 for at in range(len(order.elements))]
        for at in range(len(order.elements) - 1, 0, -1):
            parent = order.at[order.elements[at].getparent()]
            order.end[parent] = max(order.end[parent], order.end[at])
        order.borders = list(accumulate(element.tag in ("footer", "nav") for element in order.elements))
        order.pages = list(accumulate(_ends_a_page(element) for element in order.elements))
        return order

    def holds(self, outer: HtmlElement, inner: HtmlElement) -> bool:
        """Whether ``inner`` is ``outer`` or stands inside it."""
        return self.at[outer] <= self.at[inner] < self.end[self.at[outer]]


def _ends_a_page(element: HtmlElement) -> bool:
    return element.tag == "footer" and next(element.iterancestors("article", "main", "aside"), None) is None

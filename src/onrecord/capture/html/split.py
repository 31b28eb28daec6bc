"""The stories of a page: which part of the tree belongs to which.

First version: a page is one story.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

__all__ = ["Region", "split"]


@dataclass(frozen=True, slots=True)
class Region:
    """One story's own part of a page.

    element: the subtree that holds it, detached where the page holds several. whole: whether it is the whole page.
    json_ld: the JSON-LD article that describes it, where one was matched; url: its own address, where the page says.
    """

    element: HtmlElement
    whole: bool = True
    json_ld: dict[str, Any] | None = None
    url: str | None = None


def split(tree: HtmlElement) -> list[Region]:
    """The stories of a parsed page, in page order; an ordinary page gives one region, the whole tree."""
    return [Region(element=tree)]

"""An HTML page -> its stories, still in parts.

``split`` finds each story's part of the page; each part is then read on its own, so that no date, author or
headline of one story is taken for another's.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.capture.draft import Draft

__all__ = ["drafts"]


def drafts(
    html: str, *, url: str | None = None, given: Mapping[str, str] = {}, given_from: str = "metadata"
) -> list[Draft]:
    """The stories of a page, in page order; [] for a page without any (an index, an error page, an empty file).

    url: where the page was taken from, if known. given: what the container of the page says of its story (a feed's
    ``headline``, ``published``, ...), used where the page itself is silent; given_from: what kind of place that is.
    Any text is accepted: what is no HTML gives no story. Never raises for a bad page.
    """
    # lxml and trafilatura take a third of a second to import: commands that read no HTML shall not wait for them.
    from onrecord.capture.html.split import split
    from onrecord.capture.html.story import read_story
    from onrecord.capture.html.tree import parse

    root = parse(html)
    if root is None:
        return []
    regions = split(root)
    alone = len(regions) == 1
    found = [read_story(region, url=url, given=given if alone else {}, given_from=given_from) for region in regions]
    return [draft for draft in found if draft is not None]

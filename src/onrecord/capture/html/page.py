"""A page's visible lines, in page order, each with what its place in the tree says about it.

The tree is walked once, without recursion. A line is what a reader sees as one block: the text between two
block-level borders or two line breaks in a row. A box is an element that can hold lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from onrecord.capture.html.hints import hints_of

__all__ = ["HEADINGS", "Box", "Line", "Page", "Run", "is_running_text", "read_page"]

_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "meter", "nobr", "output", "q", "ruby", "rt", "rp", "rb", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture",
    "source",
))  # fmt: skip
_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "select", "option",
    "textarea", "canvas", "video", "audio", "head", "math", "button", "input", "title", "meta", "link", "base",
    "map", "area", "progress", "datalist", "dialog", "frameset", "noframes",
))  # fmt: skip
_WHITE = re.compile(r"[ \t\r\n\f]+")
# A box with this share of the page's running text is the page, or the story; no part beside it.
_MUCH_OF_THE_PAGE = 0.3
_ALMOST_ALL_OF_THE_PAGE = 0.85
_PART_HINTS = frozenset(
    ("furniture", "caption", "credit", "byline", "date", "standfirst", "key_point", "dialogue", "embed")
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# A picture counts for so many boxes around it: further out it is the page that holds it.
_PICTURE_LEVELS = 5
_ICON = 100
_PICTURE_ADDRESS = re.compile(r"^#|\.(?:jpe?g|png|gif|webp|avif)\b|^$", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01](?:px)?[ ,])", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Box:
    """A block-level element: its parent box, what its names hint at, and how much running text it holds.

    volume: characters of paragraph-like lines inside. order: its place in document order. A child's order is higher
    than its parent's. pictures: how many pictures stand inside that lead nowhere (those of teasers are links). size:
    characters of all lines inside, count their number. headings: how many of its lines are headings.
    """

    element: HtmlElement
    tag: str
    parent: Box | None
    hints: frozenset[str]
    order: int
    volume: int = 0
    pictures: int = 0
    size: int = 0
    count: int = 0
    headings: int = 0

    def ancestors(self) -> Iterator[Box]:
        """This box, its parent, and so on to the page."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@dataclass(slots=True)
class Run:
    """A stretch ``[start, end)`` of a line that stands in an inline element of its own."""

    start: int
    end: int
    tag: str
    element: HtmlElement
    hints: frozenset[str]


@dataclass(slots=True, eq=False)
class Line:
    """One visible block of text.

    index: its place among the page's lines. box: the innermost block element around it. linked, strong: the share of
    its characters inside links, inside ``b``/``strong``. broken: it was parted from the line before by line breaks
    only (``br br``), so that both stand in one box.
    """

    index: int
    text: str
    box: Box
    runs: list[Run] = field(default_factory=list)
    linked: float = 0.0
    strong: float = 0.0
    broken: bool = False

    @property
    def tag(self) -> str:
        """The tag of the line's box."""
        return self.box.tag

    def hints(self, within: Box | None = None, levels: int = 50) -> set[str]:
        """What the names of the line's box and of up to ``levels`` boxes around it hint at, inside ``within``."""
        found: set[str] = set()
        for box in self.box.ancestors():
            if box is within or levels <= 0:
                break
            found |= box.hints
            levels -= 1
        return found


@dataclass(slots=True)
class Page:
    """The lines and boxes of one page or of one story's part of it."""

    lines: list[Line]
    boxes: list[Box]


class _Walker:
    """Collects lines while the elements pass by."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.boxes: list[Box] = []
        self.open: list[Box] = []
        self.inline: list[tuple[HtmlElement, str, int]] = []
        self.pieces: list[str] = []
        self.length = 0
        self.runs: list[Run] = []
        self.breaks = 0
        self.after_break = False

    def add(self, text: str | None) -> None:
        if not text:
            return
        text = _WHITE.sub(" ", text)
        if text[0] == " " and (not self.pieces or self.pieces[-1][-1] in " \n"):
            text = text[1:]
        if text:
            if self.breaks == 1 and self.pieces:
                self.pieces.append("\n")
                self.length += 1
            if text.strip() or not self.breaks:
                self.breaks = 0 if text.strip() else self.breaks
                self.pieces.append(text)
                self.length += len(text)

    def line_break(self) -> None:
        self.breaks += 1
        if self.breaks == 2:
            self.flush(broken=True)

    def flush(self, *, broken: bool = False) -> None:
        if self.pieces:
            text = "".join(self.pieces)
            for at, (element, tag, start) in enumerate(self.inline):
                self.runs.append(Run(start, len(text), tag, element, hints_of(element)))
                self.inline[at] = (element, tag, 0)
            self.emit(text, self.runs)
        self.pieces, self.length, self.runs, self.breaks = [], 0, [], 0
        self.after_break = broken

    def emit(self, text: str, runs: list[Run]) -> None:
        left = len(text) - len(text.lstrip())
        stripped = text.strip()
        if not stripped or not self.open:
            return
        kept, links, strong = [], 0, 0
        for run in runs:
            start, end = max(run.start - left, 0), min(run.end - left, len(stripped))
            if end > start:
                kept.append(Run(start, end, run.tag, run.element, run.hints))
                links += (end - start) if run.tag == "a" else 0
                strong += (end - start) if run.tag in ("b", "strong") else 0
        size = len(stripped)
        line = Line(len(self.lines), stripped, self.open[-1], kept, min(links / size, 1.0), min(strong / size, 1.0))
        line.broken = self.after_break
        self.lines.append(line)

    def start(self, element: HtmlElement, tag: str) -> None:
        if tag == "br":
            self.line_break()
        elif tag == "img":
            self.picture(element)
        elif tag in _INLINE:
            self.inline.append((element, tag, self.length))
        else:
            self.flush()
            parent = self.open[-1] if self.open else None
            box = Box(element, tag, parent, hints_of(element), len(self.boxes))
            self.boxes.append(box)
            self.open.append(box)
        self.add(element.text)

    def picture(self, element: HtmlElement) -> None:
        """Counts a picture for the boxes around it, unless it is an icon or leads to another page."""
        links = [inline.get("href") or "" for inline, tag, _ in self.inline if tag == "a"]
        if _is_small(element) or any(not _PICTURE_ADDRESS.search(link) for link in links):
            return
        for box in self.open[-_PICTURE_LEVELS:]:
            box.pictures += 1

    def end(self, tag: str) -> None:
        if tag in ("br", "img"):
            return
        if tag in _INLINE:
            element, _, start = self.inline.pop()
            if self.length > start:
                self.runs.append(Run(start, self.length, tag, element, hints_of(element)))
        else:
            self.flush()
            self.open.pop()


def read_page(root: HtmlElement) -> Page:
    """The visible lines under ``root``."""
    walker = _Walker()
    walk = etree.iterwalk(root, events=("start", "end"))
    skipping: HtmlElement | None = None
    for event, element in walk:
        tag = element.tag
        if skipping is not None:
            if event == "end" and element is skipping:
                skipping = None
                walker.add(element.tail)
            continue
        if event == "start":
            if not isinstance(tag, str) or tag in _SKIPPED or _is_hidden(element):
                walk.skip_subtree()
                skipping = element
                continue
            walker.start(element, tag)
        else:
            walker.end(tag)
            if element is not root:
                walker.add(element.tail)
    walker.flush()
    for line in walker.lines:
        running = is_running_text(line)
        heading = line.tag in HEADINGS
        for box in line.box.ancestors():
            box.size += len(line.text)
            box.count += 1
            box.headings += heading
            if running:
                box.volume += len(line.text)
    page = Page(walker.lines, walker.boxes)
    _forget_hints_of_wrappers(page)
    return page


def _forget_hints_of_wrappers(page: Page) -> None:
    """A name on a box that holds much of the page's prose, or its main heading, speaks of the page, not of a part."""
    total = page.boxes[0].volume if page.boxes else 0
    around_heading = {box for line in page.lines if line.tag == "h1" for box in _outside_heading(line)}
    for box in page.boxes:
        if not box.hints:
            continue
        share = _ALMOST_ALL_OF_THE_PAGE if "dialogue" in box.hints else _MUCH_OF_THE_PAGE
        if box.volume > share * total or box in around_heading:
            box.hints = box.hints - _PART_HINTS


def _outside_heading(line: Line) -> Iterator[Box]:
    return (box for box in line.box.ancestors() if box.tag != "h1")


def is_running_text(line: Line) -> bool:
    """Whether a line looks like prose: long enough and not a list of links."""
    return len(line.text) > 80 and line.linked < 0.5


def _is_small(picture: HtmlElement) -> bool:
    """Whether a picture says that it is an icon or a portrait beside a name."""
    sizes = [picture.get("width") or "", picture.get("height") or ""]
    return any(size.isdecimal() and len(size) < 5 and int(size) <= _ICON for size in sizes)


def _is_hidden(element: HtmlElement) -> bool:
    get = element.get
    if get("hidden") is not None or get("aria-hidden") == "true":
        return True
    style = get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    return "hidden" in hints_of(element)

"""HTML text -> a tree, whatever the HTML: never an external entity, never recursion, never an exception.

libxml2 repairs broken markup. It gives up at 2,048 open elements, so a page that nests deeper is parsed again with
its long runs of opening tags taken out: what it says is kept, its nesting is not.
"""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

__all__ = ["MAX_CHARACTERS", "parse"]

# A longer page is cut: no news story is that long, and the tree costs about ten times its text in memory.
MAX_CHARACTERS = 30_000_000

_LARGE = 500_000
_LONGEST_ATTRIBUTE = 20_000
# Paragraphs and headings do not nest: whatever stands this deep, they do not make the depth.
_RUN_OF_OPENING_TAGS = re.compile(r"(?:<(?!(?:p|h[1-6]|body|html)\b)[a-zA-Z][^<>]{0,200}+>\s*+){120,}+", re.IGNORECASE)
_END_OF_DOCUMENT = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_TOO_DEEP = "depth"


def parse(html: str) -> lxml.html.HtmlElement | None:
    """The page's root element (``html``), or None if there is no element in it at all.

    Comments and processing instructions are left out. NUL and other characters that XML forbids are gone.
    """
    # libxml2 stops at the end of a document; a file can hold several, one after another.
    html = _END_OF_DOCUMENT.sub("", html[:MAX_CHARACTERS])
    root, too_deep = _parsed(html)
    if too_deep:
        flat, _ = _parsed(_RUN_OF_OPENING_TAGS.sub("<div>", html))
        root = flat if flat is not None else root
    if root is not None and len(html) > _LARGE:
        _shorten_attributes(root)
    return root


def _shorten_attributes(root: lxml.html.HtmlElement) -> None:
    """Cuts attributes of absurd length: everything that reads them would search megabytes of class names."""
    for element in root.iter(lxml.etree.Element):
        for name, value in element.attrib.items():
            if len(value) > _LONGEST_ATTRIBUTE:
                element.set(name, value[:_LONGEST_ATTRIBUTE])


def _parsed(html: str) -> tuple[lxml.html.HtmlElement | None, bool]:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    data = html.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None, False
    return root, any(_TOO_DEEP in entry.message for entry in parser.error_log)

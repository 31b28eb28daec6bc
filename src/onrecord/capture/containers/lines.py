"""The visible lines of a piece of HTML: what a container's parser needs where no page is to be understood."""

from __future__ import annotations

from typing import Any

__all__ = ["lines_of_html"]

_BREAKS = {
    "address", "article", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
_UNSEEN = {"script", "style", "template", "noscript", "head", "title", "svg"}
_BLANK = {"p", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "blockquote", "pre"}


def lines_of_html(markup: str, *, blank_lines: bool = False) -> list[str]:
    """Each visible line, white space collapsed; with ``blank_lines`` an empty one between paragraphs."""
    import lxml.html

    if not markup.strip():
        return []
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    tree = lxml.html.document_fromstring(f"<body>{markup}</body>".encode("utf-8", "replace"), parser=parser)
    pieces: list[str] = []
    _collect(tree, pieces)
    lines = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
    return lines if blank_lines else [line for line in lines if line]


def _collect(tree: Any, pieces: list[str]) -> None:
    """Walks the tree without recursion, so that deep nesting costs nothing."""
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        gap = "\n\n" if tag in _BLANK else "\n" if tag in _BREAKS else "\t" if tag in ("td", "th") else ""
        if leaving:
            pieces.append(gap)
            pieces.append(_spaced(node.tail))
            continue
        if tag in _UNSEEN or not tag:
            pieces.append(_spaced(node.tail))
            continue
        pieces.append(gap)
        pieces.append(_spaced(node.text))
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _spaced(text: str | None) -> str:
    return text.replace("\n", " ") if text else ""

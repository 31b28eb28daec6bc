"""Network: who acts with one entity, and these with each other; never more than can be read."""

from __future__ import annotations

import math
from functools import cached_property

import msgspec

from onrecord.desk.layout import placed
from onrecord.desk.room import Parameter, Room, Visit, numbers
from onrecord.errors import NotFoundError, QueryError
from onrecord.plover import ontology
from onrecord.record import EntityFound, EventLine, Neighbourhood, NeighbourLink, NeighbourNode, Standing

__all__ = ["ROOMS"]

FEWEST, USUAL, MOST = 30, 40, 80
TYPES = (*ontology().types, "OTHER")
_ON_A_PHONE = 16
_TO_CHOOSE = 12
_LONGEST_NAME = 26


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A name on the paper: its middle, its size in the units of the picture, and the name, cut where it is long."""

    node: NeighbourNode
    x: float
    y: float
    size: float
    words: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A link on the paper. own: it leads to the one in the middle."""

    link: NeighbourLink
    names: tuple[str, str]
    x1: float
    y1: float
    x2: float
    y2: float
    breadth: float
    own: bool


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """The graph as it is drawn."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]


class Page(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The graph around one entity; or, where none is asked for, those that most stories tell of.

    others: how many go by a name like the one asked for.
    """

    graph: Neighbourhood | None
    choose: tuple[EntityFound, ...] = ()
    nodes: int = USUAL
    type: str | None = None

    @cached_property
    def wide(self) -> Picture | None:
        """For a screen or paper."""
        return _picture(self.graph, MOST, 1000, 540 if len(self.graph.nodes) <= USUAL else 640) if self.graph else None

    @cached_property
    def narrow(self) -> Picture | None:
        """For a telephone: those that weigh most alone."""
        return _picture(self.graph, _ON_A_PHONE, 356, 520) if self.graph else None

    @property
    def names(self) -> dict[str, str]:
        """What each entity of the graph is called, by id."""
        return {node.id: node.name for node in self.graph.nodes} if self.graph else {}

    @cached_property
    def own(self) -> dict[str, NeighbourLink]:
        """The links of the one in the middle, by the other's id."""
        if self.graph is None:
            return {}
        middle = self.graph.nodes[0].id
        found = {}
        for link in self.graph.links:
            if middle in (link.one, link.other):
                found[link.other if link.one == middle else link.one] = link
        return found

    @cached_property
    def between(self) -> list[NeighbourLink]:
        """The links among the others, the strongest first."""
        own = {id(link) for link in self.own.values()}
        rest = [link for link in (self.graph.links if self.graph else ()) if id(link) not in own]
        return sorted(rest, key=lambda link: (-link.events, link.one, link.other))

    @property
    def steps(self) -> tuple[int, ...]:
        """How many names a picture can have."""
        return (FEWEST, USUAL, 60, MOST)


class EdgePage(msgspec.Struct, frozen=True, kw_only=True):
    """The events in which two entities take part, of one type if asked."""

    one: str
    other: str
    names: tuple[str, str]
    type: str | None
    rows: tuple[EventLine, ...]
    standings: dict[str, Standing]
    limit: int
    offset: int


def show(visit: Visit) -> Page:
    """The graph."""
    asked = visit.asked.get("who")
    type_ = _type(visit)
    nodes = max(FEWEST, visit.number("nodes", USUAL, most=MOST))
    if asked is None:
        return Page(graph=None, choose=tuple(visit.record.found(limit=_TO_CHOOSE)), nodes=nodes, type=type_)
    own = visit.record.named(asked)
    if own is None:
        raise NotFoundError(f"the record has nobody called {asked[:60]!r}. See /who for who is in it")
    graph = visit.record.neighbourhood(own, nodes=nodes, types=(type_,) if type_ else ())
    return Page(graph=graph, nodes=nodes, type=type_)


def edge(visit: Visit) -> EdgePage:
    """What two did with each other."""
    limit, offset = numbers(visit)
    type_ = _type(visit)
    one, other = (visit.record.identity(visit.named[name]) for name in ("one", "other"))
    rows = visit.record.shared_events(one.id, other.id, type=type_, limit=limit, offset=offset)
    return EdgePage(
        one=one.id,
        other=other.id,
        names=(one.name, other.name),
        type=type_,
        rows=tuple(rows),
        standings=visit.record.standings(row.citation.story for row in rows),
        limit=limit,
        offset=offset,
    )


def _type(visit: Visit) -> str | None:
    asked = visit.asked.get("type")
    if asked is not None and asked not in TYPES:
        raise QueryError(f"there is no type of deed {asked[:40]!r}. There are: {', '.join(TYPES)}")
    return asked


def _picture(graph: Neighbourhood, most: int, width: int, height: int) -> Picture:
    nodes = graph.nodes[:most]
    places = {node.id: at for at, node in enumerate(nodes)}
    links = [link for link in graph.links if link.one in places and link.other in places]
    heaviest = max((node.events for node in nodes[1:]), default=1)
    strongest = max((link.events for link in links), default=1)
    words = [_cut(node.name) for node in nodes]
    sizes = [20.0 if not at else round(12 + 5 * math.sqrt(node.events / heaviest), 1) for at, node in enumerate(nodes)]
    # About as wide as the letters of a serif run.
    boxes = [(len(name) * size * 0.52 + 10, size * 1.45) for name, size in zip(words, sizes, strict=True)]
    at = placed(
        boxes,
        [(places[link.one], places[link.other], 0.15 + 0.85 * link.events / strongest) for link in links],
        width,
        height,
    )
    shapes = tuple(
        Shape(node=node, x=x, y=y, size=size, words=name)
        for node, (x, y), size, name in zip(nodes, at, sizes, words, strict=True)
    )
    lines = []
    for link in sorted(links, key=lambda link: (nodes[0].id in (link.one, link.other), link.events, link.one)):
        first, second = shapes[places[link.one]], shapes[places[link.other]]
        lines.append(
            Line(
                link=link, names=(first.node.name, second.node.name), x1=first.x, y1=first.y, x2=second.x, y2=second.y,
                breadth=round(0.6 + 3.2 * math.sqrt(link.events / strongest), 2),
                own=nodes[0].id in (link.one, link.other),
            )
        )  # fmt: skip
    return Picture(width=width, height=height, shapes=shapes, lines=tuple(lines))


def _cut(name: str) -> str:
    plain = " ".join(name.split())
    return plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - 1].rstrip() + "…"


_OF_TYPE = Parameter("type", "Deeds of one type; OTHER are those for which PLOVER has none.", choices=TYPES)
ROOMS = (
    Room(
        "/network",
        "network.html",
        show,
        "Who acts with one person, body, people or place, and these with each other.",
        (
            Parameter("who", "Around whom: an id, or a name; of several of a name the most told."),
            _OF_TYPE,
            Parameter("nodes", f"How many names the picture has, {FEWEST} to {MOST}.", "integer"),
        ),
    ),
    Room(
        "/network/{one}/{other}",
        "edge.html",
        edge,
        "The events in which two take part.",
        (
            _OF_TYPE,
            Parameter("limit", "Rows on the page, 200 at most.", "integer"),
            Parameter("offset", "Rows to pass over.", "integer"),
        ),
    ),
)

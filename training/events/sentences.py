"""Sentences written for this project, with their events marked in the line: the reader of the format.

One sentence a line; blank lines and lines that start with ``#`` say nothing. In the sentence::

    [A1 Mali] {agreed|AGREE|actual} to {release|RETREAT/release|promised} [R1R2 eleven fishermen from Ghana].

``{words|TYPE/mode|status}`` is a trigger: the words that name an event, its PLOVER type (``-`` where PLOVER has none
for it), a mode of that type if one fits, and its status. Triggers are numbered 1, 2, … in the order of the line.
``[A1 words]`` is an actor of event 1, ``[R2 words]`` a recipient of event 2, ``[A1R2 words]`` both. Brackets do not
nest, and none of the signs ``{ } [ ] |`` stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

__all__ = [
    "FOLDER",
    "MODES",
    "STATUSES",
    "MalformedSentence",
    "MarkedEvent",
    "Participant",
    "TrainingSentence",
    "read_all",
    "read_file",
    "read_line",
]

FOLDER: Final = Path(__file__).parent / "sentences"

# PLOVER 2.0's types and their modes.
MODES: Final[dict[str, frozenset[str]]] = {
    type_: frozenset(modes.split())
    for type_, modes in {
        "AGREE": "",
        "CONSULT": "visit third-party multilateral phone",
        "SUPPORT": "",
        "CONCEDE": "",
        "COOPERATE": "",
        "AID": "",
        "RETREAT": "withdraw release disarm ceasefire access resign",
        "REQUEST": "assist change yield meet",
        "ACCUSE": "disapprove investigate allege",
        "REJECT": "assist change yield meet",
        "THREATEN": "restrict arrest relations expel territory violence",
        "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
        "SANCTION": "convict expel withdraw discontinue",
        "MOBILIZE": "troops weapons police militia",
        "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
        "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial "
        "drone heavy-weapons crowd-control unconventional",
    }.items()
}
STATUSES: Final = frozenset(
    ["actual", "ongoing", "planned", "demanded", "promised", "hypothetical", "negated", "habitual"]
)

_MARK = re.compile(r"\{(?P<trigger>[^{}\[\]]*)\}|\[(?P<participant>[^{}\[\]]*)\]")
_ROLES = re.compile(r"(?P<roles>(?:[AR][1-9][0-9]?)+) (?P<words>\S.*)")


class MalformedSentence(ValueError):
    """A line breaks the format. The message begins with ``file:line:``."""


@dataclass(frozen=True, slots=True)
class Participant:
    """A phrase that names who did it (``actor``) or to whom (``recipient``): ``[start, end)`` of the sentence."""

    role: Literal["actor", "recipient"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """One event: its trigger ``[start, end)`` of the sentence, what it is, and who took part, in the line's order.

    type: None where PLOVER has no type for it. mode: None where none is marked.
    """

    start: int
    end: int
    type: str | None
    mode: str | None
    status: str
    participants: tuple[Participant, ...] = ()

    @property
    def actors(self) -> tuple[Participant, ...]:
        """Who did it."""
        return tuple(each for each in self.participants if each.role == "actor")

    @property
    def recipients(self) -> tuple[Participant, ...]:
        """To whom it was done."""
        return tuple(each for each in self.participants if each.role == "recipient")


@dataclass(frozen=True, slots=True)
class TrainingSentence:
    """A sentence without its marks, the events marked in it, and where it stands (``file:line``)."""

    text: str
    events: tuple[MarkedEvent, ...]
    where: str


def read_line(line: str, where: str = "line") -> TrainingSentence:
    """One sentence from its marked line.

    Raises:
        MalformedSentence: unknown type, mode or status, a role without its event, stray signs; named with ``where``.
    """
    pieces: list[str] = []
    length, position = 0, 0
    triggers: list[tuple[int, int, str | None, str | None, str]] = []
    named: list[tuple[str, int, int]] = []
    for mark in _MARK.finditer(line):
        plain = line[position : mark.start()]
        start = length + len(plain)
        if mark["trigger"] is not None:
            words, type_, mode, status = _trigger(mark["trigger"], where)
            triggers.append((start, start + len(words), type_, mode, status))
        else:
            roles, words = _participant(mark["participant"], where)
            named += [(role, start, start + len(words)) for role in roles]
        pieces += [plain, words]
        length = start + len(words)
        position = mark.end()
    pieces.append(line[position:])
    text = "".join(pieces)
    if stray := re.search(r"[][{}|]", text):
        raise MalformedSentence(f"{where}: a stray {stray.group()!r}; marks do not nest and must close")
    return TrainingSentence(text, _events(triggers, named, where), where)


def read_file(path: Path) -> Iterator[TrainingSentence]:
    """The sentences of one file, in order.

    Raises:
        MalformedSentence: as ``read_line``.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        sentence = line.strip()
        if sentence and not sentence.startswith("#"):
            yield read_line(sentence, f"{path.name}:{number}")


def read_all(folder: Path = FOLDER) -> Iterator[TrainingSentence]:
    """The sentences of all ``*.txt`` of a folder, by file name.

    Raises:
        MalformedSentence: as ``read_line``.
    """
    for path in sorted(folder.glob("*.txt")):
        yield from read_file(path)


def _trigger(inside: str, where: str) -> tuple[str, str | None, str | None, str]:
    parts = inside.split("|")
    if len(parts) != 3 or not parts[0] or parts[0] != parts[0].strip():
        raise MalformedSentence(f"{where}: a trigger is {{words|TYPE/mode|status}}, found {{{inside}}}")
    words, deed, status = parts
    if status not in STATUSES:
        raise MalformedSentence(f"{where}: status {status!r} of {words!r} is none of {', '.join(sorted(STATUSES))}")
    if deed == "-":
        return words, None, None, status
    type_, slash, mode = deed.partition("/")
    if type_ not in MODES:
        raise MalformedSentence(f"{where}: {type_!r} of {words!r} is no type of PLOVER; '-' says that it has none")
    if slash and mode not in MODES[type_]:
        known = ", ".join(sorted(MODES[type_])) or "none"
        raise MalformedSentence(f"{where}: {mode!r} of {words!r} is no mode of {type_}; its modes: {known}")
    return words, type_, mode or None, status


def _participant(inside: str, where: str) -> tuple[list[str], str]:
    match = _ROLES.fullmatch(inside)
    if match is None or "|" in inside or inside != inside.rstrip():
        raise MalformedSentence(f"{where}: a participant is [A1 words] or [R1A2 words], found [{inside}]")
    return re.findall(r"[AR]\d+", match["roles"]), match["words"]


def _events(
    triggers: list[tuple[int, int, str | None, str | None, str]], named: list[tuple[str, int, int]], where: str
) -> tuple[MarkedEvent, ...]:
    taking_part: list[list[Participant]] = [[] for _ in triggers]
    for role, start, end in named:
        number = int(role[1:])
        if number > len(triggers):
            raise MalformedSentence(f"{where}: {role} names event {number}, but {len(triggers)} are marked")
        taking_part[number - 1].append(Participant("actor" if role[0] == "A" else "recipient", start, end))
    return tuple(
        MarkedEvent(*trigger, tuple(participants)) for trigger, participants in zip(triggers, taking_part, strict=True)
    )

"""The codebook of events is true: its examples read as it says, its modes and its crosswalk are the program's.

Run this file to mark what the program gets wrong today as a known error in the pages, and to take the mark from what it
gets right: `python -m tests.docs.test_event_codebook`. Read the change before you commit it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.model import Event, Span, Story, story_id
from onrecord.plover import from_cameo, ontology
from onrecord.plover.cameo import crosswalk
from onrecord.reading import Reader
from tests.docs.console import ROOT

CODEBOOK = ROOT / "docs" / "codebook"
PAGES = sorted((CODEBOOK / "events").glob("*.md"))
BLOCK = re.compile(r"^> (?P<sentence>[^*`\-].*)\n>\n(?P<lines>(?:> .+\n)+)", re.MULTILINE)
EVENT = re.compile(
    r"`(?P<trigger>[^`]+)` \*\*(?P<type>[A-Z]+|no type)(?:/(?P<mode>[a-z-]+))?\*\* "
    r"\*(?P<status>[a-z]+)\*: (?P<actors>.+?) → (?P<recipients>.+)"
)
ERROR = "known error: "
NOTHING = "*no event*"


@dataclass(frozen=True)
class Shown:
    """An event as a page prints it. trigger: its words, or the one of them that matters; who: actors → recipients."""

    trigger: str
    type: str
    status: str
    who: str

    @classmethod
    def of(cls, line: str) -> Shown:
        found = EVENT.fullmatch(line)
        assert found, f"no event: {line}"
        kind = found["type"] + (f"/{found['mode']}" if found["mode"] else "")
        return cls(found["trigger"], kind, found["status"], f"{found['actors']} → {found['recipients']}")

    @classmethod
    def read(cls, event: Event) -> Shown:
        """An event of a reading in the codebook's form."""
        kind = (event.type or "no type") + (f"/{event.mode}" if event.mode else "")
        actors, recipients = (
            "; ".join(one.span.text for one in side if one.span) or "–" for side in (event.actors, event.recipients)
        )
        return cls(event.trigger.text, kind, event.status, f"{actors} → {recipients}")

    def is_told_by(self, event: Shown) -> bool:
        """``event`` has the same type, mode, status and participants, and these words among its own."""
        same = (self.type, self.status, self.who) == (event.type, event.status, event.who)
        return same and f" {self.trigger} " in f" {event.trigger} "


def is_right(line: str, events: list[Shown]) -> bool:
    """Whether a line of an example, without its mark, is what the program reads."""
    if line == NOTHING:
        return not events
    return any(Shown.of(line).is_told_by(event) for event in events)


def examples(page: str) -> list[tuple[str, list[str]]]:
    """The examples of a page: each sentence with its lines."""
    return [
        (block["sentence"], [line[2:].removeprefix("- ") for line in block["lines"].splitlines()])
        for block in BLOCK.finditer(page)
    ]


def one_paragraph(sentence: str) -> Story:
    """A story of which the sentence is the only paragraph."""
    return Story(id=story_id(sentence), text=sentence, language="en", paragraphs=(Span.of(sentence, 0, len(sentence)),))


def events_of(reader: Reader, sentence: str) -> list[Shown]:
    """What the program reads in a sentence."""
    return [Shown.read(event) for event in reader.read(one_paragraph(sentence)).events]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_example_reads_as_the_page_says(page: Path, reader: Reader) -> None:
    found = examples(page.read_text(encoding="utf-8"))
    assert found, "a page without examples proves nothing"
    for sentence, lines in found:
        events = events_of(reader, sentence)
        for line in lines:
            told = is_right(line.removeprefix(ERROR), events)
            assert told != line.startswith(ERROR), (
                f"{page.name}: {sentence}\n{line}\nread: {events}\n"
                "If that is how it stands: python -m tests.docs.test_event_codebook"
            )


@pytest.mark.parametrize("name", sorted(ontology().types))
def test_every_type_has_a_page_with_all_its_modes(name: str) -> None:
    page = (CODEBOOK / "events" / f"{name.lower()}.md").read_text(encoding="utf-8")
    kind = ontology().types[name]
    assert page.startswith(f"# {name}\n\n{kind.quad.capitalize()}.")
    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == list(kind.modes)


def test_the_crosswalk_is_the_one_that_the_program_uses() -> None:
    page = (CODEBOOK / "cameo-to-plover.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d{2,4}) \|[^|]+\| ([A-Z]*)(?:/([a-z-]+))?–? \|", page, re.MULTILINE)
    assert len({code[:2] for code, _, _ in rows}) == 20, "all of CAMEO's two-digit codes"
    for code, kind, mode in rows:
        assert (kind or None, mode or None) == from_cameo(code), code
    listed = {code for code, _, _ in rows}
    for code in crosswalk():
        above = next(code[:length] for length in (4, 3, 2) if code[:length] in listed)
        assert from_cameo(code) == from_cameo(above), f"{code} does not follow {above}; list it"


def marked(page: str, reader: Reader) -> str:
    """A page with its known errors marked as they stand today."""

    def _marked(block: re.Match[str]) -> str:
        events = events_of(reader, block["sentence"])
        lines = []
        for line in block["lines"].splitlines():
            bullet = "- " if line.startswith("> - ") else ""
            plain = line[2:].removeprefix("- ").removeprefix(ERROR)
            lines.append(f"> {bullet}{'' if is_right(plain, events) else ERROR}{plain}\n")
        return f"> {block['sentence']}\n>\n{''.join(lines)}"

    return BLOCK.sub(_marked, page)


if __name__ == "__main__":
    program = Reader()
    for path in PAGES:
        path.write_text(marked(path.read_text(encoding="utf-8"), program), encoding="utf-8")

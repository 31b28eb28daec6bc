"""How the command speaks: plain when piped, quietly styled on a terminal, and never passing control characters on."""

from __future__ import annotations

import math
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn, TypeVar

import click
import msgspec
from rich.console import Console
from rich.style import Style
from rich.text import Text

from onrecord.model import Refusal, Span, encode

__all__ = [
    "FAINT",
    "STOPPED",
    "STRONG",
    "console",
    "exit_code",
    "print_json",
    "print_refusals",
    "print_rows",
    "safe",
    "say",
    "styled",
    "sure",
]

_Row = TypeVar("_Row")
STOPPED = 130
"""The exit code of what the keyboard stopped."""
STRONG, FAINT = Style(bold=True), Style(dim=True)
_KEPT = "\n\t"
# Invisible characters that real pages need, and that steer nothing: soft hyphen, break opportunities, joiners, marks
# of direction (not the overrides and isolates), byte order mark.
_HARMLESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def safe(text: str) -> str:
    """``text`` with control and direction-changing characters made visible: a page must not steer a terminal."""
    return "".join(
        f"<U+{ord(char):04X}>"
        if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in _KEPT and char not in _HARMLESS
        else char
        for char in text
    )


class _Console(Console):
    def on_broken_pipe(self) -> None:
        # rich would end the program with an error; `main` ends it without one, for every command alike.
        raise BrokenPipeError


def console() -> Console:
    """Standard output; lines are wrapped and styled on a terminal only."""
    return _Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def say(text: str) -> None:
    """One line to standard error, for people."""
    click.echo(safe(text), err=True)


def sure(confidence: float) -> str:
    """A confidence with two digits, rounded down: only what is certain is 1.00."""
    # The hundredths of 0.29 come to 28.999…: what is that near to the next counts as reaching it.
    return f"{math.floor(confidence * 100 + 1e-9) / 100:.2f}"


def print_json(value: Any) -> None:
    """``value`` as one line of JSON, in UTF-8 whatever the terminal speaks."""
    click.echo(encode(msgspec.to_builtins(value)))


def print_rows(
    found: Sequence[_Row], tell: Callable[[Console, _Row], object], *, json: bool, otherwise: str
) -> NoReturn:
    """Prints each row, as a line of JSON or as ``tell`` does, and ends the command: with 1 where there is none.

    otherwise: what people are told then; to programs nothing is said.
    """
    out = console()
    for row in found:
        if json:
            print_json(row)
        else:
            tell(out, row)
    if not found and not json:
        say(otherwise)
    click.get_current_context().exit(0 if found else 1)


def print_refusals(refusals: Iterable[Refusal]) -> None:
    """A line for each source that was refused: what, why, and what to do."""
    for refusal in refusals:
        say(f"refused  {refusal}")


def exit_code(done: int, refused: int) -> int:
    """0 if all was done, 3 if some sources were refused, 1 if nothing could be done."""
    if not refused:
        return 0 if done else 1
    return 3 if done else 1


def styled(span: Span, marks: Iterable[Span], style: Style = STRONG) -> Text:
    """The words of ``span`` with the parts that ``marks`` cover in ``style`` (which shows on a terminal only)."""
    pieces = Text()
    at = span.start
    for mark in sorted(marks):
        start, end = max(mark.start, at), min(mark.end, span.end)
        if start >= end:
            continue
        pieces.append(safe(span.text[at - span.start : start - span.start]))
        pieces.append(safe(span.text[start - span.start : end - span.start]), style)
        at = end
    pieces.append(safe(span.text[at - span.start :]))
    return pieces

"""``onrecord said``: who said what, and how a statement is told in a line."""

from __future__ import annotations

from textwrap import shorten
from typing import get_args

import click
from rich.console import Console
from rich.text import Text

from onrecord.cli.counting import cited, counted, tell_sources
from onrecord.cli.options import as_json, asks, question, record_file
from onrecord.cli.output import FAINT, STRONG, print_rows, safe, sure
from onrecord.cli.resolving import who_was
from onrecord.model.assertion import StatementAct
from onrecord.record import Query, Record, StatementLine
from onrecord.record.judging.marks import in_a_line

__all__ = ["said", "statement_row"]

_ACT = click.Choice(get_args(StatementAct))
# Words of a speaker that are longer are mostly a description, which the sentence below shows in full.
_SHORT = 80


@click.command(short_help="Who said what.")
@click.argument("words", required=False)
@record_file
@click.option("--by", metavar="NAME", help="Said by, or on behalf of, whoever goes by this name or part of a name.")
@click.option("--about", metavar="WORDS", help="With these words in what was said, or speaking of one of this name.")
@click.option("--act", type=_ACT, metavar="ACT", help="Of this kind: assert, deny, promise, warn, ...")
@click.option("--to", metavar="NAME", help="Said to whoever goes by this name, or is described by these words.")
@click.option("--confidence", type=float, metavar="NUMBER", help="At least this sure, 0 to 1.")
@asks(paged=True, ordered=True, told="statements")
@as_json
def said(
    words: str | None,
    path: str,
    by: str | None,
    about: str | None,
    act: StatementAct | None,
    to: str | None,
    confidence: float | None,
    asked: Query,
    json: bool,
) -> None:
    """Lists who said, thought or decided what, those of the latest stories first, each with its sentence.

    WORDS: only statements whose sentences answer this search; it is written as for onrecord search.

    \b
    onrecord said --by 'Ilse Brandt' --about bridge --since 2024
    """
    query = question(
        "statements", asked, who=by, about=about, words=words, act=act, whom=to, confidence=confidence
    )
    with Record.open(path, create=False, read_only=True) as record:
        found = record.find(query)
    print_rows(found, _tell, json=json, otherwise="The record holds no such statement.")


def statement_row(line: StatementLine) -> str:
    """When, by which act, to whom, through what, and what: a statement without its speaker in one line."""
    told = [line.time or line.citation.date or "undated", _act(line), *_circumstances(line), *in_a_line(line.judged)]
    return " · ".join(told) + "  " + _content(line)


def _tell(out: Console, line: StatementLine) -> None:
    """A statement in a line, and below it its sentence, whose story and place."""
    speaker = line.speaker
    words = shorten(speaker.span.text, _SHORT, placeholder=" …") if speaker.span else "(speaker not named)"
    named = speaker.name or words
    text = Text.assemble((safe(named), STRONG if speaker.name else ""))
    if speaker.acts_for:
        text.append(safe(f", for {speaker.acts_for}"))
    facts = [_act(line), line.mode, *_circumstances(line)]
    facts += [line.time] if line.time else []
    facts += [f"confidence {sure(line.confidence)}"] if line.confidence is not None else []
    text.append(safe(who_was(line.resolved_by)))
    text.append("  " + safe(_content(line)))
    facts += counted(line.counts)
    facts += in_a_line(line.judged)
    text.append(safe("  " + " · ".join(facts)), FAINT)
    out.print(text)
    sentence = line.citation.sentence
    stands = f" · {sentence.start}-{sentence.end}" if sentence else ""
    out.print(cited(line.citation).append(stands, FAINT))
    tell_sources(out, line.sources)


def _act(line: StatementLine) -> str:
    act = line.act.replace("_", " ")
    act = f"not {act}" if line.negated else act
    return f"hypothetical {act}" if line.hypothetical else act


def _circumstances(line: StatementLine) -> list[str]:
    told = [f"to {line.addressee.name or _plain(line.addressee.span.text)}"] if line.addressee else []
    told += [f"through {_plain(line.medium.span.text)}"] if line.medium else []
    told += [f"as {line.as_told_by} told it"] if line.as_told_by else []
    return told


def _content(line: StatementLine) -> str:
    return " … ".join(_plain(span.text) for span in line.content)


def _plain(words: str) -> str:
    return " ".join(words.split())

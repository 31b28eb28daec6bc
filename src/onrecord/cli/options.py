"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, get_args

import click
import msgspec

from onrecord.record import Query, Question
from onrecord.record.query import PER, Order
from onrecord.record.question import Kind

__all__ = ["as_json", "as_known", "asks", "how_far", "question", "record_file", "sources"]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

record_file: Decorator = click.option(
    "--record",
    "path",
    type=click.Path(dir_okay=False),
    envvar="ONRECORD_RECORD",
    default="onrecord.record",
    show_default=True,
    show_envvar=True,
    help="The record's file.",
)
as_json: Decorator = click.option("--json", "json", is_flag=True, help="Print JSON, one line a thing.")
as_known: Decorator = click.option(
    "--as-known", metavar="DATE", help="Only what had been captured by this date: the record as it was known then."
)
sources: Decorator = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")


def how_far(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how stories are read, of which one may be given: ``anatomy`` and ``rules_only``."""

    @wraps(function)
    def command(*, anatomy: bool, rules_only: bool, **given: Any) -> Any:
        if anatomy and rules_only:
            raise click.UsageError(
                "--rules-only says how statements are read, and --anatomy reads none. Give one of them"
            )
        return function(anatomy=anatomy, rules_only=rules_only, **given)

    anatomy = click.option("--anatomy", is_flag=True, help="Stop at the stories' parts; no language model is loaded.")
    rules_only = click.option(
        "--rules-only", is_flag=True, help="Read statements by the rules alone, without the trained model."
    )
    return anatomy(rules_only(command))


def question(kind: Kind, stories: Query, **fields: Any) -> Question:
    """What is asked of the record: rows of this kind, in these stories, by these fields (None makes no difference)."""
    told = msgspec.structs.asdict(stories) | fields
    return Question(kind=kind, **{name: value for name, value in told.items() if value is not None})


def asks(*, paged: bool, ordered: bool = False, told: str | None = None) -> Decorator:
    """The options that narrow down stories, handed to the command as one ``Query`` named ``asked``.

    paged: whether the options that choose a page of a long answer are among them. ordered: whether the
    answer is in the order of stories, which may then be turned round. told: the kind of its rows, where these are told
    again in other stories: the options that put such rows together and list the stories.
    """
    options: dict[str, Decorator] = {
        "since": click.option("--since", metavar="DATE", help="Stories of this date or later."),
        "until": click.option(
            "--until", metavar="DATE", help="Stories of this date or earlier (YYYY, YYYY-MM, YYYY-MM-DD)."
        ),
        "outlet": click.option("--outlet", metavar="NAME", help="Stories of this outlet."),
        "entity": click.option("--entity", metavar="NAME", help="Stories that name this person, place or body."),
        "as_known": as_known,
        "latest": click.option("--latest", is_flag=True, help="Of several versions of a story only the last."),
    }
    if ordered:
        options["order"] = click.option(
            "--order", type=click.Choice(get_args(Order)), default="newest", show_default=True, help="Which come first."
        )
    if told:
        options["per"] = click.option(
            "--per", type=click.Choice(PER[told]), default="story", show_default=True, help="What one line stands for."
        )
        options["sources"] = click.option("--sources", is_flag=True, help="List the stories that tell the same.")
    if paged:
        options["limit"] = click.option(
            "--limit", type=click.IntRange(1), default=20, show_default=True, help="Answers at the most."
        )
        options["offset"] = click.option(
            "--offset", type=click.IntRange(0), default=0, show_default=True, help="Answers to pass over."
        )

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def command(**given: Any) -> Any:
            asked = Query(**{name: given.pop(name) for name in options})
            return function(asked=asked, **given)

        asking: Callable[..., Any] = command
        for option in reversed(options.values()):
            asking = option(asking)
        return asking

    return decorate

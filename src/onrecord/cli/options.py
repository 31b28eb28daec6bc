"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

__all__ = ["as_json", "filters", "paging", "record_file", "sources"]

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
sources: Decorator = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")


def filters(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that narrow down stories."""
    for option in (
        click.option("--entity", metavar="NAME", help="Stories that name this person, place or body."),
        click.option("--outlet", metavar="NAME", help="Stories of this outlet."),
        click.option("--until", metavar="DATE", help="Stories of this date or earlier (YYYY, YYYY-MM, YYYY-MM-DD)."),
        click.option("--since", metavar="DATE", help="Stories of this date or later."),
    ):
        function = option(function)
    return function


def paging(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose a page of a long answer."""
    for option in (
        click.option("--offset", type=click.IntRange(0), default=0, show_default=True, help="Stories to pass over."),
        click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Stories at the most."),
    ):
        function = option(function)
    return function

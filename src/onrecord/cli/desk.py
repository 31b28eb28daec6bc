"""``onrecord desk``: the record in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.options import record_file
from onrecord.cli.output import say
from onrecord.record import Record

__all__ = ["desk"]


@click.command(short_help="The record in a browser, on this computer.")
@record_file
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", default=8400, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="Another name by which the desk is reached. Repeatable."
)
@click.option("--open", "opens", is_flag=True, help="Open the browser as well.")
def desk(path: str, host: str, port: int, names: tuple[str, ...], opens: bool) -> None:
    """Serves the record as a local web application and prints its address; Ctrl-C ends it.

    It listens on this computer alone, unless --host says otherwise: then only whoever has the printed address, which
    carries a token, is let in. A record that is not there yet is made.

    \b
    onrecord desk --record news.record
    """
    from onrecord.desk.serving import serve

    Record.open(path).close()  # a newer schema, and what was left unfinished, before anybody reads

    def ready(address: str) -> None:
        click.echo(f"The desk is at {address}")
        say("Ctrl-C ends it.")
        if opens:
            click.launch(address)

    serve(Path(path), host=host, port=port, names=names, ready=ready)

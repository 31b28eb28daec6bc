"""The command ``onrecord``: one file a group of commands, thin: parse, call, print.

Exit codes: 0 done; 1 nothing could be read, stored or found; 2 wrong use; 3 some sources were refused, the rest done;
130 stopped by the keyboard.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from onrecord.cli.adding import add, reread
from onrecord.cli.asking import offices, places, who
from onrecord.cli.desk import desk
from onrecord.cli.disputes import commitments, disputes
from onrecord.cli.erasing import erase
from onrecord.cli.events import events
from onrecord.cli.exporting import export_command
from onrecord.cli.finding import search, show, status, stories
from onrecord.cli.judging import judge, judgements, merge, split
from onrecord.cli.output import STOPPED, say
from onrecord.cli.reading import read
from onrecord.cli.said import said
from onrecord.cli.timeline import timeline
from onrecord.errors import OnRecordError, QueryError
from onrecord.version import __version__

__all__ = ["command", "main"]

WRONG_USE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="onrecord")
def command() -> None:
    """Reads the news and keeps the record: who said and did what, each line standing on its sentence.

    \b
    onrecord read page.html            what a page holds, part by part
    onrecord add pages/ feed.xml       into the record (./onrecord.record, or --record FILE)
    onrecord search 'ceasefire -talks' the sentences, with outlet and date
    onrecord said --by 'Ilse Brandt'   statements, with speaker and sentence
    onrecord events --actor Tarvik     who did what to whom, and whether it happened
    onrecord who 'Ilse Brandt'         names, offices, deeds and words
    onrecord desk                      all of it in a browser
    """


for one in (
    read, add, stories, show, search, said, events, disputes, commitments, who, timeline, offices, places, status,
    desk, export_command, judge, merge, split, judgements, reread, erase,
):  # fmt: skip
    command.add_command(one)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command and exits; no error of ours, and no broken pipe, ever ends in a stack trace."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets its escape, not an end of the program.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = command.main(args=arguments, prog_name="onrecord", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except (click.Abort, KeyboardInterrupt):
        say("Stopped.")
        sys.exit(STOPPED)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong, and nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except QueryError as fault:
        say(f"onrecord: {fault}")
        sys.exit(WRONG_USE)
    except OnRecordError as fault:
        say(f"onrecord: {fault}")
        sys.exit(1)
    except OSError as fault:  # standard output on a full disk, for one
        say(f"onrecord: {fault.strerror or fault}")
        sys.exit(1)

"""The command run in this process: its exit code, and what it printed to standard output and standard error."""

from __future__ import annotations

import pytest

from onrecord.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    printed = capsys.readouterr()
    return int(str(ended.value.code)), printed.out, printed.err

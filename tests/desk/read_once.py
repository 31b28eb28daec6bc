"""Records of real readings, made once a run: reading takes seconds, and the workers of a run share what it gives."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord import Reader, Record

PAGES = Path(__file__).with_name("pages")
EXAMPLES = Path(__file__).parents[2] / "examples" / "captures"
INVENTED = [
    *sorted(str(page) for page in PAGES.iterdir()),
    *(str(EXAMPLES / name) for name in ("harbour-wall.html", "harbour-wall-later.html", "wire-copy.html")),
    str(EXAMPLES / "two-copies.txt"),
]
"""What the desk's tests look at."""


def read_once(factory: pytest.TempPathFactory, name: str, captures: Sequence[str]) -> Path:
    """A record of these captures that nobody may write to: its name is its own for the whole run."""
    base = factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    path = folder / name
    with open(folder / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            fresh = folder / f"{name}.fresh"
            with Record.open(fresh) as record:
                record.add(captures, reader=Reader())
            # Closed, it is one file: its journal is gone.
            fresh.rename(path)
    return path

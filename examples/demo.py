"""The main job on the shipped examples: from pages to a searchable record, in a minute. Run it with `make demo`."""

from __future__ import annotations

import contextlib
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLES = Path(__file__).parent
CAPTURES = ("harbour-wall.html", "wire-copy.html", "two-copies.txt", "courier-feed.xml", "live-page.html", "hafen.html")


def step(why: str, command: str, folder: str) -> str:
    """Says why, shows the command, runs it, and gives what it printed."""
    print(f"\n# {why}\n$ {command}", flush=True)
    words = [sys.executable, "-m", "onrecord", *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True)
    print(done.stdout, end="", flush=True)
    return done.stdout


def look(folder: str) -> None:
    """Opens the desk over the demo's record until the keyboard ends it."""
    print("\n# And now look at it, in your browser.\n$ onrecord desk --open", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        subprocess.run([sys.executable, "-m", "onrecord", "desk", "--port", "0", "--open"], cwd=folder, check=False)


def main() -> None:
    """Runs the tour in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "captures").symlink_to(EXAMPLES / "captures")
        captures = " ".join(f"captures/{name}" for name in CAPTURES)
        step("One capture can hold several stories, years apart.", "onrecord read captures/two-copies.txt", folder)
        step("Pages, copies and feeds go into a record.", f"onrecord add {captures}", folder)
        later = "onrecord add captures/harbour-wall-later.html"
        step("The same address again, with a changed text: a new version.", later, folder)
        step("What is in it?", "onrecord stories", folder)
        found = step("Each hit is a sentence, with its outlet and date.", "onrecord search 'crack metres'", folder)
        later = next(line.split()[0] for line in found.splitlines() if "version 2" in line)
        step("What did the later version change?", f"onrecord show {later} --diff", folder)
        step("The record in numbers.", "onrecord status", folder)
        if sys.stdout.isatty():
            look(folder)
    print("\nNow your own pages: .venv/bin/onrecord add FOLDER-OR-FILES, then .venv/bin/onrecord search 'words'")


if __name__ == "__main__":
    main()

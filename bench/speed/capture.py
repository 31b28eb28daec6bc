"""How fast pages become stories: HTML pages a second on one core, and peak memory.

Every page of the data's HTML collections (or, with no ``--data``, of the project's own examples, read twenty times)
goes from its bytes to assembled stories, as ``onrecord read --anatomy`` does it. The clock covers decoding, splitting,
extraction and assembly, and neither start-up nor the reading of files. Memory is the process's peak resident size.
"""

import gzip
import resource
import time
from pathlib import Path

from bench.harness import Result, run
from onrecord.capture import stories_of
from onrecord.model import Capture

EXAMPLES = Path(__file__).parents[2] / "examples" / "captures"


def pages(data: Path) -> list[Path]:
    """The HTML pages below ``data``: of its extraction collections if it is the gold's root, else all."""
    folder = data / "extraction" if (data / "extraction").is_dir() else data
    return sorted([*folder.rglob("*.html.gz"), *folder.rglob("*.html")])


def evaluate(data: Path, split: str) -> Result:
    """Reads every page; ``split`` makes no difference."""
    files = pages(data)
    if not files:
        raise FileNotFoundError(str(data))
    captures = [
        Capture(
            source=path.name,
            data=gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes(),
            media_type="text/html",
        )
        for path in files
    ]
    if len(captures) < 100:
        captures *= 20
    stories_of(captures[0])
    started = time.process_time()
    slowest, stories = 0.0, 0
    for capture in captures:
        before = time.process_time()
        stories += len(stories_of(capture).stories)
        slowest = max(slowest, time.process_time() - before)
    seconds = time.process_time() - started
    return Result(
        scores={
            "pages a second": len(captures) / seconds,
            "slowest page, seconds": slowest,
            "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        },
        counts={"pages": len(captures), "stories": stories, "bytes": sum(len(one.data) for one in captures)},
        files=files,
        lower_is_better=frozenset({"slowest page, seconds", "peak memory, MB"}),
    )


if __name__ == "__main__":
    run("capture_speed", __doc__, evaluate, default_data=EXAMPLES)

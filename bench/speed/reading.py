"""How fast stories are read: words a second of each stage and of all, and peak memory, on one core.

Each stage is timed on the partial readings that the stages before it give; loading is timed apart. The text is the
project's own sentences, drawn with a fixed seed, or with ``--data`` the articles of the gold's
``statements/polnear`` (``text`` of each line of JSON). Words are runs of white-space-separated characters. Time is the
process's own, so that a busy machine does not count; memory is its peak resident size.
"""

from __future__ import annotations

import json
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from bench.harness import Result, run, split_files
from onrecord.model import Span, Story, story_id
from onrecord.reading import Partial, Stage
from onrecord.reading.pipeline import default_stages

HERE = Path(__file__).parent
STORIES = 150
_WHO = ["Maria Jensen", "Jensen", "Peter J. Hansen", "the harbour authority", "President Ana Lopes", "a spokesman"]
_WHERE = ["in Oslo", "in northern Kenya", "on the border with Poland", "at the United Nations", "outside Berlin"]
_SENTENCES = [
    "{who} said on Monday that the bridge {where} would open to ships next spring, two years later than planned.",
    "“We have waited long enough,” {who} told reporters {where}. “Nobody will wait for another winter.”",
    "Talks {where} ended without a result after {who} refused to sign the paper, according to two officials.",
    "In a statement, {who} called the decision ‘a grave mistake’ and asked for an inquiry within 30 days.",
    "The company, which employs 4,200 people {where}, denied the report; {who} did not reply to questions.",
    "{who} added: \"It's the farmers' water, and they'll get it back by the end of 2024.\"",
]


def made_up() -> Iterator[Story]:
    """Stories of the project's own sentences, the same in each run."""
    dice = random.Random(7)
    for _ in range(STORIES):
        paragraphs = [
            " ".join(
                dice.choice(_SENTENCES).format(who=dice.choice(_WHO), where=dice.choice(_WHERE))
                for _ in range(dice.randint(1, 3))
            )
            for _ in range(12)
        ]
        yield story("\n\n".join(paragraphs))


def story(text: str) -> Story:
    """``text`` as one English story; blank lines part its paragraphs."""
    spans, at = [], 0
    for piece in text.split("\n\n"):
        if piece.strip():
            spans.append(Span.of(text, at, at + len(piece)))
        at += len(piece) + 2
    return Story(id=story_id(text), text=text, language="en", paragraphs=tuple(spans))


def timed(stages: tuple[Stage, ...], stories: list[Story]) -> dict[str, float]:
    """The seconds that each stage took over all stories."""
    from onrecord.reading.english import reading_zone

    seconds = {stage.name: 0.0 for stage in stages}
    for one in stories:
        with reading_zone():
            partial = Partial.of(one)
            for stage in stages:
                before = time.process_time()
                partial = stage.read(partial)
                seconds[stage.name] += time.process_time() - before
    return seconds


def evaluate(data: Path, split: str) -> Result:
    """Reads the articles of ``split`` (at most 150), or the made-up stories if ``data`` is this folder."""
    from onrecord.reading.english import language

    folder = data / "statements" / "polnear"
    files = [path for path in split_files(folder, split, (".jsonl",)) if ".multi." not in path.name]
    if files:
        lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
        stories = [story(json.loads(line)["text"]) for line in lines[:STORIES]]
    else:
        files, stories = [Path(__file__)], list(made_up())
    before = time.process_time()
    language()
    loading = time.process_time() - before
    stages = default_stages()
    timed(stages, stories[:3])
    seconds = timed(stages, stories)
    words = sum(len(one.text.split()) for one in stories)
    scores = {f"words a second, {name}": words / spent for name, spent in seconds.items() if spent}
    scores["words a second, all stages"] = words / sum(seconds.values())
    scores["loading, seconds"] = loading
    scores["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Result(
        scores=scores,
        counts={"stories": len(stories), "words": words},
        files=files,
        lower_is_better=frozenset({"loading, seconds", "peak memory, MB"}),
    )


if __name__ == "__main__":
    run("reading_speed", __doc__, evaluate, default_data=HERE)

"""Story -> reading: stages, one a file, and the pipeline that orders them.

Importing this loads no language library; a ``Reader`` does so when it reads its first English story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.model import Reading, Story
from onrecord.reading.pipeline import Pipeline, default_stages
from onrecord.reading.stage import Parse, Part, Partial, Stage
from onrecord.version import __version__

__all__ = [
    "AnatomyReader",
    "Parse",
    "Part",
    "Partial",
    "Pipeline",
    "Reader",
    "Stage",
    "anatomy_only",
    "made_by_anatomy",
]


class Reader:
    """Reads stories. The same story and versions give the same reading, byte for byte.

    stages: those of a full reading if None; rules_only: of these, statements by the rules alone, without the trained
    model. Raises ``PipelineError`` at once if the stages do not fit together.
    """

    def __init__(self, stages: Sequence[Stage] | None = None, *, rules_only: bool = False) -> None:
        self._pipeline = Pipeline(default_stages(rules_only=rules_only) if stages is None else stages)

    def read(self, story: Story) -> Reading:
        """The reading of one story. In a language that is not read it stops at the anatomy, and says so."""
        from onrecord.reading.scope import why_not_read

        reason = why_not_read(story)
        if reason is not None:
            return Reading(story=story, stopped_at="anatomy", stopped_because=reason)
        if "parses" not in self._pipeline.adds:
            return self._pipeline.read(Partial.of(story)).reading
        from onrecord.reading.english import reading_zone

        with reading_zone():
            return self._pipeline.read(Partial.of(story)).reading

    def read_many(self, stories: Iterable[Story]) -> Iterator[Reading]:
        """The readings of stories, in their order, one at a time."""
        return map(self.read, stories)

    @property
    def made_by(self) -> dict[str, Any]:
        """What makes these readings: the program's version, its models with their digests, its stages' versions."""
        models: dict[str, Any] = {}
        if "parses" in self._pipeline.adds:
            from onrecord.reading.english import installed

            found = installed()
            models[found.name] = {"version": found.version, "package": found.package, "sha256": found.sha256}
        stages = {stage.name: stage.version for stage in self._pipeline.stages}
        return {"onrecord": __version__, "models": models, "stages": stages}


class AnatomyReader:
    """Reads stories to their anatomy and no further, where no more is asked for. It stands in for a ``Reader``."""

    def read(self, story: Story) -> Reading:
        """The reading of one story, which stops at its anatomy."""
        return anatomy_only(story)

    def read_many(self, stories: Iterable[Story]) -> Iterator[Reading]:
        """The readings of stories, in their order, one at a time."""
        return map(anatomy_only, stories)

    @property
    def made_by(self) -> dict[str, Any]:
        """What makes these readings: the program's version alone."""
        return made_by_anatomy()


def anatomy_only(story: Story) -> Reading:
    """The reading of a story that stops at its anatomy, because no more was asked for."""
    return Reading(story=story, stopped_at="anatomy", stopped_because="only the anatomy was asked for")


def made_by_anatomy() -> dict[str, Any]:
    """What makes a reading that stops at the anatomy."""
    return {"onrecord": __version__, "models": {}, "stages": {}}

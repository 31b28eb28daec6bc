"""The order of the stages, and the check that they fit together."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.errors import PipelineError
from onrecord.reading.stage import Partial, Stage

__all__ = ["Pipeline", "default_stages"]


class Pipeline:
    """Stages in order. Raises ``PipelineError`` at once if one needs what no earlier stage adds."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self.stages = tuple(stages)
        _check(self.stages)

    @property
    def adds(self) -> frozenset[str]:
        """Everything that the stages add."""
        return frozenset[str]().union(*(stage.adds for stage in self.stages))

    def read(self, partial: Partial) -> Partial:
        """``partial`` after all stages."""
        for stage in self.stages:
            partial = stage.read(partial)
        return partial


def default_stages(*, rules_only: bool = False) -> tuple[Stage, ...]:
    """The stages of a full reading, in order. rules_only: statements by the rules, without the trained model."""
    from onrecord.reading.acts_for import ActsFor
    from onrecord.reading.commitments import Commitments
    from onrecord.reading.descriptions import Descriptions
    from onrecord.reading.disputes import Disputes
    from onrecord.reading.encoding import Encoding
    from onrecord.reading.events import Events
    from onrecord.reading.kin import Kin
    from onrecord.reading.names import Names
    from onrecord.reading.offices import Offices
    from onrecord.reading.places import Places
    from onrecord.reading.pronouns import Pronouns
    from onrecord.reading.quotations import Quotations
    from onrecord.reading.quoted_times import QuotedTimes
    from onrecord.reading.sentences import Sentences
    from onrecord.reading.statements import Statements
    from onrecord.reading.times import Times

    return (
        Quotations(), Sentences(), Encoding(), Names(), Descriptions(), Pronouns(), Kin(), Times(), Places(),
        Offices(), ActsFor(), Statements(rules_only=rules_only), QuotedTimes(), Events(rules_only=rules_only),
        Disputes(), Commitments(),
    )  # fmt: skip


def _check(stages: tuple[Stage, ...]) -> None:
    added: dict[str, str] = {}
    names: set[str] = set()
    for stage in stages:
        if stage.name in names:
            raise PipelineError(f"Two stages are called {stage.name!r}. Give each a name of its own.")
        for need in sorted(stage.needs - added.keys()):
            later = next((other.name for other in stages if need in other.adds), None)
            advice = (
                f"{later!r} adds it; put {later!r} before {stage.name!r}"
                if later
                else f"Add a stage that adds {need!r}"
            )
            raise PipelineError(f"Stage {stage.name!r} needs {need!r}, which no stage before it adds. {advice}.")
        for adds in sorted(stage.adds & added.keys()):
            raise PipelineError(
                f"Stages {added[adds]!r} and {stage.name!r} both add {adds!r}. Leave one of the two out."
            )
        names.add(stage.name)
        added |= dict.fromkeys(stage.adds, stage.name)

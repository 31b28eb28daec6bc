"""The JSON routes as their own description says, whatever is asked (Schemathesis)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from onrecord.desk.openapi import described
from onrecord.desk.rooms import ROOMS
from tests.desk.served import served

schema = schemathesis.openapi.from_dict(described(ROOMS))


@pytest.fixture(scope="module")
def address(record_read: Path) -> Iterator[str]:
    with served(record_read) as address:
        yield address


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
def test_a_route_keeps_its_word(case: schemathesis.Case, address: str) -> None:
    answer = case.call(base_url=address)
    if case.method != "GET":
        # Schemathesis tries the methods that are not described as well: no page takes them, and strangers less so.
        assert answer.status_code in (403, 405)
        return
    assert answer.status_code in (200, 400, 404), answer.text
    # A date or a search has a grammar of its own, which no schema tells: what it refuses is refused with a reason.
    case.validate_response(answer, excluded_checks=[negative_data_rejection, positive_data_acceptance])

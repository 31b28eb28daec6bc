"""Ids of the record's own entities, events and tellings: issued once, and never lost while they have rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.record import Record
from onrecord.record.connection import transaction
from onrecord.record.linked_entities import take_over
from onrecord.record.own import ENTITIES, SORTS, Sort, members, now, put_back
from tests.record.retelling import own_text, report
from tests.record.test_linked_entities import add, rows


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.kind)
def test_what_was_issued_anew_goes_by_the_id_that_was_lost(sort: Sort, tmp_path: Path) -> None:
    with Record.open(tmp_path / "news.onrecord") as record:
        add(record, report("The Alda Post"), report("The Harbour Post", headline="Bridge closed"), own_text())
        connection, lost = record._connection, f"{sort.prefix}{7:023}"
        ((issued, stories),) = rows(record, f"SELECT id, stories FROM {sort.table} ORDER BY stories DESC LIMIT 1")
        assert stories > 1
        linked = members(connection, sort, issued)
        with transaction(connection):
            held = {lost: [row for row, _ in linked]}
            put_back(connection, sort, held, {issued}, take_over if sort is ENTITIES else None)
        assert members(connection, sort, lost) == linked
        assert members(connection, sort, issued) == []
        assert now(connection, sort, lost) == lost
        assert rows(record, f"SELECT stories FROM {sort.table} WHERE id = ?", lost) == [(stories,)]
        assert rows(record, f"SELECT id FROM {sort.table} WHERE id = ?", issued) == []
        if sort is ENTITIES:
            assert lost in (record.named("Ilse Brandt"), record.named("Tarvik"))
            assert rows(record, "SELECT count(*) > 0 FROM linked_trait WHERE linked = ?", lost) == [(1,)]

"""PLOVER's own code of an event: the deed and whether it happened, folded into one."""

from typing import Any

import pytest

from onrecord.model import Event, Span
from onrecord.plover import Code, code


def coded(kind: str | None, mode: str | None = None, **fields: Any) -> Code:
    return code(Event(id="v1", trigger=Span(0, 3, "met"), type=kind, mode=mode, **fields))


def test_a_deed_that_was_done_keeps_its_code() -> None:
    assert coded("ASSAULT", "drone") == Code(
        type="ASSAULT", mode="drone", auxiliary=(), quad="MATERIAL CONFLICT", intensity=-9.5
    )
    assert coded("PROTEST", "demo", status="ongoing") == coded("PROTEST", "demo", status="habitual")


@pytest.mark.parametrize("kind", ["CONSULT", "SUPPORT", "COOPERATE", "AID"])
@pytest.mark.parametrize("status", ["planned", "promised"])
def test_cooperation_to_come_is_an_agreement(kind: str, status: str) -> None:
    # "The two ministers will meet in Oslo"; "Norway promised a field hospital".
    found = coded(kind, "visit" if kind == "CONSULT" else None, status=status)
    assert (found.type, found.mode, found.auxiliary, found.intensity) == ("AGREE", None, (), 2.5)


def test_a_retreat_that_is_announced_is_a_concession() -> None:
    # "The army announced that it would leave the valley by June."
    found = coded("RETREAT", "withdraw", status="planned")
    assert (found.type, found.mode, found.auxiliary) == ("CONCEDE", None, ())


@pytest.mark.parametrize("kind", ["CONCEDE", "ASSAULT", "PROTEST", "MOBILIZE", "AGREE", "REJECT"])
def test_anything_else_to_come_keeps_its_type(kind: str) -> None:
    # "The union will strike on Friday"; "The governor is to lift the curfew".
    found = coded(kind, status="planned")
    assert (found.type, found.auxiliary, found.intensity) == (kind, ("future",), None)


def test_what_is_demanded_has_not_happened_and_the_demand_has() -> None:
    # "Chile called for the release of the crew": a REQUEST, and the release that it asks for.
    assert coded("REQUEST", "yield").auxiliary == ()
    found = coded("RETREAT", "release", status="demanded")
    assert (found.type, found.mode, found.auxiliary, found.intensity) == ("RETREAT", "release", ("hypothetical",), None)
    assert coded("AID", status="demanded").type == "AID"


def test_a_deed_that_is_only_threatened_or_possible() -> None:
    assert coded("ASSAULT", status="hypothetical").auxiliary == ("hypothetical",)


def test_a_deed_that_did_not_happen_and_background() -> None:
    assert coded("ASSAULT", status="negated").auxiliary == ("negation",)
    assert coded("ASSAULT", status="negated", historical=True).auxiliary == ("historical", "negation")
    past = coded("CONSULT", historical=True)
    assert (past.auxiliary, past.intensity) == (("historical",), 2.5)
    assert coded("CONSULT", historical=True, status="planned").auxiliary == ("historical",)


def test_an_event_for_which_plover_has_no_type() -> None:
    found = coded(None, status="planned")
    assert found == Code(type=None, mode=None, auxiliary=("future",), quad=None, intensity=None)


def test_a_type_that_plover_does_not_have_is_no_silent_code() -> None:
    with pytest.raises(KeyError):
        coded("MARRY")

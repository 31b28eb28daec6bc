"""PLOVER's mode of an event, from its word and the instruments around it."""

import pytest

from onrecord.reading.english import language
from onrecord.reading.events.modes import mode_of
from onrecord.reading.events.triggers import triggers
from onrecord.reading.stage import Parse, Part


def modes(text: str, kind: str) -> list[str | None]:
    """The modes of the triggers that may be of this type."""
    found = triggers(Parse(Part("paragraph", 0, len(text)), 0, language()(text)))
    return [mode_of(kind, one) for one in found if any(sense.type == kind for sense in one.senses)]


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Men with knives attacked the guard.", "ASSAULT", "primitive"),
        ("The rebels killed two officers with a drone.", "ASSAULT", "drone"),
        ("Airstrikes hit the port.", "ASSAULT", "aerial"),
        ("A suicide bomber attacked the market.", "ASSAULT", "suicide-attack"),
        ("A grenade was thrown at the hotel.", "ASSAULT", "explosives"),
        ("Two bombs were hurled at the mill.", "ASSAULT", "explosives"),
        ("Petrol bombs were thrown at the mill.", "ASSAULT", "primitive"),
        ("Stones were hurled at the mill.", "ASSAULT", "primitive"),
        ("A mob beat the singer.", "ASSAULT", "beat"),
        ("The gang murdered the farmer with a machete.", "ASSAULT", "primitive"),
        ("The gang murdered the farmer.", "ASSAULT", "targeted"),
        ("Police arrested the poet.", "COERCE", "arrest"),
        ("The junta deported the nuns.", "COERCE", "deport"),
        ("The governor imposed a curfew.", "COERCE", "curfew"),
        ("The king visited Oslo.", "CONSULT", "visit"),
        ("The ministers spoke by phone on Sunday.", "CONSULT", "phone"),
        ("Nordvik asked the government in Oslo for help.", "REQUEST", "assist"),
        ("The line called for help from the government.", "REQUEST", "assist"),
        ("The bloc called for the resignation of the minister.", "REQUEST", "change"),
        ("The bloc demanded the release of the nuns.", "REQUEST", "yield"),
        ("The envoy refused to meet the general.", "REJECT", "meet"),
        ("The militia threatened to bomb the bridge.", "THREATEN", "violence"),
        ("The treasurer resigned.", "RETREAT", "resign"),
        ("Troops withdrew from the valley.", "RETREAT", "withdraw"),
        ("Students held a hunger strike.", "PROTEST", "hunger"),
        ("Norway deployed a warship to the strait.", "MOBILIZE", "weapons"),
        ("The court convicted the banker.", "SANCTION", "convict"),
    ],
)
def test_modes(text: str, kind: str, mode: str) -> None:
    assert mode in modes(text, kind)


def test_the_means_of_another_clause_are_not_this_events() -> None:
    assert modes("They attacked the guard, who owns a knife.", "ASSAULT") == [None]


def test_types_without_modes_have_none() -> None:
    assert modes("Norway sent aid to Mali.", "AID") == [None] * len(modes("Norway sent aid to Mali.", "AID"))


def test_an_event_without_a_type_has_no_mode() -> None:
    doc = language()("The senator died.")
    (one,) = triggers(Parse(Part("paragraph", 0, 17), 0, doc))
    assert mode_of(None, one) is None

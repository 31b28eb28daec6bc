"""Copies: which stories repeat one text, told as reports from an invented harbour town."""

from __future__ import annotations

from itertools import permutations

import pytest

from onrecord.linking.copies import Body, Memory, compare, source_of

BRIDGE = """The old bridge over the Tarv was shut on Monday after divers found cracks in two of its five pillars, the
council of Tarvik said. Heavy lorries were told to take the ferry until the end of the month.
Engineers who looked at the pillars by lamplight reported that the third from the east bank had sunk by a hand's
breadth since last summer. They asked for a second survey before the winter storms set in.
Shopkeepers on the east bank fear for their trade. One baker has put up a stall at the ferry steps and sells rolls to
those who wait, and the owner of the boatyard lends his barge to the school for nothing.
The bridge was built ninety years ago with stone from the quarry at Olmen and has been repaired four times since."""
STRIKE = """Nurses at the three hospitals of Brandholm walked out at dawn over pay that has not risen for six years.
Operations that could wait were put off, while the wards for children and the newly born stayed open all day.
The union had turned down an offer of two per cent on Friday night after talks that ran past midnight. Its members
voted by nine to one for the stoppage, the first since the hospitals were joined under one board."""
SPEECH = """“We shall not let this town be cut in half, neither by water nor by want of money nor by the slowness of
those who sit far away and count our bridges on a map that was drawn before any of us was born,”"""


def body(*paragraphs: str) -> Body:
    text = "\n".join(paragraphs)
    quoted = [(text.index("“"), text.index("”") + 1)] if "“" in text else []
    return Body.of(text, [(0, len(text))], quoted)


def tellings(*stories: Body) -> list[str]:
    known = Memory()
    for story in stories:
        known.add(story)
    return known.tellings


LINES = BRIDGE.split(". ")


@pytest.mark.parametrize(
    "copy",
    [
        BRIDGE,
        BRIDGE.upper().replace("'", "’").replace(",", ""),
        ". ".join(LINES[:4]),
        ". ".join(LINES[3:]),
        "Cars will have to go round by Olmen for weeks to come. " + ". ".join(LINES[2:]),
        STRIKE + "\n" + BRIDGE,
    ],
    ids=["the same", "another house's style", "its first half", "its last half", "another lead", "inside a longer one"],
)
def test_a_copy_is_the_same_telling_whichever_came_first(copy: str) -> None:
    assert tellings(body(BRIDGE), body(copy)) == ["0", "0"]
    assert tellings(body(copy), body(BRIDGE)) == ["0", "0"]


def test_reports_of_their_own_are_tellings_of_their_own() -> None:
    assert tellings(body(BRIDGE), body(STRIKE)) == ["0", "1"]


def test_quoting_the_same_speech_makes_no_copy() -> None:
    one = body("The mayor spoke at the ferry steps.", SPEECH, "she told some two hundred people in the rain.")
    other = body(
        "Few had come, but they clapped for long.", SPEECH, "Ilse Brandt said before leaving for the capital."
    )
    assert compare(one, other).shorter > 0.5
    assert tellings(one, other) == ["0", "1"]


def test_one_sentence_in_common_makes_no_copy() -> None:
    brief = "The bridge was built ninety years ago with stone from the quarry at Olmen. It is now for sale."
    assert tellings(body(BRIDGE), body(brief)) == ["0", "1"]


def test_a_round_up_does_not_make_the_stories_that_it_holds_one() -> None:
    found = tellings(body(BRIDGE), body(STRIKE), body(STRIKE + "\n" + BRIDGE), body(STRIKE))
    assert found[0] != found[1] == found[3]


def test_every_order_gives_the_same_tellings() -> None:
    stories = [BRIDGE, ". ".join(LINES[1:]), STRIKE, STRIKE.lower()]
    for order in permutations(range(4)):
        found = dict(zip(order, tellings(*(body(stories[at]) for at in order)), strict=True))
        assert found[0] == found[1] != found[2] == found[3]


def test_a_copy_says_why_it_is_one() -> None:
    known = Memory()
    known.add(body(BRIDGE))
    copied = known.add(body(BRIDGE + " It is loved."))
    assert copied.story == 0
    assert copied.why.startswith("shares 100% of the shorter text")


@pytest.mark.parametrize("text", ["", "Closed.", "\ud800 \u200b " * 40, "word " * 300_000])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert tellings(body(text), body(text))[0] == "0"


@pytest.mark.parametrize(
    ("credits", "outlet", "source"),
    [
        (["Ada Lind"], "The Alda Courier", "the alda courier"),
        (["Ada Lind, AFP"], "The Alda Courier", "agency:agence france-presse"),
        (["Agence France-Presse"], "Tarvik Post", "agency:agence france-presse"),
        (["AP"], None, "agency:associated press"),
        (["Ada Lind and AP Olsen"], "Tarvik Post", "tarvik post"),
        ([], None, None),
    ],
)
def test_whose_report_it_is(credits: list[str], outlet: str | None, source: str | None) -> None:
    assert source_of(credits, outlet) == source

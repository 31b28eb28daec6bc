"""Given this paragraph, these quotations."""

import time

import pytest

from onrecord.model import Quotation
from onrecord.text.quotation import find_quotations


def found(*paragraphs: str) -> list[Quotation]:
    text = "\n\n".join(paragraphs)
    ranges, at = [], 0
    for paragraph in paragraphs:
        ranges.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    quotations = find_quotations(text, ranges)
    assert all(text[one.start : one.end] == one.text for one in quotations)
    return list(quotations)


def words(*paragraphs: str) -> list[str]:
    return [one.text for one in found(*paragraphs)]


@pytest.mark.parametrize(
    ("paragraph", "quotations"),
    [
        ('"We won," Ada Lund said. "At last."', ['"We won,"', '"At last."']),
        ("“We won,” Ada Lund said. “At last.”", ["“We won,”", "“At last.”"]),
        ("``We won,'' Ada Lund said. ''At last.''", ["``We won,''", "''At last.''"]),
        ("‘We won,’ Ada Lund said. ‘The boys’ team won’t.’", ["‘We won,’", "‘The boys’ team won’t.’"]),
        ("'We won,' Ada Lund said. 'It's the boys' year.'", ["'We won,'", "'It's the boys' year.'"]),
        ("„Wir haben gewonnen“, sagte sie. „Endlich.“", ["„Wir haben gewonnen“", "„Endlich.“"]),
        ("»Wir haben gewonnen«, sagte sie.", ["»Wir haben gewonnen«"]),
        ("Elle a dit : « Nous avons gagné » hier.", ["« Nous avons gagné »"]),
        ("”Vi vann,” sade hon. ”Till slut.”", ["”Vi vann,”", "”Till slut.”"]),
        ("「勝った」と言った。", ["「勝った」"]),
        ('""We won,"" the export reads.', ['""We won,""']),
        ("““We won,”” it reads.", ["““We won,””"]),
        ("The “yes”-or-“no” vote", ["“yes”", "“no”"]),
        ("“Yes.”“No.”", ["“Yes.”", "“No.”"]),
    ],
)
def test_the_worlds_marks(paragraph: str, quotations: list[str]) -> None:
    assert words(paragraph) == quotations


@pytest.mark.parametrize(
    "paragraph",
    [
        "It's the boys' and girls' club, O'Neill said, and Lund didn't.",
        "’Twas in the ’90s, or the '80s, or the ‘70s, with rock 'n' roll.",
        'He is 6\'2" tall; the pipe is 5" wide and the other 6" wide.',
        "Sana‘a and Ba'ath and Hawai‘i",
        "Runnin' and gunnin' since '05",
        'The cell reads "" and the next one ".".',
    ],
)
def test_apostrophes_feet_and_inches_are_no_quotation_marks(paragraph: str) -> None:
    assert words(paragraph) == []


def test_inches_inside_a_quotation_do_not_close_it() -> None:
    assert words('"He is 6\'2"," she said.') == ['"He is 6\'2","']


@pytest.mark.parametrize(
    ("paragraph", "quotations"),
    [
        ('“We won," she said. "At last.”', ['“We won,"', '"At last.”']),
        ("”We won,“ she said.", ["”We won,“"]),
        ("“We won, she said. “At last.”", ["“We won, she said.", "“At last.”"]),
        ("She called it (a “great win, a day after the match) sad.", ["“great win, a day after the match"]),
        ("Nothing opens here,” she said.", []),
    ],
)
def test_mixed_swapped_and_missing_marks(paragraph: str, quotations: list[str]) -> None:
    assert words(paragraph) == quotations


def test_the_text_shows_which_way_its_angle_marks_point() -> None:
    quotations = words("»Ja«, sagte sie. »Nein«, sagte er.", "Anerkennung« heißt das Papier. »Gut«, sagt sie.")
    assert quotations == ["»Ja«", "»Nein«", "»Gut«"]


@pytest.mark.parametrize(
    ("paragraph", "inner"),
    [
        ("“She said ‘never’ twice,” he said.", "‘never’"),
        ("''She said, 'Never,''' he said.", "'Never,'"),
        ("‘She said “never” twice,’ he said.", "“never”"),
        ('"She said "never" twice," he said.', '"never"'),
        ('"She said "never.""', '"never."'),
        ('"She said “never” twice," he said.', "“never”"),
        ("« Elle a dit ‹ jamais › hier »", "‹ jamais ›"),
    ],
)
def test_one_quotation_inside_another(paragraph: str, inner: str) -> None:
    outer, nested = found(paragraph)
    assert (outer.depth, nested.depth, nested.text) == (0, 1, inner)
    assert outer.start < nested.start
    assert nested.end <= outer.end


def test_a_long_quotation_opens_each_paragraph_anew() -> None:
    first, second, third = found("Lund said: “We won.", "“We had lost for years.", "“Now we dance,” she added.")
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (False, True)
    assert (third.closed, third.continues, third.text) == (True, True, "“Now we dance,”")


def test_a_paragraph_may_go_on_without_a_new_mark() -> None:
    first, second = found("Lund said: “We won.", "We had lost for years,” she added.")
    assert not first.closed
    assert (second.text, second.continues) == ("We had lost for years,”", True)


def test_a_forgotten_mark_damages_one_paragraph_only() -> None:
    quotations = found("“We won, Lund said.", "The match was long.", "“We danced,” she said.")
    assert [one.closed for one in quotations] == [False, True]
    assert quotations[1].text == "“We danced,”"
    assert not quotations[1].continues


@pytest.mark.parametrize("hostile", ['"' * 30_000, " ‘a “" * 8_000, "'\"“”’" * 6_000, "(“" * 15_000, "'" * 30_000])
def test_hostile_paragraphs_take_linear_time(hostile: str) -> None:
    def seconds(text: str) -> float:
        started = time.process_time()
        find_quotations(text, [(0, len(text))])
        return time.process_time() - started

    whole = seconds(hostile)
    assert whole < 6 * seconds(hostile[: len(hostile) // 2]) + 0.1

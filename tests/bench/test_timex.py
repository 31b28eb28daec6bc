"""How our times become TIMEX3, and how the benchmark of times pairs and counts."""

from pathlib import Path

from bench.accuracy.times import cat_document, days_of, matched, score, timeml_document
from bench.timex import normal, to_timex
from onrecord.reading.times import read_times


def timex(text: str) -> list[tuple[str, str | None]]:
    return [(text[start:end], value) for one in read_times(text, "2023-02-22") for start, end, value in to_timex(one)]


def test_units_that_edtf_has_not() -> None:
    assert timex("last week") == [("last week", "2023-W07")]
    assert timex("over the weekend") == [("the weekend", "2023-W07-WE")]
    assert timex("in the third quarter of 2012") == [("the third quarter of 2012", "2012-Q3")]
    assert timex("in the 1990s") == [("the 1990s", "199")]
    assert timex("on Monday night") == [("Monday night", "2023-02-20TNI")]
    assert timex("last summer") == [("last summer", "2022-SU")]


def test_intervals_are_their_ends() -> None:
    assert timex("since August 2019") == [("August 2019", "2019-08")]
    assert timex("from 2018 to 2022") == [("2018", "2018"), ("2022", "2022")]
    assert timex("between May 2 and May 5, 2010") == [("May 2", "2010-05-02"), ("May 5, 2010", "2010-05-05")]
    assert timex("until last week") == [("last week", "2023-W07")]


def test_vague_times_lengths_and_recurring_times() -> None:
    assert [value for _, value in timex("recently, now, soon, years ago")] == [
        "PAST_REF", "PRESENT_REF", "FUTURE_REF", "PAST_REF",
    ]  # fmt: skip
    assert [value for _, value in timex("for three days; in recent years; annually; every Tuesday")] == [
        "P3D", "PXY", "P1Y", "XXXX-WXX-2",
    ]  # fmt: skip


def test_both_sides_are_written_alike() -> None:
    assert normal("2009-12-15T18:00:00Z") == normal("2009-12-15T18:00") == "2009-12-15T18:00"
    assert normal("P2DE") == "P20Y"
    assert normal("P1Q") == "P3M"
    assert normal("") is None


def test_pairs_overlap_one_to_one_and_a_right_value_is_preferred() -> None:
    gold = [(10, 20, "2010"), (30, 40, "2011")]
    predicted = [(8, 12, "2009"), (14, 20, "2010"), (50, 60, "2012")]
    assert matched(predicted, gold) == [
        ((14, 20, "2010"), (10, 20, "2010")),
        (None, (30, 40, "2011")),
        ((8, 12, "2009"), None),
        ((50, 60, "2012"), None),
    ]


def test_the_days_that_a_value_covers() -> None:
    (quarter,) = read_times("the fourth quarter of 2012")
    assert [str(day) for day in days_of(quarter) or ()] == ["2012-10-01", "2013-01-01"]
    (since,) = read_times("since 2012")
    assert days_of(since) is None


def test_timeml_gives_text_positions_and_the_creation_time(tmp_path: Path) -> None:
    path = tmp_path / "story.tml"
    path.write_text(
        '<TimeML><DCT><TIMEX3 tid="t0" value="2013-03-22" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>'
        '<TEXT>The ferry <EVENT eid="e1">sank</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2013-03-21">Thursday'
        "</TIMEX3>, after <TIMEX3 tid='t2' type='DURATION' value='P2DE'>two decades</TIMEX3>.</TEXT></TimeML>"
    )
    document = timeml_document(path)
    assert document.text == "The ferry sank on Thursday, after two decades."
    assert document.created == "2013-03-22"
    assert [(document.text[start:end], value) for start, end, value in document.gold] == [
        ("Thursday", "2013-03-21"),
        ("two decades", "P20Y"),
    ]
    scores, errors = score([document])
    assert scores["value_f1"] == 1
    assert errors == []


def test_only_annotated_sentences_of_a_cat_article_count(tmp_path: Path) -> None:
    path = tmp_path / "story.xml"
    words = ["Ferry", "sinks", "May 5 , 2010", "It", "sank", "Tuesday", "."]
    sentences = [0, 0, 1, 2, 2, 2, 2]
    tokens = "".join(
        f'<token t_id="{at}" sentence="{sentence}">{word}</token>'
        for at, (word, sentence) in enumerate(zip(words, sentences, strict=True))
    )
    later = '<token t_id="9" sentence="6">Friday</token>'
    path.write_text(
        f"<Document>{tokens}{later}<Markables>"
        '<TIMEX3 value="2010-05-05" functionInDocument="CREATION_TIME"><token_anchor t_id="2"/></TIMEX3>'
        '<TIMEX3 value="2010-05-04"><token_anchor t_id="5"/></TIMEX3><TIMEX3 value="2010"/></Markables></Document>'
    )
    document = cat_document(path)
    assert document.created == "2010-05-05"
    assert [(document.text[start:end], value) for start, end, value in document.gold] == [("Tuesday", "2010-05-04")]
    assert score([document])[0]["value_f1"] == 1

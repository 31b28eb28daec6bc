import pytest

from onrecord.capture.datelines import find_dateline, is_agency


def parts(paragraph):
    found = find_dateline(paragraph)
    if found is None:
        return None
    words = tuple(paragraph[start:end] for start, end in found.places)
    date = paragraph[slice(*found.date)] if found.date else None
    agency = paragraph[slice(*found.agency)] if found.agency else None
    return words, date, agency


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("OSTERA: The harbour was closed on Monday.", (("OSTERA",), None, None)),
        ("OSTERA/KARVEN: The two towns signed a pact.", (("OSTERA", "KARVEN"), None, None)),
        ("PARIS and BERLIN — Two leaders met on Monday.", (("PARIS", "BERLIN"), None, None)),
        ("OSTERA, Karvenia (AP) — Rain fell all night.", (("OSTERA, Karvenia",), None, "AP")),
        ("ST. OSTER, Wis. -- Rain fell all night.", (("ST. OSTER, Wis.",), None, None)),
        ("OSTERA, March 4 (Reuters) - Rain fell all night.", (("OSTERA",), "March 4", "Reuters")),
        ("UNITED NATIONS, Feb. 22 (Xinhua) -- The council met again.", (("UNITED NATIONS",), "Feb. 22", "Xinhua")),
        ("PORT HOLM, May 3 (Bay News) - Rain fell all night.", (("PORT HOLM",), "May 3", "Bay News")),
        ("WASHINGTON – (AP) – Rain fell all night.", (("WASHINGTON",), None, "AP")),
        ("OSTERA—The minister said on Monday he would go.", (("OSTERA",), None, None)),
        ("Ostera (dpa) - Am Montag fiel Regen.", (("Ostera",), None, "dpa")),
        ("Ostera/Karven – Am Montag fiel Regen.", (("Ostera", "Karven"), None, None)),
        ("Wien: Am Montag fiel Regen.", (("Wien",), None, None)),
        ("Berlin. Am Montag fiel Regen.", (("Berlin",), None, None)),
        ("Madrid, 22 feb (EFE).- Llovió toda la noche.", (("Madrid",), "22 feb", "EFE")),
        ("(ANSA) - ROMA, 22 FEB - Ha piovuto tutta la notte.", (("ROMA",), "22 FEB", "ANSA")),
        ("OSTERA (TT) Det regnade hela natten.", (("OSTERA",), None, "TT")),
        ("МОСКВА, 22 фев — Всю ночь шёл дождь.", (("МОСКВА",), "22 фев", None)),
        ("القاهرة (رويترز) - هطل المطر طوال الليل.", (("القاهرة",), None, "رويترز")),
        ("新华社北京2月22日电 昨夜下了一整夜的雨。", (("北京",), "2月22日", "新华社")),
        ("[東京 22日 ロイター] - 一晩中雨が降った。", (("東京",), "22日", "ロイター")),
        ("(서울=연합뉴스) 홍길동 기자 = 밤새 비가 내렸다.", (("서울",), None, "연합뉴스")),
    ],
)
def test_datelines_of_many_habits(paragraph, expected):
    assert parts(paragraph) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        "CLAIM: The dam had been closed for years.",
        "DEAR MARTHA: My neighbour plays the tuba at night.",
        "Dear Martha: My neighbour plays the tuba at night.",
        "Exclusive: The dam had been closed for years.",
        "Exclusive – The dam had been closed for years.",
        "Pros: Quiet at night; large rooms; a garden",
        "Zum Hintergrund: Das Gesetz gilt seit Mai.",
        "The plan – which failed – was bold and costly.",
        "Three people died: two men and a woman.",
        "It rained all night, the mayor said.",
        "In Paris – the capital – it rained all night.",
        "2010–2012 was a dry time for the town.",
        "UNION (Bay Workers Union) - Its members met all night.",
        "On May 3 (Bay News) - the day of the flood - it rained all night.",
        "OSTERA:",
        "",
    ],
)
def test_what_only_looks_like_a_dateline(paragraph):
    assert find_dateline(paragraph) is None


def test_the_end_is_where_the_words_of_the_story_begin():
    paragraph = "OSTERA, Karvenia (AP) — Rain fell all night."
    found = find_dateline(paragraph)
    assert found is not None
    assert paragraph[found.end :] == "Rain fell all night."


def test_signs_of_agencies():
    assert is_agency("AP")
    assert is_agency("dpa/AFP")
    assert not is_agency("Jane Doe")


def test_hostile_openings_are_read_quickly():
    assert find_dateline("(" * 50_000 + "AP" + ")" * 50_000) is None
    assert find_dateline("A - " * 30_000) is None

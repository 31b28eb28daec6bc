import pytest

from onrecord.capture.furniture import announces_links, is_furniture, masked, pleas


@pytest.mark.parametrize(
    "line",
    [
        "Short Url", "Follow", "Share this article", "* Facebook", "12 comments", "Read more: The harbour reopens",
        "Artikel teilen", "Auf Facebook teilen", "Lesedauer: 4 Minuten", "Lire aussi", "Compartir", "Leia mais",
        "Condividi", "Lees ook", "Läs mer", "Lue myös", "Czytaj także", "Читайте также", "Paylaş", "اقرأ أيضا", "分享",
        "関連記事", "공유하기", "Share Save", "Teilen Merken Drucken", "1/3", "***",
    ],
)  # fmt: skip
def test_lines_of_the_page(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Harbour closed after storm",
        "The minister said he would follow the advice.",
        "Share prices fell on Monday after the bank's report.",
        "Related to this is the question of who pays.",
        "Jane Doe",
        "Printemps tardif dans les vallées",
    ],
)
def test_lines_of_a_story(line):
    assert not is_furniture(line)


def test_lines_are_compared_without_case_bullets_and_numbers():
    assert masked("• 1,204 Comments …") == masked("7 comments")


def test_some_lines_announce_titles_of_other_stories():
    assert announces_links("Mehr zum Thema:")
    assert not announces_links("Share")


def test_words_of_pleas_are_counted_as_evidence():
    assert pleas("By signing up you agree to our privacy policy.") == 2
    assert pleas("The harbour was closed.") == 0


@pytest.mark.parametrize("line", ["Home > World > Asia", "Startseite › Politik › Ausland", "© 2022 Northern Wire"])
def test_trails_and_marks_of_copyright_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["© Ada Roe", "Turnout: 41 > 39 in the north"])
def test_a_credit_or_a_comparison_is_none(line: str) -> None:
    assert not is_furniture(line)

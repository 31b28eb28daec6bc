import pytest

from onrecord.capture.credits import caption_range, credit_words, inline_credit, is_credit, is_labelled_caption


@pytest.mark.parametrize(
    ("caption", "words", "credit"),
    [
        ("The harbour on Monday. (Harbour Office via AP)", "The harbour on Monday.", "Harbour Office via AP"),
        ("The harbour on Monday. (Jane Doe/Example News)", "The harbour on Monday.", "Jane Doe/Example News"),
        ("The harbour on Monday. Photo: Jane Doe", "The harbour on Monday.", "Jane Doe"),
        ("The harbour on Monday. Photo by Jane Doe / AP", "The harbour on Monday.", "Jane Doe / AP"),
        ("The harbour on Monday | Credit: AFP", "The harbour on Monday", "AFP"),
        ("Der Hafen am Montag © Stadt Ostera", "Der Hafen am Montag", "Stadt Ostera"),
        ("Der Hafen am MontagFoto: Anna Muster/dpa", "Der Hafen am Montag", "Anna Muster/dpa"),
        ("지난 월요일의 항구. [사진 출처 = 항만청]", "지난 월요일의 항구.", "항만청"),
        ("月曜の港（写真：山田太郎）", "月曜の港", "山田太郎"),
        ("Foto: AFP", None, None),
        ("The mayor (left) and his son (right)", None, None),
        ("The harbour on Monday, April 14, 2024.", None, None),
    ],
)
def test_credits_inside_captions(caption, words, credit):
    found = inline_credit(caption)
    assert (caption[slice(*found)] if found else None) == credit
    if found:
        assert caption[slice(*caption_range(caption, found))] == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Photo: Jane Doe", "Jane Doe"),
        ("(Foto: Pool via REUTERS)", "Pool via REUTERS"),
        ("© Anna Muster", "Anna Muster"),
        ("Jane Doe/Example News", "Jane Doe/Example News"),
        ("Jane Doe / AP", "Jane Doe / AP"),
        ("Getty Images", "Getty Images"),
        ("Фото: Иван Петров", "Иван Петров"),
    ],
)
def test_credits_in_lines_of_their_own(line, words):
    assert is_credit(line)
    assert line[slice(*credit_words(line))] == words


@pytest.mark.parametrize(
    "line", ["Jane Doe", "Harbour closed after storm", "Photo", "He said/she said it was over.", ""]
)
def test_what_is_no_credit(line):
    assert not is_credit(line)


def test_a_caption_may_follow_its_credit():
    caption = "Photo: AFP. The harbour on Monday"
    start = caption.index("AFP")
    assert caption[slice(*caption_range(caption, (start, start + 3)))] == "The harbour on Monday"


def test_a_line_may_call_itself_a_caption():
    assert is_labelled_caption("Legende: Der Hafen am Montag")
    assert not is_labelled_caption("Montag: Der Hafen bleibt zu")


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Rosa Roe leaves court. (Courtesy Dockers' Union via Northern Wire)", "Dockers' Union via Northern Wire"),
        ("Rosa Roe leaves court. Jane Doe/Marl Images via Northern Wire", "Jane Doe/Marl Images via Northern Wire"),
        ("選手が集まった（左から）西田（Ｃ）例文通信社", "例文通信社"),
    ],
)
def test_a_credit_is_whole_through_via_and_after_a_wide_sign(caption: str, credit: str) -> None:
    found = inline_credit(caption)
    assert found is not None
    assert caption[slice(*found)] == credit

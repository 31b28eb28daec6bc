"""In which language a text is, and when nothing says so."""

import pytest

from onrecord.capture.language import detect

TEXTS = {
    "en": "The harbour will close for a week, the ferry company said on Monday, while divers repair the quay.",
    "de": "Der Hafen bleibt eine Woche geschlossen, teilte die Fährgesellschaft mit. Taucher reparieren den Kai.",
    "fr": "Le port restera fermé pendant une semaine, a annoncé lundi la compagnie de ferries de la ville.",
    "es": "El puerto permanecerá cerrado durante una semana, informó el lunes la compañía de transbordadores.",
    "ru": "Порт будет закрыт на неделю, сообщила в понедельник паромная компания. Водолазы отремонтируют причал.",
    "ar": "سيغلق الميناء لمدة أسبوع، بحسب ما أعلنت شركة العبارات يوم الاثنين، بينما يقوم الغواصون بإصلاح الرصيف.",
    "zh": "轮渡公司周一表示，港口将关闭一周，潜水员将修复一月份被风暴损坏的北码头。渔船在此之前可以使用旧码头。",
    "ja": "フェリー会社は月曜日、港を一週間閉鎖すると発表した。潜水士が一月の嵐で損傷した岸壁を修理する。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_says_its_own_language_whatever_is_declared(code: str) -> None:
    assert detect(TEXTS[code], None) == code
    assert detect(TEXTS[code], "en-US" if code != "en" else "de") == code


@pytest.mark.parametrize(
    ("declared", "code"),
    [("en-GB", "en"), ("pt_BR", "pt"), (" DE ", "de"), ("zh-Hans", "zh"), ("iw", "he"), ("nb-NO", "no"), (None, None)],
)
def test_a_short_text_is_taken_at_its_word(declared: str | None, code: str | None) -> None:
    assert detect("Port Alda", declared) == code


@pytest.mark.parametrize("declared", ["", "und", "english please", "x" * 50, "{{lang}}"])
def test_what_is_no_language_tag_is_none(declared: str) -> None:
    assert detect("Port Alda", declared) is None


@pytest.mark.parametrize("text", ["", "12345 67890 " * 50, "-" * 400])
def test_no_words_no_language(text: str) -> None:
    assert detect(text, None) is None

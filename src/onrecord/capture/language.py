"""In which language a text is written: py3langid (Barbaresi 2022, after langid.py, Lui and Baldwin 2012)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

__all__ = ["detect"]

# Below this many letters the classifier guesses; a script of whole words a character needs fewer.
_ENOUGH_LETTERS = 60
_ENOUGH_IDEOGRAPHS = 20
_CONFIDENT = 0.95
_READ = 4_000
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
# Spoken varieties that split the classifier's vote for their written language.
_WRITTEN_AS = {"ary": "ar", "arz": "ar", "wuu": "zh"}
# Codes by which the classifier and pages name one and the same language.
_SAME = {"iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "eng": "en"}


def detect(text: str, declared: str | None) -> str | None:
    """The ISO 639 code of the language of ``text`` (``en``), or None where nothing says it with confidence.

    declared: a language tag that the page or container gives (``en-GB``); it stands where the text is too short or
    too mixed to tell, and gives way to a confident detection, because templates often carry another country's tag.
    """
    stated = _primary(declared)
    head = text[:_READ]
    letters = sum(map(str.isalpha, head))
    if letters < _ENOUGH_LETTERS and len(_IDEOGRAPH.findall(head)) < _ENOUGH_IDEOGRAPHS:
        return stated
    ranked = [(_written(str(code)), probability) for code, probability in _classifier().rank(head)[:5]]
    best = ranked[0][0]
    return best if sum(probability for code, probability in ranked if code == best) >= _CONFIDENT else stated


def _written(code: str) -> str:
    return _SAME.get(code, _WRITTEN_AS.get(code, code))


def _primary(tag: str | None) -> str | None:
    """The primary subtag of a language tag, in lower case; None for what is no tag (or says 'undetermined')."""
    match = _TAG.fullmatch(tag.strip()) if tag else None
    code = match[1].lower() if match else None
    return None if code in (None, "und", "mul", "zxx") else _SAME.get(code, code)


@cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

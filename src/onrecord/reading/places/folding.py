"""How a place's name is compared: without case, accents, hyphens and full stops, common words at their shortest."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["folded", "spellings"]

_LETTERS = str.maketrans({
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h",
    "ŋ": "n", "ŧ": "t", "ĸ": "k", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'",
})  # fmt: skip
_DROPPED = re.compile(r"[.'ʹʺ]")
_BREAK = re.compile(r"[^\w]+|_+")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "and": "&"}
# The Arabic article, as it is written before the letters that take it over too.
_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|ad|at|az|an|ad dh) (?=\w{3})")
_LONGEST = 100


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """The key of a place's name: 'Saint-Étienne' and 'St. Etienne' have one key, 'st etienne'. May be empty.

    A name of more than 100 characters has none.
    """
    if len(name) > _LONGEST:
        return ""
    letters = name.lower()
    if not letters.isascii():
        letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
        letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = _BREAK.sub(" ", _DROPPED.sub("", letters).replace("&", " and ")).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def spellings(key: str) -> tuple[str, ...]:
    """``key`` and, the likeliest first, the other keys under which the same name may be listed.

    With and without the article ('the Hague', 'al-Hasakah'), words written as one ('Ben Guerir', 'Benguerir').
    """
    found = [key]
    bare = key.removeprefix("the ")
    if bare != key:
        found.append(bare)
    article = _ARTICLE.match(bare)
    if article:
        found += [bare[article.end() :], "al " + bare[article.end() :], bare.replace(" ", "", 1)]
    elif bare:
        found += ["al " + bare, "the " + bare]
    if " " in bare:
        found.append(bare.replace(" ", ""))
    return tuple(dict.fromkeys(one for one in found if one))

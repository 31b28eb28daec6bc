"""Text as word pieces with their positions, and the case of each, which the uncased vocabulary forgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["CASES", "CLS", "SEP", "Pieces", "joined", "pieces_of"]

CLS, SEP = 101, 102
# What the letters of a word looked like: no letters, small, Capital, CAPITALS, mIxed, one capital letter.
CASES = 6

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text, without the encoder's marks for start and end.

    ids, cases: vocabulary and case numbers. starts, ends: code points in the text. begins: whether a piece begins a
    word (a run of letters and digits, or one sign).
    """

    ids: Ids
    cases: Ids
    starts: Ids
    ends: Ids
    begins: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, part: slice) -> Pieces:
        return Pieces(self.ids[part], self.cases[part], self.starts[part], self.ends[part], self.begins[part])

    def moved(self, by: int) -> Pieces:
        """The same pieces in a text in which theirs begins at ``by``."""
        return replace(self, starts=self.starts + by, ends=self.ends + by)

    def words(self) -> tuple[Ids, Ids, Ids]:
        """Of each word the number of its first piece, and the code points at which it starts and ends."""
        first = np.nonzero(self.begins)[0]
        return first, self.starts[first], self.ends[np.append(first[1:], len(self)) - 1] if len(self) else self.ends


def pieces_of(text: str) -> Pieces:
    """The word pieces of ``text``. Signs that the vocabulary lacks are one unknown piece each."""
    coded = _tokenizer().encode(text, add_special_tokens=False)
    starts = np.array([start for start, _ in coded.offsets], dtype=np.int64)
    ends = np.array([end for _, end in coded.offsets], dtype=np.int64)
    words = coded.word_ids
    begins = np.array([index == 0 or words[index] != words[index - 1] for index in range(len(words))], dtype=np.bool_)
    spans: dict[int, tuple[int, int]] = {}
    for word, (start, end) in zip(words, coded.offsets, strict=True):
        first, _ = spans.get(word, (start, end))
        spans[word] = (first, end)
    of_word = {word: _case(text[start:end]) for word, (start, end) in spans.items()}
    cases = np.array([of_word[word] for word in words], dtype=np.int64)
    return Pieces(np.array(coded.ids, dtype=np.int64), cases, starts, ends, begins)


def joined(runs: Sequence[Pieces]) -> Pieces:
    """Runs of pieces of one text as one, in order."""
    if not runs:
        return pieces_of("")
    return Pieces(
        *(np.concatenate([getattr(run, name) for run in runs]) for name in ("ids", "cases", "starts", "ends", "begins"))
    )


def _case(word: str) -> int:
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return 0
    if not any(letter.isupper() for letter in letters):
        return 1
    if all(letter.isupper() for letter in letters):
        return 3 if len(letters) > 1 else 5
    if letters[0].isupper() and not any(letter.isupper() for letter in letters[1:]):
        return 2
    return 4


@cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(Path(__file__).parent / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made

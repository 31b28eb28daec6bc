"""Stage: a vector for every word piece of the story, from one pass of the encoder that all trained heads share."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from onrecord.models.encoder import Pieces, digest, encoded, joined, pieces_of
from onrecord.reading.pronouns.words import kind_of
from onrecord.reading.stage import Partial

__all__ = ["Encoding"]

_LONGEST = len("herself")


class Encoding:
    """Adds ``vectors``: ``partial.encoded``, the pieces of the story's parts in order and a vector for each.

    Of pronouns with a gender also the attention between them and the pieces around.
    """

    name = "encoding"
    needs: frozenset[str] = frozenset({"sentences"})
    adds: frozenset[str] = frozenset({"vectors"})

    @property
    def version(self) -> str:
        """The stage's own version and the weights' digest."""
        return f"2+{digest()[:8]}"

    def read(self, partial: Partial) -> Partial:
        """``partial`` with its vectors. The parts are read in one go: each is the others' context."""
        pieces = joined([pieces_of(parse.doc.text).moved(parse.start) for parse in partial.parses])
        return replace(partial, encoded=encoded(pieces, _pronouns(partial.reading.story.text, pieces)))


def _pronouns(text: str, pieces: Pieces) -> list[int]:
    """The pieces that are whole pronouns with a gender: whom they attend to helps to tell whom they mean."""
    whole = pieces.begins & np.append(pieces.begins[1:], True)
    return [
        at
        for at in np.flatnonzero(whole & (pieces.ends - pieces.starts <= _LONGEST)).tolist()
        if kind_of(text[pieces.starts[at] : pieces.ends[at]]) in ("masculine", "feminine")
    ]

"""Stage: a vector for every word piece of the story, from one pass of the encoder that all trained heads share."""

from __future__ import annotations

from dataclasses import replace

from onrecord.models.encoder import Encoded, digest, encode, joined, pieces_of
from onrecord.reading.stage import Partial

__all__ = ["Encoding"]


class Encoding:
    """Adds ``vectors``: ``partial.encoded``, the pieces of the story's parts in order and a vector for each."""

    name = "encoding"
    needs: frozenset[str] = frozenset({"sentences"})
    adds: frozenset[str] = frozenset({"vectors"})

    @property
    def version(self) -> str:
        """The stage's own version and the weights' digest."""
        return f"1+{digest()[:8]}"

    def read(self, partial: Partial) -> Partial:
        """``partial`` with its vectors. The parts are read in one go: each is the others' context."""
        pieces = joined([pieces_of(parse.doc.text).moved(parse.start) for parse in partial.parses])
        return replace(partial, encoded=Encoded(pieces, encode([pieces])[0]))

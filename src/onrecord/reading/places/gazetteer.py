"""The list of places that ships with the package: every place of a name, in about a tenth of a millisecond.

The file (made by ``python -m training.gazetteer``) holds two lists in compressed blocks, so that opening it reads only
two short indexes: names in sorted order, each with the numbers of its places; and the places in the order of their
numbers. Nothing but the blocks that were asked for is unpacked, and of those the latest few are kept.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

__all__ = ["FILE", "MAGIC", "PLACE", "Gazetteer", "Listed", "digest_of", "gazetteer"]

FILE = Path(__file__).with_name("gazetteer.bin")
MAGIC = b"ONRECORD-PLACES1"
# latitude and longitude in thousandths of a degree (3 bytes each would do), population in tens, GeoNames id,
# division, kind
PLACE = struct.Struct("<iiIIHB")
_NAMES_KEPT, _PLACES_KEPT = 256, 512


@dataclass(frozen=True, slots=True)
class Listed:
    """One place of the gazetteer, as found under one name.

    lat, lon: degrees (WGS 84), None for a country. division: the first-order division, in GeoNames' codes ('US.TX'),
    or just the country's code; '' for what lies in no country. population: 0 if unknown; of a division that of its
    towns. also: it was found under another than its main name. geonames: None where the source gives no id.
    """

    lat: float | None
    lon: float | None
    feature: str
    division: str
    population: int
    geonames: int | None
    also: bool = False

    @property
    def country(self) -> str | None:
        """ISO 3166 alpha-2, None for what lies in no country or in several."""
        return self.division[:2] or None


class Gazetteer:
    """The gazetteer in ``path``. Many threads may ask at once. Raises ``ValueError`` if it is no such file."""

    def __init__(self, path: Path = FILE) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{path} is no gazetteer of this version. Make it anew: python -m training.gazetteer.")
        at = len(MAGIC)
        (length,) = struct.unpack_from("<I", self._bytes, at)
        header: dict[str, Any] = json.loads(zlib.decompress(self._bytes[at + 4 : at + 4 + length]))
        self._start = at + 4 + length
        self._first_names: list[str] = header["first_names"]
        self._name_blocks: list[int] = header["name_blocks"]
        self._place_blocks: list[int] = header["place_blocks"]
        self._divisions: list[str] = header["divisions"]
        self._kinds: list[str] = header["kinds"]
        self._a_block: int = header["places_a_block"]
        self.counts: dict[str, int] = header["counts"]
        self._names = lru_cache(_NAMES_KEPT)(self._read_names)
        self._places = lru_cache(_PLACES_KEPT)(self._read_places)

    def places(self, key: str) -> tuple[Listed, ...]:
        """Every place that is listed under ``key`` (as ``folded`` gives it), the most populous first."""
        block = bisect_right(self._first_names, key) - 1
        if block < 0:
            return ()
        return tuple(self._place(number >> 1, bool(number & 1)) for number in self._names(block).get(key, ()))

    def _place(self, number: int, also: bool) -> Listed:
        lat, lon, people, geonames, division, kind = PLACE.unpack_from(
            self._places(number // self._a_block), PLACE.size * (number % self._a_block)
        )
        return Listed(
            lat / 1000, lon / 1000, self._kinds[kind], self._divisions[division], people * 10, geonames or None, also
        )

    def _block(self, starts: list[int], index: int) -> bytes:
        return zlib.decompress(self._bytes[self._start + starts[index] : self._start + starts[index + 1]])

    def _read_names(self, index: int) -> dict[str, list[int]]:
        return dict(_unpacked(self._block(self._name_blocks, index).decode()))

    def _read_places(self, index: int) -> bytes:
        """The block's records, put together from its columns."""
        columns = self._block(self._place_blocks, index)
        size = PLACE.size
        count = len(columns) // size
        records = bytearray(len(columns))
        for at in range(size):
            records[at::size] = columns[at * count : (at + 1) * count]
        return bytes(records)


def _unpacked(block: str) -> Iterator[tuple[str, list[int]]]:
    """The names of a block. A line: the letters shared with the name before (as one character), the rest, numbers."""
    before = ""
    for line in block.split("\n"):
        rest, _, numbers = line[1:].partition("\t")
        before = before[: ord(line[0]) - 32] + rest
        yield before, [int(number, 36) for number in numbers.split(" ")]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships, opened once."""
    return Gazetteer()


@cache
def digest_of(*paths: Path) -> str:
    """Eight hexadecimal digits that change with any of the files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()[:8]

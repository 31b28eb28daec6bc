"""Writes the gazetteer in the format that ``onrecord.reading.places.gazetteer`` reads."""

from __future__ import annotations

import json
import struct
import zlib
from collections import defaultdict
from pathlib import Path

from onrecord.reading.places.gazetteer import MAGIC, PLACE, Listed

__all__ = ["write"]

_NAMES_A_BLOCK, _PLACES_A_BLOCK = 300, 256
_LONGEST_SHARED = 90


def write(path: Path, places: list[tuple[Listed, str, list[str]]]) -> dict[str, int]:
    """Writes each place with the key of its main name and those of its others. Gives the numbers of both."""
    places = sorted(places, key=lambda one: (one[0].division, one[0].feature, one[0].lat or 0.0, one[0].geonames or 0))
    divisions = sorted({place.division for place, _, _ in places})
    kinds = sorted({place.feature for place, _, _ in places})
    listed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, (place, main, others) in enumerate(places):
        for also, keys in enumerate(([main], others)):
            for key in keys:
                if key:
                    listed[key].append((-place.population, number << 1 | also))
    names = sorted((key, [number for _, number in sorted(set(found))]) for key, found in listed.items())
    name_blocks = [names[at : at + _NAMES_A_BLOCK] for at in range(0, len(names), _NAMES_A_BLOCK)]
    records = [
        PLACE.pack(
            round((one.lat or 0.0) * 1000), round((one.lon or 0.0) * 1000), round(one.population / 10),
            one.geonames or 0, divisions.index(one.division), kinds.index(one.feature),
        )
        for one, _, _ in places
    ]  # fmt: skip
    place_blocks = [records[at : at + _PLACES_A_BLOCK] for at in range(0, len(records), _PLACES_A_BLOCK)]
    body, name_starts = _blocks([_packed(block) for block in name_blocks], b"")
    body, place_starts = _blocks([_columns(block) for block in place_blocks], body)
    counts = {"places": len(places), "names": len(names)}
    header = zlib.compress(
        json.dumps(
            {
                "first_names": [block[0][0] for block in name_blocks], "name_blocks": name_starts,
                "place_blocks": place_starts, "divisions": divisions, "kinds": kinds,
                "places_a_block": _PLACES_A_BLOCK, "counts": counts,
            },
            ensure_ascii=False,
        ).encode(), 9,
    )  # fmt: skip
    path.write_bytes(MAGIC + struct.pack("<I", len(header)) + header + body)
    return counts | {"bytes": path.stat().st_size}


def _blocks(blocks: list[bytes], body: bytes) -> tuple[bytes, list[int]]:
    starts = [len(body)]
    pieces = [body]
    for block in blocks:
        pieces.append(zlib.compress(block, 9))
        starts.append(starts[-1] + len(pieces[-1]))
    return b"".join(pieces), starts


def _packed(block: list[tuple[str, list[int]]]) -> bytes:
    lines, before = [], ""
    for key, numbers in block:
        shared = 0
        while shared < min(len(key), len(before), _LONGEST_SHARED) and key[shared] == before[shared]:
            shared += 1
        lines.append(f"{chr(32 + shared)}{key[shared:]}\t{' '.join(map(_in_base_36, numbers))}")
        before = key
    return "\n".join(lines).encode()


def _in_base_36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits


def _columns(records: list[bytes]) -> bytes:
    """The records byte by byte: all their first bytes, then all their second, which packs better."""
    whole = b"".join(records)
    return b"".join(whole[at :: PLACE.size] for at in range(PLACE.size))

"""The role of each line of one story's copy, decided together.

A story on a page is a head (headline, then standfirst, key points, byline, date, pictures and furniture in any
order) and a body (paragraphs, with subheads, pictures and furniture between them). Each line is weighed for each
role by what it is (``lines``), each role by what stands before it, and the best sequence as a whole is taken
(Viterbi's algorithm). The weights are set by hand, in units of about one natural logarithm of odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from onrecord.capture.bylines import looks_like_names
from onrecord.capture.credits import is_labelled_caption
from onrecord.capture.draft import Role
from onrecord.capture.plain.lines import Line, look

__all__ = ["Label", "label", "label_story"]

Label = Role | Literal["furniture"]

# Lower case stands for the body's own states, upper case for the head's.
_LABELS: dict[str, Label] = {
    "H": "headline", "S": "standfirst", "K": "key_point", "B": "byline", "C": "caption", "R": "credit",
    "F": "furniture",
    "p": "paragraph", "u": "subhead", "b": "byline", "c": "caption", "r": "credit", "f": "furniture",
}  # fmt: skip
_HEAD = "HSKBCRF"
_BODY = "pubcrf"
_STATES = _HEAD + _BODY
_NEVER = -1e9

_STEPS: dict[tuple[str, str], float] = {
    ("H", "S"): 0.6, ("H", "H"): -0.5, ("S", "S"): -1.2, ("F", "F"): 0.6, ("K", "K"): 1.0, ("C", "R"): 1.2,
    ("C", "C"): -0.8, ("R", "C"): 0.2, ("F", "S"): -0.3, ("B", "S"): -0.4, ("C", "S"): -0.6, ("R", "S"): -0.4,
    ("F", "H"): -0.2, ("R", "R"): -0.5, ("p", "p"): 0.6, ("u", "p"): 1.2, ("u", "u"): -1.5, ("u", "f"): -1.5,
    ("u", "c"): -0.6, ("f", "f"): 0.8, ("f", "u"): -0.7, ("f", "p"): 0.0, ("p", "f"): -0.3, ("p", "u"): 0.2,
    ("c", "r"): 1.2, ("c", "c"): -0.6, ("p", "c"): -0.2, ("f", "c"): -0.3, ("p", "r"): -1.2, ("f", "r"): -0.6,
    ("r", "r"): -0.6, ("u", "r"): -2.0, ("p", "b"): -1.0, ("H", "p"): -0.6,
}  # fmt: skip


def label(texts: Sequence[str]) -> list[Label]:
    """The role of each line of a copy, stories parted first; a blank line is furniture."""
    from onrecord.capture.plain.split import story_ranges

    labels: list[Label] = ["furniture"] * len(texts)
    lines = look(texts)
    for start, end in story_ranges(lines):
        for line, role in zip(lines[start:end], label_story(lines[start:end]), strict=True):
            labels[line.at] = role
    return labels


def label_story(lines: Sequence[Line]) -> list[Label]:
    """The role of each line of one story."""
    told = [line for line in lines if not _is_filler(line)]
    roles = dict(zip((line.at for line in told), _decode(told), strict=True))
    return [roles.get(line.at, "furniture") for line in lines]


def _is_filler(line: Line) -> bool:
    """A line that the page repeats between its parts, or that says nothing: it tells nothing of its neighbours."""
    return line.weight < 3 or (line.again > 3 and line.weight < 80 and not (line.credit or line.names or line.byline))


def _decode(lines: Sequence[Line]) -> list[Label]:
    """The best sequence of roles: Viterbi's algorithm over the states of a head and a body."""
    if not lines:
        return []
    scores = dict.fromkeys(_STATES, _NEVER)
    back: list[dict[str, str]] = []
    titles = _first_titles(lines)
    first = _first_sentence(lines)
    listed = _lists(lines)
    for index in range(len(lines)):
        emitted = _weigh(lines, index, titles, first, listed)
        step: dict[str, float] = {}
        origin: dict[str, str] = {}
        for state in _STATES:
            if index == 0:
                step[state] = emitted[state] + (0.0 if state in "HFCRB" else -1.5 if state in "pS" else -4.0)
                continue
            best, came = _NEVER, "F"
            for before in _STATES:
                if before in _BODY and state in _HEAD:
                    continue
                # The head ends with the first paragraph, or with a subhead before it.
                if before in _HEAD and state in _BODY and state not in "pu":
                    continue
                value = scores[before] + _STEPS.get((before, state), 0.0)
                if value > best:
                    best, came = value, before
            step[state] = best + emitted[state]
            origin[state] = came
        scores = step
        back.append(origin)
    # A story that is a head and nothing else is rare.
    state = max(scores, key=lambda name: scores[name] - (2.0 if name in _HEAD else 0.0))
    states = [state]
    for origin in reversed(back[1:]):
        state = origin[state]
        states.append(state)
    return [_LABELS[name] for name in reversed(states)]


def _first_titles(lines: Sequence[Line]) -> set[int]:
    """The index of the line that opens the story with a title, and of its copies, words around them or not."""
    first = next((index for index, line in enumerate(lines[:25]) if line.is_title and not line.byline), None)
    if first is None:
        return set()
    key = lines[first].key
    copies = (index for index in range(first + 1, min(len(lines), first + 40)) if _is_copy(key, lines[index].key))
    return {first, *copies}


def _first_sentence(lines: Sequence[Line]) -> int:
    """The index of the first line of running text that is no caption, and so may be a standfirst."""
    found = (
        index for index, line in enumerate(lines) if line.is_sentence and not (line.inline or line.bullet or line.pleas)
    )
    return next(found, 0)


def _lists(lines: Sequence[Line]) -> set[int]:
    """The indices of lists inside the words of a story: bullets after a line that ends in a colon, and that line."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if line.bullet and (index - 1 in found or (index > 3 and _introduces(lines[index - 1]))):
            found |= {index - 1, index}
    return {index for index in found if not lines[index].furniture}


def _introduces(line: Line) -> bool:
    return line.text.endswith(":") and line.weight >= 25 and not (line.furniture or line.links or line.bullet)


def _is_copy(key: str, other: str) -> bool:
    if key == other:
        return True
    shorter, longer = sorted((key, other), key=len)
    return len(shorter) >= 25 and shorter in longer and len(longer) <= 1.6 * len(shorter) + 20


def _weigh(lines: Sequence[Line], index: int, titles: set[int], first: int, listed: set[int]) -> dict[str, float]:
    line = lines[index]
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    furniture = _furniture(line)
    caption = _caption(line, before, after)
    credit = _credit(line, before)
    return {
        "H": _headline(line, index, titles),
        "S": _standfirst(line, after) - (0.8 if index == first + 1 else 2.5 if index > first else 0.0),
        "K": _key_point(line, before, after),
        "B": 5.0 if line.byline else 4.2 if line.names else -5.0,
        "C": caption,
        "R": credit,
        "F": furniture + (3.0 if line.date else 1.0 if line.dated else 0.0),
        "p": _paragraph(line) + (3.5 if index in listed else 0.0),
        "u": _subhead(line, before, after),
        "b": 1.0 if line.byline else -1.5 if line.names else -6.0,
        "c": caption,
        "r": credit,
        "f": furniture + (0.5 if line.date else 0.0),
    }


def _banded(value: float, bands: Sequence[tuple[float, float]], otherwise: float) -> float:
    return next((score for limit, score in bands if value < limit), otherwise)


def _paragraph(line: Line) -> float:
    score = _banded(line.weight, [(25, -4.0), (40, -2.2), (60, -1.0), (100, 0.0), (160, 0.8), (350, 1.6)], 2.6)
    score += 1.4 if line.ends else -0.6 if line.weight > 200 or line.text.endswith((":", ";")) else -2.0
    score -= 6.0 * line.furniture + 6.0 * line.date + 4.0 * line.credit + 3.0 * line.byline + 2.0 * line.names
    score -= 1.8 * min(line.pleas, 2) if line.weight < 400 else 0.0
    score -= 1.8 * line.bullet + 2.5 * (line.inline is not None) + 1.5 * (line.again > 1)
    return score + 1.5 * line.dateline


def _furniture(line: Line) -> float:
    score = 0.0
    if line.furniture:
        score += 5.0
    score += _banded(line.weight, [(25, 2.0), (60, 1.0), (100, 0.2), (200, -1.2)], -2.6)
    score += -0.8 if line.ends else 0.4
    if not (line.credit or line.names):
        score += 2.5 if line.again > 2 else 0.4 if line.again == 2 else 0.0
    score += 1.8 * min(line.pleas, 2)
    return score + 1.2 * line.bullet + 1.5 * line.address + 1.0 * line.date


def _subhead(line: Line, before: Line | None, after: Line | None) -> float:
    if not line.is_title:
        if line.furniture or line.date or line.credit or line.address or line.weight > 110:
            return -5.0
        between = before and after and before.is_sentence and after.is_sentence and after.weight > 80
        if line.weight < 15 or line.text[-1] in ":;,":
            return 1.5 if between and line.weight >= 4 and not (line.bullet or line.lower or line.names) else -2.0
        return -1.5 if between and line.weight < 60 else -3.0
    score = _banded(line.weight, [(20, 0.6), (60, 2.1), (80, 1.5), (110, 0.6)], -2.0)
    score -= 3.0 * line.byline + 1.0 * line.names + 2.0 * line.bullet + 1.5 * line.lower + 2.0 * (line.again > 1)
    score -= 2.0 * (line.inline is not None)
    # 'Jane Doe, harbour master' says who spoke in a quotation that was set apart, or who is in a picture.
    score -= 1.5 * looks_like_names(line.text.partition(",")[0]) if "," in line.text else 0.0
    score += 0.5 if after and after.is_sentence and after.weight > 80 else -1.0
    score -= 2.5 if before and before.links else 0.0
    # 'Kicker : Title' is how lists of other stories print them.
    score -= 1.2 * (" : " in line.text) + 1.5 * min(line.pleas, 2)
    return score


def _caption(line: Line, before: Line | None, after: Line | None) -> float:
    if line.furniture or line.date or line.weight < 12:
        return -6.0
    score = -1.4 + (6.0 if is_labelled_caption(line.text) else 0.0)
    if line.inline:
        score += 5.0
    elif line.credit:
        score -= 2.5
    if after and after.credit and after.weight < 90 and not line.credit:
        score += 2.5
    # A picture's text is often copied twice: what is said of it, and what is shown in its place.
    twin = any(other and other.key == line.key for other in (before, after))
    score += 3.5 if twin and line.weight >= 25 else 0.8 if line.again == 2 else 0.0
    score -= 1.0 * line.bullet + 2.0 * line.byline + 1.0 * line.names
    return score + _banded(line.weight, [(30, -0.8), (60, 0.0), (320, 0.3)], -1.5)


def _credit(line: Line, before: Line | None) -> float:
    if line.credit:
        return 4.5 if line.weight < 100 else 1.0
    if line.names and before and (before.weight > 40 and not before.is_title):
        return 0.5
    return -5.0


def _headline(line: Line, index: int, titles: set[int]) -> float:
    if index in titles:
        return 4.0 + (2.0 if len(titles) > 1 else 0.0) - 1.0 * line.bullet
    score = 1.0 if line.is_title else -3.0
    score += _banded(line.weight, [(15, -3.0), (30, -0.5), (140, 1.0)], -1.0) - (2.0 if titles else 0.0)
    return score - 4.0 * line.furniture - 5.0 * line.date - 3.0 * line.byline - 1.5 * line.bullet - 2.0 * (index > 8)


def _standfirst(line: Line, after: Line | None) -> float:
    if line.furniture or line.date or line.byline or line.credit:
        return -5.0
    score = _banded(line.weight, [(30, -3.0), (60, -0.6), (90, 0.8), (320, 1.6), (450, 0.0)], -3.0)
    score += 0.4 if line.ends else -0.7 if line.weight < 110 else -0.2
    # A paragraph is followed by another one; what stands between a standfirst and the body is small.
    if after and not after.is_sentence:
        score += 1.4 if after.furniture or after.date or after.byline or after.names or after.credit else 0.8
    score -= 1.5 * min(line.pleas, 2)
    return score - 1.5 * line.bullet - 3.0 * (line.inline is not None) - 1.0 * (line.again > 1) - 2.0 * line.dateline


def _key_point(line: Line, before: Line | None, after: Line | None) -> float:
    if not line.bullet or line.furniture or line.date or line.byline or line.weight < 30:
        return -6.0
    listed = any(other and other.bullet and other.weight >= 30 and not other.furniture for other in (before, after))
    return (3.4 if listed else -1.0) + (0.6 if line.weight > 50 else 0.0)

"""The rooms of the desk, in the order in which a visitor meets them."""

from __future__ import annotations

from onrecord.desk.room import Action, Door, Room
from onrecord.desk.rooms import (
    commitments,
    disputes,
    events,
    judgements,
    network,
    offices,
    review,
    start,
    statements,
    stories,
    story,
    timeline,
    who,
    world,
)

__all__ = ["ACTIONS", "DOORS", "ROOMS"]

_ALL = (
    start,
    stories,
    story,
    statements,
    events,
    timeline,
    disputes,
    commitments,
    offices,
    who,
    world,
    review,
    judgements,
    network,
)
ROOMS: tuple[Room, ...] = tuple(room for module in _ALL for room in getattr(module, "ROOMS", ()))
ACTIONS: tuple[Action, ...] = tuple(action for module in _ALL for action in getattr(module, "ACTIONS", ()))
DOORS: tuple[Door, ...] = tuple(door for module in _ALL for door in getattr(module, "DOORS", ()))

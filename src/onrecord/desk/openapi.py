"""The JSON routes of the desk as OpenAPI 3.1 describes them, from what the rooms say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from onrecord.desk.room import Parameter, Room
from onrecord.version import __version__

__all__ = ["described"]

_ERRORS = {
    "400": "Something that cannot be asked; the answer says what can.",
    "404": "Nothing of that name is in the record.",
    "503": "Another program is writing to the record.",
}


def described(rooms: Iterable[Room]) -> dict[str, Any]:
    """The document: one path a room, with what its URL may say."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "OnRecord's desk", "version": __version__},
        "paths": {
            "/index.json" if room.path == "/" else f"{room.path}.json": {"get": _operation(room)} for room in rooms
        },
        "components": {
            "schemas": {
                "Error": {
                    "type": "object",
                    "required": ["error"],
                    "properties": {"error": {"type": "string"}},
                }
            }
        },
    }


def _operation(room: Room) -> dict[str, Any]:
    named = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", room.path)
    ]
    error = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    return {
        "summary": room.meaning,
        "parameters": [*named, *map(_parameter, room.parameters)],
        "responses": {
            "200": {"description": room.meaning, "content": {"application/json": {"schema": {"type": "object"}}}},
            **{code: {"description": meaning} | error for code, meaning in _ERRORS.items()},
        },
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": one.type}
    if one.choices:
        schema["enum"] = list(one.choices)
    return {"name": one.name, "in": "query", "required": False, "description": one.meaning, "schema": schema}

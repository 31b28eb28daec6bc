"""Titles and descriptions that mean a named entity, and bodies and groups that act without a name."""

from onrecord.reading.descriptions.stage import Descriptions

__all__ = ["Descriptions"]

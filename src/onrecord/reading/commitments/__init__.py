"""Commitments within a story: who promised whom what, until when, and what the story says became of it."""

from onrecord.reading.commitments.stage import Commitments

__all__ = ["Commitments"]

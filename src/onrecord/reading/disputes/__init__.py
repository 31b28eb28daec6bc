"""Disputes within a story: one question, opposite sides, at least two accountable parties. Never a verdict."""

from onrecord.reading.disputes.stage import Disputes

__all__ = ["Disputes"]

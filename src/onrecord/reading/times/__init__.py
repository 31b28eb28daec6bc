"""Stage: the time expressions of a story and their EDTF values."""

from onrecord.reading.times.reader import Times, read_times

__all__ = ["Times", "read_times"]

"""Who held what: titles as the text states them, their holders, bodies and terms."""

from onrecord.reading.offices.stage import Offices

__all__ = ["Offices"]

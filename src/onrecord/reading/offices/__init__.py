"""Who held what: titles as the text states them, their holders, bodies and terms."""

from onrecord.reading.offices.merging import key_of as title_key
from onrecord.reading.offices.stage import Offices

__all__ = ["Offices", "title_key"]

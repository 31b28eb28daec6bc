"""Stage: who said, thought or decided what. The attributions of a story with their speakers named."""

from onrecord.reading.statements.stage import Statements

__all__ = ["Statements"]

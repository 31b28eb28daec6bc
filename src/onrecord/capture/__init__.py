"""From sources to captures, and from a capture to its stories.

``captures`` expands what a person names (files, folders, archives, feeds, ``-``, addresses) into single captures, one
at a time and in a stable order; ``stories_of`` finds the stories in one of them.
"""

from onrecord.capture.limits import Limits
from onrecord.capture.sources import captures
from onrecord.capture.stories import Found, stories_of

__all__ = ["Found", "Limits", "captures", "stories_of"]

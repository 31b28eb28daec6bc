"""MHTML (RFC 2557): a page that a browser saved in one file. The page is its first HTML part."""

from __future__ import annotations

import email
import email.policy

from onrecord.capture.containers.mail import header, parts_of, words_of
from onrecord.capture.draft import Draft
from onrecord.errors import SourceError
from onrecord.model import Capture

__all__ = ["drafts_of"]


def drafts_of(capture: Capture) -> list[Draft]:
    """The stories of the saved page; raises ``SourceError`` where the file holds no page."""
    from onrecord.capture.html import drafts

    message = email.message_from_bytes(capture.data, policy=email.policy.default)
    pages = parts_of(message, "text/html")
    if not pages:
        raise SourceError(capture.source, "a saved page without its HTML", "Save the page again")
    url = header(message, "snapshot-content-location") or header(pages[0], "content-location")
    url = url if url.startswith(("http://", "https://")) else ""
    return drafts(words_of(pages[0]), url=url or capture.url, given=capture.given, given_from=capture.given_from)

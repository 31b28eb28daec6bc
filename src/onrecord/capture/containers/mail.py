"""E-mail: single messages and mbox files. A newsletter's HTML part is read as a page, its subject as the headline."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import cast

from onrecord.capture.containers.fielded import Fields, draft_of_fields, paragraphs_of
from onrecord.capture.decoding import decode, mended
from onrecord.capture.draft import Block, Draft
from onrecord.capture.given import day_of
from onrecord.capture.opening import Opened
from onrecord.model import Capture, DateRead, Headline, Refusal

__all__ = ["captures_of", "drafts_of", "header", "parts_of", "words_of"]

_FORWARDED = re.compile(r"(?:(?:fwd?|re|aw|wg|tr|rv|antw)\s*:\s*)+", re.IGNORECASE)
_WORDS_OF_A_STORY = 40


def captures_of(opened: Opened) -> Iterator[Capture | Refusal | Opened]:
    """The messages of an mbox file, one at a time: each begins with a ``From `` line after a blank one."""
    lines: list[bytes] = []
    size = number = 0
    blank = True
    while line := opened.stream.readline(opened.limits.page):
        if blank and line.startswith(b"From "):
            if number:
                yield _message(opened, lines, size, number)
            lines, size, number = [], 0, number + 1
        else:
            size += len(line)
            if size <= opened.limits.page:
                lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = not line.strip()
    if number:
        yield _message(opened, lines, size, number)


def drafts_of(capture: Capture) -> list[Draft]:
    """The stories of one message: of its HTML part, else of its text; a mere note of a few words holds none."""
    message = email.message_from_bytes(capture.data, policy=email.policy.default)
    subject = _FORWARDED.sub("", header(message, "subject")).strip()
    sender = parseaddr(header(message, "from"))[0]
    given = {"published": header(message, "date"), "outlet": sender, "language": header(message, "content-language")}
    given = {name: words for name, words in given.items() if words}
    drafts: list[Draft] = []
    html, text = parts_of(message, "text/html"), parts_of(message, "text/plain")
    if html:
        from onrecord.capture.html import drafts as drafts_of_html

        drafts = drafts_of_html(words_of(html[0]), given=given, given_from="metadata")
    if not drafts and text:
        from onrecord.capture.plain import drafts as drafts_of_text

        body = words_of(text[0])
        drafts = drafts_of_text(body, given=given, given_from="metadata")
        if not drafts and len(body.split()) >= _WORDS_OF_A_STORY:
            draft = draft_of_fields(
                Fields(headline=subject, paragraphs=paragraphs_of(body), given=tuple(given.items()))
            )
            drafts = [draft] if draft else []
    for draft in drafts:
        _titled(draft, subject, alone=len(drafts) == 1)
        draft.published = draft.published or _dated(given)
        draft.outlet = draft.outlet or sender or None
    return drafts


def header(message: Message, name: str) -> str:
    """A header's words on one line; empty where it is missing or malformed beyond reading."""
    try:
        return " ".join(mended(str(message.get(name, "")))[0].split())
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""


def parts_of(message: Message, media_type: str) -> list[EmailMessage]:
    """The message's own parts of a type, in order, attachments left out."""
    parts = [cast(EmailMessage, part) for part in message.walk() if part.get_content_type() == media_type]
    return [part for part in parts if part.get_content_disposition() != "attachment"]


def words_of(part: Message) -> str:
    """A part's text, whatever its transfer encoding and charset say or hide."""
    payload = part.get_payload(decode=True)
    return decode(payload, part.get_content_charset()).text if isinstance(payload, bytes) else ""


def _titled(draft: Draft, subject: str, *, alone: bool) -> None:
    if not subject:
        return
    draft.headlines.append(Headline(text=subject, read_from="metadata", path="mail/subject"))
    if alone and not any(block.role == "headline" for block in draft.blocks):
        draft.blocks.insert(0, Block("headline", subject))


def _dated(given: dict[str, str]) -> DateRead | None:
    value = day_of(given.get("published", ""))
    return DateRead(value=value, read_from="metadata", path="mail/date", words=given["published"]) if value else None


def _message(opened: Opened, lines: list[bytes], size: int, number: int) -> Capture | Refusal:
    if size > opened.limits.page:
        return opened.refused(f"larger than {opened.limits.page / 1e6:g} MB", "Save the message by itself", str(number))
    return Capture(source=f"{opened.source}!{number}", data=b"".join(lines), media_type="message/rfc822")

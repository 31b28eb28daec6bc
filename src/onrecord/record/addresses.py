"""Canonical addresses: under which a story's versions chain."""

from __future__ import annotations

from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

__all__ = ["canonical"]

# Parameters that say how a reader came to a page, never which page it is.
_TRACKING = frozenset({"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "_ga", "cmpid"})
_TRACKING_PREFIXES = ("utm_", "at_campaign", "at_medium", "at_custom")
_DEFAULT_PORTS = frozenset({80, 443})


def canonical(url: str | None) -> str | None:
    """``url`` as versions chain by it, or None for what is no story's address on the web.

    A site's front page is none: what changes there are the stories, not the text of one.

    http and https, letter case of the host, default ports, fragments, an ending slash and tracking parameters make
    no difference; the remaining parameters keep their order.
    """
    parts = _split(url) if url else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    port = "" if parts.port is None or parts.port in _DEFAULT_PORTS else f":{parts.port}"
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _TRACKING and not name.lower().startswith(_TRACKING_PREFIXES)
    ]
    path = parts.path.rstrip("/")
    if not path and not kept:
        return None
    query = f"?{urlencode(kept)}" if kept else ""
    return f"https://{parts.hostname.rstrip('.')}{port}{path or '/'}{query}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts

"""What keeps strangers out of the desk: only its own host name, only its own pages' forms, only its own scripts.

A web page elsewhere can send requests to a program on this computer. Its requests carry a Host that it cannot choose
for a loopback address without DNS rebinding (refused here), and an Origin that is its own (refused for every write).
Reading its answers is what browsers forbid it; no header here allows it.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Collection, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["CSRF_FIELD", "Guards", "csrf_token", "is_loopback", "same_token"]

CSRF_FIELD = "csrf"
_TOKEN = "token"
_SAFE = ("GET", "HEAD")
_MOST_BYTES = 50 * 1024 * 1024
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # Not 'no-referrer': with it browsers send the desk's own forms with the Origin 'null', as if from elsewhere.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Guards:
    """Around the application: refuses foreign hosts and cross-site writes, asks for the token, sets the headers.

    hosts: the names by which the desk may be called, without port, besides loopback's. token: what every request must
    know (in its cookie, or once in the URL); None where only loopback is bound.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] = (), token: str | None = None) -> None:
        self._app, self._token = app, token
        self._hosts = {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = _host_of(headers.get("host", ""))
        if host is None or not (host in self._hosts or is_loopback(host)):
            return PlainTextResponse(
                f"The desk is not called {host or 'that'}. Open it at the address that onrecord desk printed.\n", 421
            )
        if self._token is not None:
            refused = self._without_token(scope, headers)
            if refused is not None:
                return refused
        if scope["method"] not in _SAFE and not _of_own_page(headers):
            return PlainTextResponse("This form came from another page. Use the desk's own.\n", 403)
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length[:12]) > _MOST_BYTES:
            return PlainTextResponse(f"Too much at once. Send at most {_MOST_BYTES:,} bytes.\n", 413)
        return None

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        assert self._token is not None
        if same_token(_cookies(headers).get(_TOKEN, ""), self._token):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in asked if name == _TOKEN]
        if not (given and same_token(given[-1], self._token) and scope["method"] in _SAFE):
            told = "This desk asks for its token. Open the address that onrecord desk printed.\n"
            return PlainTextResponse(told, 401)
        # The token leaves the address at once, so that it is not copied along with it.
        rest = urlencode([(name, value) for name, value in asked if name != _TOKEN])
        response = RedirectResponse("/" + scope["path"].lstrip("/") + (f"?{rest}" if rest else ""), 303)
        response.set_cookie(_TOKEN, self._token, httponly=True, samesite="strict", path="/")
        return response


def is_loopback(host: str) -> bool:
    """Whether a host name or address, without port or brackets, is this computer itself."""
    if host.lower() in ("localhost", "localhost."):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def csrf_token(secret: bytes, browser: str) -> str:
    """What the forms that a browser gets must send back; another browser's forms, or none, do not know it."""
    return hmac.new(secret, browser.encode(), hashlib.sha256).hexdigest()


def same_token(given: str, known: str) -> bool:
    """Whether a token is the right one, without telling by the time it takes how much of it is."""
    return secrets.compare_digest(given.encode(), known.encode())


def _of_own_page(headers: Headers) -> bool:
    """Whether a browser says that one of the desk's own pages sends this; a write that does not say so is refused."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == headers.get("host", "").lower()


def _host_of(header: str) -> str | None:
    """The host of a Host header without its port; None for what is none."""
    if not header or any(char in header for char in "/\\@?#, \t"):
        return None
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port
    except ValueError:
        return None
    return parts.hostname


def _cookies(headers: Headers) -> Mapping[str, str]:
    jar = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: one.value for name, one in jar.items()}

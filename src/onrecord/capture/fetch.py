"""Fetches pages politely: robots.txt (RFC 9309), a pause between requests to one host, and bounds on everything.

The network, the clock and the name resolver are passed in, so that tests need none of them.
"""

from __future__ import annotations

import datetime
import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies

from onrecord.capture.limits import Limits
from onrecord.capture.opening import shown
from onrecord.errors import FetchError
from onrecord.version import __version__

if TYPE_CHECKING:
    import httpx

__all__ = ["USER_AGENT", "Fetched", "Fetcher", "Validators"]

USER_AGENT = f"OnRecord/{__version__} (keeps a record of the news for one reader)"
_ROBOT = "OnRecord"
_ROBOTS_LIMIT = 512_000
_LONGEST_PAUSE = 60.0
_REDIRECTS = {301, 302, 303, 307, 308}
_ACCEPTED = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said by which to ask later whether a page has changed (RFC 9110, conditional requests)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was answered: ``url`` after redirects, ``retrieved`` in UTC (ISO 8601)."""

    url: str
    data: bytes
    media_type: str | None
    charset: str | None
    retrieved: str


@dataclass(slots=True)
class _Host:
    """What is known of one origin: its rules, and when it was last asked."""

    rules: Any = None
    pause: float = 0.0
    asked: float | None = None


@dataclass(slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    data: bytes = b""
    location: str | None = field(default=None)


def _addresses(host: str) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)]


class Fetcher:
    """Fetches one page at a time.

    transport: an ``httpx`` transport (the network where None). delay: seconds between two requests to one host; a
    longer ``Crawl-delay`` of its robots.txt counts. timeout: seconds for connecting and between two pieces of an
    answer; an answer may take ten times as long in all. redirects: how many are followed. private: whether addresses
    that are not of the public internet (this machine, the local network) may be asked. validators: by address, what
    earlier answers said; kept up to date, so that a caller may store and reuse it. resolve, sleep, clock, now: the
    name resolver and the time.
    """

    def __init__(
        self,
        *,
        transport: httpx.BaseTransport | None = None,
        user_agent: str = USER_AGENT,
        delay: float = 1.0,
        timeout: float = 20.0,
        redirects: int = 5,
        limits: Limits = Limits(),
        private: bool = False,
        validators: MutableMapping[str, Validators] | None = None,
        resolve: Callable[[str], Iterable[str]] = _addresses,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    ) -> None:
        import httpx

        self._client = httpx.Client(
            transport=transport,
            timeout=timeout,
            follow_redirects=False,
            headers={"User-Agent": user_agent, "Accept": _ACCEPTED},
        )
        self._delay, self._timeout, self._redirects, self._private = delay, timeout, redirects, private
        self._limits = limits
        self._resolve, self._sleep, self._clock, self._now = resolve, sleep, clock, now
        self.validators: MutableMapping[str, Validators] = {} if validators is None else validators
        self._hosts: dict[str, _Host] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def fetch(self, url: str) -> Fetched | None:
        """The page at ``url``, or None if it has not changed since ``validators`` were noted.

        Raises ``FetchError`` where it may not be fetched (robots.txt, a private address), or could not be.
        """
        asked, at = url, url
        for _ in range(self._redirects + 1):
            host = self._host(at)
            if host.rules is not None and not host.rules.can_fetch(at, _ROBOT):
                raise FetchError(shown(url), "its robots.txt asks not to fetch it", "Save the page from a browser")
            answer = self._ask(at, self._conditions(asked), self._limits.page)
            if answer.status == 304:
                return None
            if answer.location is None:
                return self._fetched(asked, at, answer)
            at = answer.location
        raise FetchError(shown(url), f"more than {self._redirects} redirects", "Name the page's final address")

    def _fetched(self, asked: str, at: str, answer: _Answer) -> Fetched:
        if not 200 <= answer.status < 300:
            later = answer.status == 429 or answer.status >= 500
            advice = "Try again later" if later else "Check the address; the page may be gone or need a login"
            raise FetchError(shown(asked), f"the server answered {answer.status}", advice)
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        if etag or modified:
            self.validators[asked] = Validators(etag, modified)
        media_type, _, parameters = answer.headers.get("content-type", "").partition(";")
        charset = parameters.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
        retrieved = self._now().astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Fetched(at, answer.data, media_type.strip().lower() or None, charset or None, retrieved)

    def _conditions(self, url: str) -> dict[str, str]:
        known = self.validators.get(url)
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known else {}
        return {name: value for name, value in headers.items() if value}

    def _host(self, url: str) -> _Host:
        """The host of an address, its robots.txt read; raises ``FetchError`` for one that may not be asked."""
        parts = self._checked(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._hosts:
            self._hosts[origin] = _Host(pause=self._delay)
            self._hosts[origin].rules = self._robots(origin)
            stated = self._hosts[origin].rules.crawl_delay(_ROBOT) if self._hosts[origin].rules else None
            self._hosts[origin].pause = min(max(self._delay, stated or 0.0), _LONGEST_PAUSE)
        return self._hosts[origin]

    def _robots(self, origin: str) -> Any:
        """The rules of an origin. None (all may be fetched) if it has none; all is forbidden if they can't be read."""
        from protego import Protego

        at = f"{origin}/robots.txt"
        for _ in range(self._redirects + 1):
            try:
                answer = self._ask(at, {}, _ROBOTS_LIMIT, whole=False)
            except FetchError as fault:
                raise FetchError(origin, f"robots.txt: {fault.found}", fault.advice) from fault
            if answer.location is None:
                break
            at = answer.location
            self._checked(at)
        if 200 <= answer.status < 300:
            return Protego.parse(answer.data.decode("utf-8", "replace"))
        return Protego.parse("User-agent: *\nDisallow: /") if answer.status >= 500 or answer.status == 429 else None

    def _checked(self, url: str) -> Any:
        """The parts of an address that may be asked."""
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
            _ = parts.port
        except ValueError:
            raise FetchError(shown(url), "no valid address", "Check it") from None
        if parts.scheme not in ("http", "https") or not host:
            raise FetchError(shown(url), "no http or https address", "Name a page on the web, or a file")
        if parts.username or parts.password:
            raise FetchError(f"{parts.scheme}://{host}", "an address with a name or password in it", "Leave them out")
        if not self._private:
            self._check_public(url, host)
        return parts

    def _check_public(self, url: str, host: str) -> None:
        try:
            addresses = list(self._resolve(host))
        except (OSError, UnicodeError):
            if getproxies():  # behind a proxy, names may only resolve there
                return
            raise FetchError(shown(url), f"no host of the name {shown(host)} was found", "Check the address") from None
        for address in addresses:
            number = ipaddress.ip_address(address.split("%")[0])
            mapped = getattr(number, "ipv4_mapped", None) or number
            if not mapped.is_global or mapped.is_multicast:
                raise FetchError(
                    shown(url),
                    f"{shown(host)} is not on the public internet ({address})",
                    "Allow private addresses if you mean it",
                )

    def _ask(self, url: str, headers: dict[str, str], limit: int, *, whole: bool = True) -> _Answer:
        """One request, after the host's pause. ``whole``: more than ``limit`` is an error, not a cut."""
        import httpx

        parts = urlsplit(url)
        host = self._hosts.get(f"{parts.scheme}://{parts.netloc}") or _Host(pause=self._delay)
        if host.asked is not None and (wait := host.asked + host.pause - self._clock()) > 0:
            self._sleep(wait)
        begun = self._clock()
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                answer = _Answer(response.status_code, response.headers)
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    answer.location = urljoin(url, response.headers["location"])
                    return answer
                data = bytearray()
                for chunk in response.iter_bytes():
                    data += chunk
                    if len(data) > limit:
                        if not whole:
                            break
                        raise FetchError(shown(url), f"larger than {limit / 1e6:g} MB", "No single page of news is")
                    if self._clock() - begun > 10 * self._timeout:
                        raise FetchError(shown(url), "the answer did not end", "Try again later")
                answer.data = bytes(data)
                return answer
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as fault:
            words = str(fault) or type(fault).__name__
            found = f"could not be fetched ({shown(words)})"
            raise FetchError(shown(url), found, "Check the address, or try later") from None
        finally:
            host.asked = self._clock()

"""Polite fetching, without a network: what is asked, how often, and what is not."""

import datetime
import gzip
from collections.abc import Callable, Iterator

import httpx
import pytest

from onrecord.capture import Limits, captures
from onrecord.capture.fetch import Fetcher, Validators
from onrecord.errors import FetchError
from onrecord.model import Capture, Refusal

PAGE = "<!DOCTYPE html><html><body><h1>Harbour to close</h1><p>It closes on Monday.</p></body></html>"
NOON = datetime.datetime(2023, 2, 22, 12, 0, tzinfo=datetime.UTC)
Site = dict[str, httpx.Response | Callable[[httpx.Request], httpx.Response]]


class Web:
    """A web made of a table; keeps what was asked, and a clock that only sleeping moves."""

    def __init__(self, pages: Site, hosts: dict[str, str] | None = None) -> None:
        self.pages, self.hosts = pages, hosts or {}
        self.asked: list[str] = []
        self.requests: list[httpx.Request] = []
        self.slept: list[float] = []
        self.time = 0.0

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url))
        self.requests.append(request)
        found = self.pages.get(str(request.url), httpx.Response(404))
        return found(request) if callable(found) else found

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def fetcher(self, **options: object) -> Fetcher:
        return Fetcher(
            transport=httpx.MockTransport(self.answer),
            resolve=lambda host: [self.hosts.get(host, "93.184.215.14")],
            sleep=self.sleep,
            clock=lambda: self.time,
            now=lambda: NOON,
            **options,  # type: ignore[arg-type]
        )


def html(words: str = PAGE, **headers: str) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "text/html; charset=UTF-8"} | headers, text=words)


def moved(to: str) -> httpx.Response:
    return httpx.Response(302, headers={"location": to})


def refused(web: Web, url: str, **options: object) -> str:
    with pytest.raises(FetchError) as fault:
        web.fetcher(**options).fetch(url)
    return str(fault.value)


def test_a_page_is_fetched_with_an_honest_name() -> None:
    web = Web({"https://news.test/a": html()})
    fetched = web.fetcher().fetch("https://news.test/a")
    assert fetched is not None
    assert fetched.data.decode() == PAGE
    assert (fetched.media_type, fetched.charset) == ("text/html", "utf-8")
    assert fetched.retrieved == "2023-02-22T12:00:00Z"
    assert web.asked == ["https://news.test/robots.txt", "https://news.test/a"]
    assert web.requests[-1].headers["user-agent"].startswith("OnRecord/")


def test_robots_txt_is_obeyed_and_read_once() -> None:
    rules = httpx.Response(200, text="User-agent: *\nDisallow: /private/\n")
    web = Web({"https://news.test/robots.txt": rules, "https://news.test/a": html(), "https://news.test/b": html()})
    fetcher = web.fetcher()
    assert fetcher.fetch("https://news.test/a")
    with pytest.raises(FetchError, match=r"robots\.txt asks not to fetch it"):
        fetcher.fetch("https://news.test/private/x")
    assert fetcher.fetch("https://news.test/b")
    assert web.asked.count("https://news.test/robots.txt") == 1
    assert "https://news.test/private/x" not in web.asked


def test_a_site_whose_rules_cannot_be_read_is_left_alone() -> None:
    web = Web({"https://news.test/robots.txt": httpx.Response(503), "https://news.test/a": html()})
    assert "robots.txt" in refused(web, "https://news.test/a")
    assert web.asked == ["https://news.test/robots.txt"]


def test_one_host_is_asked_with_a_pause_and_others_without() -> None:
    web = Web({f"https://{host}.test/{page}": html() for host in "ab" for page in "123"})
    fetcher = web.fetcher(delay=2.0)
    for url in ("https://a.test/1", "https://b.test/1", "https://a.test/2"):
        fetcher.fetch(url)
    assert web.slept == [2.0, 2.0]  # after each host's robots.txt; a.test/2 comes when b.test's pause is over


def test_a_longer_crawl_delay_counts() -> None:
    rules = httpx.Response(200, text="User-agent: *\nCrawl-delay: 7\n")
    web = Web({"https://news.test/robots.txt": rules, "https://news.test/a": html()})
    web.fetcher(delay=1.0).fetch("https://news.test/a")
    assert web.slept == [7.0]


def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("if-none-match") == '"v1"':
            return httpx.Response(304)
        return html(etag='"v1"', **{"last-modified": "Wed, 22 Feb 2023 10:00:00 GMT"})

    web = Web({"https://news.test/a": answer})
    known: dict[str, Validators] = {}
    assert web.fetcher(validators=known).fetch("https://news.test/a")
    assert known["https://news.test/a"] == Validators('"v1"', "Wed, 22 Feb 2023 10:00:00 GMT")
    assert web.fetcher(validators=known).fetch("https://news.test/a") is None
    assert list(captures(["https://news.test/a"], fetcher=web.fetcher(validators=known))) == []


def test_redirects_are_followed_up_to_a_bound() -> None:
    pages: Site = {f"https://news.test/{n}": moved(f"/{n + 1}") for n in range(9)}
    web = Web(pages | {"https://news.test/9": html()})
    fetched = web.fetcher().fetch("https://news.test/6")
    assert fetched is not None
    assert fetched.url == "https://news.test/9"
    assert "more than 5 redirects" in refused(web, "https://news.test/0")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://news.test/a", "no http or https address"),
        ("http://router.test/", "not on the public internet (192.168.1.1)"),
        ("http://mapped.test/", "not on the public internet"),
        ("http://metadata.test/latest", "not on the public internet"),
        ("https://anna:geheim@news.test/", "an address with a name or password in it"),
        ("http://[broken/", "no valid address"),
    ],
)
def test_addresses_that_may_not_be_asked(url: str, words: str) -> None:
    hosts = {"router.test": "192.168.1.1", "mapped.test": "::ffff:127.0.0.1", "metadata.test": "169.254.169.254"}
    web = Web({}, hosts)
    line = refused(web, url)
    assert words in line
    assert "geheim" not in line
    assert web.asked == []


@pytest.mark.parametrize("to", ["http://localhost:8080/admin", "file:///etc/passwd"])
def test_a_redirect_does_not_lead_where_one_may_not_go(to: str) -> None:
    web = Web({"https://news.test/a": moved(to)}, {"localhost": "127.0.0.1"})
    refused(web, "https://news.test/a")
    assert web.asked[-1] == "https://news.test/a"


def test_private_addresses_are_asked_when_allowed() -> None:
    web = Web({"http://localhost:8080/a": html()}, {"localhost": "127.0.0.1"})
    assert web.fetcher(private=True).fetch("http://localhost:8080/a")


def test_an_answer_that_is_too_large_is_broken_off() -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 10_000
            yield b"x" * 10_000

    web = Web({"https://news.test/a": lambda _: httpx.Response(200, content=endless())})
    assert "larger than 0.1 MB" in refused(web, "https://news.test/a", limits=Limits(page=100_000))
    assert sent < 500_000


def test_a_packed_bomb_is_broken_off() -> None:
    packed = gzip.compress(b"x" * 50_000_000)
    web = Web({"https://news.test/a": httpx.Response(200, headers={"content-encoding": "gzip"}, content=packed)})
    assert "larger than" in refused(web, "https://news.test/a")


@pytest.mark.parametrize(("status", "advice"), [(404, "may be gone"), (403, "login"), (429, "later"), (500, "later")])
def test_other_answers_are_refused(status: int, advice: str) -> None:
    line = refused(Web({"https://news.test/a": httpx.Response(status)}), "https://news.test/a")
    assert f"the server answered {status}" in line
    assert advice in line


def test_a_broken_connection_is_a_refusal_of_that_source_alone() -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("timed out", request=request)

    web = Web({"https://news.test/a": fail, "https://news.test/b": html()})
    first, second = captures(["https://news.test/a", "https://news.test/b"], fetcher=web.fetcher())
    assert isinstance(first, Refusal)
    assert "timed out" in first.found
    assert isinstance(second, Capture)
    assert (second.url, second.retrieved) == ("https://news.test/b", "2023-02-22T12:00:00Z")

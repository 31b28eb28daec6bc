"""What holds in every room: no fault in the browser, no serious finding of axe, no sideways scroll, a small page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from onrecord.desk.rooms import ROOMS
from tests.browser.conftest import SHOTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

LISTS = [room.path for room in ROOMS if "{" not in room.path]
_MOST_BYTES = 300_000


def check(page: Page, name: str) -> None:
    """What each page has to be, in whatever kind of browser."""
    page.wait_for_load_state("networkidle")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name} scrolls sideways by {wide} px"
    found = Axe().run(page).response["violations"]
    serious = [
        f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert not serious, f"{name}: {serious}"
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (380, True)])
def test_a_room(open_page: Callable[..., Page], path: str, width: int, dark: bool) -> None:
    page = open_page(path, width=width, dark=dark)
    check(page, f"{path.strip('/') or 'start'}-{width}-{'dark' if dark else 'light'}".replace("/", "-"))


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (380, False), (380, True)])
def test_the_story(open_page: Callable[..., Page], story_path: str, width: int, dark: bool) -> None:
    check(open_page(story_path, width=width, dark=dark), f"story-{width}-{'dark' if dark else 'light'}")


@pytest.mark.parametrize("path", LISTS)
def test_a_page_is_small(open_page: Callable[..., Page], path: str) -> None:
    weights: list[int] = []
    page = open_page("/static/icon.svg")
    page.on("response", lambda answer: weights.append(len(answer.body())))
    page.goto(page.url.removesuffix("/static/icon.svg") + path, wait_until="networkidle")
    assert weights
    assert sum(weights) < _MOST_BYTES


@pytest.mark.parametrize("path", LISTS)
def test_a_room_reads_without_a_script(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path, script=False)
    assert page.locator("main h1").first.inner_text().strip()

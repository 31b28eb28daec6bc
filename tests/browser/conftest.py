"""The desk in a real browser: Debian's Chromium, without a window, driven by Playwright.

Where no Chromium is found the tests say so and are skipped; CI installs one, and fails if they are skipped there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord import Record
from tests.desk.read_once import INVENTED, read_once
from tests.desk.served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SHOTS = os.environ.get("ONRECORD_SCREENSHOTS")
_LOAD = 20_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once a run."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: .ci/run installs it")
        pytest.skip("no Chromium was found: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def record_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record that tests in the browser look at, read once a run."""
    return read_once(tmp_path_factory, "invented.record", INVENTED)


@pytest.fixture
def desk_record(record_read: Path, tmp_path: Path) -> Path:
    """A copy of the record that a test may write to."""
    return Path(shutil.copy(record_read, tmp_path / "desk.record"))


@pytest.fixture
def address(desk_record: Path) -> Iterator[str]:
    """The address of a desk that serves the record, without a slash at its end."""
    with served(desk_record) as address:
        yield address


@pytest.fixture
def faults() -> list[str]:
    """What the browser complained of; a test ends well only if it is empty."""
    return []


@pytest.fixture
def open_page(browser: Browser, address: str, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a path of the desk in a fresh browser profile; ``width``, ``dark`` and ``script`` say in what kind."""
    contexts: list[Any] = []

    def opened(path: str, *, width: int = 1440, dark: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_LOAD)
        page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The desk's start in a wide, light browser."""
    return open_page("/")


@pytest.fixture
def story_path(desk_record: Path) -> str:
    """Where the story of the ferry dispute is."""
    with Record.open(desk_record, read_only=True) as record:
        (hit,) = record.search('"skipping safety checks" accused Tuesday')
    return f"/story/{hit.story.id}"

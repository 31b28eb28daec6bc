"""The desk's tutorial, step by step in a browser. With ONRECORD_SCREENSHOTS=FOLDER the steps leave their pictures.

    ONRECORD_SCREENSHOTS=docs/tutorial pytest tests/browser/test_tutorial.py
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import SHOTS
from tests.desk.read_once import EXAMPLES, read_once
from tests.desk.served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial"


@pytest.fixture(scope="session")
def examples_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return read_once(tmp_path_factory, "examples.record", [str(EXAMPLES)])


@pytest.fixture
def desk(examples_read: Path, tmp_path: Path, browser: Browser) -> Iterator[Page]:
    copy = Path(shutil.copy(examples_read, tmp_path / "onrecord.record"))
    with served(copy) as address:
        context = browser.new_context(viewport={"width": 1200, "height": 720}, reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(address)
        yield page
        context.close()


def shoot(page: Page, name: str) -> None:
    """The picture of a step, which the page of the tutorial names."""
    page.wait_for_load_state("networkidle")
    assert f"desk-{name}.png" in (TUTORIAL / "desk.md").read_text()
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"desk-{name}.png"))


def go(page: Page, key: str, room: str) -> None:
    page.keyboard.press("g")
    page.keyboard.press(key)
    page.wait_for_url(f"**{room}*")


def test_the_tutorial(desk: Page) -> None:
    assert "12 stories on record" in desk.locator("h1").inner_text()
    shoot(desk, "start")

    desk.keyboard.press("/")
    desk.keyboard.type("dockers")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/stories?words=dockers")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/story/**")
    assert desk.locator(".card").count() > 5
    desk.locator(".text .cue").first.hover()
    shoot(desk, "story")

    go(desk, "t", "/statements")
    desk.locator("#f-who").fill("Delacroix")
    desk.locator("#f-who").press("Enter")
    desk.wait_for_url("**who=Delacroix**")
    assert desk.locator(".rows > li").count() >= 2
    shoot(desk, "statements")
    desk.keyboard.press("Escape")

    go(desk, "e", "/events")
    assert desk.locator(".rows > li").count() > 5
    shoot(desk, "events")

    go(desk, "r", "/review")
    shoot(desk, "review")


def test_each_picture_of_the_tutorial_is_there() -> None:
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (TUTORIAL / "desk.md").read_text())
    assert shown
    for name in shown:
        assert (TUTORIAL / name).stat().st_size < 250_000, name

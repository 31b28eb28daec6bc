"""Review by keys alone, in a browser: deciding, jumping, correcting, taking back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord import Record
from tests.browser.test_every_room import check

if TYPE_CHECKING:
    from playwright.sync_api import Page


def verbs(path: Path) -> list[str]:
    with Record.open(path, read_only=True) as record:
        return [made.verb for made in record.judgements()]


def shown(page: Page) -> str:
    return page.locator("[data-item] input[name=id]").get_attribute("value") or ""


def sign(page: Page) -> None:
    page.get_by_label("Your name").fill("mk")
    page.keyboard.press("Escape")


def test_a_round_of_review_by_keys(open_page: Callable[..., Page], desk_record: Path) -> None:
    page = open_page("/review?kind=event")
    first = shown(page)
    # Without a name nothing is decided: the browser asks for it.
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.name") == "by"
    sign(page)
    page.keyboard.press("a")
    page.wait_for_url("**done=*")
    assert verbs(desk_record) == ["confirm"]
    assert shown(page) != first
    # The name is known now.
    second = shown(page)
    page.keyboard.press("x")
    page.wait_for_function("id => document.querySelector('[data-item] input[name=id]').value !== id", arg=second)
    assert verbs(desk_record) == ["confirm", "reject"]
    page.keyboard.press("u")
    page.wait_for_url("**row=*")
    assert shown(page) == second
    assert verbs(desk_record) == ["confirm", "reject", "undo"]


@pytest.mark.parametrize("key", ["s", "j", "ArrowRight"])
def test_jumping_decides_nothing(open_page: Callable[..., Page], desk_record: Path, key: str) -> None:
    page = open_page("/review")
    page.get_by_label("Your name").fill("mk")
    page.keyboard.press("Escape")
    first = shown(page)
    page.keyboard.press(key)
    page.wait_for_url("**offset=1")
    assert shown(page) != first
    page.keyboard.press("k")
    page.wait_for_url("**offset=0")
    assert shown(page) == first
    assert verbs(desk_record) == []


def test_what_follows_g_goes_to_a_room_and_decides_nothing(open_page: Callable[..., Page], desk_record: Path) -> None:
    page = open_page("/review")
    sign(page)
    page.keyboard.press("g")
    page.keyboard.press("x")
    page.wait_for_timeout(300)
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_url("**/who")
    assert verbs(desk_record) == []


def test_correcting_by_keys(open_page: Callable[..., Page], desk_record: Path) -> None:
    page = open_page("/review?kind=statement")
    sign(page)
    page.keyboard.press("c")
    page.keyboard.type("warn")
    if page.locator("#value-act").input_value() != "warn":  # it was one already, and went on to the next of the letter
        page.locator("#value-act").select_option("warn")
    changed = page.locator("tr.changed").count()
    # Enter sends the correction, and never accepts.
    page.locator("#reason").press("Enter")
    if changed:
        page.wait_for_url("**done=*")
    assert verbs(desk_record) == ["correct"] * changed


@pytest.mark.parametrize("kind", ["statement", "event", "commitment"])
@pytest.mark.parametrize(("width", "dark"), [(1440, True), (380, False)])
def test_a_decision_of_each_kind(open_page: Callable[..., Page], kind: str, width: int, dark: bool) -> None:
    page = open_page(f"/review?kind={kind}", width=width, dark=dark)
    check(page, f"review-{kind}-{width}-{'dark' if dark else 'light'}")


def test_deciding_works_without_a_script(open_page: Callable[..., Page], desk_record: Path) -> None:
    page = open_page("/review", script=False)
    page.get_by_label("Your name").fill("mk")
    page.get_by_role("button", name="Reject").click()
    page.wait_for_url("**done=*")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**row=*")
    assert verbs(desk_record) == ["reject", "undo"]

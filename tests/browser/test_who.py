"""Who, in a browser: typing finds, the dossier opens, it reads on every width."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_every_room import check

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_typing_finds_and_the_first_row_opens_by_keys(open_page: Callable[..., Page]) -> None:
    page = open_page("/who")
    name = page.locator(".people h2").first.inner_text()
    page.locator("#f-who").press_sequentially(name[:4].lower(), delay=20)
    page.wait_for_url("**/who?who=*")
    assert name in page.locator(".people h2").all_inner_texts()
    page.locator("#f-who").blur()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/who/n*")
    assert page.locator("h1").inner_text() in page.title()


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (380, False), (380, True)])
def test_the_dossier(open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page("/who?kind=person", width=width, dark=dark)
    page.locator(".people h2 a").first.click()
    check(page, f"dossier-{width}-{'dark' if dark else 'light'}")


def test_a_merge_works_without_a_script(open_page: Callable[..., Page]) -> None:
    page = open_page("/who?kind=person", script=False)
    one, other = page.locator(".people h2").all_inner_texts()[:2]
    page.locator(".people h2 a").first.click()
    page.get_by_label("name or id").fill(other)
    page.get_by_label("Your name").fill("mk")
    # It may well lead to the very page that it came from.
    with page.expect_navigation():
        page.get_by_role("button", name="They are one").click()
    names = page.locator("#names tbody th").all_inner_texts()
    assert {one, other} <= set(names)

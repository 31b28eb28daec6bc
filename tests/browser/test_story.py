"""The story in a browser: parts that light each other, layers, keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opens = Callable[..., "Page"]


def test_pointing_at_a_cue_lights_the_statement(open_page: Opens, story_path: str) -> None:
    page = open_page(story_path)
    cue = page.locator("p", has_text="They knew the radar was broken and").locator(".cue").first
    row = cue.get_attribute("data-rows").split()[0]  # type: ignore[union-attr]
    cue.hover()
    lit = page.locator(f".lit[data-rows~='{row}']")
    assert lit.count() >= 3
    assert page.locator(f"#card-{row}.lit").count() == 1


def test_a_layer_goes_off_and_on(open_page: Opens, story_path: str) -> None:
    page = open_page(story_path)
    card = page.locator(".card.event").first
    assert card.is_visible()
    page.uncheck("#layer-events")
    assert not card.is_visible()
    page.check("#layer-events")
    assert card.is_visible()


def test_brackets_go_from_card_to_card(open_page: Opens, story_path: str) -> None:
    page = open_page(story_path)
    page.keyboard.press("]")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("]")
    second = page.evaluate("document.activeElement.id")
    assert first.startswith("card-")
    assert second.startswith("card-")
    assert first != second
    page.keyboard.press("[")
    assert page.evaluate("document.activeElement.id") == first


def test_a_trigger_leads_to_its_card_without_a_script(open_page: Opens, story_path: str) -> None:
    page = open_page(story_path, script=False)
    page.locator(".text a.trigger").first.click()
    assert "#card-" in page.url


def test_letters_go_to_rooms_and_slash_to_the_search(page: Page) -> None:
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/stories")
    page.keyboard.press("/")
    page.keyboard.type("radar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories?words=radar")
    assert page.locator(".rows .sentence", has_text="radar was broken").count() >= 1
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/**")

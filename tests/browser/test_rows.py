"""The rooms of rows in a browser: filters without a page load, keys, what differs, and all of it without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_every_room import check

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opens = Callable[..., "Page"]


def test_statements_narrow_down_and_the_address_says_so(open_page: Opens) -> None:
    page = open_page("/statements")
    before = page.locator(".rows > li").count()
    page.fill("#f-who", "Kessel")
    page.click(".filters button")
    page.wait_for_url("**/statements?who=Kessel**")
    page.wait_for_function(f"document.querySelectorAll('.rows > li').length < {before}")
    assert set(page.locator("p.speaker").all_inner_texts()) == {"Mira Kessel"}
    page.go_back()
    page.wait_for_url(re.compile(r"/statements$"))


def test_a_facet_narrows_down_and_widens_again(open_page: Opens) -> None:
    page = open_page("/statements", script=False)
    page.click(".facets >> text=promise")
    assert page.url.endswith("/statements?act=promise")
    assert set(page.locator(".act").all_inner_texts()) == {"promise"}
    page.click(".facets a[aria-current]")
    assert page.url.endswith("/statements")


def test_keys_go_from_row_to_row_and_open_one(open_page: Opens) -> None:
    page = open_page("/statements?who=Kessel&mode=direct&order=oldest")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements/*")
    assert page.locator("del").last.inner_text().strip() == "and they sailed all the same"
    check(page, "statement")


@pytest.mark.parametrize("width", [1440, 380])
def test_an_event_over_its_stories(open_page: Opens, width: int) -> None:
    page = open_page("/events?type=COERCE/arrest", width=width, dark=width == 380)
    page.locator(".rows > li", has_text="2 stories").first.locator("a.opens").click()
    page.wait_for_url("**/events/*")
    assert page.locator(".details dt").count() == 6
    check(page, f"event-{width}")


def test_a_mark_of_the_timeline_leads_to_its_sentence(open_page: Opens) -> None:
    page = open_page("/timeline", script=False)
    mark = page.locator(".mark").first
    row = mark.get_attribute("href")
    mark.locator("circle, rect").click()
    assert page.url.endswith(str(row))
    assert page.locator(f"li[id='{str(row)[1:]}'] .sentence").is_visible()


def test_the_two_clocks_and_the_lanes_are_links(open_page: Opens) -> None:
    page = open_page("/timeline")
    page.click("text=When it was reported")
    page.click(".switches >> text=types")
    assert "clock=reported" in page.url
    assert "by=type" in page.url
    assert page.locator(".switches a[aria-current]").all_inner_texts() == ["When it was reported", "types", "All"]
    check(page, "timeline-reported")


def test_a_month_is_drawn_as_wide_as_a_month(open_page: Opens) -> None:
    page = open_page("/timeline?first=2021&last=2021&historical=true")
    bar = page.locator(".mark rect").first.bounding_box()
    whole = page.locator("svg.lanes").bounding_box()
    assert bar is not None
    assert whole is not None
    assert bar["width"] / whole["width"] == pytest.approx(30 / 365, abs=0.01)


@pytest.mark.parametrize("path", ["/statements", "/events", "/timeline", "/disputes", "/commitments", "/offices"])
def test_filters_work_without_a_script(open_page: Opens, path: str) -> None:
    page = open_page(path, script=False)
    page.fill("#f-who", "Nobody Of This Name")
    page.click(".filters button")
    assert "who=Nobody" in page.url
    assert page.locator(".nothing").first.is_visible()


def test_the_calendar_is_a_file(open_page: Opens) -> None:
    page = open_page("/commitments")
    with page.expect_download() as download:
        page.click("text=Due dates as a calendar")
    assert download.value.suggested_filename == "commitments.ics"

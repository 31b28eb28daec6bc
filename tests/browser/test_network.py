"""The network in a browser: a line opens its sentences, a name its own network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_every_room import check

if TYPE_CHECKING:
    from playwright.sync_api import Page


def busiest(page: Page) -> str:
    """The address of the network of somebody who acts with others."""
    return str(
        page.evaluate(
            """async () => {
              for (const row of (await (await fetch("/who.json?kind=person")).json()).rows) {
                const address = `/network?who=${row.id}`;
                const graph = (await (await fetch(address.replace("?", ".json?"))).json()).graph;
                if (graph.nodes.length > 1) return address;
              }
            }"""
        )
    )


def test_a_line_opens_its_sentences_and_a_name_its_network(open_page: Callable[..., Page]) -> None:
    page = open_page("/network")
    page.goto(page.url.removesuffix("/network") + busiest(page))
    page.locator(".wide .names a").nth(1).click()
    page.wait_for_url("**/network?who=*")
    page.locator(".wide .lines a .near").first.dispatch_event("click")
    page.wait_for_url("**/network/n*/n*")
    assert page.locator(".rows .sentence").count() >= 1


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (380, False), (380, True)])
def test_the_picture(open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page("/network", width=width, dark=dark)
    page.goto(page.url.removesuffix("/network") + busiest(page))
    assert page.locator(".network svg:visible").count() == 1
    check(page, f"network-{width}-{'dark' if dark else 'light'}")

"""What is copied from a card in a real browser, with keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from support.browser import Visit, chromium, served, until

CARD = "/document/bac-giang-2021-111-nq-tu/digital-economy-share-of-gross-product-2030"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


def test_a_figure_is_copied_with_its_citation_by_keys_alone(browser: Any) -> None:
    copied = "document.getElementById('copied').textContent"
    with Visit(browser, served()) as visit:
        page = visit.page
        visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.go(CARD)
        page.locator("#cite").evaluate("(heading) => { heading.tabIndex = -1; heading.focus(); }")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.dataset.copy") == "citation"
        page.keyboard.press("Enter")
        until(page, f"{copied} !== ''")
        held = page.evaluate("navigator.clipboard.readText()")
        assert held == page.locator("#citation").inner_text().strip()

        link = page.locator('button[data-copy="link"]')
        for _ in range(8):
            page.keyboard.press("Tab")
            if link.evaluate("(button) => button === document.activeElement"):
                break
        page.keyboard.press("Space")
        until(page, "navigator.clipboard.readText().then((t) => t.startsWith('http'))")
        held = page.evaluate("navigator.clipboard.readText()")
        assert held == page.locator("#link").input_value()
        assert urlsplit(held).path == CARD
        assert not visit.faults

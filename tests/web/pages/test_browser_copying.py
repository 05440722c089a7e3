"""What is copied from a card in a real browser, with keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from support.browser import PHONE, Visit, chromium, served, until, with_language

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


@pytest.mark.parametrize(
    ("language", "question", "figure"),
    [
        (
            "vi",
            "Theo 111-NQ/TU, Bắc Giang đặt mục tiêu kinh tế số năm 2030 bao nhiêu?",
            "khoảng 35%",
        ),
        (
            "en",
            "What is the digital economy target of Bac Giang in 111-NQ/TU for 2030?",
            "about 35%",
        ),
    ],
)
def test_on_a_phone_a_question_is_typed_its_place_opened_and_its_citation_copied(
    browser: Any, language: str, question: str, figure: str
) -> None:
    with Visit(browser, served(), width=PHONE, language=language) as visit:
        page = visit.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.go(with_language("/", language))
        page.get_by_role("searchbox").fill(question)
        page.keyboard.press("Enter")
        answer = page.locator("main section.answer").first
        assert figure in answer.inner_text()
        answered = page.url

        answer.locator("a.place").first.click()
        place = page.locator("[id='char=2513,2528']")
        assert "khoảng 35% GRDP" in place.inner_text()
        assert place.is_visible()

        page.goto(answered)
        page.locator("main section.answer li a").first.click()
        page.locator('button[data-copy="citation"]').click()
        until(page, "document.getElementById('copied').textContent !== ''")
        held = page.evaluate("navigator.clipboard.readText()")
        assert held == page.locator("#citation").inner_text().strip()
        assert "111-NQ/TU" in held
        assert not visit.faults
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide)

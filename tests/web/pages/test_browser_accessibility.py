"""Every kind of page, at a desk and on a phone, has no violation of WCAG 2.2 AA that axe finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from support.browser import DESK, KINDS, PHONE, Visit, chromium, served, with_language

axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright")

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def visits(browser: Any) -> Iterator[dict[int, Visit]]:
    """A reader at a desk and one with a phone, who go from page to page."""
    with (
        Visit(browser, served(), width=DESK) as desk,
        Visit(browser, served(), width=PHONE) as phone,
    ):
        yield {DESK: desk, PHONE: phone}


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_has_no_violation(
    visits: dict[int, Visit], kind: str, width: int
) -> None:
    # Each language once, at one width or the other.
    language = "vi" if (list(KINDS).index(kind) + (width == PHONE)) % 2 else "en"
    visit = visits[width]
    visit.go(with_language(KINDS[kind], language))
    # Folded parts are looked into as well.
    visit.page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
    found = axe_playwright.Axe().run(visit.page, options=OPTIONS)
    told = [
        f"{rule['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for rule in found.response["violations"]
        for node in rule["nodes"][:5]
    ]
    assert not told, "\n".join(told)

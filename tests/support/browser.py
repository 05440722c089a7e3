"""A real server, a real browser, and the pages of every kind, for the tests of what people see."""

from __future__ import annotations

import atexit
import contextlib
import functools
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

KINDS = {
    "home": "/",
    "home by indicator": "/?indicator=dti-rank&when=before",
    "list of areas": "/area",
    "list of indicators": "/indicator",
    "how to read": "/reading",
    "about": "/about",
    "guide": "/guide/add-a-document",
    "guide of few parts": "/guide/asking",
    "changes": "/changes",
    "releases": "/data/releases",
    "explorer": "/explore",
    "explorer, filtered": "/explore?area=tra-vinh&year=2030&sort=value",
    "comparison": "/compare",
    "comparison of an indicator": "/compare?indicator=digital-economy-share-of-gross-product",
    "comparison of every area": "/compare?every=1",
    "timeline": "/timeline",
    "timeline of an area": "/timeline?area=bac-giang",
    "ledger of coverage": "/coverage?when=before",
    "ledger of a province": "/coverage?area=lai-chau",
    "search": "/search?q=thai+nguyen",
    "document": "/document/bac-giang-2021-111-nq-tu",
    "card of a target": "/document/bac-giang-2021-111-nq-tu/dti-rank-2025",
    "card of much": "/document/vinh-phuc-muc-tieu-2025/digital-economy-share-of-gross-product-2025",
    "ranking": "/rank/digital-economy-share-of-gross-product",
    "document with a claim": "/document/thai-nguyen-2020-01-nq-tu",
    "national programme": "/document/viet-nam-2020-749-qd-ttg",
    "area": "/area/bac-ninh-from-2025",
    "country": "/area/viet-nam",
    "indicator": "/indicator/digital-economy-share-of-gross-product",
    "body": "/body/bac-ninh-dic",
    "source": "/source/thai-nguyen-nq-tu",
    "source of much": "/source/bac-giang-111-nq-tu",
    "concept": "/level/district",
    "data set": "/dataset/targets",
    "catalogue": "/queries",
    "named query": "/queries/against-national?area=tra-vinh",
    "concept scheme": "/scheme/levels",
    "graphs": "/graphs",
    "data": "/data",
    "vocabulary": "/ontology",
    "shapes": "/shapes",
    "validation": "/validation",
    "interface for programs": "/docs",
    "editor": "/sparql",
    "answer in words": "/ask?q=kinh+te+so+bac+giang+2030",
    "check of figures": "/check",
    "verdict": "/verdict/higher",
    "nothing there": "/area/bac-gian",
}
"""A page of each kind."""

DESK, PHONE = 1440, 360
"""Widths in CSS pixels."""

WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


def with_language(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


@functools.cache
def served(*data: Path) -> str:
    """The address of `dxgraph serve` on a free port, started once a process; it ends with it.

    Our own graph, or the given folders.
    """
    command = [sys.executable, "-m", "dxgraph", "serve", "--port", "0", "--workers", "2"]
    for folder in data:
        command += ["--data", str(folder)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    atexit.register(_end, process)
    assert process.stdout is not None
    for line in process.stdout:
        words = line.split()
        if len(words) > 1 and words[0] == "dxgraph:" and words[1].startswith("http://"):
            return words[1].rstrip("/")
    raise RuntimeError(f"the server did not start: exit code {process.wait()}")


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """Headless Chromium. Skips, with the reason, where it is not installed.

    It is closed with the module that uses it: while it is open, asyncio.run cannot be called.
    """
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield launched
        launched.close()
        _kept.cache_clear()


def window(
    browser: Any,
    *,
    width: int = DESK,
    height: int = 900,
    language: str = "vi",
    scripts: bool = True,
) -> Any:
    """A new page in a window of these properties, which is kept for the next who asks for it.

    Chromium takes more than a second of a processor for a window with a profile of its own, and a
    moment for one more page in it. Our pages keep nothing in a browser.
    """
    kept = _kept(browser, width, height, language, scripts)
    page = kept.new_page()
    if scripts:
        page.add_init_script(WATCH)
    return page


def leave(page: Any) -> None:
    """Close a page; the next in its window finds nothing that this one was granted or has kept."""
    page.context.clear_permissions()
    page.context.clear_cookies()
    page.close()


@functools.cache
def _kept(browser: Any, width: int, height: int, language: str, scripts: bool) -> Any:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=language,
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    context.new_page()  # With its last page a window would be closed.
    return context


def until(page: Any, expression: str, *, seconds: float = 30) -> None:
    """Wait until an expression, or what it promises, is true in a page.

    Asked from here each time: Playwright's wait_for_function asks again inside the page, by eval,
    which our security policy forbids.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"not true within {seconds} s: {expression}"
        page.wait_for_timeout(20)


class Visit:
    """A reader with a window of a width and a language, who is watched."""

    def __init__(
        self,
        browser: Any,
        site: str,
        *,
        width: int = DESK,
        language: str = "vi",
        scripts: bool = True,
    ) -> None:
        self.site = site
        self.page = window(browser, width=width, language=language, scripts=scripts)
        self.requested: list[str] = []
        self.faults: list[str] = []
        """Errors of scripts, and what the security policy forbade."""
        self.page.on("request", lambda request: self.requested.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        leave(self.page)

    def go(self, path: str) -> Any:
        """Open a page and give the answer to it."""
        return self.page.goto(self.site + path)

    def elsewhere(self) -> list[str]:
        """What was asked of other hosts."""
        return [
            address
            for address in self.requested
            if not address.startswith((self.site + "/", "data:", "blob:"))
        ]

"""/sparql in a real browser: write, complete, run, break, cancel, share and download a query."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest

from dxgraph.engine.protocol import Engine
from support.browser import DESK, PHONE, chromium, leave, until, window
from support.editor import built, serving

sync_api = pytest.importorskip("playwright.sync_api")

SHARE = "indicator:digital-economy-share-of-gross-product"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
AREAS = "SELECT ?area { ?area a dx:Area } ORDER BY ?area LIMIT 3"


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[str, Engine]]:
    built()
    with serving() as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


class Visit:
    """A page in a browser that is watched: for other hosts, and for what the policy forbids."""

    def __init__(
        self,
        browser: Any,
        address: str,
        *,
        width: int = DESK,
        language: str = "vi-VN",
        scripts: bool = True,
    ) -> None:
        self.address = address
        self.scripts = scripts
        self.page = window(browser, width=width, language=language, scripts=scripts)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog {dialog.message}"))
        self.page.on("request", lambda request: self._requested(request.url))

    def _requested(self, url: str) -> None:
        if not url.startswith((self.address + "/", "data:", "blob:")):
            self.faults.append(f"asked for {url}")

    def open(self, path: str = "/sparql") -> None:
        self.page.goto(self.address + path)
        if self.scripts:
            self.page.wait_for_selector(".cm-editor")

    def write(self, text: str) -> None:
        self.page.click(".cm-content")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def replace(self, text: str) -> None:
        """Put a text into the editor in one go, as pasting does: nothing is completed."""
        self.page.click(".cm-content")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Escape")

    def run(self, text: str) -> None:
        self.replace(text)
        self.page.click("#run")
        self.page.wait_for_selector("#cancel", state="hidden")
        until(self.page, "!document.getElementById('results').hasAttribute('aria-busy')")

    def text(self) -> str:
        """The query in the editor."""
        found: str = self.page.input_value("#query")
        return found

    def status(self) -> str:
        found: str = self.page.inner_text("#status")
        return found

    def rows(self) -> list[list[str]]:
        found = self.page.locator("table.results tr").all()
        return [row.locator("th, td").all_inner_texts() for row in found]

    def width(self) -> int:
        found: int = self.page.evaluate("document.documentElement.scrollWidth")
        return found

    def close(self) -> list[str]:
        if self.scripts:
            self.faults += self.page.evaluate("violations")
        leave(self.page)
        return self.faults


@pytest.fixture
def visit(browser: Any, site: tuple[str, Engine]) -> Iterator[Visit]:
    visit = Visit(browser, site[0])
    yield visit
    assert visit.close() == []


def test_a_query_is_run_and_its_results_lead_to_pages(visit: Visit) -> None:
    visit.open()
    assert visit.page.locator("textarea").is_hidden()
    visit.page.click("#run")
    visit.page.wait_for_selector("table.results")
    assert visit.rows()[0] == [
        *("area", "deadline", "comparator", "value", "unit", "printed", "place", "document")
    ]
    assert re.fullmatch(r"\d+ dòng", visit.status())
    visit.page.click("table.results a >> nth=0")
    assert visit.page.url.startswith(f"{visit.address}/area/")
    visit.page.go_back()
    visit.page.wait_for_selector("table.results")
    assert len(visit.rows()) > 10


def test_keys_run_and_leave_the_editor(visit: Visit) -> None:
    visit.open()
    visit.replace("ASK {}")
    visit.page.keyboard.press("Control+Enter")
    visit.page.wait_for_selector(".answer")
    assert visit.status() == "Có"
    visit.page.click(".cm-content")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.id") == "run"


def test_well_known_prefixes_are_declared_by_the_editor(visit: Visit) -> None:
    visit.open()
    visit.run(AREAS)
    assert len(visit.rows()) == 4
    assert visit.text() == f"PREFIX dx: <https://w3id.org/dxgraph/ontology#>\n{AREAS}"
    assert visit.status() == "3 dòng · đã thêm khai báo dx:"


def test_an_error_is_marked_at_its_place_and_mended(visit: Visit) -> None:
    visit.open()
    visit.run('SELECT * {\n  ?s ?p "chuyển đổi số" ) ?o\n}')
    assert "Không đọc được truy vấn từ chỗ này." in visit.page.inner_text("#results")
    assert "Dòng 2" in visit.page.inner_text("#results")
    assert visit.page.inner_text(".cm-lintRange-error") == ")"
    marked_line = visit.page.evaluate(
        "[...document.querySelectorAll('.cm-line')].findIndex("
        "(line) => line.querySelector('.cm-lintRange-error'))"
    )
    assert marked_line == 1
    assert visit.page.evaluate("document.activeElement.className").startswith("cm-content")
    visit.run("SELECT * {\n  ?s ?p ?o\n} LIMIT 1")
    assert visit.page.locator(".cm-lintRange-error").count() == 0
    assert len(visit.rows()) == 2


def test_an_unknown_prefix_is_marked(visit: Visit) -> None:
    visit.open()
    visit.run('SELECT * { ?s ?p "đ" ; nobody:knows ?o }')
    assert visit.page.inner_text(".cm-lintRange-error") == "nobody:knows"
    assert "Tiền tố nobody: chưa được khai báo." in visit.page.inner_text("#results")


def test_cancelling_ends_the_query_at_the_server(visit: Visit, site: tuple[str, Engine]) -> None:
    _, engine = site
    visit.open()
    visit.replace(RUNAWAY)
    visit.page.click("#run")
    wait_until(lambda: any(run.text == RUNAWAY for run in engine.running()))
    visit.page.click("#cancel")
    assert visit.status() == "Đã huỷ truy vấn."
    wait_until(lambda: not any(run.text == RUNAWAY for run in engine.running()))
    assert visit.page.is_hidden("#cancel")
    visit.run(AREAS)
    assert len(visit.rows()) == 4


def test_a_server_that_is_gone_is_told(visit: Visit) -> None:
    visit.open()
    visit.page.route("**/sparql", lambda route: route.abort())
    visit.run("ASK {}")
    assert visit.status() == "Không liên lạc được máy chủ. Hãy thử lại."


def test_the_address_is_the_link_to_the_results(visit: Visit, browser: Any) -> None:
    visit.open("/sparql?lang=en")
    visit.run(AREAS)
    link = visit.page.input_value("#share")
    assert link == visit.page.url.replace("+", "%20") or "query=" in visit.page.url
    other = Visit(browser, visit.address)
    other.page.goto(link)
    other.page.wait_for_selector(".cm-editor")
    assert other.rows() == visit.rows()
    assert other.text() == visit.text()
    visit.page.reload()
    visit.page.wait_for_selector("table.results")
    assert other.rows() == visit.rows()
    assert other.close() == []


def test_going_back_shows_the_query_before(visit: Visit) -> None:
    visit.open()
    visit.run("ASK {}")
    visit.run(AREAS)
    visit.page.go_back()
    visit.page.wait_for_selector(".answer")
    assert visit.text() == "ASK {}"


def test_results_are_downloaded_with_their_vietnamese_intact(visit: Visit, tmp_path: Path) -> None:
    visit.open()
    visit.run(
        f"SELECT ?label ?value {{ ?target dx:indicator {SHARE} ; dx:targetValue ?value ;"
        f" sdmx-dimension:refArea area:bac-giang . {SHARE} rdfs:label ?label"
        ' FILTER (LANG(?label) = "vi") } ORDER BY ?value'
    )
    files = {}
    for name in ("Excel", "CSV", "TSV", "JSON"):
        with visit.page.expect_download() as waiting:
            visit.page.click(f"#results .actions >> text={name}")
        download = waiting.value
        assert download.suggested_filename.startswith("dxgraph-sparql.")
        files[name] = Path(download.path()).read_bytes()
    label = "Tỷ trọng kinh tế số trong GDP hoặc GRDP"
    sheet = openpyxl.load_workbook(io.BytesIO(files["Excel"])).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [label, 25]
    assert files["CSV"].decode().splitlines()[1].startswith(f"{label},25")
    assert label in files["TSV"].decode()
    assert label in files["JSON"].decode()


# --- Completion ---------------------------------------------------------------------------------


def expect_first(visit: Visit, option: str) -> None:
    """Wait until the list begins with an option; it changes while the words are typed."""
    first = visit.page.locator(".cm-tooltip-autocomplete li >> nth=0")
    sync_api.expect(first).to_have_text(re.compile(f"^{re.escape(option)}"), timeout=30_000)


def accept(visit: Visit) -> None:
    # The list takes no key in its first moment, so that nobody chooses what was not seen.
    visit.page.wait_for_timeout(150)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".cm-tooltip-autocomplete", state="detached")


@pytest.mark.parametrize("typed", ["Tỷ trọng kinh tế số", "ty trong kinh te so", "kinh te so gdp"])
def test_an_indicator_is_found_by_its_vietnamese_name(visit: Visit, typed: str) -> None:
    visit.open()
    visit.write("SELECT * { ?target dx:indicator " + typed)
    expect_first(visit, "Tỷ trọng kinh tế số trong GDP hoặc GRDP")
    accept(visit)
    text = visit.text()
    assert f"dx:indicator {SHARE}" in text
    assert typed not in text
    assert "PREFIX indicator: <https://w3id.org/dxgraph/indicator/>\n" in text


def test_an_indicator_is_found_behind_its_prefix(visit: Visit) -> None:
    visit.open()
    visit.write("SELECT * { ?target dx:indicator indicator:kinh te so")
    expect_first(visit, "Tỷ trọng kinh tế số")
    accept(visit)
    assert f"dx:indicator {SHARE}" in visit.text()


@pytest.mark.parametrize(
    ("typed", "first", "written"),
    [
        ("SELECT * { ?t a dx:Quant", "dx:QuantifiedTarget", "?t a dx:QuantifiedTarget"),
        ("SELECT * { ?t a chi tieu dinh luong", "dx:QuantifiedTarget", "a dx:QuantifiedTarget"),
        ("SELECT * { ?t dx:dead", "dx:deadline", "?t dx:deadline"),
        ("SELECT * { ?t thoi han", "dx:deadline", "?t dx:deadline"),
        (
            "SELECT * { ?t sdmx-dimension:refA",
            "sdmx-dimension:refArea",
            "?t sdmx-dimension:refArea",
        ),
        ("SELECT * { ?t dx:area ?x . ?y ?z bac giang", "Tỉnh Bắc Giang", "?z area:bac-giang"),
        ("SELECT ?place { ?t ?p ?pl", "?place", "?p ?place"),
        ("PREFIX eli", "eli:", "PREFIX eli: <http://data.europa.eu/eli/ontology#>"),
        ("SELECT * { ?s ?p ?o } ORD", "ORDER BY", "} ORDER BY"),
    ],
)
def test_terms_things_variables_prefixes_and_keywords_are_completed(
    visit: Visit, typed: str, first: str, written: str
) -> None:
    visit.open()
    visit.write(typed)
    expect_first(visit, first)
    accept(visit)
    assert written in visit.text()


@pytest.mark.parametrize(
    "typed", ['SELECT ("kinh te so', "SELECT * # kinh te so", "SELECT * { <http://kinh", "SELECT"]
)
def test_nothing_is_proposed_in_texts_comments_and_iris(visit: Visit, typed: str) -> None:
    visit.open()
    visit.write(typed)
    visit.page.wait_for_timeout(500)
    assert visit.page.locator(".cm-tooltip-autocomplete").count() == 0


# --- For everybody ------------------------------------------------------------------------------


def test_the_examples_say_what_they_are_for_and_fill_the_editor(visit: Visit) -> None:
    visit.open()
    visit.page.click("text=Một chỉ số ở các địa bàn")
    visit.page.wait_for_selector(".cm-editor")
    assert "không lấy trung bình" in visit.page.inner_text("main")
    assert visit.text().startswith("# Một chỉ số ở các địa bàn\n")
    visit.page.click("#run")
    visit.page.wait_for_selector("table.results")
    assert len(visit.rows()) > 5


def test_the_page_is_english_for_who_reads_english(browser: Any, site: tuple[str, Engine]) -> None:
    visit = Visit(browser, site[0], language="en-GB")
    visit.open()
    visit.run(AREAS)
    assert visit.status() == "3 rows · declarations were added: dx:"
    assert visit.rows()[1] == ["An Giang province (new)"]
    visit.run("SELECT { ")
    assert "The query does not parse" in visit.page.inner_text("#results")
    visit.page.click("text=Tiếng Việt")
    assert "Truy vấn sai cú pháp" in visit.page.inner_text("#results")
    assert visit.close() == []


def test_the_page_fits_a_phone(browser: Any, site: tuple[str, Engine]) -> None:
    visit = Visit(browser, site[0], width=PHONE)
    visit.open("/sparql?example=targets-of-area")
    assert visit.width() == 360
    visit.page.click("#run")
    visit.page.wait_for_selector("table.results")
    assert visit.width() == 360
    visit.write("SELECT * { ?target dx:indicator kinh te so")
    expect_first(visit, "Tỷ trọng kinh tế số")
    assert visit.width() == 360
    visit.run("SELECT * { ?target " + "x" * 200)
    visit.page.wait_for_selector("#results .error")
    assert visit.width() == 360
    assert visit.close() == []


def test_the_same_results_without_scripts(browser: Any, site: tuple[str, Engine]) -> None:
    visit = Visit(browser, site[0], scripts=False)
    visit.open()
    visit.page.fill("textarea", AREAS)
    visit.page.click("#run")
    assert "Đã thêm khai báo còn thiếu: dx:" in visit.page.inner_text("form#ask")
    visit.page.click("#run")
    visit.page.wait_for_selector("table.results")
    assert visit.rows()[1] == ["Tỉnh An Giang (mới)"]
    assert "/sparql?query=" in visit.page.url
    assert visit.page.locator("#cancel").is_hidden()
    assert visit.close() == []


def test_markup_in_results_stays_text(visit: Visit) -> None:
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    visit.open()
    visit.run(f'SELECT ("{evil}" AS ?x) (IRI("javascript:alert(3)") AS ?y) {{}}')
    assert visit.rows()[1] == [evil, "javascript:alert(3)"]
    assert visit.page.locator("#results a[href^=javascript]").count() == 0
    visit.page.goto(f"{visit.address}/sparql?query={quote(evil)}")
    visit.page.wait_for_selector(".cm-editor")
    assert visit.text() == evil


def wait_until(true: Any, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError("it did not come true")
        time.sleep(0.05)


def test_nothing_of_the_page_comes_from_another_host(visit: Visit) -> None:
    visit.open()
    sources = visit.page.evaluate(
        "performance.getEntriesByType('resource').map((entry) => entry.name)"
    )
    assert any(re.search(r"/static/built/editor\.js\?v=", source) for source in sources)
    assert all(source.startswith(visit.address) for source in sources)


def test_letters_with_two_accents_are_whole_where_the_font_of_programs_lacks_them(
    visit: Visit,
) -> None:
    """Such fonts set "tế" as "tê´"."""
    visit.open()
    visit.page.evaluate(
        """() => {
          const said = document.createElement("code");
          said.id = "said";
          said.textContent = "tế";
          const stack = getComputedStyle(document.documentElement).getPropertyValue("--mono");
          const own = stack.slice(stack.indexOf('"whole letters"'));
          said.style.fontFamily = own.replace('"Liberation Mono",', "");
          document.body.append(said);
        }"""
    )
    tools = visit.page.context.new_cdp_session(visit.page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    node = tools.send("DOM.querySelector", {"nodeId": root, "selector": "#said"})["nodeId"]
    fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert sum(font["glyphCount"] for font in fonts) == 2

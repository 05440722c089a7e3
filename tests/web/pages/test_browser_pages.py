"""The pages as people use them: at a desk and on a phone, by mouse and by keys, without scripts."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from support.browser import DESK, KINDS, PHONE, Visit, chromium, served, until, with_language

DOCUMENT = "/document/bac-giang-2021-111-nq-tu"
SHARE = "digital-economy-share-of-gross-product"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


def in_sight(element: Any) -> bool:
    """Whether the middle of an element is in the window and nothing covers it."""
    seen = element.evaluate(
        """(element) => {
          const box = element.getBoundingClientRect();
          const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return at !== null && (element.contains(at) || at.contains(element));
        }"""
    )
    return bool(seen)


# --- Finding and sharing ----------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_a_province_is_found_without_diacritics_and_its_figure_leads_to_where_it_is_printed(
    browser: Any, scripts: bool
) -> None:
    with Visit(browser, served(), scripts=scripts) as visit:
        page = visit.page
        visit.go("/")
        page.get_by_role("searchbox").fill("bac giang")
        page.keyboard.press("Enter")
        page.get_by_role("main").get_by_role("link", name="Tỉnh Bắc Giang", exact=True).click()
        assert urlsplit(page.url).path == "/area/bac-giang"

        own = page.locator("#profile ~ details.economy")
        own.locator("summary").click()
        own.locator(f'td.number a[href$="/{SHARE}-2025"]').click()
        assert urlsplit(page.url).path == f"{DOCUMENT}/{SHARE}-2025"
        page.get_by_role("main").locator(f'a[href$="#{SHARE}-2025"]').last.click()
        assert urlsplit(page.url).path == DOCUMENT
        assert urlsplit(page.url).fragment == f"{SHARE}-2025"
        row = page.locator("tr:target")
        assert "≈ 25%" in row.inner_text()
        assert "khoảng 25% GRDP" in row.inner_text()

        row.locator('a.place[href^="/source/"]').click()
        assert urlsplit(page.url).path == "/source/bac-giang-111-nq-tu"
        printed = page.locator("tr:target")
        assert "khoảng 25% GRDP" in printed.inner_text()
        assert "2302–2317" in printed.inner_text()
        if scripts:
            assert in_sight(printed)
        assert not visit.faults


@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_on_a_phone_leads_to_its_figure_its_place_and_its_citation(
    browser: Any, scripts: bool
) -> None:
    with Visit(browser, served(), width=PHONE, scripts=scripts) as visit:
        page = visit.page
        visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.go("/")
        page.get_by_role("searchbox").fill("bac giang dat muc tieu kinh te so nam 2030 bao nhieu")
        page.keyboard.press("Enter")
        answer = page.locator("main section.answer").first
        assert "khoảng 35% GRDP" in answer.inner_text()
        place = answer.locator("a.place").first.get_attribute("href")
        assert place is not None

        answer.locator("li a").first.click()
        assert urlsplit(page.url).path == f"{DOCUMENT}/{SHARE}-2030"
        assert "khoảng 35% GRDP" in page.locator("main").inner_text()
        assert "111-NQ/TU" in page.locator("#citation").inner_text()
        if scripts:
            page.get_by_role("button", name="Chép lời trích dẫn").click()
            until(page, "document.getElementById('copied').textContent !== ''")
        page.goto(f"{served()}{urlsplit(place).path}#{urlsplit(place).fragment}")
        assert "khoảng 35% GRDP" in page.locator("main").inner_text()
        assert not visit.faults


def test_a_row_that_an_address_names_is_in_sight_and_marked(browser: Any) -> None:
    for width in (DESK, PHONE):
        with Visit(browser, served(), width=width) as visit:
            visit.go(f"{DOCUMENT}#dti-rank-2030")
            row = visit.page.locator("tr:target")
            assert in_sight(row)
            other = visit.page.locator("tr[id]:not(:target)").first
            colour = "(row) => getComputedStyle(row.lastElementChild).backgroundColor"
            mark = "(row) => getComputedStyle(row).backgroundColor"
            assert (row.evaluate(colour), row.evaluate(mark)) != (
                other.evaluate(colour),
                other.evaluate(mark),
            )


def unfolded(page: Any, selector: str) -> Any:
    """A choice of a form, whose list is opened first where it is folded."""
    found = page.locator(selector)
    if not found.is_visible():
        page.locator(f"details:not(.on-phones):has({selector}) > summary").click()
    return found


@pytest.mark.parametrize("scripts", [True, False])
def test_filters_make_an_address_that_shows_the_same_to_who_gets_it(
    browser: Any, scripts: bool
) -> None:
    with Visit(browser, served(), scripts=scripts) as visit:
        page = visit.page
        visit.go("/explore")
        for name, value in (("area", "tra-vinh"), ("year", "2030")):
            unfolded(page, f'input[name="{name}"][value="{value}"]').check()
        page.locator("#sort").select_option("value")
        page.get_by_role("button", name="Lọc").first.click()
        address = page.url
        given = parse_qs(urlsplit(address).query)
        assert given == {"area": ["tra-vinh"], "year": ["2030"], "sort": ["value"]}
        shown = page.locator("#results").inner_text()
        assert "Tỉnh Trà Vinh" in shown
        assert "Tỉnh Bắc Giang" not in page.locator("#results table").inner_text()
    with Visit(browser, served(), scripts=scripts) as friend:
        friend.page.goto(address)
        assert friend.page.locator("#results").inner_text() == shown
        # Taking the year away leaves the province.
        friend.page.get_by_role("link", name="Đến năm: 2030").click()
        assert "year" not in parse_qs(urlsplit(friend.page.url).query)
        assert friend.page.locator('input[value="tra-vinh"]').is_checked()


@pytest.mark.parametrize("width", [360, 1440])
def test_the_row_that_a_link_leads_to_lies_within_the_page(browser: Any, width: int) -> None:
    with Visit(browser, served(), width=width) as visit:
        visit.go(f"{DOCUMENT}#{SHARE}-2030")
        said = visit.page.locator("tr:target .seen").bounding_box()
        assert said is not None
        assert said["x"] + said["width"] <= width
        # So does a row of what is folded, even twice.
        visit.go("/document/viet-nam-2020-749-qd-ttg#work-files-processed-online-commune-2030")
        assert visit.page.locator("details.fold details.fold tr:target").count() == 1
        assert in_sight(visit.page.locator("tr:target"))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_comparison_is_chosen_by_its_form(browser: Any, scripts: bool) -> None:
    with Visit(browser, served(), scripts=scripts) as visit:
        page = visit.page
        visit.go("/compare?lang=vi")
        page.get_by_label("Đến năm").select_option("2030")
        unfolded(page, 'input[name="area"][value="tra-vinh"]').check()
        page.get_by_role("button", name="So sánh").click()
        given = parse_qs(urlsplit(page.url).query)
        assert given["year"] == ["2030"]
        assert given["area"] == ["tra-vinh"]
        head = page.locator(".matrix thead").inner_text()
        assert "Trà Vinh" in head
        assert "Bắc Giang" not in head
        assert "Thấp hơn" in page.locator(".matrix").inner_text()


def test_the_switch_shows_the_same_page_in_the_other_language_and_links_keep_it(
    browser: Any,
) -> None:
    with Visit(browser, served(), language="vi") as visit:
        page = visit.page
        visit.go(f"{DOCUMENT}")
        assert page.locator("html").get_attribute("lang") == "vi"
        assert page.get_by_role("heading", level=1).inner_text().startswith("Nghị quyết")
        page.get_by_role("link", name="English").click()
        assert page.locator("html").get_attribute("lang") == "en"
        assert urlsplit(page.url).path == DOCUMENT
        assert page.get_by_role("heading", level=1).inner_text().startswith("Resolution")
        assert "11 June 2021" in page.inner_text("dl.facts")
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Targets").click()
        assert page.locator("html").get_attribute("lang") == "en"
        page.get_by_role("link", name="Tiếng Việt").click()
        assert page.locator("html").get_attribute("lang") == "vi"


def test_a_browser_gets_its_own_language_where_the_address_names_none(browser: Any) -> None:
    for language in ("vi", "en"):
        with Visit(browser, served(), language=language) as visit:
            visit.go("/")
            assert visit.page.locator("html").get_attribute("lang") == language


def test_words_of_the_other_language_are_marked(browser: Any) -> None:
    """A screen reader that reads English must be told where a quotation is Vietnamese."""
    with Visit(browser, served()) as visit:
        visit.go(with_language(DOCUMENT, "en"))
        language = "(element) => element.closest('[lang]').lang"
        assert visit.page.locator(".lead").evaluate(language) == "vi"
        quotations = visit.page.locator("td.printed q")
        assert quotations.count() > 20
        assert set(quotations.evaluate_all("(all) => all.map((q) => q.lang)")) == {"vi"}
        assert visit.page.locator("a.language").evaluate(language) == "vi"
        visit.go(f"/document/ha-noi-kinh-te-so-2025-en/{SHARE}-2030")
        reported = visit.page.locator(".printed-words q")
        assert reported.get_attribute("lang") == "en", reported.inner_text()


# --- Widths, pictures, other hosts ------------------------------------------------------------


_SCREENS, _SCREEN = 6, 740
"""A page is no higher than so many screens of a phone, each so many CSS pixels."""


@dataclass
class Tour:
    """What was seen on a tour of all kinds of pages with a phone."""

    wide: dict[str, int] = field(default_factory=dict)
    """Pages wider than the phone, and how wide."""
    tall: dict[str, int] = field(default_factory=dict)
    """Pages of more than six screens, and how high."""
    elsewhere: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module", params=["vi", "en"])
def tour(browser: Any, request: pytest.FixtureRequest) -> Tour:
    seen = Tour()
    with Visit(browser, served(), width=PHONE) as visit:
        for kind, path in KINDS.items():
            visit.go(with_language(path, request.param))
            if visit.page.locator("script[src]").count():
                # What has no script asks for nothing more once it is loaded.
                visit.page.wait_for_load_state("networkidle")
            width = visit.page.evaluate("document.documentElement.scrollWidth")
            if width > PHONE:
                seen.wide[kind] = width
            height = visit.page.evaluate("document.documentElement.scrollHeight")
            if height > _SCREENS * _SCREEN:
                seen.tall[kind] = height
            seen.faults += visit.page.evaluate("window.violations")
        seen.elsewhere = visit.elsewhere()
        seen.faults += visit.faults
    return seen


def test_no_page_is_wider_than_a_phone(tour: Tour) -> None:
    assert not tour.wide


def test_no_page_is_higher_than_six_screens_of_a_phone(tour: Tour) -> None:
    assert not tour.tall


def test_what_a_phone_folds_is_open_at_a_desk_and_opens_at_a_touch(browser: Any) -> None:
    for path, selector in (
        ("/explore", "#sort"),
        ("/compare", "#year"),
        (DOCUMENT, "figure img"),
        ("/area/bac-ninh-from-2025", "figure img"),
    ):
        with Visit(browser, served(), scripts=False) as visit:
            visit.go(path)
            assert visit.page.locator(selector).is_visible(), path
            assert not visit.page.locator(
                f"details.on-phones:has({selector}) > summary"
            ).is_visible()
        with Visit(browser, served(), width=PHONE, scripts=False) as visit:
            visit.go(path)
            assert not visit.page.locator(selector).is_visible(), path
            visit.page.locator(f"details.on-phones:has({selector}) > summary").click()
            assert visit.page.locator(selector).is_visible(), path


def test_rows_that_a_phone_leaves_out_at_first_are_a_touch_away(browser: Any) -> None:
    for path in ("/area/bac-ninh-from-2025", f"/compare?indicator={SHARE}"):
        with Visit(browser, served(), scripts=False) as visit:
            visit.go(path)
            assert visit.page.locator("tr.later").count() > 1
            assert visit.page.locator("tr.later").last.is_visible()
            assert not visit.page.locator(".later-too").is_visible()
        with Visit(browser, served(), width=PHONE, scripts=False) as visit:
            visit.go(path)
            assert not visit.page.locator("tr.later").first.is_visible()
            visit.page.locator(".later-too input").check()
            assert visit.page.locator("tr.later").first.is_visible()
            assert visit.page.locator("tr.later").last.is_visible()


def test_no_page_asks_anything_of_another_host(tour: Tour) -> None:
    assert not tour.elsewhere
    assert not tour.faults


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_table_of_targets_shows_its_last_column_at_a_desk(browser: Any, language: str) -> None:
    with Visit(browser, served()) as visit:
        for path in ("/explore", "/explore?area=tra-vinh&year=2030&sort=value", "/verdict/higher"):
            visit.go(with_language(path, language))
            tables = visit.page.locator(".targets")
            assert tables.evaluate_all("all => all.every(e => e.scrollWidth <= e.clientWidth)"), (
                path
            )


def test_a_picture_that_goes_on_below_its_frame_fades_out_there_on_a_phone(browser: Any) -> None:
    with Visit(browser, served(), width=PHONE) as visit:
        visit.go("/compare")
        frame = visit.page.locator(".tall")
        visit.page.locator(".tall img").evaluate("(image) => image.decode()")
        assert frame.evaluate("(f) => f.scrollHeight > f.clientHeight")
        assert frame.evaluate("(f) => getComputedStyle(f, '::after').position") == "sticky"
        # At the end it covers nothing that is drawn.
        frame.evaluate("(f) => f.scrollTo(0, f.scrollHeight)")
        end = frame.evaluate("(f) => f.getBoundingClientRect().bottom")
        drawn = visit.page.locator(".tall img").evaluate("(i) => i.getBoundingClientRect().bottom")
        faded = frame.evaluate("(f) => parseFloat(getComputedStyle(f, '::after').height)")
        assert drawn <= end - faded + 2


@pytest.mark.parametrize("path", ["/compare", "/compare?every=1"])
def test_the_matrix_keeps_its_header_the_indicator_and_the_nation_in_sight(
    browser: Any, path: str
) -> None:
    with Visit(browser, served(), width=1024) as visit:
        visit.go(path)
        region = visit.page.locator(".matrix")
        assert region.evaluate("(region) => region.scrollWidth > region.clientWidth")
        region.evaluate("(region) => region.scrollTo(400, 600)")
        inside = region.bounding_box()
        header = region.locator("thead th").nth(1).bounding_box()
        national = region.locator("td.nation").last.bounding_box()
        first = region.locator("tbody th[scope=row]").last.bounding_box()
        assert inside
        assert header
        assert national
        assert first
        assert abs(header["y"] - inside["y"]) < 2
        assert abs(first["x"] - inside["x"]) < 2
        assert abs(national["x"] - header["x"]) < 2
        assert first["x"] + first["width"] <= national["x"] + 1


@pytest.mark.parametrize("path", ["/compare", "/compare?every=1"])
def test_the_matrix_is_a_card_an_indicator_on_a_phone(browser: Any, path: str) -> None:
    with Visit(browser, served(), width=PHONE) as visit:
        visit.go(path)
        card = visit.page.locator(".matrix tbody tr:not(.heading)").first
        within = card.bounding_box()
        assert within
        assert within["width"] <= PHONE
        cells = card.locator("td:not(:empty)")
        assert cells.count()
        for number in range(cells.count()):
            box = cells.nth(number).bounding_box()
            assert box
            assert box["x"] + box["width"] <= PHONE
            label = cells.nth(number).evaluate("(c) => getComputedStyle(c, '::before').content")
            assert label not in ("none", '""')


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("path", ["/compare", "/timeline", "/document/tra-vinh-2022-50-kh-ubnd"])
def test_a_picture_is_drawn_has_an_alternative_and_its_content_beside_it(
    browser: Any, path: str, width: int
) -> None:
    with Visit(browser, served(), width=width) as visit:
        visit.go(path)
        pictures = visit.page.locator("main figure img")
        assert pictures.count() == 1
        picture = pictures.first
        if not picture.is_visible():
            assert width == PHONE
            visit.page.locator("details:has(figure) > summary").click()
        picture.evaluate("(image) => image.decode()")
        assert picture.evaluate("(image) => image.naturalWidth") > 200
        # Drawn for this width: hardly smaller than it is, so that its words can be read.
        shown = picture.evaluate("(image) => image.clientWidth / image.naturalWidth")
        assert shown > 0.85
        assert re.search("(bảng|danh sách)", picture.get_attribute("alt") or "")
        assert visit.page.locator("main table, main ul.timeline, main h3 + ul").count()


# --- Keyboard, scripts, print -----------------------------------------------------------------

# What the window scrolls to is there at the next frame, on a busy machine the one after.
FOCUSED = """async () => {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  const at = document.activeElement;
  if (at === null || at === document.body) return null;
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  return {
    tag: at.tagName, href: at.getAttribute("href"), id: at.id,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    within: box.width > 0 && box.bottom > 0 && box.top < innerHeight
      && box.left + box.width >= 16,
  };
}"""


def test_the_first_key_offers_to_skip_to_the_content(browser: Any) -> None:
    with Visit(browser, served()) as visit:
        page = visit.page
        visit.go("/explore?lang=en")
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to the content")
        assert skip.evaluate("(link) => link === document.activeElement")
        assert in_sight(skip)
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("path", ["/", f"/compare?indicator={SHARE}", "/area/bac-ninh-from-2025"])
def test_every_link_is_reached_by_keys_and_the_focus_is_seen(
    browser: Any, path: str, width: int
) -> None:
    with Visit(browser, served(), width=width) as visit:
        page = visit.page
        page.emulate_media(reduced_motion="reduce")  # what is focused is in sight at once
        visit.go(path)
        links = page.evaluate(
            "[...document.querySelectorAll('a[href]')].filter((a) => a.checkVisibility())"
            ".map((a) => a.getAttribute('href'))"
        )
        reached: list[str] = []
        page.keyboard.press("Tab")
        while (at := page.evaluate(FOCUSED)) is not None and len(reached) < 2000:
            assert at["outlined"], at
            assert at["within"], at
            if at["tag"] == "A":
                reached.append(at["href"])
            page.keyboard.press("Tab")
        # In the order of the page, each once.
        assert reached == links


def test_no_page_needs_a_script_and_few_have_one(browser: Any) -> None:
    """The editor, and a card for its buttons that copy."""
    with Visit(browser, served(), scripts=False) as visit:
        for kind, path in KINDS.items():
            visit.go(with_language(path, "en"))
            scripts = visit.page.locator('script:not([type="application/ld+json"])')
            assert kind in {"editor", "card of a target", "card of much"} or scripts.count() == 0, (
                kind
            )
            assert visit.page.get_by_role("heading", level=1).is_visible(), kind
            assert len(visit.page.locator("main").inner_text()) > 80, kind


@pytest.mark.parametrize("path", ["/", DOCUMENT, "/sparql"])
def test_something_is_painted_before_any_script_has_come(browser: Any, path: str) -> None:
    with Visit(browser, served()) as visit:
        held: list[Any] = []
        visit.page.route("**/*.js*", lambda route: held.append(route))
        visit.page.goto(served() + path, wait_until="commit")
        painted = "performance.getEntriesByName('first-contentful-paint').length"
        deadline = time.monotonic() + 20
        while not visit.page.evaluate(painted) and time.monotonic() < deadline:
            visit.page.wait_for_timeout(50)
        assert visit.page.evaluate(painted)
        # Only the editor has scripts, where it is built, and they had not come.
        assert path == "/sparql" or not held
        assert visit.page.get_by_role("heading", level=1).is_visible()
        for route in held:
            route.abort()


def test_a_printed_document_is_the_document_without_the_screen(browser: Any) -> None:
    with Visit(browser, served()) as visit:
        page = visit.page
        visit.go(with_language(DOCUMENT, "en"))
        page.emulate_media(media="print")
        for gone in ("header.site nav", ".find", ".actions", ".alternates", "footer .language"):
            assert not page.locator(gone).filter(visible=True).count(), gone
        for kept in ("h1", ".lead", "dl.facts", "figure img", "td.printed q"):
            assert page.locator(kept).first.is_visible(), kept
        # Notes that are folded on the screen, and the citation, are on the paper.
        note = page.locator("td details").first
        assert note.evaluate("(d) => !d.open && d.getBoundingClientRect().height > 30")
        assert page.locator("details.cite").evaluate("(d) => d.getBoundingClientRect().height") > 30
        sheet = page.pdf(format="A4", prefer_css_page_size=True)
        assert sheet.startswith(b"%PDF")
        page.set_viewport_size({"width": 680, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 680

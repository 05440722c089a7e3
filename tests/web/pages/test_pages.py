"""The pages: every IRI answers, figures show where they are printed, states are addresses."""

from __future__ import annotations

import asyncio
import json
import re
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest
from starlette.requests import Request

from dxgraph.bilingual import Language
from dxgraph.terms import BASE, COMPARISON, DX, PROGRESS, RDF, SDMX_DIMENSION
from dxgraph.web.application import Application
from dxgraph.web.charts import framing
from dxgraph.web.charts.chain import chain as draw_chain
from dxgraph.web.charts.signs import SHAPES
from dxgraph.web.pages.shared.frame import environment
from dxgraph.web.pages.shared.paging import TARGETS
from dxgraph.web.pages.shared.view import view_of
from support.graph import own_snapshot
from support.pages import get, many

HTML = {"accept": "text/html"}
PAGES = [
    "/",
    "/explore",
    "/explore?area=tra-vinh&sort=value",
    "/compare",
    "/compare?indicator=dti-rank",
    "/timeline",
    "/coverage?when=before",
    "/coverage?area=lai-chau",
    "/search?q=thai+nguyen",
    "/document/bac-giang-2021-111-nq-tu",
    "/document/viet-nam-2020-749-qd-ttg",
    "/document/bac-ninh-52-nq-tu",
    "/area/bac-ninh-from-2025",
    "/area/viet-nam",
    "/indicator/digital-economy-share-of-gross-product",
    "/indicator/mobile-6g-orientation",
    "/document/bac-giang-2021-111-nq-tu/digital-economy-share-of-gross-product-2025",
    "/document/viet-nam-2020-749-qd-ttg/digital-economy-share-of-gross-product-2025",
    "/body/bac-ninh-dic",
    "/source/thai-nguyen-nq-tu",
    "/level/district",
    "/dataset/targets",
    "/scheme/levels",
    "/pillar/government",
    "/graphs",
]


class Page(HTMLParser):
    """What a test asks of a page: its ids, links, texts, and what would be fetched or run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.open: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag in {"img", "script", "iframe"} and given.get("src"):
            self.fetched.append(given["src"])
        if tag == "link" and given.get("rel") in {"stylesheet", "icon"}:
            self.fetched.append(given["href"])
        if "style" in given or any(name.startswith("on") for name in given):
            self.inline.append(str(attrs))
        runs = tag == "script" and not given.get("src")
        if tag == "style" or (runs and given.get("type") != "application/ld+json"):
            self.inline.append(tag)


def test_every_iri_of_ours_answers_with_rdf_that_parses(app: Application) -> None:
    snapshot = own_snapshot()
    iris = {
        term.value.partition("#")[0]
        for quad in snapshot.store
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, ox.NamedNode) and term.value.startswith(BASE)
    }
    # Those that are worked out, half of all, are alike but for the digits of their names.
    worked_out = sorted(iri for iri in iris if iri.startswith((COMPARISON, PROGRESS)))
    iris -= set(worked_out) - set(worked_out[::20])
    assert len(iris) > 3000
    paths = sorted("/" + iri.removeprefix(BASE) for iri in iris)
    for path, answer in zip(paths, many(app, paths, {"accept": "text/turtle"}), strict=True):
        if answer.status_code == 303:
            answer = get(app, answer.headers["location"], {"accept": "text/turtle"})
        assert answer.status_code == 200, path
        assert any(True for _ in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)), path


def test_targets_spans_and_links_are_in_the_rdf_of_their_document_and_source(
    app: Application,
) -> None:
    document = get(app, "/document/tra-vinh-2022-50-kh-ubnd.nt").text
    assert f"<{BASE}document/tra-vinh-2022-50-kh-ubnd#dti-rank-2025>" in document
    source = get(app, "/source/tra-vinh-50-kh-ubnd.nt").text
    assert f"<{BASE}source/tra-vinh-50-kh-ubnd#char=594,625>" in source


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_is_whole_small_and_fetches_nothing_from_elsewhere(
    app: Application, path: str, language: str
) -> None:
    answer = get(app, path, {**HTML, "accept-language": language})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert f'<html lang="{language}">' in answer.text
    assert len(answer.content) < 150_000
    page = Page(answer.text)
    assert len(page.ids) == len(set(page.ids))
    assert not page.inline
    assert all(address.startswith("/") for address in page.fetched)
    assert "bản chụp" in answer.text or "snapshot" in answer.text


def test_links_of_the_pages_lead_to_pages_and_anchors_that_are_there(app: Application) -> None:
    seen: dict[str, Page] = {}
    for path in [
        "/",
        "/document/bac-giang-2021-111-nq-tu",
        "/indicator/work-files-processed-online",
    ]:
        for link in Page(get(app, path, HTML).text).links:
            address, _, anchor = link.partition("#")
            own = link.startswith(("/document", "/area", "/indicator", "/source", "/body"))
            if not own or address.endswith((".ttl", ".jsonld", ".nt", ".rdf", ".svg", ".png")):
                continue
            if address not in seen:
                answer = get(app, address, HTML)
                assert answer.status_code == 200, link
                seen[address] = Page(answer.text)
            if anchor:
                assert anchor in seen[address].ids, link
    assert len(seen) > 10


def test_a_target_shows_its_figure_its_printed_words_its_place_and_its_verdict(
    app: Application,
) -> None:
    text = get(app, "/document/tra-vinh-2022-50-kh-ubnd?lang=vi", HTML).text
    row = re.search(
        r'<tr id="digital-economy-share-of-gross-product-2030">(.*?)</tr>', text, re.DOTALL
    )
    assert row
    assert "&gt; 25%" in row[1]
    assert "trên 25% GRDP" in row[1]
    assert "#char=120,133" in row[1]
    assert "Thấp hơn" in row[1]
    assert "30% GDP" in row[1]


def test_a_national_figure_that_nobody_verified_says_so_in_its_row(app: Application) -> None:
    text = get(app, "/document/viet-nam-2020-749-qd-ttg?lang=en", HTML).text
    rows = dict(re.findall(r'<tr id="([^"]+)">(.*?)</tr>', text, re.DOTALL))
    view = asyncio.run(view_of(Request({"type": "http", "app": app})))
    told = {t.fragment for t in view.targets if t.confidence.slug == "unverified"} & set(rows)
    assert told
    assert {name for name, row in rows.items() if "confidence: unverified" in row} == told


def test_numbers_and_dates_follow_the_language(app: Application) -> None:
    path = "/document/bac-giang-2021-111-nq-tu"
    vietnamese = get(app, f"{path}?lang=vi", HTML).text
    assert "13,5%/năm" in vietnamese
    assert "11/6/2021" in vietnamese
    english = get(app, f"{path}?lang=en", HTML).text
    assert "13.5% a year" in english
    assert "11 June 2021" in english


def test_the_address_decides_the_language_before_the_browser(app: Application) -> None:
    answer = get(app, "/?lang=vi", {**HTML, "accept-language": "en"})
    assert '<html lang="vi">' in answer.text
    assert "accept-language" in answer.headers["vary"].lower()
    assert 'href="/explore?lang=vi"' in answer.text


def test_a_wrong_iri_proposes_near_ones(app: Application) -> None:
    page = get(app, "/area/bac-gian", HTML)
    assert page.status_code == 404
    data = get(app, "/area/bac-gian")
    assert data.status_code == 404
    assert {"iri": f"{BASE}area/bac-giang", "path": "/area/bac-giang"} in data.json()["near"]


def test_the_page_of_a_document_is_legislation_to_search_engines(app: Application) -> None:
    text = get(app, "/document/bac-giang-2021-111-nq-tu", HTML).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "Legislation"
    assert data["legislationIdentifier"] == "111-NQ/TU"
    assert data["legislationDate"] == "2021-06-11"


def test_filters_narrow_and_the_counts_say_by_how_much(app: Application) -> None:
    text = get(app, "/explore?area=tra-vinh&lang=en", HTML).text
    store = own_snapshot().store
    area = ox.NamedNode(f"{BASE}area/tra-vinh")
    of_area = {
        quad.subject
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(SDMX_DIMENSION.refArea), area, ox.DefaultGraph()
        )
    }
    targets = {
        quad.subject
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(RDF.type), ox.NamedNode(DX.Target), ox.DefaultGraph()
        )
    }
    assert f"<strong>{len(of_area & targets)}</strong>" in text
    count = re.search(r'value="2030"[^>]*> <span>2030</span> <span class="count">(\d+)<', text)
    assert count
    narrowed = get(app, "/explore?area=tra-vinh&year=2030&lang=en", HTML).text
    assert f"<strong>{count[1]}</strong>" in narrowed


@pytest.mark.parametrize("value", ["checked=verified", "year=2099"])
def test_a_filter_value_that_no_target_has_finds_nothing_and_can_be_taken_away(
    app: Application, value: str
) -> None:
    """What there is, though nobody has it beside the others, is no fault."""
    text = get(app, f"/explore?{value}&area=tra-vinh&kind=rank&lang=en", HTML).text
    assert "<strong>0</strong>" in text
    assert 'href="/explore?area=tra-vinh&amp;kind=rank&amp;lang=en"' in text


def test_the_matrix_shows_provinces_beside_the_nation(app: Application) -> None:
    pages = (f"/compare?year=2030&lang=en&page={number}" for number in range(1, 5))
    text = "".join(get(app, page, HTML).text for page in pages)
    (row,) = (
        row
        for row in text.split("<tr>")
        if "indicator=digital-economy-share-of-gross-product&" in row.partition("</th>")[0]
    )
    for shown in ("30%", "&gt; 25%", "≥ 30%", "≈ 35%", "Lower"):
        assert shown in row


@pytest.mark.parametrize(
    "path", ["/compare", "/timeline", "/document/tra-vinh-2022-50-kh-ubnd/chain"]
)
def test_pictures_come_as_svg_and_png_and_the_same_each_time(app: Application, path: str) -> None:
    svg = get(app, path + ".svg?lang=vi")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert svg.text.startswith("<svg")
    assert "<script" not in svg.text
    assert get(app, path + ".png").content.startswith(b"\x89PNG")
    assert get(app, path + ".svg?lang=vi").content == svg.content


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (
            "/compare.svg?indicator=digital-economy-share-of-gross-product&year=2025&lang=en",
            (
                "Digital economy share",
                "by 2025 · Percent · higher is better",
                "Source: ",
                "749/QĐ-TTg",
                "/compare?indicator=digital-economy-share-of-gross-product&amp;year=2025",
            ),
        ),
        ("/compare.svg?year=2030&lang=vi", ("Chỉ tiêu chuyển đổi số của các tỉnh", "đến năm 2030")),
        ("/timeline.svg?lang=vi", ("Văn bản và thay đổi hành chính theo ngày", "Nguồn: ")),
        (
            "/document/tra-vinh-2022-50-kh-ubnd/chain.svg?lang=vi",
            ("Các văn bản cấp trên", "Kế hoạch 50/KH-UBND", "dx.test/document/tra-vinh-2022-50"),
        ),
    ],
)
def test_a_picture_says_inside_what_it_shows_and_where_it_is_from(
    app: Application, path: str, told: tuple[str, ...]
) -> None:
    svg = get(app, path).text
    words = " ".join(re.findall(r"<text[^>]*>([^<]+)</text>", svg))
    digest = str(get(app, "/health").json()["snapshot"])
    for text in (*told, digest[:12], "CC BY 4.0", "http://dx.test/"):
        assert text in words, text
    assert svg.count("<svg ") == 2


def test_a_frame_leaves_room_for_labels_in_a_wider_font_and_keeps_markup_text() -> None:
    label = '<text text-anchor="end" x="200" font-size="12px">Tỉnh Bà Rịa - Vũng Tàu</text>'
    drawing = f'<svg xmlns="x" width="300" height="100">{label}</svg>'
    whole = framing.framed(drawing, framing.Frame("A <b> & c", "", ("one",)))
    assert framing.size_of(whole)[0] >= 300 + 2 * 0.12 * 12 * 22
    assert 'overflow="visible"' in whole
    assert "A &lt;b&gt; &amp; c" in whole
    assert "<b>" not in whole


def test_dots_stand_in_the_row_of_their_indicator(app: Application) -> None:
    """A dot that stands a row too low is a wrong answer."""
    svg = get(app, "/compare.svg?year=2030&lang=en").text
    labels = dict(
        re.findall(r'<text[^>]*transform="translate\([-\d.]+,([-\d.]+)\)"[^>]*>([^<]+)</text>', svg)
    )
    at = next(
        float(y)
        for y, label in labels.items()
        if label.startswith("Digital economy share of gross")
    )
    dots = [
        float(y)
        for label, y in re.findall(
            r'aria-label="([^"]*)"[^>]*transform="translate\([-\d.]+,([-\d.]+)\)"', svg
        )
        if "Digital economy share of gross" in label and "row:" in label
    ]
    assert len(dots) >= 3
    rows = [float(y) for y in labels]
    assert all(min(rows, key=lambda row: abs(row - y)) == at for y in dots)


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=<script>alert(1)</script>",
        "/explore?area=<img src=x onerror=alert(1)>",
        '/compare?level="><script>alert(1)</script>',
        "/area/<script>alert(1)</script>",
        "/document/<script>alert(1)</script>/chain.svg",
        '/?lang="><script>alert(1)</script>',
    ],
)
def test_markup_in_an_address_stays_text(app: Application, path: str) -> None:
    answer = get(app, path, HTML)
    assert answer.status_code < 500
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_search_gives_programs_json(app: Application) -> None:
    data = get(app, "/search?q=nq%20111").json()
    assert data["results"][0]["iri"] == f"{BASE}document/bac-giang-2021-111-nq-tu"
    assert get(app, "/search?q=x&limit=1000").status_code == 400


def test_each_wording_is_drawn_in_its_own_way_and_told_beside_the_chart(app: Application) -> None:
    """At least, more than and about are no points like any other."""
    assert len(set(SHAPES.values())) == len(SHAPES)
    svg = get(app, "/compare.svg?indicator=digital-economy-share-of-gross-product&lang=en").text
    drawn = dict(re.findall(r'aria-label="By 20[^,"]*, ([a-z]*)[^"]*"[^>]* d="([^"]+)"', svg))
    assert set(drawn) == {"", "at", "more", "about"}
    assert len(set(drawn.values())) == 4
    legend = re.findall(r"<text[^>]*>([^<]+)</text>", svg)
    assert {"Equal to", "At least", "Greater than", "Approximately"} <= set(legend)


@pytest.mark.parametrize("narrow", ["", "&narrow=1"])
def test_a_chart_of_one_indicator_says_area_figure_and_verdict(
    app: Application, narrow: str
) -> None:
    path = f"/compare.svg?indicator=digital-economy-share-of-gross-product&lang=vi{narrow}"
    words = " ".join(re.findall(r"<text[^>]*>([^<]+)</text>", get(app, path).text))
    for told in (
        "Đến năm 2025 · 749/QĐ-TTg: 20%",
        "Trà Vinh",
        "khoảng 25% · xấp xỉ",
        "thấp hơn",
    ):
        assert told in words
    # Documents of one province that set the same are one row.
    assert ("25% (5 văn bản) · cao hơn" in words) is (not narrow)
    assert "Tỉnh " not in words
    assert "…" not in words
    # The indicator is the title, and no label repeats it.
    assert words.count("Tỷ trọng kinh tế số") == 1


def test_a_chart_of_ranks_and_of_figures_not_compared_is_drawn(app: Application) -> None:
    svg = get(app, "/compare.svg?indicator=dti-rank&lang=en").text
    assert "Top 15" in svg
    assert "749/QĐ-TTg" not in svg


def test_no_box_of_a_chain_hides_a_link() -> None:
    heights = {key: height for height, key in enumerate("abc")}
    labels = {key: key for key in heights}
    links = [
        ("a", "b", True),
        ("b", "c", True),
        ("a", "c", True),
    ]
    drawn = draw_chain(Language.EN, labels, heights, links)
    boxes = {box["label"]: box["x"] for box in drawn["layer"][1]["data"]["values"]}
    assert boxes["a"] == boxes["c"]
    assert abs(boxes["b"] - boxes["a"]) > 0.5
    straight = draw_chain(Language.EN, labels, heights, links[:2])
    assert len({box["x"] for box in straight["layer"][1]["data"]["values"]}) == 1


def test_the_legend_of_a_chain_names_what_is_drawn_alone() -> None:
    heights = {key: height for height, key in enumerate("abc")}
    labels = {key: key for key in heights}
    printed, inferred = (
        ("a", "b", True),
        ("b", "c", False),
    )
    for links, named in (
        ([printed], ["printed reference"]),
        ([printed, inferred], ["printed reference", "the editors' judgement"]),
    ):
        rule = draw_chain(Language.EN, labels, heights, links)["layer"][0]["encoding"]["strokeDash"]
        assert rule["scale"]["domain"] == named
        assert len(rule["scale"]["range"]) == len(named)


def test_the_whole_chain_above_a_document_is_told_in_words(app: Application) -> None:
    text = get(app, "/document/bac-giang-2021-111-nq-tu?lang=en", HTML).text
    above = text.partition("Further above")[2].partition("</ul>")[0]
    assert above.count("<li>") == 3
    assert "/document/viet-nam-2020-50-nq-cp" in above
    assert "/document/viet-nam-2019-52-nq-tw" in above


def test_a_concept_is_told_in_words_with_its_targets_as_a_table(app: Application) -> None:
    text = get(app, "/level/district?lang=vi", HTML).text
    facts = text.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert "Cơ sở pháp lý" in facts
    assert "district" not in re.sub(r'href="[^"]*"', "", facts)
    assert "Thứ tự" not in facts
    table = text.partition('id="targets"')[2].partition("</table>")[0]
    counted = re.search(r"\((\d+)\)", table)
    assert counted
    assert table.count("<tr>") == 1 + TARGETS < int(counted[1])


def test_a_scheme_lists_its_concepts_in_their_order_with_what_they_mean(app: Application) -> None:
    text = get(app, "/scheme/levels?lang=vi", HTML).text
    listed = text.partition('id="members"')[2].partition("</dl>")[0]
    order = re.findall(r'href="/level/([a-z-]+)', listed)
    assert order == ["not-applicable", "all", "ministry", "province", "district", "commune"]
    assert "Huyện, quận, thị xã" in listed
    assert "skos:" not in text.partition("<main")[2].partition('class="small soft alternates"')[0]


def test_a_browser_is_shown_the_graphs_and_each_of_them(app: Application) -> None:
    pages = [get(app, f"/graphs?lang=vi&page={number}", HTML) for number in (1, 2, 3)]
    assert {page.status_code for page in pages} == {200}
    listed = " ".join(page.text for page in pages)
    assert "Nghị quyết 111-NQ/TU tỉnh Bắc Giang (2021)" in listed
    path = "/graph/data/documents/bac-giang-2021-111-nq-tu"
    sent = get(app, path, HTML)
    assert sent.status_code == 303
    one = get(app, sent.headers["location"], HTML)
    assert one.status_code == 200
    (turtle,) = re.findall(r'href="(/graphs\?graph=[^"]*format=turtle[^"]*)"', one.text)
    answer = get(app, turtle.replace("&amp;", "&"))
    assert answer.headers["content-type"].startswith("text/turtle")
    assert b"111-NQ/TU" in answer.content
    assert get(app, "/graphs?default", HTML).status_code == 200
    assert get(app, "/graphs?graph=urn:none", HTML).status_code == 404
    assert get(app, "/graphs").headers["content-type"].startswith("text/turtle")


def test_what_stands_beside_a_hit_is_no_slug_and_no_repetition(app: Application) -> None:
    text = get(app, "/search?q=luat+chuyen+doi+so&lang=vi", HTML).text
    hits = re.sub(r"<[^>]+>", " ", text.partition('class="hits"')[2].partition("</ol>")[0])
    assert "148/2025/QH15" in hits
    for slug in ("dti-index-improvement", "regional-dx-hub"):
        assert slug not in hits
    assert "Improve the DTI score" not in hits
    claim = get(app, "/search?q=T%C3%ADt+ph%E1%BB%A5&lang=vi", HTML).text
    assert '<span class="kind">chỗ in mâu thuẫn</span>' in claim


def test_near_names_are_of_the_kind_that_was_asked_for_first(app: Application) -> None:
    near = get(app, "/area/bac-gian").json()["near"]
    assert near[0]["path"] == "/area/bac-giang"
    assert not any(n["path"].startswith("/area-code/") for n in near)
    by_name = get(app, "/indicator/kinh-te-so").json()["near"]
    assert "/indicator/digital-economy-share-of-gross-product" in {n["path"] for n in by_name}


def test_no_column_stands_empty_for_what_does_not_apply(app: Application) -> None:
    text = get(app, "/indicator/dti-rank?lang=en", HTML).text
    provinces = text.partition('id="targets"')[2].partition("</table>")[0]
    assert ("Level" in provinces) == bool(re.search(r'<td class="level"[^>]*><div>', provinces))
    shared = get(app, "/indicator/work-files-processed-online?lang=en", HTML).text
    assert "District level" in shared


def test_no_page_of_a_thing_shows_the_code_names_of_properties_and_classes(
    app: Application,
) -> None:
    kinds: dict[str, str] = {}
    subjects = {
        q.subject.value for q in own_snapshot().store if isinstance(q.subject, ox.NamedNode)
    }
    for iri in sorted(subjects):
        path = iri.removeprefix(BASE.rstrip("/"))
        if not iri.startswith(BASE) or "#" in iri or path.startswith("/ontology"):
            continue
        kinds.setdefault(path.split("/")[1], path)
    paths = [path for kind, path in kinds.items() if kind not in {"graph", "query"}]
    assert len(paths) > 20
    prefixes = r"dx|skos|qb|eli|org|prov|dcterms|dcat|rdfs?|owl|sdmx-\w+|qudt"
    code = re.compile(rf"\b({prefixes}):\w", re.IGNORECASE)
    for path, answer in zip(paths, many(app, paths, HTML), strict=True):
        main = answer.text.partition("<main")[2].partition("</main>")[0]
        words = re.sub(r"<code>.*?</code>|<[^>]+>", " ", main, flags=re.DOTALL)
        assert code.findall(words) == [], path


def test_a_verdict_lists_the_targets_that_have_it(app: Application) -> None:
    text = get(app, "/verdict/lower?lang=en", HTML).text
    table = text.partition('id="targets"')[2].partition("</table>")[0]
    rows = table.partition("<tbody")[2]
    assert rows.count("<tr>") == rows.count('class="verdict lower"') > 0
    assert rows.count('<td class="area"') == rows.count("<tr>")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/dataset/targets", "Dataset"),
        ("/level/district", "DefinedTerm"),
        ("/indicator/dti-rank", "DefinedTerm"),
        ("/area/bac-giang", "AdministrativeArea"),
        ("/body/bac-ninh-dic", "GovernmentOrganization"),
        ("/source/bac-giang-111-nq-tu", "CreativeWork"),
        ("/data", "Dataset"),
    ],
)
def test_every_kind_of_page_says_to_search_engines_what_it_is(
    app: Application, path: str, kind: str
) -> None:
    text = get(app, path, HTML).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    assert json.loads(found[1])["@type"] == kind


def test_a_document_spells_its_figures_out(app: Application) -> None:
    spelled = re.compile(r'<div class="words" aria-hidden="true">([^<]+)<')
    path = "/document/bac-giang-2021-111-nq-tu?lang="
    vietnamese = set(spelled.findall(get(app, path + "vi", HTML).text))
    assert {"ít nhất 15 phần trăm", "trên 12,5 phần trăm mỗi năm", "hạng 1"} <= vietnamese
    assert "trong nhóm 15 dẫn đầu" in vietnamese
    english = set(spelled.findall(get(app, path + "en", HTML).text))
    assert {"at least 15 percent", "within the top 15", "rank 1"} <= english


def test_the_axis_of_a_chart_writes_numbers_as_the_language_does(app: Application) -> None:
    path = "/compare.svg?indicator=telephone-subscriptions-total&lang="
    assert ">1.000.000<" in get(app, path + "vi").text
    assert ">1,000,000<" in get(app, path + "en").text


def test_a_document_number_stays_on_one_line_and_markup_in_a_title_stays_text() -> None:
    shown = str(environment.from_string("{{ t|whole }}").render(t='749/QĐ-TTg & <b> "2021-2025"'))
    assert '<span class="whole">749/QĐ-TTg</span> &amp; &lt;b&gt;' in shown
    assert '&#34;<span class="whole">2021-2025</span>&#34;' in shown


def test_a_chosen_province_keeps_its_column_and_says_where_it_has_targets(app: Application) -> None:
    text = get(app, "/compare?area=bac-giang&area=bac-ninh-to-2025&year=2025&lang=en", HTML).text
    head = text.partition("<thead>")[2].partition("</thead>")[0]
    assert "bac-giang" in head
    assert "bac-ninh-to-2025" in head
    assert re.search(
        r'year=2030&amp;area=bac-giang&amp;area=bac-ninh-to-2025&amp;lang=en">\d+', text
    )
    assert re.search(r'<option value="2025" selected>2025 \(\d+ targets, \d+ areas\)', text)


def test_any_year_stays_any_year_in_the_form(app: Application) -> None:
    text = get(app, "/compare?year=&lang=en", HTML).text
    assert "selected>2" not in text.partition('id="level"')[0]
    assert "2030</span>" in text
    assert "Opened at" in get(app, "/compare?lang=en", HTML).text


def test_the_row_that_a_link_lands_on_names_what_it_is_about(app: Application) -> None:
    text = get(app, "/document/bac-giang-2021-111-nq-tu?lang=en", HTML).text
    row = text.partition('id="digital-economy-share-of-gross-product-2030"')[2].partition("</tr>")[
        0
    ]
    seen = row.partition('class="seen"')[2].partition("</p>")[0]
    for named in ("Digital economy share of gross product", "Bắc Giang", "2030", "111-NQ/TU"):
        assert named in seen


def test_a_figure_opens_the_page_of_its_source_at_the_printed_words(app: Application) -> None:
    text = get(app, "/document/bac-giang-2021-111-nq-tu?lang=en", HTML).text
    row = text.partition('id="digital-economy-share-of-gross-product-2030"')[2].partition("</tr>")[
        0
    ]
    assert re.search(r'href="https?://[^"#]+#:~:text=kho%E1%BA%A3ng%2035%25%20GRDP"', row)


def test_the_opening_query_keeps_comparator_printed_words_and_place(app: Application) -> None:
    text = get(app, "/sparql", HTML).text
    assert "?comparator ?value ?unit ?printed ?place" in text


@pytest.mark.parametrize(
    "typed", ["kinh tế số bắc giang 2030", "Bac Giang 2030 kinh te so", "kinh te so 111-NQ/TU 2030"]
)
def test_a_natural_question_finds_the_promise_first(app: Application, typed: str) -> None:
    found = get(app, f"/search?q={typed}", {"accept": "application/json"}).json()["results"]
    assert found[0]["iri"].startswith(f"{BASE}document/bac-giang-2021-111-nq-tu#digital-economy")
    assert found[0]["iri"].endswith("-2030")


def test_a_place_without_targets_is_said_to_have_none_yet(app: Application) -> None:
    text = get(app, "/search?q=Lai Châu&lang=en", HTML).text
    assert "No target in the data yet of" in text
    assert "No target in the data yet" not in get(app, "/search?q=trà vinh&lang=en", HTML).text


@pytest.mark.parametrize(
    ("path", "silent"),
    [
        ("/area/ha-noi", False),
        ("/area/lai-chau", True),
        ("/area/thai-binh", True),
        ("/area/bac-giang", False),
        ("/area/viet-nam", False),
    ],
)
def test_a_province_without_documents_says_that_this_is_what_we_do_not_know(
    app: Application, path: str, silent: bool
) -> None:
    text = get(app, path + "?lang=vi", HTML).text
    assert ("Đó là điều ta chưa biết" in text) is silent
    assert (
        "does not mean that the area set no targets" in get(app, path + "?lang=en", HTML).text
    ) is silent


def test_the_first_page_says_how_far_it_covers(app: Application) -> None:
    vi, en = (get(app, f"/?lang={tag}", HTML).text for tag in ("vi", "en"))
    assert re.search(r"Hiện có chỉ tiêu của \d+ tỉnh, thành phố .* 5 văn bản đã đọc trọn", vi)
    assert re.search(r"So far with targets of \d+ provinces .* 5 were read whole", en)
    assert 'href="/queries/coverage-ledger' in vi

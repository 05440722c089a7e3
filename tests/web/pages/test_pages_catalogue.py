"""The catalogue for people: questions, forms by label, answers with their places, addresses."""

from __future__ import annotations

import csv
import io
import re
import tracemalloc
from collections.abc import Iterator
from urllib.parse import urljoin

import httpx2 as httpx
import openpyxl
import pytest

from dxgraph import catalogue
from dxgraph.bilingual import Language
from dxgraph.catalogue import Column, NamedQuery
from dxgraph.model.view import View
from dxgraph.web.pages.questions.solutions import Table
from support.pages import EN, LARGEST_PAGE, VI, runs_or_loads, soup, words

QUERIES = list(catalogue.load())
TABLES = [query for query in QUERIES if not query.form.gives_graph]
NAMES = [query.name for query in QUERIES]


@pytest.mark.parametrize("path", ["/queries", "/queries/compare-areas"])
def test_a_browser_gets_a_page_and_a_program_data_at_the_same_address(
    client: httpx.Client, path: str
) -> None:
    assert client.get(path, headers=VI).headers["content-type"].startswith("text/html")
    assert "json" in client.get(path).headers["content-type"]
    assert "json" in client.get(path, headers={"accept": "*/*"}).headers["content-type"]


def test_who_asks_for_nothing_gets_json_wherever_it_was_asked_first(client: httpx.Client) -> None:
    """The choice is kept by what is offered: a list and a report offer the same. The first who asks
    for the report has the graph validated, by a program that is beside others here."""
    for path in ("/validation", "/queries", "/validation"):
        for accept in ("application/json, text/turtle;q=0.5", "application/*"):
            sent = client.get(path, headers={"accept": accept}, timeout=900)
            assert sent.headers["content-type"] == "application/json"


def test_format_goes_before_what_the_browser_accepts(client: httpx.Client) -> None:
    path = "/queries/compare-areas"
    assert (
        client.get(f"{path}?format=csv", headers=VI).headers["content-type"].startswith("text/csv")
    )
    assert client.get(f"{path}?format=html").headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(("headers", "language"), [(VI, "vi"), (EN, "en")])
def test_the_list_asks_each_question_in_the_language_of_the_reader(
    client: httpx.Client, headers: dict[str, str], language: str
) -> None:
    page = soup(client.get("/queries", headers=headers).text)
    asked = {words(link): str(link["href"]) for link in page.select(".questions h2 a")}
    assert asked == {query.summary[language]: f"/queries/{query.name}" for query in QUERIES}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("headers", "language"), [(VI, "vi"), (EN, "en")])
def test_each_query_has_a_page_with_a_form_of_its_parameters(
    client: httpx.Client, name: str, headers: dict[str, str], language: str
) -> None:
    named = next(query for query in QUERIES if query.name == name)
    answer = client.get(f"/queries/{name}", headers=headers)
    assert answer.status_code == 200
    assert len(answer.content) < LARGEST_PAGE
    page = soup(answer.text)
    assert words(page.h1) == named.summary[language]
    assert runs_or_loads(page) == []
    for parameter in named.parameters:
        if parameter.kind.name == "language":
            continue
        label = page.select_one(f'label[for="p-{parameter.name}"]')
        assert parameter.label[language] in words(label)
        assert page.select_one(f'#p-{parameter.name}[name="{parameter.name}"]') is not None


def test_things_are_chosen_by_their_labels_and_the_default_stands_there(
    client: httpx.Client,
) -> None:
    page = soup(client.get("/queries/compare-areas", headers=EN).text)
    chosen = page.select_one("input#p-indicator")
    assert chosen is not None
    assert chosen["value"] == "Digital economy share of gross product"
    levels = {str(o["value"]): words(o) for o in page.select("#p-level option")}
    assert levels["district"] == "District level"
    assert next(iter(levels)) == ""


def test_a_form_lists_what_it_has_room_for_and_asks_for_the_rest_as_a_text(
    client: httpx.Client,
) -> None:
    """Indicators and documents are hundreds each, and both of them more than a page may weigh."""
    page = soup(client.get("/queries/targets-of-area", headers=VI).text)
    assert len(page.select("#p-indicator-list option")) > 300
    assert page.select_one("input#p-document") is not None
    page = soup(client.get("/queries/document-chain", headers=VI).text)
    assert len(page.select("#p-document-list option")) > 300


def test_the_page_of_an_area_with_many_targets_is_no_larger(client: httpx.Client) -> None:
    for area in ("tra-vinh", "viet-nam"):
        answer = client.get(f"/queries/targets-of-area?area={area}", headers=VI)
        assert answer.status_code == 200
        assert len(answer.content) < LARGEST_PAGE


def test_a_page_says_what_its_query_answers_and_not_what_the_site_is(client: httpx.Client) -> None:
    page = soup(client.get("/queries/national-gaps", headers=EN).text)
    assert page.h1 is not None
    said = words(page.h1.find_next("p"))
    assert said == words(soup(catalogue.load()["national-gaps"].description["en"]))


CODED = [(q.name, c) for q in TABLES for c in q.columns if c.codes and c.shown]


@pytest.mark.parametrize(("name", "column"), CODED)
@pytest.mark.parametrize(("headers", "language"), [(VI, "vi"), (EN, "en")])
def test_codes_are_words_on_a_page_and_codes_in_its_downloads(
    client: httpx.Client, name: str, column: Column, headers: dict[str, str], language: str
) -> None:
    path = f"/queries/{name}"
    page = soup(client.get(path, headers=headers).text)
    heading = column.heading[language]
    told = {words(c) for c in page.find_all("td", attrs={"data-label": heading})}
    told |= {
        words(t.find_next("dd")) for t in page.select("#result ~ dl dt") if words(t) == heading
    }
    assert told
    assert told <= {text[language] for text in column.codes.values()}
    taken = csv.DictReader(io.StringIO(client.get(f"{path}?format=csv").text))
    assert {row[column.name] for row in taken} <= set(column.codes)


def test_a_choice_of_two_is_told_in_words(client: httpx.Client) -> None:
    for headers, told in ((VI, "có hiệu lực vào thời hạn"), (EN, "in force at the deadline")):
        page = soup(client.get("/queries/verdicts?area=tra-vinh", headers=headers).text)
        options = {str(o["value"]): words(o) for o in page.select("#p-time option")}
        assert options["at-the-deadline"] == told


def test_the_choice_in_the_address_stands_in_the_form(client: httpx.Client) -> None:
    page = soup(client.get("/queries/targets-of-area?area=tra-vinh&year=2025", headers=VI).text)
    area = page.select_one("#p-area")
    assert area is not None
    assert area["value"] == "Tỉnh Trà Vinh"
    assert page.select(f'datalist#{area["list"]} option[value="Tỉnh Trà Vinh"]')
    year = page.select_one("#p-year")
    assert year is not None
    assert year["value"] == "2025"


@pytest.mark.parametrize("typed", ["Tỉnh Trà Vinh", "tra vinh", "Tra Vinh province"])
def test_a_name_that_is_typed_is_the_thing_that_has_it(client: httpx.Client, typed: str) -> None:
    """A form of many choices is typed into, and works so without a script."""
    path = "/queries/targets-of-area"
    answer = client.get(path, params={"area": typed, "year": 2025}, headers=VI)
    assert answer.status_code == 200
    by_slug = client.get(f"{path}?area=tra-vinh&year=2025", headers=VI)
    assert soup(answer.text).select_one("#result") == soup(by_slug.text).select_one("#result")
    assert "area=tra-vinh" in words(soup(answer.text).select_one("#programs ~ pre"))


def test_targets_are_chosen_within_the_document_that_is_chosen(client: httpx.Client) -> None:
    path = "/queries/evidence?document=bac-giang-2021-111-nq-tu"
    page = soup(client.get(path, headers=VI).text)
    values = [str(option["value"]) for option in page.select("#p-target option")]
    assert len(values) > 10
    assert all(v.startswith("bac-giang-2021-111-nq-tu#") for v in values if v)


def test_an_answer_shows_figures_as_printed_and_leads_to_where_they_are_printed(
    client: httpx.Client,
) -> None:
    page = soup(client.get("/queries/compare-areas?year=2025", headers=VI).text)
    row = next(r for r in page.select("tbody tr") if "Tỉnh Bắc Giang" in words(r))
    assert "khoảng 25% GRDP" in words(row)
    links = {words(link): str(link["href"]) for link in row.select("a")}
    assert links["Tỉnh Bắc Giang"] == "/area/bac-giang"
    assert links["≈ 25%"].startswith("/document/bac-giang-2021-111-nq-tu#")
    place = next(href for text, href in links.items() if re.fullmatch(r"\d+–\d+", text))
    assert re.fullmatch(r"/source/bac-giang-111-nq-tu#char=\d+,\d+", place)
    source = soup(client.get(place.partition("#")[0], headers=VI).text)
    assert source.find(id=place.partition("#")[2]) is not None


def test_what_is_the_same_in_all_rows_is_said_once(client: httpx.Client) -> None:
    page = soup(client.get("/queries/compare-areas?year=2025", headers=VI).text)
    facts = words(page.select_one("#result ~ dl.facts"))
    assert "Tỷ trọng kinh tế số trong GDP hoặc GRDP" in facts
    assert "Thời hạn 2025" in facts
    assert "Chỉ số" not in [words(head) for head in page.select("thead th")]


def test_numbers_follow_the_language_and_years_are_no_quantities(client: httpx.Client) -> None:
    path = "/queries/targets-and-outcomes?area=bac-giang"
    vietnamese, english = (words(soup(client.get(path, headers=h).text)) for h in (VI, EN))
    assert "42,13" in vietnamese
    assert "42.13" in english
    assert "2022" in vietnamese
    assert "2.022" not in vietnamese


def test_a_wrong_value_is_told_beside_the_form_in_the_language_of_the_reader(
    client: httpx.Client,
) -> None:
    answer = client.get("/queries/targets-of-area?area=tra-vin", headers=VI)
    assert answer.status_code == 400
    assert "Link" not in answer.headers  # there are no data to lead to
    page = soup(answer.text)
    assert "“tra-vin” không có trong danh sách “Địa bàn”" in words(page.select_one(".error"))
    assert "tra-vinh (Tỉnh Trà Vinh)" in words(page.select_one(".error"))
    field = page.select_one("#p-area")
    assert field is not None
    assert field["aria-invalid"] == "true"
    assert "is not in the list “Area”" in words(
        soup(client.get("/queries/targets-of-area?area=tra-vin", headers=EN).text)
    )


@pytest.mark.parametrize(
    "query",
    ["year=abc", "colour=red", "page=0", "page=x", "area=", "year=2025&area=bac-giang&page=99"],
)
def test_what_a_reader_may_type_never_breaks_the_page(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/queries/targets-of-area?{query}", headers=VI)
    assert answer.status_code in {200, 400}
    assert soup(answer.text).select_one("form.ask") is not None


def test_markup_in_values_stays_text(client: httpx.Client) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    for name in ("area", "year", "colour", evil, "page"):
        answer = client.get("/queries/targets-of-area", params={name: evil}, headers=VI)
        assert "<script>alert" not in answer.text
        assert runs_or_loads(soup(answer.text)) == []


def test_the_address_for_programs_gives_the_rows_of_the_page(client: httpx.Client) -> None:
    for query in TABLES:
        page = soup(client.get(f"/queries/{query.name}?lang=en", headers=VI).text)
        address = re.search(r"'(http[^']+)'", words(page.select_one("#programs ~ pre")))
        assert address is not None
        table = client.get(address[1], headers={"accept": "text/csv"})
        rows = list(csv.reader(io.StringIO(table.text)))
        assert f"({len(rows) - 1:,} row" in words(page.select_one("#result"))


def test_downloads_are_what_they_say(client: httpx.Client) -> None:
    page = soup(client.get("/queries/compare-areas?year=2025", headers=VI).text)
    types = {
        "Excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "CSV": "text/csv",
        "TSV": "text/tab-separated-values",
        "JSON": "application/sparql-results+json",
    }
    links = {words(a): str(a["href"]) for a in page.select("#result ~ .actions a[download]")}
    assert set(links) == set(types)
    for label, href in links.items():
        answer = client.get(href, headers=VI)
        assert answer.headers["content-type"].startswith(types[label])
        if label == "CSV":
            # For spreadsheets by the button; what a program asks for has no mark.
            assert answer.content.startswith(b"\xef\xbb\xbf")
            plain = client.get(href.replace("bom=1", ""), headers=VI)
            assert plain.content == answer.content.removeprefix(b"\xef\xbb\xbf")
        if label == "Excel":
            sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
            cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
            assert "Tỷ trọng kinh tế số trong GDP hoặc GRDP" in cells
            assert 25 in cells


def test_the_sparql_has_the_values_in_it_and_opens_in_the_editor(client: httpx.Client) -> None:
    page = soup(client.get("/queries/compare-areas?year=2025", headers=VI).text)
    (sparql,) = [words(pre) for pre in page.select("details pre")]
    assert "<https://w3id.org/dxgraph/indicator/digital-economy-share-of-gross-product>" in sparql
    assert "?_indicator_iri" not in sparql
    link = page.select_one("details a.button")
    assert link is not None
    answer = client.get(str(link["href"]), headers={"accept": "text/csv"})
    assert "khoảng 25% GRDP" in answer.text


def test_a_query_that_gives_a_graph_shows_turtle_and_offers_rdf(client: httpx.Client) -> None:
    page = soup(client.get("/queries/document-record?lang=en", headers=VI).text)
    assert "dx:PolicyDocument" in words(page.select_one("#result ~ pre"))
    links = {words(a): str(a["href"]) for a in page.select("#result ~ .actions a[download]")}
    assert set(links) == {"Turtle", "JSON-LD", "N-Triples", "RDF/XML"}
    for href in links.values():
        # This query has no labels, so the language of the page is none of its parameters.
        assert client.get(href).status_code == 200


def test_long_answers_come_in_pages_that_keep_the_choices(client: httpx.Client) -> None:
    path, seen = "/queries/against-national?lang=en&area=tra-vinh", 0
    page = soup(client.get(path, headers=VI).text)
    match = re.search(r"\(([\d,]+) rows\)", words(page.select_one("#result")))
    assert match is not None
    total = int(match[1].replace(",", ""))
    assert total > 3 * 10
    while True:
        rows = page.select("#result ~ .table tbody tr")
        seen += len(rows)
        following = page.select_one('a[rel="next"]')
        if following is None:
            break
        assert len(rows) == 10
        assert {"lang=en", "area=tra-vinh"} <= set(re.split("[?&]", str(following["href"])))
        path = urljoin(path, str(following["href"]))
        page = soup(client.get(path, headers=VI).text)
    assert seen == total


@pytest.mark.parametrize("name", NAMES)
def test_the_iri_of_a_query_leads_to_its_page(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/query/{name}", headers=VI)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/queries/{name}"
    turtle = {"accept": "text/turtle"}
    described = client.get(f"/query/{name}", headers=turtle, follow_redirects=True)
    assert f"query:{name} " in described.text


def test_an_answer_names_its_addresses_for_programs(client: httpx.Client) -> None:
    answer = client.get("/queries/targets-of-area?area=tra-vinh", headers=VI)
    types = re.findall(r'type="([^"]+)"', answer.headers["Link"])
    assert {"text/csv", "text/tab-separated-values"} <= set(types)


def test_an_unknown_query_is_told_with_near_names(client: httpx.Client) -> None:
    answer = client.get("/queries/compare-area", headers=VI)
    assert answer.status_code == 404
    assert "compare-areas" in answer.text


@pytest.mark.parametrize("query", QUERIES, ids=NAMES)
def test_openapi_has_each_query_with_its_parameters(
    client: httpx.Client, query: NamedQuery
) -> None:
    operation = client.get("/openapi.json").json()["paths"][f"/queries/{query.name}"]["get"]
    described = {parameter["name"]: parameter for parameter in operation["parameters"]}
    own = {"format"} if query.form.gives_graph else {"format", "bom"}
    assert set(described) == own | {parameter.name for parameter in query.parameters}
    for parameter in query.parameters:
        assert parameter.label["vi"] in described[parameter.name]["description"]
        assert parameter.label["en"] in described[parameter.name]["description"]
        if parameter.kind.name == "year":
            assert described[parameter.name]["schema"]["type"] == "integer"
    assert f"/queries/{query.name}" in client.get("/docs", headers=VI).text


@pytest.mark.parametrize("query", TABLES, ids=[query.name for query in TABLES])
def test_every_row_of_a_csv_has_the_fields_of_its_header(
    client: httpx.Client, query: NamedQuery
) -> None:
    """Positions in a text have a comma in their IRIs: ``#char=873,905``."""
    table = client.get(f"/queries/{query.name}", headers={"accept": "text/csv"}).text
    header, *rows = csv.reader(io.StringIO(table))
    assert {len(row) for row in rows} <= {len(header)}
    if "place" in header:
        for row in rows:
            place = row[header.index("place")]
            assert re.fullmatch(r"(https://w3id\.org/dxgraph/source/[^,]+(,\d+)?)?", place)


def test_words_of_a_source_stay_vietnamese_on_english_pages(client: httpx.Client) -> None:
    page = soup(client.get("/queries/against-national?area=bac-giang", headers=EN).text)
    quoted = {words(q): q.get("lang") for q in page.select("#result ~ .table q")}
    assert quoted["khoảng 25% GRDP"] == "vi"
    assert set(quoted.values()) == {"vi"}


def test_verdicts_have_a_sign_and_figures_their_unit(client: httpx.Client) -> None:
    page = soup(client.get("/queries/against-national?area=bac-giang", headers=EN).text)
    verdicts = {words(v) for v in page.select("#result ~ .table .verdict")}
    assert {"▲ Higher", "= Equal", "≈ Approximate"} <= verdicts
    following = page.select_one('a[rel="next"]')
    assert following is not None
    second = soup(client.get(str(following["href"]), headers=EN).text)
    tables = [words(each.select_one("#result ~ .table table")) for each in (page, second)]
    for figure in ("≈ 25%", "> 12.5% a year", "Top 15"):
        assert any(figure in table for table in tables)


def test_no_description_leads_readers_to_a_file_of_the_repository(client: httpx.Client) -> None:
    for headers in (VI, EN):
        assert "docs/" not in words(soup(client.get("/queries", headers=headers).text).main)


def test_a_table_of_many_columns_leaves_out_those_that_say_nothing(client: httpx.Client) -> None:
    """They had the room of the others; the data have them still, and their meanings are told."""
    path = "/queries/targets-and-outcomes"
    page = soup(client.get(path, headers=EN).text)
    rows = page.select(".answer tbody tr")
    for number, heading in enumerate(page.select(".answer thead th")):
        cells = [words(row.select("td")[number]) for row in rows]
        assert any(cells), words(heading)
    told = {words(name) for name in page.select("details dl.facts dt")}
    assert {words(name) for name in page.select(".answer thead th")} < told


def test_of_a_long_answer_only_the_rows_of_the_page_are_held() -> None:
    """All of ten thousand rows hold 50 MB, and a crawler asks for many such pages."""
    heads = [Column(name, {"vi": name, "en": name}, {"vi": "", "en": ""}, True) for name in "abcd"]
    tracemalloc.start()
    try:

        def rows() -> Iterator[dict[str, dict[str, str]]]:
            for number in range(20_000):
                row = {"a": "always", "b": f"{number}"} | ({"c": "some"} if number > 10 else {})
                yield {name: {"type": "literal", "value": said} for name, said in row.items()}

        table = Table(heads, rows(), range(100, 200), View({}, {}, {}, [], {}), Language.EN)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000
    same, columns = table.shown()
    assert [(one.heading, one.cells[0].text) for one in same] == [("a", "always")]
    assert [one.heading for one in columns] == ["b", "c"], "what is in no row has no column"
    assert [cell.text for cell in columns[0].cells] == [f"{number}" for number in range(100, 200)]

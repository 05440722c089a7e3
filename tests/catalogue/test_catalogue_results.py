"""Answers as tables and workbooks: real types, both languages, and nothing read as a formula."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from rich.console import Console

from dxgraph.catalogue.results import (
    LICENCE,
    About,
    cells,
    choose,
    in_format,
    spoken,
    table,
    workbook,
)
from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Query, SnapshotInfo
from dxgraph.errors import NotAcceptable
from dxgraph.model.answers import Year
from dxgraph.terms import XSD
from support.named_queries import catalogue, own_graph, prepared

SNAPSHOT = SnapshotInfo("ab" * 32, 1, (), "0.1.0")


def results(*rows: dict[str, dict[str, str]], names: list[str] | None = None) -> bytes:
    names = names or sorted({name for row in rows for name in row})
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


def literal(value: str, kind: str = "") -> dict[str, str]:
    term = {"type": "literal", "value": value}
    return {**term, "datatype": XSD[kind]} if kind else term


def answered(name: str, **given: str) -> bytes:
    query = prepared(own_graph(), name, **given)
    named = catalogue()[name]
    return evaluate(own_graph(), in_format(query, choose(named, None))).body


def printed(name: str, **given: str) -> str:
    out = io.StringIO()
    grid = table(catalogue()[name], answered(name, **given), given.get("lang", "vi"))
    Console(file=out, width=220).print(grid)
    return out.getvalue()


def book(name: str, body: bytes | None = None, **given: str) -> openpyxl.Workbook:
    named = catalogue()[name]
    query = prepared(own_graph(), name, **given)
    about = About(named, given, query, SNAPSHOT, date(2026, 3, 1), named.language(given))
    body = answered(name, **given) if body is None else body
    return openpyxl.load_workbook(io.BytesIO(workbook(about, body)))


# --- Cells --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (literal("13.5", "decimal"), Decimal("13.5")),
        (literal("100.0", "decimal"), Decimal("100.0")),
        (literal("0.1", "decimal"), Decimal("0.1")),
        (literal("2025", "gYear"), Year(2025)),
        (literal("63", "integer"), 63),
        (literal("1765", "nonNegativeInteger"), 1765),
        (literal("2025-12-31", "date"), date(2025, 12, 31)),
        (literal("true", "boolean"), True),
        (literal("0", "boolean"), False),
        (literal("13,5"), "13,5"),
        (literal("2025-13-41", "date"), "2025-13-41"),
        (literal("many", "decimal"), "many"),
        (literal("NaN", "double"), "NaN"),
        (literal("INF", "double"), "INF"),
        ({"type": "uri", "value": "http://example.org/"}, "http://example.org/"),
        (None, None),
    ],
)
def test_a_cell_has_the_type_of_its_term(term: dict[str, str] | None, cell: object) -> None:
    body = results({"x": term} if term else {}, names=["x"])
    names, rows = cells(body)
    assert names == ["x"]
    assert rows == [[cell]]
    assert type(rows[0][0]) is type(cell)


def test_an_answer_of_yes_or_no_is_one_cell() -> None:
    assert cells(b'{"head":{},"boolean":false}') == (["answer"], [[False]])


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (Decimal("13.5"), "13,5", "13.5"),
        (Decimal("100.0"), "100", "100"),
        (2300000, "2.300.000", "2,300,000"),
        (date(2025, 12, 31), "31/12/2025", "2025-12-31"),
        (True, "có", "yes"),
        (None, "", ""),
        ("https://w3id.org/dxgraph/source/a-b#char=3,9", "a-b 3–9", "a-b 3–9"),
        ("https://w3id.org/dxgraph/area/bac-giang", "area:bac-giang", "area:bac-giang"),
        ("trên 25% GRDP", "trên 25% GRDP", "trên 25% GRDP"),
    ],
)
def test_a_value_is_written_as_its_reader_writes_it(
    value: str | int | Decimal | date | None, vi: str, en: str
) -> None:
    assert (spoken(value, "vi"), spoken(value, "en")) == (vi, en)


# --- The table of the terminal ------------------------------------------------------------------


def test_a_table_shows_labels_and_not_iris() -> None:
    text = printed("targets-of-area", area="bac-giang", year="2030", lang="vi")
    assert "Một địa bàn đã cam kết những gì" in text
    assert "trên 13, 5%" in text
    assert "13,5" in text
    assert "Kinh tế số" in text
    assert "https://" not in text


def test_a_table_follows_the_language() -> None:
    text = printed("targets-of-area", area="bac-giang", year="2030", lang="en")
    assert "What an area has promised" in text
    assert "13.5" in text
    assert "Digital economy" in text


def test_what_is_the_same_in_every_row_stands_once_above_the_table() -> None:
    text = printed("targets-of-area", area="binh-dinh", year="2024", lang="vi")
    assert text.count("33/KH-UBND") == 1
    assert text.count("31/12/2024") == 1


def test_an_answer_without_rows_is_a_table_without_rows() -> None:
    assert "Tỉnh sau sáp nhập" in printed("inherited-targets", area="tra-vinh")


def test_markup_in_a_value_stays_text() -> None:
    body = results({"area_label": literal("[red]x[/red] [link=http://e.org]y[/link]")})
    out = io.StringIO()
    Console(file=out, width=120).print(table(catalogue()["targets-of-area"], body, "vi"))
    assert "[red]x[/red]" in out.getvalue()


# --- The workbook -------------------------------------------------------------------------------


def test_a_workbook_has_real_types_and_a_frozen_header() -> None:
    read = book("targets-of-area", area="bac-giang", year="2030", lang="vi")
    sheet = read["Kết quả"]
    header = [cell.value for cell in sheet[1]]
    assert header[:2] == ["Địa bàn (IRI)", "Địa bàn"]
    found = {
        row[header.index("Chữ in")]: row for row in sheet.iter_rows(min_row=2, values_only=True)
    }
    row = found["trên 13, 5%"]
    assert row[header.index("Giá trị")] == 13.5
    assert row[header.index("Thời hạn")] == datetime(2030, 12, 31)
    assert row[header.index("Trụ cột nêu rõ")] is True
    assert row[header.index("Chỉ số")] == "Tốc độ tăng năng suất lao động hằng năm"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref is not None


def test_a_workbook_says_what_it_is() -> None:
    read = book("targets-of-area", area="bac-giang", year="2030", lang="vi")
    told = [tuple(cell for cell in row if cell) for row in read["Giới thiệu"].values]
    lines = {row[0]: row[1:] for row in told if row}
    assert lines["Câu hỏi"] == ("Một địa bàn đã cam kết những gì",)
    assert lines["Tên truy vấn"] == ("targets-of-area",)
    assert lines["Bản dữ liệu"] == ("sha256:" + "ab" * 32,)
    assert lines["Ngày chạy"] == ("2026-03-01",)
    assert lines["Giấy phép"] == (LICENCE,)
    assert lines["area"][0] == "bac-giang = https://w3id.org/dxgraph/area/bac-giang"
    assert lines["year"][0] == "2030"
    assert lines["level"][0] == "(tất cả)"
    assert lines["Địa bàn"][0] == "area_label"
    sparql = str(lines["SPARQL"][0])
    assert "<https://w3id.org/dxgraph/area/bac-giang>" in sparql
    assert "?_area_iri" not in sparql


def test_a_workbook_speaks_english_too() -> None:
    read = book("compare-areas", lang="en")
    assert read.sheetnames == ["Result", "About"]
    assert read["Result"]["B1"].value == "Indicator"


def test_text_is_never_read_as_a_formula_or_a_link() -> None:
    nasty = ['=HYPERLINK("http://e.org","x")', "+1+1", "@SUM(A1)", "{=1+1}", "http://example.org/"]
    body = results(*({"area_label": literal(text)} for text in nasty))
    sheet = book("targets-of-area", body)["Kết quả"]
    column = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in column] == nasty
    assert {row[0].data_type for row in column} == {"s"}
    assert not any(row[0].hyperlink for row in column)


def test_a_text_longer_than_a_cell_is_cut_and_not_lost() -> None:
    body = results({"area_label": literal("x" * 40_000)})
    assert len(book("targets-of-area", body)["Kết quả"]["A2"].value) == 32_767


def test_a_number_that_excel_would_round_stays_exact() -> None:
    long = ["123456789012345678.5", "1E+400"]
    body = results(*({"value": literal(text, "decimal")} for text in long))
    sheet = book("targets-of-area", body)["Kết quả"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == long


def test_the_same_answer_on_the_same_day_is_the_same_file() -> None:
    named = catalogue()["compare-areas"]
    query = prepared(own_graph(), "compare-areas")
    about = About(named, {}, query, SNAPSHOT, date(2026, 3, 1), "vi")
    body = answered("compare-areas")
    assert workbook(about, body) == workbook(about, body)


# --- The choice of a format ---------------------------------------------------------------------


def test_a_table_is_shown_as_a_table_and_a_graph_as_turtle() -> None:
    assert choose(catalogue()["compare-areas"], None).name == "table"
    assert choose(catalogue()["document-record"], None).name == "turtle"


@pytest.mark.parametrize(
    ("name", "format_", "offered"),
    [
        ("compare-areas", "ttl", "json, xml, csv, tsv, table, xlsx"),
        ("document-record", "xlsx", "ttl, nt, rdf, jsonld"),
        ("compare-areas", "pdf", "json, xml, csv, tsv, table, xlsx"),
    ],
)
def test_a_format_that_does_not_fit_is_refused(name: str, format_: str, offered: str) -> None:
    with pytest.raises(NotAcceptable) as caught:
        choose(catalogue()[name], format_)
    assert offered in caught.value.remedy


def test_the_engine_is_asked_for_the_bytes_that_a_format_is_made_from() -> None:
    select, graph = catalogue()["compare-areas"], catalogue()["document-record"]
    assert in_format(Query("x"), choose(select, "xlsx")).results_format == "json"
    assert in_format(Query("x"), choose(select, "csv")).results_format == "csv"
    assert in_format(Query("x"), choose(graph, "nt")).graph_format == "ntriples"


def test_a_csv_holds_vietnamese_as_it_is() -> None:
    query = replace(prepared(own_graph(), "compare-areas"), results_format="csv")
    text = evaluate(own_graph(), query).body.decode("utf-8")
    assert "khoảng 25% GRDP" in text
    assert text.splitlines()[0].startswith("indicator,indicator_label,level")


def test_a_year_is_no_quantity() -> None:
    ((year,),) = cells(results({"period": literal("2025", "gYear")}))[1]
    assert year == 2025
    assert [spoken(year, language) for language in ("vi", "en")] == ["2025", "2025"]

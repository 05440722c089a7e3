"""Tables to take away from pages."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest

from dxgraph.errors import UsageError
from dxgraph.terms import BASE, DATASET, QB
from dxgraph.web.application import Application
from dxgraph.web.pages.shared import sheets
from support.graph import own_snapshot
from support.pages import VI, get, soup, words


@pytest.mark.parametrize(
    ("data_set", "path"),
    [
        ("targets", "/dataset/targets"),
        ("outcomes", "/queries/outcomes"),
    ],
)
def test_a_data_set_offers_all_its_cells_as_a_table(
    app: Application, data_set: str, path: str
) -> None:
    address = f"{path}?lang=vi&format="
    page = soup(get(app, f"/dataset/{data_set}?lang=vi", VI).text)
    for language, name in (("vi", "Ghi công 4.0 Quốc tế"), ("en", "Attribution 4.0 International")):
        seen = soup(get(app, f"/dataset/{data_set}?lang={language}", VI).text)
        (licence,) = seen.select('main dl a[href="https://creativecommons.org/licenses/by/4.0/"]')
        assert licence.text == f"Creative Commons {name} (CC BY 4.0)"
    offered = {link.get_text(strip=True): str(link["href"]) for link in page.select("a[download]")}
    tables = {"Tải bảng Excel": f"{address}xlsx", "CSV": f"{address}csv&bom=1"}
    assert offered == tables | ({"JSON": f"{address}json"} if data_set == "outcomes" else {})
    # At the address of a thing "json" is a word for RDF.
    described = get(app, f"/dataset/{data_set}?format=json", {"accept": "*/*"})
    assert described.headers["content-type"].startswith("application/ld+json")
    # What the heading says is not said again.
    assert "Tên" not in [words(each) for each in page.select("dl.facts dt")]
    assert "dùng SPARQL để lấy tất cả" not in words(page.main)
    # Whoever follows the link says what it accepts: a browser and a program get the same file.
    browser, program = (get(app, offered["CSV"], each) for each in (VI, {}))
    assert browser.content == program.content
    rows = list(csv.reader(io.StringIO(program.text)))[1:]
    cells = {cell for row in rows for cell in row}
    kept = own_snapshot().store.quads_for_pattern(
        None, ox.NamedNode(QB.dataSet), ox.NamedNode(DATASET[data_set]), None
    )
    subjects = {str(quad.subject).strip("<>") for quad in kept}
    assert subjects <= cells
    assert len(rows) == len(subjects)
    assert get(app, offered["Tải bảng Excel"], VI).content.startswith(b"PK")


def test_a_table_is_whole_or_refused() -> None:
    sheets.check(sheets.MOST_ROWS)
    with pytest.raises(UsageError, match="20,001 rows are too many"):
        sheets.check(sheets.MOST_ROWS + 1)


@pytest.mark.parametrize("kind", ["comparison", "progress"])
def test_a_thing_without_name_or_title_has_a_page(app: Application, kind: str) -> None:
    store = own_snapshot().store
    of_kind = (str(q.subject).strip("<>") for q in store if f"<{BASE}{kind}/" in str(q.subject))
    assert get(app, f"/{next(of_kind).removeprefix(BASE)}", VI).status_code == 200

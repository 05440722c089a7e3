"""Pages of data that outgrow memory show what the pages of the same data in memory show."""

from __future__ import annotations

import codecs
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx2 as httpx
import pytest

from dxgraph.asking.graph import loading
from dxgraph.catalogue.pieces import ORDERS
from dxgraph.model import storing
from dxgraph.model.stored import LARGE
from dxgraph.web.pages.shared import stored as pages
from dxgraph.web.pages.shared import view
from support.pages import EN, VI, served_graph, soup

CLAIM = "/check?text=Bắc Giang đặt mục tiêu kinh tế số 20% năm 2025."
PATHS = (
    "/",
    "/?indicator=digital-economy-share-of-gross-product",
    "/explore",
    "/explore?area=bac-giang&pillar=government&sort=year",
    "/explore?yardstick=749&sort=value&page=2",
    "/explore?kind=qualitative&kind=rank&sort=area",
    "/compare?area=bac-giang&area=tra-vinh",
    "/timeline",
    "/indicator",
    "/area",
    "/document?q=bac+giang",
    "/source",
    "/area/bac-giang",
    "/document/bac-giang-2021-111-nq-tu",
    "/indicator/digital-economy-share-of-gross-product",
    "/body/bac-giang-party-committee",
    "/source/bac-giang-111-nq-tu",
    "/rank/digital-economy-share-of-gross-product",
    "/document/bac-giang-2021-111-nq-tu/dti-rank-2025",
    "/queries/targets-of-area?area=bac-giang",
    "/about",
    "/llms.txt",
    "/feed.atom",
    "/calendar.ics?area=bac-giang",
)
PLAIN = {"accept-encoding": "identity"}
IN_PIECES = ("conflicts", "evidence", "targets-and-outcomes")


@pytest.fixture(scope="module")
def large(client: httpx.Client) -> Iterator[httpx.Client]:
    """Our own graph, served as if it had too many targets to be held."""
    # The other service knows its targets by now, and how many there are.
    client.get("/about", headers=VI)
    client.get("/queries/evidence?format=csv&document=tra-vinh-2022-50-kh-ubnd")
    written: list[Path] = []

    def build(path: Path, source: storing.Source) -> None:
        written.append(path)
        storing.build(path, source)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(view, "LARGE", 0)
        patch.setattr(pages, "build", build)
        with served_graph() as address, httpx.Client(base_url=address, timeout=60) as asking:
            asking.get("/about", headers=VI)
            assert len(written) == 1
            yield asking


@pytest.mark.parametrize("path", PATHS)
def test_the_page_is_the_same(client: httpx.Client, large: httpx.Client, path: str) -> None:
    headers = EN if "page=2" in path else VI
    ours, theirs = client.get(path, headers=headers), large.get(path, headers=headers)
    assert theirs.status_code == ours.status_code == 200
    assert _text(theirs, large) == _text(ours, client)


def _in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if our own graph had more targets than these queries can answer for at once."""
    for name in IN_PIECES:
        assert ORDERS[name].ends_from
        monkeypatch.setitem(ORDERS, name, replace(ORDERS[name], ends_from=1_000))


@pytest.fixture
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    _in_pieces(monkeypatch)


@pytest.mark.parametrize(
    ("name", "results_format"),
    [
        ("targets-and-outcomes", "csv"),
        *(("conflicts", name) for name in ("csv", "tsv", "json", "xml")),
    ],
)
def test_what_would_end_at_a_limit_comes_in_pieces(
    large: httpx.Client, name: str, results_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/queries/{name}?format={results_format}"
    whole = large.get(address, headers=PLAIN)
    _in_pieces(monkeypatch)
    joined = large.get(address, headers=PLAIN)
    assert joined.content == whole.content
    assert joined.headers["transfer-encoding"] == "chunked"
    assert "content-length" in whole.headers
    assert joined.headers["content-type"] == whole.headers["content-type"]


@pytest.mark.usefixtures("in_pieces")
def test_what_comes_in_pieces_has_an_entity_tag(large: httpx.Client) -> None:
    address = "/queries/conflicts?format=csv"
    head = large.head(address)
    assert (head.status_code, head.content) == (200, b"")
    tag = large.get(address).headers["etag"]
    assert head.headers["etag"] == tag
    assert tag.startswith("W/")
    known = large.get(address, headers={"if-none-match": tag})
    assert (known.status_code, known.content) == (304, b"")
    marked = large.get(f"{address}&bom=1")
    assert marked.content == codecs.BOM_UTF8 + large.get(address).content


@pytest.mark.usefixtures("in_pieces")
@pytest.mark.parametrize("name", IN_PIECES)
def test_a_workbook_does_not_come_in_pieces(large: httpx.Client, name: str) -> None:
    address = f"/queries/{name}?format=xlsx"
    refused = large.get(address, headers={"accept-language": "en"})
    parameter = ORDERS[name].parameter
    assert (refused.status_code, refused.json()["parameter"]) == (400, parameter)
    assert f"{parameter} is needed" in refused.json()["detail"]
    assert f"/{parameter} lists the values" in refused.json()["remedy"]
    assert large.get(f"/{parameter}", headers=EN).status_code == 200
    some = {"area": "tra-vinh", "document": "tra-vinh-2022-50-kh-ubnd"}[parameter]
    assert large.get(f"{address}&{parameter}={some}").content.startswith(b"PK")


@pytest.mark.usefixtures("in_pieces")
def test_who_could_not_tell_a_part_from_the_whole_gets_none(large: httpx.Client) -> None:
    """HTTP/1.0 has no chunks: there an answer ends with its connection, whole or not."""
    with socket.create_connection((large.base_url.host, large.base_url.port or 80)) as connection:
        connection.sendall(b"GET /queries/conflicts?format=csv HTTP/1.0\r\nHost: x\r\n\r\n")
        told = connection.makefile("rb").read()
    assert b" 400 " in told.partition(b"\r\n")[0]
    assert b"HTTP/1.1" in told.partition(b"\r\n")[2]


@pytest.mark.parametrize("name", ["against-national", "revisions"])
def test_what_can_be_given_whole_is(client: httpx.Client, large: httpx.Client, name: str) -> None:
    address = f"/queries/{name}?format=csv"
    assert large.get(address).text == client.get(address).text


def test_a_search_finds_the_same(client: httpx.Client, large: httpx.Client) -> None:
    for words in ("kinh te so bac giang 2030", "111-NQ/TU", "bắc giang", "chuyen doi", "x y z"):
        asked = {"q": words, "format": "json"}
        ours, theirs = client.get("/search", params=asked), large.get("/search", params=asked)
        assert theirs.json() == ours.json()


@pytest.mark.parametrize("path", ["/ask", "/ask?q=Bắc Giang kinh tế số 2030", "/check", CLAIM])
def test_questions_in_words_are_refused_with_where_to_ask(
    large: httpx.Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_MORE", loading._MORE.replace(f"OFFSET {LARGE}", "OFFSET 20"))
    page = large.get(path, headers=VI)
    assert page.status_code == 501
    assert "không có" in page.text
    assert "/explore" in page.text
    if "?" in path:
        told = large.get(path, headers={"accept": "application/json"})
        assert told.status_code == 501
        assert told.json()["limit"] == "targets"
        assert "/queries" in told.json()["remedy"]


def test_what_is_not_there_has_near_names(large: httpx.Client) -> None:
    answer = large.get("/area/bac-gian", headers=VI)
    assert answer.status_code == 404
    assert "/area/bac-giang" in answer.text


def _text(answer: httpx.Response, client: httpx.Client) -> str:
    return soup(answer.text).get_text(" ", strip=True).replace(str(client.base_url), "")

"""What changed, as a page, as JSON and as a feed: in the words of ``dxgraph diff``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import httpx2 as httpx
import pytest

from dxgraph import corpus, history
from dxgraph.engine.inline import Inline
from dxgraph.publish.archive import Archive, add
from dxgraph.settings import Settings
from support.pages import EN, LARGEST_PAGE, VI, served_graph, soup, words
from support.some import some

HEAD = """@prefix area: <https://w3id.org/dxgraph/area/> .
@prefix document: <https://w3id.org/dxgraph/document/> .
@prefix dx: <https://w3id.org/dxgraph/ontology#> .
@prefix indicator: <https://w3id.org/dxgraph/indicator/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
area:tra-vinh a dx:Area ; rdfs:label "Trà Vinh"@vi , "Tra Vinh"@en .
area:ca-mau a dx:Area ; rdfs:label "Cà Mau"@vi , "Ca Mau"@en .
indicator:share a dx:Indicator ; rdfs:label "Tỷ trọng"@vi , "Share"@en .
indicator:rank a dx:Indicator ; rdfs:label "Hạng"@vi , "Rank"@en .
document:plan a dx:PolicyDocument ; rdfs:label "Kế hoạch"@vi , "The plan"@en ;
    dx:territory area:tra-vinh .
"""
TARGET = """document:plan\\#{name} a dx:QuantifiedTarget ;
    rdfs:label "{name}"@vi , "{name}"@en ; dx:statedIn document:plan ; dx:targetValue {value} ;
    sdmx-dimension:refArea area:{area} ; dx:indicator indicator:{indicator} ;
    dx:deadline "2025-12-31"^^xsd:date .
"""


def target(name: str, value: str, area: str = "tra-vinh", indicator: str = "share") -> str:
    return TARGET.format(name=name, value=value, area=area, indicator=indicator)


STATES = (
    HEAD + target("one", "20.0"),
    HEAD + target("one", "25.0") + target("two", "5.0", "ca-mau", "rank"),
    HEAD + target("one", "30.0") + target("two", "5.0", "ca-mau", "rank"),
)


def state(folder: Path, turtle: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    (folder / "data.ttl").write_text(turtle, encoding="utf-8")
    return [folder]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("changes")
    for name, turtle in (("1.0", STATES[0]), ("1.1", STATES[1])):
        data = state(top / name, turtle)
        add(corpus.build(data), top / "archive", name=name, data=data)
    return top / "archive"


@pytest.fixture(scope="module")
def client(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    data = state(tmp_path_factory.mktemp("served"), STATES[2])
    settings = Settings(releases=str(archive), client_queries=1000)
    with (
        served_graph(data, Inline(data), settings) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        # The first who asks has them compared.
        client.get("/changes", params={"format": "json"})
        yield client


def steps(client: httpx.Client, **given: str) -> list[tuple[str | None, list[str]]]:
    told = client.get("/changes", params={**given, "format": "json"}).json()
    return [
        (step["release"], [f"{c['verb']} {c['label']['en']}" for c in step["changes"]])
        for step in told["steps"]
    ]


def test_each_release_and_what_is_served_is_compared_with_the_one_before(
    client: httpx.Client,
) -> None:
    assert steps(client) == [
        (None, ["changed one"]),
        ("1.1", ["changed one", "added two"]),
    ]


def test_the_words_are_those_of_the_command(client: httpx.Client, archive: Path) -> None:
    newest, first = Archive(archive).releases()
    difference = history.diff(str(first.statements), str(newest.statements))
    said = json.loads(history.render(difference, "json"))["changes"]
    told = client.get("/changes", headers={"accept": "application/json"}).json()
    assert told["steps"][1]["changes"] == said
    text = history.render(difference, "text", "vi")
    page = words(soup(client.get("/changes", headers=VI).text).select_one("main"))
    for change in said:
        for line in some(change["said"]["vi"]):
            assert line in text
            assert line in page


def test_changes_are_narrowed_to_area_indicator_and_day(client: httpx.Client) -> None:
    assert steps(client, area="ca-mau") == [(None, []), ("1.1", ["added two"])]
    assert steps(client, indicator="share") == [
        (None, ["changed one"]),
        ("1.1", ["changed one"]),
    ]
    assert steps(client, area="ca-mau", indicator="share") == [(None, []), ("1.1", [])]
    assert steps(client, since="2999-01-01") == [(None, ["changed one"])]
    for given in ({"area": "nowhere"}, {"indicator": "none"}, {"area": "a> <b"}):
        assert client.get("/changes", params=given).status_code == 400
    assert client.get("/changes", params={"since": "soon"}).status_code == 400


def test_the_page_says_in_both_languages_what_became_of_what(client: httpx.Client) -> None:
    for language, told in (
        (VI, ["Những gì đã đổi", "Sửa chỉ tiêu one", "20 → 25", "Chưa phát hành so với 1.1"]),
        (EN, ["What changed", "Changed target one", "20 → 25", "Not released yet since 1.1"]),
    ):
        page = client.get("/changes", headers=language).text
        assert len(page) < LARGEST_PAGE
        said = words(soup(page).select_one("main"))
        for text in told:
            assert text in said
    narrowed = words(soup(client.get("/changes?area=ca-mau", headers=EN).text).select_one("main"))
    assert "Ca Mau" in narrowed
    assert "target one" not in narrowed


def test_the_feed_has_an_entry_for_each_change_released_or_not(
    client: httpx.Client, archive: Path
) -> None:
    atom = {"a": "http://www.w3.org/2005/Atom"}
    answer = client.get("/changes", params={"format": "atom", "lang": "vi"})
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 — our own
    titles = [entry.findtext("a:title", "", atom) for entry in feed.findall("a:entry", atom)]
    assert titles == ["sửa: chỉ tiêu one", "sửa: chỉ tiêu one", "thêm: chỉ tiêu two"]
    summaries = [entry.findtext("a:summary", "", atom) for entry in feed.findall("a:entry", atom)]
    assert [text.partition(";")[0] for text in summaries] == ["chưa phát hành", "1.1", "1.1"]
    days = [entry.findtext("a:updated", "", atom) for entry in feed.findall("a:entry", atom)]
    assert all(datetime.fromisoformat(day).tzinfo for day in days)
    assert feed.findtext("a:updated", "", atom) == max(days)
    # The same bytes from every service on one store: no clock of its own is in them.
    assert set(days) == {Archive.at(str(archive)).releases()[0].issued}
    ids = [
        entry.findtext("a:id", "", atom)
        for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")
    ]
    assert len(set(ids)) == 3
    again = client.get("/changes", params={"format": "atom", "lang": "vi"})
    assert again.content == answer.content
    kept = client.get(
        "/changes",
        params={"format": "atom", "lang": "vi"},
        headers={"if-none-match": answer.headers["etag"]},
    )
    assert kept.status_code == 304
    one = client.get(
        "/changes", params={"area": "ca-mau"}, headers={"accept": "application/atom+xml"}
    )
    assert one.text.count("<entry>") == 1


def test_without_an_earlier_release_it_is_said_plainly(tmp_path: Path) -> None:
    data = state(tmp_path / "data", STATES[0])
    with served_graph(data, Inline(data)) as address:
        told = httpx.get(f"{address}/changes?format=json").json()
        assert told["steps"] == []
        assert "no earlier release" in told["note"]["en"]
        assert "no earlier release" in httpx.get(f"{address}/changes", headers=EN).text
        assert "Chưa có bản phát hành nào" in httpx.get(f"{address}/changes", headers=VI).text
        assert "no earlier release" in httpx.get(f"{address}/changes?format=atom&lang=en").text
    add(corpus.build(data), tmp_path / "archive", name="1.0", data=data)
    settings = Settings(releases=str(tmp_path / "archive"), client_queries=1000)
    with served_graph(data, Inline(data), settings) as address:
        page = httpx.get(f"{address}/changes", headers=EN).text
        assert "What is served now is the newest release" in page
        assert "there is nothing before it to compare with" in page

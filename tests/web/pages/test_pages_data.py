"""Data for reuse, and the vocabulary, shapes and validation behind them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.publish import tables as dumps
from dxgraph.publish.release import read_manifest, write_dumps
from dxgraph.terms import DX, RDF, SH, SHAPES
from dxgraph.validation.shapes import Shapes
from support.graph import own_snapshot
from support.pages import (
    EN,
    LARGEST_PAGE,
    VI,
    OwnGraph,
    runs_or_loads,
    served_graph,
    soup,
    words,
)
from support.places import CHECKOUT
from support.some import some

EXAMPLES = CHECKOUT / "docs" / "examples"
TURTLE = {"accept": "text/turtle"}


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=120) as client:
        client.headers.pop("accept")
        client.headers.pop("accept-encoding")
        # The first who asks has the files made.
        client.get("/data", headers=TURTLE)
        client.get("/validation")
        yield client


def files_of(client: httpx.Client) -> dict[str, tuple[str, str]]:
    """The files that /data lists: name to address and digest."""
    page = soup(client.get("/data", headers=VI).text)
    return {
        words(row.select("a")[0]): (str(row.select("a")[0]["href"]), words(row.select("code")[-1]))
        for row in page.select("tbody tr")
    }


def test_the_last_change_is_not_older_than_what_the_data_say_was_done(
    client: httpx.Client,
) -> None:
    query = "SELECT (MAX(?d) AS ?last) { ?s <https://w3id.org/dxgraph/ontology#soughtOn> ?d }"
    asked = client.get("/sparql", params={"query": query, "format": "csv"}).text
    changed = re.search(r'"dateModified":\s*"([0-9-]+)"', client.get("/data", headers=VI).text)
    assert changed is not None
    assert changed[1] >= asked.splitlines()[1]


# --- Dumps ------------------------------------------------------------------------------------


def test_the_page_lists_every_dump_with_its_size_and_digest(client: httpx.Client) -> None:
    beginning = f"dxgraph-{own_snapshot().digest[:12]}"
    tables = ("targets", "outcomes", "codebook")
    assert set(files_of(client)) == {
        *(f"{beginning}.{ending}.gz" for ending in ("nq", "trig", "ttl", "jsonld")),
        *(f"{beginning}-{t}.{e}" for t in tables for e in ("csv", "csv.gz", "parquet", "xlsx")),
    }
    for name, (href, digest) in files_of(client).items():
        answer = client.get(href)
        assert hashlib.sha256(answer.content).hexdigest() == digest, name
        assert f'filename="{name}"' in answer.headers["content-disposition"]


@pytest.mark.parametrize("format_", ["nquads", "trig", "turtle", "jsonld"])
def test_an_rdf_dump_is_the_snapshot(client: httpx.Client, format_: str) -> None:
    ending = {"nquads": "nq", "trig": "trig", "turtle": "ttl", "jsonld": "jsonld"}[format_]
    body = client.get(f"/data/dxgraph.{ending}.gz", follow_redirects=True).content
    assert gzip.decompress(body) == dumps.dump(own_snapshot(), format_)


def test_the_table_of_targets_is_tidy_and_its_columns_are_explained(client: httpx.Client) -> None:
    table = client.get("/data/dxgraph-targets.csv", follow_redirects=True).text
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) > 100
    explained = client.get("/data/dxgraph-codebook.csv", follow_redirects=True).text
    columns = [r for r in csv.DictReader(io.StringIO(explained)) if r["table"] == "targets"]
    assert [column["column"] for column in columns] == list(rows[0])
    assert all(column["vi"] and column["en"] for column in columns)


def test_parquet_has_the_rows_of_the_table_with_their_types(client: httpx.Client) -> None:
    body = client.get("/data/dxgraph-targets.parquet", follow_redirects=True).content
    table = pq.read_table(io.BytesIO(body))
    assert table.num_rows == len(list(dumps.rows(own_snapshot(), "targets")))
    assert str(table.schema.field("value").type) == "decimal128(19, 4)"
    assert str(table.schema.field("deadline").type) == "date32[day]"


def test_a_file_of_a_snapshot_may_be_kept_for_ever(client: httpx.Client) -> None:
    (href, _), *_ = files_of(client).values()
    answer = client.get(href)
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(href, headers={"range": "bytes=0-9"}).status_code == 206


def test_the_address_without_digest_leads_to_the_current_file(client: httpx.Client) -> None:
    answer = client.get("/data/dxgraph.nq.gz")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/data/dxgraph-{own_snapshot().digest[:12]}.nq.gz"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["dxgraph-000000000000.nq.gz", "dxgraph.zip", "..%2fmanifest.json", "manifest.json"]
)
def test_what_is_no_file_of_the_snapshot_is_not_found(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/data/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_list_of_checksums_is_what_sha256sum_reads(client: httpx.Client) -> None:
    lines = client.get("/data/SHA256SUMS").text.splitlines()
    listed = {line.partition("  ")[2]: line.partition("  ")[0] for line in lines}
    assert listed == {name: digest for name, (_, digest) in files_of(client).items()}


def test_dumps_are_the_same_bytes_every_time(tmp_path: Path) -> None:
    # All kinds of files are made of a few documents too.
    files = [
        file
        for number, file in enumerate(corpus.files())
        if file.path.parent.name != "documents" or number % 20 == 0
    ]
    made = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        write_dumps(corpus.assemble(files), folder)
        made.append(read_manifest(folder))
    assert made[0] == made[1]
    assert len({dump.sha256 for dump in made[0].dumps}) == len(made[0].dumps)


def test_the_dumps_of_other_data_are_rdf_only(tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text('<http://e.org/a> <http://e.org/b> "c" .', "utf-8")
    with served_graph([tmp_path]) as address, httpx.Client(base_url=address, timeout=60) as other:
        described = other.get("/data", headers=TURTLE)
        assert described.status_code == 200
        endings = {name.partition(".")[2] for name in files_of(other)}
        assert endings == {"nq.gz", "trig.gz", "ttl.gz", "jsonld.gz"}
        # They are not ours to license.
        assert "creativecommons" not in described.text


def test_files_that_changed_since_are_not_passed_off_as_what_is_served(tmp_path: Path) -> None:
    file = tmp_path / "data.ttl"
    file.write_text('<http://e.org/a> <http://e.org/b> "c" .', "utf-8")
    with served_graph([tmp_path]) as address, httpx.Client(base_url=address, timeout=60) as other:
        file.write_text('<http://e.org/a> <http://e.org/b> "d" .', "utf-8")
        assert other.get("/data", headers=TURTLE).status_code == 404
        assert "Tệp dữ liệu đã đổi" in other.get("/data", headers=VI).text


def test_a_store_elsewhere_has_no_dumps_here_and_the_page_says_so() -> None:
    with (
        served_graph(None, OwnGraph()) as address,
        httpx.Client(base_url=address, timeout=60) as other,
    ):
        assert "Another store holds the data" in other.get("/data", headers=EN).text
        assert other.get("/data", headers=TURTLE).status_code == 200
        assert other.get("/data/dxgraph.nq.gz").status_code == 404
        assert other.get("/validation").status_code == 404
        assert "Another store holds the data" in other.get("/validation", headers=EN).text


# --- Vocabulary -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/ontology", "/shapes", "/validation", "/data", "/mcp"])
@pytest.mark.parametrize("headers", [VI, EN], ids=["vi", "en"])
def test_the_pages_are_light_and_fetch_and_run_nothing(
    client: httpx.Client, path: str, headers: dict[str, str]
) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-language"] == headers["accept-language"]
    assert len(answer.content) < LARGEST_PAGE
    assert runs_or_loads(soup(answer.text)) == []


def vocabulary() -> set[ox.Triple]:
    return {
        quad.triple
        for file in corpus.files()
        if file.name.startswith("ontology/")
        for quad in corpus.parse(file)
    }


def test_every_class_and_property_has_its_anchor_and_its_words_in_both_languages(
    client: httpx.Client,
) -> None:
    kinds = {"Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
    terms = {
        triple.subject.value
        for triple in vocabulary()
        if triple.predicate.value == RDF.type
        and isinstance(triple.subject, ox.NamedNode)
        and triple.subject.value.startswith(DX)
        and str(triple.object).strip("<>").rpartition("#")[2] in kinds
    }
    assert len(terms) > 60
    texts = {
        (triple.subject.value, triple.object.language): triple.object.value
        for triple in vocabulary()
        if triple.predicate.value.endswith("#definition")
        and isinstance(triple.object, ox.Literal)
        and isinstance(triple.subject, ox.NamedNode)
    }
    for headers in (VI, EN):
        page = soup(client.get("/ontology", headers=headers).text)
        for term in terms:
            anchor = page.find(id=term.removeprefix(DX))
            assert anchor is not None, term
            told = words(anchor.find_next("dd"))
            assert texts[term, headers["accept-language"]] in told


def test_the_page_of_the_vocabulary_lists_the_codes_of_every_scheme(client: httpx.Client) -> None:
    page = soup(client.get("/ontology", headers=VI).text)
    links = {str(link["href"]) for link in page.select("a[href]")}
    for code in ("/level/district", "/comparator/within-top", "/pillar/government", "/unit/rank"):
        assert code in links
    assert "/scheme/levels" in links


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf", "jsonld"])
def test_the_vocabulary_in_rdf_is_that_of_the_files(client: httpx.Client, ending: str) -> None:
    answer = client.get(f"/ontology.{ending}")
    format_ = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "rdf": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }[ending]
    assert {quad.triple for quad in ox.parse(answer.content, format=format_)} == vocabulary()


def test_the_vocabulary_is_negotiated(client: httpx.Client) -> None:
    assert client.get("/ontology", headers=TURTLE).text == client.get("/ontology.ttl").text
    jsonld = client.get("/ontology", headers={"accept": "application/ld+json"})
    assert jsonld.headers["content-type"] == "application/ld+json"
    tag = jsonld.headers["etag"]
    again = client.get("/ontology", headers={"accept": "application/ld+json", "if-none-match": tag})
    assert again.status_code == 304


def test_the_version_of_the_vocabulary_leads_to_it(client: httpx.Client) -> None:
    assert client.get("/ontology/0.1.0", headers=VI).headers["location"] == "/ontology"
    assert client.get("/ontology/0.1.0.ttl").headers["location"] == "/ontology.ttl"
    assert client.get("/ontology/9.9.9").status_code == 404


# --- Shapes -----------------------------------------------------------------------------------


def test_every_shape_and_constraint_has_its_anchor_and_says_what_to_do(
    client: httpx.Client,
) -> None:
    shapes = Shapes.load()
    for headers in (VI, EN):
        page = soup(client.get("/shapes", headers=headers).text)
        for iri in some(shapes.named):
            anchor = page.find(id=iri.removeprefix(SHAPES))
            assert anchor is not None, iri
            message = shapes.message(iri).in_language(headers["accept-language"])
            assert " ".join(re.sub(r"\{[?$]\w+\}", "…", message).split()) in words(anchor)


def test_a_warning_is_told_from_a_violation(client: httpx.Client) -> None:
    page = soup(client.get("/shapes", headers=EN).text)
    assert "(warning)" in words(page.select_one("#TargetOfAbolishedLevel h3"))
    assert "(warning)" not in words(page.select_one("#Area h3"))


def test_the_shapes_in_rdf_are_those_that_validate(client: httpx.Client) -> None:
    for ending, format_ in (("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES)):
        body = client.get(f"/shapes.{ending}").content
        found = {
            quad.subject.value
            for quad in ox.parse(body, format=format_)
            if quad.predicate.value == RDF.type
            and isinstance(quad.subject, ox.NamedNode)
            and quad.object.value in {SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint}
        }
        assert found == set(Shapes.load().named)


# --- Validation -------------------------------------------------------------------------------


def test_the_validation_of_the_snapshot_is_shown_and_given_to_programs(
    client: httpx.Client,
) -> None:
    report = client.get("/validation").json()
    assert report["conforms"] is True
    page = soup(client.get("/validation", headers=EN).text)
    assert "The graph that is served conforms." in words(page)
    assert len(page.select("#findings + details > ol > li")) == len(report["findings"])
    for finding in report["findings"]:
        assert f"{finding['file']}:{finding['line']}" in words(page)
    # Things by their names and days as they are written, also within sentences.
    gone = "The target is bound to District level, which ended on 30 June 2025, before the deadline"
    sentences = page.select("#findings + details li > p:first-child")
    assert any(gone in sentence.text for sentence in sentences)
    vi = soup(client.get("/validation", headers=VI).text)
    for language, name in (
        (page, "Target of an abolished level"),
        (vi, "Chỉ tiêu gắn với cấp đã bỏ"),
    ):
        (link,) = language.select('#shapes + .table td a[href*="target-level-gone"]')
        assert link.text == name
        assert words(link.find_next("code")) == "shapes:target-level-gone"
        for sentence in language.select("#findings + details li > p:first-child"):
            assert not re.search(r"\b(?:dx|level|area|document):|\d{4}-\d\d", sentence.text)
    rdf = client.get("/validation", headers=TURTLE)
    results = [
        quad
        for quad in ox.parse(rdf.content, format=ox.RdfFormat.TURTLE)
        if quad.object == ox.NamedNode(SH.ValidationResult)
    ]
    assert len(results) == len(report["findings"])


def test_data_at_fault_are_shown_as_such_by_document_and_shape(tmp_path: Path) -> None:
    for file in corpus.files():
        if file.name.startswith("data/"):
            copy = tmp_path / file.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file.path, copy)
    shutil.copytree(corpus.root() / "ontology", tmp_path / "ontology")
    shutil.rmtree(tmp_path / "ontology" / "shapes")
    broken = tmp_path / "data" / "ttl" / "documents" / "bac-ninh-52-nq-tu.ttl"
    text = broken.read_text("utf-8")
    assert "dx:PolicyDocument ;" in text
    broken.write_text(
        text.replace("dx:PolicyDocument ;", "dx:PolicyDocument ; dx:territory 12 ;", 1), "utf-8"
    )
    with served_graph([tmp_path]) as address, httpx.Client(base_url=address, timeout=300) as other:
        report = other.get("/validation").json()
        assert report["conforms"] is False
        page = soup(other.get("/validation", headers=VI).text)
        assert "Đồ thị đang phục vụ không hợp lệ." in words(page)
        assert "bac-ninh-52-nq-tu.ttl" in words(page.select_one("#files + details .table"))
        assert "vi phạm" in words(page.select_one("#shapes ~ .table"))


# --- Examples ---------------------------------------------------------------------------------


def published(client: httpx.Client) -> list[tuple[str, str]]:
    """The table that the examples make again: each province's figure beside the national one."""
    rows = client.get(
        "/queries/against-national?indicator=digital-economy-share-of-gross-product&lang=en",
        headers={"accept": "application/sparql-results+json"},
    ).json()["results"]["bindings"]
    return sorted((row["area_label"]["value"], row["printed_figure"]["value"]) for row in rows)


def test_the_example_for_python_makes_the_published_table_again(
    client: httpx.Client, address: str
) -> None:
    shown = subprocess.run(
        [sys.executable, str(EXAMPLES / "digital_economy.py"), address],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    rows = list(csv.DictReader(io.StringIO(shown.stdout)))
    assert sorted((row["area"], row["printed"]) for row in rows) == published(client)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="Rscript is not installed here")
def test_the_example_for_r_makes_the_published_table_again(
    client: httpx.Client, address: str
) -> None:
    shown = subprocess.run(
        ["Rscript", str(EXAMPLES / "digital_economy.R"), address],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    rows = list(csv.DictReader(io.StringIO(shown.stdout)))
    assert sorted((row["area"], row["printed"]) for row in rows) == published(client)


def test_the_examples_are_explained_where_they_are(client: httpx.Client) -> None:
    guide = (EXAMPLES / "README.md").read_text("utf-8")
    for example in ("digital_economy.py", "digital_economy.R"):
        assert example in guide
    shown = [f"{area}," in guide and f",{printed}," in guide for area, printed in published(client)]
    assert any(shown)

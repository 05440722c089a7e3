"""Files to take away hold what the snapshot holds, in the types that their columns promise."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.errors import InputError, UsageError
from dxgraph.publish import tables as dumps
from dxgraph.terms import DX, RDF
from support.graph import own_snapshot
from support.some import some


def read(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8"), newline="")))


@cache
def dumped(name: str) -> bytes:
    return dumps.dump(own_snapshot(), name)


@pytest.fixture(scope="module")
def again() -> corpus.Snapshot:
    """Our graph, read once more."""
    return corpus.build()


@pytest.mark.parametrize("name", ["nquads", "trig", "jsonld"])
def test_a_dump_with_graphs_is_read_back_to_the_same_statements(
    snapshot: corpus.Snapshot, name: str
) -> None:
    body = dumped(name)
    found = {str(quad) for quad in ox.parse(body, format=dumps.RDF_FORMATS[name])}
    assert found == set(snapshot.lines)


def test_turtle_holds_the_union_of_the_graphs(snapshot: corpus.Snapshot) -> None:
    body = dumped("turtle")
    assert len(list(ox.parse(body, format=ox.RdfFormat.TURTLE))) == snapshot.triples
    assert b"@prefix dx: <https://w3id.org/dxgraph/ontology#>" in body


@pytest.mark.parametrize("name", dumps.RDF_FORMATS)
def test_the_same_snapshot_gives_the_same_bytes(again: corpus.Snapshot, name: str) -> None:
    assert dumped(name) == dumps.dump(again, name)


def test_the_table_of_targets_has_a_row_for_each_target_and_says_where_it_is_printed(
    snapshot: corpus.Snapshot,
) -> None:
    kinds = [DX.QuantifiedTarget, DX.QualitativeTarget]
    targets = {
        quad.subject.value
        for kind in kinds
        for quad in snapshot.store.quads_for_pattern(
            None, ox.NamedNode(RDF.type), ox.NamedNode(kind), ox.DefaultGraph()
        )
        if isinstance(quad.subject, ox.NamedNode)
    }
    rows = read(dumps.table_csv(snapshot, "targets"))
    assert [row["target"] for row in rows] == sorted(targets)
    assert all(row["printed_figure"] for row in rows)
    unplaced = [row for row in rows if not row["evidence"]]
    assert all(row["confidence"] == "unverified" for row in some(unplaced))
    row = next(
        r
        for r in rows
        if r["target"].endswith("bac-giang-2021-111-nq-tu#labour-productivity-annual-growth-2030")
    )
    assert row["value"] == "13.5"
    assert row["printed_figure"] == "trên 13, 5%"
    assert row["comparator"] == "greater-than"
    assert row["unit"] == "percent-per-year"
    assert row["indicator_vi"].startswith("Tốc độ tăng năng suất lao động")
    assert (row["pillar"], row["pillar_basis"]) == ("economy", "stated")


def test_the_table_of_outcomes_keeps_method_and_universe(snapshot: corpus.Snapshot) -> None:
    rows = read(dumps.table_csv(snapshot, "outcomes"))
    (row,) = [r for r in rows if r["area"].endswith("gia-lai-from-2025")]
    assert (row["value"], row["universe"], row["year"]) == ("31", "provinces-34", "2024")
    assert all(r["address"].startswith("http") and r["method"] for r in rows)


def test_the_codebook_explains_every_column_in_both_languages(snapshot: corpus.Snapshot) -> None:
    explained = {(r["table"], r["column"]) for r in read(dumps.table_csv(snapshot, "codebook"))}
    for table in dumps.TABLES:
        header = dumps.table_csv(snapshot, table).decode().splitlines()[0].split(",")
        assert {(table, column) for column in header} <= explained
    assert all(r["vi"] and r["en"] for r in read(dumps.table_csv(snapshot, "codebook")))


def test_parquet_has_real_types(snapshot: corpus.Snapshot) -> None:
    table = pq.read_table(pa.BufferReader(dumps.table_parquet(snapshot, "targets")))
    assert table.schema.field("value").type == pa.decimal128(19, 4)
    assert table.schema.field("deadline").type == pa.date32()
    assert table.schema.field("abolished_level").type == pa.bool_()
    assert Decimal(2300000) in table.column("value").to_pylist()
    assert table.schema.metadata[b"dxgraph.snapshot"].decode() == snapshot.digest


def test_the_example_in_sql_asks_for_columns_that_there_are(
    snapshot: corpus.Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = (corpus.root() / "docs" / "examples" / "digital_economy.sql").read_text("utf-8")
    (tmp_path / "tables").mkdir()
    file = tmp_path / "tables" / "targets.parquet"
    file.write_bytes(dumps.table_parquet(snapshot, "targets"))
    query = re.sub(r"--.*|'[^']*'", "", example)
    words = {w for w in re.findall(r"\b[a-z_]+\b", query) if w not in {"year", "count"}}
    renamed = set(re.findall(r"AS ([a-z_]+)", query))
    assert words - renamed <= set(pq.read_schema(file).names)
    if importlib.util.find_spec("duckdb"):  # it is no dependency of ours
        monkeypatch.chdir(tmp_path)
        found = importlib.import_module("duckdb").sql(example).fetchall()
        assert "khoảng 25% GRDP" in {row[4] for row in found}


def test_a_workbook_has_the_rows_of_the_table_what_they_mean_and_the_same_bytes_each_time(
    snapshot: corpus.Snapshot,
) -> None:
    body = dumps.table_xlsx(snapshot, "outcomes")
    assert body == dumps.table_xlsx(snapshot, "outcomes")
    book = openpyxl.load_workbook(io.BytesIO(body))
    read_rows = list(book["outcomes"].iter_rows(values_only=True))
    plain = read(dumps.table_csv(snapshot, "outcomes"))
    assert list(read_rows[0]) == list(plain[0])
    assert len(read_rows) - 1 == len(plain)
    about = {row[0]: row for row in book["about"].iter_rows(values_only=True)}
    assert about["snapshot"][1] == f"sha256:{snapshot.digest}"
    assert all(about[name][1] and about[name][2] for name in plain[0])


def test_an_empty_graph_gives_tables_with_a_header_only(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("<http://x/a> <http://x/b> <http://x/c> .\n")
    empty = corpus.build([tmp_path])
    assert dumps.table_csv(empty, "targets").decode().startswith("target,kind,")
    assert pq.read_table(pa.BufferReader(dumps.table_parquet(empty, "targets"))).num_rows == 0


def test_tables_go_into_a_folder_a_file_each(snapshot: corpus.Snapshot, tmp_path: Path) -> None:
    written = dumps.export(snapshot, "csv", tmp_path / "tables")
    assert isinstance(written, list)
    assert [path.name for path in written] == ["targets.csv", "outcomes.csv", "codebook.csv"]
    assert all(path.stat().st_size > 100 for path in written)


def test_wrong_wishes_are_told(snapshot: corpus.Snapshot, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="docx"):
        dumps.export(snapshot, "docx", None)
    with pytest.raises(UsageError, match="nothing"):
        dumps.export(snapshot, "csv", None, ["nothing"])
    with pytest.raises(UsageError, match="--table"):
        dumps.export(snapshot, "nquads", None, ["targets"])
    with pytest.raises(UsageError, match="one file"):
        dumps.export(snapshot, "csv", tmp_path / "a.csv", ["targets", "outcomes"])
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        dumps.export(snapshot, "nquads", tmp_path / "file" / "a.nq")

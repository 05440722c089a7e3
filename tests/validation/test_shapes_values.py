"""A value is written in one way: what conforms can be shown, exported, compared and served."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.catalogue import results
from dxgraph.errors import DataError
from dxgraph.findings import Finding
from dxgraph.model import answers
from dxgraph.publish import tables
from dxgraph.terms import SH, SHAPES, XSD
from dxgraph.validation.run import check, validate_files
from support.shape_examples import base, shapes

FORMS = {"Day", "Year", "Decimal", "WholeNumber", "Count", "Truth"}
PLAN = "https://w3id.org/dxgraph/document/plan#"
DATE, DECIMAL = XSD.date, XSD.decimal


def changed(subject: str, predicate: str, value: ox.Literal) -> set[tuple[str, str]]:
    """What is found in the base with another value of a property."""
    graph = [
        triple
        for triple in base()
        if (triple.subject, triple.predicate.value) != (ox.NamedNode(subject), predicate)
    ]
    assert len(graph) < len(base())
    graph.append(ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value))
    return {
        (finding.constraint.removeprefix(SHAPES), finding.component.removeprefix(SH))
        for finding in check(graph, shapes())
    }


def test_every_value_with_many_forms_is_held_to_one() -> None:
    """A property shape that only asks for the datatype would let the others in."""
    kinds = {XSD[name] for name in ("date", "gYear", "decimal", "integer", "boolean")}
    kinds |= {XSD.dateTime, XSD.nonNegativeInteger, XSD.positiveInteger}
    bare = {
        str(triple.subject).strip("<>").removeprefix(SHAPES)
        for triple in shapes().triples
        if triple.predicate.value == SH.datatype and str(triple.object).strip("<>") in kinds
    }
    assert bare == FORMS


@pytest.mark.parametrize(
    "text",
    ["2025-12-31+07:00", "2025-12-31Z", "2025-12-31-05:00", "12025-12-31", "-2025-12-31",
     "0000-12-31", "2025-02-30", "2025-1-1", " 2025-12-31", "2025-12-31T00:00:00"],
)  # fmt: skip
def test_a_day_in_another_form_is_refused(text: str) -> None:
    found = changed(f"{PLAN}share-2025", "https://w3id.org/dxgraph/ontology#deadline",
                    ox.Literal(text, datatype=ox.NamedNode(DATE)))  # fmt: skip
    assert ("target-deadline", "NodeConstraintComponent") in found


@pytest.mark.parametrize("text", ["2022Z", "2022+07:00", "-2022", "12022", "0000", "22"])
def test_a_year_in_another_form_is_refused(text: str) -> None:
    found = changed(f"{PLAN}share-2025", "https://w3id.org/dxgraph/ontology#startYear",
                    ox.Literal(text, datatype=ox.NamedNode(XSD.gYear)))  # fmt: skip
    assert ("target-start", "NodeConstraintComponent") in found


@pytest.mark.parametrize(
    "text",
    ["25", "+25.0", "025.0", "25.", ".5", "25.00", "25.50", "1E3", "25.00001", "-", "NaN",
     "1234567890123456.0", "1234567890123456789012345678901234567890.5"],
)  # fmt: skip
def test_a_decimal_in_another_form_is_refused(text: str) -> None:
    found = changed(f"{PLAN}share-2025", "https://w3id.org/dxgraph/ontology#targetValue",
                    ox.Literal(text, datatype=ox.NamedNode(DECIMAL)))  # fmt: skip
    assert ("quantified-value", "NodeConstraintComponent") in found


@pytest.mark.parametrize("text", ["1", "0", "TRUE", "yes"])
def test_a_truth_in_another_form_is_refused(text: str) -> None:
    found = changed(f"{PLAN}share-2025", "https://w3id.org/dxgraph/ontology#boundToAbolishedLevel",
                    ox.Literal(text, datatype=ox.NamedNode(XSD.boolean)))  # fmt: skip
    assert ("target-abolished-mark", "NodeConstraintComponent") in found


@pytest.mark.parametrize("text", ["-0.5", "0.0001", "999999999999999.9999", "25.0", "1000.25"])
def test_what_conforms_is_read_by_everything(text: str) -> None:
    literal = ox.Literal(text, datatype=ox.NamedNode(DECIMAL))
    found = changed(f"{PLAN}claim-rank-2025", "https://w3id.org/dxgraph/ontology#claimedValue",
                    literal)  # fmt: skip
    assert ("claim-value", "NodeConstraintComponent") not in found
    term = {"type": "literal", "value": text, "datatype": DECIMAL}
    for value in (tables._value(literal, Decimal), results._cell(term), answers.value(term)):
        assert value == Decimal(text)
    assert pa.array([Decimal(text)], pa.decimal128(19, 4))[0].as_py() == Decimal(text)


@pytest.mark.parametrize("text", ["1945-09-02", "2025-12-31", "9999-12-31"])
def test_a_day_that_conforms_is_read_by_everything(text: str) -> None:
    literal = ox.Literal(text, datatype=ox.NamedNode(DATE))
    found = changed("https://w3id.org/dxgraph/source/text", "http://purl.org/dc/terms/issued",
                    literal)  # fmt: skip
    assert ("source-issued", "NodeConstraintComponent") not in found
    term = {"type": "literal", "value": text, "datatype": DATE}
    for value in (tables._value(literal, date), results._cell(term), answers.value(term)):
        assert value == date.fromisoformat(text)


@pytest.mark.parametrize("tag", ["vi-VN", "en-GB", "en-US", "vi-Latn", "vi-x-note"])
@pytest.mark.parametrize("path", ["rdfs:label", "skos:altLabel", "eli:title", "dx:scopeNote"])
def test_a_language_tag_with_more_than_the_language_is_refused(
    tmp_path: Path, tag: str, path: str
) -> None:
    finding = one_finding(tmp_path, f'unit:count {path} "số"@{tag} .')
    assert (finding.file, finding.line) == ("one.ttl", 6)
    assert f"@{tag[:2]} alone" in finding.message.en


def test_a_text_with_a_direction_is_refused(tmp_path: Path) -> None:
    """RDF 1.2 writes a direction behind the tag; no query of ours asks for it."""
    assert (
        "@vi alone" in one_finding(tmp_path, 'unit:count skos:altLabel "số"@vi--ltr .').message.en
    )


def one_finding(folder: Path, line: str) -> Finding:
    path = folder / "one.ttl"
    prefixes = (
        "@prefix unit: <https://w3id.org/dxgraph/unit/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix eli: <http://data.europa.eu/eli/ontology#> .\n"
        "@prefix dx: <https://w3id.org/dxgraph/ontology#> .\n\n"
    )
    path.write_text(prefixes + line + "\n", "utf-8")
    vocabulary = [file for file in corpus.files() if file.name == "ontology/dx.ttl"]
    report = validate_files([*vocabulary, *corpus.files([folder])], shapes())
    (finding,) = [
        finding for finding in report.findings if finding.constraint == SHAPES["language-tag"]
    ]
    return finding


def test_a_table_says_which_value_it_cannot_take() -> None:
    literal = ox.Literal("2025-12-31Z", datatype=ox.NamedNode(DATE))
    with pytest.raises(DataError, match="2025-12-31Z"):
        tables._value(literal, date)

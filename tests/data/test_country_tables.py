"""Our graph holds what the tables that it was made from hold, where these are at hand.

The tables are not part of the project: without them nothing is tested here.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from dxgraph import corpus
from dxgraph.terms import AREA, DX, PREFIXES
from support.named_queries import own_graph

_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_SIGNS = {
    "=": {"equal"},
    ">=": {"at-least"},
    ">": {"greater-than"},
    "<=": {"at-most"},
    "~": {"approximately"},
    "within-top": {"within-top"},
    "range": {"equal", "at-least", "approximately"},
}
_PRINTED = """SELECT ?area ?address ?figure ?value ?comparator ?year ?class WHERE {
  ?thing dx:attestedAt ?page ; sdmx-dimension:refArea ?area ; a ?class .
  FILTER(?class IN (dx:Target, dx:Claim))
  ?page dx:address ?address .
  ?thing dx:targetValue|dx:claimedValue ?value ; dx:comparator ?comparator .
  OPTIONAL { ?thing dx:printedFigure ?figure }
  OPTIONAL { ?thing dx:deadline ?deadline BIND(YEAR(?deadline) AS ?year) }
}"""


def _folder() -> Path:
    here = corpus.root().resolve()
    for parent in here.parents:
        if (parent / "shared/reference/provincial/targets.tsv").is_file():
            return parent / "shared/reference/provincial"
    pytest.skip("the tables are not at hand")


def _table(name: str) -> list[dict[str, str]]:
    with (_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Held(NamedTuple):
    """What the graph says at an address."""

    area: str
    value: float
    comparator: str
    year: str
    figure: str
    target: bool


@cache
def _held() -> dict[str, list[Held]]:
    held = defaultdict(list)
    for row in own_graph().query(_HEAD + _PRINTED):  # type: ignore[union-attr]
        held[unquote(row["address"].value)].append(
            Held(
                row["area"].value.removeprefix(AREA[""]),
                float(row["value"].value),
                row["comparator"].value.rpartition("/")[2],
                row["year"].value if row["year"] else "",
                row["figure"].value if row["figure"] else "",
                row["class"].value == DX.Target,
            )
        )
    return held


@cache
def _names() -> dict[str, set[str]]:
    """The areas of each name that people say."""
    names = defaultdict(set)
    for row in own_graph().query(  # type: ignore[union-attr]
        _HEAD + "SELECT ?a ?n WHERE { ?a a dx:Province ; rdfs:label|skos:altLabel ?n }"
    ):
        names[_bare(row["n"].value)].add(row["a"].value.removeprefix(AREA[""]))
    return names


def _rows() -> list[tuple[dict[str, str], dict[str, str]]]:
    """The rows of the table, each with the page that prints it."""
    pages = {page["slug"]: page for page in _table("pages.tsv")}
    return [(row, pages[row["slug"]]) for row in _table("targets.tsv")]


def _is_target(row: dict[str, str]) -> bool:
    return row["kind"] == "target" and row["scope"] == "digital transformation"


def _lacking(row: dict[str, str], page: dict[str, str]) -> str:
    """What the graph lacks of a row; nothing where it holds a target or claim of it."""
    held = _held().get(unquote(page["url"]), [])
    if not held:
        return "address"
    held = [one for one in held if one.area in _names()[_bare(page["province_vi"])]]
    if not held:
        return "province"
    # Sums of money carry their scale in the words, and so in the figure.
    held = [one for one in held if str(one.value) == str(float(row["value"])) or _same(one, row)]
    if not held:
        return "value"
    held = [one for one in held if one.comparator in _SIGNS[row["comparator"]]]
    if not held:
        return "comparator"
    years = set(re.findall(r"\d{4}", row["deadline_year"]))
    return "year" if years and not [one for one in held if one.year in years] else ""


def _same(one: Held, row: dict[str, str]) -> bool:
    return one.figure == row["printed"]


def _bare(name: str) -> str:
    return unicodedata.normalize("NFC", re.sub(r"^(Tỉnh|Thành phố|TP\.?) ", "", name))


def test_every_target_of_the_tables_is_found_with_its_value_comparator_and_year() -> None:
    rows = [(row, page) for row, page in _rows() if _is_target(row)]
    assert len(rows) > 1000
    lacking = [
        (what, row["slug"], row["printed"]) for row, page in rows if (what := _lacking(row, page))
    ]
    assert lacking == []


def test_nothing_that_is_no_target_became_one() -> None:
    wanted: dict[str, set[str]] = defaultdict(set)
    for row, page in _rows():
        if _is_target(row):
            wanted[unquote(page["url"])] |= {row["printed"], row["value"]}
    wrong = [
        (row["slug"], row["kind"], row["printed"])
        for row, page in _rows()
        if row["kind"] != "target"
        and not wanted[unquote(page["url"])] & {row["printed"], row["value"]}
        and [one for one in _held().get(unquote(page["url"]), []) if one.target and _same(one, row)]
    ]
    assert wrong == []


def test_what_provinces_declare_is_printed_there_and_no_other_scope_came_in() -> None:
    declared = {
        (unquote(row["address"].value), row["figure"].value): float(row["value"].value)
        for row in own_graph().query(  # type: ignore[union-attr]
            _HEAD
            + """SELECT ?address ?figure ?value WHERE {
              ?outcome dx:method method:declared-by-province ; dx:observedValue ?value ;
                dx:printedFigure ?figure ; dx:attestedAt/dx:address ?address }"""
        )
    }
    results = {
        (unquote(page["url"]), row["printed"]): float(row["value"])
        for row, page in _rows()
        if row["kind"] == "not-a-target" and row["value"] and row["deadline_year"]
    }
    assert len(declared) == 16
    assert {key: results.get(key) for key in declared} == declared
    wanted: dict[str, set[str]] = defaultdict(set)
    for row, page in _rows():
        if _is_target(row):
            wanted[unquote(page["url"])] |= {row["printed"], row["value"]}
    outside = [
        (row["slug"], row["printed"])
        for row, page in _rows()
        if row["scope"] != "digital transformation"
        and not wanted[unquote(page["url"])] & {row["printed"], row["value"]}
        and [one for one in _held().get(unquote(page["url"]), []) if one.target and _same(one, row)]
    ]
    assert outside == []

"""The questions that all servers are asked, in standard SPARQL 1.1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.data import NATIONAL, Data
from dxgraph.terms import PREFIXES

JSON = "application/sparql-results+json"
CSV = "text/csv"
TURTLE = "text/turtle"


@dataclass(frozen=True, slots=True)
class Question:
    """A query, once for each thing that it can be asked of."""

    name: str
    texts: tuple[str, ...]
    accept: str = JSON


def questions(data: Data) -> tuple[Question, ...]:
    """All questions, in the order of the table."""
    return (
        Question("point lookup", _each(LOOKUP, data.targets)),
        Question("a province's targets", _each(PROVINCE, data.provinces)),
        Question("comparison with 749, a province", _each(COMPARISON, data.provinces)),
        Question("comparison with 749, all provinces", (_query(COMPARISON_OF_ALL),)),
        Question("aggregation by pillar and year", (_query(AGGREGATION),)),
        Question("gap query", _each(GAP, data.provinces)),
        Question("text search, CONTAINS", _each(CONTAINS, _WORDS)),
        Question("text search, REGEX", _each(REGEX, _WORDS)),
        Question("path over the document chain", _each(PATH, data.documents)),
        Question("export of 50,000 rows", (_query(EXPORT),), CSV),
        Question("CONSTRUCT of a document", _each(RECORD, data.documents), TURTLE),
    )


LOOKUP = "SELECT ?p ?o { <THING> ?p ?o }"

PROVINCE = """
SELECT ?target ?label ?deadline ?value ?sign {
  ?target sdmx-dimension:refArea <THING> ; dx:indicator ?indicator ; dx:deadline ?deadline ;
    dx:targetValue ?value ; dx:comparator ?comparator .
  ?comparator skos:notation ?sign .
  ?indicator rdfs:label ?label . FILTER(LANG(?label) = "vi")
} ORDER BY ?label ?deadline ?target"""

# The two sets share three variables. Each in a query of its own, they are joined as a whole; in one
# group Oxigraph joins them pattern by pattern, which takes it a hundred times as long.
_NATIONAL = f"""
  {{ SELECT ?national ?indicator ?level ?deadline ?national_value ?national_sign {{
    ?national dx:statedIn <{NATIONAL}> ; dx:indicator ?indicator ; dx:adminLevel ?level ;
      dx:deadline ?deadline ; dx:targetValue ?national_value ; dx:comparator ?national_comparator .
    ?national_comparator skos:notation ?national_sign .
  }} }}"""

COMPARISON = f"""
SELECT ?target ?label ?sign ?value ?national_sign ?national_value
  (?value - ?national_value AS ?lead) {{
  {{ SELECT ?target ?indicator ?level ?deadline ?label ?value ?sign {{
    ?target sdmx-dimension:refArea <THING> ; dx:indicator ?indicator ; dx:adminLevel ?level ;
      dx:deadline ?deadline ; dx:targetValue ?value ; dx:comparator ?comparator .
    ?comparator skos:notation ?sign .
    ?indicator rdfs:label ?label . FILTER(LANG(?label) = "vi")
  }} }}{_NATIONAL}
}} ORDER BY ?label ?target"""

COMPARISON_OF_ALL = f"""
SELECT ?area (COUNT(*) AS ?compared) (SUM(IF(?value > ?national_value, 1, 0)) AS ?higher)
  (AVG(?value - ?national_value) AS ?lead) {{
  {{ SELECT ?target ?area ?indicator ?level ?deadline ?value {{
    ?target sdmx-dimension:refArea ?area ; dx:indicator ?indicator ; dx:adminLevel ?level ;
      dx:deadline ?deadline ; dx:targetValue ?value .
    ?area a dx:Province .
  }} }}{_NATIONAL}
}} GROUP BY ?area ORDER BY ?area"""

AGGREGATION = """
SELECT ?pillar ?year (COUNT(*) AS ?targets) (AVG(?value) AS ?mean) {
  ?target a dx:QuantifiedTarget ; dx:statedPillar ?pillar ; dx:deadline ?deadline ;
    dx:targetValue ?value .
  BIND(YEAR(?deadline) AS ?year)
} GROUP BY ?pillar ?year ORDER BY ?pillar ?year"""

GAP = f"""
SELECT ?national ?label {{
  ?national dx:statedIn <{NATIONAL}> ; dx:indicator ?indicator ; dx:adminLevel ?level ;
    dx:deadline ?deadline ; rdfs:label ?label .
  FILTER(LANG(?label) = "vi")
  MINUS {{
    ?own sdmx-dimension:refArea <THING> ; dx:indicator ?indicator ; dx:adminLevel ?level ;
      dx:deadline ?deadline .
  }}
}} ORDER BY ?national"""

CONTAINS = """
SELECT ?target ?label {
  ?target a dx:QuantifiedTarget ; rdfs:label ?label .
  FILTER(LANG(?label) = "vi" && CONTAINS(LCASE(STR(?label)), "THING"))
} ORDER BY ?target LIMIT 100"""

REGEX = """
SELECT ?target ?label {
  ?target a dx:QuantifiedTarget ; rdfs:label ?label .
  FILTER(LANG(?label) = "vi" && REGEX(STR(?label), "THING.*20(25|30)", "i"))
} ORDER BY ?target LIMIT 100"""

PATH = """
SELECT ?above ?label {
  <THING> dx:upstream+ ?above . ?above rdfs:label ?label . FILTER(LANG(?label) = "vi")
} ORDER BY ?above"""

EXPORT = """
SELECT ?target ?property ?value { ?target a dx:QuantifiedTarget ; ?property ?value } LIMIT 50000"""

RECORD = """
CONSTRUCT { ?s ?p ?o } {
  { BIND(<THING> AS ?s) <THING> ?p ?o } UNION { ?s dx:statedIn <THING> ; ?p ?o }
}"""

RUNAWAYS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|^!<x:x>)* ?b }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f"
    ' FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "z9$")) }',
)
"""Queries that no machine answers in time, of different kinds."""

_WORDS = ("kinh tế", "cáp quang", "dịch vụ", "năng suất", "báo cáo", "đào tạo")


def _each(template: str, things: Sequence[str]) -> tuple[str, ...]:
    return tuple(_query(template.replace("THING", thing)) for thing in things)


def _query(pattern: str) -> str:
    """The query with the prefixes that it uses."""
    used = [name for name in PREFIXES if re.search(rf"(?<![\w-]){name}:", pattern)]
    declared = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used)
    return declared + pattern.strip()

"""A query that only mentions the word service calls nobody and is answered."""

from __future__ import annotations

import pytest

from dxgraph.engine.inspection import check


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>"
        " SELECT * { ?s a sd:Service }",
        "SELECT * { BIND (<http://x.test/adult-online-public-service-use> AS ?s) ?s ?p ?o }",
        "SELECT * { VALUES (?s) { (<http://x.test/online-services-level4>) } ?s ?p ?o }",
        "SELECT * { FILTER (?s = <http://x.test/service#Thing>)\n?s ?p ?o }",
        "SELECT * { FILTER (?s IN (<http://x.test/service>))\n?service ?p ?o }",
        'SELECT * { ?s ?p ?o FILTER (CONTAINS(?o, "SERVICE <http://x.test/> { }")) }',
        "PREFIX service: <http://x.test/> SELECT * { ?s service:a ?o }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://x.test/> { }",
    ],
)
def test_a_query_that_mentions_the_word_is_no_call(query: str) -> None:
    check(query, depth=128)

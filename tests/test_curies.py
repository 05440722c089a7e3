"""IRIs with our prefixes, told the same way everywhere."""

import doctest

import pytest

from dxgraph import curies
from dxgraph.terms import AREA, PREFIXES


def test_the_examples_of_the_module_hold() -> None:
    result = doctest.testmod(curies)
    assert result.attempted
    assert not result.failed


def test_no_namespace_begins_with_another() -> None:
    # so that the order of the table does not matter
    for one in PREFIXES.values():
        assert [other for other in PREFIXES.values() if one.startswith(other)] == [one]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_what_is_shortened_expands_to_itself(prefix: str) -> None:
    iri = PREFIXES[prefix] + "x"
    assert curies.shorten(iri) == f"{prefix}:x"
    assert curies.expand(curies.shorten(iri)) == iri


def test_what_has_none_of_our_prefixes_stays_whole() -> None:
    assert curies.shorten("http://example.org/x") == "http://example.org/x"
    assert curies.in_turtle("http://example.org/x") == "<http://example.org/x>"
    assert curies.expand("ex:x") is None
    assert curies.expand("area://x") is None


def test_a_term_is_shown_without_what_only_a_parser_needs() -> None:
    assert curies.compact('"a \\"b\\""@vi') == 'a "b"@vi'
    assert curies.lexical('"a \\"b\\""@vi') == 'a "b"'
    assert curies.compact(f"<{AREA}x>/<{AREA}y>*") == "area:x/area:y*"
    assert curies.compact("_:b0") == "_:b0"


def test_only_the_prefixes_that_a_query_uses_are_declared() -> None:
    query = "SELECT * { ?s a dx:Target ; <http://purl.org/dc/terms/title> ?t }"
    assert curies.declared(query) == f"PREFIX dx: <{PREFIXES['dx']}>\n{query}"
    assert curies.namespaces(f"<{AREA}x> <y> <z> .".encode()) == {"area": AREA}

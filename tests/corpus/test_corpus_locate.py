"""Where a subject stands in a Turtle file, whatever the file looks like."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph import corpus
from dxgraph.corpus.locate import places, subject_lines
from dxgraph.errors import InputError

TRICKY = '''# <http://x/comment> <http://x/p> "no statement" .
@base <http://base/doc> .
@prefix : <http://x/> .
PREFIX p: <http://p/>
:a a p:Thing ; # ; . <http://x/comment>
    p:number 100.0 , 5, .5, -1.2e3, 7.
:b p:text "with . and ; and \\" and # in it"@vi , 'one "quote"' ,
    """long
:no p:no "statement" .
"quotes" \\""" and a last one \\"""" , \'\'\'o'n''e\'\'\'@en-GB ,
    "typed"^^p:type , ""^^<http://p/iri> , "" , """""" .
<#char=1,2> p:q <#char=3,4> , <> , <other> .
:c p:escaped p:a\\.b\\-c , p:a.b.c , p:%41:x , "\\u1EC7\\n" , <http://x/\\u1EC7> , true .
@prefix : <http://y/> .
BASE <http://other/>
:a p:q <#f> .
:a p:again <urn:x:y> .
'''


def triples(text: str) -> set[tuple[str, str, str]]:
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)
    }


def found(text: str) -> set[tuple[str, str, str]]:
    return {(place.subject, place.predicate, place.object) for place in places(text)}


def test_the_statements_are_those_that_a_parser_of_turtle_finds() -> None:
    assert found(TRICKY) == triples(TRICKY)


def test_a_subject_is_where_it_first_stands_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("\ufeff" + TRICKY, encoding="utf-8")
    assert subject_lines(path) == {
        "http://x/a": 5,
        "http://x/b": 7,
        "http://base/doc#char=1,2": 12,
        "http://x/c": 13,
        "http://y/a": 16,
    }


def test_an_object_has_a_line_and_a_column() -> None:
    found = {place.object: (place.line, place.column) for place in places(TRICKY)}
    assert found["http://p/Thing"] == (5, 6)
    assert found["http://x/\u1ec7"] == (13, 59)
    assert found['one "quote"'] == (7, 50)
    assert [place.subject_line for place in places(TRICKY) if place.object == "typed"] == [7]


def test_line_ends_of_all_kinds_count(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(
        b"<http://x/a> <http://x/p> 1 .\r\n<http://x/b> <http://x/p> 1 .\r<http://x/c> a 1.\n"
    )
    assert subject_lines(path) == {"http://x/a": 1, "http://x/b": 2, "http://x/c": 3}


def test_blank_nodes_and_lists_are_passed_through() -> None:
    text = """@prefix : <http://x/> .
[] :p :o .
[ :p :o ; :q ( 1 [ :r :s ] "x" ) ] :t :u .
( :i :j ) :p :o .
_:b :p _:c .
:last :p [ :q [ :r () ] ] , :o .
"""
    lines = {place.subject: place.subject_line for place in places(text)}
    assert lines["http://x/last"] == 6
    assert lines["_:b"] == 5
    assert {name for name in lines if not name.startswith("_:")} == {"http://x/last"}
    assert ("http://x/last", "http://x/p", "http://x/o") in found(text)


def test_trig_and_n_quads_are_read_by_the_same_tokens() -> None:
    trig = """@prefix : <http://x/> .
GRAPH :g { :a :p :o . :b :p :o }
:h { :c :p :o . }
:d :p :o .
"""
    assert {place.subject: place.subject_line for place in places(trig)} == {
        "http://x/a": 2,
        "http://x/b": 2,
        "http://x/c": 3,
        "http://x/d": 4,
    }
    quads = "<http://x/a> <http://x/p> <http://x/o> <http://x/g> .\n<http://x/b> <http://x/p> 1 .\n"
    assert {place.subject for place in places(quads)} == {"http://x/a", "http://x/b"}


def test_every_subject_of_our_own_files_is_found_where_it_stands() -> None:
    files = (*corpus.files(), *corpus.shape_files())
    assert files
    for file in files:
        lines = subject_lines(file.path)
        text = file.path.read_text("utf-8").splitlines()
        subjects = {
            quad.subject.value
            for quad in corpus.parse(file)
            if isinstance(quad.subject, ox.NamedNode)
        }
        assert set(lines) == subjects, file.name
        for subject, line in lines.items():
            local = subject.replace("/", "#").rpartition("#")[2]
            assert local in text[line - 1], (file.name, line)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        subject_lines(tmp_path / "missing.ttl")


_PIECES = st.sampled_from(
    [
        *".;,[](){}<>\"'\\@:#^%",
        "\n",
        " ",
        "a",
        ":x",
        "<http://x/>",
        '"""',
        "@prefix",
        "1.",
        "ệ",
        "_:b",
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for place in places(text):
        assert 1 <= place.subject_line <= place.line

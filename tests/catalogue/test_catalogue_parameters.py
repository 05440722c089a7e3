"""Values of parameters: what they become, what is refused and how, and that terms stay terms."""

from __future__ import annotations

import asyncio
import difflib

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph.catalogue import KINDS, Choice, Parameter, choices, prepare
from dxgraph.catalogue.parameters import near, short_form
from dxgraph.engine.protocol import Answer, Lane, Query
from dxgraph.engine.query.bindings import bind
from dxgraph.errors import UnknownName, UsageError
from dxgraph.terms import AREA, DOCUMENT, LEVEL
from support.named_queries import asker, catalogue, graph_of, own_graph, prepared, rows

LABEL = {"vi": "Tham số", "en": "Parameter"}


def parameter(kind: str, *, required: bool = True, choices_: tuple[str, ...] = ()) -> Parameter:
    return Parameter("p", KINDS[kind], required, None, choices_, LABEL)


@pytest.mark.parametrize(
    "text",
    ["bac-giang", "area:bac-giang", "https://w3id.org/dxgraph/area/bac-giang", " bac-giang "],
)
def test_a_thing_may_be_named_in_three_ways(text: str) -> None:
    assert parameter("area").term(text) == ox.NamedNode(AREA["bac-giang"])


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("level", "province", ox.NamedNode(LEVEL["province"])),
        ("target", "d#t-2025", ox.NamedNode(DOCUMENT["d#t-2025"])),
        ("target", "document:d#t-2025", ox.NamedNode(DOCUMENT["d#t-2025"])),
        ("area", "http://example.org/x", ox.NamedNode("http://example.org/x")),
        ("area", "urn:x:y", ox.NamedNode("urn:x:y")),
        ("year", "2025", ox.Literal(2025)),
        ("language", "vi", ox.Literal("vi")),
        ("text", "hạ tầng", ox.Literal("hạ tầng")),
        ("text", "ha\u0323 ta\u0302\u0300ng", ox.Literal("hạ tầng")),
    ],
)
def test_a_value_becomes_a_term_of_its_kind(
    kind: str, text: str, term: ox.NamedNode | ox.Literal
) -> None:
    assert parameter(kind).term(text) == term


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("area", "bac giang", "an area"),
        ("area", "x> } DROP ALL #", "an area"),
        ("area", "http://[", "an area"),
        ("indicator", "dti rank", "an indicator"),
        ("level", "a|b", "an administrative level"),
        ("pillar", "{x}", "a pillar"),
        ("document", "111\\NQ", "a document"),
        ("target", "d#t#u v", "a target"),
        ("verdict", "<lower>", "a verdict"),
        ("method", '"dti"', "a method of measurement"),
        ("year", "hai nghìn", "a year"),
        ("year", "25", "a year"),
        ("year", "2025.5", "a year"),
        ("year", "٢٠٢٥", "a year"),
        ("year", "-2025", "a year"),
    ],
)
def test_an_ill_typed_value_is_refused(kind: str, text: str, expected: str) -> None:
    with pytest.raises(UsageError) as caught:
        parameter(kind).term(text)
    error = caught.value
    # The parameter, what was given and what is expected, in both languages; the way on.
    assert "p=" in error.message
    assert text in error.message.replace("\\\\", "\\")
    assert expected in error.message
    assert KINDS[kind].example in error.remedy
    assert error.extra["parameter"] == "p"
    assert KINDS[kind].vi in error.said.vi
    assert (error.exit_code, error.status) == (2, 400)


def test_a_value_outside_the_enumeration_names_the_choices() -> None:
    with pytest.raises(UsageError) as caught:
        parameter("language", choices_=("vi", "en")).term("fr")
    assert caught.value.remedy == "Choose one of: vi, en."
    assert caught.value.extra["choices"] == ["vi", "en"]


def test_a_long_value_does_not_fill_the_screen() -> None:
    with pytest.raises(UsageError) as caught:
        parameter("year").term("x" * 10_000)
    assert len(caught.value.message) < 200


# --- The values of a query ----------------------------------------------------------------------


def test_what_is_left_out_has_its_default_and_what_is_optional_stays_free() -> None:
    named = catalogue()["targets-of-area"]
    query = named.query({})
    assert dict(query.bindings) == {
        "_area_iri": ox.NamedNode(AREA["bac-giang"]),
        "_lang": ox.Literal("vi"),
    }
    assert query.lane is Lane.RESERVED
    assert query.text == named.text


def test_an_empty_field_of_a_form_is_a_field_left_out() -> None:
    named = catalogue()["targets-of-area"]
    assert named.query({"area": "", "year": " ", "lang": ""}) == named.query({})


def test_an_unknown_parameter_is_refused_with_names_that_come_near() -> None:
    with pytest.raises(UsageError) as caught:
        catalogue()["targets-of-area"].query({"aera": "bac-giang"})
    assert "aera is no parameter of targets-of-area" in caught.value.message
    assert caught.value.remedy == "Did you mean area?"
    with pytest.raises(UsageError, match="is no parameter") as caught:
        catalogue()["document-record"].query({"xyz": ""})
    assert caught.value.remedy == "Its parameters are: document."


def test_a_required_parameter_without_default_must_be_given() -> None:
    with pytest.raises(UsageError) as caught:
        raise parameter("area").missing()
    assert "p is missing" in caught.value.message
    assert "p=bac-giang" in caught.value.remedy


def test_an_unknown_query_is_refused_with_names_that_come_near() -> None:
    with pytest.raises(UnknownName) as caught:
        catalogue()["target-of-areas"]
    assert "targets-of-area" in caught.value.remedy
    assert (caught.value.exit_code, caught.value.status) == (2, 404)
    assert "against-national" in catalogue()
    assert "target-of-areas" not in catalogue()


def test_every_parameter_of_every_query_takes_the_place_of_its_variable() -> None:
    """Bound or free, what is left is a query: the store reads it."""
    store = ox.Store()
    for named in catalogue():
        every = {
            p.name: p.kind.example if not p.choices else p.choices[0] for p in named.parameters
        }
        for given_ in ({}, every, *({name: value} for name, value in every.items())):
            query = named.query(given_)
            text = bind(query.text, query.bindings)
            assert not [name for name in query.bindings if f"?{name}" in text], named.name
            store.query(text)


# --- What the graph has -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("bac-gian", "bac-giang"),
        ("Trà Vinh", "tra-vinh"),
        ("tra vinh", "tra-vinh"),
        ("area:tra-vinnh", "tra-vinh"),
        ("https://w3id.org/dxgraph/area/binh-din", "binh-dinh"),
    ],
)
def test_a_thing_that_the_graph_does_not_have_is_refused_with_those_near_it(
    text: str, suggested: str
) -> None:
    with pytest.raises(UsageError) as caught:
        prepared(own_graph(), "targets-of-area", area=text)
    assert f"area={text!r} is not an area of this graph" in caught.value.message
    assert caught.value.remedy.startswith(f"Did you mean {suggested} (")
    assert suggested in str(caught.value.extra["choices"])


def test_a_target_that_does_not_exist_is_refused_with_those_of_its_document() -> None:
    with pytest.raises(UsageError) as caught:
        prepared(own_graph(), "evidence", target="bac-giang-2021-111-nq-tu#dti-rank-2026")
    assert "bac-giang-2021-111-nq-tu#dti-rank-2025" in caught.value.remedy


def test_a_thing_of_another_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="is not an area of this graph"):
        prepared(own_graph(), "targets-of-area", area="level:province")


def test_a_default_that_the_graph_does_not_have_is_told_without_looking_for_another() -> None:
    answers = asker(graph_of(""))
    asked: list[Query] = []

    async def ask(query: Query) -> Answer:
        asked.append(query)
        return await answers(query)

    missing = r"area is missing: an area is expected\. The default, '.*', is not in this graph"
    with pytest.raises(UsageError, match=missing) as caught:
        asyncio.run(prepare(catalogue()["targets-of-area"], {}, ask))
    assert caught.value.extra["parameter"] == "area"
    assert len(asked) == 1


def test_of_very_many_choices_no_more_are_looked_at_than_asked_for() -> None:
    asked: list[Query] = []
    answer = asker(own_graph())

    async def ask(query: Query) -> Answer:
        asked.append(query)
        return await answer(query)

    every = asyncio.run(choices(ask, KINDS["level"], most=500))
    assert every == asyncio.run(choices(ask, KINDS["level"]))
    assert len(asyncio.run(choices(ask, KINDS["target"], most=3))) == 3
    # Where it counts is before the labels are looked up.
    assert asked[-1].text.index("LIMIT 3") < asked[-1].text.index("OPTIONAL")


def test_the_choices_of_a_kind_come_with_their_labels() -> None:
    found = asyncio.run(choices(asker(own_graph()), KINDS["level"]))
    assert Choice(LEVEL["province"], {"vi": "Cấp tỉnh", "en": "Province level"}) in found
    assert [choice.iri for choice in found] == sorted(choice.iri for choice in found)
    assert asyncio.run(choices(asker(own_graph()), KINDS["year"])) == ()


def test_the_graph_is_asked_once_about_all_things() -> None:
    asked: list[Query] = []
    answer = asker(own_graph())

    async def ask(query: Query) -> object:
        asked.append(query)
        return await answer(query)

    given_ = {"area": "bac-giang", "level": "province", "pillar": "government"}
    asyncio.run(prepare(catalogue()["targets-of-area"], given_, ask))  # type: ignore[arg-type]
    assert len(asked) == 1


# --- Terms stay terms ---------------------------------------------------------------------------

HOSTILE = [
    '" } ; DROP ALL #',
    "' OR 1=1 --",
    '\\" } SELECT * { ?s ?p ?o',
    '"""',
    "?_lang",
    "\\u0022 } #",
    "line\nbreak\r\t\x08\x01",
    "<http://example.org/>",
    "𝒳 \u202e é",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_bound_as_the_text_that_it_is(text: str) -> None:
    term = parameter("text").term(text)
    bound = bind("SELECT (?_p AS ?x) { }", {"_p": term})
    (row,) = ox.Store().query(bound)  # type: ignore[misc]
    assert row[0] == term


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_bound_as_one_term(text: str) -> None:
    term = parameter("text").term(text)
    bound = bind('SELECT ?x { VALUES ?x { "there" } FILTER(?x != ?_p || true) }', {"_p": term})
    assert len(list(ox.Store().query(bound))) == 1  # type: ignore[arg-type]


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_an_iri_or_refused(text: str) -> None:
    try:
        term = parameter("area").term(text)
    except UsageError:
        return
    bound = bind("SELECT (?_p AS ?x) { }", {"_p": term})
    (row,) = ox.Store().query(bound)  # type: ignore[misc]
    assert row[0] == term


@pytest.mark.parametrize("text", ["x> } #", "bac-giang> . ?a ?b ?c . <x", "{}", "a b"])
def test_a_hostile_iri_never_reaches_a_query(text: str) -> None:
    with pytest.raises(UsageError):
        rows(own_graph(), "targets-of-area", area=text)


# --- Names --------------------------------------------------------------------------------------


def test_near_compares_without_diacritics_and_by_any_label() -> None:
    known = [
        Choice(AREA["bac-giang"], {"vi": "Tỉnh Bắc Giang", "en": "Bắc Giang province"}),
        Choice(AREA["tra-vinh"], {"vi": "Tỉnh Trà Vinh", "en": "Trà Vinh province"}),
    ]
    assert [choice.short for choice in near("TINH BAC GIANG", known)] == ["bac-giang"]
    assert near("", known) == []
    assert near("%%%", known) == []


def test_of_very_many_names_those_that_share_words_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An address or a choice that is misspelt took two seconds beside 20,000 documents."""
    compared = []
    ratio = difflib.SequenceMatcher.ratio

    def counted(matcher: difflib.SequenceMatcher[str]) -> float:
        compared.append(matcher)
        return ratio(matcher)

    monkeypatch.setattr(difflib.SequenceMatcher, "ratio", counted)
    many = [
        Choice(DOCUMENT[f"{place}-{year}-{number}-kh-ubnd"], {"vi": f"Kế hoạch {number}"})
        for place in ("bac-giang", "ha-noi", "tra-vinh")
        for year in range(2015, 2030)
        for number in range(1, 200)
    ]
    found = near("tra-vinh-2021-111-kh-ubn", many)
    assert [choice.short for choice in found][:1] == ["tra-vinh-2021-111-kh-ubnd"]
    assert len(compared) <= 2 * 1000


def test_an_iri_is_shortened_as_a_user_would_write_it() -> None:
    assert short_form(AREA["bac-giang"]) == "bac-giang"
    assert short_form("https://w3id.org/dxgraph/outcome/x") == "outcome:x"
    for kind in KINDS.values():
        if kind.namespace:
            assert parameter(kind.name).term(kind.example).value.startswith(kind.namespace)

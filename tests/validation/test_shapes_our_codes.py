"""The shapes with our own document types, bodies and areas: the numbers that Viet Nam prints."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.corpus import CorpusFile
from dxgraph.terms import DX, RDFS, SHAPES
from dxgraph.validation.files import read
from dxgraph.validation.run import check
from support.graph import own_report
from support.shape_examples import PREAMBLE, base, shapes

NUMBER = SHAPES["document-number-fits-type"]
ISSUER = SHAPES["document-issuer-fits-type"]
SUFFIX = SHAPES["document-number-names-issuer"]
TERRITORY = SHAPES["document-territory-of-issuer"]
LIFE = SHAPES["document-date-within-issuer-life"]
IDENTITY = SHAPES["document-identity"]
BELOW = DX["namesBelow"]


@cache
def own_codes() -> tuple[ox.Triple, ...]:
    """Our own types, bodies and areas, without what documents say and where it is printed."""
    without = {"documents", "indicators", "ledger", "numbers", "outcomes", "sources"}
    return _graph([file for file in corpus.files() if not without & {*file.path.parts}])


@cache
def documents_of(territory: str) -> tuple[ox.Triple, ...]:
    own = (file for file in corpus.files() if file.path.parent.name == "documents")
    return _graph([file for file in own if file.path.name.startswith(f"{territory}-")])


def _graph(files: Sequence[CorpusFile]) -> tuple[ox.Triple, ...]:
    return tuple(triple for triple, _ in read(files, shapes()).triples.values())


def refusals(
    number: str,
    kind: str,
    issuer: str,
    territory: str = "bac-giang",
    date: str = "2023-05-05",
    beside: tuple[ox.Triple, ...] | None = None,
) -> set[str]:
    """The constraints that refuse one more document, beside our own codes or what is given."""
    text = f"""{PREAMBLE}
document:one-more a dx:PolicyDocument ;
    rdfs:label "Thêm một văn bản"@vi , "One more document"@en ;
    eli:id_local "{number}" ; eli:type_document document-type:{kind} ;
    eli:passed_by body:{issuer} ; dx:territory area:{territory} ;
    dx:readingExtent reading-extent:reported ;
    eli:date_document "{date}"^^xsd:date ; eli:title "Về một việc"@vi ."""
    more = [
        ox.Triple(quad.subject, quad.predicate, quad.object)
        for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)
    ]
    return {
        finding.constraint
        for finding in check([*(beside or own_codes()), *more], shapes())
        if finding.focus.endswith("document/one-more")
    }


@pytest.mark.parametrize(
    ("number", "kind", "issuer", "territory"),
    [
        ("112-NQ/TU", "nq-tu", "bac-giang-party-committee", "bac-giang"),
        ("09-NQ/TU", "nq-tu", "tra-vinh-party-standing-committee", "tra-vinh"),
        ("51/KH-UBND", "kh-ubnd", "tra-vinh-peoples-committee", "tra-vinh"),
        ("05/CTrHĐ-STTTT", "ctrhd", "bac-ninh-dic", "bac-ninh-to-2025"),
        ("750/QĐ-TTg", "qd-ttg", "prime-minister", "viet-nam"),
        ("31-NQ/TW", "nq-tw", "politburo", "red-river-delta"),
        ("61/2024/QH15", "luat-qh", "national-assembly", "viet-nam"),
        ("923/QĐ-BTTTT", "qd-bo", "mic", "viet-nam"),
    ],
)
def test_a_number_as_viet_nam_prints_it_is_accepted(
    number: str, kind: str, issuer: str, territory: str
) -> None:
    assert refusals(number, kind, issuer, territory, "2023-05-05") <= {IDENTITY}


@pytest.mark.parametrize(
    ("number", "kind", "issuer", "territory", "refused"),
    [
        ("111/NQ-TU", "nq-tu", "bac-giang-party-committee", "bac-giang", {NUMBER}),
        ("50-KH/UBND", "kh-ubnd", "tra-vinh-peoples-committee", "tra-vinh", {NUMBER}),
        ("749/QĐ-TTG", "qd-ttg", "prime-minister", "viet-nam", {NUMBER}),
        ("749/QD-TTg", "qd-ttg", "prime-minister", "viet-nam", {NUMBER}),
        ("52-NQ/TW", "nq-tu", "bac-giang-party-committee", "bac-giang", {NUMBER}),
        ("112-NQ/TU", "nq-tu", "bac-giang-peoples-committee", "bac-giang", {ISSUER}),
        ("51/KH-UBND", "kh-ubnd", "bac-giang-party-committee", "bac-giang", {ISSUER}),
        ("750/QĐ-TTg", "qd-ttg", "government", "viet-nam", {ISSUER}),
        ("05/CTrHĐ-SKHCN", "ctrhd", "bac-ninh-dic", "bac-ninh-to-2025", {SUFFIX}),
        ("923/QĐ-BKHCN", "qd-bo", "mic", "viet-nam", {SUFFIX}),
        ("51/KH-UBND", "kh-ubnd", "tra-vinh-peoples-committee", "bac-giang", {TERRITORY}),
    ],
)
def test_a_number_that_fits_neither_type_nor_issuer_is_refused(
    number: str, kind: str, issuer: str, territory: str, refused: set[str]
) -> None:
    assert refusals(number, kind, issuer, territory) == refused


def test_a_department_that_was_merged_passes_no_more_programmes() -> None:
    assert refusals(
        "05/CTrHĐ-STTTT", "ctrhd", "bac-ninh-dic", "bac-ninh-to-2025", "2025-04-01"
    ) == {LIFE}


def test_one_number_in_two_provinces_is_two_documents() -> None:
    """Trà Vinh and Quảng Ninh both have a 09-NQ/TU; Trà Vinh and Bình Định a 59/KH-UBND of 2022."""
    number, kind, date = "50/KH-UBND", "kh-ubnd", "2022-07-12"
    graph = own_codes() + documents_of("tra-vinh")
    other, same = "bac-giang-peoples-committee", "tra-vinh-peoples-committee"
    assert refusals(number, kind, other, date=date, beside=graph) == set()
    assert refusals(number, kind, same, "tra-vinh", date, graph) == {IDENTITY}


def test_the_abolished_districts_are_marked_and_warned_of() -> None:
    found = [
        finding
        for finding in own_report().findings
        if finding.constraint == SHAPES["target-level-gone"]
    ]
    assert len(found) >= 9


def test_every_class_that_says_how_its_things_are_named_is_judged_by_it() -> None:
    """A class that no target of the shape reaches would say so in vain."""
    above = {
        (str(one), str(other)) for one, name, other in own_codes() if name.value == RDFS.subClassOf
    }
    reached = {f"<{target}>" for _, target in shapes().targets(SHAPES["NamedByKind"])}
    while more := {one for one, other in above if other in reached} - reached:
        reached |= more
    said = {str(one) for one, name, _ in own_codes() if name.value == BELOW}
    assert len(said) > 25
    assert said <= reached


def test_a_thing_without_a_name_is_refused() -> None:
    """Not among the examples: each judge calls a blank node as it likes."""
    nameless = ox.parse(f"{PREAMBLE}[] a dx:Verdict .", format=ox.RdfFormat.TURTLE)
    graph = [*base(), *(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in nameless)]
    assert SHAPES["named-by-kind"] in {finding.constraint for finding in check(graph, shapes())}

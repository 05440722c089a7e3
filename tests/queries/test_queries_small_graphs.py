"""The named queries on graphs made up to hold one case each."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox
import pytest

from support.named_queries import area, columns, document, graph_of, indicator, rows, target

NATION = """
area:nation a dx:Country ; rdfs:label "Nước"@vi , "Nation"@en .
document:programme a dx:PolicyDocument , dx:Yardstick ;
    rdfs:label "Chương trình"@vi , "Programme"@en ; dx:territory area:nation .
"""


# --- The verdicts -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Side:
    value: str | None
    comparator: str = "equal"
    upper: str | None = None
    by: str = "2025-12-31"
    level: str = "not-applicable"


def is_(value: str, upper: str | None = None, **more: str) -> Side:
    return Side(value, upper=upper, **more)


WORDS = Side(None)
UP, DOWN = "higher-better", "lower-better"
CASES: list[tuple[str, str, Side, list[Side], str]] = [
    # name, direction, province, nation, verdict
    ("more", UP, is_("30.0"), [is_("20.0")], "higher"),
    ("less", UP, is_("10.0"), [is_("20.0")], "lower"),
    ("same", UP, is_("20.0"), [is_("20.0")], "equal"),
    ("same-written-otherwise", UP, is_("20.00"), [is_("20.0")], "equal"),
    ("floor", UP, Side("20.0", "at-least"), [is_("20.0")], "equal"),
    ("floors", UP, is_("20.0"), [Side("20.0", "at-least")], "equal"),
    ("strict", UP, Side("20.0", "greater-than"), [is_("20.0")], "stricter-wording"),
    (
        "strict-beside-floor",
        UP,
        Side("20.0", "greater-than"),
        [Side("20.0", "at-least")],
        "stricter-wording",
    ),
    ("slack", UP, is_("20.0"), [Side("20.0", "greater-than")], "lower"),
    (
        "both-strict",
        UP,
        Side("20.0", "greater-than"),
        [Side("20.0", "greater-than")],
        "equal",
    ),
    ("strict-but-less", UP, Side("25.0", "greater-than"), [is_("30.0")], "lower"),
    ("about", UP, Side("25.0", "approximately"), [is_("20.0")], "approximate"),
    ("about-national", UP, is_("25.0"), [Side("20.0", "approximately")], "approximate"),
    (
        "about-both",
        UP,
        Side("20.0", "approximately"),
        [Side("20.0", "approximately")],
        "approximate",
    ),
    ("range-weaker-end", UP, is_("20.0", "30.0"), [is_("25.0")], "lower"),
    ("range-at-its-end", UP, is_("20.0", "30.0"), [is_("20.0")], "equal"),
    ("ceiling-sets-no-floor", UP, Side("30.0", "at-most"), [is_("20.0")], "approximate"),
    ("rank-better", DOWN, Side("10.0", "within-top"), [Side("15.0", "within-top")], "higher"),
    ("rank-worse", DOWN, Side("20.0", "within-top"), [Side("15.0", "within-top")], "lower"),
    ("rank-same", DOWN, is_("15.0"), [Side("15.0", "within-top")], "equal"),
    ("rank-range", DOWN, is_("10.0", "20.0"), [Side("15.0", "within-top")], "lower"),
    ("fewer-strict", DOWN, Side("5.0", "less-than"), [Side("5.0", "at-most")], "stricter-wording"),
    ("fewer-slack", DOWN, Side("5.0", "at-most"), [Side("5.0", "less-than")], "lower"),
    ("floor-where-fewer-is-better", DOWN, Side("5.0", "at-least"), [is_("5.0")], "approximate"),
    ("no-direction", "none", is_("30.0"), [is_("20.0")], "approximate"),
    ("words", "none", WORDS, [WORDS], "equal"),
    ("words-beside-a-figure", UP, WORDS, [is_("100.0")], "approximate"),
    ("a-figure-beside-words", UP, is_("100.0"), [WORDS], "approximate"),
    ("none", UP, is_("20.0"), [], "no-national-counterpart"),
    ("other-level", UP, is_("20.0", level="province"), [is_("20.0")], "no-national-counterpart"),
    ("after-the-last", UP, is_("20.0", by="2030-12-31"), [is_("20.0")], "no-national-counterpart"),
    ("before", UP, is_("20.0", by="2024-12-31"), [is_("20.0")], "interim-year"),
    ("before-and-higher", UP, is_("90.0", by="2024-12-31"), [is_("20.0")], "interim-year"),
    (
        "between",
        UP,
        is_("20.0", by="2027-12-31"),
        [is_("10.0"), is_("30.0", by="2030-12-31"), is_("40.0", by="2035-12-31")],
        "interim-year",
    ),
    (
        "at-the-first-of-two",
        UP,
        is_("20.0"),
        [is_("10.0"), is_("30.0", by="2030-12-31")],
        "higher",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def judged() -> dict[str, dict[str, str]]:
    turtle = NATION + area("here") + document("plan", "; dx:territory area:here")
    for name, direction, province, nation, _ in CASES:
        turtle += indicator(name, direction)
        sides = [("plan", "here", province), *(("programme", "nation", side) for side in nation)]
        for document_, of, side in sides:
            turtle += target(
                document_,
                f"{name}-{side.by[:4]}",
                of=of,
                indicator_=name,
                value=side.value,
                comparator=side.comparator,
                upper=side.upper,
                by=side.by,
                level=side.level,
            )
    found = rows(graph_of(turtle), "against-national", national="programme")
    return {row["indicator"].removeprefix("indicator/"): row for row in found}


@pytest.mark.parametrize(("name", "verdict"), [(case[0], case[4]) for case in CASES])
def test_a_verdict(judged: dict[str, dict[str, str]], name: str, verdict: str) -> None:
    assert judged[name]["verdict"] == f"verdict/{verdict}"


def test_each_target_is_judged_once(judged: dict[str, dict[str, str]]) -> None:
    assert len(judged) == len(CASES)


def test_between_two_milestones_the_next_one_is_shown(judged: dict[str, dict[str, str]]) -> None:
    row = judged["between"]
    assert (row["national_deadline"], row["national_value"]) == ("2030-12-31", "30")


def test_another_national_document_can_be_compared_with() -> None:
    graph = graph_of(
        NATION
        + area("here")
        + document("plan")
        + document("strategy", "; a dx:Yardstick")
        + indicator("share")
        + target("plan", "t", of="here", indicator_="share", value="15.0")
        + target("programme", "n1", of="nation", indicator_="share", value="10.0")
        + target("strategy", "n2", of="nation", indicator_="share", value="20.0")
    )
    verdicts = [
        rows(graph, "against-national", national=national)[0]["verdict"]
        for national in ("programme", "strategy")
    ]
    assert verdicts == ["verdict/higher", "verdict/lower"]


# --- Conflicts ----------------------------------------------------------------------------------


def two_plans(**second: str) -> ox.Store:
    given: dict[str, str] = {"value": "10.0", "comparator": "equal", **second}
    return graph_of(
        area("here")
        + document("first")
        + document("second", "; dx:revises document:first")
        + indicator("share")
        + target("first", "t", of="here", indicator_="share")
        + target("second", "t", of="here", indicator_="share", **given)
    )


@pytest.mark.parametrize(
    "second",
    [{"value": "15.0"}, {"comparator": "at-least"}, {"upper": "20.0"}],
    ids=["another value", "another comparator", "a range"],
)
def test_two_documents_that_differ_are_a_conflict_once(second: dict[str, str]) -> None:
    found = rows(two_plans(**second), "conflicts")
    assert columns(found, "document", "other_document", "relation") == [
        ("document/first", "document/second", "dx:revises")
    ]


@pytest.mark.parametrize(
    "second",
    [
        {},
        {"value": "10.00"},
        {"value": "15.0", "by": "2030-12-31"},
        {"value": "15.0", "level": "all"},
    ],
    ids=["the same", "the same written otherwise", "another deadline", "another level"],
)
def test_documents_that_agree_or_speak_of_something_else_are_none(second: dict[str, str]) -> None:
    assert rows(two_plans(**second), "conflicts") == []


def test_two_provinces_may_differ() -> None:
    graph = graph_of(
        area("here")
        + area("there")
        + document("first")
        + document("second")
        + indicator("share")
        + target("first", "t", of="here", indicator_="share", value="10.0")
        + target("second", "t", of="there", indicator_="share", value="20.0")
    )
    assert rows(graph, "conflicts") == []


# --- Succession, chains -------------------------------------------------------------------------


def test_targets_are_inherited_through_several_mergers() -> None:
    graph = graph_of(
        area("now")
        + area("between", "; dx:succeededBy area:now")
        + area("once", '; dx:succeededBy area:between ; dx:validTo "2008-07-31"^^xsd:date')
        + area("elsewhere")
        + document("plan")
        + indicator("share")
        + "".join(
            target("plan", slug, of=slug, indicator_="share")
            for slug in ("now", "between", "once", "elsewhere")
        )
    )
    found = rows(graph, "inherited-targets", area="now")
    assert columns(found, "predecessor", "ended") == [
        ("area/between", None),
        ("area/once", "2008-07-31"),
    ]
    assert [row["predecessor"] for row in rows(graph, "inherited-targets", area="between")] == [
        "area/once"
    ]


def test_a_chain_tells_what_print_alone_reaches() -> None:
    graph = graph_of(
        document("plan", "; dx:implements document:resolution ; dx:alignedWith document:strategy")
        + document("resolution", "; dx:basedOn document:law")
        + document("strategy", "; dx:basedOn document:treaty , document:law")
        + document("law")
        + document("treaty")
        + """
        <https://w3id.org/dxgraph/document/plan#link> a dx:EditorialLink ;
            dx:linkFrom document:plan ; dx:linkTo document:strategy ;
            dx:assertedBy <https://w3id.org/dxgraph/agent/editors> ;
            dx:reason "vì"@vi , "because"@en ; dx:confidence confidence:high .
        """
    )
    found = rows(graph, "document-chain", document="plan", lang="en")
    assert columns(found, "steps", "lower", "basis", "upper", "printed_chain", "reason") == [
        ("1", "document/plan", "editorial", "document/strategy", "false", "because"),
        ("1", "document/plan", "printed", "document/resolution", "true", None),
        ("2", "document/strategy", "printed", "document/treaty", "false", None),
        ("3", "document/resolution", "printed", "document/law", "true", None),
        ("3", "document/strategy", "printed", "document/law", "true", None),
    ]


def test_a_document_that_stands_alone_has_no_chain() -> None:
    assert rows(graph_of(document("plan")), "document-chain", document="plan") == []


# --- Others -------------------------------------------------------------------------------------


def test_a_level_that_ends_after_the_deadline_binds_nothing() -> None:
    graph = graph_of(
        area("here")
        + document("plan")
        + indicator("files")
        + target("plan", "kept", of="here", indicator_="files", level="district", by="2024-12-31")
        + target("plan", "bound", of="here", indicator_="files", level="district")
        + target("plan", "free", of="here", indicator_="files", level="commune")
    )
    assert [row["target"] for row in rows(graph, "abolished-level")] == ["document/plan#bound"]


def test_a_change_with_a_year_to_start_from_can_be_measured() -> None:
    growth = indicator("growth", more="; dx:measuresChange true")
    start = '; dx:startYear "2020"^^xsd:gYear'
    graph = graph_of(
        area("here")
        + document("plan")
        + growth
        + indicator("share")
        + target("plan", "with", of="here", indicator_="growth", more=start)
        + target("plan", "without", of="here", indicator_="growth")
        + target("plan", "words", of="here", indicator_="share", value=None)
        + target("plan", "figure", of="here", indicator_="share")
    )
    found = rows(graph, "qualitative-targets", lang="en")
    assert columns(found, "target", "lacks", "lacks_label") == [
        ("document/plan#words", "figure", "a figure"),
        ("document/plan#without", "start", "a start"),
    ]


def test_an_outcome_of_another_area_or_indicator_is_not_put_beside_a_target() -> None:
    def outcome(slug: str, of: str, indicator_: str) -> str:
        return (
            f'outcome:{slug} a dx:Outcome ; rdfs:label "{slug}"@vi , "{slug}"@en ;'
            f" sdmx-dimension:refArea area:{of} ; dx:indicator indicator:{indicator_} ;"
            ' sdmx-dimension:refPeriod "2024"^^xsd:gYear ; dx:observedValue 5.0 ;'
            " dx:attestedAt source:page .\n"
        )

    graph = graph_of(
        area("new")
        + area("here", "; dx:succeededBy area:new")
        + area("there", "; dx:succeededBy area:new")
        + document("plan")
        + indicator("share")
        + indicator("rank")
        + target("plan", "t", of="here", indicator_="share", more="; dx:attestedAt source:page")
        + outcome("own", "here", "share")
        + outcome("successor", "new", "share")
        + outcome("neighbour", "there", "share")
        + outcome("otherwise", "here", "rank")
    )
    found = rows(graph, "targets-and-outcomes")
    assert columns(found, "outcome", "measured_area", "state", "gap") == [
        ("outcome/own", "area/here", "progress-state/overdue-nothing-measured", "-5"),
    ]


def test_a_target_that_is_printed_twice_is_one_row_with_its_first_place() -> None:
    graph = graph_of(
        area("here")
        + document("plan")
        + indicator("share")
        + target(
            "plan", "t", of="here", indicator_="share",
            more="; dx:evidence <https://w3id.org/dxgraph/source/s#char=10,13> ,"
            " <https://w3id.org/dxgraph/source/s#char=20,25>",
        )
        + 'source:s a dx:Source ; rdfs:label "s"@vi , "s"@en ;'
        ' dx:address "http://example.org/"^^xsd:anyURI .\n'
        + "".join(
            f"<https://w3id.org/dxgraph/source/s#char={begin},{end}> a dx:EvidenceSpan ;"
            f" nif:referenceContext source:s ; nif:beginIndex {begin} ; nif:endIndex {end} ;"
            f' dx:printedFigure "{figure}" ; dx:passageSha256 "00" .\n'
            for begin, end, figure in ((20, 25, "đạt 10%"), (10, 13, "10%"))
        )
    )  # fmt: skip
    found = rows(graph, "targets-of-area", area="here")
    assert columns(found, "printed_figure", "place", "address") == [
        ("10%", "source/s#char=10,13", "http://example.org/")
    ]
    assert len(rows(graph, "evidence", target="plan#t")) == 2


@pytest.mark.parametrize("level", ["province", "district"])
def test_an_optional_parameter_narrows_and_its_absence_means_all(level: str) -> None:
    graph = graph_of(
        area("here")
        + document("plan")
        + indicator("files")
        + "".join(
            target("plan", each, of="here", indicator_="files", level=each)
            for each in ("province", "district", "commune")
        )
    )
    assert len(rows(graph, "targets-of-area", area="here")) == 3
    assert len(rows(graph, "targets-of-area", area="here", level="")) == 3
    one = rows(graph, "targets-of-area", area="here", level=level)
    assert [row["target"] for row in one] == [f"document/plan#{level}"]

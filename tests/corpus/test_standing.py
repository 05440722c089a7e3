"""How targets stand: the table of cases, an oracle beside the code, and what always holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph import corpus
from dxgraph.corpus.progress import DECLARED, Figure, Measured, progress, standing_of
from dxgraph.terms import (
    BASE,
    COMPARATOR,
    DIRECTION,
    DX,
    LEVEL,
    PROGRESS_REASON,
    PROGRESS_STATE,
    UNIT,
)
from dxgraph.validation.run import check
from support.named_queries import (
    area,
    document,
    graph_of,
    indicator,
    own_graph,
    rows,
    short,
    target,
)
from support.places import TESTS, of_yaml
from support.shape_examples import shapes
from support.some import some

CASES: dict[str, dict[str, Any]] = of_yaml(TESTS / "corpus" / "standing.yaml")
DAY = "2026-11-29"


def figure(said: dict[str, Any], when: str, direction: str, iri: str = "t") -> Figure:
    def number(name: str) -> Decimal | None:
        return None if said.get(name) is None else Decimal(str(said[name]))

    return Figure(
        iri=iri,
        indicator="i",
        area=said.get("area", "own"),
        level=LEVEL[said.get("level", "not-applicable")],
        when=when,
        direction=DIRECTION[direction],
        value=number("value"),
        upper=number("upper"),
        comparator=COMPARATOR[said.get("comparator", "equal")],
        unit=UNIT[said.get("unit", "percent")],
        universe=said.get("universe", ""),
        method=said.get("method", "m"),
        printed=said.get("printed", True),
    )


@dataclass(frozen=True)
class Case:
    target: Figure
    measured: Measured


def case_of(said: dict[str, Any]) -> Case:
    direction = said.get("direction", "higher-better")
    outcomes = [
        figure(one, str(one["year"]), direction, f"o{number}")
        for number, one in enumerate(said.get("measured", ()))
    ]
    alike: dict[str, str] = {}
    for pair in said.get("comparable", ()):
        for method in pair:
            alike[method] = "instrument"
    return Case(
        figure(said["target"], str(said["target"].get("by", "2025-12-31")), direction),
        Measured(
            tuple(one for one in outcomes if one.area == "own"),
            tuple(one for one in outcomes if one.area != "own"),
            alike,
        ),
    )


# --- An oracle: the same rules from the other end, in whole intervals and exact fractions ---------


def interval(sign: str, value: Fraction) -> tuple[Fraction | None, Fraction | None, bool]:
    """What a printed figure leaves open: from, to, and whether its end is left out."""
    if sign in {"at-least", "greater-than"}:
        return value, None, sign == "greater-than"
    if sign in {"at-most", "less-than"}:
        return None, value, sign == "less-than"
    return value, value, False


def oracle(said: dict[str, Any]) -> tuple[str, str | None]:  # noqa: C901 - the table, case by case
    promise = said["target"]
    turn = {"higher-better": 1, "lower-better": -1, "none": 0}[
        said.get("direction", "higher-better")
    ]
    by = str(promise.get("by", "2025-12-31"))
    year, due = int(by[:4]), by <= DAY
    own, elsewhere = [], []
    for one in said.get("measured", ()):
        if one.get("area", "own") != "own":
            elsewhere.append((one["year"], 0, "merged-area"))
        elif (
            promise.get("unit") == "rank" or ("universe" in one and "universe" in promise)
        ) and one.get("universe") != promise.get("universe"):
            elsewhere.append((one["year"], 2, "other-universe"))
        elif one.get("level", "") != promise.get("level", ""):
            elsewhere.append((one["year"], 1, "other-level"))
        else:
            own.append(one)
    if not own:
        if elsewhere:
            return "cannot-be-said", max(elsewhere)[2]
        if not due:
            return "not-yet-due", None
        if promise["value"] is None:
            return "cannot-be-said", "no-figure"
        return "overdue-nothing-measured", None
    if not promise.get("printed", True):
        return "cannot-be-said", "no-printed-place"
    if promise["value"] is None:
        return "cannot-be-said", "no-figure"
    if turn == 0:
        return "cannot-be-said", "no-direction"
    ends = [Fraction(str(promise[end])) for end in ("value", "upper") if promise.get(end)]
    floor = min(end * turn for end in ends)
    sign = promise.get("comparator", "equal")
    wrong_way = {1: {"at-most", "less-than"}, -1: {"at-least", "greater-than"}}[turn]

    def kept(one: dict[str, Any]) -> bool | None:
        how = one.get("comparator", "equal")
        if how == "approximately" or sign in wrong_way:
            return None
        low, high, open_end = interval(how, Fraction(str(one["value"])))
        if turn < 0:
            low, high = (None if high is None else -high), (None if low is None else -low)
        needs_more = sign in {"greater-than", "less-than"}
        sure = low is not None and (low > floor or (low == floor and (not needs_more or open_end)))
        never = high is not None and (
            high < floor or (high == floor and (open_end or (needs_more and low == high)))
        )
        if sure:
            return True
        if sign == "approximately":
            return None
        if how == "equal":
            return False
        return False if never else None

    newest = max(one["year"] for one in own)
    latest = [one for one in own if one["year"] == newest]
    for then in {year, newest} if due else {newest}:
        answers = [kept(one) for one in own if one["year"] == then]
        if answers and all(answers):
            return "reached", None
    answers = [kept(one) for one in latest]
    if None in answers:
        return "cannot-be-said", "approximate"
    if any(answers) and due:
        return "cannot-be-said", "other-method"
    if due and newest >= year:
        return "overdue-and-below", None
    if due:
        since = [one for one in elsewhere if one[0] > newest]
        return ("cannot-be-said", max(since)[2]) if since else ("overdue-nothing-measured", None)
    groups: dict[str, set[str]] = {}
    for pair in said.get("comparable", ()):
        merged = set(pair).union(*(groups.get(method, set()) for method in pair))
        groups.update(dict.fromkeys(merged, merged))
    signs = set()
    for one in latest:
        mine = groups.get(one.get("method", "m"), {one.get("method", "m")})
        before = [o for o in own if o["year"] < newest and o.get("method", "m") in mine]
        if before:
            first = min(before, key=lambda o: o["year"])
            start, end = Fraction(str(first["value"])) * turn, Fraction(str(one["value"])) * turn
            # Cross-multiplied: no division, no rounding.
            span, passed = year - first["year"], newest - first["year"]
            ahead = (end - start) * span >= (floor - start) * passed
            low, high, _ = interval(one.get("comparator", "equal"), end)
            if ahead and (low if turn > 0 else high) is None:
                return "cannot-be-said", "approximate"
            signs.add(ahead)
    if any(answers) and signs != {True}:
        return "cannot-be-said", "other-method"
    if len(signs) == 1:
        return ("on-the-path" if signs.pop() else "behind"), None
    if signs or any(one["year"] < newest for one in own):
        return "cannot-be-said", "other-method"
    return "cannot-be-said", "no-start"


def state_of(case: Case, day: str = DAY) -> tuple[str, str | None]:
    standing = progress(case.target, case.measured, day)
    return (
        standing.state.removeprefix(PROGRESS_STATE),
        standing.reason.removeprefix(PROGRESS_REASON) or None,
    )


def test_there_are_at_least_sixty_cases_and_every_state_and_reason_is_among_them() -> None:
    assert len(CASES) >= 60
    vocabulary = [file for file in corpus.files() if "progress-" in file.name]
    told = {
        quad.subject.value  # type: ignore[union-attr]
        for file in vocabulary
        for quad in corpus.parse(file)
        if quad.object in (ox.NamedNode(DX.ProgressState), ox.NamedNode(DX.ProgressReason))
    }
    met = {PROGRESS_STATE[case["state"]] for case in CASES.values()}
    met |= {PROGRESS_REASON[case["reason"]] for case in CASES.values() if "reason" in case}
    # A province's own word is judged behind the table, by `standing_of`.
    assert met | {PROGRESS_STATE["reached-as-declared"]} == told


@pytest.mark.parametrize("name", CASES)
def test_a_case(name: str) -> None:
    said = CASES[name]
    assert state_of(case_of(said)) == (said["state"], said.get("reason"))


@pytest.mark.parametrize("name", CASES)
def test_the_oracle_agrees(name: str) -> None:
    said = CASES[name]
    assert oracle(said) == (said["state"], said.get("reason"))


def _turtle(number: int, said: dict[str, Any]) -> str:
    """A case as data: an area of its own, what it promised and what was measured."""

    def figure_of(one: dict[str, Any], value: str) -> str:
        text = f"; dx:adminLevel level:{one.get('level', 'not-applicable')} "
        if one.get("value") is not None:
            text += f"; {value} {Decimal(str(one['value'])):.3f} "
            text += f"; dx:comparator comparator:{one.get('comparator', 'equal')} "
            text += f"; sdmx-attribute:unitMeasure unit:{one.get('unit', 'percent')} "
        if one.get("upper") is not None:
            text += f"; dx:upperValue {Decimal(str(one['upper'])):.3f} "
        if "universe" in one:
            text += f"; dx:universe universe:{one['universe']} "
        if one.get("printed", True):
            text += "; dx:attestedAt source:page "
        return text

    promise = said["target"]
    kind = "dx:QualitativeTarget" if promise.get("value") is None else "dx:QuantifiedTarget"
    turtle = (
        area(f"own-{number}", f"; dx:succeededBy area:successor-{number}")
        + area(f"successor-{number}")
        + document(f"plan-{number}")
        + indicator(f"i-{number}", said.get("direction", "higher-better"))
        + f"<{BASE}document/plan-{number}#t> a {kind} ; dx:statedIn document:plan-{number} ;"
        f" sdmx-dimension:refArea area:own-{number} ; dx:indicator indicator:i-{number} ;"
        f' dx:deadline "{promise.get("by", "2025-12-31")}"^^xsd:date'
        f" {figure_of(promise, 'dx:targetValue')} .\n"
    )
    for at, one in enumerate(said.get("measured", ())):
        turtle += (
            f"outcome:o-{number}-{at} a dx:Outcome ; dx:indicator indicator:i-{number} ;"
            f" sdmx-dimension:refArea area:{one.get('area', 'own')}-{number} ;"
            f' sdmx-dimension:refPeriod "{one["year"]}"^^xsd:gYear ;'
            f" dx:method method:{one.get('method', 'm')}-{number}"
            f" {figure_of(one, 'dx:observedValue')} .\n"
        )
    for first, second in said.get("comparable", ()):
        turtle += f"method:{first}-{number} dx:comparableWith method:{second}-{number} .\n"
    return turtle


def test_a_snapshot_and_the_query_give_each_case_its_state() -> None:
    turtle = f'<{BASE}dataset/outcomes> dx:asOf "{DAY}"^^xsd:date .\n'
    graph = graph_of(turtle + "".join(map(_turtle, range(len(CASES)), CASES.values())))
    told = {
        row["target"]: (row["state"], row.get("cannot_be_said"))
        for row in rows(graph, "targets-and-outcomes")
    }
    for number, (name, said) in enumerate(CASES.items()):
        reason = f"progress-reason/{said['reason']}" if "reason" in said else None
        expected = (f"progress-state/{said['state']}", reason)
        assert told[f"document/plan-{number}#t"] == expected, name


# --- What always holds ----------------------------------------------------------------------------

SIGNS = ("equal", "at-least", "greater-than", "approximately", "at-most", "less-than")
VALUES = st.integers(0, 100)
OUTCOMES = st.fixed_dictionaries(
    {
        "year": st.integers(2019, 2026),
        "value": VALUES,
        "comparator": st.sampled_from(SIGNS),
        "method": st.sampled_from("ab"),
        "area": st.sampled_from(("own", "own", "successor")),
    }
)


def _once(one: Any) -> tuple[object, ...]:
    return one["year"], one["method"], one["area"]


SAID = st.fixed_dictionaries(
    {
        "target": st.fixed_dictionaries(
            {
                "value": VALUES.filter(bool),
                "by": st.sampled_from(("2024-12-31", "2025-12-31", "2027-12-31", "2030-12-31")),
                "comparator": st.sampled_from(SIGNS),
            }
        ),
        "direction": st.sampled_from(("higher-better", "lower-better")),
        "measured": st.lists(OUTCOMES, max_size=5, unique_by=_once),
    }
)


@given(SAID)
def test_code_and_oracle_agree_on_anything(said: dict[str, Any]) -> None:
    assert state_of(case_of(said)) == oracle(said)


ORDER = {
    "overdue-and-below": 0,
    "overdue-nothing-measured": 0,
    "behind": 0,
    "not-yet-due": 0,
    "cannot-be-said": 1,
    "on-the-path": 2,
    "reached": 3,
}
"""What is better. In between stands what cannot be said: some of what was measured says better."""


@given(SAID, st.data())
def test_a_higher_value_never_worsens_the_state_where_more_is_better(
    said: dict[str, Any], data: st.DataObject
) -> None:
    case = case_of({**said, "direction": "higher-better"})
    own = case.measured.own
    if not own:
        return
    # The first value starts the line, and a higher start asks for more: the newest one is raised.
    newest = max(own, key=lambda one: one.year)
    more = data.draw(st.integers(1, 50))
    assert newest.value is not None
    if newest.comparator in {COMPARATOR["at-most"], COMPARATOR["less-than"]}:
        return  # a higher ceiling leaves more open: nobody measured more
    raised = replace(newest, value=newest.value + more)
    better = replace(
        case, measured=replace(case.measured, own=tuple(raised if o is newest else o for o in own))
    )
    assert ORDER[state_of(better)[0]] >= ORDER[state_of(case)[0]]


# --- What a province declares of itself -----------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "measured", "state"),
    [
        ("2025", [(2024, 30, True)], "reached-as-declared"),
        ("2025", [(2024, 20, True)], "overdue-nothing-measured"),
        ("2025", [(2025, 20, True)], "overdue-nothing-measured"),
        ("2025", [(2022, 20, False), (2024, 30, True)], "reached-as-declared"),
        ("2025", [(2022, 30, False), (2024, 31, True)], "reached"),
        ("2025", [(2024, 20, False), (2024, 30, True)], "overdue-nothing-measured"),
        ("2025", [(2025, 20, False), (2024, 30, True)], "overdue-and-below"),
        ("2030", [(2022, 10, True), (2024, 12, True)], "not-yet-due"),
        ("2030", [(2024, 30, True)], "reached-as-declared"),
    ],
)
def test_a_provinces_own_word_is_told_from_a_measurement_and_never_outweighs_one(
    by: str, measured: list[tuple[int, int, bool]], state: str
) -> None:
    case = case_of(
        {
            "target": {"value": 25, "by": f"{by}-12-31"},
            "measured": [
                {"year": year, "value": value, "method": DECLARED if declared else "m"}
                for year, value, declared in measured
            ],
        }
    )
    found = standing_of(case.target, case.measured, DAY)
    assert found.state == PROGRESS_STATE[state]
    if state == "reached-as-declared":
        assert found.by is not None
        assert found.by.method == DECLARED


# --- In the graph ---------------------------------------------------------------------------------


def standing() -> list[ox.Quad]:
    return list(own_graph().quads_for_pattern(None, None, None, corpus.STANDING))


def test_every_target_has_one_progress_and_the_graph_keeps_to_the_shapes() -> None:
    query = "PREFIX dx: <https://w3id.org/dxgraph/ontology#> SELECT DISTINCT ?t WHERE "
    store = own_graph()
    targets = {row["t"] for row in store.query(query + "{ ?t a dx:Target }")}  # type: ignore
    told = [quad.object for quad in standing() if quad.predicate.value == DX.of]
    assert set(told) == targets
    assert len(told) == len(targets)
    default = [
        ox.Triple(quad.subject, quad.predicate, quad.object)
        for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        # Where something is printed says nothing of where it stands.
        if "#char=" not in str(quad.subject)
    ]
    assert [
        (finding.focus, finding.message.en)
        for finding in check(default, shapes())
        if "/comparison/" in finding.focus or "/progress/" in finding.focus
    ] == []


def test_two_snapshots_stand_alike_and_the_clock_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.time", lambda: 0.0)
    quads = [quad for file in corpus.files() for quad in corpus.parse(file)]
    assert list(corpus.stand(quads)) == list(corpus.stand(reversed(quads)))
    days = {quad.object.value for quad in corpus.stand(quads) if quad.predicate.value == DX.asOf}  # type: ignore[union-attr]
    assert days == {"2026-11-29"}


def test_on_the_day_of_the_data_nothing_due_in_2025_is_on_the_path() -> None:
    found = rows(own_graph(), "targets-and-outcomes", year="2025")
    assert found
    assert {row["due"] for row in found} == {"true"}
    assert not {row["state"] for row in found} & {
        "progress-state/on-the-path",
        "progress-state/behind",
        "progress-state/not-yet-due",
    }


def test_what_is_reached_or_behind_is_printed_in_two_places() -> None:
    judged = [
        row
        for row in rows(own_graph(), "targets-and-outcomes")
        if row["state"] in {"progress-state/reached", "progress-state/behind"}
    ]
    for row in some(judged):
        assert row["outcome_place"], row
        assert rows(own_graph(), "evidence", target=row["target"].split("/", 1)[1])


def test_verdicts_stand_side_by_side_and_agree_with_the_one_yardstick_query() -> None:
    every = rows(own_graph(), "verdicts", time="any")
    for yardstick in {row["yardstick"] for row in every}:
        one = rows(own_graph(), "against-national", national=short(yardstick).split("/", 1)[1])
        judged = {
            (row["target"], row["national"], row["verdict"]) for row in one if "national" in row
        }
        assert judged == {
            (row["target"], row["national"], row["verdict"])
            for row in every
            if row["yardstick"] == yardstick
        }
    assert "document/viet-nam-2020-749-qd-ttg" in {row["yardstick"] for row in every}


NATION = 'area:nation a dx:Country ; rdfs:label "Nước"@vi , "Nation"@en .\n'
PROGRAMME = "viet-nam-2020-749-qd-ttg"


def beside(plan: str = "", by: str = "2030-12-31", **yardsticks: tuple[str, str]) -> ox.Store:
    """A target beside those of yardsticks: what each says of itself, and when it falls due."""
    named = {slug.replace("_", "-"): said for slug, said in yardsticks.items()}
    named = {PROGRAMME if slug == "programme" else slug: said for slug, said in named.items()}
    return graph_of(
        NATION
        + area("here")
        + document("plan", plan)
        + indicator("share")
        + target("plan", "t", of="here", indicator_="share", by=by)
        + "".join(
            document(slug, f"; a dx:Yardstick {more}")
            + target(slug, "t", of="nation", indicator_="share", by=due)
            for slug, (more, due) in named.items()
        )
    )


def told(graph: ox.Store, **given: str) -> list[tuple[str, str | None, str]]:
    """The yardsticks in an answer, whether each is in force then, and whether it comes first."""
    return [
        (row["yardstick"].removeprefix("document/"), row.get("in_force"), row["shown_first"])
        for row in rows(graph, "verdicts", **given)
    ]


def since(day: str) -> str:
    return f'; eli:date_document "{day}"^^xsd:date '


def test_a_yardstick_replaced_before_the_deadline_is_left_out_unless_asked_for() -> None:
    graph = beside(
        old=(since("2020-06-03") + '; dx:inForceUntil "2026-07-13"^^xsd:date', "2030-12-31"),
        new=(since("2020-06-03") + '; dx:inForceFrom "2026-07-14"^^xsd:date', "2030-12-31"),
    )
    assert told(graph) == [("new", "true", "true")]
    assert told(graph, time="any") == [("new", "true", "true"), ("old", "false", "false")]


def test_what_another_document_replaced_ends_the_day_before() -> None:
    replaced = (since("2020-06-03"), "2030-12-31")
    later = (since("2026-07-14") + "; dx:supersedes document:old", "2030-12-31")
    assert told(beside(old=replaced, new=later), time="any") == [
        ("new", "true", "true"),
        ("old", "false", "false"),
    ]
    # On its last day, and beside a plan that nobody has issued, it is in force still.
    last = beside(by="2026-07-13", old=replaced, new=later)
    assert told(last) == [("old", "true", "true")]
    draft = beside(old=replaced, draft=("; dx:supersedes document:old", "2030-12-31"))
    assert told(draft) == [("old", "true", "true"), ("draft", None, "false")]


def test_a_yardstick_is_in_force_from_its_period_on_where_its_day_is_not_known() -> None:
    plan = ('; dx:periodStart "2024-01-01"^^xsd:date ; dx:periodEnd "2024-12-31"^^xsd:date',) * 2
    graph = beside(by="2024-12-31", plan_2024=(plan[0], "2024-12-31"))
    assert told(graph) == [("plan-2024", "true", "true")]
    assert told(beside(by="2023-12-31", plan_2024=(plan[0], "2024-12-31"))) == []


def test_a_yardstick_whose_horizon_has_passed_asks_nothing_first() -> None:
    ended = since("2020-06-03") + '; dx:periodEnd "2025-12-31"^^xsd:date'
    graph = beside(short=(ended, "2030-12-31"), known=(since("2022-01-01"), "2030-12-31"))
    assert told(graph, time="any") == [("known", "true", "true"), ("short", "false", "false")]


def test_without_a_day_a_yardstick_stands_beside_and_never_first() -> None:
    assert told(beside(undated=("", "2030-12-31"))) == [("undated", None, "false")]


@pytest.mark.parametrize(
    ("plan", "due", "shown"),
    [
        pytest.param("", {}, PROGRAMME, id="the programme where the plan names none"),
        pytest.param("; dx:basedOn document:strategy", {}, "strategy", id="what it rests on"),
        pytest.param("; dx:implements document:strategy", {}, "strategy", id="what it carries out"),
        pytest.param("; dx:incorporatesTargetsOf document:strategy", {}, "strategy", id="takes"),
        pytest.param("; dx:alignedWith document:strategy", {}, PROGRAMME, id="not our judgement"),
        pytest.param("; dx:basedOn document:law", {}, PROGRAMME, id="names what asks nothing"),
        pytest.param("", {PROGRAMME: "2040-12-31"}, "resolution", id="the year itself, the newest"),
        pytest.param(
            "; dx:basedOn document:strategy",
            {"strategy": "2040-12-31"},
            "strategy",
            id="what it rests on, though for a later year",
        ),
        pytest.param(
            f"; dx:basedOn document:strategy , document:{PROGRAMME}",
            {},
            PROGRAMME,
            id="of several that it rests on the programme",
        ),
    ],
)
def test_which_comparison_is_shown_first(plan: str, due: dict[str, str], shown: str) -> None:
    graph = beside(
        plan,
        programme=(since("2020-06-03"), due.get(PROGRAMME, "2030-12-31")),
        strategy=(since("2022-03-31"), due.get("strategy", "2030-12-31")),
        resolution=(since("2024-12-22"), "2030-12-31"),
    )
    answer = told(graph)
    assert answer[0] == (shown, "true", "true")
    assert {name for name, _, _ in answer} == {PROGRAMME, "strategy", "resolution"}
    assert [first for _, _, first in answer[1:]] == ["false", "false"]


def test_every_target_with_a_yardstick_in_force_has_one_comparison_first() -> None:
    found = rows(own_graph(), "verdicts", time="any")
    shown = [row["target"] for row in found if row["shown_first"] == "true"]
    assert len(shown) == len(set(shown))
    assert set(shown) == {row["target"] for row in found if row.get("in_force") == "true"}


@pytest.mark.parametrize(
    ("ours", "theirs", "differ"),
    [
        (("20.0", "equal"), ("30.0", "equal"), True),
        (("20.0", "equal"), ("20.0", "at-least"), False),
        (("20.0", "within-top"), ("20.0", "equal"), False),
        (("20.0", "at-least"), ("20.0", "greater-than"), True),
        (("20.0", "approximately"), ("20.0", "equal"), True),
        (("20.0", "approximately"), ("20.0", "approximately"), False),
    ],
)
def test_where_yardsticks_disagree(
    ours: tuple[str, str], theirs: tuple[str, str], differ: bool
) -> None:
    figures = [
        document(slug, kind)
        + target(slug, "t", of="nation", indicator_="share", value=value, comparator=comparator)
        for slug, kind, (value, comparator) in (
            ("a", "; a dx:Yardstick", ours),
            ("b", "; a dx:Yardstick", theirs),
            ("no-yardstick", "", ("99.0", "equal")),
        )
    ]
    found = rows(graph_of(NATION + indicator("share") + "".join(figures)), "yardsticks-disagree")
    expected = [("document/a", "document/b")] if differ else []
    assert [(row["document"], row["other_document"]) for row in found] == expected


def test_the_ends_of_ranges_may_disagree() -> None:
    figures = [
        document(slug, "; a dx:Yardstick")
        + target(slug, "t", of="nation", indicator_="cables", value="4.0", upper=upper)
        for slug, upper in (("a", "6.0"), ("b", None), ("c", "6.0"))
    ]
    found = rows(graph_of(NATION + indicator("cables") + "".join(figures)), "yardsticks-disagree")
    assert [(row["target"][-3], row["other"][-3]) for row in found] == [("a", "b"), ("b", "c")]

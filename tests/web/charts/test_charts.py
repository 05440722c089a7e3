"""Charts are JSON files with holes: every hole is known, and nothing that is given is idle."""

from __future__ import annotations

import ast
import inspect
import json
import re
from dataclasses import replace
from importlib import resources
from types import ModuleType
from typing import Any

import pytest

from dxgraph.bilingual import Language
from dxgraph.web.charts import chain, courses, dots, fill, ladder, signs, timeline
from dxgraph.web.charts.draw import draw
from dxgraph.web.charts.framing import Frame

CHARTS = {"chain": chain, "courses": courses, "dots": dots, "ladder": ladder, "timeline": timeline}


def test_every_chart_has_a_file_and_every_file_a_chart() -> None:
    files = {
        file.name
        for file in resources.files("dxgraph.web.charts").iterdir()
        if file.name.endswith(".json")
    }
    assert files == {f"{name}.json" for name in (*CHARTS, "look")}


@pytest.mark.parametrize("name", CHARTS)
def test_the_code_gives_what_the_file_has_holes_for_and_nothing_else(name: str) -> None:
    look, file = fill.read("look"), fill.read(name)
    holes = _holes([look["chart"], file]) | _holes_of_used_parts(file, look["parts"])
    given = _given(CHARTS[name]) | {"font", "ink", "soft", "numbers"}
    assert holes - look["parts"].keys() - file["parts"].keys() <= given
    assert given <= holes | {"ink", "soft"}


def test_what_the_code_gives_is_never_read_as_a_hole() -> None:
    """A place may be called what it likes."""
    event = timeline.Event("2021-01-01", "$ink", "$lanes", "document")
    drawn = timeline.timeline(Language.VI, [event], ["$ink"])
    assert drawn["data"]["values"][0]["lane"] == "$ink"
    assert drawn["data"]["values"][0]["label"] == "$lanes"
    assert drawn["encoding"]["y"]["sort"] == ["$ink"]


def test_a_phone_has_its_own_sizes_and_leaves_out_what_only_a_screen_has() -> None:
    wide, narrow = (
        timeline.timeline(Language.EN, [], [], narrow=narrow) for narrow in (False, True)
    )
    assert (wide["width"], narrow["width"]) == (840, 310)
    assert "labelAlign" not in wide["encoding"]["y"]["axis"]
    assert narrow["encoding"]["y"]["axis"]["labelAlign"] == "left"


def _drawn(specification: dict[str, Any]) -> str:
    """The picture, which can also be made of points."""
    told = json.dumps(specification)
    assert draw(told, None, "png").startswith(b"\x89PNG")
    return draw(told, None, "svg").decode()


def test_no_legend_is_headed_where_no_national_figure_is_drawn() -> None:
    dot = dots.Dot("Share", "Hà Nội", 25, "equal", "25%")
    told: tuple[dict[str, signs.Line], ...] = ({}, {"Share": signs.Line(20, True)})
    for national in told:
        drawn = dots.dots(
            Language.EN,
            [dot],
            national,
            {},
            axis="",
            rows={"Share": "digital-economy"},
            series=["Hà Nội"],
            percent=True,
        )
        assert ("National" in _drawn(drawn)) == bool(national)
    group = ladder.Group("By 2025", None, [ladder.Entry("Hà Nội", 25, "equal", "25%", "", "")])
    drawn = ladder.ladder(Language.EN, [group], {}, axis="", percent=True)
    assert "National" not in json.dumps(drawn)


def test_the_years_stand_above_the_lanes_which_are_longer_than_a_window() -> None:
    drawn = timeline.timeline(Language.EN, [], [])
    assert drawn["encoding"]["x"]["axis"]["orient"] == "top"


def test_a_hole_that_nothing_fills_is_told_by_its_name() -> None:
    with pytest.raises(KeyError, match="lanes"):
        fill.chart("timeline", Language.EN, values=[], kinds=[])


def _holes(found: Any) -> set[str]:
    return set(re.findall(r'"\$(\w+)"(?!:)', json.dumps(found))) | set(
        re.findall(r'"\$like": "(\w+)"', json.dumps(found))
    )


def _holes_of_used_parts(file: Any, parts: dict[str, Any]) -> set[str]:
    found, todo = set[str](), _holes(file)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo |= _holes(parts.get(name))
    return found


def _given(module: ModuleType) -> set[str]:
    """What a chart's code gives to the file: the keywords of its calls, and those of `shaped`."""
    found = set[str]()
    for call in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(call, ast.Call):
            continue
        name = ast.unparse(call.func).rpartition(".")[2]
        if name in ("chart", "part"):
            found |= {keyword.arg for keyword in call.keywords if keyword.arg}
        elif name == "shaped":
            found |= signs.shaped(Language.EN, {}, []).keys()
    return found - {"narrow"}


def test_a_bitmap_is_painted_in_a_font_that_has_all_letters_of_vietnamese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painted: list[str] = []

    def paint(svg: str, **_: object) -> bytes:
        painted.append(svg)
        return b""

    monkeypatch.setattr("vl_convert.svg_to_png", paint)
    specification = timeline.timeline(Language.VI, [], ["Việt Nam"])
    draw(json.dumps(specification), Frame("Việt Nam"), "png")
    families = set(re.findall('font-family="([^"]*)"', painted[0]))
    assert families
    for family in families:
        assert family.index("DejaVu Sans") < family.index("Liberation Sans")


def test_the_legend_of_promises_has_the_ring_that_they_are_drawn_with() -> None:
    point = courses.Point(2025, 20, "Bắc Ninh", "m", "20%")
    drawn = courses.courses(
        Language.EN, [courses.Course("Share", "%", [point], [replace(point, series="")], False)]
    )
    _, discs, rings, *_ = drawn["vconcat"][0]["layer"]
    for layer in (discs, rings):
        scale = layer["encoding"]["shape"]["scale"]
        assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
            "Bắc Ninh": signs.DISC,
            "promised": signs.RING,
        }


def test_a_label_in_lines_breaks_no_number_of_a_document() -> None:
    assert (
        signs.wrapped("Thanh toán trực tuyến · 03/NQ-CP", 28) == "Thanh toán trực tuyến ·\n03/NQ-CP"
    )


def test_words_upon_lines_are_measured_once_and_parted_from_them_by_a_halo() -> None:
    entry = ladder.Entry("Bắc Giang", 25.0, "approximately", "khoảng 25%", "higher", "cao hơn")
    specification = ladder.ladder(
        Language.VI,
        [ladder.Group("Đến năm 2025", signs.Line(20.0, verified=True), [entry])],
        {"approximately": "Khoảng"},
        axis="%",
        percent=True,
    )
    svg = draw(json.dumps(specification), None, "svg").decode()
    assert svg.count(">khoảng 25% · cao hơn<") == 1
    [words] = re.findall(r"<g [^>]*haloed_marks[^>]*>", svg)
    assert 'paint-order="stroke"' in words

"""A number that no service can have is refused at the door, whatever is behind it."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import pytest

from dxgraph import errors, settings
from dxgraph.cli import commands
from dxgraph.engine.pool.frames import from_error, to_error
from dxgraph.errors import DxgraphError, QueryTooDeep, UsageError
from dxgraph.settings import Settings

NUMBERS = [
    item.name
    for item in fields(Settings)
    if isinstance(item.default, int | float) and not isinstance(item.default, bool)
]
MAY_BE_0 = {
    "reserved_workers", "spare_workers", "queue_length", "page_queue_length", "queue_s",
    "lower_priority_s", "cache_mb", "shutdown_s", "small_query_steps", "ready_mb", "http_processes",
}  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", [-1, 0, math.nan, math.inf, -math.inf])
def test_a_number_out_of_bounds_is_refused(name: str, value: float) -> None:
    if value == 0 and name in MAY_BE_0:
        assert getattr(replace(Settings(), **{name: 0}), name) == 0  # type: ignore[arg-type]
        return
    with pytest.raises(UsageError, match=name):
        replace(Settings(), **{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("processors", "given", "processes"),
    [(1, 0, 1), (2, 0, 1), (3, 0, 1), (4, 0, 2), (8, 0, 4), (64, 0, 4), (1, 3, 3), (64, 1, 1)],
)
def test_one_process_speaks_http_up_to_three_processors(
    monkeypatch: pytest.MonkeyPatch, processors: int, given: int, processes: int
) -> None:
    monkeypatch.setattr(settings, "processors", lambda: processors)
    assert Settings(http_processes=given).processes == processes


@pytest.mark.parametrize("variable", ["DXGRAPH_WORKERS", "DXGRAPH_TIMEOUT_S", "DXGRAPH_RESULT_MB"])
def test_the_environment_is_no_back_door(variable: str) -> None:
    with pytest.raises(UsageError):
        Settings.from_environment({variable: "0"})


@pytest.mark.parametrize(
    "options",
    [
        ["--workers", "0", "--store", "http://127.0.0.1:9/sparql"],
        ["--timeout-s", "-1", "--store", "http://127.0.0.1:9/sparql"],
        ["--memory-mb", "0"],
    ],
)
def test_serve_refuses_before_it_starts(options: list[str]) -> None:
    with pytest.raises(UsageError) as told:
        commands.app(["serve", "--port", "0", *options], standalone_mode=False)
    assert told.value.exit_code == 2


def test_every_error_of_ours_comes_back_from_a_worker() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, DxgraphError)
    ]
    assert QueryTooDeep in kinds
    for kind in kinds:
        if kind.__init__ is DxgraphError.__init__:
            assert type(to_error(from_error(kind("why")))) is kind


@pytest.mark.parametrize(
    "name", ["annotations", "__builtins__", "Any", "nothing", "", "DxgraphErrors"]
)
def test_a_name_that_is_no_error_of_ours_is_not_called(name: str) -> None:
    told = {"error": name, "said": ["", "why"], "advice": ["", ""], "extra": {}}
    assert type(to_error(told)) is DxgraphError


def test_a_query_nested_too_deeply_is_the_askers_fault() -> None:
    assert QueryTooDeep.status == 400

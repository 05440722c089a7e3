"""Pictures are drawn by a process of their own, which may die, ends by itself, and is replaced."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2 as httpx
import psutil
import pytest

from dxgraph.bilingual import Language
from dxgraph.errors import WorkerLost
from dxgraph.web.charts import timeline
from dxgraph.web.charts.draw import _GRACE_S, draw
from dxgraph.web.charts.drawer import Drawer
from dxgraph.web.charts.framing import Frame
from support.named_queries import HEAD, area
from support.program import serving

_ENOUGH_S = 60.0
_FRAME = Frame("Việt Nam", "a", ("b",))


def specification(lanes: int = 3) -> str:
    names = [f"Đắk {lane}" for lane in range(lanes)]
    events = [timeline.Event("2021-01-01", name, "x", "document") for name in names]
    return json.dumps(timeline.timeline(Language.VI, events, names), ensure_ascii=False)


_OTHERS: set[int] = set()
"""Processes that draw for tests which ran before in this process."""


@pytest.fixture(autouse=True)
def others() -> None:
    _OTHERS.clear()
    _OTHERS.update([process.pid for process in processes()])


def processes(of: psutil.Process | None = None) -> list[psutil.Process]:
    """Those that draw for a process, this one if none is given; one that has ended and was not
    waited for counts as well."""
    found = []
    for process in (of or psutil.Process()).children(recursive=True):
        try:
            gone = process.status() == psutil.STATUS_ZOMBIE
            if process.pid in _OTHERS:
                continue
            if gone or "dxgraph.web.charts.draw" in process.cmdline():
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _ENOUGH_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def made() -> Iterator[Callable[..., Drawer]]:
    drawers: list[Drawer] = []

    def make(timeout_s: float = _ENOUGH_S, **given: float) -> Drawer:
        drawers.append(Drawer(timeout_s, **given))  # type: ignore[arg-type]
        return drawers[-1]

    yield make
    for drawer in drawers:
        drawer.close()
    assert processes() == []


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_same_bytes_as_at_home(made: Callable[..., Drawer], ending: str) -> None:
    drawer = made()
    assert processes() == [], "none before a picture is asked for"
    assert drawer.draw(specification(), _FRAME, ending) == draw(specification(), _FRAME, ending)
    (process,) = processes()
    assert process.nice() > psutil.Process().nice(), "queries go first"


def test_a_picture_that_was_drawn_as_svg_is_only_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    told = specification(5)
    svg = draw(told, _FRAME, "svg")

    def never(*_: object, **__: object) -> str:
        raise AssertionError

    monkeypatch.setattr("vl_convert.vegalite_to_svg", never)
    assert draw(told, _FRAME, "png").startswith(b"\x89PNG")
    assert draw(told, _FRAME, "svg") == svg
    with pytest.raises(AssertionError):
        draw(specification(6), None, "svg")


def test_it_does_not_hold_what_the_service_holds(made: Callable[..., Drawer]) -> None:
    held = bytearray(os.urandom(1 << 20)) * 400
    made().draw(specification(), None, "svg")
    (process,) = processes()
    assert process.memory_info().rss < len(held)
    assert {file.fd for file in process.open_files()} <= {0, 1, 2}


def test_one_that_is_killed_while_it_draws_costs_nobody_the_picture(
    made: Callable[..., Drawer],
) -> None:
    drawer = made()
    drawer.draw(specification(), None, "svg")
    (first,) = processes()
    first.suspend()  # so that it is in the middle of it for sure
    with ThreadPoolExecutor(1) as beside:
        asked = beside.submit(drawer.draw, specification(), None, "svg")
        time.sleep(0.2)
        assert not asked.done()
        first.kill()
        assert asked.result(_ENOUGH_S) == draw(specification(), None, "svg")
    (second,) = processes()
    assert second.pid != first.pid


def test_where_it_ends_again_and_again_that_is_said_and_the_next_picture_has_another(
    made: Callable[..., Drawer], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer = made()
    with monkeypatch.context() as patched:
        patched.setattr("dxgraph.web.charts.drawer._PROGRAM", "dxgraph.terms")
        with pytest.raises(WorkerLost):
            drawer.draw(specification(), None, "svg")
    until(lambda: not processes())
    assert drawer.draw(specification(), None, "svg").startswith(b"<svg")


def test_what_is_no_specification_is_told_and_costs_no_process(
    made: Callable[..., Drawer],
) -> None:
    drawer = made()
    with pytest.raises(ValueError, match="Vega-Lite"):
        drawer.draw('{"mark": 5, "data": 7}', None, "svg")
    (first,) = processes()
    assert drawer.draw(specification(), None, "svg").startswith(b"<svg")
    assert processes() == [first]


def test_one_that_is_late_is_ended_and_the_next_picture_has_another(
    made: Callable[..., Drawer],
) -> None:
    drawer = made(timeout_s=20)
    drawer.draw(specification(), None, "svg")
    (first,) = processes()
    first.suspend()
    drawer._timeout_s = 0.2
    with pytest.raises(TimeoutError):
        drawer.draw(specification(), None, "svg")
    until(lambda: not processes())
    drawer._timeout_s = _ENOUGH_S
    assert drawer.draw(specification(), None, "svg").startswith(b"<svg")


def test_one_whose_service_was_killed_ends_at_the_deadline_whatever_it_does(
    made: Callable[..., Drawer], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    monkeypatch.setenv("PYTHONPATH", path)
    monkeypatch.setattr("dxgraph.web.charts.drawer._PROGRAM", "drawing_for_ever")
    drawer = made(timeout_s=0.01)
    drawer._timeout_s = _ENOUGH_S
    begun = time.monotonic()
    with pytest.raises(WorkerLost):
        drawer.draw(specification(), None, "svg")
    assert 2 * _GRACE_S < time.monotonic() - begun < _ENOUGH_S


def test_it_ends_when_it_has_nothing_to_do_and_is_not_left_in_the_list_of_processes(
    made: Callable[..., Drawer],
) -> None:
    drawer = made(idle_s=0.1)
    drawer.draw(specification(), None, "svg")
    until(lambda: not processes())
    assert drawer.draw(specification(), None, "svg").startswith(b"<svg")


def test_it_ends_after_so_many_pictures(made: Callable[..., Drawer]) -> None:
    drawer = made(most=2)
    for _ in range(2):
        drawer.draw(specification(), None, "svg")
    until(lambda: not processes())
    drawer.draw(specification(), None, "svg")
    assert len(processes()) == 1


def test_two_at_once_share_one_process(made: Callable[..., Drawer]) -> None:
    drawer = made()
    with ThreadPoolExecutor(2) as both:
        told = [both.submit(drawer.draw, specification(lanes), None, "svg") for lanes in (2, 3)]
        assert [one.result() for one in told] == [
            draw(specification(lanes), None, "svg") for lanes in (2, 3)
        ]
    assert len(processes()) == 1


def test_who_closes_it_does_not_wait_for_a_picture(made: Callable[..., Drawer]) -> None:
    drawer = made()
    drawer.draw(specification(), None, "svg")
    (process,) = processes()
    process.suspend()
    with ThreadPoolExecutor(1) as beside:
        asked = beside.submit(drawer.draw, specification(), None, "svg")
        time.sleep(0.2)
        drawer.close()
        with pytest.raises(WorkerLost):
            asked.result(_ENOUGH_S)


def test_a_service_that_let_go_of_it_leaves_no_process() -> None:
    drawer = Drawer()
    drawer.draw(specification(), None, "svg")
    del drawer
    until(lambda: not processes())


EVENT = 'area:ha-noi dx:resultingArea area:ha-noi ; dx:changedOn "2025-07-01"^^xsd:date .'


def test_a_service_draws_beside_itself_and_takes_its_process_with_it(tmp_path: Path) -> None:
    (tmp_path / "event.ttl").write_text(HEAD + area("ha-noi") + EVENT, encoding="utf-8")
    with (
        serving("--data", str(tmp_path)) as program,
        httpx.Client(base_url=program.address, timeout=_ENOUGH_S) as client,
    ):
        assert processes(program.process) == []
        (speaking,) = program.process.children()

        def ask(lang: str) -> bytes:
            answer = client.get(f"timeline.svg?lang={lang}")
            assert answer.status_code == 200
            return answer.content

        before = ask("vi")
        (first,) = processes(program.process)
        maps = speaking.memory_maps()
        assert not any("vl_convert" in one.path for one in maps), "the library is not loaded here"
        first.kill()
        assert ask("vi") == before
        assert ask("en").startswith(b"<svg")
        (second,) = processes(program.process)
        speaking.kill()  # and the supervisor starts another
        second.wait(_ENOUGH_S)
        assert ask("vi").startswith(b"<svg")
        (third,) = processes(program.process)
        # Ctrl-C reaches all processes of a terminal.
        for number in (signal.SIGINT, signal.SIGTERM):
            third.send_signal(number)
        assert ask("vi").startswith(b"<svg")
        assert ask("en").startswith(b"<svg")
        assert processes(program.process) == [third]
        code, told = program.end()
        assert (code, "Traceback" in told) == (0, False), told
        third.wait(_ENOUGH_S)

"""The embedded engine keeps its promises: limits, turns, cancelling, recovery, a clean end."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import operator
import os
import signal
import socketserver
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from dxgraph.engine.pool.pool import Embedded
from dxgraph.engine.protocol import Engine, Form, Lane, Limits, Query
from dxgraph.errors import (
    BusyError,
    DataError,
    DeadlineExceeded,
    LimitError,
    MemoryExceeded,
    QueryCancelled,
    QueryRefused,
    QuerySyntaxError,
    RequestTooLarge,
    ResultTooLarge,
    StoreUnavailable,
    UsageError,
    WorkerLost,
)
from support.engine import (
    ENDLESS,
    EX,
    GRAPHS,
    HUNGRY,
    LOOKUP,
    SETTINGS,
    SLOW,
    busy,
    children,
    ended,
    in_time,
    lowered_processes,
    parent_process,
    parent_processes,
    staff,
    until,
    with_engine,
    with_nice,
    worker_processes,
    working_process,
    write_data,
)
from support.places import TESTS
from support.program import kill

ALL = "SELECT * { ?s ?p ?o }"


def test_it_answers_and_says_which_snapshot_did(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        interface: Engine = engine
        info = await interface.info()
        answer = await interface.run(Query(LOOKUP), run_id="mine")
        assert "Bắc Giang" in answer.body.decode()
        assert (answer.form, answer.rows, answer.run_id) == (Form.SELECT, 1, "mine")
        assert answer.digest == info.digest
        assert info.graphs == GRAPHS
        assert info.triples == 3010
        assert await interface.healthy()

    with_engine(tmp_path, work)


def test_a_large_answer_arrives_whole(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        answer = await engine.run(Query("SELECT * { ?s ?p ?o . ?t ?q 9 . ?u ?v 7 }", "csv"))
        assert answer.rows == answer.body.count(b"\r\n") - 1 == 3010
        answers = await asyncio.gather(*(engine.run(Query(ALL)) for _ in range(8)))
        assert len({answer.body for answer in answers}) == 1

    with_engine(tmp_path, work)


def test_what_is_wrong_with_a_query_comes_back_as_what_it_is(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        before = await staff()
        with pytest.raises(QuerySyntaxError) as error:
            await engine.run(Query("SELECT *\n{ ?s dx:unit ?o }"))
        assert error.value.line == 2
        with pytest.raises(QueryRefused) as refused:
            await engine.run(Query("DROP ALL"))
        assert refused.value.extra["rule"] == "read-only"
        with pytest.raises(QueryRefused):
            await engine.run(Query(ALL, default_graphs=(f"{EX}graph/none",)))
        with pytest.raises(RequestTooLarge):
            await engine.run(Query("#" * 2_000_001))
        assert {process.pid for process in worker_processes()} == before

    with_engine(tmp_path, work)


@pytest.mark.alone
def test_the_deadline_ends_a_query_within_half_a_second(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> float:
        before = await staff()
        begun = time.monotonic()
        with pytest.raises(DeadlineExceeded) as reached:
            await engine.run(Query(ENDLESS), Limits(timeout_s=0.4))
        took_s = time.monotonic() - begun
        assert reached.value.extra == {"limit": "timeout_s", "value": 0.4}
        await until(lambda: len({p.pid for p in worker_processes()} & before) == 3)
        await until(lambda: len(worker_processes()) == 4)
        assert (await engine.run(Query(LOOKUP))).rows == 1
        return took_s

    in_time(lambda: with_engine(tmp_path, work), 0.9)


def test_limits_of_a_run_only_lower_the_settings(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        with pytest.raises(DeadlineExceeded) as reached:
            await engine.run(Query(ENDLESS), Limits(timeout_s=100, memory_mb=10_000))
        assert reached.value.extra == {"limit": "timeout_s", "value": 0.5}

    with_engine(tmp_path, work, replace(SETTINGS, timeout_s=0.5))


def test_a_memory_hog_dies_alone_and_is_told_apart(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        hog = asyncio.create_task(engine.run(Query(HUNGRY)))
        most = 0
        while not hog.done():
            answer = await engine.run(Query(LOOKUP))
            assert answer.rows == 1
            sizes = [0]
            for process in worker_processes():
                with contextlib.suppress(psutil.Error):
                    sizes.append(process.memory_info().rss)
            most = max(most, *sizes)
        with pytest.raises(MemoryExceeded) as reached:
            await hog
        assert reached.value.extra == {"limit": "memory_mb", "value": 60}
        assert most < parent_process().memory_info().rss + 60_000_000

    with_engine(tmp_path, work)


def test_a_run_may_ask_for_less_memory(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        with pytest.raises(MemoryExceeded) as reached:
            await engine.run(Query(HUNGRY), Limits(memory_mb=20))
        assert reached.value.extra["value"] == 20

    with_engine(tmp_path, work)


def test_an_answer_beyond_its_size_is_not_begun(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        with pytest.raises(ResultTooLarge):
            await engine.run(Query("SELECT * { ?a ?b ?c . ?d ?e ?f }"), Limits(result_mb=1))
        assert (await engine.run(Query(LOOKUP))).rows == 1

    with_engine(tmp_path, work)


def test_cancelling_the_task_ends_the_query(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        task = await busy(engine)
        working = await working_process()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert engine.running() == []
        await until(lambda: ended(working))
        await until(lambda: len(worker_processes()) == 4)

    with_engine(tmp_path, work)


def test_an_operator_sees_and_ends_a_query(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        task = await busy(engine)
        (run,) = engine.running()
        assert (run.text, run.lane) == (ENDLESS, Lane.ADHOC)
        assert await engine.cancel(run.run_id)
        with pytest.raises(QueryCancelled):
            await task
        assert not await engine.cancel(run.run_id)

    with_engine(tmp_path, work)


def test_pages_have_workers_that_strangers_cannot_take(tmp_path: Path) -> None:
    # A long query would give way within the time that one may wait here.
    settings = replace(
        SETTINGS, workers=3, reserved_workers=1, queue_length=1, lower_priority_s=60.0
    )

    async def work(engine: Embedded) -> None:
        tasks = [await busy(engine, ENDLESS + f" LIMIT {n + 1}") for n in range(2)]
        with pytest.raises(BusyError) as waited:
            await engine.run(Query(LOOKUP), Limits(timeout_s=0.2))
        assert waited.value.extra["limit"] == "queue_s"
        tasks.append(asyncio.create_task(engine.run(Query(LOOKUP))))
        await asyncio.sleep(0.05)
        answer = await engine.run(Query(LOOKUP, lane=Lane.RESERVED))
        assert answer.rows == 1
        with pytest.raises(BusyError) as full:
            await engine.run(Query(LOOKUP))
        assert full.value.extra["limit"] == "queue_length"
        assert 1 <= full.value.retry_after_s <= settings.timeout_s
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert (await engine.run(Query(LOOKUP))).rows == 1

    with_engine(tmp_path, work, settings)


def test_those_who_wait_are_served_in_turn(tmp_path: Path) -> None:
    settings = replace(SETTINGS, workers=1, reserved_workers=0, spare_workers=0)

    async def work(engine: Embedded) -> None:
        first = await busy(engine)
        order: list[str] = []

        async def ask(name: str, lane: Lane) -> None:
            await engine.run(Query(LOOKUP, lane=lane))
            order.append(name)

        others = []
        for name, lane in (("a", Lane.ADHOC), ("b", Lane.ADHOC), ("page", Lane.RESERVED)):
            others.append(asyncio.create_task(ask(name, lane)))
            await asyncio.sleep(0)
        gone = asyncio.create_task(ask("gone", Lane.ADHOC))
        await asyncio.sleep(0.05)
        gone.cancel()
        first.cancel()
        await asyncio.gather(*others)
        assert order == ["page", "a", "b"]

    with_engine(tmp_path, work, settings)


def test_workers_that_were_needed_for_a_while_are_replaced_but_for_the_next_to_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a worker reads of the snapshot it copies: while nobody asks, one holds a copy."""
    monkeypatch.setattr("dxgraph.engine.pool.turns._RESTED_S", 0.3)

    async def work(engine: Embedded) -> None:
        first = await staff()
        query = Query(ALL, lane=Lane.RESERVED)
        together = await asyncio.gather(*(engine.run(query) for _ in range(3)))
        asked = {worker.pid for worker in engine._turns.idle if worker.asked}
        assert ([answer.rows for answer in together], len(asked)) == ([3010] * 3, 3)
        last = engine._turns.idle[-1].pid
        await until(lambda: len({one.pid for one in worker_processes()} & asked) == 1)
        now = await staff()
        assert (last in now, len(now & first)) == (True, 2)
        await engine.run(Query(LOOKUP))
        assert [worker.pid for worker in engine._turns.idle if worker.asked] == [last]

    with_engine(tmp_path, work)


def test_a_long_query_gives_way_and_its_worker_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What else runs on this machine is not looked at here.
    monkeypatch.setattr("dxgraph.engine.pool.pool._STARVING_S", 60.0)

    async def work(engine: Embedded) -> None:
        before = {process.pid for process in worker_processes()}
        tasks = [await busy(engine)]
        await asyncio.sleep(0.1)
        assert not lowered_processes()  # alone it harms nobody
        tasks.append(await busy(engine))
        await until(lambda: len(lowered_processes()) == 2)
        assert before.issuperset(process.pid for process in lowered_processes())
        for task in tasks:
            task.cancel()
        await until(lambda: not lowered_processes())
        assert (await engine.run(Query(SLOW))).rows == 1
        await until(lambda: len(worker_processes()) == 4 and not lowered_processes())

    with_engine(tmp_path, work, replace(SETTINGS, lower_priority_s=0.02, reserved_workers=0))


def test_a_query_that_was_not_let_run_does_not_give_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has hardly run is not long, however long ago it was asked."""
    monkeypatch.setattr("dxgraph.engine.pool.pool._STARVING_S", 60.0)
    long_s = 0.3

    async def work(engine: Embedded) -> None:
        # That its worker ran before says nothing of a query.
        ran_s = 0.0
        while ran_s < 2 * long_s:
            ran_s += (await engine.run(Query(SLOW))).duration_s
        workers = worker_processes()
        for process in workers:
            process.suspend()
        tasks = [await busy(engine), await busy(engine)]
        await asyncio.sleep(3 * long_s)
        assert not lowered_processes()
        for process in workers:
            process.resume()
        await until(lambda: len(lowered_processes()) == 2)
        for task in tasks:
            task.cancel()

    with_engine(tmp_path, work, replace(SETTINGS, lower_priority_s=long_s, reserved_workers=0))


@pytest.mark.alone
def test_a_query_that_gives_way_is_not_starved_by_other_programs(tmp_path: Path) -> None:
    """A second of work is done in time on a machine whose processors others keep busy."""

    async def work(engine: Embedded) -> None:
        tasks = [await busy(engine), await busy(engine)]
        await until(lambda: len(lowered_processes()) == 2)
        starved = {process.pid for process in lowered_processes()}
        others = [
            subprocess.Popen([sys.executable, "-c", "while True: pass"])
            for _ in range(2 * len(os.sched_getaffinity(0)))
        ]
        try:
            # They begin again with a share, and so does whoever comes while it is so crowded.
            await until(lambda: not lowered_processes())
            tasks.append(await busy(engine))
            nice = min(psutil.Process().nice() + 3, 19)
            await until(lambda: with_nice(nice) >= 3)
            assert starved.isdisjoint(process.pid for process in worker_processes())
            assert not any(task.done() for task in tasks)
        finally:
            for other in others:
                other.kill()
                other.wait()
            for task in tasks:
                task.cancel()

    with_engine(tmp_path, work, replace(SETTINGS, lower_priority_s=0.02, reserved_workers=0))


@pytest.mark.parametrize("killed", ["SIGKILL", "SIGTERM"])
def test_a_worker_killed_from_outside_takes_only_its_query(tmp_path: Path, killed: str) -> None:
    async def work(engine: Embedded) -> None:
        task = await busy(engine)
        working = await working_process()
        working.send_signal(signal.Signals[killed])
        with pytest.raises(WorkerLost) as lost:
            await task
        assert lost.value.extra["signal"] == signal.Signals[killed]
        assert (await engine.run(Query(LOOKUP))).rows == 1
        await until(lambda: len(worker_processes()) == 4)

    with_engine(tmp_path, work)


def test_killing_every_idle_worker_fails_no_query(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        kill(worker_processes())
        assert (await engine.run(Query(LOOKUP))).rows == 1

    with_engine(tmp_path, work)


def test_when_the_parent_is_killed_the_workers_go_on_and_a_new_one_comes(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        info = await engine.info()
        before = await engine.run(Query(ALL))
        task = asyncio.create_task(engine.run(Query(SLOW)))
        # The files may have changed meanwhile: the same snapshot comes back all the same.
        (tmp_path / "small.trig").write_text("this is no TriG", encoding="utf-8")
        old = parent_process()
        kill([old])
        assert (await engine.run(Query(LOOKUP))).rows == 1
        await task
        await until(lambda: [p.pid for p in parent_processes()] not in ([], [old.pid]))
        await until(lambda: len(worker_processes()) == 4)
        after = await engine.run(Query(ALL))
        assert (await engine.info()) == info
        assert after.body == before.body
        assert await engine.healthy()

    with_engine(tmp_path, work)


def test_killing_everything_at_once_is_survived(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        killed = [parent_process(), *worker_processes()]
        kill(killed)
        await until(lambda: all(map(ended, killed)))
        answer = await engine.run(Query(LOOKUP))
        assert answer.rows == 1

    with_engine(tmp_path, work)


def test_a_new_snapshot_is_swapped_in_while_old_queries_end(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        old = await engine.info()
        slow = asyncio.create_task(engine.run(Query(SLOW)))
        await asyncio.sleep(0)
        (tmp_path / "new.nt").write_text(f'<{EX}x> <{EX}name> "new" .\n', encoding="utf-8")
        new = await engine.reload()
        # Its workers are about to come.
        assert await engine.healthy()
        assert (await engine.info()) == new != old
        answer = await engine.run(Query("SELECT * { ?x ?p 'new' }"))
        assert (answer.rows, answer.digest) == (1, new.digest)
        assert (await slow).digest == old.digest
        await until(lambda: len(parent_processes()) + len(worker_processes()) == 5)

    with_engine(tmp_path, work)


def test_a_broken_snapshot_leaves_the_old_one_serving(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        old = await engine.info()
        (tmp_path / "bad.ttl").write_text("<a> <b> ", encoding="utf-8")
        with pytest.raises(DataError) as error:
            await engine.reload()
        assert "bad.ttl" in str(error.value)
        assert (await engine.info()) == old
        assert (await engine.run(Query(LOOKUP))).digest == old.digest
        await until(lambda: len(parent_processes()) + len(worker_processes()) == 5)

    with_engine(tmp_path, work)


def test_data_that_cannot_be_read_prevent_the_start_and_leave_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<a> <b> ", encoding="utf-8")

    async def run() -> None:
        engine = Embedded((tmp_path,), SETTINGS)
        with pytest.raises(DataError):
            await engine.start()
        await engine.close()

    asyncio.run(run())
    assert parent_processes() == []


def test_it_can_begin_before_there_is_an_event_loop(tmp_path: Path) -> None:
    engine = Embedded((write_data(tmp_path),), SETTINGS)
    engine.launch()

    async def run() -> int:
        await engine.start()
        try:
            return (await engine.run(Query(LOOKUP))).rows
        finally:
            await engine.close()

    assert asyncio.run(run()) == 1


def test_closing_ends_queries_and_processes(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> list[object]:
        tasks = [await busy(engine, ENDLESS + f" LIMIT {n + 1}") for n in range(2)]
        await engine.close()
        with pytest.raises((StoreUnavailable, BusyError, QueryCancelled)):
            await engine.run(Query(LOOKUP), Limits(timeout_s=0.2))
        assert not await engine.healthy()
        return await asyncio.gather(*tasks, return_exceptions=True)

    outcomes = with_engine(tmp_path, work)
    assert [type(outcome) for outcome in outcomes] == [QueryCancelled, QueryCancelled]
    assert parent_processes() == []


def test_nothing_outlives_a_service_that_was_killed(tmp_path: Path) -> None:
    program = f"""
import asyncio, sys
sys.path.insert(0, {str(TESTS)!r})
from pathlib import Path
from support.engine import ENDLESS, SETTINGS
from dxgraph.engine.pool.pool import Embedded
from dxgraph.engine.protocol import Query

async def main():
    engine = Embedded((Path({str(write_data(tmp_path, 3000))!r}),), SETTINGS)
    await engine.start()
    tasks = [asyncio.create_task(engine.run(Query(ENDLESS))) for _ in range(2)]
    await asyncio.sleep(0.3)
    print("ready", flush=True)
    await asyncio.gather(*tasks)

asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as service:
        assert service.stdout is not None
        assert service.stdout.readline() == b"ready\n"
        end = time.monotonic() + 30
        while len(below := psutil.Process(service.pid).children(recursive=True)) < 5:
            assert time.monotonic() < end
            time.sleep(0.02)
        service.kill()
    asyncio.run(until(lambda: all(map(ended, below))))


def test_attack_and_use_leave_nothing_behind(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        async def attack(text: str) -> None:
            with contextlib.suppress(LimitError, BusyError):
                await engine.run(Query(text), Limits(timeout_s=0.15, memory_mb=20))

        async def leave() -> None:
            task = asyncio.create_task(engine.run(Query(ENDLESS)))
            await asyncio.sleep(0.05)
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

        async def once() -> None:
            await asyncio.gather(attack(ENDLESS), attack(HUNGRY), leave(), engine.run(Query(ALL)))

        def held() -> tuple[int, int]:
            gc.collect()
            return len(children()), len(list(Path("/proc/self/fd").iterdir()))

        async def settle() -> tuple[int, int]:
            await until(lambda: len(worker_processes()) == 4)
            await asyncio.sleep(0.2)
            return held()

        def no_more_than_before() -> bool:
            # What other tests of this process left may end meanwhile.
            return all(map(operator.le, held(), before))

        await once()
        before = await settle()
        memory = psutil.Process().memory_info().rss + parent_process().memory_info().rss
        for _ in range(12):
            await once()
        await settle()
        await until(no_more_than_before)
        after = psutil.Process().memory_info().rss + parent_process().memory_info().rss
        assert after < memory + 20_000_000

    with_engine(tmp_path, work)


def test_no_query_makes_a_process_open_a_connection(tmp_path: Path) -> None:
    heard: list[object] = []

    class Listener(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            heard.append(self.client_address)

    async def work(engine: Embedded, here: str) -> None:
        for text in (
            f"SELECT * {{ SERVICE <{here}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT <{here}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ BIND(<{here}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
            f"SELECT * {{ OPTIONAL {{ {{ SERVICE <{here}> {{}} }} }} }}",
            f"PREFIX e: <{here}> SELECT * {{ SERVICE SILENT e:x {{ ?s ?p ?o }} }}",
            f"SELECT * {{ ?s ?p ?a FILTER(?a<1)SERVICE#>\n<{here}> {{ ?s ?p ?o }} }}",
            f"LOAD <{here}>",
            f"LOAD SILENT <{here}> INTO GRAPH <{here}>",
            f"ASK FROM <{here}> {{ ?s ?p ?o }}",
            f"ASK FROM NAMED <{here}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{here}> {{ ?s ?p ?o }} }}",
        ):
            with pytest.raises(QueryRefused) as refused:
                await engine.run(Query(text))
            assert refused.value.extra["rule"]
            assert refused.value.extra["setting"]
        with pytest.raises(QueryRefused):
            await engine.run(Query(ALL, default_graphs=(here,)))

    with socketserver.TCPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        here = f"http://127.0.0.1:{server.server_address[1]}/"
        with_engine(tmp_path, lambda engine: work(engine, here))
        server.shutdown()
        thread.join()
    assert heard == []


def test_an_allowed_service_is_called_and_no_other(tmp_path: Path) -> None:
    heard: list[bytes] = []

    class Endpoint(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            length = 0
            heard.append(self.rfile.readline())
            while (line := self.rfile.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            self.rfile.read(length)
            body = b"?x\n42\n"
            self.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/tab-separated-values\r\n"
                b"Connection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
            )

    async def work(engine: Embedded, here: str) -> None:
        text = f"SELECT ?x {{ SERVICE <{here}> {{ ?s <{EX}p> ?x }} }}"
        assert b"42" in (await engine.run(Query(text))).body
        with pytest.raises(QueryRefused):
            await engine.run(Query(text.replace(here, here + "other")))
        assert (await engine.run(Query(LOOKUP))).rows == 1
        await until(lambda: len(worker_processes()) == 4)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Endpoint) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        here = f"http://127.0.0.1:{server.server_address[1]}/"
        settings = replace(SETTINGS, service_allow_list=(here,))
        with_engine(tmp_path, lambda engine: work(engine, here), settings)
        server.shutdown()
        thread.join()
    assert len(heard) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"workers": 0}, {"timeout_s": -1.0}, {"spare_workers": -1}],
)
def test_settings_that_no_engine_can_have_are_wrong_use(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as error:
        Embedded((), replace(SETTINGS, **wrong))
    assert next(iter(wrong)) in str(error.value)


def test_it_says_what_the_system_lets_it_keep(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> dict[str, str]:
        return engine.facts()

    facts = with_engine(tmp_path, work)
    assert facts["processes"] == "forked"
    assert {"network", "memory_limit"} <= set(facts)

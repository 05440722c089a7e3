"""An on-disk store is built once per snapshot, never under its readers, and answers alike."""

from __future__ import annotations

import asyncio
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.engine.pool import building, disk, opening, progress
from dxgraph.engine.pool.pool import Embedded
from dxgraph.engine.pool.source import Source
from dxgraph.engine.protocol import Limits, Query
from dxgraph.errors import DataError, DeadlineExceeded, InputError, MemoryExceeded
from dxgraph.model.stored import Stored
from dxgraph.terms import DX, RDFS
from support.engine import (
    ENDLESS,
    EX,
    HUNGRY,
    LOOKUP,
    SETTINGS,
    parent_process,
    parent_processes,
    until,
    with_engine,
    worker_processes,
    write_data,
)
from support.program import kill


def test_its_snapshot_is_that_of_the_store_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_PIECE", 100)
    data = [write_data(tmp_path / "data", 1000)]
    _, info = disk.built(data, tmp_path / "store")
    snapshot = corpus.build(data)
    assert (info.digest, info.triples, info.graphs) == (
        snapshot.digest,
        snapshot.triples,
        snapshot.graphs,
    )


def test_a_folder_that_cannot_be_looked_at_is_told_by_who_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(_: Path, **__: object) -> bool:
        raise PermissionError(13, "Permission denied")

    data = [write_data(tmp_path / "data")]
    monkeypatch.setattr(Path, "exists", forbidden)
    assert disk.current(data, tmp_path / "store") is None


def test_it_is_built_once_per_snapshot(tmp_path: Path) -> None:
    data = [write_data(tmp_path / "data")]
    first, info = disk.built(data, tmp_path / "store")
    made = first.stat().st_ino
    # What is left of a build that was killed, of data that have become what they were.
    (tmp_path / "store" / "making").mkdir()
    assert disk.built(data, tmp_path / "store") == (first, info)
    assert first.stat().st_ino == made
    assert not (tmp_path / "store" / "making").exists()


def test_to_open_a_build_that_is_there_takes_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source((write_data(tmp_path / "data"),))
    path, info = disk.built(source.data, tmp_path / "store")

    async def refused(*_: object) -> None:
        raise RuntimeError("a process was started")

    monkeypatch.setattr(opening, "_build", refused)
    opened, index = asyncio.run(opening.opened(source, tmp_path / "store"))
    assert (opened.disk, opened.known, index) == (path, info, None)
    disk.index_of(path).touch()
    assert asyncio.run(opening.opened(source, tmp_path / "store"))[1] == disk.index_of(path)
    (tmp_path / "data" / "new.nt").write_text(f'<{EX}x> <{EX}n> "new" .\n')
    with pytest.raises(RuntimeError):
        asyncio.run(opening.opened(source, tmp_path / "store"))


def test_a_changed_file_makes_a_new_build_beside_the_old_one(tmp_path: Path) -> None:
    data = [write_data(tmp_path / "data")]
    builds = []
    for number in range(3):
        (tmp_path / "data" / "new.nt").write_text(f'<{EX}x> <{EX}n> "{number}" .\n')
        builds.append(disk.built(data, tmp_path / "store")[0])
    assert len(set(builds)) == 3
    # the one that may still be read stays; the one before it does not
    assert [build.is_dir() for build in builds] == [False, True, True]
    current = json.loads((tmp_path / "store" / "current.json").read_text())
    assert current["known"]["digest"] == builds[-1].name


def test_a_build_that_fails_leaves_the_current_one(tmp_path: Path) -> None:
    data = [write_data(tmp_path / "data")]
    disk.built(data, tmp_path / "store")
    before = sorted(path.name for path in (tmp_path / "store").iterdir())
    (tmp_path / "data" / "bad.ttl").write_text("<a> <b> ")
    with pytest.raises(DataError):
        disk.built(data, tmp_path / "store")
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == before


_KILLED_AGAIN_AND_AGAIN = """
import json, os, signal, sys
from pathlib import Path
from dxgraph.engine.pool import building, disk, progress
from dxgraph.model import storing

data, folder = [Path(sys.argv[1])], Path(sys.argv[2])
building._PIECE, building.LARGE = 60, 0
steps = []

def ends(own, name):
    def ended(*given):
        found = own(*given)
        os.write(into, f"{name}\\n".encode())
        os.kill(os.getpid(), signal.SIGKILL)
        return found
    ended.__name__ = own.__name__
    return ended

def child(attempt):
    known = set(steps)
    save = building.Build._save
    def saved(self):
        done = self._done
        name = f"{done.count} {done.lacking} {done.stored is not None} {done.indexed}"
        save(self)
        if name not in known:
            ends(lambda: None, name)()
    building.Build._save = saved
    for name in ("names", "places", "targets", "search"):
        if name not in known:
            setattr(storing._Making, name, ends(getattr(storing._Making, name), name))
    if "placed" not in known:
        building.Build.place = ends(building.Build.place, "placed")
    disk.built(data, folder)
    os._exit(0)

while True:
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        child(len(steps))
    os.close(into)
    steps += [os.read(out, 100).decode().strip()]
    os.close(out)
    _, status = os.waitpid(pid, 0)
    if os.waitstatus_to_exitcode(status) == 0:
        break
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    assert not (folder / "current.json").exists()
print(json.dumps(steps))
"""
"""A program whose children are killed each where none before it was, until one comes through."""


def test_a_killed_build_goes_on_where_it_was(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for name in "abc":
        (data / f"{name}.ttl").write_text(
            f"@prefix dx: <{DX}> . @prefix rdfs: <{RDFS}> .\n"
            + "".join(
                f"<{EX}{name}{number}> a dx:QuantifiedTarget , dx:Target ; dx:statedIn <{EX}d> ;"
                f' rdfs:label "{name} {number}"@vi ; rdfs:seeAlso [] .\n'
                for number in range(20)
            )
        )
    done = subprocess.run(
        [sys.executable, "-c", _KILLED_AGAIN_AND_AGAIN, data, tmp_path / "store"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == [
        *(f"{count} None False False" for count in (60, 120, 180, 240, 300)),
        "300 True False False",
        "300 True True False",
        *("names", "places", "targets", "search"),
        "300 True True True",
        "placed",
        "",
    ]
    path, info = disk.built([data], tmp_path / "store")
    whole = corpus.build([data])
    assert (info.digest, info.triples, info.completed) == (whole.digest, whole.triples, True)
    held = ox.Store.read_only(str(path))
    assert set(held.quads_for_pattern(None, None, None, None)) == set(
        whole.store.quads_for_pattern(None, None, None, None)
    )
    stored = Stored(disk.index_of(path))
    assert len(stored) == 60
    assert [hit.entry.iri for hit in stored.search.search("b 7")] == [f"{EX}b7"]
    assert not (tmp_path / "store" / "making").exists()


def test_what_another_build_left_is_not_gone_on_with(tmp_path: Path) -> None:
    made = building.Build(tmp_path / "making", "of other data")
    (made.folder / "store").write_text("something")
    made._save()
    assert (building.Build(tmp_path / "making", "of other data").folder / "store").exists()
    assert not (building.Build(tmp_path / "making", "of these").folder / "store").exists()


def test_how_far_it_is_gets_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_QUIET_S", 0)
    log = io.StringIO()
    told = progress.Progress(log)
    for done in (1, 2):
        told.tell("reading", done, 4)
    told.tell("sorting", 4)
    told.end()
    assert log.getvalue().splitlines() == [
        f"dxgraph: reading [{'#' * 6}{'-' * 18}]  25% 1",
        "dxgraph: sorting … 4",
    ]
    monkeypatch.setattr(log, "isatty", lambda: True)
    told = progress.Progress(log)
    told.tell("reading", 4, 4, "all")
    told.end()
    assert log.getvalue().splitlines()[-1].rstrip() == f"reading [{'#' * 24}] 100% all"


def test_a_build_that_is_soon_over_is_not_spoken_of() -> None:
    log = io.StringIO()
    progress.Progress(log).tell("reading", 1, 4)
    assert not log.getvalue()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    with pytest.raises(InputError) as error:
        disk.built([write_data(tmp_path / "data")], tmp_path / "store")
    assert "store" in str(error.value)


def test_workers_open_it_read_only_and_keep_the_promises(tmp_path: Path) -> None:
    settings = replace(SETTINGS, workers=2, spare_workers=1, memory_mb=100)

    async def work(engine: Embedded) -> None:
        info = await engine.info()
        assert (tmp_path / "store" / info.digest).is_dir()
        answer = await engine.run(Query(LOOKUP))
        assert (answer.rows, answer.digest) == (1, info.digest)
        with pytest.raises(DeadlineExceeded):
            await engine.run(Query(ENDLESS), Limits(timeout_s=0.3))
        with pytest.raises(MemoryExceeded):
            await engine.run(Query(HUNGRY))
        kill(worker_processes())
        assert (await engine.run(Query(LOOKUP))).rows == 1
        (tmp_path / "data" / "new.nt").write_text(f'<{EX}x> <{EX}name> "new" .\n')
        fresh = await engine.reload()
        assert fresh.digest != info.digest
        assert (await engine.run(Query("SELECT * { ?x ?p 'new' }"))).rows == 1

    with_engine(tmp_path / "data", work, settings, store=tmp_path / "store")


def test_when_the_parent_is_killed_the_same_build_serves_on(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        info = await engine.info()
        old = parent_process()
        kill([old])
        assert (await engine.run(Query(LOOKUP))).digest == info.digest
        await until(lambda: [p.pid for p in parent_processes()] not in ([], [old.pid]))
        assert (await engine.run(Query(LOOKUP))).digest == info.digest

    with_engine(tmp_path / "data", work, store=tmp_path / "store")


def test_workers_answer_whatever_is_small_and_nothing_is_held_beside_the_store(
    tmp_path: Path,
) -> None:
    thing = f"SELECT ?p ?o {{ <{EX}bac-giang> ?p ?o }}"

    async def work(engine: Embedded) -> None:
        assert engine.at_once(Query(thing)) is None
        assert (await engine.run(Query(thing))).rows == 3
        assert engine.facts()["small_queries"] == "answered by workers"
        assert engine._group._written == {}

    settings = replace(SETTINGS, small_query_steps=10_000)
    with_engine(tmp_path / "data", work, settings, store=tmp_path / "store", more=0)

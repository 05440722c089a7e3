"""An on-disk store is built once per snapshot, never under its readers, and answers alike."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dxgraph import corpus
from dxgraph.engine import Embedded, Limits, Query
from dxgraph.engine.pool import disk
from dxgraph.errors import DataError, DeadlineExceeded, InputError, MemoryExceeded
from engine_support import (
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


def test_its_snapshot_is_that_of_the_store_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_RUN_LINES", 100)
    data = [write_data(tmp_path / "data", 1000)]
    _, info = disk.built(data, tmp_path / "store")
    snapshot = corpus.build(data)
    assert (info.digest, info.triples, info.graphs) == (
        snapshot.digest,
        snapshot.triples,
        snapshot.graphs,
    )


def test_it_is_built_once_per_snapshot(tmp_path: Path) -> None:
    data = [write_data(tmp_path / "data")]
    first, info = disk.built(data, tmp_path / "store")
    made = first.stat().st_ino
    assert disk.built(data, tmp_path / "store") == (first, info)
    assert first.stat().st_ino == made


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
        for process in worker_processes():
            process.kill()
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
        old.kill()
        assert (await engine.run(Query(LOOKUP))).digest == info.digest
        await until(lambda: [p.pid for p in parent_processes()] not in ([], [old.pid]))
        assert (await engine.run(Query(LOOKUP))).digest == info.digest

    with_engine(tmp_path / "data", work, store=tmp_path / "store")

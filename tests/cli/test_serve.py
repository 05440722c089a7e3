"""The program as it is started, with the graph in memory and on disk."""

from __future__ import annotations

import time
from pathlib import Path

import httpx2 as httpx
import psutil
import pytest

from support.engine import ENDLESS, LOOKUP, write_data
from support.program import kill, serving


@pytest.mark.parametrize("on_disk", [False, True], ids=["in memory", "on disk"])
def test_it_answers_ends_runaways_survives_kills_and_ends(on_disk: bool, tmp_path: Path) -> None:
    options = ["--data", str(write_data(tmp_path / "data", more=3000))]
    options += ["--store", str(tmp_path / "store")] if on_disk else []
    settings = {"workers": 2, "reserved_workers": 0, "spare_workers": 1, "queue_s": 30}
    with serving(*options, **settings) as program:
        with httpx.Client(base_url=program.address, timeout=60) as client:
            assert client.get("/health").json()["engine"]["processes"] == "forked"

            def lookup() -> None:
                answer = client.get("/sparql", params={"query": f"{LOOKUP} # {time.time()}"})
                assert answer.status_code == 200, answer.text
                assert "Bắc Giang" in answer.text

            lookup()
            runaway = client.get("/sparql", params={"query": ENDLESS, "timeout_s": 0.7})
            assert (runaway.status_code, runaway.json()["limit"]) == (504, "timeout_s")
            lookup()
            below = program.below()
            assert len(below) >= 2
            assert kill(below) >= 1
            psutil.wait_procs(below, timeout=30)
            lookup()
        below = program.below()
        code, said = program.end()
        assert code == 0
        assert "Traceback" not in said
        _, alive = psutil.wait_procs(below, timeout=30)
        assert alive == []

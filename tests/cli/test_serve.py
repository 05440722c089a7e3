"""The program as it is started, with the graph in memory and on disk."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx2 as httpx
import psutil
import pytest

from engine_support import ENDLESS, LOOKUP, write_data


@pytest.mark.parametrize("on_disk", [False, True], ids=["in memory", "on disk"])
def test_it_answers_ends_runaways_survives_kills_and_ends(on_disk: bool, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dxgraph", "serve", "--port", "0"]
    command += ["--data", str(write_data(tmp_path / "data", more=3000))]
    command += ["--store", str(tmp_path / "store")] if on_disk else []
    settings = {"WORKERS": "2", "RESERVED_WORKERS": "0"}
    settings |= {"SPARE_WORKERS": "1", "QUEUE_S": "30"}
    environment = {f"DXGRAPH_{name}": value for name, value in settings.items()}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    ) as program:
        assert program.stdout is not None
        found = re.search(r"http://\S+", program.stdout.readline())
        assert found
        with httpx.Client(base_url=found[0], timeout=60) as client:
            assert client.get("/health").json()["engine"]["processes"] == "forked"

            def lookup() -> None:
                answer = client.get("/sparql", params={"query": f"{LOOKUP} # {time.time()}"})
                assert answer.status_code == 200, answer.text
                assert "Bắc Giang" in answer.text

            lookup()
            runaway = client.get("/sparql", params={"query": ENDLESS, "timeout_s": 0.7})
            assert (runaway.status_code, runaway.json()["limit"]) == (504, "timeout_s")
            lookup()
            below = psutil.Process(program.pid).children(recursive=True)
            assert len(below) >= 2
            for process in below:
                process.kill()
            psutil.wait_procs(below, timeout=30)
            lookup()
            below = psutil.Process(program.pid).children(recursive=True)
        program.send_signal(signal.SIGTERM)
        _, said = program.communicate(timeout=60)
        assert program.returncode == 0
        assert "Traceback" not in said
        _, alive = psutil.wait_procs(below, timeout=30)
        assert alive == []

"""`dxgraph publish` and `dxgraph serve --store`: the same answers from a store elsewhere."""

from __future__ import annotations

from pathlib import Path

import httpx2 as httpx
import pytest

from support.program import dxgraph
from support.stores import OXIGRAPH, oxigraph_server


@pytest.mark.skipif(not OXIGRAPH.exists(), reason="Oxigraph's server is not installed")
def test_a_store_elsewhere_holds_what_was_published_and_the_second_time_sends_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "data.trig").write_text("<http://x/g> { <http://x/a> <http://x/b> 1 , 2 . }\n")
    with oxigraph_server() as address:
        url = address.rstrip("/").removesuffix("/query") + "/query"
        first = dxgraph("publish", url, "--data", str(tmp_path))
        assert first.returncode == 0, first.stderr
        assert " 0 sent" not in first.stdout
        again = dxgraph("publish", url, "--data", str(tmp_path))
        assert " 0 sent" in again.stdout
        asked = "SELECT * { GRAPH <http://x/g> { ?s ?p ?o } }"
        answer = httpx.get(url, params={"query": asked}, headers={"accept": "text/csv"})
        assert len(answer.text.splitlines()) == 3


def test_a_store_that_is_down_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text("<http://x/a> <http://x/b> <http://x/c> .\n")
    shown = dxgraph("publish", "http://127.0.0.1:1/query", "--data", str(tmp_path))
    assert shown.returncode == 1
    assert "cannot be reached" in shown.stderr
    assert "Traceback" not in shown.stderr

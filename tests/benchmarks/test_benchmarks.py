"""What the benchmarks measure with: the same data for everyone, honest sums, and all of it runs."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
from benchmarks.client import Clients, Endpoint, Load, get, run
from benchmarks.data import write
from benchmarks.measures import Effort
from benchmarks.table import percentile, ratio, table
from benchmarks.workload import RUNAWAYS, questions

from benchmarks import comparison, named
from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Query
from support.some import some


def test_the_data_are_the_same_for_everyone(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first, again = write(tmp_path, documents=5), write(tmp_path / "again", documents=5)
    assert first.path.read_bytes() == again.path.read_bytes()
    digest = hashlib.sha256(first.path.read_bytes()).hexdigest()
    assert digest[:16] == "76c2ea47cf687a69"
    other = write(tmp_path, documents=5, seed=1)
    assert other.path.read_bytes() != again.path.read_bytes()


def test_every_question_has_an_answer_in_the_data(tmp_path: Path) -> None:
    data = write(tmp_path, documents=130)
    store = ox.Store()
    store.bulk_load(path=str(data.path), format=ox.RdfFormat.N_TRIPLES)
    assert len(store) == data.triples
    asked = questions(data)
    assert len({question.name for question in asked}) == len(asked) == 11
    for question in asked:
        rows = evaluate(store, Query(question.texts[-1])).rows
        assert rows > 0, question.name
        if "50,000" in question.name:
            assert rows == 50_000


def test_runaways_are_queries() -> None:
    for text in some(RUNAWAYS):
        ox.Store().query(text)


def test_a_ratio_is_of_pairs_and_leaves_out_what_was_not_measured() -> None:
    found = ratio([1, 6, 0, 8], [2, 2, 5, 4])
    assert (found.least, found.middle, found.most) == (0.5, 2, 3)
    assert str(found) == "2.00 (0.50–3.00)"
    with pytest.raises(ValueError, match="nothing was measured"):
        ratio([0.0], [1.0])


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [float(n) for n in range(1, 21)]
    assert percentile(values, 95) == 19
    assert percentile([3.0], 95) == 3
    assert percentile(values, 100) == 20


def test_a_table_keeps_its_cells_apart() -> None:
    assert table(["a", "b"], [["1|2", "3"]]) == "| a | b |\n|---|---|\n| 1\\|2 | 3 |"
    with pytest.raises(ValueError, match="1 cells under 2 heads"):
        table(["a", "b"], [["1"]])


class _Server(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if "refuse" in self.path:
            self.send_error(503)
            return
        self.send_response(200)
        if "chunked" in self.path:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for piece in (b"1234", b"x" * 70_000):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b"y" * 100_000)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def peer() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("kind", ["chunked", "whole"])
def test_the_client_reads_each_answer_to_its_end(peer: ThreadingHTTPServer, kind: str) -> None:
    endpoint = Endpoint(peer.server_address[1], f"/{kind}")
    request = get(endpoint, "ASK {}", "*/*")
    tally = run(Load(endpoint, (request,), numbered=True, begin=0, window_s=1.0, first=7))
    assert len(tally.latencies_s) > 1
    assert tally.refused == 0
    asked: list[str] = peer.asked  # type: ignore[attr-defined]
    assert asked[0].startswith(f"/{kind}?query=%237%0AASK")
    assert asked[1].startswith(f"/{kind}?query=%238%0AASK")


def test_the_client_counts_what_is_refused(peer: ThreadingHTTPServer) -> None:
    endpoint = Endpoint(peer.server_address[1], "/refuse")
    request = get(endpoint, "ASK {}", "*/*")
    tally = run(Load(endpoint, (request,), numbered=False, begin=0, window_s=0.02, first=0))
    assert tally.latencies_s == ()
    assert tally.refused > 0


def test_the_comparison_runs_to_its_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With as little of everything as there can be: the figures mean nothing here."""
    effort = Effort(
        documents=8, rounds=1, window_s=0.02, slow_s=3.0, attack_s=0.3, attacks=1, starts=1
    )
    with Clients(8) as clients:
        comparison.compare(tmp_path, clients, effort)
    printed = capsys.readouterr().out
    heads = [line for line in printed.splitlines() if line.startswith("## ")]
    assert "## Answers a second, ours / Oxigraph's: median (least–most)" in heads
    assert "## Answers a second, ours / rdflib-endpoint's, one client" in heads
    assert "## From the deadline to the error" in heads
    assert printed.count("| point lookup |") >= 3
    assert "Left out: Oxigraph" not in printed


def test_named_queries_are_timed_that_need_no_parameter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert {query.name for query in named.asked()} >= {"verdicts", "revisions", "ranking"}
    assert [query.name for query in named.asked(["by-region"])] == ["by-region"]
    named.main(["by-region"])
    assert "| by-region | " in capsys.readouterr().out

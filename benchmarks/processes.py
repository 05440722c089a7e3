"""The point lookup, first time, with one process that speaks HTTP and with two, beside Oxigraph's.

``python -m benchmarks.processes [CLIENTS]`` asks the three in turn, on the data of the quick
comparison, and prints answers a second and the processor time of an answer. Linux only.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import urllib.request
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from benchmarks import servers
from benchmarks.client import Clients, get
from benchmarks.data import write
from benchmarks.measures import QUICK
from benchmarks.processor import listener, ran
from benchmarks.servers import Server
from benchmarks.table import table
from benchmarks.workload import questions

_ROUNDS = 9
_WINDOW_S = 1.0


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("clients", type=int, nargs="?", default=8)
    count = options.parse_args().clients
    with tempfile.TemporaryDirectory() as name, Clients(count) as clients, ExitStack() as running:
        folder = Path(name)
        (folder / "data").mkdir()
        data = write(folder / "data", documents=QUICK.documents)
        asked = [running.enter_context(servers.oxigraph(data.path, folder))]
        for processes in (1, 2):
            (folder / str(processes)).mkdir()
            settings = {"DXGRAPH_HTTP_PROCESSES": str(processes)}
            begun = servers.ours(data.path.parent, folder / str(processes), settings)
            own = replace(running.enter_context(begun), name=f"dxgraph, {processes}")
            _wait_for_processes(own, processes)
            asked.append(own)
        question = questions(data)[0]
        found: dict[str, list[tuple[float, float]]] = {server.name: [] for server in asked}
        for turn in range(_ROUNDS):
            for place in range(len(asked)):
                server = asked[(turn + place) % len(asked)]
                root = listener(server.endpoint.port)
                before = ran(root)
                tallies = clients.drive(
                    server.endpoint,
                    [get(server.endpoint, text, question.accept) for text in question.texts[:1000]],
                    clients=count,
                    window_s=_WINDOW_S,
                    numbered=True,
                    first=(turn * len(asked) + place + 1) * 10_000_000,
                )
                answers = sum(len(tally.latencies_s) for tally in tallies)
                found[server.name].append(
                    (sum(tally.per_second for tally in tallies), (ran(root) - before) / answers)
                )
    load = os.getloadavg()[0]
    print(f"{data.triples:,} triples, {count} clients, load {load:.0f}, medians of {_ROUNDS}.\n")
    peer = found[asked[0].name]
    rows = []
    for name, each in found.items():
        ratio = statistics.median(one[0] / two[0] for one, two in zip(each, peer, strict=True))
        rate = statistics.median(pair[0] for pair in each)
        took = statistics.median(pair[1] for pair in each)
        rows.append([name, f"{rate:,.0f}", f"{ratio:.2f}", f"{took * 1e6:.0f}"])
    print(table(["server, processes", "a second", "of Oxigraph's", "processor, µs"], rows))


def _wait_for_processes(server: Server, count: int) -> None:
    """Until all that are to speak HTTP do."""
    address = f"http://127.0.0.1:{server.endpoint.port}/metrics"
    wanted = f'dxgraph_connections{{process="{count - 1}"}}'.encode()
    while True:
        with urllib.request.urlopen(address) as answer:
            if wanted in answer.read():
                return


if __name__ == "__main__":
    main()

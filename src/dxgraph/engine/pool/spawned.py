"""Workers that are started afresh, for systems that cannot fork.

``python -m dxgraph.engine.pool.spawned prepare ORDER`` reads the data, writes them to the file
that the order names, and prints what they are. ``… serve ORDER`` is a worker: it fills a store
from that file, says ``hello`` in its first frame, and answers on its standard input and output.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pyoxigraph as ox

from dxgraph.engine.evaluation import Rules
from dxgraph.engine.pool.frames import Head, frame, from_error
from dxgraph.engine.pool.isolation import MemoryLimit, leave_network
from dxgraph.engine.pool.parent import read_spool, snapshot_of, write_spool
from dxgraph.engine.pool.worker import ordinary_signals, serve
from dxgraph.errors import DxgraphError


def prepare(order: Head) -> Head:
    if order["known"] is not None:
        return {"known": order["known"]}
    try:
        store, known = snapshot_of(order)
    except DxgraphError as error:
        return {"failed": from_error(error)}
    with Path(order["file"]).open("wb") as file:
        write_spool(store, file)
    return {"known": known}


def work(order: Head) -> None:
    ordinary_signals()
    receive, send = os.dup(0), os.dup(1)
    # Nothing else may speak where the frames go.
    os.dup2(2, 1)
    services = frozenset(order["services"])
    graphs = frozenset(order["known"]["graphs"])
    rules = Rules(depth=order["depth"], graphs=graphs)
    if order["network"]:
        rules = Rules(depth=order["depth"], graphs=graphs, services=services)
        network = "kept by queries that call an allowed service, taken from all others"
    else:
        network = leave_network()
    if order["disk"] is not None:
        store = ox.Store.read_only(order["disk"])
    else:
        store = read_spool(order["file"])

    def send_all(data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(send, view) :]

    facts = {"network": network, "memory_limit": MemoryLimit.description()}
    send_all(frame({"hello": {"network": order["network"], "facts": facts}}))
    serve(lambda size: os.read(receive, size), send_all, store, rules)


def main() -> None:
    task, text = sys.argv[1:]
    order = json.loads(text)
    if task == "prepare":
        print(json.dumps(prepare(order)))
    else:
        work(order)


if __name__ == "__main__":
    main()

"""Processor time of an answer, ours beside that of Oxigraph's own server, one client, first time.

``python -m benchmarks.processor`` asks both in turn, on the data of the quick comparison. Where a
machine has other work to do, times by the clock say more of that than of the servers; what all
processes of a server ran does not grow with it by as much. It counts what a process does while it
looks for more work, and a hundredth of a second is the least that it sees. Linux only.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from benchmarks import servers
from benchmarks.client import Clients, get
from benchmarks.data import write
from benchmarks.measures import QUICK
from benchmarks.servers import Server
from benchmarks.table import table
from benchmarks.workload import questions

_ROUNDS = 5
_WINDOW_S = 0.4
_TICK_S = 1 / os.sysconf("SC_CLK_TCK")


def main() -> None:
    with tempfile.TemporaryDirectory() as name, Clients(1) as clients:
        folder = Path(name)
        (folder / "data").mkdir()
        data = write(folder / "data", documents=QUICK.documents)
        with (
            servers.ours(data.path.parent, folder) as own,
            servers.oxigraph(data.path, folder) as peer,
        ):
            rows = []
            for question in questions(data):
                taken = {server.name: [0.0, 0.0] for server in (own, peer)}
                for turn in range(_ROUNDS):
                    for place, server in enumerate((own, peer)):
                        seconds, answers = _round(
                            clients, server, question.texts, question.accept, 2 * turn + place
                        )
                        taken[server.name][0] += seconds
                        taken[server.name][1] += answers
                ours, theirs = (seconds / answers for seconds, answers in taken.values())
                figures = f"{ours * 1e6:.0f}", f"{theirs * 1e6:.0f}", f"{theirs / ours:.2f}"
                rows.append([question.name, *figures])
    print(f"{data.triples:,} triples; load {os.getloadavg()[0]:.0f}. Microseconds an answer.\n")
    print(table(["question", "dxgraph", "Oxigraph", "theirs / ours"], rows))


def _round(
    clients: Clients, server: Server, texts: tuple[str, ...], accept: str, number: int
) -> tuple[float, int]:
    """Seconds of all processors that a server took, and how many answers it gave."""
    requests = [get(server.endpoint, text, accept) for text in texts[:1000]]
    root = listener(server.endpoint.port)
    before = ran(root)
    (tally,) = clients.drive(
        server.endpoint,
        requests,
        clients=1,
        window_s=_WINDOW_S,
        numbered=True,
        first=(number + 1) * 10_000_000,
    )
    return ran(root) - before, len(tally.latencies_s)


def listener(port: int) -> int:
    """The process that was first to listen at a port."""
    sockets = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    wanted = {f"socket:[{each[9]}]" for each in sockets if each[1].endswith(f":{port:04X}")}
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            held = {str(each.readlink()) for each in (process / "fd").iterdir()}
        except OSError:
            continue  # it is another's, or has ended
        if held & wanted:
            found.append(int(process.name))
    return min(found)


def ran(process: int) -> float:
    """How long a process, those that it started and those of them that ended have run."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        started = [
            int(each)
            for thread in Path(f"/proc/{process}/task").iterdir()
            for each in (thread / "children").read_text().split()
        ]
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) * _TICK_S + sum(map(ran, started))


if __name__ == "__main__":
    main()

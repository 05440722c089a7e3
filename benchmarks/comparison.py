"""This service beside its peers: the same data, the same questions, the same client, in one run.

``python -m benchmarks.comparison`` prints the tables of ``docs/performance.md``; ``--quick`` takes
less data and shorter windows, to see that everything works. What this machine does not have is left
out, and said.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from benchmarks import measures, servers
from benchmarks.client import Clients, ask
from benchmarks.data import Data, write
from benchmarks.measures import FULL, QUICK, Effort, Rates
from benchmarks.servers import DidNotStart, NotThere, Server
from benchmarks.table import Ratio, figure, percentile, ratio, table
from benchmarks.workload import Question, questions

CLIENTS = (1, 8)
_DEADLINE_S = 2
_SETTLED_S = 5
"""How long after its start a service is left alone: it still computes what it holds ready."""
_PEERS: dict[str, Callable[[Path, Path], AbstractContextManager[Server]]] = {
    "Oxigraph": servers.oxigraph,
    "Virtuoso": servers.virtuoso,
}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less data, shorter windows")
    effort = QUICK if parser.parse_args(arguments).quick else FULL
    with tempfile.TemporaryDirectory() as folder, Clients(max(CLIENTS)) as clients:
        compare(Path(folder), clients, effort)


def compare(folder: Path, clients: Clients, effort: Effort) -> None:
    """Measure and print everything."""
    (folder / "data").mkdir()
    data = write(folder / "data", documents=effort.documents)
    asked = questions(data)
    _say(f"{_machine()}\n\n{data.triples:,} triples, {effort.documents} documents.")
    with contextlib.ExitStack() as running:
        own = running.enter_context(servers.ours(data.path.parent, folder))
        peers, missing = _start(running, data, folder)
        versions = ", ".join(f"{server.name} {server.version}" for server in (own, *peers.values()))
        _say(f"Asked: {versions}.")
        for line in missing:
            _say(f"Left out: {line}.")
        for line in measures.disagreements([own, *peers.values()], asked):
            _say(f"Not the same answer: {line}.")
        rates = _rates(clients, [own, *peers.values()], asked, effort)
        if "Oxigraph" in peers:
            _bare(clients, own, peers["Oxigraph"], asked[0], folder, effort)
    try:
        _starved(clients, data, asked[0], folder, effort)
    except (NotThere, DidNotStart) as error:
        _say(f"Left out: a machine without a free processor, because {error}.")
    if effort.slow_s:
        try:
            _against_slow(clients, data, asked, rates, folder, effort)
        except (NotThere, DidNotStart) as error:
            _say(f"Left out: rdflib-endpoint, because {error}.")
    _attacks(clients, data, asked[0], folder, effort)
    _commands(effort)


def _start(
    running: contextlib.ExitStack, data: Data, folder: Path
) -> tuple[dict[str, Server], list[str]]:
    """The peers that run, by name, and why the others do not."""
    peers, missing = {}, []
    for name, start in _PEERS.items():
        try:
            peers[name] = running.enter_context(start(data.path, folder))
        except (NotThere, DidNotStart) as error:
            missing.append(f"{name}, because {error}")
    return peers, missing


def _rates(
    clients: Clients, asked: list[Server], all_questions: tuple[Question, ...], effort: Effort
) -> dict[str, tuple[float, float]]:
    """How many answers a second, beside each peer; ours to one client, first and repeated, by
    question."""
    own, *peers = asked
    ours = {}
    columns = [(numbered, count) for numbered in (True, False) for count in CLIENTS]
    heads = ["question", *(f"{_when(numbered)}, {_clients(count)}" for numbered, count in columns)]
    rows: dict[str, list[list[str]]] = {peer.name: [] for peer in peers}
    absolute: list[list[str]] = []
    for question in all_questions:
        cells = [
            measures.rates(clients, asked, question, effort, numbered=numbered, count=count)
            for numbered, count in columns
        ]
        for peer in peers:
            beside = [str(_ratio(cell, own, peer)) for cell in cells]
            rows[peer.name].append([question.name, *beside])
        medians = [statistics.median(cell.by_server[own.name]) for cell in cells]
        absolute.append([question.name, *(figure(median) for median in medians)])
        ours[question.name] = medians[0], medians[len(CLIENTS)]
    for peer in peers:
        _say(f"## Answers a second, ours / {peer.name}'s: median (least–most)")
        _say(table(heads, rows[peer.name]))
    _say("## Answers a second, ours")
    _say(table(heads, absolute))
    return ours


def _ratio(rates: Rates, own: Server, peer: Server) -> Ratio:
    return ratio(rates.by_server[own.name], rates.by_server[peer.name])


def _when(numbered: bool) -> str:
    return "first time" if numbered else "repeated"


def _clients(count: int) -> str:
    return "1 client" if count == 1 else f"{count} clients"


def _bare(
    clients: Clients,
    own: Server,
    oxigraph: Server,
    lookup: Question,
    folder: Path,
    effort: Effort,
) -> None:
    """What the HTTP server under ours does when it has nothing to do: what no lookup can pass."""
    _, body, _ = ask(own.endpoint, lookup.texts[-1], lookup.accept)
    with servers.echo(len(body), folder) as echo:
        rows = []
        for count in CLIENTS:
            found = measures.rates(
                clients, [echo, oxigraph], lookup, effort, numbered=True, count=count
            )
            rows.append([_clients(count), str(_ratio(found, echo, oxigraph))])
    _say(f"## An empty ASGI application on uvicorn {echo.version} / Oxigraph's point lookup")
    _say(table(["clients", "answers a second"], rows))


def _starved(clients: Clients, data: Data, lookup: Question, folder: Path, effort: Effort) -> None:
    """A lookup for the first time while two other programs keep the processors busy, of servers
    that were started for it: nothing that was asked before is at hand."""
    patient = replace(effort, window_s=effort.window_s * 4)
    rows = []
    with (
        servers.ours(data.path.parent, folder) as own,
        servers.oxigraph(data.path, folder) as oxigraph,
    ):
        time.sleep(_SETTLED_S)
        with measures.other_work():
            for count in CLIENTS:
                found = measures.rates(
                    clients, [own, oxigraph], lookup, patient, numbered=True, count=count
                )
                each = (statistics.median(found.by_server[one.name]) for one in (own, oxigraph))
                rows.append(
                    [_clients(count), str(_ratio(found, own, oxigraph)), *map(figure, each)]
                )
    _say("## A point lookup beside two other programs, at a start of its own, first time")
    _say(table(["clients", "ours / Oxigraph's", "ours a second", "Oxigraph's"], rows))


def _against_slow(
    clients: Clients,
    data: Data,
    all_questions: tuple[Question, ...],
    ours: dict[str, tuple[float, float]],
    folder: Path,
    effort: Effort,
) -> None:
    """Beside rdflib-endpoint, of which no more than an answer every half minute can be expected.

    One that did not come in time is still being worked on: the server is started anew after it.
    """
    rows = []
    left = list(all_questions)
    while left:
        with servers.rdflib_endpoint(data.path, folder) as slow:
            while left:
                question = left.pop(0)
                per_second = measures.slowly(clients, slow, question, effort)
                least = 1 / effort.slow_s if per_second is None else per_second
                more = "more than " if per_second is None else ""
                ratios = [f"{more}{figure(mine / least)}" for mine in ours[question.name]]
                rows.append([question.name, *ratios])
                if per_second is None:
                    break
    _say("## Answers a second, ours / rdflib-endpoint's, one client")
    _say(table(["question", "first time", "repeated"], rows))


def _attacks(clients: Clients, data: Data, lookup: Question, folder: Path, effort: Effort) -> None:
    """A good client beside four runaways, and how soon after the deadline an error comes."""
    environment = {"DXGRAPH_TIMEOUT_S": str(_DEADLINE_S)}
    rows = []
    with servers.ours(data.path.parent, folder, environment) as own:
        rows.append(_attacked(clients, own, lookup, effort))
        late = measures.lateness(own, effort)
    with contextlib.suppress(NotThere), servers.oxigraph(data.path, folder, _DEADLINE_S) as other:
        rows.append(_attacked(clients, other, lookup, effort))
    _say(f"## A good client's p95 beside four runaways, deadline {_DEADLINE_S} s")
    heads = ["server", "before", "meanwhile", "times", "not answered"]
    _say(table(heads, rows))
    _say("## From the deadline to the error")
    statuses = [
        [status, str(len(times)), f"{max(times) * 1000:.0f} ms" if max(times) > 0 else "before it"]
        for status, times in late.items()
    ]
    _say(table(["status", "runaways", "the last error after the deadline"], statuses))


def _attacked(clients: Clients, server: Server, lookup: Question, effort: Effort) -> list[str]:
    found = [measures.attack(clients, server, lookup, effort) for _ in range(effort.attacks)]
    middle = sorted(found, key=lambda attack: attack.during_ms / attack.before_ms)[len(found) // 2]
    return [
        server.name,
        f"{figure(middle.before_ms)} ms",
        f"{figure(middle.during_ms)} ms",
        figure(middle.during_ms / middle.before_ms),
        f"{sum(attack.refused for attack in found)} of {sum(attack.asked for attack in found)}",
    ]


def _commands(effort: Effort) -> None:
    measured = {
        "`dxgraph serve` on our own graph, to its first answer": measures.cold_starts(effort),
        "`dxgraph validate`, the whole process": measures.commands(["validate"], effort),
        "`dxgraph info`, the whole process": measures.commands(["info"], effort),
    }
    _say("## Starting")
    rows = [
        [what, f"{statistics.median(times):.2f} s", f"{percentile(times, 100):.2f} s"]
        for what, times in measured.items()
    ]
    _say(table(["what", "median", "longest"], rows))


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"Python {platform.python_version()}; load before the run {os.getloadavg()[0]:.2f}."
    )


def _say(text: str) -> None:
    print(f"{text}\n", flush=True)


if __name__ == "__main__":
    main()

"""The parent of the workers: holds the snapshot, forks workers from it, tells how they ended.

A process of its own with a single thread, so that a fork of it is a whole process; the service,
which has threads, is never forked. It is started as ``python -m dxgraph.engine.pool.parent FD``,
talks over the socket of that number in lines of JSON (:mod:`dxgraph.engine.pool.frames`), and ends
with it:

====================== =============================================================
it is told             it says
====================== =============================================================
``{"data": …}``        ``{"ready": {…}}`` or ``{"failed": {…}}``, once
``{"fork": network}``  ``{"worker": pid}`` with the worker's socket and, where there are any, a
                       pidfd beside it; or ``{"unforked": why}``
``{"lend": module}``   ``{"lent": pid}`` with socket and pidfd likewise, or ``{"unlent": why}``
—                      ``{"died": pid, "status": …}`` when a worker has ended
—                      ``{"written": "spool"}`` with a file of the snapshot, once;
                       ``{"written": "survey"}`` with one of what is known of it, once;
                       ``{"written": "triples"}`` with one of its default graph, once
====================== =============================================================
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph as ox

from dxgraph.corpus.originals import Originals
from dxgraph.engine.evaluation import Rules
from dxgraph.engine.pool.descriptions import records, written
from dxgraph.engine.pool.frames import Head, from_error, line
from dxgraph.engine.pool.isolation import MemoryLimit, leave_network
from dxgraph.engine.pool.worker import ordinary_signals, serve
from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.engine.query.statistics import Statistics
from dxgraph.errors import DxgraphError

_SURVEYED = 1_000_000
"""Of more triples no survey is made, which takes memory and time as they are many; and whoever has
so many does not want them in memory twice."""

_BESIDE = 10
"""By how much those that write files let queries go first."""


class _Parent:
    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._unread = b""
        self._children: set[int] = set()
        self._writers: dict[int, tuple[str, Any]] = {}
        self._store: ox.Store | None = None

    def live(self) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        orders = self._orders()
        if not orders:
            return
        order = orders.pop(0)
        try:
            ready = self._prepare(order)
        except DxgraphError as error:
            self._say({"failed": from_error(error)})
            return
        awake, wake = socket.socketpair()
        for end in (awake, wake):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
        self._private = (self._control, awake, wake)
        # What is here now is shared with the workers; do not let the collector touch it.
        gc.collect()
        gc.freeze()
        self._say({"ready": ready})
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(awake, selectors.EVENT_READ)
            if self._store is not None and order.get("spool") is None:
                self._write("spool", write_spool)
            if self._store is not None and order["survey"] and self._triples <= _SURVEYED:
                self._write("survey", partial(write_survey, lent=order["lent"]))
                self._write("triples", write_triples)
            while True:
                for order in orders:
                    self._fork(order)
                orders = []
                for key, _ in selector.select():
                    if key.fileobj is self._control:
                        orders = self._orders()
                        if not orders:
                            self._end()
                            return
                    else:
                        with contextlib.suppress(BlockingIOError):
                            awake.recv(4096)
                        self._reap()

    def _prepare(self, order: Head) -> Head:
        self._disk = order["disk"]
        services = frozenset(order["services"])
        originals = Originals()  # a store on disk does not remember them
        if self._disk is not None:
            known = order["known"]
        elif order.get("spool") is not None:
            known = order["known"]
            self._store, originals = read_spool(f"/dev/fd/{order['spool']}")
        else:
            self._store, known, originals = snapshot_of(order)
        self._rules = Rules(
            depth=order["depth"],
            services=services,
            graphs=frozenset(known["graphs"]),
            originals=originals,
        )
        self._triples: int = known["triples"]
        if services:
            network = "kept by queries that call an allowed service, taken from all others"
        else:
            network = leave_network()
        return {
            "known": known,
            "facts": {
                "processes": "forked",
                "network": network,
                "memory_limit": MemoryLimit.description(),
            },
        }

    def _fork(self, order: Head) -> None:
        program: str = order.get("lend", "")
        ours, theirs = socket.socketpair(
            socket.AF_UNIX, socket.SOCK_SEQPACKET if program else socket.SOCK_STREAM
        )
        try:
            pid = os.fork()
        except OSError as error:
            ours.close()
            theirs.close()
            self._say({"unlent" if program else "unforked": str(error)})
            return
        if pid == 0:
            ours.close()
            self._child(lambda: self._work(theirs, program, network=order.get("fork", False)))
        self._children.add(pid)
        theirs.close()
        descriptors = [ours.fileno()]
        with contextlib.suppress(OSError):
            descriptors.append(os.pidfd_open(pid))
        told = {"lent": pid} if program else {"worker": pid, "network": order["fork"]}
        self._say({**told, "descriptors": len(descriptors)}, descriptors)
        ours.close()
        for descriptor in descriptors[1:]:
            os.close(descriptor)

    def _child(self, live: Callable[[], object]) -> NoReturn:
        """What a forked process does before it ends, without what is the parent's alone."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            ordinary_signals()
            for private in self._private:
                private.close()
            live()
            code = 0
        finally:
            os._exit(code)

    def _work(self, end: socket.socket, program: str, *, network: bool) -> None:
        rules = self._rules
        if not network and rules.services:
            leave_network()
            rules = replace(rules, services=frozenset())
        store = self._store if self._store is not None else ox.Store.read_only(self._disk)
        if program:
            import_module(program).main(end, store, rules)
        else:
            # What a dying library prints is not for the service's log.
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 2)
            serve(end.recv, end.sendall, store, rules)

    def _write(self, name: str, write: Callable[[ox.Store, Any, Originals], None]) -> None:
        """Write an unnamed file from a child; the service is handed it when it is whole."""
        try:
            file = tempfile.TemporaryFile(prefix="dxgraph-")  # noqa: SIM115 - it stays open
            pid = os.fork()
        except OSError:
            return
        if pid == 0:

            def live() -> None:
                os.nice(_BESIDE)
                write(self._store or ox.Store(), file, self._rules.originals)
                file.flush()
                file.seek(0)

            self._child(live)
        self._children.add(pid)
        self._writers[pid] = name, file

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self._children.discard(pid)
            if pid in self._writers:
                name, file = self._writers.pop(pid)
                if status == 0:
                    self._say({"written": name}, [file.fileno()])
                file.close()
            else:
                self._say({"died": pid, "status": os.waitstatus_to_exitcode(status)})

    def _end(self) -> None:
        for pid in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in self._children:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)

    def _orders(self) -> list[Head]:
        """What was said meanwhile, waiting for at least one whole line; nothing at the end."""
        while True:
            *lines, self._unread = self._unread.split(b"\n")
            if lines:
                return [json.loads(text) for text in lines]
            try:
                piece = self._control.recv(65_536)
            except ConnectionError:
                return []
            if not piece:
                return []
            self._unread += piece

    def _say(self, message: Head, descriptors: list[int] | None = None) -> None:
        try:
            if descriptors:
                socket.send_fds(self._control, [line(message)], descriptors)
            else:
                self._control.sendall(line(message))
        except (BrokenPipeError, ConnectionResetError):
            # The service is gone; so are we, and with us the workers.
            self._end()
            os._exit(0)


def snapshot_of(order: Head) -> tuple[ox.Store, Head, Originals]:
    """Read the data of an order. Raises InputError and DataError."""
    from dxgraph import corpus

    snapshot = corpus.build([Path(path) for path in order["data"]])
    return snapshot.store, asdict(SnapshotInfo.of(snapshot)), snapshot.originals


def read_spool(path: str) -> tuple[ox.Store, Originals]:
    """A store with what `write_spool` wrote."""
    quads = list(ox.parse(path=path, format=ox.RdfFormat.N_QUADS))
    store = ox.Store()
    store.bulk_extend(quads)
    return store, Originals.of(quads)


def write_spool(store: ox.Store, file: Any, originals: Originals) -> None:
    """Write all quads, as the files have them, so that a store filled from the file answers in the
    same order."""
    for quad in reversed(list(store.quads_for_pattern(None, None, None, None))):
        graph = (
            b"" if isinstance(quad.graph_name, ox.DefaultGraph) else f" {quad.graph_name}".encode()
        )
        lines = originals.restored(f"{quad.triple} .\n".encode())
        file.write(lines.replace(b" .\n", graph + b" .\n"))


def write_triples(store: ox.Store, file: Any, originals: Originals) -> None:  # noqa: ARG001
    """Write the default graph, which is all that small queries ask, so that a store filled from the
    file answers in the same order: whatever list Oxigraph walks, it walks in the order of
    filling."""
    whole = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    file.writelines(reversed(whole.splitlines(keepends=True)))


def write_survey(store: ox.Store, file: Any, originals: Originals, *, lent: bool = False) -> None:
    """Write what has to be known of a store to answer from a copy of its default graph, without
    going through it once more (:mod:`dxgraph.engine.pool.home`), and, where the store itself is to
    be lent, of that: its lists are those of all graphs."""
    quads = list(store.quads_for_pattern(None, None, None, None))
    default = [quad for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]
    found = Statistics.of(default)
    whole = Statistics.of(quads) if lent else found
    known = found is not None and whole is not None
    survey = {
        "statistics": found.to_json() if found is not None and known else None,
        "lent": whole.to_json() if whole is not None and lent else None,
        "originals": originals.to_json(),
    }
    file.write(json.dumps(survey).encode() + b"\n")
    if known:
        subjects = dict.fromkeys(str(getattr(quad.subject, "value", "")) for quad in quads)
        del quads, default
        file.writelines(written(records(store, subjects, originals)))


def main() -> None:
    _Parent(socket.socket(fileno=int(sys.argv[1]))).live()


if __name__ == "__main__":
    main()

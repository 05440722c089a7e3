"""Have something done by a process of its own, which may die of it."""

from __future__ import annotations

import asyncio
import sys

from dxgraph.engine.pool.frames import LENGTHS, Head, frame, head_of
from dxgraph.engine.pool.isolation import (
    MemoryLimit,
    alarm,
    leave_network,
    no_core_dumps,
    roomy_stack,
)

_GRACE_S = 2.0


async def run_module(
    module: str, order: Head, body: bytes = b"", *, memory_mb: int, timeout_s: float
) -> tuple[Head, bytes, int]:
    """Run ``python -m module`` on an order: its reply, empty where it ended without, and its exit
    code, negative for a signal.

    Raises TimeoutError after `timeout_s`; to cancel the awaiting task ends the process.
    """
    bounds = {"memory_mb": memory_mb, "timeout_s": timeout_s}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(timeout_s):
            output, _ = await process.communicate(frame({**order, **bounds}, body))
    finally:
        if process.returncode is None:
            process.kill()
            await asyncio.shield(process.wait())
    said, answer = unpacked(output) if len(output) >= LENGTHS.size else ({}, b"")
    return said, answer, process.returncode or 0


def unpacked(data: bytes) -> tuple[Head, bytes]:
    """The head and the body of a whole frame."""
    end = LENGTHS.size + LENGTHS.unpack_from(data)[0]
    return head_of(data[LENGTHS.size : end]), data[end:]


def bounded_order() -> tuple[Head, bytes]:
    """What it is to do, after it has taken on its bounds."""
    order, body = unpacked(sys.stdin.buffer.read())
    no_core_dumps()
    roomy_stack()
    leave_network()
    MemoryLimit().set(order["memory_mb"])
    alarm(order["timeout_s"] + _GRACE_S)
    return order, body

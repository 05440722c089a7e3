"""Many documents at once, measured: ``python -m benchmarks.batch``.

A hundred documents of ten pages, put together from the small texts of ``tests/drafting`` (each in
another order, under its own number), and one of 500,000 characters, are drafted by the program
itself, with what it costs from its start to its end. The memory is that of all its processes
together; what they share is counted once.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

TEXTS = Path(__file__).resolve().parents[1] / "tests" / "drafting"
PAGE = 2_500
"""Characters."""


def a_document(number: int, length: int) -> str:
    """A plan of this length: its head, then small texts until it is full."""
    order = random.Random(number)  # noqa: S311 - the same each time
    texts = [
        yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(TEXTS.glob("*.yaml"))
    ]
    bodies = [text["text"] for text in texts if text.get("language", "vi") == "vi"]
    parts = [
        f"ỦY BAN NHÂN DÂN\nTỈNH TRÀ VINH\nSố: {number}/KH-UBND\n"
        "Trà Vinh, ngày 15 tháng 01 năm 2024\nKẾ HOẠCH\nChuyển đổi số năm 2024"
    ]
    size = len(parts[0])
    while size < length:
        parts.append(order.choice(bodies))
        size += len(parts[-1]) + 2
    return "\n\n".join(parts)[:length]


def memory_mb(process: int) -> float:
    """What a process and all that it has started hold, what is shared counted once."""
    total = 0.0
    waiting = [process]
    while waiting:
        one = waiting.pop()
        try:
            told = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
            waiting += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except (OSError, ValueError):
            continue
        total += sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    return total / 1024


def measure(what: str, *arguments: str) -> None:
    """Print what a run of the program took: seconds by the clock, of the processors, and memory.

    Where other work keeps the processors busy, theirs say what the clock would on an idle machine.
    """
    began, most, spent = time.perf_counter(), 0.0, _spent()
    with subprocess.Popen(
        [sys.executable, "-m", "dxgraph", "draft", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None:
            most = max(most, memory_mb(process.pid))
            time.sleep(0.5)
        if process.returncode:
            raise SystemExit(f"dxgraph draft {' '.join(arguments)} ended with {process.returncode}")
    clock = time.perf_counter() - began
    print(f"{what}: {clock:.1f} s, {_spent() - spent:.1f} s of processors, {most:.0f} MB")


def _spent() -> float:
    """Seconds that processors have worked for what was started and has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Print both measurements."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        lines = ["file\tnumber"]
        for number in range(1, 101):
            (folder / f"{number}.txt").write_text(a_document(number, 10 * PAGE), encoding="utf-8")
            lines.append(f"{number}.txt\t{number}/KH-UBND")
        (folder / "list.tsv").write_text("\n".join(lines), encoding="utf-8")
        (folder / "long.txt").write_text(a_document(101, 499_000), encoding="utf-8")
        out = ("--output", str(folder / "drafts"))
        batch = ("--batch", str(folder / "list.tsv"), *out)
        measure("100 documents of ten pages", *batch)
        measure("the same list again", *batch)
        measure("one of 499,000 characters", str(folder / "long.txt"), *out)
    return 0


if __name__ == "__main__":
    sys.exit(main())

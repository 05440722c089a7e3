"""What is asked of the library that gives memory: once, before a service begins."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

from dxgraph import cli, memory


def _begun(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[tuple[list[str], str]]:
    """What `dxgraph` with these arguments makes of its process."""
    begun = []
    monkeypatch.setattr(sys, "argv", ["dxgraph", *arguments])
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "dxgraph", *arguments])
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(
        os, "execve", lambda _, argv, env: begun.append((argv, env["GLIBC_TUNABLES"]))
    )
    with pytest.raises(SystemExit):
        cli.main()
    return begun


def test_a_service_begins_with_the_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GLIBC_TUNABLES", raising=False)
    ((argv, advice),) = _begun(monkeypatch, "serve", "--help")
    assert argv == [sys.executable, "-m", "dxgraph", "serve", "--help"]
    assert "tcache_count" in advice
    assert "tcache_max=512" in advice
    assert "arena_max=1" in advice


def test_it_begins_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLIBC_TUNABLES", memory.environment()["GLIBC_TUNABLES"])
    assert not _begun(monkeypatch, "serve", "--help")


def test_advice_of_others_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLIBC_TUNABLES", "glibc.malloc.tcache_count=3")
    assert memory.environment()["GLIBC_TUNABLES"].endswith("=3")
    assert not _begun(monkeypatch, "serve", "--help")


def test_no_other_command_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GLIBC_TUNABLES", raising=False)
    assert not _begun(monkeypatch, "info", "--help")


def test_a_program_that_calls_the_command_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GLIBC_TUNABLES", raising=False)
    monkeypatch.setattr(sys, "argv", ["dxgraph", "serve", "--port", "99999"])
    monkeypatch.setattr(sys, "orig_argv", ["python", "-c", "…"])
    begun: list[object] = []
    monkeypatch.setattr(os, "execve", lambda *given: begun.append(given))
    with pytest.raises(SystemExit):
        cli.main()
    assert not begun


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other libraries have no such call")
def test_what_is_free_is_given_back() -> None:
    """The end of a heap that something still in use keeps apart from the rest."""
    program = (
        "import gc\n"
        "from pathlib import Path\n"
        "from dxgraph import memory\n"
        "def pages(): return int(Path('/proc/self/statm').read_text().split()[1])\n"
        "held = [bytes(60_000) for _ in range(2000)]\n"
        "held[:-1] = []\n"
        "before = pages()\n"
        "memory.give_back()\n"
        "print((before - pages()) * 4096)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert int(told) > 50_000_000

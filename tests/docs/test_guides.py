"""The guides of ``docs/guide/``: their commands work, one after the other, and print what is shown.

Every ``sh`` block of a page is run in a copy of the checkout, in order; ``<!-- exit 1 -->`` before
one says that it fails. Each line of a ``text`` block must be in what the last command printed, in
order; … stands for anything. Blocks of other kinds are not run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.places import CHECKOUT

GUIDES = (
    "add-a-document",
    "add-an-indicator",
    "add-an-outcome",
    "area",
    "review-a-contribution",
)
_BLOCK = re.compile(r"(?:<!-- exit (\d+) -->\n)?```(sh|text)\n(.*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """A block of commands, and what the page says of it."""

    commands: str
    exit_code: int
    shown: tuple[str, ...]
    """The lines that it must print, in order."""


def steps(page: str) -> list[Step]:
    found: list[Step] = []
    for code, kind, body in _BLOCK.findall(page):
        if kind == "sh":
            found.append(Step(body, int(code or 0), ()))
        else:
            last = found.pop()
            lines = tuple(line for line in body.splitlines() if line.strip(" …"))
            found.append(Step(last.commands, last.exit_code, (*last.shown, *lines)))
    return found


def languages(name: str) -> tuple[str, str]:
    """The English and the Vietnamese part of a guide."""
    text = (CHECKOUT / "docs" / "guide" / f"{name}.md").read_text("utf-8")
    english, vietnamese = text.split("\n## Tiếng Việt\n")
    return english, vietnamese


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """A copy of the checkout as a git repository, with `dxgraph` and `python` in its .venv/bin."""
    folder = tmp_path / "dxgraph"
    leave = shutil.ignore_patterns("built")
    for part in ("ontology", "data", "queries", "src/dxgraph", "docs/guide/examples"):
        shutil.copytree(CHECKOUT / part, folder / part, ignore=leave)
    shutil.copy(CHECKOUT / ".gitignore", folder)
    commands = folder / ".venv" / "bin"
    commands.mkdir(parents=True)
    for name, module in (("dxgraph", "-m dxgraph"), ("python", "")):
        command = commands / name
        command.write_text(
            f'#!/bin/sh\nPYTHONPATH="{folder / "src"}" exec "{sys.executable}" {module} "$@"\n'
        )
        command.chmod(0o755)
    git = ("git", "-C", str(folder))
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    for key, value in (("user.name", "A"), ("user.email", "a@example.org")):
        subprocess.run([*git, "config", key, value], check=True)
    subprocess.run([*git, "config", "commit.gpgsign", "false"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "The graph"], check=True)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", GUIDES)
def test_the_commands_of_a_guide_do_what_it_says(name: str, checkout: Path) -> None:
    english, vietnamese = (steps(part) for part in languages(name))
    assert [step.commands for step in english] == [step.commands for step in vietnamese]
    assert english
    environment = {
        **os.environ,
        "PATH": f"{checkout / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    for in_english, in_vietnamese in zip(english, vietnamese, strict=True):
        done = subprocess.run(
            ["sh", "-e", "-c", in_english.commands],
            cwd=checkout,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert done.returncode == in_english.exit_code, f"{in_english.commands}\n{done.stdout}"
        assert in_english.exit_code == in_vietnamese.exit_code
        for step in (in_english, in_vietnamese):
            missing = next(_missing(step.shown, done.stdout), None)
            assert missing is None, f"{step.commands}\nnot printed: {missing}\n{done.stdout}"


def _missing(lines: tuple[str, ...], printed: str) -> Iterator[str]:
    """The lines that are not printed after those before them; spaces in a row count as one."""
    rest = " ".join(printed.split())
    for line in lines:
        for part in line.split("…"):
            wanted = " ".join(part.split())
            _, found, after = rest.partition(wanted)
            if wanted and not found:
                yield line
                break
            rest = after if wanted else rest


def test_every_step_of_a_guide_is_a_heading_in_both_languages() -> None:
    for name in GUIDES:
        english, vietnamese = languages(name)
        numbers = [re.findall(r"^### (\d+\.)?", part, re.MULTILINE) for part in languages(name)]
        assert numbers[0] == numbers[1], name
        assert "[English](#english) · [Tiếng Việt](#tiếng-việt)" in english
        assert len(vietnamese) > len(english) / 2


def test_the_guides_lead_to_one_another() -> None:
    for part in languages("add-a-document"):
        assert "(add-an-indicator.md)" in part
    for part in languages("add-an-outcome"):
        assert "(add-an-indicator.md)" in part
    for part in languages("add-an-indicator"):
        assert "(review-a-contribution.md#" in part


@pytest.mark.parametrize("name", GUIDES)
def test_links_into_a_page_lead_to_a_heading(name: str) -> None:
    text = (CHECKOUT / "docs" / "guide" / f"{name}.md").read_text("utf-8")
    for file, anchor in re.findall(r"\]\(([\w./-]*)#([^)]+)\)", text):
        target = CHECKOUT / "docs" / "guide" / (file or f"{name}.md")
        headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
        slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert anchor in slugs, f"{target.name} has no heading #{anchor}"

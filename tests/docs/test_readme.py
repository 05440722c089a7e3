"""What the README shows is what the program answers, and what it points at is there."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Query
from support.graph import own_snapshot
from support.places import CHECKOUT

PAGES = sorted(CHECKOUT.glob("*.md")) + sorted((CHECKOUT / "docs").rglob("*.md"))


@pytest.mark.parametrize("page", ["README.md", "README.vi.md"])
def test_the_query_on_the_first_screen_gives_the_shown_result(page: str) -> None:
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    query = re.search(r"```sparql\n(.*?)```", text, re.DOTALL)
    shown = re.search(r"```csv\n(.*?)```", text, re.DOTALL)
    assert query
    assert shown
    assert text.index(shown[0]) < 3000, "the first screen is short"
    answer = evaluate(own_snapshot().store, Query(query[1], results_format="csv"))
    assert answer.body.decode().replace("\r\n", "\n") == shown[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CHECKOUT).as_posix())
def test_every_link_to_a_file_of_ours_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("/"):
            assert (page.parent / target).exists(), f"{page.name} points at {target}"


def test_no_file_names_a_package_registry() -> None:
    words = ("registry." + "npmjs", "py" + "pi.org", "python" + "hosted", "deb." + "debian")
    looked_at = 0
    for folder, folders, names in os.walk(CHECKOUT):
        # What others install or build meanwhile comes and goes: it is not even gone into.
        folders[:] = [name for name in folders if not _made_or_hidden(name)]
        for name in names:
            if not _made_or_hidden(name):
                text = (Path(folder) / name).read_text(encoding="utf-8", errors="ignore")
                assert not any(word in text for word in words), f"{folder}/{name}"
                looked_at += 1
    assert looked_at > 1000


def _made_or_hidden(name: str) -> bool:
    hidden = name.startswith(".") and name != ".ci"
    return hidden or name in {"node_modules", "__pycache__", "built"}


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    for target in ("serve", "test", "validate", "bench", "clean"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)

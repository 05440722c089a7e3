"""What the README shows is what the program answers, and what it points at is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dxgraph.engine import Query, evaluate
from graph_support import own_snapshot
from places import CHECKOUT

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
    for path in CHECKOUT.rglob("*"):
        parts = path.relative_to(CHECKOUT).parts
        if not path.is_file() or any(part.startswith(".") and part != ".ci" for part in parts):
            continue
        if "node_modules" in parts or "__pycache__" in parts or "built" in parts:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not any(word in text for word in words), path


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    for target in ("serve", "test", "validate", "bench", "clean"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)

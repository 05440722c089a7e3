"""Where the tests and the checkout lie, for a test in any folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dxgraph import files

TESTS = Path(__file__).resolve().parents[1]
CHECKOUT = TESTS.parent
SOURCES = CHECKOUT.parent / "shared" / "sources"
"""The texts that our graph was read from, where they are at hand."""


def of_yaml(path: Path) -> Any:
    """What a file says."""
    return files.of_yaml(path.read_text(encoding="utf-8"))

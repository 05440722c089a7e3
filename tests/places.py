"""Where the tests and the checkout lie, for a test in any folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

TESTS = Path(__file__).resolve().parent
CHECKOUT = TESTS.parent
SOURCES = CHECKOUT.parent / "shared" / "sources"
"""The texts that our graph was read from, where they are at hand."""


def of_yaml(path: Path) -> Any:
    """What a file says; by the loader in C where there is one, because files of examples are read
    when the tests are listed, by every process that runs some."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506

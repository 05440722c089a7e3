"""The page about the house names every room of the package, in both languages."""

import re
import tomllib
from pathlib import Path

import pytest

import dxgraph
from conftest import SLOW
from places import CHECKOUT, TESTS

PACKAGE = Path(dxgraph.__file__).parent
DOCS = CHECKOUT / "docs"
ROOMS = sorted(
    path.stem
    for path in PACKAGE.iterdir()
    if not path.name.startswith("_")
    and (path.suffix == ".py" or (path.is_dir() and (path / "__init__.py").exists()))
)


@pytest.mark.parametrize("page", ["architecture.md", "architecture.vi.md"])
@pytest.mark.parametrize("room", ROOMS)
def test_each_room_has_its_line(room: str, page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert f"\n| `{room}` |" in text, f"docs/{page} has no line for {room}"


def test_what_is_called_slow_is_there() -> None:
    for slow in SLOW:
        name, _, function = slow.partition("::")
        (path,) = TESTS.rglob(name)
        text = path.read_text(encoding="utf-8")
        assert f"def {function or 'test_'}" in text, slow


def test_each_dependency_says_why_it_is_one() -> None:
    page = (DOCS / "decisions" / "0012-what-we-build-on.md").read_text(encoding="utf-8")
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))
    names = [re.split(r"[\[<>=;]", each)[0] for each in project["project"]["dependencies"]]
    assert len(names) == len(set(names))
    rows = "".join(line for line in page.splitlines() if line.startswith("|"))
    assert [name for name in names if f"`{name}`" not in rows] == []

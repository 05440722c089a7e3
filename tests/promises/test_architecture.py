"""The page about the house names every room of the package; no file is too long for its name."""

import ast
import io
import re
import tokenize
import tomllib
from pathlib import Path

import pytest

import dxgraph
from conftest import SLOW
from support.places import CHECKOUT, TESTS

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


@pytest.mark.parametrize("page", ["architecture.md", "architecture.vi.md"])
def test_each_file_that_the_page_names_is_there(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+(?:/[\w.]+)+/?)`", text))
    assert len(named) > 20
    tops = (DOCS.parent, PACKAGE)
    assert [
        name
        for name in sorted(named)
        if not any((top / name).exists() or (top / f"{name}.py").exists() for top in tops)
    ] == []


@pytest.mark.parametrize("page", ["architecture.md", "architecture.vi.md"])
def test_the_drawing_is_true_to_the_folders_and_to_the_contract(page: str) -> None:
    """Its boxes are the layers that `make lint` holds, each arrow an import that there is."""
    text = (DOCS / page).read_text(encoding="utf-8")
    drawing = text.partition("```mermaid")[2].partition("```")[0]
    boxes = {
        name: frozenset(rooms.partition(":")[0].split(" · "))
        for name, rooms in re.findall(r'(\w+)\["(.*?)"\]', drawing)
    }
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    floors = [frozenset(layer.split(" | ")) for layer in reversed(layers)]
    assert set(boxes.values()) == set(floors)
    imports = _imports()
    below: dict[frozenset[str], set[str]] = {box: set() for box in floors}
    arrows = re.findall(r"^ *(\w+)(?:\[.*?\])? --> (\w+)", drawing, re.MULTILINE)
    for lower, upper in sorted(arrows, key=lambda arrow: floors.index(boxes[arrow[1]])):
        assert floors.index(boxes[lower]) < floors.index(boxes[upper])
        assert any(imports[room] & boxes[lower] for room in boxes[upper]), (lower, upper)
        below[boxes[upper]] |= boxes[lower] | below[boxes[lower]]
    for box, rooms in below.items():
        for room in box:
            assert imports[room] & imports.keys() <= {room, *rooms}, f"{room} has no such arrow"


def _imports() -> dict[str, set[str]]:
    """The rooms that each room imports."""
    found: dict[str, set[str]] = {room: set() for room in ROOMS}
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and room in found:
                first, _, rest = node.module.partition(".")
                if first == "dxgraph":
                    names = [rest.partition(".")[0]] if rest else [each.name for each in node.names]
                    found[room].update(names)
    return found


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


MOST_LINES = 400
"""Of code in a file: comments, docstrings and empty lines are not counted."""
_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def lines_of_code(source: str) -> int:
    lines = {
        line
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in _NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def test_no_file_has_more_than_four_hundred_lines_of_code() -> None:
    assert lines_of_code('"""Why."""\n\n# that is\nA = (\n    1,\n)\n"""So many."""\n') == 3
    longer = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := lines_of_code(path.read_text(encoding="utf-8"))) > MOST_LINES
    }
    assert longer == {}

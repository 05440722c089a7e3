"""The installed wheel carries the graph and works outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from support.graph import own_snapshot
from support.places import CHECKOUT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel, as `pip install` lays it out."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, elsewhere: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(elsewhere)}
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_is_what_is_imported(installed: Path, tmp_path: Path) -> None:
    shown = run(installed, tmp_path, "-c", "import dxgraph; print(dxgraph.__file__)")
    assert Path(shown.stdout.strip()).is_relative_to(installed)


def test_the_wheel_serves_the_same_snapshot_as_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    shown = run(installed, tmp_path, "-m", "dxgraph", "info")
    assert shown.returncode == 0, shown.stderr
    assert own_snapshot().digest in shown.stdout


def test_the_wheel_carries_shapes_queries_templates_and_styles(installed: Path) -> None:
    graph = installed / "dxgraph" / "graph"
    assert list((graph / "ontology" / "shapes").glob("*.ttl"))
    assert (graph / "queries" / "targets-of-area.rq").is_file()
    assert (graph / "docs" / "guide" / "add-a-document.md").is_file()
    assert (installed / "dxgraph" / "web" / "templates" / "base.html").is_file()
    assert (installed / "dxgraph" / "web" / "static" / "style.css").is_file()
    assert (installed / "dxgraph" / "web" / "describe" / "dcat.ttl").is_file()


def test_a_named_query_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    shown = run(installed, tmp_path, "-m", "dxgraph", "query", "targets-of-area", "--format", "csv")
    assert shown.returncode == 0, shown.stderr
    assert len(shown.stdout.splitlines()) > 20

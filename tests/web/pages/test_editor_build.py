"""The editor is built from pinned packages, carried by the wheel, and not needed to have one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from support.editor import BUILT, built
from support.places import CHECKOUT

UI = CHECKOUT / "ui"


def test_the_lock_file_pins_every_package_by_hash_and_names_no_address() -> None:
    text = (UI / "package-lock.json").read_text()
    assert '"resolved"' not in text
    assert "://" not in text
    packages = json.loads(text)["packages"]
    for path, package in packages.items():
        if path:
            assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"]), path
    about = json.loads((UI / "package.json").read_text())
    wanted = about["dependencies"] | about["devDependencies"]
    for name, version in wanted.items():
        assert version == packages[f"node_modules/{name}"]["version"], name


def test_no_page_nor_script_of_ours_names_another_host() -> None:
    for path in [*(UI / "src").glob("*.ts"), UI / "build.mjs", UI / ".npmrc"]:
        assert "://" not in path.read_text(), path


def test_the_licences_of_what_is_in_the_bundle_stand_beside_it() -> None:
    licences = built().with_name("editor.licenses.txt").read_text()
    for package in (
        "@codemirror/autocomplete",
        "@codemirror/view",
        "@lezer/lr",
        "codemirror-lang-sparql",
        "style-mod",
    ):
        version = json.loads((UI / "package-lock.json").read_text())["packages"]
        number = version[f"node_modules/{package}"]["version"]
        assert f"{package} {number} (MIT)\n" in licences
    assert licences.count("Permission is hereby granted") == licences.count(" (MIT)\n")
    assert "esbuild" not in licences  # it builds and is not in the bundle


def test_the_scripts_pass_the_type_check() -> None:
    built()
    if not (UI / "node_modules").is_dir():
        pytest.skip("the packages of ui/ are not installed")
    checked = subprocess.run(
        ["npm", "run", "--silent", "check"], cwd=UI, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_the_build_gives_the_same_bytes_again(tmp_path: Path) -> None:
    first = built().read_bytes()
    if not (UI / "node_modules").is_dir():
        pytest.skip("the packages of ui/ are not installed")
    for name in ("src", "node_modules"):
        (tmp_path / "ui").mkdir(exist_ok=True)
        (tmp_path / "ui" / name).symlink_to(UI / name)
    for name in ("build.mjs", "package.json", "tsconfig.json"):
        shutil.copy(UI / name, tmp_path / "ui")
    subprocess.run(["node", "build.mjs"], cwd=tmp_path / "ui", check=True)
    again = tmp_path / BUILT.relative_to(CHECKOUT)
    assert again.read_bytes() == first


def test_without_node_make_goes_on_and_says_what_is_missing(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "make"):
        (folder / name).symlink_to(shutil.which(name) or name)
    shutil.copy(CHECKOUT / "Makefile", tmp_path)
    shutil.copytree(UI, tmp_path / "ui", ignore=shutil.ignore_patterns("node_modules"))
    said = subprocess.run(
        [str(folder / "make"), str(BUILT.relative_to(CHECKOUT))],
        cwd=tmp_path,
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert "Node.js is not installed" in said.stderr
    assert not (tmp_path / BUILT.relative_to(CHECKOUT)).exists()


@pytest.mark.parametrize("with_editor", [True, False])
def test_a_wheel_carries_the_editor_where_it_was_built(tmp_path: Path, with_editor: bool) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("src", "ontology", "data", "queries", "docs"):
        shutil.copytree(
            CHECKOUT / name,
            checkout / name,
            ignore=shutil.ignore_patterns("__pycache__", "built"),
        )
    for path in CHECKOUT.iterdir():
        if path.is_file():
            shutil.copy(path, checkout)
    # What git ignores, hatchling leaves out, unless it is told otherwise.
    subprocess.run(["git", "init", "--quiet"], cwd=checkout, check=True)
    if with_editor:
        folder = checkout / BUILT.relative_to(CHECKOUT).parent
        folder.mkdir()
        for name in ("editor.js", "editor.licenses.txt", "editor.js.new"):
            (folder / name).write_text(name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=checkout,
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": ""},
    )
    (wheel,) = tmp_path.glob("*.whl")
    inside = {
        name.rpartition("/")[2]
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith("dxgraph/web/static/built/")
    }
    assert inside == ({"editor.js", "editor.licenses.txt"} if with_editor else set())
    assert "dxgraph/web/static/editor.css" in zipfile.ZipFile(wheel).namelist()

"""A downloaded sheet, opened by a spreadsheet program: Gnumeric, told to write what it sees."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    shutil.which("ssconvert") is None, reason="the spreadsheet program gnumeric is not installed"
)
_TEXT, _FLOAT = "60", "40"
"""The types of cells in Gnumeric's own format."""


def test_names_keep_their_letters_and_figures_are_numbers(tmp_path: Path) -> None:
    sheet = tmp_path / "bac-giang.xlsx"
    command = [sys.executable, "-m", "dxgraph", "query", "targets-of-area"]
    arguments = ["--param", "area=bac-giang", "--format", "xlsx"]
    sheet.write_bytes(subprocess.run(command + arguments, check=True, capture_output=True).stdout)
    seen = tmp_path / "seen.gnumeric"
    subprocess.run(["ssconvert", sheet, seen], check=True, capture_output=True, timeout=120)
    text = gzip.decompress(seen.read_bytes()).decode()
    cells = re.findall(r'<gnm:Cell[^>]* ValueType="(\d+)"[^>]*>([^<]*)<', text)
    assert (_TEXT, "Tỷ trọng kinh tế số trong GDP hoặc GRDP") in cells
    assert (_FLOAT, "13.5") in cells
    assert (_TEXT, "13.5") not in cells

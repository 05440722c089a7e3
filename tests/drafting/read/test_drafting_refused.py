"""What cannot be drafted is said in one clear message, with what to do; by the program itself."""

from __future__ import annotations

from pathlib import Path

from support.program import dxgraph
from test_drafting_scans import BLANK, a_scan

OTHER = """ỦY BAN NHÂN DÂN
TỈNH BẮC NINH
Số: 12/KH-UBND
Bắc Ninh, ngày 15 tháng 01 năm 2024
KẾ HOẠCH
Chuyển đổi số năm 2024
Mục tiêu: 90% hộ gia đình có cáp quang.
"""
GERMAN = (
    "<!doctype html><html><body>"
    + (
        "<p>Der Landkreis hat einen Plan für die Digitalisierung der Verwaltung beschlossen. Bis"
        " zum Jahr 2027 sollen 80 Prozent der Anträge und der Bescheide nur noch online gestellt"
        " werden, und die Schulen werden mit Anschlüssen für alle Klassen ausgestattet.</p>"
    )
    * 3
)
OLD = "QuyÕt ®Þnh vÒ viÖc ban hµnh kÕ ho¹ch chuyÓn ®æi sè cña tØnh ®Õn n¨m 2025, ®¹t 90% hé d©n.\n"


def refused(path: Path, *arguments: str, **environment: str) -> str:
    """What the program says of a file that it does not draft: an error and a remedy."""
    done = dxgraph("draft", str(path), *arguments, cwd=path.parent, **environment)
    assert done.returncode == 2, done.stdout + done.stderr
    assert not (path.parent / "drafts").exists()
    error, remedy, *vietnamese = done.stderr.strip().split("\n")
    assert error.startswith("dxgraph: ")
    assert remedy.startswith("  → ")
    if vietnamese:  # what was said of a text is said in both languages
        fault, mend = vietnamese
        assert fault.startswith("  ")
        assert mend.startswith("  → ")
    return done.stderr


def test_a_text_of_another_province(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(OTHER, encoding="utf-8")
    said = refused(path, "--territory", "tra-vinh")
    assert "the territory given is tra-vinh" in said
    assert "địa bàn được cho là tra-vinh" in said
    assert "BẮC NINH" in said.upper()
    assert "--force" in said


def test_a_german_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(GERMAN, encoding="utf-8")
    assert "Vietnamese" in refused(path, "--territory", "tra-vinh")


def test_letters_of_tcvn3(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(OLD * 4, encoding="utf-8")
    said = refused(path, "--territory", "tra-vinh")
    assert "TCVN3" in said
    assert "--encoding" in said


def test_a_scan_where_nothing_reads_scans(tmp_path: Path) -> None:
    said = refused(a_scan(tmp_path, BLANK), "--ocr", PATH=str(tmp_path))
    assert "tesseract" in said
    assert "apt-get install" in said

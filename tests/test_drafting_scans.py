"""Scans are read where the programs for it are installed; where not, one clear message says so."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import zlib
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from browser_support import CHROMIUM
from drafting_support import pdf
from dxgraph import corpus
from dxgraph.drafting import draft, read_source, take_in
from dxgraph.drafting.knowledge import learn
from dxgraph.drafting.read import scans
from dxgraph.drafting.read.scans import mend_digits, take_rules
from dxgraph.errors import InputError

installed = pytest.mark.skipif(
    not all(map(shutil.which, ("tesseract", "ocrmypdf"))) or CHROMIUM is None,
    reason="ocrmypdf, tesseract or chromium is not installed",
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


def a_scan(folder: Path, *pages: tuple[int, int, bytes]) -> Path:
    """A PDF whose pages are pictures in shades of grey: width, height and pixels of each."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for width, height, pixels in pages:
        packed = zlib.compress(pixels)
        number = len(objects) + 1
        kids.append(b"%d 0 R" % number)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /XObject << /I %d 0 R >> >> >>" % (number + 1, number + 2)
        )
        drawn = b"q 595 0 0 842 0 0 cm /I Do Q"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray"
            b" /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (width, height, len(packed), packed)
        )
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    path = folder / "scan.pdf"
    path.write_bytes(pdf(objects))
    return path


BLANK = (60, 80, b"\xff" * 4800)


def test_a_scan_without_ocr_says_what_to_add(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no text") as caught:
        read_source(a_scan(tmp_path, BLANK))
    assert "--ocr" in caught.value.remedy
    picture = tmp_path / "trang.png"
    picture.write_bytes(PNG)
    with pytest.raises(InputError, match="is a picture") as caught:
        read_source(picture)
    assert "--ocr" in caught.value.remedy


@pytest.mark.parametrize("lacking", [("tesseract",), ("ocrmypdf",), ("tesseract", "ocrmypdf")])
def test_programs_that_are_not_installed_are_named_with_the_remedy(
    lacking: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        shutil, "which", lambda name: None if name in lacking else f"/usr/bin/{name}"
    )
    with pytest.raises(InputError, match=r"is a scan, and .* not installed") as caught:
        take_in(a_scan(tmp_path, BLANK), ocr=True)
    assert all(name in caught.value.message for name in lacking)
    assert "apt-get install ocrmypdf tesseract-ocr tesseract-ocr-vie" in caught.value.remedy


def test_tesseract_without_vietnamese_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(
        scans, "_run", lambda *_: subprocess.CompletedProcess([], 0, b"eng\nosd\n", b"")
    )
    with pytest.raises(InputError, match="tesseract for vie"):
        take_in(a_scan(tmp_path, BLANK), ocr=True)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("9O%", "90%"),
        ("l00%;", "100%;"),
        ("(I2,5%)", "(12,5%)"),
        ("2O25", "2025"),
        ("20l9.", "2019."),
        ("IoT", "IoT"),
        ("O%", "O%"),
        ("5G", "5G"),
        ("1O", "1O"),
        ("10l/KH", "10l/KH"),
        ("2O", "2O"),
    ],
)
def test_letters_become_digits_where_nothing_else_can_be_meant(read: str, meant: str) -> None:
    assert mend_digits(read) == meant


def test_drawn_lines_are_taken_out_and_strokes_of_letters_stay() -> None:
    width, height = 400, 300
    pixels = bytearray(b"\xff" * (width * height))
    for at in range(20, 380):
        pixels[50 * width + at] = pixels[51 * width + at] = 0
    for row in range(50, 250):
        pixels[row * width + 20] = 0
    for row in range(100, 140):
        pixels[row * width + 200] = 0
    rules = take_rules(pixels, width, height)
    assert sorted(rule.upright for rule in rules) == [False, True]
    assert pixels.count(0) == 40


GOALS = (
    "91% hộ gia đình có cáp quang đến năm 2024",
    "80% người dân có điện thoại thông minh",
    "Tỷ trọng kinh tế số đạt 12% GRDP",
    "100% cơ quan nhà nước cung cấp dữ liệu mở",
)
PAGE = """<!doctype html><html lang=vi><meta charset=utf-8><style>
@page {{ size: A4; margin: 20mm }} body {{ font: 13pt "DejaVu Serif", serif }}
td, th {{ border: 1px solid black; padding: 4px }} table {{ border-collapse: collapse }}
.turned {{ transform: rotate(0.8deg) }} .two {{ column-count: 2; column-gap: 12mm }}
svg {{ position: absolute; left: 0; top: 0; width: 100%; height: 240mm }}
</style><svg>{specks}</svg><div class=turned>
<p>UBND TỈNH TRÀ VINH</p><p>Ngày 15/01/2024, UBND tỉnh Trà Vinh ban hành Kế hoạch số 999/KH-UBND
về chuyển đổi số năm 2024 trên địa bàn tỉnh.</p><p>Mục tiêu đến năm 2024:</p>{body}</div></html>"""
LIST = "".join(f"<p>- {goal}.</p>" for goal in GOALS)
TABLE = """<table><tr><th>TT</th><th>Chỉ tiêu</th><th>Năm 2025</th><th>Năm 2030</th></tr>
<tr><td>1</td><td>Hộ gia đình có cáp quang trên toàn địa bàn, kể cả ở các ấp xa trung tâm của
tỉnh</td><td>80%</td><td>95%</td></tr>
<tr><td>2</td><td>Người dân có điện thoại</td><td>90%</td><td>98%</td></tr></table>"""


def scanned(folder: Path, body: str, dpi: int) -> Path:
    """A page as a scanner gives it: turned a little, with specks, a picture without text."""
    dice = random.Random(7)  # noqa: S311
    specks = "".join(
        f"<circle cx={dice.uniform(0, 100):.1f}% cy={dice.uniform(0, 100):.1f}% r=0.4 />"
        for _ in range(300)
    )
    page = folder / "page.html"
    page.write_text(PAGE.format(specks=specks, body=body), encoding="utf-8")
    printed = folder / "page.pdf"
    assert CHROMIUM
    subprocess.run(
        [
            *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *(f"--print-to-pdf={printed}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with pypdfium2.PdfDocument(printed) as document:
        drawn = document[0].render(scale=dpi / 72, grayscale=True)
        data = bytes(drawn.buffer)
        rows = (
            data[row * drawn.stride : row * drawn.stride + drawn.width]
            for row in range(drawn.height)
        )
        return a_scan(folder, (drawn.width, drawn.height, b"".join(rows)))


def figures(text: str) -> list[str]:
    return re.findall(r"\d+%", text)


@installed
@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "dpi"),
    [(LIST, 300), (LIST, 150), (f"<div class=two>{LIST}{LIST}</div>", 300), (TABLE, 300)],
    ids=["300", "150", "columns", "table"],
)
def test_figures_of_a_scan_are_read_and_none_wrong_without_a_doubt(
    body: str, dpi: int, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    taken = take_in(
        scanned(tmp_path, body, dpi), ocr=True, progress=lambda *pages: told.append(pages)
    )
    text = taken.source.text
    printed = sorted(figures(body))
    read = sorted(figures(text))
    doubted = [text[begin:end] for begin, end, _ in taken.unsure]
    wrong = [figure for figure in read if figure not in printed]
    assert all(any(figure in word for word in doubted) for figure in wrong), (read, doubted)
    assert len([figure for figure in printed if figure not in read]) <= len(printed) // 10
    assert told[-1] == (1, 1)
    assert any("OCR" in english for _, english in taken.notes)
    if body is TABLE:
        assert "80%\t95%" in text
        assert "xa trung tâm của tỉnh" in text


def test_a_figure_that_ocr_doubts_is_doubtful_in_the_draft() -> None:
    knowledge = learn(corpus.build())
    text = "Mục tiêu đến năm 2025: kinh tế số chiếm 15% GRDP."
    begin = text.index("15%")
    made = draft(
        text,
        territory="tra-vinh",
        number="50/KH-UBND",
        date=date(2022, 7, 12),
        unsure=[(begin, begin + 3, 0.6)],
        knowledge=knowledge,
    )
    (proposal,) = made.proposals
    assert proposal.confidence <= 0.6
    assert "ocr" in proposal.reasons

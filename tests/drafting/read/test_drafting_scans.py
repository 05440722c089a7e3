"""Scans are read where the programs for it are installed; where not, one clear message says so."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import zlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from dxgraph.drafting import draft, take_in
from dxgraph.drafting.knowledge import Knowledge
from dxgraph.drafting.read import scans
from dxgraph.drafting.read.pictures import take_rules
from dxgraph.drafting.read.recognised import Scan, mend_digits, scanned_words
from dxgraph.errors import InputError
from support.browser import CHROMIUM
from support.drafting import pdf

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
        take_in(a_scan(tmp_path, BLANK))
    assert "--ocr" in caught.value.remedy
    picture = tmp_path / "trang.png"
    picture.write_bytes(PNG)
    with pytest.raises(InputError, match="is a picture") as caught:
        take_in(picture)
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


PAGE = """<!doctype html><html lang=vi><meta charset=utf-8><style>
@page {{ size: A4; margin: 20mm }} body {{ font: 13pt "DejaVu Serif", serif }}
td, th {{ border: 1px solid black; padding: 4px }} table {{ border-collapse: collapse }}
.turned {{ transform: rotate(0.8deg) }} .two {{ column-count: 2; column-gap: 12mm }}
svg {{ position: absolute; left: 0; top: 0; width: 100%; height: 240mm }}
</style><svg>{specks}</svg><div class=turned>
<p>UBND TỈNH TRÀ VINH</p><p>Ngày 15/01/2024, UBND tỉnh Trà Vinh ban hành Kế hoạch số 999/KH-UBND
về chuyển đổi số năm 2024 trên địa bàn tỉnh.</p><p>Mục tiêu đến năm 2024:</p>{body}</div></html>"""
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


NOUNS = (
    "hộ gia đình có đường truyền cáp quang",
    "người dân có tài khoản định danh điện tử",
    "hồ sơ thủ tục hành chính được giải quyết trực tuyến",
    "doanh nghiệp sử dụng hợp đồng điện tử",
    "cơ sở giáo dục thu học phí không dùng tiền mặt",
)


def goals(seed: int) -> str:
    """A list of goals with a year and a figure each: whole, with a decimal, in thousands."""
    dice = random.Random(seed)  # noqa: S311
    lines = []
    for _ in range(18):
        figure = dice.choice(
            (
                f"{dice.randint(1, 100)}%",
                f"{dice.randint(1, 99)},{dice.randint(1, 9)}%",
                f"{dice.randint(1, 9)}.{dice.randint(100, 999)}",
            )
        )
        lines.append(f"<p>- Đến năm {dice.randint(2026, 2035)}, {figure} {dice.choice(NOUNS)}.</p>")
    return "".join(lines)


def table(seed: int) -> str:
    """A ruled table of goals with a column a year."""
    dice = random.Random(seed)  # noqa: S311
    rows = "".join(
        f"<tr><td>-</td><td>Tỷ lệ {dice.choice(NOUNS)}</td><td>{dice.randint(10, 60)}%</td><td>"
        f"{dice.randint(1, 99)},{dice.randint(1, 9)}%</td><td>{dice.randint(60, 100)}%</td></tr>"
        for _ in range(12)
    )
    head = "".join(f"<th>{name}</th>" for name in ("TT", "Chỉ tiêu", 2026, 2028, 2030))
    return f"<table><tr>{head}</tr>{rows}</table>"


def figures(text: str) -> Counter[str]:
    """The figures of a text; a decimal may be printed with either sign."""
    found = re.findall(r"(?<![\d.,])\d+(?:[.,]\d+)*%?", text)
    return Counter(re.sub(r"[.,](?=\d{1,2}%?$)", ",", figure) for figure in found)


@installed
@pytest.mark.slow
def test_of_a_hundred_figures_of_scans_one_is_wrong_at_most_and_none_without_a_doubt(
    tmp_path: Path,
) -> None:
    pages = (
        (goals(1), 300),
        (goals(2), 150),
        (f"<div class=two>{goals(3)}</div>", 300),
        (f"<div class=two>{goals(4)}</div>", 150),
        (table(5), 300),
        (table(6), 150),
    )
    every = wrong = 0
    for number, (body, dpi) in enumerate(pages):
        folder = tmp_path / str(number)
        folder.mkdir()
        taken = take_in(scanned(folder, body, dpi), ocr=True)
        text = taken.source.text
        printed = figures(re.sub("<[^>]*>", " ", body))
        read = figures(text.partition("Mục tiêu đến năm 2024")[2])
        doubted = figures(" ".join(text[begin:end] for begin, end, _ in taken.unsure))
        assert not (read - printed) - doubted, (number, read - printed)
        every += printed.total()
        wrong += (printed - read).total()
    assert every > 200
    assert wrong <= every // 100


@installed
@pytest.mark.slow
def test_the_words_and_cells_of_a_scanned_table_stay_together(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    taken = take_in(
        scanned(tmp_path, TABLE, 300), ocr=True, progress=lambda *pages: told.append(pages)
    )
    text = taken.source.text
    assert "80%\t95%" in text
    assert "xa trung tâm của tỉnh" in text
    assert told[-1] == (1, 1)
    assert any("OCR" in english for _, english in taken.notes)


def tesseracts(*words: tuple[str, int, int]) -> str:
    """A table as tesseract writes it: a line of words with their left edges and widths."""
    names = "level page_num block_num par_num line_num word_num left top width height conf text"
    rows = [names.split(), ["4", "1", "1", "1", "1", "0", "0", "0", "900", "50", "-1", ""]]
    rows += [
        ["5", "1", "1", "1", "1", str(at), str(left), "5", str(width), "40", "96", text]
        for at, (text, left, width) in enumerate(words, 1)
    ]
    return "\n".join("\t".join(row) for row in rows)


def test_a_number_that_is_read_as_two_is_one_where_they_are_hardly_apart() -> None:
    scan = Scan()
    table = tesseracts(("Năm", 0, 80), ("1.", 100, 42), ("126", 152, 94), ("hộ", 270, 40))
    assert [word.text for word in scanned_words(table, scan)] == ["Năm", "1.126", "hộ"]
    assert scan.mended == ["1. 126 → 1.126"]
    assert scan.sure["1.126"] == 0.5
    apart = tesseracts(("1.", 100, 42), ("126", 172, 94), ("hộ", 290, 40))
    assert [word.text for word in scanned_words(apart, Scan())] == ["1.", "126", "hộ"]


@pytest.mark.parametrize("line", ["Mục 1. 126 hộ", "2035. 126 hộ"])
def test_other_numbers_stay_two(line: str) -> None:
    told = tesseracts(*((word, 100 * at, 60) for at, word in enumerate(line.split())))
    assert [word.text for word in scanned_words(told, Scan())] == line.split()


def test_a_figure_that_ocr_doubts_is_doubtful_in_the_draft(knowledge: Knowledge) -> None:
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


def test_the_programs_that_read_a_scan_have_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """With several, tesseract works twice as much for the same page."""
    given: dict[str, str] = {}

    def run(command: list[str], **more: Any) -> subprocess.CompletedProcess[bytes]:
        given.update(more["env"])
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(subprocess, "run", run)
    scans._run(["tesseract"], Path("scan.pdf"))
    assert given["OMP_THREAD_LIMIT"] == "1"
    assert "PATH" in given


@pytest.mark.parametrize("sure", [0.3, 0.9])
def test_a_number_that_was_hardly_read_is_asked_and_not_explained(
    sure: float, knowledge: Knowledge
) -> None:
    text = "Năm 2022, tỉnh đã có 1Ì „1/3, doanh nghiệp số.\nĐến năm 2025, 80% hộ có cáp quang."
    at = text.index("1Ì")
    proposed = draft(
        text,
        territory="tra-vinh",
        number="50/KH-UBND",
        date=date(2022, 7, 12),
        unsure=[(at, at + 2, sure), (at + 4, at + 7, sure)],
        knowledge=knowledge,
    )
    explained = {text[item.begin : item.end] for item in proposed.numbers}
    asked = {text[begin:end] for begin, end in proposed.open}
    assert "2022" in explained  # what its own form explains was read
    assert bool(asked) is (sure < 0.5)


def test_a_digit_beside_a_letter_with_marks_was_hardly_read() -> None:
    scan = Scan()
    said = ["có", "1Ì", "và", "80%", "theo", "50/KH-UBND", "100đ"]
    scanned_words(tesseracts(*((word, 100 * at, 99) for at, word in enumerate(said))), scan)
    assert scan.sure["1Ì"] < 0.5
    assert all(scan.sure[word] > 0.9 for word in ("80%", "50/KH-UBND", "100đ"))

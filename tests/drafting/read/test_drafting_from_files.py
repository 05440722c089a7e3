"""From an empty folder to data that are asked: a scan, a Word file with tracked changes and a page
that somebody saved, each drafted, reviewed and confirmed by the program as people run it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from dxgraph import corpus
from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Query
from support.contributor import dxgraph, reviewing
from support.places import CHECKOUT
from test_drafting_files import a_docx, paragraph, run
from test_drafting_scans import installed, scanned

HEAD = (
    "ỦY BAN NHÂN DÂN",
    "TỈNH TRÀ VINH",
    "Số: {number}/KH-UBND",
    "Trà Vinh, ngày 15 tháng 01 năm 2024",
    "KẾ HOẠCH",
    "Chuyển đổi số năm 2024",
    "Mục tiêu đến năm 2025:",
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ADDRESS = "https://travinh.gov.vn/tin/ke-hoach-995"
PAGE = """<!doctype html><html lang=vi><head><meta charset=utf-8>
<title>Trà Vinh ban hành kế hoạch chuyển đổi số</title></head><body>
<nav><a href=/a>Trang chủ</a> <a href=/b>Liên hệ</a></nav>
<main><h1>Trà Vinh ban hành kế hoạch chuyển đổi số</h1>
<p>Ngày 15/01/2024, UBND tỉnh Trà Vinh ban hành Kế hoạch số 995/KH-UBND về chuyển đổi số năm 2024
trên địa bàn tỉnh. Kế hoạch nêu các mục tiêu đến năm 2025 và nhiệm vụ của các cơ quan.</p>
<p>Mục tiêu đến năm 2025:</p><ul><li>Kinh tế số chiếm 15% GRDP.</li>
<li>Có 87% dân số có hồ sơ sức khỏe điện tử.</li></ul></main>
<footer>Lượt xem: 1204</footer></body></html>"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, to which what is drafted is added."""
    copy = tmp_path_factory.mktemp("whole") / "checkout"
    for folder in ("src", "ontology", "data", "queries"):
        shutil.copytree(CHECKOUT / folder, copy / folder)
    return copy


def cell(inside: str) -> str:
    return f"<w:tc><w:tcPr/>{inside}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cell(inside) for inside in cells)}</w:tr>"


def word_file(folder: Path) -> Path:
    """A plan with a tracked change, and with its goals in a table inside of a table's cell."""

    def line(text: str) -> str:
        return f"<w:p>{run(text)}</w:p>"

    changed = (
        run("- Kinh tế số chiếm ")
        + '<w:del w:id="1" w:author="a"><w:r><w:delText>12%</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" w:author="a">{run("16%")}</w:ins>'
        + run(" GRDP.")
    )
    inner = (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        + row(line("Chỉ tiêu"), line("Năm 2024"), line("Năm 2025"))
        + row(line("Tỷ lệ dân số có hồ sơ sức khỏe điện tử"), line("83%"), line("91%"))
        + "</w:tbl><w:p/>"
    )
    outer = f"<w:tbl {WORD}><w:tblPr/><w:tblGrid/>{row(inner)}</w:tbl>"
    heads = [paragraph(run(text.format(number=994))) for text in HEAD]
    return a_docx(folder, *heads, paragraph(changed), outer)


def drafted(checkout: Path, folder: Path, *arguments: str) -> Path:
    """Draft a file in an empty folder and accept all that is proposed; the folder of drafts."""
    with reviewing(checkout, folder, *arguments) as page:
        text = page.get("/").raise_for_status().text
        token = re.search(r'name="token" value="([^"]+)"', text)
        assert token
        for key in re.findall(r'<article id="(\w+)"', text):
            form = {"token": token[1], "action": "accept"}
            page.post(f"/proposals/{key}", data=form).raise_for_status()
        assert "Đã ghi" in page.post("/save", data={"token": token[1]}).raise_for_status().text
    return folder / "drafts"


def added(checkout: Path, drafts: Path) -> None:
    """Put what is drafted where the guide says it goes."""
    data = checkout / "data/ttl"
    for kind in ("documents", "numbers"):
        for path in (drafts / kind).glob("*.ttl"):
            shutil.copy(path, data / kind)
    (block,) = drafts.glob("sources-*.ttl")
    with (data / "sources.ttl").open("a", encoding="utf-8") as sources:
        sources.writelines(
            line
            for line in block.read_text(encoding="utf-8").splitlines(keepends=True)
            if not line.startswith(("#", "@prefix"))
        )


def asked(checkout: Path, document: str) -> list[tuple[str, str, str]]:
    """Indicator, year and value of a document's targets, from the file that was added."""
    held = corpus.build([checkout / f"data/ttl/documents/{document}.ttl"])
    text = f"""PREFIX dx: <https://w3id.org/dxgraph/ontology#>
        SELECT ?indicator ?day ?value WHERE {{
            ?target dx:statedIn <https://w3id.org/dxgraph/document/{document}> ;
                dx:indicator ?indicator ; dx:deadline ?day ; dx:targetValue ?value
        }} ORDER BY ?indicator ?day"""
    rows = json.loads(evaluate(held.store, Query(text)).body)["results"]["bindings"]
    return [
        (
            row["indicator"]["value"].rpartition("/")[2],
            row["day"]["value"][:4],
            row["value"]["value"],
        )
        for row in rows
    ]


def confirmed(told: str) -> bool:
    """Whether all spans of the source texts are."""
    return re.search(r"\b(\d+) of \1 spans confirmed; 0 errors", told) is not None


ECONOMY = "digital-economy-share-of-gross-product"
HEALTH = "population-electronic-health-record"


@pytest.mark.slow
def test_a_word_file_with_tracked_changes_and_a_nested_table(
    checkout: Path, tmp_path: Path
) -> None:
    drafts = drafted(checkout, tmp_path, str(word_file(tmp_path)))
    added(checkout, drafts)
    (text,) = (drafts / "texts").iterdir()
    assert "12%" not in text.read_text(encoding="utf-8")
    assert "Conforms" in dxgraph(checkout, checkout, "validate")
    texts = ("--sources", str(drafts / "texts"), "--source", text.stem)
    assert confirmed(dxgraph(checkout, checkout, "verify", *texts))
    assert "0 left" in dxgraph(checkout, checkout, "coverage", *texts)
    assert asked(checkout, "tra-vinh-2024-994-kh-ubnd") == [
        (ECONOMY, "2025", "16"),
        (HEALTH, "2024", "83"),
        (HEALTH, "2025", "91"),
    ]


@pytest.mark.slow
def test_a_page_that_somebody_saved(checkout: Path, tmp_path: Path) -> None:
    page = tmp_path / "trang.html"
    page.write_text(PAGE, encoding="utf-8")
    given = ("--reported-at", ADDRESS, "--published", "2024-01-20")
    drafts = drafted(checkout, tmp_path, str(page), *given)
    added(checkout, drafts)
    assert "Conforms" in dxgraph(checkout, checkout, "validate")
    document = "tra-vinh-2024-995-kh-ubnd"
    written = (checkout / f"data/ttl/documents/{document}.ttl").read_text(encoding="utf-8")
    assert written.count("dx:attestedAt source:") == 2
    assert "reading-extent:reported" in written
    assert asked(checkout, document) == [(ECONOMY, "2025", "15"), (HEALTH, "2025", "87")]


@installed
@pytest.mark.slow
def test_a_scan(checkout: Path, tmp_path: Path) -> None:
    lines = [text.format(number=996) for text in HEAD[4:]]
    lines += ["- Kinh tế số chiếm 14% GRDP.", "- Có 82% dân số có hồ sơ sức khỏe điện tử."]
    body = "".join(f"<p>{line}</p>" for line in lines)
    scan = scanned(tmp_path, body, 300)
    given = ("--number", "999/KH-UBND", "--territory", "tra-vinh", "--date", "2024-01-15")
    drafts = drafted(checkout, tmp_path, str(scan), "--ocr", *given)
    added(checkout, drafts)
    assert "Conforms" in dxgraph(checkout, checkout, "validate")
    (text,) = (drafts / "texts").iterdir()
    texts = ("--sources", str(drafts / "texts"), "--source", text.stem)
    assert confirmed(dxgraph(checkout, checkout, "verify", *texts))
    assert asked(checkout, "tra-vinh-2024-999-kh-ubnd") == [
        (ECONOMY, "2025", "14"),
        (HEALTH, "2025", "82"),
    ]

"""A document that is known by a page: attested at its address, joined to what the graph has."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest

from dxgraph.corpus import Snapshot
from dxgraph.drafting import Draft, draft, learn_pages, report, settle, write
from dxgraph.drafting.knowledge import Knowledge
from dxgraph.drafting.reporting import Pages
from dxgraph.errors import UsageError
from dxgraph.evidence import SourceText
from support.graph import own_snapshot
from support.program import dxgraph

ADDRESS = "https://travinh.gov.vn/tin/ke-hoach"
DAY = date(2022, 8, 20)
PAGE = """Trà Vinh ban hành kế hoạch chuyển đổi số
Ngày 12/7/2023, UBND tỉnh Trà Vinh ban hành Kế hoạch số 998/KH-UBND về chuyển đổi số năm 2023.
Mục tiêu đến năm 2025:
- 91% hộ gia đình có cáp quang.
- Kinh tế số chiếm 15% GRDP.
"""
NUMBERLESS = PAGE.replace("Ngày 12/7/2023, UBND", "UBND").replace("số 998/KH-UBND ", "")


def reported(
    text: str, snapshot: Snapshot, knowledge: Knowledge, *, type_: str | None = None
) -> Draft:
    source = SourceText("trang", text)
    found = settle(source, knowledge, reported=True, published=DAY)
    made = draft(
        source,
        territory=found.territory,
        number=found.number,
        date=found.day,
        type=type_,
        published=DAY,
        knowledge=knowledge,
    )
    return report(made, pages(), ADDRESS, DAY)


@lru_cache(maxsize=1)
def pages() -> Pages:
    """What our own graph says of pages: a second's reading."""
    return learn_pages(own_snapshot().store)


def written(made: Draft, folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in write(made, folder)}


def test_targets_carry_the_address_and_no_place(
    snapshot: Snapshot, knowledge: Knowledge, tmp_path: Path
) -> None:
    files = written(reported(PAGE, snapshot, knowledge), tmp_path)
    document = files["tra-vinh-2023-998-kh-ubnd.ttl"]
    assert "dx:readingExtent reading-extent:reported" in document
    assert document.count("dx:attestedAt source:tra-vinh-2023-998-kh-ubnd-travinh") == 2
    assert 'dx:printedFigure "91%"' in document
    assert "dx:confidence confidence:medium" in document
    assert "dx:evidence" not in document
    assert "EvidenceSpan" not in document
    page = files["sources-tra-vinh-2023-998-kh-ubnd.ttl"]
    assert f'dx:address "{ADDRESS}"^^xsd:anyURI' in page
    assert 'dcterms:issued "2022-08-20"^^xsd:date' in page
    assert "dx:sha256" not in page


def test_the_other_numbers_are_listed_for_the_reviewer_and_not_stored(
    snapshot: Snapshot, knowledge: Knowledge, tmp_path: Path
) -> None:
    files = written(reported(PAGE, snapshot, knowledge), tmp_path)
    assert not (tmp_path / "numbers").exists()
    listed = files["numbers-tra-vinh-2023-998-kh-ubnd.txt"].split("\n")
    assert "2\t998/KH-UBND\tdocument-number" in listed
    assert "3\t2025\tdeadline-year" in listed


def test_a_document_without_number_and_day_says_what_is_lacking(
    snapshot: Snapshot, knowledge: Knowledge, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="number") as caught:
        reported(NUMBERLESS, snapshot, knowledge)
    assert "--type" in caught.value.remedy
    files = written(reported(NUMBERLESS, snapshot, knowledge, type_="ke-hoach"), tmp_path)
    document = files["tra-vinh-2022-ke-hoach-chuyen-doi-so.ttl"]
    assert "eli:id_local" not in document
    assert "eli:date_document" not in document
    assert "dx:undatedNote" in document
    assert re.search(r"dx:lackingNote .*số", document)
    assert "chưa biết số" in document


def test_a_text_that_is_held_needs_number_and_day(knowledge: Knowledge) -> None:
    with pytest.raises(UsageError, match="number"):
        settle(SourceText("trang", NUMBERLESS), knowledge)
    with pytest.raises(UsageError, match="No day"):
        draft(NUMBERLESS, territory="tra-vinh", number="1/KH-UBND", date=None, knowledge=knowledge)


@pytest.mark.parametrize("address", ["travinh.gov.vn/tin", "ftp://a.vn/b", "https://", "a b"])
def test_what_is_no_address_is_refused(
    address: str, snapshot: Snapshot, knowledge: Knowledge
) -> None:
    made = draft(PAGE, territory="tra-vinh", number="998/KH-UBND", date=DAY, knowledge=knowledge)
    with pytest.raises(UsageError, match="no address"):
        report(made, pages(), address)


KNOWN = """Ngày 12/7/2022, UBND tỉnh Trà Vinh ban hành Kế hoạch số 50/KH-UBND về chuyển đổi số.
Mục tiêu đến năm 2025:
- Kinh tế số chiếm {} GRDP.
- 77% trường học dạy lập trình cho học sinh giỏi.
"""


def printed_share(snapshot: Snapshot) -> str:
    """What the graph has of the digital economy of Plan 50 by 2025."""
    found = snapshot.store.query(
        "PREFIX dx: <https://w3id.org/dxgraph/ontology#> SELECT ?value WHERE { "
        "<https://w3id.org/dxgraph/document/tra-vinh-2022-50-kh-ubnd#"
        "digital-economy-share-of-gross-product-2025> dx:targetValue ?value }",
        use_default_graph_as_union=True,
    )
    value = str(next(iter(cast("ox.QuerySolutions", found)))[0].value)
    return f"{float(value):g}%"


def test_a_goal_that_the_graph_has_is_joined_and_not_stated_twice(
    snapshot: Snapshot, knowledge: Knowledge, tmp_path: Path
) -> None:
    made = reported(KNOWN.format(printed_share(snapshot)), snapshot, knowledge)
    document = written(made, tmp_path)["tra-vinh-2022-50-kh-ubnd.ttl"]
    assert "a dx:PolicyDocument" not in document
    assert (
        ":digital-economy-share-of-gross-product-2025 "
        "dx:attestedAt source:tra-vinh-2022-50-kh-ubnd-travinh ." in document
    )
    assert document.count("a dx:QuantifiedTarget") == 1


def test_another_figure_for_a_goal_that_the_graph_has_is_a_claim(
    snapshot: Snapshot, knowledge: Knowledge, tmp_path: Path
) -> None:
    made = reported(KNOWN.format("3%"), snapshot, knowledge)
    document = written(made, tmp_path)["tra-vinh-2022-50-kh-ubnd.ttl"]
    claim = document[document.index("a dx:Claim") :]
    assert "dx:contradicts :digital-economy-share-of-gross-product-2025" in claim
    assert "dx:claimedValue 3.0" in claim
    assert "dx:attestedAt" in claim


def test_a_page_that_the_graph_has_keeps_its_name(
    snapshot: Snapshot, knowledge: Knowledge, tmp_path: Path
) -> None:
    found = snapshot.store.query(
        "PREFIX dx: <https://w3id.org/dxgraph/ontology#> SELECT ?source ?address WHERE { "
        "?source dx:address ?address } ORDER BY ?address LIMIT 1",
        use_default_graph_as_union=True,
    )
    row = next(iter(cast("ox.QuerySolutions", found)))
    source, address = (str(term.value) for term in row)
    made = draft(PAGE, territory="tra-vinh", number="998/KH-UBND", date=DAY, knowledge=knowledge)
    page = report(made, pages(), address).reported
    assert page
    assert (page.source, page.known_source) == (source.rpartition("/")[2], True)


@pytest.mark.slow
def test_what_is_drafted_conforms_beside_the_graph(
    snapshot: Snapshot, knowledge: Knowledge, tmp_path: Path
) -> None:
    for text, type_ in ((PAGE, None), (NUMBERLESS, "ke-hoach")):
        write(reported(text, snapshot, knowledge, type_=type_), tmp_path)
    done = dxgraph("validate", str(tmp_path))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr

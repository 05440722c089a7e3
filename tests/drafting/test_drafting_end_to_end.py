"""From an empty folder and one text, its data removed from the corpus, to an answered query."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import httpx2 as httpx
import pytest

from support.contributor import dxgraph, reviewing, started
from support.places import CHECKOUT, SOURCES

SOURCE = "bac-giang-111-nq-tu"
DOCUMENT = "bac-giang-2021-111-nq-tu"

pytestmark = [
    pytest.mark.skipif(
        not SOURCES.is_dir(),
        reason="the source texts are not republished, and ../shared/sources is not on this machine",
    ),
]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the checkout without what the text's document has given to the corpus."""
    copy = tmp_path / "checkout"
    for folder in ("src", "ontology", "data", "queries"):
        shutil.copytree(CHECKOUT / folder, copy / folder)
    (copy / "data/ttl/documents" / f"{DOCUMENT}.ttl").unlink()
    (copy / "data/ttl/numbers" / f"{SOURCE}.ttl").unlink()
    sources = copy / "data/ttl/sources.ttl"
    text = sources.read_text(encoding="utf-8")
    without = re.sub(rf"source:{SOURCE} a dx:Source(?:.|\n)*? \.\n\n", "", text)
    assert without != text
    sources.write_text(without, encoding="utf-8")
    return copy


def ask(address: str, query: str) -> list[dict[str, dict[str, str]]]:
    answer = httpx.post(
        f"{address}/sparql",
        data={"query": query},
        headers={"Accept": "application/sparql-results+json"},
        timeout=60,
    )
    found: list[dict[str, dict[str, str]]] = answer.raise_for_status().json()["results"]["bindings"]
    return found


def test_from_an_empty_folder_to_an_answered_query(checkout: Path, tmp_path: Path) -> None:
    """Draft, review, validate, confirm, serve and query, in one go."""
    empty = tmp_path / "empty"
    empty.mkdir()
    given = ("--territory", "bac-giang", "--number", "111-NQ/TU", "--date", "2021-06-11")
    drafts = empty / "drafts"

    with reviewing(checkout, empty, str(SOURCES / f"{SOURCE}.txt"), *given) as page:
        text = page.get("/").raise_for_status().text
        token = re.search(r'name="token" value="([^"]+)"', text)
        keys = re.findall(r'<article id="(\w+)"', text)
        assert token
        assert len(keys) > 25
        assert '<strong class="open">' not in text
        for key in keys:
            form = {"token": token[1], "action": "accept"}
            page.post(f"/proposals/{key}", data=form).raise_for_status()
        assert "Đã ghi" in page.post("/save", data={"token": token[1], "unreviewed": "1"}).text
    assert sorted(path.name for path in drafts.iterdir()) == [
        "documents",
        f"indicators-{DOCUMENT}.ttl",
        "numbers",
        f"sources-{DOCUMENT}.ttl",
        "texts",
    ]
    written = (drafts / "documents" / f"{DOCUMENT}.ttl").read_text(encoding="utf-8")
    assert written.count("a dx:QuantifiedTarget") + written.count("a dx:QualitativeTarget") == 31
    assert "# confidence" not in written
    names = (drafts / f"indicators-{DOCUMENT}.ttl").read_text(encoding="utf-8")
    assert "a dx:Indicator" not in names  # only names for those that there are

    shutil.copy(drafts / "documents" / f"{DOCUMENT}.ttl", checkout / "data/ttl/documents")
    shutil.copy(drafts / "numbers" / f"{SOURCE}.ttl", checkout / "data/ttl/numbers")
    block = (drafts / f"sources-{DOCUMENT}.ttl").read_text(encoding="utf-8")
    with (checkout / "data/ttl/sources.ttl").open("a", encoding="utf-8") as sources:
        sources.writelines(
            line for line in block.splitlines(True) if not line.startswith(("#", "@prefix"))
        )

    assert "Conforms" in dxgraph(checkout, checkout, "validate")
    texts = ("--sources", str(drafts / "texts"), "--source", SOURCE)
    assert "57 of 57 spans confirmed" in dxgraph(checkout, checkout, "verify", *texts)
    assert "0 left" in dxgraph(checkout, checkout, "coverage", *texts)

    with started(checkout, checkout, "serve", "--port", "0") as address:
        rows = ask(
            address,
            f"""PREFIX dx: <https://w3id.org/dxgraph/ontology#>
            PREFIX indicator: <https://w3id.org/dxgraph/indicator/>
            SELECT ?value ?printed WHERE {{
                ?target dx:statedIn <https://w3id.org/dxgraph/document/{DOCUMENT}> ;
                    dx:indicator indicator:labour-productivity-annual-growth ;
                    dx:deadline ?day ; dx:targetValue ?value ; dx:evidence/dx:printedFigure ?printed
            }} ORDER BY ?day""",
        )
    assert [(row["value"]["value"], row["printed"]["value"]) for row in rows] == [
        ("12.5", "trên 12,5%"),
        ("13.5", "trên 13, 5%"),
    ]

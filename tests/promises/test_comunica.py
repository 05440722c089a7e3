"""Comunica asks the service, unchanged, as one of two federated sources.

It is told two addresses and nothing more: what answers there it finds out from the service
description, and each half of a query goes to the source that has an answer to it.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pyoxigraph as ox
import pytest

from support.editor import serving
from support.places import TESTS
from support.stores import oxigraph_server

FOLDER = TESTS / "comunica"
PROGRAM = FOLDER / "node_modules" / ".bin" / "comunica-sparql"

PREFIXES = """
PREFIX area: <https://w3id.org/dxgraph/area/>
PREFIX dx: <https://w3id.org/dxgraph/ontology#>
PREFIX ex: <http://example.org/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
"""
POPULATIONS = {"bac-giang": 1_890_900, "tra-vinh": 1_019_900}
"""What only the other source knows (of areas whose addresses are ours)."""


@pytest.fixture(scope="module")
def comunica() -> Path:
    """The program, installed now if need be. Skips where it cannot be."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("Comunica needs Node.js and npm, which are not installed")
    made = FOLDER / "node_modules" / ".package-lock.json"
    lock_file = FOLDER / "package-lock.json"
    # The processes of a parallel run take turns: the second one finds it installed.
    with lock_file.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.is_file() or made.stat().st_mtime < lock_file.stat().st_mtime:
            installed = subprocess.run(
                ["npm", "ci", "--prefer-offline", "--loglevel=error", "--fetch-retries=1"],
                cwd=FOLDER,
                capture_output=True,
                text=True,
                check=False,
                timeout=600,
            )
            if installed.returncode != 0:
                pytest.skip(f"Comunica could not be installed: {installed.stderr.strip()[-300:]}")
            made.touch()
    return PROGRAM


@pytest.fixture(scope="module")
def sources() -> Iterator[tuple[str, str]]:
    """Our graph, and a store of somebody else who knows how many people live where."""
    lines = (
        f"<https://w3id.org/dxgraph/area/{area}> <http://example.org/population> {count} .\n"
        for area, count in POPULATIONS.items()
    )
    with serving() as (ours, _), oxigraph_server() as theirs:
        httpx.put(
            f"{theirs}/store?default",
            content="".join(lines),
            headers={"Content-Type": "text/turtle"},
        ).raise_for_status()
        yield f"{ours}/sparql", f"{theirs}/query"


def ask(program: Path, sources: tuple[str, ...], query: str, media_type: str) -> str:
    done = subprocess.run(
        [program, *sources, "-q", PREFIXES + query, "-t", media_type],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(results: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(results)["results"]["bindings"]
    return found


def test_the_lock_file_pins_every_package_by_hash_and_says_not_where_from() -> None:
    text = (FOLDER / "package-lock.json").read_text()
    assert '"resolved"' not in text
    packages = json.loads(text)["packages"]
    assert all(package["integrity"] for path, package in packages.items() if path)


def test_a_join_over_two_sources_has_the_rows_of_both(
    comunica: Path, sources: tuple[str, str]
) -> None:
    half = "?target dx:indicator ?indicator ; sdmx-dimension:refArea ?area . "
    named = "?area rdfs:label ?name . FILTER(LANG(?name) = 'vi') "
    query = f"SELECT * {{ {half} ?area ex:population ?people . {named} }}"
    found = rows(ask(comunica, sources, query, "application/sparql-results+json"))
    here = httpx.get(
        sources[0], params={"query": f"{PREFIXES} SELECT * {{ {half} {named} }}"}
    ).json()["results"]["bindings"]
    wanted = Counter(
        (row["target"]["value"], row["name"]["value"], POPULATIONS[slug])
        for row in here
        if (slug := row["area"]["value"].rpartition("/")[2]) in POPULATIONS
    )
    assert len({area for _, area, _ in wanted}) == len(POPULATIONS)
    assert wanted == Counter(
        (row["target"]["value"], row["name"]["value"], int(row["people"]["value"])) for row in found
    )
    assert {row["name"]["xml:lang"] for row in found} == {"vi"}


def test_a_graph_is_put_together_from_two_sources(comunica: Path, sources: tuple[str, str]) -> None:
    query = "CONSTRUCT { ?area rdfs:label ?name ; ex:population ?people } " + (
        "WHERE { ?area ex:population ?people ; rdfs:label ?name }"
    )
    text = ask(comunica, sources, query, "application/n-triples")
    made = {triple.triple for triple in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    bac_giang = ox.NamedNode("https://w3id.org/dxgraph/area/bac-giang")
    assert ox.Triple(bac_giang, label, ox.Literal("Tỉnh Bắc Giang", language="vi")) in made
    assert len(made) == 3 * len(POPULATIONS)

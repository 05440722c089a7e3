"""What is offered here, for catalogues and harvesters: DCAT 3 and VoID, in RDF.

`dcat.ttl` says it; it follows `DCAT 3 <https://www.w3.org/TR/vocab-dcat-3/>`_ as `DCAT-AP 3
<https://semiceu.github.io/DCAT-AP/releases/3.0.0/>`_ narrows it, and `VoID
<https://www.w3.org/TR/void/>`_.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pyoxigraph as ox

from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.formats import GRAPHS, PARQUET, RESULTS, XLSX
from dxgraph.publish.release import Dump
from dxgraph.terms import BASE, PREFIXES
from dxgraph.web.describe.service import DATA_LICENCE, TITLE, Statistics, is_ours
from dxgraph.web.describe.turtle import fill
from dxgraph.web.words import by_language

DATA: Final = BASE + "data"
"""What our own data are described under."""

_FILE_TYPES: Final = {
    "nquads": "RDF_N_QUADS",
    "trig": "RDF_TRIG",
    "turtle": "RDF_TURTLE",
    "jsonld": "JSON_LD",
    "csv": "CSV",
    "parquet": "PARQUET",
    "xlsx": "XLSX",
}
"""The names of our formats in the file types of the Publications Office of the European Union."""

FORMAT_NAMES: Final = {each.name: each.label for each in (*GRAPHS, *RESULTS, PARQUET, XLSX)}
"""As people write them."""

_NO_VOCABULARIES: Final = {"rdf", "graph"}

Words = Mapping[str, str]

DESCRIPTION: Final = by_language("descriptions")["data"]
TABLE_NAMES: Final[Mapping[str, Words]] = by_language("dumps")
_CONTENTS: Final[Mapping[str, Words]] = by_language("contents")


@dataclass(frozen=True, slots=True)
class Dates:
    """When the data were issued and last changed, and what time they speak of, as they say."""

    issued: str | None = None
    """xsd:dateTime, as all texts here that are not days."""
    modified: str | None = None
    begin: date | None = None
    end: date | None = None

    @property
    def modified_on(self) -> date | None:
        return date.fromisoformat(self.modified[:10]) if self.modified else None


def describe(
    service: str, info: SnapshotInfo, counts: Statistics, files: Sequence[Dump], dates: Dates
) -> Iterator[ox.Triple]:
    """All that is said of what `service` (an address without slash at its end) offers."""
    used = {*counts.properties, *counts.classes}
    ours = is_ours(info)
    return fill(
        "dcat.ttl",
        root=DATA if ours else f"{service}/data",
        service=service,
        info=info,
        counts=counts,
        dates=dates,
        ours=ours,
        title=TITLE,
        description=DESCRIPTION,
        licence=DATA_LICENCE,
        vocabularies=[
            namespace
            for name, namespace in PREFIXES.items()
            if name not in _NO_VOCABULARIES and any(iri.startswith(namespace) for iri in used)
        ],
        files=files,
        tables=("targets", "outcomes"),
        titles={file.name: _title(file) for file in files},
        contents=_CONTENTS,
        types=_FILE_TYPES,
        formats={offer.name: offer.iri for offer in GRAPHS},
    )


def _title(file: Dump) -> Words:
    zipped = " (gzip)" if file.compressed else ""
    return {
        tag: f"{words}: {FORMAT_NAMES[file.format]}{zipped}"
        for tag, words in TABLE_NAMES[file.table].items()
    }

"""What is offered here, for catalogues and harvesters: DCAT 3 and VoID, in RDF.

Follows `DCAT 3 <https://www.w3.org/TR/vocab-dcat-3/>`_ as `DCAT-AP 3
<https://semiceu.github.io/DCAT-AP/releases/3.0.0/>`_ narrows it, and `VoID
<https://www.w3.org/TR/void/>`_. The things that are described have IRIs of their own under
https://w3id.org/dxgraph/data, whoever serves them; addresses for fetching are those of the service
that is asked. Nothing is a blank node.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pyoxigraph as ox

from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.publish.release import Dump
from dxgraph.terms import (
    AGENT,
    AREA,
    BASE,
    DATASET,
    DCAT,
    DCTERMS,
    DOCUMENT,
    FOAF,
    GRAPH,
    INDICATOR,
    ONTOLOGY,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SKOS,
    SPDX,
    VOID,
    XSD,
)
from dxgraph.web.describe.service import DATA_LICENCE, FORMAT_IRIS, Statistics

DATA: Final = BASE + "data"
"""What our own data are described under."""

_EU: Final = "http://publications.europa.eu/resource/authority/"
_IANA: Final = "https://www.iana.org/assignments/media-types/"
_SPARQL_PROTOCOL: Final = "https://www.w3.org/TR/sparql11-protocol/"
_SHA256: Final = SPDX.checksumAlgorithm_sha256

_FILE_TYPES: Final = {
    "nquads": "RDF_N_QUADS",
    "trig": "RDF_TRIG",
    "turtle": "RDF_TURTLE",
    "jsonld": "JSON_LD",
    "csv": "CSV",
    "parquet": "PARQUET",
}
"""The names of our formats in the file types of the Publications Office of the European Union."""

FORMAT_NAMES: Final = {
    "nquads": "N-Quads",
    "trig": "TriG",
    "turtle": "Turtle",
    "jsonld": "JSON-LD",
    "csv": "CSV",
    "parquet": "Parquet",
}

Words = Mapping[str, str]

TITLE: Final = {
    "vi": "Đồ thị tri thức về các cam kết chuyển đổi số của Việt Nam",
    "en": "Knowledge graph of Viet Nam's digital-transformation commitments",
}
DESCRIPTION: Final = {
    "vi": "Từng chỉ tiêu mà tỉnh và quốc gia đặt ra về chuyển đổi số: chỉ số, giá trị, thời hạn, "
    "cấp hành chính, văn bản, vị trí in trong nguồn; kèm kết quả đã đo, cơ quan, địa bàn và các "
    "lần sáp nhập.",
    "en": "Each digital-transformation target that a province or the country has set: indicator, "
    "value, deadline, administrative level, document and the place where it is printed; with "
    "measured outcomes, bodies, areas and their mergers.",
}
_CATALOGUE_TITLE: Final = {"vi": "Danh mục dữ liệu dxgraph", "en": "The dxgraph data catalogue"}
_CATALOGUE_DESCRIPTION: Final = {
    "vi": "Dữ liệu mở của dxgraph: đồ thị, bảng chỉ tiêu, bảng kết quả, và các giao diện truy vấn.",
    "en": "The open data of dxgraph: the graph, its tables of targets and outcomes, and the "
    "interfaces that query them.",
}
_PUBLISHER: Final = {"vi": "Dự án dxgraph", "en": "The dxgraph project"}
_TABLES: Final = {
    "targets": (
        {"vi": "Chỉ tiêu chuyển đổi số", "en": "Digital-transformation targets"},
        {
            "vi": "Mỗi dòng một chỉ tiêu, định lượng hay định tính, cùng nơi in của nó.",
            "en": "A row for each target, with or without a figure, and the place where it is "
            "printed.",
        },
    ),
    "outcomes": (
        {"vi": "Kết quả chuyển đổi số đã đo", "en": "Measured digital-transformation outcomes"},
        {
            "vi": "Mỗi dòng một kết quả đã đo, cùng phương pháp và nơi công bố.",
            "en": "A row for each measured outcome, with its method and where it was published.",
        },
    ),
}
TABLE_NAMES: Final[Mapping[str, Words]] = {
    "": {"vi": "Toàn bộ đồ thị", "en": "The whole graph"},
    "targets": {"vi": "Bảng chỉ tiêu", "en": "Table of targets"},
    "outcomes": {"vi": "Bảng kết quả đo", "en": "Table of outcomes"},
    "codebook": {"vi": "Giải nghĩa các cột", "en": "Codebook of the columns"},
}
_OF_GRAPHS: Final = {
    "vi": "Mọi bộ ba với đồ thị có tên của chúng.",
    "en": "All triples, each with its named graph.",
}
_OF_TABLES: Final = {
    "vi": "Bảng gọn: mỗi dòng một quan sát, mỗi cột một biến.",
    "en": "A tidy table: a row an observation, a column a variable.",
}
_CONTENTS: Final[Mapping[str, Words]] = {
    "nquads": _OF_GRAPHS,
    "trig": _OF_GRAPHS,
    "jsonld": _OF_GRAPHS,
    "turtle": {
        "vi": "Mọi bộ ba, không có đồ thị có tên.",
        "en": "All triples, without named graphs.",
    },
    "csv": _OF_TABLES,
    "parquet": _OF_TABLES,
}
_SERVICES: Final = (
    (
        "sparql",
        "/sparql",
        "/sparql",
        {"vi": "Truy vấn SPARQL", "en": "SPARQL endpoint"},
        {
            "vi": "SPARQL 1.1, chỉ đọc, không cần tài khoản.",
            "en": "SPARQL 1.1, read-only, without account.",
        },
    ),
    (
        "queries",
        "/queries",
        "/openapi.json",
        {"vi": "Câu hỏi có sẵn", "en": "Named queries"},
        {
            "vi": "Các câu hỏi thường gặp với tham số; trả lời bằng JSON, CSV, TSV, XLSX.",
            "en": "Questions that are asked often, with parameters; answered in JSON, CSV, TSV "
            "and XLSX.",
        },
    ),
)
_KEYWORDS: Final = {
    "vi": ("chuyển đổi số", "chỉ tiêu", "chính quyền số", "kinh tế số", "xã hội số", "tỉnh"),
    "en": (
        "digital transformation",
        "targets",
        "digital government",
        "digital economy",
        "digital society",
        "provinces",
    ),
}
_THEMES: Final = {
    "GOVE": {"vi": "Chính quyền và khu vực công", "en": "Government and public sector"},
    "TECH": {"vi": "Khoa học và công nghệ", "en": "Science and technology"},
}
_THEMES_TITLE: Final = {"vi": "Chủ đề dữ liệu", "en": "Data themes"}
_EU_TERMS: Final = {
    "country/VNM": DCTERMS.Location,
    "frequency/IRREG": DCTERMS.Frequency,
    "access-right/PUBLIC": DCTERMS.RightsStatement,
    "language/VIE": DCTERMS.LinguisticSystem,
    "language/ENG": DCTERMS.LinguisticSystem,
    "data-theme/GOVE": SKOS.Concept,
    "data-theme/TECH": SKOS.Concept,
}
"""The terms of the Publications Office of the European Union that we use, with their classes."""

EXAMPLES: Final = (
    DOCUMENT["viet-nam-2020-749-qd-ttg"],
    DOCUMENT["bac-giang-2021-111-nq-tu"],
    INDICATOR["digital-economy-share-of-gross-product"],
    AREA["bac-giang"],
)


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


def is_ours(info: SnapshotInfo) -> bool:
    """Whether the snapshot is our own graph, and not other people's data in our service."""
    return bool(info.graphs) and all(graph.startswith(GRAPH) for graph in info.graphs)


def describe(
    service: str, info: SnapshotInfo, counts: Statistics, files: Sequence[Dump], dates: Dates
) -> Iterator[ox.Triple]:
    """All that is said of what `service` (an address without slash at its end) offers.

    Of other people's data it says no more than what can be seen: no title, licence or publisher.
    """
    if is_ours(info):
        yield from _Ours(service, info, counts, files, dates).triples()
    else:
        root = f"{service}/data"
        yield from _void(f"{root}#graph", service, info, counts, files)
        for file in files:
            yield from _distribution(root, f"{root}#graph", service, file)


@dataclass(frozen=True, slots=True)
class _Ours:
    service: str
    info: SnapshotInfo
    counts: Statistics
    files: Sequence[Dump]
    dates: Dates

    def triples(self) -> Iterator[ox.Triple]:
        yield from self._catalogue()
        yield from self._graph()
        for table, (title, description) in _TABLES.items():
            yield from self._table(table, title, description)
        for file in self.files:
            subject = DATASET[file.table] if file.table in _TABLES else f"{DATA}#graph"
            yield from self._distribution(subject, file)
        for name, path, told, title, description in _SERVICES:
            yield from self._service(name, path, told, title, description)
        yield from self._document()
        yield from _named_by_others()

    def _catalogue(self) -> Iterator[ox.Triple]:
        subject = f"{DATA}#catalog"
        yield _iri(subject, RDF.type, DCAT.Catalog)
        yield from _words(subject, DCTERMS["title"], _CATALOGUE_TITLE)
        yield from _words(subject, DCTERMS.description, _CATALOGUE_DESCRIPTION)
        yield from self._common(subject)
        yield _iri(subject, DCAT.themeTaxonomy, f"{_EU}data-theme")
        yield _iri(subject, FOAF.homepage, f"{self.service}/")
        yield _iri(f"{self.service}/", RDF.type, FOAF.Document)
        yield _iri(subject, DCAT.dataset, f"{DATA}#graph")
        for table in _TABLES:
            yield _iri(subject, DCAT.dataset, DATASET[table])
        for name, *_ in _SERVICES:
            yield _iri(subject, DCAT.service, f"{DATA}#{name}")

    def _common(self, subject: str) -> Iterator[ox.Triple]:
        yield _iri(subject, DCTERMS.publisher, AGENT.project)
        yield _iri(subject, DCTERMS.creator, AGENT.project)
        yield _iri(subject, DCTERMS.license, DATA_LICENCE)
        yield _iri(subject, DCTERMS.spatial, f"{_EU}country/VNM")
        for language in ("VIE", "ENG"):
            yield _iri(subject, DCTERMS.language, f"{_EU}language/{language}")
        for property_, moment in (
            (DCTERMS.issued, self.dates.issued),
            (DCTERMS.modified, self.dates.modified),
        ):
            if moment:
                yield _typed(subject, property_, moment, XSD.dateTime)

    def _dataset(self, subject: str, title: Words, description: Words) -> Iterator[ox.Triple]:
        yield _iri(subject, RDF.type, DCAT.Dataset)
        yield from _words(subject, DCTERMS["title"], title)
        yield from _words(subject, DCTERMS.description, description)
        yield from self._common(subject)
        yield _text(subject, DCTERMS.identifier, subject)
        yield _text(subject, DCAT.version, f"{self.info.version}+{self.info.digest[:12]}")
        yield from _subjects(subject)
        yield _iri(subject, DCTERMS.accrualPeriodicity, f"{_EU}frequency/IRREG")
        yield _iri(subject, DCTERMS.accessRights, f"{_EU}access-right/PUBLIC")
        yield _iri(subject, DCTERMS.conformsTo, ONTOLOGY)
        yield _iri(subject, DCAT.landingPage, f"{self.service}/data")
        yield _iri(f"{self.service}/data", RDF.type, FOAF.Document)
        if self.dates.begin and self.dates.end:
            # One period for all datasets: each speaks of targets and outcomes of the same years.
            period = f"{DATA}#period"
            yield _iri(subject, DCTERMS.temporal, period)
            yield _iri(period, RDF.type, DCTERMS.PeriodOfTime)
            yield _typed(period, DCAT.startDate, self.dates.begin.isoformat(), XSD.date)
            yield _typed(period, DCAT.endDate, self.dates.end.isoformat(), XSD.date)

    def _graph(self) -> Iterator[ox.Triple]:
        subject = f"{DATA}#graph"
        yield from self._dataset(subject, TITLE, DESCRIPTION)
        yield from _void(subject, self.service, self.info, self.counts, self.files)
        for iri in EXAMPLES:
            yield _iri(subject, VOID.exampleResource, iri)
        yield _text(subject, VOID.uriSpace, BASE)
        for table in _TABLES:
            yield _iri(subject, DCTERMS.hasPart, DATASET[table])

    def _table(self, table: str, title: Words, description: Words) -> Iterator[ox.Triple]:
        subject = DATASET[table]
        yield from self._dataset(subject, title, description)
        yield _iri(subject, DCTERMS.isPartOf, f"{DATA}#graph")

    def _distribution(self, subject: str, file: Dump) -> Iterator[ox.Triple]:
        yield from _distribution(DATA, subject, self.service, file)
        node = _distribution_iri(DATA, file)
        yield _iri(node, DCTERMS.license, DATA_LICENCE)
        yield _iri(node, DCTERMS.conformsTo, ONTOLOGY)
        yield _iri(node, DCTERMS.rights, f"{_EU}access-right/PUBLIC")
        for language in ("VIE", "ENG"):
            yield _iri(node, DCTERMS.language, f"{_EU}language/{language}")
        if self.dates.modified:
            yield _typed(node, DCTERMS.modified, self.dates.modified, XSD.dateTime)

    def _service(
        self, name: str, path: str, told: str, title: Words, description: Words
    ) -> Iterator[ox.Triple]:
        subject = f"{DATA}#{name}"
        yield _iri(subject, RDF.type, DCAT.DataService)
        yield from _words(subject, DCTERMS["title"], title)
        yield from _words(subject, DCTERMS.description, description)
        yield _iri(subject, DCTERMS.publisher, AGENT.project)
        yield _iri(subject, DCTERMS.license, DATA_LICENCE)
        yield _iri(subject, DCTERMS.accessRights, f"{_EU}access-right/PUBLIC")
        yield from _address(subject, DCAT.endpointURL, f"{self.service}{path}")
        yield from _address(subject, DCAT.endpointDescription, f"{self.service}{told}")
        yield from _subjects(subject)
        if name == "sparql":
            yield _iri(subject, DCTERMS.conformsTo, _SPARQL_PROTOCOL)
        for dataset in (f"{DATA}#graph", *(DATASET[table] for table in _TABLES)):
            yield _iri(subject, DCAT.servesDataset, dataset)

    def _document(self) -> Iterator[ox.Triple]:
        """This description itself (VoID, section 2)."""
        subject = f"{self.service}/.well-known/void"
        yield _iri(subject, RDF.type, VOID.DatasetDescription)
        yield from _words(subject, DCTERMS["title"], _CATALOGUE_TITLE)
        yield _iri(subject, DCTERMS.creator, AGENT.project)
        yield _iri(subject, FOAF.primaryTopic, f"{DATA}#graph")
        yield _iri(subject, FOAF.topic, f"{DATA}#catalog")


def _subjects(subject: str) -> Iterator[ox.Triple]:
    """What a dataset or service is about."""
    for language, keywords in _KEYWORDS.items():
        for keyword in keywords:
            yield _text(subject, DCAT.keyword, keyword, language)
    for theme in _THEMES:
        yield _iri(subject, DCAT.theme, f"{_EU}data-theme/{theme}")


def _address(subject: str, predicate: str, address: str) -> Iterator[ox.Triple]:
    """An address, typed as DCAT-AP's shapes ask."""
    yield _iri(subject, predicate, address)
    yield _iri(address, RDF.type, RDFS.Resource)


def _distribution_iri(root: str, file: Dump) -> str:
    return f"{root}#{file.ending.strip('.-').replace('.', '-')}"


def _distribution(root: str, dataset: str, service: str, file: Dump) -> Iterator[ox.Triple]:
    """A file as a distribution of a dataset; without what only its publisher may say."""
    node = _distribution_iri(root, file)
    address = f"{service}/data/{file.name}"
    yield _iri(dataset, DCAT.distribution, node)
    yield _iri(node, RDF.type, DCAT.Distribution)
    zipped = " (gzip)" if file.compressed else ""
    for language, words in TABLE_NAMES[file.table].items():
        title = f"{words}: {FORMAT_NAMES[file.format]}{zipped}"
        yield _text(node, DCTERMS["title"], title, language)
    yield from _words(node, DCTERMS.description, _CONTENTS[file.format])
    yield from _address(node, DCAT.accessURL, f"{service}/data")
    yield from _address(node, DCAT.downloadURL, address)
    yield _iri(node, DCAT.mediaType, _IANA + file.media_type)
    yield _iri(_IANA + file.media_type, RDF.type, DCTERMS.MediaType)
    if file.compressed:
        yield _iri(node, DCAT.compressFormat, f"{_IANA}application/gzip")
        yield _iri(f"{_IANA}application/gzip", RDF.type, DCTERMS.MediaType)
    file_type = f"{_EU}file-type/{_FILE_TYPES[file.format]}"
    yield _iri(node, DCTERMS["format"], file_type)
    yield _iri(file_type, RDF.type, DCTERMS.MediaTypeOrExtent)
    yield _iri(file_type, SKOS.inScheme, f"{_EU}file-type")
    yield _typed(node, DCAT.byteSize, str(file.bytes), XSD.nonNegativeInteger)
    checksum = f"{node}-checksum"
    yield _iri(node, SPDX.checksum, checksum)
    yield _iri(checksum, RDF.type, SPDX.Checksum)
    yield _iri(checksum, SPDX.algorithm, _SHA256)
    yield _iri(_SHA256, RDF.type, SPDX.ChecksumAlgorithm)
    yield _typed(checksum, SPDX.checksumValue, file.sha256, XSD.hexBinary)


def _void(
    subject: str, service: str, info: SnapshotInfo, counts: Statistics, files: Sequence[Dump]
) -> Iterator[ox.Triple]:
    """The dataset in VoID: where it is queried and taken from, and what it holds."""
    yield _iri(subject, RDF.type, VOID.Dataset)
    yield _iri(subject, RDF.type, DCAT.Dataset)
    yield _iri(subject, VOID.sparqlEndpoint, f"{service}/sparql")
    yield _number(subject, VOID.triples, info.triples)
    if counts.subjects is not None:
        yield _number(subject, VOID.distinctSubjects, counts.subjects)
    if counts.objects is not None:
        yield _number(subject, VOID.distinctObjects, counts.objects)
    if counts.classes:
        yield _number(subject, VOID.classes, len(counts.classes))
    if counts.properties:
        yield _number(subject, VOID.properties, len(counts.properties))
    for name, namespace in PREFIXES.items():
        used = any(iri.startswith(namespace) for iri in (*counts.properties, *counts.classes))
        if used and name not in _NO_VOCABULARIES:
            yield _iri(subject, VOID.vocabulary, namespace)
    for file in files:
        if not file.table:
            yield _iri(subject, VOID.dataDump, f"{service}/data/{file.name}")
            yield _iri(subject, VOID.feature, FORMAT_IRIS[file.format])


_NO_VOCABULARIES: Final = {"rdf", "graph"}


def _named_by_others() -> Iterator[ox.Triple]:
    """What things are that others have named: who reads this need not fetch them to know."""
    yield _iri(AGENT.project, RDF.type, FOAF.Agent)
    yield _iri(AGENT.project, RDF.type, PROV.Agent)
    yield from _words(AGENT.project, FOAF.name, _PUBLISHER)
    yield _iri(DATA_LICENCE, RDF.type, DCTERMS.LicenseDocument)
    yield _iri(ONTOLOGY, RDF.type, DCTERMS.Standard)
    yield _iri(_SPARQL_PROTOCOL, RDF.type, DCTERMS.Standard)
    yield _iri(f"{_EU}data-theme", RDF.type, SKOS.ConceptScheme)
    yield from _words(f"{_EU}data-theme", DCTERMS["title"], _THEMES_TITLE)
    for name, kind in _EU_TERMS.items():
        yield _iri(f"{_EU}{name}", RDF.type, kind)
        yield _iri(f"{_EU}{name}", SKOS.inScheme, f"{_EU}{name.rpartition('/')[0]}")
    for theme, labels in _THEMES.items():
        yield from _words(f"{_EU}data-theme/{theme}", SKOS.prefLabel, labels)


def _iri(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))


def _text(subject: str, predicate: str, value: str, language: str | None = None) -> ox.Triple:
    literal = ox.Literal(value, language=language)
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal)


def _words(subject: str, predicate: str, words: Words) -> Iterator[ox.Triple]:
    for language, text in words.items():
        yield _text(subject, predicate, text, language)


def _typed(subject: str, predicate: str, value: str, datatype: str) -> ox.Triple:
    literal = ox.Literal(value, datatype=ox.NamedNode(datatype))
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal)


def _number(subject: str, predicate: str, number: int) -> ox.Triple:
    return _typed(subject, predicate, str(number), XSD.integer)

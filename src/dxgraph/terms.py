"""Namespaces and vocabulary terms; no other module knows an IRI by heart.

Everything here is plain text (``str``), so that importing it costs nothing: the workers of the
query engine, the short commands and the test-suite all do.

>>> DX.Target
'https://w3id.org/dxgraph/ontology#Target'
>>> DOCUMENT["viet-nam-2020-749-qd-ttg"]
'https://w3id.org/dxgraph/document/viet-nam-2020-749-qd-ttg'
"""

from typing import Final


class Namespace(str):
    """An IRI that others begin with; attribute or item access appends a local name."""

    __slots__ = ()

    def __getattr__(self, local: str) -> str:
        if local.startswith("__"):
            raise AttributeError(local)
        return self + local

    def __getitem__(self, local: str) -> str:  # type: ignore[override]
        return self + local


BASE: Final = "https://w3id.org/dxgraph/"
"""All our own IRIs begin with this. The w3id.org redirect is still to be registered."""

ONTOLOGY: Final = BASE + "ontology"
"""The ontology itself, as a resource."""

DX: Final = Namespace(ONTOLOGY + "#")

# One namespace a kind of thing: https://w3id.org/dxgraph/{kind}/{slug}
AGENT: Final = Namespace(BASE + "agent/")
AREA: Final = Namespace(BASE + "area/")
AREA_CODE: Final = Namespace(BASE + "area-code/")
BODY: Final = Namespace(BASE + "body/")
BODY_KIND: Final = Namespace(BASE + "body-kind/")
BRANCH: Final = Namespace(BASE + "branch/")
CHANGE: Final = Namespace(BASE + "change/")
CHECK: Final = Namespace(BASE + "check/")
CODE_SYSTEM: Final = Namespace(BASE + "code-system/")
COMPARATOR: Final = Namespace(BASE + "comparator/")
COMPARISON: Final = Namespace(BASE + "comparison/")
CONFIDENCE: Final = Namespace(BASE + "confidence/")
DATASET: Final = Namespace(BASE + "dataset/")
DIRECTION: Final = Namespace(BASE + "direction/")
DOCUMENT: Final = Namespace(BASE + "document/")
DOCUMENT_KIND: Final = Namespace(BASE + "document-kind/")
DOCUMENT_TYPE: Final = Namespace(BASE + "document-type/")
GRAPH: Final = Namespace(BASE + "graph/")
INDICATOR: Final = Namespace(BASE + "indicator/")
LEDGER_STATE: Final = Namespace(BASE + "ledger-state/")
LEVEL: Final = Namespace(BASE + "level/")
METHOD: Final = Namespace(BASE + "method/")
NUMBER_REASON: Final = Namespace(BASE + "number-reason/")
OUTCOME: Final = Namespace(BASE + "outcome/")
PILLAR: Final = Namespace(BASE + "pillar/")
PROGRESS: Final = Namespace(BASE + "progress/")
PROGRESS_REASON: Final = Namespace(BASE + "progress-reason/")
PROGRESS_STATE: Final = Namespace(BASE + "progress-state/")
QUERY: Final = Namespace(BASE + "query/")
READING_EXTENT: Final = Namespace(BASE + "reading-extent/")
SCHEME: Final = Namespace(BASE + "scheme/")
SEARCH: Final = Namespace(BASE + "search/")
SHAPES: Final = Namespace(BASE + "shapes#")
SOURCE: Final = Namespace(BASE + "source/")
STRUCTURE: Final = Namespace(BASE + "structure/")
SUBJECT: Final = Namespace(BASE + "subject/")
UNIT: Final = Namespace(BASE + "unit/")
UNIVERSE: Final = Namespace(BASE + "universe/")
VERDICT: Final = Namespace(BASE + "verdict/")

# The vocabularies that ours is aligned to.
ADMS: Final = Namespace("http://www.w3.org/ns/adms#")
DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS: Final = Namespace("http://purl.org/dc/terms/")
ELI: Final = Namespace("http://data.europa.eu/eli/ontology#")
FOAF: Final = Namespace("http://xmlns.com/foaf/0.1/")
NIF: Final = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ORG: Final = Namespace("http://www.w3.org/ns/org#")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
QB: Final = Namespace("http://purl.org/linked-data/cube#")
QUDT: Final = Namespace("http://qudt.org/schema/qudt/")
QUDT_UNIT: Final = Namespace("http://qudt.org/vocab/unit/")
RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA: Final = Namespace("http://schema.org/")
SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
SDMX_ATTRIBUTE: Final = Namespace("http://purl.org/linked-data/sdmx/2009/attribute#")
SDMX_CONCEPT: Final = Namespace("http://purl.org/linked-data/sdmx/2009/concept#")
SDMX_DIMENSION: Final = Namespace("http://purl.org/linked-data/sdmx/2009/dimension#")
SDMX_MEASURE: Final = Namespace("http://purl.org/linked-data/sdmx/2009/measure#")
SH: Final = Namespace("http://www.w3.org/ns/shacl#")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
SPDX: Final = Namespace("http://spdx.org/rdf/terms#")
VOID: Final = Namespace("http://rdfs.org/ns/void#")
WIKIDATA: Final = Namespace("http://www.wikidata.org/entity/")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")

PREFIXES: Final[dict[str, Namespace]] = {
    name.lower().replace("_", "-"): value
    for name, value in tuple(globals().items())
    if isinstance(value, Namespace)
}
"""Our prefixes and those of the vocabularies that we use, as every file of ours declares them: the
names above, in small letters and in their order."""

VIET_NAM: Final = AREA["viet-nam"]
"""The nation, as an area."""

"""Every format that answers and graphs have, once: names, media type, file ending, W3C IRI.

Whatever writes, negotiates, documents or reads a format takes it from here, so that the same words
are accepted everywhere: by the command line, ``format=``, OpenAPI and the documentation. Media
types are those of the SPARQL 1.1 and RDF 1.1 registrations, IRIs those of
https://www.w3.org/ns/formats/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

_W3C: Final = "http://www.w3.org/ns/formats/"


@dataclass(frozen=True, slots=True)
class Format:
    """A format that an answer or a graph can have."""

    name: str
    """Our first word for it."""
    media_type: str
    extension: str
    """The ending of a file's name, without its dot."""
    aliases: tuple[str, ...] = ()
    """Other media types and other words that mean this one."""
    label: str = ""
    """As people write it; the same in both languages."""
    iri: str = ""
    """The W3C's IRI of it, for service descriptions and DCAT."""
    charset: bool = False
    """Whether its media type is sent with ``charset=utf-8``: others are UTF-8 by definition."""
    of_json: Callable[[bytes], bytes] | None = None
    """Makes it of SPARQL's results in JSON; None where Oxigraph writes it."""

    @property
    def content_type(self) -> str:
        """The field ``Content-Type`` of an answer in this format."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type

    @property
    def words(self) -> tuple[str, ...]:
        """What a person may call it: names and ending, without media types."""
        words = (self.name, self.extension, *(word for word in self.aliases if "/" not in word))
        return tuple(dict.fromkeys(words))


RESULTS: Final = (
    Format(
        "json",
        "application/sparql-results+json",
        "srj",
        ("application/json",),
        "JSON",
        _W3C + "SPARQL_Results_JSON",
    ),
    Format(
        "xml",
        "application/sparql-results+xml",
        "srx",
        ("application/xml", "text/xml", "sparql"),
        "XML",
        _W3C + "SPARQL_Results_XML",
        charset=True,
    ),
    Format("csv", "text/csv", "csv", (), "CSV", _W3C + "SPARQL_Results_CSV", charset=True),
    Format(
        "tsv",
        "text/tab-separated-values",
        "tsv",
        (),
        "TSV",
        _W3C + "SPARQL_Results_TSV",
        charset=True,
    ),
)
"""For SELECT and ASK, the one that we would rather send first."""

GRAPHS: Final = (
    Format(
        "turtle",
        "text/turtle",
        "ttl",
        ("application/turtle", "application/x-turtle", "text/n3", "text/rdf+n3", "n3"),
        "Turtle",
        _W3C + "Turtle",
        charset=True,
    ),
    Format(
        "ntriples",
        "application/n-triples",
        "nt",
        ("text/plain", "n-triples"),
        "N-Triples",
        _W3C + "N-Triples",
    ),
    Format(
        "nquads",
        "application/n-quads",
        "nq",
        ("text/x-nquads", "n-quads"),
        "N-Quads",
        _W3C + "N-Quads",
    ),
    Format(
        "trig",
        "application/trig",
        "trig",
        ("application/x-trig",),
        "TriG",
        _W3C + "TriG",
        charset=True,
    ),
    Format(
        "rdfxml",
        "application/rdf+xml",
        "rdf",
        ("application/xml", "text/xml", "xml", "rdf+xml", "rdf-xml"),
        "RDF/XML",
        _W3C + "RDF_XML",
        charset=True,
    ),
    Format(
        "jsonld",
        "application/ld+json",
        "jsonld",
        ("application/json", "json", "json-ld"),
        "JSON-LD",
        _W3C + "JSON-LD",
    ),
)
"""For CONSTRUCT and DESCRIBE and for graphs, the one that we would rather send first."""

JSON: Final = Format("json", "application/json", "json", label="JSON")
"""What is told of other things than solutions: a list, a report, an answer in words."""

HTML: Final = Format("html", "text/html", "html", ("application/xhtml+xml",), "HTML", charset=True)
"""A page; only for who asks for one by name, never for a wildcard."""

XLSX: Final = Format(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsx",
    label="Excel",
)
PARQUET: Final = Format("parquet", "application/vnd.apache.parquet", "parquet", label="Parquet")


def named(offers: Iterable[Format], *names: str) -> tuple[Format, ...]:
    """The offers of these names, in their order."""
    by_name = {offer.name: offer for offer in offers}
    return tuple(by_name[name] for name in names)


CSV, TSV = named(RESULTS, "csv", "tsv")
TURTLE, JSON_LD = named(GRAPHS, "turtle", "jsonld")

ONE_GRAPH: Final = tuple(item for item in GRAPHS if item.name not in {"nquads", "trig"})
"""What a graph can be in that stands alone."""

DUMPS: Final = named(GRAPHS, "nquads", "trig", "turtle", "jsonld")
"""What a whole snapshot is published in."""

TO_TAKE_AWAY: Final = {
    False: (XLSX, *named(RESULTS, "csv", "tsv", "json")),
    True: named(GRAPHS, "turtle", "jsonld", "ntriples", "rdfxml"),
}
"""What a page has a button for, by whether the answer is a graph."""


def find(word: str, offers: Iterable[Format]) -> Format | None:
    """The offer of this name, media type, file ending or other word; None where there is none."""
    wanted = word.lower()
    for offer in offers:
        if wanted in (offer.name, offer.media_type, offer.extension, *offer.aliases):
            return offer
    return None


def listed(words: Iterable[str]) -> str:
    """The words of formats in a sentence: ``csv, tsv or json``."""
    *others, last = words
    return f"{', '.join(others)} or {last}"

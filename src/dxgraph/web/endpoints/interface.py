"""What OpenAPI says of the addresses that FastAPI knows too little of, or nothing.

It is read from ``interface.yaml``; media types come from the tables that answers are made from.
Every operation has values that can be asked for as they stand: a test asks for each, in every form,
and compares what comes with what is declared there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.files import own
from dxgraph.formats import CSV, GRAPHS, HTML, JSON, PARQUET, RESULTS, XLSX, Format

Schema = dict[str, Any]

_SAID: Final[Mapping[str, Any]] = own(__package__, "interface.yaml")

_OFFERS: Final[Mapping[str, tuple[Format, ...]]] = {
    "json": (JSON,),
    "page": (HTML,),
    "rdf": GRAPHS,
    "rdf-by-ending": tuple(o for o in GRAPHS if o.extension in ("ttl", "jsonld", "nt", "rdf")),
    "results": RESULTS,
    "xlsx": (XLSX,),
}
_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    **{family: tuple(o.media_type for o in offers) for family, offers in _OFFERS.items()},
    "sheets": (XLSX.media_type, CSV.media_type, JSON.media_type),
    "pictures": ("image/svg+xml", "image/png"),
    "files": (
        *(CSV.media_type, "application/gzip", PARQUET.media_type, XLSX.media_type),
        "text/plain",
    ),
}
"""The families of media types that ``gives`` may name."""
_PACKED: Final = {XLSX.media_type, PARQUET.media_type, "application/gzip", "image/png"}

RELEASE: Final[str] = _SAID["examples"]["/data/releases/{name}"]["name"]
"""The release that examples name; a service may have others."""


def parameter(name: str) -> Schema:
    """The parameter of this name in the file."""
    said = _SAID["parameters"][name]
    where = said.get("where", "query")
    schema: Schema = {"type": "string"}
    if among := said.get("among"):
        schema["enum"] = list(Language if among == "languages" else among)
    if families := said.get("formats"):
        schema["enum"] = [offer.name for family in families for offer in _OFFERS[family]]
    described: Schema = {
        "name": said.get("name", name),
        "in": where,
        "required": said.get("required", where == "path"),
        "description": said["told"],
        "schema": schema,
        **said.get("more", {}),
    }
    if "example" in said:
        described["example"] = said["example"]
    return described


def parameters(*names: str) -> list[Schema]:
    """The parameters of these names, for an operation."""
    return [parameter(name) for name in names]


BOM: Final = parameter("bom")


@dataclass(frozen=True, slots=True)
class Declared:
    """An operation that FastAPI does not know."""

    path: str
    name: str
    tag: str
    said: str
    parameters: tuple[str, ...]
    gives: tuple[str, ...]

    def operation(self) -> Schema:
        return {
            "tags": [self.tag],
            "operationId": self.name,
            "summary": self.said,
            "parameters": parameters(*self.parameters),
            "responses": {"200": answer(self.gives)},
        }


def answer(gives: Iterable[str]) -> Schema:
    """A whole answer in one of several media types."""
    return {
        "description": "Kết quả · The answer",
        "content": {media_type: {"schema": _shape(media_type)} for media_type in gives},
    }


def _shape(media_type: str) -> Schema:
    if media_type == JSON.media_type:
        return {}
    return {"type": "string"} | ({"format": "binary"} if media_type in _PACKED else {})


def _media_types(families: Iterable[str]) -> tuple[str, ...]:
    """What ``gives`` names: media types, or families of them."""
    return tuple(each for family in families for each in _TYPES.get(family, (family,)))


DECLARED: Final = tuple(
    Declared(path, **{**said, "gives": _media_types(said["gives"])})
    for path, said in _SAID["operations"].items()
)

GIVES: Final[Mapping[str, tuple[str, ...]]] = {
    path: _media_types(families) for path, families in _SAID["gives"].items()
}
"""What comes of the routes that FastAPI knows, of which it would promise JSON."""

_TOLD: Final = ("/check", "/mcp")
"""Those of the protocols that no route describes itself."""

PROBLEM: Final[Schema] = _SAID["problem"]
"""The schema of an error."""


def protocol(path: str, method: str) -> Schema:
    """An operation that the file describes in OpenAPI's own words."""
    said: Schema = _SAID["protocols"][path][method]
    rest = {key: value for key, value in said.items() if key not in ("parameters", "gives")}
    if names := said.get("parameters"):
        rest["parameters"] = parameters(*names)
    return {**rest, "responses": {"200": answer(_media_types(said["gives"]))}}


def completed(paths: Schema) -> Schema:
    """The paths of an OpenAPI document with what is true of them: media types and examples of
    FastAPI's, and the operations that it does not know."""
    for path, gives in GIVES.items():
        if path in paths:
            paths[path]["get"]["responses"]["200"] = answer(gives)
    for path, values in _SAID["examples"].items():
        for known in paths.get(path, {}).get("get", {}).get("parameters", ()):
            if known["name"] in values:
                known["example"] = values[known["name"]]
    declared = {each.path: {"get": each.operation()} for each in DECLARED}
    told = {path: {m: protocol(path, m) for m in _SAID["protocols"][path]} for path in _TOLD}
    return {**paths, **declared, **told}

"""What OpenAPI says of the addresses that FastAPI knows too little of, or nothing.

Media types come from the tables that answers are made from. Every operation has values that can be
asked for as they stand: a test asks for each, in every form, and compares what comes with what is
declared here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.catalogue.results import XLSX_TYPE
from dxgraph.formats import GRAPHS, HTML, RESULTS

Schema = dict[str, Any]

_JSON: Final = "application/json"
_PAGE: Final = HTML.media_type
_RDF: Final = tuple(offer.media_type for offer in GRAPHS)
_SHEETS: Final = (XLSX_TYPE, "text/csv", _JSON)
_PICTURES: Final = ("image/svg+xml", "image/png")
_BOTH: Final = (_JSON, _PAGE)
_FILES: Final = (
    "text/csv",
    "application/gzip",
    "application/vnd.apache.parquet",
    XLSX_TYPE,
    "text/plain",
)

SHARE: Final = "digital-economy-share-of-gross-product"
RELEASE: Final = "0.1.0"
"""The release that examples name; a service may have others."""


def given(
    name: str,
    told: str,
    example: object = None,
    *,
    among: tuple[str, ...] = (),
    where: str = "query",
    required: bool = False,
) -> Schema:
    """A parameter; `told` is Vietnamese and English with a dot between, `among` all its values."""
    schema: Schema = {"type": "string"}
    if among:
        schema["enum"] = list(among)
    described: Schema = {
        "name": name,
        "in": where,
        "required": required or where == "path",
        "description": told,
        "schema": schema,
    }
    if example is not None:
        described["example"] = example
    return described


def in_path(name: str, told: str, example: str, *, among: tuple[str, ...] = ()) -> Schema:
    return given(name, told, example, among=among, where="path")


_AREA: Final = given("area", "Địa bàn (slug). · The area, by its slug.", "bac-giang")
_INDICATOR: Final = given("indicator", "Chỉ số (slug). · The indicator, by its slug.", SHARE)
_YEAR: Final = given("year", "Năm đến hạn. · The year of the deadline.", "2025")
_LEVEL: Final = given("level", "Cấp hành chính. · The administrative level.", "not-applicable")
_LANG: Final = given("lang", "Ngôn ngữ. · The language.", among=tuple(Language))
_SHEET: Final = given(
    "format",
    "Đúng các dòng của trang, dưới dạng bảng. · Exactly the rows of the page, as a table.",
    among=("xlsx", "csv", "json"),
)
BOM: Final = given(
    "bom",
    "CSV có dấu thứ tự byte, cho bảng tính. · CSV with a byte order mark, for spreadsheets.",
    among=("1",),
)
_ENDING: Final = in_path(
    "ending", "Định dạng ảnh. · The format of the picture.", "svg", among=("svg", "png")
)
_RDF_ENDING: Final = in_path(
    "ending", "Định dạng RDF. · The format of RDF.", "ttl", among=("ttl", "jsonld", "nt", "rdf")
)
_RDF_BY_ENDING: Final = tuple(
    offer.media_type for offer in GRAPHS if offer.extension in ("ttl", "jsonld", "nt", "rdf")
)
_SLUG_OF_AREA: Final = in_path("slug", "Slug của địa bàn. · The area's slug.", "bac-giang")
_PLAN: Final = "bac-giang-2021-111-nq-tu"
_SLUG_OF_DOCUMENT: Final = in_path("slug", "Slug của văn bản. · The document's slug.", _PLAN)
_RANKED: Final = in_path("indicator", "Slug của chỉ số. · The indicator's slug.", SHARE)
_WHEN: Final = given(
    "when",
    "Các tỉnh trước hay từ 1/7/2025. · Provinces before or since 1 July 2025.",
    "before",
    among=("before", "after"),
)


@dataclass(frozen=True, slots=True)
class Declared:
    """An operation that FastAPI does not know."""

    path: str
    name: str
    tag: str
    said: str
    parameters: tuple[Schema, ...]
    gives: tuple[str, ...]

    def operation(self) -> Schema:
        return {
            "tags": [self.tag],
            "operationId": self.name,
            "summary": self.said,
            "parameters": list(self.parameters),
            "responses": {"200": answer(self.gives)},
        }


def answer(gives: tuple[str, ...]) -> Schema:
    """A whole answer in one of several media types."""
    return {
        "description": "Kết quả · The answer",
        "content": {media_type: {"schema": _shape(media_type)} for media_type in gives},
    }


def _shape(media_type: str) -> Schema:
    if media_type == _JSON:
        return {}
    packed = media_type in {XLSX_TYPE, "application/gzip", "image/png", _FILES[2]}
    return {"type": "string", "format": "binary"} if packed else {"type": "string"}


DECLARED: Final = (
    Declared(
        "/search",
        "search",
        "pages",
        "Tìm theo tên · Things by name",
        (
            given("q", "Tên hoặc số, có dấu hay không. · A name or number.", "bac giang"),
            given("kind", "Chỉ loại này. · Only of this kind.", "area"),
            given("limit", "Nhiều nhất chừng này. · At most so many, to 50.", "5"),
        ),
        _BOTH,
    ),
    Declared(
        "/explore",
        "explore",
        "pages",
        "Chỉ tiêu theo bộ lọc · Targets by filters",
        (_AREA, _INDICATOR, _YEAR, _LEVEL, _SHEET, BOM, _LANG),
        (*_SHEETS, _PAGE),
    ),
    Declared(
        "/compare",
        "compare",
        "pages",
        "Các tỉnh bên cạnh chương trình quốc gia · Provinces beside the national programme",
        (_AREA, _INDICATOR, _YEAR, _LEVEL, _SHEET, BOM, _LANG),
        (*_SHEETS, _PAGE),
    ),
    Declared(
        "/rank/{indicator}",
        "rank",
        "pages",
        "Các tỉnh theo một chỉ số · Provinces by one indicator",
        (_RANKED, _YEAR, _LEVEL, _WHEN, _SHEET, BOM, _LANG),
        (*_SHEETS, _PAGE),
    ),
    Declared(
        "/rank/{indicator}.{ending}",
        "rank_picture",
        "charts",
        "Cùng điều đó, bằng hình · The same as a picture",
        (_RANKED, _ENDING, _YEAR, _LEVEL, _WHEN, _LANG),
        _PICTURES,
    ),
    Declared(
        "/compare.{ending}",
        "compare_picture",
        "charts",
        "So sánh bằng hình · The comparison as a picture",
        (_ENDING, _INDICATOR, _YEAR, _LANG),
        _PICTURES,
    ),
    Declared(
        "/timeline.{ending}",
        "timeline_picture",
        "charts",
        "Văn bản và thay đổi hành chính theo ngày · Documents and changes by day",
        (_ENDING, _LANG),
        _PICTURES,
    ),
    Declared(
        "/area/{slug}/measured.{ending}",
        "measured_picture",
        "charts",
        "Cam kết và kết quả đo của một địa bàn · Promises and measured values of an area",
        (_SLUG_OF_AREA, _ENDING, _LANG),
        _PICTURES,
    ),
    Declared(
        "/document/{slug}/chain.{ending}",
        "chain_picture",
        "charts",
        "Các văn bản cấp trên · The documents above a document",
        (_SLUG_OF_DOCUMENT, _ENDING, _LANG),
        _PICTURES,
    ),
    Declared(
        "/embed/rank/{indicator}",
        "embed_rank",
        "charts",
        "Một hình để nhúng; cũng có compare, timeline, area/…/measured, document/…/chain · "
        "A picture to embed; also compare, timeline, area/…/measured, document/…/chain",
        (_RANKED, _YEAR, _WHEN, _LANG),
        (_PAGE,),
    ),
    Declared(
        "/document/{slug}/{fragment}",
        "target",
        "things",
        "Thẻ của một chỉ tiêu · The card of one target",
        (
            _SLUG_OF_DOCUMENT,
            in_path("fragment", "Tên của chỉ tiêu. · The target's name.", "dti-rank-2030"),
        ),
        (*_RDF, _PAGE),
    ),
    Declared(
        "/document/{slug}/{fragment}.{ending}",
        "target_citation",
        "things",
        "Lời trích dẫn một con số · The citation of one figure",
        (
            _SLUG_OF_DOCUMENT,
            in_path("fragment", "Tên của chỉ tiêu. · The target's name.", "dti-rank-2030"),
            in_path(
                "ending",
                "Dạng trích dẫn. · The form of the citation.",
                "txt",
                among=("txt", "bib", "ris", "csl.json"),
            ),
        ),
        (
            "text/plain",
            "application/x-bibtex",
            "application/x-research-info-systems",
            "application/vnd.citationstyles.csl+json",
        ),
    ),
    Declared(
        "/{kind}/{slug}",
        "thing",
        "things",
        "Một thứ, theo IRI của nó · A thing, at the path of its IRI",
        (
            in_path("kind", "area, document, indicator, body, source… · The kind.", "area"),
            in_path("slug", "Phần cuối của IRI. · The last part of its IRI.", "bac-giang"),
        ),
        (*_RDF, _PAGE),
    ),
    Declared(
        "/{kind}/{slug}.{ending}",
        "thing_as",
        "things",
        "Cùng thứ ấy, theo đuôi · The same, by an ending",
        (
            in_path("kind", "area, document, indicator, body, source… · The kind.", "area"),
            in_path("slug", "Phần cuối của IRI. · The last part of its IRI.", "bac-giang"),
            _RDF_ENDING,
        ),
        _RDF_BY_ENDING,
    ),
    Declared(
        "/feed.atom",
        "feed",
        "feeds",
        "Văn bản theo ngày ban hành · Documents by day of issue",
        (_AREA, given("since", "Từ ngày. · Since the day.", "2021-01-01"), _LANG),
        ("application/atom+xml",),
    ),
    Declared(
        "/calendar.ics",
        "calendar",
        "feeds",
        "Hạn của các chỉ tiêu · When targets fall due",
        (_AREA, given("body", "Cơ quan (slug). · The body, by its slug."), _LANG),
        ("text/calendar",),
    ),
    Declared(
        "/llms.txt",
        "llms",
        "feeds",
        "Cho mô hình ngôn ngữ · For language models",
        (),
        ("text/markdown",),
    ),
)

MCP: Final[Schema] = {
    "tags": ["mcp"],
    "operationId": "mcp",
    "summary": "Model Context Protocol",
    "description": "JSON-RPC 2.0; các công cụ ở trang /mcp. · JSON-RPC 2.0; /mcp lists the tools.",
    "requestBody": {
        "required": True,
        "content": {
            _JSON: {
                "schema": {"type": "object"},
                "example": {"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
            }
        },
    },
    "responses": {"200": answer((_JSON,))},
}

GIVES: Final[Mapping[str, tuple[str, ...]]] = {
    "/metrics": ("text/plain",),
    "/queries": (_JSON, "text/turtle", _PAGE),
    "/queries/{name}": (*(offer.media_type for offer in (*RESULTS, *GRAPHS)), XLSX_TYPE, _PAGE),
    "/ask": _BOTH,
    "/check": _BOTH,
    "/data": (*_RDF, _PAGE),
    "/.well-known/void": (*_RDF, _PAGE),
    "/data/{name}": _FILES,
    "/data/releases": _BOTH,
    "/data/releases/{name}": _BOTH,
    "/data/releases/{name}/{file}": (*_FILES, _JSON, "text/markdown"),
    "/changes": (_JSON, "application/atom+xml", _PAGE),
    "/validation": (_JSON, "text/turtle", _PAGE),
    "/ontology": (*_RDF, _PAGE),
    "/shapes": (*_RDF, _PAGE),
}
"""What comes of the routes that FastAPI knows, of which it would promise JSON."""

EXAMPLES: Final[Mapping[str, Mapping[str, object]]] = {
    "/queries/{name}": {"name": "yardsticks-disagree"},
    "/data/{name}": {"name": "dxgraph-targets.csv"},
    "/data/releases/{name}": {"name": RELEASE},
    "/data/releases/{name}/{file}": {"name": RELEASE, "file": "SHA256SUMS"},
    "/changes": {"area": "bac-giang", "since": "2026-01-01"},
}
"""Values of the parameters that FastAPI knows."""


def completed(paths: Schema) -> Schema:
    """The paths of an OpenAPI document with what is true of them: media types and examples of
    FastAPI's, and the operations that it does not know."""
    for path, gives in GIVES.items():
        if path in paths:
            paths[path]["get"]["responses"]["200"] = answer(gives)
    for path, values in EXAMPLES.items():
        for parameter in paths.get(path, {}).get("get", {}).get("parameters", ()):
            if parameter["name"] in values:
                parameter["example"] = values[parameter["name"]]
    declared = {each.path: {"get": each.operation()} for each in DECLARED}
    return {**paths, **declared, "/mcp": {"post": MCP}}

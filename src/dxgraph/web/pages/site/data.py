"""/data: the snapshot to take away, and what catalogues read of it; /.well-known/void.

A file's address holds the beginning of the snapshot's digest, so that what it gives never changes;
/data/dxgraph.nq.gz and its like lead to the file of the current snapshot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dxgraph.bilingual import Language
from dxgraph.corpus import root
from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.errors import UnknownName
from dxgraph.files import own
from dxgraph.formats import GRAPHS, TSV, Format
from dxgraph.messages import message
from dxgraph.model.things import Name
from dxgraph.model.view import View
from dxgraph.publish.release import CHECKSUMS, Dump, prefix_of
from dxgraph.terms import AREA, DOCUMENT, GRAPH, SCHEME, SOURCE
from dxgraph.web.describe.dcat import (
    DATA,
    DESCRIPTION,
    FORMAT_NAMES,
    TABLE_NAMES,
    Dates,
    describe,
)
from dxgraph.web.describe.service import (
    DATA_LICENCE,
    TITLE,
    graph_sizes,
    is_ours,
    serialise,
    statistics,
)
from dxgraph.web.http.answer import answering_of, content
from dxgraph.web.http.negotiation import choose, format_asked, page_asked
from dxgraph.web.http.request import base_of, call_of
from dxgraph.web.http.stored import stored
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.frame import alternates, language_of, local, render, structured
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.keeping import kept_as_made
from dxgraph.web.pages.shared.paging import part_of
from dxgraph.web.pages.site.releases import archive_of, archived
from dxgraph.web.pages.things.facts import EXTENSIONS
from dxgraph.web.publication import Publication, Seen

_CURRENT: Final = "dxgraph"
"""What the names of the addresses begin with that lead to the current snapshot."""
QUESTIONS: Final = ("questions.tsv", "press.tsv")
"""Questions with their answers, and sentences with their verdicts: published beside the data."""

_DATES: Final = """SELECT ?issued ?modified ?begin ?end WHERE {
  { SELECT (MIN(?d) AS ?issued) WHERE { ?s a dcat:Dataset ; dcterms:issued ?d } }
  { SELECT (MAX(?d) AS ?modified) WHERE {
    { ?s a owl:Ontology ; dcterms:modified ?d }
    UNION { ?s dx:soughtOn ?on BIND(xsd:dateTime(CONCAT(STR(?on), "T00:00:00Z")) AS ?d) } } }
  { SELECT (MIN(?d) AS ?begin) WHERE { ?s a dx:PolicyDocument ; eli:date_document ?d } }
  { SELECT (MAX(?d) AS ?end) WHERE { ?s a dx:Target ; dx:deadline ?d } }
}"""


_GRAPHS: Final = 30
"""How many graphs stand on a page."""

_KINDS: Final = {
    "data/documents/": DOCUMENT,
    "data/numbers/": SOURCE,
    "ontology/concepts/": SCHEME,
}
"""What a graph of ours holds: its name ends as that of a thing of this kind."""


_GRAPH_NAMES: Final[Mapping[str, Sequence[str]]] = own(__package__, "graphs.yaml")
"""What a graph holds in words; of those that end with a stroke each name ends as a province's."""


async def graphs_page(request: Request, graph: str | None, *, default: bool) -> Response:
    """/graphs for a browser: all graphs, or the one that the address names, with their formats."""
    view, _, language = await basis_of(request)
    answering = answering_of(request)
    info = await answering.snapshot()
    counted = await graph_sizes(answering)
    listed = [graph] if graph else [] if default else list(info.graphs)
    shown = [(iri, _graph_name(view, iri, language), counted.get(iri)) for iri in listed]
    if default:
        title = language.say("Đồ thị mặc định", "The default graph")
    else:
        title = shown[0][1] if graph else language.say("Các đồ thị có tên", "The named graphs")
    return await render(
        request,
        "graphs.html",
        title=title,
        part=part_of(
            request, sorted(shown, key=lambda row: (GRAPH not in row[0], row[0])), _GRAPHS
        ),
        graph=graph,
        default=default,
        formats=[(offer.name, offer.label) for offer in GRAPHS],
    )


def _graph_name(view: View, iri: str, language: Language) -> str:
    """What a graph holds, in words; its IRI where nothing better is known."""
    path = iri.removeprefix(GRAPH)
    if path in _GRAPH_NAMES and path != iri:
        return language.say(*_GRAPH_NAMES[path])
    for beginning, kind in _KINDS.items():
        name = view.name(kind[path.removeprefix(beginning)]) if path.startswith(beginning) else None
        if name and name.labels:
            label = name.label(language)
            if kind is SOURCE:
                return language.say("Con số không phải chỉ tiêu", "Numbers that are no targets") + (
                    f": {label}"
                )
            return label
    for beginning, words in _GRAPH_NAMES.items():
        within = beginning.endswith("/") and path.startswith(beginning)
        name = _province(view, path.removeprefix(beginning)) if within else None
        if name:
            # The graph holds it before and after a merger, which its name tells apart.
            return f"{language.say(*words)}: {name.short(language).partition(' (')[0]}"
    return path


def _province(view: View, slug: str) -> Name | None:
    """The province of that name, or of that name today."""
    named = (view.name(AREA[slug + ending]) for ending in ("", "-from-2025"))
    return next((name for name in named if name.labels), None)


def router(publication: Publication) -> APIRouter:
    routes = APIRouter(tags=["data"])

    @routes.get("/data", summary="Dữ liệu mở · Open data", response_model=None)
    async def data(request: Request) -> Response:
        """DCAT 3 và VoID; trình duyệt nhận một trang. · DCAT 3 and VoID; a browser gets a page."""
        if page_asked(request, GRAPHS):
            return await kept_as_made(request, publication, "dumps", _page)
        return await _described(request, publication, format_asked(request, GRAPHS))

    @routes.get(
        "/.well-known/void", summary="Mô tả theo VoID · VoID description", response_model=None
    )
    async def void(request: Request) -> Response:
        """Như /data, bằng RDF. · As /data, in RDF."""
        if page_asked(request, GRAPHS):
            return RedirectResponse(local(request, "/data"), 303)
        return await _described(request, publication, format_asked(request, GRAPHS))

    @routes.get("/data.{ending}", include_in_schema=False, response_model=None)
    async def extension(request: Request, ending: str) -> Response:
        if ending not in EXTENSIONS:
            raise _no_file(f"data.{ending}", await answering_of(request).snapshot(), ())
        chosen = choose(None, [EXTENSIONS[ending]], GRAPHS)
        return await _described(request, publication, chosen)

    @routes.get("/data/{name}", summary="Một tệp dữ liệu · A file of data", response_model=None)
    async def file(request: Request, name: str) -> Response:
        """Tệp của một bản chụp, không bao giờ đổi. · A file of a snapshot, which never changes."""
        return await _file(request, publication, name)

    return routes


async def dates_of(request: Request) -> Dates:
    """The dates that the data give of themselves."""
    (row,) = await rows(request, _DATES)
    return Dates(
        str(row["issued"]) if "issued" in row else None,
        str(row["modified"]) if "modified" in row else None,
        row.get("begin"),
        row.get("end"),
    )


async def _described(request: Request, publication: Publication, chosen: Format) -> Response:
    answering = answering_of(request)
    info = await answering.snapshot()
    files: Sequence[Dump] = ()
    if publication.offered:
        made = await publication.get("dumps", info.digest, request.app.state.journal)
        files = made.manifest.dumps
    said = describe(
        base_of(request), info, await statistics(answering), files, await dates_of(request)
    )
    return await content(request, *serialise(said, chosen))


async def _file(request: Request, publication: Publication, name: str) -> Response:
    info = await answering_of(request).snapshot()
    beginning = prefix_of(info.digest)
    if release := archive_of(request).holding(name):
        return archived(request, release, name)
    if name.startswith(f"{beginning}") or name == CHECKSUMS:
        made = await publication.get("dumps", info.digest, request.app.state.journal)
        for file in made.manifest.dumps:
            if file.name == name:
                media_type = "application/gzip" if file.compressed else file.media_type
                path, call = made.folder / name, call_of(request)
                return stored(path, media_type, call, sha256=file.sha256, lasting=True)
        if name == CHECKSUMS:
            return stored(made.folder / name, "text/plain", call_of(request))
        raise _no_file(name, info, made.manifest.dumps)
    if name in QUESTIONS and is_ours(info):
        path = root() / "data" / "questions" / name
        return stored(path, TSV.content_type, call_of(request))
    if name.startswith((f"{_CURRENT}.", f"{_CURRENT}-")) and publication.offered:
        made = await publication.get("dumps", info.digest, request.app.state.journal)
        for file in made.manifest.dumps:
            if name == _CURRENT + file.ending:
                address = local(request, quote(f"/data/{file.name}"))
                return RedirectResponse(address, 307, {"Cache-Control": "no-cache"})
    raise _no_file(name, info, ())


def _no_file(name: str, info: SnapshotInfo, files: Sequence[Dump]) -> UnknownName:
    return UnknownName(
        message("no-file-of-snapshot", name=name, digest=info.digest[:12]),
        snapshot=info.digest,
        files=[file.name for file in files] or None,
    )


async def _page(request: Request, publication: Publication, seen: Seen) -> Response:
    language = language_of(request)
    info = await answering_of(request).snapshot()
    ours = is_ours(info)
    files = seen.made.manifest.dumps if seen.made else ()
    dates = await dates_of(request)
    return await render(
        request,
        "data.html",
        link=alternates(request, "/data"),
        ours=ours,
        offered=publication.offered,
        making=seen.state == "making",
        trouble=seen.trouble.in_language(language),
        groups=[
            (language.pick(TABLE_NAMES[table]), [file for file in files if file.table == table])
            for table in TABLE_NAMES
            if any(file.table == table for file in files)
        ],
        formats=FORMAT_NAMES,
        releases=archive_of(request).releases(),
        dates=dates,
        service=base_of(request),
        structured=structured(_dataset(base_of(request), info, files, dates)) if ours else "",
    )


def _dataset(
    service: str, info: SnapshotInfo, files: Sequence[Dump], dates: Dates
) -> dict[str, Any]:
    """The graph as schema.org's Dataset, for search engines."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{DATA}#graph",
        "name": [{"@language": tag, "@value": text} for tag, text in TITLE.items()],
        "description": [{"@language": tag, "@value": text} for tag, text in DESCRIPTION.items()],
        "version": f"{info.version}+{info.digest[:12]}",
        "license": DATA_LICENCE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "The dxgraph project"},
        "spatialCoverage": {"@type": "Country", "name": "Viet Nam"},
        "datePublished": dates.issued[:10] if dates.issued else None,
        "dateModified": dates.modified[:10] if dates.modified else None,
        "url": f"{service}/data",
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{service}/data/{file.name}",
                "encodingFormat": file.media_type,
                "contentSize": str(file.bytes),
                "sha256": file.sha256,
            }
            for file in files
        ],
    }

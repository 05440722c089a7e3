"""/validation: what the validation of the snapshot that is served found, by severity, shape and
file. It runs once a snapshot, in a process of its own."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Language
from dxgraph.curies import expand
from dxgraph.formats import JSON, TURTLE
from dxgraph.model.view import View
from dxgraph.terms import BASE, DOCUMENT, PREFIXES
from dxgraph.web.http.answer import answering_of, content
from dxgraph.web.http.negotiation import format_asked, page_asked
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.frame import linking, local, render
from dxgraph.web.pages.shared.keeping import kept_as_made
from dxgraph.web.pages.site.vocabulary import asked_by_shapes
from dxgraph.web.pages.things.facts import called
from dxgraph.web.publication import Publication, Seen

_MOST: Final = 200
"""More findings than these are in the report for programs only."""

_OFFERS: Final = (JSON, TURTLE)

_CODE: Final = re.compile(
    rf"(?<![\w:/])(?:(?:{'|'.join(PREFIXES)}):[\w-]+(?:#[\w-]+)?|\d{{4}}-\d\d-\d\d(?![\w-]))"
)
"""What a finding names as programs do: a thing, or a day."""

Finding = Mapping[str, Any]


def router(publication: Publication) -> APIRouter:
    routes = APIRouter(tags=["validation"])

    @routes.get("/validation", summary="Kết quả kiểm định · The validation", response_model=None)
    async def validation(request: Request) -> Response:
        """Báo cáo SHACL bằng JSON hoặc Turtle; trình duyệt nhận một trang. · The SHACL report in
        JSON or Turtle; a browser gets a page."""
        if page_asked(request, _OFFERS):
            return await kept_as_made(request, publication, "validation", _page)
        chosen = format_asked(request, _OFFERS)
        info = await answering_of(request).snapshot()
        made = await publication.get("validation", info.digest, request.app.state.journal)
        body = (made.folder / f"report.{chosen.name}").read_bytes()
        media_type = chosen.media_type + ("" if chosen == JSON else "; charset=utf-8")
        return await content(request, body, media_type)

    return routes


async def _page(request: Request, publication: Publication, seen: Seen) -> Response:
    view, _, language = await basis_of(request)
    report: dict[str, Any] | None = None
    if seen.made is not None:
        report = json.loads((seen.made.folder / "report.json").read_bytes())
    findings: list[Finding] = report["findings"] if report else []
    return await render(
        request,
        "validation.html",
        link=linking(
            (local(request, "/validation", format=offer.name), offer.media_type)
            for offer in _OFFERS
        ),
        offered=publication.offered,
        making=seen.state == "making",
        trouble=seen.trouble.in_language(language),
        report=report,
        by_shape=_counted(findings, "constraint"),
        asked=await asked_by_shapes(),
        # The shape of a constraint, and what it found first: that says what one without words asks.
        told={str(f["constraint"]): (str(f["shape"]), f["message"]) for f in reversed(findings)},
        worded=lambda text: _worded(text, view, language),
        by_file=[
            (name, *_document(name, view), severity, count)
            for name, severity, count in _counted(findings, "file")
        ],
        findings=findings[:_MOST],
        left=max(0, len(findings) - _MOST),
        name=view.name,
    )


def _worded(text: str, view: View, language: Language) -> list[tuple[str, str]]:
    """What a finding says, in pieces: the names that programs use as people's names, each with its
    IRI, and days as they are written in the language."""
    pieces, end = [], 0
    for code in _CODE.finditer(text):
        iri = expand(code[0]) or ""
        name = called(view, iri) if iri else None
        said = name.label(language) if name and name.labels else code[0]
        if not iri:
            try:
                said = language.day(date.fromisoformat(code[0]))
            except ValueError:
                continue
        pieces += [(text[end : code.start()], ""), (said, iri)]
        end = code.end()
    return [*pieces, (text[end:], "")]


def _counted(findings: list[Finding], key: str) -> list[tuple[str, str, int]]:
    """How many findings there are of each value and severity, the most first."""
    counts = Counter((str(finding[key] or ""), str(finding["severity"])) for finding in findings)
    return [(value, severity, count) for (value, severity), count in counts.most_common()]


def _document(file: str, view: View) -> tuple[str, str]:
    """IRI and name of the document that a file holds; nothing where it holds none."""
    path = PurePosixPath(file)
    iri = DOCUMENT[path.stem]
    if path.parent.name == "documents" and iri in view.names:
        return iri.removeprefix(BASE), iri
    return "", ""

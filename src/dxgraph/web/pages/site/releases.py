"""/data/releases: the states that were published, with all their files.

Only names that the archive itself lists are looked up; no part of an address is joined to a path.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.errors import UnknownName
from dxgraph.formats import GRAPHS
from dxgraph.messages import message
from dxgraph.publish.archive import CHANGES, RELEASE, Archive, Release
from dxgraph.publish.release import CHECKSUMS
from dxgraph.web.describe.dcat import FORMAT_NAMES
from dxgraph.web.http.answer import answering_of, in_json
from dxgraph.web.http.negotiation import page_asked
from dxgraph.web.http.request import base_of, call_of
from dxgraph.web.http.stored import stored
from dxgraph.web.pages.shared.frame import render


def router() -> APIRouter:
    routes = APIRouter(tags=["data"])

    @routes.get(
        "/data/releases",
        summary="Các bản phát hành · The releases",
        response_model=None,
    )
    async def releases(request: Request) -> Response:
        """Các bản đã công bố, mới nhất trước. · The published states, the newest first."""
        archive = archive_of(request)
        if page_asked(request, GRAPHS):
            info = await answering_of(request).snapshot()
            return await render(
                request,
                "releases.html",
                releases=archive.releases(),
                current=archive.of_snapshot(info.digest),
            )
        base = base_of(request)
        return await in_json(request, [_listed(each, base) for each in archive.releases()])

    @routes.get(
        "/data/releases/{name}",
        summary="Một bản phát hành · One release",
        response_model=None,
    )
    async def release(request: Request, name: str) -> Response:
        """Các tệp của bản đó. · Its files."""
        found = _named(request, name)
        if not page_asked(request, GRAPHS):
            return await in_json(request, _described(found, base_of(request)))
        return await render(
            request,
            "release.html",
            release=found,
            others=[file for file in found.files() if file in (*CHANGES, CHECKSUMS, RELEASE)],
            formats=FORMAT_NAMES,
        )

    @routes.get(
        "/data/releases/{name}/{file}",
        summary="Một tệp của bản phát hành · A file of a release",
        response_model=None,
    )
    async def file(request: Request, name: str, file: str) -> Response:
        """Tệp như đã công bố. · A file as it was published."""
        found = _named(request, name)
        if file not in found.files():
            raise UnknownName(
                message("no-file-of-release", name=name, file=file),
                files=list(found.files()),
            )
        return archived(request, found, file)

    return routes


def archive_of(request: Request) -> Archive:
    return answering_of(request).archive


def archived(request: Request, release: Release, name: str) -> Response:
    """A file of a release; `name` is one of its files."""
    path = release.folder / name
    sums = {dump.name: dump.sha256 for dump in release.manifest.dumps}
    return stored(
        path, release.files()[name], call_of(request), sha256=sums.get(name, ""), lasting=True
    )


def _named(request: Request, name: str) -> Release:
    found = archive_of(request).named(name)
    if found is None:
        raise UnknownName(
            message("no-release", name=name),
            releases=[each.name for each in archive_of(request).releases()] or None,
        )
    return found


def _listed(release: Release, base: str) -> dict[str, Any]:
    return {
        "name": release.name,
        "address": f"{base}/data/releases/{release.name}",
        "issued": release.issued,
        "snapshot": release.digest,
        "version": release.manifest.version,
        "triples": release.manifest.triples,
        "previous": release.previous or None,
        "changed": release.changed,
    }


def _described(release: Release, base: str) -> dict[str, Any]:
    known = {dump.name: dump for dump in release.manifest.dumps}
    files = []
    for name, media_type in release.files().items():
        of = f"{base}/data" if name in known else f"{base}/data/releases/{release.name}"
        file: dict[str, Any] = {"name": name, "address": f"{of}/{name}", "media_type": media_type}
        if name in known:
            file |= {"bytes": known[name].bytes, "sha256": known[name].sha256}
        files.append(file)
    return {**_listed(release, base), "files": files}

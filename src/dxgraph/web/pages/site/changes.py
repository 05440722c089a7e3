"""/changes: what became of things between the releases, and since the last one; page, JSON, Atom.

The words are those of ``dxgraph diff``: a release brings them with it, and what is served now is
compared with the newest release once, by a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Both, Language
from dxgraph.engine.query.bindings import serialise
from dxgraph.formats import JSON, Format
from dxgraph.history import SIGNS
from dxgraph.history.words import KINDS
from dxgraph.model.things import Name
from dxgraph.publish.archive import Release
from dxgraph.terms import AREA, BASE, INDICATOR
from dxgraph.web.http.answer import answering_of, content
from dxgraph.web.http.negotiation import format_asked, page_asked
from dxgraph.web.http.request import base_of
from dxgraph.web.pages.shared.country import country_of
from dxgraph.web.pages.shared.frame import language_of, local, render
from dxgraph.web.pages.shared.given import unknown
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.keeping import aside, kept
from dxgraph.web.pages.shared.paging import part_of
from dxgraph.web.pages.shared.view import view_of
from dxgraph.web.pages.site.discovery import Entry, atom, day_given, newest_moment
from dxgraph.web.pages.site.releases import archive_of
from dxgraph.web.publication import Made, Publication, Seen
from dxgraph.web.words import phrase, wordings

_FORMATS: Final = (
    JSON,
    Format("atom", "application/atom+xml", "atom", (), "Atom"),
)
_ON_A_PAGE: Final = 60
_IN_A_FEED: Final = 300
_UNRELEASED: Final = Both("chưa phát hành", "not released yet")
_NOTHING_BEFORE: Final = wordings("phrases")["nothing-before"]
_KINDS: Final = {kind.name: kind.one for kind in KINDS}

Change = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """From one state to the next."""

    name: str
    """The release that it led to; empty for what is served now."""
    previous: str
    issued: str
    """Empty for what is served now."""
    digest: str
    changes: Sequence[Change]
    """Those that are asked for."""
    counts: dict[str, dict[str, int]]
    """Of all changes, asked for or not."""
    updated: str
    """When it was released; of what is not released yet, when the newest release was: nothing that
    every service on these data knows tells more, and all of them give the same feed."""

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.issued[:10]) if self.issued else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address narrows the changes to."""

    area: str
    indicator: str
    since: str
    names: tuple[str, ...]
    """What area and indicator are called, in the reader's language."""

    def takes(self, change: Change) -> bool:
        return (not self.area or self.area in change["areas"]) and (
            not self.indicator or self.indicator in change["indicators"]
        )


def router(publication: Publication) -> APIRouter:
    routes = APIRouter(tags=["data"])

    @routes.get("/changes", summary="Những gì đã đổi · What changed", response_model=None)
    async def changes(
        request: Request,
        area: str = "",
        indicator: str = "",
        since: str = "",
    ) -> Response:
        """Theo địa bàn, chỉ số, từ ngày; trang, JSON hoặc Atom. · By area, indicator and since a
        day; a page, JSON or Atom."""
        asked = await _asked(request, area, indicator, since)
        if page_asked(request, _FORMATS):
            seen = await _seen(request, publication)
            return await kept(
                request, lambda request: _page(request, asked, seen), state=seen.state
            )
        steps = await _released(request, asked)
        if await _behind(request, publication):
            digest = (await answering_of(request).snapshot()).digest
            made = await publication.get("changes", digest, request.app.state.journal)
            steps = [await _since(request, made, asked), *steps]
        if format_asked(request, _FORMATS) == JSON:
            return await _json(request, steps)
        return await _atom(request, asked, steps)

    return routes


async def _asked(request: Request, area: str, indicator: str, since: str) -> Asked:
    """Raises UsageError for an area or indicator that there is not, and for no day.

    What has gone out of use is still there: a name that was published stays.
    """
    day = day_given(since)
    named: dict[str, dict[str, str]] = {}
    for parameter, slug, kind in (("area", area, AREA), ("indicator", indicator, INDICATOR)):
        if slug:
            labels = await _labels(request, kind[slug])
            if not labels:
                names = await aside(request, partial(_names, parameter=parameter))
                raise unknown(parameter, slug, names)
            named[kind[slug]] = labels
    return Asked(
        AREA[area] if area else "",
        INDICATOR[indicator] if indicator else "",
        day.isoformat() if day else "",
        tuple(language_of(request).pick(labels) for labels in named.values()),
    )


async def _labels(request: Request, iri: str) -> dict[str, str]:
    """What a thing is called, by language; nothing where there is none."""
    try:
        term = serialise(ox.NamedNode(iri))
    except ValueError:  # no IRI at all, such as one with a blank
        return {}
    found = await rows(request, f"SELECT ?l WHERE {{ {term} rdfs:label ?l }}")
    return {row["l"].language: str(row["l"]) for row in found}


async def _names(request: Request, parameter: str) -> set[Name]:
    if parameter == "area":
        return {area.name for area in (await country_of(request)).areas.values()}
    return set((await view_of(request)).distinct("indicator"))


async def _released(request: Request, asked: Asked) -> list[Step]:
    """What changed from release to release, the newest first."""
    return [
        Step(
            release.name,
            release.previous,
            release.issued,
            release.digest,
            await asyncio.to_thread(_chosen, release.folder / "changes.json", asked),
            release.changed,
            release.issued,
        )
        for release in archive_of(request).releases()
        if release.previous and release.issued[:10] >= asked.since
    ]


async def _behind(request: Request, publication: Publication) -> bool:
    """Whether what is served can be compared with a release, and is none itself."""
    releases = archive_of(request).releases()
    info = await answering_of(request).snapshot()
    return bool(releases) and publication.offered and releases[0].digest != info.digest


async def _seen(request: Request, publication: Publication) -> Seen:
    if not await _behind(request, publication):
        return Seen("not offered")
    digest = (await answering_of(request).snapshot()).digest
    return await publication.seen("changes", digest, request.app.state.journal)


async def _since(request: Request, made: Made, asked: Asked) -> Step:
    """What changed since the newest release."""
    path = made.folder / "changes.json"
    changes = await asyncio.to_thread(_chosen, path, asked)
    counts = _read(path, path.stat().st_mtime_ns)["counts"]
    previous = archive_of(request).releases()[0]
    digest = made.manifest.digest
    return Step("", previous.name, "", digest, changes, counts, previous.issued)


def _chosen(path: Path, asked: Asked) -> list[Change]:
    read = _read(path, path.stat().st_mtime_ns)
    return [change for change in read["changes"] if asked.takes(change)]


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> dict[str, Any]:  # noqa: ARG001 — a file that changed is another
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


# --- For a browser ------------------------------------------------------------------------------


async def _page(request: Request, asked: Asked, seen: Seen) -> Response:
    language = language_of(request)
    info = await answering_of(request).snapshot()
    releases = archive_of(request).releases()
    current = await _since(request, seen.made, asked) if seen.made else None
    steps = [*filter(None, [current]), *await _released(request, asked)]
    listed = [(step, change) for step in steps for change in step.changes]
    part = part_of(request, listed, _ON_A_PAGE)
    return await render(
        request,
        "changes.html",
        first=releases[-1] if releases else None,
        part=part,
        shown=[
            (step, [change for of, change in part.items if of is step])
            for step in steps
            if any(of is step for of, _ in part.items) or not step.changes
        ],
        comparing=seen.state == "making",
        trouble=seen.trouble.in_language(language),
        asked=asked,
        narrowed=asked.names,
        nothing_before=_NOTHING_BEFORE,
        unreleased=_UNRELEASED,
        signs=SIGNS,
        kinds=_KINDS,
        same=bool(releases) and releases[0].digest == info.digest,
        feed=local(request, "/changes", **_narrowing(asked), format="atom"),
        data=local(request, "/changes", **_narrowing(asked), format="json"),
    )


def _narrowing(asked: Asked) -> dict[str, str]:
    return {
        "area": asked.area.removeprefix(AREA),
        "indicator": asked.indicator.removeprefix(INDICATOR),
        "since": asked.since,
    }


# --- For programs -------------------------------------------------------------------------------


async def _json(request: Request, steps: Sequence[Step]) -> Response:
    releases: Sequence[Release] = archive_of(request).releases()
    nothing = {"vi": _NOTHING_BEFORE.vi, "en": _NOTHING_BEFORE.en}
    members = {
        "snapshot": (await answering_of(request).snapshot()).digest,
        "first_release": releases[-1].name if releases else None,
        "note": None if steps else nothing,
        "steps": [
            {
                "release": step.name or None,
                "since": step.previous,
                "issued": step.issued or None,
                "snapshot": step.digest,
                "counts": step.counts,
                "changes": step.changes,
            }
            for step in steps
        ],
    }
    body = await asyncio.to_thread(json.dumps, members, ensure_ascii=False, indent=1)
    return await content(request, body, "application/json")


async def _atom(request: Request, asked: Asked, steps: Sequence[Step]) -> Response:
    """An entry a change. What is not released yet says so, and keeps its entry when it is."""
    language = language_of(request)
    base = base_of(request)
    title = ", ".join((phrase("changes", language), *asked.names))
    listed = [(step, change) for step in steps for change in step.changes]
    told = language.counted(len(listed), "thay đổi", "change")
    told += phrase("unreleased-too", language)
    if len(listed) > _IN_A_FEED:
        told += phrase("newest-changes", language, most=_IN_A_FEED)
    if not steps:
        told = _NOTHING_BEFORE.in_language(language)
    updated = max([step.updated for step in steps], default="") or await _last(request)
    address = f"{base}{request.url.path}" + (f"?{request.url.query}" if request.url.query else "")
    return await atom(
        request,
        [_entry(step, change, language, base) for step, change in listed[:_IN_A_FEED]],
        varies=b"accept, accept-language",
        title=title,
        told=told,
        address=address,
        page=f"{base}/changes",
        updated=updated,
    )


async def _last(request: Request) -> str:
    """When something changed for the last time, where no change is shown."""
    newest = next(iter(archive_of(request).releases()), None)
    return newest.issued if newest else newest_moment(await aside(request, country_of))


def _entry(step: Step, change: Change, language: Language, base: str) -> Entry:
    said = SIGNS[change["verb"]][1].in_language(language.value)
    kind = _KINDS[change["kind"]].in_language(language.value)
    name = language.pick(change["label"])
    # What became of a thing since a release is one entry, before it is released and after.
    unique = uuid.uuid5(uuid.NAMESPACE_URL, f"{step.previous} {change['verb']} {change['iri']}")
    address = f"{base}/{change['iri'].removeprefix(BASE)}" if change["iri"].startswith(BASE) else ""
    release = step.name or _UNRELEASED.in_language(language)
    summary = "; ".join((release, *language.pick(change["said"])))
    return Entry(f"urn:uuid:{unique}", f"{said}: {kind} {name}", step.updated, address, summary)

"""What programs that look around ask for first: robots.txt, sitemap.xml, favicon.ico, llms.txt, and
the feeds: documents as Atom (RFC 4287), deadlines as iCalendar (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from dxgraph.bilingual import Language
from dxgraph.errors import UsageError
from dxgraph.messages import message
from dxgraph.model.things import Target
from dxgraph.model.view import View
from dxgraph.terms import AREA, BASE, BODY, VIET_NAM
from dxgraph.web.http.answer import content
from dxgraph.web.http.request import base_of
from dxgraph.web.pages.shared.contributing import GUIDES
from dxgraph.web.pages.shared.country import Country, Document, basis_of
from dxgraph.web.pages.shared.frame import STATIC, card_path, environment
from dxgraph.web.pages.shared.given import unknown
from dxgraph.web.pages.shared.view import view_of
from dxgraph.web.pages.things.body import documents_of_body
from dxgraph.web.words import phrase

_MOST_ENTRIES: Final = 60
_MOST_TOLD: Final = 12
_KINDS: Final = ("area", "indicator", "document", "body", "source")
_LISTS: Final = (
    "/",
    "/explore",
    "/compare",
    "/timeline",
    "/coverage",
    "/queries",
    "/about",
    "/reading",
    "/guide",
    *(f"/guide/{name.removesuffix('.md')}" for name, _ in GUIDES),
    "/data",
    "/data/releases",
    "/changes",
    "/sparql",
    "/ontology",
    *(f"/{kind}" for kind in _KINDS),
)
_CROWDS: Final = (
    "/explore?",
    "/compare?",
    "/search",
    "/sparql?",
    "/queries/*?",
    "/ask",
    "/check",
    "/changes?",
    "/coverage?",
)
"""Addresses of which there are as many as choices: a crawler finds nothing new there."""


def _filled(template: str, **values: object) -> str:
    return environment.get_template(template).render(values) + "\n"


async def robots(request: Request) -> Response:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CROWDS)]
    lines += ["", f"Sitemap: {base_of(request)}/sitemap.xml", ""]
    return await content(request, "\n".join(lines), "text/plain; charset=utf-8")


async def sitemap(request: Request) -> Response:
    """Every page that is a thing's, cards and rankings included."""
    view = await view_of(request)
    base = base_of(request)
    paths = [
        *_LISTS,
        *(
            "/" + iri.removeprefix(BASE)
            for iri, name in view.names.items()
            if name.kind in _KINDS and "#" not in iri and iri.startswith(BASE)
        ),
        # The protocol knows no more than 50,000 addresses; a document's page has those of its own.
        *(card_path(target.iri) for target in (() if view.large else view.targets)),
        *(f"/rank/{slug}" for slug in sorted(_ranked(view))),
    ]
    text = _filled("sitemap.xml", base=base, paths=paths)
    return await content(request, text, "application/xml")


def _ranked(view: View) -> set[str]:
    return {
        t.indicator.slug
        for t in view.compared
        if t.area.iri != VIET_NAM and t.value is not None and t.indicator
    }


async def favicon(request: Request) -> Response:  # noqa: ARG001
    return FileResponse(STATIC / "favicon.ico", media_type="image/x-icon")


async def llms(request: Request) -> Response:
    """What a language model should know before it answers from here (https://llmstxt.org)."""
    view, country, _ = await basis_of(request)
    base = base_of(request)
    provinces = {a.iri for a in view.distinct("area") if a.iri in country.areas}
    first = card_path(view.targets[0].iri) if view.targets else "/explore"
    text = _filled(
        "llms.txt",
        targets=len(view.targets),
        areas=len(provinces),
        documents=len(country.documents),
        base=base,
        first=first,
    )
    return await content(request, text, "text/markdown; charset=utf-8")


# --- Feeds ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed."""

    id: str
    title: str
    updated: str
    """A moment as RFC 3339 writes it."""
    address: str
    """Of its page; may be empty."""
    summary: str


async def atom(
    request: Request, entries: Sequence[Entry], *, varies: bytes = b"accept-language", **said: str
) -> Response:
    """A feed (RFC 4287); what is said of the whole is title, address, page, updated and told."""
    text = _filled("feed.xml", entries=entries, **{"told": "", **said})
    return await content(request, text, "application/atom+xml", (b"vary", varies))


def area_given(request: Request, country: Country) -> str:
    """The IRI of ``area=``, or empty. Raises UsageError for one that there is not."""
    slug = request.query_params.get("area", "")
    if slug and AREA[slug] not in country.areas:
        raise unknown("area", slug, (area.name for area in country.areas.values()))
    return AREA[slug] if slug else ""


async def feed(request: Request) -> Response:
    """The documents of the graph by their day of issue, newest first: ``?area=…&since=…``."""
    view, country, language = await basis_of(request)
    area = area_given(request, country)
    since = day_given(request.query_params.get("since", ""))
    base = base_of(request)
    counts = view.counts("document")
    found = [
        (d, day)
        for d, day in _dated(country)
        if (not area or d.area.iri == area) and (since is None or day >= since)
    ][:_MOST_ENTRIES]
    title = phrase("feed", language)
    if area:
        title += f", {view.name(area).label(language)}"
    entries = [
        Entry(
            d.name.iri,
            d.name.label(language),
            _moment(day),
            f"{base}/document/{d.name.slug}",
            _summary(d.title, counts[d.name], language),
        )
        for d, day in found
    ]
    return await atom(
        request,
        entries,
        title=title,
        address=str(request.url),
        page=f"{base}/document",
        updated=_moment(found[0][1]) if found else newest_moment(country),
    )


def _dated(country: Country) -> list[tuple[Document, date]]:
    """The documents that say their day of issue, the newest first."""
    dated = ((d, d.date) for d in country.documents.values() if isinstance(d.date, date))
    return sorted(dated, key=lambda pair: (pair[1], pair[0].name.iri), reverse=True)


def newest_moment(country: Country) -> str:
    """When a feed without entries changed for the last time, which RFC 4287 (4.1.1) wants said: the
    day of the newest document that was looked at; of a graph without one, today."""
    return _moment(next((day for _, day in _dated(country)), datetime.now(UTC).date()))


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _summary(title: str, count: int, language: Language) -> str:
    told = (
        language.counted(count, "chỉ tiêu", "target")
        if count
        else phrase("no-target-yet", language)
    )
    return f"{title}. {told}" if title else told


def day_given(text: str) -> date | None:
    """Raises UsageError for a text that is no day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise UsageError(message("no-day", text=text), parameter="since") from None


async def calendar(request: Request) -> Response:
    """When targets fall due, an event a document and day: ``?area=…`` or ``?body=…``, with what the
    bodies before it took on."""
    view, country, language = await basis_of(request)
    area = area_given(request, country)
    chosen: Iterable[Target] = view.of("area", area) if area else view.compared
    if body := request.query_params.get("body", ""):
        documents = await documents_of_body(request, BODY[body])
        chosen = [t for t in chosen if t.document.iri in documents]
    groups: dict[tuple[str, date], list[Target]] = defaultdict(list)
    for target in chosen:
        if target.deadline:
            groups[target.document.iri, target.deadline].append(target)
    name = language.say("Hạn của các chỉ tiêu", "When targets fall due")
    if area or body:
        name += f": {view.name(area or BODY[body]).label(language)}"
    text = _filled(
        "calendar.ics",
        name=name,
        language=language,
        base=base_of(request),
        today=datetime.now(UTC),
        events=[
            {
                "document": view.name(document),
                "day": day,
                "next": day + timedelta(days=1),
                "count": len(targets),
                "said": _told(view.shown(targets, language), language),
                "unique": hashlib.sha256(f"{document} {day}".encode()).hexdigest()[:24],
            }
            for (document, day), targets in sorted(
                groups.items(), key=lambda item: (item[0][1], item[0][0])
            )
        ],
    )
    text = "".join(f"{part}\r\n" for line in text[:-1].split("\n") for part in _folded(line))
    return await content(
        request,
        text,
        "text/calendar; charset=utf-8",
        (b"content-disposition", b'attachment; filename="dxgraph.ics"'),
        (b"vary", b"accept-language"),
    )


def _told(targets: Sequence[Target], language: Language) -> list[str]:
    said = [
        f"{t.indicator.label(language)}: {t.figure_in_words(language) or t.figure}"
        for t in targets[:_MOST_TOLD]
    ]
    return [*said, "…"] if len(targets) > _MOST_TOLD else said


_ESCAPES: Final[Mapping[int, str]] = {
    ord("\\"): "\\\\",
    ord(";"): "\\;",
    ord(","): "\\,",
    ord("\n"): "\\n",
    ord("\r"): "",
}


# A calendar is no HTML.
environment.filters["ical"] = lambda text: Markup(str(text).translate(_ESCAPES))  # noqa: S704


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 bytes, none of which cuts a letter; those after the first begin
    with a space."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 74:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + width
    yield part

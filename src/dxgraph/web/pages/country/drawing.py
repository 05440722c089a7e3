"""How a page has a picture drawn: its words, its frame and its bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Set
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Both, Language
from dxgraph.errors import UnknownName
from dxgraph.messages import message
from dxgraph.model.things import Target
from dxgraph.model.view import View
from dxgraph.web.charts.draw import FORMATS
from dxgraph.web.charts.framing import Frame
from dxgraph.web.charts.ladder import Entry
from dxgraph.web.charts.signs import Line
from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.request import call_of
from dxgraph.web.pages.shared.country import Country
from dxgraph.web.pages.shared.frame import language_of
from dxgraph.web.pages.shared.nationals import National
from dxgraph.web.words import phrase, wordings

_WORDINGS: Final = wordings("comparators")
"""The comparators as they are said beside a figure."""


def figure_said(target: Target, language: Language) -> str:
    """The figure with its comparator in a word: fonts that draw pictures lack the signs."""
    figure = target.figure_in(language)
    words = _WORDINGS.get(target.comparator.slug)
    if words is None:
        return figure
    return f"{words.in_language(language)} {figure.removeprefix(target.sign).strip()}"


def national_said(national: National, language: Language) -> str:
    """A national figure with the number of the yardstick that sets it, if it has one: a whole name
    would be cut off."""
    yardstick = national.standing.number or language.say("mức quốc gia", "national figure")
    return f"{yardstick}: {figure_said(national.target, language)}"


def verdict_said(target: Target, language: Language, drawn: National | None) -> str:
    """The verdict in a word, with the yardstick where it is not the one whose figure is drawn;
    nothing where there is nothing to compare with."""
    standing = target.standing
    if not standing or not standing.national:
        return ""
    label = standing.verdict.label(language)
    label = label[:1].lower() + label[1:]
    if drawn and standing.national == drawn.target.iri:
        return label
    other = language.say("thước đo khác", "another yardstick")
    unnamed = other if drawn else language.say("con số quốc gia", "national figure")
    return f"{label} ({standing.number or unnamed})"


def line_of(national: National | None) -> Line | None:
    """A national figure as the line that a picture draws."""
    return Line(float(national.target.value or 0), national.verified) if national else None


def entry_of(target: Target, language: Language, national: National | None) -> Entry:
    """A target as a row of a ladder, under the name of its area."""
    return Entry(
        target.area.short(language),
        float(target.value or 0),
        target.comparator.slug,
        figure_said(target, language),
        target.standing.verdict.slug if target.standing else "",
        verdict_said(target, language, national),
    )


def comparators_of(view: View, language: Language) -> dict[str, str]:
    """What the signs beside figures mean."""
    return {c.slug: c.label(language) for c in view.distinct("comparator") if c}


def no_figure(other: Both) -> UnknownName:
    """What to tell where nothing can be drawn; `other` is what may be chosen instead."""
    return UnknownName(message("no-figure-to-draw", other=other))


async def framed(
    request: Request, title: str, subtitle: str = "", *, source: str, page: str = ""
) -> Frame:
    """The frame of a picture of the snapshot that is served now, at its page's address."""
    language = language_of(request)
    info = await answering_of(request).snapshot()
    address = page or str(request.url).replace(f".{request.path_params.get('ending', '')}", "", 1)
    address = re.sub(r"[?&]narrow=1", "", unquote(address))
    today = language.day(datetime.now(UTC).date())
    return Frame(
        title,
        subtitle,
        (
            language.say("Nguồn: ", "Source: ") + source,
            f"dxgraph · {language.say('bản chụp', 'snapshot')} {info.digest[:12]} · {today} · "
            "CC BY 4.0",
            address,
        ),
    )


def rests_on(country: Country, documents: Set[str], language: Language) -> str:
    """Of how many documents a picture shows figures, and how many are known through reports."""
    reported = sum(d in country.documents and country.documents[d].reported for d in documents)
    text = language.counted(
        len(documents), "văn bản của các địa bàn", "document of the areas", "documents of the areas"
    )
    if reported:
        text += phrase("reported-of-them", language, reported=reported)
    return text


def is_narrow(request: Request) -> bool:
    return request.query_params.get("narrow") == "1"


async def picture(
    request: Request, specification: Mapping[str, Any], ending: str, frame: Frame
) -> Response:
    """A drawing in its frame, as SVG or PNG. Raises UnknownName for any other ending."""
    if ending not in FORMATS:
        raise UnknownName(message("no-picture-format", ending=ending, formats=", ".join(FORMATS)))
    told = json.dumps(specification, ensure_ascii=False, sort_keys=True)
    make, drawer = answering_of(request).make, request.app.state.drawer
    body = await make(call_of(request), drawer.draw, told, frame, ending)
    return Response(body, media_type=FORMATS[ending])

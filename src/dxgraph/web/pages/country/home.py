"""The first page and the search page."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dxgraph.bilingual import Language
from dxgraph.errors import UsageError
from dxgraph.formats import GRAPHS
from dxgraph.messages import message
from dxgraph.model import names
from dxgraph.model.things import Name
from dxgraph.model.view import View
from dxgraph.search import MOST, Entry, Hit, fold, is_called, lacking
from dxgraph.terms import DOCUMENT, INDICATOR, VIET_NAM
from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.negotiation import wants_page
from dxgraph.web.http.request import call_of
from dxgraph.web.pages.country.matrix import indicator_meant
from dxgraph.web.pages.country.ordering import ranking
from dxgraph.web.pages.country.tiles import Tile, by_indicator, by_verdicts, letters
from dxgraph.web.pages.questions.asking import answered, read_names, shown
from dxgraph.web.pages.shared.country import Basis, Country, basis_of, country_of
from dxgraph.web.pages.shared.frame import (
    card_path,
    compile_templates,
    local,
    local_of_iri,
    render,
)
from dxgraph.web.pages.shared.given import one_of
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.paging import part_of
from dxgraph.web.pages.shared.stored import StoredTargets
from dxgraph.web.pages.shared.view import view_of

if TYPE_CHECKING:
    from dxgraph.asking import Reply

_PROGRAMME = DOCUMENT["viet-nam-2020-749-qd-ttg"]
_PLACES: Final = """SELECT (COUNT(DISTINCT ?place) AS ?n) WHERE {
  ?place a dx:EvidenceSpan . ?target dx:evidence ?place . ?target a dx:Target }"""
"""How many places of figures a machine can confirm."""
_MOST = 50
_MOST_NEAR = 5
"""How many things are shown of those whose names only come near what is typed."""
_MOST_FEATURED = 8
"""How many indicators stand on the first page: those that most provinces have."""
_MOST_OFFERED = 40
"""How many indicators the map can be coloured by."""
_TYPE: Final = r"(?:NQ|KH|QĐ|QD|CTR|CT|BC|TB|NĐ|ND)"
_NUMBER: Final = re.compile(
    rf"(?<![\w/])\d{{1,5}}\s?[/-]\s?(?:\d{{4}}/)?{_TYPE}(?![^\W\d_])[\w/-]*"
    r"|(?<!\w)(?:NQ|KH|QĐ|QD)\s(?:số\s|so\s)?(?P<alone>\d{1,5})(?![\w/%,.-])",
    re.IGNORECASE,
)
"""The number of a document, as "09-NQ/TU", "202/2025/NĐ-CP" or "NQ 09"."""
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}")
_ZEROS: Final = re.compile(r"\b0+(?=\d)")
_NUMBERED: Final = """SELECT DISTINCT ?text WHERE { ?document a dx:PolicyDocument ;
  eli:id_local|rdfs:label|skos:altLabel|eli:title ?text }"""
_MOST_NEW = 6


async def prepare(request: Request) -> None:
    """What every page needs of a snapshot, read before anybody asks: else the first who comes waits
    for seconds."""
    # Files are read while the engine's processes answer.
    await asyncio.gather(asyncio.to_thread(_read_files), country_of(request))
    await index_of(request)
    if request.app.state.catalogue is not None and not (await view_of(request)).large:
        await read_names(request)


def _read_files() -> None:
    """Templates, and how each language writes its numbers and days."""
    for language in Language:
        language.number(0)
        language.day(date.min)
    compile_templates()


async def home(request: Request) -> Response:
    """``?indicator=…`` colours the tiles by that indicator's figures, ``?when=after`` shows the
    provinces of today."""
    basis = await basis_of(request)
    view, country, language = basis
    ours = country.areas.keys() - {VIET_NAM}
    provincial = [t for t in view.compared if t.area.iri in ours]
    after = one_of(request.query_params, "when", ("before", "after")) == "after"
    having = dict.fromkeys((t.indicator, t.area.iri) for t in provincial if t.value is not None)
    often = Counter(indicator for indicator, _ in having).most_common(_MOST_OFFERED)
    meant = INDICATOR[
        indicator_meant(view, request.query_params.get("indicator", ""), language) or "-"
    ]
    if chosen := meant if any(t.indicator.iri == meant for t in provincial) else "":
        tiles, legend, year = _coloured(request, basis, chosen, after=after)
    else:
        year = None
        tiles, legend = by_verdicts(basis, after=after)
    newest = sorted(
        (d for d in country.documents.values() if isinstance(d.date, date) and d.area),
        key=lambda d: (d.date, d.name.iri),
        reverse=True,
    )
    catalogue = request.app.state.catalogue
    read_whole = sum(d.extent.slug == "complete" for d in country.documents.values())
    return await render(
        request,
        "home.html",
        provinces=len({t.area for t in provincial}),
        documents=len({t.document for t in provincial}),
        read_whole=read_whole,
        after=after,
        tiles=list(zip(tiles, letters(tiles, language), strict=True)),
        meant=view.name(meant),
        legend=[(key, words) for key, words in legend if any(t.colour == key for t in tiles)],
        chosen=view.name(chosen),
        chosen_year=year,
        often=sorted((name for name, _ in often), key=lambda name: name.order(language)),
        ranked=[(name, count) for name, count in often[:_MOST_FEATURED]],
        areas=sorted(
            (a.name for a in country.areas.values() if a.type == "Province"),
            key=lambda name: name.bare(language),
        ),
        regions={a.name.iri: [view.name(r) for r in a.regions] for a in country.areas.values()},
        newest=newest[:_MOST_NEW],
        programme=view.name(_PROGRAMME),
        against=view.tally(provincial, language).against,
        queries=list(catalogue) if catalogue else [],
        counts={
            "targets": len(provincial),
            "national": view.counts("area")[view.name(VIET_NAM)],
            "places": (await rows(request, _PLACES))[0]["n"],
        },
    )


def _coloured(
    request: Request, basis: Basis, indicator: str, *, after: bool
) -> tuple[list[Tile], list[tuple[str, str]], int | None]:
    """The tiles by an indicator's figures, for the year and level that most provinces have."""
    given = {"when": "after" if after else "before"}
    if year := request.query_params.get("year"):
        given["year"] = year
    found = ranking(basis, indicator, given)
    chosen = {row.area.name.iri: row.target for row in found.rows}
    tiles, legend = by_indicator(basis, chosen, after=after)
    return tiles, legend, found.choice.year


# --- Search -----------------------------------------------------------------------------------


_TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_CODE: Final = re.compile(r"Q[1-9][0-9]*|VN-[0-9]+|[0-9]+")
"""What Wikidata, ISO 3166-2 and the list of administrative units call a thing."""


async def search(request: Request) -> Response:
    """``?q=``, ``kind=``: a page, in parts and by kind, or JSON for a program (``limit=``).

    Raises UsageError for a limit that is no number from 1 to 50 and a kind that there is not.
    """
    text = request.query_params.get("q", "")
    limit = _limit(request.query_params.get("limit") or "20")
    index = await index_of(request)
    kind = index.kind(request.query_params.get("kind"))
    if not wants_page(call_of(request).accept, GRAPHS) or "format" in request.query_params:
        hits = index.names.search(text, limit=limit, kind=kind)
        return JSONResponse(
            {"q": text, "results": [_result(request, hit) for hit in hits]},
            headers={"Vary": "Accept"},
        )
    view, country, language = await basis_of(request)
    unknown = [] if view.large else unknown_numbers(text, await _numbered(request))
    every = index.names.search(text, limit=MOST)
    hits = index.names.search(text, limit=MOST, kind=kind) if kind else every
    # Questions in words need all facts in memory, which large data are not read into.
    asks = text.strip() and not view.large and not kind and request.query_params.get("page") is None
    reply = await answered(request, text) if asks else None
    elsewhere = _understood(reply, "elsewhere")
    areas = _understood(reply, "area")
    reply = reply if reply and (reply.status == "answered" or reply.asks) else None
    lacks = [] if reply or unknown else lacking(text, hits[:limit], _says_nothing)
    near = bool(unknown or lacks)
    if lacks and areas:  # what stands beside the name of an area is told without it
        rest = re.sub("|".join(map(re.escape, areas)), ";", text)
        lacks = lacking(rest, hits[:limit], _says_nothing)
    not_held = [said for said in elsewhere or lacks if not is_called(said, index.names)]
    if not (reply or not_held or unknown) and _is_other_name(text, hits):
        not_held = [text.strip()]
    # Hundreds that share but a word or a letter with what there is not are no answer to it.
    if near := near or bool(not_held):
        hits = hits[:_MOST_NEAR]
    part = part_of(request, hits, limit)
    return await render(
        request,
        "search.html",
        **(await shown(request, reply) if reply else {"reply": None}),
        title=language.say("Tìm", "Search") + (f": {text}" if text else ""),
        q=text,
        unknown=unknown,
        not_held=not_held,
        near=near,
        nothing_of=_without_targets(view, country, text),
        most=MOST,
        kind=kind,
        found=Counter(hit.entry.kind for hit in every),
        part=part,
        hits=[
            (
                view.name(hit.entry.iri),
                hit.entry,
                view.document_of(hit.entry.iri),
                _beside(hit.entry, index, language),
            )
            for hit in part.items
        ],
    )


def _understood(reply: Reply | None, kind: str) -> list[str]:
    """What of a question was understood as something of a kind, as it is typed."""
    return [part.text for part in reply.understood if part.kind == kind] if reply else []


def _is_other_name(text: str, hits: Sequence[Hit]) -> bool:
    """Whether a name, all of it in capitals, is found by words of other tones only: "Ba Đình" is
    no "Bà Rịa … định hướng"."""
    typed = text.split()
    if not typed or not all(word[0].isupper() for word in typed):
        return False
    sounds = {_sounded(word) for word in typed}
    held = [
        {_sounded(word) for name in (e.vi, e.en, *e.others) for word in name.split()}
        for e in (hit.entry for hit in hits)
    ]
    plain = {word for word, _ in sounds}
    return (
        any(tones for _, tones in sounds)
        and any(plain <= {word for word, _ in words} for words in held)
        and not any(sounds <= words for words in held)
    )


def _sounded(word: str) -> tuple[str, str]:
    """The letters of a word and its tones, wherever they stand: "Hoà" and "Hòa" are one."""
    apart = unicodedata.normalize("NFD", word)
    return fold(word), "".join(_TONES.findall(apart))


def _says_nothing(word: str) -> bool:
    """Whether a word in lower case is one that a question may have anywhere."""
    from dxgraph.asking.language.fillers import (
        is_light,  # its files are read for the first who searches
    )

    return len(word) < 2 or any(is_light(word, each, plain=word.isascii()) for each in ("vi", "en"))


def _beside(entry: Entry, index: names.Index, language: Language) -> list[tuple[str, str]]:
    """Up to three other names, each with its language: numbers and titles, names that people use.

    Not those in the reader's other language, nor the codes that only repeat the address or are for
    programs; nor those of a target, whose document and year stand beside it.
    """
    if entry.kind == "target":
        return []
    label = entry.vi if language is Language.VI else entry.en
    slug = entry.iri.rpartition("/")[2]
    found = [(text, index.language_of(text)) for text in entry.others]
    return [
        (text, tag)
        for text, tag in found
        if text not in {label, slug}
        and not _CODE.fullmatch(text)
        and (tag not in language.others or index.is_title(text))
    ][:3]


def _limit(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST:
        return int(text)
    raise UsageError(message("limit-wrong", most=_MOST, text=text), parameter="limit")


def _result(request: Request, hit: Hit) -> dict[str, Any]:
    entry = hit.entry
    return {
        "iri": entry.iri,
        "kind": entry.kind,
        "label": {"vi": entry.vi, "en": entry.en},
        "other_names": list(entry.others),
        "path": local(request, card_path(entry.iri))
        if entry.kind == "target"
        else local_of_iri(request, entry.iri),
        "score": round(hit.score, 3),
    }


async def index_of(request: Request) -> names.Index:
    """The names of the snapshot that is served now, indexed once."""
    view = await view_of(request)
    if isinstance(view.targets, StoredTargets):
        return view.targets.named
    return await answering_of(request).once("index", lambda: names.read(partial(rows, request)))


async def _numbered(request: Request) -> Sequence[str]:
    """The numbers and names of all documents, each folded."""

    async def read() -> Sequence[str]:
        return folded(row["text"] for row in await rows(request, _NUMBERED))

    found: Sequence[str] = await answering_of(request).once("numbered", read)
    return found


def folded(texts: Iterable[object]) -> list[str]:
    """Texts between blanks, so that whole words are found in them; numbers without zeros before."""
    return [f" {_ZEROS.sub('', fold(str(text)))} " for text in texts]


def unknown_numbers(text: str, numbered: Sequence[str]) -> list[str]:
    """The numbers of documents that a text names, as it does, and that none of the numbers and
    names of documents holds."""
    asked = {match[0]: match["alone"] or match[0] for match in _NUMBER.finditer(text)}
    return [
        said
        for said, number in asked.items()
        if not _YEAR.fullmatch(number)
        and not any(name in each for name in folded([number]) for each in numbered)
    ]


def _without_targets(view: View, country: Country, text: str) -> list[Name]:
    """The areas that a text names by their whole names and that have no target yet."""
    typed = f" {fold(text)} "
    having = view.counts("area")
    return [
        area.name
        for area in country.areas.values()
        if area.name not in having and f" {fold(area.name.short(Language.VI))} " in typed
    ]

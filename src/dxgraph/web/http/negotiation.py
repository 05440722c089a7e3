"""Which format, encoding and language a client gets: RFC 9110, section 12.

The parameter ``format=`` goes before ``Accept``; without either, SELECT and ASK are answered in
JSON and graphs in Turtle.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from starlette.requests import Request

from dxgraph.bilingual import weighted
from dxgraph.engine.protocol import Form
from dxgraph.errors import NotAcceptable
from dxgraph.formats import GRAPHS, HTML, RESULTS, Format, find
from dxgraph.messages import message
from dxgraph.web.http.request import call_of


def formats_for(form: Form) -> tuple[Format, ...]:
    """What there is for the answer of a query of this form."""
    return GRAPHS if form.gives_graph else RESULTS


def choose(accept: str | None, wanted: Sequence[str], offers: tuple[Format, ...]) -> Format:
    """The format to send, from ``format=`` (each of `wanted`) or else from ``Accept``.

    Raises NotAcceptable, which lists the offers, when none of them will do.
    """
    wanted = [word for word in wanted if word.strip()]
    if wanted:
        # Clients that do not know our words send several, each in its own spelling.
        for word in wanted:
            found = named(word, offers)
            if found is not None:
                return found
        asked = ", ".join(f"format={word}" for word in wanted)
        raise _not_acceptable(asked, offers)
    found = best(accept or "", offers)
    if found is None:
        raise _not_acceptable(f"Accept: {accept}", offers)
    return found


def named(word: str, offers: tuple[Format, ...]) -> Format | None:
    """The format of this name, media type or file extension."""
    for part in word.lower().split(","):
        wanted = part.partition(";")[0].strip()
        found = find(wanted, offers)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=1024)
def best(accept: str, offers: tuple[Format, ...]) -> Format | None:
    """The offer of the highest quality; of equal ones the first. No header accepts anything."""
    if not accept.strip():
        return offers[0]
    accepted = ranges(accept)
    found, found_quality = None, 0.0
    for offer in offers:
        # A wildcard speaks of what we send; an alias counts only for who asks for it by name.
        by_alias = (quality for name, quality in accepted if name in offer.aliases)
        quality = max(_quality(accepted, offer.media_type), *by_alias, 0.0)
        if quality > found_quality:
            found, found_quality = offer, quality
    return found


@lru_cache(maxsize=1024)
def wants_page(accept: str, offers: tuple[Format, ...]) -> bool:
    """Whether the client asks for HTML by name, and for no offer as much."""
    if "html" not in accept:
        return False
    qualities = dict(ranges(accept))
    html = max(qualities.get(name, 0.0) for name in (HTML.media_type, *HTML.aliases))
    data = {name for offer in offers for name in (offer.media_type, *offer.aliases)}
    return html > max((qualities.get(name, 0.0) for name in data), default=0.0)


def page_asked(request: Request, offers: tuple[Format, ...]) -> bool:
    """Whether a request asks for a page, where there are data in these formats too: ``format=``
    goes before ``Accept``."""
    wanted = [word for word in request.query_params.getlist("format") if word.strip()]
    if wanted:
        return any(named(word, (HTML,)) for word in wanted)
    return wants_page(call_of(request).accept, offers)


def format_asked(request: Request, offers: tuple[Format, ...]) -> Format:
    """The format that a request asks for. Raises NotAcceptable."""
    return choose(call_of(request).accept, request.query_params.getlist("format"), offers)


@lru_cache(maxsize=1024)
def encoding(accept_encoding: str) -> str:
    """``br``, ``gzip`` or, where neither is accepted, nothing (RFC 9110, section 12.5.3)."""
    qualities = dict(weighted(accept_encoding))
    rest = qualities.get("*", 0.0)
    chosen, quality = "", qualities.get("identity", 0.0)
    for name in ("gzip", "br"):
        offered = qualities.get(name, rest)
        if offered > 0 and offered >= quality:
            chosen, quality = name, offered
    return chosen


def _not_acceptable(asked: str, offers: tuple[Format, ...]) -> NotAcceptable:
    return NotAcceptable(
        message(
            "no-format-suits", asked=asked, names=", ".join(offer.media_type for offer in offers)
        ),
        formats=[{"format": offer.name, "media_type": offer.media_type} for offer in offers],
    )


def ranges(accept: str) -> list[tuple[str, float]]:
    """The media ranges of a field Accept, each with its quality."""
    return [(name, quality) for name, quality in weighted(accept) if "/" in name]


def _quality(ranges: Sequence[tuple[str, float]], media_type: str) -> float:
    """The quality by the most specific range that the media type is in."""
    kind = media_type.partition("/")[0]
    for specific in (media_type, f"{kind}/*", "*/*"):
        found = [quality for name, quality in ranges if name == specific]
        if found:
            return max(found)
    return 0.0

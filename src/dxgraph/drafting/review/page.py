"""The review page: the text with the proposals beside their places, to accept, correct or reject.

A small service for one person on one machine. It works without scripts, by forms; it answers on a
loopback address only, to requests for its own names only, and to forms that it made itself. The
text never leaves the machine.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import jinja2
from markupsafe import Markup, escape
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dxgraph.drafting.knowledge import Tongue
from dxgraph.drafting.proposal import DOUBTS, Draft, Proposal
from dxgraph.drafting.read.segments import blocks
from dxgraph.drafting.review.decisions import Correction, accept, correct, explain, reject
from dxgraph.drafting.review.table import is_doubtful
from dxgraph.drafting.write import labels as wording
from dxgraph.drafting.write.files import DOUBTFUL, OTHERS, document_turtle, write
from dxgraph.errors import DxgraphError, UsageError

HOSTS = ("127.0.0.1", "localhost")
"""The only names that the page answers to; the first is the address that it listens on."""
_BODY = 64_000
_HERE = Path(__file__).resolve().parent
_LEVELS = ("not-applicable", "all", "ministry", "province", "district", "commune")
_PILLARS = ("government", "economy", "society", "cross-cutting")
_COMPARATORS = (
    *("", "equal", "at-least", "greater-than", "at-most", "less-than", "approximately"),
    "within-top",
)
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

_environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a line that is marked in one way."""

    text: str
    marked: bool = False
    anchors: tuple[str, ...] = ()
    reason: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Number:
    begin: int
    end: int
    text: str
    reason: str
    sure: bool
    """Whether its own words explain it."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A block of the text, with what stands beside it."""

    line: int
    parts: tuple[_Part, ...]
    items: tuple[Proposal, ...]
    numbers: tuple[_Number, ...]


class Review:
    """The state of a review: the draft as decided so far, and where its files go."""

    def __init__(self, draft: Draft, folder: Path) -> None:
        self.draft = draft
        self.folder = folder
        self.token = secrets.token_urlsafe(24)
        self.saved: tuple[Path, ...] = ()

    # ---- Answers ---------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """The text and its proposals."""
        only = request.query_params.get("show") == "doubtful"
        return self._show(_language(request.query_params.get("lang", "vi")), only=only)

    async def decide(self, request: Request) -> Response:
        """Accept, reject or correct a proposal."""
        key = request.path_params["key"]

        def change(form: Mapping[str, str]) -> Draft:
            action = form.get("action", "")
            if action == "accept":
                return accept(self.draft, key)
            if action == "reject":
                return reject(self.draft, key)
            if action == "correct":
                return correct(self.draft, key, _correction(form))
            raise UsageError(f"{action!r} is no decision.", remedy="Use the buttons of the page.")

        return await self._changed(request, change, f"#{key}")

    async def reason(self, request: Request) -> Response:
        """Say why a number is no target."""

        def change(form: Mapping[str, str]) -> Draft:
            begin, end = _whole(form, "begin"), _whole(form, "end")
            return explain(self.draft, begin, end, form.get("reason", ""))

        return await self._changed(request, change, "")

    async def save(self, request: Request) -> Response:
        """Write the files."""

        def change(form: Mapping[str, str]) -> Draft:
            del form
            self.saved = tuple(write(self.draft, self.folder))
            return self.draft

        return await self._changed(request, change, "")

    async def turtle(self, request: Request) -> Response:
        """The document's Turtle as it would be written."""
        del request
        return PlainTextResponse(document_turtle(self.draft), headers=_HEADERS)

    async def style(self, request: Request) -> Response:
        """The service's style sheet, and the page's own."""
        del request
        sheets = (
            _HERE.parent / "web" / "static" / "style.css",
            _HERE / "templates" / "review.css",
        )
        text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
        return Response(text, media_type="text/css", headers=_HEADERS)

    async def _changed(
        self, request: Request, change: Callable[[Mapping[str, str]], Draft], anchor: str
    ) -> Response:
        """Apply a form to the draft, and go back to its place; or show what is wrong with it."""
        lang = "vi"
        try:
            form = await _form(request)
            lang = _language(form.get("lang", "vi"))
            if not secrets.compare_digest(form.get("token", ""), self.token):
                raise UsageError(
                    "The form is not of this review.",
                    remedy="Load the page again; it may be of an earlier run.",
                )
            self.draft = change(form)
        except DxgraphError as error:
            return self._show(lang, error)
        return RedirectResponse(f"/?lang={lang}{anchor}", status_code=303, headers=_HEADERS)

    # ---- The page --------------------------------------------------------------------------

    def _show(
        self, lang: str, problem: DxgraphError | None = None, *, only: bool = False
    ) -> Response:
        """The page; with ``only``, the places alone that have something doubtful or open."""
        place = 0 if lang == "vi" else 1
        knowledge = self.draft.knowledge
        saved, self.saved = self.saved, ()
        tongue: Tongue = "vi" if lang == "vi" else "en"
        names = wording.document_label(self.draft.document, knowledge)

        def say(kind: str, slug: str) -> str:
            """A concept in the page's language."""
            return knowledge.labels.get(f"{kind}/{slug}", (slug, slug))[place] if slug else "—"

        page = _environment.get_template("review.html").render(
            lang=lang,
            other="en" if lang == "vi" else "vi",
            say=lambda vi, en: (vi, en)[place],
            names={"vi": names[0], "en": names[1]},
            draft=self.draft,
            token=self.token,
            problem=problem,
            saved=saved,
            only=only,
            rows=[row for row in _rows(self.draft) if not only or _open(row)],
            label=lambda item: _either(wording.indicator_label(item, knowledge), place),
            figure=lambda item: wording.amount(item)[place],
            doubt=lambda slug: DOUBTS[slug][place],
            plain=lambda value: "" if value is None else f"{value.normalize():f}",
            choose=lambda name, label, kind, values, chosen: _choose(
                name, label, {value: say(kind, value) for value in values}, chosen
            ),
            said=say,
            others=lambda item: [
                knowledge.indicators[other.slug].label(tongue)
                for other in item.candidates
                if other.slug != item.indicator and other.score >= OTHERS
            ][:3],
            doubtful=sorted(
                (item for item in self.draft.proposals if is_doubtful(item)),
                key=lambda item: item.confidence,
            ),
            indicators={slug: item.label(tongue) for slug, item in knowledge.indicators.items()},
            levels=_LEVELS,
            pillars=_PILLARS,
            comparators=_COMPARATORS,
            units=("", *sorted(knowledge.units)),
            reasons=("", *sorted(knowledge.reasons)),
        )
        return HTMLResponse(page, status_code=400 if problem else 200, headers=_HEADERS)


def _open(row: _Row) -> bool:
    """Whether a person has something to say of a block of the text."""
    return any(map(is_doubtful, row.items)) or any(not number.reason for number in row.numbers)


def _either(pair: tuple[str, str], place: int) -> str:
    return pair[place] or pair[1 - place]


def _choose(name: str, label: str, values: Mapping[str, str], chosen: str) -> Markup:
    options = Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else "", said
        )
        for value, said in ({chosen: chosen} | dict(values)).items()
    )
    return Markup('<label><span>{}</span> <select name="{}">{}</select></label>').format(
        escape(label), name, options
    )


def _rows(draft: Draft) -> list[_Row]:
    """The blocks of the text with their marks, proposals and numbers."""
    text = draft.source.text
    found = []
    for block in blocks(text):
        begin = block.marker[0] if block.marker else block.begin
        items = tuple(item for item in draft.proposals if begin <= item.spans[0][0] < block.end)
        numbers = [
            _Number(
                item.begin,
                item.end,
                text[item.begin : item.end],
                item.reason,
                item.confidence >= DOUBTFUL,
            )
            for item in draft.numbers
            if begin <= item.begin < block.end
        ]
        left = [span for span in draft.open if begin <= span[0] < block.end]
        numbers += [_Number(*span, text[slice(*span)], "", False) for span in left]
        numbers.sort(key=lambda item: item.begin)
        line = draft.source.place(begin)[0]
        parts = _parts(draft, begin, block.end, numbers)
        found.append(_Row(line, parts, items, tuple(numbers)))
    return found


def _parts(draft: Draft, begin: int, end: int, numbers: list[_Number]) -> tuple[_Part, ...]:
    """A line cut at every end of a span or number, so that marks may lie inside one another."""
    text = draft.source.text
    spans = [
        (first, last, item)
        for item in draft.proposals
        for first, last in item.spans
        if first < end and begin < last
    ]
    cuts = {begin, end}
    cuts |= {at for first, last, _ in spans for at in (first, last)}
    cuts |= {at for item in numbers for at in (item.begin, item.end)}
    ordered = sorted(at for at in cuts if begin <= at <= end)
    parts = []
    for first, last in itertools.pairwise(ordered):
        number = next((item for item in numbers if item.begin <= first < item.end), None)
        parts.append(
            _Part(
                text[first:last],
                marked=any(item.accepted for start, stop, item in spans if start <= first < stop),
                anchors=tuple(item.key for start, _, item in spans if start == first),
                reason=number.reason if number else "",
                open=number is not None and not number.reason,
            )
        )
    return tuple(parts)


# ---- Forms -------------------------------------------------------------------------------------


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form. Raises UsageError for what is no form, or too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _BODY:
            raise UsageError("The form is too long.", remedy="Shorten the names.")
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=40)
    except ValueError as error:
        raise UsageError("This is no form.", remedy="Use the page.") from error
    return {name: values[-1].strip() for name, values in fields.items()}


def _correction(form: Mapping[str, str]) -> Correction:
    level, pillar = form.get("level", ""), form.get("pillar", "")
    comparator = form.get("comparator", "")
    for name, value, known in (
        ("level", level, _LEVELS),
        ("pillar", pillar, _PILLARS),
        ("comparator", comparator, _COMPARATORS),
    ):
        if value not in known:
            raise UsageError(f"{value!r} is no {name}.", remedy="Choose one of the list.")
    return Correction(
        begin=_whole(form, "begin"),
        end=_whole(form, "end"),
        indicator=form.get("indicator", ""),
        vi=form.get("vi", ""),
        en=form.get("en", ""),
        level=level,
        deadline=_day(form.get("deadline", "")),
        comparator=comparator or None,
        value=_number(form, "value"),
        upper=_number(form, "upper"),
        unit=form.get("unit", "") or None,
        pillar=pillar,
    )


def _whole(form: Mapping[str, str], name: str) -> int:
    text = form.get(name, "")
    if not text.isdecimal() or len(text) > 9:
        raise UsageError(f"{text!r} is no place in the text.", remedy="Give a whole number.")
    return int(text)


def _number(form: Mapping[str, str], name: str) -> Decimal | None:
    text = form.get(name, "")
    if not text:
        return None
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise UsageError(
            f"{text!r} is no number.", remedy="Write digits with a decimal point: 12.5."
        ) from error
    if not value.is_finite() or abs(value) > Decimal("1e18"):
        raise UsageError(f"{text!r} is no figure.", remedy="Write a number.")
    return value


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no day.", remedy="Write it as 2025-12-31.") from error


def _language(text: str) -> str:
    return "en" if text == "en" else "vi"


# ---- The service -------------------------------------------------------------------------------


def application(draft: Draft, folder: Path) -> Starlette:
    """The review page of a draft, whose files go into the folder."""
    review = Review(draft, folder)
    app = Starlette(
        routes=[
            Route("/", review.page),
            Route("/style.css", review.style),
            Route("/turtle", review.turtle),
            Route("/proposals/{key}", review.decide, methods=["POST"]),
            Route("/numbers", review.reason, methods=["POST"]),
            Route("/save", review.save, methods=["POST"]),
        ],
        # A page elsewhere could point a name of its own at this machine: it is not answered.
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)
        ],
    )
    app.state.review = review
    return app


def serve(draft: Draft, folder: Path, *, port: int = 0, ready: Callable[[str], Any]) -> None:
    """Show the review page on a loopback port until it is interrupted; 0 takes a free one.

    ``ready`` is called with the address. Raises UsageError when the port is taken.
    """
    import socket

    import uvicorn

    try:
        listener = socket.create_server((HOSTS[0], port))
    except OSError as error:
        raise UsageError(
            f"The port {port} cannot be used: {error.strerror or error}.",
            remedy="Give another --port, or none to take a free one.",
        ) from error
    with listener:
        ready(f"http://{HOSTS[0]}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(application(draft, folder), log_level="warning", lifespan="off")
        uvicorn.Server(config).run(sockets=[listener])

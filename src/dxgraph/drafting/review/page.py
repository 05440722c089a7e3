"""The review page: the text with the proposals beside their places, to accept, correct or reject.

A small service for one person on one machine. It works without scripts, by forms (one script
copies marked words into one of them); it answers on a
loopback address only, to requests for its own names only, and to forms that it made itself. The
text never leaves the machine.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dxgraph.bilingual import Language, language_for
from dxgraph.drafting.doubts import DOUBTS
from dxgraph.drafting.proposal import Draft
from dxgraph.drafting.review.adding import add, reviewed, unreviewed
from dxgraph.drafting.review.decisions import accept, correct, explain, reject
from dxgraph.drafting.review.forms import (
    COMPARATORS,
    LEVELS,
    PILLARS,
    correction,
    form_of,
    whole,
)
from dxgraph.drafting.review.rows import is_open, rows_of
from dxgraph.drafting.write import labels as wording
from dxgraph.drafting.write.files import document_turtle, write
from dxgraph.errors import DxgraphError, UsageError
from dxgraph.messages import message

HOSTS = ("127.0.0.1", "localhost")
"""The only names that the page answers to; the first is the address that it listens on."""
_HERE = Path(__file__).resolve().parent
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

_environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)


class Review:
    """The state of a review: the draft as decided so far, and where its files go."""

    def __init__(self, draft: Draft, folder: Path, notes: Sequence[tuple[str, str]] = ()) -> None:
        """`notes` are what was found out about the document, in Vietnamese and English."""
        self.draft = draft
        self.notes = notes
        self.folder = folder
        self.token = secrets.token_urlsafe(24)
        self.saved: tuple[Path, ...] = ()
        self.left_out = (0, 0)

    # ---- Answers ---------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """The text and its proposals."""
        only = request.query_params.get("show") == "doubtful"
        return self._show(_language(request), only=only)

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
                return correct(self.draft, key, correction(form))
            raise UsageError(message("no-decision", action=action))

        return await self._changed(request, change, f"#{key}")

    async def reason(self, request: Request) -> Response:
        """Say why a number is no target."""

        def change(form: Mapping[str, str]) -> Draft:
            begin, end = whole(form, "begin"), whole(form, "end")
            return explain(self.draft, begin, end, form.get("reason", ""))

        return await self._changed(request, change, "")

    async def added(self, request: Request) -> Response:
        """Put forward a target for words that were marked."""
        keys: list[str] = []

        def change(form: Mapping[str, str]) -> Draft:
            begin, end = whole(form, "begin"), whole(form, "end")
            draft, key = add(self.draft, begin, end, form.get("words", ""))
            keys.append(key)
            return draft

        return await self._changed(request, change, lambda: f"#{keys[0]}")

    async def save(self, request: Request) -> Response:
        """Write the files: what was reviewed, and the rest only where the form says so."""

        def change(form: Mapping[str, str]) -> Draft:
            everything = form.get("unreviewed") == "1"
            written = self.draft if everything else reviewed(self.draft)
            if self.draft.proposals and not written.accepted:
                raise UsageError(message("nothing-accepted"))
            self.left_out = (0, 0) if everything else unreviewed(self.draft)
            self.saved = tuple(write(written, self.folder))
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
            _HERE.parents[1] / "web" / "static" / "style.css",
            _HERE / "templates" / "review.css",
        )
        text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
        return Response(text, media_type="text/css", headers=_HEADERS)

    async def script(self, request: Request) -> Response:
        """What copies marked words into the form of their passage."""
        del request
        text = (_HERE / "templates" / "mark.js").read_text(encoding="utf-8")
        return Response(text, media_type="text/javascript", headers=_HEADERS)

    async def _changed(
        self,
        request: Request,
        change: Callable[[Mapping[str, str]], Draft],
        anchor: str | Callable[[], str],
    ) -> Response:
        """Apply a form to the draft, and go back to its place; or show what is wrong with it."""
        lang = _language(request)
        form: Mapping[str, str] = {}
        try:
            form = await form_of(request)
            lang = _language(request, form)
            if not secrets.compare_digest(form.get("token", ""), self.token):
                raise UsageError(message("form-of-another-review"))
            self.draft = change(form)
        except DxgraphError as error:
            # What was typed stays, in the form that was sent.
            return self._show(lang, error, typed=(request.url.path, form))
        anchor = anchor if isinstance(anchor, str) else anchor()
        return RedirectResponse(f"/?lang={lang}{anchor}", status_code=303, headers=_HEADERS)

    # ---- The page --------------------------------------------------------------------------

    def _show(
        self,
        lang: Language,
        problem: DxgraphError | None = None,
        *,
        typed: tuple[str, Mapping[str, str]] = ("", {}),
        only: bool = False,
    ) -> Response:
        """The page; with ``only``, the places alone that have something doubtful or open.

        ``typed`` is a form that was refused: where it was sent to, and its fields.
        """
        place = 0 if lang is Language.VI else 1
        knowledge = self.draft.knowledge
        saved, self.saved = self.saved, ()
        names = wording.document_label(self.draft.document, knowledge)

        def say(kind: str, slug: str) -> str:
            """A concept in the page's language."""
            return knowledge.labels.get(f"{kind}/{slug}", (slug, slug))[place] if slug else "—"

        page = _environment.get_template("review.html").render(
            lang=lang,
            other=lang.others[0],
            say=lang.say,
            counted=lang.counted,
            names={"vi": names[0], "en": names[1]},
            draft=self.draft,
            token=self.token,
            problem=problem and (problem.said.in_language(lang), problem.advice.in_language(lang)),
            wrong=str(problem.extra.get("field", "")) if problem else "",
            sent=typed[0],
            typed=typed[1],
            notes=[note[place] for note in self.notes],
            saved=saved,
            folder=self.folder,
            left_out=self.left_out,
            unreviewed=unreviewed(self.draft),
            held=self.draft.reported is None,
            only=only,
            rows=[row for row in rows_of(self.draft) if not only or is_open(row)],
            label=lambda item: _either(wording.indicator_label(item, knowledge), place),
            written_day=lambda day: f"{day:%d/%m/%Y}" if day else "",
            share=lambda value: f"{value:.2f}".replace(".", lang.marks[0]),
            figure=lambda item: wording.amount(item)[place],
            doubt=lambda slug: DOUBTS[slug].in_language(lang),
            plain=lambda value: "" if value is None else f"{value.normalize():f}",
            choose=lambda name, label, kind, values, chosen, wrong="": _choose(
                name, label, {value: say(kind, value) for value in values}, chosen, wrong
            ),
            said=say,
            others=lambda item: [
                knowledge.indicators[other.slug].label(lang.value) for other in item.others
            ],
            doubtful=sorted(
                (item for item in self.draft.proposals if item.doubtful),
                key=lambda item: item.confidence,
            ),
            indicators={
                slug: item.label(lang.value) for slug, item in knowledge.indicators.items()
            },
            levels=LEVELS,
            pillars=PILLARS,
            comparators=COMPARATORS,
            units=("", *sorted(knowledge.units)),
            reasons=("", *sorted(knowledge.reasons)),
        )
        return HTMLResponse(page, status_code=400 if problem else 200, headers=_HEADERS)


def _language(request: Request, form: Mapping[str, str] | None = None) -> Language:
    """The language of the page: the form or the address says it, else the browser asks for it."""
    said = form or request.query_params
    return language_for(said.get("lang"), request.headers.get("accept-language"))


def _either(pair: tuple[str, str], place: int) -> str:
    return pair[place] or pair[1 - place]


def _choose(name: str, label: str, values: Mapping[str, str], chosen: str, wrong: str) -> Markup:
    options = Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else "", said
        )
        for value, said in ({chosen: chosen} | dict(values)).items()
    )
    return Markup('<label><span>{}</span> <select name="{}"{}>{}</select></label>').format(
        escape(label), name, wrong, options
    )


# ---- The service -------------------------------------------------------------------------------


def application(draft: Draft, folder: Path, notes: Sequence[tuple[str, str]] = ()) -> Starlette:
    """The review page of a draft, whose files go into the folder."""
    review = Review(draft, folder, notes)
    app = Starlette(
        routes=[
            Route("/", review.page),
            Route("/style.css", review.style),
            Route("/mark.js", review.script),
            Route("/turtle", review.turtle),
            Route("/proposals/{key}", review.decide, methods=["POST"]),
            Route("/numbers", review.reason, methods=["POST"]),
            Route("/targets", review.added, methods=["POST"]),
            Route("/save", review.save, methods=["POST"]),
        ],
        # A page elsewhere could point a name of its own at this machine: it is not answered.
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)
        ],
    )
    app.state.review = review
    return app


def serve(
    draft: Draft,
    folder: Path,
    *,
    port: int = 0,
    notes: Sequence[tuple[str, str]] = (),
    ready: Callable[[str], Any],
) -> None:
    """Show the review page on a loopback port until it is interrupted; 0 takes a free one.

    ``ready`` is called with the address. Raises UsageError when the port is taken.
    """
    import socket

    import uvicorn

    try:
        listener = socket.create_server((HOSTS[0], port))
    except OSError as error:
        raise UsageError(
            message("port-not-used", port=str(port), reason=error.strerror or error),
        ) from error
    with listener:
        ready(f"http://{HOSTS[0]}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(
            application(draft, folder, notes), log_level="warning", lifespan="off"
        )
        uvicorn.Server(config).run(sockets=[listener])

"""From a query to bytes that are ready to send: cache, limits, one run for equal questions.

All that answers queries over HTTP goes through here: the SPARQL Protocol, the graph store, the
named queries and the pages.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive

from dxgraph.engine.once import Made, OncePerSnapshot, SharedRuns
from dxgraph.engine.protocol import Answer, Engine, Form, Limits, Prompt, Query, SnapshotInfo
from dxgraph.engine.query.inspection import form_of, may_call
from dxgraph.engine.ready.answers import ReadyAnswers
from dxgraph.errors import QueryCancelled
from dxgraph.formats import Format
from dxgraph.messages import message
from dxgraph.publish.archive import Archive
from dxgraph.settings import MEGABYTE, Settings
from dxgraph.web.http.cache import AnswerCache, Kept, entity_tag, key_of, matched
from dxgraph.web.http.compression import WORTH_BYTES, compressed, decompress
from dxgraph.web.http.headers import LATEST, PINNED, RUN_ID, VARY, Header, guards, of_values
from dxgraph.web.http.leaving import Leaving
from dxgraph.web.http.limits import ClientLimit, limits_of
from dxgraph.web.http.making import Making
from dxgraph.web.http.negotiation import choose, encoding, formats_for
from dxgraph.web.http.prompting import Prompting
from dxgraph.web.http.ready import Ready
from dxgraph.web.http.request import Call, call_of, new_id

_NO_LIMITS: Final = Limits()

_OF_PAGES: Final = 4
"""Which part of the cache is for pages: a quarter."""


class Answering(Prompting):
    """Runs queries for clients. One for an application; at `request.app.state.answering`."""

    clients: ClientLimit

    def __init__(self, engine: Engine, settings: Settings) -> None:
        prompt = engine if isinstance(engine, Prompt) else None
        clients = ClientLimit(settings.client_queries)
        cache_bytes = settings.cache_mb * MEGABYTE
        super().__init__(prompt, settings, clients, cache_bytes - cache_bytes // _OF_PAGES)
        self.pages = AnswerCache(cache_bytes // _OF_PAGES)
        """Of their own, with what they ask for: who walks through every page would else push out
        all answers, and fill the whole of that memory."""
        self.engine = engine
        self.archive = Archive.at(settings.releases)
        self.ready = ReadyAnswers((), 0)
        """The answers that need no run. Empty unless somebody fills them."""
        self.joined = 0
        """How many queries were answered by a run that an equal one had begun."""
        self._runs: SharedRuns[Answer] = SharedRuns()
        self.make = Making(settings, self.clients)
        self._made: dict[str, OncePerSnapshot[Any]] = {}

    async def snapshot(self) -> SnapshotInfo:
        """What the engine answers from now; a new snapshot empties the cache at once, and
        what was held ready."""
        info = await self.engine.info()
        self.cache.of_snapshot(info.digest)
        self.pages.of_snapshot(info.digest)
        self.ready.of_snapshot(info.digest)
        return info

    async def once(self, name: str, make: Callable[[], Awaitable[Made]]) -> Made:
        """What `make` gives for the snapshot that is served now: made once, then kept by name."""
        digest = (await self.snapshot()).digest
        made: Made = await self._made.setdefault(name, OncePerSnapshot()).get(digest, make)
        return made

    async def answer(
        self, query: Query, call: Call | None = None, limits: Limits | None = None
    ) -> Kept:
        """Answer from the cache, or by a run that equal queries share.

        A `call` counts among its client's queries and is told what happened; a page, which asks on
        its own account, leaves it out. Raises what `Engine.run` raises, and TooManyRequests.
        """
        info = await self.snapshot()
        key = self.key(info, query, form_of(query.text))
        return self._find(key, call) or await self._ask(query, info, key, call, limits)

    async def ask(self, query: Query, call: Call | None = None) -> Answer:
        """As `answer`, for who wants nothing but the answer."""
        return (await self.answer(query, call)).answer

    def key(self, info: SnapshotInfo, query: Query, form: Form | None) -> str:
        """Empty where nothing can be kept: the store does not say which data it holds, or data of
        another service are asked for too."""
        if not info.digest or self._asks_others(query):
            return ""
        return key_of(info.digest, query, form)

    def _asks_others(self, query: Query) -> bool:
        return bool(self.settings.service_allow_list) and may_call(query.text)

    def _find(self, key: str, call: Call | None) -> Kept | None:
        kept = None
        if key:
            of_pages = call is None and self.pages.holds(key)
            kept = (self.pages if of_pages else self.cache).find(key)
        if kept is not None and call is not None:
            call.cache, call.rows = "hit", kept.answer.rows
        return kept

    def _at_once(
        self,
        query: Query,
        info: SnapshotInfo,
        key: str,
        call: Call,
        limits: Limits | None,
    ) -> Kept | None:
        """The answer to a query that the engine proves small, without all that a longer one needs:
        a run that others can share, and an eye on the client. Raises TooManyRequests."""
        if self._prompt is None or self._ending or call.tried:
            return None
        self.clients.enter(call.client)
        try:
            answer = self._prompt.at_once(query, limits, call.run_id)
        finally:
            self.clients.leave(call.client)
        if answer is None or answer.digest != info.digest:
            return None
        call.cache, call.rows = "miss", answer.rows
        # It is kept as soon as it has a variant to be sent.
        return Kept(answer, answer.digest, key, extra=of_values(query.text), quick=True)

    async def _ask(
        self,
        query: Query,
        info: SnapshotInfo,
        key: str,
        call: Call | None,
        limits: Limits | None,
    ) -> Kept:
        limits = limits or _NO_LIMITS
        if call is None:
            answer = await self._run(key, query, info, limits, None)
        else:
            call.cache = "miss"
            self.clients.enter(call.client)
            try:
                answer = await self._run(key, query, info, limits, call)
            finally:
                self.clients.leave(call.client)
            call.rows = answer.rows
        digest = answer.digest
        if not digest and (await self.snapshot()).digest == info.digest:
            digest = info.digest
        if digest != info.digest:
            # Another snapshot was swapped in meanwhile: it answered, or we do not know which did.
            known = digest and not self._asks_others(query)
            key = key_of(digest, query, form_of(query.text)) if known else ""
            await self.snapshot()
        # How a store elsewhere writes values is its own affair.
        kept = Kept(answer, digest, key, extra=of_values(query.text) if self._prompt else ())
        keep = self.cache.keep if call is not None else self.pages.keep_if_again
        keep(kept)
        return kept

    async def _run(
        self, key: str, query: Query, info: SnapshotInfo, limits: Limits, call: Call | None
    ) -> Answer:
        if self._ending:
            raise _ending()
        run_id = new_id() if call is None else call.run_id
        held = await self.ready.answer(
            query, info.digest, run_id, limits.result_bytes(self.settings)
        )
        if held is not None:
            return held
        # What has no key is shared with nobody.
        name = (key or run_id, limits, query.lane.value)
        if name in self._runs:
            self.joined += 1
            if call is not None:
                call.cache = "joined"
        task = asyncio.current_task()
        try:
            return await self._runs.get(name, lambda: self.engine.run(query, limits, run_id=run_id))
        except asyncio.CancelledError:
            if self._ending and not (task and task.cancelling()):
                raise _ending() from None
            raise

    def end(self) -> None:
        """End all runs; whoever waits for one is told that the service ends."""
        self._ending = True
        self._runs.end()

    async def respond(
        self,
        query: Query,
        call: Call,
        receive: Receive,
        *,
        wanted: Sequence[str] = (),
        limits: Limits | None = None,
        pinned: bool = False,
    ) -> Ready:
        """Negotiate, answer and make ready to send; 304 without running where that is true.

        `wanted` are the values of ``format=``. Of `query` the formats are set here. Raises
        NotAcceptable, what `answer` raises, and ClientLeft when the client went away meanwhile.
        """
        form = form_of(query.text)
        if form is not None:
            # What is no query at all goes on: the engine says what is wrong with it, which is
            # worth more to the client than a word on formats.
            query = _with_format(query, form, choose(call.accept, wanted, formats_for(form)))
        call.query_digest = hashlib.sha256(query.text.encode()).hexdigest()[:16]
        wished = encoding(call.accept_encoding) if call.accept_encoding else ""
        info = await self.snapshot()
        key = self.key(info, query, form)
        # Any representation will do for "*", but there must be one: of a query that fails is none.
        anything = call.if_none_match.strip() == "*"
        if call.if_none_match and not anything and call.method in {"GET", "HEAD"}:
            tag = matched(call.if_none_match, key, wished)
            if tag is not None:
                return self.not_modified(call, tag, pinned=pinned)
        kept = self._find(key, call) or self._at_once(query, info, key, call, limits)
        if kept is None:
            async with Leaving(receive):
                kept = await self._ask(query, info, key, call, limits)
                await self.variant(kept, self._sent(kept, wished))
        sent = self._sent(kept, wished)
        if anything and kept.key and call.method in {"GET", "HEAD"}:
            return self.not_modified(call, entity_tag(kept.key, sent), pinned=pinned)
        fields, body = await self.variant(kept, sent)
        if not kept.key:
            cache_control = b"no-store"
        else:
            # Swapped meanwhile, the data are not those that the address names.
            cache_control = PINNED if pinned and kept.digest == info.digest else LATEST
            call.kept_as = kept.key, sent
        return Ready(
            200,
            [*fields, (b"cache-control", cache_control), (RUN_ID, call.run_id.encode())],
            body,
        )

    @staticmethod
    def _sent(kept: Kept, wished: str) -> str:
        """The encoding that an answer is sent in, of the one that the client would take."""
        return wished if len(kept.answer.body) >= WORTH_BYTES else ""

    async def variant(self, kept: Kept, wished: str) -> tuple[list[Header], bytes]:
        """Header fields and body of an answer in a content encoding, made once."""
        made = kept.variants.get(wished)
        if made is None:
            body = kept.answer.body
            if wished != kept.packed:
                body = decompress(body, kept.packed) if kept.packed else body
                body = await compressed(body, wished) if wished else body
            made = kept.variant(wished, body)
            if kept.packed and not wished:
                del kept.variants[wished]  # it takes the most room and the least time
            (self.pages if kept.packed else self.cache).keep(kept)
        return made

    def not_modified(
        self,
        call: Call,
        tag: bytes,
        *,
        pinned: bool = False,
        extra: Sequence[Header] = (),
    ) -> Ready:
        call.cache = "fresh"
        fields: list[Header] = [
            (b"etag", tag),
            (b"vary", VARY),
            (b"cache-control", PINNED if pinned else LATEST),
            (RUN_ID, call.run_id.encode()),
            *extra,
        ]
        return Ready(304, fields, b"")

    async def content(
        self,
        call: Call,
        body: bytes,
        media_type: str,
        *,
        extra: Sequence[Header] = (),
    ) -> Ready:
        """Bytes that are a function of snapshot and address, sent like an answer: with entity tag,
        encoding and 304."""
        digest = (await self.snapshot()).digest
        total = hashlib.blake2b(media_type.encode() + b"\0" + body, digest_size=16)
        key = f"{digest[:12]}-{total.hexdigest()}"
        wished = encoding(call.accept_encoding) if call.accept_encoding else ""
        if len(body) < WORTH_BYTES:
            wished = ""
        if call.method in {"GET", "HEAD"}:
            tag = matched(call.if_none_match, key, wished)
            if tag is not None:
                return self.not_modified(call, tag, extra=extra)
        sent = await compressed(body, wished) if wished else body
        fields: list[Header] = [
            (b"content-type", media_type.encode("latin-1")),
            (b"content-length", b"%d" % len(sent)),
            (b"vary", VARY),
            (b"etag", entity_tag(key, wished)),
            (b"cache-control", LATEST),
            (RUN_ID, call.run_id.encode()),
            *guards(media_type.encode("latin-1")),
            *extra,
        ]
        if wished:
            fields.append((b"content-encoding", wished.encode()))
        return Ready(200, fields, sent)


async def respond(
    request: Request,
    query: Query,
    *,
    limits: Limits | None = None,
    wanted: Sequence[str] | None = None,
) -> Response:
    """Run a query for a route of FastAPI and make its response, with all that /sparql has: cache,
    limits, entity tag and 304, encoding, and an end when the client leaves.

    `wanted` are the formats to send, best first; without it those of ``format=``, or else
    ``Accept`` decides.
    """
    answering = answering_of(request)
    call = call_of(request)
    if wanted is None:
        wanted = request.query_params.getlist("format")
    if limits is None:
        limits = limits_of(request.query_params.getlist("timeout_s"))
    return await answering.respond(query, call, request.receive, wanted=wanted, limits=limits)


async def content(request: Request, body: bytes | str, media_type: str, *extra: Header) -> Ready:
    """As `Answering.content`, for a route of FastAPI."""
    made = body.encode() if isinstance(body, str) else body
    return await answering_of(request).content(call_of(request), made, media_type, extra=extra)


async def in_json(request: Request, members: object) -> Ready:
    """The same, of what is written as JSON for programs and people."""
    return await content(
        request, json.dumps(members, ensure_ascii=False, indent=1), "application/json"
    )


def answering_of(request: Request) -> Answering:
    answering: Answering = request.app.state.answering
    return answering


def _with_format(query: Query, form: Form, chosen: Format) -> Query:
    if form.gives_graph:
        if query.graph_format == chosen.name:
            return query
        return replace(query, graph_format=chosen.name)
    if query.results_format == chosen.name:
        return query
    return replace(query, results_format=chosen.name)


def _ending() -> QueryCancelled:
    return QueryCancelled(message("query-ends-with-service"))

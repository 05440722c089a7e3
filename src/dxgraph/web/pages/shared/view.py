"""The view of the snapshot that is served: read once, and kept until there is another.

It holds the targets whole, unless they are too many: facets, tables and charts are made of them
without asking again.
"""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

from dxgraph.model.stored import LARGE
from dxgraph.model.targets import CODES, codes, read
from dxgraph.model.view import View
from dxgraph.web.http.answer import answering_of
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.stored import stored_view

_COUNT: Final = "SELECT (COUNT(?t) AS ?n) WHERE { ?t a dx:Target }"


async def view_of(request: Request) -> View:
    """The view of the snapshot that is served now."""
    return await answering_of(request).once("view", lambda: _read(request))


async def targets_of(request: Request) -> int:
    """How many targets there are; counted once a snapshot."""

    async def count() -> int:
        (counted,) = await rows(request, _COUNT)
        return int(counted["n"])

    return await answering_of(request).once("targets", count)


async def is_large(request: Request) -> bool:
    """Whether there are more targets than are held whole."""
    return await targets_of(request) > LARGE


async def _read(request: Request) -> View:
    if await is_large(request):
        return await stored_view(request, *codes(await rows(request, CODES)))
    return await read(lambda query: rows(request, query))

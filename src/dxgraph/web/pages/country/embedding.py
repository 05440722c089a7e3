"""/embed/…: a chart in a page of its own, which other sites may show in a frame.

The page has no script and nothing around the picture but a link to where it comes from; source,
licence and address stand in the picture itself. Who may frame it is a setting
(``frame_ancestors``); without one, nobody may. The same picture as SVG or PNG lies at its own
address for all.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from html import unescape
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.web.charts.framing import size_of
from dxgraph.web.http.headers import CONTENT_SECURITY_POLICY
from dxgraph.web.http.request import root_of
from dxgraph.web.pages.country.chain import chain_chart
from dxgraph.web.pages.country.pictures import compare_chart, measured_chart, timeline_chart
from dxgraph.web.pages.country.rank import chart as rank_chart
from dxgraph.web.pages.shared.frame import here_as, render

Chart = Callable[..., Awaitable[Response]]

CHARTS: Final[dict[str, tuple[Chart, str]]] = {
    "/compare": (compare_chart, "/compare"),
    "/timeline": (timeline_chart, "/timeline"),
    "/rank/{slug}": (rank_chart, "/rank/{slug}"),
    "/area/{slug}/measured": (measured_chart, "/area/{slug}"),
    "/document/{slug}/chain": (chain_chart, "/document/{slug}"),
}
"""The address of each picture without its ending: what draws it, and the page that it is of."""

_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_CLOSED: Final = "frame-ancestors 'none'"


def embedding(path: str, chart: Chart, page: str) -> Callable[[Request], Awaitable[Response]]:
    async def embed(request: Request) -> Response:
        """Raises what drawing the picture raises: a frame never shows a broken picture."""
        slug = request.path_params.get("slug", "")
        picture = f"{path.format(slug=slug)}.svg"
        drawn = await chart(_asking(request, picture), **request.path_params, ending="svg")
        svg = bytes(drawn.body).decode()
        found = _TITLE.search(svg)
        width, height = size_of(svg)
        answer = await render(
            request,
            "embed.html",
            title=unescape(found[1]) if found else "dxgraph",
            picture=here_as(request, picture, lang=None),
            narrow=here_as(request, picture, lang=None, narrow="1"),
            width=round(width),
            height=round(height),
            page=here_as(request, page.format(slug=slug), lang=None),
        )
        answer.headers["Content-Security-Policy"] = _policy(request)
        return answer

    return embed


def _asking(request: Request, path: str) -> Request:
    """A request for the picture itself."""
    parameters = {**request.path_params, "ending": "svg"}
    whole = root_of(request) + path
    return Request({**request.scope, "path": whole, "path_params": parameters})


def _policy(request: Request) -> str:
    ancestors = request.app.state.settings.frame_ancestors
    if not ancestors:
        return CONTENT_SECURITY_POLICY
    return CONTENT_SECURITY_POLICY.replace(_CLOSED, f"frame-ancestors {' '.join(ancestors)}")

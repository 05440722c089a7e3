"""Computing answers before they are asked, beside those who ask."""

from __future__ import annotations

import asyncio
from typing import Final

from dxgraph.engine.protocol import Answer, Query
from dxgraph.engine.ready.answers import ReadyAnswers
from dxgraph.web.http.answer import Answering

_LOOK_S: Final = 0.05
_LOOKS: Final = 40
"""How often to look whether others' queries have ended, before going on beside them."""


async def keep(answering: Answering, ready: ReadyAnswers) -> None:
    """Hold the answers ready, of each snapshot anew, until cancelled."""

    async def run(query: Query) -> Answer:
        for _ in range(_LOOKS):
            if not answering.engine.running():
                break
            await asyncio.sleep(_LOOK_S)
        return await answering.engine.run(query)

    answering.ready = ready
    await ready.keep_filled(run, answering.snapshot)

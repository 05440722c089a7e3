"""The body of a POST, read whole and within limits, before anything is queued for it."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.types import Receive

from dxgraph.errors import UsageError
from dxgraph.messages import message
from dxgraph.settings import MEGABYTE, Settings
from dxgraph.web.http.leaving import ClientLeft
from dxgraph.web.http.limits import too_large, too_slow
from dxgraph.web.http.request import Call

FORM_TYPE: Final = "application/x-www-form-urlencoded"


async def whole_body(receive: Receive, call: Call, settings: Settings) -> bytes:
    """The whole body: a slow sender holds no worker.

    Raises RequestTooLarge, SlowRequest, and ClientLeft when the client went away meanwhile.
    """
    most_bytes = settings.request_mb * MEGABYTE
    if call.content_length is not None and call.content_length > most_bytes:
        raise too_large(settings.request_mb)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(settings.request_s):
            more = True
            while more:
                told = await receive()
                if told["type"] == "http.disconnect":
                    raise ClientLeft
                part = told.get("body", b"")
                size += len(part)
                if size > most_bytes:
                    raise too_large(settings.request_mb)
                parts.append(part)
                more = told.get("more_body", False)
    except TimeoutError:
        raise too_slow(settings.request_s) from None
    return parts[0] if len(parts) == 1 else b"".join(parts)


def check_charset(parameters: str) -> None:
    """Refuse another character set than UTF-8, by the parameters of a media type.

    Raises UsageError.
    """
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        charset = value.strip().strip('"').lower()
        if name.strip().lower() == "charset" and charset not in ("utf-8", "utf8", "us-ascii"):
            raise UsageError(message("charset-not-read", charset=charset))

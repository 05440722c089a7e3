"""A program that talks to the tools, over either transport."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import TextContent

Answer = dict[str, Any]


@asynccontextmanager
async def talking(address: str, transport: str, *options: str) -> AsyncIterator[Client]:
    if transport == "http":
        async with Client(f"{address}/mcp") as client:
            yield client
        return
    command = StdioServerParameters(command=sys.executable, args=["-m", "dxgraph", "mcp", *options])
    async with Client(stdio_client(command)) as client:
        yield client


def told(
    address: str, transport: str, tool: str, arguments: dict[str, Any], *options: str
) -> Answer:
    """What a tool answers. An error of the tool is its text under ``error``."""

    async def asking() -> Answer:
        async with talking(address, transport, *options) as client:
            return await answer(client, tool, arguments)

    return asyncio.run(asking())


async def answer(client: Client, tool: str, arguments: dict[str, Any]) -> Answer:
    result = await client.call_tool(tool, arguments)
    text = "".join(part.text for part in result.content if isinstance(part, TextContent))
    if result.is_error:
        return {"error": text}
    assert json.loads(text) == result.structured_content
    return dict(result.structured_content or {})


def size_of(address: str, tool: str, arguments: dict[str, Any]) -> int:
    """How many bytes of text a tool answers, as a model reads it."""

    async def asking() -> int:
        async with Client(f"{address}/mcp") as client:
            result = await client.call_tool(tool, arguments)
            assert not result.is_error
            texts = (part.text for part in result.content if isinstance(part, TextContent))
            return len("".join(texts).encode())

    return asyncio.run(asking())

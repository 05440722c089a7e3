"""What OpenAPI says is true: each example is asked for, in every form that it declares."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from dxgraph import catalogue, corpus
from dxgraph.formats import GRAPHS, RESULTS
from dxgraph.publish.archive import add
from dxgraph.settings import Settings
from dxgraph.web.application import Application
from dxgraph.web.endpoints.interface import DECLARED, GIVES, RELEASE
from support.pages import own_application
from support.some import some

QUERIES = [f"/queries/{named.name}" for named in catalogue.load()]
PATHS = ["/graphs", "/check", "/health", "/health/live", *GIVES, *(each.path for each in DECLARED)]
IN_PART = {"/data/{name}", "/data/releases/{name}/{file}", "/queries/{name}"}
"""What an address gives there depends on which file or query it names."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """Our own graph, with an archive that holds the release of the examples."""
    top = tmp_path_factory.mktemp("archive")
    (top / "data.ttl").write_text("<https://w3id.org/dxgraph/area/x> a <urn:x> .\n")
    add(corpus.build([top / "data.ttl"]), top / "archive", name=RELEASE, data=[Path("x")])
    settings = Settings(client_queries=1000, releases=str(top / "archive"))
    with own_application(settings) as application:
        yield application


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all: what is being made belongs to the loop that it was begun in."""
    made = asyncio.new_event_loop()
    yield made
    made.close()


class Asking:
    def __init__(self, app: Application, loop: asyncio.AbstractEventLoop) -> None:
        self.paths: dict[str, Any] = app.openapi()["paths"]
        self._app, self._loop = app, loop

    def __call__(self, method: str, address: str, **given: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://localhost", follow_redirects=True
            ) as client:
                return await client.request(method, address, **given)

        return self._loop.run_until_complete(asked())


@pytest.fixture(scope="module")
def asking(app: Application, loop: asyncio.AbstractEventLoop) -> Asking:
    return Asking(app, loop)


def examples(operation: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The values of an operation's parameters, one after the other where there are several."""
    several = []
    for parameter in operation.get("parameters", ()):
        values = [each["value"] for each in parameter.get("examples", {}).values()]
        if "example" in parameter:
            values.append(parameter["example"])
        if parameter.get("required"):
            assert values, f"{parameter['name']} has no example"
        if values:
            several.append([(parameter["name"], value) for value in values])
    for chosen in itertools.product(*several):
        yield dict(chosen)


def asked_in_every_form(
    asking: Asking, path: str, operation: dict[str, Any], values: dict[str, str]
) -> Iterator[httpx.Response]:
    """As it stands, by each media type that is declared, and by each format or ending."""
    places = {p["name"]: p for p in operation.get("parameters", ())}

    def ask(values: dict[str, str], accept: str) -> httpx.Response:
        address = path
        for name, value in values.items():
            address = address.replace(f"{{{name}}}", value)
        given = {name: value for name, value in values.items() if places[name]["in"] == "query"}
        return asking("GET", address, params=given, headers={"accept": accept})

    whole = ask(values, "*/*")
    assert whole.status_code == 200, (path, values, whole.text[:300])
    yield whole
    for media_type in operation["responses"]["200"]["content"]:
        yield ask(values, media_type)
    for name in ("format", "ending"):
        for value in places.get(name, {}).get("schema", {}).get("enum", ()):
            yield ask({**values, name: value}, "*/*")


@pytest.mark.parametrize("path", [*dict.fromkeys(PATHS), "/sparql", *QUERIES])
def test_each_example_gives_what_is_declared_and_all_of_it(asking: Asking, path: str) -> None:
    operation = asking.paths[path]["get"]
    declared = set(operation["responses"]["200"]["content"])
    seen = set()
    for values in examples(operation):
        for found in asked_in_every_form(asking, path, operation, values):
            assert found.status_code in (200, 406), (values, found.url, found.text[:300])
            if found.status_code == 200:
                seen.add(found.headers["content-type"].partition(";")[0])
    assert seen <= declared
    assert path in IN_PART or seen == declared


def test_what_is_posted_is_answered_as_declared(asking: Asking) -> None:
    posted = 0
    for path, operations in asking.paths.items():
        if "post" not in operations:
            continue
        declared = set(operations["post"]["responses"]["200"]["content"])
        for media_type, body in operations["post"]["requestBody"]["content"].items():
            example = body["example"]
            given: dict[str, Any] = {"content": example, "headers": {"content-type": media_type}}
            if media_type == "application/json":
                given = {"json": example}
            elif "form" in media_type:
                given = {"data": example}
            answer = asking("POST", path, **given)
            assert answer.status_code == 200, (path, media_type, answer.text[:300])
            assert answer.headers["content-type"].partition(";")[0] in declared
            posted += 1
    assert posted == 6


def test_every_operation_is_tried_or_needs_a_token(asking: Asking) -> None:
    tried = {*PATHS, "/sparql", "/mcp", *QUERIES}
    assert set(asking.paths) == tried


def test_formats_are_those_of_the_one_table(asking: Asking) -> None:
    known = {offer.name for offer in (*RESULTS, *GRAPHS)} | {"xlsx"}
    named = [
        (path, parameter["schema"]["enum"])
        for path, operations in asking.paths.items()
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
        if parameter["name"] == "format" and "enum" in parameter["schema"]
    ]
    for path, formats in some(named):
        assert set(formats) <= known, path

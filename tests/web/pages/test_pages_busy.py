"""The page that says that no place is free leads back to where the reader was, and nowhere else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from starlette.requests import Request

from dxgraph.errors import BusyError
from dxgraph.web.http.request import KEY, Call
from dxgraph.web.pages.shared import problem
from support.pages import soup


@pytest.mark.parametrize(
    ("method", "path", "led"),
    [
        ("GET", "/areas", ["/areas?a=1"]),
        ("GET", "//elsewhere.example/x", ["/elsewhere.example/x?a=1"]),
        ("GET", "/\\elsewhere.example/x", ["/elsewhere.example/x?a=1"]),
        ("POST", "/areas", []),
        ("POST", "//elsewhere.example/x", []),
    ],
)
def test_to_try_again_leads_to_this_service(
    method: str, path: str, led: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problem, "asset", lambda *_: "/style.css")
    scope: dict[str, object] = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"a=1",
        "headers": [(b"x-forwarded-proto", b"https"), (b"host", b"elsewhere.example")],
        "scheme": "https",
        "root_path": "",
        "app": SimpleNamespace(state=SimpleNamespace(settings=None)),
    }
    scope[KEY] = Call(method, path, "", "0" * 16)
    answer = problem.refused(Request(scope), BusyError("No place."))
    assert answer.status_code == 503
    assert [str(a["href"]) for a in soup(bytes(answer.body).decode()).select("a")] == led

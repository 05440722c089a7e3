"""Errors as problem documents (RFC 9457), in two languages, and as pages for browsers."""

from __future__ import annotations

from typing import Any

import pytest

from dxgraph import errors
from dxgraph.errors import BusyError, DeadlineExceeded, QueryRefused, WorkerLost
from dxgraph.messages import message
from dxgraph.web.endpoints.openapi import problems
from dxgraph.web.http.problems import describe
from dxgraph.web.pages.questions import editor
from support.web import FakeEngine, app_of, ask, get

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_a_wrong_query_is_told_line_and_column() -> None:
    response = get(app_of(), "SELECT *\nWHERE { ?s ?p }")
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == "https://w3id.org/dxgraph/problem/query-syntax"
    assert (problem["status"], problem["line"]) == (400, 2)
    assert problem["column"] in (15, 16)
    assert problem["titles"] == {"vi": "Truy vấn sai cú pháp", "en": "The query does not parse"}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("", "No acceptable format"),
        ("en-GB, vi;q=0.5", "No acceptable format"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "Không có định dạng được chấp nhận"),
    ],
)
def test_the_language_is_that_of_the_client(language: str, title: str) -> None:
    headers = {"accept": "image/png"} | ({"accept-language": language} if language else {})
    response = get(app_of(), headers=headers)
    assert response.json()["title"] == title
    assert response.headers["content-language"] == ("vi" if "vi-VN" in language else "en")
    assert response.json()["titles"]["en"] == "No acceptable format"
    if "vi-VN" in language:
        assert response.json()["detail"].startswith("Không có định dạng nào")


@pytest.mark.parametrize(
    ("error", "status", "members", "headers"),
    [
        (
            DeadlineExceeded("It took 30 s.", limit="timeout_s", value=30.0),
            504,
            {"limit": "timeout_s", "value": 30.0},
            {},
        ),
        (
            BusyError("No place.", retry_after_s=3),
            503,
            {"retry_after_s": 3},
            {"retry-after": "3"},
        ),
        (
            QueryRefused("No.", rule="no-foreign-service", setting="service_allow_list"),
            403,
            {"rule": "no-foreign-service", "setting": "service_allow_list"},
            {},
        ),
        (WorkerLost("Ended from outside."), 503, {}, {}),
    ],
)
def test_errors_of_the_engine_keep_status_and_members(
    error: Exception, status: int, members: dict[str, Any], headers: dict[str, str]
) -> None:
    engine = FakeEngine()
    engine.error = error
    app = app_of(engine)
    response = get(app)
    assert response.status_code == status
    assert response.json().items() >= members.items()
    assert response.headers.items() >= headers.items()
    run_id = response.headers["dxgraph-run-id"]
    assert response.json()["instance"] == f"urn:dxgraph:run:{run_id}"
    (line,) = app.state.journal.lines()
    assert (line["id"], line["status"]) == (run_id, status)
    assert line["outcome"] == response.json()["type"].rpartition("/")[2]


@pytest.mark.parametrize(
    ("query", "detail", "remedy"),
    [
        ("SELECT *\nWHERE { ?s ?p }", "dòng 2, cột ", "Hãy xem chỗ này"),
        ("CLEAR ALL", "Điểm truy cập này chỉ trả lời truy vấn", "Hãy sửa các tệp Turtle"),
        (
            "SELECT * { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }",
            "Truy vấn gọi sang một dịch vụ khác",
            "Hãy hỏi từng dịch vụ",
        ),
        ("ASK FROM <urn:x> {}", "Truy vấn nêu một đồ thị", "Hãy liệt kê các đồ thị"),
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "text/html, */*;q=0.1"])
def test_the_engines_errors_are_told_in_vietnamese_too(
    query: str, detail: str, remedy: str, accept: str
) -> None:
    headers = {"accept-language": "vi", "accept": accept}
    response = get(app_of(), query, headers=headers)
    if "html" in accept:
        assert detail.lower() in response.text.lower()
        assert remedy in response.text
    else:
        assert response.json()["detail"].startswith(detail)
        assert response.json()["remedy"].startswith(remedy)
    # Who reads English gets nothing else.
    assert "Hãy" not in get(app_of(), query).text


def test_a_limit_is_told_in_vietnamese_with_its_value() -> None:
    engine = FakeEngine()
    engine.error = DeadlineExceeded(
        message("query-too-slow", timeout_s=2.5), limit="timeout_s", value=2.5
    )
    problem = get(app_of(engine), headers={"accept-language": "vi"}).json()
    assert problem["detail"] == "Truy vấn chạy quá 2,5 giây nên đã bị dừng."
    assert (problem["limit"], problem["value"]) == ("timeout_s", 2.5)


def test_a_mistake_of_ours_shows_no_traceback_and_is_in_the_log() -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/graphs?default"):
        engine = FakeEngine()
        engine.error = ZeroDivisionError("secret")
        app = app_of(engine)
        response = ask(app, "GET", path)
        assert response.status_code == 500
        assert "secret" not in response.text
        assert "Traceback" not in response.text
        failure, line = app.state.journal.lines()
        assert "ZeroDivisionError" in failure["traceback"]
        assert failure["id"] == line["id"] == response.headers["dxgraph-run-id"]
        assert line["outcome"] == "failed"


def test_an_unknown_address_and_a_wrong_method_are_problems_too() -> None:
    response = ask(app_of(), "GET", "/nothing/here")
    assert (response.status_code, response.json()["status"]) == (404, 404)
    response = ask(app_of(), "POST", "/health")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"


def test_a_browser_gets_a_page_and_markup_stays_text() -> None:
    hostile = 'SELECT <script>alert("x")</script>'
    response = get(app_of(), hostile, headers={"accept": FIREFOX, "accept-language": "vi"})
    assert response.status_code == 400
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "Truy vấn sai cú pháp" in response.text
    assert "<script>alert" not in response.text
    address = ask(app_of(), "GET", "/<script>x</script>", headers={"accept": FIREFOX})
    assert address.status_code == 404
    assert "<script>" not in address.text


def test_a_page_that_cannot_be_made_does_not_hide_the_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editor, "problem", None)
    response = get(app_of(), "SELECT", headers={"accept": FIREFOX})
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"


def test_every_kind_of_error_has_a_type_of_its_own_and_both_titles() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.DxgraphError)
    ]
    assert len({kind.slug for kind in kinds}) == len(kinds) == len(problems())
    for kind in kinds:
        titles = describe(kind("x")).members["titles"]
        assert titles["vi"]
        assert titles["vi"] != titles["en"]
        assert 400 <= kind.status < 600


def test_members_that_json_cannot_hold_are_written_as_text() -> None:
    error = errors.DataError("x", path="a.ttl", line=3, odd={"k": (1, object)})
    members = describe(error).members
    assert (members["path"], members["line"]) == ("a.ttl", 3)
    assert members["odd"]["k"][0] == 1


@pytest.mark.parametrize("path", ["/favicon.ico", "/Health", "/health/", "/static", "/graph"])
def test_an_unknown_address_is_not_sent_elsewhere(path: str) -> None:
    for method in ("GET", "HEAD", "POST"):
        assert ask(app_of(), method, path).status_code in (404, 405)
        assert "location" not in ask(app_of(), method, path).headers

"""/check by POST: an article as a form, as JSON or as plain text, and what is refused."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

import httpx2 as httpx
import pytest
from bs4 import BeautifulSoup

from dxgraph.settings import Settings
from support.pages import EN, VI, own_application, served_graph

TRUE = "Bắc Giang đặt mục tiêu kinh tế số chiếm khoảng 35% GRDP năm 2030."
ARTICLE = (
    f"{TRUE}\n\n"
    + "Các sở, ngành triển khai nhiều nhiệm vụ, trong đó có hạ tầng và dữ liệu. " * 150
    + f"\n\n{TRUE.replace('35%', '36%')}"
)
FORM = "application/x-www-form-urlencoded"
PARTS: dict[str, str | int] = {
    "area": "bac-giang",
    "indicator": "kinh tế số",
    "year": 2030,
    "value": "khoảng 35%",
}


def post(address: str, body: str | bytes, kind: str, **fields: str) -> httpx.Response:
    body = body.encode() if isinstance(body, str) else body
    headers = {"content-type": kind, **fields}
    return httpx.post(f"{address}/check", content=body, headers=headers, timeout=60)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (urlencode({"text": ARTICLE}), FORM),
        (json.dumps({"text": ARTICLE}), "application/json"),
        (ARTICLE, "text/plain; charset=utf-8"),
        ("\ufeff" + ARTICLE, "text/plain"),
    ],
    ids=["form", "json", "text", "text with a byte order mark"],
)
def test_a_long_article_is_checked_whole(address: str, body: str, kind: str) -> None:
    assert len(ARTICLE) > 10_000
    answer = post(address, body, kind)
    assert answer.status_code == 200
    verdicts = [claim["verdict"] for claim in answer.json()["claims"]]
    assert verdicts == ["printed-so", "contradicted"]


def test_the_parts_of_a_claim_may_be_posted_too(address: str) -> None:
    got = httpx.get(f"{address}/check", params=PARTS, timeout=60).json()
    assert got["claims"][0]["verdict"] == "printed-so"
    for body, kind in ((json.dumps(PARTS), "application/json"), (urlencode(PARTS), FORM)):
        assert post(address, body, kind).json() == got


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("<p/>", "text/html", 415),
        ("", "", 415),
        ("[1]", "application/json", 400),
        ('{"text": ["a"]}', "application/json", 400),
        ('{"text": true}', "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("{}", "application/json", 400),
        ("", "text/plain", 400),
        (b"\xff\xfe", "text/plain", 400),
        ("a", "text/plain; charset=latin-1", 400),
        ("&".join(f"a{n}=1" for n in range(200)), FORM, 400),
        ("a" * 20_001, "text/plain", 400),
        ("1. " * 501, "text/plain", 400),
        ("a" * 2_000_001, "text/plain", 413),
    ],
)
def test_what_cannot_be_checked_is_refused_with_what_to_do(
    address: str, body: str | bytes, kind: str, status: int
) -> None:
    answer = post(address, body, kind)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["remedy"]


def test_a_body_that_is_packed_and_another_method_are_refused(address: str) -> None:
    packed = post(address, ARTICLE, "text/plain", **{"content-encoding": "gzip"})
    assert packed.status_code == 415
    put = httpx.put(f"{address}/check", content=b"a", timeout=30)
    assert put.status_code == 405
    assert {"GET", "POST"} <= set(put.headers["allow"].split(", "))
    asked = httpx.options(f"{address}/check", timeout=30)
    assert "POST" in asked.headers["allow"]


def test_how_much_is_checked_is_a_setting() -> None:
    with served_graph(settings=Settings(check_letters=100)) as address:
        assert post(address, TRUE, "text/plain").status_code == 200
        assert post(address, TRUE * 2, "text/plain").status_code == 400
        page = httpx.get(f"{address}/check", headers=VI, timeout=30).text
        assert 'maxlength="100"' in page


def test_a_client_may_have_as_many_checks_as_queries_at_once() -> None:
    with own_application(Settings(client_queries=2)) as app:

        async def asking() -> list[int]:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://localhost"
            ) as client:
                fields = {"content-type": "text/plain"}
                sent = [
                    client.post("/check", content=ARTICLE.encode(), headers=fields)
                    for _ in range(4)
                ]
                return sorted(answer.status_code for answer in await asyncio.gather(*sent))

        assert asyncio.run(asking()) == [200, 200, 429, 429]


# --- The page -------------------------------------------------------------------------------------


def _sent(address: str, text: str, **given: Any) -> httpx.Response:
    body, fields = urlencode({"text": text}), {"content-type": FORM, **VI}
    return httpx.post(
        f"{address}/check", content=body, headers=fields, timeout=60, follow_redirects=True, **given
    )


def test_the_form_of_the_page_takes_an_article(address: str) -> None:
    empty = BeautifulSoup(httpx.get(f"{address}/check", headers=VI).text, "html.parser")
    form = empty.select_one("form.ask")
    assert form is not None
    assert form["method"] == "post"
    answer = _sent(address, ARTICLE)
    assert answer.url.query == b""
    page = BeautifulSoup(answer.text, "html.parser")
    told = [section.get_text(" ") for section in page.select("section.checked")]
    assert len(told) == 2
    assert "In đúng như vậy" in told[0]
    # It is not kept for the next who looks at the page.
    again = BeautifulSoup(httpx.get(f"{address}/check", headers=VI).text, "html.parser")
    assert not again.select("section.checked")


def test_a_short_claim_has_an_address_to_pass_on(address: str) -> None:
    answer = _sent(address, TRUE)
    assert answer.url.params["text"] == TRUE
    assert "In đúng như vậy" in answer.text


def test_an_error_of_the_form_is_a_page(address: str) -> None:
    answer = _sent(address, "a" * 20_001)
    assert answer.status_code == 400
    assert "20.001 chữ" in answer.text
    assert "html" in answer.headers["content-type"]


def test_the_language_that_was_chosen_is_kept(address: str) -> None:
    page = httpx.get(f"{address}/check?lang=en", headers=EN).text
    form = BeautifulSoup(page, "html.parser").select_one("form.ask")
    assert form is not None
    assert form["action"] == "/check?lang=en"
    answer = httpx.post(
        f"{address}{form['action']}",
        content=urlencode({"text": TRUE}),
        headers={"content-type": FORM, **EN},
        follow_redirects=True,
        timeout=60,
    )
    assert answer.url.params["lang"] == "en"
    assert "Printed so" in answer.text


def test_openapi_describes_what_may_be_posted(address: str) -> None:
    described = httpx.get(f"{address}/openapi.json", timeout=60).json()["paths"]["/check"]
    for kind, said in described["post"]["requestBody"]["content"].items():
        example = said["example"]
        body = example if isinstance(example, str) else json.dumps(example)
        body = urlencode(example) if kind == FORM else body
        assert post(address, body, kind).json()["all_printed_so"] is True

"""/ask over HTTP: JSON for programs, a page for people; and the command that asks."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from urllib.parse import urlencode

import httpx2 as httpx
import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

from dxgraph.asking.answer import asker
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.graph.loading import read
from dxgraph.catalogue.choices import Ask
from dxgraph.cli.commands import app as commands
from dxgraph.terms import DOCUMENT
from support.mcp_client import talking
from support.pages import EN, VI, served_graph

QUESTION = "Theo 111-NQ/TU, Bắc Giang đặt mục tiêu kinh tế số năm 2030 bao nhiêu?"
TARGET = DOCUMENT["bac-giang-2021-111-nq-tu#digital-economy-share-of-gross-product-2030"]


def get(
    address: str, path: str, accept: dict[str, str] | None = None, **given: str
) -> httpx.Response:
    return httpx.get(address + path, params=given or None, headers=accept or {}, timeout=30)


def test_a_program_gets_json_with_figure_place_and_query(address: str) -> None:
    answer = get(address, "/ask", q=QUESTION)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["etag"]
    reply = answer.json()
    assert reply["status"] == "answered"
    [told] = reply["answers"]
    assert "khoảng 35%" in told["sentence"]
    [statement] = told["statements"]
    assert statement["iri"] == TARGET
    assert statement["comparator"] == "approximately"
    assert statement["printed_figure"] == "khoảng 35% GRDP"
    assert statement["place"].endswith("/source/bac-giang-111-nq-tu#char=2513,2528")
    rows = get(address, told["query"]["path"]).json()["results"]["bindings"]
    assert [row["target"]["value"] for row in rows] == [TARGET]


def test_a_person_gets_a_page_in_the_frame_of_the_site(address: str) -> None:
    page = BeautifulSoup(get(address, "/ask", VI, q=QUESTION).text, "html.parser")
    assert page.find("form", class_="find") is not None
    shown = page.select_one("section.answer")
    assert shown is not None
    assert "khoảng 35%" in shown.get_text()
    links = [str(link["href"]) for link in shown.find_all("a")]
    assert "/source/bac-giang-111-nq-tu#char=2513,2528" in links
    assert any(link.startswith("/queries/targets-of-area?") for link in links)
    assert page.find("input", id="question")["value"] == QUESTION  # type: ignore[index]


def test_what_questions_are_understood_by_is_read_once_before_anybody_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads: list[str] = []

    async def reading(ask: Ask) -> Lexicon:
        lexicon = await read(ask)
        reads.append(threading.current_thread().name)
        return lexicon

    monkeypatch.setattr(asker, "read", reading)
    with served_graph(prepared=True) as address:
        end = time.monotonic() + 120
        while not reads and time.monotonic() < end:
            time.sleep(0.1)
        assert get(address, "/ask", q=QUESTION).json()["status"] == "answered"
        assert get(address, "/check", text="Bắc Giang, 2030: kinh tế số khoảng 35%").is_success
        assert get(address, "/ask", VI, q=QUESTION).is_success

        async def asked() -> None:
            async with talking(address, "http") as client:
                await client.call_tool("ask", {"question": QUESTION})

        asyncio.run(asked())
    # Beside the event loop, which answers others meanwhile.
    assert reads == ["pages"]


@pytest.mark.parametrize("question", ["???", "2030"])
def test_a_question_of_no_language_is_answered_in_the_one_that_is_asked_for(
    address: str, question: str
) -> None:
    for lang, language in (("&lang=en", "en"), ("&lang=vi", "vi"), ("", "vi")):
        path = f"/ask?{urlencode({'q': question})}{lang}"
        assert get(address, path).json()["language"] == language


def test_an_answer_in_the_other_language_is_marked(address: str) -> None:
    page = BeautifulSoup(get(address, "/ask", EN, q=QUESTION).text, "html.parser")
    answer = page.select_one("section.answer")
    assert answer is not None
    assert answer.parent is not None
    assert answer.parent["lang"] == "vi"


def test_an_answer_is_in_the_language_that_was_chosen_and_its_printed_words_as_printed(
    address: str,
) -> None:
    for words, lang, says in (
        (QUESTION, "en", "about 35%"),
        ("What does Bắc Giang target for the digital economy by 2030?", "vi", "khoảng 35%"),
    ):
        reply = get(address, "/ask", q=words, lang=lang).json()
        assert reply["language"] == lang
        assert says in reply["answers"][0]["sentence"]
        assert reply["answers"][0]["statements"][0]["printed_figure"] == "khoảng 35% GRDP"
        page = BeautifulSoup(get(address, "/ask", VI, q=words, lang=lang).text, "html.parser")
        answer = page.select_one("section.answer")
        assert answer is not None
        assert answer.parent is not None
        assert "lang" not in answer.parent.attrs
        assert says in answer.get_text()
    claim = "Bắc Giang đặt mục tiêu kinh tế số khoảng 35% GRDP năm 2030."
    report = get(address, "/check", text=claim, lang="en").json()
    assert report["claims"][0]["sentence"].startswith("Printed so")

    async def asked() -> str:
        async with talking(address, "http") as client:
            given = {"question": QUESTION, "language": "en"}
            answer = (await client.call_tool("ask", given)).structured_content
            return str((answer or {})["answers"][0]["sentence"])

    assert "about 35%" in asyncio.run(asked())


def test_beside_a_promise_stand_the_national_figure_and_what_was_measured(address: str) -> None:
    page = BeautifulSoup(
        get(address, "/search", VI, q="kinh te so bac giang 2030").text, "html.parser"
    )
    answer = page.select_one("section.answer")
    assert answer is not None
    told = " ".join(answer.get_text(" ").split())
    assert "khoảng 35%" in told
    assert "749/QĐ-TTg , 2030: 30% GDP" in told
    assert "Đo được: 42,13% (2022" in told


def test_many_figures_of_one_place_are_told_by_year_with_the_whole_sentence_beside(
    address: str,
) -> None:
    page = BeautifulSoup(get(address, "/search", VI, q="kinh tế số hà nội").text, "html.parser")
    answer = page.select_one("section.answer")
    assert answer is not None
    facts = answer.select_one("dl.facts")
    assert facts is not None
    assert "đến năm 2030 40%" in " ".join(facts.get_text(" ").split())
    assert "tối thiểu 35%" in facts.get_text()
    whole = answer.find("summary", string="Trọn câu trả lời")
    assert whole is not None
    assert whole.parent is not None
    assert "Kế hoạch 205-KH/TU" in whole.parent.get_text()
    assert "Đo được" not in answer.get_text()  # the next answer tells it


def test_what_is_not_understood_is_said_with_questions_to_follow(address: str) -> None:
    reply = get(address, "/ask", q="Bắc Giang kinh tế số nông nghiệp 2030").json()
    assert reply["status"] == "not-understood"
    assert reply["not_understood"] == ["nông nghiệp"]
    assert reply["answers"] == []
    page = BeautifulSoup(
        get(address, "/ask", VI, q="Bắc Giang kinh tế số nông nghiệp 2030").text, "html.parser"
    )
    offered = [str(link["href"]) for link in page.select("main a") if "/ask?" in str(link["href"])]
    assert offered
    assert "section" not in {tag.name for tag in page.select("main .answer")}


def test_the_search_box_of_every_page_takes_questions(address: str) -> None:
    page = BeautifulSoup(get(address, "/search", VI, q=QUESTION).text, "html.parser")
    answer = page.select_one("main section.answer")
    assert answer is not None
    assert "khoảng 35%" in answer.get_text()
    assert answer.select_one("a.place") is not None
    name = BeautifulSoup(get(address, "/search", VI, q="Bắc Giang").text, "html.parser")
    assert name.select_one("main section.answer") is None
    assert name.select("ol.hits li")
    half = BeautifulSoup(
        get(address, "/search", VI, q="thành phố Bắc Giang đặt mục tiêu kinh tế số 2030").text,
        "html.parser",
    )
    assert half.select_one("main section.answer") is None
    assert "thành phố Bắc Giang" in half.select("main .note")[0].get_text()


def test_texts_of_strangers_are_no_markup(address: str) -> None:
    page = get(address, "/ask", VI, q="<script>alert(1)</script> 2030").text
    assert "<script>alert" not in page


def test_a_program_without_a_question_is_told_what_to_give(address: str) -> None:
    answer = get(address, "/ask")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert "/ask?q=" in answer.json()["remedy"]
    assert get(address, "/ask", VI).status_code == 200
    assert get(address, "/ask", q="x", format="csv").status_code == 406


def test_openapi_knows_the_route(address: str) -> None:
    described = get(address, "/openapi.json").json()["paths"]["/ask"]["get"]
    assert described["parameters"][0]["name"] == "q"


# --- The command --------------------------------------------------------------------------------


@pytest.mark.usefixtures("graph_at_hand")
def test_the_command_answers_with_the_query_behind_it() -> None:
    result = CliRunner().invoke(commands, ["ask", *QUESTION.split()])
    assert result.exit_code == 0, result.output
    assert "khoảng 35%" in result.output
    assert "ký tự 2513–2528" in result.output
    assert "dxgraph query targets-of-area --param area=bac-giang" in result.output


@pytest.mark.usefixtures("graph_at_hand")
def test_the_command_fails_where_it_does_not_understand() -> None:
    result = CliRunner().invoke(commands, ["ask", "--format", "json", "thời tiết Hà Nội"])
    assert result.exit_code == 1
    assert json.loads(result.output)["status"] == "not-understood"

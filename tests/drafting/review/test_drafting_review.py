"""The review page: local, without scripts, safe with any text; its decisions make the files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from bs4 import BeautifulSoup
from rich.console import Console
from starlette.testclient import TestClient

from dxgraph.drafting import (
    Correction,
    Draft,
    accept,
    correct,
    draft,
    explain,
    reject,
    render_table,
)
from dxgraph.drafting.knowledge import Knowledge
from dxgraph.drafting.review import table
from dxgraph.drafting.review.forms import day, number
from dxgraph.drafting.review.page import application
from dxgraph.drafting.write.files import document_turtle
from dxgraph.errors import UnknownName, UsageError
from support.drafting import as_of_old

TEXT = """Mục tiêu cụ thể đến năm 2025:
- Kinh tế số chiếm 15% GRDP <script>alert('x')</script> "của" tỉnh.
- Tối thiểu 70% trạm y tế xã triển khai bệnh án điện tử & <b>đậm</b>.
- 80% dân số có hồ sơ sức khỏe điện tử.
"""


@pytest.fixture(scope="module", name="knowledge")
def of_old(knowledge: Knowledge) -> Knowledge:
    return as_of_old(knowledge)


@pytest.fixture(scope="module")
def proposed(knowledge: Knowledge) -> Draft:
    return draft(
        TEXT,
        territory="tra-vinh",
        number="50/KH-UBND",
        date=date(2022, 7, 12),
        knowledge=knowledge,
    )


@pytest.fixture
def page(proposed: Draft, tmp_path: Path) -> Iterator[TestClient]:
    app = application(proposed, tmp_path / "out")
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def send(page: TestClient, path: str, **fields: str) -> Any:
    token = re.search(r'name="token" value="([^"]+)"', page.get("/").text)
    assert token
    return page.post(path, data={"token": token[1], "lang": "vi", **fields})


def form(page: TestClient, key: str) -> dict[str, str]:
    """The fields of a proposal's form, as a browser would send them back."""
    text = page.get("/").text
    article = text[text.index(f'<article id="{key}"') :].split("</article>")[0]
    fields = dict(re.findall(r'<input [^>]*name="(\w+)"[^>]*value="([^"]*)"', article))
    for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', article, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    return fields


# ---- The page ------------------------------------------------------------------------------------


def test_the_text_is_shown_with_proposals_beside_their_places(page: TestClient) -> None:
    text = page.get("/").text
    assert "<mark>15% GRDP</mark>" in text
    for key in ("t1", "t2", "t3"):
        assert f'<article id="{key}"' in text
        assert f'<a id="at-{key}">' in text
    assert text.index("<mark>15% GRDP</mark>") < text.index('<article id="t1"')
    assert text.index('<article id="t1"') < text.index("trạm y tế xã")


def test_nothing_of_the_text_is_markup(page: TestClient) -> None:
    response = page.get("/")
    assert "<script>" not in response.text
    assert "<b>" not in response.text
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in response.text
    # No script but the page's own runs, so that none of the text could.
    assert "script-src 'self';" in response.headers["content-security-policy"]
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_the_page_speaks_both_languages(page: TestClient) -> None:
    assert "Ghi các tệp Turtle" in page.get("/?lang=vi").text
    english = page.get("/?lang=en").text
    assert "Write the Turtle files" in english
    assert "Digital economy share" in english


def test_choices_are_named_in_the_language_of_the_page(page: TestClient) -> None:
    assert "Không áp dụng" in page.get("/?lang=vi").text
    english = page.get("/?lang=en").text
    assert ">At least</option>" in english
    assert ">at-least</option>" not in english


def test_doubtful_proposals_are_listed_first_with_what_else_they_could_be(page: TestClient) -> None:
    text = page.get("/").text
    head = text[: text.index('<section class="row">')]
    assert 'href="#t2"' in head
    assert 'href="#t1"' not in head
    send(page, "/proposals/t2", action="accept")
    text = page.get("/").text
    assert 'href="#t2"' not in text[: text.index('<section class="row">')]


def test_other_names_of_this_machine_are_not_answered(page: TestClient) -> None:
    assert page.get("/", headers={"host": "evil.example"}).status_code == 400
    assert page.get("/", headers={"host": "localhost:8123"}).status_code == 200


def test_a_form_of_another_page_changes_nothing(page: TestClient) -> None:
    for token in ("", "wrong"):
        answer = page.post("/proposals/t1", data={"token": token, "action": "reject"})
        assert answer.status_code == 400
    assert 'class="proposal out"' not in page.get("/").text


def test_a_decision_is_kept_and_leads_back_to_its_place(page: TestClient) -> None:
    answer = send(page, "/proposals/t1", action="reject")
    assert (answer.status_code, answer.headers["location"]) == (303, "/?lang=vi#t1")
    text = page.get("/").text
    assert '<article id="t1" class="proposal out">' in text
    assert '<strong class="open">15</strong>' in text
    send(page, "/proposals/t1", action="accept")
    assert 'class="proposal out"' not in page.get("/").text


def test_a_correction_by_the_form_is_written(page: TestClient, tmp_path: Path) -> None:
    fields = form(page, "t3") | {"deadline": "2024-06-30", "comparator": "at-least"}
    assert send(page, "/proposals/t3", **fields, action="correct").status_code == 303
    answer = send(page, "/save")
    assert answer.status_code == 303
    turtle = (tmp_path / "out/documents/tra-vinh-2022-50-kh-ubnd.ttl").read_text(encoding="utf-8")
    assert ":population-electronic-health-record-2024 a dx:QuantifiedTarget" in turtle
    assert 'dx:deadline "2024-06-30"^^xsd:date' in turtle
    assert "dx:comparator comparator:at-least" in turtle
    assert "documents/tra-vinh-2022-50-kh-ubnd.ttl" in page.get("/").text


def test_enter_in_a_correction_sends_the_correction(page: TestClient) -> None:
    """A browser sends the first button of the form: it was that which accepts what was proposed,
    or rejects it once it is accepted, and what was typed was gone."""
    for decided in (False, True):
        if decided:
            send(page, "/proposals/t1", action="accept")
        found = BeautifulSoup(page.get("/").text, "html.parser")
        article = found.select_one("article#t1")
        assert article is not None
        field = article.select_one("input[name=deadline]")
        form_ = field and field.find_parent("form")
        assert form_ is not None
        assert [button["value"] for button in form_.select("button")] == ["correct"]
        assert [b["value"] for b in article.select(".decide button")] == (
            ["reject"] if decided else ["accept", "reject"]
        )


@pytest.mark.parametrize("typed", ["1.000", "48,000", "2.300.000"])
def test_a_number_that_two_languages_read_otherwise_is_refused(
    page: TestClient, typed: str
) -> None:
    answer = send(
        page, "/proposals/t1", **{**form(page, "t1"), "action": "correct", "value": typed}
    )
    assert answer.status_code == 400
    assert "có thể đọc hai cách" in answer.text
    for plain in ("1000", "0,972", "12.5", "1,0000"):
        assert number({"value": plain}, "value") == Decimal(plain.replace(",", "."))


def test_how_sure_a_proposal_is_stands_as_the_language_writes_it(page: TestClient) -> None:
    assert re.search(r"tin cậy 0,\d\d", page.get("/?lang=vi").text)
    assert re.search(r"confidence 0\.\d\d", page.get("/?lang=en").text)


def test_a_new_indicator_gets_both_its_labels(page: TestClient, tmp_path: Path) -> None:
    fields = form(page, "t2") | {"indicator": "", "en": "Health stations with e-records"}
    assert send(page, "/proposals/t2", **fields, action="correct").status_code == 303
    send(page, "/save")
    (path,) = (tmp_path / "out").glob("indicators-*.ttl")
    turtle = path.read_text(encoding="utf-8")
    assert "indicator:health-stations-with-e-records a dx:Indicator" in turtle
    assert '"Health stations with e-records"@en' in turtle


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": "99"}, "ghi 15, không phải 99"),
        ({"value": "a lot"}, "không phải con số"),
        ({"value": "1e400"}, "không phải con số"),
        ({"begin": "5", "end": "2"}, "không có ký tự"),
        ({"begin": "-1"}, "không phải vị trí"),
        ({"end": "99999999"}, "không có ký tự"),
        ({"deadline": "soon"}, "không phải một ngày"),
        ({"level": "galaxy"}, "không có trong danh sách của level"),
        ({"indicator": "not-there"}, "không có chỉ số"),
        ({"indicator": "", "vi": "", "en": ""}, "cần có tên"),
        ({"unit": ""}, "cần có dấu so sánh"),
    ],
)
def test_a_wrong_correction_is_explained_and_changes_nothing(
    page: TestClient, fields: dict[str, str], said: str
) -> None:
    before = page.get("/turtle").text
    answer = send(page, "/proposals/t1", **(form(page, "t1") | fields), action="correct")
    assert answer.status_code == 400
    assert said in answer.text
    assert page.get("/turtle").text == before


@pytest.mark.parametrize("wrong", ["value", "deadline", "begin", "indicator"])
def test_a_refused_correction_keeps_what_was_typed_and_marks_the_wrong_field(
    page: TestClient, wrong: str
) -> None:
    typed = {
        "vi": "Tên gõ dở",
        "en": "Half typed",
        "level": "commune",
        "pillar": "society",
        "comparator": "at-most",
        "deadline": "31.12.2026",
        "upper": "",
        "value": "15",
    } | {wrong: "-1"}
    answer = send(page, "/proposals/t1", **(form(page, "t1") | typed), action="correct")
    assert answer.status_code == 400
    article = BeautifulSoup(answer.text, "html.parser").select_one("article#t1")
    assert article is not None
    assert article.select_one("details[open] form [name=value]")
    for name, value in typed.items():
        field = article.select_one(f"[name={name}]")
        assert field is not None
        if field.name == "select":
            assert [o["value"] for o in field.select("option[selected]")] == (
                [value] if name != "indicator" else []
            )
        else:
            assert field["value"] == value
    (marked,) = article.select("[aria-invalid=true]")
    assert marked["name"] == wrong
    assert marked.has_attr("autofocus")
    told = article.select_one(f"#{marked['aria-describedby']}")
    assert told is not None
    assert "-1" in told.text
    # Another proposal's form, and the page asked for anew, are as they were.
    assert answer.text.count('aria-invalid="true"') == 1
    assert "aria-invalid" not in page.get("/").text
    assert "Tên gõ dở" not in page.get("/").text


def test_what_is_wrong_is_said_in_the_language_of_the_page(page: TestClient) -> None:
    wrong = form(page, "t1") | {"value": "99", "lang": "en"}
    assert "says 15, not 99" in send(page, "/proposals/t1", **wrong, action="correct").text
    wrong["lang"] = "vi"
    assert "ghi 15, không phải 99" in send(page, "/proposals/t1", **wrong, action="correct").text


def test_a_flood_and_a_form_of_nonsense_are_refused(page: TestClient) -> None:
    assert page.post("/save", content=b"x" * 100_000).status_code == 400
    assert page.post("/save", content=b"\xff\xfe=%zz").status_code == 400
    assert send(page, "/proposals/t1", action="explode").status_code == 400
    assert send(page, "/proposals/t99", action="accept").status_code == 400


def test_a_number_gets_another_reason(page: TestClient, proposed: Draft) -> None:
    (year,) = proposed.numbers
    fields = {"begin": str(year.begin), "end": str(year.end), "reason": "period-year"}
    assert send(page, "/numbers", **fields).status_code == 303
    assert 'title="Năm của giai đoạn"' in page.get("/").text
    assert send(page, "/numbers", **(fields | {"reason": "because"})).status_code == 400


# ---- The table in the terminal -------------------------------------------------------------------


def test_the_table_says_in_both_languages_what_is_proposed_and_what_else_it_could_be(
    knowledge: Knowledge,
) -> None:
    found = draft(
        "Mục tiêu đến năm 2025: tỷ lệ hồ sơ TTHC xử lý trực tuyến đạt 61%; chỉ số đạt 7O%.",
        territory="tra-vinh",
        number="50/KH-UBND",
        date=date(2022, 7, 12),
        knowledge=knowledge,
    )
    console = Console(width=240, record=True, file=io.StringIO())
    console.print(render_table(found))
    said = console.export_text()
    for words in ("dòng", "line", "mới · new", "Chưa có chỉ số nào vừa", "No indicator fits"):
        assert words in said
    assert "hoặc · or: procedure-dossiers-processed-fully-online (0." in said
    assert "1 số để ngỏ" in said
    assert "1 open" in said


# ---- The decisions themselves --------------------------------------------------------------------


def test_a_rejected_target_leaves_its_number_open(proposed: Draft) -> None:
    without = reject(proposed, "t1")
    assert [without.figure(span) for span in without.open] == ["15"]
    explained = explain(without, *without.open[0], "quoted-figure")
    assert explained.open == ()
    again = accept(without, "t1").proposals[0]
    assert (again.accepted, again.decided) == (True, True)
    assert replace(again, decided=False) == proposed.proposals[0]


def test_what_a_person_has_accepted_is_no_longer_doubtful(proposed: Draft) -> None:
    assert "# confidence" in document_turtle(proposed)
    decided = proposed
    for item in proposed.proposals:
        decided = accept(decided, item.key)
    assert "# confidence" not in document_turtle(decided)


def test_a_correction_stands_for_the_whole_proposal(proposed: Draft) -> None:
    old = proposed.proposals[0]
    said = Correction(
        begin=old.spans[0][0],
        end=old.spans[0][1],
        indicator="digital-economy-share-per-sector",
        vi="",
        en="",
        level="not-applicable",
        deadline=date(2026, 12, 31),
        comparator="equal",
        value=Decimal(15),
        upper=None,
        unit="percent",
        pillar="economy",
    )
    (changed, *others) = correct(proposed, "t1", said).proposals
    assert changed.indicator == said.indicator
    assert (changed.deadline, changed.confidence) == (said.deadline, 1.0)
    assert tuple(others) == proposed.proposals[1:]
    with pytest.raises(UsageError):
        correct(proposed, "t1", replace(said, value=Decimal(16)))
    with pytest.raises(UnknownName):
        correct(proposed, "t1", replace(said, indicator="none"))


def test_a_number_is_explained_once(proposed: Draft) -> None:
    (year,) = proposed.numbers
    with pytest.raises(UsageError):
        explain(proposed, year.begin - 4, year.end, "date")
    with pytest.raises(UsageError):
        explain(proposed, 0, 3, "date")
    assert explain(proposed, year.begin, year.end, "").numbers == ()


def test_the_table_begins_with_what_is_least_sure_and_shows_it_alone_where_asked(
    proposed: Draft,
) -> None:
    def printed(*, doubtful: bool) -> str:
        console = Console(file=io.StringIO(), width=200)
        console.print(render_table(proposed, doubtful=doubtful))
        assert isinstance(console.file, io.StringIO)
        return console.file.getvalue()

    order = sorted(proposed.proposals, key=lambda item: item.confidence)
    assert order[0].doubtful
    assert not order[-1].doubtful
    whole = printed(doubtful=False)
    assert whole.index(f"{order[0].confidence:.2f}") < whole.index(f"{order[-1].confidence:.2f}")
    assert "15% GRDP" in whole
    assert "15% GRDP" not in printed(doubtful=True)


def test_a_table_too_long_to_read_ends_with_how_many_surer_lines_there_are(
    proposed: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "_ROWS", 1)
    console = Console(file=io.StringIO(), width=200)
    console.print(render_table(proposed))
    assert isinstance(console.file, io.StringIO)
    said = console.file.getvalue()
    more = len(proposed.proposals) - 1
    assert f"{more} more lines, all surer" in said
    assert f"Còn {more} dòng chắc hơn" in said
    assert "15% GRDP" not in said


def test_a_filter_shows_only_the_doubtful_places(page: TestClient) -> None:
    assert 'href="?lang=vi&amp;show=doubtful"' in page.get("/").text
    alone = page.get("/?show=doubtful").text
    assert '<article id="t2"' in alone
    assert '<article id="t1"' not in alone
    assert "Show everything" in page.get("/?lang=en&show=doubtful").text


# ---- What was reviewed, and what was not ---------------------------------------------------------


def key_of(page: TestClient, printed: str) -> str:
    """The key of the proposal for words of the text."""
    text = page.get("/?lang=vi").text
    found = re.search(rf'<article id="(\w+)"[^>]*>\s*<h2><a [^>]*>[^<]*{printed}', text)
    assert found
    return found[1]


def written(folder: Path) -> str:
    """The document's Turtle that was saved."""
    (path,) = (folder / "out" / "documents").glob("*.ttl")
    return path.read_text(encoding="utf-8")


def test_nothing_that_nobody_has_looked_at_is_written_unless_it_is_said(
    page: TestClient, tmp_path: Path
) -> None:
    answer = send(page, "/save")
    assert "Chưa có chỉ tiêu nào được nhận" in answer.text
    assert not list(tmp_path.rglob("*.ttl"))
    key = key_of(page, "70%")
    send(page, f"/proposals/{key}", action="accept")
    answer = page.get(send(page, "/save").headers["location"]).text
    assert "Không ghi vì chưa ai xem" in answer
    assert re.findall(r"dx:targetValue (\S+)", written(tmp_path)) == ["70.0"]
    answer = page.get(send(page, "/save", unreviewed="1").headers["location"]).text
    assert "Không ghi vì chưa ai xem" not in answer
    assert written(tmp_path).count("dx:targetValue") == 3


def test_after_saving_it_is_said_what_to_do_next(page: TestClient, tmp_path: Path) -> None:
    answer = page.get(send(page, "/save", unreviewed="1").headers["location"]).text
    for command in ("dxgraph validate", "dxgraph verify --sources", "dxgraph diff"):
        assert f"<code>{command}" in answer
    assert f"dxgraph validate {tmp_path / 'out'}" in answer


def test_of_files_that_were_not_written_and_of_nothing_left_out_nothing_is_said(
    page: TestClient, tmp_path: Path
) -> None:
    send(page, "/proposals/t3", action="accept")
    answer = page.get(send(page, "/save", lang="en").headers["location"]).text
    assert not list((tmp_path / "out").glob("indicators-*"))
    assert "append the file sources-… to" in answer
    assert re.search(r"looked at them:\s+2 proposals\.", answer)
    assert re.search(r"Write also\s+2 proposals\s+that nobody", answer)
    send(page, "/save", unreviewed="1")
    assert list((tmp_path / "out").glob("indicators-*"))


def adding(page: TestClient, words: str, passage: str) -> Any:
    """Mark words of the passage that holds others."""
    text = page.get("/").text
    rows = text.split('<section class="row">')
    row = next(part for part in rows if passage in part.partition("</p>")[0])
    form = row[row.index('action="/targets"') :]
    begin, end = (re.search(rf'name="{name}" value="(\d+)"', form) for name in ("begin", "end"))
    assert begin
    assert end
    return send(page, "/targets", words=words, begin=begin[1], end=end[1])


def test_a_target_is_added_by_marking_its_words(
    page: TestClient, tmp_path: Path, proposed: Draft
) -> None:
    known = next(iter(proposed.knowledge.indicators))
    missed = next(item for item in proposed.proposals if "80%" in item.printed[0])
    review: Any = cast(Any, page.app).state.review
    left = tuple(item for item in proposed.proposals if item is not missed)
    review.draft = replace(proposed, proposals=left)
    answer = adding(page, "80%  dân số có hồ sơ", "hồ sơ sức khỏe")
    assert answer.headers["location"].endswith("#a1")
    fields = form(page, "a1")
    assert (fields["value"], fields["comparator"], fields["unit"]) == ("80", "equal", "percent")
    assert (int(fields["begin"]), int(fields["end"])) == missed.spans[0]
    # Only put forward: it has no indicator, so that it cannot be taken as it is.
    assert send(page, "/proposals/a1", action="accept").status_code == 400
    fields |= {"action": "correct", "indicator": known, "deadline": "31/12/2025"}
    assert send(page, "/proposals/a1", **fields).status_code == 303
    send(page, "/save")
    assert re.findall(r"dx:targetValue (\S+)", written(tmp_path)) == ["80.0"]
    assert '"2025-12-31"^^xsd:date' in written(tmp_path)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Chưa đánh dấu"),
        ("90% dân số", "0 lần"),
        ("80% dân số", "đã có một đề nghị"),
    ],
)
def test_words_that_are_no_place_add_nothing(page: TestClient, words: str, told: str) -> None:
    answer = adding(page, words, "hồ sơ sức khỏe")
    assert answer.status_code == 400
    assert told in answer.text
    assert f'value="{words}" aria-invalid="true" aria-describedby="wrong" autofocus' in answer.text
    assert 'id="a1"' not in page.get("/").text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15/01/2024", date(2024, 1, 15)),
        ("5.1.2024", date(2024, 1, 5)),
        ("15 - 01 - 2024", date(2024, 1, 15)),
        ("2024-01-15", date(2024, 1, 15)),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, expected: date | None) -> None:
    assert day(text) == expected


@pytest.mark.parametrize("text", ["31/02/2024", "15/2024", "2024", "mai", "1/13/2024"])
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="is no day"):
        day(text)


def test_days_are_shown_as_people_write_them(page: TestClient) -> None:
    shown = 'name="deadline" inputmode="numeric" placeholder="31/12/2025" value="31/12/2025"'
    assert shown in page.get("/").text


@pytest.mark.parametrize(
    ("asked", "address", "language"),
    [
        ("en-GB,en;q=0.9", "/", "en"),
        ("vi,en;q=0.8", "/", "vi"),
        ("fr,en;q=0.5,vi;q=0.1", "/", "en"),
        ("de", "/", "vi"),
        ("en;q=x", "/", "vi"),
        ("vi", "/?lang=en", "en"),
    ],
)
def test_the_page_speaks_the_language_of_the_browser(
    page: TestClient, asked: str, address: str, language: str
) -> None:
    text = page.get(address, headers={"accept-language": asked}).text
    assert f'<html lang="{language}">' in text


def test_what_the_text_says_of_itself_stands_on_top(proposed: Draft, tmp_path: Path) -> None:
    notes = [("Văn bản nêu số khác: 51/KH-UBND.", "The text names another number: 51/KH-UBND.")]
    app = application(proposed, tmp_path, notes)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert notes[0][0] in client.get("/?lang=vi").text
        assert notes[0][1] in client.get("/?lang=en").text


def test_the_styles_and_the_only_script_are_the_pages_own(page: TestClient) -> None:
    assert "--brand" in page.get("/style.css").text
    assert page.get("/mark.js").headers["content-type"].startswith("text/javascript")
    sources = re.findall(r"<script[^>]*>", page.get("/").text)
    assert sources == ['<script src="/mark.js" defer>']


@pytest.mark.parametrize(("asked", "lang"), [("fr, en; q=0.8", "en"), ("en;q=0, fr", "vi")])
def test_the_browser_is_asked_for_its_language_as_everywhere(
    page: TestClient, asked: str, lang: str
) -> None:
    assert f'<html lang="{lang}">' in page.get("/", headers={"Accept-Language": asked}).text

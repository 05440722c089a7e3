"""What people type first brings its answer first."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from dxgraph.terms import BASE
from dxgraph.web.application import Application
from dxgraph.web.pages.country import home
from support.pages import VI, get, soup, words

RESULTS = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("kinh tế số hà nội", ("Thành phố Hà Nội", "Tỷ trọng kinh tế số", "40%")),
        ("Ha Noi 2030 kinh te so", ("Thành phố Hà Nội", "đến năm 2030", "40%")),
        (
            "hồ sơ công việc cấp xã Lạng Sơn",
            ("Tỉnh Lạng Sơn", "hồ sơ công việc", "100%"),
        ),
    ],
)
def test_a_question_is_answered_on_top(
    app: Application,
    typed: str,
    told: tuple[str, ...],
) -> None:
    page = soup(get(app, f"/search?q={typed}", VI).text)
    title = page.h1
    assert title is not None
    answer = words(title.find_next(class_="answer"))
    for text in told:
        assert text in answer


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("NQ 09 Quảng Ninh", "/document/quang-ninh-2022-09-nq-tu"),
        ("VNeID", "/indicator/"),
        ("sài gòn", "/area/ho-chi-minh"),
    ],
)
def test_a_name_is_the_first_result(app: Application, typed: str, begins: str) -> None:
    page = soup(get(app, f"/search?q={typed}", VI).text)
    first = page.select_one(".hits a")
    assert first is not None
    assert str(first["href"]).startswith(begins)


def test_results_are_offered_by_kind_and_in_parts(app: Application) -> None:
    page = soup(get(app, "/search?q=kinh tế số&lang=vi", VI).text)
    kinds = {str(a["href"]): words(a) for a in page.select('nav[aria-label="Loại"] a')}
    indicators = next(text for href, text in kinds.items() if "kind=indicator" in href)
    count = int(indicators.rpartition(" ")[2])
    only = soup(get(app, "/search?q=kinh tế số&kind=indicator&lang=vi", VI).text)
    assert words(only.select_one("nav[aria-current], nav a[aria-current]")) == indicators
    assert {words(kind) for kind in only.select(".hits .kind")} == {"chỉ số"}
    assert len(only.select(".hits li")) == min(count, 20)
    second = soup(get(app, "/search?q=kinh tế số&lang=vi&page=2", VI).text)
    first = [str(a["href"]) for a in page.select(".hits li > a")]
    assert len(first) == 20
    assert not set(first) & {str(a["href"]) for a in second.select(".hits li > a")}


def test_beside_a_result_stands_nothing_of_the_other_language_and_no_code_for_programs(
    app: Application,
) -> None:
    page = soup(get(app, "/search?q=thai nguyen 2025&kind=target", VI).text)
    assert page.select(".hits li")
    assert "province" not in words(page.select_one(".hits"))
    page = soup(get(app, "/search?q=thai nguyen&kind=area", VI).text)
    assert page.select(".hits li")
    assert "Q26575" not in words(page.select_one(".hits"))


@pytest.mark.parametrize("given", ["kind=thing", "lang=fr"])
def test_a_kind_or_language_that_there_is_not_is_refused(app: Application, given: str) -> None:
    answer = get(app, f"/search?q=vneid&{given}", VI)
    assert answer.status_code == 400
    told = words(soup(answer.text).main)
    assert given in told
    assert "Hãy chọn một trong" in told


@pytest.mark.parametrize(
    ("typed", "number"),
    [("999/KH-UBND", "999/KH-UBND"), ("NQ 77 Quảng Ninh", "NQ 77")],
)
def test_a_number_that_no_document_has_is_said_above_what_is_found(
    app: Application, typed: str, number: str
) -> None:
    page = soup(get(app, f"/search?q={typed}", VI).text)
    assert f"Chưa có văn bản số {number} trong dữ liệu." in words(page.main)
    assert 0 < len(page.select(".hits li")) <= 5
    assert "Tên gần nhất, không tên nào mang số ấy" in words(page.main)
    assert not page.select("nav.actions")
    assert "500" not in words(page.main)


@pytest.mark.parametrize(
    "typed",
    [
        "111-NQ/TU kinh tế số 2030",
        "NQ 9 Quảng Ninh",
        "KH 2025",
        "Đề án 06",
        "DA 06",
        "kinh tế số 30",
    ],
)
def test_a_number_that_is_known_or_none_of_a_document_is_not_said_to_be_unknown(
    app: Application, typed: str
) -> None:
    page = soup(get(app, f"/search?q={typed}", VI).text)
    assert "Chưa có văn bản số" not in words(page.main)


def test_no_number_of_a_document_is_said_to_be_unknown(app: Application) -> None:
    query = "SELECT ?n { ?d <http://data.europa.eu/eli/ontology#id_local> ?n }"
    answer = get(app, f"/sparql?{urlencode({'query': query})}", {"accept": RESULTS}).json()
    numbers = [row["n"]["value"] for row in answer["results"]["bindings"]]
    assert len(numbers) > 200
    numbered = home.folded(numbers)
    for number in numbers:
        for text in (number, f"{number} kinh tế số 2030", f"Kế hoạch {number.lower()}, Hà Nội"):
            assert home.unknown_numbers(text, numbered) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("huyện Ba Vì", "“huyện Ba Vì”"),
        ("Ba Vì kinh tế số", "“Ba Vì”"),
        ("kinh te so o ba vi", "“ba vi”"),
        ("xã Tân Lập kinh tế số", "“xã Tân Lập”"),
        ("thành phố Bắc Giang", "“thành phố Bắc Giang”"),
        ("Paris digital economy", "“Paris”"),
        ("Cần Thơ XYZ", "“XYZ”"),
        ("Huế Ba Vì", "“Ba Vì”"),
        ("Ba Đình", "“Ba Đình”"),  # no "Bà Rịa … định hướng"
    ],
)
def test_a_place_that_nothing_is_called_by_is_said_above_what_comes_near(
    app: Application, typed: str, said: str
) -> None:
    page = soup(get(app, f"/search?{urlencode({'q': typed, 'lang': 'vi'})}", VI).text)
    note = page.select_one("p.note")
    assert note is not None
    assert f"chưa có gì tên là {said.strip()}" in words(note)
    assert len(page.select(".hits li")) <= 5
    assert not page.select("nav[aria-label=Loại]")


@pytest.mark.parametrize(
    "typed",
    [
        "bac gian",
        "VNeID",
        "111-NQ/TU",
        "kinh tế số",
        "sài gòn",
        "mục tiêu của Hà Nội",
        "Bình Phuớc",
        "Khánh Hoà",
        "Tỉnh Ủy Bắc Ninh",
        "Bình Phuớc kinh tế số 2025",
        "Cần Thơ AI",  # each is held, by names that do not share it
    ],
)
def test_nothing_is_said_to_be_lacking_where_a_name_holds_every_word(
    app: Application, typed: str
) -> None:
    page = soup(get(app, f"/search?{urlencode({'q': typed, 'lang': 'vi'})}", VI).text)
    assert page.select(".hits li")
    assert "chưa có gì tên là" not in words(page.main)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Bắc Cạn", "area/bac-kan"),
        ("Daklak", "area/dak-lak-to-2025"),
        ("BRVT", "area/ba-ria-vung-tau"),
    ],
)
def test_an_area_is_found_by_what_questions_call_it(
    app: Application, typed: str, found: str
) -> None:
    query = urlencode({"q": typed, "format": "json"})
    results = get(app, f"/search?{query}").json()["results"]
    assert BASE + found in {result["iri"] for result in results[:2]}


def test_promises_are_found_by_what_people_call_their_area(app: Application) -> None:
    query = urlencode({"q": "Daklak kinh tế số", "format": "json"})
    results = get(app, f"/search?{query}").json()["results"]
    assert results
    for result in results:
        assert (result["kind"], "dak-lak" in result["iri"]) == ("target", True)


def test_an_area_that_is_typed_whole_stands_beside_names_that_begin_with_its_letters(
    app: Application,
) -> None:
    query = urlencode({"q": "Cần Thơ IoT", "format": "json"})
    results = get(app, f"/search?{query}").json()["results"]
    slugs = [result["iri"].removeprefix(BASE) for result in results]
    assert {"area/can-tho-to-2025", "area/can-tho-from-2025"} == set(slugs[:2])
    assert any(slug.startswith("indicator/") for slug in slugs)

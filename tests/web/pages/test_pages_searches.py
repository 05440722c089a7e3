"""What people type first brings its answer first."""

from __future__ import annotations

import pytest

from dxgraph.web.application import Application
from pages_support import VI, get, soup, words


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

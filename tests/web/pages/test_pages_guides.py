"""The guides of the repository as pages: in one language each, with links that lead somewhere."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest

from dxgraph import corpus
from dxgraph.web.application import Application
from dxgraph.web.pages.shared.contributing import GUIDES
from dxgraph.web.pages.site.guides import _markdown
from support.pages import EN, LARGEST_PAGE, VI, get, soup, words

NAMES = [name.removesuffix(".md") for name, _ in GUIDES]


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_is_a_page_in_the_language_of_the_reader(app: Application, name: str) -> None:
    said = {}
    for headers, language in ((VI, "vi"), (EN, "en")):
        answer = get(app, f"/guide/{name}", headers)
        assert answer.status_code == 200
        assert len(answer.content) < LARGEST_PAGE
        page = soup(answer.text)
        label = next(label for file, label in GUIDES if file == f"{name}.md")
        assert words(page.h1) == label.in_language(language)
        assert "style" not in {key for tag in page.select(".guide *") for key in tag.attrs}
        said[language] = words(page.select_one(".guide"))
        assert len(said[language]) > 500
    assert "Tiếng Việt" not in said["en"]
    # What one section says the other does not: it is the guide in that language, not the whole.
    assert said["vi"] != said["en"]
    assert said["vi"] not in said["en"]


def test_every_link_of_a_guide_leads_to_a_page_and_a_part_that_is_there(app: Application) -> None:
    followed = 0
    for name in NAMES:
        for headers in (VI, EN):
            page = soup(get(app, f"/guide/{name}", headers).text)
            own = {str(tag["id"]) for tag in page.select("[id]")}
            for link in page.select(".guide a"):
                address = urlsplit(str(link["href"]))
                if address.scheme:
                    continue
                followed += 1
                if not address.path:
                    assert unquote(address.fragment) in own
                    continue
                there = get(app, address.path, headers)
                assert there.status_code == 200, (name, link["href"])
                parts = {str(tag["id"]) for tag in soup(there.text).select("[id]")}
                assert not address.fragment or unquote(address.fragment) in parts
    assert followed


def test_all_guides_are_listed_and_another_one_is_not_found(app: Application) -> None:
    page = soup(get(app, "/guide", VI).text)
    listed = {urlsplit(str(a["href"])).path for a in page.select("main .links a")}
    assert listed == {"/reading", *(f"/guide/{name}" for name in NAMES)}
    assert get(app, "/guide/nothing", VI).status_code == 404
    for name in NAMES:
        assert (corpus.root() / "docs" / "guide" / f"{name}.md").is_file()


def test_html_in_a_guide_stays_text() -> None:
    made = _markdown().render("<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b>y</b>")
    assert "<script" not in made
    assert "<b>" not in made
    assert not re.search(r'href="javascript:', made)

"""What no template says is said in both languages, in one file, and all of it somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from dxgraph import web
from dxgraph.bilingual import Language
from dxgraph.files import own
from dxgraph.web.words import by_language, phrase, wordings
from support.some import some

SAID = own("dxgraph.web", "words.yaml")
CODE = "\n".join(path.read_text("utf-8") for path in Path(web.__path__[0]).rglob("*.py"))


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_each_wording_is_in_both_languages() -> None:
    lists = {name: said for name, said in SAID.items() if name != "columns"}
    for name, said in some(lists.items()):
        for key, words in some(said.items()):
            assert len(words) == 2, (name, key)
            assert all(words), (name, key)


def test_a_column_has_two_headings_and_at_the_most_a_path() -> None:
    for table, columns in some(SAID["columns"].items()):
        for name, said in some(columns.items()):
            assert len(said) in (2, 3), (table, name)
            assert all(said), (table, name)


def test_a_phrase_tells_the_same_in_both_languages() -> None:
    for key, (vi, en) in some(SAID["phrases"].items()):
        assert gaps(vi) == gaps(en), key
    assert phrase("by-year", Language.VI, year=2030) == "đến năm 2030"


def test_each_list_and_each_phrase_is_said_somewhere_and_each_that_is_said_there_is() -> None:
    asked = set(some(re.findall(r'phrase\(\s*"([^"]+)"', CODE)))
    assert asked <= SAID["phrases"].keys()
    elsewhere = {"nothing-before", "higher-better", "lower-better"}  # said by what they are of
    assert SAID["phrases"].keys() - asked == elsewhere
    lists = set(some(re.findall(r'\b(?:wordings|by_language|said)\("([^"]+)"\)', CODE)))
    assert lists | {"phrases"} == SAID.keys()
    tables = set(some(re.findall(r'\bcolumns\("([^"]+)"\)', CODE)))
    assert tables == SAID["columns"].keys()


def test_wordings_stand_in_the_order_of_the_file() -> None:
    assert list(wordings("ledger-periods")) == list(by_language("ledger-periods"))
    assert by_language("lists")["area"] == {"vi": "Các địa bàn", "en": "Areas"}

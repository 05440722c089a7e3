"""The words by which documents are read, as their files write them."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from dxgraph import drafting
from dxgraph.drafting.read.lexicon import Lexicon, lexicon, pattern_of
from dxgraph.evidence import Language
from dxgraph.files import own


def test_a_blank_is_white_space_and_the_end_of_a_line_is_nothing() -> None:
    written = "mục tiêu\n|đến {year}"
    found = pattern_of(written, {"year": r"20\d\d"})
    assert [
        found.fullmatch(text) is not None for text in ("mục \u00a0tiêu", "Đến năm", "ĐẾN 2030")
    ] == [
        True,
        False,
        True,
    ]


def test_of_several_patterns_one_has_to_match_whole() -> None:
    found = pattern_of(["a|b", "c$"], {})
    assert found.findall("b c") == ["b", "c"]
    assert found.fullmatch("ac") is None


def test_a_name_that_is_not_explained_is_none() -> None:
    with pytest.raises(KeyError, match="year"):
        pattern_of("{year}", {})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_field_has_its_words(language: Language) -> None:
    words = lexicon(language)
    for field in fields(Lexicon):
        found = getattr(words, field.name)
        assert found.pattern if isinstance(found, re.Pattern) else found, field.name


READERS = sorted(
    path
    for path in Path(drafting.__file__).parent.rglob("*.py")
    if "SAID = patterns(" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.stem)
def test_a_reader_asks_for_all_words_of_its_file_and_for_no_others(path: Path) -> None:
    """A name such as "on" or "no" would be none: YAML reads it as a truth value."""
    code = path.read_text(encoding="utf-8")
    said = own(f"dxgraph.drafting.{path.parent.name}", path.with_suffix(".yaml").name)
    asked = set(re.findall(r'(?<!\.)SAID\["([^"]+)"\]', code))
    elsewhere = {"unset"} if path.stem == "deadlines" else set()
    assert set(said) == asked | elsewhere


def test_there_are_as_many_readers() -> None:
    assert len(READERS) >= 10

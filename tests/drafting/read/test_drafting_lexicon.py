"""The words by which documents are read, as their files write them."""

from __future__ import annotations

import re
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
def test_each_name_has_its_words_and_is_asked_for(language: Language) -> None:
    words = vars(lexicon(language))
    tables = {name for name, found in words.items() if not isinstance(found, re.Pattern)}
    assert all(found if name in tables else found.pattern for name, found in words.items())
    assert tables == set(Lexicon.__annotations__)
    folder = Path(drafting.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    asked = set(re.findall(r"(?<!\w)_?words\.(\w+)", code))
    assert set(words) <= asked
    assert asked - set(words) <= {*dir(dict), *dir(list), *dir(str)}


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

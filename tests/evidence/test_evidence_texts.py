"""Source texts: one form of each, whatever the file looked like, and clear words where it fails."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph import evidence
from dxgraph.errors import InputError

TEXT = "Đến năm 2031:\nphí lưu trữ vượt mức 25% chi.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
    ids=["plain", "byte order mark", "CR LF", "CR", "NFD"],
)
def test_the_same_text_is_the_same_however_the_file_is_written(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    text = evidence.read_text(tmp_path / "a.txt")
    assert text.slug == "a"
    assert text.text == TEXT
    assert text.length == 44
    assert text.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@given(st.text())
def test_the_one_form_is_reached_in_one_step(text: str) -> None:
    once = evidence.normal_form(text)
    assert evidence.normal_form(once) == once
    assert "\r" not in once


def test_a_place_counts_lines_and_columns_in_characters_from_one() -> None:
    text = evidence.SourceText("a", TEXT)
    assert text.place(0) == (1, 1)
    assert text.place(13) == (1, 14)  # the line end belongs to its line
    assert text.place(14) == (2, 1)
    assert text.text[text.text.index("25") :].startswith("25% chi")
    assert text.place(text.text.index("25")) == (2, 22)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_that_is_not_utf_8_is_refused_at_its_place(tmp_path: Path, mark: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(mark + b"abc\nd\xe9f\n")
    with pytest.raises(InputError, match=r"a\.txt:2:2: .*0xE9") as caught:
        evidence.read_text(tmp_path / "a.txt")
    assert "UTF-8" in caught.value.remedy


def test_a_file_in_utf_16_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-16"))
    with pytest.raises(InputError, match="begins as UTF-16 does"):
        evidence.read_text(tmp_path / "a.txt")


def test_a_folder_gives_the_texts_it_has_by_slug(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "other.txt").write_text("b")
    texts = evidence.read_folder(tmp_path, ["a", "b"])
    assert {slug: text.text for slug, text in texts.items()} == {"a": "a"}


def test_a_wrong_folder_is_refused_with_the_names_it_should_hold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        evidence.read_folder(tmp_path / "nowhere", ["a"])
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="is no folder"):
        evidence.read_folder(tmp_path / "file", ["a"])
    with pytest.raises(InputError, match=r"none of a\.txt, b\.txt"):
        evidence.read_folder(tmp_path, ["b", "a"])
    with pytest.raises(InputError, match="cannot be read"):
        evidence.read_text(tmp_path / "missing.txt")


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_fragment_is_read_back(begin: int, end: int) -> None:
    assert evidence.parse_fragment(evidence.fragment(begin, end)) == (begin, end)
    iri = evidence.span_iri("https://w3id.org/dxgraph/source/a", begin, end)
    assert evidence.parse_iri(iri) == ("https://w3id.org/dxgraph/source/a", begin, end)


@pytest.mark.parametrize(
    "written",
    ["char=5", "char=,5", "char=5,", "char=05,6", "line=1,2", "char=1,2;length=9", "", "char=1, 2"],
)
def test_there_is_one_way_to_write_a_fragment(written: str) -> None:
    assert evidence.parse_fragment(written) is None


def test_a_passage_is_the_span_with_fifty_characters_on_each_side() -> None:
    text = "a" * 60 + "ĐÂY" + "b" * 60
    assert evidence.passage(text, 60, 63) == "a" * 50 + "ĐÂY" + "b" * 50
    assert evidence.passage(text, 10, 13) == text[:63]  # nothing is before the text
    assert evidence.passage(text, 120, 123) == text[70:]
    expected = hashlib.sha256(("a" * 50 + "ĐÂY" + "b" * 50).encode()).hexdigest()
    assert evidence.passage_sha256(text, 60, 63) == expected

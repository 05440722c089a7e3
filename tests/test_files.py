"""A file's text or bytes, or what is wrong and where: the same words in every room."""

from pathlib import Path

import pytest

from dxgraph import files
from dxgraph.errors import DataError, InputError


def test_a_byte_order_mark_is_no_text() -> None:
    assert files.text_of(b"\xef\xbb\xbfa", "x") == "a"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_place_of_a_bad_byte_is_told(mark: bytes) -> None:
    with pytest.raises(DataError, match="0xFF") as caught:
        files.text_of(mark + b"a\nbc\xff", "x.txt")
    assert (caught.value.path, caught.value.line, caught.value.column) == ("x.txt", 2, 3)
    assert caught.value.remedy


def test_utf_16_is_told_as_such() -> None:
    with pytest.raises(DataError, match="UTF-16"):
        files.text_of("Việt Nam".encode("utf-16"), "x")


def test_what_cannot_be_read_or_written_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the list cannot be read"):
        files.read(tmp_path, "the list")
    with pytest.raises(InputError, match="cannot be written"):
        files.write(tmp_path, b"")


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    assert files.read(files.write(tmp_path / "new" / "x", b"body"), most=2) == b"bo"

"""Forms are read as the standard says, and a long one in no time worth naming."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph.web.http.forms import pairs

_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(_TEXT.filter(bool), _TEXT)))
def test_what_was_written_is_read(fields: list[tuple[str, str]]) -> None:
    assert pairs(urlencode(fields).encode()) == fields


@given(st.text(alphabet="ab%0123456789ABCDEFabcdef+=&ế", max_size=40))
def test_malformed_escapes_are_read_as_the_standard_library_reads_them(text: str) -> None:
    body = text.encode()
    try:
        expected = parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        with pytest.raises(UnicodeDecodeError):
            pairs(body)
        return
    assert pairs(body) == expected


def test_too_many_fields_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 2"):
        pairs(b"a=1&b=2&c=3", most=2)

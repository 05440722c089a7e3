"""Rows of SPARQL 1.1 Query Results JSON, as pages read them."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from dxgraph.model import answers
from dxgraph.terms import XSD

WORDS = {"type": "literal", "xml:lang": "vi", "value": 'Tỷ lệ "bindings": [ {, } ] hồ sơ'}
ROWS = [{"s": {"type": "uri", "value": f"https://example.org/{n}"}, "o": WORDS} for n in range(900)]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("count", [0, 1, 900])
def test_all_rows_are_read_however_they_are_laid_out(indent: int | None, count: int) -> None:
    said = {"results": {"bindings": ROWS[:count]}, "head": {"vars": ["s", "bindings"]}}
    body = json.dumps(said, indent=indent, ensure_ascii=False).encode()
    assert answers.bindings(body) == ROWS[:count]


def test_a_long_answer_is_never_read_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for the interpreter in another thread would wait for the whole."""
    body = json.dumps({"head": {"vars": ["s", "o"]}, "results": {"bindings": ROWS}}).encode()
    monkeypatch.setattr(json, "loads", None)
    assert len(answers.bindings(body)) == 900


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("perhaps", "boolean", "perhaps"),
        ("2025", "gYear", 2025),
        ("soon", "date", "soon"),
        ("1.50", "decimal", Decimal("1.50")),
    ],
)
def test_what_is_not_of_its_datatype_stays_a_text(text: str, type_: str, expected: object) -> None:
    read = answers.value({"type": "literal", "value": text, "datatype": XSD[type_]})
    assert read == expected
    assert isinstance(read, type(expected))

"""Errors are said in both languages, in one place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from string import Formatter

import dxgraph
from dxgraph import errors
from dxgraph.bilingual import Both
from dxgraph.files import own
from dxgraph.messages import message
from support.some import some

ROOT = Path(dxgraph.__file__).parent
SAID = own("dxgraph", "messages.yaml")
KINDS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.DxgraphError)
}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def raised() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KINDS and node.args:
                yield path, node


def test_each_message_says_the_same_in_both_languages() -> None:
    for key, said in some(SAID.items()):
        texts = [said, *([said["remedy"]] if "remedy" in said else [])]
        for text in texts:
            assert text["vi"], key
            assert text["en"], key
        told = [set().union(*(fields(text[tag]) for text in texts)) for tag in ("vi", "en")]
        assert told[0] <= told[1], key


def test_no_key_stands_twice() -> None:
    """The later one would be said in the place of the other."""
    text = (ROOT / "messages.yaml").read_text("utf-8")
    assert len(re.findall(r"^[\w-]+:", text, re.MULTILINE)) == len(SAID)


def test_each_message_is_said_somewhere_and_each_that_is_said_there_is() -> None:
    code = "\n".join(path.read_text("utf-8") for path in ROOT.rglob("*.py"))
    assert [key for key in SAID if f'"{key}"' not in code] == []
    asked = re.findall(r'(?:message\(|at_limit\(\s*\w+,)\s*"([^"]+)"', code)
    assert set(some(asked)) <= SAID.keys()


def test_no_error_is_said_in_english_only() -> None:
    in_english = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, node in some(raised(), least=100)
        if isinstance(node.args[0], ast.Constant | ast.JoinedStr | ast.BinOp)
    ]
    assert in_english == []


def test_each_language_writes_numbers_in_its_own_way() -> None:
    told = message("query-too-slow", timeout_s=2.5)
    assert "2,5 giây" in told.said.vi
    assert "2.5 s" in told.said.en
    told = message("made-too-large", result_mb=Decimal(2000))
    assert "2.000 MB" in told.said.vi
    assert "2,000 MB" in told.said.en


def test_a_value_in_both_languages_stands_in_its_own() -> None:
    told = message("no-figure-to-draw", other=Both("địa bàn", "area"))
    assert (told.advice.vi, told.advice.en) == ("Hãy chọn địa bàn khác.", "Choose another area.")


def test_braces_of_what_was_met_stay_as_they_are() -> None:
    told = message("nothing-at-path", path="/{x}")
    assert "/{x}" in told.said.vi
    assert "/{x}" in told.said.en


def test_what_is_said_in_english_only_is_said_so_to_all() -> None:
    error = errors.QuerySyntaxError("Told in English.", line=2, column=3)
    assert error.told("vi") == "dòng 2, cột 3: Told in English."
    assert str(error) == "line 2, column 3: Told in English."

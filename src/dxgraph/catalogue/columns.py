"""The columns of the named queries: headings, meanings and words for codes, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from dxgraph.catalogue.parameters import LANGUAGES
from dxgraph.errors import DataError
from dxgraph.files import of_yaml, read_text
from dxgraph.messages import message


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a result: the variable, its heading and its meaning in both languages."""

    name: str
    heading: Mapping[str, str]
    meaning: Mapping[str, str]
    shown: bool
    """Whether a table for people shows it; the others are for programs."""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What people read instead of the codes that programs get, by language."""


def columns_of(path: Path) -> dict[str, Column]:
    try:
        read = of_yaml(read_text(path))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise DataError(
            message("headings-no-yaml", reason=error.problem or error),
            path=path,
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
        ) from error
    columns = {}
    for name, about in read.items() if isinstance(read, dict) else ():
        try:
            heading = dict(zip(LANGUAGES, about["heading"], strict=True))
            meaning = dict(zip(LANGUAGES, about["meaning"], strict=True))
            codes = {
                code: dict(zip(LANGUAGES, words, strict=True))
                for code, words in about.get("codes", {}).items()
            }
            columns[name] = Column(name, heading, meaning, about.get("shown", True), codes)
        except (TypeError, KeyError, ValueError, AttributeError) as error:
            raise DataError(message("heading-in-part", name=name), path=path) from error
    return columns

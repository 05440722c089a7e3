"""Read the named queries: SPARQL files whose front matter says what they are for.

The front matter are the lines that begin with ``#+``, YAML in the decorators of grlc
(https://github.com/CLARIAH/grlc): ``summary``, ``description``, ``tags``, ``defaults``,
``enumerate``. Our additions stand together under ``x-dx``, which grlc passes over: the order in the
list, the texts in Vietnamese, and for each parameter its kind and name. The headings of the columns
are shared by all queries and stand in ``columns.yaml`` beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from dxgraph.catalogue.columns import Column, columns_of
from dxgraph.catalogue.parameters import KINDS, LANGUAGES, Parameter
from dxgraph.catalogue.queries import Catalogue, NamedQuery
from dxgraph.engine.protocol import Form
from dxgraph.engine.query.inspection import inspect
from dxgraph.engine.query.projection import projection
from dxgraph.engine.query.tokens import Token, tokens
from dxgraph.errors import DataError, DxgraphError, InputError
from dxgraph.files import of_yaml, read_text
from dxgraph.messages import YAML_LOADER, message

COLUMNS_FILE: Final = "columns.yaml"

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_PARAMETER = re.compile(r"(?P<marks>__?)(?P<name>[A-Za-z0-9]+)(?P<ending>_iri|_integer|)")
_KEYS: Final = {"summary", "description", "tags", "defaults", "enumerate", "method", "x-dx"}
_OWN_KEYS: Final = {"order", "vi", "parameters"}


def load(folder: Path | None = None) -> Catalogue:
    """Read the named queries of a folder, by default our own.

    Raises InputError for a folder that has none, and DataError, with file and line, for a query
    whose front matter is malformed or does not fit its text.
    """
    if folder is None:
        from dxgraph.corpus import root

        folder = root() / "queries"
    paths = sorted(folder.glob("*.rq")) if folder.is_dir() else []
    if not paths:
        raise InputError(message("no-query-in-folder", folder=folder))
    return _load(_version(folder / COLUMNS_FILE), tuple(_version(path) for path in paths))


def _version(path: Path) -> tuple[Path, int]:
    return path, path.stat().st_mtime_ns if path.is_file() else 0


@lru_cache(maxsize=8)
def _load(columns: tuple[Path, int], queries: tuple[tuple[Path, int], ...]) -> Catalogue:
    """Read files once; the times of their last change say whether they are still the same."""
    headings = columns_of(columns[0])
    return Catalogue([_Reader(path).read(headings) for path, _ in queries])


class _Reader:
    """Reads one file and knows the lines of what it reads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        lines = read_text(path).splitlines()
        self.numbers = [number for number, line in enumerate(lines, 1) if line.startswith("#+")]
        self.front = "\n".join(line[2:] for line in lines if line.startswith("#+"))
        self.body = "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"
        self.first_line_of_body = next(
            (n for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#+")), 1
        )

    def check(self, holds: object, said: str, *keys: str, **met: object) -> None:
        """Raises what is said where something does not hold, at the line of a key of the front
        matter, or of the file as a whole."""
        if not holds:
            raise DataError(message(said, **met), path=self.path, line=self._line_of(keys))

    def _line_of(self, keys: Sequence[str]) -> int:
        if not self.numbers:
            return 1
        node, line = yaml.compose(self.front, Loader=YAML_LOADER), 0
        for key in keys:
            for name, value in _pairs(node):
                if name.value == key:
                    node, line = value, name.start_mark.line
                    break
        return self.numbers[line]

    def read(self, headings: Mapping[str, Column]) -> NamedQuery:
        name = self.path.stem
        self.check(_NAME.fullmatch(name), "no-name-of-query", name=name)
        front = self._front()
        own = self._map(front, "x-dx")
        self._only(own, _OWN_KEYS, "x-dx")
        vietnamese = self._map(own, "vi", "x-dx")
        order = own.get("order")
        self.check(isinstance(order, int), "order-no-number", "x-dx", "order")
        tags = front.get("tags", [])
        self.check(_is_list(tags, str), "tags-no-list", "tags")
        form = inspect(self.body).form
        if form is None:
            raise DataError(
                message("no-form-in-file"),
                path=self.path,
                line=self.first_line_of_body,
            )
        return NamedQuery(
            name=name,
            path=self.path,
            order=int(str(order)),
            tags=tuple(tags),
            summary={
                "vi": self._words(vietnamese, "summary", "x-dx", "vi"),
                "en": self._words(front, "summary"),
            },
            description={
                "vi": self._words(vietnamese, "description", "x-dx", "vi"),
                "en": self._words(front, "description"),
            },
            parameters=tuple(self._parameters(front, own)),
            columns=tuple(self._columns_of(form, headings)),
            form=form,
            text=self.body,
        )

    def _front(self) -> dict[str, Any]:
        self.check(self.front.strip(), "no-front-matter")
        try:
            front = of_yaml(self.front)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = self.numbers[min(mark.line, len(self.numbers) - 1)] if mark else 1
            raise DataError(
                message("front-matter-no-yaml", reason=error.problem or error),
                path=self.path,
                line=line,
                column=mark.column + 3 if mark else None,
            ) from error
        self.check(isinstance(front, dict), "front-matter-no-pairs")
        self._only(front, _KEYS)
        return dict(front)

    def _only(self, found: Mapping[str, Any], known: set[str], *keys: str) -> None:
        names = ", ".join(sorted(known))
        for key in found:
            at = (*keys, str(key))
            self.check(key in known, "no-key-of-front-matter", *at, key=key, known=names)

    def _map(self, found: Mapping[str, Any], key: str, *above: str) -> dict[str, Any]:
        value, at = found.get(key), (*above, key)
        self.check(isinstance(value, dict), "key-missing", *at, key=".".join(at))
        return dict(value or {})

    def _words(self, found: Mapping[str, Any], key: str, *above: str) -> str:
        value, at = found.get(key), (*above, key)
        is_text = isinstance(value, str) and value.strip()
        self.check(is_text, "key-no-text", *at, key=".".join(at))
        return str(is_text)

    def _listed(self, front: Mapping[str, Any], key: str) -> dict[str, Any]:
        """grlc writes ``defaults`` and ``enumerate`` as a list of single pairs."""
        items = front.get(key, [])
        pairs = _is_list(items, dict) and all(len(item) == 1 for item in items)
        self.check(pairs, "key-no-pairs", key, key=key)
        return {str(name): value for item in items for name, value in item.items()}

    def _parameters(self, front: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[Parameter]:
        described = own.get("parameters") or {}
        self.check(isinstance(described, dict), "parameters-no-pairs", "x-dx")
        defaults, choices = self._listed(front, "defaults"), self._listed(front, "enumerate")
        used, kinds = self._used(), ", ".join(KINDS)
        for name in (*used, *defaults, *choices):
            said = "parameter-not-described"
            self.check(name in described, said, "x-dx", "parameters", name=name, kinds=kinds)
        for name, about in described.items():
            where = ("x-dx", "parameters", name)
            self.check(name in used, "parameter-without-variable", *where, name=name)
            parts = isinstance(about, dict) and set(about) == {"kind", "vi", "en"}
            self.check(parts, "parameter-in-part", *where, name=name)
            at, called = (*where, "kind"), about["kind"]
            self.check(called in KINDS, "no-kind-of-parameter", *at, kind=called, kinds=kinds)
            kind = KINDS[called]
            required, ending = used[name]
            told = {"name": name, "ending": kind.ending or name, "kind": kind.name}
            self.check(ending == kind.ending, "ending-of-variable", *at, **told)
            values = choices.get(name, [])
            self.check(_is_list(values, str), "values-no-list", "enumerate", name=name)
            languages = kind.name != "language" or tuple(values) == LANGUAGES
            self.check(languages, "languages-not-enumerated", "enumerate", name=name)
            default = defaults.get(name)
            parameter = Parameter(
                name=name,
                kind=kind,
                required=required,
                default=None if default is None else str(default),
                choices=tuple(values),
                label={name: self._words(about, name, *where) for name in LANGUAGES},
            )
            if parameter.default is not None:
                try:
                    parameter.term(parameter.default)
                except DxgraphError as error:
                    self.check(False, "default-does-not-fit", "defaults", reason=error.said)
            yield parameter

    def _used(self) -> dict[str, tuple[bool, str]]:
        """The parameters that the text has variables for: whether required, and the ending."""
        used: dict[str, tuple[bool, str]] = {}
        for token in tokens(self.body):
            if token.kind != "variable" or not token.text.startswith(("?_", "$_")):
                continue
            match = _PARAMETER.fullmatch(token.text[1:])
            found = match and (match["marks"] == "_", match["ending"])
            if not match or not found or used.setdefault(match["name"], found) != found:
                raise DataError(
                    message("no-variable-of-parameter", text=token.text),
                    path=self.path,
                    line=self._line_in_body(token),
                )
        return used

    def _columns_of(self, form: Form, headings: Mapping[str, Column]) -> Iterator[Column]:
        if form is not Form.SELECT:
            return
        shown = projection(self.body)
        names = {token.text[1:] for token in shown}
        for token in shown:
            name = token.text[1:]
            column = headings.get(name.removesuffix("_label"))
            if column is not None and name.endswith("_label"):
                column = replace(column, name=name)
            elif column is not None and f"{name}_label" in names:
                iri_of = {key: f"{text} (IRI)" for key, text in column.heading.items()}
                column = replace(column, heading=iri_of, shown=False)
            if column is None:
                raise DataError(
                    message(
                        "no-heading-of-column",
                        text=token.text,
                        file=self.path.parent / COLUMNS_FILE,
                    ),
                    path=self.path,
                    line=self._line_in_body(token),
                )
            yield column

    def _line_in_body(self, token: Token) -> int:
        return self.first_line_of_body + self.body.count("\n", 0, token.start)


def _is_list(value: object, of: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, of) for item in value)


def _pairs(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from node.value

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
from dxgraph.files import of_yaml, read_text, yaml_loader
from dxgraph.messages import message

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

    def wrong(self, message: str, *keys: str, remedy: str = "") -> DataError:
        """An error at the line of a key of the front matter, or of the file as a whole."""
        return DataError(message, path=self.path, line=self._line_of(keys), remedy=remedy)

    def _line_of(self, keys: Sequence[str]) -> int:
        if not self.numbers:
            return 1
        node, line = yaml.compose(self.front, Loader=yaml_loader()), 0
        for key in keys:
            for name, value in _pairs(node):
                if name.value == key:
                    node, line = value, name.start_mark.line
                    break
        return self.numbers[line]

    def read(self, headings: Mapping[str, Column]) -> NamedQuery:
        name = self.path.stem
        if not _NAME.fullmatch(name):
            raise self.wrong(
                f"{name!r} is no name for a query.",
                remedy="Use lower-case words joined by hyphens, as in targets-of-area.rq.",
            )
        front = self._front()
        own = self._map(front, "x-dx")
        self._only(own, _OWN_KEYS, "x-dx")
        vietnamese = self._map(own, "vi", "x-dx")
        order = own.get("order")
        if not isinstance(order, int):
            raise self.wrong("x-dx.order must be a whole number.", "x-dx", "order")
        tags = front.get("tags", [])
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            raise self.wrong("tags must be a list of words.", "tags")
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
            order=order,
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
        if not self.front.strip():
            raise self.wrong(
                "The query has no front matter.",
                remedy="Begin the file with lines like “#+ summary: …”, as docs/reference/"
                "queries.md describes.",
            )
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
        if not isinstance(front, dict):
            raise self.wrong("The front matter must be pairs of key and value.")
        self._only(front, _KEYS)
        return front

    def _only(self, found: Mapping[str, Any], known: set[str], *keys: str) -> None:
        for key in found:
            if key not in known:
                raise self.wrong(
                    f"{key!r} is no key of the front matter.",
                    *keys,
                    str(key),
                    remedy=f"The keys are: {', '.join(sorted(known))}.",
                )

    def _map(self, found: Mapping[str, Any], key: str, *above: str) -> dict[str, Any]:
        value = found.get(key)
        if not isinstance(value, dict):
            raise self.wrong(f"{'.'.join((*above, key))} is missing.", *above, key)
        return value

    def _words(self, found: Mapping[str, Any], key: str, *above: str) -> str:
        value = found.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{'.'.join((*above, key))} must be a text.", *above, key)
        return value.strip()

    def _listed(self, front: Mapping[str, Any], key: str) -> dict[str, Any]:
        """grlc writes ``defaults`` and ``enumerate`` as a list of single pairs."""
        items = front.get(key, [])
        if not isinstance(items, list) or not all(
            isinstance(item, dict) and len(item) == 1 for item in items
        ):
            raise self.wrong(
                f"{key} must be a list of pairs.",
                key,
                remedy=f"Write “#+ {key}:” and under it a line “#+   - name: value” for each.",
            )
        return {str(name): value for item in items for name, value in item.items()}

    def _parameters(self, front: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[Parameter]:
        described = own.get("parameters") or {}
        if not isinstance(described, dict):
            raise self.wrong("x-dx.parameters must be pairs of name and description.", "x-dx")
        defaults, choices = self._listed(front, "defaults"), self._listed(front, "enumerate")
        used = self._used()
        for listed in (used, defaults, choices):
            for name in listed:
                if name not in described:
                    raise self.wrong(
                        f"The parameter {name!r} is not described under x-dx.parameters.",
                        "x-dx",
                        "parameters",
                        remedy=f"Add it with its kind, one of: {', '.join(KINDS)}.",
                    )
        for name, about in described.items():
            where = ("x-dx", "parameters", name)
            if name not in used:
                raise self.wrong(
                    f"The query has no variable for the parameter {name!r}.",
                    *where,
                    remedy=f"Name the variable ?_{name}_iri, or ?__{name}_iri if it is optional.",
                )
            if not isinstance(about, dict) or set(about) != {"kind", "vi", "en"}:
                raise self.wrong(f"{name} must have exactly kind, vi and en.", *where)
            kind = KINDS.get(about["kind"])
            if kind is None:
                raise self.wrong(
                    f"{about['kind']!r} is no kind of parameter.",
                    *where,
                    "kind",
                    remedy=f"The kinds are: {', '.join(KINDS)}.",
                )
            required, ending = used[name]
            if ending != kind.ending:
                raise self.wrong(
                    f"The variable of {name!r} must end in {kind.ending or name}, as its kind is "
                    f"{kind.name}.",
                    *where,
                    "kind",
                )
            values = choices.get(name, [])
            if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
                raise self.wrong(f"The values of {name!r} must be a list.", "enumerate")
            if kind.name == "language" and tuple(values) != LANGUAGES:
                raise self.wrong(f"{name!r} must be enumerated as vi, en.", "enumerate")
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
                    raise self.wrong(f"The default does not fit: {error}", "defaults") from error
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


def _pairs(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from node.value

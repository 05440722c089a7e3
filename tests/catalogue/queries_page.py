"""Write ``docs/reference/queries.md``: ``python tests/catalogue/queries_page.py``."""

from __future__ import annotations

from collections.abc import Iterator

from dxgraph.catalogue import Catalogue, NamedQuery, load
from dxgraph.catalogue.columns import Column
from dxgraph.catalogue.parameters import KINDS, Parameter, short_form

_INTRODUCTION = """\
# The named queries

<!-- Written by `python tests/catalogue/queries_page.py`; a test fails when it is not current. -->

Each is a file in [`queries/`](../../queries): SPARQL, with a front matter that says which question
it answers. Run one from the command line or over HTTP:

```console
$ dxgraph query compare-areas --param indicator=dti-rank --param lang=en
$ curl 'http://127.0.0.1:8000/queries/compare-areas?indicator=dti-rank&format=csv'
```

## Parameters

A parameter that names a thing takes a short form (`bac-giang`), a prefixed name (`area:bac-giang`)
or the full IRI. An optional parameter that is left out, or empty, means all. Values reach the query
as RDF terms and are never read as SPARQL; a thing that the graph does not have is an error, so that
an answer without rows is an answer.

| kind | takes | for example |
|---|---|---|
"""

_FRONT_MATTER = """\

## The front matter

The lines that begin with `#+` are YAML in the decorators of [grlc](https://github.com/CLARIAH/grlc):
`summary`, `description`, `tags`, `defaults`, `enumerate`. Parameters are variables named in its
convention: `?_name_iri` must have a value, `?__name_iri` may have one; `_iri` makes it an IRI,
`_integer` an integer, no ending a plain string. A folder of these files is an API to grlc as it
stands (give it the endpoint, as the files name none). What grlc has no word for stands under
`x-dx`, which it passes over: the Vietnamese texts, the order in the list, and each parameter's kind
and names.

Three habits keep a query readable by grlc, which replaces variables as text: a parameter is never
projected; an optional one is tested by `COALESCE`, not by `BOUND`; and where there is an integer,
the prefix `xsd:` is declared. Four keep it fast in Oxigraph: all triple patterns stand before the
first `BIND`; an `OPTIONAL` holds one pattern, with further ones nested in it; what is inside `NOT
EXISTS` is one pattern; two large sets that share several variables are joined through a sub-select.

The columns are described in [`queries/columns.yaml`](../../queries/columns.yaml). A column
`x_label` holds the label of `x` in the language of the parameter `lang`; `x` holds its IRI.
Where a column holds codes, `codes` says what the page of the query shows instead; downloads keep
the codes.
"""


def reference(catalogue: Catalogue) -> str:
    """The page, as Markdown."""
    return "\n".join(_lines(catalogue)).rstrip() + "\n"


def _lines(catalogue: Catalogue) -> Iterator[str]:
    yield _INTRODUCTION.rstrip("\n")
    for kind in KINDS.values():
        yield f"| {kind.name} | {kind.en} ({kind.vi}) | `{kind.example}` |"
    yield _FRONT_MATTER
    yield "## The queries\n"
    yield "| name | answers | trả lời |"
    yield "|---|---|---|"
    for named in catalogue:
        yield f"| [{named.name}](#{named.name}) | {named.summary['en']} | {named.summary['vi']} |"
    for named in catalogue:
        yield from _query(named)


def _query(named: NamedQuery) -> Iterator[str]:
    yield f"\n### {named.name}\n"
    yield f"**{named.summary['en']}** · **{named.summary['vi']}**\n"
    yield f"{named.description['en']}\n"
    yield f"{named.description['vi']}\n"
    yield "| parameter | kind | default | |"
    yield "|---|---|---|---|"
    for parameter in named.parameters:
        yield (
            f"| `{parameter.name}` | {parameter.kind.name} | {_default(parameter)} "
            f"| {parameter.label['en']} · {parameter.label['vi']}{_allowed(parameter)} |"
        )
    if named.columns:
        columns = ", ".join(f"`{column.name}`" for column in _in_short(named.columns))
        yield f"\nColumns: {columns}."


def _allowed(parameter: Parameter) -> str:
    """The values that it may have, in the order in which its label tells them."""
    values = ", ".join(f"`{value}`" for value in parameter.choices)
    return f": {values}" if values else ""


def _default(parameter: Parameter) -> str:
    if parameter.default is None:
        return "required" if parameter.required else "all"
    return f"`{short_form(parameter.default)}`"


def _in_short(columns: tuple[Column, ...]) -> Iterator[Column]:
    """The columns without those that only say another one's label."""
    names = {column.name for column in columns}
    for column in columns:
        if column.name.removesuffix("_label") not in names - {column.name}:
            yield column


if __name__ == "__main__":
    from dxgraph.corpus import root

    (root() / "docs" / "reference" / "queries.md").write_text(reference(load()), encoding="utf-8")

"""Turtle templates: what a service says of itself is read as data are, with holes for what varies.

A hole is filled with a term that was checked: no address and no IRI of a stranger's graph can end
the statement that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    import jinja2


def fill(template: str, **values: object) -> Iterator[ox.Triple]:
    """The statements of a template of this folder. Raises ValueError for what is no IRI."""
    turtle = _environment().get_template(template).render(values)
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        yield quad.triple


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    # An import that programs which ask no description should not wait for.
    import jinja2

    made = jinja2.Environment(  # noqa: S701 - Turtle is no HTML; the filters write terms
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["iri"] = lambda iri: str(ox.NamedNode(iri))
    made.filters["text"] = lambda text: str(ox.Literal(text))
    made.filters["both"] = _both
    return made


def _both(words: Mapping[str, str]) -> str:
    return " , ".join(str(ox.Literal(text, language=tag)) for tag, text in words.items())

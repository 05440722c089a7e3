"""The named queries: read them, bind their parameters, describe and render them."""

from dxgraph.catalogue.choices import choices, prepare
from dxgraph.catalogue.columns import Column
from dxgraph.catalogue.description import describe, turtle
from dxgraph.catalogue.frontmatter import load
from dxgraph.catalogue.parameters import KINDS, Choice, Kind, Parameter
from dxgraph.catalogue.queries import Catalogue, NamedQuery

__all__ = [
    "KINDS",
    "Catalogue",
    "Choice",
    "Column",
    "Kind",
    "NamedQuery",
    "Parameter",
    "choices",
    "describe",
    "load",
    "prepare",
    "turtle",
]

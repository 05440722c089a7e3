"""How the data change: two states compared in words, and the names that never go away."""

from dxgraph.history.comparing import compare, diff
from dxgraph.history.difference import Change, Difference
from dxgraph.history.published import Loss, Published, extended, losses, names_of, published
from dxgraph.history.rendering import SIGNS, render
from dxgraph.history.state import State, read_state, state_of

__all__ = [
    "SIGNS",
    "Change",
    "Difference",
    "Loss",
    "Published",
    "State",
    "compare",
    "diff",
    "extended",
    "losses",
    "names_of",
    "published",
    "read_state",
    "render",
    "state_of",
]

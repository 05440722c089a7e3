"""Questions answered and claims checked, in words, by the graph's own names and named queries.

No model takes part and nothing is guessed: the same question gets the same answer from the same
snapshot, and what is not understood is said.

What the names below need takes as long to import as a sixth of all that a service needs, and is
imported when somebody asks.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxgraph.asking.answer.asker import Answered, Asker, Reply
    from dxgraph.asking.answer.statement import Statement
    from dxgraph.asking.claims.checking import check, check_text
    from dxgraph.asking.claims.claim import Claim
    from dxgraph.asking.claims.report import Checked, Report
    from dxgraph.asking.claims.verdicts import VERDICTS
    from dxgraph.asking.graph.lexicon import Lexicon

_MODULES = {
    "answer.asker": ("Answered", "Asker", "Reply"),
    "claims.checking": ("check", "check_text"),
    "claims.report": ("Checked", "Report"),
    "claims.claims": ("Claim",),
    "graph.lexicon": ("Lexicon",),
    "answer.statement": ("Statement",),
    "claims.verdicts": ("VERDICTS",),
}
_LATER = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "VERDICTS",
    "Answered",
    "Asker",
    "Checked",
    "Claim",
    "Lexicon",
    "Reply",
    "Report",
    "Statement",
    "check",
    "check_text",
]


def __getattr__(name: str) -> object:
    if name in _LATER:
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

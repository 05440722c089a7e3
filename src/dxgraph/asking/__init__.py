"""Questions answered and claims checked, in words, by the graph's own names and named queries.

No model takes part and nothing is guessed: the same question gets the same answer from the same
snapshot, and what is not understood is said.
"""

from dxgraph.asking.asker import Answered, Asker, Reply
from dxgraph.asking.checking import Checked, Report, check, check_text
from dxgraph.asking.claims import Claim
from dxgraph.asking.statement import Statement
from dxgraph.asking.verdicts import VERDICTS

__all__ = [
    "VERDICTS",
    "Answered",
    "Asker",
    "Checked",
    "Claim",
    "Reply",
    "Report",
    "Statement",
    "check",
    "check_text",
]

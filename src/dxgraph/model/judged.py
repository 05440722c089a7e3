"""How the targets of provinces stand beside the national yardstick that is shown first for each.

Both views of the pages, the one in memory and the one in columns, read the same statements: which
comparison comes first is worked out with the snapshot (``dx:firstComparison``).
"""

from __future__ import annotations

from typing import Final

from dxgraph.terms import DX, VERDICT

FIRST: Final = """SELECT ?target ?verdict ?national ?figure ?deadline ?confidence ?yardstick ?number
WHERE {
  ?target dx:firstComparison ?comparison .
  ?comparison dx:against ?national ; dx:verdict ?verdict .
  ?national dx:statedIn ?yardstick ; dx:deadline ?deadline .
  OPTIONAL { ?yardstick eli:id_local ?number }
  OPTIONAL { ?national dx:confidence ?confidence }
  OPTIONAL { ?national dx:firstPlace/dx:printedFigure ?span }
  OPTIONAL { ?national dx:printedFigure ?own }
  BIND (COALESCE(?span, ?own) AS ?figure) }"""
"""A row a target that some yardstick in force at its deadline can be put beside."""
PROVINCES: Final = "SELECT ?s WHERE { ?s a dx:Province }"
"""The areas whose targets are compared at all."""
COMPARED: Final = (DX.indicator, DX.adminLevel, DX.deadline, DX.statedIn)
"""What a target of a province says of itself if it is compared."""
NO_COUNTERPART: Final = VERDICT["no-national-counterpart"]
"""What is said of the targets of provinces that have no row."""

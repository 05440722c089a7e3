"""SHACL core, by the engine that this machine has.

The package `shacl` answers in hundredths of a second; pySHACL, the reference, in seconds. A test
holds their results equal on every example of ours and on the whole graph. Where there is no build
of the fast one for a machine, the reference answers (docs/decisions/0003).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dxgraph.terms import SH
from dxgraph.validation.finding import Result

if TYPE_CHECKING:
    import shacl


def check_core(shapes: bytes, data: bytes) -> list[Result]:
    """What is at fault by SHACL core (https://www.w3.org/TR/shacl/). Both graphs are N-Triples."""
    try:
        import shacl  # noqa: F401 - whether it is there
    except ImportError:
        from dxgraph.validation.judge import check_by_reference

        return check_by_reference(shapes, data)
    report = _compiled(shapes).validate_text(data.decode(), "ntriples")
    return [
        Result(
            focus=result.focus_node,
            shape=(result.source_shape or "").strip("<>"),
            component=_iri(result.component_iri),
            severity=_iri(result.severity_iri),
            value=result.value,
        )
        for result in report.results
    ]


@lru_cache(maxsize=4)
def _compiled(shapes: bytes) -> shacl.Shapes:
    """Shapes, which are asked for again and again while a file is being written."""
    import shacl

    return shacl.Shapes.from_text(shapes.decode(), "ntriples")


def _iri(text: str) -> str:
    iri = text.strip("<>")
    return iri if ":" in iri else SH[iri]

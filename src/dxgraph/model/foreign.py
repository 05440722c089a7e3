"""What is called in words that others have made, which our own vocabulary gives no label: their
terms, and licences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dxgraph.bilingual import Both
from dxgraph.curies import expand
from dxgraph.files import own

FOREIGN: Final[Mapping[str, Both]] = {
    expand(name) or name: Both(*said) for name, said in own(__package__, "foreign.yaml").items()
}
"""Their words, by IRI."""

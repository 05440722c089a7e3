"""How numbers are written with their units."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from dxgraph import units
from dxgraph.terms import DX, RDF, UNIT
from support.graph import own_snapshot


def test_every_unit_of_the_vocabulary_has_words_in_both_languages() -> None:
    found = own_snapshot().store.quads_for_pattern(
        None, ox.NamedNode(RDF.type), ox.NamedNode(DX.Unit), ox.DefaultGraph()
    )
    ours = {str(quad.subject.value).removeprefix(UNIT) for quad in found}  # type: ignore[union-attr]
    assert ours == set(units.BEHIND)
    wordless = {unit for unit, said in units.BEHIND.items() if not (said.vi and said.en)}
    assert wordless == {"rank", "count"}


@pytest.mark.parametrize("unit", sorted(units.BEHIND))
def test_english_words_hold_no_vietnamese_ones(unit: str) -> None:
    assert units.behind(unit, "en").isascii()


def test_a_unit_that_is_not_ours_has_no_words_here() -> None:
    assert units.behind("of-other-people", "vi") == units.behind(None, "en") == ""

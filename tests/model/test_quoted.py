"""The language of printed words is told by letters and words that only it has."""

from __future__ import annotations

import pytest

from dxgraph.model.quoted import language_of


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        ("khoảng 35% GRDP", "vi"),
        ("chiếm 20%", "vi"),
        ("trên 0,7/1.000 dân", "vi"),
        ("46 xã", "vi"),
        ("at least 30% of documents", "en"),
        ("represent 30%", "en"),
        ("35–37 % of GRDP", "en"),
        ("au moins 3 % du budget annuel total", "fr"),
        ("80 % der Bevölkerung", "de"),
        ("25 provinsi dan kota teratas", "id"),
        ("约30%", "zh"),
        ("GRDPの30%", "ja"),
        ("40% GRDP", "vi"),
        ("top 10", "vi"),
        ("30%", "vi"),
    ],
)
def test_printed_words_have_the_language_that_their_letters_and_words_tell(
    printed: str, language: str
) -> None:
    assert language_of(printed) == language

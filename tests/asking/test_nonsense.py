"""Questions that say nothing get neither an error nor a figure: ten thousand of them, and others at
random."""

from __future__ import annotations

import asyncio
import json
import random
from functools import lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dxgraph.asking.language import words
from support.asking import asked, asker, names, names_a_figure

_WORDS = (
    "Bắc Giang trà vinh kinh tế số 2030 25% trên không quả táo xanh blue apple seven tỉnh nào con "
    "mèo weather tomorrow mục tiêu the of ??? 1e9 '; DROP 💥 đạt chưa population moon Hà Nội rain"
)
_SOUP = st.lists(st.sampled_from(_WORDS.split(" ")), max_size=8)
_SAY_NOTHING = (
    "xyzzy",
    "blorp",
    "ưởm",
    "qwerty",
    "wombat",
    "glibber",
    "quả táo",
    "apple",
    "tomorrow",
)
_AT_ONCE = 25
"""So many questions are made of the number that is one example: what hypothesis puts together of
words itself takes half as long again."""
_PARTS = 4
_EACH = 10_000 // _PARTS


@lru_cache(maxsize=1)
def phrases() -> list[str]:
    """All words that questions are understood by, but for those with which somebody speaks of
    himself or of what the answer is for: such a clause is left out of a question, and this is
    said."""
    lexicon = asyncio.run(names())
    own = words.in_either("clauses", "own")
    purposes = words.patterns("clauses", "purpose").values()
    known = [*lexicon.cues["vi"], *lexicon.cues["en"], *lexicon.vocabulary, *lexicon.phrases]
    known += [*_WORDS.split(" "), "Bắc Giang", "kinh tế số", "top 10", "?", ","]
    return sorted(
        {
            phrase
            for phrase in known
            if own.isdisjoint(phrase.lower().split())
            and not any(purpose.search(f"{phrase} ") for purpose in purposes)
        }
    )


@pytest.mark.parametrize("part", range(_PARTS))
def test_ten_thousand_nonsense_questions_get_neither_an_error_nor_a_figure(part: int) -> None:
    """Words of questions in any order, with one that says nothing to us among them."""
    asked_so_far = 0
    known = phrases()

    def question(chance: random.Random) -> str:
        said = chance.choices(known, k=chance.randint(0, 7))
        said.insert(chance.randint(0, len(said)), chance.choice(_SAY_NOTHING))
        return " ".join(said)

    @settings(max_examples=_EACH // _AT_ONCE, database=None)
    @given(st.integers(min_value=0))
    def nonsense(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311

        async def answers() -> None:
            nonlocal asked_so_far
            for _ in range(_AT_ONCE):
                text = question(chance)
                reply = await asker().answer(text)
                assert reply.status == "not-understood", text
                assert not names_a_figure(reply), text
                asked_so_far += 1

        asyncio.run(answers())

    nonsense()
    assert asked_so_far >= _EACH


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=120), _SOUP.map(" ".join)))
@example("")
@example("\x00")
@example("𝟐𝟎𝟑𝟎 ½ ⅷ")
@example("từ 35% đến 15%")
@example("9" * 400)
def test_nonsense_gets_no_error(text: str) -> None:
    reply = asked(text)
    assert reply.status in {"answered", "nothing-found", "not-understood"}
    json.dumps(reply.data())


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(exclude_categories=["Nd", "No", "Nl"]), max_size=80))
def test_letters_at_random_get_no_figure(text: str) -> None:
    assert not names_a_figure(asked(text))

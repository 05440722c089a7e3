"""What people call each indicator that is held anywhere, written before the recogniser was seen: it
is the indicator that is meant, or it is asked which, or it is not understood; never another."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from dxgraph.asking import Lexicon
from dxgraph.asking.interpret.intents import readings
from dxgraph.asking.language.names import bare_name
from dxgraph.asking.language.synonyms import in_one_word
from dxgraph.asking.understand.question_reading import Lacking
from dxgraph.asking.understand.understanding import understand
from dxgraph.evidence import Language
from dxgraph.terms import INDICATOR
from support.asking import asked, names

NAMES = [
    line.split("\t")
    for line in (Path(__file__).parent / "everyday_names.tsv")
    .read_text(encoding="utf-8")
    .splitlines()[1:]
]
"""By indicator and language what it is called, and what becomes of it: right, several or none."""


@cache
def _lexicon() -> Lexicon:
    return asyncio.run(names())


def _question(indicator: str, language: Language, called: str) -> str:
    """A plain question for it in a place and a year for which it is held."""
    lexicon = _lexicon()
    held = [(f.area, f.year) for f in lexicon.having(indicator=indicator)]
    held += [(o.area, o.year) for o in lexicon.outcomes if o.indicator == indicator]
    area, year = next((one for one in held if one[1]), held[0])
    place = lexicon.label(area, language)
    if language == "vi":
        return f"{bare_name(place)} {called}{f' năm {year}' if year else ''}?"
    place = place.partition(" (")[0].removesuffix(" province")
    return f"{place} {called}{f' in {year}' if year else ''}?"


def _becomes(slug: str, language: Language, called: str) -> str:
    indicator, lexicon = INDICATOR[slug], _lexicon()
    made = readings(understand(_question(indicator, language, called), lexicon, language), lexicon)
    meant = set() if isinstance(made, Lacking) else {each.indicator for each in made} - {None, ""}
    if not meant:
        return "none"
    return "right" if meant == {indicator} else "several" if indicator in meant else "wrong"


def test_everyday_names_are_of_their_indicator_and_never_of_another() -> None:
    assert len({slug for slug, *_ in NAMES}) > 220
    found: dict[str, list[str]] = {"wrong": [], "lost": []}
    told: Counter[str] = Counter()
    for slug, said_in, called, expected in NAMES:
        language: Language = "vi" if said_in == "vi" else "en"
        outcome = _becomes(slug, language, called)
        told[outcome] += 1
        found["wrong"] += [f"{slug}: {called}"] if outcome == "wrong" else []
        lost = expected == "right" != outcome
        found["lost"] += [f"{slug}: {called}, {outcome}"] if lost else []
    assert not found["wrong"]
    assert not found["lost"]
    assert told["right"] >= LEAST_RIGHT, told


LEAST_RIGHT = 1000


@pytest.mark.parametrize(
    ("question", "other"),
    [
        # Who uses digital technology is no digital-technology enterprise.
        ("Lào Cai công ty dùng công nghệ số năm 2030?", "Số doanh nghiệp công nghệ số"),
        # Who is covered by fibre has no line of it by that.
        ("Bắc Ninh bao nhiêu hộ có mạng cáp quang năm 2030?", "phủ"),
        # Less time is not fewer procedures.
        ("Ca Mau cutting the time to settle procedures in 2030?", "Reduction of admin"),
        # One number of a criterion is not another.
        ("Bình Phước xã đạt tiêu chí 8 nông thôn mới năm 2025?", "Hành chính công"),
        # A word that narrows stays, whatever else is put for the words beside it.
        ("Bắc Kạn xài riêng trạm BTS 2025 bao nhiêu phần trăm?", "%"),
        ("Innovating companies of the state in Bac Ninh by 2030?", "%"),
        # A town is none of its words.
        ("Điện Biên Phủ cáp quang hộ dân 2025 bao nhiêu phần trăm?", "%"),
    ],
)
def test_other_words_do_not_make_it_another(question: str, other: str) -> None:
    assert not any(other in answer.sentence for answer in asked(question).answers)


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("cán bộ, công chức dùng AI", "vi", "cán bộ sử dụng trí tuệ nhân tạo"),
        ("can bo cong chuc", "vi", "can bo"),
        ("môi trường", "vi", "môi trường"),
        ("Gia Lai có sóng 5G", "vi", "Gia Lai phủ 5G"),
        ("civil servants trained in e-government", "en", "officials trained in e-government"),
    ],
)
def test_of_words_that_say_the_same_one_stands_for_all(
    text: str, language: Language, read: str
) -> None:
    assert in_one_word(text, language)[0] == read

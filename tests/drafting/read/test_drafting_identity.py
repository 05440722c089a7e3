"""The text says whose it is: what was given is compared with it, what was not is read from it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dxgraph.drafting import Settled, settle
from dxgraph.drafting.knowledge import Knowledge
from dxgraph.errors import UsageError
from dxgraph.evidence import SourceText

GOAL = "Mục tiêu đến năm 2025: kinh tế số chiếm 15% GRDP."
REPORT = (
    "Ngày 12/7/2022, UBND tỉnh Trà Vinh ban hành Kế hoạch số 50/KH-UBND về chuyển đổi số, "
    f"thực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ.\n{GOAL}"
)
HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH TRÀ VINH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Số: 50/KH-UBND\tTrà Vinh, ngày 12 tháng 7 năm 2022\n"
    "KẾ HOẠCH\nThực hiện Nghị quyết số 09-NQ/TU ngày 26/01/2022 của Tỉnh ủy về chuyển đổi số\n"
    f"{GOAL}"
)
LINES = HEAD.replace("\t", "\n")
TYPED = (
    "ỦY BAN NHÂN DÂN TỈNH TRÀ VINH\nKế hoạch số 50/KH-UBND ngày 12 tháng 7 năm 2022\n"
    f"về chuyển đổi số tỉnh\n{GOAL}"
)
BRACKETED = (
    "ỦY BAN NHÂN DÂN TỈNH TRÀ VINH\nSố: 50/KH-UBND\nKẾ HOẠCH\nChuyển đổi số\n"
    f"(Trà Vinh, ngày 12/7/2022)\n{GOAL}"
)
ENGLISH = (
    "On 12 July 2022 the People’s Committee of Trà Vinh province issued Plan No. 50/KH-UBND on "
    "digital transformation. By 2025 the digital economy accounts for 15% of GRDP."
)
NATIONAL = (
    "THỦ TƯỚNG CHÍNH PHỦ\nSố: 749/QĐ-TTg\nHà Nội, ngày 03 tháng 6 năm 2020\n"
    "QUYẾT ĐỊNH\nPhê duyệt Chương trình Chuyển đổi số quốc gia"
)
SILENT = "Mục tiêu đến năm 2025: kinh tế số chiếm 15% GRDP; tỉnh Bắc Giang đạt 20%."


def settled(text: str, knowledge: Knowledge, **given: object) -> Settled:
    return settle(SourceText("van-ban", text), knowledge, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [REPORT, HEAD, LINES, TYPED, BRACKETED, ENGLISH])
def test_what_is_not_given_is_read_from_the_text_and_said(text: str, knowledge: Knowledge) -> None:
    found = settled(text, knowledge)
    assert (found.territory, found.number, found.day) == (
        "Trà Vinh",
        "50/KH-UBND",
        date(2022, 7, 12),
    )
    assert [english.split(" (line")[0] for _, english in found.notes] == [
        "Read from the text: number 50/KH-UBND",
        "Read from the text: day 2022-07-12",
        "Read from the text: territory Trà Vinh",
    ]


def test_a_national_document_is_the_countrys(knowledge: Knowledge) -> None:
    found = settled(NATIONAL, knowledge)
    assert (found.territory, found.number, found.day) == (
        "viet-nam",
        "749/QĐ-TTg",
        date(2020, 6, 3),
    )


GIVEN = {"territory": "tra-vinh", "number": "50/KH-UBND", "day": date(2022, 7, 12)}


@pytest.mark.parametrize("text", [REPORT, HEAD, LINES, ENGLISH])
@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"territory": "bac-giang"}, "territory given is bac-giang, the text has .*T(?i:rà Vinh)"),
        ({"number": "51/KH-UBND"}, "number given is 51/KH-UBND, the text has “50/KH-UBND”"),
        ({"day": date(2022, 7, 13)}, "day given is 2022-07-13, the text has “"),
    ],
)
def test_a_text_of_something_else_is_refused_with_both(
    text: str, other: dict[str, object], said: str, knowledge: Knowledge
) -> None:
    assert settled(text, knowledge, **GIVEN).notes == ()
    with pytest.raises(UsageError, match=said) as caught:
        settled(text, knowledge, **(GIVEN | other))
    assert "--force" in caught.value.remedy
    notes = settled(text, knowledge, **(GIVEN | other), force=True).notes
    assert any(re.search(said, english) for _, english in notes)


def test_an_issuer_of_another_kind_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(UsageError, match=r"issuer given is .*, the text has “UBND”"):
        settled(REPORT, knowledge, **GIVEN, issuer="tra-vinh-party-committee")
    settled(REPORT, knowledge, **GIVEN, issuer="tra-vinh-peoples-committee")


PLAIN_HEADS = (
    "PEOPLE'S COMMITTEE OF {} PROVINCE",
    "PEOPLE’S COMMITTEE\n{} PROVINCE",
    "THE PEOPLE'S COMMITTEE OF {}",
    "{} PROVINCIAL PEOPLE'S COMMITTEE",
    "{} PROVINCE PEOPLE'S COMMITTEE",
)


@pytest.mark.parametrize("head", PLAIN_HEADS)
@pytest.mark.parametrize("place", ["TRA VINH", "TRÀ VINH"])
def test_an_english_head_names_its_province_with_or_without_marks(
    head: str, place: str, knowledge: Knowledge
) -> None:
    text = f"{head.format(place)}\nNo. 50/KH-UBND\nTra Vinh, July 12, 2022\nPLAN\n{GOAL}"
    assert settled(text, knowledge).territory == "Trà Vinh"
    assert settled(text, knowledge, **GIVEN, issuer="tra-vinh-peoples-committee").notes == ()
    with pytest.raises(UsageError, match=r"territory given is bac-giang, the text has .*VINH"):
        settled(text, knowledge, **(GIVEN | {"territory": "bac-giang"}))


@pytest.mark.parametrize(
    ("head", "right", "others"),
    [
        (
            "ỦY BAN NHÂN DÂN\nTỈNH TRÀ VINH",
            "tra-vinh-peoples-committee",
            ("prime-minister", "tra-vinh-peoples-council", "bac-giang-peoples-committee"),
        ),
        (
            "PEOPLE'S COUNCIL OF TRA VINH PROVINCE",
            "tra-vinh-peoples-council",
            ("tra-vinh-peoples-committee", "tra-vinh-party-committee", "government"),
        ),
        (
            "TỈNH ỦY TRÀ VINH",
            "tra-vinh-party-committee",
            ("tra-vinh-peoples-committee", "politburo"),
        ),
        ("THỦ TƯỚNG CHÍNH PHỦ", "prime-minister", ("government", "tra-vinh-peoples-committee")),
        ("THE PRIME MINISTER", "prime-minister", ("government", "tra-vinh-peoples-committee")),
        (
            "BỘ THÔNG TIN VÀ TRUYỀN THÔNG",
            "mic",
            ("most",),
        ),
    ],
)
def test_an_issuer_other_than_that_of_the_head_is_refused(
    head: str, right: str, others: tuple[str, ...], knowledge: Knowledge
) -> None:
    text = f"{head}\nSố: 50/KH-UBND\nTrà Vinh, ngày 12 tháng 7 năm 2022\nKẾ HOẠCH\n{GOAL}"
    assert settled(text, knowledge, **GIVEN, issuer=right).notes == ()
    for other in others:
        with pytest.raises(UsageError, match=r"issuer given is .*, the text has “") as caught:
            settled(text, knowledge, **GIVEN, issuer=other)
        assert " ".join(head.removeprefix("THE ").split()) in str(caught.value)
        assert len(settled(text, knowledge, **GIVEN, issuer=other, force=True).notes) == 1


@pytest.mark.parametrize(
    "text",
    [
        GOAL,
        SILENT,
        f"Thực hiện Kế hoạch số 51/KH-UBND ngày 12/8/2021 của UBND tỉnh Bắc Giang. {GOAL}",
        f"{GOAL} Tỉnh Bắc Giang, tỉnh Bắc Ninh và tỉnh Bình Định đã ban hành kế hoạch.",
        "Hà Nội, ngày vui. Ngày 20/7/2022, hội nghị của tỉnh Trà Vinh bàn về Kế hoạch 50/KH-UBND.",
        "Ngày 12/7/2022, UBND tỉnh Trà Vinh ban hành Kế hoạch số 50/KH-UBND và Quyết định số "
        "99/QĐ-UBND.",
        "UBND tỉnh Bắc Giang ban hành Kế hoạch số 77/KH-UBND. Tỉnh Trà Vinh có Kế hoạch "
        "50/KH-UBND.",
    ],
)
def test_what_is_only_mentioned_refuses_nothing(text: str, knowledge: Knowledge) -> None:
    assert settled(text, knowledge, **GIVEN).notes == ()


def test_the_province_before_and_after_a_merger_has_one_name(knowledge: Knowledge) -> None:
    text = REPORT.replace("Trà Vinh", "Bắc Ninh")
    for given in ("bac-ninh", "Bắc Ninh", "bac-ninh-to-2025"):
        found = settled(text, knowledge, **(GIVEN | {"territory": given}))
        assert (found.territory, found.notes) == (given, ())


def test_an_area_that_is_named_all_over_is_not_another_ones(knowledge: Knowledge) -> None:
    text = " ".join(f"Tỉnh Bắc Giang đạt {value}%." for value in range(3, 9))
    with pytest.raises(UsageError, match="the text has “Tỉnh Bắc Giang”"):
        settled(text, knowledge, **GIVEN)
    settled(f"{text} Kế hoạch của tỉnh Trà Vinh.", knowledge, **GIVEN)


@pytest.mark.parametrize(
    ("text", "option"),
    [
        (GOAL, "--number"),
        ("UBND tỉnh Trà Vinh ban hành Kế hoạch số 50/KH-UBND.", "--date"),
        ("Ngày 12/7/2022, ban hành Kế hoạch số 50/KH-UBND.", "--territory"),
    ],
)
def test_what_neither_says_is_asked_for(text: str, option: str, knowledge: Knowledge) -> None:
    with pytest.raises(UsageError) as caught:
        settled(text, knowledge)
    assert option in caught.value.remedy


def test_what_a_forced_text_says_otherwise_is_noted_in_both_languages(knowledge: Knowledge) -> None:
    text = "ỦY BAN NHÂN DÂN TỈNH TRÀ VINH\nSố: 999/KH-UBND\nTrà Vinh, ngày 15 tháng 01 năm 2024\n"
    settled = settle(
        SourceText("text", text),
        knowledge,
        territory="tra-vinh",
        number="1000/KH-UBND",
        day=date(2024, 1, 15),
        force=True,
    )
    ((vi, en),) = settled.notes
    for note in (vi, en):
        assert "1000/KH-UBND" in note
        assert "999/KH-UBND" in note
    assert "the number given is" in en
    assert "số được cho là" in vi

"""Forms of one question: passive, inverted, short, with a lead or a tail; and what only looks like
one of them."""

from __future__ import annotations

import pytest

from support.asking import asked

FIGURE = "35% GRDP"
MERGER = "202/2025/QH15"


def told(question: str) -> str:
    return " ".join(answer.sentence for answer in asked(question).answers)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        # Who is first does not matter: inverted, with an auxiliary of duty.
        (
            "What share of work files were communes supposed to handle online in Ben Tre by 2030?",
            "70%",
        ),
        (
            "What share of GRDP was Bac Giang going to reach with its digital economy by 2030?",
            FIGURE,
        ),
        (
            "How much of Bac Giang's GRDP is the digital economy supposed to be by late 2030?",
            FIGURE,
        ),
        ("Of people over 15, what share should have a bank account in Nghe An by 2030?", "95%"),
        ("What did Dien Bien want for household fibre coverage by 2025?", "60%"),
        # Before and behind what is asked.
        ("First of all, what digital economy share does Bac Giang want by 2030?", FIGURE),
        ("And another one: what digital economy share does Bac Giang want by 2030?", FIGURE),
        ("NGO officer here - what digital economy share does Bac Giang want by 2030?", FIGURE),
        ("What digital economy share does Bac Giang want by 2030? I can't find it.", FIGURE),
        ("What digital economy share does Bac Giang want by 2030, more or less?", FIGURE),
        # The nation's, called "the one" or "the common level".
        ("Is Bac Giang's 2030 digital economy target different from the national one?", "30%"),
        ("Is Bac Giang's 2030 digital economy target ahead of the national one?", "30%"),
        ("Kinh tế số 2030 của Bắc Giang có cao hơn mức chung không?", "30%"),
        ("Kinh tế số 2030 của Bắc Giang giống cả nước không?", "30%"),
        # What was, beside what is to be.
        ("How high was Bac Giang's digital economy share in 2022?", "42.13%"),
        ("How did Thanh Hoa fare in the DTI 2023?", "11"),
        ("DTI của Thanh Hóa đợt 2023 bị xếp thứ mấy?", "11"),
        ("Which province headed the DTI in 2022?", "Đà Nẵng"),
        ("Những địa phương nào lọt top 5 DTI năm 2023?", "Lạng Sơn"),
        # A promise, and in a sentence of its own whether it was kept.
        ("Vinh Phuc wanted the top 20 of the DTI in 2022. Did it work out?", "18"),
        ("Did Vinh Phuc keep its promised DTI rank for 2022?", "18"),
        ("Vĩnh Phúc muốn vào top 20 DTI năm 2022, rốt cuộc có được không?", "18"),
        # A document by its title and its number, i for y, and places that are left.
        (
            "Chiến lược kinh tế số và xã hội số quốc gia (411/QĐ-TTg) đặt tỷ lệ người trưởng thành "
            "có chữ ký số năm 2030 là mấy phần trăm?",
            "70%",
        ),
        ("Hậu Giang: hồ sơ công việc cấp xã xử lí trên mạng năm 2022 mấy %?", "60%"),
        ("Hau Giang 2022 ho so cong viec cap xa xu li tren mang may %", "60%"),
        ("tây ninh được mấy phẩy điểm dti hồi 2022 vậy ta", "0,5638"),
        ("Did Hanoi get to the 30% digital economy it promised for 2025?", "17.34%"),
        ("How many provinces and cities are left after the 2025 reorganisation?", "34 provinces"),
        ("I'm looking for Kien Giang on the new map - what happened to it?", MERGER),
        ("Sau sáp nhập, tỉnh nào đứng chót bảng DTI 2024 tính trên 34 tỉnh thành?", "Cao Bằng"),
        ("Kế hoạch 495/KH-UBND về chuyển đổi số Huế năm 2026 do ai ban hành", "Ủy ban nhân dân"),
        ("nghe nói huế lên thành phố trung ương rồi, từ bao giờ thế", "175/2024/QH15"),
        # What a thing is.
        ("What's the digital economy share?", "GRDP"),
        ("How should I understand the digital economy share?", "GRDP"),
        ("Diễn giải tỷ trọng kinh tế số?", "GRDP"),
    ],
)
def test_forms_of_a_question_have_its_answer(form: str, said: str) -> None:
    assert said in told(form)


@pytest.mark.parametrize(
    "form",
    [
        "Which provinces became the new Lam Dong?",
        "Of how many provinces is the new Lam Dong made?",
        "How many provinces did Lam Dong absorb?",
        "How did the new Lam Dong come about?",
        "Into which province did Dak Nong go?",
        "When did Dak Nong cease to exist?",
        "Which resolution created the new Lam Dong?",
        "Since when has the new Lam Dong existed?",
        "Những tỉnh nào thành Lâm Đồng mới?",
        "Mấy tỉnh ghép lại thành Lâm Đồng mới?",
        "Lâm Đồng mới trước đây là những tỉnh nào?",
        "Đắk Nông có bị sáp nhập không?",
        "Đắk Nông giờ thành cái gì?",
        "Nghị quyết nào nhập Đắk Nông vào Lâm Đồng?",
        "Lâm Đồng mới ra đời ngày nào?",
        "Việc nhập Đắk Nông vào Lâm Đồng diễn ra khi nào?",
        "Đắk Nông nay thuộc về đâu sau đợt sắp xếp 2025?",
    ],
)
def test_what_became_of_provinces_is_told_in_every_form(form: str) -> None:
    assert MERGER in told(form)
    assert "3" in told(form) or "Bình Thuận" in told(form)


@pytest.mark.parametrize(
    "question",
    [
        # A word that narrows, denies or asks why, in one of these forms.
        "What digital economy share does Bac Giang want by 2030? It is for women.",
        "Under the plan of Bac Ninh before 2020, what real growth does Bac Giang want by 2030?",
        "What real digital economy share does Bac Giang want by 2030?",
        "What digital economy share does Bac Giang miss by 2030?",
        "Is Bac Giang's 2030 digital economy target twice as big as the national one?",
        "Vinh Phuc wanted the top 20 of the DTI in 2022. Why?",
        "Vĩnh Phúc muốn vào top 20 DTI năm 2022, vì sao?",
        "What is behind Bac Giang's digital economy target for 2030?",
        "Bắc Giang bị phạt vì mục tiêu kinh tế số năm 2030 bao nhiêu?",
        "Bắc Giang trượt mục tiêu kinh tế số năm 2030 bao nhiêu?",
        "Bắc Giang được trung ương giao kinh tế số năm 2030 bao nhiêu?",
        "Mục tiêu kinh tế số 2030 của Bắc Giang có cao hơn mục tiêu chung của vùng không?",
        # Another thing than a province, or another verb.
        "Which districts make up the new Lam Dong?",
        "Which resolution made the new Lam Dong rich?",
        "Who took over Bac Giang's leadership?",
        "Những huyện nào thành Lâm Đồng mới?",
        "Những tỉnh nào không thành Lâm Đồng mới?",
        "Lâm Đồng mới thua những tỉnh nào?",
        "Nghị quyết nào thành lập sở ở Lâm Đồng mới?",
        "Nghị quyết nào nhập Cư Jút vào Lâm Đồng?",
        "Việc hợp nhất đảng bộ Bắc Giang ngày nào?",
        "Chủ tịch Đắk Nông đi đâu rồi?",
        "Đơn vị nào đo DTI năm 2022?",
    ],
)
def test_what_only_looks_like_such_a_form_has_no_figure(question: str) -> None:
    assert not any(answer.found for answer in asked(question).answers)

"""Claims whose indicator is said in part: read as one of the place's own, or not at all."""

from __future__ import annotations

import asyncio

import pytest

from dxgraph.asking import Checked, check_text
from support.asking import asker, names


def checked_of(sentence: str) -> Checked:
    [checked] = asyncio.run(check_text(asker(), sentence)).checked
    return checked


@pytest.mark.parametrize(
    ("sentence", "verdict", "read_as"),
    [
        (
            "Phong trào “Bình dân học kỹ thuật số” ở Tây Ninh chốt 2026: ít nhất 60% người "
            "trưởng thành được xác nhận phổ cập kỹ năng số trên VNeID.",
            "printed-so",
            "Tỷ lệ người trưởng thành được xác nhận phổ cập kỹ năng số trên VNeID",
        ),
        (
            "Hai Duong wants more than 40% of its firms to engage in innovation by 2030.",
            "printed-so",
            "Enterprises with innovation activities",
        ),
        (
            "Hai Duong wants 40% of firms to engage in innovation by 2030.",
            "another-comparator",
            "Enterprises with innovation activities",
        ),
        (
            "Hai Duong wants more than 40% of firms to engage in innovation by 2025.",
            "another-year-or-level",
            "Enterprises with innovation activities",
        ),
        (
            "Bắc Ninh muốn tối thiểu 40% doanh nghiệp đổi mới sáng tạo vào năm 2030.",
            "printed-so",
            "Tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo",
        ),
        (
            "Gia Lai muốn tối thiểu 60% diện tích khu công nghiệp được phủ sóng 5G năm 2026.",
            "printed-so",
            "Tỷ lệ diện tích khu, cụm công nghiệp được phủ sóng 5G",
        ),
        (
            "Trên 2% lực lượng lao động của Gia Lai phải làm việc trong kinh tế số vào năm 2027.",
            "another-year-or-level",
            "Tỷ lệ lao động kinh tế số trong lực lượng lao động",
        ),
        # All words of the name are said: another figure for the year may contradict.
        (
            "Trên 9% lực lượng lao động của Gia Lai phải làm việc trong kinh tế số vào năm 2025.",
            "contradicted",
            "Tỷ lệ lao động kinh tế số trong lực lượng lao động",
        ),
    ],
)
def test_one_of_the_places_own_indicators_is_read_and_named(
    sentence: str, verdict: str, read_as: str
) -> None:
    checked = checked_of(sentence)
    assert checked.verdict == verdict, checked.sentence
    assert f": {read_as}]" in checked.sentence
    assert checked.claim.likely is not None


def test_a_name_that_is_turned_round_is_said_whole() -> None:
    checked = checked_of(
        "Quang Ninh asks that more than 80% of people of working age be trained in digital "
        "skills by 2025."
    )
    assert checked.verdict == "printed-so"
    assert "[" not in checked.sentence


@pytest.mark.parametrize(
    "sentence",
    [
        # In part, and another figure: what is read may be the wrong thing.
        "Hai Duong wants more than 45% of firms to engage in innovation by 2030.",
        # Without marks what narrows may be another word.
        "Tren 2% luc luong lao dong cua Gia Lai phai lam viec trong kinh te so vao nam 2027.",
        # The goal is another province's.
        "Trà Vinh muốn tối thiểu 40% doanh nghiệp đổi mới sáng tạo vào năm 2030.",
    ],
)
def test_what_is_said_in_part_is_neither_contradicted_nor_anothers(sentence: str) -> None:
    assert checked_of(sentence).verdict in {"not-understood", "not-held", "national"}


def test_of_a_share_of_others_the_denominator_is_told() -> None:
    sentence = "Ít nhất 75% toàn bộ dân số Yên Bái sẽ có tài khoản thanh toán điện tử vào năm 2025."
    assert checked_of(sentence).verdict == "another-year-or-level"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        (
            "Rút ngắn 30% thời gian giải quyết thủ tục hành chính: đích 2030 của Cà Mau.",
            "printed-so",
        ),
        (
            "Over 2% of Phu Yen's labour force would be employed in the digital economy in 2024.",
            "printed-so",
        ),
        # A verb of promising is no word of "households that want fibre".
        ("By 2025 Son La wants 80% of households covered by fibre.", "printed-so"),
        # An epithet of the province narrows nothing.
        ("Là tỉnh miền núi, Sơn La muốn phủ cáp quang cho 80% hộ gia đình năm 2025.", "printed-so"),
        ("By 2025 mountainous Son La wants fibre within reach of 80% of households.", "printed-so"),
    ],
)
def test_other_words_for_the_same(sentence: str, verdict: str) -> None:
    assert checked_of(sentence).verdict == verdict


@pytest.mark.parametrize(
    "sentence",
    [
        "Phú Yên đặt mục tiêu năm 2024 có 2% lao động nông nghiệp làm việc trong kinh tế số.",
        "Năm 2024, lao động trong doanh nghiệp công nghệ số của Phú Yên đạt 2% lực lượng lao động.",
        "Phu Yen wants 2% of its female labour force employed in the digital economy in 2024.",
        "Quảng Ninh phấn đấu 50% doanh nghiệp lớn sử dụng nền tảng số năm 2025.",
        "Quảng Ninh phấn đấu 50% hộ kinh doanh sử dụng nền tảng số năm 2025.",
        "Quang Ninh wants 50% of its newly founded small and medium "
        "enterprises on digital platforms by 2025.",
        "Gia Lai muốn 100% doanh nghiệp nhà nước ký hợp đồng điện tử vào năm 2030.",
        "Gia Lai wants every foreign firm, 100%, to sign electronic contracts by 2030.",
        "Năm 2023, 100% thôn đặc biệt khó khăn ở Gia Lai có sóng di động.",
        "Sơn La đặt đích 2025 phủ cáp quang tới 80% hộ nghèo.",
        "Sơn La đặt đích 2025 phủ cáp quang tới 80% hộ gia đình ở các xã biên giới.",
        "By 2025 Son La wants fibre within reach of 80% of its schools.",
        "Ha Giang expects 75% of its rural households to have the Internet by 2025.",
        "Hà Giang dự kiến 75% hộ gia đình dân tộc thiểu số có Internet năm 2025.",
        "Tây Ninh chốt mốc 2026: ít nhất 60% học sinh được xác nhận phổ cập kỹ năng số trên VNeID.",
        "Tây Ninh năm 2026 sẽ có ít nhất 60% người trưởng thành ở nông thôn "
        "được xác nhận phổ cập kỹ năng số trên VNeID.",
        "Tây Ninh năm 2026: ít nhất 60% nhân viên cửa hàng là người trưởng "
        "thành được xác nhận phổ cập kỹ năng số trên VNeID.",
        "Cà Mau muốn cắt 30% chi phí giải quyết thủ tục hành chính vào năm 2030.",
        "Cà Mau đến năm 2030 rút ngắn 30% thời gian giải quyết thủ tục hành chính về đất đai.",
        "Ca Mau will shorten by 30% the time of settling construction procedures by 2030.",
        "Bac Kan wants 25% of its new BTS sites shared among operators by 2025.",
        "Bắc Kạn muốn 25% trạm BTS dùng điện mặt trời vào năm 2025.",
        "Bình Định yêu cầu tối thiểu 90% hệ thống thông tin của bệnh viện được "
        "phê duyệt cấp độ an toàn trong năm 2024.",
        "Binh Dinh asks that 90% of hospital information systems have an "
        "approved security level in 2024.",
        "Dak Lak wants 70% of working-age women trained in basic digital skills by 2025.",
        "Đắk Lắk: 70% người trong độ tuổi lao động được đào tạo nghề vào năm 2025.",
        "Đắk Lắk: 70% người khuyết tật trong độ tuổi lao động được đào tạo kỹ "
        "năng số cơ bản vào năm 2025.",
        "Quảng Ngãi năm 2025 có 50% cán bộ trưởng thành qua cơ sở có chữ ký số cá nhân.",
        "Quang Ngai wants 50% of its teachers to hold a personal digital signature by 2025.",
        "Vĩnh Long đưa 100% sản phẩm ngoài OCOP lên sàn thương mại điện tử năm 2025.",
        "Vinh Long wants 100% of OCOP producers trained in e-commerce by 2025.",
        "Lạng Sơn yêu cầu 100% hộ kinh doanh sử dụng hóa đơn điện tử trong năm 2022.",
        "Lang Son wants 100% of petrol stations to issue electronic invoices in 2022.",
        "Lạng Sơn năm 2022 có 100% cơ quan có địa chỉ số.",
        "Hai Duong wants 90% of cashless transactions in shops to be made by card by 2030.",
        "Hải Dương hướng tới 90% giao dịch bất động sản không dùng tiền mặt năm 2030.",
        "Bắc Ninh năm 2030 có 40% doanh nghiệp nhỏ có hoạt động đổi mới sáng tạo.",
        "Hai Duong wanted more than 40% of state-owned enterprises to engage "
        "in innovation by 2030.",
        "Hau Giang hopes e-commerce makes 20% of wholesale sales by 2030.",
        "Hậu Giang muốn doanh thu thương mại điện tử tăng 20% vào năm 2030.",
        "Hau Giang wants the e-commerce share of retail sales to grow by 20% by 2030.",
        "Cao Bằng: kinh tế số ngành du lịch chiếm 7% GRDP vào năm 2030.",
        "Kon Tum năm 2023 có 80% dân số từ 15 tuổi có điện thoại thông minh.",
        "Kon Tum năm 2023: 80% cán bộ xã có điện thoại thông minh.",
        "Lào Cai muốn 20% lao động nữ có kỹ năng số chuyên sâu vào năm 2030.",
        "Lao Cai wants 20% of tourism workers to have advanced digital skills by 2030.",
        "Bắc Ninh đến năm 2030 có 80% người cao tuổi có tài khoản thanh toán điện tử.",
        "Ba Ria Vung Tau wants 100% of newly built households covered by "
        "broadband infrastructure by 2025.",
        "Lạng Sơn năm 2023 có 100% trường mầm non ứng dụng công nghệ số trong dạy học.",
        "Hải Phòng, năm 2025, 80% người cao tuổi trưởng thành cùng công nghệ "
        "có tài khoản định danh điện tử.",
        "Tra Vinh: 70% of services in 2025 receive submissions by post online.",
        "Bình Dương có 75% hồ sơ đất đai được xử lý hoàn toàn trực tuyến năm 2025.",
        "Binh Duong wants 75% of land dossiers processed fully online by 2025.",
        "Hai Duong wanted more than 40% of new enterprises to engage in innovation by 2030.",
        "Quảng Ninh: trên 80% người trong độ tuổi lao động ở nông thôn được "
        "đào tạo kỹ năng số cơ bản năm 2025.",
        "Trên 2% lực lượng lao động nữ của Gia Lai sẽ làm việc trong kinh tế số vào năm 2025.",
        "Phú Yên muốn mỗi năm 2% lực lượng lao động làm việc trong kinh tế số, đến năm 2024.",
    ],
)
def test_what_is_near_but_another_thing_is_not_told_to_be_printed(sentence: str) -> None:
    checked = checked_of(sentence)
    assert checked.verdict in {"not-understood", "not-held", "national"}, checked.sentence


def test_a_line_that_goes_on_with_a_marked_small_letter_is_joined() -> None:
    first, second = "Đến năm 2025, 80% hộ gia đình Sơn La", "được phủ cáp quang."
    assert checked_of(f"{first}\n{second}").verdict == "printed-so"
    assert checked_of(f"{first} {second}").verdict == "printed-so"


def test_a_claim_says_whether_its_indicator_is_likely() -> None:
    lexicon = asyncio.run(names())
    likely = checked_of("Hai Duong wants 40% of firms to engage in innovation by 2030.")
    named = checked_of("By 2025 Son La wants 80% of households covered by fibre.")
    assert likely.data(lexicon)["claim"]["indicator_is_likely"] is True
    assert named.data(lexicon)["claim"]["indicator_is_likely"] is False


def test_what_households_want_is_a_word_of_the_name() -> None:
    sentence = "By 2025 Ca Mau wants over 80% of households that want fibre covered by it."
    checked = checked_of(sentence)
    assert checked.verdict == "printed-so"
    assert checked.statements[0].indicator.endswith("/fibre-coverage-households-in-need")

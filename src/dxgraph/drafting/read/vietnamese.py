"""The words of Vietnamese documents, as `lexicon` names them."""

from __future__ import annotations

import re

from dxgraph.drafting.read.lexicon import YEAR, Lexicon, any_of, scopes
from dxgraph.drafting.read.vietnamese_results import no_goals

_UNIT_BODIES = (
    r"(?:UBND|ủy\s+ban\s+nhân\s+dân|trạm\s+y\s+tế|bệnh\s+viện|trung\s+tâm\s+y\s+tế|trụ\s+sở|cơ\s+quan|đơn\s+vị|bộ\s+phận\s+một\s+cửa"
    r"|cán\s+bộ,?\s+(?:và\s+)?công\s+chức|cán\s+bộ|công\s+chức|lãnh\s+đạo|đài\s+truyền\s+thanh)\s+(?:các\s+)?"
)
"""What belongs to a unit, before its name."""
_UNIT_STAFF = _UNIT_BODIES.replace(r"bệnh\s+viện|trung\s+tâm\s+y\s+tế|", "")
"""What belongs to a unit alone: hospitals of a district belong to the province."""
_UNITS = (
    ("commune", r"(?:xã|phường)", r"tỉnh|huyện|quận|sở\b|ban\b"),
    ("district", r"(?:huyện|quận)", r"tỉnh|xã|phường|sở\b"),
    (
        "province",
        r"(?:sở(?:,?\s+(?:ban,?\s+)?ngành)?|tuyến\s+tỉnh)",
        r"ban\b|ngành|huyện|xã|phường|quận|địa\s+phương",
    ),
)
"""The units of each level, and those of other levels, beside which they are none alone."""


def vietnamese() -> Lexicon:
    """The table."""
    levels = {
        "province": "tỉnh|thành\\s+phố",
        "district": "huyện|quận",
        "commune": "xã|phường|cơ\\s+sở",
    }
    return Lexicon(
        general=any_of(
            r"\bmục\s+tiêu\s+(?:tổng\s+quát|chung|tổng\s+thể)\b",
            r"\bmục\s+tiêu\s+đề\s+ra\s+nhằm\b",
            r"\bhướng\s+tới\s+mục\s+tiêu\b",
            r"\bđặt\s+mục\s+tiêu\b",
            r"\bquan\s+điểm\b",
            r"^tầm\s+nhìn\b",
        ),
        specific=any_of(
            r"\b(?:mục\s+tiêu|chỉ\s+tiêu)\s+(?:cụ\s+thể|cơ\s+bản|chủ\s+yếu|chính)\b",
            r"^(?:phương\s+hướng|kế\s+hoạch)\b[^.;:%]{0,60}\bnăm\s+\d{4}$",
            r"\b(?:một\s+số|các)\s+(?:mục\s+tiêu|chỉ\s+tiêu)\b(?!\s+(?:trên|đó|đã|nêu|này|đề\s+ra\s+tại))",
            r"^(?:(?:các|về)\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)\b(?!\s+(?:tổng|chung|trên|đó|đã|nêu|này))",
            r"\bgiao\b[^.;%]{0,90}\b(?:phải|cần)\s+đạt\b[^.;%]{0,40}:$|\bgiao\s+(?:chỉ\s+tiêu|các\s+đơn\s+vị)\b[^.;%]{0,90}:$",
            r"\bphấn\s+đấu\s+(?:đạt\s+)?(?:các|một\s+số)\s+(?:mục\s+tiêu|chỉ\s+tiêu)\b",
            # who is asked is not said: what is asked for are goals, not somebody's duties
            r"\b(?:UBND|Ủy\s+ban\s+nhân\s+dân|Tỉnh\s+ủy|Thành\s+ủy|Ban\s+Thường\s+vụ|Hội\s+đồng\s+nhân\s+dân|HĐND"
            r"|Chủ\s+tịch|Bí\s+thư)[^.;:]{0,50}\byêu\s+cầu(?:\s+(?:đến|trong|từ|hết)\s[^.;:%]{0,25})?\s*:",
        ),
        goals=any_of(r"^(?:mục\s+tiêu|chỉ\s+tiêu)\b", r"\b\d+\s+(?:mục\s+tiêu|chỉ\s+tiêu)\b"),
        tasks=any_of(
            r"^(?:các\s+|một\s+số\s+|những\s+)?(?:nhóm\s+)?(?:nhiệm\s+vụ|giải\s+pháp)\b(?!\s+(?:này|đó))",
            r"\b(?:đề\s+ra|đặt\s+ra|vạch\s+rõ|nêu\s+rõ|xác\s+định|đưa\s+ra)\b"
            r"[^.;]{0,60}\b(?:nhóm\s+)?(?:nhiệm\s+vụ|giải\s+pháp)\b",
            r"\b(?:nhóm\s+)?(?:nhiệm\s+vụ|giải\s+pháp)\b[^.;]{0,60}\b(?:như\s+sau|bao\s+gồm)\b",
            r"\blĩnh\s+vực\b[^.;]{0,50}\bưu\s+tiên\b|\bưu\s+tiên\b[^.;]{0,50}\blĩnh\s+vực\b",
        ),
        duties=any_of(
            r"\btổ\s+chức\s+thực\s+hiện\s*[:.]?$",
            r"^(?:phân\s+công|tổ\s+chức)\s+(?:thực\s+hiện|nhiệm\s+vụ)\b",
            r"^(?:nguồn\s+)?kinh\s+phí(?:\s+thực\s+hiện\b|\s*[:.]|\s*$)",
            r"^(?:yêu\s+cầu|tiêu\s+chuẩn|thông\s+số|quy\s+định)\s+kỹ\s+thuật\b",
            r"^(?:điều\s+kiện|đối\s+tượng|chính\s+sách|mức\s+hỗ\s+trợ|nội\s+dung\s+hỗ\s+trợ)(?:,?\s+[^\W\d]+){0,7}\s*:?$",
            r"^(?:dự\s+toán|khái\s+toán|ghi\s+chú|thuyết\s+minh)\b",
            r"\b(?:UBND|Ủy\s+ban\s+nhân\s+dân|Tỉnh\s+ủy|Ban\s+Thường\s+vụ)[^.;:]{0,30}\byêu\s+cầu\b(?!(?:\s+(?:đến|trong|từ|hết)\s[^.;:%]{0,25})?\s*:)",
            r"^giao\s+(?:các\s+)?(?:sở|UBND|Ủy\s+ban|Văn\s+phòng|Ban)\b",
            r"\bcó\s+trách\s+nhiệm\b|\bchịu\s+trách\s+nhiệm\b",
            r"^yêu\s+cầu\s*:?$",
        ),
        results=any_of(
            r"^(?:đánh\s+giá\s+(?:cao\s+)?)?(?:kết\s+quả|tình\s+hình|thực\s+trạng|hiện\s+trạng)\b",
            r"\bkết\s+quả\s+(?:đạt\s+được|thực\s+hiện|nổi\s+bật)\b",
            r"^(?:sự\s+cần\s+thiết|cơ\s+sở\s+pháp\s+lý|căn\s+cứ)\b",
        ),
        furniture=any_of(
            r"^#[A-Z]{1,5}-?\d+$|^mã\s+bài\s+viết\s*:|^A\s?-\s+\d+\s?%\s+A\s?\+$",
            r"\b(?:số\s+)?lượt\s+(?:xem|truy\s+cập|đọc)\b|\bsố\s+lượt\s+xem\b",
            r"^\W{0,3}\(?\s*ảnh(?:\s+minh\s+ho[aạ]|\s*:)|\bảnh\s+minh\s+h(?:oạ|ọa)\b",
            r"^(?:đang\s+online|đang\s+truy\s+cập|hôm\s+nay|hôm\s+qua|trong\s+tuần|trong\s+tháng|tất\s+cả)\s*:",
            r"\(\s*ảnh\s*:[^()]{0,80}\)\s*\.?$",
            r"\bđánh\s+giá\s+bài\s+viết\b|\bsố\s+điểm\s+của\s+bài\s+viết\b|\bphiếu\s+bầu\b",
            r"\btrạng\s+thái\s+đăng\s+nhập\b|\bthời\s+gian\s+chờ\s*(?:[:.]|$)",
            r"[\u3040-\u30ff\u4e00-\u9fff]{2,}",
            r"\b(?:casino|jackpot|nhà\s+cái|nhacai\w*|cá\s+cược|cá\s+độ|nổ\s+hũ|bet\s?\d+|\d+bet)\b|https?://",
            r"^(?:chia\s+sẻ|in\s+bài|gửi\s+email|từ\s+khóa|tags?|bình\s+luận|tweet|facebook)\b.{0,40}$",
            r"^trang\s+\d+(?:\s*/\s*\d+)?$|^\d{1,3}$|^[-–]\s*\d{1,3}\s*[-–]$",
            r"\bbản\s+quyền\b|©|\bcopyright\b|\bđiện\s+thoại\s*:|\bfax\s*:|\bemail\s*:|\bhotline\b",
        ),
        foot=any_of(
            r"^(?:thống\s+kê\s+truy\s+cập|đường\s+dây\s+nóng|tác\s+giả\s+bài\s+viết|tổng\s+số\s+điểm\s+của\s+bài\s+viết)\b",
            r"^(?:tin|bài|các\s+tin|các\s+bài|tin\s+tức)\s+(?:liên\s+quan|khác|mới|cùng)\b",
            r"^(?:tin|bài)(?:\s+viết)?\s+(?:được\s+)?(?:đọc|xem)\s+nhiều\b|^(?:đọc|xem)\s+nhiều\b|^văn\s+bản\s+mới\s*:",
            r"^(?:những\s+tin|ý\s+kiến\s+bạn\s+đọc|nơi\s+nhận|xem\s+thêm)\b",
            r"^(?:tin|bài)(?:\s*,\s*|\s+và\s+|\s*-\s*)(?:bài|ảnh)\b",
        ),
        year=re.compile(
            r"(?P<lead>(?<!\w)(?:(?:đến|tới|trước|vào|trong|từ|hết|cuối|đầu|giữa|sau|kể|giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ"
            r"|tầm\s+nhìn|định\s+hướng|hướng|các|thời\s+điểm|là)\s+){0,5})"
            r"(?P<word>năm\s+)?(?<![\d.,/%-])"
            rf"(?P<year>{YEAR})(?:\s?[-–—]\s?(?P<to>{YEAR}))?(?![\d%]|[.,]\d|[/-]\w|\s?%)",
            re.IGNORECASE,
        ),
        period_lead=any_of(r"\b(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ)\b"),
        horizon_lead=any_of(r"\b(?:tầm\s+nhìn|định\s+hướng)\b"),
        start_lead=any_of(r"\b(?:từ|kể\s+từ)\s+(?:năm\s+)?$", r"^(?:từ|kể\s+từ)\b"),
        compared=any_of(
            r"\bso\s+với\s+(?:mức\s+(?:của\s+)?)?(?:cuối\s+|hết\s+)?(?:năm\s+)?(?:gốc\s+|cơ\s+sở\s+)?$",
            r"\bnăm\s+(?:gốc|cơ\s+sở)\s+(?:là\s+)?(?:năm\s+)?$",
        ),
        counted=any_of(
            r"\s+(?:doanh\s+nghiệp|trạm|thành\s+viên|điểm|cán\s+bộ|hộ|người|học\s+sinh|sinh\s+viên|tổ|cơ\s+sở"
            r"|lượt|máy|thiết\s+bị|hợp\s+tác\s+xã|sản\s+phẩm|dịch\s+vụ|camera|cửa\s+hàng|lao\s+động|nhân\s+lực|tài\s+khoản|hồ\s+sơ|lớp|khóa|thôn|xã|trường|công\s+dân|đơn\s+vị|(?:nghìn|triệu|tỷ|tỉ)(?!\s+(?:lệ|trọng)))\b"
        ),
        then=any_of(
            r"(?:đến|tới|vào|cũng|cùng)\s+(?:(?:đến|tới|vào)\s+)?(?:thời\s+điểm|lúc|khi|mốc|năm)\s+(?:đó|này|ấy|trên)\b",
            r"khi\s+(?:đó|ấy)\b|cùng\s+(?:thời\s+(?:gian|điểm)|năm|kỳ\s+hạn|mốc)\b",
        ),
        term=any_of(
            r"\b(?:trong|cả)\s+nhiệm\s+kỳ(?:\s+(?:này|tới|mới))?(?!\s+(?:\d|qua|trước|vừa))|\bnhiệm\s+kỳ\s+(?:này|tới|mới)\b|\bcuối\s+nhiệm\s+kỳ\b(?!\s+\d)"
        ),
        later=any_of(
            r"\b(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|những\s+năm|các\s+năm)\s+(?:tiếp\s+theo|kế\s+tiếp|tiếp\s+đó|sau\s+đó|sau)\b"
            r"|\bvề\s+(?:lâu\s+dài|sau)\b"
        ),
        kept=any_of(r"\s*,?\s*(?:và\s+)?(?:tiếp\s+tục\s+)?(?:duy\s+trì|giữ\s+vững|giữ)\s*"),
        title=any_of(
            r"\b(?:Chương\s+trình|Chiến\s+lược|Đề\s+án|Quy\s+hoạch|Kế\s+hoạch|Nghị\s+quyết|Quyết\s+định|Chỉ\s+thị|Luật)\b",
        ),
        commits=any_of(
            r"\b(?:đặt|đề)\s+(?:ra\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)\b|\bđặt\s+ra\b|\bđề\s+ra\b|\bphấn\s+đấu\b"
            r"|\bmục\s+tiêu\b|\bchỉ\s+tiêu\b|\bhướng\s+(?:tới|đến)(?=\s*$|\s+\d)|\bnêu\s+rõ\b|\bxác\s+định\b|\byêu\s+cầu\b",
        ),
        pillars=(
            (
                "government",
                re.compile(r"\b(?:chính\s+quyền|chính\s+phủ)\s+(?:số|điện\s+tử)\b", re.IGNORECASE),
            ),
            ("economy", re.compile(r"\b(?:kinh\s+tế|kinh\s+kế)\s+số\b", re.IGNORECASE)),
            ("society", re.compile(r"\bxã\s+hội\s+số\b", re.IGNORECASE)),
        ),
        pillar_cue=any_of(
            r"\b(?:về|trong)\s+(?:xây\s+dựng\s+và\s+phát\s+triển|xây\s+dựng|phát\s+triển|lĩnh\s+vực|trụ\s+cột)?\s*$",
            r"^(?:xây\s+dựng\s+và\s+phát\s+triển|xây\s+dựng|phát\s+triển|trụ\s+cột)\s+$",
        ),
        levels=(
            ("ministry", re.compile(r"\bcấp\s+bộ\b", re.IGNORECASE)),
            *(
                (slug, re.compile(rf"\bcấp\s+(?:{name})\b", re.IGNORECASE))
                for slug, name in levels.items()
            ),
            ("all", re.compile(r"\b(?:các|ba|03|3|bốn|mọi|tất\s+cả)\s+cấp\b", re.IGNORECASE)),
        ),
        level_list=re.compile(
            r"\bcấp\s+(?:bộ|tỉnh|huyện|xã)(?:\s?(?:,|/|và)\s?(?:bộ|tỉnh|huyện|xã)\b){1,3}",
            re.IGNORECASE,
        ),
        level_heading=re.compile(
            r"(?:(?:mục\s+tiêu|chỉ\s+tiêu|nhóm|đối\s+với|của|cho|ở|tại|khối|về|các|cơ\s+quan|đơn\s+vị)\s+)*(?:\w+\s+){0,2}cấp\s+\w+(?:\s+(?:năm\s+\d{4}|\w+)){0,2}",
            re.IGNORECASE,
        ),
        level_label=any_of(r"(?:(?:riêng|ở|tại|đối\s+với|khối)\s+)*cấp\s+(?:bộ|tỉnh|huyện|xã)\b"),
        level_acts=any_of(
            r"\b(?:riêng|của|ở|tại|đối\s+với|khối)\s+(?:khối\s+)?cấp\s+(?:bộ|tỉnh|huyện|xã)\s*,?"
            r"(?:\s*\b(?:thì|nâng|tăng|đạt|phải|lên|là|cần|sẽ|giảm|phấn\s+đấu|còn|chiếm|bằng|ở\s+mức|mức|cũng))*\s*$"
        ),
        at_all_levels=any_of(
            r"\b(?:ở|tại)\s+(?:cả\s+)?(?:(?:hai|ba|2|3|03|02)|tất\s+cả\s+các|mọi)\s+cấp\b"
        ),
        communes=any_of(
            r"\s*(?:tỷ\s+lệ\s+)?(?:số\s+)?(?:(?:UBND|ủy\s+ban\s+nhân\s+dân)\s+(?:cấp\s+)?xã\b"
            r"|(?:đơn\s+vị\s+hành\s+chính\s+cấp\s+xã|xã(?:,?\s+(?:và\s+)?(?:phường|đặc\s+khu|thị\s+trấn))*)\s+(?:đều\s+)?có\b)"
        ),
        every_level=any_of(
            r"\btừ\s+(?:Trung\s+ương|(?:cấp\s+)?tỉnh)\s+(?:đến|tới)\s+(?:cấp\s+)?(?:huyện|xã|cơ\s+sở|địa\s+phương)\b"
        ),
        base_lead=any_of(
            r"\b(?:so\s+với|gấp\s+(?:\w+\s+)?(?:\d[\d,.]*\s+)?(?:lần\s+)?)\s*(?:cuối\s+|thời\s+điểm\s+)?(?:năm\s+)?$"
        ),
        place=any_of(r"\b(?:tại|ở|giữa|thuộc|thuộc\s+địa\s+bàn)\s*$"),
        acting=any_of(
            r"\b(?:với|cùng|do|giám\s+đốc|lãnh\s+đạo|chủ\s+tịch|bí\s+thư|đại\s+diện(?:\s+(?:cho|của|từ))?|giao(?:\s+cho)?)\s+(?:hơn\s+|gần\s+)?$"
        ),
        bodies=any_of(
            r"\s*(?:sở|ban|xã|phường|đặc\s+khu|huyện|quận|địa\s+phương|đơn\s+vị|cơ\s+quan|điểm\s+cầu)\b"
        ),
        settled=any_of(
            r"\b(?:vượt(?:\s+xa|\s+qua)?|chưa\s+đạt|không\s+đạt|hụt(?:\s+so\s+với)?|đạt\s+và\s+vượt|(?:thấp|cao|kém)\s+hơn)\s+(?:so\s+với\s+)?"
            r"(?:mức\s+)?(?:chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch)(?:\s+(?:là|đề\s+ra|đặt\s+ra|được\s+giao|giao|năm|cả|của|\d{4}))*\s+(?:\(\s*)?$"
        ),
        counted_units=any_of(
            r"\bđơn\s+vị\s+hành\s+chính\s+cấp\s+\w+", r"\bxã,\s+phường(?:,\s+thị\s+trấn)?"
        ),
        level_subjects=tuple(
            (
                slug,
                re.compile(
                    rf"(?:^|[,:;]\s+|\bgiao\s+(?:cho\s+)?)(?:(?:tại|ở|đối\s+với|riêng)\s+)*"
                    rf"(?:(?:các|mỗi|từng|mọi|riêng|tất\s+cả(?:\s+các)?|toàn\s+bộ(?:\s+các)?)\s+(?:{_UNIT_BODIES})?{units}"
                    rf"|(?:{_UNIT_BODIES})(?:tuyến\s+|cấp\s+)?{units}\s*:|{units}(?:,\s+(?!tỉnh|huyện|sở)[^\W\d]+(?:\s+[^\W\d]+)?){{0,3}}\s*:)"
                    rf"(?!\s*,?\s*(?:và\s+)?(?:{others}))(?!\s+(?:có|đạt)\s+\S+\s+\d)"
                    rf"|\b(?:mỗi|từng)\s+{units}\s+(?:phải|cần)\b",
                    re.IGNORECASE,
                ),
            )
            for slug, units, others in _UNITS
        ),
        level_counted=tuple(
            (
                slug,
                re.compile(
                    rf"\s*(?:(?:tỷ\s+lệ|số|tổng\s+số|các)\s+)*(?:(?:{_UNIT_STAFF})(?:tuyến\s+|cấp\s+)?{units}"
                    rf"|{units}(?:,?\s+(?:và\s+)?(?:phường|đặc\s+khu|thị\s+trấn|ngành))*)\b"
                    rf"(?!\s*,?\s*(?:và\s+)?(?:{others}))(?!\s+(?:được\s+)?(?:phủ|đạt\s+(?:tiêu\s+chí|chỉ\s+tiêu)|nông\s+thôn))",
                    re.IGNORECASE,
                ),
            )
            for slug, units, others in _UNITS
        ),
        respectively=any_of(r"\b(?:lần\s+lượt|tương\s+ứng)\b"),
        both=re.compile(
            r"\s+(?:cùng|đều)\s+(?:đạt|chiếm|có|thuộc|nằm|vào|ở|tăng|lọt)?\s*$", re.IGNORECASE
        ),
        shared_name=re.compile(
            r"(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|chỉ\s+số|xếp\s+hạng|thứ\s+hạng|số\s+lượng|mật\s+độ|năng\s+suất|doanh\s+thu)\b",
            re.IGNORECASE,
        ),
        link=re.compile(
            r"\b(?:đạt|chiếm|phủ|bao\s+phủ|phủ\s+sóng|tăng|giảm|còn|đến|tới|cho|có|bằng|thuộc|ở\s+mức|duy\s+trì|mức|gồm)\s*$",
            re.IGNORECASE,
        ),
        comparing=re.compile(
            r"(?:\s*\b(?:phấn\s+đấu|đạt|chiếm|tăng|giảm|gấp|là|có|trên|tối\s+thiểu|ít\s+nhất|khoảng|bình\s+quân|lần\s+lượt|tương\s+ứng"
            r"|hơn|ở\s+mức|mức))+\s*$",
            re.IGNORECASE,
        ),
        neutral=any_of(
            r"\b(?:phấn\s+đấu|đạt|chiếm|là|mức|tối\s+thiểu|ít\s+nhất|trên|hơn|khoảng|dưới|từ|đến|tới|còn|bằng|duy\s+trì"
            r"|trong\s+đó|đồng\s+thời|cụ\s+thể|và|có|thì|sẽ|bình\s+quân|được|cho|ra|cũng|lên|theo\s+đó|ngoài\s+ra|riêng"
            r"|(?:nâng|đưa)(?=\s+(?:lên|tới|đến)\b)"
            r"|mục\s+tiêu|chỉ\s+tiêu|tăng|giảm|thêm|nằm|thuộc|lọt|gấp|vào|năm|hết|cuối|đối\s+với|với|tại|cấp|tỉnh|huyện|xã|tương\s+ứng|lần\s+lượt)\b"
        ),
        named=any_of(
            r"\b(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tổng\s+số|số\s+lượng|mật\s+độ|năng\s+suất|doanh\s+thu|tốc\s+độ|giá\s+trị|hạ\s+tầng)\b"
        ),
        verb=any_of(
            r"\b(?:được|có|sử\s+dụng|thực\s+hiện|tham\s+gia|hài\s+lòng|hoàn\s+thành|kết\s+nối|ứng\s+dụng|áp\s+dụng"
            r"|triển\s+khai|cung\s+cấp|xử\s+lý|giải\s+quyết|tiếp\s+cận|phủ|chiếm|tăng|giảm|nộp|số\s+hóa|công\s+khai|đào\s+tạo"
            r"|tập\s+huấn|bồi\s+dưỡng|biết|kê\s+khai|lập|trao\s+đổi|tạo|cập\s+nhật|liên\s+thông|dùng|mua|bán|đáp\s+ứng"
            r"|vận\s+hành|chuyển\s+đổi|phát\s+sinh|thanh\s+toán|đạt\s+chuẩn|bảo\s+đảm|đảm\s+bảo|phát\s+triển|xây\s+dựng)\b"
        ),
        passive=any_of(r"\bđược\b"),
        respective=any_of(
            r"\b(?:các\s+)?(?:con\s+số|chỉ\s+tiêu|tỷ\s+lệ|mục\s+tiêu|chỉ\s+số)\s+(?:này|đó|trên|nêu\s+trên|tương\s+ứng)\b"
            r"|\btương\s+ứng\s+(?:là|đạt)\s*$"
        ),
        separator=re.compile(r",\s+|\s+(?:và|hoặc|còn|trong\s+đó)\s+", re.IGNORECASE),
        pronoun=re.compile(r"(?:trong\s+)?(?:số|trong)\s+(?:đó|này|ấy)\b", re.IGNORECASE),
        subject=re.compile(
            r"(?:,|\bvà)\s+(?=(?:phấn\s+đấu\s+)?(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tổng\s+số|số\s+lượng|mật\s+độ|năng\s+suất"
            r"|chỉ\s+số|giá\s+trị|doanh\s+thu|tốc\s+độ|kinh\s+tế\s+số|số\s+\w+|mức\s+độ)\b)",
            re.IGNORECASE,
        ),
        noun_end=re.compile(
            r"[.…;:()<>&|\[\]{}\n\t\d“”\"%/]|,|(?<!\w)(?:của|tại|trên|trong|cho|với|và|hoặc|được|có|đối|ở|theo|từ|vào|so|nhằm|để|gồm"
            r"|bao\s+gồm|trở|sử\s+dụng|tham\s+gia|đạt|năm|mỗi|là|do|thuộc|bằng|qua|thông\s+qua|ứng\s+dụng|áp\s+dụng|triển\s+khai"
            r"|hoàn\s+thành|thực\s+hiện|phấn\s+đấu|đến|tới|giai\s+đoạn|trong\s+đó|tăng|giảm|kết\s+nối|khi|đã|sẽ|hài\s+lòng"
            r"|tỷ\s+lệ|tỷ\s+trọng|mật\s+độ|năng\s+suất|tổng|hằng|hàng\s+năm|bình\s+quân"
            r"|(?:thấp|cao|lớn|nhỏ|ít|nhiều)\s+hơn|rồi|lần\s+lượt|tương\s+ứng)(?!\w)",
            re.IGNORECASE,
        ),
        **no_goals(),
        level_heads=tuple(
            (
                slug,
                re.compile(
                    rf"\W*(?:(?:đối\s+với|riêng|ở|tại|khối)\s+)+(?:cấp\s+|các\s+)?{units}\s*(?:\([^()\d]{{0,40}}\)\s*)?[,:]"
                    r"(?!\s*(?:(?:các|và)\s+)?(?:địa\s+phương|đơn\s+vị|UBND|huyện|quận|xã|phường|thị|sở|ban|ngành)\b)"
                    rf"|\W*các\s+{units}\s*:",
                    re.IGNORECASE,
                ),
            )
            for slug, units in (
                (
                    "commune",
                    r"(?:cơ\s+sở|(?:UBND\s+(?:các\s+)?)?(?:xã|phường)(?:(?:,|\s+và)?\s+(?:xã|phường|đặc\s+khu|thị\s+trấn))*)",
                ),
                (
                    "province",
                    r"(?:tỉnh(?=\s*,)|sở,?\s+(?:ban,?\s+)?ngành(?:\s+(?:cấp\s+|của\s+)?tỉnh)?|cơ\s+quan\s+(?:cấp\s+|của\s+)?tỉnh)",
                ),
            )
        ),
        gloss=any_of(r"^\s*(?:khoảng|tức|tương\s+đương|ước)\b"),
        issued=any_of(
            r"\b(?:ban\s+hành|phê\s+duyệt|công\s+bố|thông\s+qua|ký)\b[^.;\n]{0,80}\b(?:kế\s+hoạch|đề\s+án|nghị\s+quyết|chương\s+trình|quyết\s+định)\b"
        ),
        accordingly=re.compile(
            r"(?:theo\s+đó|cụ\s+thể|theo\s+(?:kế\s+hoạch|đề\s+án|nghị\s+quyết|chương\s+trình|quyết\s+định))\b",
            re.IGNORECASE,
        ),
        further=re.compile(
            r"(?:ngoài\s+ra|bên\s+cạnh\s+đó|đồng\s+thời|cùng\s+với\s+đó|cùng\s+đó|song\s+song|cũng\s+theo)\b",
            re.IGNORECASE,
        ),
        financed=any_of(
            r"\d\s*(?:(?:nghìn|triệu|tỷ|tỉ)\s*){0,2}(?:đồng|USD|tỷ|tỉ)\b[^.;%\d]{0,40}?(?:,|\(|\btrong\s+đó|\bdo\b)[^.;%\d]{0,60}$"
        ),
        project=any_of(r"\b(?:dự\s+án|đề\s+án|hạng\s+mục|gói\s+thầu)\b"),
        sought=any_of(
            r"\b(?:doanh\s+thu|kim\s+ngạch|thu\s+hút|thu\s+nhập|GRDP|tổng\s+sản\s+phẩm|xuất\s+khẩu|bình\s+quân)\b"
        ),
        budget=any_of(
            r"\b(?:kinh\s+phí|(?<!thu\s)ngân\s+sách|dự\s+toán|tổng\s+mức\s+đầu\s+tư|(?:tổng\s+)?vốn\s+đầu\s+tư(?!\s+(?:thực\s+hiện|toàn\s+xã\s+hội))|nguồn\s+vốn|tổng\s+vốn(?!\s+đầu\s+tư)|bố\s+trí|dành|tổng\s+chi|thưởng|phạt|trị\s+giá|vốn(?=\s+(?:khoảng\s+|hơn\s+|trên\s+|gần\s+)?\d)|(?:mức|định\s+mức)\s+(?:hỗ\s+trợ|chi|vay|phạt|khoán)|hỗ\s+trợ\s+(?:tối\s+đa|không\s+quá))\b",
        ),
        change=any_of(
            r"\b(?:tăng|tang|giảm|tăng\s+trưởng|cắt\s+giảm|nâng|gấp)\b(?!\s+cường)",
        ),
        per_year=any_of(
            r"\b(?:hằng|hàng|mỗi)\s+năm\b|\bbình\s+quân\b|\btrung\s+bình\s+(?:hằng|hàng|mỗi)\s+năm\b|/\s?năm\b",
        ),
        firm=any_of(
            r"\bphổ\s+cập\b",
            r"\b(?:cơ\s+bản\s+)?hoàn\s+thành\s+(?:chuyển\s+đổi\s+số|(?:các\s+)?mục\s+tiêu|việc|xây\s+dựng)\b",
            r"\btrở\s+thành\b",
            r"\bnâng\s+cao\s+(?:chỉ\s+số|xếp\s+hạng|thứ\s+hạng)\b",
        ),
        active=any_of(
            r"^(?:phổ\s+cập|(?:cơ\s+bản\s+)?hoàn\s+thành|trở\s+thành|xây\s+dựng|hình\s+thành|duy\s+trì|mở\s+dữ\s+liệu|tuân\s+thủ"
            r"|phát\s+triển|hướng\s+dẫn|tập\s+huấn|đào\s+tạo|hướng\s+đến|hướng\s+tới|nâng\s+cao|triển\s+khai|vận\s+hành|kết\s+nối"
            r"|tích\s+hợp|ban\s+hành|thiết\s+lập|thành\s+lập|đưa\s+vào|cung\s+cấp|công\s+khai|số\s+hóa|chuẩn\s+hóa|thực\s+hiện)\b",
            r"^tỷ\s+lệ\b",
        ),
        after=any_of(
            r"^(?:phổ\s+cập|(?:cơ\s+bản\s+)?hoàn\s+thành\s+(?:chuyển\s+đổi|các|mục\s+tiêu)|trở\s+thành|mở\s+dữ\s+liệu|ban\s+hành"
            r"|thành\s+lập|hình\s+thành|xây\s+dựng\s+(?:\w+\s+)?(?:nền\s+tảng|trung\s+tâm|hệ\s+thống|kho|khu)|duy\s+trì)\b"
        ),
        measured=any_of(r"\b(?:tỷ|tỉ)\s+(?:lệ|trọng)\b"),
        becoming=any_of(r"trở\s+thành"),
        purpose=any_of(r"(?:nhằm|để|với\s+mục\s+đích)\b"),
        empty=any_of(
            r"(?:xây\s+dựng|phát\s+triển|hình\s+thành|thực\s+hiện|đẩy\s+mạnh)(?:\s+và\s+phát\s+triển)?\s+(?:nền\s+)?"
            r"(?:chính\s+quyền|chính\s+phủ|kinh\s+tế|xã\s+hội)\s+(?:số|điện\s+tử)\W*",
            r"(?:nâng\s+cao|thực\s+hiện|triển\s+khai)\s+(?!chỉ\s+số|xếp\s+hạng|thứ\s+hạng|tỷ\s+lệ)"
            r"(?:hiệu|năng|chất|nhận|tốt|Nghị\s+quyết|Kết\s+luận|Chỉ\s+thị|các\s+giải|các\s+nhiệm|hiệu\s+quả)\b.*",
            r"(?:chuyển\s+đổi\s+số)\W*",
        ),
        region=any_of(r"\bcủa\s+(?:khu\s+vực|vùng)\b"),
        adverbs=re.compile(
            r"^(?:(?:phấn\s+đấu|tiếp\s+tục|từng\s+bước|tập\s+trung|đẩy\s+mạnh|quyết\s+tâm|đồng\s+thời|bảo\s+đảm|đảm\s+bảo"
            r"|cùng\s+với\s+đó|ngoài\s+ra|bên\s+cạnh\s+đó|xây\s+dựng(?=\s+phát\s+triển))\s*,?\s+)+",
            re.IGNORECASE,
        ),
        phrase_end=re.compile(
            r"[.…;:\n\t]|,|(?<!\w)(?:trên\s+địa\s+bàn|trong\s+(?:các|toàn|hệ|cơ|mọi|tất)|trong\s+(?:hoạt|quá|thời)|tại|giữa|để|nhằm|góp\s+phần"
            r"|gắn\s+với|qua\s+đó|từ\s+đó|phục\s+vụ|bao\s+gồm|gồm|như|đến\s+năm|vào\s+năm|trước\s+năm|cấp\s+(?:có\s+)?thẩm\s+quyền|bảo\s+đảm|đảm\s+bảo|cùng\s+với|kết\s+hợp\s+với)(?!\w)",
            re.IGNORECASE,
        ),
        joint=re.compile(r"\s+và\s+", re.IGNORECASE),
        implements=any_of(
            r"\b(?:triển\s+khai\s+)?(?:thực\s+hiện|thi\s+hành|cụ\s+thể\s+hóa)\s+(?:(?:các|hiệu\s+quả|có\s+hiệu\s+quả)\s+)?$",
            r"\btriển\s+khai\s+$",
        ),
        based_on=any_of(r"\b(?:căn\s+cứ|trên\s+cơ\s+sở|theo\s+tinh\s+thần)\s+(?:vào\s+)?$"),
        incorporates=any_of(
            r"\b(?:mục\s+tiêu|chỉ\s+tiêu)\b[^.;]{0,60}\b(?:theo|tại|của|nêu\s+tại|đề\s+ra\s+tại)\s+$"
        ),
        supersedes=any_of(r"\b(?:thay\s+thế|bãi\s+bỏ|thay\s+cho)\s+$"),
        revises=any_of(r"\b(?:sửa\s+đổi(?:,\s+bổ\s+sung)?|bổ\s+sung|điều\s+chỉnh)\s+$"),
        scopes=scopes(),
    )

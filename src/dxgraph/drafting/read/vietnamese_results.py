"""The Vietnamese words by which a figure is no goal: results, what there is, what others set."""

from __future__ import annotations

import re

from dxgraph.drafting.read.lexicon import any_of


def no_goals() -> dict[str, re.Pattern[str]]:
    """These fields of the table of `vietnamese`."""
    return {
        "past": any_of(
            r"\bđã\s+(?:đạt|có|hoàn\s+thành|cung\s+cấp|được|triển\s+khai|xây\s+dựng|kết\s+nối|cấp|phủ|lắp)\b",
            r"\b(?:hiện\s+nay|hiện\s+tại|hiện\s+có|hiện\s+đã|đến\s+nay|tính\s+đến|tính\s+tới|tới\s+nay|năm\s+qua|thời\s+gian\s+qua)\b",
            r"^\s*hiện\b",
            r"\b(?:mới|chỉ)\s+(?:đạt|có|chiếm|bằng)\b",
            r"\bước\s+(?:đạt|năm|tính|cả\s+năm)\b|\bước\s+thực\s+hiện\b|\bso\s+với\s+(?:cùng\s+kỳ|năm\s+\d{4}|năm\s+trước)\b",
        ),
        "quoted": any_of(
            r"\b(?:so\s+với|cao\s+hơn|thấp\s+hơn|bằng|trong\s+khi|khi\s+mà)\s+[^.;]{0,30}\b(?:cả\s+nước|toàn\s+quốc|quốc\s+gia|trung\s+bình|Trung\s+ương|Chính\s+phủ|Thủ\s+tướng)\b",
            r"\b(?:mục\s+tiêu|chỉ\s+tiêu)\s+(?:(?:của|chung\s+của)\s+)?(?:cả\s+nước|toàn\s+quốc|quốc\s+gia|Trung\s+ương|Chính\s+phủ)(?:\s+(?:là|đặt\s+ra|giao|đề\s+ra))?\b",
            r"\b(?:Trung\s+ương|Chính\s+phủ|Thủ\s+tướng|Bộ\s+Chính\s+trị|toàn\s+quốc|cả\s+nước)\s+(?:yêu\s+cầu|giao|đề\s+ra|đặt\s+ra|quy\s+định)\b",
            r"\b(?:bình\s+quân|trung\s+bình|mức\s+chung)\s+(?:của\s+)?(?:cả\s+nước|toàn\s+quốc|khu\s+vực|vùng)\b",
            r"^\s*(?:cả\s+nước|toàn\s+quốc|quốc\s+gia)\b(?!\s+về)",
            r"\b(?:cả\s+nước|toàn\s+quốc)(?:\s+(?:là|đạt|chiếm|khoảng))*\s*$",
        ),
        "past_near": any_of(
            r"\b(?:đã|hiện|hiện\s+nay|đến\s+nay|ước|đạt\s+được|cùng\s+kỳ|so\s+với|kết\s+quả|năm\s+qua|vừa\s+qua)\b"
        ),
        "quoted_near": any_of(
            r"\b(?:cả\s+nước|toàn\s+quốc|Trung\s+ương|Chính\s+phủ|Thủ\s+tướng|trong\s+khi|(?:mục\s+tiêu|bình\s+quân|trung\s+bình)\s+quốc\s+gia)\b"
        ),
        "sanction": any_of(
            r"^[^.;%\d]{0,40}?\b(?:(?<!trang\s)(?<!thiết\s)bị|(?:được|sẽ)\s+(?:được\s+)?(?:khen\s+)?thưởng|không\s+được\s+xét)\b",
            r"^\s*điểm\s+(?:(?:trở\s+lên|trở\s+xuống|thì|là|được|không)\s+){0,3}xếp\s+loại\b",
        ),
        "since": any_of(
            r"^[^,;.%\d]{0,30}?\bso\s+với\s+(?:đầu\s+năm|cùng\s+kỳ|năm\s+(?:ngoái|trước)|(?:tháng|quý|nhiệm\s+kỳ)\s+trước|chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch|bình\s+quân)\b"
        ),
        "perfect": any_of(
            r"\bcho\s+(?:biết|hay)\s*,?\s+(?:hiện\s+)?(?:còn|có|đã)\s+$",
            r"\bước\s+(?:đạt|tính|thực\s+hiện|khoảng)\s*$",
            r"\bđã\s+(?:đạt|chiếm|có|đóng\s+góp|vượt|phủ|tăng|giảm|lên|vươn\s+lên|xếp|đứng|hoàn\s+thành)"
            r"(?:\s+(?:được|tới|đến|lên|còn|mức|thứ|hạng|vị\s+trí|trên|hơn|gần|khoảng)){0,3}\s*$",
            r"\b(?:nhiệm\s+kỳ|giai\s+đoạn)\s+(?:trước|qua|vừa\s+qua)\b",
            r"\b(?:mới|chỉ)\s+đạt(?:\s+(?:được|có|hơn|gần|khoảng|trên))*\s*$",
            r"\bmới\s+(?:chiếm|bằng|ở\s+mức)\s*$",
            r"^\W*năm\s+(?:ngoái|trước(?!\s+mắt))\b[^\d;]{0,80}$",
            r"^\W*qua\s+(?:theo\s+dõi|kiểm\s+tra|rà\s+soát|khảo\s+sát|thống\s+kê)(?:\s+thực\s+tế)?\s*(?:,|\d|cho\s+thấy)",
            r"^\W*(?:nhìn\s+lại|kết\s+thúc|tổng\s+kết|trong|sau)\s+(?:\d+\s+)?(?:nhiệm\s+kỳ|giai\s+đoạn|năm|thời\s+gian)"
            r"(?:\s+[\d–-]+)*\s+(?:qua|vừa\s+qua)\b",
        ),
        "carried": any_of(
            r"\bđã\s+(?!(?:đề\s+ra|đặt|giao|xác\s+định|thống\s+nhất|thông\s+qua|phê\s+duyệt|ban\s+hành|cam\s+kết)\b)"
            r"(?:[^\W\d]+\s+){1,6}$"
        ),
        "done": any_of(
            r"^(?![^,;.%]{0,50}?\b(?:phải|sẽ|cần)\b)[^,;.%]{0,50}?\b(?:đã|(?<!và\s)vừa)\s+(?:có|đạt|hoàn\s+thành|thành\s+lập|triển\s+khai|lắp|kết\s+nối|cung\s+cấp|xây\s+dựng|được)\b"
        ),
        "relative": any_of(
            r"(?<!\d\s)(?<!các\s)(?<!những\s)(?<!vài\s)(?<!mấy\s)(?<!hai\s)(?<!ba\s)(?<!bốn\s)(?<!năm\s)(?<!mười\s)(?<!hàng\s)"
            r"\b(?:(?:đến|tới|vào|trong|hết|cuối)\s+)*(?P<next>(?:năm\s+(?:tới|sau)|sang\s+năm))\b(?!\s+\d)",
            r"\b(?:(?:đến|tới|hết|cuối)\s+)+năm\s+nay\b",
            r"\b(?:(?:đến|tới|hết|trước|trong|cuối)\s+)+quý\s+(?P<quarter>I{1,3}|IV|[1-4])\b(?!\s?[/-]|\s+(?:năm\s+)?\d{4}|\s+năm\s+nay)",
            r"\b(?:đến|tới|trước)\s+(?:(?:hết|cuối)\s+)+năm\b(?!\s+(?:\d|học|nay|sau|tới|ngoái|trước))",
            r"\bnăm\s+nay\b(?=,?[^.;\d%]{0,40}\b(?:phấn\s+đấu|quyết\s+tâm|đặt\s+(?:ra\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)|được\s+giao|phải\s+đạt|cần\s+đạt)\b)",
            r"\b(?:mục\s+tiêu|chỉ\s+tiêu|đích|kế\s+hoạch)\b[^.;:\d%]{0,30}?\bnăm\s+nay\b",
            r"\b(?:trong|sau)\s+(?:vòng\s+)?(?P<ahead>\d{1,2}|hai|ba|bốn|năm|mười)\s+năm\s+(?:tới|nữa)\b(?!\s*\()",
            r"(?<=tiêu\s)(?:của\s+)?cả\s+năm\b(?=\s*(?:[:(]|là\b|\d))(?!\s+(?:19|20)\d\d)",
        ),
        "state": re.compile(
            r"(?:(?:hiện\s+nay|hiện|đến\s+nay),?\s+)?(?:trên\s+địa\s+bàn|toàn\s+tỉnh\s+(?:hiện|có)|tỉnh\s+hiện|địa\s+phương\s+hiện)\b"
            r"(?!\s+(?:phấn\s+đấu|sẽ))",
            re.IGNORECASE,
        ),
        "fact": any_of(
            r"\b(?:rộng|diện\s+tích(?:\s+tự\s+nhiên)?(?:\s+của\s+\w+)?|dân\s+số|quy\s+mô\s+dân\s+số)\s+(?:là\s+|đạt\s+|khoảng\s+|hơn\s+|trên\s+|gần\s+)*$",
        ),
        "possesses": any_of(
            r"^\W*(?:tỉnh|thành\s+phố|địa\s+phương|toàn\s+(?:tỉnh|thành\s+phố)|cả\s+(?:tỉnh|nước))\s+(?:hiện\s+)?có\s+(?:hơn\s+|trên\s+|gần\s+|khoảng\s+)?$"
        ),
        "attended": any_of(
            r"\s+[^\d.;%]{2,50}?\s(?:tham\s+gia\s+(?:đánh\s+giá|hội\s+nghị|tập\s+huấn|ý\s+kiến)|tham\s+dự|dự\s+hội\s+nghị|có\s+mặt)\b",
            r"(?:\s?/\s?\d+)?\s*(?:đại\s+biểu|đảng\s+viên|tổ\s+chức\s+(?:cơ\s+sở\s+)?đảng|chi\s+bộ|đảng\s+bộ)\b",
        ),
        "national": re.compile(
            r"(?P<told>[^;\n%]{0,90}?\b(?:cho\s+biết|nhấn\s+mạnh|cho\s+rằng|nhắc\s+lại|khẳng\s+định)\s*[,:]?\s+(?:rằng\s+)?[“\"]?)?"
            r"(?:[Tt]rong\s+khi\s+(?:đó,?\s+)?)?(?:[Tt]heo\s+(?:[Nn]ghị\s+quyết|[Qq]uyết\s+định|[Cc]hương\s+trình|[Cc]hiến\s+lược|[Kk]ết\s+luận|[Cc]hỉ\s+thị)\b[^,;%]{0,80},\s+)?"
            r"(?:(?:phấn\s+đấu\s+)?(?:đến|tới|vào|trong)\s+(?:hết\s+)?năm\s+\d{4},?\s+)?"
            r"(?:Đại\s+hội\s+(?:đại\s+biểu\s+)?(?:toàn\s+quốc|Đảng\s+toàn\s+quốc)|Trung\s+ương|Chính\s+phủ|Thủ\s+tướng"
            r"|Bộ\s+Chính\s+trị|Ban\s+Chấp\s+hành\s+Trung\s+ương|Quốc\s+hội|[Cc]ả\s+nước|[Tt]oàn\s+quốc|Việt\s+Nam"
            r"|(?:Chiến\s+lược|Chương\s+trình|Nghị\s+quyết|Quyết\s+định|Kế\s+hoạch)\s+(?:chuyển\s+đổi\s+số\s+)?quốc\s+gia"
            r"|(?:Nghị\s+quyết|Quyết\s+định|Kết\s+luận)\s+(?:số\s+)?\d+[-/](?:NQ[-/](?:TW|CP)|QĐ[-/]TTg|KL[-/]TW))\b[^;\n%]{0,90}?"
            r"\b(?:đề\s+ra|đặt\s+(?:ra\s+)?mục\s+tiêu|yêu\s+cầu|xác\s+định|đặt\s+ra|phấn\s+đấu|hướng\s+(?:tới|đến)|cần\s+đạt|sẽ)\b",
        ),
        "countrywide": re.compile(
            r"\W*(?:(?:tính\s+chung|trên\s+phạm\s+vi|trên|trong)\s+)?(?:cả\s+nước|toàn\s+quốc)\b(?!\s+về)",
            re.IGNORECASE,
        ),
        "elsewhere": re.compile(
            r"\b(?:trong\s+khi(?:\s+đó)?,?|còn|so\s+với)\s+(?:(?:tỉnh|thành\s+phố|TP\.?)\s+)?"
            r"(?P<place>(?-i:[A-ZĐÀ-Ỹ])\w*(?:\s+(?-i:[A-ZĐÀ-Ỹ])\w*)+)\b[^,;]{0,40}$",
            re.IGNORECASE,
        ),
        "versus": any_of(r"\bso\s+với\s+(?:mức\s+)?$"),
        "upstream": any_of(
            r"^\s*(?:theo|của|tại|trong)\s+[^.;,]{0,60}(?:\bTW\b|\bTTg\b|\bCP\b|Trung\s+ương|Chính\s+phủ|quốc\s+gia|cả\s+nước|toàn\s+quốc)"
        ),
        "aim": any_of(
            r"^\s*(?:chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch)(?:\s+(?:đề\s+ra|đặt\s+ra|giao|được\s+giao|của\s+tỉnh))?\s*(?:[:=]|là\b|(?:(?:đến|của|vào|cuối|hết|cả)\s+)*năm\b|\d|đạt\b|trên\b)"
        ),
        "reached": any_of(
            r"^[^;.\n%]{0,12}?\b(?:bằng|đạt|tương\s+đương)\s+(?:(?:gần|hơn|trên|khoảng)\s+)?\d[\d.,]*\s?%\s+(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu)\b"
        ),
        "goal_behind": any_of(
            r"^[^.;:()\n%\d]{0,40}?[,(]\s*(?:trong\s+khi\s+|so\s+với\s+)?(?:chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch(?=\s+(?:giao|đề|năm|là)))\b"
            r"[^.;%\n]{0,50}?(?:là|đạt|phải\s+đạt|:|trên|tối\s+thiểu|ít\s+nhất)\s+[^.;%,\n\d]{0,16}\d"
        ),
        "sets": any_of(
            r"\b(?:phấn\s+đấu|quyết\s+tâm)\b",
            r"\bđặt\s+(?:ra\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)\b",
            r"(?:^|[,(;]\s*)(?:trong\s+khi\s+|so\s+với\s+)?(?:chỉ\s+tiêu|mục\s+tiêu)\b[^.;%]{0,50}?(?:\b(?:là|đạt)|:)\s+"
            r"(?:(?:trên|tối\s+thiểu|ít\s+nhất|khoảng)\s+)*$",
        ),
        "tally_share": any_of(
            r"\d\s*(?:/|trong\s+(?:tổng\s+)?(?:số\s+)?|trên\s+(?:tổng\s+số\s+)?)\s*\d+\s+(?:chỉ\s+tiêu|mục\s+tiêu|nhiệm\s+vụ)\b[^.;%\d]{0,50}?"
            r"[,(]?\s*\b(?:bằng|đạt(?:\s+tỷ\s+lệ)?|chiếm|tương\s+đương|tức)\s+$"
        ),
        "from_now": any_of(
            r"\btừ\s+(?:[^\W\d]+\s+){0,3}\d[\d.,/]*(?:\s?%)?[^.;,\d]{0,30}?\b(?:hiện\s+nay|hiện\s+tại|hiện\s+có|như\s+hiện\s+nay|năm\s+ngoái|năm\s+trước)\b"
        ),
    }

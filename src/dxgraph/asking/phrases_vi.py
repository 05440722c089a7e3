"""The phrases of questions in Vietnamese, by the question that they say is asked."""

from collections.abc import Mapping
from typing import Final

from dxgraph.asking import cues

VI: Final[Mapping[str, tuple[str, ...]]] = {
    cues.ACROSS: (
        *("tỉnh nào", "những tỉnh nào", "các tỉnh nào", "tỉnh, thành phố nào"),
        *("những địa phương nào", "địa phương nào", "tỉnh thành nào", "bao nhiêu tỉnh"),
        *("mấy tỉnh", "các tỉnh", "các địa phương", "các tỉnh, thành phố"),
    ),
    cues.HIGHEST: (
        *("nhiều hơn cả", "hơn cả", "tham vọng nhất", "cao nhất cả nước", "lớn nhất cả nước"),
        *("tham vọng nhất cả nước", "nhiều nhất cả nước", "cao nhất", "lớn nhất", "nhiều nhất"),
    ),
    cues.LOWEST: (
        *("ít nhất cả nước", "thấp nhất cả nước", "kém nhất", "khiêm tốn nhất"),
        *("ít tham vọng nhất", "thấp nhất", "nhỏ nhất"),
    ),
    cues.AGAINST: (
        *("cao hay thấp hơn", "thấp hay cao hơn", "cao hay thấp", "cao hơn hay thấp hơn"),
        *("thấp hơn hay cao hơn", "hơn hay kém", "cao hơn, thấp hơn hay bằng", "khác gì"),
        *("khác với", "đối chiếu", "so sánh thế nào với", "đem so với", "so với", "so sánh với"),
        *("so sánh", "đối chiếu với", "bên cạnh"),
    ),
    cues.HIGHER: (*("tham vọng hơn", "lớn hơn", "nhiều hơn", "cao hơn", "vượt", "hơn"),),
    cues.LOWER: (*("nhỏ hơn", "ít hơn", "kém hơn", "khiêm tốn hơn", "thấp hơn", "kém", "dưới"),),
    cues.EQUAL: (*("bằng với", "ngang bằng", "ngang với", "bằng", "ngang"),),
    cues.NATIONAL: (
        *("mức cả nước", "cả nước đặt ra", "chỉ tiêu cả nước", "mục tiêu cả nước"),
        *("mặt bằng chung cả nước", "quốc gia", "cả nước", "trung ương", "mức quốc gia"),
        *("mục tiêu quốc gia", "chỉ tiêu quốc gia", "chương trình quốc gia", "thước đo quốc gia"),
        *("chương trình chuyển đổi số quốc gia", "toàn quốc", "chỉ tiêu của cả nước"),
        *("mục tiêu của cả nước", "mức chung cả nước", "mức của cả nước"),
    ),
    cues.PROGRESS: (
        *("đúng hướng", "đi đúng hướng", "đang ở đâu so với mục tiêu", "đang ở đâu"),
        *("đúng tiến độ", "có đúng tiến độ", "theo kịp", "tiến độ", "kết quả thực hiện"),
        *("đã thực hiện đến đâu", "thực hiện đến đâu"),
    ),
    cues.REACHED: (
        *("đã vượt", "vượt mục tiêu", "đạt được top", "có vào được", "lọt", "đã lọt vào"),
        *("đã có mặt trong", "đã hoàn tất", "hoàn thành được", "đạt chưa", "đã đạt được chưa"),
        *("đã hoàn thành chưa", "hoàn thành chưa", "đạt mục tiêu", "đạt được mục tiêu"),
        *("hoàn thành mục tiêu", "đã hoàn thành", "đã vào", "đã lọt", "lọt vào", "đã nằm trong"),
        *("đã đứng trong", "vào được", "đạt chỉ tiêu", "hoàn thành chỉ tiêu", "đã đạt mục tiêu"),
        "đã đạt chỉ tiêu",
    ),
    cues.BEHIND: (
        *("chưa đạt", "chưa đạt được", "không đạt", "không đạt được", "chưa hoàn thành"),
        *("chậm tiến độ", "trễ hạn", "chưa đạt mục tiêu", "không đạt mục tiêu"),
    ),
    cues.RESULT: (
        *("đạt được", "đã đạt", "đã đạt được", "kết quả", "thực tế", "thực hiện được"),
        *("thực tế đạt", "đo được", "số đo", "thực đạt", "kết quả đo", "trên thực tế"),
        "đã đo được",
    ),
    cues.SHARE: (*("tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "phần trăm", "bao nhiêu phần trăm"),),
    cues.NUMBER: (*("số lượng", "tổng số lượng"),),
    cues.INHERITED: (
        *("tiền thân", "các tỉnh tiền thân", "tỉnh tiền thân", "các tỉnh cũ", "kế thừa"),
        *("thừa hưởng", "trước sáp nhập", "trước khi sáp nhập", "các tỉnh hợp thành"),
        *("các địa phương cũ", "những tỉnh cũ", "địa bàn cũ", "các địa bàn tiền thân"),
        *("các tỉnh nhập vào", "các tỉnh sáp nhập vào", "những tỉnh nhập vào"),
    ),
    cues.MERGED: (
        *("gồm những tỉnh nào", "gồm những tỉnh nào cũ", "gồm những tỉnh cũ nào"),
        *("gồm các tỉnh nào", "gồm", "bao gồm", "nhập lại", "hợp lại", "giờ thuộc"),
        *("thuộc tỉnh nào", "thuộc về tỉnh nào", "bây giờ là", "giờ là", "ngày nay thuộc"),
        *("nghị quyết nào quyết định sáp nhập", "theo nghị quyết nào"),
        *("văn bản nào quyết định sáp nhập", "ghép từ", "ghép với", "ghép lại", "được nhập từ"),
        *("đã sáp nhập với", "đã hợp nhất với", "được sáp nhập", "sáp nhập lại", "gộp lại từ"),
        *("được ghép từ", "nhập làm một", "được gộp lại", "nhập vào", "sáp nhập vào", "hợp thành"),
        *("nhập thành", "hợp nhất thành", "sáp nhập", "sáp nhập từ", "được sáp nhập từ"),
        *("hợp nhất", "hợp nhất từ", "được hợp nhất từ", "hình thành từ", "được hình thành từ"),
        *("nhập từ", "gộp từ", "được gộp từ", "gộp", "sáp nhập với", "hợp nhất với", "nhập với"),
        *("sáp nhập thành", "gộp vào", "gộp lại", "được sáp nhập vào", "đã sáp nhập vào"),
        *("đã nhập vào", "được thành lập từ", "gộp với", "thành lập từ", "nay thuộc"),
        *("bây giờ thuộc", "hiện thuộc", "nay là", "đã sáp nhập"),
    ),
    cues.WHEN: (
        *("ngày nào", "từ ngày nào", "vào ngày nào", "khi nào", "bao giờ", "từ khi nào"),
        *("hồi nào", "ngày tháng nào", "ngày bao nhiêu", "từ bao giờ", "lúc nào", "ngày mấy"),
    ),
    cues.DEFINED: (
        *("thế nào là", "như thế nào là", "thế nào được gọi là", "được hiểu như thế nào"),
        *("hiểu như thế nào", "được hiểu ra sao", "là cái gì", "là chỉ tiêu gì", "chỉ cái gì"),
        *("có ý nghĩa gì", "ý nghĩa là gì", "nghĩa là sao", "được tính trên gì", "tính trên gì"),
        *("tính theo cách nào", "gọi là gì", "gồm những thành phần nào", "được định nghĩa là gì"),
        *("được định nghĩa ra sao", "mẫu số là gì", "tử số là gì", "bao gồm những đơn vị gì"),
        *("gồm những loại đơn vị nào", "là những đơn vị nào", "gồm những đâu", "là gì"),
        *("nghĩa là gì", "có nghĩa là gì", "là chỉ số gì", "hiểu thế nào", "là sao"),
        *("được hiểu thế nào", "được tính thế nào", "tính thế nào", "tính như thế nào"),
        *("được tính như thế nào", "được tính ra sao", "tính ra sao", "được hiểu là gì"),
        *("định nghĩa", "định nghĩa thế nào", "được định nghĩa thế nào", "khái niệm"),
        *("gồm những gì", "bao gồm những gì", "gồm những đơn vị nào", "gồm những cơ quan nào"),
        *("bao gồm những đơn vị nào", "gồm những ai", "đo cái gì", "đo điều gì", "đo gì"),
        *("nói về cái gì", "nói về điều gì", "gồm các đơn vị nào", "được đo thế nào", "tức là gì"),
        *("được đo như thế nào", "đo thế nào", "tính bằng cách nào", "được tính bằng cách nào"),
        *("tính bằng gì", "được tính bằng gì", "có nghĩa gì", "nghĩa gì", "gồm những cấp nào"),
    ),
    cues.ISSUED: (
        *("ai là người ký", "ai là người ban hành", "người ký", "cơ quan ban hành"),
        *("nơi ban hành", "đơn vị nào ban hành", "ai đã ban hành", "cơ quan nào đã ban hành"),
        *("do ai ký ban hành", "do ai ký", "ai ký ban hành", "thuộc cơ quan nào"),
        *("cấp nào ban hành", "ban ra", "được thông qua", "thông qua"),
        *("ai thông qua", "ai ban hành", "do ai ban hành", "cơ quan nào ban hành"),
        *("do cơ quan nào ban hành", "ban hành", "ai ký", "được ban hành", "ký ban hành"),
        *("của ai", "là của cơ quan nào", "của cơ quan nào", "do đâu ban hành", "ai ra"),
        "do ai ra",
    ),
    cues.FIRST: (
        *("đứng đầu", "dẫn đầu", "xếp đầu", "đứng nhất", "xếp nhất", "đứng thứ nhất"),
        *("xếp thứ nhất", "hạng nhất", "quán quân", "đầu bảng", "đứng đầu bảng"),
        *("xếp hạng cao nhất", "thứ hạng cao nhất", "hạng cao nhất", "xếp cao nhất"),
    ),
    cues.LAST: (
        *("đứng cuối", "xếp cuối", "xếp cuối bảng", "cuối bảng", "đứng cuối bảng", "đứng chót"),
        *("xếp chót", "đứng bét", "bét bảng", "xếp hạng thấp nhất", "xếp bét"),
        *("thứ hạng thấp nhất", "hạng thấp nhất", "xếp thấp nhất", "hạng chót", "chót bảng"),
    ),
    cues.CHAIN: (
        *("văn bản cấp trên", "các văn bản cấp trên", "căn cứ văn bản nào", "căn cứ vào đâu"),
        *("dựa trên văn bản nào", "thực hiện văn bản nào", "căn cứ vào văn bản nào"),
    ),
    cues.GAPS: (
        *("không nhắc đến", "không nhắc tới", "chưa nhắc đến", "không đề cập", "chưa đề cập"),
    ),
    cues.QUALITATIVE: (*("không có con số", "không nêu con số", "không nêu số", "không có số"),),
    cues.CONFLICTS: (*("mâu thuẫn", "trái nhau", "vênh nhau"),),
    cues.ABOLISHED: (*("cấp đã bỏ", "cấp huyện đã bỏ", "cấp hành chính đã bỏ", "cấp nay đã bỏ"),),
    cues.AMONG_63: (
        *("trong 63 tỉnh", "trong 63 tỉnh, thành phố", "trong 63 tỉnh thành", "63 tỉnh"),
    ),
    cues.AMONG_34: (
        *("trong 34 tỉnh", "trong 34 tỉnh, thành phố", "trong 34 tỉnh thành", "34 tỉnh"),
    ),
    cues.RANKED: (
        *("đứng thứ", "đứng thứ mấy", "xếp thứ", "xếp thứ mấy", "đứng hạng mấy"),
        *("nhóm bao nhiêu tỉnh", "top bao nhiêu", "nhóm mấy tỉnh", "top mấy"),
        *("bao nhiêu tỉnh dẫn đầu", "xếp hạng mấy", "hạng mấy", "thứ mấy", "đứng hạng"),
        "xếp vị trí",
    ),
    cues.RANKS: (*("thứ hạng nào", "những thứ hạng nào", "các thứ hạng", "những thứ hạng"),),
    cues.PROMISE: (
        *("nhắc đến", "nhắc tới", "có nhắc đến", "đề cập", "đề cập đến", "nói đến", "nhắm"),
        *("tham vọng", "quyết tâm", "hứa đạt", "cam kết về", "cần đạt", "đưa ra mục tiêu"),
        *("đề ra mục tiêu", "đề ra chỉ tiêu", "mục tiêu", "chỉ tiêu", "cam kết", "hứa"),
        *("phấn đấu", "đặt ra", "đặt mục tiêu", "muốn", "hướng tới", "đặt", "kế hoạch đề ra"),
        *("đề ra", "mục tiêu đề ra", "dự kiến", "yêu cầu", "quy định", "đưa ra", "đòi hỏi"),
        *("hướng đến", "mong muốn", "phải đạt", "đã hứa", "giao", "giao chỉ tiêu", "nhắm tới"),
        *("nhắm đến", "kỳ vọng", "từng hứa", "đặt mức", "cam kết đạt", "dự định", "đăng ký"),
        *("xác định", "đặt chỉ tiêu", "đặt kế hoạch", "tối thiểu bao nhiêu", "ít nhất bao nhiêu"),
        *("tối đa bao nhiêu", "đã cam kết", "đã đặt"),
    ),
    cues.PILLAR: ("trụ cột",),
}

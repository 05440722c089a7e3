"""What the files of shapes are about, in the words of the page that lists them."""

from __future__ import annotations

from typing import Final

SUBJECTS: Final = {
    "areas": {"vi": "Địa bàn", "en": "Areas"},
    "bodies": {"vi": "Cơ quan", "en": "Bodies"},
    "concepts": {"vi": "Danh mục mã", "en": "Code lists"},
    "documents": {"vi": "Văn bản", "en": "Documents"},
    "evidence": {"vi": "Bằng chứng", "en": "Evidence"},
    "ledger": {"vi": "Sổ: đã tìm gì, biết đến đâu", "en": "The ledger of coverage"},
    "links": {"vi": "Liên kết giữa các văn bản", "en": "Links between documents"},
    "names": {"vi": "Tên và nhãn", "en": "Names and labels"},
    "retired": {"vi": "Tên đã thôi dùng", "en": "Retired names"},
    "standing": {"vi": "So sánh và tiến độ", "en": "Comparison and progress"},
    "statements": {"vi": "Chỉ tiêu, lời dẫn lại, kết quả đo", "en": "Targets, claims, outcomes"},
    "terms": {"vi": "Từ vựng", "en": "Vocabulary"},
    "text": {"vi": "Chữ và tệp", "en": "Text and files"},
    "values": {"vi": "Giá trị và đơn vị", "en": "Values and units"},
}
"""What the files of shapes are about; one that is not named here goes by its own name."""

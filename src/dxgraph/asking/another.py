"""What makes a question ask for another figure than the one that we hold.

Each of these words may be passed over elsewhere, or belongs to a name: "after" a year, a part or
the sum of what was promised, what would be if, a country, a district, a person, the lowest but one;
of a document how long it holds, or the letters of another issuer behind its number.
"""

from __future__ import annotations

import re
from typing import Final

from dxgraph.asking import cues
from dxgraph.asking.lexicon import Lexicon
from dxgraph.asking.question import Understood
from dxgraph.asking.reading import documents_of
from dxgraph.asking.records import other_bodies
from dxgraph.search import fold


def another(found: Understood, lexicon: Lexicon) -> str:
    """The words that ask for another figure; nothing where there are none."""
    text = found.question
    if found.documents and (other := _OF_A_DOCUMENT.search(text) or _other_letters(found, lexicon)):
        return other[0]
    if found.documents and (others := other_bodies(found, documents_of(found), lexicon)):
        return others[0]
    since = _SINCE_WHEN.search(text)
    if since and not all(d in lexicon.in_force for d in documents_of(found)):
        return since[0]
    if not found.indicators:
        return ""
    draft = _DRAFT.search(text)
    if draft and not any(_DRAFT.search(title) for title in _titles(found, lexicon)):
        return draft[0]
    if (this := _THIS_YEAR.search(text)) and not found.years:
        return this[0]
    measured = {cues.RESULT, cues.NOW, cues.PROGRESS, cues.REACHED, cues.LISTED} & found.cues.keys()
    if (state := _STATE.search(text)) and not measured:
        return state[0]
    if other := _ALWAYS.search(text):
        return other[0]
    if other := _PERSON.search(text):
        # Case tells a person: "Thầy Minh", but not "bà con" and not the place Bà Rịa.
        return other[0]
    names = [name for each in found.indicators for name in lexicon.labels[each].values()]
    several = len(found.areas) > 1 or cues.ACROSS in found.cues
    for pattern in (_EACH, _SUM) if several else (_EACH,):
        if (other := pattern.search(text)) and not any(pattern.search(name) for name in names):
            return other[0]
    return ""


def is_draft(said: str) -> bool:
    """Whether these words ask for what a draft has."""
    return bool(_DRAFT.fullmatch(said))


_THIS_YEAR: Final = re.compile(r"\b(?:năm\snay|nam\snay|this\syear)\b", re.IGNORECASE)
"""A year that is not said: who asks when is not known."""
_STATE: Final = re.compile(r"\b(?:hiện\scó|hien\sco)\b", re.IGNORECASE)
"""Asks for what there is, not for what was promised."""


def _titles(found: Understood, lexicon: Lexicon) -> list[str]:
    """What the documents are called that are named, or that the places have which are named."""
    places = (lexicon.documents_of(area) for several in found.areas for area in several)
    documents = [*documents_of(found), *(d for several in places for d in several)]
    return [lexicon.titles.get(document, "") for document in documents]


_DRAFT: Final = re.compile(r"\b(?:dự\sthảo|du\sthao|draft)\b", re.IGNORECASE)
"""Asks for what a draft has: not what other documents have."""


def _other_letters(found: Understood, lexicon: Lexicon) -> re.Match[str] | None:
    """A number of which no document that is meant has the letters: 2393/QĐ-BTC, 2393/QĐ-UBND."""
    held = [
        number[0]
        for several in found.documents
        for document in several
        for label in lexicon.labels.get(document, {}).values()
        for number in _NUMBER.finditer(label)
    ]
    for said in _NUMBER.finditer(found.question):
        alike = [number for number in held if _digits(number) == _digits(said[0])]
        if alike and not any(fold(number).startswith(fold(said[0])) for number in alike):
            return said
    return None


def _digits(number: str) -> str:
    return re.split(r"[/-]", number)[0].lstrip("0")


_NUMBER: Final = re.compile(r"\b\d+(?:/(?:19|20)\d\d)?[/-](?:[A-Za-zĐđ]+[-/])*[A-Za-zĐđ]+\b")
_OF_A_DOCUMENT: Final = re.compile(
    r"\bhết\s(?:hiệu\slực|hạn)\b|\bhet\s(?:hieu\sluc|han)\b|\bhọp\b"
    r"|\bexpires?\b|\b(?:meet|met|convened?)\b",
    re.IGNORECASE,
)
_SINCE_WHEN: Final = re.compile(
    r"\bhiệu\slực\b|\bhieu\sluc\b|\b(?:in|into)\sforce\b|\b(?:takes?|took)\seffect\b", re.IGNORECASE
)
"""Asks from when a document is in force: told where it is noted of the document."""
_A_YEAR: Final = r"\s(?:năm\s|nam\s|the\syear\s)?(?:19|20)\d\d\b"
_GOAL: Final = r"(?:mục\stiêu|chỉ\stiêu|mức|con\ssố|cam\skết|muc\stieu|chi\stieu|muc|con\sso)\b"
_ALWAYS: Final = re.compile(
    "|".join(
        (
            # Another time.
            rf"\b(?:sau|trước|kể\stừ|qua\skhỏi|truoc|ke\stu|after|before|beyond|past|since){_A_YEAR}",
            # A part of it, or a multiple.
            rf"\b(?:một\snửa|nửa|một\sphần\s\w+|hai\sphần\s\w+|gấp\s\w+|mot\snua|nua"
            rf"|mot\sphan\s\w+|gap\s(?:doi|ba|ruoi))\s(?:của\s|cua\s|cái\s)?{_GOAL}",
            r"\b(?:half|third|thirds|quarter|quarters)\sof\s(?:the\s|its\s)?(?-i:[A-Z]|target|goal)",
            r"\b(?:twice|double|triple)\s(?:the|its|what|(?-i:[A-Z]))",
            r"\b(?:còn\slại|con\slai|remainder|remaining|the\srest)\b",
            r"\blàm\stròn\b|\blam\stron\b|\brounded\b",
            # What would be if.
            r"^\W*(?:nếu|neu|giả\ssử|gia\ssu|if|suppose|assuming)\s(?!được|duoc|có\sthể|co\sthe|possible|you\b)",
            # Another place, or none of ours.
            r"\b(?:which|what)\scountr(?:y|ies)\b|\b(?:nước|quốc\sgia)\snào\b",
            r"\b(?:quận|phường|quan|phuong|district|ward)\s(?:số\s|so\s|no\.?\s)?\d",
            r"\b(?-i:Điện Biên Phủ|Dien Bien Phu)\b",
            r"\bcấp\s(?:sở|bộ|ngành|phòng|thôn|cục)\b|\bcap\sso\b",
            # Another thing whose name begins alike, or means the opposite.
            r"\bkinh\ste\sso\scap\b(?!\s(?:xa|huyen|tinh|so|phuong|quan|thon)\b)",
            r"\bdùng\sriêng\b|\bdung\srieng\b",
            # Another area than the one that bears the name.
            r"\btỉnh\smới\scủa\b|\btinh\smoi\scua\b|\bnew\sprovince\sof\b",
            # Another measure beside the one that is held.
            r"\b(?:và|va)\s(?:dân\ssố|dan\sso)\b(?!\s(?:được|trưởng|có|từ|duoc|truong|co|tu)\b)"
            r"|\band\s(?:the\s)?population\b(?!\s(?:with|covered|who|that|aged)\b)",
            # Another order.
            r"\b(?:rank|place|stand|finish)(?:s|ed)?\s(?:just\s)?(?:behind|ahead\sof|above|below)\s(?-i:[A-Z])",
            r"\bfrom\s(?:the\s)?bottom\b|\btừ\sdưới\slên\b|\btu\sduoi\slen\b|\báp\schót\b",
            r"\bthực\stế\snhất\b|\bthuc\ste\snhat\b",
            r"\bhow\s(?:many|much)\s(?:more|fewer|less)\b.*\bthan\b",
        )
    ),
    re.IGNORECASE,
)
_PERSON: Final = re.compile(
    r"\b(?:[Tt]hầy|[Cc]ô|[Bb]ác|[ÔôOo]ng|[Bb]à|[Cc]hú|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Professor)\s"
    r"(?!Rịa|Ria\b)[A-ZĐÀ-Ỵ]\w+"
)
_SUM: Final = re.compile(
    r"\b(?:tổng|tong|cộng|total|sum|combined|altogether|together)\b", re.IGNORECASE
)
_EACH: Final = re.compile(
    r"\bper\s(?:commune|district|village|ward|school|hospital)\b"
    r"|\bmỗi\s(?:xã|huyện|thôn|phường|trường)\b",
    re.IGNORECASE,
)

"""What the letters of a file are: signs that only look like others, and texts that are broken.

Two kinds of thing are told apart. Signs that a reader does not tell from what they stand for (Ð for
Đ, ％ for %, a hyphen that does not break, what has no width) are read as what they stand for. A
whole text whose letters mean something else than they show (TCVN3, VNI, UTF-8 that was read as
Windows-1252), that lost its marks, or that is in a language that drafting has no rules for, is
refused: guessing there would give figures with wrong words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from dxgraph.drafting.read.language import MARKED, vietnamese
from dxgraph.evidence import normal_form

# ---- Signs that look like others ---------------------------------------------------------------

_STANDS_FOR: Final = {
    **dict.fromkeys("\u00d0\u0189", "Đ"),
    **dict.fromkeys("\u00f0\u0256", "đ"),
    **dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d\uf02d", "-"),
    **dict.fromkeys("\u2215\u2044", "/"),
    "\ufe6a": "%",
    "\u066a": "%",
    # Bullets that Word takes from its fonts of symbols
    **dict.fromkeys("\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf0e8", "•"),
    **{chr(sign): chr(sign - 0xFEE0) for sign in range(0xFF01, 0xFF5F) if sign != 0xFF0D},
    **{letter: unicodedata.normalize("NFKC", letter) for letter in map(chr, range(0xFB00, 0xFB07))},
    **{digit: unicodedata.normalize("NFKC", digit) for digit in map(chr, range(0x1D7CE, 0x1D800))},
}
_LINE_ENDS: Final = "\u000b\u000c\u001c\u001d\u001e\u0085\u2028\u2029"
_NO_WIDTH: Final = (
    *("\u00ad", "\u034f", "\u061c", "\u180e", "\ufeff"),
    *map(chr, range(0x200B, 0x2010)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2060, 0x2070)),
    *map(chr, range(0xFE00, 0xFE10)),
)
_TABLE: Final = str.maketrans(
    {
        **_STANDS_FOR,
        **dict.fromkeys(_NO_WIDTH, None),
        **dict.fromkeys(_LINE_ENDS, "\n"),
        **{chr(sign): None for sign in range(32) if chr(sign) not in f"\t\n\r{_LINE_ENDS}"},
    }
)
_PAGE_END = re.compile(r"(?:(?<=\n)|^)\f|\f(?=\n)")

_OTHER_SCRIPTS: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo"
)
_OTHER_LETTER = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def clean(text: str) -> str:
    """The text in its one form, each sign as what it stands for; twice changes nothing.

    >>> clean("Q\u00d0-TTg \u2011 9\u00ad0\uff05")
    'QĐ-TTg - 90%'
    """
    text = normal_form(_PAGE_END.sub("", text).translate(_TABLE))
    return re.sub(r"\w+", _in_one_script, text) if _OTHER_LETTER.search(text) else text


def _in_one_script(word: re.Match[str]) -> str:
    """A word of Latin letters, with Greek or Cyrillic ones between them that look the same."""
    return word[0].translate(_OTHER_SCRIPTS) if _LATIN_LETTER.search(word[0]) else word[0]


def strange_signs(text: str) -> int:
    """How many signs of a text `clean` reads as others, line ends left out."""
    return sum(
        sign not in _LINE_ENDS
        and sign not in "\r\ufeff"
        and (ord(sign) in _TABLE and sign not in "\u2010\u2011\u2212")
        for sign in text
    )


_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """Digits above the line, as signs of their own: "15%" with a note 1 is not 151.

    >>> raised("1")
    '¹'
    """
    return text.translate(_RAISED)


# ---- Encodings from before Unicode -------------------------------------------------------------

_TCVN3: Final[dict[int, str]] = str.maketrans(
    dict(
        zip(
            "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ¨©ª«¬\u00ad®¡¢£¤¥¦§",
            "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâêôơưđĂÂÊÔƠƯĐ",
            strict=True,
        )
    )
)
# Of VNI, a mark is a sign of its own behind its letter.
_VNI_MARKS: Final[Mapping[str, str]] = {
    **{"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"},
    **{"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309"},
    **{"ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301"},
    **{"è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323"},
}
_VNI_LETTERS: Final[dict[int, str]] = str.maketrans(
    {
        **{"ñ": "đ", "Ñ": "Đ", "ö": "ư", "Ö": "Ư", "ô": "ơ", "Ô": "Ơ"},
        **{"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"},
    }
)
_VNI_MARK = re.compile(f"(?<=[aeouyAEOUYöÖôÔ])[{''.join(_VNI_MARKS)}]", re.IGNORECASE)

OLD_ENCODINGS: Final = ("tcvn3", "vni")
_FEW = 5
"""Fewer letters with marks say nothing of an encoding."""


def from_old(text: str, encoding: str) -> str:
    """A text that was typed for the fonts of TCVN3 or VNI, in Unicode.

    The capitals of TCVN3 are those of its fonts ".VnTimeH", which use the same signs: they come out
    as small letters.

    >>> from_old("hé gia ®×nh", "tcvn3"), from_old("hoä gia ñình", "vni")
    ('hộ gia đình', 'hộ gia đình')
    """
    if encoding == "tcvn3":
        return normal_form(text.translate(_TCVN3))
    marked = _VNI_MARK.sub(lambda sign: _VNI_MARKS[sign[0].lower()], text)
    return normal_form(marked.translate(_VNI_LETTERS))


def old_encoding(text: str) -> str | None:
    """The old encoding that the letters of a text belong to; None of Unicode.

    What is said of a text is decided by which reading of it is Vietnamese.
    """
    sample = text[:20_000]
    if vietnamese(sample) or len(sample) < 20:
        return None
    for encoding in OLD_ENCODINGS:
        read = from_old(sample, encoding)
        if len(MARKED.findall(read)) >= _FEW and vietnamese(read):
            return encoding
    return None


_TWICE_READ = re.compile("Ã[\u0080-\u00bf€-™ŒœŠšŸŽž‚-›]|Ä[‘\u0090\u0091ƒ\u0082]|áº.|á».|Æ[°¡]")


def twice_read(text: str) -> bool:
    """Whether a text is UTF-8 that was once read as Windows-1252: "há»™" for "hộ".

    >>> twice_read("Hộ gia đình".encode().decode("cp1252", "replace"))
    True
    """
    sample = text[:20_000]
    return len(_TWICE_READ.findall(sample)) > max(2, len(MARKED.findall(sample)))

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
        if len(_MARKED.findall(read)) >= _FEW and vietnamese(read):
            return encoding
    return None


_TWICE_READ = re.compile("Ã[\u0080-\u00bf€-™ŒœŠšŸŽž‚-›]|Ä[‘\u0090\u0091ƒ\u0082]|áº.|á».|Æ[°¡]")


def twice_read(text: str) -> bool:
    """Whether a text is UTF-8 that was once read as Windows-1252: "há»™" for "hộ".

    >>> twice_read("Hộ gia đình".encode().decode("cp1252", "replace"))
    True
    """
    sample = text[:20_000]
    return len(_TWICE_READ.findall(sample)) > max(2, len(_MARKED.findall(sample)))


# ---- Languages ---------------------------------------------------------------------------------

_MARKED = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
"""Letters that hardly a language has but Vietnamese; French has â, ê and ô too."""
_WORDS: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(words.split())
    for name, words in {
        "vi": "và của các năm được trong cho đến về với tỉnh số là có theo tại từ tỷ lệ đạt",
        "vi without marks": "va cua cac nam duoc trong cho den ve voi tinh so la co theo tai tu ty"
        " le dat cap xa huyen dich vu ho dan doanh nghiep chuyen doi phan gia dinh tren hop dien"
        " thoai dong quy hoach muc tieu nguoi",
        "en": "the of and to in a by for on with at is are will be that as from has have all least"
        " per each more than year this which their its an or it was were been not",
        "de": "der die das und den von zu mit für ist im auf des dem ein eine bis sollen werden"
        " nicht auch als sich einen einer sind wird haben oder bei nach zum zur",
        "fr": "le la les des du de et à en un une pour dans par sur est au aux que qui ont ou d l"
        " sera seront plus moins ne pas avec ce cette",
        "es": "el la los las de del y en un una para por con que es se al su más no lo como será",
        "pt": "o a os as de do da dos das e em um uma para por com que é no na ao mais não se",
        "it": "il la lo gli le di del della e in un una per con che è al nel alla dei delle più",
        "nl": "de het een en van in op voor met te is dat zijn wordt naar door bij aan niet ook",
        "id": "yang dan di untuk dengan pada ini dari dalam akan tahun oleh adalah provinsi sebagai"
        " telah lebih tidak atau para menjadi persen layanan minimal setiap seluruh",
        "tl": "ang ng sa mga na at ay ni para kay hindi ito may isang",
        "pl": "i w na z do się nie jest że o od przez dla oraz po za jak są",
        "cs": "a v na se je že s z do o pro za by jako od po k ve",
        "sv": "och i att det som en på är av för med till den har de inte om ett",
        "tr": "ve bir bu için ile da de olarak olan en çok daha kadar",
        "ro": "și de în la cu pe din a un o este care pentru să nu mai",
        "hu": "a az és hogy nem is egy ez van meg el ki csak de",
    }.items()
}
_NAMES: Final = {
    **{"de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian"},
    **{"nl": "Dutch", "id": "Indonesian or Malay", "tl": "Filipino", "pl": "Polish"},
    **{"cs": "Czech", "sv": "Swedish", "tr": "Turkish", "ro": "Romanian", "hu": "Hungarian"},
}
_ENOUGH = 12
"""Fewer words say nothing of a language."""
_SMALL = 3
"""Fewer small words of a language may be of any other."""
_SCRIPTS: Final = (
    ("CJK", "Chinese or Japanese"),
    ("HIRAGANA", "Japanese"),
    ("KATAKANA", "Japanese"),
    ("HANGUL", "Korean"),
    ("CYRILLIC", "Russian or another language in Cyrillic letters"),
    *((name.upper(), name) for name in ("Thai", "Lao", "Khmer", "Myanmar", "Arabic", "Hebrew")),
    ("DEVANAGARI", "Hindi"),
    ("GREEK", "Greek"),
)


def vietnamese(text: str) -> bool:
    """Whether a text has the letters and the small words of Vietnamese."""
    letters = sum(letter.isalpha() for letter in text)
    marked = len(_MARKED.findall(text))
    if not letters or marked < 0.03 * letters:
        return False
    strange = len(re.findall(r"[^\W\d_][^\w\s.,;:!?()/%\"'“”‘’-][^\W\d_]", text))
    if strange > 0.2 * marked:
        return False  # signs inside words: not letters, whatever they look like
    words = _words(text)
    return len(words) < _ENOUGH or _share(words, "vi") > 0.02


def foreign(text: str) -> str | None:
    """The name of the language of a text that is neither Vietnamese nor English, or "Vietnamese
    without marks"; None when the text can be read, or is too short to tell."""
    sample = text[:20_000]
    letters = [letter for letter in sample if letter.isalpha()]
    if vietnamese(sample) or not letters:
        return None
    latin = sum(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for letter in letters)
    if len(letters) >= 20 and latin < 0.6 * len(letters):
        names = [unicodedata.name(letter, "") for letter in letters[:2000]]
        counts = [
            (sum(name.startswith(script) for name in names), said) for script, said in _SCRIPTS
        ]
        kana = sum(count for count, said in counts if said == "Japanese")
        count, said = max(counts)
        return "Japanese" if kana > 0.05 * len(names) else said if count else "another script"
    words = _words(sample)
    if len(words) < _ENOUGH:
        return None
    english = _share(words, "en")
    best = max(_WORDS.keys() - {"vi", "en"}, key=lambda name: (_share(words, name), name))
    share = _share(words, best)
    small = len(_WORDS[best].intersection(words))
    if share < 0.1 or share <= 1.2 * english or small < _SMALL:
        return None
    return "Vietnamese without marks" if best.startswith("vi") else _NAMES[best]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _share(words: list[str], name: str) -> float:
    """How many of the words are small words of a language."""
    return sum(word in _WORDS[name] for word in words) / len(words)

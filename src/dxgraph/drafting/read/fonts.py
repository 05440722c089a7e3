"""What the signs of fonts of symbols stand for: "≥" of Symbol is kept as a code of its own."""

from __future__ import annotations

import re
from typing import Final

from dxgraph.files import own

_PRIVATE: Final = 0xF000
"""Codes of such fonts are kept from here on, in the area for private use."""
_SIGNS: Final[dict[str, dict[str, str]]] = {
    font: {
        chr(int(first, 16) + number): sign
        for first, row in rows.items()
        for number, sign in enumerate(row)
        if sign != " "
    }
    for font, rows in own(__package__, "fonts.yaml").items()
}
_UNREAD: Final = re.compile("[\uf020-\uf0b6\uf0b8-\uf0ff]")
"""All but the dot that lists begin with."""


def shown(text: str, font: str) -> str:
    """The text of a run in a font, as readers see it; a sign that is not known stays as its code.

    Latin letters between the signs are left: a program puts letters that a font of symbols lacks
    in another one.

    >>> shown("đạt \uf0b3 81%", "Symbol"), shown("\xb3", "Symbol"), shown("\uf0b3", "Arial")
    ('đạt ≥ 81%', '≥', '\\uf0b3')
    """
    signs = _SIGNS.get(font.strip().lower())
    if signs is None:
        return text
    alone = re.search(r"[A-Za-z0-9]", text) is None
    return "".join(
        signs.get(chr(ord(sign) - _PRIVATE), sign)
        if "\uf020" <= sign <= "\uf0ff"
        else signs.get(sign, sign)
        if alone and "\xa0" < sign < "\u0100"
        else sign
        for sign in text
    )


def sign_of(code: str, font: str) -> str:
    """The sign that a program puts by its code (hexadecimal) in a font; empty for no code.

    >>> sign_of("F0E0", "Wingdings"), sign_of("B3", "Symbol"), sign_of("2265", "Cambria Math")
    ('→', '≥', '≥')
    """
    try:
        number = int(code, 16)
        said = chr(number)
    except (ValueError, OverflowError):
        return ""
    if (
        number < 0x100
        and not said.isspace()
        and re.search("symbol|ding|marlett|extra", font.lower())
    ):
        said = chr(_PRIVATE + number)
    return shown(said, font)


def unread(text: str) -> list[str]:
    """The signs of unknown fonts in a text, each with the words around it."""
    return [
        " ".join(text[max(0, match.start() - 25) : match.end() + 15].split())
        for match in _UNREAD.finditer(text)
    ]

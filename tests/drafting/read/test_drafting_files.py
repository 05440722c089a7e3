"""Nothing is lost on the way in: of each kind of file, all words that are seen are kept."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from dxgraph.drafting import take_in
from dxgraph.drafting.read import letters
from dxgraph.drafting.read.grids import Cell, table_lines
from dxgraph.drafting.read.segments import blocks
from dxgraph.errors import InputError, UsageError
from dxgraph.search import fold
from support.drafting import pdf

GOAL = (
    "Mục tiêu của tỉnh đến năm 2025 là 80% hộ gia đình có cáp quang và 90% người dân "
    "được cấp tài khoản."
)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\w%]+", text))


def lost(seen: str, path: Path) -> Counter[str]:
    """The words of a file that the text which is kept of it has not."""
    return words(seen) - words(take_in(path).source.text)


# ---- DOCX --------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def run(text: str, style: str = "") -> str:
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def box(text: str) -> str:
    return f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"


SEEN = {
    "plain": run("70%"),
    "link": f'<w:hyperlink w:anchor="a">{run("70%")}</w:hyperlink>',
    "smart tag": f'<w:smartTag w:uri="u" w:element="e">{run("70%")}</w:smartTag>',
    "inserted": f'<w:ins w:id="1" w:author="a">{run("70%")}</w:ins>',
    "moved to": f'<w:moveTo w:id="2" w:author="a">{run("70%")}</w:moveTo>',
    "content control": f"<w:sdt><w:sdtContent>{run('70%')}</w:sdtContent></w:sdt>",
    "two controls": "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>"
    f"{run('70%')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
    "simple field": f'<w:fldSimple w:instr=" DOCPROPERTY a ">{run("70%")}</w:fldSimple>',
    "field": char("begin")
    + "<w:r><w:instrText> = 7*10 </w:instrText></w:r>"
    + char("separate")
    + run("70%")
    + char("end"),
    "custom XML": f'<w:customXml w:element="a">{run("70%")}</w:customXml>',
    "equation": f"<m:oMath {MATH}><m:r><m:t>70%</m:t></m:r></m:oMath>",
    "text box": (
        f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<v:textbox>{box('70%')}</v:textbox></v:shape></w:pict></w:r>"
    ),
    "box for old and new": (
        f'<w:r><mc:AlternateContent {MC}><mc:Choice Requires="wps">{box("70%")}'
        f"</mc:Choice><mc:Fallback>{box('70%')}</mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "direction": f'<w:bdo w:val="ltr">{run("70%")}</w:bdo>',
    "split": run("7") + run("0") + run("%"),
}
UNSEEN = {
    "deleted": '<w:del w:id="3" w:author="a"><w:r><w:delText>99%</w:delText></w:r></w:del>',
    "moved away": f'<w:moveFrom w:id="4" w:author="a">{run("99%")}</w:moveFrom>',
    "hidden": run("99%", "<w:vanish/>"),
    "code of a field": char("begin")
    + "<w:r><w:instrText> 99% </w:instrText></w:r>"
    + char("separate")
    + char("end"),
    "name of an equation's font": (
        f"<m:oMath {MATH}><m:r><m:rPr><m:sty m:val='99%'/></m:rPr></m:r></m:oMath>"
    ),
}


def a_docx(folder: Path, *blocks: str) -> Path:
    document = docx.Document()
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(block))
    path = folder / "van-ban.docx"
    document.save(str(path))
    return path


def paragraph(inside: str) -> str:
    return f"<w:p {W}>{inside}</w:p>"


@pytest.mark.parametrize("kind", SEEN)
def test_what_word_shows_is_kept_where_it_stands(kind: str, tmp_path: Path) -> None:
    path = a_docx(tmp_path, paragraph(run("Đạt ") + SEEN[kind] + run(" số hộ.")))
    kept = take_in(path).source.text
    assert words(kept) == words("Đạt 70% số hộ.")
    assert "box" in kind or kept == "Đạt 70% số hộ."


def test_heads_and_feet_of_pages_are_left_out_and_said(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Kế hoạch số 50/KH-UBND"
    document.sections[0].footer.paragraphs[0].text = "Lưu hành nội bộ 17"
    document.add_paragraph(GOAL)
    path = tmp_path / "van-ban.docx"
    document.save(str(path))
    taken = take_in(path)
    assert words(taken.source.text) == words(GOAL)
    ((vietnamese, english),) = taken.notes
    assert "Đầu trang, chân trang" in vietnamese
    assert "Lưu hành nội bộ 17 | Kế hoạch số 50/KH-UBND" in english


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_word_does_not_show_stays_out(kind: str, tmp_path: Path) -> None:
    path = a_docx(tmp_path, paragraph(run("Đạt ") + UNSEEN[kind] + run("70% số hộ.")))
    assert take_in(path).source.text == "Đạt 70% số hộ."


def sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def typed(font: str, text: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


@pytest.mark.parametrize(
    ("put", "meant"),
    [
        (sign("Symbol", "F0B3"), "≥"),
        (sign("Symbol", "F0A3"), "≤"),
        (sign("Symbol", "B3"), "≥"),
        (sign("Symbol", "F0B1"), "±"),
        (sign("Symbol", "F0BC"), "…"),
        (sign("Symbol", "F0B4"), "×"),
        (sign("Symbol", "F061"), "α"),
        (sign("Wingdings", "F0E0"), "→"),
        (sign("Wingdings", "F0A8"), "☐"),
        (sign("Wingdings", "F0FE"), "☑"),
        (sign("Wingdings", "F06C"), "●"),
        (sign("Wingdings 2", "F0A3"), "☐"),
        (sign("Wingdings 2", "F050"), "✓"),
        (sign("Cambria Math", "2265"), "≥"),
        (typed("Symbol", "\uf0b3"), "≥"),
        (typed("Symbol", "³"), "≥"),
        (typed("Symbol", "\uf0a3 71%"), "≤ 71%"),
        (typed("Wingdings", "\uf0e0"), "→"),
        (typed("Arial", "³"), "³"),
        (typed("Symbol", "đạt à"), "đạt à"),
    ],
)
def test_signs_of_fonts_of_symbols_are_read_as_what_they_show(
    put: str, meant: str, tmp_path: Path
) -> None:
    path = a_docx(tmp_path, paragraph(run("Đạt ") + put + run(" 81% số hộ.")))
    taken = take_in(path)
    assert taken.source.text == f"Đạt {meant} 81% số hộ."
    assert not [english for _, english in taken.notes if "symbols" in english]


@pytest.mark.parametrize(
    "put", [sign("Webdings", "F055"), sign("Webdings", "55"), typed("Wingdings", "\uf055")]
)
def test_signs_of_fonts_that_are_not_known_are_kept_and_said(put: str, tmp_path: Path) -> None:
    path = a_docx(tmp_path, paragraph(run("Đạt ") + put + run(" 81% số hộ.")))
    taken = take_in(path)
    assert taken.source.text == "Đạt \uf055 81% số hộ."
    assert taken.notes[0][1].startswith("1 signs of a font of symbols are not known")
    assert "81% số hộ." in taken.notes[0][0]


def test_signs_of_fonts_that_nothing_names_are_said(tmp_path: Path) -> None:
    """A text or PDF does not say of which font a code is; the dot of lists has but one."""
    path = tmp_path / "van-ban.txt"
    path.write_text(f"{GOAL}\n\uf0b7 Đạt \uf0b3 81% số hộ.", encoding="utf-8")
    taken = take_in(path)
    assert "\uf0b3 81%" in taken.source.text
    assert [english for _, english in taken.notes if english.startswith("1 signs of a font")]


@pytest.mark.parametrize("code", ["F0D8", "F076", "F0FC", "F0A7", "F06E", "F0A8"])
def test_signs_that_begin_the_items_of_a_list_do(code: str, tmp_path: Path) -> None:
    path = a_docx(tmp_path, paragraph(sign("Wingdings", code) + run(" Đạt 81% số hộ.")))
    (block,) = blocks(take_in(path).source.text)
    assert block.marker


def test_a_raised_number_does_not_join_the_figure_before_it(tmp_path: Path) -> None:
    raised = run("1", '<w:vertAlign w:val="superscript"/>')
    path = a_docx(tmp_path, paragraph(run("Đạt 15%") + raised + run(", trước năm 2025") + raised))
    assert take_in(path).source.text == "Đạt 15%¹, trước năm 2025¹"


def test_a_field_without_an_end_takes_no_more_than_its_paragraph(tmp_path: Path) -> None:
    path = a_docx(tmp_path, paragraph(char("begin") + run("x")), paragraph(run("Đạt 70% số hộ.")))
    assert take_in(path).source.text == "Đạt 70% số hộ."


def cell(inside: str, more: str = "") -> str:
    inside = inside if inside.startswith("<") else f"<w:p>{run(inside)}</w:p>"
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    return (
        f"<w:tbl {W}><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    )


def test_cells_of_a_row_that_hold_the_same_are_both_kept(tmp_path: Path) -> None:
    path = a_docx(tmp_path, table(cell("Hộ") + cell("100%") + cell("100%")))
    assert take_in(path).source.text == "Hộ\t100%\t100%"


def test_tables_that_word_merges_oddly_are_read(tmp_path: Path) -> None:
    """A cell that goes on from nothing, rows of other lengths, cells in controls."""
    path = a_docx(
        tmp_path,
        table(
            cell("một", '<w:gridSpan w:val="2"/>'),
            cell("hai") + cell("ba", "<w:vMerge/>"),
            cell("bốn") + cell("năm") + cell("sáu"),
            f"<w:sdt><w:sdtContent>{cell('bảy')}</w:sdtContent></w:sdt>{cell('tám')}",
        ),
    )
    assert not lost("một hai ba bốn năm sáu bảy tám", path)


def test_tables_in_tables_give_their_lines(tmp_path: Path) -> None:
    inner = table(cell("Hộ có cáp quang") + cell("80%"))
    path = a_docx(tmp_path, table(cell(inner + "<w:p/>") + cell("bên cạnh")))
    assert take_in(path).source.text.split("\n") == ["Hộ có cáp quang\t80%", "bên cạnh"]


def test_notes_are_kept_behind_the_text(tmp_path: Path) -> None:
    import zipfile

    plain = a_docx(tmp_path, paragraph(run("Đạt 70% số hộ.")))
    path = tmp_path / "chu-thich.docx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        note = f"<w:p>{run('Theo 749/QĐ-TTg.')}</w:p>"
        new.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p>{run("-")}</w:p>'
            f'</w:footnote><w:footnote w:id="1">{note}</w:footnote></w:footnotes>',
        )
    assert take_in(path).source.text == "Đạt 70% số hộ.\nTheo 749/QĐ-TTg."


def test_pictures_of_a_file_are_said(tmp_path: Path) -> None:
    picture = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        "<v:imagedata/></v:shape></w:pict></w:r>"
    )
    path = a_docx(tmp_path, paragraph(run(GOAL) + picture))
    assert [english for _, english in take_in(path).notes] == [
        "1 pictures of the file were not read: words in them are lacking."
    ]


# ---- Pages -------------------------------------------------------------------------------------

PAGES = {
    "inline": "<p>Đạt <b>70</b>% <span>số <i>hộ</i></span>.</p>",
    "blocks in cells": (
        "<table><tr><td><p>Đạt</p></td><td><div>70%</div></td><td>số hộ.</td></tr></table>"
    ),
    "preformatted": "<pre>Đạt 70%\n  số hộ.\n</pre>",
    "page in a form": "<form action='x'><div>Đạt 70% số hộ.</div></form>",
    "definitions": "<dl><dt>Đạt</dt><dd>70% số hộ.</dd></dl>",
    "details": "<details><summary>Đạt 70%</summary>số hộ.</details>",
    "text alone": "Đạt 70% số hộ.",
    "picture with words": "<svg><g><text>Đạt 70%</text><text>số hộ.</text></g></svg>",
    "table in a table": (
        "<table><tr><td><table><tr><td>Đạt</td><td>70%</td></tr></table></td><td>số hộ."
        "</td></tr></table>"
    ),
    "table in paragraphs": (
        "<p>Đạt<table><caption>70%</caption><tr><td>số</td><td>hộ.</td></tr></table>"
    ),
    "row outside a body": (
        "<table><thead><tr><th>Đạt</th><th>70%</th></tr></thead><tr><td>số</td><td>hộ."
        "</td></tr></table>"
    ),
    "figure": "<figure><figcaption>Đạt 70% số hộ.</figcaption></figure>",
    "unknown elements": "<x-plan>Đạt <x-figure>70%</x-figure> số hộ.</x-plan>",
}


@pytest.mark.parametrize("kind", PAGES)
def test_all_words_of_a_page_are_kept(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text(f"<!doctype html><html><body>{PAGES[kind]}</body></html>", encoding="utf-8")
    assert words(take_in(path).source.text) == words("Đạt 70% số hộ.")


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>99%</p>",
        '<div style="display: none">99%</div>',
        "<script>99%</script>",
        "<template>99%</template>",
        "<!-- 99% -->",
        "<select><option>99%</option></select>",
    ],
)
def test_what_a_page_does_not_show_stays_out(hidden: str, tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text(f"<html><body>{hidden}<p>Đạt 70% số hộ.</p></body></html>", encoding="utf-8")
    assert take_in(path).source.text == "Đạt 70% số hộ."


@pytest.mark.parametrize(
    "struck",
    [
        "<del>99%</del>",
        "<s>99%</s>",
        "<strike><b>99</b>%</strike>",
        '<span style="text-decoration: line-through">99%</span>',
    ],
)
def test_what_a_page_strikes_out_is_left_out_and_said(struck: str, tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text(
        f"<html><body><p>Đạt {struck} <ins>70%</ins> số hộ.</p></body></html>", encoding="utf-8"
    )
    taken = take_in(path)
    assert taken.source.text == "Đạt 70% số hộ."
    ((vietnamese, english),) = taken.notes
    assert "99" in vietnamese
    assert english.startswith("1 passages that are struck out")


@pytest.mark.parametrize("kind", ["strike", "dstrike"])
def test_what_a_word_file_strikes_out_is_left_out_and_said(kind: str, tmp_path: Path) -> None:
    struck = run("99%", f"<w:{kind}/>") + run(" 70%", f'<w:{kind} w:val="0"/>')
    taken = take_in(a_docx(tmp_path, paragraph(run("Đạt") + struck + run(" số hộ."))))
    assert taken.source.text == "Đạt 70% số hộ."
    assert [note for note, _ in taken.notes] == ["1 chỗ bị gạch bỏ không giữ lại: “99%”."]


def test_a_raised_number_of_a_page_does_not_join_the_figure(tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text(
        "<html><body><p>Đạt 15%<sup>1</sup> trên 100 m<sup>2</sup>.</p></body></html>",
        encoding="utf-8",
    )
    assert take_in(path).source.text == "Đạt 15%¹ trên 100 m2."


# ---- Grids -------------------------------------------------------------------------------------


def grid(*rows: str) -> list[str]:
    """The lines of a table; "a/2" reaches over two columns, "a|2" over two rows, "*a" heads."""
    made = []
    for row in rows:
        cells = []
        for said in row.split():
            text, _, columns = said.partition("/")
            text, _, below = text.partition("|")
            cells.append(
                Cell(
                    [text.strip("*_")] if text.strip("*_") else [],
                    int(columns or 1),
                    int(below or 1),
                    head=text.startswith("*"),
                )
            )
        made.append(cells)
    return table_lines(made)


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        (("chỉ 2025 2030", "hộ 80% 100%"), ["chỉ\t2025\t2030", "hộ\t80%\t100%"]),
        (("chỉ|2 năm/2", "2025 2030", "hộ 80% 90%"), ["chỉ\tnăm 2025\tnăm 2030", "hộ\t80%\t90%"]),
        (("*chỉ *năm/2", "*_ *2025 *2030", "hộ 1 2"), ["chỉ\tnăm 2025\tnăm 2030", "hộ\t1\t2"]),
        (("chỉ năm/2", "_ 2025 2030", "hộ 1 2"), ["chỉ\tnăm 2025\tnăm 2030", "hộ\t1\t2"]),
        (("chỉ 2025 2030", "hộ 65%/2", "a b 5G"), ["chỉ\t2025\t2030", "hộ\t65%\t65%", "a\tb\t5G"]),
        (("tt chỉ 2025 2030", "1 5G/2 80%"), ["tt\tchỉ\t2025\t2030", "1\t5G\t\t80%"]),
        (("chỉ 2025 2030", "1.000/3", "hộ 1 2"), ["chỉ\t2025\t2030", "1.000\t\t", "hộ\t1\t2"]),
        (("chỉ 2025 2030", "một/3", "hộ 1 2"), ["chỉ\t2025\t2030", "một\t\t", "hộ\t1\t2"]),
        (("a|2 b 1", "c 2"), ["a\tb\t1", "a\tc\t2"]),
        (("a b|9", "c"), ["a\tb", "c\tb"]),
        (("a", "b"), ["a", "b"]),
        (("_ 2025", "hộ 80%"), ["\t2025", "hộ\t80%"]),
        ((), []),
    ],
)
def test_each_column_has_its_heading_and_each_row_its_cells(
    rows: tuple[str, ...], read: list[str]
) -> None:
    assert grid(*rows) == read


def test_a_cell_with_a_list_gives_its_items() -> None:
    row = [Cell(["1"]), Cell(["- đạt 80%", "- đạt 90%"])]
    assert table_lines([[Cell(["TT"]), Cell(["mục tiêu"])], row]) == [
        "TT\tmục tiêu",
        "1",
        "- đạt 80%",
        "- đạt 90%",
    ]


ROWS = "<tr><td>{}</td></tr><tr><td>{}</td></tr>"
LEVELS = f"<table>{ROWS.format('cấp tỉnh 71%', 'cấp xã 61%')}</table>"
LATER = f"<table>{ROWS.format('cấp tỉnh 91%', 'cấp xã 81%')}</table>"
PARTED = LEVELS.replace("h 7", "h</td><td>7").replace("ã 6", "ã</td><td>6")
STAGES = (
    "<table><tr><th>2024</th><th>2025</th></tr><tr><td>71%</td><td>91%</td></tr>"
    "<tr><td>61%</td><td>81%</td></tr></table>"
)
FILES = "Hồ sơ trên mạng"


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (
            (FILES, LEVELS, LATER),
            [f"{FILES}\tcấp tỉnh 71%\tcấp tỉnh 91%", f"{FILES}\tcấp xã 61%\tcấp xã 81%"],
        ),
        ((FILES, PARTED, "72%"), [f"{FILES}\tcấp tỉnh 71%\t72%", f"{FILES}\tcấp xã 61%\t72%"]),
        (
            (FILES, LEVELS, LATER.replace("</table>", "<tr><td>khác 5%</td></tr></table>")),
            [f"{FILES}\tcấp tỉnh 71%; cấp xã 61%\tcấp tỉnh 91%; cấp xã 81%; khác 5%"],
        ),
        (
            (FILES, f"<div>{LEVELS}</div>", ""),
            [f"{FILES}\tcấp tỉnh 71%\t", f"{FILES}\tcấp xã 61%\t"],
        ),
        (
            (FILES, STAGES, "72%"),
            [f"{FILES}\t\t72%", f"{FILES}\t71%\t91%", f"{FILES}\t61%\t81%"],
        ),
    ],
    ids=["side by side", "in columns", "of other lengths", "wrapped", "with years of its own"],
)
def test_a_table_in_a_table_stays_with_its_row_and_column(
    cells: tuple[str, ...], read: list[str], tmp_path: Path
) -> None:
    head = "<tr><th>Chỉ tiêu</th><th>Giao</th><th>Đạt</th></tr>"
    row = "".join(f"<td>{inside}</td>" for inside in cells)
    after = "<tr><td>Hợp đồng điện tử</td><td>50%</td><td>60%</td></tr>"
    page = f"<html><body><table>{head}<tr>{row}</tr>{after}</table></body></html>"
    path = tmp_path / "trang.html"
    path.write_text(page, encoding="utf-8")
    kept = take_in(path).source.text.split("\n")
    assert not words(re.sub(r"<[^>]+>", " ", page)) - words("\n".join(kept))
    outer = ["Chỉ tiêu\tGiao\tĐạt", read[0], "Hợp đồng điện tử\t50%\t60%"]
    if "<th>2024" in page:
        assert kept == [*outer, "Chỉ tiêu\tGiao 2024\tGiao 2025", *read[1:]]
    else:
        assert kept == [*outer[:1], *read, outer[2]]


def test_a_table_in_a_table_of_a_word_file_stays_with_its_row(tmp_path: Path) -> None:
    inner = table(cell("cấp tỉnh 71%"), cell("cấp xã 61%")) + "<w:p/>"
    path = a_docx(
        tmp_path,
        table(
            cell("Chỉ tiêu") + cell("2024") + cell("2025"),
            cell(FILES) + cell(inner) + cell("72%"),
            cell("Hợp đồng điện tử") + cell("50%") + cell("60%"),
        ),
    )
    assert take_in(path).source.text.split("\n") == [
        "Chỉ tiêu\t2024\t2025",
        f"{FILES}\tcấp tỉnh 71%\t72%",
        f"{FILES}\tcấp xã 61%\t72%",
        "Hợp đồng điện tử\t50%\t60%",
    ]


def test_a_table_that_lays_out_a_page_gives_its_lines(tmp_path: Path) -> None:
    prose = "Tỉnh phấn đấu đến năm 2025 có 85% người dân trưởng thành có điện thoại thông minh."
    path = tmp_path / "trang.html"
    path.write_text(
        "<html><body><table><tr><td>Cổng tin</td><td>Tỉnh Trà Vinh</td></tr>"
        f"<tr><td>Tin mới</td><td><p>{prose}</p>{LEVELS}</td></tr></table></body></html>",
        encoding="utf-8",
    )
    read = ["Cổng tin", "Tỉnh Trà Vinh", "Tin mới", prose, "cấp tỉnh 71%", "cấp xã 61%"]
    assert take_in(path).source.text.split("\n") == read


# ---- Letters -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("411/QÐ-TTg", "411/QĐ-TTg"),
        ("ðạt 90％", "đạt 90%"),
        ("９０%", "90%"),
        ("09\u2011NQ/TU", "09-NQ/TU"),
        ("chuyển\u00ad đổi", "chuyển đổi"),
        ("8\u200b0\u2060%", "80%"),
        ("tỉ lệ đạt\u000c80%", "tỉ lệ đạt\n80%"),
        ("một\n\u000c2. hai", "một\n2. hai"),
        ("tо\u0430n", "toan"),
        ("ﬁbre", "fibre"),
        ("𝟗𝟎%", "90%"),
        ("e\u0302\u0323", "ệ"),
        ("Москва", "Москва"),
        ("\uf0a7 đạt", "• đạt"),
    ],
)
def test_signs_are_read_as_what_they_stand_for(printed: str, meant: str) -> None:
    assert letters.clean(printed) == meant
    assert letters.clean(meant) == meant


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("411/QÐ-TTg", "411/QĐ-TTg"),
        ("chuyển\u00adđổi", "chuyểnđổi"),
        ("tỉ\u200blệ", "tỉlệ"),
        ("０９\u2011NQ/TU", "09-NQ/TU"),
    ],
)
def test_search_reads_look_alikes_too(asked: str, name: str) -> None:
    assert fold(asked) == fold(name)


def test_signs_that_were_read_as_others_are_said(tmp_path: Path) -> None:
    path = tmp_path / "van-ban.txt"
    path.write_text(GOAL.replace("đ", "ð", 1) + "\u200b", encoding="utf-8")
    taken = take_in(path)
    assert taken.source.text == GOAL
    assert taken.notes[0][1].startswith("2 signs that look like others")


# ---- Encodings and languages -------------------------------------------------------------------


def in_old_letters(text: str, encoding: str) -> str:
    """The text as it was typed for the fonts of TCVN3 or VNI."""
    if encoding == "tcvn3":
        back = {meant: chr(sign) for sign, meant in letters._TCVN3.items()}
        return "".join(back.get(letter, letter) for letter in text)
    import unicodedata

    plain = {"đ": "ñ", "ư": "ö", "ơ": "ô", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò"}
    marks = {marks: sign for sign, marks in letters._VNI_MARKS.items()}
    found = []
    for letter in text:
        if letter in plain:
            found.append(plain[letter])
            continue
        base, *combined = list(unicodedata.normalize("NFD", letter))
        if base in "uo" and "\u031b" in combined:
            base = {"u": "ö", "o": "ô"}[base]
            combined.remove("\u031b")
        shapes = [mark for mark in combined if mark in "\u0302\u0306"]
        tones = [mark for mark in combined if mark not in "\u0302\u0306"]
        found.append(base + marks.get("".join(shapes + tones), ""))
    return "".join(found)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_letters_from_before_unicode_are_refused_or_converted(
    encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "cu.txt"
    path.write_text(in_old_letters(GOAL, encoding), encoding="utf-8")
    with pytest.raises(InputError, match=encoding.upper()) as caught:
        take_in(path)
    assert f"--encoding {encoding}" in caught.value.remedy
    taken = take_in(path, encoding=encoding)
    assert taken.source.text == GOAL
    assert encoding.upper() in taken.notes[0][1]


def test_other_encodings_are_read_when_they_are_named(tmp_path: Path) -> None:
    path = tmp_path / "utf16.txt"
    path.write_bytes(GOAL.encode("utf-16"))
    assert take_in(path, encoding="utf-16").source.text == GOAL
    with pytest.raises(UsageError, match="no encoding 'nothing'"):
        take_in(path, encoding="nothing")
    with pytest.raises(InputError, match="is not utf-8"):
        take_in(path, encoding="utf-8")


BROKEN = GOAL.encode().decode("cp1252", "replace")
GERMAN = (
    "Die Provinz hat einen Plan für das digitale Rathaus. Bis 2030 sollen 71 % der Betriebe "
    "elektronische Verträge nutzen und die Erwachsenen ein Telefon haben."
)
FRENCH = (
    "La province a adopté un plan pour les services en ligne. D’ici à 2030, au moins 71 % des "
    "entreprises utiliseront des contrats et les adultes auront un téléphone."
)
INDONESIAN = (
    "Provinsi ini akan mencapai target layanan digital pada tahun 2030, yaitu minimal 71 persen "
    "dari perusahaan dan lebih dari 88 persen penduduk."
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BROKEN, "once read as another encoding"),
        ("{\\rtf1\\ansi K\\'ea}", "RTF"),
        ("<div><p>Đạt 70% số hộ.</p></div>", "cut out of a page"),
        (GOAL[:40] + "\ufffd" * 30, "has lost 30 of its signs"),
        (GERMAN, "in German"),
        (FRENCH, "in French"),
        (INDONESIAN, "in Indonesian"),
        ("2030年までに企業の71%が電子契約を利用し、成人の88%がスマートフォンを持つ。", "Japanese"),
        ("К 2030 году не менее 71 % предприятий будут использовать договоры.", "Cyrillic"),
        (
            "Tinh phan dau den nam 2030 co 71% doanh nghiep su dung hop dong dien tu, 88% dan so.",
            "without its marks",
        ),
    ],
)
def test_a_text_that_would_be_misread_is_refused(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "van-ban"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        take_in(path)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        GOAL,
        GOAL.upper(),
        "By 2030, 71% of enterprises use e-contracts, as the plan of the province says.",
        "The province of Tra Vinh, with its partner town Bad Königsbrück and the École du Delta, "
        "plans that by 2030, 71% of enterprises use e-contracts.",
        "Households with fibre\t80%\nAdults with accounts\t90%",
        "80%",
        "Plan 12: GRDP 20%",
    ],
)
def test_what_can_be_read_is_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "van-ban"
    path.write_text(text, encoding="utf-8")
    assert take_in(path).source.text == text


def test_a_file_of_old_word_is_said(tmp_path: Path) -> None:
    path = tmp_path / "cu.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(InputError, match="before 2007"):
        take_in(path)


# ---- PDF ---------------------------------------------------------------------------------------

Piece = tuple[float, float, str]
"""Where a piece of text begins, from the lower left corner, and what it says, in ASCII."""


def a_pdf(
    folder: Path, *pages: list[Piece], drawn: str = "", rotate: int = 0, size: int = 12
) -> Path:
    """A PDF of pages of 600 by 800 points, in Helvetica."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, pieces in enumerate(pages):
        body = f"{drawn}\n" + "\n".join(
            f"BT /F1 {size} Tf {x} {y} Td ({said}) Tj ET" for x, y, said in pieces
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (rotate, 5 + 2 * number)
        )
        stream = body.encode("ascii")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    path = folder / "plan.pdf"
    path.write_bytes(pdf(objects))
    return path


def down(x: float, y: float, *said: str) -> list[Piece]:
    """Lines below each other."""
    return [(x, y - 14 * number, line) for number, line in enumerate(said)]


LEFT = (
    "- by 2025 at least 80% of the households",
    "of the province have a line of fibre, and",
    "90% of the adults have a telephone that",
    "is smart, as the plan of the nation says;",
    "all schools are linked to the network.",
)
RIGHT = (
    "- by 2030 at least 95% of the enterprises",
    "of the province use contracts that are",
    "signed online, and 70% of them keep all",
    "of their books in a platform that the",
    "province offers to them for nothing.",
)


def test_columns_of_prose_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Whether their lines are at one height or not, and in whatever order the file has them."""
    for shift in (0, 5):
        pieces = [
            *down(310, 700 - shift, *RIGHT),
            *down(50, 700, *LEFT),
            (
                50,
                740,
                "The plan of the province for the years 2021 to 2030 and what it is to reach",
            ),
        ]
        kept = take_in(a_pdf(tmp_path, pieces)).source.text.split("\n")
        assert kept == [pieces[-1][2], " ".join(LEFT), " ".join(RIGHT)]


def test_lines_that_the_width_broke_become_one_and_short_ones_stay(tmp_path: Path) -> None:
    path = a_pdf(
        tmp_path,
        down(
            50,
            700,
            "Goals",
            "- by 2025 at least 80% of the households of the province have a line of fi-",
            "bre and 12% of the e-",
            "1. next goal that is written in a line",
            "2. and the last",
        ),
    )
    assert take_in(path).source.text.split("\n") == [
        "Goals",
        "- by 2025 at least 80% of the households of the province have a line of fibre and 12% of "
        "the e-",
        "1. next goal that is written in a line",
        "2. and the last",
    ]


GRID = "1 w " + " ".join(
    f"{x1} {y1} m {x2} {y2} l S"
    for x1, y1, x2, y2 in (
        *((50, y, 450, y) for y in (700, 640, 600)),
        (250, 670, 450, 670),
        *((x, 600, x, 700) for x in (50, 250, 450)),
        (350, 600, 350, 670),
    )
)
CELLS = [
    *down(55, 680, "indicator"),
    *down(255, 680, "goal"),
    *down(255, 650, "year 2025"),
    *down(355, 650, "year 2030"),
    *down(55, 625, "households with a line of", "fibre"),
    *down(255, 625, "80%"),
    *down(355, 625, "100%"),
]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_ruled_tables_are_read_by_their_cells_however_the_page_lies(
    rotate: int, tmp_path: Path
) -> None:
    pieces = CELLS
    drawn = GRID
    if rotate:
        # What is written lies as the page does, so that readers see it upright.
        turn = {90: "0 1 -1 0 600 0", 180: "-1 0 0 -1 600 800", 270: "0 -1 1 0 0 800"}[rotate]
        texts = " ".join(f"BT /F1 12 Tf {x} {y} Td ({said}) Tj ET" for x, y, said in pieces)
        drawn, pieces = f"q {turn} cm {GRID} {texts} Q", []
    kept = take_in(a_pdf(tmp_path, pieces, drawn=drawn, rotate=rotate)).source.text
    assert kept.split("\n") == [
        "indicator\tgoal year 2025\tgoal year 2030",
        "households with a line of fibre\t80%\t100%",
    ]


def test_cells_without_rules_are_told_by_the_white_between_them(tmp_path: Path) -> None:
    rows: list[Piece] = [
        (50, 700, "indicator"),
        (300, 700, "2025"),
        (400, 700, "2030"),
        (50, 680, "households with fibre"),
        (300, 680, "80%"),
        (400, 680, "100%"),
    ]
    assert take_in(a_pdf(tmp_path, rows)).source.text.split("\n") == [
        "indicator\t2025\t2030",
        "households with fibre\t80%\t100%",
    ]


def test_heads_feet_and_numbers_of_pages_are_left_out_and_said(tmp_path: Path) -> None:
    pages: list[list[Piece]] = [
        [
            (50, 780, "Plan 50 of the province"),
            (50, 700, f"- goal {number} of the plan is {number}0%"),
            (50, 680, f"- and another one is {number}5%"),
            (300, 20, f"Page {number} of 4"),
        ]
        for number in range(1, 5)
    ]
    taken = take_in(a_pdf(tmp_path, *pages))
    assert taken.source.text.split("\n") == [
        "Plan 50 of the province",
        *(line for page in pages for line in (page[1][2], page[2][2])),
    ]
    assert taken.notes[0][1].startswith("7 numbers and repeated heads of pages")


@pytest.mark.parametrize(
    "head",
    [
        "12/1/26, 2:20 AM",
        "12/1/26, 2:20 AM Plan 50",
        "10:15 01/12/2026 Plan 50",
        "2026-12-01 10:15",
    ],
)
def test_what_browsers_print_around_a_page_does_not_mix_its_columns(
    head: str, tmp_path: Path
) -> None:
    text = [*down(50, 700, *LEFT), *down(310, 693, *RIGHT)]
    around: list[Piece] = [(20, 780, head), (20, 20, "https://a.vn/plan.html"), (560, 20, "1/1")]
    taken = take_in(a_pdf(tmp_path, text + around))
    assert taken.source.text == take_in(a_pdf(tmp_path, text)).source.text
    assert taken.notes[0][1].startswith("2 numbers and repeated heads")


def test_a_time_at_the_head_of_a_page_is_kept_where_no_browser_printed_it(tmp_path: Path) -> None:
    rows = down(50, 700, "01/12/2026 10:15 goals of 80%", "one", "two", "three")
    assert take_in(a_pdf(tmp_path, rows)).source.text.startswith("01/12/2026 10:15 goals of 80%")


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        (("digital trans-", "formation of 80%"), "digital transformation of 80%"),
        (("plan of 2025-", "2030 for all"), "plan of 2025-\n2030 for all"),
        (("schools -", "all of them"), "schools -\nall of them"),
    ],
)
def test_a_word_that_a_hyphen_breaks_is_joined_wherever_the_line_ends(
    rows: tuple[str, ...], read: str, tmp_path: Path
) -> None:
    wide: Piece = (50, 760, "a line of the plan that is much wider than the others are here")
    kept = take_in(a_pdf(tmp_path, [wide, *down(50, 700, *rows)])).source.text
    assert kept.split("\n", 1)[1] == read


def test_the_first_line_of_a_page_that_is_a_figure_is_no_page_number(tmp_path: Path) -> None:
    pages: list[list[Piece]] = [
        [(50, 700, "95"), (50, 680, "goals of the plan"), (50, 660, "are set"), (50, 640, "here")],
        [(50, 700, "80%"), (50, 680, "of households"), (50, 660, "have fibre"), (50, 640, "then")],
    ]
    kept = take_in(a_pdf(tmp_path, *pages)).source.text
    assert {"95", "80%"} <= set(words(kept))


def test_a_mark_of_a_note_does_not_join_the_figure_before_it(tmp_path: Path) -> None:
    drawn = "BT /F1 12 Tf 50 700 Td (by 2025 they reach 15%) Tj 5 Ts /F1 7 Tf (1) Tj ET"
    assert take_in(a_pdf(tmp_path, [], drawn=drawn)).source.text == "by 2025 they reach 15%¹"


def test_pages_without_text_are_said(tmp_path: Path) -> None:
    taken = take_in(a_pdf(tmp_path, [(50, 700, "by 2025 they reach 15%")], [], []))
    assert taken.notes[-1][1] == "Pages without text: 2, 3. If they are scans, add --ocr."
    with pytest.raises(InputError, match="no text"):
        take_in(a_pdf(tmp_path, [], []))


def test_every_word_of_a_pdf_is_kept(tmp_path: Path) -> None:
    pieces = [
        *down(50, 780, "REPUBLIC"),
        *down(400, 780, "FREEDOM"),
        *down(50, 740, *LEFT),
        *down(310, 733, *RIGHT),
        *CELLS,
        (20, 30, "margin"),
    ]
    path = a_pdf(tmp_path, pieces, drawn=GRID.replace("700", "600"))
    assert not lost(" ".join(said for _, _, said in pieces), path)


# ---- The main text of a page -------------------------------------------------------------------

ARTICLE = """<h1 class="title">Tỉnh ban hành kế hoạch chuyển đổi số</h1><div>20/01/2024</div>
<p>Ngày 15/01/2024, UBND tỉnh ban hành Kế hoạch số 999/KH-UBND về chuyển đổi số năm 2024 trên
địa bàn tỉnh, giao các sở, ngành và địa phương thực hiện các nhiệm vụ đề ra.</p>
<p>Theo đó, tỉnh phấn đấu đến hết năm 2024:</p><p>- 91% hộ gia đình có cáp quang.</p>
<table><tr><th>Chỉ tiêu</th><th>Năm 2025</th></tr><tr><td>Kinh tế số</td><td>12%</td></tr>
</table>"""
AROUND = """<div class="related"><ul><li><a href="x">Cà Mau đạt 95% hồ sơ</a></li></ul></div>"""
LINKS = """<div class="menu"><ul><li><a href="1">Tin 77</a></li><li><a href="2">Văn bản</a></li>
</ul></div>"""


@pytest.mark.parametrize(
    "page",
    [
        f"<div>{LINKS}</div><div><div class='content'>{ARTICLE}</div>{AROUND}</div>",
        f"<form>{LINKS}<table><tr><td>{LINKS}</td><td><div>{ARTICLE}</div>{AROUND}</td></tr>"
        "</table></form>",
        f"{LINKS}<main><div>{ARTICLE}</div>{AROUND}</main>",
    ],
    ids=["divisions", "layout table", "marked"],
)
def test_the_main_text_is_told_from_the_page_around_it(page: str, tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text(f"<!doctype html><html><body>{page}</body></html>", encoding="utf-8")
    taken = take_in(path)
    seen = re.sub(r"<[^>]+>", " ", ARTICLE)
    assert words(taken.source.text) == words(seen)
    assert "Cà Mau đạt 95% hồ sơ" in taken.notes[-1][0]


APART = {
    "behind the article": "<article>{}</article><div><h2>Phụ lục</h2><table><tr><td>Kinh tế số"
    "</td><td>22%</td></tr></table></div>",
    "before the main part": "<section><p>Kinh tế số 22%</p></section><main>{}</main>",
    "in a footer": "<article>{}</article><footer>Kinh tế số 22%</footer>",
    "in a menu": "<article>{}</article><nav><ul><li>Kinh tế số 22%</li></ul></nav>",
    "in a button": "<article>{}<button>Kinh tế số 22%</button></article>",
    "beside other counters": "<div>Lượt 1</div><div>Lượt 2</div><div>Lượt 3</div><div>Lượt 4</div>"
    "<article>{}</article><p>Kinh tế số 22%</p>",
}


@pytest.mark.parametrize("where", APART)
def test_what_has_figures_apart_from_the_main_text_is_said(where: str, tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    page = f"<!doctype html><html><body>{APART[where].format(ARTICLE)}</body></html>"
    path.write_text(page, encoding="utf-8")
    taken = take_in(path)
    assert words(taken.source.text) == words(re.sub(r"<[^>]+>", " ", ARTICLE))
    assert any("22%" in vietnamese and "22%" in english for vietnamese, english in taken.notes)


def test_a_lead_outside_the_main_element_is_kept(tmp_path: Path) -> None:
    lead = "Tỉnh phấn đấu đến năm 2025 có 85% người dân trưởng thành có điện thoại thông minh."
    path = tmp_path / "trang.html"
    path.write_text(
        f"<html><body>{LINKS}<div><h2>{lead}</h2><div>{ARTICLE * 2}</div></div></body></html>",
        encoding="utf-8",
    )
    assert lead in take_in(path).source.text

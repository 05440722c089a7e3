"""Many documents at once: the list, the drafts, what is left as it is, and what each needs."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dxgraph.corpus import Snapshot
from dxgraph.drafting.batch import Batch, Known, learn_of, read_list, render_summary, run
from dxgraph.drafting.batch.alike import together
from dxgraph.drafting.batch.rows import Row
from dxgraph.drafting.batch.work import Drafted, Failure, New, Options, work
from dxgraph.errors import DataError, InputError
from support.program import dxgraph

PLAN = """ỦY BAN NHÂN DÂN
TỈNH TRÀ VINH
Số: {number}/KH-UBND
Trà Vinh, ngày 15 tháng 01 năm 2024
KẾ HOẠCH
Chuyển đổi số năm 2024

Mục tiêu:
- 90% hộ gia đình có đường truyền cáp quang.
- {goal}
"""
KNOWN_GOAL = "80% người dân có hồ sơ sức khỏe điện tử."
NEW = "70% con tàu cá được gắn thẻ nhận dạng vô tuyến."
NEAR = "75% tàu cá được gắn thẻ nhận dạng vô tuyến."


@pytest.fixture(scope="session")
def known(snapshot: Snapshot) -> Known:
    return learn_of(snapshot)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are worked at in this process: one of a batch takes two seconds to begin."""

    def results(
        rows: Sequence[Row], known: Known, options: Options, _jobs: int
    ) -> Iterator[tuple[Row, Drafted | Failure]]:
        for row in rows:
            yield row, work(row, known, options)

    monkeypatch.setattr(sys.modules[run.__module__], "results", results)


def plans(folder: Path, goals: Sequence[str]) -> list[str]:
    """Plans numbered from 901, a goal of its own each; their lines for a list."""
    lines = []
    for number, goal in enumerate(goals, 901):
        text = PLAN.format(number=number, goal=goal)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        lines.append(f"{number}.txt")
    return lines


def a_list(folder: Path, lines: Sequence[str], header: str = "file") -> Path:
    path = folder / "list.tsv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def states(batch: Batch) -> list[str]:
    return [line.state for line in batch.lines]


def test_a_list_is_read_whichever_sign_parts_its_cells(tmp_path: Path) -> None:
    for sign in "\t,;":
        cells = ("a.txt", "tra-vinh", "50/KH-UBND", "2024-01-15", "ke-hoach", "https://x.vn/a")
        header = sign.join(("File", "territory", "number", "date", "type", "address"))
        path = a_list(tmp_path, [sign.join(cells), "", sign.join(("b.txt", *[""] * 5))], header)
        first, second = read_list(path)
        assert first.file == tmp_path / "a.txt"
        assert first.given == cells
        assert (second.line, second.territory, second.day) == (4, None, None)


@pytest.mark.parametrize(
    ("header", "lines", "told"),
    [
        ("file\tprovince", ["a.txt\tx"], ["list.tsv:1", "province is no column"]),
        ("number", ["1/KH-UBND"], ["there is no column file"]),
        ("file\tfile", ["a\tb"], ["file is there twice"]),
        ("file", [], ["the list names no file"]),
        (
            "file\tdate",
            ["a.txt\t15/1/2024", "\t2024-01-15", "c.txt\t2024-01-15\tx", "d.txt\t", "d.txt\t"],
            [
                "line 2: '15/1/2024' is no date",
                "line 3: no file is named",
                "line 4: there are 3 cells under 2 columns",
                "line 6: says the same as line 5",
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_list_is_said_by_line(
    header: str, lines: list[str], told: list[str], tmp_path: Path
) -> None:
    with pytest.raises(DataError) as caught:
        read_list(a_list(tmp_path, lines, header))
    for part in told:
        assert part in str(caught.value)


def test_one_bad_file_stops_no_other(known: Known, tmp_path: Path) -> None:
    lines = plans(tmp_path, [KNOWN_GOAL, NEW])
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(500))
    rows = read_list(a_list(tmp_path, [lines[0], "old.doc", "lacking.txt", lines[1]]))
    heard: list[tuple[int, int]] = []
    done = run(rows, tmp_path / "drafts", known, jobs=2, progress=lambda *told: heard.append(told))

    assert states(done) == ["drafted", "failed", "failed", "drafted"]
    assert done.exit_code == 1
    assert heard == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    failures = [line.failure for line in done.lines if line.failure]
    assert "before 2007" in failures[0].message
    assert "cannot be read" in failures[1].message
    first = done.lines[0].outcome
    assert first
    assert (first.targets, len(first.new)) == (2, 0)
    assert (tmp_path / "drafts/documents/tra-vinh-2024-901-kh-ubnd.ttl").is_file()


def test_a_process_that_ends_takes_its_own_line_with_it(known: Known, tmp_path: Path) -> None:
    lines = plans(tmp_path, [KNOWN_GOAL] * 3)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import os, dxgraph.drafting.read.files as files\n"
        "read = files.read\n"
        "def broken(path, *rest, **more):\n"
        "    return os._exit(9) if '902' in str(path) else read(path, *rest, **more)\n"
        "files.read = broken\n",
        encoding="utf-8",
    )
    paths = os.pathsep.join([str(broken), *sys.path])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", paths)
        done = run(read_list(a_list(tmp_path, lines)), tmp_path / "drafts", known, jobs=2)
    assert states(done) == ["drafted", "failed", "drafted"]
    failure = done.lines[1].failure
    assert failure
    assert "ended before it was done" in failure.message


@pytest.mark.usefixtures("here")
def test_what_is_done_is_not_drafted_again_and_what_was_edited_stays(
    known: Known, tmp_path: Path
) -> None:
    lines = plans(tmp_path, [KNOWN_GOAL, NEW, KNOWN_GOAL])
    rows = read_list(a_list(tmp_path, lines))
    drafts = tmp_path / "drafts"
    first = run(rows[:2], drafts, known, jobs=1)  # as if it had been stopped before the third
    assert states(first) == ["drafted", "drafted"]
    edited = drafts / "documents/tra-vinh-2024-902-kh-ubnd.ttl"
    edited.write_text("# looked at\n", encoding="utf-8")
    old = (drafts / "documents/tra-vinh-2024-901-kh-ubnd.ttl").stat().st_mtime_ns

    again = run(rows, drafts, known, jobs=1)
    assert states(again) == ["as-before", "kept", "drafted"]
    assert again.lines[0].outcome == first.lines[0].outcome
    assert edited.read_text(encoding="utf-8") == "# looked at\n"
    assert (drafts / "documents/tra-vinh-2024-901-kh-ubnd.ttl").stat().st_mtime_ns == old
    assert [item.new.slug for item in again.new] == [item.new.slug for item in first.new]

    plans(tmp_path, [NEAR, NEAR, NEAR])
    changed = run(rows, drafts, known, jobs=1)
    assert states(changed) == ["drafted", "kept", "drafted"]
    assert "75" in (drafts / "documents/tra-vinh-2024-901-kh-ubnd.ttl").read_text(encoding="utf-8")
    assert edited.read_text(encoding="utf-8") == "# looked at\n"


@pytest.mark.usefixtures("here")
def test_a_draft_that_no_batch_has_written_stays(known: Known, tmp_path: Path) -> None:
    rows = read_list(a_list(tmp_path, plans(tmp_path, [KNOWN_GOAL])))
    path = tmp_path / "drafts/documents/tra-vinh-2024-901-kh-ubnd.ttl"
    path.parent.mkdir(parents=True)
    path.write_text("# by hand\n", encoding="utf-8")
    assert states(run(rows, tmp_path / "drafts", known, jobs=1)) == ["kept"]
    assert path.read_text(encoding="utf-8") == "# by hand\n"
    assert not (tmp_path / "drafts/texts").exists()

    (tmp_path / "drafts/batch").mkdir()
    (tmp_path / "drafts/batch/record.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="no record of a batch"):
        run(rows, tmp_path / "drafts", known, jobs=1)


@pytest.mark.usefixtures("here")
def test_two_lines_of_one_document_do_not_write_over_each_other(
    known: Known, tmp_path: Path
) -> None:
    lines = plans(tmp_path, [KNOWN_GOAL])
    (tmp_path / "copy.txt").write_text(PLAN.format(number=901, goal=NEW), encoding="utf-8")
    done = run(read_list(a_list(tmp_path, [*lines, "copy.txt"])), tmp_path / "d", known, jobs=1)
    assert states(done) == ["drafted", "failed"]
    assert done.lines[1].failure
    assert "as line 2 does" in done.lines[1].failure.message


def test_new_indicators_that_may_be_one_stand_together() -> None:
    def new(slug: str, vi: str, unit: str = "percent") -> New:
        return New(slug, vi, "", unit, "government", change=False, near="")

    found = together(
        [
            ("a", new("ty-le-ho-so-duoc-so-hoa", "Tỷ lệ hồ sơ được số hóa")),
            ("a", new("ty-le-tau-ca-gan-the", "Tỷ lệ tàu cá gắn thẻ")),
            ("b", new("ty-le-ho-so-so-hoa", "Tỷ lệ hồ sơ số hóa")),
            ("c", new("ty-le-ho-so-duoc-so-hoa", "Tỷ lệ hồ sơ được số hóa")),
            ("c", new("so-ho-so-so-hoa", "Số hồ sơ số hóa", "count")),
        ]
    )
    assert [(item.group, item.new.slug, item.documents) for item in found] == [
        (1, "ty-le-ho-so-duoc-so-hoa", ("a", "c")),
        (1, "ty-le-ho-so-so-hoa", ("b",)),
        (2, "so-ho-so-so-hoa", ("c",)),
        (3, "ty-le-tau-ca-gan-the", ("a",)),
    ]


def test_the_command_says_what_each_document_needs(tmp_path: Path) -> None:
    lines = plans(tmp_path, [KNOWN_GOAL, NEW, NEAR])
    a_list(tmp_path, [*(f"{line}\ttra-vinh" for line in lines), "no.txt\t"], "file\tterritory")
    done = dxgraph(
        *("draft", "--batch", "list.tsv", "--output", "d", "--jobs", "2"),
        cwd=tmp_path,
        COLUMNS="240",
    )
    assert done.returncode == 1, done.stderr
    assert "3 drafted, 0 as before, 0 kept as edited, 1 failed." in done.stdout
    assert "3 đã nháp" in done.stdout
    assert "new indicators to name and define" in done.stdout
    with (tmp_path / "d/batch/summary.tsv").open(encoding="utf-8", newline="") as file:
        summary = list(csv.DictReader(file, delimiter="\t"))
    assert [row["state"] for row in summary] == ["drafted", "drafted", "drafted", "failed"]
    assert [row["new"] for row in summary] == ["0", "1", "1", ""]
    assert "cannot be read" in summary[3]["needs"]
    with (tmp_path / "d/batch/indicators.tsv").open(encoding="utf-8", newline="") as file:
        new = list(csv.DictReader(file, delimiter="\t"))
    assert [row["group"] for row in new] == ["1"] * len(new)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Give either a document or a list"),
        (("a.txt", "--batch", "list.tsv"), "Give either a document or a list"),
        (("--batch", "list.tsv", "--number", "1/KH-UBND", "--serve"), "--number, --serve is of"),
        (("--batch", "lacking.tsv"), "lacking.tsv cannot be read"),
    ],
)
def test_a_batch_is_told_from_a_document(
    arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    done = dxgraph("draft", *arguments, cwd=tmp_path, COLUMNS="240")
    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.usefixtures("here")
def test_the_table_shows_every_line(known: Known, tmp_path: Path) -> None:
    from rich.console import Console

    rows = read_list(a_list(tmp_path, [*plans(tmp_path, [NEW]), "no.txt"]))
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(render_summary(run(rows, tmp_path / "d", known, jobs=1)))
    shown = console.export_text()
    assert "901.txt" in shown
    assert "no.txt" in shown
    assert "1 failed" in shown

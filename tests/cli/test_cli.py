"""The command line: what it prints, with which exit code, and what it says of mistakes."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2 as httpx
import openpyxl
import pytest

import commands_page
from dxgraph import corpus
from support.places import SOURCES
from support.program import dxgraph

GOOD = "<http://x/a> <http://x/b> <http://x/c> .\n"


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same of a program of its own."""
    return subprocess.run(
        [sys.executable, "-m", "dxgraph", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )


def one_screen(shown: subprocess.CompletedProcess[str]) -> str:
    """The message of a failed command: on standard error, short, and never a traceback."""
    assert "Traceback" not in shown.stderr
    assert len(shown.stderr.splitlines()) <= 24, shown.stderr
    return shown.stderr


# --- Mistakes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["info", "export", "validate"])
def test_a_syntax_error_is_told_with_file_line_and_remedy(command: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.ttl").write_text(GOOD + "<http://x/a> <http://x/b> ] .\n")
    shown = dxgraph(command, "--data", str(tmp_path))
    assert shown.returncode == 1
    said = shown.stdout + one_screen(shown)
    assert re.search(r"wrong\.ttl:2(:\d+)?", said)
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["info", "validate"])
def test_a_file_that_is_not_utf_8_is_told_with_its_place(command: str, tmp_path: Path) -> None:
    (tmp_path / "old.ttl").write_bytes(GOOD.encode() + b'<http://x/a> <http://x/b> "Vi\xeat" .')
    shown = dxgraph(command, "--data", str(tmp_path))
    assert shown.returncode == 1
    said = shown.stdout + one_screen(shown)
    assert re.search(r"old\.ttl:2", said)
    assert "UTF-8" in said


@pytest.mark.parametrize("command", ["info", "validate", "serve"])
def test_an_empty_folder_says_what_it_should_hold(command: str, tmp_path: Path) -> None:
    run = started if command == "serve" else dxgraph
    shown = run(command, "--data", str(tmp_path))
    assert shown.returncode == 2
    said = one_screen(shown)
    assert str(tmp_path) in said
    assert "Turtle" in said


def test_serving_wrong_data_says_where_they_are_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.ttl").write_text(GOOD + "x:a x:b x:c .\n")
    shown = started("serve", "--port", "0", "--data", str(tmp_path))
    assert shown.returncode == 1
    assert "wrong.ttl:2" in one_screen(shown)


def test_a_port_in_use_says_so_and_names_another_way() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        shown = started("serve", "--port", str(port))
    assert shown.returncode == 2
    said = one_screen(shown)
    assert str(port) in said
    assert "--port" in said


@pytest.mark.parametrize(
    ("arguments", "named", "code"),
    [
        (["query", "targets-of-aera"], "targets-of-area", 2),
        (["query"], "--list", 2),
        (["query", "evidence", "--param", "target=nowhere#x"], "target", 2),
        (["query", "targets-of-area", "--param", "area=bac-gian"], "bac-giang", 2),
        (["query", "targets-of-area", "--param", "year=soon"], "year", 2),
        (["query", "targets-of-area", "--param", "yaer=2025"], "year", 2),
        (["query", "targets-of-area", "--param", "year"], "--param name=value", 2),
        (["query", "targets-of-area", "--format", "docx"], "csv", 2),
        (["export", "--format", "docx"], "nquads", 2),
        (["serve", "--port", "99999"], "--port", 2),
        (["sparql", "nowhere.rq"], "nowhere.rq", 2),
        (["verify", "--sources", "nowhere"], "nowhere", 2),
        (["coverage", "--sources", "nowhere"], "nowhere", 2),
        (["no-such-command"], "no-such-command", 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_use_names_what_was_wrong_and_what_to_do(
    arguments: list[str], named: str, code: int
) -> None:
    shown = dxgraph(*arguments)
    assert shown.returncode == code
    assert named in one_screen(shown)
    assert not shown.stdout


def test_a_wrong_query_is_told_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT * WHERE {\n  ?s ?p }\n")
    shown = dxgraph("sparql", str(tmp_path / "q.rq"))
    assert shown.returncode == 1
    assert "line 2, column" in one_screen(shown)


def test_an_update_is_refused_on_the_command_line_too() -> None:
    shown = dxgraph("sparql", "-", stdin="INSERT DATA { <x:a> <x:b> <x:c> }")
    assert shown.returncode == 1
    assert "INSERT" in one_screen(shown)


def test_a_wrong_setting_in_the_environment_names_the_variable() -> None:
    shown = started("serve", "--port", "0", DXGRAPH_WORKERS="many")
    assert shown.returncode == 2
    assert "DXGRAPH_WORKERS" in one_screen(shown)


# --- What is printed ----------------------------------------------------------------------------


def test_info_says_version_digest_and_counts() -> None:
    shown = started("info")
    assert shown.returncode == 0
    assert re.search(r"^snapshot +[0-9a-f]{64}$", shown.stdout, re.MULTILINE)
    assert re.search(r"^quantified targets +\d+$", shown.stdout, re.MULTILINE)


def test_the_queries_are_listed_in_both_languages() -> None:
    shown = dxgraph("query", "--list")
    assert shown.returncode == 0
    assert "targets-of-area" in shown.stdout
    assert "Một địa bàn đã cam kết những gì" in shown.stdout
    assert "What an area has promised" in shown.stdout


def test_a_named_query_answers_as_table_csv_json_and_workbook(tmp_path: Path) -> None:
    arguments = ["query", "targets-of-area", "--param", "area=bac-giang"]
    table = dxgraph(*arguments)
    assert "13,5" in table.stdout
    lines = dxgraph(*arguments, "--format", "csv").stdout.splitlines()
    assert len(lines) == 32
    rows = json.loads(dxgraph(*arguments, "--format", "json").stdout)["results"]["bindings"]
    assert len(rows) == 31
    book = tmp_path / "targets.xlsx"
    assert dxgraph(*arguments, "--format", "xlsx", "--output", str(book)).returncode == 0
    sheet = openpyxl.load_workbook(book).worksheets[0]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 13.5 in values


def test_the_ending_of_the_output_is_its_format(tmp_path: Path) -> None:
    file = tmp_path / "ranks.csv"
    assert dxgraph("query", "rank-targets", "--output", str(file)).returncode == 0
    assert file.read_text(encoding="utf-8").startswith("area,")
    wrong = dxgraph("query", "rank-targets", "--format", "table", "--output", str(file))
    assert wrong.returncode == 2
    assert "csv" in one_screen(wrong)


def test_a_query_from_standard_input_answers() -> None:
    shown = dxgraph("sparql", "-", "--format", "json", stdin="ASK { ?s ?p ?o }")
    assert json.loads(shown.stdout)["boolean"] is True


def test_output_into_a_closed_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m dxgraph export | head -n 1"
    shown = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert shown.stdout.count("\n") == 1
    assert "Traceback" not in shown.stderr


@pytest.mark.skipif(not SOURCES.is_dir(), reason=f"the source texts are not at {SOURCES}")
def test_every_figure_stands_where_we_say_and_no_number_is_left() -> None:
    verified = dxgraph("verify", "--sources", str(SOURCES))
    assert verified.returncode == 0, verified.stdout
    assert "0 errors, 0 warnings" in verified.stdout
    covered = dxgraph("coverage", "--sources", str(SOURCES))
    assert covered.returncode == 0, covered.stdout
    assert " 0 left" in covered.stdout


def test_our_own_graph_conforms() -> None:
    shown = dxgraph("validate")
    assert shown.returncode == 0, shown.stdout


# --- Data without the vocabulary -----------------------------------------------------------------

PLAN = (
    "<https://w3id.org/dxgraph/document/a-plan> a "
    "<https://w3id.org/dxgraph/ontology#PolicyDocument> .\n"
)


def test_info_names_the_folders_and_says_that_the_vocabulary_was_added(tmp_path: Path) -> None:
    ontology = corpus.root() / "ontology"
    own = dxgraph("info").stdout
    assert f"{ontology}, {corpus.root() / 'data' / 'ttl'}" in own
    (tmp_path / "plan.ttl").write_text(PLAN)
    shown = dxgraph("info", "--data", str(tmp_path))
    assert shown.returncode == 0
    assert f"folders               {tmp_path}\n" in shown.stdout
    added = f"vocabulary            added from {ontology}\n"
    assert added in shown.stdout
    # Data that hold it are left as they are, and other people's data get none.
    whole = dxgraph("info", "--data", str(tmp_path), "--data", str(ontology)).stdout
    (tmp_path / "plan.ttl").write_text("<urn:a> a <urn:b> .\n")
    for other in (whole, dxgraph("info", "--data", str(tmp_path)).stdout, own):
        assert "\nvocabulary " not in other


def test_commands_on_data_see_what_follows_from_the_vocabulary(tmp_path: Path) -> None:
    (tmp_path / "plan.ttl").write_text(PLAN.replace("PolicyDocument", "QuantifiedTarget"))
    asked = tmp_path / "asked.rq"
    asked.write_text(
        "PREFIX dx: <https://w3id.org/dxgraph/ontology#> "
        "ASK { <https://w3id.org/dxgraph/document/a-plan> a dx:Target }"
    )
    shown = dxgraph("sparql", str(asked), "--data", str(tmp_path))
    assert "true" in shown.stdout, shown


@pytest.mark.parametrize("content", [PLAN, "<urn:a> a <urn:b> .\n"], ids=["ours", "another's"])
def test_serve_names_the_folder_and_what_was_added(content: str, tmp_path: Path) -> None:
    (tmp_path / "plan.ttl").write_text(content)
    with subprocess.Popen(
        [sys.executable, "-m", "dxgraph", "serve", "--port", "0", "--data", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as service:
        assert service.stdout is not None
        added = f", with the vocabulary of {corpus.root() / 'ontology'}" if content == PLAN else ""
        assert service.stdout.readline().endswith(f" · {tmp_path}{added}\n")
        service.send_signal(signal.SIGTERM)
        service.communicate()


# --- Serving ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_serve_says_one_line_answers_and_ends_cleanly(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "dxgraph", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as service:
        assert service.stdout is not None
        assert service.stderr is not None
        line = service.stdout.readline()
        found = re.search(r"(http://127\.0\.0\.1:\d+/) · \d+ triples · snapshot [0-9a-f]+", line)
        assert found, line
        answer = httpx.get(found[1] + "sparql", params={"query": "ASK { ?s ?p ?o }"})
        assert answer.json()["boolean"] is True
        service.send_signal(number)
        out, err = service.communicate(timeout=60)
        assert service.returncode == 0, err
        assert out == ""
        assert "Traceback" not in err


# --- The pages of the docs ----------------------------------------------------------------------


@pytest.mark.parametrize("page", commands_page.PAGES)
def test_the_reference_page_is_current(page: str) -> None:
    written = (commands_page.DOCS / page).read_text(encoding="utf-8")
    assert written == commands_page.PAGES[page](), "run python tests/cli/commands_page.py"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("<http://x/a> <http://x/b> <http://x/c> .\n")
    for command in (["query", "conflicts", "--format", "csv"], ["export", "--format", "ttl"]):
        with Path("/dev/full").open("wb") as full:
            shown = subprocess.run(
                [sys.executable, "-m", "dxgraph", *command, "--data", str(tmp_path)],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert shown.returncode == 2
        assert "standard output cannot be written" in shown.stderr
        assert "Traceback" not in shown.stderr

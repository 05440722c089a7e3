"""Figures known by address, looked for on the pages of a web server of ours."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from dxgraph import corpus, evidence
from dxgraph.errors import UnknownName
from dxgraph.terms import CHECK, PREFIXES
from support.program import dxgraph
from support.some import some

PAGES: dict[str, tuple[str, bytes]] = {
    "/printed": ("text/html; charset=utf-8", "<p>Đạt <b>trên\u00a025</b>% GRDP.</p>".encode()),
    "/inside": ("text/html", "<p>kinh tế số tr<i>ên</i> 25% GRDP</p>".encode()),
    "/changed": ("text/html; charset=utf-8", "<p>Đạt trên 20% GRDP.</p>".encode()),
    "/longer": ("text/html; charset=utf-8", b"<p>125% GRDP, 25%</p>"),
    "/script": ("text/html", "<script>'trên 25% GRDP'</script><p>trống</p>".encode()),
    "/declared": ("text/html; charset=windows-1252", "<p>trên 25% GRDP</p>".encode()),
    "/broken": ("text/html; charset=utf-8", "<p>trên 25% GRDP</p>".encode("utf-16")[1:]),
    "/file": ("application/pdf", b"%PDF-1.7"),
    "/private/page": ("text/html", "<p>trên 25% GRDP</p>".encode()),
    "/new": ("text/html", "<p>trên 25% GRDP</p>".encode()),
}


class Site(BaseHTTPRequestHandler):
    robots = (200, "User-agent: *\nDisallow: /private/\n")
    asked: ClassVar[list[tuple[str, str | None]]] = []
    times: ClassVar[list[float]] = []

    def do_GET(self) -> None:
        tag = self.headers.get("If-None-Match")
        type(self).asked.append((self.path, tag))
        type(self).times.append(time.monotonic())
        if self.path == "/robots.txt":
            status, text = self.robots
            return self._send(status, "text/plain", text.encode())
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/new")
            self.end_headers()
            return None
        if self.path == "/slow":
            time.sleep(1.5)
        if self.path not in PAGES:
            return self._send(404, "text/html", b"none")
        kind, body = PAGES[self.path]
        if tag == '"one"':
            return self._send(304, kind, b"")
        return self._send(200, kind, body)

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("ETag", '"one"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """The tests' output is not its log."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Site, "asked", [])
    monkeypatch.setattr(Site, "times", [])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def data(folder: Path, site: str, *paths: str, figure: str = "trên 25% GRDP") -> Path:
    """A graph with a source and a claim for each path."""
    text = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
    for number, path in enumerate(paths):
        text.append(
            f'source:s{number} dx:address "{site}{path}"^^xsd:anyURI .\n'
            f"<https://w3id.org/dxgraph/document/d#t{number}> a dx:Claim ;"
            f" dx:attestedAt source:s{number} ;"
            f' dx:printedFigure "{figure}" .'
        )
    file = folder / "data.ttl"
    file.write_text("\n".join(text), encoding="utf-8")
    return file


def looked(file: Path, **given: object) -> evidence.OnlineReport:
    options: dict[str, object] = {"pause_s": 0.0, "timeout_s": 1.0, **given}
    return evidence.verify_online(corpus.build([file]), **options)  # type: ignore[arg-type]


def codes(report: evidence.OnlineReport) -> list[str]:
    return [item.constraint.removeprefix(CHECK) for item in report.findings]


@pytest.mark.parametrize("path", ["/printed", "/inside", "/declared"])
def test_a_figure_that_stands_on_its_page_is_found(tmp_path: Path, site: str, path: str) -> None:
    report = looked(data(tmp_path, site, path))
    assert (report.printed, report.read, codes(report), report.exit_code) == (1, 1, [], 0)


@pytest.mark.parametrize("path", ["/changed", "/script"])
def test_a_figure_that_is_not_there_any_more_is_told_with_its_place(
    tmp_path: Path, site: str, path: str
) -> None:
    report = looked(data(tmp_path, site, path))
    assert codes(report) == ["address-figure"]
    (found,) = report.findings
    assert found.focus.endswith("#t0")
    assert path in found.message.vi
    assert "trên 25% GRDP" in found.message.en
    assert found.line is not None
    assert report.exit_code == 1


def test_a_figure_is_not_found_inside_another_number(tmp_path: Path, site: str) -> None:
    assert codes(looked(data(tmp_path, site, "/longer", figure="25% GRDP"))) == ["address-figure"]
    assert codes(looked(data(tmp_path, site, "/longer", figure="25%"))) == []


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/none", "address-unreachable", "404"),
        ("/slow", "address-unreachable", "ReadTimeout"),
        ("/private/page", "address-closed", "robots.txt"),
        ("/broken", "address-unread", "encoding"),
        ("/file", "address-unread", "application/pdf"),
    ],
)
def test_a_page_that_cannot_be_read_is_no_proof_against_its_figure(
    tmp_path: Path, site: str, path: str, code: str, said: str
) -> None:
    report = looked(data(tmp_path, site, path))
    assert codes(report) == [code]
    assert said in report.findings[0].message.en
    assert (report.read, report.exit_code) == (0, 0)


def test_a_host_that_does_not_answer_is_told(tmp_path: Path) -> None:
    assert codes(looked(data(tmp_path, "http://127.0.0.1:9", "/x"))) == ["address-unreachable"]


def test_a_page_that_moved_is_read_and_told(tmp_path: Path, site: str) -> None:
    report = looked(data(tmp_path, site, "/moved"))
    assert codes(report) == ["address-moved"]
    assert "/new" in report.findings[0].message.vi
    assert (report.printed, report.exit_code) == (1, 0)


def test_rules_that_cannot_be_known_forbid(
    tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Site, "robots", (503, ""))
    assert codes(looked(data(tmp_path, site, "/printed"))) == ["address-closed"]


def test_no_rules_forbid_nothing(
    tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Site, "robots", (404, "Disallow: /"))
    assert codes(looked(data(tmp_path, site, "/printed"))) == []


def test_a_page_is_asked_once_and_hosts_are_given_a_pause(tmp_path: Path, site: str) -> None:
    file = data(tmp_path, site, "/printed", "/printed", "/inside")
    assert looked(file, pause_s=0.2).printed == 3
    assert [path for path, _ in Site.asked] == ["/robots.txt", "/inside", "/printed"]
    gaps = [later - earlier for earlier, later in zip(Site.times, Site.times[1:], strict=False)]
    assert all(gap >= 0.19 for gap in some(gaps))


def test_what_is_kept_is_asked_only_whether_it_changed(tmp_path: Path, site: str) -> None:
    file, answers = data(tmp_path, site, "/printed"), tmp_path / "answers"
    assert looked(file).printed == 1
    assert not answers.exists()
    assert looked(file, answers=answers).printed == 1
    assert looked(file, answers=answers).printed == 1
    asked = [tag for path, tag in Site.asked if path == "/printed"]
    assert asked == [None, None, '"one"']


def test_an_unknown_source_is_told(tmp_path: Path, site: str) -> None:
    with pytest.raises(UnknownName, match="nowhere"):
        looked(data(tmp_path, site, "/printed"), only=["nowhere"])


def test_the_command_reads_pages_and_says_how_it_ended(tmp_path: Path, site: str) -> None:
    file = data(tmp_path, site, "/changed")
    run = dxgraph("verify", "--online", "--data", str(file), "--format", "json")
    assert run.returncode == 1, run.stderr
    told = json.loads(run.stdout)
    assert "address-figure" in json.dumps(told)
    assert (
        dxgraph("verify", "--online", "--data", str(data(tmp_path, site, "/printed"))).returncode
        == 0
    )


def test_the_command_wants_texts_or_pages_and_not_both(tmp_path: Path) -> None:
    for given in ((), ("--online", "--sources", str(tmp_path))):
        run = dxgraph("verify", *given)
        assert run.returncode == 2
        assert "--online" in run.stderr
        assert "Traceback" not in run.stderr


def test_coverage_counts_what_is_known_by_address_beside_the_texts(
    tmp_path: Path, site: str
) -> None:
    file = data(tmp_path, site, "/printed", "/printed", "/inside")
    text = "Đạt trên 25% GRDP."
    digest = evidence.digest(text)
    with file.open("a", encoding="utf-8") as more:
        more.write(f'source:held a dx:Source ; dx:sha256 "{digest}" ; dx:length {len(text)} .')
    (tmp_path / "held.txt").write_text(text, encoding="utf-8")
    report = evidence.coverage(corpus.build([file]), tmp_path)
    assert (report.by_address, report.addresses) == (3, 3)
    assert report.figures()["by_address"] == 3

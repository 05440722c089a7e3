"""What was published keeps its word: the archive of releases, written and served."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx2 as httpx
import pytest
from bs4 import BeautifulSoup

from dxgraph import corpus
from dxgraph.bilingual import Language
from dxgraph.cli.commands import app as commands
from dxgraph.engine.inline import Inline
from dxgraph.errors import InputError, UsageError
from dxgraph.publish.archive import Archive, add
from dxgraph.settings import Settings
from dxgraph.web.pages.things.citing import Citation
from support.pages import EN, VI, served_graph, soup, words
from support.some import some

HEAD = """@prefix area: <https://w3id.org/dxgraph/area/> .
@prefix dx: <https://w3id.org/dxgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
FIRST = HEAD + 'area:tra-vinh a dx:Area ; rdfs:label "Trà Vinh"@vi , "Tra Vinh"@en .\n'
MORE = "".join(f'area:x{n} a dx:Area ; rdfs:label "Xã {n}"@vi .\n' for n in range(60))
SECOND = FIRST + MORE + 'area:bac-giang a dx:Area ; rdfs:label "Bắc Giang"@vi , "Bac Giang"@en .\n'
THIRD = SECOND + 'area:ca-mau a dx:Area ; rdfs:label "Cà Mau"@vi , "Ca Mau"@en .\n'


def state(folder: Path, turtle: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    (folder / "areas.ttl").write_text(turtle, encoding="utf-8")
    return [folder]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases, "1.0" and "1.1", made by the command."""
    top = tmp_path_factory.mktemp("releases")
    for name, turtle in (("1.0", FIRST), ("1.1", SECOND)):
        (data,) = state(top / "data", turtle)
        given = ["release", "--archive", str(top / "archive"), "--name", name, "--data", str(data)]
        commands(given, standalone_mode=False)
    return top / "archive"


@pytest.fixture(scope="module")
def client(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service of a third state, which is given the archive."""
    data = state(tmp_path_factory.mktemp("served"), THIRD)
    settings = Settings(releases=str(archive), client_queries=1000)
    with (
        served_graph(data, Inline(data), settings) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        client.headers.pop("accept")
        client.headers.pop("accept-encoding")
        yield client


# --- Written ------------------------------------------------------------------------------------


def test_a_release_holds_dumps_digests_and_what_changed(archive: Path) -> None:
    newest, first = Archive(archive).releases()
    assert (newest.name, newest.previous, first.name, first.previous) == ("1.1", "1.0", "1.0", "")
    for dump in newest.manifest.dumps:
        body = (newest.folder / dump.name).read_bytes()
        assert hashlib.sha256(body).hexdigest() == dump.sha256
        assert f"{dump.sha256}  {dump.name}" in (newest.folder / "SHA256SUMS").read_text()
    changes = json.loads((newest.folder / "changes.json").read_text(encoding="utf-8"))
    told = {(change["verb"], change["label"]["vi"]) for change in changes["changes"]}
    assert ("added", "Bắc Giang") in told
    assert "Bắc Giang" in (newest.folder / "changes.vi.md").read_text(encoding="utf-8")
    assert newest.changed == {"area": {"added": 61}}
    assert not (first.folder / "changes.json").exists()


def test_the_dump_of_a_release_is_its_snapshot_again(archive: Path) -> None:
    for release in some(Archive(archive).releases(), 2):
        assert corpus.build([release.statements]).digest == release.digest


def test_what_is_in_the_archive_stays_as_it_is(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "archive"
    shutil.copytree(archive, copy)
    same = state(tmp_path / "same", SECOND)
    found, added = add(corpus.build(same), copy, name="1.2", data=same)
    assert (found.name, added) == ("1.1", False)
    other = state(tmp_path / "other", THIRD)
    with pytest.raises(UsageError, match=r"1\.1"):
        add(corpus.build(other), copy, name="1.1", data=other)
    for name in ("..", "../x", "a/b", ".x", ""):
        with pytest.raises(UsageError):
            add(corpus.build(other), copy, name=name or "1.1", data=other)
    assert sorted(path.name for path in copy.iterdir()) == ["1.0", "1.1"]


def test_a_release_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dxgraph.publish.archive.write_dumps", full)
    data = state(tmp_path / "data", FIRST)
    with pytest.raises(InputError, match="No space left"):
        add(corpus.build(data), tmp_path / "archive", data=data)
    assert list((tmp_path / "archive").iterdir()) == []


def test_an_archive_is_looked_at_before_it_is_served(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder of releases"):
        Archive(tmp_path / "missing")
    (tmp_path / "1.0").mkdir()
    (tmp_path / "1.0" / "release.json").write_text("{}")
    with pytest.raises(InputError, match=r"1\.0"):
        Archive(tmp_path).releases()


def test_an_archive_that_names_files_outside_of_it_is_refused(
    archive: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "archive"
    shutil.copytree(archive, copy)
    manifest = copy / "1.0" / "manifest.json"
    said = json.loads(manifest.read_text())
    said["dumps"][0]["name"] = "../1.1/release.json"
    manifest.write_text(json.dumps(said))
    with pytest.raises(InputError, match="outside"):
        Archive(copy).releases()


# --- Served -------------------------------------------------------------------------------------


def test_the_releases_are_listed_for_people_and_for_programs(
    client: httpx.Client, archive: Path
) -> None:
    listed = client.get("/data/releases").json()
    assert [each["name"] for each in listed] == ["1.1", "1.0"]
    assert [each["snapshot"] for each in listed] == [r.digest for r in Archive(archive).releases()]
    for language, heading in ((VI, "Các bản phát hành"), (EN, "Releases")):
        page = soup(client.get("/data/releases", headers=language).text)
        assert words(page.select_one("h1")) == heading
        assert [words(a) for a in page.select("tbody td:first-child a")] == ["1.1", "1.0"]
        one = soup(client.get("/data/releases/1.1", headers=language).text)
        assert len(one.select("tbody tr")) == len(Archive(archive).releases()[0].manifest.dumps)
    assert 'href="/data/releases"' in client.get("/data", headers=EN).text


def test_files_are_served_where_they_were_cited(client: httpx.Client, archive: Path) -> None:
    for release in some(Archive(archive).releases(), 2):
        listed = client.get(f"/data/releases/{release.name}").json()["files"]
        assert {file["name"] for file in listed} == set(release.files())
        for file in some(listed):
            answer = client.get(file["address"])
            assert answer.status_code == 200, file
            assert answer.content == (release.folder / file["name"]).read_bytes()
            assert answer.headers["content-type"].startswith(file["media_type"])
            assert "immutable" in answer.headers["cache-control"]
            again = client.get(file["address"], headers={"if-none-match": answer.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")
        dump = release.statements.name
        assert client.get(f"/data/releases/{release.name}/{dump}").status_code == 200
        part = client.get(f"/data/{dump}", headers={"range": "bytes=0-9"})
        assert (part.status_code, len(part.content)) == (206, 10)


def test_a_file_is_sent_as_its_digest_says_whatever_the_client_unpacks(
    client: httpx.Client, archive: Path
) -> None:
    newest = Archive(archive).releases()[0]
    for name in some(newest.files()):
        answer = client.get(f"/data/releases/1.1/{name}", headers={"accept-encoding": "gzip, br"})
        assert "content-encoding" not in answer.headers
        sha256 = hashlib.sha256(answer.content).digest()
        said = f"sha-256=:{base64.b64encode(sha256).decode()}:"
        assert answer.headers["repr-digest"] == said


@pytest.mark.parametrize(
    "path",
    [
        "1.0/..%2F..%2Fdata%2Fareas.ttl",
        "..%2F..%2Fdata/areas.ttl",
        "1.0/%2e%2e/1.1/release.json",
        "1.0/.%2e/.%2e/data/areas.ttl",
        "1.0/manifest.json",
        "1.0/changes.json",
        "2.0",
    ],
)
def test_nothing_but_the_files_of_a_release_is_served(client: httpx.Client, path: str) -> None:
    answer = client.get(f"/data/releases/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_archived_snapshot_is_gone_and_said_where_it_lies(
    client: httpx.Client, archive: Path
) -> None:
    newest = Archive(archive).releases()[0]
    for digits in (newest.digest, newest.digest[:12].upper()):
        told = client.get("/sparql", params={"query": "ASK {}", "snapshot": digits})
        assert told.status_code == 410
        assert told.headers["content-type"] == "application/problem+json"
        problem = told.json()
        assert problem["type"].endswith("/problem/gone")
        assert problem["release"] == "1.1"
        assert client.get(problem["archived_at"]).json()["snapshot"] == newest.digest
        assert client.get(problem["statements"]).content == newest.statements.read_bytes()
    page = client.get("/sparql", params={"query": "ASK {}", "snapshot": newest.digest}, headers=VI)
    assert page.status_code == 410
    leads = [link["href"] for link in BeautifulSoup(page.text, "html.parser").select(".error a")]
    assert leads == [problem["archived_at"], problem["statements"]]


@pytest.mark.parametrize(
    "path", ["/", "/explore", "/queries/targets-of-area?area=x", "/timeline.svg"]
)
def test_a_page_of_an_archived_snapshot_is_gone_too(
    client: httpx.Client, archive: Path, path: str
) -> None:
    """A page that was cited with its snapshot showed the present one without a word."""
    newest = Archive(archive).releases()[0]
    sign = "&" if "?" in path else "?"
    told = client.get(f"{path}{sign}snapshot={newest.digest}", headers=VI)
    assert told.status_code == 410
    if "svg" not in path:
        leads = [a["href"] for a in BeautifulSoup(told.text, "html.parser").select("main p a")]
        assert f"{str(client.base_url).rstrip('/')}/data/releases/1.1" in leads
    assert client.get(f"{path}{sign}snapshot={'f' * 64}", headers=VI).status_code == 404
    current = client.get("/health").json()["snapshot"]
    named = client.get(f"{path}{sign}snapshot={current}", headers=VI).status_code
    assert named == client.get(path, headers=VI).status_code


def test_an_unknown_snapshot_is_unknown_and_the_current_one_is_answered(
    client: httpx.Client,
) -> None:
    ask = {"query": "ASK {}"}
    assert client.get("/sparql", params=ask | {"snapshot": "f" * 64}).status_code == 404
    current = client.get("/health").json()["snapshot"]
    assert client.get("/sparql", params=ask | {"snapshot": current}).status_code == 200


def test_without_an_archive_there_is_no_release_and_the_page_says_so(tmp_path: Path) -> None:
    data = state(tmp_path, FIRST)
    with served_graph(data, Inline(data)) as address:
        assert httpx.get(f"{address}/data/releases").json() == []
        assert "no release here yet" in httpx.get(f"{address}/data/releases", headers=EN).text


def test_citations_name_the_release(archive: Path, tmp_path: Path) -> None:
    data = state(tmp_path, SECOND)
    settings = Settings(releases=str(archive), client_queries=1000)
    with served_graph(data, Inline(data), settings) as address:
        page = soup(httpx.get(f"{address}/data/releases", headers=EN).text)
        assert "release 1.1, snapshot" in words(page.select_one("details.cite"))
        # What is served is a release: its files are the archive's, none is made anew.
        listed = soup(httpx.get(f"{address}/data", headers=EN).text)
        digests = {words(code) for code in listed.select("code.digest")}
        assert digests == {dump.sha256 for dump in Archive(archive).releases()[0].manifest.dumps}


@pytest.mark.parametrize("released", ["", "1.1"])
def test_each_form_of_a_citation_names_the_release(released: str) -> None:
    cited = Citation(
        Language.EN, "k", "T", "25%", "Plan", [], "0.1.0", "d" * 64, released, 2026,
        "http://dx.test/x", date(2026, 1, 2),
    )  # fmt: skip
    for text in (cited.text(), cited.bibtex(), cited.ris(), cited.csl()):
        assert ("1.1" in text) == bool(released)
        assert "dddddddddddd" in text

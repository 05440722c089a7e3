"""What is known once is added in one place: a format of results, a language of the pages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from dxgraph.formats import GRAPHS, RESULTS

_DATA = """
@prefix : <http://example.org/> .
:a :says "một" , "hai, ba"@vi .
:b :says 3 .
"""
_WITH_A_FORMAT = """
import json, sys
from dxgraph import formats

def lines(body: bytes) -> bytes:
    read = json.loads(body)
    if "boolean" in read:
        return json.dumps(read["boolean"]).encode()
    found = read["results"]["bindings"]
    rows = ({name: term["value"] for name, term in row.items()} for row in found)
    return "".join(json.dumps(row, ensure_ascii=False) + "\\n" for row in rows).encode()

made_up = formats.Format("lines", "application/x-ndjson", "ndjson", label="Lines", of_json=lines)
formats.RESULTS = (*formats.RESULTS, made_up)

from dxgraph.cli.commands import app
from dxgraph.engine.protocol import Form, SnapshotInfo
from dxgraph.web.describe.service import Statistics, describe
from dxgraph.web.http.negotiation import choose, formats_for

if sys.argv[1] == "offers":
    chosen = choose("application/x-ndjson", (), formats_for(Form.SELECT))
    print(chosen.name, chosen.content_type)
elif sys.argv[1] == "described":
    info, none = SnapshotInfo("", 0, (), ""), Statistics(None, None, None, {}, {}, {})
    found = [str(each.predicate) for each in describe("http://dx.test/sparql", info, none)]
    print(sum(each.endswith("#resultFormat>") for each in found))
else:
    app()
"""


def with_a_format(*arguments: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", _WITH_A_FORMAT, *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_format_of_results_is_one_value(tmp_path: Path) -> None:
    """Beside it nothing knows of the made-up format, and yet it is offered, chosen and written."""
    (tmp_path / "data.ttl").write_text(_DATA, "utf-8")
    data = ("--data", str(tmp_path / "data.ttl"))
    asked = "SELECT ?s ?o WHERE { ?s <http://example.org/says> ?o } ORDER BY ?s ?o"
    found = with_a_format("sparql", "--format", "ndjson", *data, "-", given=asked)
    assert [json.loads(line)["o"] for line in found.splitlines()] == ["hai, ba", "một", "3"]
    assert (
        with_a_format("sparql", "--format", "lines", *data, "-", given="ASK { ?s ?p 3 }") == "true"
    )
    assert with_a_format("offers").split() == ["lines", "application/x-ndjson"]


def test_a_format_that_has_no_iri_is_left_out_of_the_service_description() -> None:
    known = [each for each in (*RESULTS, *GRAPHS) if each.iri]
    assert int(with_a_format("described")) == len(known)


_WITH_A_LANGUAGE = """
import asyncio, sys, types
from pathlib import Path
import dxgraph

text = (Path(dxgraph.__file__).parent / "bilingual.py").read_text("utf-8")
for known, more in {
    'EN = "en"': 'EN = "en"; FR = "fr"',
    'EN: "English"': 'EN: "English", Language.FR: "Français"',
    'EN: (".", ",")': 'EN: (".", ","), Language.FR: (",", " ")',
    "return vi if self is Language.VI else en": (
        'return vi if self is Language.VI else "Cibles" if self == "fr" and en == "Targets" else en'
    ),
}.items():
    assert known in text, known
    text = text.replace(known, more)
bilingual = types.ModuleType("dxgraph.bilingual")
sys.modules["dxgraph.bilingual"] = dxgraph.bilingual = bilingual
exec(compile(text, "bilingual.py", "exec"), vars(bilingual))

import httpx2
from dxgraph import service
from dxgraph.engine.inline import Inline
from dxgraph.settings import Settings

async def show(data, paths):
    engine = Inline([data])
    await engine.start()
    app = service.application(engine, Settings(), [data])
    transport = httpx2.ASGITransport(app)
    headers = {"accept": "text/html", "accept-language": "fr, en;q=0.5"}
    async with httpx2.AsyncClient(transport=transport, base_url="http://dx.test") as client:
        for path in paths:
            page = await client.get(path, headers=headers)
            said = page.headers["content-language"], "Cibles" in page.text
            print(path, page.status_code, *said, page.text.count('class="language"'))

asyncio.run(show(Path(sys.argv[1]), sys.argv[2:]))
"""


def test_a_language_of_the_pages_is_added_where_languages_are(tmp_path: Path) -> None:
    """Beside `dxgraph.bilingual` nothing knows of the third language: pages speak it where it has
    words, and English where it has none."""
    data = tmp_path / "data.ttl"
    data.write_text(_DATA, "utf-8")
    paths = (
        "/",
        "/queries",
        "/queries/outcomes",
        "/guide/evidence",
        "/ask",
        "/sparql",
        "/explore",
        "/nothing",
    )
    done = subprocess.run(
        [sys.executable, "-c", _WITH_A_LANGUAGE, str(data), *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = [line.split() for line in done.stdout.splitlines() if line.startswith("/")]
    assert [line[0] for line in found] == list(paths)
    assert {tuple(line[2:]) for line in found} == {("fr", "True", "2")}
    assert [line[1] for line in found] == ["200"] * 7 + ["404"]

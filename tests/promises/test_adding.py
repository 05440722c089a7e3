"""What is known once is added in one place: a format of results is a value and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

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
from dxgraph.engine.protocol import Form
from dxgraph.web.http.negotiation import choose, formats_for

if sys.argv[1] == "offers":
    chosen = choose("application/x-ndjson", (), formats_for(Form.SELECT))
    print(chosen.name, chosen.content_type)
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
